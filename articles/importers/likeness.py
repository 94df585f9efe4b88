"""Knowing an article again: by its address however it is written, and by its words where some of them changed."""

from __future__ import annotations

import hashlib
import re
import zlib
from urllib.parse import parse_qsl, urlencode, urlsplit

_WORD = re.compile(r"\w+")
_KEPT = 8  # sequences of four words that stand for a text
_LOOKED_AT = 24  # words where they may begin
_LEAST_WORDS = 30
_LONGEST_WORDS = 12  # characters, on an average
_SPREAD = 0x9E3779B97F4A7C15
_LARGEST = 2**62 - 1
_SAMPLE_CHARS = 200_000
NEAR_SHARE = 0.8
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref|cmpid|ocid|smid|at_\w+", re.IGNORECASE)


def address_key(url: str) -> str:
    """A hash under which the addresses of one page meet: no scheme, www, tracking, fragment or last slash in it."""
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    asked = urlencode(sorted((name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)))
    path = parts.path.rstrip("/").removesuffix("/amp") or "/"
    return hashlib.sha256(f"{host}{port}{path}?{asked}".encode()).hexdigest()


def fingerprint(text: str) -> list[int]:
    """At most eight numbers for word sequences of the text; [] for one too short to be told by them.

    Only sequences that begin with one of the words of the smallest hashes are looked at, and of these the smallest are
    kept: another text with most of these words in this order ends in most of the same numbers.
    """
    words = _words(text[:_SAMPLE_CHARS].lower())
    if len(words) < _LEAST_WORDS:
        return []
    of_word = {word: zlib.crc32(word.encode()) for word in set(words)}
    least = sorted(of_word.values())[:_LOOKED_AT][-1]
    row = list(map(of_word.__getitem__, words))
    begins = (at for at, number in enumerate(row[:-3]) if number <= least)
    return sorted({_number(*row[at : at + 4]) for at in begins})[:_KEPT]


def _words(text: str) -> list[str]:
    """What stands between blanks; between any marks in a text that is written without blanks."""
    words = text.split()
    return words if len(text) < _LONGEST_WORDS * len(words) else _WORD.findall(text)


def likeness(one: str, other: str) -> float:
    """The share of word sequences that two texts have in common, 0 to 1 (Jaccard)."""
    a, b = (_hashes(_WORD.findall(text[:_SAMPLE_CHARS].lower())) for text in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _hashes(words: list[str]) -> set[int]:
    """A number for each four words in a row."""
    of_word = {word: zlib.crc32(word.encode()) for word in set(words)}
    row = [of_word[word] for word in words]
    return set(map(_number, row, row[1:], row[2:], row[3:]))


def _number(a: int, b: int, c: int, d: int) -> int:
    return (a * 3 ^ b * 5 ^ c * 7 ^ d * 11) * _SPREAD & _LARGEST
