"""What a verdict changed of the one it takes the place of, field by field, with the words marked."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.comparing import Pair, words_apart
from reviews.models import Verdict
from reviews.views.verdict_form import differences

MOST_CHARS = 4_000
LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a verdict before and after."""

    name: str
    pair: Pair


def changes_since(verdict: Verdict | None) -> list[Change]:
    """What this verdict changed of the one before it; nothing where it is the first."""
    if verdict is None or verdict.supersedes is None:
        return []
    found = differences(verdict.supersedes.as_draft(), verdict.as_draft())
    return [Change(name, words_apart(old, new)) for name, old, new in found]


def beside_source(claimed: str, quoted: str) -> Pair | None:
    """The words of a claim beside those of a source, where they are near enough to be compared."""
    ours, theirs = claimed[:MOST_CHARS], quoted[:MOST_CHARS]
    if not ours or not theirs:
        return None
    likeness = SequenceMatcher(None, ours.casefold().split(), theirs.casefold().split(), autojunk=False).ratio()
    return words_apart(ours, theirs) if likeness >= LIKE else None
