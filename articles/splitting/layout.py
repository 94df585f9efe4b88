"""Put an article's paragraphs together again: wrapped lines, page breaks, furniture in mid-sentence."""

import re

from articles.splitting.abbreviations import BOUND
from articles.splitting.entries import closes_letter, is_entry
from articles.splitting.lines import SUPERSCRIPTS, Kind, Line, read_lines, wrap_width
from articles.splitting.markup import mask
from articles.splitting.members import FIELD, HEAD, ITEM, KEY, LINK, MARK, NUMBERED, PAGE, TABLE, TEXT
from articles.splitting.patterns import regex
from articles.splitting.wordlist import words

_NEVER_FIRST = {HEAD, MARK, TABLE, PAGE, FIELD}
_OPEN_END = words(
    """
    the a an of and or to in on at by for with from that which who as but than into its their his her our this these
    those is are was were be been has have had will would could should may might must not no such between among
    including about over under against during after before while when where whether because if also very most
    other mr mrs ms dr gen sen rep gov president st lt col prof
    """
)
_FOOTNOTE = regex(r"(?:\[\d{1,3}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|\d{1,3}(?=[.\s]\s*(?:See|Ibid|Cf|https?:|[A-Z])))")
_CITING = regex(r"\b(?:1[5-9]|20)\d\d\b|\b(?:pp?|vol|no|para|ch?)\.\s?\d|\b(?:[Ii]bid|[Oo]p\. cit)")
_ASIDE = regex(
    r"(?:image|images|photo|photos|photograph|picture|pictured|figure|fig\.|table|chart|graphic|video|caption|"
    r"credit|source|"
    r"advertisement|ad\b|story continues|read more|related|see also|continued|click|share|follow|subscribe|"
    r"sign up)\b",
    re.IGNORECASE,
)
_STAMPED = regex(r"(?:last\s)?(?:updated|published|posted)\b", re.IGNORECASE)
_MAY_INTERRUPT = (TEXT, KEY, HEAD, TABLE)
_NOTED = tuple(SUPERSCRIPTS)
_DASHES = "–—"
_DASH_ENDS = tuple(_DASHES)
_POSSESSIVE = ("'s", "’s")
_LOOK_AHEAD = 6
# A title and a deck stand here, each a line of its own.
_FRONT = 2
_SHORT = 120
_LONG_LINE = 55
_LEAST_LINE = 16
_LONGEST_HOLE = 2500


class Block:
    """A paragraph, heading, item or line: `flat` is its span with markup, line breaks and holes as spaces."""

    __slots__ = ("end", "flat", "gap", "holes", "in_hole", "kind", "lines", "quoted", "start")

    def __init__(self, first: Line, kind: Kind) -> None:
        self.flat = ""
        self.in_hole = False
        self.start = first.start
        self.end = first.end
        self.kind = kind
        self.lines = [first]
        self.gap = first.gap
        self.quoted = first.quoted
        self.holes: list[tuple[int, int]] = []

    @property
    def body(self) -> str:
        return self.flat.strip()


def read_blocks(text: str) -> list[Block]:
    """Return the blocks in the order of their starts; a block in another's hole follows it."""
    flat = mask(text)
    lines = read_lines(text, flat)
    width = wrap_width(lines)
    blocks = _close_gaps(_join_lines(lines, width), width)
    for block in blocks:
        block.flat = _flatten(flat, block)
    return blocks


def _join_lines(lines: list[Line], width: int) -> list[Block]:
    blocks: list[Block] = []
    noted = -1
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        note = bool(blocks) and line.gap == 0 and _is_note(blocks[-1].lines[-1], line, after)
        if note or noted == at - 1 >= 0:
            blocks.append(Block(line, PAGE if line.kind is PAGE else TEXT))
            noted = at if note else noted
        elif blocks and line.gap == 0 and _continues(blocks[-1], line, after, width):
            block = blocks[-1]
            block.lines.append(line)
            block.end = line.end
        else:
            kind = TEXT if _is_false_item(blocks, line, width) else line.kind
            blocks.append(Block(line, kind))
    return blocks


def _is_note(before: Line, line: Line, after: Line | None) -> bool:
    """Whether a footnote stands between two lines of one sentence."""
    if before.terminated or after is None or not line.terminated or not _FOOTNOTE.match(line.body):
        return False
    if after.lower:
        return True
    if after.kind is PAGE:
        return len(line.body) < _SHORT
    return _FOOTNOTE.match(after.body) is not None and _CITING.search(line.body) is not None


