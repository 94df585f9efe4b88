"""The names of authors as lines of their own: names alone, with what their bearers are, or where."""

from articles.splitting import authors
from articles.splitting.page import Page
from articles.splitting.patterns import regex
from articles.splitting.speech import NOT_NAMES
from articles.splitting.wordlist import words as listed

_SECTION_MOST = 100
_OUR = listed("My Your His Her Their Our Dear New Old")
_ROLES = (
    "correspondent",
    "editor",
    "reporter",
    "writer",
    "columnist",
    "journalist",
    "staff",
    "team",
    "desk",
    "contributor",
    "producer",
)
_SECTIONS = listed(
    """
    Room Hall House Street Centre Center
    Summary Executive Introduction Background Overview Abstract Key Points News Politics Opinion World
    Publication Peer-Reviewed Research Article Analysis Commentary Exclusive Feature Special Report Release
    """
)
_OFFICES = listed(
    "Head Director Editor Chief Manager Founder Engineer Analyst President Professor Officer Lead Reporter"
)
_NAME_THEN = regex(r"(\S+(?:\s\S+){1,2}?)(\s{2,}|\s?[,|–—·]\s|\s(?:at|in)\s)(\S.*)")
_SIGNATURE_MOST = 60
_PARTICLES = listed("de da di del der den van von la le bin al el")
_IN_NAMES = str.maketrans("", "", "-'’.")


def is_role(body: str) -> bool:
    """Whether a line says what the author is: "Local government correspondent"."""
    return len(body) < 60 and any(
        part.rstrip(" .").removesuffix("s").endswith(_ROLES) for part in body.lower().split(",")
    )


def is_signature(page: Page, at: int, title: int) -> bool:
    """Whether a line is only names: right under the title, or above what the author is or calls himself."""
    if is_name_with_role(page.bodies[at]):
        return True
    body = page.bodies[at]
    below_dated = body.isupper() and at + 1 < page.size and page.is_metadata(at + 1)
    names = authors.author_names(body.title() if below_dated else body)
    if below_dated and names and all(is_name(name) for name in names):
        return True
    if not names or not all(is_name(name) for name in names):
        return False
    below = page.bodies[at + 1] if at + 1 < page.size else ""
    return 0 <= title < at <= title + 2 or is_role(below) or authors.is_handle(below)


def is_name_with_role(body: str) -> bool:
    """Whether a line is a name with what its bearer is, or where: "Bethan Rowlands  Senior reporter"."""
    names, _, role = body.rpartition(", ")
    if " and " in names and len(body) < _SECTION_MOST and is_role(role):
        return all(is_name(name) for name in authors.author_names(names))
    match = _NAME_THEN.match(body)
    if not match or len(body) > _SIGNATURE_MOST or body[-1] in ".!?:" or not is_name(match[1]):
        return False
    if match[2].strip() == "|":
        return True
    if match[2].strip() in "—–" and not _OFFICES.isdisjoint(match[3].split()):
        return True
    return is_role(match[3]) if match[2].strip() not in ("at", "in") else is_name(f"A. {match[3].removeprefix('the ')}")


def is_name(body: str) -> bool:
    """Whether words are a person's name."""
    words = [word for word in body.split() if word not in _PARTICLES and not word.lstrip("’'").isdigit()]
    if (
        not 1 < len(words) < 4
        or words[0] in NOT_NAMES
        or words[0] in _OUR
        or any(word in _SECTIONS or (word.isupper() and len(word) > 2) for word in words)
    ):
        return False
    return all(word[0].isupper() and word.strip(".").translate(_IN_NAMES).isalpha() for word in words)
