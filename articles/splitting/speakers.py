"""Who is speaking, carried through the article: quotations, pronouns, set-off passages, transcripts."""

import re

from articles.splitting import nouns
from articles.splitting.attribution import Attribution, find_attribution
from articles.splitting.lexicon import SAYS
from articles.splitting.quoting import Quote
from articles.splitting.sentence import Sentence
from articles.splitting.speech import DOCUMENTS, LABEL, ORGANIZATION, PRONOUN
from articles.terms import QuoteKind, Zone

_VOICED = {Zone.BODY, Zone.BLOCKQUOTE, Zone.DECK, Zone.CAPTION}
_ISSUED = re.compile(
    r"\b(?:issued|released|published|leaked|circulated)\s(?:a|an|the|its|their)?\s?(?:\w+\s){0,3}(?:statement|"
    r"report|memo|letter|study|survey|document|cable|communique)"
)
_OF_PARENTHESIS = re.compile(r"\s\([A-Z]{2,8}\)")
_NAME = re.compile(r"[A-Z][\w’'-]+")
_BACK_TO = frozenset(("the", "its", "their", "his", "her", "this", "that"))
_SCARE = 2
_PARTIAL = 3
_FULL = 5


class Speakers:
    """The people and sources heard so far."""

    def __init__(self) -> None:
        self.last = ""
        self.person = ""
        self.source = ""
        self.full: dict[str, str] = {}

    def resolve(self, phrase: str) -> str:
        """Turn the words that name a speaker into a name."""
        phrase = phrase.strip(" ,.'’")
        if phrase.endswith(("’s", "'s")):
            phrase = phrase[:-2]
        low = phrase.lower()
        if low in PRONOUN:
            return self._pronoun(low)
        words = low.split()
        if words and words[-1] in DOCUMENTS and words[0] in _BACK_TO and not _named(phrase):
            return self.source if self.source and self.source == self.last else phrase
        name = nouns.core(phrase)
        return self._learn(name)

    def _pronoun(self, low: str) -> str:
        if low in ("he", "she"):
            return self.person or self.last
        return self.last if low in ("it", "they") else ""

    def _learn(self, name: str) -> str:
        words = name.split()
        if len(words) == 1:
            return self.full.get(words[0], name)
        if nouns.is_name(name) and words[-1] not in self.full and words[-1][:1].isupper():
            self.full[words[-1]] = name
        return name

    def heard(self, name: str) -> None:
        """Remember who spoke last, as a person or as an organization."""
        if not name:
            return
        self.last = name
        if _is_person(name):
            self.person = name
        else:
            self.source = name


def _is_person(name: str) -> bool:
    words = name.split()
    return (
        nouns.is_name(name) and not name.isupper() and words[0] != "The" and not any(w in ORGANIZATION for w in words)
    )


def _named(phrase: str) -> bool:
    return any(word[0].isupper() for word in phrase.split()[1:])


def read_speakers(sentences: list[Sentence], quotes: dict[int, list[Quote]]) -> None:
    """Fill in speaker, chain, quote kind and quotation number of every sentence."""
    heard = Speakers()
    state = _Reading(heard)
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.zone in _VOICED:
            by_block.setdefault(sentence.block, []).append(sentence)
    for block, group in by_block.items():
        state.read_block(group, quotes.get(block, []))


