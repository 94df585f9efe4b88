"""A claim that holds several facts is checked in parts: what becomes of the parts, of the whole, and the way back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.extraction import store_split
from articles.hints import Hints
from articles.models import Anchor, Claim, Event, Version
from articles.refusals import Kind, Refusal
from articles.splitting import ClaimDraft, Split
from articles.terms import DismissReason, Origin, QuoteKind, SplitState, Triage
from reviews.models import Draft, Plan, Review, Verdict
from reviews.models.parts import PartAsked
from reviews.reports.build import Builder
from reviews.reports.scope import Scope
from reviews.workflow import Policy, State
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
FIRST, SECOND = PartAsked(0, 32), PartAsked(33, 41)
NEAR = {
    "dates": [{"start": 33, "end": 40, "words": "in 2019", "relative_to": "", "suggestion": ""}],
    "needs_context": True,
    "neighbors": [{"start": -14, "end": -2, "words": "By Ola Berg"}],
}


@pytest.fixture
def article(importer, scales):
    return make_article(importer, deadline_at=NOW + datetime.timedelta(days=2))


@pytest.fixture
def claim(article):
    fields = {
        "claimant": "the mayor",
        "quote": QuoteKind.INDIRECT,
        "check_worthiness": 0.8,
        "reasons": ["gives_figure"],
    }
    return make_claim(article, hints=IN_PARTS | NEAR, **fields)


def refused(call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value


def made_of(claim) -> list[Claim]:
    return list(Claim.objects.filter(part_of=claim).order_by("pk"))


def test_each_part_of_a_proposal_is_a_claim_to_do_that_stands_on_its_own_words(claim, checker, article):
    reviews = Review.split(claim, by=checker, now=NOW)
    one, other = made_of(claim)
    assert [part.statement for part in (one, other)] == ["The river rose by 40 cm.", "The river rose in 2019."]
    assert [anchor.exact for anchor in Anchor.objects.filter(claim__in=[one, other]).order_by("pk")] == [
        "The river rose by 40 centimetres",
        "in 2019.",
    ]
    for part in (one, other):
        assert (part.claimant, part.quote, part.check_worthiness, part.reasons) == (
            *("the mayor", QuoteKind.INDIRECT, 0.8),
            ["gives_figure"],
        )
        assert (part.origin, part.triage, part.touched_at, part.rev) == (Origin.PART, Triage.ACCEPTED, NOW, 0)
    assert [(review.state, review.worth, review.due_at) for review in reviews] == [
        (State.OPEN, 0.8, article.deadline_at)
    ] * 2
    claim.refresh_from_db()
    assert (claim.triage, claim.dismiss_reason) == (Triage.DISMISSED, DismissReason.CHECKED_IN_PARTS)
    assert not Review.objects.filter(claim=claim).exists()


def test_the_history_tells_of_the_whole_and_of_each_part(claim, checker):
    Review.split(claim, by=checker, now=NOW)
    whole = Event.objects.get(claim=claim)
    assert (whole.verb, whole.actor, whole.at) == ("split", checker, NOW)
    assert whole.data["parts"] == [str(part.uid) for part in made_of(claim)]
    for part in made_of(claim):
        step = Event.objects.get(claim=part)
        assert (step.verb, step.actor, step.data["part_of"]) == ("accept", checker, str(claim.uid))


def test_dates_go_with_the_part_they_stand_in_and_the_context_with_all(claim, checker):
    Review.split(claim, by=checker, now=NOW)
    one, other = (part.read_hints() for part in made_of(claim))
    assert one.dates == () and [(date.start, date.end) for date in other.dates] == [(0, 7)]
    assert one.needs_context and [near.start for near in other.neighbors] == [-47]
    assert not made_of(claim)[0].has_several_facts


def test_a_chosen_subset_in_other_words(claim, checker):
    Review.split(claim, by=checker, now=NOW, asked=[PartAsked(33, 41, "  The river rose\nin 2019. \x00 ")])
    (only,) = made_of(claim)
    assert only.statement == "The river rose in 2019."
    assert Anchor.objects.get(claim=only).exact == "in 2019."


def test_a_claim_under_way_hands_its_plan_person_and_urgency_on(claim, checker, editor, article, scales):
    Plan.objects.create(article=article, policy=Policy.SINGLE, scale=scales["five-point"])
    review = Review.accept(claim, by=editor, now=NOW)
    Plan.objects.update(policy=Policy.SECOND_LOOK)
    Review.objects.update(priority=3)
    review.refresh_from_db()
    review.assign(checker, by=editor, now=NOW)
    review.start(by=checker, now=NOW)
    parts = Review.split(claim, by=checker, now=NOW)
    for part in Review.objects.filter(pk__in=[part.pk for part in parts]):
        assert (part.policy, part.assigned_to, part.priority, part.state) == (Policy.SINGLE, checker, 3, State.OPEN)
        assert part.lease_by is None
    review.refresh_from_db()
    assert (review.state, review.lease_by, review.rev) == (State.DISMISSED, None, 3)


def test_what_was_typed_is_found_again_at_the_first_part_and_kept_with_the_whole(claim, checker, checker2):
    review = Review.begin(claim, by=checker, now=NOW)
    Draft.store(review, draft_payload(rationale="half a thought"), by=checker, base_rev=0, now=NOW)
    Draft.store(review, {"rationale": "somebody else's"}, by=checker2, base_rev=0, now=NOW)
    one, other = Review.split(claim, by=checker, now=NOW)
    assert {draft.author: draft.text().rationale for draft in Draft.objects.filter(review=one)} == {
        checker: "half a thought",
        checker2: "somebody else's",
    }
    assert not Draft.objects.filter(review=other).exists()
    assert Draft.objects.filter(review=review).count() == 2


@pytest.mark.parametrize(
    ("asked", "code", "kind"),
    [
        ([], "no_part_chosen", Kind.INVALID),
        ([PartAsked(0, 31)], "parts_changed", Kind.CONFLICT),
        ([FIRST, PartAsked(7, 9)], "parts_changed", Kind.CONFLICT),
        ([PartAsked(0, 32, " \n\x00")], "part_empty", Kind.INVALID),
        ([PartAsked(0, 32, "x" * 20_001)], "part_too_long", Kind.INVALID),
    ],
)
def test_what_cannot_be_asked_changes_nothing(claim, checker, asked, code, kind):
    told = refused(Review.split, claim, by=checker, now=NOW, asked=asked)
    assert (told.code, told.kind) == (code, kind)
    assert Claim.objects.count() == 1 and not Event.objects.exists() and not Review.objects.exists()


def test_a_half_character_cannot_break_the_database(claim, checker):
    Review.split(claim, by=checker, now=NOW, asked=[PartAsked(0, 32, "The river \ud83d rose.")])
    assert made_of(claim)[0].statement == "The river ? rose."


def test_a_claim_without_parts_is_not_split(article, checker):
    told = refused(Review.split, make_claim(article), by=checker, now=NOW)
    assert told.code == "no_parts" and "Check it as it is" in told.words


def test_suggestions_for_other_words_are_none(claim, checker):
    Anchor.objects.update(exact="The river fell by 40 centimetres in 2019.")
    assert refused(Review.split, claim, by=checker, now=NOW).code == "no_parts"


def test_who_else_has_it_is_told(claim, checker, checker2, editor, root):
    Review.begin(claim, by=checker, now=NOW)
    for person in (checker2, editor):
        told = refused(Review.split, claim, by=person, now=NOW)
        assert told.kind is Kind.CONFLICT and "Noor has this claim until" in told.words
    assert refused(Review.split, claim, by=root, now=NOW).kind is Kind.FORBIDDEN
    assert Review.split(claim, by=checker2, now=NOW + 15 * MINUTE)


def test_a_claim_assigned_to_somebody_is_theirs_to_split(claim, checker, checker2, editor):
    Review.accept(claim, by=editor, now=NOW).assign(checker, by=editor, now=NOW)
    assert refused(Review.split, claim, by=checker2, now=NOW).code == "assigned_to_other"
    assert not made_of(claim)
    assert Review.split(claim, by=checker, now=NOW)


def test_a_claim_judged_as_it_is_tells_the_way_on(claim, checker, checker2, editor):
    review = Review.begin(claim, by=checker, now=NOW)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    verdict = review.submit(by=checker, now=NOW)
    assert "sent back first" in refused(Review.split, claim, by=checker, now=NOW).words
    review.approve(verdict, by=checker2, now=NOW)
    assert "reopen" in refused(Review.split, claim, by=checker, now=NOW).words
    review.reopen(by=editor, now=NOW, reason="New figures.")
    claim.refresh_from_db()
    one, _other = Review.split(claim, by=checker, now=NOW)
    assert one.round == 1 and Verdict.objects.get().review == review


def test_a_stale_revision_is_refused_with_or_without_a_review(claim, checker, editor):
    assert refused(Review.split, claim, by=checker, now=NOW, rev=7).code == "stale"
    review = Review.accept(claim, by=editor, now=NOW)
    review.assign(editor, by=editor, now=NOW)
    assert refused(Review.split, claim, by=editor, now=NOW, rev=0).code == "stale"
    assert Review.split(claim, by=editor, now=NOW, rev=1)


def test_it_is_split_once(claim, checker):
    mine = Claim.objects.get(pk=claim.pk)
    Review.split(claim, by=checker, now=NOW)
    assert refused(Review.split, mine, by=checker, now=NOW).code == "claim_changed"
    told = refused(Review.split, Claim.objects.get(pk=claim.pk), by=checker, now=NOW)
    assert told.code == "wrong_state" and "Restore it first." in told.words


@pytest.mark.parametrize("is_under_way", [False, True])
def test_restoring_takes_the_parts_back_while_nobody_worked_on_them(claim, checker, checker2, is_under_way):
    if is_under_way:
        review = Review.begin(claim, by=checker, now=NOW)
        Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    Review.split(claim, by=checker, now=NOW)
    Review.restore(claim, by=checker2, now=NOW)
    claim.refresh_from_db()
    assert claim.triage == (Triage.ACCEPTED if is_under_way else Triage.PROPOSED)
    assert claim.dismiss_reason == ""
    for part in made_of(claim):
        assert (part.triage, part.dismiss_reason) == (Triage.DISMISSED, DismissReason.CHECKED_WHOLE)
        assert part.review.state == State.DISMISSED
        newest = Event.objects.filter(claim=part).newest_first().first()
        assert (newest.verb, newest.reason) == ("dismiss", DismissReason.CHECKED_WHOLE)
        assert refused(Review.restore, part, by=checker, now=NOW).code == "part_taken_back"
    assert Draft.objects.filter(review__claim=claim).count() == is_under_way


def test_it_can_be_split_again_and_old_parts_stay_away(claim, checker):
    Review.split(claim, by=checker, now=NOW)
    old = made_of(claim)
    Review.restore(claim, by=checker, now=NOW)
    Review.split(claim, by=checker, now=NOW)
    assert [part.triage for part in made_of(claim)] == [Triage.DISMISSED] * 2 + [Triage.ACCEPTED] * 2
    old_part = Claim.objects.get(pk=old[0].pk)
    assert refused(Review.restore, old_part, by=checker, now=NOW).code == "part_taken_back"
    assert Review.objects.of_parts_of(claim).count() == 2
    Review.restore(claim, by=checker, now=NOW)
    assert set(Review.objects.filter(claim__part_of=claim).values_list("state", flat=True)) == {State.DISMISSED}


def started(part, checker):
    part.start(by=checker, now=NOW)


def typed_and_given_back(part, checker):
    part.start(by=checker, now=NOW)
    Draft.store(part, {"rationale": "half"}, by=checker, base_rev=0, now=NOW)
    part.release(by=checker, now=NOW)


def submitted(part, checker):
    part.start(by=checker, now=NOW)
    Draft.store(part, draft_payload(), by=checker, base_rev=0, now=NOW)
    part.submit(by=checker, now=NOW)


@pytest.mark.parametrize("work", [started, typed_and_given_back, submitted])
def test_restoring_is_refused_once_a_part_was_worked_on(claim, checker, editor, work):
    _one, other = Review.split(claim, by=checker, now=NOW)
    work(other, checker)
    before = Event.objects.count()
    told = refused(Review.restore, claim, by=editor, now=NOW)
    assert told.code == "parts_worked_on" and "The river rose in 2019." in told.words
    claim.refresh_from_db()
    assert claim.dismiss_reason == DismissReason.CHECKED_IN_PARTS and Event.objects.count() == before


def test_going_on_with_what_was_typed_before_is_work(claim, checker):
    review = Review.begin(claim, by=checker, now=NOW)
    Draft.store(review, {"rationale": "half"}, by=checker, base_rev=0, now=NOW)
    one, _other = Review.split(claim, by=checker, now=NOW)
    one.start(by=checker, now=NOW)
    one.release(by=checker, now=NOW)
    Draft.store(one, {"rationale": "whole"}, by=checker, base_rev=1, now=NOW)
    assert refused(Review.restore, claim, by=checker, now=NOW).code == "parts_worked_on"


def test_a_part_can_be_dismissed_and_restored_like_any_claim(claim, checker):
    Review.split(claim, by=checker, now=NOW)
    part = made_of(claim)[0]
    Review.dismiss(part, by=checker, now=NOW, why=DismissReason.OPINION)
    Review.restore(part, by=checker, now=NOW)
    Review.dismiss(part, by=checker, now=NOW, why=DismissReason.OPINION)
    Review.restore(claim, by=checker, now=NOW)
    part.refresh_from_db()
    assert part.dismiss_reason == DismissReason.OPINION
    assert refused(Review.restore, part, by=checker, now=NOW).code == "part_taken_back"


@pytest.mark.parametrize("why", [DismissReason.CHECKED_IN_PARTS, DismissReason.CHECKED_WHOLE])
def test_nobody_dismisses_for_the_reasons_of_splitting(claim, checker, why):
    assert refused(Review.dismiss, claim, by=checker, now=NOW, why=why).code == "reason_missing"


def test_splitting_the_text_again_leaves_the_whole_and_its_parts_alone(claim, checker, article):
    Review.split(claim, by=checker, now=NOW)
    Version.objects.update(split_state=SplitState.SPLITTING, split_fence=1)
    anchor = Anchor.objects.get(claim=claim)
    same = ClaimDraft(anchor.start, anchor.end, claim.statement, "", QuoteKind.NONE, 0.5, ())
    store_split(article.current, Split("2", (), (same,)), fence=1, now=NOW)
    assert Claim.objects.count() == 3
    assert [part.read_hints() == Hints() for part in made_of(claim)] == [False, False]


def test_the_number_of_queries_is_small(claim, checker):
    Review.begin(claim, by=checker, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        Review.split(Claim.objects.select_related("article").get(pk=claim.pk), by=checker, now=NOW)
    assert len(asked) <= 24, "\n".join(q["sql"][:150] for q in asked)


def test_a_report_tells_of_the_whole_once_and_counts_the_parts(claim, checker, checker2, editor, article):
    one, _other = Review.split(claim, by=checker, now=NOW)
    submitted(one, checker)
    one.approve(one.current_verdict(), by=checker2, now=NOW)
    content = Builder(editor).content(Scope.of_articles([article.uid]), now=NOW)
    (whole,) = content.dismissed
    assert (whole.claim_uid, whole.dismissed_because, whole.dismissed_by) == (
        str(claim.uid),
        "checked_in_parts",
        "Noor",
    )
    assert (whole.dismissed_because_words, whole.dismissed_note) == ("checked in parts", "No. 1, 3")
    assert [row.statement for row in content.finished] == ["The river rose by 40 cm."]
    assert [row.statement for row in content.unfinished] == ["The river rose in 2019."]
    assert {row.part_of for row in (*content.finished, *content.unfinished)} == {str(claim.uid)}
    assert (whole.part_of, content.finished[0].origin_words) == ("", "part of another claim")
