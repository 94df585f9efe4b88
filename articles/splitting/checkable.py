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
    found = sentence.features
    figures = bool(_DIGIT.search(inner)) or bool(found & lex.NUMBER)
    if _ORDER.match(inner[:20].lower()) and not figures:
        return Reason.IS_EXHORTATION
    if found & lex.FIRST and _FEEL.search(inner) and not figures:
        return Reason.IS_PERSONAL
    if _SUPPOSE.match(inner) and not figures and not found & lex.SAYS:
        return Reason.IS_HYPOTHETICAL
    if sentence.quote is QuoteKind.INDIRECT:
        return None
    if found & (lex.MODAL | lex.VERB) and _OUGHT.search(inner) and not figures:
        return Reason.IS_EXHORTATION
    if found & lex.FUTURE and _WILL.search(inner) and not figures and not _reports_past(sentence):
        return Reason.IS_PREDICTION
    if _JUDGE.search(inner) and not figures:
        return Reason.IS_OPINION
    if found & lex.EVALUATES and not found & _FACT and not figures and len(_PROPER.findall(inner)) < 2:
        return Reason.IS_OPINION
    return None


def _reports_past(sentence: Sentence) -> bool:
    return bool(sentence.features & (lex.EVENT | lex.HARM)) and sentence.quote is not QuoteKind.NONE
