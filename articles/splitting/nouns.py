"""Cut the noun phrase that names a speaker out of the words around a verb of saying."""

from functools import lru_cache

from articles.splitting.lexicon import EVENT, FEATURES, SAYS, VERB
from articles.splitting.patterns import regex
from articles.splitting.speech import (
    ADVERBS,
    DEMONYM,
    DOCUMENTS,
    IS_SPOKEN,
    KINDS,
    NOT_NAMES,
    ORGANIZATION,
    PRONOUN,
    TEXTS,
    TIMES,
    TITLES,
)
from articles.splitting.wordlist import holds_any, words

_PIECE = regex(r"[^\s,;:()\"“”—]+|[,;:()\"“”—]")
_MARKS = frozenset(',;:()"“”—–-')
_STOP = words(
    """
    that show shows showed see saw know knew tell but while because when if whether although though since where as
    than what how why until unless or so yet to after before during into over under between through amid among is
    are was were be been has have had do did not would could which who whom whose whoever whatever
    """
)
_PLACES = words("in on at by from with near about against inside outside across within")
_INNER = words("of for and the de la del der van von bin al ibn du di da ben &")
_DETERMINERS = words(
    """
    the a an his her their its our my one two three some several many most other another this these those both few
    """
)
_NEVER_ALONE = words("the a an his her its their our my this these those most other and of")
_TEXTS = words(
    """
    statement letter report memo email speech article interview study paper book post tweet filing note claim audit
    document cable video message review poll statistics figures
    """
)
_MEDIA = frozenset(("Facebook", "Twitter", "Instagram", "YouTube", "TikTok", "Telegram"))
_PARTICLES = words("al bin de van von der la di da ibn ben du del")
_PLURAL_HEAD = regex(r"[a-z-]{3,}s|people|police|media|staff|others|many|some")
_CUT_OFF = regex(r"\s(?:of|from|at|for|in|with|and)\s")
_OFFICE = regex(
    r"(?:[Tt]he\s)?(?:[A-Z][\w.-]*\s)*(?:Secretary|Minister|Director|Commissioner|Chief)\s(?:of|for)\s(?:[A-Z][\w-]+\s)+"
    r"([A-Z][\w.’'-]+\s[A-Z][\w’'-]+)$"
)
_COMPANY = regex(r",\s(Inc|Ltd|LLC|Corp|PhD|Ph\.D|M\.D|Jr|Sr)\b")
_COMPANIES = ("Inc", "Ltd", "LLC", "Corp", "PhD", "Ph.D", "M.D", "Jr", "Sr")
_BACK = 200
_LONGEST = 16
_HONORIFICS = frozenset(("Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr."))
_NAME_ENDS = frozenset(("Today", "Now", "First", "One"))
_LETTERS = (" KC", " QC", " SC", " MP", " MEP", " MSP", " OBE", " MBE", " CBE", " MD", " PhD")
_DRAWN = words("drawn seen shown sent written spread made")
_CLOSE = words(
    "briefed involved close next familiar aide adviser advisor deputy assistant envoy ambassador loyal acting"
)
_KIN = words(
    "brother sister mother father son daughter husband wife widow uncle aunt cousin partner friend neighbor neighbour"
)
_JOINING = words("of for in at by from")
_MOST_WORDS = 11
_ROLE_MOST = 5


def before(text: str, verb: int) -> str:
    """Return the noun phrase that ends right before the verb at `verb`, or ""."""
    told = text[max(0, verb - _BACK) : verb]
    pieces = _PIECE.findall(_COMPANY.sub(r" \1", told) if "," in told and holds_any(told, _COMPANIES) else told)
    _drop_adverbs(pieces)
    if not pieces:
        return ""
    last = pieces[-1]
    if last in ("who", "that", "which"):
        return _antecedent(pieces[:-1])
    if last in ",)—–-":
        return _over_aside(pieces)
    return _walk(pieces)


def _drop_adverbs(pieces: list[str]) -> None:
    """Drop helping verbs, adverbs and dates between a subject and its verb."""
    while pieces:
        word = pieces[-1]
        if word in TIMES or (
            word.isdigit() and len(pieces) > 1 and (pieces[-2] in TIMES or pieces[-2] in ("in", "on"))
        ):
            pieces.pop()
            while pieces and (
                pieces[-1].isdigit()
                or pieces[-1] in TIMES
                or pieces[-1] in ("on", "in", "last", "this", "late", "early")
            ):
                pieces.pop()
        elif word in ADVERBS or (word.endswith("ly") and word.islower() and word not in ("family", "ally", "assembly")):
            pieces.pop()
        elif word in ("turn", "course", "least") and len(pieces) > 1 and pieces[-2] in ("in", "of", "at"):
            del pieces[-2:]
        elif word == "at" and len(pieces) > 1:
            pieces.pop()
        else:
            return


