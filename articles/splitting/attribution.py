"""Who one sentence says is speaking."""

from collections.abc import Iterator
from typing import NamedTuple

from articles.splitting import nouns
from articles.splitting.patterns import regex
from articles.splitting.speech import (
    ACCORDING,
    DEMONYM,
    DOCUMENTS,
    IS_GERUND,
    IS_NOUNISH,
    IS_PHRASED,
    IS_PLURAL,
    IS_SPOKEN,
    IS_SURE,
    KINDS,
    NOT_NAMES,
    PRONOUN,
)
from articles.splitting.wordlist import holds_any, words

_WORD = regex(r"\w+")
_HELPER = (
    r"(?:is|are|was|were|has|have|had|will|would|could|can|may|might|should|did|does|do|must|knew|took|gave|went|came|"
    r"made|got|lost|won|fell|rose|broke|held|left|paid|ran|saw|sold|spent|lied|acted|failed|tried|used|wanted)\b"
)
_CLAUSE = regex(
    r"\s*(?:,|:|on\s[A-Z]|to\s(?:the\s)?[A-Z]|(?:[\w.’'-]+\s){0,6}(?:that|how|why|whether|as)\b|"
    r"(?:he|she|it|they|we|there|this|these|those|his|her|their|its|no|some|many|most|all|both)\b|"
    rf"(?:the|a|an)\s[\w’'-]+\s(?:[\w’'-]+\s){{0,5}}{_HELPER}|[A-Z][\w.’'-]*\s(?:[\w.’'-]+\s){{0,5}}{_HELPER}|"
    rf"\d+[\d,.]*\s[a-z]|$)"
)
_VERB_NEXT = regex(
    r"\s+(?:is|are|was|were|has|have|had|said|says|states|stated|found|finds|shows|showed|claims|claimed|explains|"
    r"of)\b"
)
_PASSIVE = regex(r"\b(?:is|are|was|were|be|been|being|widely|so|not)\s+(?:\w+ly\s+|even\s+|also\s+)?$")
_BEING = ("is", "are", "was", "were", "be", "been", "being", "widely", "so", "not")
_TOLD = regex(r"\s+((?:the\s(?:[a-z-]+\s){0,2})?[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,4})")
_CITED = regex(r"((?:[A-Z][\w.’'-]*\s){1,5})(?:cited|quoted|quotes|cites|quoting|citing)\s", cues=("cit", "quot"))
_INTERVIEW = regex(
    r"(?:[Ii]n an? (?:\w+\s)?interview (?:with|on|to|for)|[Ss]peaking (?:to|with)|quoted by|cited by|reported by|"
    r"in (?:comments|remarks|a statement) to)"
    r"\s+((?:the\s|(?:the\s)?(?:[a-z-]+\s){1,3})?[A-Z][\w.’'-]*(?:\s(?:&\s)?[A-Z][\w.’'-]*){0,4})",
    cues=("interview ", "peaking ", "ed by", "comments to", "remarks to", "statement to"),
)
_ORDERED = regex(r"\s+(?:(?!that\b|to\b)[\w’'.-]+\s){1,4}(?:not\s)?to\s(?!the\b|an?\b|his\b|her\b|its\b)[a-z]{2,}")
_PHRASE = regex(
    r"(?:goes|went)\son(?:\sto\s(?:say|add|note|claim|explain|argue|warn|list|describe|tell|state|suggest|accuse|allege|"
    r"recommend|quote|cite|compare|call|criticise|criticize|praise|complain|predict|report|deny|admit)\b|\s?[,:.;“\"‘]|\s?$)|"
    r"puts?\s(?:the|its|his|her|their)\s(?:[\w’'-]+\s){1,7}at\s(?:[\w’'-]+\s){0,3}[$€£]?\d|"
    r"puts?\sit\s(?:to\s(?:[\w.’'-]+\s){1,4}that\b|(?:[\w’'-]+\s?){1,3}:)|"
    r"point(?:s|ed)?\sout\b|(?:makes?|made)\s(?:it\s)?clear\sthat\b|read\s?(?:[:,.]|$)|"
    r"remember(?:s|ed)\s(?:that|how|when|\w+ing)\b"
)
_GERUND_NEXT = regex(
    r"\s(?:\w+ly\s)?(?!during|regarding|concerning|according|nothing|anything|something|everything)[a-z]+ing\b"
)
_LIES = regex(r"\s(?:on|in|at|near|under|inside|by)\s(?!.{0,40}\bthat\b)")
_TOLD_NOTHING = regex(
    r"\s(?:(?:it|them|this|that|everything)\s(?:all\s)?down|nothing|little|no\smore|goodbye|down|hello|(?:the|a)\s(?:truth|lie|joke|story|book|song|novel|poem|prayer|letter))\b"
)
_FIGURES_BY = regex(
    r"(?:[\w-]+\s){0,4}(?:figures|data|calculations|estimates|research|analysis|stud(?:y|ies)|surveys?|reports?|polls?|"
    r"statistics|numbers)\s(?:[a-z]+ed\s(?:\w+\s)?)?(?:by|from)\s(?=(?:the\s)?[A-Z])"
)
_NOBODY = words("rumor rumors rumour rumours legend gossip hearsay some many")
_NAMING = (" called", " dubbed", " branded", " termed")
_NAMED_SO = regex(
    r"\s(?:it|him|her|them|such|this|that|these|those|(?:the|his|her|its|their)\s"
    r"(?!police|ambulance|fire|meeting|doctor|office|number|election|strike|vote|hotline|company|station|hearing)[\w’'-]+)"
    r"\s[\w“\"‘’'-]"
)
_COUNT = regex(
    r"\b[Bb]y\s((?:[Tt]he\s)?(?:[\w-]+\s){0,4}[\w-]+)['’]s?\s(?:own\s)?(?:count|estimate|estimates|reckoning|account|"
    r"admission|tally|calculation|calculations)\b",
    cues=("by ", "By "),
)
_OWN_VIEW = regex(
    r"\b([Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s(?:own\s)?(?:estimate|view|argument|claim|conclusion|explanation|theory|contention|"
    r"answer|point|case)\b[^.]{0,80}?\b(?:is|was)\sthat\b",
    cues=("s that",),
)
_ASIDE_END = regex(r"\s?(?:$|[.,;]|(?:in|on|last|this|yesterday)\b[\w\s]{0,24}(?:[.,;]|$))")
_WITH_FIRST = regex(r"\s*With ")
_OPENS = regex(r"(?:When|After|As|Before|Since|Although|While|Though|Because)\s")
_HEARD = ("reportedly ", "allegedly ", "purportedly ", "supposedly ")
_WITH = (
    (" accused", " of "),
    (" accuses", " of "),
    (" blamed", " "),
    (" blames", " for "),
    (" blames", " on "),
    (" described", " as "),
    (" describes", " as "),
    (" claims", " to "),
    (" blasted", " as "),
    (" slammed", " as "),
    (" dismissed", " as "),
    (" condemned", " as "),
    (" criticised", " as "),
    (" criticized", " as "),
    (" attacked", " as "),
)
_FOLLOWS = (
    *("ccording to ", "n the words ", "n the view ", "n the opinion ", "reported by ", "uoted by ", "ited by "),
    *(" per ", "Per "),
)
_SENT = (" wrote", " writes", " posted", " posts", " write")
_TO_WHOM = regex(r"\s(?:to|on)\s")
_QUOTED_BY = regex(r"\b(?:is|was|were|are|been|being)\s(?:\w+ly\s)?quoted\b", cues=("quoted",))
_CITING = regex(
    r"\b(?:citing|quoting)\s((?:the\s|an?\s)?(?:[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}|[a-z]+(?:\s[a-z]+)?))",
    cues=("citing", "quoting"),
)
_FORCED = regex(r"\b(?:forced|obliged|compelled|pressed|had|has|have)\s(?:\w+ly\s)?to\s$")
_ASIDE = words(
    """
    added adds acknowledged acknowledges confirmed recalled recalls suggested suggests conceded concedes predicted
    estimated complained observed cautioned reported believes believed stressed emphasized emphasised claims notes
    reports show shows suggest say argue believe claim fear warn
    """
)
_HANGS_ON = regex(r"\s(?:of|for|at|in|from|inside|within|close to|familiar with)\s")
_DENIED = (" has never ", " have never ", " had never ", " has not ", " have not ", " had not ")
_GOES_ON = (" continues", " continued", " began")
_OWNERS = {"his": "he", "her": "she", "their": "they", "its": "it"}
_VIEW = regex(
    r"\b[Ii]n (his|her|their|its) (?:view|opinion|words|telling)\b", cues=("view", "opinion", "words", "telling")
)
_PUT_IT = regex(r"\b[Aa]s\s((?:[A-Z][\w.’'-]+\s?){1,4}|he|she|they|it)\s(?:put|puts) it\b", cues=("put it", "puts it"))
_MADE = regex(
    r"\bmade\s(?:\w+\s){0,3}(?:claims?|allegations?|accusations?|statements?|remarks?)\s(?:\w+\s){0,2}that\b",
    cues=("made",),
)
_OWN_CLAIM = regex(
    r"((?:[Tt]he\s)?[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})['’]s?\s(?:\w+\s)?(?:claims?|allegations?|assertions?|"
    r"accusations?)\s"
    r"(?:[\w'’]+\s){0,6}that\b",
    cues=("claim", "allegation", "assertion", "accusation"),
)
# One of these stands in whatever the patterns of nouns, or of what passes words on, match.
_NOUN_CUES = (
    *("view", "opinion", "words", "telling", "s that", "put it", "puts it", "made", "claim", "allegation", "assertion"),
    *("accusation", "count", "estimate", "reckoning", "admission", "tally", "calculation"),
)
_PASSING_CUES = (*("cit", "quot", "interview ", "peaking ", "ed by", "comments to", "remarks to", "statement to"),)


