"""Whether a sentence is something evidence could support or refute, and why not."""

import re

from articles.splitting import lexicon as lex
from articles.splitting.sentence import Sentence
from articles.terms import QuoteKind, Reason, Zone

_BY_ZONE = {
    Zone.TITLE: Reason.IS_HEADING,
    Zone.HEADING: Reason.IS_HEADING,
    Zone.BYLINE: Reason.IS_BYLINE,
    Zone.METADATA: Reason.IS_FURNITURE,
    Zone.BOILERPLATE: Reason.IS_FURNITURE,
    Zone.BIO: Reason.IS_FURNITURE,
}
_ORDER = re.compile(
    r"(?:please|let(?:'s|’s| us)|don['’]t|do not|never|consider|imagine|remember|look at|think of|take|stop|join|"
    r"call|vote|read|click|see|note that|make no mistake|ask yourself|forget|keep|tell|write|listen|watch)\b"
)
_OUGHT = re.compile(
    r"\b(?:(?:we|you|they|it|he|she|i|who|that|which|this|one|[A-Z]\w+|government|world|public|readers?|nations?|"
    r"leaders?|congress)\s(?:\w+\s){0,2}(?:should|must|ought to|need to|needs to|have to|has to|had better)"
    r"|there (?:should|must) be|it is time|it['’]s time|is needed|are needed|we cannot afford|too must)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|won['’]t|shall|is going to|are going to|is set to|are set to|is likely to|are likely to|"
    r"is bound to|is destined to|would then|may well|[a-z]+['’]ll)\b",
    re.IGNORECASE,
)
_SUPPOSE = re.compile(
    r"(?:and |but |so )?(?:if|suppose|imagine|were (?:the|it|he|she|they|we)|assuming|unless|should (?:the|he|she|"
    r"they|it|this))\b",
    re.IGNORECASE,
)
_FEEL = re.compile(
    r"\b(?:I|we)\s(?:also |really |just |still |personally |firmly |truly |do |am |are |['’]m )*(?:think|believe|"
    r"feel|hope|wish|love|hate|want|like|trust|am confident|am glad|am proud|am pleased|am counting|am sorry|"
    r"suppose|guess|doubt|wonder|prefer|look forward|thank|"
    r"confident|glad|proud|pleased|delighted|excited|honou?red|grateful|sorry|counting|sure|certain|happy|"
    r"disappointed|committed|determined)\b"
    r"|\b(?:I['’]m|we['’]re) (?:very |so |really |absolutely )?(?:confident|glad|proud|pleased|sorry|sure|happy|"
    r"excited|delighted|grateful|disappointed|committed)\b|\bin my (?:view|opinion)\b"
)
_JUDGE = re.compile(
    r"\b(?:the best way|the worst|the only way|it (?:is|was) (?:a )?(?:very )?(?:\w+ly )?(?:clear|certain|time|"
    r"important|imperative|crucial|essential|vital|wrong|right|absurd|shameful|unthinkable|obvious|good|bad|nice|"
    r"great|wonderful|constructive|better|worse|hard to|easy to|tempting)|"
    r"we can only|one can only|remains to be seen|before our (?:very )?eyes|make no mistake|too little|too late|"
    r"historic(?:al)? dividends|in a sense|speaks for itself|nothing short of|what could possibly|no wonder)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:thank you|thanks|good (?:morning|evening|afternoon)|welcome|hello|hi|yes|no|okay|ok|right|well|sure|"
    r"exactly|absolutely|indeed|of course|correct)\b[^.!?]{0,40}[.!?,]*\W*$",
    re.IGNORECASE,
)
_GUESS = re.compile(
    r"\b(?:more likely (?:meant|to|that)|most likely|(?:is|are|was|were) (?:probably|likely|presumably|perhaps)|"
    r"one wonders|"
    r"hopefully|perhaps|may well|might well)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[;:]\s|,\s|\s[–—-]\s|—|\s(?:but|while|because|although|and is|and are|and was|and has|and have)\s"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|[a-z]{3,}ed|made|took|gave|went|won|lost|began|led|fell|rose)\b"
)
_CONCEDES = re.compile(
    r"(?:while|although|though|just as|given that|after|despite|having|since|even as|only)\b", re.IGNORECASE
)
_ANY = -1
_NOT_FACTS = (
    (lex.MODAL | lex.VERB, _OUGHT, Reason.IS_EXHORTATION),
    (lex.FUTURE | lex.VERB, _WILL, Reason.IS_PREDICTION),
    (_ANY, _JUDGE, Reason.IS_OPINION),
    (lex.HEDGE | lex.FUTURE, _GUESS, Reason.IS_OPINION),
)
_FACT = lex.NUMBER | lex.EVENT | lex.HARM | lex.WRONG | lex.DOCUMENT
_DIGIT = re.compile(r"\d")
_PROPER = re.compile(r"(?<=[a-z,;:’'”\"–—-]\s)[A-Z][\w’'-]+|\b[A-Z]{2,}\b")


def judge(sentence: Sentence) -> Reason | None:
    """Return why a sentence is no claim, or None where it is one."""
    if sentence.zone in _BY_ZONE:
        return _BY_ZONE[sentence.zone]
    body = sentence.body
    if len(sentence.words) < 3 and not _DIGIT.search(body):
        return Reason.IS_FRAGMENT
    inner = body.strip("\"'“”‘’«»()[]*• –—-")
    if not inner:
        return Reason.IS_FRAGMENT
    if body.rstrip("\"'”’»)]* ")[-1:] == "?" and sentence.quote is not QuoteKind.INDIRECT:
        return Reason.IS_QUESTION
    if _GREETING.match(inner):
        return Reason.IS_FRAGMENT
    if not _has_verb(sentence, inner):
        return Reason.IS_FRAGMENT
    return _not_factual(sentence, inner)


def _has_verb(sentence: Sentence, inner: str) -> bool:
    if sentence.features & (lex.VERB | lex.SAYS | lex.EVENT | lex.FUTURE):
        return True
    words = sentence.words
    return (
        any(
            word.endswith(("ed", "ing", "es")) or (word.endswith("s") and not word.endswith("ss")) for word in words[1:]
        )
        and len(words) > 4
    )


def _not_factual(sentence: Sentence, inner: str) -> Reason | None:
    """Return why the content is no statement of fact; a mixed sentence is one."""
    if sentence.attributed:
        return None
    found = sentence.features
    figures = bool(found & lex.NUMBER) or _DIGIT.search(inner) is not None
    if _SUPPOSE.match(inner) and not figures:
        return Reason.IS_HYPOTHETICAL
    if sentence.quote is QuoteKind.INDIRECT or figures:
        return None
    if _ORDER.match(inner[:20].lower()):
        return Reason.IS_EXHORTATION
    if found & lex.FIRST and _FEEL.search(inner):
        return Reason.IS_PERSONAL
    for features, pattern, reason in _NOT_FACTS:
        if found & features and pattern.search(inner) and not _has_fact_beside(inner, pattern):
            return reason
    if found & lex.EVALUATES and not found & _FACT and len(_PROPER.findall(inner)) < 2:
        return Reason.IS_OPINION
    return None


def _has_fact_beside(inner: str, pattern: re.Pattern[str]) -> bool:
    """Whether another clause of the sentence tells of something that is or was."""
    if _CONCEDES.match(inner) and len(_PROPER.findall(inner)) > 1:
        return True
    for clause in _CLAUSES.split(inner):
        if (
            clause.count(" ") > 3
            and _FINITE.search(clause)
            and not pattern.search(clause)
            and not _SUPPOSE.match(clause)
        ):
            return True
    return False
