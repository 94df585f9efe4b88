"""Parts, dates and context on the review page and in the API: in words, split without JavaScript, nothing lost."""

import datetime
import html
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Event, Sentence
from reviews.models import Draft, Review
from reviews.workflow import State
from tests.factories import IN_PARTS, make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
DATED = {"start": 33, "end": 40, "words": "in\n2019", "relative_to": "2021-03-14", "suggestion": "2019"}


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article, hints=IN_PARTS | {"dates": [DATED]})


def page(client, person, claim) -> str:
    client.force_login(person)
    return client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()


def text_of(page_html: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page_html)).split())


def split(client, claim, **fields):
    return client.post(reverse("reviews:move", args=[claim.uid, "split"]), fields)


def ticked(*keys, **statements):
    return {"parts_form": "1", "part": list(keys)} | {f"statement-{key}": words for key, words in statements.items()}


@pytest.mark.parametrize(
    ("suggestion", "words"),
    [
        ("2020", "→ may mean 2020"),
        ("2021-02", "→ may mean February 2021"),
        ("2021-03-12", "→ may mean 12 Mar 2021"),
        ("2021-03-08/2021-03-14", "→ may mean 8 Mar 2021 – 14 Mar 2021"),
        ("spring 2021", "→ may mean spring 2021"),
        ("2021-02-31", "→ may mean 2021-02-31"),
        ("", "“in 2019”"),
    ],
)
def test_dates_are_told_in_words(client, checker, article, suggestion, words):
    claim = make_claim(article, hints={"dates": [DATED | {"suggestion": suggestion}]})
    told = text_of(page(client, checker, claim)).replace("<q", "“")
    assert words.replace("“in 2019”", "in 2019") in told
    assert "relative to 14 Mar 2021" in told


@pytest.mark.parametrize(
    ("published_on", "note"),
    [
        (None, "unknown: the article's date is not known"),
        (datetime.date(2026, 11, 3), "unknown: the text does not say from when; the article is of 3 Nov 2026"),
    ],
)
def test_a_date_nobody_can_tell_says_why(client, checker, importer, scales, published_on, note):
    unknown = DATED | {"relative_to": "", "suggestion": ""}
    claim = make_claim(make_article(importer, published_on=published_on), hints={"dates": [unknown, unknown]})
    told = text_of(page(client, checker, claim))
    assert note in told and told.count("in 2019 ·") == 1


def test_dates_told_from_different_days_each_say_from_which(client, checker, article):
    later = {"start": 0, "end": 3, "words": "The", "relative_to": "1980", "suggestion": "1981"}
    told = text_of(page(client, checker, make_claim(article, hints={"dates": [later, DATED]})))
    assert "The → may mean 1981 relative to 1980 ; in 2019 → may mean 2019 relative to 14 Mar 2021" in told


def test_a_claim_of_many_dates_tells_two_and_folds_the_rest(client, checker, article):
    many = [DATED | {"suggestion": str(year)} for year in range(1990, 1996)]
    shown = page(client, checker, make_claim(article, hints={"dates": many}))
    assert "4 more" in shown and shown.index("1991") < shown.index("4 more") < shown.index("1992")


def test_dates_of_other_words_are_not_shown(client, checker, article):
    claim = make_claim(article, hints={"dates": [DATED | {"words": "in 2018"}]})
    assert 'class="dates' not in page(client, checker, claim)


def test_a_claim_that_needs_context_shows_more_of_what_comes_before(client, checker, importer, scales):
    before = (
        "The council met for the first time since the flood and " + "spoke at length about it and " * 4 + "went home."
    )
    article = make_article(importer, text=f"{before} They spent nothing. Nobody was surprised by it.")
    words = "They spent nothing."
    start = article.current.text.index(words)
    spans = [(0, len(before)), (start, start + 19), (start + 20, len(article.current.text))]
    for position, (left, right) in enumerate(spans):
        Sentence.objects.create(
            version=article.current, position=position, start=left, end=right, zone="body", is_claim=True,
            check_worthiness=0.5,
        )  # fmt: skip
    plain, pointing = make_claim(article, words), make_claim(article, words, hints={"needs_context": True})
    assert "Needs context" not in page(client, checker, plain)
    shown = page(client, checker, pointing)
    assert "Needs context" in shown and 'passage__near">… about' not in shown
    assert "went home." in shown and "Nobody was surprised" in shown


def test_the_parts_are_offered_to_who_may_split(client, checker, checker2, importer, claim):
    shown = page(client, checker, claim)
    assert "Holds 2 facts" in shown and "Check as 2 claims" in shown
    assert 'value="0-32"' in shown and "The river rose in 2019.</textarea>" in shown
    assert "Holds 2 facts" not in page(client, importer, claim)
    Review.begin(claim, by=checker2, now=timezone.now())
    assert "Holds 2 facts" not in page(client, checker, claim)


