"""What coverage sweeps over, read for any number of versions in a handful of queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from articles.models import Anchor, Claim, Confirmation, Sentence, Version
from articles.reading import without_markup
from articles.terms import DismissReason, Triage, Zone
from reviews.coverage import Coverage, Place, Span, sweep
from reviews.fates import Fate, fates_for
from reviews.models import Review
from reviews.reading import Stretch
from reviews.standings import ClaimRow
from reviews.terms import Change
from reviews.workflow import State

_JUDGED = (State.DECIDED, State.PUBLISHED)
_CLAIM_FIELDS = ("pk", "article_id", "triage", "dismiss_reason", "same_as_id", "part_of_id", "touched_at", "state")


def coverage_of(version: Version, person: Any | None) -> Coverage:
    """The sentences of one version, which is current, as far as this person may see checks; four queries, a few more
    where words changed."""
    return coverages_of([version], person)[version.pk]


def coverages_of(versions: Iterable[Version], person: Any | None) -> dict[int, Coverage]:
    """The same for many versions, by their keys. Without a person, as on the command line, every check is seen."""
    wanted = {version.pk: version for version in versions}
    fates = _fates(wanted.values(), person)
    stretches, places, confirmed = _stretches(wanted), _places(wanted), _confirmed(wanted)
    claims = _claims(list(wanted.values()), fates, person)
    return {
        key: sweep(
            without_markup(version.text), stretches[key], places[key], confirmed[key], claims[version.article_id]
        )
        for key, version in wanted.items()
    }


def coverage_with(
    version: Version, *, stretches: Sequence[Stretch], places: Sequence[Place], fates: Mapping[int, Fate], person: Any
) -> Coverage:
    """The same for a page that has read the sentences, and where claims stand, already; two queries."""
    confirmed = _confirmed([version.pk])[version.pk]
    claims = _claims([version], fates, person)[version.article_id]
    return sweep(without_markup(version.text), stretches, places, confirmed, claims)


def stretches_of(version: Version) -> list[Stretch]:
    """The sentences of a version in reading order, furniture too."""
    return _stretches([version.pk])[version.pk]


def places_of(version: Version) -> list[Place]:
    """Where the claims of a version stand, in reading order."""
    return _places([version.pk])[version.pk]


def confirmations_of(version: Version) -> Any:
    """What people confirmed in a version, the newest first."""
    return Confirmation.objects.filter(version=version).select_related("by").order_by("-at", "-pk")


def _stretches(versions: Iterable[int]) -> dict[int, list[Stretch]]:
    found: dict[int, list[Stretch]] = defaultdict(list)
    rows = Sentence.objects.filter(version__in=list(versions)).order_by("version", "start", "position")
    for version, start, end, zone, holes in rows.values_list("version_id", "start", "end", "zone", "holes"):
        found[version].append(Stretch(start, end, Zone(zone), tuple((left, right) for left, right in holes)))
    return found


def _places(versions: Iterable[int]) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    rows = Anchor.objects.filter(version__in=list(versions)).standing().in_reading_order()
    rows = rows.exclude(claim__dismiss_reason=DismissReason.TAKEN_BACK)  # nobody said anything about its words
    for version, claim, start, end in rows.values_list("version_id", "claim_id", "start", "end"):
        found[version].append(Place(claim, start, end))
    return found


def _confirmed(versions: Iterable[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = Confirmation.objects.filter(version__in=list(versions)).order_by("version", "start", "pk")
    for version, start, end in rows.values_list("version_id", "start", "end"):
        found[version].append((start, end))
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
    is_in_parts = state is State.DISMISSED and why == DismissReason.CHECKED_IN_PARTS
    is_old = state is State.DISMISSED and not is_in_parts and (touched_at is None or (since or touched_at) > touched_at)
    return ClaimRow(
        key=key,
        state=state,
        same_as=same_as,
        part_of=part_of,
        is_in_parts=is_in_parts,
        is_taken_back=why == DismissReason.CHECKED_WHOLE,
        is_changed=fate is not None
        and fate.change is Change.CHANGED
        and (is_old or (fate.is_judged and state in _JUDGED)),
    )
