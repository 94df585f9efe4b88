"""Who one sentence says is speaking."""

import re
from dataclasses import dataclass

from articles.splitting import nouns
from articles.splitting.speech import ACCORDING, GERUND, NOT_NAMES, PRONOUN, VERB

_SURE = re.compile(
    r"(?:said|says|saying|say|told|tells|claimed|claims|claiming|warned|warns|warning|argued|argues|insisted|"
    r"insists|denied|denies|admitted|admits|wrote|writes|tweeted|asked|asks|replied|"
    r"declared|alleged|asserted|testified|contended|maintained|explained|explains|noted|stated|announced)$"
)
_CLAUSE = re.compile(
    r"\s*(?:,|:|to\s(?:the\s)?[A-Z]|(?:\w+\s){0,5}(?:that|how|why|whether)\b|(?:he|she|it|they|we|there|this|these|"
    r"those|his|her|their|its|no|some|many|most|all)\b|"
    r"the\s[\w-]+\s(?:[\w-]+\s){0,4}(?:is|are|was|were|has|have|had|will|would|could|can|may|might|should|did|"
    r"does)\b|[A-Z][\w.’'-]*\s(?:[\w.’'-]+\s){0,4}(?:is|are|was|were|has|have|had|will|would|could|can|may|might|"
    r"should|did|does)\b|$)"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|widely|so)\s+$")
_SUBJECT = re.compile(
    r"\W*(?:(?:In|On|At|After|Before|During|For|With|From|By|As|While|When|Since|Despite|Speaking|Having|Asked|"
    r"Following|Earlier|Last|But|And|Yet|However|Meanwhile|Even|Then|Beyond|Under)\b[^,]{0,120},\s+|(?:But|And|Yet|"
    r"Even|So)\s)?"
    r"((?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|Some|Many|Several)\s)?(?:[\w.’'&-]+\s(?:of\s|for\s|and\s|"
    r"the\s)?){0,6}?[\w.’'&-]+)"
    r"(?=,|\s\(|\s(?:is|are|was|were|has|have|had|will|would|could|can|may|did|does|do|at|in|on|to|who|which|"
    r"claiming|saying|also|also|[a-z]+ed|[a-z]{3,}s)\b)"
)
_TOLD = re.compile(r"\s+((?:the\s)?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4}|reporters|journalists|lawmakers)")
_CITED = re.compile(r"((?:[A-Z][\w.’'-]*\s){1,5})(?:cited|quoted|quotes|cites|quoting|citing)\s")
_INTERVIEW = re.compile(
    r"(?:in an? (?:\w+\s)?interview (?:with|on)|speaking to|speaking with|quoted by|cited by|in (?:comments|"
    r"remarks|a statement) to)\s+((?:the\s)?[A-Za-z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})"
)
_WHO = re.compile(
    r"([A-Z][\w.’'-]*(?:\s(?:of|for|the|in|de|al|van|von|bin|[A-Z][\w.’'-]*)){0,12}),?\s+who\s+(?:has\s|had\s|"
    r"also\s|later\s)?$"
)
_GERUNDS = frozenset(GERUND.split("|"))


@dataclass(slots=True, frozen=True)
class Attribution:
    """A speaker named in a sentence: the words that name it, where the verb stands, and the sources behind."""

    phrase: str
    start: int
    end: int
    behind: tuple[str, ...] = ()


def find_attribution(outside: str, *, quoted: bool) -> Attribution | None:
    """Return the sentence's attribution; `outside` has the insides of its quotations as spaces."""
    best: Attribution | None = None
    for match in VERB.finditer(outside):
        found = _from_verb(outside, match, quoted)
        if found:
            if found.phrase.split()[0].lower() not in PRONOUN or found.phrase.lower() in ("he", "she", "they", "it"):
                return found
            best = best or found
    return _from_according(outside) or best


def _from_verb(outside: str, match: re.Match[str], quoted: bool) -> Attribution | None:
    verb, start, end = match.group(), match.start(), match.end()
    if _PASSIVE.search(outside[max(0, start - 12) : start]):
        return None
    if verb in _GERUNDS:
        return _from_gerund(outside, start, end, quoted)
    sure = _SURE.match(verb) is not None or (quoted and _touches_quote(outside, start, end))
    nounish = match[2] is not None or match[3] is not None
    who = _WHO.search(outside[max(0, start - 140) : start])
    phrase = who[1].strip() if who else nouns.before(outside, start)
    if not phrase and quoted and _behind_quote(outside, start):
        phrase = nouns.after(outside, end)
        sure = True
    if not phrase or (phrase in NOT_NAMES and phrase.lower() not in PRONOUN):
        return None
    if nounish and not _CLAUSE.match(outside, end, end + 120):
        return None
    if not sure and not _CLAUSE.match(outside, end, end + 120):
        return None
    return Attribution(phrase, start, end, _behind(outside, start, end))


def _from_gerund(outside: str, start: int, end: int, quoted: bool) -> Attribution | None:
    subject = _SUBJECT.match(outside, 0, start + 12)
    if not subject or not (_CLAUSE.match(outside, end, end + 120) or quoted or outside[end : end + 3].strip()):
        return None
    phrase = subject[1]
    if phrase.split()[0] in NOT_NAMES and phrase.split()[0] not in ("The", "A", "An") and phrase.lower() not in PRONOUN:
        return None
    return Attribution(phrase, start, end, _behind(outside, start, end))


def _from_according(outside: str) -> Attribution | None:
    match = ACCORDING.search(outside)
    if not match or (match.group()[:3].lower() == "per" and not outside[match.end() : match.end() + 1].isupper()):
        return None
    phrase = nouns.after(outside, match.end())
    return Attribution(phrase, match.start(), match.end()) if phrase else None


def _touches_quote(outside: str, start: int, end: int) -> bool:
    near = outside[max(0, start - 70) : start] + outside[end : end + 70]
    return any(mark in near for mark in '"“”‘’«»')


def _behind_quote(outside: str, start: int) -> bool:
    """Whether the verb stands right behind a closing quotation mark: “…,” said X."""
    return outside[max(0, start - 4) : start].rstrip()[-1:] in ("”", '"', "’", "'", "»", ",")


def _behind(outside: str, start: int, end: int) -> tuple[str, ...]:
    """Return the medium the words were given to, or that passes them on."""
    if outside[start:end] in ("told", "tells"):
        told = _TOLD.match(outside, end, end + 80)
        if told and told[1] not in ("reporters", "journalists", "lawmakers"):
            return (told[1],)
    interview = _INTERVIEW.search(outside)
    if interview:
        return (interview[1],)
    cited = _CITED.search(outside, 0, start)
    return (cited[1].strip(),) if cited else ()
