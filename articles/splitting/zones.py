"""Which part of the article's layout each paragraph belongs to."""

from articles.splitting import authors, insets
from articles.splitting import furniture as say
from articles.splitting.buttons import asks_on
from articles.splitting.entries import closes_letter
from articles.splitting.fields import zone_of
from articles.splitting.front import read_front
from articles.splitting.layout import Block
from articles.splitting.leftovers import read_leftovers
from articles.splitting.members import (
    BLOCKQUOTE,
    BODY,
    BOILERPLATE,
    BYLINE,
    CAPTION,
    DECK,
    FIELD,
    HEAD,
    HEADING,
    ITEM,
    KEY,
    LINK,
    MARK,
    METADATA,
    NUMBERED,
    PAGE,
    TABLE,
    TEXT,
)
from articles.splitting.page import Page
from articles.splitting.pictures import is_picture
from articles.splitting.quoting import leads_in
from articles.splitting.signatures import is_name, is_role
from articles.splitting.tail import read_bio, tail_start
from articles.splitting.wordlist import holds_any
from articles.terms import Zone

_HEADING_MOST = 110
_FURTHEST = 40
_PICTURE_LEAST = 6
_POINTERS = ("→", "←", "»", "▶", "►", "👉")
_INSIDE = (
    *(
        "your inbox",
        "newsletter",
        "ookies",
        "All rights reserved",
        "to this report.",
        "in the comments",
        "feel free to share",
    ),
    *("values your comments", "official record", "accuracy of the translation", "Translated from", "Transcripts are"),
    *("re hiring!", "are hiring!", "personal correspondence"),
    *("purchase a copy", "ommunity Guidelines", "reader discussion"),
    *("paid subscriber", "reader-supported", "earn a commission"),
)
_CLOSING = "\"'”’»)*_ "
_QUOTE_OPEN = ("“", '"', "«", "„", "‘")


def read_zones(blocks: list[Block]) -> list[Zone]:
    """Return a zone for each block."""
    page = Page(blocks)
    first = read_front(page)
    tail = tail_start(page, first)
    for at in range(first, page.size):
        page.zones[at] = BOILERPLATE if at >= tail else _zone(page, at)
    read_bio(page, first)
    read_leftovers(page, first)
    return [zone or BODY for zone in page.zones]


def _zone(page: Page, at: int) -> Zone:
    block, body = page.blocks[at], page.bodies[at]
    if block.kind in (MARK, PAGE, LINK):
        return HEADING if block.kind is PAGE and _numbers_part(page, at) else BOILERPLATE
    if block.kind is FIELD:
        return zone_of(body)
    if block.kind is HEAD:
        return HEADING
    if block.kind is TABLE and say.is_contents(body):
        return METADATA
    if (
        block.lines[0].repeated
        and block.kind is TEXT
        and not insets.is_doubled(page, at)
        and _is_running_line(page, at)
    ):
        return BOILERPLATE
    if block.quoted:
        return BLOCKQUOTE
    if len(body) < 500:
        return _short_zone(page, at) or BODY
    return BLOCKQUOTE if _is_set_off(page, at) else BODY


def _numbers_part(page: Page, at: int) -> bool:
    """Whether a Roman numeral with blank lines around it heads a part of the text: "II."."""
    numeral = page.bodies[at].rstrip(".")
    if not numeral.isalpha() or not numeral.isupper() or page.blocks[at].in_hole or at + 1 >= page.size:
        return False
    return page.blocks[at].gap > 0 < page.blocks[at + 1].gap and page.ended[at - 1]


def _is_running_line(page: Page, at: int) -> bool:
    """Whether a line that comes again is a header or footer: it stands beside a page number, or carries one."""
    body = page.bodies[at]
    if page.ended[at] or len(body) > 100 or any(map(say.is_clock, page.bodies[max(0, at - 3) : at + 1])):
        return False
    near = [page.blocks[other] for other in (at - 1, at + 1) if 0 <= other < page.size]
    numbered = any(char.isdigit() for char in body)
    return numbered or any(b.kind is PAGE or (b.lines[0].repeated and b.kind in (TEXT, TABLE)) for b in near)


