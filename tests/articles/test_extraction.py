"""Splitting again: machine proposals follow the new reading, what people touched stays."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.extraction import Reading, store_split, store_splits
from articles.hints import Hints, RelativeDate
from articles.models import Anchor, Claim, Sentence, Version
from articles.splitting import ClaimDraft, SentenceDraft, Split
from articles.splitting.model import ClaimPart, DateHint
from articles.terms import Origin, QuoteKind, Reason, SplitState, Triage, Zone
from tests.factories import make_article, now

TEXT = "The river rose by 40 centimetres. The town spent two million. The mayor was proud.\n"
FIRST, SECOND, THIRD = (0, 33), (34, 61), (62, 82)
pytestmark = pytest.mark.django_db


@pytest.fixture
def version(importer):
    return make_article(importer, text=TEXT).current


def claim(span, *, statement="", claimant="", worth=0.5, **hints) -> ClaimDraft:
    words = statement or TEXT[span[0] : span[1]]
    return ClaimDraft(*span, words, claimant, QuoteKind.NONE, worth, (Reason.GIVES_FIGURE,), **hints)


def sentence(span) -> SentenceDraft:
    return SentenceDraft(*span, (), Zone.BODY, True, 0.5, (Reason.GIVES_FIGURE,), "", (), QuoteKind.NONE)


def reading(*claims, name="1") -> Split:
    return Split(name, tuple(sentence(span) for span in (FIRST, SECOND, THIRD)), claims)


def store(version, split, fence=1) -> bool:
    Version.objects.filter(pk=version.pk).update(split_state=SplitState.SPLITTING, split_fence=fence)
    return store_split(version, split, fence=fence, now=now())


def spans(version):
    return [(a.start, a.end) for a in Anchor.objects.filter(version=version).order_by("start", "end")]


def test_identical_claims_are_not_made_anew(version):
    store(version, reading(claim(FIRST), claim(SECOND)))
    before = set(Claim.objects.values_list("uid", flat=True))
    store(version, reading(claim(FIRST), claim(SECOND, claimant="the mayor", worth=0.9), name="2"))
    assert set(Claim.objects.values_list("uid", flat=True)) == before
    assert Sentence.objects.count() == 3
    second = Claim.objects.get(anchors__start=SECOND[0])
    assert (second.claimant, second.check_worthiness, second.rev) == ("the mayor", 0.9, 0)


PARTS = (ClaimPart(34, 48, "The town spent."), ClaimPart(49, 61, "It was two million."))
DATED = (DateHint(38, 42, "2021-03-14", "2020"),)


def test_what_is_suggested_about_a_claim_is_kept_with_it_counted_from_its_start(version):
    store(version, reading(claim(SECOND, parts=PARTS, dates=DATED, needs_context=True, neighbors=(FIRST, THIRD))))
    hints = Claim.objects.get().read_hints()
    assert [(part.start, part.end, part.words) for part in hints.parts] == [
        (0, 14, "The town spent"),
        (15, 27, "two million."),
    ]
    assert hints.dates == (RelativeDate(4, 8, "town", "2021-03-14", "2020"),)
    assert [(one.start, one.end, one.words) for one in hints.neighbors] == [
        (-34, -1, "The river rose by 40 centimetres."),
        (28, 48, "The mayor was proud."),
    ]
    assert hints.needs_context
    exact = Anchor.objects.get().exact
    assert hints.parts_in(exact) == hints.parts and hints.dates_in(exact) == hints.dates
    assert hints.parts_in(exact.replace("two", "six")) == () and hints.dates_in("A " + exact) == ()


def test_a_claim_without_suggestions_keeps_none(version):
    store(version, reading(claim(FIRST)))
    assert Claim.objects.get().hints == {}
    assert Claim.objects.get().read_hints() == Hints()


def test_suggestions_follow_the_newest_reading_until_somebody_touches_the_claim(version):
    store(version, reading(claim(FIRST), claim(SECOND, parts=PARTS)))
    store(version, reading(claim(FIRST, dates=(DateHint(4, 9, "", ""),)), claim(SECOND)))
    first, second = Claim.objects.order_by("pk")
    assert len(first.read_hints().dates) == 1 and second.hints == {} and first.rev == 0
    Claim.objects.filter(pk=first.pk).update(triage=Triage.ACCEPTED, touched_at=now())
    store(version, reading(claim(FIRST), claim(SECOND, parts=PARTS)))
    first, second = Claim.objects.order_by("pk")
    assert len(first.read_hints().dates) == 1 and second.has_several_facts


def test_dates_are_read_from_the_day_the_article_is_known_to_be_of(importer):
    text = "The river rose last\nyear. The mayor came on Friday."
    article = make_article(importer, text=text, published_on=datetime.date(2021, 3, 14))
    dates = (DateHint(15, 24, "", ""), DateHint(44, 50, "1999-01-01", "1999-01-01"), DateHint(0, 3, "", ""))
    draft = ClaimDraft(0, len(text), text, "", QuoteKind.NONE, 0.5, (), dates=dates)
    store(article.current, Split("1", (), (draft,)))
    assert [(date.words, date.relative_to, date.suggestion) for date in Claim.objects.get().read_hints().dates] == [
        ("last\nyear", "2021-03-14", "2020"),
        ("Friday", "2021-03-14", "2021-03-12"),
        ("The", "", ""),
    ]


def test_words_set_off_from_another_text_are_not_dated_by_the_article(importer):
    text = "The river rose last year. The mayor came on Friday."
    article = make_article(importer, text=text, published_on=datetime.date(2021, 3, 14))
    claims = [
        ClaimDraft(0, 25, text[:25], "", QuoteKind.NONE, 0.5, (), dates=(DateHint(15, 24, "", ""),)),
        ClaimDraft(26, 51, text[26:], "", QuoteKind.NONE, 0.5, (), dates=(DateHint(44, 50, "", ""),)),
    ]
    set_off = SentenceDraft(26, 51, (), Zone.BLOCKQUOTE, True, 0.5, (), "", (), QuoteKind.NONE)
    store(article.current, Split("1", (set_off,), tuple(claims)))
    dates = [claim.read_hints().dates[0].suggestion for claim in Claim.objects.order_by("pk")]
    assert dates == ["2020", ""]


def test_parts_with_one_place_are_one(version):
    store(version, reading(claim(SECOND, parts=(*PARTS, ClaimPart(34, 48, "Once more.")))))
    assert [part.statement for part in Claim.objects.get().read_hints().parts] == ["Once more.", "It was two million."]


def test_suggestions_stay_small_however_much_the_text_holds(importer):
    text = f"{'word ' * 2000}. Today {'today ' * 500}."
    version = make_article(importer, text=text).current
    end = len(text)
    dates = tuple(DateHint(at, at + 5, "", "") for at in range(10_002, end - 6, 6))
    draft = ClaimDraft(
        10_002, end, "Today.", "", QuoteKind.NONE, 0.5, (), dates=dates, needs_context=True, neighbors=((0, 10_001),)
    )
    store(version, Split("1", (), (draft,)))
    hints = Claim.objects.get().read_hints()
    assert len(hints.dates) == 20
    assert (hints.neighbors[0].start, hints.neighbors[0].end) == (-601, -1)
    assert len(hints.neighbors[0].words) == 600


def test_reading_the_same_again_writes_no_claim(version):
    full = claim(SECOND, parts=PARTS, dates=DATED, needs_context=True, neighbors=(FIRST, THIRD))
    store(version, reading(claim(FIRST), full))
    with CaptureQueriesContext(connection) as asked:
        store(version, reading(claim(FIRST), full))
    assert not [q["sql"] for q in asked if q["sql"].startswith('UPDATE "articles_claim"')]


def test_proposals_that_the_new_reading_lacks_go_with_their_anchors(version):
    store(version, reading(claim(FIRST), claim(SECOND)))
    store(version, reading(claim(SECOND), claim(THIRD)))
    assert spans(version) == [SECOND, THIRD]
    assert Claim.objects.count() == Anchor.objects.count() == 2


@pytest.mark.parametrize(
    "touched",
    [
        {"triage": Triage.ACCEPTED, "touched_at": now()},
        {"triage": Triage.DISMISSED, "touched_at": now()},
        {"touched_at": now()},
        {"frozen_at": now()},
        {"origin": Origin.HUMAN},
    ],
    ids=["accepted", "dismissed", "edited", "frozen", "added by a person"],
)
def test_what_people_touched_stays_and_is_not_proposed_again(version, touched):
    store(version, reading(claim(FIRST, claimant="Ann")))
    Claim.objects.update(**touched)
    store(version, reading(claim(FIRST, claimant="Bob"), claim(SECOND)))
    assert spans(version) == [FIRST, SECOND]
    assert Claim.objects.get(anchors__start=0).claimant == "Ann"
    store(version, reading())
    assert spans(version) == [FIRST]


def test_nothing_is_proposed_where_a_kept_claim_has_most_of_the_words(version):
    store(version, reading(claim((4, 33))))
    Claim.objects.update(touched_at=now())
    store(version, reading(claim(FIRST), claim((0, 61)), claim(THIRD)))
    assert spans(version) == [(0, 61), (4, 33), THIRD]


def test_a_claim_that_others_repeat_stays(version):
    store(version, reading(claim(FIRST), claim(SECOND)))
    first, second = Claim.objects.order_by("pk")
    Claim.objects.filter(pk=second.pk).update(same_as=first, touched_at=now())
    store(version, reading())
    assert spans(version) == [FIRST, SECOND]


def test_a_proposal_that_stands_in_an_older_version_too_stays(version, importer):
    store(version, reading(claim(FIRST)))
    older = make_article(importer).current
    Anchor.at(Claim.objects.get(), older, 0, 5).save()
    store(version, reading())
    assert spans(version) == [FIRST]


def test_nothing_is_written_without_the_fence(version):
    Version.objects.filter(pk=version.pk).update(split_state=SplitState.SPLITTING, split_fence=2)
    assert store_split(version, reading(claim(FIRST)), fence=1, now=now()) is False
    assert not Sentence.objects.exists() and not Claim.objects.exists()


def test_long_names_fit_their_columns(version):
    store(version, reading(claim(FIRST, claimant="n" * 400)))
    assert len(Claim.objects.get().claimant) == 300


def test_the_number_of_queries_does_not_grow_with_the_claims(version, django_assert_max_num_queries):
    Version.objects.filter(pk=version.pk).update(split_state=SplitState.SPLITTING, split_fence=1)
    many = [claim((at, at + 1), statement=str(at), dates=(DateHint(at, at + 1, "", ""),)) for at in range(60)]
    with django_assert_max_num_queries(16):
        store_split(version, reading(*many), fence=1, now=now())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite plans without knowing how many rows there are")
def test_the_proposals_of_other_articles_are_not_gone_through(version, importer):
    both = [version, make_article(importer, text=TEXT + "Nobody was hurt.\n").current]
    Version.objects.update(split_state=SplitState.SPLITTING, split_fence=1)
    with CaptureQueriesContext(connection) as asked:
        store_splits([Reading.of(one, reading(claim(FIRST)), 1) for one in both], now=now())
    of_claims = [q["sql"] for q in asked if q["sql"].startswith("SELECT") and '"articles_claim"."origin" =' in q["sql"]]
    assert of_claims
    with connection.cursor() as cursor:
        for question in of_claims:
            cursor.execute(f"EXPLAIN QUERY PLAN {question}")
            assert not any("claim_by_age" in step[3] or "claim_for_triage" in step[3] for step in cursor.fetchall())
