"""Two people at the same moment: one wins, the other is told, and the history tells of one step."""

import datetime
import os

import pytest

from articles.extraction import store_split
from articles.models import Claim, Event, Version
from articles.refusals import Refusal
from articles.splitting import Split
from articles.terms import DismissReason, SplitState
from reviews.models import Decision, Draft, Review, Verdict
from reviews.models.settling import adjudicate, amend
from reviews.models.undoing import undo
from reviews.workflow import Policy, State
from tests.at_once import at_once
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
ROUNDS = 25
MANY = int(os.environ.get("RACE_ROUNDS", "50"))  # of the races that people will run into


def winners(answers: list[object]) -> int:
    return sum(not isinstance(answer, Refusal) for answer in answers)


def submitted(article, checker) -> Review:
    review = Review.begin(make_claim(article), by=checker, now=NOW)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    review.submit(by=checker, now=NOW)
    return review


def again(review: Review) -> Review:
    """The review as another request reads it: everything below is decided on this reading."""
    return Review.objects.select_related("claim", "scale").get(pk=review.pk)


def verbs(review: Review, *names: str) -> list[str]:
    return list(Event.objects.filter(claim=review.claim_id, verb__in=names).values_list("verb", flat=True))


def test_approve_and_return_at_once_let_one_through(importer, checker, checker2, editor, scales):
    article = make_article(importer)
    for _ in range(MANY):
        review = submitted(article, checker)
        verdict = Verdict.objects.newest_first().first()
        one, other = again(review), again(review)
        answers = at_once(
            lambda one=one, verdict=verdict: one.approve(verdict, by=checker2, now=NOW),
            lambda other=other: other.send_back(by=editor, now=NOW, reason="Which table?"),
        )
        assert winners(answers) == 1
        assert len(verbs(review, "approve", "return")) == 1
        approved = verbs(review, "approve", "return") == ["approve"]
        assert Decision.objects.filter(review=review).count() == approved
        assert again(review).state == (State.DECIDED if approved else State.OPEN)
        loser = next(answer for answer in answers if isinstance(answer, Refusal))
        assert "look again" in loser.words


def test_two_people_starting_a_proposed_claim_at_once_make_one_review(importer, checker, checker2, scales):
    article = make_article(importer)
    for _ in range(MANY):
        claim = make_claim(article)
        one, other = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=claim.pk)
        answers = at_once(
            lambda one=one: Review.begin(one, by=checker, now=NOW),
            lambda other=other: Review.begin(other, by=checker2, now=NOW),
        )
        assert winners(answers) == 1
        review = Review.objects.get(claim=claim)
        assert review.state == State.IN_REVIEW
        assert verbs(review, "accept", "start") == ["accept", "start"]
        loser = next(answer for answer in answers if isinstance(answer, Refusal))
        assert str(review.lease_by) in loser.words


def test_dismiss_and_start_at_once_lose_nothing(importer, checker, editor, scales):
    article = make_article(importer)
    for _ in range(MANY):
        claim = make_claim(article)
        review = Review.accept(claim, by=editor, now=NOW)
        fresh, mine = Claim.objects.get(pk=claim.pk), again(review)
        answers = at_once(
            lambda fresh=fresh: Review.dismiss(fresh, by=editor, now=NOW, why=DismissReason.OPINION),
            lambda mine=mine: mine.start(by=checker, now=NOW),
        )
        assert winners(answers) == 1
        claim.refresh_from_db()
        dismissed = again(review).state == State.DISMISSED
        assert (claim.triage == "dismissed") == dismissed


def test_dismiss_and_submit_at_once_never_lose_a_verdict(importer, checker, editor, scales):
    article = make_article(importer)
    for _ in range(MANY):
        review = Review.begin(make_claim(article), by=checker, now=NOW)
        Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
        claim, mine = Claim.objects.get(pk=review.claim_id), again(review)
        answers = at_once(
            lambda claim=claim: Review.dismiss(claim, by=editor, now=NOW, why=DismissReason.OPINION),
            lambda mine=mine: mine.submit(by=checker, now=NOW),
        )
        assert [isinstance(answer, Refusal) for answer in answers] == [True, False]  # what is held is not dismissed
        assert again(review).state == State.AWAITING_SECOND
        assert verbs(review, "submit", "dismiss") == ["submit"]


