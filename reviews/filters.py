"""What a list of claims was asked for: read from an address, turned into rows, told in words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Article, Claim
from articles.querysets import ClaimQuerySet
from reviews import words
from reviews.models import Rating, Review
from reviews.querysets import ReviewQuerySet
from reviews.workflow import State

MOST_CHARS = 100
ALL = "all"
NAMES = ("state", "article", "mine", "rating", "said_by", "q")
URGENT_FIRST = ("-priority", "due_key", "-worth", "pk")
NEWEST_FIRST = ("-pk",)
WORTH_FIRST = ("-check_worthiness", "pk")


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """A closed set of conditions on claims; what is not understood in an address is left aside."""

    state: State | None = None
    article: uuid.UUID | None = None
    mine: bool = False
    rating: str = ""
    said_by: str = ""
    q: str = ""

    @classmethod
    def parse(cls, asked: QueryDict) -> ClaimFilter:
        """Read a GET or POST; a state that is missing or "all" means every state."""
        state = asked.get("state", "")
        return cls(
            state=State(state) if state in set(State) else None,
            article=_uid(asked.get("article", "")),
            mine=asked.get("mine", "") == "1",
            rating=_short(asked.get("rating", "")),
            said_by=_short(asked.get("said_by", "")),
            q=_short(asked.get("q", "")),
        )

    def query(self, **changes: str) -> str:
        """The conditions as the query of an address, with changes; an empty change takes a condition away."""
        values = self._values() | changes
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in values.items() if value})
        return query.urlencode()

    def pairs(self) -> list[tuple[str, str]]:
        """The conditions as hidden fields of a form."""
        return [(name, value) for name, value in self._values().items() if value]

    @property
    def is_about_proposals(self) -> bool:
        """Whether the list reads claims that have no check yet."""
        return self.state is State.PROPOSED

    @property
    def keys(self) -> tuple[str, ...]:
        """The order, each with an index of its own."""
        if self.is_about_proposals:
            return WORTH_FIRST
        return URGENT_FIRST if self.state else NEWEST_FIRST

    def reviews(self, person: Any) -> ReviewQuerySet:
        """The checks it selects, of those this person may see; none for proposals, which have no check."""
        if self.is_about_proposals:
            return Review.objects.none()
        rows = Review.objects.visible_to(person)
        if self.state:
            rows = rows.filter(state=self.state)
        if self.mine:
            rows = rows.filter(Q(assigned_to=person) | Q(lease_by=person) | Q(author=person))
        if self.rating:
            rows = rows.filter(rating__code=self.rating)
        return rows.filter(self._about_claim("claim__"))

    def proposals(self) -> ClaimQuerySet:
        """The proposed claims it selects; whoever asks for a rating or for their own gets none."""
        rows = Claim.objects.proposals().filter(self._about_claim(""))
        return rows.none() if self.mine or self.rating else rows

    def claims(self, person: Any) -> ClaimQuerySet:
        """Every claim it selects, checked or not: what an export of the list takes along."""
        if self.is_about_proposals:
            return self.proposals()
        if self.state or self.mine or self.rating:
            return Claim.objects.filter(pk__in=self.reviews(person).values("claim"))
        return Claim.objects.filter(self._about_claim(""))

    def describe(self) -> str:
        """The conditions in words, as a report prints them."""
        parts = [str(words.STATES[self.state]) if self.state else _("all claims")]
        if self.article and (headline := Article.objects.filter(uid=self.article).values_list("headline").first()):
            parts.append(_("in “%(article)s”") % {"article": headline[0]})
        if self.mine:
            parts.append(_("mine"))
        if self.rating:
            label = Rating.objects.filter(code=self.rating).values_list("label", flat=True).first()
            parts.append(_("rated “%(rating)s”") % {"rating": label or self.rating})
        if self.said_by:
            parts.append(_("said by “%(name)s”") % {"name": self.said_by})
        if self.q:
            parts.append(_("with the words “%(words)s”") % {"words": self.q})
        return ", ".join(parts)

    def _values(self) -> dict[str, str]:
        return {
            "state": str(self.state or ALL),
            "article": str(self.article or ""),
            "mine": "1" if self.mine else "",
            "rating": self.rating,
            "said_by": self.said_by,
            "q": self.q,
        }

    def _about_claim(self, prefix: str) -> Q:
        conditions = Q()
        if self.article:
            conditions &= Q(article__uid=self.article)
        if self.said_by:
            conditions &= Q(**{f"{prefix}claimant__icontains": self.said_by})
        if self.q:
            conditions &= Q(**{f"{prefix}statement__icontains": self.q})
        return conditions


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    return text.replace("\x00", "").strip()[:MOST_CHARS]
