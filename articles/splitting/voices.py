"""The people and sources heard so far in an article, and what "he", "it" and "the report" refer to."""

from collections import deque

from articles.splitting import nouns
from articles.splitting.gender import is_woman, titled_woman
from articles.splitting.patterns import regex
from articles.splitting.speech import DOCUMENTS, NOT_NAMES, ORGANIZATION, PRONOUN, TEXTS
from articles.splitting.wordlist import words

_REMEMBERED = 120
_NEAR = 5
_PEOPLE = words(
    """
    man woman boy girl widow mother father son daughter brother sister husband wife uncle aunt mayor chief chairman
    chairwoman captain nurse clerk guard witness student scientist chemist engineer farmer teacher doctor driver
    officer minister lawyer judge president governor senator secretary worker official spokesman spokeswoman director
    manager editor author writer reporter soldier pilot sailor fisherman deckhand inspector auditor adviser professor
    historian economist analyst researcher resident neighbor neighbour victim defendant suspect prosecutor king queen
    prince princess pope bishop priest owner founder leader passenger
    """
)
_THE = frozenset(("the", "a", "an", "his", "her", "their", "its", "my", "our"))
_SPOTS = words(
    "town city village capital region island state county district port river country ship boat house school"
)
_NAME_REACH = 40
_PAPER = regex(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]his|[Oo]ne)\s(?:[\w-]+\s){0,3}?"
    r"(?:e-?mail|letter|note|memo|message|report|statement|text|leaflet|sign|headline|caption|notice|slide|entry|tweet|post|"
    r"document|clause|inscription|placard|banner|reply)\b"
)
_LONGEST_NAME = 5
_BACK_TO = frozenset(("the", "its", "their", "his", "her", "this", "that"))
_GENERIC = frozenset(
    ("leaked", "secret", "classified", "same", "new", "official", "final", "internal", "latest", "joint")
)


def _capitals(before: list[str]) -> list[str]:
    """Return the capitalized words at the end."""
    first = len(before)
    while (
        first
        and before[first - 1][0].isupper()
        and before[first - 1][-1] not in ",.;:"
        and before[first - 1] not in NOT_NAMES
    ):
        first -= 1
    return before[first:]


def _may_be_same(head: str, source: str) -> bool:
    """Whether "the ministry" can mean a source: one called a ministry or nothing of the kind; a text is anybody's."""
    called = DOCUMENTS.intersection(source.lower().split())
    if not called:
        return head in TEXTS or any(word[0].isupper() for word in source.split()[source.startswith("The ") :])
    return head in called or head in TEXTS