class Attribution(NamedTuple):
    """A speaker named in a sentence: the words that name it, where the verb stands, and the sources behind."""

    phrase: str
    start: int
    end: int
    behind: tuple[str, ...] = ()


def find_attribution(outside: str, *, quoted: bool, lead_in: bool = False) -> Attribution | None:
    """Return the sentence's attribution; `outside` has the insides of its quotations as spaces."""
    vague: Attribution | None = None
    comma = outside.find(",")
    for start, end, kind in _verbs(outside):
        if (kind <= IS_PLURAL or kind == IS_GERUND) and _VERB_NEXT.match(outside, end):
            continue
        found = _from_verb(outside, start, end, kind, comma=comma, quoted=quoted, lead_in=lead_in)
        if found and kind == IS_PLURAL and found.phrase.lower() in PRONOUN:
            vague = vague or found
        elif found:
            return found
    return vague or _from_according(outside) or _from_noun(outside)


def _verbs(outside: str) -> Iterator[tuple[int, int, int]]:
    """Return the words that may be verbs of saying: where each begins and ends, and its kind."""
    at = 0
    for word in filter(KINDS.__contains__, _WORD.findall(outside)):
        start = _place_of(word, outside, at)
        at = start + len(word)
        if not outside.startswith("-", at):
            yield start, at, KINDS[word]


