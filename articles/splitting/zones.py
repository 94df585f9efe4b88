"""Which part of the article's layout each paragraph belongs to."""

from articles.splitting import furniture as say
from articles.splitting.layout import Block
from articles.splitting.lines import TERMINATED, Kind
from articles.splitting.quoting import leads_in
from articles.terms import Zone

_FRONT_MOST = 30
_HEADING_MOST = 110
_CLOSING = "\"'”’»)*_ "
_QUOTE_OPEN = ("“", '"', "«", "„", "‘")


def read_zones(blocks: list[Block]) -> list[Zone]:
    """Return a zone for each block."""
    bodies = [block.body for block in blocks]
    zones: list[Zone | None] = [None] * len(blocks)
    first = _first_prose(blocks, bodies)
    _read_front(blocks, bodies, zones, first)
    tail = _tail_start(blocks, bodies, first)
    for at in range(first, len(blocks)):
        if zones[at] is None:
            zones[at] = Zone.BOILERPLATE if at >= tail else _zone_inside(blocks, bodies, zones, at)
    _read_bio(blocks, bodies, zones, first)
    return [zone or Zone.BODY for zone in zones]


def _terminated(body: str) -> bool:
    return TERMINATED.search(body[-40:]) is not None and body.rstrip(_CLOSING)[-1:] != ":"


def _is_prose(block: Block, body: str) -> bool:
    if block.kind not in (Kind.TEXT, Kind.KEY) or block.in_hole or block.quoted:
        return False
    if say.CAPTION.match(body) or say.FURNITURE.match(body):
        return False
    if _terminated(body):
        return len(body) > 130 or (len(body) > 70 and block.kind is Kind.TEXT and ". " in body[:-1])
    return len(body) > 220


def _first_prose(blocks: list[Block], bodies: list[str]) -> int:
    """Return where the front matter ends."""
    signed = False
    for at in range(min(len(blocks), _FRONT_MOST)):
        body = bodies[at]
        if _is_byline(body) or (at and _is_metadata(blocks[at], body)):
            signed = True
        elif _is_prose(blocks[at], body) or (_is_statement(blocks[at], body) and (signed or not at or at > 1)):
            if not _is_signed_below(blocks, bodies, at):
                return at
        elif at == 1 and _is_statement(blocks[at], body) and not _is_signed_below(blocks, bodies, at):
            return at
    return 0 if not blocks or len(bodies[0]) > 150 else min(1, len(blocks))


def _is_statement(block: Block, body: str) -> bool:
    """Whether a short paragraph may be the article's first: one full sentence."""
    plain = block.kind in (Kind.TEXT, Kind.KEY) and not block.quoted and not block.in_hole
    worded = body.count(" ") > 5 and body.rstrip(_CLOSING)[-1:] in ".:"
    return plain and worded and not say.CAPTION.match(body) and not say.FURNITURE.match(body)


def _is_signed_below(blocks: list[Block], bodies: list[str], at: int) -> bool:
    """Whether a byline or date still follows at once, so that this is only the deck."""
    if len(bodies[at]) > 400:
        return False
    for later in range(at + 1, min(at + 4, len(blocks))):
        if _is_byline(bodies[later]):
            return True
        if _is_metadata(blocks[later], bodies[later]) and blocks[later].kind is not Kind.MARK:
            return at > 0
        if len(bodies[later]) > 150 or blocks[later].kind is Kind.HEAD:
            return False
    return False


def _read_front(blocks: list[Block], bodies: list[str], zones: list[Zone | None], first: int) -> None:
    title = _title_at(blocks, bodies, first)
    byline = False
    for at in range(first):
        body = bodies[at]
        if at == title:
            zones[at] = Zone.TITLE
        elif blocks[at].kind is Kind.MARK:
            zones[at] = Zone.METADATA
        elif _is_byline(body):
            zones[at], byline = Zone.BYLINE, True
        elif say.CAPTION.match(body) or (len(body) < 300 and say.CREDIT.search(body)):
            zones[at] = Zone.CAPTION
        elif _is_metadata(blocks[at], body):
            zones[at] = Zone.METADATA
        elif say.FURNITURE.match(body):
            zones[at] = Zone.BOILERPLATE
        elif at > title >= 0 and (_terminated(body) or len(body) > 60) and not (byline and len(body) < 50):
            zones[at] = Zone.DECK
        elif blocks[at].kind is Kind.HEAD or (at == first - 1 and at > title >= 0 and blocks[at].gap and not byline):
            zones[at] = Zone.HEADING
        else:
            zones[at] = Zone.METADATA


