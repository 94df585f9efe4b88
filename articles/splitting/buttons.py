"""Lines for the hand rather than the eye: buttons, addresses to follow, who helped."""

import re

from articles.splitting.patterns import regex
from articles.splitting.wordlist import phrases, words

_ASKS_ON = regex(
    r"\b(?:(?:learn|find out|see|read|discover|get) more|(?:shop|book) now|(?:try it|start) (?:free|now)|"
    r"get started(?: here| now| today)?)\W*$",
    re.IGNORECASE,
)
_SHARING = words(
    """
    share facebook twitter x email e-mail whatsapp linkedin print copy link reddit pinterest tweet telegram messenger
    app instagram bluesky threads mastodon pocket flipboard save on via bookmark
    """
)
_BARS = frozenset(
    phrases(
        """
    order reprints | today’s paper | today's paper | manage preferences | privacy policy | terms of use | log in |
    sign in | sign up | subscribe | unsubscribe | share | print | contact us | about us | cookie policy
    """
    )
)
_SENDS = regex(
    r"(?:follow|find|read|see|visit|listen|watch|get|more|learn|go to|full)\b[^.?!]{0,80}\s(?:https?://|www\.)\S+\W*$",
    re.IGNORECASE,
)
_HELPED = regex(
    r"(?:[A-Z][\w.’'-]*(?:,?\s(?:and|in|from|at))?,?\s){2,16}"
    r"(?:also\s)?(?:contributed\s(?:\w+\s){0,3}(?:reporting|research|to this)|reported from\s[A-Z])"
)
_TRIM = " *_#>-–—|:.•"
_SHORT, _LONG = 120, 160


def is_for_the_hand(body: str, head: str) -> bool:
    """Whether a line is a row of buttons, sends its reader to an address or names who helped; `head` is lower-case."""
    if len(body) > _LONG:
        return False
    if " | " in body and len(body) < _SHORT:
        return not _BARS.isdisjoint(part.strip(_TRIM).lower() for part in body.split(" | "))
    if "://" in body or "www." in body:
        return _SENDS.match(body) is not None
    if (" contributed " in body or " reported from " in body) and _HELPED.match(body):
        return True
    spoken = head.split()
    return len(spoken) > 1 and spoken[0] in _SHARING and _SHARING.issuperset(spoken)


def asks_on(body: str) -> bool:
    """Whether a paragraph ends by asking its reader on: "… Learn more."."""
    return _ASKS_ON.search(body, max(0, len(body) - 40)) is not None