def _place_of(word: str, text: str, at: int) -> int:
    """Return where a word that is one behind `at` begins, past longer words that hold it."""
    while True:
        at = text.index(word, at)
        if not _WORD.match(text, at + len(word)) and not (at and _WORD.match(text, at - 1, at)):
            return at
        at += 1


def _from_verb(
    outside: str, start: int, end: int, kind: int, *, comma: int, quoted: bool, lead_in: bool
) -> Attribution | None:
    """Read who speaks at a verb of saying; `comma` is where the sentence's first comma stands."""
    if kind == IS_PHRASED and not _PHRASE.match(outside, start, end + 120):
        return None
    if kind != IS_GERUND and _is_passive(outside, max(0, start - 24), start):
        return None
    if kind == IS_NOUNISH and outside.endswith("found", 0, end) and _LIES.match(outside, end):
        return None  # "cracks found on Monday were …"
    if outside[end - 1] == "s" and outside.endswith("ed ", 0, start) and kind in (IS_NOUNISH, IS_SPOKEN):
        return None  # "a jump in prices revived fears that …"
    if outside.startswith(" by ", end) and outside[end - 2 : end] == "ed":
        return None  # "a scheme announced by the ministry"
    if end == comma and _WITH_FIRST.match(outside):
        return None  # "With nine seats declared, …"
    special = _quoted_as(outside, start, end, kind) or _forced(outside, start, end, kind)
    if special:
        return special
    phrase = _subject_of(outside, start, end, kind)
    if phrase.endswith(("’s", "'s")) or outside.endswith(_HEARD, 0, start):
        return None
    if phrase and not quoted and _tells_nothing(outside, start, end, phrase):
        return None
    touching = quoted and _touches_quote(outside, start, end)
    if not phrase and _is_inverted(outside, start, end, quoted=quoted):
        phrase, touching = nouns.after(outside, end), True
    if not phrase and lead_in and 0 <= comma < start:
        phrase = nouns.subject(outside)  # "The Herald, in an article in May, would report:"
        phrase = phrase if phrase and nouns.is_name(phrase.removeprefix("The ")) else ""
    if not phrase or (phrase in NOT_NAMES and phrase.lower() not in PRONOUN):
        return None
    if lead_in and comma >= end and _OPENS.match(outside, 0, start):
        return None
    aside = _stands_aside(outside, start, end, phrase)
    if not aside and not _holds(outside, end, kind, phrase, touching=touching, lead_in=lead_in):
        phrase = _opening_document(outside, end, kind)
    return Attribution(phrase, start, end, _behind(outside, start, end)) if phrase else None