def _is_false_item(blocks: list[Block], line: Line, width: int) -> bool:
    """Whether a number or dash at the line's start is only where a wrapped sentence happens to break."""
    if line.kind not in (NUMBERED, ITEM, KEY) or not blocks or not width:
        return False
    before = blocks[-1]
    last = before.lines[-1]
    open_prose = before.kind is TEXT and not last.terminated and len(last.body) > 0.7 * width
    return open_prose and (line.kind is not ITEM or line.body[0] in "–—-")


def _fills(line: Line, after: Line, width: int, share: float) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    return bool(width) and len(line.body) + 1 + len(after.first_word) > share * width


def _ends_in_title(body: str) -> bool:
    """Whether the last word is "Gen." or "Mr.", so that a name must follow."""
    word = body[-12:].rsplit(None, 1)[-1]
    return body[-1] == "." and word[:1].isupper() and word[:-1].lower() in BOUND


def _ends_in_initial(body: str) -> bool:
    """Whether a line ends inside a name: "Earl T."."""
    spoken = body[-40:].split()
    return len(spoken) > 1 and len(spoken[-1]) == 2 and spoken[-1][0].isupper() and spoken[-2][0].isupper()


def _ends_open(body: str) -> bool:
    if body[-1:] in ",-–—":
        return True
    last = body[-24:].rsplit(None, 1)[-1]
    return last.lower().rstrip(".") in _OPEN_END and last != "May"


def _continues(block: Block, line: Line, after: Line | None, width: int) -> bool:
    """Whether a line goes on with the block of the line directly above it."""
    last = block.lines[-1]
    if (
        last.kind in _NEVER_FIRST
        or line.kind in _NEVER_FIRST
        or (last.body[-1:] == "," and _parts(last.body, line.body))
    ):
        return False
    if last.quoted and not line.quoted and not last.terminated and line.kind is TEXT:
        return line.lower or last.body[-1:] == "-"  # what is wrapped below ">"
    if line.quoted != last.quoted or line.body.startswith(_NOTED) or (line.kind is LINK and "@" in line.body):
        return False
    if last.repeated and len(block.lines) == 1 and not line.repeated and not line.lower:
        return False
    if line.kind in (ITEM, NUMBERED, KEY) and not _is_false_item([block], line, width):
        return False
    if line.repeated and last.repeated:
        return False
    if line.repeated and not line.lower and not _fills(last, line, width, 0.85):
        return False
    if line.lower and _fills(last, line, width, 0.86):
        return True
    if block.kind is KEY and len(block.lines) == 1 and after and after.kind is KEY and after.gap == 0:
        return len(last.body) < 100 and "," in last.body and not last.terminated
    if last.terminated and is_entry(line.body) and is_entry(block.lines[0].body):
        return False
    if _fills(last, line, width, 0.86):
        return True
    if last.terminated:
        named = _ends_in_title(last.body) or (bool(width) and _ends_in_initial(last.body))
        return (named and len(last.body) > _LEAST_LINE) or (line.lower and last.body.endswith(("...", "…")))
    if line.lower:
        return len(last.body) > 25 or bool(width)
    if width and len(block.lines) > 1 and len(last.body) > 0.6 * width and block.kind is TEXT:
        return True
    full = len(last.body) > (0.6 * width if width else _LONG_LINE)
    return full and _ends_open(last.body) and not _STAMPED.match(line.body)


def _parts(last: str, body: str) -> bool:
    """Whether a line ends a letter, or is the name of its writer: "Yours, etc,", "NUALA FINN,"."""
    return closes_letter(last) or (last.isupper() and not body.isupper())


def _close_gaps(blocks: list[Block], width: int) -> list[Block]:
    """Join the halves of paragraphs cut by page breaks and furniture; what lay between becomes a hole."""
    out: list[Block] = []
    merged = [False] * len(blocks)
    for at, block in enumerate(blocks):
        if merged[at]:
            continue
        out.append(block)
        here = at
        while (there := _continuation(blocks, block, here, width)) is not None:
            _merge(block, blocks[here + 1 : there], blocks[there])
            merged[there] = True
            here = there
    return out


def _merge(block: Block, between: list[Block], other: Block) -> None:
    for aside in between:
        aside.in_hole = True
    if between:
        block.holes.append((between[0].start, between[-1].end))
    block.lines.extend(other.lines)
    block.end = other.end


def _continuation(blocks: list[Block], block: Block, here: int, width: int) -> int | None:
    """Return the index of the block that goes on with `block`, past furniture."""
    if not _is_open(block):
        return None
    for there in range(here + 1, min(here + 2 + _LOOK_AHEAD, len(blocks))):
        other = blocks[there]
        goes_on = _resumes(block, other, there - here, width) or (
            there == here + 1 > _FRONT and _breaks_off(block, other, width)
        )
        if goes_on and not (there > here + 1 and here <= _FRONT and _is_headline(block, other)):
            return there if there == here + 1 or not _is_anothers(blocks[here + 1 : there], other, width) else None
        if not _is_aside(other) or other.end - blocks[here + 1].start > _LONGEST_HOLE:
            return None
    return None