def test_amending_and_approving_at_once_let_one_through(importer, checker, checker2, editor, scales):
    article = make_article(importer)
    for _ in range(MANY):
        review = submitted(article, checker)
        review.approve(review.current_verdict(), by=checker2, now=NOW)
        Draft.store(review, draft_payload(rating="false"), by=checker, base_rev=0, now=NOW)
        one, other, verdict = again(review), again(review), review.current_verdict()
        answers = at_once(
            lambda one=one: amend(one, by=checker, now=NOW),
            lambda other=other, verdict=verdict: other.approve(verdict, by=editor, now=NOW),
        )
        assert [isinstance(answer, Refusal) for answer in answers] == [False, True]
        assert again(review).state == State.AWAITING_SECOND
        assert not Decision.objects.filter(review=review).current().exists()
        assert len(verbs(review, "amend", "approve")) == 2


def test_two_editors_settling_at_once_settle_once(importer, checker, checker2, editor, person, scales):
    article, editor2 = make_article(importer), person("editor2", "Editor")
    for _ in range(ROUNDS):
        review = disputed(article, checker, checker2)
        one, other = again(review), again(review)
        taken = list(Verdict.objects.filter(review=review))
        answers = at_once(
            lambda one=one, verdict=taken[0]: adjudicate(one, verdict, by=editor, now=NOW),
            lambda other=other, verdict=taken[1]: adjudicate(other, verdict, by=editor2, now=NOW),
        )
        assert winners(answers) == 1
        assert Decision.objects.filter(review=review).count() == 1


def test_undoing_an_approval_and_publishing_at_once_let_one_through(importer, checker, checker2, editor, scales):
    article = make_article(importer)
    for _ in range(ROUNDS):
        review = submitted(article, checker)
        review.approve(review.current_verdict(), by=checker2, now=NOW)
        claim, mine = Claim.objects.get(pk=review.claim_id), again(review)
        answers = at_once(
            lambda claim=claim: undo(claim, by=checker2, now=NOW),
            lambda mine=mine: mine.publish(by=editor, now=NOW),
        )
        assert winners(answers) == 1
        published = again(review).state == State.PUBLISHED
        assert Decision.objects.filter(review=review).current().count() == published


def disputed(article, checker, checker2) -> Review:
    review = Review.begin(make_claim(article), by=checker, now=NOW)
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    review.refresh_from_db()
    for somebody, rating in ((checker, "true"), (checker2, "false")):
        review.start(by=somebody, now=NOW)
        Draft.store(review, draft_payload(rating=rating), by=somebody, base_rev=0, now=NOW)
        review.submit(by=somebody, now=NOW)
    return review


def test_two_people_splitting_a_claim_at_once_make_its_parts_once(importer, checker, checker2, scales):
    article = make_article(importer)
    for under_way in [False, True] * (ROUNDS // 2):
        claim = make_claim(article, hints=IN_PARTS)
        if under_way:
            Review.accept(claim, by=checker, now=NOW)
        one, other = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=claim.pk)
        answers = at_once(
            lambda one=one: Review.split(one, by=checker, now=NOW),
            lambda other=other: Review.split(other, by=checker2, now=NOW),
        )
        assert winners(answers) == 1
        assert Claim.objects.filter(part_of=claim).count() == 2
        assert Event.objects.filter(claim=claim, verb="split").count() == 1
        loser = next(answer for answer in answers if isinstance(answer, Refusal))
        assert loser.code in {"claim_changed", "stale", "wrong_state"}


def test_splitting_and_starting_a_claim_at_once_let_one_through(importer, checker, checker2, scales):
    article = make_article(importer)
    for under_way in [False, True] * (ROUNDS // 2):
        claim = make_claim(article, hints=IN_PARTS)
        if under_way:
            Review.accept(claim, by=checker, now=NOW)
        one, other = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=claim.pk)
        answers = at_once(
            lambda one=one: Review.split(one, by=checker, now=NOW),
            lambda other=other: Review.begin(other, by=checker2, now=NOW),
        )
        assert winners(answers) == 1
        claim.refresh_from_db()
        is_split = not isinstance(answers[0], Refusal)
        assert (claim.triage == "dismissed") == is_split
        assert Claim.objects.filter(part_of=claim).count() == 2 * is_split
        assert Review.objects.filter(claim=claim, state=State.IN_REVIEW).count() == (not is_split)


