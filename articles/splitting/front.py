"""The front of an article: title, deck, byline, metadata."""

from itertools import pairwise

from articles.splitting import authors
from articles.splitting import furniture as say
from articles.splitting.covering import note_end
from articles.splitting.fields import zone_of
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
from articles.splitting.patterns import regex
from articles.splitting.pictures import is_picture
from articles.splitting.speech import NOT_NAMES
from articles.splitting.wordlist import holds_any
from articles.splitting.wordlist import words as listed
from articles.terms import Zone

_MOST = 30
_MENU_MOST = 30
_MENU_WORDS = 2
_MENU_LEAST = 3
_DECK_LEAST = 6
_KICKER_MOST = 3
_LONG_NUMBERED = 120
_LONG_LINE = 60
_SECTION_MOST = 100
_OUR = listed("My Your His Her Their Our Dear New Old")
_CONTENTS = frozenset(("contents", "table of contents", "in this article", "on this page", "jump to", "in this story"))
_ROLES = (
    "correspondent",
    "editor",
    "reporter",
    "writer",
    "columnist",
    "journalist",
    "staff",
    "team",
    "desk",
    "contributor",
    "producer",
)
_SECTIONS = listed(
    """
    Room Hall House Street Centre Center
    Summary Executive Introduction Background Overview Abstract Key Points News Politics Opinion World
    Publication Peer-Reviewed Research Article Analysis Commentary Exclusive Feature Special Report Release
    """
)
_PUBLISHERS = listed(
    """
    Office Department Ministry Council Committee University Institute Agency Commission Authority Bureau
    Association Foundation Court Podcast Magazine Journal Gazette Herald Courier Tribune Newsletter Bulletin
    Inc Ltd Corp Government Parliament Senate Congress
    """
)
_NAME_THEN = regex(r"(\S+(?:\s\S+){1,2}?)(\s{2,}|\s?[,|–—·]\s|\s(?:at|in)\s)(\S.*)")
_SIGNATURE_MOST = 60
_PARTICLES = listed("de da di del der den van von la le bin al el")
_IN_NAMES = str.maketrans("", "", "-'’.")
_COLUMN = "   "
_SCORE = regex(r"^(?:[A-Z][\w.’'-]*\s){1,4}\d{1,3}\s?[-–:]\s?\d{1,3}(?:\s[A-Z][\w.’'-]*){1,4}(?:\s\(.{1,20}\))?$")
_BARS = (" · ", " | ", " • ")
_CLOSING = "\"'”’»)*_ "


def read_front(page: Page) -> int:
    """Mark the front matter and return where the article's own text begins."""
    noted = note_end(page)
    first = _first_prose(page, noted)
    if not first:
        return 0
    title = _title_at(page, first, noted)
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
    if say.begins_as_furniture(body) or say.is_notice(body):
        return BOILERPLATE
    if at > title >= 0 and _is_signature(page, at, title):
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
    if signed and is_picture(page.bodies[at]):
        return True
    if signed and len(page.bodies[at]) > _LONG_LINE and ". " not in page.bodies[at] and ", but " not in page.bodies[at]:
        return True
    goes_on = at > 0 and page.zones[at - 1] is CAPTION and not page.blocks[at].gap
    return goes_on and page.bodies[at].count(" ") > _DECK_LEAST


def _is_institution(body: str) -> bool:
    """Whether a line is where an author works: "Department of Earth Sciences, University of Anse"."""
    words = body.replace(",", " ").split()
    return len(body) < _SECTION_MOST and sum(word in _PUBLISHERS for word in words) > 0 and body.count(" of ") > 0


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
    return say.is_clock(page.bodies[at - 1]) and not page.ended[at] and words > _KICKER_MOST


def is_role(body: str) -> bool:
    """Whether a line says what the author is: "Local government correspondent"."""
    return len(body) < 60 and any(
        part.rstrip(" .").removesuffix("s").endswith(_ROLES) for part in body.lower().split(",")
    )


def _is_signature(page: Page, at: int, title: int) -> bool:
    """Whether a line is only names: right under the title, or above what the author is or calls himself."""
    if _is_name_with_role(page.bodies[at]):
        return True
    body = page.bodies[at]
    below_dated = body.isupper() and at + 1 < page.size and page.is_metadata(at + 1)
    names = authors.author_names(body.title() if below_dated else body)
    if below_dated and names and all(is_name(name) for name in names):
        return True
    if not names or not all(is_name(name) for name in names):
        return False
    below = page.bodies[at + 1] if at + 1 < page.size else ""
    return 0 <= title < at <= title + 2 or is_role(below) or authors.is_handle(below)


def _is_name_with_role(body: str) -> bool:
    """Whether a line is a name with what its bearer is, or where: "Bethan Rowlands  Senior reporter"."""
    names, _, role = body.rpartition(", ")
    if " and " in names and len(body) < _SECTION_MOST and is_role(role):
        return all(is_name(name) for name in authors.author_names(names))
    match = _NAME_THEN.match(body)
    if not match or len(body) > _SIGNATURE_MOST or body[-1] in ".!?:" or not is_name(match[1]):
        return False
    if match[2].strip() == "|":
        return True
    return is_role(match[3]) if match[2].strip() not in ("at", "in") else is_name(f"A. {match[3].removeprefix('the ')}")


