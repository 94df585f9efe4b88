"""Words passed on that the text puts on nobody: "amid reports that …", "he is said to …", "reportedly"."""

from articles.splitting.patterns import regex

_HEARSAY = regex(
    r"\b(?:amid|despite|following|after|(?:there|these)\s(?:are|were|have\sbeen|had\sbeen))\s(?:[\w-]+\s){0,3}"
    r"(?:reports|claims|allegations|rumou?rs|suggestions|accusations|speculation)\s(?:[\w,-]+\s){0,4}that\b|"
    r"\b(?:[Rr]eportedly|[Aa]llegedly|[Pp]urportedly|[Ss]upposedly)\b|"
    r"\b(?:is|are|was|were)\s(?:\w+ly\s)?(?:said|reported|alleged|claimed|rumou?red|understood)\sto\s(?:have|be)\b|"
    r"\b[Ii]t\s(?:is|was|has\sbeen|had\sbeen)\s(?:\w+ly\s)?(?:said|reported|alleged|claimed|rumou?red|understood)\sthat\b"
)


def is_hearsay(flat: str) -> bool:
    """Whether a sentence passes on what it says others say, without naming them."""
    return _HEARSAY.search(flat) is not None