class _Reading:
    def __init__(self, heard: Speakers) -> None:
        self.heard = heard
        self.lead: str = ""
        self.lead_chain: tuple[str, ...] = ()
        self.number = 0
        self.open_speaker = ""
        self.open = False
        self.transcript = ""

    def read_block(self, group: list[Sentence], quotes: list[Quote]) -> None:
        found = [self._attribute(sentence, quotes) for sentence in group]
        if group[0].zone is Zone.BLOCKQUOTE:
            self._read_set_off(group, found)
            return
        self._read_label(group)
        named = [self._name(sentence, attribution) for sentence, attribution in zip(group, found, strict=True)]
        self._read_quotes(group, quotes, found, named)
        for sentence, attribution, name in zip(group, found, named, strict=True):
            self._read_indirect(sentence, attribution, name)
        self._remember_lead(group, named, found)

    def _attribute(self, sentence: Sentence, quotes: list[Quote]) -> Attribution | None:
        inside = [q for q in quotes if q.end > sentence.offset and q.start < sentence.offset + len(sentence.flat)]
        sentence.quotes = inside
        if not inside and not sentence.features & SAYS:
            return None
        outside = _outside(sentence, inside) if inside else sentence.flat
        return find_attribution(outside, quoted=bool(inside))

    def _name(self, sentence: Sentence, attribution: Attribution | None) -> str:
        if attribution is None:
            if sentence.features and _ISSUED.search(sentence.flat):
                subject = nouns.before(sentence.flat, _ISSUED.search(sentence.flat).start())  # type: ignore[union-attr]
                if subject and subject.lower() not in PRONOUN:
                    self.heard.heard(nouns.core(subject))
            return ""
        name = self.heard.resolve(attribution.phrase)
        self.heard.heard(name)
        return name

    def _read_label(self, group: list[Sentence]) -> None:
        """A transcript's label speaks for its paragraph; the label of a picture speaks for nobody."""
        label = LABEL.match(group[0].flat) if group[0].zone is Zone.BODY else None
        if label and len(label[1]) > 1:
            name = label[1].title() if label[1].isupper() and len(label[1]) > 4 else label[1]
            self.transcript = self.heard._learn(name)

    def _read_quotes(
        self, group: list[Sentence], quotes: list[Quote], found: list[Attribution | None], named: list[str]
    ) -> None:
        carried = self.open_speaker if self.open else ""
        self.open = False
        for quote in quotes:
            touched = [
                at for at, s in enumerate(group) if quote.start < s.offset + len(s.flat) and quote.end > s.offset
            ]
            if not touched:
                continue
            speaker = next((named[at] for at in touched if named[at]), "")
            at_start = quote.start <= group[0].offset + 1
            whole = self._is_whole(group, touched, quote)
            if not speaker and whole:
                speaker = carried or self._near(group, named, touched)
            if not speaker and at_start and whole:
                speaker = self.lead or self.open_speaker
            if quote.words <= _SCARE and not (whole and speaker):
                continue
            if not speaker and quote.words < _FULL and not whole:
                continue
            self.number += 1
            for at in touched:
                self._mark(group[at], speaker, found[at], quote)
            carried = speaker or carried
            if speaker:
                self.open_speaker = speaker
            self.open = not quote.closed

    def _is_whole(self, group: list[Sentence], touched: list[int], quote: Quote) -> bool:
        """Whether a quotation holds a full sentence."""
        first, last = group[touched[0]], group[touched[-1]]
        starts = quote.start - first.offset < 2
        ends = quote.end >= last.offset + len(last.flat.rstrip()) - 1
        return (quote.words >= _FULL and (starts or len(touched) > 1)) or (starts and ends and quote.words > 1)

    def _near(self, group: list[Sentence], named: list[str], touched: list[int]) -> str:
        for at in range(touched[0] - 1, -1, -1):
            if named[at]:
                return named[at]
        after = touched[-1] + 1
        return named[after] if after < len(group) and named[after] else ""

    def _mark(self, sentence: Sentence, speaker: str, attribution: Attribution | None, quote: Quote) -> None:
        sentence.quote = QuoteKind.DIRECT
        sentence.speaker = sentence.speaker or speaker
        sentence.quotation = sentence.quotation or self.number
        if attribution:
            sentence.chain = attribution.behind

    def _read_indirect(self, sentence: Sentence, attribution: Attribution | None, name: str) -> None:
        if sentence.quote is QuoteKind.DIRECT:
            return
        if attribution and name:
            sentence.speaker, sentence.quote, sentence.chain = name, QuoteKind.INDIRECT, attribution.behind
        elif self.transcript:
            sentence.speaker, sentence.quote = self.transcript, QuoteKind.DIRECT

    def _read_set_off(self, group: list[Sentence], found: list[Attribution | None]) -> None:
        self.number += 1
        for sentence, attribution in zip(group, found, strict=True):
            sentence.quote = QuoteKind.DIRECT
            sentence.quotation = self.number
            name = self.heard.resolve(attribution.phrase) if attribution else ""
            if name:
                self.heard.heard(name)
            sentence.speaker = name or self.lead
            if name and self.lead and name != self.lead:
                sentence.chain = (self.lead, *self.lead_chain)
            else:
                sentence.chain = self.lead_chain

    def _remember_lead(self, group: list[Sentence], named: list[str], found: list[Attribution | None]) -> None:
        last = group[-1]
        body = last.body
        if body[-1:] == ":" or (body[-1:].isalnum() and last.features & SAYS):
            self.lead = named[-1] or next((n for n in reversed(named) if n), "") or self.heard.last
            attribution = found[-1]
            self.lead_chain = attribution.behind if attribution else ()
            last.lead_in = body[-1:] == ":"
        else:
            self.lead, self.lead_chain = "", ()


def _outside(sentence: Sentence, quotes: list[Quote]) -> str:
    """Return the sentence with the insides of its quotations as spaces."""
    flat, offset = sentence.flat, sentence.offset
    for quote in quotes:
        if quote.words <= _SCARE and quote.closed:
            continue
        start, end = max(0, quote.start + 1 - offset), min(len(flat), quote.end - (1 if quote.closed else 0) - offset)
        if end > start:
            flat = flat[:start] + " " * (end - start) + flat[end:]
    return flat
