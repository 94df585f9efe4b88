"""Whether a claim can be understood alone, and the sentences around it."""

from articles.splitting.sentence import Sentence
from articles.splitting.wordlist import words
from articles.terms import Zone

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
