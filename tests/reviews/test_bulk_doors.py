"""The doors to bulk actions: pages and API, by everybody, with everything that may come in there."""

import uuid

import pytest
from django.utils import timezone

from articles.models import Claim
from reviews import bulk, bulk_task
from reviews.bulk_rows import Selection, Wish
from reviews.bulk_terms import BulkState
from reviews.filters import ClaimFilter
from reviews.models import BulkAction, Review
from reviews.workflow import Verb
from tests.factories import make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
NEW = "/claims/bulk/new/"


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claims(article):
    return [make_claim(article, statement=f"Proposal {i}") for i in range(3)]


@pytest.fixture
def waiting(editor, claims):
    selection = Selection(ClaimFilter.of_query("state=proposed"))
    return bulk.begin(selection, Wish(Verb.ACCEPT), by=editor, now=timezone.now(), at_once=False)


def ticked(*claims, **more):
    return {
        "state": "proposed",
        "verb": "accept",
        "which": "ticked",
        "claim": [str(claim.uid) for claim in claims],
    } | more


# Pages


def test_a_look_then_a_confirmation_then_the_result_of_each(client, editor, claims):
    client.force_login(editor)
    look = client.get(NEW, ticked(*claims[:2], verb="dismiss"))
    body = look.content.decode()
    assert "Proposal 0" in body and "Proposal 2" not in body
    assert "Dismiss: 2 claims" in body
    sent = ticked(*claims[:2], verb="dismiss", why="opinion", until=look.context["seen"].until)
    done = client.post(NEW, sent, follow=True)
    assert "2 claims done" in done.content.decode()
    assert Claim.objects.proposals().count() == 1
    assert "Dismiss" in client.get("/claims/bulk/").content.decode()


def test_all_that_the_list_selects_needs_no_ticks(client, editor, claims, importer):
    elsewhere = make_claim(make_article(importer), statement="of another article")
    client.force_login(editor)
    sent = {"state": "proposed", "article": str(claims[0].article.uid), "verb": "accept", "which": "all"}
    body = client.get(NEW, sent).content.decode()
    assert "proposed, in “River levels”" in body
    client.post(NEW, sent)
    assert Review.objects.count() == 3
    assert not Review.objects.filter(claim=elsewhere).exists()


def test_a_field_that_is_missing_is_asked_for_and_what_was_typed_stays(client, editor, claims):
    client.force_login(editor)
    page = client.post(NEW, ticked(*claims, verb="dismiss", reason="not our beat"))
    body = page.content.decode()
    assert page.status_code == 400
    assert "Say why the claims are dismissed." in body
    assert 'value="not our beat"' in body
    assert not BulkAction.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"verb": "publish", "which": "all"},
        {"verb": "accept", "which": "ticked"},
        {"verb": "accept", "which": "ticked", "claim": ["nonsense"]},
        {"verb": "accept", "which": "ticked", "claim": [str(uuid.uuid4())]},
        {"verb": "accept", "which": "ticked", "claim": ["\x00"]},
        {"verb": "accept", "which": "ticked", "claim": [str(uuid.uuid4()) for _ in range(250)]},
    ],
    ids=["bare", "not-in-bulk", "no-ticks", "no-uid", "unknown", "nul", "too-many"],
)
def test_what_makes_no_sense_leads_back_to_the_list_with_the_reason(client, editor, claims, sent):
    client.force_login(editor)
    for page in (client.get(NEW, sent, follow=True), client.post(NEW, sent, follow=True)):
        assert page.status_code == 200
        assert list(page.context["messages"])
    assert not BulkAction.objects.exists()


@pytest.mark.parametrize("verb", ["assign", "schedule", "prioritize", "set_policy"])
def test_hostile_fields_are_refused_and_shown_as_text(client, editor, claims, verb):
    for claim in claims:
        Review.accept(claim, by=editor, now=timezone.now())
    client.force_login(editor)
    evil = {"to": "<script>", "due_at": "<script>", "priority_to": "7", "policy_to": "\x00", "until": "<script>"}
    page = client.post(NEW, {"state": "open", "verb": verb, "which": "all"} | evil)
    assert page.status_code == 400
    assert '<script>"' not in page.content.decode() and 'value="<script>' not in page.content.decode()
    assert not BulkAction.objects.exists()


def test_nobody_does_in_bulk_what_they_may_not_do_to_one(client, importer, checker, outsider, root, claims):
    sent = {"state": "proposed", "verb": "accept", "which": "all"}
    for person in (importer, root):
        client.force_login(person)
        assert client.post(NEW, sent).status_code in (302, 403)
    client.force_login(outsider)
    assert client.post(NEW, sent).status_code == 403
    client.force_login(checker)
    client.post(NEW, {"state": "open", "verb": "prioritize", "which": "all", "priority_to": "2"})
    assert not Review.objects.exists()
    assert not BulkAction.objects.exists()


def test_a_checker_gives_claims_to_nobody_but_themselves(client, checker, checker2, claims, editor):
    for claim in claims:
        Review.accept(claim, by=editor, now=timezone.now())
    client.force_login(checker)
    sent = {"state": "open", "verb": "assign", "which": "all"}
    assert client.post(NEW, sent | {"to": str(checker2.uid)}).status_code == 403
    client.post(NEW, sent | {"to": "me"})
    assert set(Review.objects.values_list("assigned_to", flat=True)) == {checker.pk}