def _antecedent(pieces: list[str]) -> str:
    """Resolve "X, who said", "it was X … that admitted"."""
    for at in range(len(pieces) - 1, 0, -1):
        if pieces[at] in ("was", "is") and pieces[at - 1].lower() == "it":
            rest = pieces[at + 1 :]
            stop = next(
                (i for i, p in enumerate(rest) if i and (p in _MARKS or p in _PLACES or p.endswith("self"))), len(rest)
            )
            return _tidy(rest[:stop])
    while pieces and pieces[-1] in _MARKS:
        pieces = pieces[:-1]
    return _walk(pieces)


def _over_aside(pieces: list[str]) -> str:
    """Step back over ", a deputy," or "(DIA)"; a bare name in the aside is the speaker itself."""
    close = pieces[-1]
    opener = "(" if close == ")" else close
    at = len(pieces) - 2
    while at >= 0 and pieces[at] != opener:
        at -= 1
    if at <= 0:
        return ""
    inner, outer = pieces[at + 1 : -1], pieces[:at]
    office = bool(inner) and inner[0] in TITLES and not _JOINING.isdisjoint(inner)
    if close != ")" and 1 < len(inner) < 5 and not office and is_name(" ".join(inner)):
        return " ".join(inner)
    if len(inner) == 1 and inner[0].startswith("@"):
        return inner[0]
    if "named" in inner and is_name(called := " ".join(inner[inner.index("named") + 1 :])):
        return called
    _drop_adverbs(outer)
    if outer and outer[-1] in ",)" and at > 2:
        return _over_aside(outer)
    return _walk(_without_home(outer))


def _without_home(pieces: list[str]) -> list[str]:
    """Drop where somebody lives, and the age before it: "Alec Storey, 44, of Low Moor Farm"."""
    comma = next((at for at in range(len(pieces) - 1, 0, -1) if pieces[at] == ","), 0)
    if not comma or pieces[comma + 1 : comma + 2] not in (["of"], ["from"]):
        return pieces
    pieces = pieces[:comma]
    return pieces[:-2] if len(pieces) > 2 and pieces[-1].isdigit() and pieces[-2] == "," else pieces


def _walk(pieces: list[str]) -> str:
    """Collect the words back from the end that can belong to one noun phrase."""
    kept: list[str] = []
    for at in range(len(pieces) - 1, max(-1, len(pieces) - 1 - _LONGEST), -1):
        piece = pieces[at]
        low = piece.lower()
        if piece in _MARKS or piece in TIMES:
            break
        if piece in _HONORIFICS and kept and pieces[at - 1] != "and":
            kept.append(piece)
            break
        if low in _DETERMINERS:
            kept.append(piece)
            if not (at and (pieces[at - 1] in _JOINING or (at > 1 and pieces[at - 2] in _CLOSE))):
                break
        elif low in PRONOUN:
            if not kept:
                kept.append(piece)
            break
        elif piece[0].isupper() or piece[0].isdigit() or piece[0] == "@":
            if piece in NOT_NAMES and not (at and piece in _NAME_ENDS and pieces[at - 1][0].isupper()):
                break
            kept.append(piece)
        elif low in ("to", "with", "on", "in") and at and pieces[at - 1] in _CLOSE:
            kept.append(piece)
        elif low in _STOP or KINDS.get(low, 0) >= IS_SPOKEN or (not kept and (low in _INNER or low in _PLACES)):
            break
        else:
            kept.append(piece)
    kept.reverse()
    return _tidy(_without_backers(pieces, kept))


def _without_backers(pieces: list[str], kept: list[str]) -> list[str]:
    """In "the government, backed by Russia has said" the subject stands before the comma."""
    at = next((i for i, piece in enumerate(kept) if piece == "by"), -1)
    if at == 1 and kept[0].endswith("ed") and len(pieces) > len(kept) and pieces[-len(kept) - 1] == ",":
        return _walk(pieces[: -len(kept) - 1]).split()
    return kept


