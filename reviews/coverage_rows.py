"""What coverage sweeps over, read for any number of versions in a handful of queries."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Cast

from articles.models import Anchor, Claim, Confirmation, Sentence, Version
from articles.reading import without_markup
from articles.terms import DismissReason, Triage, Zone
from reviews.coverage import Coverage, Place, Span, sweep
from reviews.fates import Fate, fates_for
from reviews.models import Review
from reviews.outline import Outline, claim_row
from reviews.reading import Stretch
from reviews.standings import ClaimRow
from reviews.workflow import State

_CLAIM_FIELDS = ("pk", "article_id", "triage", "dismiss_reason", "same_as_id", "part_of_id", "touched_at", "state")
_PART = "version_id", "start", "end"


@dataclass(frozen=True, slots=True)
class Layout:
    """The sentences of a text in reading order, furniture too, and what people confirmed of it."""

    stretches: list[Stretch] = field(default_factory=list)
    confirmed: list[Span] = field(default_factory=list)


def coverage_of(version: Version, person: Any | None) -> Coverage:
    """The sentences of one version, which is current, as far as this person may see checks; three queries, a few more
    where words changed."""
    return coverages_of([version], person)[version.pk]


def coverages_of(versions: Iterable[Version], person: Any | None) -> dict[int, Coverage]:
    """The same for many versions, by their keys. Without a person, as on the command line, every check is seen."""
    wanted = {version.pk: version for version in versions}
    fates = _fates(wanted.values(), person)
    layouts, places = _layouts(wanted), _places(wanted)
    claims = _claims(list(wanted.values()), fates, person)
    return {
        key: _swept(version, layouts[key], places[key], claims[version.article_id]) for key, version in wanted.items()
    }


def coverage_in(version: Version, layout: Layout, outline: Outline) -> Coverage:
    """The same for a page that has read all of it already."""
    return _swept(version, layout, outline.places, outline.standing)


def layout_of(version: Version) -> Layout:
    """One query."""
    return _layouts([version.pk])[version.pk]


def stretches_of(version: Version) -> list[Stretch]:
    """The sentences of a version in reading order, furniture too."""
    return layout_of(version).stretches


def places_of(version: Version) -> list[Place]:
    """Where the claims of a version stand, in reading order."""
    return _places([version.pk])[version.pk]


def confirmations_of(version: Version) -> Any:
    """What people confirmed in a version, the newest first."""
    return Confirmation.objects.filter(version=version).select_related("by").order_by("-at", "-pk")


def _swept(version: Version, layout: Layout, places: Sequence[Place], claims: Iterable[ClaimRow]) -> Coverage:
    return sweep(without_markup(version.text), layout.stretches, places, layout.confirmed, claims)


def _layouts(versions: Iterable[int]) -> dict[int, Layout]:
    found: dict[int, Layout] = defaultdict(Layout)
    keys = list(versions)
    holes, nothing = Cast("holes", TextField()), Value("", output_field=TextField())
    sentences = Sentence.objects.filter(version__in=keys).order_by()
    confirmations = Confirmation.objects.filter(version__in=keys).order_by()
    read = sentences.values_list(*_PART, "position", "zone", holes)
    said = confirmations.values_list(*_PART, Value(0, output_field=IntegerField()), Value(""), nothing)
    rows = sorted(read.union(said, all=True), key=lambda row: (row[1], row[3]))
    for version, start, end, _position, zone, holes_ in rows:
        if zone:
            found[version].stretches.append(Stretch(start, end, Zone(zone), _holes(holes_)))
        else:
            found[version].confirmed.append((start, end))
    return found


def _holes(text: str) -> tuple[Span, ...]:
    return tuple((left, right) for left, right in json.loads(text)) if text != "[]" else ()


def _places(versions: Iterable[int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    rows = Anchor.objects.filter(version__in=list(versions)).standing().in_reading_order()
    rows = rows.exclude(claim__dismiss_reason=DismissReason.TAKEN_BACK)  # nobody said anything about its words
    for version, claim, start, end in rows.values_list("version_id", "claim_id", "start", "end"):
        found[version].append(Place(claim, start, end))
    return found


def _fates(versions: Iterable[Version], person: Any | None) -> dict[int, Fate]:
    """What became of the words of claims, where an article has more than one version."""
    later = [version.article_id for version in versions if version.number > 1]
    return fates_for(person, Claim.objects.filter(article__in=later)) if later else {}


def _claims(versions: Sequence[Version], fates: Mapping[int, Fate], person: Any | None) -> dict[int, list[ClaimRow]]:
    """The claims of the versions' articles, by article, each with those elsewhere that it is the same as."""
    since = {version.article_id: version.created_at for version in versions}
    found: dict[int, list[ClaimRow]] = defaultdict(list)
    missing: dict[int, set[int]] = defaultdict(set)
    rows = list(_rows(Q(article__in=list(since)), person))
    own = {row[0] for row in rows}
    for row in rows:
        claim = _claim(row, fates.get(row[0]), since[row[1]])
        found[row[1]].append(claim)
        if claim.same_as is not None and claim.same_as not in own:
            missing[claim.same_as].add(row[1])
    for row in _rows(Q(pk__in=list(missing)), person) if missing else ():
        for article in missing[row[0]]:
            found[article].append(_claim(row, None, row[6]))
    return found


def _rows(which: Q, person: Any | None) -> Iterable[Any]:
    seen = Review.objects.visible_to(person) if person is not None else Review.objects.all()
    state = Subquery(seen.filter(claim=OuterRef("pk")).values("state")[:1])
    return Claim.objects.filter(which).annotate(state=state).order_by("pk").values_list(*_CLAIM_FIELDS)


def _claim(row: Any, fate: Fate | None, since: datetime.datetime | None) -> ClaimRow:
    key, _article, triage, why, same_as, part_of, touched_at, at = row
    state = State(at) if at else State.DISMISSED if triage == Triage.DISMISSED else State.PROPOSED
    return claim_row(key, state, why, same_as, part_of, touched_at, fate, since)
