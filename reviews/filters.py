"""What a list of claims was asked for: read from an address, turned into rows, written back into an address."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from articles.models import Claim
from articles.querysets import ClaimQuerySet
from articles.terms import Triage
from reviews import filter_words, narrowing, sorting
from reviews.list_terms import ME, NOBODY, Age, Due, Sort, Worth
from reviews.models import Review
from reviews.querysets import ReviewQuerySet
from reviews.terms import Priority
from reviews.workflow import Policy, State

MOST_CHARS = 100
ALL = "all"
UNCHOSEN: dict[State | None, Triage] = {State.PROPOSED: Triage.PROPOSED, State.DISMISSED: Triage.DISMISSED}
RATED = (None, State.DECIDED, State.PUBLISHED)
OF_CHECKS = ("mine", "assigned", "holder", "due", "priority", "policy")
Codes = TypeVar("Codes", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """A closed set of conditions on claims; what is not understood in an address is left aside.

    `assigned` and `holder` are "me", "nobody" or a person's uid. The sort counts only where the list offers it.
    """

    state: State | None = None
    article: uuid.UUID | None = None
    mine: bool = False
    rating: str = ""
    said_by: str = ""
    q: str = ""
    assigned: str = ""
    holder: str = ""
    worth: Worth | None = None
    age: Age | None = None
    due: Due | None = None
    priority: Priority | None = None
    policy: Policy | None = None
    sort: Sort | None = None
    _found: list[list[int]] = field(default_factory=list, init=False, compare=False, repr=False)

    @classmethod
    def parse(cls, asked: QueryDict) -> ClaimFilter:
        """Read a GET or POST; a state that is missing or "all" means every state."""
        return cls(
            state=_code(State, asked.get("state")),
            article=_uid(asked.get("article", "")),
            mine=asked.get("mine", "") == "1",
            rating=_short(asked.get("rating", "")),
            said_by=_short(asked.get("said_by", "")),
            q=_short(asked.get("q", "")),
            assigned=_who(asked.get("assigned", "")),
            holder=_who(asked.get("holder", "")),
            worth=_code(Worth, asked.get("worth")),
            age=_code(Age, asked.get("age")),
            due=_code(Due, asked.get("due")),
            priority=_priority(asked.get("priority", "")),
            policy=_code(Policy, asked.get("policy")),
            sort=_code(Sort, asked.get("sort")),
        )

    @classmethod
    def of_query(cls, query: str) -> ClaimFilter:
        """Read the query of an address, as a saved view keeps it."""
        return cls.parse(QueryDict(query))

    def query(self, **changes: str) -> str:
        """The conditions as the query of an address, with changes; an empty change takes a condition away."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in (self._values() | changes).items() if value})
        return query.urlencode()

    def pairs(self) -> list[tuple[str, str]]:
        """The conditions as hidden fields of a form."""
        return [(name, value) for name, value in self._values().items() if value]

    def on_tab(self, state: State | None) -> ClaimFilter:
        """The same conditions in another state, without those that say nothing there."""
        of_work = OF_CHECKS if state in UNCHOSEN else ("assigned", "holder") if state in narrowing.SETTLED else ()
        dropped = (*of_work, *(() if state in RATED else ("rating",)))
        return replace(self, state=state, sort=None, **{name: _EMPTY[name] for name in dropped})

    @property
    def n_more(self) -> int:
        """How many conditions there are besides the state and those that the form always shows."""
        shown = {"state", "q", "said_by", "article", "sort"}
        return len({name for name, _value in self.pairs()} - shown)

    @property
    def is_narrowed(self) -> bool:
        """Whether there are conditions besides the state."""
        return bool({name for name, _value in self.pairs()} - {"state", "sort"})

    @property
    def reads_claims(self) -> bool:
        """Whether the list reads claims, with or without a check: those nobody chose yet, those put aside."""
        return self.state in UNCHOSEN

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The sorts that this list offers, the usual one first."""
        return sorting.offered(self.state, in_one_article=self.article is not None)

    @property
    def order(self) -> Sort:
        """The sort that counts."""
        return self.sort if self.sort in self.sorts and self.sort else self.sorts[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the order, each with an index of its own."""
        return sorting.keys_of(self.order, self.state)

    def placed(self, rows: Any) -> Any:
        """Rows with the keys to order by; only the reading order brings its own."""
        if self.order is not Sort.READING or self.article is None:
            return rows
        return sorting.in_reading_order(rows, self.article, prefix="" if self.reads_claims else "claim__")

    def listed(self, person: Any, now: datetime.datetime | None = None) -> Any:
        """The rows of the list itself: claims that are not to be checked, or checks."""
        return self.unchosen(now) if self.reads_claims else self.reviews(person, now)

    def in_order(self, person: Any, now: datetime.datetime | None = None) -> Any:
        """The rows of the list with the keys to order by. Where they are read by their place, the place alone names
        the article, so that nothing has to be sorted."""
        placed = self.order is Sort.READING
        rows = self.unchosen(now, placed=placed) if self.reads_claims else self.reviews(person, now, placed=placed)
        return self.placed(rows)

    def reviews(self, person: Any, now: datetime.datetime | None = None, *, placed: bool = False) -> ReviewQuerySet:
        """The checks it selects, of those this person may see; none where the list reads claims."""
        rows = Review.objects.visible_to(person)
        if self.reads_claims:
            return rows.none()
        if self.state in (None, State.DISMISSED):
            rows = rows.filter(claim__same_as=None)  # the check it shares is in the list
        rows = rows.filter(*self._of_checks(person, now or timezone.now()), *self._of_article(placed))
        if self.q or self.said_by:
            rows = rows.filter(claim__in=self._with_words())
        return rows

    def unchosen(self, now: datetime.datetime | None = None, *, placed: bool = False) -> ClaimQuerySet:
        """The proposed or dismissed claims it selects; whoever asks for what only checks have gets none."""
        rows = Claim.objects.filter(triage=UNCHOSEN.get(self.state), same_as=None)
        rows = rows.filter(*self._of_claims(now or timezone.now()), *self._of_article(placed))
        return rows.none() if self.rating or self._asks_of_checks() else rows

    def claims(self, person: Any, now: datetime.datetime | None = None) -> ClaimQuerySet:
        """Every claim it selects, checked or not: what an export of the list takes along."""
        if self.reads_claims:
            return self.unchosen(now)
        if self.state or self.rating or self._asks_of_checks():
            return Claim.objects.filter(pk__in=self.reviews(person, now).values("claim"))
        return Claim.objects.filter(*self._of_claims(now or timezone.now()), *self._of_article())

    def describe(self) -> str:
        """The conditions in words, as a report prints them."""
        return filter_words.describe(self)

    def _values(self) -> dict[str, str]:
        return {
            "state": str(self.state or ALL),
            "article": str(self.article or ""),
            "mine": "1" if self.mine else "",
            "rating": self.rating,
            "said_by": self.said_by,
            "q": self.q,
            "assigned": self.assigned,
            "holder": self.holder,
            "worth": str(self.worth or ""),
            "age": str(self.age or ""),
            "due": str(self.due or ""),
            "priority": self.priority.name.lower() if self.priority is not None else "",
            "policy": str(self.policy or ""),
            "sort": str(self.sort or ""),
        }

    def _asks_of_checks(self) -> bool:
        return any(getattr(self, name) != _EMPTY[name] for name in OF_CHECKS)

    def _of_article(self, placed: bool = False) -> Iterable[Q]:
        return [narrowing.of_article(self.article)] if self.article and not placed else []

    def _of_checks(self, person: Any, now: datetime.datetime) -> Iterable[Q]:
        if self.state:
            yield Q(state=self.state)
        if self.mine:
            yield narrowing.mine(person)
        if self.rating:
            yield narrowing.rated(self.rating)
        if self.assigned:
            yield narrowing.assigned(self.assigned, person)
        if self.holder:
            yield narrowing.held(self.holder, person, now)
        if self.worth:
            yield narrowing.worth(self.worth, "worth")
        if self.age:
            yield narrowing.waiting(self.age, self.state, now)
        if self.due:
            yield narrowing.due(self.due, now)
        if self.priority is not None:
            yield Q(priority=self.priority)
        if self.policy:
            yield Q(policy=self.policy)

    def _of_claims(self, now: datetime.datetime) -> Iterable[Q]:
        if self.worth:
            yield narrowing.worth(self.worth, "check_worthiness")
        if self.age:
            yield narrowing.waiting(self.age, None, now)
        if self.q or self.said_by:
            yield Q(pk__in=self._with_words())

    def _with_words(self) -> list[int]:
        """The claims with the words asked for, looked for once: a page, its neighbors and its count share them."""
        if not self._found:
            found = narrowing.claims_with(said_by=self.said_by, q=self.q, article=self.article)
            self._found.append(list(found.values_list("pk", flat=True)))
        return self._found[0]


_EMPTY: dict[str, Any] = {field.name: field.default for field in fields(ClaimFilter)}


def _code(codes: type[Codes], text: str | None) -> Codes | None:
    return codes(text) if text in set(codes) else None


def _priority(text: str) -> Priority | None:
    return next((one for one in Priority if one.name.lower() == text), None)


def _who(text: str) -> str:
    return text if text in (ME, NOBODY) else str(_uid(text) or "")


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    """What people typed, without NUL and half characters, which databases refuse."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode().strip()[:MOST_CHARS]