def _title_at(blocks: list[Block], bodies: list[str], first: int) -> int:
    candidates = [
        at
        for at in range(first)
        if blocks[at].kind in (Kind.TEXT, Kind.HEAD, Kind.KEY, Kind.NUMBERED)
        and 8 < len(bodies[at]) < 260
        and not _is_byline(bodies[at])
        and not _is_metadata(blocks[at], bodies[at])
        and not say.CAPTION.match(bodies[at])
        and not say.FURNITURE.match(bodies[at])
    ]
    heads = [at for at in candidates if blocks[at].kind is Kind.HEAD]
    if heads:
        return heads[0]
    worded = [at for at in candidates if bodies[at].count(" ") > 2]
    return worded[0] if worded else candidates[0] if candidates else -1


def _is_byline(body: str) -> bool:
    return len(body) < 140 and bool(
        say.BYLINE_START.match(body)
        or (body[:2].lower() in ("by", "au", "wr", "re", "te") and say.BYLINE.fullmatch(body))
    )


def _is_metadata(block: Block, body: str) -> bool:
    if len(body) > 160 or block.kind is Kind.HEAD:
        return False
    if block.kind in (Kind.PAGE, Kind.LINK, Kind.MARK) or say.CLOCK.fullmatch(body):
        return True
    if body[-1:] == ":":
        return False
    if block.kind is Kind.KEY and (say.METADATA.match(body) or (len(body) < 50 and body.count(" ") < 5)):
        return True
    if say.DATED.search(body) and len(body) < 90 and not _terminated(body):
        return True
    return bool(say.METADATA.match(body)) and len(body) < 100 and not _terminated(body)


def _tail_start(blocks: list[Block], bodies: list[str], first: int) -> int:
    """Return where nothing but furniture follows."""
    end = blocks[-1].end if blocks else 0
    start = blocks[first].start if first < len(blocks) else 0
    for at in range(first + 1, len(blocks)):
        body = bodies[at]
        if blocks[at].start - start < 0.4 * (end - start) or blocks[at].in_hole:
            continue
        opens = say.TAIL.match(body) or (len(body) < 80 and say.ABOUT.match(body) and not _terminated(body))
        if opens and _only_furniture_follows(blocks, bodies, at):
            return at
    return len(blocks)


def _only_furniture_follows(blocks: list[Block], bodies: list[str], at: int) -> bool:
    """Whether no run of plain prose paragraphs comes after a tail's opener."""
    plain = 0
    about = bool(say.ABOUT.match(bodies[at]))
    for later in range(at + 1, min(len(blocks), at + 40)):
        body = bodies[later]
        if (
            len(body) > 120
            and _terminated(body)
            and not say.FURNITURE.match(body)
            and not say.INSIDE.search(body)
            and not say.ABOUT.match(bodies[later - 1])
        ):
            plain += 1
            if plain > (2 if about else 1):
                return False
    return True


def _zone_inside(blocks: list[Block], bodies: list[str], zones: list[Zone | None], at: int) -> Zone:
    block, body = blocks[at], bodies[at]
    if block.kind in (Kind.MARK, Kind.PAGE, Kind.LINK):
        return Zone.METADATA if block.kind is Kind.PAGE else Zone.BOILERPLATE
    if block.kind is Kind.HEAD:
        return Zone.HEADING
    if len(body) < 400 and (say.CAPTION.match(body) or (len(body) < 240 and say.CREDIT.search(body))):
        return Zone.CAPTION
    if block.quoted:
        return Zone.BLOCKQUOTE
    if block.lines[0].repeated and block.in_hole:
        return Zone.BOILERPLATE
    if say.CLOCK.fullmatch(body):
        return Zone.METADATA
    if len(body) < 500 and _is_furniture(body, block):
        return Zone.BOILERPLATE
    if _is_byline(body):
        return Zone.BYLINE
    if _is_set_off(blocks, bodies, zones, at):
        return Zone.BLOCKQUOTE
    if _is_heading(blocks, bodies, at):
        return Zone.HEADING
    return Zone.BODY


