"""What became of the words of claims since they were read or judged: changed, gone, or made as a checker suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articles.comparing import Pair, words_apart
from articles.models import Anchor, Version
from articles.terms import AnchorState
from reviews import words
from reviews.models import Verdict
from reviews.terms import Change

_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›", '""""""' + "''''''")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Fate:
    """A claim whose words are not those it was judged in, or first read in where nobody judged it.

    `was` are the words then, `now` those in the text today ("" where they are gone), `since` the number of the version
    that was judged or read.
    """

    change: Change
    was: str
    now: str
    since: int
    is_judged: bool

    @property
    def words(self) -> str:
        """The label people read."""
        if self.change is Change.CHANGED and not self.is_judged:
            return str(words.LOOK_AGAIN)
        return str(words.CHANGES[self.change])

    @property
    def apart(self) -> Pair:
        """Both wordings with what differs marked."""
        return words_apart(" ".join(self.was.split()), " ".join(self.now.split()))


def fates_for(person: Any, claims: Any) -> dict[int, Fate]:
    """The fates of some claims by key, as far as this person may see verdicts; at most four queries.

    `claims` are keys, or a queryset of claims. A claim that stands as it did is left out.
    """
    return _fates(claims, lambda found: latest_verdicts(found, person))


def fates_after(verdicts: dict[int, Verdict], claims: Any) -> dict[int, Fate]:
    """The fates of claims whose verdicts, by claim, are known already with their anchors."""
    return _fates(claims, lambda found: verdicts)


def latest_verdicts(claims: Iterable[int], person: Any) -> dict[int, Verdict]:
    """The newest verdict on each claim that the person may read, with its anchor, by claim."""
    seen = Verdict.objects.visible_to(person).filter(review__claim__in=claims)
    return {verdict.review.claim_id: verdict for verdict in seen.select_related("anchor", "review").order_by("pk")}


def is_worded(text: str, wording: str) -> bool:
    """Whether two wordings are one, line ends, quotation marks and an end stop apart."""
    return bool(plain(text)) and plain(text) == plain(wording)


def plain(text: str) -> str:
    """The words without what typing and typesetting make of quotation marks, spaces and the last stop."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip().rstrip(".")


def _fates(claims: Any, judged: Any) -> dict[int, Fate]:
    if isinstance(claims, list) and not claims:
        return {}
    rows = Anchor.objects.in_current_versions().not_as_before().filter(claim__in=claims)
    current = {anchor.claim_id: anchor for anchor in rows}
    if not current:
        return {}
    verdicts = judged(list(current))
    first = _first_anchors([claim for claim in current if claim not in verdicts])
    texts = _Texts()
    gone = [claim for claim, anchor in current.items() if anchor.state == AnchorState.ORPHANED and claim in verdicts]
    texts.learn(
        key
        for claim in gone
        if verdicts[claim].suggested_wording
        for key in (current[claim].version_id, verdicts[claim].anchor.version_id)
    )
    befores = {claim: verdicts[claim].anchor if claim in verdicts else first[claim] for claim in current}
    numbers = dict(Version.objects.filter(pk__in={a.version_id for a in befores.values()}).values_list("pk", "number"))
    found = {}
    for claim, now in current.items():
        before, verdict = befores[claim], verdicts.get(claim)
        if change := _change(before, now, verdict, texts):
            words_now = _words_now(now, change, verdict)
            since = numbers[before.version_id]
            found[claim] = Fate(change, before.exact, words_now, since, verdict is not None)
    return found


def _change(before: Anchor, now: Anchor, verdict: Verdict | None, texts: _Texts) -> Change | None:
    suggested = verdict.suggested_wording if verdict is not None else ""
    if now.state == AnchorState.ORPHANED:
        is_new = suggested and texts.came_in(suggested, before.version_id, now.version_id)
        return Change.AS_SUGGESTED if is_new else Change.GONE
    if plain(before.exact) == plain(now.exact):
        return None
    return Change.AS_SUGGESTED if is_worded(now.exact, suggested) else Change.CHANGED


def _words_now(now: Anchor, change: Change, verdict: Verdict | None) -> str:
    if now.state != AnchorState.ORPHANED:
        return str(now.exact)
    return verdict.suggested_wording if verdict is not None and change is Change.AS_SUGGESTED else ""


def _first_anchors(claims: list[int]) -> dict[int, Anchor]:
    """Where claims stood when they were first read."""
    rows = Anchor.objects.filter(claim__in=claims).order_by("-pk") if claims else ()
    return {anchor.claim_id: anchor for anchor in rows}


class _Texts:
    """Whole texts, looked at only where a suggested wording may stand elsewhere than the words it was made for."""

    def __init__(self) -> None:
        self._plain: dict[int, str] = {}

    def learn(self, versions: Iterable[int]) -> None:
        if keys := set(versions):
            rows = Version.objects.filter(pk__in=keys).values_list("pk", "text")
            self._plain = {key: plain(text) for key, text in rows}

    def came_in(self, wording: str, before: int, now: int) -> bool:
        """Whether a wording stands in the text now and did not before."""
        words = plain(wording)
        is_long = len(words.split()) >= _FEWEST_WORDS
        return is_long and words in self._plain[now] and words not in self._plain[before]
