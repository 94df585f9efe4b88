"""Protected sources: who protects and lifts, through page and API; no report names them; the history tells the step."""

import datetime

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from articles import files
from articles.models import Event
from articles.refusals import Kind, Refusal
from reviews.drafts import CitationText
from reviews.guarding import lift, protect
from reviews.models import Citation, Draft, Evidence, Review
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.reports.striking import Names
from reviews.saving import save_draft
from reviews.terms import Format
from reviews.workflow import Policy
from tests.factories import draft_payload, make_article, make_claim
from tests.reviews.copies import ask, hand_in, passage

pytestmark = pytest.mark.django_db
URL = "https://leaks.example.org/ward-3/letter"
NAMED = {"url": URL, "title": "Letter of Petra Quist", "publisher": "Ward Three Nurses", "published_on": "2019-04-05"}
TELLING = {
    **NAMED,
    "quote": "We counted nine beds that night.",
    "translation": "Nine beds.",
    "locator": "sheet 7 verso",
}
SOURCE = CitationText(**NAMED)
SECRETS = [
    "petra quist",
    "leaks.example.org",
    "ward three nurses",
    "nine beds",
    "sheet 7",
    "2019-04-05",
    "5 april 2019",
]


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer, published_on=datetime.date(2026, 11, 3)))


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def steps(claim):
    verbs = ["protect_source", "lift_protection"]
    return [
        (step.verb, step.actor, step.reason)
        for step in Event.objects.filter(claim=claim, verb__in=verbs).order_by("pk")
    ]


def guard(claim, *, by, source=SOURCE):
    return protect(claim, source, by=by, now=timezone.now())


def page_of(claim, **query):
    return reverse("reviews:protection", args=[claim.uid], query=query or None)


def typed(source=SOURCE, **fields):
    names = ("url", "title", "publisher", "published_on", "kind")
    return {f"source-{name}": getattr(source, name) for name in names} | fields


def drafted(claim, *, by, **cited):
    payload = draft_payload()
    payload["citations"][0] |= TELLING | cited
    return save_draft(claim, payload, by=by, base_rev=0, now=timezone.now()).draft


def test_protecting_is_one_step_whose_history_does_not_name_the_source(claim, checker):
    guard(claim, by=checker)
    guard(claim, by=checker)  # again changes nothing
    assert Evidence.objects.get(url=URL).is_protected and steps(claim) == [("protect_source", checker, "")]
    step = Event.objects.get(verb="protect_source")
    assert step.subject_uid == Evidence.objects.get(url=URL).uid and "quist" not in str(step.data).lower()


def test_who_does_not_check_claims_protects_nothing(claim, importer, outsider, checker):
    for person in (importer, outsider):
        with refused("may_not_protect") as caught:
            guard(claim, by=person)
        assert caught.value.kind is Kind.FORBIDDEN
    assert not Evidence.objects.exists() and not steps(claim)


def test_a_source_without_address_or_title_is_none(claim, checker):
    with refused("no_such_source"):
        guard(claim, by=checker, source=CitationText(publisher="Nobody"))


def test_an_editor_lifts_with_a_reason_and_so_does_who_protected_it(claim, checker, checker2, editor):
    now = timezone.now()
    for person in (checker, editor):
        guard(claim, by=checker)
        with refused("lift_reason_missing"):
            lift(claim, SOURCE, by=person, reason="  ", now=now)
        with refused("may_not_lift"):
            lift(claim, SOURCE, by=checker2, reason="I would like to", now=now)
        lift(claim, SOURCE, by=person, reason="She agreed.", now=now)
        assert not Evidence.objects.get(url=URL).is_protected
    lifted = [step for step in steps(claim) if step[0] == "lift_protection"]
    assert lifted == [("lift_protection", checker, "She agreed."), ("lift_protection", editor, "She agreed.")]


def test_who_protected_before_somebody_else_did_does_not_lift(claim, checker, checker2, editor):
    guard(claim, by=checker)
    lift(claim, SOURCE, by=editor, reason="Public now.", now=timezone.now())
    guard(claim, by=checker2)
    with refused("may_not_lift"):
        lift(claim, SOURCE, by=checker, reason="Mine.", now=timezone.now())