def _is_passive(outside: str, first: int, verb: int) -> bool:
    """Whether a form of "to be" stands before a verb, one adverb between them at most."""
    near = outside[first:verb].split()[-2:]
    passive = any(word.endswith(_BEING) for word in near)
    return passive and _PASSIVE.search(outside, first, verb) is not None


def _subject_of(outside: str, start: int, end: int, kind: int) -> str:
    """Return the words that name who says, warns or claims, or ""."""
    if kind == IS_GERUND:
        phrase = nouns.before(outside, start) if outside[start - 2 : start - 1] not in (",", "–", "—") else ""
        return phrase if phrase and (not phrase.islower() or phrase in PRONOUN) else nouns.subject(outside)
    phrase = nouns.before(outside, start)
    if not phrase and outside[max(0, start - 5) : start].endswith((" and ", " but ", " then ")):
        return nouns.subject(outside)
    return phrase or _opening_document(outside, end, kind)


def _opening_document(outside: str, end: int, kind: int) -> str:
    """Return the document a sentence begins with, in "A post shared 900 times claims that …"."""
    phrase = nouns.subject(outside) if kind == IS_NOUNISH and outside.startswith(" that ", end) else ""
    return phrase if phrase and nouns.is_document(phrase) else ""


def _is_inverted(outside: str, start: int, end: int, *, quoted: bool) -> bool:
    """Whether the speaker stands behind the verb: “…,” said X."""
    plain = outside[start:end] in ("said", "says") and outside.endswith(", ", 0, start)
    return plain or (quoted and _behind_quote(outside, start))


def _quoted_as(outside: str, start: int, end: int, kind: int) -> Attribution | None:
    """Read "X was quoted by Y as saying"."""
    if kind != IS_GERUND or not outside.endswith(" as ", 0, start):
        return None
    passive = _QUOTED_BY.search(outside, 0, start)
    phrase = nouns.before(outside, passive.start()) if passive else ""
    return Attribution(phrase, start, end, _behind(outside, start, end)) if phrase else None


def _forced(outside: str, start: int, end: int, kind: int) -> Attribution | None:
    """Read "the ministry was forced to admit that …"."""
    if kind != IS_PLURAL or not outside.endswith(" to ", 0, start):
        return None
    forced = _FORCED.search(outside, max(0, start - 40), start)
    phrase = nouns.before(outside, forced.start()) if forced else ""
    return Attribution(phrase, start, end) if phrase else None


def _tells_nothing(outside: str, start: int, end: int, phrase: str) -> bool:
    """Whether nothing is told: "what the record says", "told NASA to launch", "has never proposed that"."""
    if outside.endswith(_DENIED, 0, start) or _TOLD_NOTHING.match(outside, end):
        return True
    if outside[start:end] in ("told", "tells") and _ORDERED.match(outside, end, end + 90):
        return True
    before = outside[max(0, start - len(phrase) - 8) : start].rstrip()
    return before.endswith(phrase) and before[: -len(phrase)].lower().endswith("what ")


