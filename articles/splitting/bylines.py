"""Who a line names as its author, in languages other than English."""

from articles.splitting.wordlist import words

_OPENERS = {
    "ca": "per", "cs": "autor:", "da": "af", "de": "von", "el": "του", "es": "por", "fr": "par", "it": "di",
    "nl": "door", "no": "av", "pl": "autor:", "pt": "por", "ro": "de", "ru": "автор:", "sv": "av", "uk": "автор:",
}  # fmt: skip
_BETWEEN_NAMES = words("und et y e en og och i și и та de der di da van von")
_MOST_WORDS = 8


def named_author(line: str, language: str) -> str:
    """Return the names behind the language's "by" (or an importer's), where nothing but names follows; else ""."""
    opener, _blank, rest = line.strip().partition(" ")
    names = rest.split()
    if opener.lower() not in ("by", _OPENERS.get(language)) or not 1 < len(names) <= _MOST_WORDS:
        return ""
    if rest[-1] in ".!?:" or not all(name[0].isupper() or name in _BETWEEN_NAMES for name in names):
        return ""
    return rest.strip()
