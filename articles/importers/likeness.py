"""Knowing an article again: by its address however it is written, and by its words where some of them changed."""

from __future__ import annotations

import hashlib
import re
import zlib
from urllib.parse import parse_qsl, urlencode, urlsplit

_WORD = re.compile(r"\w+")
_KEPT = 8  # sequences of four words that stand for a text
_LEAST_WORDS = 30
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
    """The smallest hashes of the text's word sequences, at most eight; [] for a text too short to be told by them."""
    words = _WORD.findall(text[:_SAMPLE_CHARS].lower())
    if len(words) < _LEAST_WORDS:
        return []
    return sorted(_hashes(words))[:_KEPT]


def likeness(one: str, other: str) -> float:
    """The share of word sequences that two texts have in common, 0 to 1 (Jaccard)."""
    a, b = (_hashes(_WORD.findall(text[:_SAMPLE_CHARS].lower())) for text in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


def _hashes(words: list[str]) -> set[int]:
    """A number for each four words in a row."""
    of_word = {word: zlib.crc32(word.encode()) for word in set(words)}
    row = [of_word[word] for word in words]
    return {
        (a * 3 ^ b * 5 ^ c * 7 ^ d * 11) * _SPREAD & _LARGEST
        for a, b, c, d in zip(row, row[1:], row[2:], row[3:], strict=False)
    }