def is_name(body: str) -> bool:
    """Whether words are a person's name."""
    words = [word for word in body.split() if word not in _PARTICLES]
    if (
        not 1 < len(words) < 4
        or words[0] in NOT_NAMES
        or words[0] in _OUR
        or any(word in _SECTIONS or (word.isupper() and len(word) > 2) for word in words)
    ):
        return False
    return all(word[0].isupper() and word.strip(".").translate(_IN_NAMES).isalpha() for word in words)


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
    if not at or len(body) > 240 or not authors.is_byline(page.bodies[at - 1]) or not authors.is_bio(body):
        return False
    return any(word in page.bodies[at - 1] for word in body.split()[:3] if word[0].isupper() and len(word) > 3)


def _is_prose(page: Page, at: int) -> bool:
    body = page.bodies[at]
    long = len(body) > 130 or ". " in body[:-1] if page.ended[at] else len(body) > 220
    if not long or len(body) < 70 or not page.is_plain(at):
        return False
    if page.blocks[at].kind is KEY and not _reads_on(body):
        return False
    return not say.is_caption(body) and not say.begins_as_furniture(body)


def _reads_on(body: str) -> bool:
    """Whether what stands behind a label is prose: not mostly names and figures, as in "Scorers: Uche 71, Lamb 118"."""
    words = body.split()
    return sum(map(str.islower, words)) * 3 > len(words)


def _is_numbered_prose(page: Page, at: int) -> bool:
    """Whether a numbered paragraph opens the text: "14. Between 2010 and 2018 …"."""
    block, body = page.blocks[at], page.bodies[at]
    return block.kind is NUMBERED and page.ended[at] and ". " in body[6:-1] and len(body) > _LONG_NUMBERED


def _is_statement(page: Page, at: int) -> bool:
    """Whether a short paragraph may be the article's first: one full sentence."""
    body = page.bodies[at]
    worded = body.count(" ") > 5 and body.rstrip(_CLOSING)[-1:] in ".:"
    if page.blocks[at].kind is KEY and not _reads_on(body):
        return False
    return worded and page.is_plain(at) and not say.is_caption(body) and not say.begins_as_furniture(body)


def _is_signed_below(page: Page, at: int) -> bool:
    """Whether a byline or date still follows at once, so that this is only the deck."""
    if len(page.bodies[at]) > 300 or page.blocks[at].holes:
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


def _title_at(page: Page, first: int, begin: int) -> int:
    candidates = [at for at in range(begin, first) if _may_be_title(page, at)]
    if len(candidates) > 1 and _is_letterhead(page.bodies[candidates[0]]):
        candidates = candidates[1:]
    shouted = [at for at in candidates if page.bodies[at].isupper() and _is_letterhead(page.bodies[at])]
    candidates = [at for at in candidates if at not in shouted] or candidates
    candidates = [at for at in candidates if not _SCORE.search(page.bodies[at])] or candidates
    above_deck = _above_deck(page, first)
    if above_deck in candidates and page.bodies[above_deck].count(" ") > 1 and not is_name(page.bodies[above_deck]):
        return above_deck
    heads = [at for at in candidates if page.blocks[at].kind is HEAD]
    free = [at for at in candidates if page.blocks[at].kind is not NUMBERED]
    worded = [at for at in free if len(page.bodies[at].split()) > _KICKER_MOST]
    return (heads or worded or free or candidates or [-1])[0]


def _above_deck(page: Page, first: int) -> int:
    """Return the line right above the first full sentence of the front matter, or -1."""
    for at in range(1, first):
        body = page.bodies[at]
        sentence = page.ended[at] and body.count(" ") > _DECK_LEAST and page.blocks[at].kind is TEXT
        if body[-1:] == "?" and len(page.bodies[at - 1].split()) <= _KICKER_MOST:
            continue  # a question under a word or two is itself the title
        if (
            sentence
            and not page.is_credited_below(at)
            and not (say.is_caption(body) or say.begins_as_furniture(body) or say.is_notice(body))
        ):
            return at - 1
    return -1


def _is_letterhead(body: str) -> bool:
    """Whether a line only names the organization that publishes."""
    words = [word.strip(".,").title() for word in body.split()]
    short = body.isupper() or len(words) < 5 or words[1] == "Of"
    return len(words) < 9 and short and ":" not in body and any(word in _PUBLISHERS for word in words)


def _may_be_title(page: Page, at: int) -> bool:
    body = page.bodies[at]
    return (
        page.blocks[at].kind in (TEXT, HEAD, KEY, NUMBERED)
        and 8 < len(body) < 260
        and not (page.ended[at] and ". " in body)
        and not (page.blocks[at].kind is KEY and any(map(str.isdigit, body)) and not _reads_on(body))
        and not body[0].islower()
        and not body.startswith("--")
        and _COLUMN not in page.blocks[at].lines[0].body
        and not (at and page.blocks[at].gap == 0 and page.bodies[at - 1][-1:] == ":")
        and not (at + 1 < page.size and authors.is_handle(page.bodies[at + 1]))
        and not authors.is_byline(body)
        and not _is_name_with_role(body)
        and not page.is_metadata(at)
        and not say.is_caption(body)
        and not say.begins_as_furniture(body)
        and not say.is_notice(body)
        and not say.corrects(body)
    )
