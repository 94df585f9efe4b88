"""Which line of an article's front is its title, and which only names the paper or its section."""

from articles.splitting import authors
from articles.splitting import furniture as say
from articles.splitting.members import HEAD, KEY, NUMBERED, TEXT
from articles.splitting.page import Page
from articles.splitting.patterns import regex
from articles.splitting.signatures import is_name, is_name_with_role
from articles.splitting.wordlist import phrases
from articles.splitting.wordlist import words as listed

DECK_LEAST = 6
KICKER_MOST = 3
PUBLISHERS = listed(
    """
    Office Department Ministry Council Committee University Institute Agency Commission Authority Bureau
    Association Foundation Court Podcast Magazine Journal Gazette Herald Courier Tribune Newsletter Bulletin
    Inc Ltd Corp Government Parliament Senate Congress
    """
)
_PAPERS = listed(
    """
    Sentinel Post Times Mail Echo Argus Chronicle Observer Standard Star Telegraph Guardian Independent Mercury Examiner
    Advertiser Register Dispatch Record Courant Mirror Express Press Review Ledger News Inquirer Globe Enquirer Reporter
    """
)
_PAPER_MOST = 6
_SECTION_LINES = frozenset(
    phrases(
        """
    letters to the editor | letter to the editor | world in brief | news in brief | in brief | letters | opinion |
    from our correspondent | your letters | readers' letters | readers’ letters | business in brief | sport in brief
    """
    )
)
_READ, _READ_MOST, _STEM = 8, 2_000, 5
_LONGEST_OF_TWO = 120
_MOTTO_MOST, _WELL = 5, 0.4
_COLUMN = "   "
_SCORE = regex(r"^(?:[A-Z][\w.’'-]*\s){1,4}\d{1,3}\s?[-–:]\s?\d{1,3}(?:\s[A-Z][\w.’'-]*){1,4}(?:\s\(.{1,20}\))?$")


def title_at(page: Page, first: int, begin: int) -> int:
    candidates = [at for at in range(begin, first) if _may_be_title(page, at)]
    if len(candidates) > 1 and _is_letterhead(page.bodies[candidates[0]]):
        candidates = candidates[1:]
    shouted = [at for at in candidates if page.bodies[at].isupper() and _is_letterhead(page.bodies[at])]
    candidates = [at for at in candidates if at not in shouted] or candidates
    candidates = [at for at in candidates if not _is_institute(page.bodies[at])] or candidates
    candidates = [at for at in candidates if page.bodies[at].lower() not in _SECTION_LINES] or candidates
    candidates = [at for at in candidates if not _SCORE.search(page.bodies[at])] or candidates
    above_deck = _above_deck(page, first)
    if above_deck in candidates and page.bodies[above_deck].count(" ") > 1 and not is_name(page.bodies[above_deck]):
        return above_deck
    heads = [at for at in candidates if page.blocks[at].kind is HEAD]
    free = [at for at in candidates if page.blocks[at].kind is not NUMBERED]
    worded = [at for at in free if len(page.bodies[at].split()) > KICKER_MOST]
    if len(worded) > 1 and not heads:
        return _told_below(page, worded, first)
    return (heads or worded or free or candidates or [-1])[0]


def _told_below(page: Page, lines: list[int], first: int) -> int:
    """Return the second line where the text takes up its words and none of the first's: a motto above the title."""
    above, below = (page.bodies[at] for at in lines[:2])
    if above.count(" ") >= _MOTTO_MOST or ":" in above or below.count(" ") <= _MOTTO_MOST:
        return lines[0]
    told = _stems(" ".join(page.bodies[first : first + _READ])[:_READ_MOST])
    taken_up = _share(_stems(below), told) >= _WELL and not _stems(above) & told
    return lines[1] if taken_up else lines[0]


def _share(stems: set[str], told: set[str]) -> float:
    return len(stems & told) / max(1, len(stems))


def _stems(text: str) -> set[str]:
    """Return how the weightier words of a text begin."""
    return {word[:_STEM].lower() for word in text.replace("’", " ").split() if len(word) >= _STEM}


def _above_deck(page: Page, first: int) -> int:
    """Return the line right above the first full sentence of the front matter, or -1."""
    for at in range(1, first):
        body = page.bodies[at]
        sentence = page.ended[at] and body.count(" ") > DECK_LEAST and page.blocks[at].kind is TEXT
        if body[-1:] == "?" and len(page.bodies[at - 1].split()) <= KICKER_MOST:
            continue  # a question under a word or two is itself the title
        if (
            sentence
            and not page.is_credited_below(at)
            and not (say.is_caption(body) or say.begins_as_furniture(body) or say.is_notice(body))
        ):
            return at - 1
    return -1


def _is_institute(body: str) -> bool:
    """Whether a line is the full name of a body that publishes: "Institute for Regional Studies"."""
    words = body.split()
    return (
        2 < len(words) < _PAPER_MOST and words[0] in PUBLISHERS and words[1] in ("of", "for") and body.count(":") == 0
    )


def _is_letterhead(body: str) -> bool:
    """Whether a line only names the organization that publishes."""
    words = [word.strip(".,").title() for word in body.split()]
    if words[-1] in _PAPERS and (words[0] == "The" or len(words) < KICKER_MOST) and len(words) < _PAPER_MOST:
        return True
    short = body.isupper() or len(words) < 5 or words[1] == "Of"
    return len(words) < 9 and short and ":" not in body and any(word in PUBLISHERS for word in words)


def _may_be_title(page: Page, at: int) -> bool:
    body = page.bodies[at]
    return (
        page.blocks[at].kind in (TEXT, HEAD, KEY, NUMBERED)
        and 8 < len(body) < 260
        and not (". " in body and (page.ended[at] or len(body) > _LONGEST_OF_TWO))
        and not (page.blocks[at].kind is KEY and any(map(str.isdigit, body)) and not reads_on(body))
        and not body[0].islower()
        and not body.startswith("--")
        and _COLUMN not in page.blocks[at].lines[0].body
        and not (at and page.blocks[at].gap == 0 and page.bodies[at - 1][-1:] == ":")
        and not (at + 1 < page.size and authors.is_handle(page.bodies[at + 1]))
        and not authors.is_byline(body)
        and not is_name_with_role(body)
        and not page.is_metadata(at)
        and not say.is_caption(body)
        and not say.begins_as_furniture(body)
        and not say.is_notice(body)
        and not say.corrects(body)
    )


def reads_on(body: str) -> bool:
    """Whether what stands behind a label is prose: not mostly names and figures, as in "Scorers: Uche 71, Lamb 118"."""
    words = body.split()
    return sum(map(str.islower, words)) * 3 > len(words)
