"""The front of an article: title, deck, byline, metadata."""

from itertools import pairwise

from articles.splitting import authors
from articles.splitting import furniture as say
from articles.splitting.covering import note_end
from articles.splitting.fields import zone_of
from articles.splitting.headlines import DECK_LEAST, KICKER_MOST, PUBLISHERS, reads_on, title_at
from articles.splitting.insets import is_doubled
from articles.splitting.members import (
    BIO,
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
    TEXT,
    TITLE,
)
from articles.splitting.page import Page
from articles.splitting.pictures import is_picture
from articles.splitting.signatures import is_role, is_signature
from articles.splitting.wordlist import holds_any
from articles.terms import Zone

_MOST = 30
_MENU_MOST = 30
_MENU_WORDS = 2
_MENU_LEAST = 3
_LONG_NUMBERED = 120
_LONG_LINE = 60
_SECTION_MOST = 100
_CONTENTS = frozenset(("contents", "table of contents", "in this article", "on this page", "jump to", "in this story"))
_NAMED_ABOVE = frozenset(
    ("from", "published", "updated", "last updated", "date", "location", "source", "issued by", "topic")
)
_BARS = (" · ", " | ", " • ")
_CLOSING = "\"'”’»)*_ "


def read_front(page: Page) -> int:
    """Mark the front matter and return where the article's own text begins."""
    noted = note_end(page)
    first = _first_prose(page, noted)
    if not first:
        return 0
    title = title_at(page, first, noted)
    signed = False
    for at in range(noted):
        page.zones[at] = METADATA if page.is_metadata(at) else BOILERPLATE
    for at in range(noted, first):
        page.zones[at] = zone = _zone(page, at, title, first, signed=signed)
        signed = signed or zone is BYLINE
    _mark_menu(page, title)
    _spread_furniture(page, range(first))
    _spread_furniture(page, range(first - 1, -1, -1))
    return first


def _mark_menu(page: Page, title: int) -> None:
    """Mark three or more lines of a word or two under one another above the title: a menu."""
    run: list[int] = []
    for at in range(title + 1):
        joins = not run or page.blocks[at].gap == 0
        short = at < title and _is_menu_line(page, at) and page.bodies[at].count(" ") < _MENU_WORDS
        if short and joins and not page.bodies[at].isupper():
            run.append(at)
            continue
        if len(run) >= _MENU_LEAST:
            for line in run:
                page.zones[line] = BOILERPLATE
        run = [at] if short else []


def _spread_furniture(page: Page, order: range) -> None:
    """Mark short lines beside a menu or share line as furniture, as "Obituaries" between "Jobs" and "Log in"."""
    for before, at in pairwise(order):
        near = page.zones[before] is BOILERPLATE and page.blocks[max(before, at)].gap == 0
        if near and page.zones[at] is METADATA and _is_menu_line(page, at):
            page.zones[at] = BOILERPLATE


def _is_menu_line(page: Page, at: int) -> bool:
    kind = page.blocks[at].kind
    body = page.bodies[at]
    named = kind is PAGE or (kind is TEXT and (" " not in body or not page.is_metadata(at)))
    return named and len(body) < _MENU_MOST


def _zone(page: Page, at: int, title: int, first: int, *, signed: bool) -> Zone:
    block, body = page.blocks[at], page.bodies[at]
    if at == title:
        return TITLE
    if block.kind is MARK:
        return METADATA
    if block.kind is FIELD:
        return METADATA if title >= 0 else zone_of(body)
    if say.corrects(body):
        return BOILERPLATE
    if authors.is_byline(body):
        return BYLINE
    if say.is_caption(body) or say.is_credit_line(body) or page.is_credited_below(at):
        return CAPTION
    if page.is_metadata(at):
        return METADATA
    if at > title >= 0 and block.kind is TEXT and is_doubled(page, at) and body != page.bodies[title]:
        return CAPTION
    if say.begins_as_furniture(body) or say.is_notice(body):
        return BOILERPLATE
    if at > title >= 0 and is_signature(page, at, title):
        return BYLINE
    if signed and not page.ended[at] and (authors.is_affiliation(body) or _is_institution(body)):
        return METADATA
    if block.kind in (NUMBERED, ITEM) and _is_in_contents(page, at):
        return BOILERPLATE
    if _is_about_author(page, at):
        return BIO
    if at > title >= 0 and _is_entry(page, at):
        return HEADING
    if not page.ended[at] and block.kind is TEXT and _is_under_picture(page, at, signed=signed):
        return CAPTION
    if at > title >= 0 and (say.is_contact(body) or _is_value(page, at)):
        return METADATA
    if (
        at > title >= 0
        and ((page.ended[at] and body.count(" ") > 3) or len(body) > 60)
        and not (signed and len(body) < 50)
    ):
        return DECK
    if signed and is_role(body):
        return BYLINE
    if block.kind is not HEAD and at == title + 1 and title >= 0 and not signed and body.count(" ") > 4:
        return DECK
    if block.kind is ITEM and at > title >= 0:
        return DECK
    if not page.ended[at] and len(body) < _LONG_LINE and holds_any(body, _BARS):
        return METADATA
    if block.kind is HEAD or (at > title >= 0 and not signed and _is_last_line(page, at, first)):
        return HEADING
    return METADATA


def _is_under_picture(page: Page, at: int, *, signed: bool) -> bool:
    """Whether a line without an end mark says what a picture shows, or goes on with a caption."""
    if (signed or (at and page.zones[at - 1] in (METADATA, BOILERPLATE))) and is_picture(page.bodies[at]):
        return True
    if signed and len(page.bodies[at]) > _LONG_LINE and ". " not in page.bodies[at] and ", but " not in page.bodies[at]:
        return True
    goes_on = at > 0 and page.zones[at - 1] is CAPTION and not page.blocks[at].gap
    if goes_on and say.is_credit_line(page.bodies[at - 1]):
        return False
    return goes_on and page.bodies[at].count(" ") > DECK_LEAST