def _short_zone(page: Page, at: int) -> Zone | None:
    """Return the zone of a paragraph that its own wording or length gives away."""
    block, body = page.blocks[at], page.bodies[at]
    if page.is_speech(at) or say.is_question_label(body):
        return BODY
    if _is_caption(page, at):
        return CAPTION
    if (body.isupper() and say.is_bracketed(body)) or say.is_slug(body) or say.is_rate(body) or say.names_sources(body):
        return METADATA
    if say.is_clock(body) or (block.kind is not HEAD and not page.ended[at] and say.is_stamped_field(body)):
        return METADATA
    if block.kind is KEY and len(body) < 40 and say.is_dated(body):
        return METADATA
    if " · " in body and len(body) < 60 and not page.ended[at] and say.is_dated(body):
        return METADATA
    if (block.lines[0].repeated and block.in_hole) or _is_furniture(page, at):
        return BOILERPLATE
    if block.kind is KEY and not page.ended[at] and body[-1] != ":" and body.partition(":")[0].isupper():
        return METADATA
    if authors.is_byline(body) or (at and not block.gap and _signs_letter(page, at)):
        return BYLINE
    if at and (not page.ended[at] or body[-1] == "?") and (zone := _zone_under_time(page, at)):
        return zone
    if _is_set_off(page, at) or insets.is_signed(page, at) or insets.is_pulled(page, at):
        return BLOCKQUOTE
    if at and page.zones[at - 1] is BLOCKQUOTE and insets.is_signature(page, at):
        return BLOCKQUOTE
    if not page.ended[at] and block.kind is TEXT and _is_captioned(page, at):
        return CAPTION
    return HEADING if _is_heading(page, at) else None


def _signs_letter(page: Page, at: int) -> bool:
    """Whether a short line right below the end of a letter says who wrote it, or where."""
    above = page.bodies[at - 1]
    named = page.zones[at - 1] is BYLINE and above[-1] == "," and above.isupper()
    return len(page.bodies[at]) < _HEADING_MOST and (named or closes_letter(above))


def _is_caption(page: Page, at: int) -> bool:
    body = page.bodies[at]
    if say.is_caption(body) or say.is_credit_line(body) or page.is_credited_below(at):
        return True
    return insets.is_under_label(page, at) or insets.is_under_credit(page, at) or insets.is_doubled(page, at)


def _zone_under_time(page: Page, at: int) -> Zone | None:
    """Return what an unfinished line in a live blog's entry is, under its time or its author: author or heading."""
    if page.blocks[at].kind not in (TEXT, KEY):
        return None
    timed = say.is_clock(page.bodies[at - 1])
    if timed and is_name(page.bodies[at]):
        return BYLINE
    if at > 1 and page.zones[at - 1] is HEADING and say.is_clock(page.bodies[at - 2]) and is_name(page.bodies[at]):
        return BYLINE
    if page.zones[at - 1] is BYLINE and at > 1 and is_role(page.bodies[at]):
        return BYLINE
    signed = at > 1 and page.zones[at - 1] is BYLINE and say.is_clock(page.bodies[at - 2])
    short = len(page.bodies[at]) < _HEADING_MOST and page.bodies[at][-1] != ":"
    return HEADING if (timed or signed) and short and _has_prose_soon(page, at) else None


def _is_captioned(page: Page, at: int) -> bool:
    """Whether a line reads like a caption, and stands under a picture or alone between paragraphs."""
    before, flat = page.blocks[at - 1], page.blocks[at].flat
    pictured = before.kind is MARK and before.end - before.start > _PICTURE_LEAST
    if pictured and flat[0] == " " == flat[-1]:
        return True
    return bool(at and (page.blocks[at].gap or page.ended[at - 1])) and is_picture(page.bodies[at])


def _is_furniture(page: Page, at: int) -> bool:
    body, ended = page.bodies[at], page.ended[at]
    if say.is_note_below(body) or _is_one_of_notes(page, at) or (at and _is_below_advertisement(page, at)):
        return True
    if say.corrects(body):
        return True
    if say.asks_to_write(body) and not authors.is_bio(body):
        return True
    if not ended and (body.startswith(_POINTERS) or body[-1] in "→›»"):
        return True
    if say.begins_as_furniture(body):
        body = " ".join(body.split())
        short = len(body) < 90 and not (ended and body.count(" ") > 9)
        return short or say.speaks_of_furniture(body) or say.gives_address(body)
    if page.blocks[at].in_hole and len(body) < 100 and not ended:
        return True
    if " " not in body and at + 1 < page.size and page.blocks[at + 1].kind is PAGE and not page.blocks[at + 1].gap:
        return page.blocks[at].kind is TEXT and not ended  # a button and how often it was pressed
    if page.blocks[at].kind is TEXT and say.is_footnote(body):
        return True
    if _is_below_furniture(page, at):
        return True
    if len(body) > 300 or body.count(". ") > 1:
        return False
    if say.is_bracketed(body) and (say.begins_as_furniture(body[1:]) or say.speaks_of_furniture(body)):
        return True
    return holds_any(body, _INSIDE)


def _is_one_of_notes(page: Page, at: int) -> bool:
    """Whether a line is one of several notes under one another: "22 Annual statistics", "23 Ibid."."""
    number = say.note_number(page.bodies[at])
    if not number:
        return False
    above = at > 0 and number > 1 and say.note_number(page.bodies[at - 1]) == number - 1
    below = at + 1 < page.size and say.note_number(page.bodies[at + 1]) == number + 1
    return above or below