def test_what_is_unknown_has_no_protection_to_lift(claim, editor):
    with refused("no_such_source"):
        lift(claim, SOURCE, by=editor, reason="x", now=timezone.now())


def test_the_button_beside_a_source_saves_and_leads_to_the_page(client, checker, claim):
    client.force_login(checker)
    cited = {f"citation-0-{name}": value for name, value in NAMED.items()}
    asked = {"verdict_form": "1", "base_rev": "0", "rationale": "half a thought", "protection": "0"} | cited
    answer = client.post(reverse("reviews:draft", args=[claim.uid]), asked)
    assert answer.url == page_of(claim, source="0") and Draft.objects.get().text().rationale == "half a thought"
    told = client.get(answer.url).content.decode()
    assert "Protect this source?" in told and "Letter of Petra Quist" in told and 'name="source-url"' in told
    assert not Evidence.objects.filter(is_protected=True).exists()  # looking changes nothing
    answer = client.post(page_of(claim), typed(do="protect"))
    assert answer.url == reverse("reviews:claim", args=[claim.uid]) + "#citations"
    told = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert "No report names it" in told and "Protected…" in told and "protected a source" in told
    told = client.get(page_of(claim, source="0")).content.decode()
    assert "This source is protected" in told and "Lift the protection" in told
    answer = client.post(page_of(claim), typed(do="lift"))
    assert answer.status_code == 400 and "Say why the source may be named." in answer.content.decode()
    client.post(page_of(claim), typed(do="lift", reason="A slip of the hand."))
    assert steps(claim) == [("protect_source", checker, ""), ("lift_protection", checker, "A slip of the hand.")]
    assert Draft.objects.get().text().citations[0].protected == ""


@pytest.mark.parametrize(
    ("field", "given", "is_kept"),
    [
        ("title", "x" * 10_000, False),
        ("title", "A\x00 talk", True),
        ("url", "https://a.example/\x00", True),
        ("publisher", "\u202ebackwards", True),
    ],
)
def test_whatever_is_sent_as_a_source_ends_in_words(client, checker, claim, field, given, is_kept):
    client.force_login(checker)
    answer = client.post(page_of(claim), {"source-title": "A talk", f"source-{field}": given}, follow=True)
    assert answer.status_code == 200 and Evidence.objects.exists() == is_kept
    assert ("at most 2,000 are kept" in answer.content.decode()) != is_kept


@pytest.mark.parametrize(("reason", "code"), [("x" * 10_000, "reason_too_long"), ("\x00 ", "lift_reason_missing")])
def test_a_reason_is_of_a_length_to_be_kept(claim, checker, editor, reason, code):
    guard(claim, by=checker)
    with refused(code):
        lift(claim, SOURCE, by=editor, reason=reason, now=timezone.now())
    lift(claim, SOURCE, by=editor, reason="\x00Public now.", now=timezone.now())
    assert steps(claim)[-1] == ("lift_protection", editor, "Public now.")


def test_a_citation_that_was_handed_in_is_protected_from_where_it_is_read(client, checker, checker2, editor, claim):
    hand_in(claim, by=checker, **TELLING)
    address = page_of(claim, citation=str(Citation.objects.get().uid))
    client.force_login(checker2)
    told = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert address in told and "Protect…" in told and '<span class="tag">protected</span>' not in told
    assert "Protect this source?" in client.get(address).content.decode()
    client.post(page_of(claim), typed(do="protect"))
    told = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert '<span class="tag">protected</span>' in told and "Letter of Petra Quist" in told  # colleagues read it
    client.force_login(checker)
    told = client.get(address).content.decode()
    assert "lifted by an editor" in told and 'name="do"' not in told
    assert client.post(page_of(claim), typed(do="lift", reason="x")).status_code == 403
    client.force_login(editor)
    assert "Lift the protection" in client.get(address).content.decode()
    client.post(page_of(claim), typed(do="lift", reason="She agreed."))
    assert not Evidence.objects.get().is_protected


