"""Words passed on that the text puts on nobody: "amid reports that …", "he is said to …", "rumour has it"."""

from collections.abc import Sequence

from articles.splitting.patterns import regex
from articles.splitting.wordlist import words

_TOLD = r"(?:said|reported|alleged|claimed|rumou?red|understood|thought|believed|feared|suspected|reputed)"
_HEARSAY = regex(
    r"\b(?:amid|despite|following|after|(?:[Tt]here|[Tt]hese)\s(?:are|were|have\sbeen|had\sbeen))\s(?:[\w-]+\s){0,3}"
    r"(?:reports|claims|allegations|rumou?rs|suggestions|accusations|speculation)\s(?:[\w,-]+\s){0,4}that\b|"
    r"(?<![Tt]he )(?<!\b[Aa]n )(?<!\b[Aa] )\b(?:[Rr]eportedly|[Aa]llegedly|[Pp]urportedly|[Ss]upposedly)\b|"
    rf"\b(?:is|are|was|were)\s(?:\w+ly\s)?{_TOLD}\sto\s(?:have|be)\b|"
    rf"\b[Ii]t\s(?:is|was|has\sbeen|had\sbeen)\s(?:\w+ly\s)?{_TOLD}\s(?:that|by\ssome)\b|"
    r"\b(?:[Rr]umou?r|[Ll]egend|[Ww]ord|[Gg]ossip|[Tt]radition|[Ll]ore)\s(?:\w+\s)?has\sit\b|\b[Tt]he\sstory\sgoes\b|"
    r"\b[Tt]he\sword\s(?:is|on\sthe\sstreet\sis)\b|\b[Aa]ccording\sto\s(?:\w+\s)?(?:rumou?rs?|legend|gossip|hearsay)\b|"
    r"^\W*(?:[Ss]ome|[Mm]any|[Pp]eople|[Tt]hey|[Mm]ost)\s(?:people\s)?(?:say|believe|think|claim|argue|fear|suspect)\b"
)
# Every match holds one of these words.
_CUES = words(
    """
    said reported alleged claimed rumored rumoured understood thought believed feared suspected reputed reports claims
    allegations rumors rumours rumor rumour suggestions accusations speculation reportedly allegedly purportedly
    supposedly legend word gossip tradition lore story hearsay say believe think claim argue fear suspect
    """
)


def is_hearsay(flat: str, spoken: Sequence[str]) -> bool:
    """Whether a sentence passes on what it says others say, without naming them."""
    return not _CUES.isdisjoint(spoken) and _HEARSAY.search(flat) is not None
