"""Cut the noun phrase that names a speaker out of the words around a verb of saying."""

import re

from articles.splitting.speech import ADVERB, NOT_NAMES, PRONOUN, ROLE
from articles.splitting.wordlist import words

_TOKEN = re.compile(r"[^\s,;:()\"“”—]+|[,;:()\"“”—]")
_STOP = words(
    """
    that but while because when if whether although though since where as than what how why until unless and or
    so yet in on at to with by from after before during into against about over under between through amid among
    is are was were be been has had have do did not would could which who whom whose
    """
)
_INNER = words(
    """
    of for and the de la del der van von bin al ibn du di da ben & in on at
    """
)
_DETERMINERS = words(
    """
    the a an his her their its our my one two three some several many most other another this these those both
    few
    """
)
_PLURAL_HEAD = re.compile(r"[a-z-]{3,}s$|people|police|media|officials|staff|others|many|some")
_BACK = 160
_LONGEST = 14
_TITLE_TAIL = re.compile(r"^(?:of|for)\s+(?:[A-Z]\w+\s+)")


def before(text: str, verb: int) -> str:
    """Return the noun phrase that ends right before the verb at `verb`, or ""."""
    head = text[max(0, verb - _BACK) : verb].rstrip()
    while (cut := ADVERB.search(head)) is not None:
        head = head[: cut.start()].rstrip()
    if head.endswith((",", ")", "—", "–")):
        return _over_aside(head)
    return _walk(head)


def _over_aside(head: str) -> str:
    """Step back over ", a deputy," or "(DIA)"; a bare name in the aside is the speaker itself."""
    close = head[-1]
    if close == ")":
        at = head.rfind("(")
        return _walk(head[:at].rstrip()) if at >= 0 else ""
    inner_end = head[:-1].rstrip()
    at = max(inner_end.rfind(mark) for mark in (",—–" if close == "," else close))
    if at < 0:
        return ""
    inner, outer = inner_end[at + 1 :].strip(), inner_end[:at].rstrip()
    if is_name(inner) and 0 < inner.count(" ") < 4:
        return inner
    if re.match(r"(?:who|whom|which)\b", inner):
        return _walk(outer)
    return _walk(outer.rstrip(","))


def _walk(head: str) -> str:
    """Collect the words back from the end that can belong to one noun phrase."""
    tokens = _TOKEN.findall(head)
    kept: list[str] = []
    for piece in reversed(tokens[-_LONGEST:]):
        low = piece.lower()
        if piece in ',;:()"“”—' or piece in "–-":
            break
        if piece[0].isupper() or piece[0].isdigit():
            if piece in NOT_NAMES and low not in _DETERMINERS and low not in PRONOUN:
                break
            kept.append(piece)
            if low in PRONOUN or (low in _DETERMINERS and piece[0].isupper()):
                break
            continue
        if low in _DETERMINERS:
            kept.append(piece)
            if not (kept and len(kept) > 1 and _before_is_inner(tokens, len(tokens) - len(kept))):
                break
            continue
        if low in PRONOUN:
            if not kept:
                kept.append(piece)
            break
        if low in _STOP and low not in _INNER:
            break
        if low in _INNER and not kept:
            break
        kept.append(piece)
    return _tidy(kept[::-1])


def _before_is_inner(tokens: list[str], at: int) -> bool:
    return at > 0 and tokens[at - 1] in ("of", "for")


def _tidy(words: list[str]) -> str:
    """Drop what a noun phrase cannot begin with."""
    while words and words[0].lower() in _INNER and words[0] not in ("the", "The", "al", "de", "van", "von", "bin"):
        words = words[1:]
    if not words:
        return ""
    if words[0].lower() in _DETERMINERS or words[0][0].isupper() or len(words) == 1:
        return " ".join(words)
    for at, word in enumerate(words):
        if word[0].isupper():
            return " ".join(words) if at <= 1 and _PLURAL_HEAD.fullmatch(words[-1]) else " ".join(words[at:])
    return " ".join(words) if _PLURAL_HEAD.fullmatch(words[-1]) else ""


_AFTER = re.compile(
    r"\s*((?:(?:the|a|an|his|her|their|its|one|"
    r"another)\s)?(?:[\w.’'&-]+\s(?=[\w.’'&(-])){0,7}?[\w.’'&-]+?)(?=\s*(?:[,;:.!?\"“”—(]|$|\s(?:in|on|at|to|after|"
    r"before|during|as|while|when|who|that|about|from|by|with|has|have|had)\b))"
)


def after(text: str, at: int) -> str:
    """Return the noun phrase that starts behind `at` (“…,” said X; according to X), or ""."""
    match = _AFTER.match(text, at, min(len(text), at + 140))
    if not match:
        return ""
    words = match[1].split()
    if words[0].lower() in PRONOUN:
        return words[0]
    first = words[0]
    if first[0].isupper() or first.lower() in _DETERMINERS or _PLURAL_HEAD.fullmatch(words[-1]):
        rest = text[match.end() : match.end() + 100]
        aside = re.match(r",\s+([A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3})(?=[,.;])", rest)
        if first.lower() in _DETERMINERS and not any(w[0].isupper() for w in words[1:]) and aside:
            return aside[1]
        return match[1]
    return ""


def is_name(phrase: str) -> bool:
    """Whether every weighty word of a phrase is capitalized."""
    words = phrase.split()
    return (
        bool(words)
        and words[0][0].isupper()
        and all(w[0].isupper() or w.lower() in _INNER or w.startswith(("al-", "d'", "bin")) for w in words)
        and words[0] not in NOT_NAMES
    )


def core(phrase: str) -> str:
    """Return a person's name without titles and offices, or the phrase as it is."""
    words = phrase.split()
    if len(words) < 2:
        return phrase
    tail: list[str] = []
    for word in reversed(words):
        if not (
            word[0].isupper()
            or word in ("al", "bin", "de", "van", "von", "der", "la", "di", "da")
            or word.startswith("al-")
        ):
            break
        if word.rstrip(".") in ROLE or word in ("The", "Former", "Then"):
            break
        tail.append(word)
    while tail and tail[-1] in ("de", "van", "von", "der", "la", "di", "da", "bin"):
        tail.pop()
    name = tail[::-1]
    if not name or len(name) == len(words):
        return phrase
    dropped = words[: len(words) - len(name)]
    if dropped[-1].lower() in ("of", "for", "the", "and", "in", "’s"):
        return phrase
    return " ".join(name) if len(name) > 1 or dropped[-1].rstrip(".") in ROLE else phrase