def _holds(outside: str, end: int, kind: int, phrase: str, *, touching: bool, lead_in: bool) -> bool:
    """Whether the verb tells of speech here."""
    if phrase.lower() in ("this", "that", "these", "those", "there", "which", "what", "one"):
        return False
    if phrase.endswith("thing"):
        return False
    if outside.endswith(" answered", 0, end) and not touching:
        return lead_in  # "the office answered 214 calls"
    if outside.endswith(_GOES_ON, 0, end):
        return touching or lead_in or outside.startswith((",", ":", " that "), end)
    said = kind == IS_PLURAL and outside.endswith(" say", 0, end) and outside[end + 1 : end + 2].isalpha()
    if kind == IS_PHRASED:
        return True
    clause = touching or said or _CLAUSE.match(outside, end, end + 140) is not None
    if clause and not touching and outside.endswith(_SENT, 0, end) and _TO_WHOM.match(outside, end):
        return " that " in outside[end : end + 90]
    if kind == IS_PLURAL and not clause:
        clause = outside.endswith(" deny", 0, end)
    if kind == IS_PLURAL and outside.endswith(" explain", 0, end) and not touching:
        clause = outside.startswith(" that ", end)  # "warmer summers explain most of the loss"
    clause = clause or any(outside.endswith(verb, 0, end) and mark in outside[end : end + 90] for verb, mark in _WITH)
    if kind == IS_SPOKEN and not clause:
        clause = _GERUND_NEXT.match(outside, end) is not None or (
            outside.endswith(_NAMING, 0, end) and _NAMED_SO.match(outside, end) is not None
        )
    if kind in (IS_NOUNISH, IS_PLURAL):
        last = phrase.split()[-1]
        named = (
            last[0].isupper()
            or last in DOCUMENTS
            or phrase.lower() in PRONOUN
            or (kind == IS_PLURAL and _HANGS_ON.split(phrase, maxsplit=1)[0].endswith(("s", "le")))
        )
        return named and not DEMONYM.match(last) and (clause or lead_in)
    return kind in (IS_SURE, IS_GERUND) or clause or lead_in


def _stands_aside(outside: str, start: int, end: int, phrase: str) -> bool:
    """Whether subject and verb stand behind the words they report: "The bridge was closed, she added."."""
    if outside[start:end] not in _ASIDE or not _ASIDE_END.match(outside, end):
        return False
    at = outside.rfind(phrase, 0, start)
    return at > 0 and outside[:at].rstrip().endswith(",") and " " in outside[: at - 2] and "," not in outside[at:start]


def _from_according(outside: str) -> Attribution | None:
    if not holds_any(outside, _FOLLOWS):
        return None
    for match in ACCORDING.finditer(outside):
        if match.group()[:3].lower() == "per" and not outside[match.end() : match.end() + 1].isupper():
            continue
        made = _FIGURES_BY.match(outside, match.end())
        phrase = nouns.after(outside, made.end() if made else match.end())
        if phrase and phrase.rsplit(None, 1)[-1] not in _NOBODY:
            return Attribution(phrase, match.start(), match.end())
    return None


def phrase_according(flat: str) -> str:
    """Return whom a sentence follows ("according to …"), or ""."""
    found = _from_according(flat) if "ccording to" in flat else None
    return found.phrase if found else ""


def _from_noun(outside: str) -> Attribution | None:
    """Read "X has made allegations that …", "X's claim that …" and "as X put it"."""
    if not holds_any(outside, _NOUN_CUES):
        return None
    count = _COUNT.search(outside)
    if count:
        return Attribution(count[1], count.start(), count.end())
    view = _VIEW.search(outside) or _OWN_VIEW.search(outside)
    if view:
        return Attribution(_OWNERS[view[1].lower()], view.start(), view.end())
    put = _PUT_IT.search(outside)
    if put:
        return Attribution(put[1], put.start(), put.end())
    match = _MADE.search(outside)
    if match:
        phrase = nouns.before(outside, match.start())
        return Attribution(phrase, match.start(), match.end()) if phrase else None
    own = _OWN_CLAIM.search(outside)
    return Attribution(own[1], own.start(), own.end()) if own else None


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
        if told:
            return (told[1].rstrip("."),)
    if not holds_any(outside, _PASSING_CUES):
        return ()
    interview = _INTERVIEW.search(outside)
    if interview:
        return (interview[1],)
    cited = _CITED.search(outside, 0, start)
    if cited:
        return (cited[1].strip(),)
    citing = _CITING.search(outside, end)
    return (citing[1],) if citing else ()
