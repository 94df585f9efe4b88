"""The claims of an article as a list: numbered in reading order, each with its state and rating."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.text import Truncator

from articles import words as article_words
from articles.models import Article, Claim
from articles.terms import Reason
from reviews import list_words, words
from reviews.fates import Fate
from reviews.models import Decision, Rating, Review
from reviews.outline import Row, outline_of
from reviews.querysets import ReviewQuerySet, sees_reviews
from reviews.terms import Priority, Quotation
from reviews.workflow import State

MOST_OF_STATEMENT, MOST_OF_CLAIMANT = 280, 80
TO_BE_JUDGED = (State.PROPOSED, State.OPEN, State.IN_REVIEW)
KNOWN_REASONS = frozenset(article_words.REASONS)
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
    def statement(self) -> str:
        """What is checked, as far as a list has room for it."""
        return cut(self.claim.statement, MOST_OF_STATEMENT)

    @property
    def claimant(self) -> str:
        return cut(self.claim.claimant, MOST_OF_CLAIMANT)

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
        return ", ".join(
            str(article_words.REASONS[Reason(code)]) for code in self.claim.reasons if code in KNOWN_REASONS
        )

    @property
    def is_proposal(self) -> bool:
        return self.state is State.PROPOSED and self.same_as is None


def cut(text: str, most: int) -> str:
    """A text no longer than a list has room for; most are not, and need no looking at letter by letter."""
    return text if len(text) <= most else str(Truncator(text).chars(most))


@dataclass(frozen=True, slots=True)
class Lines:
    """Some claims of an article as lines, by their keys, and the people on them."""

    by_key: dict[int, ClaimLine]

    def of(self, rows: Iterable[Row]) -> list[ClaimLine]:
        """In this order; what was taken away meanwhile is left out."""
        return [self.by_key[row.key] for row in rows if row.key in self.by_key]

    @property
    def people(self) -> dict[int | None, Any]:
        return people_on(self.by_key.values())


def lines_of(article: Article, person: Any) -> list[ClaimLine]:
    """Every claim of the current version in reading order, the ones no longer in the text at the end; two queries,
    three or four where words changed."""
    rows = outline_of(article, person).rows
    return read_lines(article, rows, person).of(rows)


def read_lines(article: Article, rows: Iterable[Row], person: Any) -> Lines:
    """Some rows of an article's outline with all that a line shows; one query."""
    wanted = {row.key: row for row in rows}
    claims = _claims(article, {key for row in wanted.values() for key in (row.key, row.shares) if key}, person)
    return Lines({key: _line(row, claims) for key, row in wanted.items() if key in claims})


def checked_themselves(lines: list[ClaimLine]) -> list[ClaimLine]:
    """Those without the claims that are the same as another."""
    return [line for line in lines if line.same_as is None]


def people_on(lines: Iterable[ClaimLine]) -> dict[int | None, Any]:
    """Whoever holds, was given or wrote one of the claims, by key."""
    checks = [line.review for line in lines if line.review is not None]
    people = (person for check in checks for person in (check.lease_by, check.assigned_to, check.author))
    return {person.pk: person for person in people if person is not None}


def _claims(article: Article, keys: Collection[int], person: Any) -> dict[int, Claim]:
    """Claims with their checks, where this person may see those."""
    rows: Any = Claim.objects.filter(article=article, pk__in=keys)
    if sees_reviews(person):
        current = Decision.objects.current().filter(review=OuterRef("review"))
        rows = rows.select_related(*(f"review__{name}" for name in ("rating", "lease_by", "assigned_to", "author")))
        rows = rows.annotate(answer=Subquery(current.values("verdict__quotation")[:1]))
    found = {claim.pk: claim for claim in rows} if keys else {}
    for claim in found.values():
        claim.article = article
    return found


def _line(row: Row, claims: dict[int, Any]) -> ClaimLine:
    checked = claims.get(row.shares or row.key)
    review = getattr(checked, "review", None) if row.check is not None else None
    if review is not None and checked is not None:
        review.article, review.answer = checked.article, checked.answer
    return ClaimLine(row.number, claims[row.key], row.state, review, row.fate, row.same_as)


def with_answers(reviews: ReviewQuerySet) -> ReviewQuerySet:
    """Checks with `answer`, the code of what the verdict that stands says about the quotation."""
    current = Decision.objects.current().filter(review=OuterRef("pk"))
    return reviews.annotate(answer=Subquery(current.values("verdict__quotation")[:1]))


def line_of(review: Review, fate: Fate | None = None) -> ClaimLine:
    """A line for a list that runs over articles, where numbers would say nothing."""
    return ClaimLine(0, review.claim, State(review.state), review, fate)