def _is_open(block: Block) -> bool:
    last = block.lines[-1]
    if block.kind not in (TEXT, ITEM, NUMBERED, KEY) or block.in_hole:
        return False
    if (last.repeated and len(block.lines) == 1) or closes_letter(last.body):
        return False
    size = block.end - block.start
    if last.terminated:
        return size > 40 and _ends_in_title(last.body)
    return (size > 40 and last.body.count(" ") > 2) or (len(block.lines) > 1 and size > 40)


def _resumes(block: Block, other: Block, distance: int, width: int) -> bool:
    first, last = other.lines[0], block.lines[-1]
    if other.kind is not TEXT or other.quoted != block.quoted:
        return False
    if first.lower or _takes_up_dash(last.body, first.body):
        return not first.repeated and (distance == 1 or other.end - other.start > _LEAST_LINE)
    if _FOOTNOTE.match(first.body) or _ASIDE.match(first.body):
        return False
    if distance == 1 and other.gap == 0:
        return False
    solid = len(other.lines) > 1 or other.lines[-1].terminated
    if _ends_open(last.body) and last.body[-1] not in _DASHES:
        return solid and (len(last.body) > 40 or len(block.lines) > 1) and not first.repeated
    if distance > 1 or not solid or not _fills(last, first, width, 1.0):
        return False
    if len(block.lines) == 1 and len(last.body) > 1.2 * width:
        return False
    return len(block.lines) > 1 or ". " in last.body or _is_unclosed(last.body) or last.body.endswith(_POSSESSIVE)


def _is_headline(block: Block, other: Block) -> bool:
    """Whether a block is a short line, whose last word may well be "not" or "for", and the other a new beginning."""
    first = other.lines[0]
    fresh = not first.lower and not _takes_up_dash(block.lines[-1].body, first.body)
    return fresh and len(block.lines) == 1 and block.end - block.start < _SHORT


def _is_unclosed(body: str) -> bool:
    """Whether a bracket or quotation mark is still open."""
    return body.rfind("(") > body.rfind(")") or body.rfind("“") > body.rfind("”") or body.count('"') % 2 == 1


def _breaks_off(block: Block, other: Block, width: int) -> bool:
    """Whether a page break follows the first line of a paragraph: a full line of mostly small words."""
    first = block.lines[0]
    if len(block.lines) > 1 or other.kind is not TEXT or other.quoted != block.quoted or not other.gap:
        return False
    solid = len(other.lines) > 1 or other.lines[-1].terminated
    if not solid or not _fills(first, other.lines[0], width, 1.0):
        return False
    small = sum(map(str.islower, first.body.split()))
    return small * 2 > first.body.count(" ") and not _FOOTNOTE.match(other.lines[0].body)


def _is_anothers(between: list[Block], other: Block, width: int) -> bool:
    """Whether a block goes on with one of those in between: the last, or another that is wrapped and left open."""
    wrapped = any(
        len(aside.lines) > 1 and not _ASIDE.match(aside.lines[0].body) for aside in between if _is_open(aside)
    )
    return wrapped or _is_cut(between[-1], other, width)


def _is_cut(block: Block, other: Block, width: int) -> bool:
    """Whether a line in between is itself broken off before `other`, and so nobody's aside."""
    return block.kind is TEXT and _fills(block.lines[-1], other.lines[0], width, 1.0) and _is_open(block)


def _takes_up_dash(last: str, first: str) -> bool:
    """Whether a sentence broken off at a dash goes on behind another dash."""
    return last[-1:] in _DASH_ENDS and first[:1] in _DASH_ENDS and first.lstrip(_DASHES + " ")[:1].islower()


def _is_aside(block: Block) -> bool:
    """Whether a block may stand between the halves of a sentence."""
    first = block.lines[0]
    if block.kind in (PAGE, MARK, LINK) or first.repeated:
        return True
    if _ASIDE.match(first.body) or _FOOTNOTE.match(first.body):
        return True
    if block.kind is KEY and len(block.lines) == 1 and first.body.partition(":")[0].isupper():
        return block.end - block.start < _SHORT  # a caption behind its label: "CLOSED: The door …"
    return block.kind in _MAY_INTERRUPT and block.end - block.start < _SHORT and not first.terminated


def _flatten(flat: str, block: Block) -> str:
    """Return the block's words with holes and line breaks as spaces, its offsets kept."""
    pieces: list[str] = []
    at = block.start
    for start, end in block.holes:
        pieces += (flat[at:start], " " * (end - start))
        at = end
    words = "".join((*pieces, flat[at : block.end])) if pieces else flat[at : block.end]
    return words.replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
