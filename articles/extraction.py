"""Readings of versions become rows: sentences replaced as a whole, claims proposed where none stands yet."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from articles.hints import Hints
from articles.inserting import insert, reserved_keys
from articles.models import Anchor, Article, Claim, Sentence, Version
from articles.models.articles import CONTEXT_CHARS
from articles.splitting import ClaimDraft, SentenceDraft, Split
from articles.terms import AnchorState, Origin, SplitState, Zone

_ROWS = 500
_NAME_CHARS = 300
_SENTENCE = (
    *("version", "position", "start", "end", "holes", "zone", "speaker", "chain", "quote", "is_claim"),
    *("check_worthiness", "reasons", "created_at"),
)
_ANCHOR = ("claim", "version", "start", "end", "exact", "prefix", "suffix", "created_at")
Key = tuple[int, int, str]


class Read(NamedTuple):
    """What the machine reads about a claim, named like the fields."""

    claimant: str
    quote: str
    check_worthiness: float
    reasons: list[str]
    hints: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a version that a worker holds under a fence: all that can be made ready before it is written."""

    version: Version
    fence: int
    splitter: str
    sentences: Sequence[SentenceDraft]
    claims: dict[Key, Read]

    @classmethod
    def of(cls, version: Version, split: Split, fence: int) -> Reading:
        setting = _Setting.of(version, split.sentences)
        claims = {(draft.start, draft.end, draft.statement): setting.read(draft) for draft in split.claims}
        return cls(version, fence, split.version, split.sentences, claims)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the claims of a version share: its text, its article, when it was published. `set_off` are the places
    where words of another text begin, whose day nobody tells."""

    text: str
    article: Article
    published_on: datetime.date | None
    set_off: frozenset[int]

    @classmethod
    def of(cls, version: Version, sentences: Iterable[SentenceDraft]) -> _Setting:
        article = version.article
        set_off = frozenset(one.start for one in sentences if one.zone is Zone.BLOCKQUOTE)
        return cls(version.text, article, article.published_on, set_off)

    def read(self, draft: ClaimDraft) -> Read:
        claimant = self.article.claimant(draft.claimant, draft.quote)[:_NAME_CHARS]
        hints = Hints.of(draft, self.text, None if draft.start in self.set_off else self.published_on)
        return Read(claimant, draft.quote, draft.check_worthiness, list(draft.reasons), hints.as_json())


def store_split(version: Version, split: Split, *, fence: int, now: datetime.datetime) -> bool:
    """Write what was read, in one transaction; False where another worker has taken the version meanwhile."""
    return bool(store_splits([Reading.of(version, split, fence)], now=now))


def store_splits(readings: Sequence[Reading], *, now: datetime.datetime) -> int:
    """Write several readings in one transaction. Returns how many: those that nobody else has taken meanwhile."""
    with transaction.atomic():
        held = _held(readings)
        for splitter in {reading.splitter for reading in held}:
            _mark_split([one.version.pk for one in held if one.splitter == splitter], splitter, now)
        if held:
            _replace_sentences(held, now)
        if current := _with_current(held):
            _propose_claims(current, now)
    return len(held)


def _held(readings: Sequence[Reading]) -> list[Reading]:
    """Those whose versions are still ours; nobody takes them before the transaction ends."""
    fences = {reading.version.pk: reading.fence for reading in readings}
    ours = Version.objects.filter(pk__in=fences, split_state=SplitState.SPLITTING).order_by("pk")
    found = dict(ours.select_for_update(no_key=True).values_list("pk", "split_fence"))
    return [reading for reading in readings if found.get(reading.version.pk) == reading.fence]


def _mark_split(version_ids: list[int], splitter: str, now: datetime.datetime) -> None:
    Version.objects.filter(pk__in=version_ids).update(
        split_state=SplitState.SPLIT, split_reason="", split_lease_until=None, split_at=now, splitter_version=splitter
    )


def _with_current(readings: Sequence[Reading]) -> list[Reading]:
    """Those whose version is its article's newest, until the transaction ends. An older one gets no new claims."""
    articles = Article.objects.filter(pk__in=[one.version.article_id for one in readings]).order_by("pk")
    current = set(articles.select_for_update(no_key=True).values_list("current", flat=True))
    return [one for one in readings if one.version.pk in current]


def _replace_sentences(readings: Sequence[Reading], now: datetime.datetime) -> None:
    Sentence.objects.filter(version__in=[one.version.pk for one in readings]).delete()
    rows = (
        (
            *(reading.version.pk, position, draft.start, draft.end, [list(hole) for hole in draft.holes], draft.zone),
            *(draft.speaker[:_NAME_CHARS], list(draft.chain), draft.quote, draft.is_claim, draft.check_worthiness),
            *(list(draft.reasons), now),
        )
        for reading in readings
        for position, draft in enumerate(reading.sentences)
    )
    insert(Sentence, _SENTENCE, rows)


