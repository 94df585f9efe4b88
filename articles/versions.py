"""A new version of an article: its claims are carried over to where their words stand now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from articles.anchoring import Course, Place
from articles.models import Anchor, Claim, Version
from articles.terms import AnchorState

_ROWS = 500


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of one claim; `words` are those it has in the new text, `is_anew` where the splitter reads it anew
    instead: a proposal nobody touched whose words are not the same."""

    anchor: Anchor
    place: Place
    words: str
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What becomes of the claims of a version in the next text, in reading order; those gone before are left out."""

    claims: list[Carried] = field(default_factory=list)

    @property
    def n_by_state(self) -> dict[str, int]:
        """How many claims are moved, changed, orphaned or read anew."""
        return dict(Counter("anew" if one.is_anew else str(one.place.state) for one in self.claims))

    @property
    def n_moved(self) -> int:
        return self.n_by_state.get(AnchorState.MOVED, 0)

    @property
    def n_anew(self) -> int:
        return self.n_by_state.get("anew", 0)

    @property
    def changed(self) -> list[Carried]:
        return [one for one in self.claims if one.place.state == AnchorState.CHANGED and not one.is_anew]

    @property
    def gone(self) -> list[Carried]:
        return [one for one in self.claims if one.place.state == AnchorState.ORPHANED and not one.is_anew]


def outlook(before: Version, text: str) -> Outlook:
    """What would become of the claims if this text were the next version; nothing is written."""
    found = _carried(before, text, Course(before.text, text), is_for_writing=False)
    return Outlook([one for one in found if not _was_gone(one)])


def carry_claims(before: Version, after: Version, course: Course) -> Outlook:
    """Give each claim of a version its place in the next one, in the caller's transaction.

    Proposals nobody touched are carried only where their words are the same: the splitter reads the rest anew.
    """
    found = _carried(before, after.text, course, is_for_writing=True)
    Anchor.objects.bulk_create((_anchor(one, after) for one in found if not one.is_anew), batch_size=_ROWS)
    stale = [one.anchor.claim_id for one in found if one.is_anew]
    for at in range(0, len(stale), _ROWS):
        chunk = stale[at : at + _ROWS]
        Anchor.objects.filter(claim_id__in=chunk).delete()
        Claim.objects.filter(pk__in=chunk).delete()
    return Outlook([one for one in found if not _was_gone(one)])


def _carried(before: Version, text: str, course: Course, *, is_for_writing: bool) -> list[Carried]:
    anchors = list(Anchor.objects.filter(version=before).select_related("claim").in_reading_order())
    replaceable = _replaceable(anchors, is_for_writing=is_for_writing)
    return [_one(anchor, text, course, anchor.claim_id in replaceable) for anchor in anchors]


def _one(anchor: Anchor, text: str, course: Course, is_replaceable: bool) -> Carried:
    place = _place(anchor, text, course)
    is_anew = is_replaceable and place.state != AnchorState.MOVED
    return Carried(anchor, place, text[place.start : place.end], is_anew)


def _place(anchor: Anchor, text: str, course: Course) -> Place:
    """Where the words are now. What was changed once stays changed, however often it moves on from there."""
    if anchor.state == AnchorState.ORPHANED:
        return _back_again(anchor, text)
    place = course.place(anchor.start, anchor.end)
    if anchor.state == AnchorState.CHANGED and place.state == AnchorState.MOVED:
        return Place(place.start, place.end, AnchorState.CHANGED)
    return place


def _back_again(anchor: Anchor, text: str) -> Place:
    """Words that were gone, where they stand in the text again, once and between the same words as before."""
    around = anchor.prefix + anchor.exact + anchor.suffix
    at = text.find(around)
    if at < 0 or text.find(around, at + 1) >= 0:
        return Place(0, 0, AnchorState.ORPHANED)
    start = at + len(anchor.prefix)
    return Place(start, start + len(anchor.exact), AnchorState.CHANGED)


def _was_gone(one: Carried) -> bool:
    return one.anchor.state == AnchorState.ORPHANED and one.place.state == AnchorState.ORPHANED


def _replaceable(anchors: list[Anchor], *, is_for_writing: bool) -> set[int]:
    """The proposals nobody touched; locked before they are taken away, so that nobody chooses one in between."""
    ids = sorted(anchor.claim_id for anchor in anchors)
    free: set[int] = set()
    for at in range(0, len(ids), _ROWS):
        chunk = Claim.objects.replaceable().filter(pk__in=ids[at : at + _ROWS]).order_by("pk")
        chunk = chunk.select_for_update() if is_for_writing else chunk
        found = set(chunk.values_list("pk", flat=True))
        free |= found.difference(Claim.objects.filter(same_as__in=found).values_list("same_as", flat=True))
    return free


def _anchor(one: Carried, version: Version) -> Anchor:
    """The claim's anchor in the new version; an orphan keeps the words it had."""
    before, place = one.anchor, one.place
    fresh = Anchor.at(before.claim, version, place.start, place.end)
    fresh.state = place.state
    if place.state == AnchorState.ORPHANED:
        fresh.exact, fresh.prefix, fresh.suffix = before.exact, before.prefix, before.suffix
    return fresh