def _tidy(kept: list[str]) -> str:
    """Drop what a noun phrase cannot begin with, and what hangs on behind its head."""
    while kept and (kept[0] in _PLACES or (kept[0] in _INNER and kept[0] not in _PARTICLES and kept[0] != "the")):
        kept = kept[1:]
    hang = next((i for i, piece in enumerate(kept) if i and piece in _PLACES and not _is_inside(kept, i)), len(kept))
    if hang + 1 < len(kept) and kept[hang] == "by" and kept[hang - 1].lower() in DOCUMENTS:
        return _tidy(kept[hang + 1 :])
    kept = _without_relative(kept[:hang])
    while kept and kept[-1] in _INNER:
        kept = kept[:-1]
    kept = _without_document(kept)
    if not kept or all(word.lower() in _NEVER_ALONE for word in kept) or len(kept) > _MOST_WORDS:
        return ""
    first = kept[0]
    if first.lower() in _DETERMINERS or first[0].isupper() or first[0] == "@" or first.lower() in PRONOUN:
        return " ".join(kept)
    if _PLURAL_HEAD.fullmatch(kept[-1]) or (
        len(kept) > 1 and "of" in kept and _PLURAL_HEAD.fullmatch(kept[kept.index("of") - 1])
    ):
        return " ".join(kept)
    for at, piece in enumerate(kept):
        if piece[0].isupper():
            return " ".join(kept[at:])
    return ""


def _is_inside(kept: list[str], at: int) -> bool:
    """Whether a preposition is part of a name or office: "Panel on Climate Change", "familiar with the plans"."""
    named = kept[at] == "on" and kept[at - 1][0].isupper() and at + 1 < len(kept) and kept[at + 1][0].isupper()
    return named or kept[at - 1] in _CLOSE


def _without_relative(kept: list[str]) -> list[str]:
    """End "a memo dated May 2020" and "a post shared 900 times" at the document."""
    for at in range(2, len(kept)):
        if kept[at - 1].lower() in _TEXTS and (kept[at] in _DRAWN or (kept[at].endswith("ed") and kept[at].islower())):
            return kept[:at]
    return kept


def _without_document(kept: list[str]) -> list[str]:
    """Begin "his statement Reagan" and "a letter Vane" at the name."""
    named = len(kept) > 2 and kept[0].lower() in _DETERMINERS and kept[2][0].isupper()
    return kept[2:] if named and kept[1] in _TEXTS else kept


def subject(text: str) -> str:
    """Return the noun phrase a sentence begins with, past an opening adverbial."""
    pieces = _PIECE.findall(text[:300])
    while pieces and (pieces[0] in _MARKS or pieces[0] in ("But", "And", "Yet", "So", "Even")):
        pieces = pieces[1:]
    if pieces and pieces[0] in NOT_NAMES and pieces[0].lower() not in _DETERMINERS and pieces[0].lower() not in PRONOUN:
        comma = next((i for i, piece in enumerate(pieces[:24]) if piece == ","), -1)
        pieces = pieces[comma + 1 :] if comma > 0 else []
    if len(pieces) > 1 and pieces[0].lower() == "one" and pieces[1][0].isupper():
        pieces = pieces[1:]
    kept: list[str] = []
    named = False
    for at, piece in enumerate(pieces[:_MOST_WORDS]):
        low = piece.lower().rstrip(".!?")
        if piece in _MARKS:
            break
        if low in PRONOUN and not (kept and low == "one" and kept[-1] == "of"):
            return piece if not kept else " ".join(kept)
        if low in _DETERMINERS and not kept:
            kept.append(piece)
        elif piece[0].isupper() or (named and low in _INNER):
            kept.append(piece)
            named = named or piece[0].isupper()
        elif (
            low in _STOP
            or low in _PLACES
            or FEATURES.get(low, 0) & (VERB | EVENT | SAYS)
            or low.endswith("ed")
            or (named and not _goes_on(kept, low) and not _name_follows(pieces, at))
        ):
            break
        else:
            kept.append(piece)
    return _tidy(kept)


def _goes_on(kept: list[str], low: str) -> bool:
    """Whether a word belongs to the name before it: "Parry's husband", "a Facebook post"."""
    return low in TEXTS or kept[-1].endswith(("’s", "'s"))


def _name_follows(pieces: list[str], at: int) -> bool:
    """Whether a capitalized word comes soon: "Conservative group leader Helen Marsh"."""
    for piece in pieces[at + 1 : at + 4]:
        if piece in _MARKS or piece in _STOP or piece in _PLACES or FEATURES.get(piece, 0) & (VERB | EVENT | SAYS):
            return False
        if piece[0].isupper():
            return True
    return False


_AFTER = regex(
    r"\s*((?:(?:the|a|an|his|her|their|its|one|"
    r"another)\s)?(?:[\w.’'&-]+\s(?=[\w.’'&(-])){0,9}?[\w.’'&-]+?)(?=\s*(?:[,;:!?\"“”—(]|$|"
    r"(?<!Dr)(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Prof)(?<!Sen)(?<!Gen)(?<!Rep)(?<!Gov)(?<!\s[A-Z])\.(?:\s|$)|"
    r"(?<!familiar)(?<!close)(?<!next)\s(?:in|on|at|to|after|before|during|as|while|when|who|that|about|from|by|with|has|have|had|is|was|where|seen|obtained|published|released|reviewed|conducted|compiled|commissioned)\b))"
)
_NAMED_ASIDE = regex(r",\s+([A-Z][\w.’'-]+(?:\s(?:al-|bin\s|de\s|van\s)?[A-Z][\w.’'-]*\w){1,3})(?=[,.;\s]|$)")