class Voices:
    """Who was heard last, as a person and as a source, and full names by last name."""

    def __init__(self) -> None:
        self.last = ""
        self.person = ""
        self.source = ""
        self.full: dict[str, str] = {}
        self.read: deque[str] = deque(maxlen=_REMEMBERED)
        self.recent: deque[tuple[str, str]] = deque(maxlen=_NEAR)
        self.women: dict[str, bool] = {}
        self.heard: dict[bool, str] = {}

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
        if low.startswith("the ") and low.count(" ") == 1 and low[4:] in _PEOPLE:
            return self._in_office(low[4:]) or phrase
        name = self.learn(nouns.core(phrase))
        titled = titled_woman(phrase)
        if titled is not None and "’s " not in phrase and "'s " not in phrase:
            self.women[name] = titled
        return name

    def _in_office(self, role: str) -> str:
        """Return the full name that stands behind a title: "the judge" after "Judge Harold Byrne"."""
        title = f"{role.capitalize()} "
        for flat in reversed(self.read):
            at = flat.rfind(title)
            if at >= 0:
                words_behind = flat[at + len(title) : at + 60].split()[:2]
                name = " ".join(word.strip(",.;:’'\"") for word in words_behind)
                if " " in name and nouns.is_person(name) and all(word[:1].isupper() for word in words_behind):
                    return self.learn(name)
        return ""

    def meant(self, pronoun: str, before: str) -> str:
        """Return the last sentence's subject where a pronoun can mean it, else ""."""
        if len(before) < 3 or not before[0].isupper() or before.lower() in PRONOUN:
            return ""
        before = before if " " in before else self._named_before(before)
        if " " not in before:
            return ""
        name = self.learn(nouns.core(before))
        if name.endswith(("’s", "'s")):
            return ""
        person = nouns.is_person(name)
        if pronoun in ("he", "she"):
            return name if person and name in self.full.values() else ""
        named = before.lower().startswith("the ") or any(word[0].isupper() for word in name.split()[1:])
        return name if not person and pronoun == "it" and named else ""

    def _pronoun(self, low: str) -> str:
        if low in ("he", "she"):
            return self._he_or_she(woman=low == "she")
        if low == "it":
            return self.source or self.last
        return self.last if low == "they" else ""

    def _he_or_she(self, *, woman: bool) -> str:
        """Return the person named or heard last whom no other pronoun has been used for."""
        found = ""
        for flat, heard in reversed(self.recent):
            one = heard and (heard == self.person or heard.split()[-1] in _PEOPLE)
            name = heard if one else self._person_told_of(flat)
            if name and self._may_be(name, woman=woman):
                found = name
                break
        found = found or self._newly_named() or self.person or self._one_person(self.last)
        if not found or not self._may_be(found, woman=woman):
            found = self._mentioned(woman=woman) or self.heard.get(woman, "")
        if not found:
            return ""
        self.women[found] = woman
        return found

    def _mentioned(self, *, woman: bool) -> str:
        """Return the person heard before whom the last sentences mention."""
        for flat, _ in list(self.recent)[:-4:-1]:
            for word in reversed(flat.split()):
                name = self.full.get(word.strip(".,;:!?’'\"”"), "") if word[0].isupper() else ""
                if name and nouns.is_person(name) and self._may_be(name, woman=woman):
                    return name
        return ""

    def _one_person(self, name: str) -> str:
        """Return a name where it can be one person's: no group, no document."""
        head = name.split()[-1].lower() if name else ""
        return "" if head.endswith("s") or head in TEXTS else name

    def _may_be(self, name: str, *, woman: bool) -> bool:
        """Whether "she" (or "he") can mean a person."""
        known = self.women.get(name)
        if known is None:
            known = is_woman(name, self.read)
        return known is None or known == woman

    def paper(self) -> str:
        """Return the document that the last sentences mention, which "it" means in "It read: …"."""
        for flat, _ in list(self.recent)[-2:][::-1]:
            found = _PAPER.findall(flat)
            if found:
                return str(next((paper for paper in found if paper.lower().startswith(("a ", "an "))), found[-1]))
        return ""

    def told_of(self) -> str:
        """Return the person the last sentences are about."""
        return next((name for flat, _ in reversed(self.recent) if (name := self._person_told_of(flat))), "")

    def _newly_named(self) -> str:
        """Return the full name the last sentences are about, where nobody has spoken under it yet."""
        for flat, heard in reversed(self.recent):
            name = "" if heard or flat[:1] in "\"“‘'" else nouns.core(nouns.subject(flat))
            if name.count(" ") == 1 and nouns.is_person(name):
                return self.learn(name)
        return ""

    def _person_told_of(self, flat: str) -> str:
        """Return the person a sentence is about: its subject, or the name in the aside behind it."""
        if flat[:1] in "\"“‘'":
            return ""
        phrase = nouns.subject(flat)
        pieces = phrase.split()
        if not pieces or phrase.lower() in PRONOUN:
            return ""
        at = flat.find(phrase)
        aside = nouns.named_aside(flat, at + len(phrase)) if at >= 0 else ""
        owner = next((n for n, piece in enumerate(pieces) if piece.endswith(("’s", "'s"))), -1)
        if owner == 1 and pieces[1][:-2] in _PEOPLE and pieces[0].lower() == "the":
            return " ".join(pieces[:2])[:-2]
        role = pieces[-1] in _PEOPLE or not _PEOPLE.isdisjoint(pieces[1:4])
        if pieces[0].lower() in _THE:
            name = nouns.core(aside)
            if name and nouns.is_person(name) and pieces[-1] not in _SPOTS:
                return self.learn(name)
            return phrase if role and not any(p[0].isupper() for p in pieces[1:]) else ""
        if pieces[0].endswith(("’s", "'s")) and role:
            return self.learn(aside) if aside else phrase
        name = nouns.core(phrase)
        if name.endswith(("’s", "'s")):
            return ""
        name = name if " " in name else self._named_before(name)
        known = name in self.full.values() or " " in self.full.get(name, "") or name != phrase
        return self.learn(name) if known and nouns.is_person(name) else ""

    def _refers_back(self, phrase: str) -> bool:
        """Whether "the (leaked 2012) report" means the source heard last."""
        spoken = phrase.lower().split()
        if (spoken[-1] in _PEOPLE or spoken[-1].startswith("spokes")) and spoken[-1] not in self.source.lower():
            return False
        bare = all(word in _GENERIC or word.isdigit() for word in spoken[1:-1])
        return (
            bare
            and spoken[0] in _BACK_TO
            and nouns.is_document(phrase)
            and bool(self.source)
            and self.source == self.last
            and (spoken[0] in ("the", "this", "that") or self._was_heard_near())
            and _may_be_same(spoken[-1], self.source)
        )

    def _was_heard_near(self) -> bool:
        return any(heard == self.source for _, heard in list(self.recent)[-2:])

    def learn(self, name: str) -> str:
        """Remember a full name by its last word, and give it back for the last word alone."""
        spoken = name.split()
        if len(spoken) == 1:
            if name not in self.full and name[:1].isupper() and name not in ORGANIZATION:
                self.full[name] = self._named_before(name)
            return self.full.get(name, name)
        if nouns.is_person(name) and self.full.get(spoken[-1], spoken[-1]) == spoken[-1]:
            self.full[spoken[-1]] = name
        return name

    def _named_before(self, last: str) -> str:
        """Return the full name that the sentences read so far give to a last name, or the last name itself."""
        for flat in self.read:
            at = flat.find(last)
            if at > 1 and not flat[at + len(last) : at + len(last) + 1].isalnum():
                before = flat[max(0, at - _NAME_REACH) : at].split()
                full = nouns.core(" ".join((*_capitals(before), last)))
                if " " in full and nouns.is_person(full) and len(full.split()) < _LONGEST_NAME:
                    return full
        return last

    def hear(self, name: str) -> None:
        """Remember who spoke last."""
        if not name:
            return
        self.last = name
        if nouns.is_person(name):
            self.person = name
            known = self.women.get(name)
            known = is_woman(name, ()) if known is None else known
            if known is not None:
                self.heard[known] = name
        else:
            self.source = name
