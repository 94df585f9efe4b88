"""A new version of an article: its claims are carried over to where their words stand now."""

from __future__ import annotations

from articles.anchoring import Place, carry
from articles.models import Anchor, Claim, Version
from articles.terms import AnchorState

_ROWS = 500


def carry_claims(before: Version, after: Version) -> None:
    """Give each claim of a version its place in the next one, in the caller's transaction.

    Proposals nobody touched are carried only where their words are the same: the splitter reads the rest anew.
    """
    anchors = list(
        Anchor.objects.filter(version=before)
        .exclude(state=AnchorState.ORPHANED)
        .select_related("claim")
        .in_reading_order()
    )
    places = carry(before.text, after.text, [(anchor.start, anchor.end) for anchor in anchors])
    replaceable = _replaceable(anchors)
    carried, stale = [], []
    for anchor, place in zip(anchors, places, strict=True):
        if place.state != AnchorState.MOVED and anchor.claim_id in replaceable:
            stale.append(anchor.claim_id)
        else:
            carried.append(_anchor(anchor, after, place))
    Anchor.objects.bulk_create(carried, batch_size=_ROWS)
    for at in range(0, len(stale), _ROWS):
        chunk = stale[at : at + _ROWS]
        Anchor.objects.filter(claim_id__in=chunk).delete()
        Claim.objects.filter(pk__in=chunk).delete()


def _replaceable(anchors: list[Anchor]) -> set[int]:
    ids = [anchor.claim_id for anchor in anchors]
    free: set[int] = set()
    for at in range(0, len(ids), _ROWS):
        chunk = Claim.objects.replaceable().filter(pk__in=ids[at : at + _ROWS], repeats=None)
        free.update(chunk.values_list("pk", flat=True))
    return free


def _anchor(anchor: Anchor, version: Version, place: Place) -> Anchor:
    """The claim's anchor in the new version; an orphan keeps the words it had."""
    fresh = Anchor.at(anchor.claim, version, place.start, place.end)
    fresh.state = place.state
    if place.state == AnchorState.ORPHANED:
        fresh.exact, fresh.prefix, fresh.suffix = anchor.exact, anchor.prefix, anchor.suffix
    return fresh
