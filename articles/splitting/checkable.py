"""Whether a sentence is something evidence could support or refute, and why not."""

import re

from articles.splitting import lexicon as lex
from articles.splitting.members import (
    BIO,
    BLOCKQUOTE,
    BOILERPLATE,
    BYLINE,
    CAPTION,
    DECK,
    DIRECT,
    HEADING,
    INDIRECT,
    METADATA,
    TITLE,
)
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.splitting.signoffs import is_housekeeping
from articles.splitting.wordlist import words
from articles.terms import Reason

_BY_ZONE = {
    TITLE: Reason.IS_HEADING,
    HEADING: Reason.IS_HEADING,
    BYLINE: Reason.IS_BYLINE,
    METADATA: Reason.IS_FURNITURE,
    BOILERPLATE: Reason.IS_FURNITURE,
    BIO: Reason.IS_FURNITURE,
}
_JOINING = frozenset(("and", "but", "so", "yet", "or"))
_SUPPOSING = frozenset(("if", "suppose", "imagine", "assuming", "unless"))
_INVERTED = frozenset(("were", "should", "had"))
_CONCEDING = words("while although though just given after despite having since even as only whereas")
_ORDERING = words(
    """
    please let let's don't do consider imagine remember look think take stop join call vote read click see note make
    ask forget keep tell write listen watch go come get stay say try help give put bring discover enjoy visit book sign
    learn save contact follow find share subscribe donate register
    """
)
_AFTER_ORDER = words(
    """
    the a an this that it your me us for to at of no not what how out on in up him her them yourself these those my
    our sure more early now today here
    """
)
_SUBJECTS = words("the it he she they we i you there this")
_GREETINGS = words(
    """
    thank thanks good welcome hello hi yes no okay ok right well sure exactly absolutely indeed correct great yeah
    oh
    """
)
# All patterns below are matched against lower-case text.
_OUGHT = regex(
    r"\b(?:should|must|ought to|needs? to|ha(?:ve|s) to|had better|(?:is|are) needed|cannot afford|it(?: is|"
    r"['’]s) time)\b"
    r"(?!\s(?:also\s)?(?:have|be (?:noted|said|mentioned|remembered)|recall|note)\b)"
)
_WILL = regex(
    r"\b(?:will|won['’]t|shall|(?:is|are) (?:going|set|likely|bound|destined) to|would then|may well|[a-z]+['’]ll)\b"
)
_FEEL = regex(
    r"[iw](?<!\w.)(?:(?:(?<=i)|(?<=w)e)(?:['’]m|['’]re|['’]d)?\s(?:(?:also|really|just|still|personally|firmly|truly|do|am|are|very|so|"
    r"would|don['’]t)\s)*"
    r"(?:think|believe|feel|hope|wish|love|hate|want|like|trust|suppose|guess|doubt|wonder|prefer|look forward|"
    r"thank|confident|glad|"
    r"proud|pleased|delighted|excited|honou?red|grateful|sorry|counting|sure|certain|happy|disappointed|committed|"
    r"determined)\b"
    r"|(?<=i)n my (?:view|opinion)\b)"
)
_MOVED = regex(r"\b(?:excited|thrilled|delighted|proud|honou?red|encouraged|humbled|pleased|grateful)\b")
_CALLS_ON = regex(
    r"(?:and\s)?(?:we|i)\s(?:also\s|therefore\s|strongly\s|again\s)?"
    r"(?:call (?:on|for|upon)|urge|recommend|appeal to|ask (?:the|that|all|every)|demand|propose)\b"
)
_JUDGE = regex(
    r"\b(?:the best way|the worst|the only way|it(?: is|['’]s| was) (?:a )?(?:very )?(?:[a-z]+ly )?(?:clear|"
    r"certain|time|"
    r"important|imperative|crucial|essential|vital|wrong|right|absurd|shameful|unthinkable|obvious|good|bad|nice|"
    r"great|wonderful|"
    r"constructive|better|worse|hard to|easy to|tempting)|(?:we|one) can only|remains to be seen|"
    r"before our (?:very )?eyes|"
    r"make no mistake|too little|too late|historic(?:al)? dividends|in a sense|speaks for itself|nothing short of|"
    r"no wonder|no better|any(?:one|body)['’]s guess)\b"
)
_GUESS = regex(
    r"\b(?:more likely (?:meant|to|that)|most likely|(?:is|are|was|were) (?:probably|likely|presumably|perhaps)|"
    r"one wonders|"
    r"hopefully|perhaps|may well|might well)\b"
)
_NO_FACT = regex("|".join((_WILL.pattern, _JUDGE.pattern, _GUESS.pattern, _OUGHT.pattern)))
_NOT_FACTS = (
    (lex.FUTURE, _WILL, Reason.IS_PREDICTION),
    (lex.OPINES, _JUDGE, Reason.IS_OPINION),
    (lex.OPINES, _GUESS, Reason.IS_OPINION),
)
_CLAUSES = regex(
    r"[;:,\s—](?:(?<=[;:,])\s|(?<=\s)(?:[–—-]|but|while|because|although|and is|and are|and was|and has|"
    r"and have)\s|(?<=—))"
)
_FINITE = regex(
    r"\b(?:is|are|was|were|has|have|had|did|does|[a-z]{3,}ed|made|took|gave|went|won|lost|began|led|fell|rose)\b"
)
_FACT = lex.NUMBER | lex.EVENT | lex.HARM | lex.WRONG | lex.DOCUMENT
_BY_THEN = regex(r"\b(?:[Bb]y|[Bb]efore|[Uu]ntil|[Ii]n|[Ff]rom|[Aa]fter)\s(?:the\s\w+\sof\s)?20[2-9]\d\b(?!,?\s\d)")
_CITATION = regex(r"\bpp?\.\s?\d")
_TELLS = lex.VERB | lex.SAYS | lex.EVENT
_HAS_VERB = _TELLS | lex.FUTURE
_DIGIT = regex(r"\d")
# Begins with one class of characters and looks back from there, so that a search can skip to the next capital.
_PROPER = regex(r"[A-Z](?:(?<=[a-z,;:’'”\"–—-]\s.)[\w’'-]+|(?<!\w.)[A-Z]+\b)")
_SAID = words("said says told warned according")
_TAIL = 7
_VERB_ENDS = ("ed", "ing", "s")
_BULLETS = frozenset("-•*–—·")
_DASHES = frozenset("—–-")
_LEAST_LISTED = 3
_BESIDE_TEXT = {CAPTION, DECK}
_WEIGHS = lex.NUMBER | lex.HARM | lex.WRONG | lex.COMPARE
_TOLD_OF = lex.COMPARE | lex.EVENT | lex.HARM | lex.MONEY | lex.NUMBER | lex.TIME | lex.VERB
_SCHEDULED = regex(
    r"\b(?:tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|"
    r"September|October|November|December|(?:in|on|by|from|until) May)\b(?! 20\d\d)"
)
_WRAPPING = "\"'“”‘’«»()[]*• –—-"


