"""The saved copy of a source beside the claim, in place of the article: its paragraphs, the nearest passage marked."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.utils.timezone import localtime

from articles.models import Claim
from reviews import copy_words
from reviews.copy_text import Paragraph, paragraphs
from reviews.drafts import CitationText, DraftText, is_web_address
from reviews.models import Snapshot
from reviews.querysets import SnapshotQuerySet
from reviews.quote_match import look_for, nearest
from reviews.terms import CopyChannel, CopyState, EvidenceKind, QuoteFound
from reviews.views.typed import number

MOST_SHOWN = 250
MOST_OTHERS = 20
BEFORE = 40  # paragraphs in sight before the nearest passage


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: its words before, in and after the nearest passage.

    `shown` is its number, on its page where there are pages; `opens` is the page that begins with it, else 0.
    """

    number: int
    shown: int
    page: int
    opens: int
    place: str
    before: str
    near: str
    after: str


@dataclass(frozen=True, slots=True)
class CopyPane:
    """What the pane shows of one copy; `earlier` and `later` are the paragraphs to go on at, 0 where there are none."""

    snapshot: Snapshot
    others: list[Snapshot]
    blocks: list[Block] = field(default_factory=list)
    n_paragraphs: int = 0
    earlier: int = 0
    later: int = 0

    @property
    def key(self) -> str:
        return str(self.snapshot.uid)

    @property
    def link(self) -> str:
        address = self.snapshot.final_url or self.snapshot.address
        return address if is_web_address(address) else ""

    @property
    def state(self) -> str:
        return str(copy_words.STATES[CopyState(self.snapshot.state)])

    @property
    def channel(self) -> str:
        return str(copy_words.CHANNELS[CopyChannel(self.snapshot.channel)])

    def data(self) -> str:
        """A citation of the copy, without words, as the page's script fills it in."""
        cited = cited_from(self.snapshot)
        names = ("url", "title", "publisher", "published_on", "kind", "accessed_on", "snapshot")
        told = {"where": str(copy_words.PARAGRAPH), "on_page": str(copy_words.ON_PAGE)}
        return json.dumps({name: getattr(cited, name) for name in names} | told)


def copy_pane(given: str, start: str, *, claim: Claim, draft: DraftText, person: Any) -> CopyPane:
    """The pane of the copy named in the address; the passage nearest to what is cited of it, else to the claim.

    Raises Http404 where there is no such copy for this person.
    """
    copies = copies_for(person).filter(article=claim.article_id)
    snapshot = copies.filter(uid=_uid(given)).first()
    if snapshot is None:
        raise Http404
    same = copies.without_text().filter(evidence=snapshot.evidence_id).exclude(pk=snapshot.pk)
    others = list(same.still_told().newest_first()[:MOST_OTHERS])
    if not snapshot.is_kept:
        return CopyPane(snapshot, others)
    found = paragraphs(snapshot.text, snapshot.pages)
    near = _near(snapshot, claim, draft.citations)
    first = _first_shown(found, near, number(start, missing=0))
    shown = found[first - 1 : first - 1 + MOST_SHOWN]
    last = first - 1 + len(shown)
    return CopyPane(
        snapshot,
        others,
        [_block(one, near, is_first=one is shown[0]) for one in shown],
        n_paragraphs=len(found),
        earlier=max(1, first - MOST_SHOWN) if first > 1 else 0,
        later=last + 1 if last < len(found) else 0,
    )


def copies_for(person: Any) -> SnapshotQuerySet:
    """The copies a person may see, with what they may know of their sources."""
    found: SnapshotQuerySet = Snapshot.objects.visible_to(person).telling_kind_to(person)
    return found.select_related("evidence", "claim", "by")


def cited_from(snapshot: Snapshot, paragraph: Paragraph | None = None) -> CitationText:
    """A citation of a copy: what it is of, the day it was kept and, of a paragraph, its words and place."""
    kind = getattr(snapshot, "kind", None)  # as told to the person it was found for
    return CitationText(
        url=snapshot.address,
        title=snapshot.title or (snapshot.evidence.title if not snapshot.address else ""),
        publisher=snapshot.publisher,
        published_on=snapshot.published_on.isoformat() if snapshot.published_on else "",
        kind=kind if kind and kind != EvidenceKind.SECONDARY else "",
        accessed_on=localtime(snapshot.kept_at).date().isoformat() if snapshot.kept_at else "",
        snapshot=str(snapshot.uid),
        quote=paragraph.text if paragraph else "",
        locator=copy_words.place_of(paragraph) if paragraph else "",
    )


def _near(snapshot: Snapshot, claim: Claim, cited: Iterable[CitationText]) -> tuple[int, int] | None:
    for one in cited:
        if one.quote.strip() and (one.snapshot == str(snapshot.uid) or (one.url and one.url == snapshot.address)):
            match = look_for(one.quote, snapshot.text)
            if match.found in (QuoteFound.EXACTLY, QuoteFound.CLOSELY):
                return match.start, match.end
    return nearest(claim.statement, snapshot.text)


def _first_shown(found: list[Paragraph], near: tuple[int, int] | None, asked: int) -> int:
    """The number of the first paragraph to show: the one asked for, else some before the nearest passage."""
    if 1 <= asked <= len(found):
        return asked
    if near is None or len(found) <= MOST_SHOWN:
        return 1
    place = next((one.number for one in found if one.end > near[0]), 1)
    return max(1, min(place - BEFORE, len(found) - MOST_SHOWN + 1))


def _block(one: Paragraph, near: tuple[int, int] | None, *, is_first: bool) -> Block:
    start, end = near or (0, 0)
    left = min(max(start - one.start, 0), len(one.text))
    right = min(max(end - one.start, left), len(one.text))
    return Block(
        number=one.number,
        shown=one.on_page or one.number,
        page=one.page,
        opens=one.page if is_first or one.on_page == 1 else 0,
        place=copy_words.place_of(one),
        before=one.text[:left],
        near=one.text[left:right],
        after=one.text[right:],
    )


def _uid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
