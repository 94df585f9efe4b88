"""Where in its article a claim stands, in words: under which heading, in what part of it, through whose mouths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.reading import without_markup
from articles.terms import Zone
from reviews.edit_words import ZONES
from reviews.reading import Stretch
from reviews.views.article_pane import ArticlePane

MOST_CHARS = 120


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands beside a claim: each empty where there is nothing to tell."""

    heading: str = ""
    zone: str = ""
    chain: str = ""
    voices: tuple[str, ...] = ()


def setting_of(pane: ArticlePane) -> Setting:
    """The setting of the current claim; of one no longer in the text there is none."""
    if pane.current is None:
        return Setting()
    start, end = pane.current.start, pane.current.end
    here = max(pane.stretches, key=lambda one: _shared(one, start, end), default=None)
    if here is None or _shared(here, start, end) <= 0:
        return Setting(_heading_before(pane, start))
    zone = "" if here.zone is Zone.BODY else str(ZONES[here.zone])
    heading = "" if here.zone in {Zone.HEADING, Zone.TITLE} else _heading_before(pane, start)
    voices = tuple(name for name in (here.speaker, *here.chain) if name)
    return Setting(heading, zone, _chain(voices), voices)


def _heading_before(pane: ArticlePane, start: int) -> str:
    """The heading that the words stand under."""
    before = [one for one in pane.stretches if one.zone is Zone.HEADING and one.end <= start]
    if not before:
        return ""
    first = last = before[-1]
    for earlier, later in pairwise([*reversed(before)]):  # a heading of several sentences
        if later is not first and "\n" not in pane.version.text[later.end : earlier.start]:
            first = later
        else:
            break
    words = " ".join(without_markup(pane.version.text)[first.start : last.end].split())
    return words if len(words) <= MOST_CHARS else words[:MOST_CHARS].rpartition(" ")[0] + " …"


def _chain(voices: Sequence[str]) -> str:
    """Who says it, and whom the article has it from, nearest first; one voice alone is told by “said by”."""
    if len(voices) < 2:
        return ""
    first, *behind = voices
    return first + "".join(_(", as told by %(name)s") % {"name": name} for name in behind)


def _shared(one: Stretch, start: int, end: int) -> int:
    """How many letters of the claim are the sentence's own."""
    holes = sum(max(0, min(end, right) - max(start, left)) for left, right in one.holes)
    return min(end, one.end) - max(start, one.start) - holes
