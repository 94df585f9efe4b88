"""What is set into an article's text: its own words pulled out large, captions printed twice, signed quotations."""

from itertools import compress, count, repeat
from operator import contains

from articles.splitting import furniture as say
from articles.splitting.members import BODY, KEY, MARK, TEXT
from articles.splitting.page import Page
from articles.splitting.patterns import regex

_LEAST_WORDS, _MOST = 5, 240
_FEW = 8
_DOUBLED = 4
_NEAR = 14
_GLANCE = 40
_MARKS = "\"“”'‘’«»…. "
_OPENING = ("“", '"', "«", "„", "‘", "'")
_CLOSING = ("”", '"', "»", "’", "'")
_SIGNED = regex(r"[—–-]{1,2}\s?[A-Z]\w")
_LABEL_MOST = 30


def is_pulled(page: Page, at: int) -> bool:
    """Whether a short paragraph only says again what a paragraph nearby says in its midst: a pull quote."""
    block, body = page.blocks[at], page.bodies[at]
    if len(body) > _MOST or block.kind is not TEXT or block.in_hole or body.count(" ") + 1 < _LEAST_WORDS:
        return False
    if not page.ended[at] and body.count(" ") < _FEW:
        return False  # a heading may well quote
    words = body.strip(_MARKS)
    start = words[:_GLANCE].rpartition(" ")[0].partition(". ")[0]
    if body.startswith(_OPENING):
        start = start.partition("”")[0].partition('"')[0].rstrip(",.")
    if len(start) * 2 < _GLANCE:
        return False
    first = max(0, at - _NEAR)
    alike = compress(count(first), map(contains, page.bodies[first : at + _NEAR], repeat(start)))
    return any(other != at and len(page.bodies[other]) > len(body) and _is_text(page, other) for other in alike)


def _is_text(page: Page, at: int) -> bool:
    """Whether a paragraph belongs to the running text, as far as is known."""
    return page.zones[at] in (BODY, None) and page.ended[at] and not say.is_caption(page.bodies[at])


def is_doubled(page: Page, at: int) -> bool:
    """Whether an unfinished line comes again right below or above, as captions do for readers who see no pictures."""
    body = page.bodies[at]
    if page.ended[at] or len(body) > _MOST or body.count(" ") + 2 < _LEAST_WORDS or ". " in body:
        return False
    if at and say.is_clock(page.bodies[at - 1]):
        return False  # the heading of an entry, told before among the main points
    near = (other for other in range(max(0, at - _DOUBLED), min(page.size, at + _DOUBLED + 1)) if other != at)
    return any(page.bodies[other].startswith(body) for other in near)


def is_under_label(page: Page, at: int) -> bool:
    """Whether a line stands under a bare "Image caption,"."""
    above = page.bodies[at - 1] if at else ""
    return above[-1:] in (",", ":") and len(above) < _LABEL_MOST and not page.blocks[at].gap and say.is_caption(above)


def is_under_credit(page: Page, at: int) -> bool:
    """Whether a line stands under a picture's credit behind a label in capitals: "CLOSED: The door of Room 12 …"."""
    if not at or page.blocks[at].kind is not KEY or page.blocks[at].gap or not say.is_credit_line(page.bodies[at - 1]):
        return False
    return page.bodies[at].partition(":")[0].isupper()


def is_signed(page: Page, at: int) -> bool:
    """Whether a paragraph is nothing but a quotation, with a dash and a name in the line below."""
    body, below = page.bodies[at], at + 1
    if not body.startswith(_OPENING) or not body.endswith(_CLOSING) or page.blocks[at].kind not in (TEXT, KEY):
        return False
    while below < page.size and page.blocks[below].kind is MARK:
        below += 1
    return below < page.size and is_signature(page, below)


def is_signature(page: Page, at: int) -> bool:
    """Whether a line is a dash and a name."""
    body = page.bodies[at]
    return len(body) < _MOST // 2 and not page.ended[at] and _SIGNED.match(body) is not None
