"""Zones by looks alone, for languages whose page furniture is in no list here."""

import re

from articles.splitting.bylines import named_author
from articles.splitting.fields import zone_of
from articles.splitting.layout import Block
from articles.splitting.lines import Kind, is_terminated
from articles.terms import Zone

_FRONT_MOST = 30
_HEADING_MOST = 110
_CLOSING = "\"'”’“»)*_」』） "
_MID_SENTENCE = ",;:，、；：،؛…"
_DATE = re.compile(
    r"\d{4}\s?[-./年]\s?\d{1,2}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}|"
    r"\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?\s(?:de\s)?\d{4}|\d{1,2}[:h]\d\d"
)
_CAPTION = re.compile(
    r"(?:foto|bild|photo|image|imagen|immagine|imagem|imatge|zdjęcie|afbeelding|kuva|fotó|kép|fotografie|fotoğraf|grafik|"
    r"obrázek|фото|снимка|φωτογραφία|写真|图|圖|사진|صورة|تصویر|תמונה|ảnh|gambar)\s?[:：]",
    re.IGNORECASE,
)
_RIGHTS = ("©", "(c)", "copyright")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")


class PlainPage:
    """The blocks with their words, whether they end like a sentence, and how long they look."""

    def __init__(self, blocks: list[Block], language: str) -> None:
        self.blocks = blocks
        self.language = language
        self.bodies = [block.body for block in blocks]
        self.ended = [is_terminated(body) and body.rstrip(_CLOSING)[-1:] not in ":：" for body in self.bodies]
        self.sizes = [len(body) if body.isascii() else len(body) + len(_WIDE.findall(body)) for body in self.bodies]

    def is_plain(self, at: int) -> bool:
        block = self.blocks[at]
        return block.kind in (Kind.TEXT, Kind.KEY) and not block.in_hole and not block.quoted


def read_plain_zones(blocks: list[Block], language: str) -> list[Zone]:
    """Return a zone for each block."""
    page = PlainPage(blocks, language)
    first = _first_prose(page)
    title = next((at for at in range(first) if _may_be_title(page, at)), -1)
    front = [_front_zone(page, at, title) for at in range(first)]
    return front + [_zone(page, at) for at in range(first, len(blocks))]


def _first_prose(page: PlainPage) -> int:
    for at in range(min(len(page.blocks), _FRONT_MOST)):
        if page.is_plain(at) and page.ended[at] and (page.sizes[at] > 70 or (page.sizes[at] > 30 and at != 1)):
            return at
        if page.is_plain(at) and page.sizes[at] > 220:
            return at
    return 0 if len(page.blocks) < 2 or page.sizes[0] > 150 or page.ended[0] else 1


def _may_be_title(page: PlainPage, at: int) -> bool:
    kind, body = page.blocks[at].kind, page.bodies[at]
    if kind not in (Kind.TEXT, Kind.HEAD, Kind.KEY, Kind.NUMBERED) or not 8 < page.sizes[at] < 260:
        return False
    return kind is Kind.HEAD or not (body[0].islower() or _is_dated(page, at) or _is_byline(page, at))


def _front_zone(page: PlainPage, at: int, title: int) -> Zone:
    kind = page.blocks[at].kind
    if at == title:
        return Zone.TITLE
    if kind is Kind.FIELD:
        return zone_of(page.bodies[at])
    if _is_byline(page, at):
        return Zone.BYLINE
    if _CAPTION.match(page.bodies[at]):
        return Zone.CAPTION
    if kind in (Kind.MARK, Kind.PAGE, Kind.LINK, Kind.TABLE) or _is_dated(page, at):
        return Zone.METADATA
    if at > title >= 0 and (page.ended[at] or page.sizes[at] > 60):
        return Zone.DECK
    return Zone.HEADING if kind is Kind.HEAD else Zone.METADATA


def _zone(page: PlainPage, at: int) -> Zone:
    block, body = page.blocks[at], page.bodies[at]
    if block.kind in (Kind.MARK, Kind.PAGE, Kind.LINK) or body.lower().startswith(_RIGHTS):
        return Zone.BOILERPLATE
    if block.kind is Kind.FIELD:
        return zone_of(body)
    if block.kind is Kind.HEAD:
        return Zone.HEADING
    if block.quoted:
        return Zone.BLOCKQUOTE
    if _CAPTION.match(body):
        return Zone.CAPTION
    if not page.ended[at] and page.sizes[at] <= _HEADING_MOST:
        return _short_zone(page, at)
    return Zone.BODY


def _short_zone(page: PlainPage, at: int) -> Zone:
    """Return the zone of a short line without an end mark."""
    block = page.blocks[at]
    if block.in_hole or (block.kind is Kind.TEXT and block.lines[0].repeated and _stands_at_a_page_break(page, at)):
        return Zone.BOILERPLATE
    if _is_dated(page, at) and page.sizes[at] < 40:
        return Zone.METADATA
    if _is_byline(page, at):
        return Zone.BYLINE
    return Zone.HEADING if _is_heading(page, at) else Zone.BODY


def _is_dated(page: PlainPage, at: int) -> bool:
    """Whether a short line without an end mark carries a date or a time."""
    return page.sizes[at] < 90 and not page.ended[at] and _DATE.search(page.bodies[at]) is not None


def _is_byline(page: PlainPage, at: int) -> bool:
    return page.sizes[at] < _HEADING_MOST and named_author(page.bodies[at], page.language) != ""


def _stands_at_a_page_break(page: PlainPage, at: int) -> bool:
    near = page.blocks[max(0, at - 1) : at + 2]
    return any(char.isdigit() for char in page.bodies[at]) or any(block.kind is Kind.PAGE for block in near)


def _is_heading(page: PlainPage, at: int) -> bool:
    block, body = page.blocks[at], page.bodies[at]
    if block.kind not in (Kind.TEXT, Kind.NUMBERED, Kind.KEY) or body[0].islower() or body[-1] in _MID_SENTENCE:
        return False
    listed = any(
        page.blocks[max(at, other)].gap == 0 and not page.ended[other] and page.sizes[other] < _HEADING_MOST
        for other in (at - 1, at + 1)
        if 0 <= other < len(page.blocks)
    )
    return not listed and any(size > 60 for size in page.sizes[at + 1 : at + 6])
