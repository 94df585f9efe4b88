"""The end of an article: notes about its author, and the furniture after it."""

from itertools import takewhile

from articles.splitting import authors
from articles.splitting import furniture as say
from articles.splitting.entries import is_entry
from articles.splitting.members import BIO, BLOCKQUOTE, BODY, BOILERPLATE, BYLINE, HEADING, ITEM, TEXT
from articles.splitting.page import Page
from articles.splitting.patterns import regex

_SAYS = regex(
    r"[”\"]\s?[^”\"]{0,60}\b(?:said|says|told|added)\b|\b(?:said|says|told|added)\b[^“\"]{0,60}[:“\"]",
    cues=("said", "says", "told", "added"),
)
_ABOUT_AUTHORS = regex(r"\W{0,3}[Aa]bout the (?:author|writer)s?\W{0,3}")
_OWN_PAPER = regex(
    r"(?:The\s[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3}\s(?:is|values|welcomes|encourages)|We(?:['’]d|\s(?:want|would|welcome))|View)\b"
)
_QUOTES = ("“", '"', "‘", "«")
_SPOKEN = 45
_LATEST = 0.4
_LOOK = 40
_FRONT = 40


def tail_start(page: Page, first: int) -> int:
    """Return where nothing but furniture follows."""
    if first >= page.size:
        return page.size
    begin, end = page.blocks[first].start, page.blocks[-1].end
    for at in range(first + 1, page.size):
        block, body = page.blocks[at], page.bodies[at]
        if block.start - begin < _LATEST * (end - begin) or block.in_hole:
            continue
        opens = say.begins_tail(body) or (not page.ended[at] and say.is_about(body))
        if opens and _only_furniture_follows(page, at):
            return at
    return page.size


def _only_furniture_follows(page: Page, at: int) -> bool:
    """Whether no run of plain prose paragraphs comes after a tail's opener."""
    left = 2 if say.is_about(page.bodies[at]) else 1
    least = 120
    voices = 2
    if say.asks_reader(page.bodies[at]) or say.interrupts(page.bodies[at]):
        left, least = 0, 70
    for later in range(at + 1, min(page.size, at + _LOOK)):
        body = page.bodies[later]
        voices -= page.ended[later] and len(body) > _SPOKEN and _SAYS.search(body) is not None
        if voices <= 0:
            return False
        if len(body) < least or not page.ended[later] or say.begins_as_furniture(body) or authors.is_bio(body):
            continue
        if " et al" in body[:80] or say.is_footnote(body) or is_entry(body):
            continue
        if not say.speaks_of_furniture(body) and not say.is_about(page.bodies[later - 1]):
            left -= 1
        if left < 0:
            return False
    return True


def read_bio(page: Page, first: int) -> None:
    """Mark notes about the author: the last paragraphs before the furniture."""
    zones, bodies = page.zones, page.bodies
    last = next((at for at in range(page.size - 1, -1, -1) if zones[at] in (BODY, BLOCKQUOTE)), -1)
    for at in range(max(first + 1, last - 3), last + 1):
        body = bodies[at].lstrip("•* ")
        plain = zones[at] is BODY and page.blocks[at].kind in (TEXT, ITEM) and len(body) < 700
        if plain and (authors.is_bio(body) or _names_author(page, body)):
            _mark_bio(page, at, last, first)
            return
    for at in range(last + 1, page.size):
        if zones[at] is BOILERPLATE and at and _ABOUT_AUTHORS.fullmatch(bodies[at - 1]) and page.ended[at]:
            zones[at] = BIO
        if zones[at] is BOILERPLATE and page.blocks[at].kind is TEXT and authors.is_signed_note(bodies[at]):
            zones[at] = BIO


def _tells_on(body: str) -> bool:
    """Whether a paragraph below a note about the author goes on with it, and is not the paper's own."""
    return _OWN_PAPER.match(body) is None


def _names_author(page: Page, body: str) -> bool:
    """Whether a paragraph begins with the name from the byline."""
    name = " ".join(takewhile(str.istitle, (_bare(word) for word in body.split()[:4])))
    bylines = (page.bodies[at] for at, zone in enumerate(page.zones[:_FRONT]) if zone is BYLINE)
    return " " in name and any(name in byline for byline in bylines)


def _bare(word: str) -> str:
    """Return a word without the mark of an owner, or behind its comma."""
    return word.rstrip(",").removesuffix("’s").removesuffix("'s")


def _mark_bio(page: Page, at: int, last: int, first: int) -> None:
    page.zones[at] = BIO
    for near in (at - 1, at - 2):
        if near > first and say.is_note(page.bodies[near]):
            page.zones[near] = BIO
    for later in range(at + 1, last + 1):
        if page.zones[later] is HEADING or page.bodies[later].startswith(_QUOTES):
            return
        if (
            page.zones[later] is BODY
            and len(page.bodies[later]) < 300
            and not say.begins_as_furniture(page.bodies[later])
        ):
            page.zones[later] = BIO if _tells_on(page.bodies[later]) else BOILERPLATE