def judge(sentence: Sentence) -> Reason | None:
    """Return why a sentence is no claim, or None where it is one."""
    set_apart = _BY_ZONE.get(sentence.zone)
    if set_apart:
        return set_apart
    inner = sentence.flat[sentence.label :].strip(_WRAPPING)
    if sentence.loose or not inner or (len(sentence.words) < 3 and not _has_digit(sentence, inner)):
        return Reason.IS_FRAGMENT
    if sentence.asks or (inner[-1] == "?" and sentence.quote is not INDIRECT):
        return Reason.IS_QUESTION
    spoken = _spoken(sentence)
    if is_housekeeping(inner, len(spoken), spoken=sentence.label > 0 or sentence.quote is DIRECT):
        return Reason.IS_FURNITURE
    if len(spoken) < 7 and spoken and spoken[0] in _GREETINGS and not _tells_figure(sentence, inner):
        return Reason.IS_FRAGMENT
    if _is_listed_figure(sentence, inner):
        return None
    if not _may_tell(sentence, inner) or _only_names(sentence, inner):
        return Reason.IS_FRAGMENT
    if not spoken or not (_has_verb(sentence) or (len(spoken) > 3 and inner[-1] in ".!…")):
        return Reason.IS_FRAGMENT
    return _not_factual(sentence, spoken, inner)


