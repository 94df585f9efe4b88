"""The people and sources heard so far in an article, and what "he", "it" and "the report" refer to."""

from articles.splitting import nouns
from articles.splitting.speech import PRONOUN

_BACK_TO = frozenset(("the", "its", "their", "his", "her", "this", "that"))
_GENERIC = frozenset(
    ("leaked", "secret", "classified", "same", "new", "official", "final", "internal", "latest", "joint")
)


class Voices:
    """Who was heard last, as a person and as a source, and full names by last name."""

    def __init__(self) -> None:
        self.last = ""
        self.person = ""
        self.source = ""
        self.full: dict[str, str] = {}

    def resolve(self, phrase: str) -> str:
        """Turn the words that name a speaker into a name."""
        phrase = phrase.strip(" ,.'’[]")
        if phrase.endswith(("’s", "'s")):
            phrase = phrase[:-2]
        low = phrase.lower()
        if not phrase:
            return ""
        if low in PRONOUN:
            return self._pronoun(low)
        if self._refers_back(phrase):
            return self.source
        return self.learn(nouns.core(phrase))

    def meant(self, pronoun: str, before: str) -> str:
        """Return the last sentence's subject where a pronoun can mean it, else ""."""
        if len(before) < 3 or not before[0].isupper() or before.lower() in PRONOUN or " " not in before:
            return ""
        name = self.learn(nouns.core(before))
        person = nouns.is_person(name)
        if pronoun in ("he", "she"):
            return name if person and name in self.full.values() else ""
        return name if not person and pronoun == "it" and any(word[0].isupper() for word in name.split()[1:]) else ""

    def _pronoun(self, low: str) -> str:
        if low in ("he", "she"):
            return self.person or self.last
        if low == "it":
            return self.source or self.last
        return self.last if low == "they" else ""

    def _refers_back(self, phrase: str) -> bool:
        """Whether "the (leaked 2012) report" means the source heard last."""
        words = phrase.lower().split()
        bare = all(word in _GENERIC or word.isdigit() for word in words[1:-1])
        return (
            bare
            and words[0] in _BACK_TO
            and nouns.is_document(phrase)
            and bool(self.source)
            and self.source == self.last
        )

    def learn(self, name: str) -> str:
        """Remember a full name by its last word, and give it back for the last word alone."""
        words = name.split()
        if len(words) == 1:
            return self.full.get(words[0], name)
        if nouns.is_person(name):
            self.full.setdefault(words[-1], name)
        return name

    def hear(self, name: str) -> None:
        """Remember who spoke last."""
        if not name:
            return
        self.last = name
        if nouns.is_person(name):
            self.person = name
        else:
            self.source = name