def _is_below_advertisement(page: Page, at: int) -> bool:
    """Whether a paragraph stands under "A message from …" and ends by asking its readers on."""
    if at > 1 and page.zones[at - 1] is BOILERPLATE and say.heads_advertisement(page.bodies[at - 2]):
        return asks_on(page.bodies[at])
    return say.heads_advertisement(page.bodies[at - 1]) and (not page.blocks[at].gap or asks_on(page.bodies[at]))


def _is_below_furniture(page: Page, at: int) -> bool:
    """Whether an unfinished line stands directly under one of furniture, as a headline does under "More news"."""
    block, before = page.blocks[at], page.blocks[at - 1]
    if not at or block.gap or page.ended[at] or len(page.bodies[at]) > _HEADING_MOST or page.bodies[at][-1] == ":":
        return False
    if page.ended[at - 1] and page.bodies[at].isupper():
        return False
    if block.kind is ITEM:
        linked = before.kind is ITEM or page.bodies[at - 1][-1] == ":"
        return linked and page.zones[at - 1] is BOILERPLATE and not before.lines[0].repeated
    if block.kind not in (TEXT, KEY):
        return False
    if before.kind is PAGE and not before.gap and at > 1 and page.zones[at - 2] is BOILERPLATE:
        return not page.ended[at - 2]  # a numbered list of headlines: "Most popular", "1", "…", "2"
    return page.zones[at - 1] is BOILERPLATE and before.kind in (TEXT, KEY) and not before.lines[0].repeated


def _is_heading(page: Page, at: int) -> bool:
    block, body = page.blocks[at], page.bodies[at]
    if len(body) > _HEADING_MOST or block.kind not in (TEXT, NUMBERED, KEY) or block.in_hole:
        return False
    if body[0].islower() or body[0] in "—–" or authors.is_bio(body) or say.is_bracketed(body):
        return False
    if body.startswith(_QUOTE_OPEN) and body[-1] in '”"’' and body.count(" ") > 7:
        return False
    if _is_line_of_list(page, at) or say.is_reference(body):
        return False
    last = body.rstrip(_CLOSING)[-1:]
    if last in ".!…:;," or (page.ended[at] and last != "?") or not _has_prose_soon(page, at):
        return False
    if last == "?":
        if page.asks_in_bold and page.is_bold(at):
            return False
        return body.count(" ") < 11 and (block.gap > 0 or page.tight or page.blocks[at - 1].kind is MARK)
    return body.count(" ") < 16


def _is_line_of_list(page: Page, at: int) -> bool:
    """Whether unfinished short lines stand directly under one another."""
    if page.bodies[at].isupper():
        return False
    near = [other for other in (at - 1, at + 1) if 0 <= other < page.size and page.blocks[max(at, other)].gap == 0]
    return any(
        len(page.bodies[o]) < _HEADING_MOST
        and not page.ended[o]
        and page.blocks[o].kind is TEXT
        and not page.bodies[o].isupper()
        and not (o < at and page.zones[o] is not BODY)
        for o in near
    )


def _has_prose_soon(page: Page, at: int) -> bool:
    left = 5
    for later in range(at + 1, min(at + _FURTHEST, page.size)):
        kind = page.blocks[later].kind
        if len(page.bodies[later]) > 60 or kind is ITEM or (kind is NUMBERED and page.ended[later]):
            return True
        left -= page.blocks[later].kind is not TABLE
        if not left:
            return False
    return False


def _is_set_off(page: Page, at: int) -> bool:
    """Whether a paragraph is a quotation known by its lead-in, or goes on with one."""
    if page.blocks[at].kind not in (TEXT, KEY):
        return False
    before = at - 1
    while before >= 0 and (page.blocks[before].in_hole or page.blocks[before].kind is MARK) and at - before < 9:
        before -= 1
    if before < 0:
        return False
    if page.zones[before] is BLOCKQUOTE and not page.blocks[before].quoted:
        return _stays_personal(page, before, at) or _goes_on(page.bodies[before], page.bodies[at])
    told = page.zones[before] in (BODY, DECK)
    return told and len(page.bodies[at]) > 20 and leads_in(page.bodies[before])


def _stays_personal(page: Page, before: int, at: int) -> bool:
    """Whether a quotation in the first person goes on in an article that is not written in it."""
    body = page.bodies[at]
    if page.bodies[before].startswith(_QUOTE_OPEN) or leads_in(body) or not page.ended[at]:
        return False
    return say.is_personal(page.bodies[before]) and say.is_personal(body) and not page.is_personal(before)


def _goes_on(before: str, body: str) -> bool:
    """Whether the paragraph after a set-off one still belongs to it."""
    if before.startswith(_QUOTE_OPEN):
        return body.startswith(_QUOTE_OPEN)
    if say.AUTHOR_AGAIN.match(body) or leads_in(body):
        return False
    speaker = say.SPEAKS_ON.search(body)
    return bool(say.REPORTS_ON.match(body) or (speaker and speaker[1] in before))