def _spoken(sentence: Sentence) -> tuple[str, ...]:
    """Return a sentence's words without dashes and the like, and without the label of its speaker."""
    words = sentence.words[sentence.flat.count(" ", 0, sentence.label) :] if sentence.label else sentence.words
    return tuple(filter(None, words)) if "" in words else words


def _has_digit(sentence: Sentence, inner: str) -> bool:
    return sentence.has_digit and (not sentence.label or _DIGIT.search(inner) is not None)


def _tells_figure(sentence: Sentence, inner: str) -> bool:
    return bool(sentence.features & lex.NUMBER) or _has_digit(sentence, inner)


def _is_listed_figure(sentence: Sentence, inner: str) -> bool:
    """Whether a list item tells a figure without a verb: "- 4,200 jobs lost since 2019"."""
    listed = sentence.has_digit and sentence.features & _TOLD_OF and sentence.flat.lstrip()[:1] in _BULLETS
    if not listed or not _has_digit(sentence, inner):
        return False
    return sum(word.isalpha() for word in sentence.words) >= _LEAST_LISTED


def _may_tell(sentence: Sentence, inner: str) -> bool:
    """Whether a caption, deck or reference holds more than a name for something; of the first two a figure is asked."""
    if sentence.zone in _BESIDE_TEXT and not (sentence.features & _WEIGHS or _has_digit(sentence, inner)):
        return False
    cites = sentence.has_digit and "p." in inner and _CITATION.search(inner, max(0, len(inner) - 24))
    if not cites and (sentence.zone is not CAPTION or sentence.features & _TELLS):
        return True
    return _FINITE.search(inner) is not None


def _only_names(sentence: Sentence, inner: str) -> bool:
    """Whether a line is only names: a team, a list of places, who wrote the words above it."""
    if sentence.zone is BLOCKQUOTE and sentence.flat.lstrip()[:1] in _DASHES and inner[-1] not in ".!?":
        return True
    return not sentence.features & _HAS_VERB and not any(word[0].islower() for word in inner.split())


def _has_verb(sentence: Sentence) -> bool:
    if sentence.features & _HAS_VERB:
        return True
    if sentence.features & lex.HARM and sentence.words[-1].endswith("ed"):
        return True
    return len(sentence.words) > 4 and any(word.endswith(_VERB_ENDS) for word in sentence.words[1:])


def _not_factual(sentence: Sentence, spoken: tuple[str, ...], inner: str) -> Reason | None:
    """Return why the content is no statement of fact; a mixed sentence is one."""
    found = sentence.features
    figures = _tells_figure(sentence, inner) and _tells_figure_of_now(found, inner)
    told = sentence.attributed or sentence.quote is INDIRECT
    if _supposes(spoken) and not figures:
        said = told and not _SAID.isdisjoint(spoken[-_TAIL:])
        if not said and not _has_fact_beside(spoken, inner, inner.lower(), _NO_FACT):
            return Reason.IS_HYPOTHETICAL
    if told:
        return None if figures or sentence.quote is not DIRECT else _of_talk(sentence, found)
    low = inner.lower()
    if found & lex.MODAL and _OUGHT.search(low[:90]) and not _has_fact_beside(spoken, inner, low, _OUGHT):
        return Reason.IS_EXHORTATION
    if found & lex.FIRST and _CALLS_ON.match(low):
        return Reason.IS_EXHORTATION
    if figures:
        return Reason.IS_PREDICTION if _foretells(found, spoken, inner, low) else None
    if _is_order(spoken):
        return Reason.IS_EXHORTATION
    if found & lex.FIRST and (_FEEL.search(low) or _is_own_feeling(found, spoken, inner)):
        return Reason.IS_PERSONAL
    if found & lex.FUTURE and found & lex.DATES and _SCHEDULED.search(inner):
        return None
    for features, pattern, reason in _NOT_FACTS:
        if found & features and pattern.search(low) and not _has_fact_beside(spoken, inner, low, pattern):
            return reason
    if found & lex.EVALUATES and not found & _FACT and len(_PROPER.findall(inner)) < 2:
        return Reason.IS_OPINION
    return None