def _is_value(page: Page, at: int) -> bool:
    """Whether a line is the value of a field named in the line above: "From:", "Published"."""
    return at > 0 and not page.blocks[at].gap and page.bodies[at - 1].rstrip(":").lower() in _NAMED_ABOVE


def _is_institution(body: str) -> bool:
    """Whether a line is where an author works: "Department of Earth Sciences, University of Anse"."""
    words = body.replace(",", " ").split()
    return len(body) < _SECTION_MOST and sum(word in PUBLISHERS for word in words) > 0 and body.count(" of ") > 0


def _is_in_contents(page: Page, at: int) -> bool:
    """Whether a line of a list stands under "Contents"."""
    before = at - 1
    while before >= 0 and page.blocks[before].kind in (NUMBERED, ITEM):
        before -= 1
    return before >= 0 and page.bodies[before].strip("*_: ").lower() in _CONTENTS


def _is_last_line(page: Page, at: int, first: int) -> bool:
    """Whether nothing but rules stands between a line and the text."""
    return all(page.blocks[later].kind is MARK for later in range(at + 1, first))


def _is_entry(page: Page, at: int) -> bool:
    """Whether a line is the heading of a live blog's entry: under a time of day."""
    words = len(page.bodies[at].split())
    return say.is_clock(page.bodies[at - 1]) and not page.ended[at] and words > KICKER_MOST


def _first_prose(page: Page, begin: int = 0) -> int:
    signed = False
    for at in range(begin, min(page.size, begin + _MOST)):
        if (
            page.opens_speech(at)
            or say.is_post(page.bodies[at])
            or (at and _opens_text(page.bodies[at], signed=signed))
        ):
            return at
        if authors.is_byline(page.bodies[at]) or (page.is_metadata(at) and (at or say.is_registered(page.bodies[0]))):
            signed = True
        elif _may_be_first(page, at, signed=signed) and not _is_signed_below(page, at):
            return at
    return begin if page.size < begin + 2 or len(page.bodies[begin]) > 150 else begin + 1


def _opens_text(body: str, *, signed: bool) -> bool:
    return say.opens_summary(body) or say.is_question_label(body) or (signed and say.greets(body))


def _may_be_first(page: Page, at: int, *, signed: bool) -> bool:
    if (
        say.is_notice(page.bodies[at])
        or say.corrects(page.bodies[at])
        or _is_about_author(page, at)
        or page.is_credited_below(at)
    ):
        return False
    if _is_prose(page, at) or _is_numbered_prose(page, at):
        return True
    return _is_statement(page, at) and (signed or at != 0 or page.size == 1 or _reads_as_sentence(page.bodies[0]))


def _reads_as_sentence(body: str) -> bool:
    """Whether the very first line is a sentence rather than a headline: a full stop, and mostly small words."""
    small = sum(word[0].islower() for word in body.split())
    return body[-1] == "." and body.count(" ") > 6 and small * 2 > body.count(" ")


def _is_about_author(page: Page, at: int) -> bool:
    """Whether a paragraph right under the byline tells about a person named in it."""
    body = page.bodies[at]
    if not at or len(body) > 240:
        return False
    if authors.is_titled_bio(body):
        surname = body.split()[1]
        return any(surname in page.bodies[above] for above in range(max(0, at - 3), at))
    if not authors.is_byline(page.bodies[at - 1]) or not authors.is_bio(body):
        return False
    return any(word in page.bodies[at - 1] for word in body.split()[:3] if word[0].isupper() and len(word) > 3)


def _is_prose(page: Page, at: int) -> bool:
    body = page.bodies[at]
    long = len(body) > 130 or ". " in body[:-1] if page.ended[at] else len(body) > 220
    if not long or len(body) < 70 or not page.is_plain(at):
        return False
    if page.blocks[at].kind is KEY and not reads_on(body):
        return False
    return not say.is_caption(body) and not say.begins_as_furniture(body)


def _is_numbered_prose(page: Page, at: int) -> bool:
    """Whether a numbered paragraph opens the text: "14. Between 2010 and 2018 …"."""
    block, body = page.blocks[at], page.bodies[at]
    return block.kind is NUMBERED and page.ended[at] and ". " in body[6:-1] and len(body) > _LONG_NUMBERED


def _is_statement(page: Page, at: int) -> bool:
    """Whether a short paragraph may be the article's first: one full sentence."""
    body = page.bodies[at]
    worded = body.count(" ") > 5 and body.rstrip(_CLOSING)[-1:] in ".:"
    if page.blocks[at].kind is KEY and not reads_on(body):
        return False
    return worded and page.is_plain(at) and not say.is_caption(body) and not say.begins_as_furniture(body)


def _is_signed_below(page: Page, at: int) -> bool:
    """Whether a byline or date still follows at once, so that this is only the deck."""
    if len(page.bodies[at]) > 300 or page.blocks[at].holes or page.bodies[at][-1] == ":":
        return False
    for later in range(at + 1, min(at + 4, page.size)):
        body = page.bodies[later]
        if page.blocks[later].kind in (PAGE, LINK) or page.blocks[later].in_hole:
            continue
        if say.is_clock(body):
            continue
        if authors.is_byline(body):
            return True
        if say.begins_tail(body):
            return False
        if page.is_metadata(later) and page.blocks[later].kind is not MARK:
            return at > 0
        if len(body) > 150 or page.blocks[later].kind is HEAD:
            return False
    return False
