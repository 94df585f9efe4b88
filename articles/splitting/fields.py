"""Front matter: the fields that a publishing system writes between two rules at the top of a text."""

from collections.abc import Sequence

from articles.splitting.patterns import regex
from articles.terms import Zone

_RULES = ("---", "+++")
_MOST = 60
_FIELD = regex(r"[A-Za-z][\w -]{0,30}\s?[:=](?:\s|$)")
_ZONES = {
    **dict.fromkeys(("title", "headline"), Zone.TITLE),
    **dict.fromkeys(("author", "authors", "byline", "by"), Zone.BYLINE),
    **dict.fromkeys(
        ("description", "subtitle", "summary", "excerpt", "standfirst", "dek", "deck", "subheading", "lead"), Zone.DECK
    ),
}


def closing_rule(raws: Sequence[str]) -> int:
    """Return the number of the line that closes a text's front matter, or -1 where it has none."""
    opens = next((number for number, raw in enumerate(raws[:_MOST]) if raw.strip()), -1)
    if opens < 0 or (rule := raws[opens].strip()) not in _RULES:
        return -1
    for number in range(opens + 1, min(len(raws), opens + _MOST)):
        if raws[number].strip() == rule:
            return number if number > opens + 1 and _FIELD.match(raws[opens + 1]) else -1
    return -1


def zone_of(body: str) -> Zone:
    """Return what a field tells: title, author and description are the article's own, the rest is about it."""
    return _ZONES.get(body[: label_end(body)].rstrip(":= ").lower(), Zone.METADATA)


def label_end(body: str) -> int:
    """Return where a field's value begins."""
    match = _FIELD.match(body)
    return match.end() if match else 0
