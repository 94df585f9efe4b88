"""Whether a sentence shows a seam at all, told from its words before it is read closely: half of them show none.

Each question here is answered with yes too often, and never with no where parts would be found.
"""

from itertools import compress, count

from articles.splitting import verbs
from articles.splitting.patterns import regex
from articles.splitting.tokens import ADVERBS, ARTICLES, COUNTING, DETERMINERS, PREPOSITIONS, SUBORDINATING
from articles.splitting.wordlist import words

# A mark between two signs without a blank hides a word: "the war—and peace".
_GLUED = regex(r"[,;:()\[\]“”\"—–](?<=\S.)[^\W\d_]")
_BEHIND_COMMA = regex(r",\s*([^\s,;:()\[\]“”\"—–]+)")
_DASHES = ("–", "—", "-", "_")
# Sentences that begin with these have a subject that no part could name.
_NAMELESS = words("i we you that these those it's he's she's they're we're")
_PERSONAL = words("he she it they")
_OWNERS = words("his her their its")
_GRANTING = words("while although though whereas")
_JOINING = frozenset(("and", "but", "yet"))
_JOINTS = _JOINING | {"while", "whereas"}
_RELATIVE = frozenset(("who", "which"))
_DESCRIBING = ARTICLES | {"one", "former", "whose"}
_CLOSING = words("a an the its")
_SURE = verbs.HELPERS | verbs.ONLY_PAST
_NEVER_HUNG_ON = _SURE - verbs.PARTICIPLE
_ENDING = _JOINING | SUBORDINATING
_NO_SUBJECT = (SUBORDINATING - {"that"}) | (PREPOSITIONS - {"about", "around", "over", "up"})
_FORMS = verbs.HELPERS | verbs.PAST | verbs.BASE | verbs.THIRD | verbs.PARTICIPLE
_OBJECTS = DETERMINERS | {"him", "them", "it"}
_FIGURES = "$£€"
_SHORTEST = 40
_LONGEST = 1200
_REACH, _LONG_REACH = 4, 8


def may_part(flat: str, spoken: tuple[str, ...], topic: str) -> bool:
    """Whether a sentence may hold several facts; `spoken` are its words, lower-case and without marks around them."""
    if not _SHORTEST < len(flat) < _LONGEST or _names_nobody(flat, spoken, topic):
        return False
    if ";" in flat or not _GRANTING.isdisjoint(spoken) or ("," in flat and _shows_aside(flat)):
        return True
    return (not _JOINTS.isdisjoint(spoken) and _shows_joint(flat, spoken)) or _GLUED.search(flat) is not None


def _names_nobody(flat: str, spoken: tuple[str, ...], topic: str) -> bool:
    """Whether a sentence opens with "I" or "that", or with "she" where nobody knows who that is."""
    first = spoken[0]
    if not (first in _NAMELESS or (not topic and (first in _OWNERS or first in _PERSONAL))):
        return False
    if first in _PERSONAL:
        verb = spoken[1] if len(spoken) > 1 else ""
        if verb not in _NEVER_HUNG_ON or not flat.startswith(f"{verb} ", len(first) + 1):
            return False
    plain = flat[0].isalpha() and flat[len(first)] == " "
    return plain and not (flat[:2].isupper() and any(dash in flat for dash in _DASHES))


def _shows_aside(flat: str) -> bool:
    """Whether a comma stands before what an aside, or a deed told in -ing, begins with."""
    last = flat.rfind(",")
    for found in _BEHIND_COMMA.finditer(flat):
        word = found[1]
        low = word.lower()
        if low in _RELATIVE or low.endswith("ing"):
            return True
        at = found.start()
        if at < last and (word[0].isupper() or low in _DESCRIBING or verbs.is_participle(low)):
            return True
        if low in _CLOSING and not flat[flat.rfind(" ", 0, max(0, at - 1)) + 1 : at].islower():
            return True
    return False


def _shows_joint(flat: str, spoken: tuple[str, ...]) -> bool:
    """Whether a verb stands near behind "and", "but" or "while", or "and" closes a list."""
    pieces = flat.split()
    listed = "," in flat and any(_opens(word, word) for word in _BEHIND_COMMA.findall(flat))
    for at in compress(count(1), map(_JOINTS.__contains__, spoken)):
        if at < len(pieces) and ((listed and _opens(pieces[at], spoken[at])) or _tells(pieces, spoken, at)):
            return True
    return False


def _opens(piece: str, word: str) -> bool:
    """Whether a word is what a verb may be done to, or a thing of a list may begin with."""
    return word in _OBJECTS or not piece.islower() or not piece[0].isalpha()


def _tells(pieces: list[str], spoken: tuple[str, ...], at: int) -> bool:
    """Whether the words from `at`, behind a joint, begin with a verb or a number, or hold a verb of their own."""
    marked = pieces[at - 1][0] in ",;" or (at > 1 and pieces[at - 2][-1] in ",;")
    while spoken[at] in _JOINTS:
        at += 1
        if at == len(spoken):
            return False
    if spoken[at] == "that" or spoken[at] in COUNTING or pieces[at][0] in _FIGURES or pieces[at][0].isdigit():
        return True
    if pieces[at].lower() not in _NO_SUBJECT and _has_verb(pieces, spoken, at + 1, marked=marked):
        return True
    while at < len(spoken) and _is_passed_over(spoken[at]):
        at += 1
    return at < len(spoken) and (spoken[at] in _FORMS or spoken[at].endswith(("ed", "ing")))


def _is_passed_over(word: str) -> bool:
    return not word or word in ADVERBS or (word.endswith("ly") and word not in verbs.BASE)


def _has_verb(pieces: list[str], spoken: tuple[str, ...], first: int, *, marked: bool) -> bool:
    """Whether a finite verb stands within a few words; without a mark before the joint a sure one."""
    for at in range(first, min(len(spoken), first + (_LONG_REACH if marked else _REACH))):
        word = spoken[at]
        if word in _SURE or (marked and verbs.is_past(word)):
            return True
        last = at + 1 == len(spoken)
        if (word in _FORMS or word.endswith("ed")) and (last or _opens(pieces[at + 1], spoken[at + 1])):
            return True
        if pieces[at] in _ENDING or pieces[at][-1] in ",;:":
            return False
    return False