def test_splitting_and_submitting_a_claim_at_once_lose_no_verdict(importer, checker, scales):
    article = make_article(importer)
    for _ in range(ROUNDS):
        review = Review.begin(make_claim(article, hints=IN_PARTS), by=checker, now=NOW)
        Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
        claim, mine = Claim.objects.get(pk=review.claim_id), again(review)
        answers = at_once(
            lambda claim=claim: Review.split(claim, by=checker, now=NOW),
            lambda mine=mine: mine.submit(by=checker, now=NOW),
        )
        assert winners(answers) == 1
        is_split = not isinstance(answers[0], Refusal)
        assert Verdict.objects.filter(review=review).count() == (not is_split)
        assert Claim.objects.filter(part_of=claim).count() == 2 * is_split
        assert again(review).state == (State.DISMISSED if is_split else State.AWAITING_SECOND)
        claim.refresh_from_db()
        assert (claim.frozen_at is None) == is_split


def test_restoring_a_claim_and_starting_its_part_at_once_let_one_through(importer, checker, checker2, scales):
    article = make_article(importer)
    for _ in range(ROUNDS):
        claim = make_claim(article, hints=IN_PARTS)
        part = again(Review.split(claim, by=checker, now=NOW)[1])
        whole = Claim.objects.get(pk=claim.pk)
        answers = at_once(
            lambda whole=whole: Review.restore(whole, by=checker, now=NOW),
            lambda part=part: part.start(by=checker2, now=NOW),
        )
        assert winners(answers) == 1
        is_restored = not isinstance(answers[0], Refusal)
        claim.refresh_from_db()
        assert (claim.triage == "proposed") == is_restored
        assert again(part).state == (State.DISMISSED if is_restored else State.IN_REVIEW)


def test_restoring_a_claim_and_its_dismissed_part_at_once_never_checks_both(importer, checker, checker2, scales):
    article = make_article(importer)
    for _ in range(ROUNDS):
        claim = make_claim(article, hints=IN_PARTS)
        part = Review.split(claim, by=checker, now=NOW)[1].claim
        Review.dismiss(part, by=checker, now=NOW, why=DismissReason.OPINION)
        whole, one = Claim.objects.get(pk=claim.pk), Claim.objects.get(pk=part.pk)
        at_once(
            lambda whole=whole: Review.restore(whole, by=checker, now=NOW),
            lambda one=one: Review.restore(one, by=checker2, now=NOW),
        )
        claim.refresh_from_db()
        assert claim.triage == "dismissed" or not Claim.objects.filter(part_of=claim).wanted().exists()


def test_splitting_a_claim_while_its_text_is_split_again_leaves_all_or_nothing(importer, checker, scales):
    article = make_article(importer)
    for fence in range(1, ROUNDS + 1):
        claim = make_claim(article, hints=IN_PARTS)
        Version.objects.filter(pk=article.current_id).update(split_state=SplitState.SPLITTING, split_fence=fence)
        mine = Claim.objects.select_related("article").get(pk=claim.pk)
        answers = at_once(
            lambda mine=mine: Review.split(mine, by=checker, now=NOW),
            lambda fence=fence: store_split(article.current, Split("2", (), ()), fence=fence, now=NOW),
        )
        is_split = not isinstance(answers[0], Refusal)
        assert answers[1] is True
        assert Claim.objects.filter(pk=claim.pk).exists() == is_split
        assert Claim.objects.filter(part_of=claim.pk).count() == 2 * is_split


def test_publish_and_reopen_at_once_leave_one_current_truth(importer, checker, checker2, editor, scales):
    article = make_article(importer)
    for _ in range(MANY):
        review = submitted(article, checker)
        review.approve(Verdict.objects.newest_first().first(), by=checker2, now=NOW)
        one, other = again(review), again(review)
        answers = at_once(
            lambda one=one: one.publish(by=editor, now=NOW),
            lambda other=other: other.reopen(by=editor, now=NOW, reason="New figures."),
        )
        assert winners(answers) == 1
        reopened = again(review).state == State.OPEN
        assert Decision.objects.filter(review=review).current().count() == (not reopened)


def test_two_tabs_saving_one_draft_at_once_overwrite_nothing(importer, checker, scales):
    review = Review.begin(make_claim(make_article(importer)), by=checker, now=NOW)
    rev = Draft.store(review, {"rationale": "base"}, by=checker, base_rev=0, now=NOW).rev
    for round_ in range(ROUNDS):
        answers = at_once(
            *(
                lambda tab=tab, rev=rev, round_=round_: Draft.store(
                    review, {"rationale": f"{tab} {round_}"}, by=checker, base_rev=rev, now=NOW
                )
                for tab in ("left", "right")
            )
        )
        assert winners(answers) == 1
        loser = next(answer for answer in answers if isinstance(answer, Refusal))
        stored = Draft.objects.get(review=review)
        assert loser.params["theirs"] == stored.payload
        rev = stored.rev
