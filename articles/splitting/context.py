"""Whether a claim can be understood alone, and the sentences around it."""

from articles.splitting.clauses import find_clause
from articles.splitting.sentence import Sentence
from articles.splitting.tokens import is_somebody, read_words
from articles.splitting.wordlist import words
from articles.terms import QuoteKind, Zone

_POINTING = words(
    """
    he she they it this that these those such both him her his their its the former latter another
    """
)
_MODIFIES = words("of in for from to on at by between against")
_JOINING = words("but and yet so however then still also instead meanwhile moreover therefore thus")
_EMPTY_IT = words("appears seems turns took takes emerged")
_TOLD = {Zone.BODY, Zone.BLOCKQUOTE, Zone.DECK, Zone.CAPTION}
_REACH = 6
_LONGEST = 150


def needs_context(sentence: Sentence) -> bool:
    """Whether a sentence opens by pointing back: a pronoun, or "the strikes" without a word on which."""
    spoken = [word for word in sentence.words if word][:_REACH]
    while spoken and spoken[0] in _JOINING:
        spoken = spoken[1:]
    if not spoken or spoken[0] not in _POINTING:
        return False
    if spoken[0] == "it" and len(spoken) > 1 and spoken[1] in _EMPTY_IT:
        return False
    if spoken[0] != "the":
        return True
    named = any(word[0].isupper() for word in sentence.body.strip("“\"‘'").split()[1:4])
    return not named and not any(word in _MODIFIES for word in spoken[1:4])


def neighbors(sentences: list[Sentence], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the spans of the told sentences right before and after a claim."""
    spans = []
    for at in (first - 1, last + 1):
        if 0 <= at < len(sentences) and sentences[at].zone in _TOLD:
            spans.append((sentences[at].start, sentences[at].end))
    return tuple(spans)


_MEANING = {
    "he": "one",
    "she": "one",
    "his": "one",
    "her": "one",
    "it": "thing",
    "its": "thing",
    "they": "some",
    "their": "some",
}
_LOOK_BACK = 4
_OPENING = 5


def _opening_pronoun(sentence: Sentence) -> str:
    """Return the pronoun a sentence is about: its first word, or the subject behind "In 1961"."""
    first = sentence.words[:1]
    if first and first[0] in _MEANING:
        return first[0]
    return next((word for word in sentence.words[1:_OPENING] if word in ("he", "she")), "")


def meant(sentences: list[Sentence], at: int) -> str:
    """Return whom the pronoun that opens a sentence means: the subject of the sentences before, "" where unsure."""
    pronoun = _opening_pronoun(sentences[at])
    if not pronoun:
        return ""
    kind = _MEANING[pronoun]
    for before in sentences[max(0, at - _LOOK_BACK) : at][::-1]:
        if before.zone is not Zone.BODY or before.quote is QuoteKind.DIRECT:
            return ""
        opening = _opening_pronoun(before)
        if opening and _MEANING[opening] == kind:
            continue
        subject = _subject(before)
        return subject if _kind(subject) == kind else ""
    return ""


def _subject(sentence: Sentence) -> str:
    """Return the subject of a sentence that names it, else ""."""
    found = read_words(sentence.flat)
    clause = find_clause(found, 0, len(found.low)) if len(found.low) < _LONGEST else None
    plain = clause is not None and found.low[clause.subject[0]] not in _POINTING - {"the"}
    return found.text(*clause.subject) if clause and plain else ""


def _kind(subject: str) -> str:
    """Return whether a subject is one person, one thing or several."""
    if not subject:
        return ""
    if is_somebody(subject):
        return "one"
    last = subject.split()[-1]
    return (
        "some"
        if " and " in subject or (last.endswith("s") and len(subject) > 3 and (last.islower() or last == subject))
        else "thing"
    )
