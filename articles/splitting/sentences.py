"""Where sentences end inside one paragraph."""

import re
from collections.abc import Iterator

from articles.splitting.abbreviations import (
    BOUND,
    BOUND_BEFORE_NUMBER,
    EITHER,
    FOREIGN_MONTHS,
    HOURS,
    NEVER_NAMES,
    NUMBERED_ONLY,
    NUMBERS,
    OPENERS,
    PLACES_TOO,
    WEEKDAYS,
    WORDS_BEFORE_OPENERS,
    WORDS_TOO,
)
from articles.splitting.breaks import extra_ends, may_enumerate, with_enumeration
from articles.splitting.patterns import regex

# An end mark, the marks and closers behind it, and white space or the end; or a full stop of a script without spaces.
_END = regex(
    r"[.!?…。！？｡؟۔।॥։።፧။၊](?<![.!?…][.!?…])[.!?…]*+"
    r"(?:[\"'”’»)\]}›」』）》“]++|\[\^?\d{1,3}(?:,\s?\d{1,3})*\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]++|"
    r"(?<=[a-z][a-z][.”\"])\d{1,2}(?=\s+[A-Z“\"]))*"
)
_GLUED = regex(r"[“\"(]?[A-Z][a-z]+\s")
_UNSPACED = frozenset("。！？｡؟۔।॥։።፧။၊")
# Matched up to a full stop: runs to its end and comes back only over the last word.
_TOKEN = regex(r"(?:.*[\s(\[\"'“‘«—])?([^\s(\[\"'“‘«—]+)$", re.DOTALL)
_REFERENCE = regex(r"(\[\^?\d{1,3}\])\s*")
_ROMAN = frozenset("IVXLCDM")
_NEXT = regex(r"[^\s]+")
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NEXT_LOWER = regex(
    r"(?:i|i['’]m|i['’]ve|i['’]ll|you|they|we|he|she|it|its|it['’]s|the|this|that|these|there|my|your|if|when|but|so|also|just|please|"
    r"what|why|how|do|does|did|is|are|can|call|not|maybe|thanks|other|another|then|now|after)\s"
)
_SPACED_DOTS = regex(r"\.(?:\s\.){1,5}")
_SAYS_NEXT = regex(
    r"(?:(?:the|a|an|one|his|her|their|my|our)\s)?(?:[A-Z][\w.’'-]*\s){0,4}(?:[a-z]+\s)?"
    r"(?:(?:said|says?|asked|asks?|replied|added|wrote|told|tweeted|shouted|cried|exclaimed|wondered|answered|yelled|"
    r"demanded|whispered|muttered|murmured|screamed|inquired|remarked|retorted|repeated)\b|"
    r"(?:called|continued|began|started|howled|snapped|laughed|sighed|agreed|insisted|thought|joked|interrupted|protested)[.,;])"
)
_NUMBERED = frozenset(
    ("Table", "Figure", "Fig.", "Box", "Chart", "Annex", "Chapter", "Section", "Part", "Article", "Appendix")
)
_ABBREVIATIONS = BOUND | BOUND_BEFORE_NUMBER | EITHER | HOURS
_EMOJI = "\u2190"
_SHORT = 4
_BACK = 40
_FEW = 20


def sentence_ends(flat: str) -> list[int]:
    """Return the offsets into `flat` right behind each sentence, without the end of the text."""
    ends = list(_mark_ends(flat))
    more = extra_ends(flat, ends)
    if more:
        ends = sorted({*more, *ends})
    return with_enumeration(flat, ends) if may_enumerate(flat) else ends


def _mark_ends(flat: str) -> Iterator[int]:
    spaced = {m.start(): m.end() for m in _SPACED_DOTS.finditer(flat)} if ". ." in flat else {}
    size = len(flat)
    last = skip = 0
    for match in _END.finditer(flat):
        start, end = match.span()
        if start < skip:
            continue
        if start in spaced:
            skip = spaced[start]
            cut = _end_in_spaced_dots(flat, start, skip)
            if cut:
                yield cut
                last = cut
            continue
        after = end
        while after < size and flat[after].isspace():
            after += 1
        if end < after < size and flat[after].isalnum():
            if _ends_here(flat, last, start, end, after):
                yield end
                last = after
            continue
        while after < size and flat[after] == "[" and (reference := _REFERENCE.match(flat, after)):
            end = reference.end(1)
            after = reference.end()
        if after >= size or (flat[after] >= _EMOJI and _is_last_word(flat, after)):
            return
        if flat[after] in "»›" and after + 1 < size:
            end = after = after + 1
            while after < size and flat[after].isspace():
                after += 1
        if after < size and after == end and flat[start] not in _UNSPACED and not _is_glued(flat, start, end):
            continue
        if after < size and _ends_here(flat, last, start, end, after):
            yield end
            last = after


