"""Texts told in turns: transcripts, hearings and interviews, where a label or a question says who speaks."""

import re
from collections.abc import Sequence

from articles.splitting import interview
from articles.splitting.labels import shouted
from articles.splitting.lexicon import FIRST
from articles.splitting.lines import is_terminated
from articles.splitting.members import BLOCKQUOTE, BODY, CAPTION, DECK, DIRECT
from articles.splitting.patterns import regex
from articles.splitting.sentence import Sentence
from articles.splitting.speech import ANSWER_LABELS, LABEL, OFFICE_LABEL, QUESTION_LABELS
from articles.splitting.voices import Voices
from articles.terms import QuoteKind

_HANDLE = regex(r"\W{0,2}(?:[A-Z][\w ]{1,40}\s)?(@\w{2,20}):?\s")
_BARE = regex(r"([QA])\s+(?=[A-Z])")
_LETTER = regex(r"\W{0,3}([QA])[.):]\s")
_SPOKEN = {BODY, BLOCKQUOTE, DECK, CAPTION}
_LEAST_LABELS = 3
_LONGEST_VALUE = 40


class Turns:
    """Who has the floor; `groups` are the article's paragraphs and headings in order."""

    def __init__(self, groups: list[list[Sentence]], voices: Voices) -> None:
        self.voices = voices
        self.groups = groups
        self.bare = sum(_BARE.match(group[0].flat) is not None for group in groups if group[0].flat[:2] == "Q ") > 1
        labels = [match[1] for group in groups if (match := self._label(group[0])) and _is_spoken(group[-1])]
        self.labelled = _is_transcript(labels, sum(group[0].zone in _SPOKEN for group in groups))
        self.answers = self.labelled and not ANSWER_LABELS.isdisjoint(labels)
        self.initials = self.labelled and any(2 <= len(label) <= 3 for label in labels)
        self.front = interview.front_of(groups) if self.answers or self.initials or _asks_often(groups) else []
        self.unlabelled = not self.labelled and interview.is_unlabelled(groups, self.front)
        self.guest = interview.interviewee(self.front) if self.answers or self.unlabelled else ""
        self.speaker = ""
        self.asking = False
        self.asked = self._questions() if self.guest else set()
        self.answered = False

    def read(self, group: list[Sentence], number: int) -> bool:
        """Give a paragraph to whoever has the floor; False where it is nobody's turn."""
        if self.guest and self._is_coda(group):
            self.speaker = ""
        if not (self._by_label(group) or (self.unlabelled and self._by_question(group))):
            return False
        if not (self.speaker or self.asking):
            return False
        for sentence in group:
            sentence.speaker, sentence.asks = self.speaker, self.asking
            sentence.quote = DIRECT if self.speaker else QuoteKind.NONE
            sentence.quotation = number if self.unlabelled else 0
        return True

    def pass_by(self, group: list[Sentence]) -> None:
        """Take note of a heading that asks a question."""
        self._is_asked(group)

    def _label(self, sentence: Sentence) -> re.Match[str] | None:
        """Return the label a paragraph begins with; "Q Is it safe?" is one where questions are set so throughout."""
        return (_BARE.match(sentence.flat) if self.bare and sentence.zone is BODY else None) or _label(sentence)

    def _questions(self) -> set[int]:
        """Return the blocks that ask; what follows a question is its answer, even where it asks back."""
        asked: set[int] = set()
        behind = False
        for group in self.groups:
            label = self._label(group[0])
            if label:
                behind = label[1] in QUESTION_LABELS
            else:
                behind = self.unlabelled and not behind and (interview.asks(group) or interview.is_bold(group))
            if behind:
                asked.add(group[0].block)
        return asked

    def _is_asked(self, group: list[Sentence]) -> bool:
        """Whether a paragraph or heading is the reporter's question; the guest has the floor behind it."""
        if group[0].block not in self.asked:
            return False
        self.asked.discard(group[0].block)
        self.speaker, self.answered = self.guest, False
        return True

    def _is_coda(self, group: list[Sentence]) -> bool:
        """Whether a paragraph behind the last answer is the reporter's own again."""
        if self.asked or not self.speaker or self._label(group[0]):
            return False
        behind, self.answered = self.answered, True
        return behind and not any(sentence.features & FIRST for sentence in group)

    def _by_label(self, group: list[Sentence]) -> bool:
        first = group[0]
        handle = _HANDLE.match(first.flat) if "@" in first.flat[:45] else None
        if not self.labelled and not first.flat.lstrip().startswith("@"):
            return False
        label = handle or self._label(first)
        if label:
            self.speaker = self._voice_of(label[1])
            self.asking = label[1] in QUESTION_LABELS
            self.asked.discard(first.block)
            self.answered = True
            first.label = label.end()
        goes_on = self.labelled and bool(self.speaker or self.asking)
        return bool(label or goes_on) and first.zone is BODY

    def _by_question(self, group: list[Sentence]) -> bool:
        """In an interview without labels a paragraph that asks is the reporter's, what follows the guest's."""
        if self._is_asked(group):
            for sentence in group if interview.is_bold(group) else ():
                sentence.asks = True
            return False
        told_of = self.guest.rpartition(" ")[2]
        if self.speaker and any(told_of in sentence.flat for sentence in group):
            self.speaker = ""
        return bool(self.speaker) and group[0].zone is BODY

    def _voice_of(self, label: str) -> str:
        """Return the speaker a label names; "A" is the guest, "Q" nobody."""
        if label in QUESTION_LABELS:
            return ""
        if label in ANSWER_LABELS:
            return self.guest
        name = label.title() if label.isupper() and len(label) > 3 else label
        return interview.by_initials(label, self.front) or self.voices.learn(name)


def _asks_often(groups: Sequence[list[Sentence]]) -> bool:
    return sum(group[-1].flat.rstrip()[-1:] == "?" for group in groups) >= _LEAST_LABELS


def _is_transcript(labels: list[str], n_groups: int) -> bool:
    """Whether speakers are named by labels in front of their words."""
    return len(labels) >= _LEAST_LABELS and len(labels) * 5 >= n_groups and len(set(labels)) < len(labels)


def _is_spoken(last: Sentence) -> bool:
    """Whether what stands behind a label may be somebody's words, not a value as in "Ticket: €3 on board"."""
    return len(last.flat) > _LONGEST_VALUE or is_terminated(last.flat.rstrip())


def _label(sentence: Sentence) -> re.Match[str] | None:
    if sentence.zone is not BODY:
        return None
    if ":" in sentence.flat[:120]:
        return OFFICE_LABEL.match(sentence.flat) or LABEL.match(sentence.flat) or shouted(sentence.flat)
    head = sentence.flat[:4]
    return shouted(sentence.flat) or (_LETTER.match(sentence.flat) if "Q" in head or "A" in head else None)