def _of_talk(sentence: Sentence, found: int) -> Reason | None:
    """Return why words in quotation marks that open a sentence are no statement of fact, or None where they may be."""
    if (
        not (sentence.quotes and found & (lex.FUTURE | lex.FIRST | lex.EVALUATES))
        or sentence.quotes[0].start - sentence.offset > 1
    ):
        return None
    quote = sentence.quotes[0]
    words = sentence.flat[max(0, quote.start - sentence.offset) : quote.end - sentence.offset].strip(_WRAPPING).lower()
    if found & lex.FUTURE and _WILL.search(words) and not _has_fact_beside(tuple(words.split()), words, words, _WILL):
        return Reason.IS_PREDICTION
    if found & lex.FIRST and (_FEEL.match(words) or _MOVED.search(words)):
        return Reason.IS_PERSONAL
    told = lex.features(words.split()) if found & lex.EVALUATES else 0
    return Reason.IS_OPINION if told & lex.EVALUATES and not told & _FACT else None


def _foretells(found: int, spoken: tuple[str, ...], inner: str, low: str) -> bool:
    """Whether all a sentence counts is in words ("two thirds"), and lies in the future."""
    if not found & lex.FUTURE or _DIGIT.search(_BY_THEN.sub(" ", inner)) or not _WILL.search(low):
        return False
    return not _has_fact_beside(spoken, inner, low, _WILL)


def _tells_figure_of_now(found: int, inner: str) -> bool:
    """Whether what a sentence counts is more than the year its prediction is meant for, which is no figure to check."""
    return not found & lex.FUTURE or bool(found & lex.NUMBER) or _DIGIT.search(_BY_THEN.sub(" ", inner)) is not None


def _supposes(spoken: tuple[str, ...]) -> bool:
    if spoken[0] in _JOINING and len(spoken) > 1:
        spoken = spoken[1:]
    return spoken[0] in _SUPPOSING or (spoken[0] in _INVERTED and len(spoken) > 1 and spoken[1] in _SUBJECTS)


def _is_own_feeling(found: int, spoken: tuple[str, ...], inner: str) -> bool:
    """Whether somebody speaks of "I" without any fact or name."""
    return spoken[0] in ("i", "i'm", "i’m") and not found & (_FACT | lex.OFFICIAL) and not _PROPER.search(inner)


def _is_order(spoken: tuple[str, ...]) -> bool:
    if (
        spoken[0] == "you"
        and spoken[1:2] in (("may",), ("might",), ("can",))
        and spoken[2:3] in (("want",), ("like",), ("wish",))
    ):
        return True
    if spoken[0] in _JOINING and len(spoken) > 1:
        spoken = spoken[1:]
    if spoken[0] not in _ORDERING:
        return False
    if spoken[0] in ("please", "let", "let's", "don't"):
        return True
    return len(spoken) > 1 and spoken[1] in _AFTER_ORDER


def _has_fact_beside(spoken: tuple[str, ...], inner: str, low: str, pattern: re.Pattern[str]) -> bool:
    """Whether another clause of the sentence tells of something that is or was."""
    if spoken[0] in _CONCEDING and len(_PROPER.findall(inner)) > 1:
        return True
    return any(
        clause.count(" ") > 3
        and _FINITE.search(clause) is not None
        and not pattern.search(clause)
        and _SUPPOSING.isdisjoint(clause.split(None, 2)[:2])
        for clause in _CLAUSES.split(low)
    )
