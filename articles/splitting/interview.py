"""Interviews: who answers questions whose answers carry no name."""

import re
from itertools import pairwise

from articles.splitting import nouns
from articles.splitting.lexicon import FIRST
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.splitting.speech import NOT_NAMES, QUESTION_LABELS
from articles.terms import Zone

_NAMING = {Zone.TITLE, Zone.DECK, Zone.HEADING, Zone.BODY}
_NAME = regex(r"\b[A-Z][\w’'-]+(?:\s(?:de|van|von|al|bin|el)|\s[A-Z][\w.’'-]*){0,3}\s[A-Z][\w’'-]+")
_CUE = regex(
    r"\b(?:conversation|interview(?:ed|s)?|q&a|q & a|spoke|speaks|talks?|talked|sat down|caught up|answers|answered|"
    r"explains|discusses|reflects|asked|told)\b",
    re.IGNORECASE,
)
_INTERVIEW = regex(
    r"\b(?:conversation with|interview|q&a|in conversation|edited (?:and condensed )?for|condensed and edited|"
    r"sat down with|(?:spoke|talks?|talked|speaks) (?:to|with))\b",
    re.IGNORECASE,
)
_OURS = regex(r"\b(?:[Ee]ditor|[Cc]orrespondent|[Rr]eporter|[Cc]olumnist|[Bb]y|[Ww]riter|[Hh]ost)\s$")
_MOST_FRONT = 20
_LEAST_QUESTIONS = 3
_LONGEST_QUESTION = 500


def front_of(groups: list[list[Sentence]]) -> list[Sentence]:
    """Return the sentences before the first question."""
    front: list[Sentence] = []
    for group in groups[:_MOST_FRONT]:
        if front and asks(group):
            break
        front += group
    return front


def interviewee(front: list[Sentence]) -> str:
    """Return the person an interview's headline and introduction name as the one who answers, or ""."""
    found = people(front)
    cued = {name for sentence in front if _CUE.search(sentence.flat) for name in people([sentence])}
    if not cued and _is_interview(front):
        cued = set(found)
    return max(cued, key=lambda name: (sum(name.split()[-1] in s.flat for s in front), -found.index(name)), default="")


def people(front: list[Sentence]) -> list[str]:
    """Return the full names of the people sentences name, in order, the paper's own people aside."""
    found: list[str] = []
    for sentence in front:
        if sentence.zone not in _NAMING:
            continue
        for match in _NAME.finditer(sentence.flat):
            name = _person(match[0])
            ours = _OURS.search(sentence.flat, max(0, match.start() - 16), match.start())
            if name and not ours and name not in found:
                found.append(name)
    return found


def _person(phrase: str) -> str:
    """Return the name at the end of capitalized words, past "With" and titles."""
    spoken = phrase.removesuffix("’s").removesuffix("'s").split()
    first = next((at + 1 for at in range(len(spoken) - 1, -1, -1) if spoken[at] in NOT_NAMES), 0)
    name = nouns.core(" ".join(spoken[first:]))
    return name if " " in name and nouns.is_person(name) else ""


def by_initials(label: str, front: list[Sentence]) -> str:
    """Return the person whose initials a label gives ("MS: …"), or ""."""
    letters = label.replace(".", "")
    if not (1 < len(letters) < 4 and letters.isupper()):
        return ""
    return next((name for name in people(front) if "".join(word[0] for word in name.split()) == letters), "")


def asks(group: list[Sentence]) -> bool:
    """Whether a paragraph or heading is nothing but a question put to somebody."""
    first, last = group[0], group[-1]
    if first.zone not in (Zone.HEADING, Zone.BODY):
        return False
    if first.flat.lstrip().startswith(tuple(f"{label}{mark}" for label in QUESTION_LABELS for mark in ":.")):
        return True
    size = last.offset + len(last.flat) - first.offset
    return last.flat.rstrip()[-1:] == "?" and size < _LONGEST_QUESTION and first.flat.lstrip()[:1] not in '“"‘'


def is_bold(group: list[Sentence]) -> bool:
    """Whether a whole paragraph stood between two marks of emphasis, which are masked with spaces."""
    return group[0].flat.startswith("  ") and group[-1].flat.endswith("  ")


def _is_interview(front: list[Sentence]) -> bool:
    return any(_INTERVIEW.search(sentence.flat) for sentence in front)


def is_unlabelled(groups: list[list[Sentence]], front: list[Sentence]) -> bool:
    """Whether an article is an interview whose questions are paragraphs of their own, without labels."""
    if not _is_interview(front):
        return False
    questions = answers = own = bold = 0
    for before, group in pairwise(group for group in groups if group[0].zone in (Zone.BODY, Zone.HEADING)):
        if asks(before) and not asks(group) and group[0].zone is Zone.BODY:
            questions += 1
            answers += 1
            own += any(sentence.features & FIRST for sentence in group)
            bold += is_bold(before)
    return questions >= _LEAST_QUESTIONS and (own * 2 >= answers or bold == questions)
