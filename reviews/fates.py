"""What became of the words of claims since they were read or judged: changed, gone, or made as a checker suggested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import TextField, Value

from articles.comparing import Pair, words_apart
from articles.models import Anchor, Version
from articles.terms import AnchorState
from reviews import words
from reviews.models import Verdict
from reviews.terms import Change

_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›", '""""""' + "''''''")
_FEWEST_WORDS = 3
ANCHOR = ("claim_id", "exact", "version_id", "version__number")


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


class Now(NamedTuple):
    """How the words of a claim stand in the current version of its article, which is not as they were."""

    state: str
    exact: str
    version: int


class Before(NamedTuple):
    """The words that a claim was judged in, or first read in, their version, and what its verdict suggested."""

    exact: str
    version: int
    number: int
    wording: str = ""
    is_judged: bool = False


def fates_for(person: Any, claims: Any) -> dict[int, Fate]:
    """The fates of some claims by key, as far as this person may see verdicts; two queries, three where words are gone.

    `claims` are keys, or a queryset of claims. A claim that stands as it did is left out.
    """
    return fates_now(person, _now(claims))


def fates_now(person: Any, now: Mapping[int, Now]) -> dict[int, Fate]:
    """The same for a page that knows already which claims stand otherwise."""
    return _fates(now, _befores(now, person)) if now else {}


def fates_after(verdicts: dict[int, Verdict], claims: Any) -> dict[int, Fate]:
    """The fates of claims whose verdicts, by claim, are known already with their anchors."""
    now = _now(claims)
    if not now:
        return {}
    judged = {claim: verdicts[claim] for claim in now if claim in verdicts}
    versions = {verdict.anchor.version_id for verdict in judged.values()}
    numbers = dict(Version.objects.filter(pk__in=versions).values_list("pk", "number")) if versions else {}
    befores = _first_read([claim for claim in now if claim not in judged])
    for claim, verdict in judged.items():
        anchor = verdict.anchor
        befores[claim] = Before(
            anchor.exact, anchor.version_id, numbers[anchor.version_id], verdict.suggested_wording, True
        )
    return _fates(now, befores)


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


def _now(claims: Any) -> dict[int, Now]:
    """The claims whose words are not as they were."""
    if isinstance(claims, list) and not claims:
        return {}
    rows = Anchor.objects.in_current_versions().not_as_before().filter(claim__in=claims)
    return {claim: Now(*values) for claim, *values in rows.values_list("claim_id", "state", "exact", "version_id")}


def _befores(claims: Iterable[int], person: Any) -> dict[int, Before]:
    """The words of the newest verdict that the person may read; of claims never judged those they were read in."""
    keys = list(claims)
    is_judged, nothing = Value(True), Value("", output_field=TextField())
    judged = Verdict.objects.visible_to(person).filter(review__claim__in=keys).values_list(
        "pk", "review__claim_id", "anchor__exact", "anchor__version_id", "anchor__version__number", "suggested_wording",
        is_judged,
    )  # fmt: skip
    read = _anchors(keys).values_list("pk", *ANCHOR, nothing, Value(False))
    found: dict[int, tuple[tuple[bool, int], Before]] = {}
    for pk, claim, *values in judged.order_by().union(read, all=True):
        before = Before(*values)
        rank = (before.is_judged, pk if before.is_judged else -pk)
        if claim not in found or rank > found[claim][0]:
            found[claim] = (rank, before)
    return {claim: before for claim, (_rank, before) in found.items()}


def _first_read(claims: list[int]) -> dict[int, Before]:
    """The words that claims were first read in."""
    rows = _anchors(claims).order_by("-pk").values_list(*ANCHOR) if claims else ()
    return {claim: Before(*values) for claim, *values in rows}


def _anchors(claims: list[int]) -> Any:
    return Anchor.objects.filter(claim__in=claims).order_by()


def _fates(nows: Mapping[int, Now], befores: Mapping[int, Before]) -> dict[int, Fate]:
    texts = _Texts()
    gone = [(now, befores[claim]) for claim, now in nows.items() if now.state == AnchorState.ORPHANED]
    texts.learn(key for after, before in gone if before.wording for key in (after.version, before.version))
    found = {}
    for claim, now in nows.items():
        before = befores[claim]
        if change := _change(before, now, texts):
            found[claim] = Fate(change, before.exact, _words_now(now, change, before), before.number, before.is_judged)
    return found


def _change(before: Before, now: Now, texts: _Texts) -> Change | None:
    if now.state == AnchorState.ORPHANED:
        is_new = before.wording and texts.came_in(before.wording, before.version, now.version)
        return Change.AS_SUGGESTED if is_new else Change.GONE
    if plain(before.exact) == plain(now.exact):
        return None
    return Change.AS_SUGGESTED if is_worded(now.exact, before.wording) else Change.CHANGED


def _words_now(now: Now, change: Change, before: Before) -> str:
    if now.state != AnchorState.ORPHANED:
        return now.exact
    return before.wording if change is Change.AS_SUGGESTED else ""


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