def test_who_chooses_but_does_not_check_has_a_form_of_its_own(client, person, claim):
    chooser = person("chooser")
    names = ("view_review", "triage_claim", "view_claim")
    chooser.user_permissions.set(Permission.objects.filter(codename__in=names))
    chooser.groups.create(name="Chooser").permissions.set(Permission.objects.filter(codename__in=names))
    shown = page(client, chooser, claim)
    assert '<form id="split" method="post">' in shown and 'name="part" value="0-32" form="split"' in shown
    assert 'id="verdict"' not in shown
    assert split(client, claim, **ticked("0-32", "33-41")).status_code == 302
    assert Claim.objects.filter(part_of=claim).count() == 2


def test_ticked_parts_become_claims_in_the_words_typed_and_the_first_is_next(client, checker, claim):
    client.force_login(checker)
    answer = split(client, claim, **ticked("0-32", "33-41", **{"0-32": "The river rose by 0.4 m."}))
    one, other = Claim.objects.filter(part_of=claim).order_by("pk")
    assert (one.statement, other.statement) == ("The river rose by 0.4 m.", "The river rose in 2019.")
    assert answer.status_code == 302 and answer.url == reverse("reviews:claim", args=[one.uid])
    told = client.get(answer.url).content.decode()
    assert "This is the first of them." in told
    assert f'href="{reverse("reviews:claim", args=[claim.uid])}"' in told and "Part of" in told


def test_the_whole_stays_readable_and_leads_to_its_parts(client, checker, importer, claim):
    client.force_login(checker)
    split(client, claim)
    for person in (checker, importer):
        told = page(client, person, claim)
        assert "Checked in parts" in told and "had the claim checked in parts" in told
        for part in Claim.objects.filter(part_of=claim):
            assert f'<a href="{reverse("reviews:claim", args=[part.uid])}" dir="auto">{part.statement}</a>' in told
    client.force_login(checker)
    client.post(reverse("reviews:move", args=[claim.uid, "restore"]))
    assert "Holds 2 facts" in page(client, checker, claim)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"parts_form": "1"}, 400, "Tick what is to be checked"),
        (ticked("0-32", **{"0-32": "  "}), 400, "Write what is to be checked of “The river rose by 40 centimetres”"),
        (ticked("0-31"), 409, "Other parts are suggested now."),
        (ticked("what", "0-32"), 409, "Other parts are suggested now."),
    ],
)
def test_a_refused_split_keeps_ticks_and_words(client, checker, claim, fields, status, words):
    client.force_login(checker)
    typed = fields | {"statement-33-41": "My own words."}
    answer = split(client, claim, **typed)
    told = html.unescape(answer.content.decode())
    assert answer.status_code == status and words in told
    assert '<details class="parts" open>' in told
    boxes = dict(re.findall(r'name="part" value="([\d-]+)"[^>]*?( checked)?>', told))
    assert {key for key, is_checked in boxes.items() if is_checked} == set(fields.get("part", ())) & {"0-32", "33-41"}
    assert not Claim.objects.filter(part_of=claim).exists() and not Event.objects.exists()


def form(payload, **fields):
    return {"verdict_form": "1", "base_rev": "0"} | payload | fields


def test_what_stands_typed_in_the_verdict_form_goes_with_the_first_part(client, checker, claim):
    client.force_login(checker)
    split(client, claim, **form({"rationale": "typed, not saved"}), **ticked("0-32", "33-41"))
    first = Review.objects.of_parts_of(claim).order_by("pk")[0]
    assert Draft.objects.get(review=first).payload["rationale"] == "typed, not saved"
    shown = page(client, checker, first.claim)
    assert "typed, not saved</textarea>" in shown and "data-writable" in shown


def test_an_empty_or_unchanged_verdict_form_starts_nothing(client, checker, checker2, claim):
    client.force_login(checker)
    split(client, claim, **form({"rationale": " ", "citation-0-kind": "secondary"}), **ticked("0-32"))
    assert not Event.objects.filter(verb="start").exists()
    assert Claim.objects.filter(part_of=claim).count() == 1


def test_typed_words_stay_on_the_page_when_somebody_else_was_faster(client, checker, checker2, claim):
    Review.begin(claim, by=checker2, now=timezone.now())
    client.force_login(checker)
    answer = split(client, claim, **form({"rationale": "my long work"}), **ticked("0-32"))
    assert answer.status_code == 409 and "my long work" in answer.content.decode()
    assert "Tomás has this claim until" in answer.content.decode()


def test_hostile_suggestions_stay_text(client, checker, article):
    evil = "<script>alert(1)</script>"
    parts = [{"start": 0, "end": 3, "words": "The", "statement": evil}]
    claim = make_claim(article, hints={"parts": parts, "dates": [DATED | {"suggestion": evil}]})
    told = page(client, checker, claim)
    assert evil not in told and "&lt;script&gt;alert(1)" in told


