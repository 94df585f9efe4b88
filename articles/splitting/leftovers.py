"""Lines that only their place shows to be furniture: left over behind the last paragraph, or above a button."""

from articles.splitting.entries import is_entry
from articles.splitting.members import BODY, BOILERPLATE, BYLINE, HEADING, ITEM, KEY, TABLE, TEXT
from articles.splitting.page import Page
from articles.splitting.wordlist import words

# Words of what a paper says to its readers about itself; one of the second list at least must be among them.
_READER = words(
    """
    you your yours us our we please here now more sign subscribe subscribed subscription donate donation follow join
    email e-mail contact visit click download view read reading share sharing support newsletter newsletters website
    site page
    app comment comments commenting story stories article articles coverage readers reader tips updates update privacy
    terms policy rights reserved copyright images available interview interviews guidelines facebook twitter instagram
    whatsapp linkedin youtube free gift member members membership subscribers account preferences tickets order
    correction corrections feedback questions question letters letter content journalism newsroom team send write call
    phone help
    review moderate moderated register log login access unlimited today inbox listen watch podcast bookmark print photos
    """
)
_DIRECT = words("you your yours us our please here subscribe donate follow join sign email visit click download")
_ABOUT_PAGE = words(
    """
    journalism newsletter newsletters website site app comments subscribers subscribe members member membership readers
    facebook twitter instagram whatsapp inbox newsroom article download donate cookies privacy
    """
)
_OWN = ("We ", "You ", "Your ", "Our ")
_QUOTED = frozenset('“”"«»')
_LONGEST, _LEAST, _SHARE = 350, 3, 4
_TRIM = ".,:;!?()[]*_-–—'’"
_SHORT = 60
_LINE_MOST = 110
_BUTTON_WORDS = 4
_ABOVE = 4
_SIGNED = "—–-"


def read_leftovers(page: Page, first: int) -> None:
    """Mark them, once everything else has its zone."""
    for at in range(first, page.size):
        if page.zones[at] is BOILERPLATE and _is_button(page.bodies[at]):
            _spread_up(page, at, first)
    passed = -1
    for at in range(page.size - 1, first, -1):
        zone = page.zones[at]
        if zone not in (BODY, HEADING, BYLINE):
            continue
        kept = zone is HEADING and page.bodies[at].isupper()
        if not kept and (_speaks_to_reader(page, at) or _is_left_over(page, at)):
            page.zones[at] = BOILERPLATE
            if passed >= 0:
                page.zones[passed] = BOILERPLATE
                passed = -1
        elif passed < 0 and zone is BODY and _may_pass(page, at):
            passed = at
        else:
            return


def _may_pass(page: Page, at: int) -> bool:
    """Whether a short sentence among furniture may belong to it: "We accept credit cards."."""
    body = page.bodies[at]
    below = at + 1 < page.size and page.zones[at + 1] is BOILERPLATE
    last = at + 1 == page.size
    return (below or last) and len(body) < _SHORT and body.startswith(_OWN) and _QUOTED.isdisjoint(body)


def _speaks_to_reader(page: Page, at: int) -> bool:
    """Whether a paragraph at the very end is about the page, and not the article's matter: its words give it away."""
    body = page.bodies[at]
    if (
        len(body) > _LONGEST
        or page.is_speech(at)
        or page.blocks[at].kind not in (TEXT, KEY, ITEM)
        or not _QUOTED.isdisjoint(body)
    ):
        return False
    spoken = [word.strip(_TRIM) for word in body.lower().split()]
    found = sum(word in _READER for word in spoken)
    if _DIRECT.isdisjoint(spoken) or found < _LEAST - 1:
        return False
    if found >= _LEAST and found * _SHARE >= len(spoken):
        return True
    below = at + 1 < page.size and page.zones[at + 1] is BOILERPLATE
    return below and found * 2 * _SHARE >= len(spoken) and not _ABOUT_PAGE.isdisjoint(spoken)


def _is_button(body: str) -> bool:
    """Whether a line is a few words in capitals: "REGISTER NOW"."""
    return body.isupper() and 0 < body.count(" ") < _BUTTON_WORDS


def _spread_up(page: Page, at: int, first: int) -> None:
    """Mark the short lines above a button that stand directly under one another."""
    for above in range(at - 1, max(first, at - 1 - _ABOVE), -1):
        short = page.blocks[above].kind in (TEXT, TABLE) and not page.ended[above] and len(page.bodies[above]) < _SHORT
        if page.blocks[above + 1].gap or not short or page.zones[above] not in (BODY, HEADING):
            return
        page.zones[above] = BOILERPLATE


def _is_left_over(page: Page, at: int) -> bool:
    """Whether a short line without an end mark stands behind the last paragraph."""
    body = page.bodies[at]
    plain = page.blocks[at].kind is TEXT and not page.blocks[at].quoted and not body[0].isdigit()
    if is_entry(body):
        return False
    return plain and not page.ended[at] and len(body) < _LINE_MOST and body[0] not in _SIGNED and body[-1] != ":"
