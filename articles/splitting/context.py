"""Whether a claim can be understood alone, and the sentences around it."""

from articles.splitting.clauses import find_clause
from articles.splitting.sentence import Sentence
from articles.splitting.standing import is_dummy, is_here_and_now, is_unique
from articles.splitting.tokens import is_somebody, read_words
from articles.splitting.verbs import HELPERS, ONLY_PAST
from articles.splitting.wordlist import words
from articles.terms import QuoteKind, Zone

_POINTING = words(
    """
    he she they it this that these those such both him her his their its the another
    """
)
_MODIFIES = words("of in for from to on at by between against")
_JOINING = words("but and yet so however then still also instead meanwhile moreover therefore thus")
_TOLD = {Zone.BODY, Zone.BLOCKQUOTE, Zone.DECK, Zone.CAPTION}
_REACH = 5
_LOOK_BACK = 4
_OPENING = 5
_PLACING = words("there then in on at by")
_LEFT_OPEN = words("following rest same latter former other others one ones first second")
_SOME_OF_THEM = (("of", "them"), ("of", "these"), ("of", "those"))
_DETERMINED = words("the a an his her their")
_LONGEST = 150


def needs_context(sentence: Sentence) -> bool:
    """Whether a sentence opens by pointing back: a pronoun, or "the strikes" without a word on which."""
    first = sentence.flat.count(" ", 0, sentence.label) if sentence.label else 0
    spoken = sentence.words[first : first + _REACH * 2]
    if "" in spoken:
        spoken = tuple(filter(None, spoken))
    while spoken and spoken[0] in _JOINING:
        spoken = spoken[1:]
    if not spoken:
        return False
    if spoken[0] not in _POINTING:
        return _some_of_them(spoken) or bool(_placed_pronoun(sentence, spoken))
    if (spoken[0] == "it" and is_dummy(spoken)) or (spoken[0] == "this" and is_here_and_now(spoken)):
        return False
    return spoken[0] != "the" or _is_bare_the(sentence, spoken)


def _some_of_them(spoken: tuple[str, ...]) -> bool:
    return spoken[1:3] in _SOME_OF_THEM


def _placed_pronoun(sentence: Sentence, spoken: tuple[str, ...]) -> str:
    """Return the pronoun behind "There" or "In 1961", where no name comes before it."""
    if spoken[0] not in _PLACING:
        return ""
    at = next((at for at, word in enumerate(spoken[1:_OPENING], 1) if word in ("he", "she", "they")), 0)
    before = sentence.body.split()[1:at]
    return spoken[at] if at and not any(word in _DETERMINED for word in spoken[1:at]) and len(before) < _OPENING else ""


def _is_bare_the(sentence: Sentence, spoken: tuple[str, ...]) -> bool:
    """Whether "the strikes" stands without a name, an "of …" or the like that says which."""
    if is_unique(spoken):
        return False
    pieces = sentence.flat[sentence.label :].strip("“\"‘' ").split()[1:_REACH]
    named_behind = False
    for piece, word in zip(pieces, spoken[1:], strict=False):
        if piece[0].isupper() or word in _MODIFIES:
            return False
        if named_behind or word in HELPERS or word in ONLY_PAST:
            return True
        named_behind = piece[-1] == ","
    return True


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


def _opening_pronoun(sentence: Sentence) -> str:
    """Return the pronoun a sentence is about: its first word, or the subject behind "In 1961"."""
    first = sentence.words[:1]
    if not first:
        return ""
    return first[0] if first[0] in _MEANING else _placed_pronoun(sentence, sentence.words)


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
    found = read_words(" " * sentence.label + sentence.flat[sentence.label :])
    clause = find_clause(found, 0, len(found.low)) if len(found.low) < _LONGEST else None
    plain = clause is not None and found.low[clause.subject[0]] not in _POINTING - {"the"}
    plain = plain and clause is not None and _LEFT_OPEN.isdisjoint(found.low[clause.subject[0] : clause.subject[1]])
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