def _is_last_word(flat: str, at: int) -> bool:
    """Whether only a few emoji follow up to the paragraph's end."""
    return len(flat) - at < _FEW and not any(map(str.isalnum, flat[at:]))


def _is_glued(flat: str, start: int, end: int) -> bool:
    """Whether a space was lost behind an end mark: "the war.The next"."""
    before = flat[max(0, start - 2) : start]
    return len(before) == 2 and before.isalpha() and before.islower() and _GLUED.match(flat, end, end + 30) is not None


def _end_in_spaced_dots(flat: str, start: int, end: int) -> int:
    """Return where a spaced ellipsis ends its sentence: behind the stop it follows, or behind four dots; else 0."""
    if not flat[end : end + 3].strip()[:1].isupper():
        return 0
    if start > 0 and flat[start - 1].isalnum():
        return start + 1
    return end if flat.count(".", start, end) > 3 else 0


def _ends_here(flat: str, last: int, start: int, end: int, after: int) -> bool:
    """Judge one end mark at `start`, its closers up to `end`, the next word at `after`."""
    mark = flat[start]
    first = flat[after]
    if end - start == 1 and mark in ".!?" and first.isupper():
        return mark != "." or _stop_ends(flat, last, start, end, after, "")
    closers = flat[start:end].lstrip(".!?…")
    if mark in _UNSPACED:
        return True
    if first in "\"'“‘«([—–-*•" and after + 1 < len(flat):
        inner = flat[after : after + 4].lstrip("\"'“‘«([—–-*• ")[:1]
    else:
        inner = first
    if (
        "]" in closers
        and start > 0
        and flat[start - 1] in "[ ."
        and mark in ".…"
        and "[" in flat[max(last, start - 3) : start]
    ):
        return False
    if inner.islower():
        return _ends_before_lower(flat, last, start, end, after, mark, closers)
    if inner in ",;:.)!?/":
        return False
    lone = mark == "." and end - start - len(closers) == 1
    if not lone and closers and closers[0] in "\"'”’" and _says_next(flat, after):
        return False
    if mark not in ".…":
        return True
    if not lone:
        return not (start and flat[start - 1] == " " and flat.startswith(("I ", "I'", "I’"), after))
    return _stop_ends(flat, last, start, end, after, closers)


def _says_next(flat: str, after: int) -> bool:
    """Whether “Why?” or “Well …” is followed by who says it; a capital "He" or "The" opens a sentence of its own."""
    return flat[after : after + 6].partition(" ")[0] not in NEVER_NAMES and bool(
        _SAYS_NEXT.match(flat, after, after + 80)
    )


def _ends_before_lower(flat: str, last: int, start: int, end: int, after: int, mark: str, closers: str) -> bool:
    """Before lower case a question or exclamation ends a sentence, and a full stop between plain words."""
    if closers.strip(")") or flat[after] in "—–-" or end == after:
        return False
    if closers and flat.find("(", max(last, start - 400), start) >= 0:
        return False
    if mark == ".":
        return end - start == 1 and _is_careless(flat, last, start, after)
    return mark == "?" or (
        mark == "!" and (flat[start:end].count("!") > 1 or _NEXT_LOWER.match(flat, after) is not None)
    )


def _is_careless(flat: str, last: int, start: int, after: int) -> bool:
    """Whether a full stop stands between a plain word and a lower-case opener or a web address.

    Where the sentence itself began in lower case, any word may open the next.
    """
    found = _TOKEN.match(flat, max(last, start - _BACK), start)
    word = found[1].lower() if found else ""
    if flat.startswith(("http://", "https://", "www."), after):
        return True
    plain = len(word) > 2 and word.replace("'", "").replace("’", "").isalpha()
    if not plain or word in BOUND or word in EITHER or word == "etc":
        return False
    return flat[last].islower() or _NEXT_LOWER.match(flat, after) is not None


