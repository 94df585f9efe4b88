"""Confirmations that a stretch holds no claim are carried to a new version where its words are the same."""

from __future__ import annotations

import hashlib

from articles.anchoring import Course
from articles.models import Confirmation, Version
from articles.terms import AnchorState

_ROWS = 500
_FEW_WORDS = 3  # so few stand in a text more than once: what surrounds them has to be the same too
_AROUND = 32


def text_hash(version: Version, start: int, end: int) -> str:
    """The hash by which the words of a stretch are known again."""
    return hashlib.sha256(version.text[start:end].encode()).hexdigest()


def carry_confirmations(before: Version, after: Version, course: Course) -> int:
    """Give each confirmation its place in the next version, in the caller's transaction; how many were carried.

    One whose words are others now, or might be those of another place, is left behind: somebody looks again.
    """
    found = Confirmation.objects.filter(version=before).order_by("start", "pk")
    carried = [one for old in found if (one := _carried(old, before, after, course)) is not None]
    Confirmation.objects.bulk_create(carried, batch_size=_ROWS)
    return len(carried)


def _carried(old: Confirmation, before: Version, after: Version, course: Course) -> Confirmation | None:
    place = course.place(old.start, old.end)
    if place.state != AnchorState.MOVED or text_hash(before, old.start, old.end) != old.text_sha256:
        return None
    if text_hash(after, place.start, place.end) != old.text_sha256 or not _is_certain(old, place.start, before, after):
        return None
    return Confirmation(
        version=after, start=place.start, end=place.end, text_sha256=old.text_sha256, by_id=old.by_id, at=old.at
    )


def _is_certain(old: Confirmation, start: int, before: Version, after: Version) -> bool:
    """Whether words are known by themselves, or by what stands on both sides of them."""
    is_long = len(before.text[old.start : old.end].split()) > _FEW_WORDS
    return is_long or _surroundings(before.text, old.start, old.end) == _surroundings(
        after.text, start, start + old.end - old.start
    )


def _surroundings(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