def test_lists_say_where_several_facts_are_without_another_query(client, checker, article, claim):
    make_claim(article, "The town spent 2.1 million crowns on the wall.")
    client.force_login(checker)
    for address in (reverse("reviews:queue") + "?state=proposed", reverse("reviews:article", args=[article.uid])):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).content.decode().count("several facts") == 1
        Claim.objects.update(hints={})
        with CaptureQueriesContext(connection) as plain:
            client.get(address)
        Claim.objects.filter(pk=claim.pk).update(hints=IN_PARTS)
        assert len(asked) == len(plain)


def test_looking_at_a_whole_and_its_part_asks_little(client, checker, claim):
    client.force_login(checker)
    split(client, claim)
    part = Claim.objects.filter(part_of=claim).first()
    for one in (claim, part):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("reviews:claim", args=[one.uid]))
        assert len(asked) <= 19, "\n".join(q["sql"][:150] for q in asked)


def test_people_do_not_dismiss_as_checked_in_parts(client, checker, claim):
    assert "checked_in_parts" not in page(client, checker, claim)
    client.post(reverse("reviews:move", args=[claim.uid, "dismiss"]), {"why": "checked_in_parts"})
    problem(api(checker, claim, "dismiss", {"why": "checked_in_parts"}), 400)
    assert not Event.objects.exists()


def api(person, claim, verb, body, **headers):
    return program(person).post(f"/api/v1/claims/{claim.uid}/moves/{verb}/", body, format="json", headers=headers)


def test_programs_read_what_is_suggested(claim, checker):
    told = said(program(checker).get(f"/api/v1/claims/{claim.uid}/"))
    assert [part["statement"] for part in told["hints"]["parts"]] == [
        "The river rose by 40 cm.",
        "The river rose in 2019.",
    ]
    assert told["hints"]["dates"] == [DATED]
    assert (told["hints"]["needs_context"], told["hints"]["neighbors"]) == (False, [])
    assert (told["part_of"], told["checked_as"]) == (None, [])
    span = told["hints"]["parts"][1]
    assert told["anchor"]["exact"][span["start"] : span["end"]] == span["words"]


def test_programs_split_and_find_the_parts(claim, checker):
    whole = said(api(checker, claim, "split", {"parts": [{"start": 33, "end": 41, "statement": "It rose in 2019."}]}))
    assert (whole["state"], whole["dismiss_reason"]) == ("dismissed", "checked_in_parts")
    (uid,) = whole["checked_as"]
    part = said(program(checker).get(f"/api/v1/claims/{uid}/"))
    assert (part["statement"], part["part_of"], part["origin"]) == ("It rose in 2019.", str(claim.uid), "part")
    assert (part["state"], part["anchor"]["exact"]) == ("open", "in 2019.")


def test_programs_are_told_the_state_when_somebody_was_faster(claim, checker, checker2):
    Review.accept(claim, by=checker2, now=timezone.now())
    told = problem(api(checker, claim, "split", {"rev": 7}), 409, "stale")
    assert told["current"] == {"state": "open", "rev": 0}
    told = problem(api(checker, claim, "split", {"parts": [{"start": 1, "end": 2}]}), 409, "parts_changed")
    assert told["current"]["state"] == State.OPEN
    problem(api(checker, claim, "split", {"parts": []}), 400, "no_part_chosen")
    problem(api(checker, claim, "split", {}, **{"If-Match": '"9.9-x"'}), 412)


@pytest.mark.parametrize(
    "parts", ["all", [{"start": 0}], [{"start": -1, "end": 2}], [{"start": 0, "end": 2**40}], [[]], [{}] * 51]
)
def test_parts_of_no_shape_are_refused(claim, checker, parts):
    problem(api(checker, claim, "split", {"parts": parts}), 400)
    assert not Event.objects.exists()


def test_a_review_names_split_among_its_moves_only_where_there_are_parts(claim, article, checker):
    plain = make_claim(article)
    for one, is_offered in ((claim, True), (plain, False)):
        Review.accept(one, by=checker, now=timezone.now())
        moves = said(program(checker).get(f"/api/v1/claims/{one.uid}/review/"))["moves"]
        assert ("split" in {move["verb"] for move in moves}) == is_offered


def test_the_admin_shows_hints_and_origin_and_changes_nothing(client, administrator, root, claim, checker):
    Review.split(claim, by=checker, now=timezone.now())
    part = Claim.objects.filter(part_of=claim).first()
    client.force_login(root)
    told = client.get(reverse("admin:articles_claim_change", args=[part.pk])).content.decode()
    assert "The river rose by 40 centimetres in 2019." in told
    whole = html.unescape(client.get(reverse("admin:articles_claim_change", args=[claim.pk])).content.decode())
    assert "The river rose in 2019." in whole and "<textarea" not in whole