def test_pages_of_others_are_closed(client, importer, outsider, checker, claim):
    address = page_of(claim, source="0")
    assert client.get(address).status_code == 302 and "login" in client.get(address).url
    for person in (importer, outsider):
        client.force_login(person)
        assert client.get(address).status_code == 403
        assert client.post(page_of(claim), typed(do="protect")).status_code == 403
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("query", [{}, {"source": "7"}, {"source": "x"}, {"citation": "x"}, {"citation": "1" * 5_000}])
def test_a_source_that_is_not_there(client, checker, claim, query):
    client.force_login(checker)
    assert client.get(page_of(claim, **query)).status_code == 404


def test_the_same_through_the_api(client, checker, checker2, editor, importer, claim):
    hand_in(claim, by=checker, **TELLING)
    address = reverse("api:claim_sources_protection", args=[claim.uid])
    named = {"citation": str(Citation.objects.get().uid)}

    def post(person, **body):
        client.force_login(person)
        return client.post(address, named | body, content_type="application/json")

    assert post(importer).status_code == 403 and not Evidence.objects.get().is_protected
    answer = post(checker2)
    assert answer.json() == {"evidence": str(Evidence.objects.get().uid), "is_protected": True}
    [verdict] = client.get(reverse("api:claim_review", args=[claim.uid])).json()["verdicts"]
    assert verdict["citations"][0]["is_protected"] is True
    refusal = post(checker, is_protected=False, reason="x")
    assert (refusal.status_code, refusal.json()["code"]) == (403, "may_not_lift")
    refusal = post(editor, is_protected=False)
    assert (refusal.status_code, refusal.json()["code"]) == (400, "lift_reason_missing")
    assert post(editor, is_protected=False, reason="Public now.").json()["is_protected"] is False
    body = {"typed": {"title": "A conversation"}}
    client.force_login(checker)
    assert client.post(address, body, content_type="application/json").json()["is_protected"] is True
    assert Evidence.objects.get(title="A conversation").is_protected
    assert client.post(address, {}, content_type="application/json").status_code == 400


def test_a_draft_says_at_every_save_which_of_its_sources_are_protected(claim, checker, checker2):
    guard(claim, by=checker2)
    guard(claim, by=checker2, source=CitationText(title="A conversation"))
    payload = draft_payload(
        citations=[TELLING | {"protected": "no"}, {"title": "A conversation"}, {"title": "Open", "protected": "yes"}]
    )
    draft = save_draft(claim, payload, by=checker, base_rev=0, now=timezone.now()).draft
    assert [one.protected for one in draft.text().citations] == ["yes", "yes", ""]


SPELLED = [
    ("https://leaks.example/page", "http://www.leaks.example/page/"),
    ("https://leaks.example/page?a=b", "https://www.leaks.example/page/?a=b"),
    ("https://leaks.example", "https://leaks.example/"),
    ("https://leaks.example/page#what-she-said", "https://leaks.example/page"),
]


@pytest.mark.parametrize(("one", "other"), [*SPELLED, *((b, a) for a, b in SPELLED)])
def test_a_source_is_protected_however_its_address_is_written(claim, checker, checker2, one, other):
    already = Evidence.cited_as(CitationText(url=other))
    guard(claim, by=checker, source=CitationText(url=one))
    already.refresh_from_db()
    assert already.is_protected and Evidence.objects.filter(is_protected=True).count() == 2
    lift(claim, CitationText(url=one), by=checker, reason="Public now.", now=timezone.now())
    assert not Evidence.objects.filter(is_protected=True).exists()


def test_what_is_cited_later_in_another_spelling_is_protected_too(claim, checker, checker2):
    guard(claim, by=checker, source=CitationText(url="https://leaks.example/page"))
    guard(claim, by=checker, source=CitationText(title="A talk with the clerk"))
    cited = [{"url": "http://leaks.example/page/"}, {"title": "A talk  with the clerk "}, {"url": "https://e.example/"}]
    draft = save_draft(claim, draft_payload(citations=cited), by=checker2, base_rev=0, now=timezone.now()).draft
    assert [one.protected for one in draft.text().citations] == ["yes", "yes", ""]
    assert [Evidence.cited_as(one).is_protected for one in draft.text().citations] == [True, True, False]
    assert ask(claim, "http://leaks.example/page/", by=checker2).is_failed


