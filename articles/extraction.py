"""A reading of a version becomes rows: sentences replaced as a whole, claims proposed where none stands yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.hints import Hints
from articles.models import Anchor, Article, Claim, Sentence, Version
from articles.splitting import ClaimDraft, SentenceDraft, Split
from articles.terms import AnchorState, Origin, SplitState, Zone

_ROWS = 500
_NAME_CHARS = 300
_READ = ["claimant", "quote", "check_worthiness", "reasons", "hints"]
Key = tuple[int, int, str]


def store_split(version: Version, split: Split, *, fence: int, now: datetime.datetime) -> bool:
    """Write what was read, in one transaction; False where another worker has taken the version meanwhile."""
    with transaction.atomic():
        held = Version.objects.filter(pk=version.pk).held(fence)
        done = held.update(
            split_state=SplitState.SPLIT,
            split_reason="",
            split_lease_until=None,
            split_at=now,
            splitter_version=split.version,
        )
        if done:
            _replace_sentences(version, split.sentences)
            if _is_current(version):
                _propose_claims(version, split.claims, _Setting.of(version, split.sentences))
    return bool(done)


def _is_current(version: Version) -> bool:
    """Whether no newer version came in; none comes in before the transaction ends. An older one gets no new claims."""
    article = Article.objects.select_for_update(no_key=True).filter(pk=version.article_id)
    return article.values_list("current", flat=True).get() == version.pk


def _replace_sentences(version: Version, drafts: Iterable[SentenceDraft]) -> None:
    Sentence.objects.filter(version=version).delete()
    rows = (
        Sentence(
            version=version,
            position=position,
            start=draft.start,
            end=draft.end,
            holes=[list(hole) for hole in draft.holes],
            zone=draft.zone,
            speaker=draft.speaker[:_NAME_CHARS],
            chain=list(draft.chain),
            quote=draft.quote,
            is_claim=draft.is_claim,
            check_worthiness=draft.check_worthiness,
            reasons=list(draft.reasons),
        )
        for position, draft in enumerate(drafts)
    )
    Sentence.objects.bulk_create(rows, batch_size=_ROWS)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the claims of a version share: its text, whose voice it is, when it was published. `set_off` are the places
    where words of another text begin, whose day nobody tells."""

    text: str
    voice: str
    published_on: datetime.date | None
    set_off: frozenset[int]

    @classmethod
    def of(cls, version: Version, sentences: Iterable[SentenceDraft]) -> _Setting:
        article = version.article
        set_off = frozenset(one.start for one in sentences if one.zone is Zone.BLOCKQUOTE)
        return cls(version.text, article.own_voice()[:_NAME_CHARS], article.published_on, set_off)

    def hints(self, draft: ClaimDraft) -> Hints:
        return Hints.of(draft, self.text, None if draft.start in self.set_off else self.published_on)


def _propose_claims(version: Version, drafts: Iterable[ClaimDraft], setting: _Setting) -> None:
    """Keep what people touched and what reads the same, take away other old proposals, propose the rest."""
    wanted = {(draft.start, draft.end, draft.statement): draft for draft in drafts}
    old = _replaceable(version)
    _refresh([claim for key, claim in old.items() if key in wanted and _is_news(claim, wanted[key], setting)])
    _take_away([claim.pk for key, claim in old.items() if key not in wanted])
    kept = _kept_spans(version, except_for=[claim.pk for claim in old.values()])
    fresh = [draft for key, draft in wanted.items() if key not in old and not _is_covered(draft, kept)]
    _create(version, fresh, setting)


def _replaceable(version: Version) -> dict[Key, Claim]:
    """The untouched machine proposals that stand in this version alone, locked until the transaction ends."""
    elsewhere = Anchor.objects.filter(claim=OuterRef("pk")).exclude(version=version)
    repeats = Claim.objects.filter(same_as=OuterRef("pk"))
    claims = Claim.objects.replaceable().filter(~Exists(elsewhere), ~Exists(repeats), article_id=version.article_id)
    locked = {claim.pk: claim for claim in claims.order_by("pk").select_for_update()}
    anchors = Anchor.objects.filter(version=version, claim__article_id=version.article_id).in_reading_order()
    spans = [(anchor, locked[anchor.claim_id]) for anchor in anchors if anchor.claim_id in locked]
    return {(anchor.start, anchor.end, claim.statement): claim for anchor, claim in spans}


def _as_read(claim: Claim, draft: ClaimDraft, setting: _Setting) -> Claim:
    """The claim with what the machine read about it; said in the article's own voice where it read no speaker."""
    claim.claimant = draft.claimant[:_NAME_CHARS] or setting.voice
    claim.quote = draft.quote
    claim.check_worthiness = draft.check_worthiness
    claim.reasons = list(draft.reasons)
    claim.hints = setting.hints(draft).as_json()
    return claim


def _is_news(claim: Claim, draft: ClaimDraft, setting: _Setting) -> bool:
    """Take over what the machine reads about a claim now; whether that is anything else than before."""
    before = [getattr(claim, name) for name in _READ]
    _as_read(claim, draft, setting)
    return before != [getattr(claim, name) for name in _READ]


def _refresh(claims: list[Claim]) -> None:
    Claim.objects.bulk_update(claims, _READ, batch_size=_ROWS)


def _take_away(claim_ids: list[int]) -> None:
    for at in range(0, len(claim_ids), _ROWS):
        chunk = claim_ids[at : at + _ROWS]
        Anchor.objects.filter(claim_id__in=chunk).delete()
        Claim.objects.filter(pk__in=chunk).delete()


def _kept_spans(version: Version, *, except_for: list[int]) -> list[tuple[int, int]]:
    """Where claims stand that people chose, changed or made."""
    left_out = set(except_for)
    anchors = Anchor.objects.filter(version=version).exclude(state=AnchorState.ORPHANED).in_reading_order()
    rows = anchors.values_list("start", "end", "claim_id")
    return [(start, end) for start, end, claim_id in rows if claim_id not in left_out]


def _is_covered(draft: ClaimDraft, kept: list[tuple[int, int]]) -> bool:
    """Whether one claim that stays has most of the draft's words."""
    return any(2 * (min(end, draft.end) - max(start, draft.start)) > draft.end - draft.start for start, end in kept)


def _create(version: Version, drafts: list[ClaimDraft], setting: _Setting) -> None:
    new = (Claim(article_id=version.article_id, statement=one.statement, origin=Origin.MACHINE) for one in drafts)
    claims = [_as_read(claim, draft, setting) for claim, draft in zip(new, drafts, strict=True)]
    Claim.objects.bulk_create(claims, batch_size=_ROWS)
    anchors = [Anchor.at(claim, version, draft.start, draft.end) for claim, draft in zip(claims, drafts, strict=True)]
    Anchor.objects.bulk_create(anchors, batch_size=_ROWS)