def _stop_ends(flat: str, last: int, start: int, end: int, after: int, closers: str) -> bool:
    """Judge a single full stop before a capital, a digit or a sign."""
    before = flat[max(last, start - _BACK) : start].rpartition(" ")[2]
    if len(before) > _SHORT and before.isalpha() and before.lower() not in _ABBREVIATIONS:
        return True
    found = _TOKEN.match(flat, max(last, start - _BACK), start)
    if not found:
        return True
    piece = _last_of_range(found[1])
    lower = piece.lower().lstrip("-–")
    if len(piece) > _SHORT and piece.isalpha() and lower not in _ABBREVIATIONS:
        return True
    if closers.strip(")]") and lower not in BOUND:
        return True
    following = _NEXT.match(flat, after, after + 30)
    word = following.group() if following else ""
    bare = word.strip("\"'“”‘’«»([.,;:!?)")
    number = word.lstrip("$£€([")[:1].isdigit()
    if len(piece) <= _SHORT and found.start(1) <= last + 1 and (piece.isdigit() or (len(piece) == 1 and piece != "I")):
        return False
    if piece[0].isdigit() and start - last < 20 and flat[last : found.start(1)].strip() in _NUMBERED:
        return False
    if piece.isdigit() and bare in FOREIGN_MONTHS:
        return False
    if number and lower.rstrip("°º") in BOUND_BEFORE_NUMBER:
        return False
    if lower in HOURS:
        return _hour_ends(flat, last, start, bare)
    if len(piece) == 1 and piece.isalpha() and piece.isupper():
        return _initial_ends(flat, last, found.start(1), piece, bare, number)
    if lower in BOUND and not (piece[0].islower() and lower in WORDS_TOO):
        return _bound_ends(flat, last, found.start(1), piece, bare, closers)
    if lower in EITHER and (
        piece[0].isupper() or "." in piece or lower in {"co", "etc", "st", "dept", "hr", "lb", "lbs", "yr"}
    ):
        return not number and (bare in OPENERS or word[:1] in '“"‘')
    if "." in piece and len(piece) <= 7 and all(len(part) <= 1 for part in piece.split(".")) and piece[0].isalpha():
        return not number and (bare in OPENERS or word[:1] in '“"‘')
    return True


def _bound_ends(flat: str, last: int, at: int, piece: str, bare: str, closers: str) -> bool:
    """Judge an abbreviation that something must follow: "No." and "Arts." without a number, "Elm St. The" end."""
    lower = piece.lower().lstrip("-–")
    if lower in NUMBERED_ONLY:
        return not (len(bare) == 1 or bare[-1:].isdigit() or _ROMAN.issuperset(bare) or bare.lower() in NUMBERS)
    if bare not in OPENERS:
        return False
    if lower in PLACES_TOO:
        return flat[last:at].rstrip()[-1:].isalnum()
    if piece == lower and lower in WORDS_BEFORE_OPENERS:
        return True
    return closers != "" or (piece.isupper() and len(piece) > 2 and bare in NEVER_NAMES)


def _hour_ends(flat: str, last: int, start: int, bare: str) -> bool:
    """Judge "a.m." and "p.m.": "At 5 a.m. Mr. Smith went" goes on, "left at 6 p.m. Mr. Smith then" does not."""
    if bare in WEEKDAYS or not bare[:1].isupper():
        return False
    return start - last > 14 or (bare in OPENERS and start - last > 14)


def _last_of_range(piece: str) -> str:
    """Return what stands behind the dash of "Jan.–Mar" or "Jan.-Mar"."""
    cut = max(piece.rfind("–"), piece.rfind(".-") + 1)
    return piece[cut + 1 :] if 0 < cut < len(piece) - 1 else piece


def _initial_ends(flat: str, last: int, at: int, piece: str, bare: str, number: bool) -> bool:
    """Judge a single capital: an initial in a name, or the last word ("plan B.", "you and I.")."""
    if bare in NEVER_NAMES:
        return at > last
    if piece == "I":
        before = flat[max(last, at - 24) : at].rstrip()
        return bool(before) and not before.rsplit(None, 1)[-1][:1].isupper()
    words = flat[max(last, at - 24) : at].split()
    word = words[-1] if words else ""
    named = word[:1].isupper() and word not in OPENERS
    return not number and bare in OPENERS and not named
