"""The article as the review and second-look pages show it: laid out, marked, and the words around one claim."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from articles.models import Anchor, Claim, Sentence, Version
from articles.prepared import Prepared
from articles.reading import without_markup
from articles.terms import Triage, Zone
from reviews.beside import Words, around
from reviews.fates import Fate, fates_for
from reviews.reading import Block, Mark, Stretch, lay_out
from reviews.workflow import Policy, State

MARKED, READ = Prepared(), Prepared()
TELLING = {Zone.BODY, Zone.BLOCKQUOTE, Zone.CAPTION, Zone.BIO, Zone.DECK}
FREE_STATES = {State.PROPOSED, State.OPEN, State.IN_REVIEW}
MOST_NEAR, PASSAGE_CHARS = 140, 340  # around one claim, and with its own words
STRETCH_FIELDS = ("start", "end", "zone", "holes", "speaker", "chain")
MARK_FIELDS = (
    "start",
    "end",
    "claim__uid",
    "claim__triage",
    "claim__review__state",
    "claim__review__rating__label",
    "claim__review__rating__tone",
    "claim__review__assigned_to",
    "claim__review__lease_by",
    "claim__review__lease_until",
    "claim__review__policy",
    "claim__review__author",
    "claim__same_as__triage",
    "claim__same_as__review__state",
    "claim__same_as__review__rating__label",
    "claim__same_as__review__rating__tone",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's words with the sentences before and after them."""

    before: str
    words: str
    after: str

    def reads(self, statement: str) -> bool:
        """Whether a statement is these words, line ends apart."""
        return self.words.split() == statement.split()


@dataclass(frozen=True, slots=True)
class ArticlePane:
    """The claims of one version in reading order, where the current one stands among them, and what became of its
    words."""

    version: Version
    stretches: list[Stretch]
    marks: list[Mark]
    current: Mark | None
    fate: Fate | None = None

    def blocks(self) -> list[Block]:
        return lay_out(self.version.text, self.stretches, self.marks, without_markup(self.version.text))

    @property
    def exact(self) -> str:
        """The current claim's words as the text has them."""
        return self.version.text[self.current.start : self.current.end] if self.current else ""

    @property
    def words(self) -> Words | None:
        """Where the current claim's words stand, and how far their sentences reach."""
        if self.current is None:
            return None
        return around(self.current.start, self.current.end, [(one.start, one.end) for one in self.stretches])

    @property
    def total(self) -> int:
        return len(self.marks)

    def passage(self, *, needs_context: bool = False) -> Passage | None:
        """The current claim's words with their neighbors, furniture left out; more of what comes before where it
        cannot be understood without."""
        if self.current is None:
            return None
        start, end, text = self.current.start, self.current.end, without_markup(self.version.text)
        told = [s for s in self.stretches if s.zone in TELLING]
        first = next((s.start for s in told if s.start < start < s.end), start)
        last = next((s.end for s in told if s.start < end < s.end), end)
        before = max((s for s in told if s.end <= first), key=lambda s: s.end, default=None)
        after = next((s for s in told if s.start >= last), None)
        room = min(MOST_NEAR, max(30, (PASSAGE_CHARS - (end - start)) // 2))
        room_before, room_after = (max(MOST_NEAR, room), room // 2) if needs_context else (room, room)
        return Passage(
            _tail(_words(text, before) + text[first:start], room_before),
            text[start:end],
            _head(text[end:last] + _words(text, after), room_after),
        )

    def step(self, by: int) -> Mark | None:
        """The claim before (-1) or after (1) the current one; those not checked by themselves are stepped over."""
        if self.current is None:
            return None
        place = self.current.number - 1
        rest = self.marks[place + 1 :] if by > 0 else self.marks[:place][::-1]
        return next((mark for mark in rest if mark.state is not State.DISMISSED and mark.same_as is None), None)

    def next_free(self) -> Mark | None:
        """The next claim in the article this person could start, from the current one on and around."""
        place = self.current.number if self.current else 0
        around = [*self.marks[place:], *self.marks[: max(place - 1, 0)]]
        return next((mark for mark in around if mark.is_free), None)


def article_pane(claim: Claim, *, person: Any, now: datetime.datetime) -> ArticlePane:
    """Read the sentences and claims of the article's current version in two queries, six where words changed."""
    version = claim.article.current
    if version is None:
        raise Http404
    fates = fates_for(person, Claim.objects.filter(article=version.article_id)) if version.number > 1 else {}
    found = MARKED.lines(_marked, version.pk)
    numbers = {key: n for n, (key, *_rest) in enumerate(found, 1)}
    marks = [
        _mark(
            numbers[key],
            row,
            person=person,
            now=now,
            fate=fates.get(key),
            same_as=numbers.get(other, 0) if other else None,
        )
        for key, other, *row in found
    ]
    place = next((n for n, mark in enumerate(marks) if mark.uid == claim.uid), None)
    if place is not None:
        marks[place] = replace(marks[place], is_current=True)
    current = None if place is None else marks[place]
    return ArticlePane(version, _stretches(version), marks, current, fates.get(claim.pk))


def _words(text: str, stretch: Stretch | None) -> str:
    """A neighbor's words, without the furniture that stands inside it."""
    if stretch is None:
        return ""
    edges = [stretch.start, *(edge for hole in stretch.holes for edge in hole), stretch.end]
    return f" {' '.join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))} "


def _tail(text: str, room: int) -> str:
    """The last words of a text, cut between words."""
    return text if len(text) <= room else "… " + text[-room:].partition(" ")[2]


def _head(text: str, room: int) -> str:
    """The first words of a text, cut between words."""
    return text if len(text) <= room else text[:room].rpartition(" ")[0] + " …"


def _stretches(version: Version) -> list[Stretch]:
    return [
        Stretch(start, end, Zone(zone), tuple((left, right) for left, right in holes), speaker, tuple(chain))
        for start, end, zone, holes, speaker, chain in READ.lines(_sentences, version.pk)
    ]


def _marked(version: int) -> QuerySet[Any, Any]:
    rows = Anchor.objects.filter(version=version).standing().in_reading_order()
    return rows.values("claim_id", "claim__same_as_id", *MARK_FIELDS)


def _sentences(version: int) -> QuerySet[Any, Any]:
    return Sentence.objects.filter(version=version).order_by("start", "position").values(*STRETCH_FIELDS)


def _wants_second(state: State, policy: str | None, author: int | None, person: Any) -> bool:
    """Whether a blind check waits for a second person, and this one may be it."""
    is_waiting = state in {State.AWAITING_SECOND, State.SECOND_REVIEW}
    return policy == Policy.BLIND_DOUBLE and is_waiting and author != person.pk


def _mark(
    number: int, row: list[Any], *, person: Any, now: datetime.datetime, fate: Fate | None, same_as: int | None = None
) -> Mark:
    start, end, uid, triage, state, rating, tone, assigned_to, lease_by, lease_until, policy, author, *others = row
    if same_as is not None:
        triage, state, rating, tone = others
    at = State(state) if state else State.DISMISSED if triage == Triage.DISMISSED else State.PROPOSED
    held = lease_until is not None and lease_until > now and lease_by != person.pk
    return Mark(
        number=number,
        uid=uuid.UUID(str(uid)),
        start=start,
        end=end,
        state=at,
        is_free=same_as is None
        and (at in FREE_STATES or _wants_second(at, policy, author, person))
        and not held
        and assigned_to in {None, person.pk},
        rating=rating or "",
        tone=tone or "",
        fate=fate.words if fate else "",
        same_as=same_as,
    )
