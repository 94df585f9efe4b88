"""Handing out the claims of an article: which stretch, shared among whom in reading order, each given by its verb."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from articles.models import Anchor, Article, Claim, Sentence
from articles.refusals import Kind, Refusal
from articles.terms import Zone
from reviews import words
from reviews.colleagues import who_may
from reviews.contents import ClaimLine, checked_themselves, lines_of
from reviews.desk_words import refusal
from reviews.models import Review
from reviews.moves import Request, perform
from reviews.workflow import CHECK, LEAD, State, Verb

MOST = 500  # claims handed out in one request
MOST_SECTIONS = 200
TO_CHECK = (State.OPEN, State.IN_REVIEW)
Moment = datetime.datetime
Person = Any  # the installed user model


@dataclass(frozen=True, slots=True)
class Ask:
    """What an editor wants handed out, and to whom. Without numbers the whole article is meant; a heading stands for
    the numbers of its section. Claims that somebody was given before stay with them unless `with_given`."""

    people: Sequence[Person]
    first: int | None = None
    last: int | None = None
    heading: str = ""
    with_proposals: bool = False
    with_given: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What one person gets: claims that stand together."""

    person: Person
    lines: list[ClaimLine]

    @property
    def n(self) -> int:
        return len(self.lines)

    @property
    def last_number(self) -> int:
        return max((line.number for line in self.lines), default=0)


@dataclass(frozen=True, slots=True)
class Staying:
    """A claim of the stretch that is left as it is, and why."""

    line: ClaimLine
    why: str


@dataclass(frozen=True, slots=True)
class Planned:
    """Who would get what; `n_more` claims are too many for one time, `n_proposed` stay proposals."""

    shares: list[Share]
    staying: list[Staying] = field(default_factory=list)
    n_more: int = 0
    n_proposed: int = 0

    @property
    def n(self) -> int:
        return sum(share.n for share in self.shares)

    @property
    def rows(self) -> Iterator[Row]:
        for share in self.shares:
            for line in share.lines:
                yield Row(line.claim.uid, share.person.uid, line.review.rev if line.review else None)