def test_sources_made_twice_at_the_same_moment_are_both_protected(claim, checker):
    for _ in range(2):
        Evidence.objects.create(url=URL)
    guard(claim, by=checker)
    assert Evidence.objects.filter(is_protected=True).count() == 2


def test_nothing_is_fetched_from_a_protected_source(claim, checker):
    guard(claim, by=checker)
    copy = ask(claim, URL, by=checker)
    assert copy.is_failed and "protected" in copy.reason


def test_in_a_blind_round_the_step_is_for_its_own_person_alone(client, claim, checker, checker2, editor):
    review = Review.accept(claim, by=editor, now=timezone.now())
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    drafted(claim, by=checker)
    guard(claim, by=checker)
    for person, is_told in ((checker, True), (checker2, False), (editor, False)):
        client.force_login(person)
        told = client.get(reverse("reviews:claim_history", args=[claim.uid])).content.decode()
        assert ("protected a source" in told) is is_told
        rows = client.get(reverse("api:article_events", args=[claim.article.uid])).json()["results"]
        assert ("protect_source" in {row["verb"] for row in rows}) is is_told


def test_administration_lists_what_is_protected(client, root, claim, checker):
    hand_in(claim, by=checker, **TELLING)
    guard(claim, by=checker)
    client.force_login(root)
    told = client.get(reverse("admin:reviews_evidence_changelist"), {"is_protected__exact": "1"}).content.decode()
    assert "Letter of Petra Quist" in told
    told = client.get(reverse("admin:reviews_evidence_changelist"), {"is_protected__exact": "0"}).content.decode()
    assert "Letter of Petra Quist" not in told


def report(claim, editor, format_):
    made = make_report(Scope.of_articles([claim.article.uid]), format_, by=editor, now=timezone.now())
    return files.read_stored(made.sha256).decode()


def published(claim, checker, checker2, editor):
    """A verdict whose every field names its source, published and corrected."""
    naming = "The letter of  Petra Quist (see leaks.example.org/ward-3/letter/) by WARD THREE NURSES says so."
    payload = draft_payload(
        rationale=naming, suggested_wording=naming, search_note=naming, reasons={"publishers_single": naming}
    )
    payload["citations"][0] |= TELLING
    save_draft(claim, payload, by=checker, base_rev=0, now=timezone.now())
    review = Review.objects.get(claim=claim)
    review.submit(by=checker, now=timezone.now())
    passage(claim, by=checker, url=URL, text="We counted nine beds that night.")
    review = Review.objects.get(claim=claim)
    review.approve(review.current_verdict(), by=checker2, now=timezone.now())
    Review.objects.get(claim=claim).publish(by=editor, now=timezone.now())


@pytest.mark.parametrize("format_", list(Format))
def test_no_report_names_a_protected_source(claim, checker, checker2, editor, settings, format_):
    settings.PUBLIC_URL = "https://checks.example.org"
    published(claim, checker, checker2, editor)
    told = report(claim, editor, format_).lower()
    assert "petra quist" in told and "leaks.example.org" in told  # as long as it is not protected
    guard(claim, by=editor)
    told = report(claim, editor, format_).lower()
    assert [secret for secret in SECRETS if secret in told] == []
    assert "[protected source]" in told and "says so" in told  # the finding stays
    if format_ is not Format.CLAIMREVIEW:
        assert "protected source, known to the newsroom" in told
        assert Citation.objects.get().copy.sha256 not in told


def test_what_is_cited_openly_beside_it_stays_named():
    names = Names.of(["The Gauge", "Water Office", "https://www.x.example/a/"], openly=["Water Office"], instead="[…]")
    assert names.struck("The Water Office keeps the  gauge: www.x.example/a, not the gauges.") == "…".join(
        ["The Water Office keeps [", "]: [", "], not the gauges."]
    )
    assert Names.of(["", "ab", " "], openly=[], instead="[…]") is None
    assert Names.of(["Office"], openly=["Office"], instead="[…]") is None
