"""Two people at one claim at the same moment: one wins, the other is told, nothing is judged in words nobody saw."""

import datetime
import os
from itertools import combinations

import pytest

from articles.models import Claim, Event
from articles.refusals import Refusal
from articles.terms import DismissReason
from reviews.claim_edits import Passage, Wording, add_claim, reword, step_bounds
from reviews.claim_merging import merge
from reviews.edit_undo import take_back
from reviews.models import Draft, Review, Verdict
from reviews.same_claims import keep_as
from reviews.terms import Edge, Edit
from reviews.workflow import State
from tests.at_once import at_once
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(minutes=20)
ROUNDS = int(os.environ.get("RACE_ROUNDS", "12"))
WALL = "The town spent 2.1 million crowns on the wall."


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


def again(claim) -> Claim:
    return Claim.objects.select_related("article").get(pk=claim.pk)


def winners(answers: list[object]) -> list[bool]:
    return [not isinstance(answer, Refusal) for answer in answers]


def test_two_edits_at_once_let_one_through(article, checker, checker2):
    for _ in range(ROUNDS):
        claim = make_claim(article)
        one, other = again(claim), again(claim)
        answers = at_once(
            lambda one=one: reword(one, Wording(statement="One."), by=checker, now=NOW),
            lambda other=other: step_bounds(other, Edge.END_IN, by=checker2, now=NOW),
        )
        assert sum(winners(answers)) == 1
        assert (again(claim).rev, Event.objects.filter(claim=claim).count()) == (1, 1)
        loser = next(answer for answer in answers if isinstance(answer, Refusal))
        assert loser.code == "claim_changed"


def test_a_verdict_and_an_edit_at_once_never_meet(article, checker, checker2):
    """The author's hour is over, so that the other may change the claim."""
    for _ in range(ROUNDS):
        claim = make_claim(article)
        review = Review.begin(claim, by=checker, now=NOW)
        Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
        mine = Review.objects.select_related("claim", "scale").get(pk=review.pk)
        other = again(claim)
        answers = at_once(
            lambda mine=mine: mine.submit(by=checker, now=NOW),
            lambda other=other: reword(other, Wording(statement="Changed."), by=checker2, now=LATER),
        )
        assert sum(winners(answers)) == 1
        stored = again(claim)
        verdict = Verdict.objects.filter(review=review).first()
        assert (verdict is None) == (stored.frozen_at is None) == (stored.statement == "Changed.")
        if verdict is not None:
            assert (verdict.statement, verdict.claim_rev) == (stored.statement, stored.rev)


def test_merging_and_starting_at_once_let_one_through(article, checker, checker2):
    for _ in range(ROUNDS):
        claim, other = make_claim(article), make_claim(article, WALL)
        mine, theirs = [again(claim), again(other)], again(other)
        answers = at_once(
            lambda mine=mine: merge(mine, by=checker, now=NOW),
            lambda theirs=theirs: Review.begin(theirs, by=checker2, now=NOW),
        )
        is_merged, is_started = winners(answers)
        assert is_merged != is_started
        assert (again(other).dismiss_reason == DismissReason.MERGED) == is_merged
        assert Review.objects.filter(claim=other, state=State.IN_REVIEW).exists() == is_started


def test_two_claims_are_not_each_the_same_as_the_other(article, checker, checker2):
    for _ in range(ROUNDS):
        one, other = make_claim(article), make_claim(article, WALL)
        first, second = (again(one), again(other)), (again(other), again(one))
        answers = at_once(
            lambda pair=first: keep_as(*pair, by=checker, now=NOW),
            lambda pair=second: keep_as(*pair, by=checker2, now=NOW),
        )
        assert sum(winners(answers)) == 1
        assert [again(one).same_as_id, again(other).same_as_id].count(None) == 1


def test_a_change_is_taken_back_once(article, checker, checker2):
    for _ in range(ROUNDS):
        claim = make_claim(article)
        reword(claim, Wording(statement="Second."), by=checker, now=NOW)
        step = claim.events.get()
        answers = at_once(
            lambda step=step: take_back(step, by=checker, now=NOW),
            lambda step=step: take_back(step, by=checker2, now=NOW),
        )
        assert sum(winners(answers)) == 1
        assert Event.objects.filter(claim=claim, verb=Edit.TAKE_BACK).count() == 1


def test_the_same_words_added_twice_at_once_are_one_claim(article, checker, checker2):
    text = article.current.text
    letters = [at for at, letter in enumerate(text) if letter.isalpha()]
    passages = [(start, end + 1) for start, end in combinations(letters, 2) if end - start > 20]
    for at, (start, end) in enumerate(passages[:ROUNDS]):
        asked = Passage(article.current.uid, start, end, text[start:end])
        answers = at_once(
            lambda asked=asked: add_claim(article, asked, by=checker, now=NOW),
            lambda asked=asked: add_claim(article, asked, by=checker2, now=NOW),
        )
        assert sum(winners(answers)) >= 1
        assert Claim.objects.filter(article=article).count() == at + 1