def after(text: str, at: int) -> str:
    """Return the noun phrase that starts behind `at` (“…,” said X; according to X), or ""."""
    match = _AFTER.match(text, at, min(len(text), at + 160))
    if not match:
        return ""
    found = match[1].split()
    if found[0].lower() in PRONOUN:
        return found[0]
    first, last = found[0], found[-1]
    if (first[0].isupper() and first not in NOT_NAMES) or first.lower() in _DETERMINERS or _PLURAL_HEAD.fullmatch(last):
        aside = _NAMED_ASIDE.match(text, match.end(), match.end() + 80)
        return aside[1] if aside and last[0].islower() and not last.endswith("s") else match[1]
    return match[1] if _is_role_and_name(found) else ""


def _is_role_and_name(found: list[str]) -> bool:
    """Whether words are what somebody is and his name: "driver Mirna Babic", "team manager Dana Whitlock"."""
    small = next((at for at, word in enumerate(found) if word[0].isupper()), 0)
    return 0 < small < _ROLE_MOST and len(found) - small > 1 and is_person(" ".join(found[small:]))


def named_aside(text: str, at: int) -> str:
    """Return the full name that stands between commas behind `at`, or ""."""
    match = _NAMED_ASIDE.match(text, at, at + 60)
    return match[1] if match else ""


def is_name(phrase: str) -> bool:
    """Whether every weighty word of a phrase is capitalized."""
    pieces = phrase.split()
    return (
        bool(pieces)
        and pieces[0] not in NOT_NAMES
        and all(p[0].isupper() or p in _INNER or p.startswith(("al-", "d'")) for p in pieces)
        and (pieces[0][0].isupper() or pieces[0] in _PARTICLES)
    )


@lru_cache(maxsize=1_000)
def is_person(name: str) -> bool:
    """Whether a name looks like a person's."""
    pieces = name.split()
    plain = is_name(name) and not any(p.isupper() and len(p) > 2 for p in pieces) and pieces[0] != "The"
    return plain and not any(
        p.rstrip("’'s") in ORGANIZATION or p in ORGANIZATION or p in ("of", "for", "and") for p in pieces
    )


def _is_pair(phrase: str) -> bool:
    """Whether two people are named by their full names."""
    first, joint, second = phrase.partition(" and ")
    return bool(joint) and " " in first and " " in second and is_person(first) and is_person(second)


@lru_cache(maxsize=1_000)
def core(phrase: str) -> str:
    """Return a person's name without titles and offices, or the phrase as it is."""
    if _is_pair(phrase):
        return phrase
    if phrase.endswith(_LETTERS) and phrase.count(" ") > 1:
        phrase = phrase.rpartition(" ")[0]
    office = _OFFICE.match(phrase) if "of" in phrase or "for" in phrase else None
    if office:
        return office[1]
    head = _CUT_OFF.split(phrase, maxsplit=1)[0]
    if head != phrase and " " in head and is_person(head):
        return _bare_name(head) or head
    name = _bare_name(head)
    if name and name != phrase and is_person(name):
        return name
    name = _bare_name(phrase)
    return name if name and is_person(name) else phrase


def _bare_name(phrase: str) -> str:
    """Return the capitalized words at the end behind the last title, where that leaves a name."""
    pieces = phrase.split()
    tail: list[str] = []
    for piece in reversed(pieces):
        if (
            piece.rstrip(".") in TITLES
            or (tail and DEMONYM.match(piece))
            or not (piece[0].isupper() or piece in _PARTICLES or piece.startswith("al-"))
        ):
            break
        tail.append(piece)
    while tail and tail[-1] in _PARTICLES and tail[-1] not in ("al",):
        tail.pop()
    dropped = pieces[: len(pieces) - len(tail)]
    if not tail or not dropped:
        return ""
    titled = dropped[-1].rstrip(".") in TITLES or (dropped[-1].islower() and dropped[-1] not in _INNER | _DETERMINERS)
    return " ".join(reversed(tail)) if titled or (len(tail) > 1 and DEMONYM.match(dropped[-1])) else ""


def is_document(phrase: str) -> bool:
    """Whether a phrase ends in a word for a document or body, without a name of its own."""
    pieces = phrase.split()
    return pieces[-1].lower() in DOCUMENTS and not any(p[0].isupper() and p not in _MEDIA for p in pieces[1:])
