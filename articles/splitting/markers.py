"""The marks a line of a list begins with, which are no words of what it says: "• ", "– ", "1. ", "2/ "."""

from articles.splitting.patterns import regex

_MARKER = regex(
    r"\s*(?:[•▪◦‣⁃●○■□►▶✓✔➤·]\s*|[-–—*+]\s+|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]{1,2}\s+|\[\d{1,3}\]\s+|"
    r"\(?\d{1,3}/(?:\d{1,3}|n)?\)?\s+|[¹²³⁴⁵⁶⁷⁸⁹]\s+)(?=\S)"
)
_FIRST = frozenset("•▪◦‣⁃●○■□►▶✓✔➤·-–—*+([0123456789¹²³⁴⁵⁶⁷⁸⁹abcdefghijklmnopqrstuvwxyz")


def marker_end(flat: str) -> int:
    """Return where the words of a line begin, behind the mark of its list."""
    if flat.lstrip()[:1] not in _FIRST:
        return 0
    found = _MARKER.match(flat)
    return found.end() if found else 0