def _propose_claims(readings: Sequence[Reading], now: datetime.datetime) -> None:
    """Keep what people touched and what reads the same, take away other old proposals, propose the rest."""
    version_ids = [one.version.pk for one in readings]
    old = _replaceable(readings)
    kept = _kept_spans(version_ids, except_for={claim.pk for own in old.values() for claim in own.values()})
    for reading in readings:
        own, wanted = old[reading.version.pk], reading.claims
        _refresh([claim for key, claim in own.items() if key in wanted and _is_news(claim, wanted[key])])
        _take_away([claim.pk for key, claim in own.items() if key not in wanted])
    fresh = [
        (reading, key)
        for reading in readings
        for key in reading.claims
        if key not in old[reading.version.pk] and not _is_covered(key, kept[reading.version.pk])
    ]
    _create(fresh, now)


def _replaceable(readings: Sequence[Reading]) -> dict[int, dict[Key, Claim]]:
    """By version, the untouched machine proposals that stand in it alone, locked until the transaction ends."""
    version_ids = [one.version.pk for one in readings]
    elsewhere = Anchor.objects.filter(claim=OuterRef("pk")).exclude(version__in=version_ids)
    repeats = Claim.objects.filter(same_as=OuterRef("pk"))
    of_articles = Claim.objects.replaceable().filter(article__in=[one.version.article_id for one in readings])
    in_order = F("pk") + 0  # a sum, so that SQLite does not go through the proposals of all articles for their order
    claims = of_articles.filter(~Exists(elsewhere), ~Exists(repeats)).order_by(in_order)
    locked = {claim.pk: claim for claim in claims.select_for_update()}
    found: dict[int, dict[Key, Claim]] = defaultdict(dict)
    for anchor in Anchor.objects.filter(version__in=version_ids).in_reading_order():
        if claim := locked.get(anchor.claim_id):
            found[anchor.version_id][anchor.start, anchor.end, claim.statement] = claim
    return found


def _is_news(claim: Claim, read: Read) -> bool:
    """Take over what the machine reads about a claim now; whether that is anything else than before."""
    before = tuple(getattr(claim, name) for name in Read._fields)
    for name, value in zip(Read._fields, read, strict=True):
        setattr(claim, name, value)
    return before != read


def _refresh(claims: list[Claim]) -> None:
    Claim.objects.bulk_update(claims, Read._fields, batch_size=_ROWS)


def _take_away(claim_ids: list[int]) -> None:
    for at in range(0, len(claim_ids), _ROWS):
        chunk = claim_ids[at : at + _ROWS]
        Anchor.objects.filter(claim_id__in=chunk).delete()
        Claim.objects.filter(pk__in=chunk).delete()


def _kept_spans(version_ids: Sequence[int], *, except_for: set[int]) -> dict[int, list[tuple[int, int]]]:
    """By version, where claims stand that people chose, changed or made."""
    anchors = Anchor.objects.filter(version__in=version_ids).exclude(state=AnchorState.ORPHANED).in_reading_order()
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for version_id, start, end, claim_id in anchors.values_list("version_id", "start", "end", "claim_id"):
        if claim_id not in except_for:
            found[version_id].append((start, end))
    return found


def _is_covered(key: Key, kept: list[tuple[int, int]]) -> bool:
    """Whether one claim that stays has most of the words that a proposal would have."""
    first, last, _ = key
    return any(2 * (min(end, last) - max(start, first)) > last - first for start, end in kept)


def _create(fresh: Sequence[tuple[Reading, Key]], now: datetime.datetime) -> None:
    claims = reserved_keys(Claim, len(fresh))
    names = ("id", "article", "statement", "origin", "created_at", *Read._fields)
    rows = (
        (claim, reading.version.article_id, key[2], Origin.MACHINE, now, *reading.claims[key])
        for claim, (reading, key) in zip(claims, fresh, strict=True)
    )
    insert(Claim, names, rows)
    insert(Anchor, _ANCHOR, [(claim, *_place(*one), now) for claim, one in zip(claims, fresh, strict=True)])


def _place(reading: Reading, key: Key) -> tuple[int, int, int, str, str, str]:
    """Where a new claim stands: version, start, end, the exact words, and what surrounds them."""
    text, (start, end, _) = reading.version.text, key
    around = text[max(0, start - CONTEXT_CHARS) : start], text[end : end + CONTEXT_CHARS]
    return reading.version.pk, start, end, text[start:end], *around
