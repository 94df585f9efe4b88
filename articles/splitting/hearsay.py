"""Words passed on that the text puts on nobody: "amid reports that …", "he is said to …", "rumour has it"."""

from collections.abc import Sequence

from articles.splitting.patterns import regex
from articles.splitting.wordlist import words

_TOLD = r"(?:said|reported|alleged|claimed|rumou?red|understood|thought|believed|feared|suspected|reputed)"
_TO_HAVE = regex(rf"\b(?:is|are|was|were)\s(?:\w+ly\s)?{_TOLD}\sto\s(?:have|be)\b")
_IT_IS = regex(rf"[Ii](?<!\w.)t\s(?:is|was|has\sbeen|had\sbeen)\s(?:\w+ly\s)?{_TOLD}\s(?:that|by\ssome)\b")
_AMID = regex(
    r"\b(?:amid|despite|following|after|(?:[Tt]here|[Tt]hese)\s(?:are|were|have\sbeen|had\sbeen))\s(?:[\w-]+\s){0,3}"
    r"(?:reports|claims|allegations|rumou?rs|suggestions|accusations|speculation)\s(?:[\w,-]+\s){0,4}that\b"
)
_IN_PASSING = regex(
    r"(?<![Tt]he )(?<!\b[Aa]n )(?<!\b[Aa] )\b(?:[Rr]eportedly|[Aa]llegedly|[Pp]urportedly|[Ss]upposedly)\b|"
    r"\b(?:[Rr]umou?r|[Ll]egend|[Ww]ord|[Gg]ossip|[Tt]radition|[Ll]ore)\s(?:\w+\s)?has\sit\b|\b[Tt]he\sstory\sgoes\b|"
    r"\b[Tt]he\sword\s(?:is|on\sthe\sstreet\sis)\b|\b[Aa]ccording\sto\s(?:\w+\s)?(?:rumou?rs?|legend|gossip|hearsay)\b"
)
_SOME_SAY = regex(
    r"\W*(?:[Ss]ome|[Mm]any|[Pp]eople|[Tt]hey|[Mm]ost)\s(?:people\s)?(?:say|believe|think|claim|argue|fear|suspect)\b"
)
# Every match of the patterns above holds one of these words.
_TELLING = words("said reported alleged claimed rumored rumoured understood thought believed feared suspected reputed")
_TALES = words("reports claims allegations rumors rumours suggestions accusations speculation")
_ALONE = words(
    """
    reportedly allegedly purportedly supposedly rumor rumour rumors rumours legend word gossip tradition lore story
    hearsay
    """
)
_SAYING = words("say believe think claim argue fear suspect")
_CUES = _TELLING | _TALES | _ALONE | _SAYING


def is_hearsay(flat: str, spoken: Sequence[str]) -> bool:
    """Whether a sentence passes on what it says others say, without naming them."""
    cues = _CUES.intersection(spoken)
    if not cues:
        return False
    if not _SAYING.isdisjoint(cues) and _SOME_SAY.match(flat):
        return True
    if not _ALONE.isdisjoint(cues) and _IN_PASSING.search(flat):
        return True
    if not _TALES.isdisjoint(cues) and "that" in flat and _AMID.search(flat):
        return True
    told = not _TELLING.isdisjoint(cues)
    return told and (("to" in spoken and _TO_HAVE.search(flat) is not None) or _is_impersonal(flat))


def _is_impersonal(flat: str) -> bool:
    """Whether a sentence says "it is said that"."""
    return ("it" in flat or "It" in flat) and _IT_IS.search(flat) is not None