def _is_furniture(body: str, block: Block) -> bool:
    if say.FURNITURE.match(body):
        return (len(body) < 90 and not (_terminated(body) and body.count(" ") > 9)) or bool(say.INSIDE.search(body))
    if block.in_hole and len(body) < 100 and not _terminated(body):
        return True
    return (
        len(body) < 300
        and bool(say.INSIDE.search(body))
        and body.count(". ") < 2
        and ("inbox" in body or "newsletter" in body or "ookies" in body or "All rights" in body)
    )


def _is_heading(blocks: list[Block], bodies: list[str], at: int) -> bool:
    block, body = blocks[at], bodies[at]
    if len(body) > _HEADING_MOST or block.kind not in (Kind.TEXT, Kind.NUMBERED, Kind.KEY) or block.in_hole:
        return False
    if body.startswith(_QUOTE_OPEN) and body[-1] in '”"’' and body.count(" ") > 7:
        return False
    last = body.rstrip(_CLOSING)[-1:]
    if last in ".!…:;,":
        return False
    if at + 1 >= len(blocks) or not _has_prose_soon(blocks, bodies, at):
        return False
    words = body.split()
    if last == "?":
        return len(words) < 12 and block.gap > 0
    return len(words) < 17


def _has_prose_soon(blocks: list[Block], bodies: list[str], at: int) -> bool:
    return any(
        len(bodies[later]) > 60 or blocks[later].kind is Kind.ITEM for later in range(at + 1, min(at + 4, len(blocks)))
    )


def _is_set_off(blocks: list[Block], bodies: list[str], zones: list[Zone | None], at: int) -> bool:
    """Whether a paragraph is a quotation known by its lead-in, or goes on with one."""
    if blocks[at].kind not in (Kind.TEXT, Kind.KEY):
        return False
    before = at - 1
    while before >= 0 and (blocks[before].in_hole or blocks[before].kind is Kind.MARK):
        before -= 1
    if before < 0:
        return False
    if zones[before] is Zone.BLOCKQUOTE and not blocks[before].quoted:
        return _goes_on(bodies[before], bodies[at])
    return zones[before] in (Zone.BODY, Zone.DECK) and leads_in(bodies[before]) and len(bodies[at]) > 20


def _goes_on(before: str, body: str) -> bool:
    """Whether the paragraph after a set-off one still belongs to it."""
    if before.startswith(_QUOTE_OPEN):
        return body.startswith(_QUOTE_OPEN)
    if say.AUTHOR_AGAIN.match(body) or leads_in(body):
        return False
    speaker = say.SPEAKS_ON.search(body)
    return bool(say.REPORTS_ON.match(body) or (speaker and speaker[1] in before))


def _read_bio(blocks: list[Block], bodies: list[str], zones: list[Zone | None], first: int) -> None:
    """Mark notes about the author: near the end, or right behind the byline."""
    last = max((at for at in range(len(blocks)) if zones[at] in (Zone.BODY, Zone.BLOCKQUOTE)), default=-1)
    for at in range(max(first + 1, last - 3), last + 1):
        body = bodies[at]
        if (
            len(body) < 700
            and zones[at] is Zone.BODY
            and blocks[at].kind is Kind.TEXT
            and (say.BIO.match(body) or (len(body) < 200 and say.BIO_TALK.match(body)))
        ):
            zones[at] = Zone.BIO
            for near in (at - 1, at - 2):
                if near > first and say.READERS.match(bodies[near]):
                    zones[near] = Zone.BIO
            for later in range(at + 1, last + 1):
                if zones[later] is Zone.BODY and len(bodies[later]) < 300:
                    zones[later] = Zone.BIO
            return
