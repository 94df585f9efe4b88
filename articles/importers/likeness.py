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
_MOST_REMEMBERED = 100_000  # words whose hashes are at hand; a language has fewer in daily use
_LONGEST_REMEMBERED = 40
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


def fingerprint(text: str, words: list[str] | None = None) -> list[int]:
    """At most eight numbers for word sequences of the text; [] for one too short to be told by them.

    `words` are those between its blanks, where somebody has them already.

    Only sequences that begin with one of the words of the smallest hashes are looked at, and of these the smallest are
    kept: another text with most of these words in this order ends in most of the same numbers.
    """
    words = _words(text, words if words is not None and len(text) <= _SAMPLE_CHARS else None)
    if len(words) < _LEAST_WORDS:
        return []
    row = list(map(_hash_of.__getitem__, words))
    least = sorted(set(row))[:_LOOKED_AT][-1]
    fours = zip(row, row[1:], row[2:], row[3:], strict=False)
    return sorted({_number(a, b, c, d) for a, b, c, d in fours if a <= least})[:_KEPT]


class _Hashes(dict[str, int]):
    """The hash of each word that was met, however it is capitalized; begun anew when it has grown too long."""

    def __missing__(self, word: str) -> int:
        number = zlib.crc32(word.lower().encode())
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        if len(word) <= _LONGEST_REMEMBERED:
            self[word] = number
        return number


_hash_of = _Hashes()


def _words(text: str, words: list[str] | None) -> list[str]:
    """What stands between blanks; between any marks in a text that is written without blanks."""
    text = text[:_SAMPLE_CHARS]
    words = text.split() if words is None else words
    return words if len(text) < _LONGEST_WORDS * len(words) else _WORD.findall(text)


def likeness(one: str, other: str) -> float:
    """The share of word sequences that two texts have in common, 0 to 1 (Jaccard)."""
    a, b = (_hashes(_WORD.findall(text[:_SAMPLE_CHARS])) for text in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _hashes(words: list[str]) -> set[int]:
    """A number for each four words in a row."""
    row = list(map(_hash_of.__getitem__, words))
    return set(map(_number, row, row[1:], row[2:], row[3:]))


def _number(a: int, b: int, c: int, d: int) -> int:
    return (a * 3 ^ b * 5 ^ c * 7 ^ d * 11) * _SPREAD & _LARGEST
