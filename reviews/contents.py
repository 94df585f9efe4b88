"""The claims of an article as a list: numbered in reading order, each with its state and rating."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from articles import words as article_words
from articles.models import Article, Claim
from articles.terms import AnchorState
from reviews import list_words, words
from reviews.fates import Fate, fates_for
from reviews.models import Decision, Rating, Review
from reviews.models.guards import state_of
from reviews.querysets import ReviewQuerySet
from reviews.terms import Priority, Quotation
from reviews.workflow import State

TO_BE_JUDGED = (State.PROPOSED, State.OPEN, State.IN_REVIEW)
UNFINISHED = (*TO_BE_JUDGED, State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of the list; `number` is 0 where its words no longer stand in the text.

    `same_as` is the number of the claim whose check it shares; state and check are then that one's.
    """

    number: int
    claim: Claim
    state: State
    review: Review | None = None
    fate: Fate | None = None
    same_as: int | None = None

    @property
    def article(self) -> Article:
        """The article, by the way it was read along with."""
        return self.review.article if self.review else self.claim.article

    @property
    def rating(self) -> Rating | None:
        return self.review.rating if self.review else None

    @property
    def answer(self) -> str:
        """What was found out about a quotation, where that was the whole answer."""
        code = getattr(self.review, "answer", None)
        return str(words.QUOTATIONS[Quotation(code)]) if code and not self.rating else ""

    @property
    def priority(self) -> str:
        """How much it presses, where that is more than usual and it is not settled."""
        level = Priority(self.review.priority) if self.review and self.is_unfinished else Priority.NORMAL
        return str(list_words.PRESSING.get(level, ""))

    @property
    def is_to_be_judged(self) -> bool:
        return self.state in TO_BE_JUDGED

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def check_first(self) -> str:
        return article_words.check_first(self.claim.check_worthiness)

    @property
    def first_tone(self) -> str:
        """The check-first level as a code for the stylesheet."""
        worth = self.claim.check_worthiness
        return "high" if worth >= 0.66 else "medium" if worth >= 0.33 else "low"

    @property
    def reasons(self) -> str:
        """Why it is worth checking, in words."""
        known = {str(code): str(label) for code, label in article_words.REASONS.items()}
        return ", ".join(known[code] for code in self.claim.reasons if code in known)

    @property
    def is_proposal(self) -> bool:
        return self.state is State.PROPOSED and self.same_as is None


def lines_of(article: Article, person: Any) -> list[ClaimLine]:
    """Every claim of the current version in reading order, the ones no longer in the text at the end; two queries,
    six where words changed."""
    reviews = with_answers(Review.objects.visible_to(person).of_article(article))
    people = reviews.select_related("rating", "lease_by", "assigned_to", "author")
    by_claim = {review.claim_id: review for review in people}
    has_older = article.current is not None and article.current.number > 1
    fates = fates_for(person, Claim.objects.filter(article=article)) if has_older else {}
    lines = [
        _line(0 if claim.place is None else number, claim, by_claim.get(claim.pk), fates.get(claim.pk))
        for number, claim in enumerate(_in_reading_order(article), 1)
    ]
    by_key: dict[int | None, ClaimLine] = {line.claim.pk: line for line in lines}
    return [_followed(line, by_key.get(line.claim.same_as_id)) for line in lines]


def checked_themselves(lines: list[ClaimLine]) -> list[ClaimLine]:
    """Those without the claims that are the same as another."""
    return [line for line in lines if line.same_as is None]


def _followed(line: ClaimLine, other: ClaimLine | None) -> ClaimLine:
    """A claim that is the same as another, with the check it shares."""
    return line if other is None else replace(line, state=other.state, review=other.review, same_as=other.number)


def _in_reading_order(article: Article) -> Any:
    """The claims, each with `place`, where it begins in the current version; those whose words are gone come last."""
    standing = [state for state in AnchorState if state is not AnchorState.ORPHANED]
    here = Q(anchors__version=article.current_id, anchors__state__in=standing)
    rows = Claim.objects.filter(article=article).annotate(here=FilteredRelation("anchors", condition=here))
    first = F("here__start").asc(nulls_last=True)
    return rows.annotate(place=F("here__start")).order_by(first, "here__end", "pk")


def with_answers(reviews: ReviewQuerySet) -> ReviewQuerySet:
    """Checks with `answer`, the code of what the verdict that stands says about the quotation."""
    current = Decision.objects.current().filter(review=OuterRef("pk"))
    return reviews.annotate(answer=Subquery(current.values("verdict__quotation")[:1]))


def line_of(review: Review, fate: Fate | None = None) -> ClaimLine:
    """A line for a list that runs over articles, where numbers would say nothing."""
    return ClaimLine(0, review.claim, State(review.state), review, fate)


def _line(number: int, claim: Claim, review: Review | None, fate: Fate | None) -> ClaimLine:
    return ClaimLine(number, claim, State(review.state) if review else state_of(claim), review, fate)