@dataclass(frozen=True, slots=True)
class Row:
    """One claim for one person, as it was planned: `rev` of its check then, none where it was a proposal."""

    claim: uuid.UUID
    person: uuid.UUID
    rev: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row; `refusal` is why the claim was not given, else empty."""

    row: Row
    claim: Claim | None
    person: Person | None
    refusal: str = ""
    code: str = ""

    @property
    def is_given(self) -> bool:
        return not self.refusal


@dataclass(frozen=True, slots=True)
class Section:
    """The claims under one heading, by their numbers."""

    heading: str
    first: int
    last: int


def checkers() -> QuerySet[Any]:
    """Everybody who may check claims, by name, each with `n_left`, how many they were given and have not submitted."""
    left = Count("assigned_reviews", filter=Q(assigned_reviews__state__in=TO_CHECK))
    return who_may(CHECK).annotate(n_left=left).order_by("display_name", "username", "pk")


def sections_of(article: Article) -> list[Section]:
    """The headings of the current version with claims under them."""
    version = article.current
    if version is None:
        return []
    headings = Sentence.objects.filter(version=version, zone=Zone.HEADING).order_by("start")
    places = list(headings.values_list("start", "end")[:MOST_SECTIONS])
    standing = Anchor.objects.filter(version=version).standing().in_reading_order()
    starts = list(standing.values_list("start", flat=True)) if places else []
    ends = [start for start, _end in places[1:]] + [len(version.text)] if places else []
    found = []
    for (start, end), next_start in zip(places, ends, strict=True):
        numbers = [number for number, at in enumerate(starts, 1) if start <= at < next_start]
        if numbers:
            found.append(Section(" ".join(version.text[start:end].split()), numbers[0], numbers[-1]))
    return found


def plan_hand_out(article: Article, ask: Ask, *, by: Person, now: Moment) -> Planned:
    """Who would get which claims. Changes nothing."""
    _check_may(by)
    people = list(dict.fromkeys(ask.people))
    if not people:
        raise refusal("nobody_named", field="people")
    stretch = _stretch(article, ask, checked_themselves(lines_of(article, by)))
    proposed = [line for line in stretch if line.state is State.PROPOSED]
    staying = [Staying(line, why) for line in stretch if (why := _why_it_stays(line, ask, now))]
    stay = {one.line.claim.pk for one in staying}
    wanted = [line for line in stretch if _is_wanted(line, ask) and line.claim.pk not in stay]
    n_proposed = 0 if ask.with_proposals else len(proposed)
    shares = share_evenly(wanted[:MOST], people)
    return Planned([_without_theirs(one) for one in shares], staying, max(0, len(wanted) - MOST), n_proposed)


def share_evenly(lines: Sequence[ClaimLine], people: Sequence[Person]) -> list[Share]:
    """Stretches of (nearly) the same length, one for each person, in reading order."""
    size, longer = divmod(len(lines), len(people))
    shares, at = [], 0
    for place, person in enumerate(people):
        end = at + size + (place < longer)
        shares.append(Share(person, list(lines[at:end])))
        at = end
    return shares


def hand_out(article: Article, rows: Iterable[Row], *, by: Person, now: Moment) -> list[Outcome]:
    """Give each claim to its person by the verbs; a proposal is chosen along. A refusal stays with its row."""
    _check_may(by)
    rows = list(rows)
    if not rows:
        raise refusal("nothing_to_hand_out")
    if len(rows) > MOST:
        raise refusal("too_many_rows", most=MOST)
    claims = {one.uid: one for one in Claim.objects.filter(article=article, uid__in=[row.claim for row in rows])}
    people: Any = get_user_model()._default_manager.filter(uid__in={row.person for row in rows})
    named = {one.uid: one for one in people}
    return [_give(row, claims.get(row.claim), named.get(row.person), by=by, now=now) for row in rows]


def _give(row: Row, claim: Claim | None, person: Person | None, *, by: Person, now: Moment) -> Outcome:
    try:
        if claim is None:
            raise refusal("not_of_article")
        if person is None:
            raise words.refusal("cannot_check", Kind.INVALID, field="person", who=words.NOBODY)
        with transaction.atomic():
            if row.rev is None:
                perform(Verb.ACCEPT, claim, by=by, now=now)
            perform(Verb.ASSIGN, claim, by=by, now=now, asked=Request(rev=row.rev, to=person))
    except Refusal as refused:
        return Outcome(row, claim, person, refused.words, str(refused.code))
    return Outcome(row, claim, person)


def _check_may(by: Person) -> None:
    if not by.has_perm(LEAD):
        raise refusal("no_hand_out_right", Kind.FORBIDDEN)


def _stretch(article: Article, ask: Ask, lines: list[ClaimLine]) -> list[ClaimLine]:
    """The lines of the numbers asked for; the ones no longer in the text go with the whole article alone."""
    if ask.heading:
        section = next((one for one in sections_of(article) if one.heading == ask.heading), None)
        if section is None:
            raise refusal("no_such_section", field="section", heading=ask.heading[:80])
        first, last = section.first, section.last
    elif ask.first is None and ask.last is None:
        return lines
    else:
        most = max((line.number for line in lines), default=0)
        first, last = ask.first or 1, ask.last or most
        if not 1 <= first <= last <= most:
            raise refusal("stretch_wrong", field="first", first=min(1, most), last=most)
    return [line for line in lines if first <= line.number <= last]


def _is_wanted(line: ClaimLine, ask: Ask) -> bool:
    return line.state in TO_CHECK or (ask.with_proposals and line.state is State.PROPOSED)


def _why_it_stays(line: ClaimLine, ask: Ask, now: Moment) -> str:
    """Why a claim that is to be checked stays with whom it is; empty where it may be handed out."""
    review = line.review
    if review is None or line.state not in TO_CHECK:
        return ""
    if review.is_leased(now):
        return _("%(who)s has it until %(until)s") % {"who": review.lease_by, "until": words.clock(review.lease_until)}
    if review.returned_at and review.assigned_to:
        return _("it was sent back to %(who)s, who mends it") % {"who": review.assigned_to}
    if review.assigned_to and not ask.with_given:
        return _("%(who)s was given it already") % {"who": review.assigned_to}
    return ""


def _without_theirs(share: Share) -> Share:
    """A share without the claims its person has already: giving them again would say nothing."""

    def is_theirs(review: Review | None) -> bool:
        return review is not None and review.assigned_to_id == share.person.pk

    return Share(share.person, [line for line in share.lines if not is_theirs(line.review)])