def test_others_do_not_see_it_and_an_editor_may_stop_it(client, checker, editor, person, claims, waiting):
    second = person("editor2", "Editor")
    client.force_login(checker)
    for address in ("", "status/"):
        assert client.get(f"/claims/bulk/{waiting.uid}/{address}").status_code == 404
    assert client.post(f"/claims/bulk/{waiting.uid}/act/", {"do": "cancel"}).status_code == 404
    client.force_login(second)
    client.post(f"/claims/bulk/{waiting.uid}/act/", {"do": "cancel"})
    waiting.refresh_from_db()
    assert waiting.state == BulkState.CANCELLED
    client.post(f"/claims/bulk/{waiting.uid}/act/", {"do": "go_on"})
    waiting.refresh_from_db()
    assert waiting.state == BulkState.CANCELLED  # it would be done in somebody else's name
    client.force_login(editor)
    client.post(f"/claims/bulk/{waiting.uid}/act/", {"do": "go_on"})
    bulk_task.run_bulk(waiting.pk)
    assert Review.objects.count() == 3


def test_the_page_renews_itself_until_it_has_ended(client, editor, waiting):
    client.force_login(editor)
    address = f"/claims/bulk/{waiting.uid}/status/"
    assert "hx-get" in client.get(address, headers={"HX-Request": "true"}).content.decode()
    bulk_task.run_bulk(waiting.pk)
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(address).status_code == 302


def test_the_list_offers_what_may_be_done_there(client, checker, importer, editor, claims):
    for person, state, offered in (
        (checker, "proposed", {"accept", "dismiss"}),
        (checker, "decided", set()),
        (importer, "proposed", set()),
        (editor, "open", {"dismiss", "assign", "prioritize", "schedule", "set_policy"}),
        (editor, "all", {"dismiss", "assign", "prioritize", "schedule", "set_policy"}),
    ):
        client.force_login(person)
        assert {verb for verb, _label in client.get(f"/claims/?state={state}").context["bulk_verbs"]} == offered


# The API


def asked(person, sent):
    return program(person).post("/api/v1/bulk/", sent, format="json")


def test_a_program_looks_first_and_then_follows_it(editor, claims):
    api, sent = program(editor), {"verb": "accept", "filter": {"state": "proposed"}}
    dry = said(asked(editor, sent | {"dry_run": True}))
    assert (dry["count"], dry["refused"]) == (3, [])
    assert not BulkAction.objects.exists()
    made = asked(editor, sent | {"until": dry["until"]})
    assert made.status_code == 202
    told = said(api.get(made.headers["Location"]))
    assert (told["state"], told["n_done"], told["filter"]) == ("done", 3, {"state": "proposed"})
    assert [row["statement"] for row in told["done"]] == ["Proposal 0", "Proposal 1", "Proposal 2"]
    assert said(api.get("/api/v1/bulk/"))["results"][0]["uid"] == told["uid"]


def test_a_program_names_claims_and_reads_why_some_were_refused(editor, checker, claims):
    Review.begin(claims[0], by=checker, now=timezone.now())
    sent = {"verb": "dismiss", "claims": [str(claim.uid) for claim in claims], "why": "opinion"}
    told = said(asked(editor, sent), 202)
    assert (told["n_done"], told["n_refused"]) == (2, 1)
    assert told["refused"][0]["code"] == "wrong_state"
    assert told["refused"][0]["claim"] == str(claims[0].uid)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"verb": "accept"}, "invalid"),
        ({"verb": "accept", "claims": [], "filter": {}}, "invalid"),
        ({"verb": "publish", "filter": {}}, "invalid"),
        ({"verb": "accept", "filter": {"state": "nonsense"}}, "invalid"),
        ({"verb": "accept", "claims": [str(uuid.uuid4())]}, "unknown_claim"),
        ({"verb": "dismiss", "filter": {"state": "proposed"}}, "bulk_why_missing"),
        ({"verb": "assign", "filter": {"state": "proposed"}}, "bulk_to_missing"),
        ({"verb": "assign", "filter": {"state": "proposed"}, "to": str(uuid.uuid4())}, "cannot_check"),
        ({"verb": "schedule", "filter": {"state": "proposed"}}, "bulk_due_missing"),
    ],
)
def test_a_program_is_told_what_is_wrong(editor, claims, sent, code):
    problem(asked(editor, sent), 400, code)
    assert not BulkAction.objects.exists()


def test_programs_have_the_rights_of_their_person(importer, root, checker, claims, waiting):
    for person in (importer, root):
        problem(asked(person, {"verb": "accept", "filter": {"state": "proposed"}}), 403)
    assert program(checker).get(f"/api/v1/bulk/{waiting.uid}/").status_code == 404
    assert program(checker).post(f"/api/v1/bulk/{waiting.uid}/cancel/").status_code == 404
    assert said(program(checker).get("/api/v1/bulk/"))["results"] == []


def test_a_program_cancels_and_goes_on(editor, waiting):
    api = program(editor)
    assert said(api.post(f"/api/v1/bulk/{waiting.uid}/cancel/"))["state"] == "cancelled"
    assert api.post(f"/api/v1/bulk/{waiting.uid}/cancel/").status_code == 409
    assert said(api.post(f"/api/v1/bulk/{waiting.uid}/again/"))["state"] == "waiting"
