"""Who is speaking, carried through the article: quotations, pronouns, set-off passages, transcripts."""

from collections.abc import Sequence

from articles.splitting import nouns
from articles.splitting.attribution import Attribution, find_attribution, phrase_according
from articles.splitting.hearsay import is_hearsay
from articles.splitting.lexicon import DOCUMENT, SAYS
from articles.splitting.members import (
    BLOCKQUOTE,
    BODY,
    BYLINE,
    CAPTION,
    DECK,
    DIRECT,
    HEADING,
    INDIRECT,
    METADATA,
    TITLE,
)
from articles.splitting.patterns import regex
from articles.splitting.quoting import Quote, ends_as_lead, is_title
from articles.splitting.sentence import Sentence
from articles.splitting.speech import PRONOUN
from articles.splitting.turns import Turns
from articles.splitting.voices import Voices

_VOICED = {BODY, BLOCKQUOTE, DECK, CAPTION}
_FRONT = {TITLE, HEADING, METADATA, BYLINE}
_ISSUED = regex(
    r"\b(?:issued|released|published|leaked|circulated|put out)\s(?:(?:a|an|the|its|their)\s)?(?:\w+\s){0,3}"
    r"(?:statement|report|memo|letter|study|survey|document|cable|communique)",
    cues=("issued", "released", "published", "leaked", "circulated", "put out"),
)
_READS_BEFORE = regex(r"\b(?:reads?|goes on|continue[sd]|began|begins)\b")
_SIGNED_QUOTE = regex(r"\s*[—–-]{1,2}\s*((?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w’'-]+)(?:[,.(\s]|$)")
_SCARE = 2
_FULL = 5
_NEAR = 8


def read_speakers(sentences: list[Sentence], quotes: dict[int, list[Quote]]) -> None:
    """Fill in speaker, chain, quote kind and quotation number of every sentence."""
    groups: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.zone in _VOICED or sentence.zone in _FRONT:
            groups.setdefault(sentence.block, []).append(sentence)
    reading = _Reading(list(groups.values()))
    for block, group in groups.items():
        if group[0].zone in _VOICED:
            reading.read_block(group, quotes.get(block, []))
        else:
            reading.turns.pass_by(group)


class _Reading:
    def __init__(self, groups: list[list[Sentence]]) -> None:
        self.voices = Voices()
        self.turns = Turns(groups, self.voices)
        self.lead = ""
        self.lead_chain: tuple[str, ...] = ()
        self.number = 0
        self.open_speaker = ""
        self.open = False
        self.unnamed: list[Sentence] = []
        self.set_off: list[Sentence] = []

    def read_block(self, group: list[Sentence], quotes: list[Quote]) -> None:
        """Read one paragraph."""
        flat = group[0]
        quotes = [q for q in quotes if not is_title(q)] if quotes else quotes
        if quotes:
            _share_out(quotes, group)
        found = [self._attribute(sentence) for sentence in group]
        self.number += 1
        if self.turns.read(group, self.number):
            return None
        named = [self._name(group, at, attribution) for at, attribution in enumerate(found)]
        for sentence, name in zip(group, named, strict=True):
            sentence.attributed = bool(name)
        if flat.zone is not BLOCKQUOTE:
            self.set_off = []
        else:
            return self._read_set_off(group, found, named)
        if quotes:
            self._read_quotes(group, quotes, found, named)
        else:
            self.open = False
        for sentence, attribution, name in zip(group, found, named, strict=True):
            if sentence.quote is DIRECT:
                continue
            if attribution and name:
                sentence.speaker, sentence.quote, sentence.chain = name, INDIRECT, attribution.behind
            elif is_hearsay(sentence.flat, sentence.words):
                sentence.quote = INDIRECT
        self._remember_lead(group, named, found)
        return None

    def _attribute(self, sentence: Sentence) -> Attribution | None:
        inside = sentence.quotes
        if not inside and not sentence.features & SAYS:
            return None
        outside = _outside(sentence, inside) if inside else sentence.flat
        lead_in = ends_as_lead(sentence.flat)
        return find_attribution(outside, quoted=bool(inside), lead_in=lead_in) or self._by_colon(sentence, outside)

    def _by_colon(self, sentence: Sentence, outside: str) -> Attribution | None:
        """In "the statement addressed the opposition: “…”" the subject speaks without a verb of saying."""
        for quote in sentence.quotes:
            at = quote.start - sentence.offset
            if quote.words >= _FULL and at > 0 and outside[max(0, at - 4) : at].rstrip()[-1:] == ":":
                earlier = [q.end - sentence.offset for q in sentence.quotes if q.end <= quote.start]
                phrase = nouns.subject(outside[max(earlier, default=0) : at])
                return Attribution(phrase, at, at) if phrase else None
        return None

    def _name(self, group: list[Sentence], at: int, attribution: Attribution | None) -> str:
        """Return who a sentence says is speaking, and remember the sentence for the pronouns after it."""
        name = self._named(group, at, attribution)
        self.voices.recent.append((group[at].flat, name))
        self.voices.read.append(group[at].flat[:400])
        return name

    def _named(self, group: list[Sentence], at: int, attribution: Attribution | None) -> str:
        sentence = group[at]
        if attribution is None:
            issued = _ISSUED.search(sentence.flat) if sentence.features & DOCUMENT else None
            if issued:
                phrase = nouns.before(sentence.flat, issued.start())
                if phrase and phrase.lower() not in PRONOUN:
                    self.voices.hear(self.voices.resolve(phrase))
            return ""
        low = attribution.phrase.lower()
        if low == "it" and _READS_BEFORE.search(sentence.flat, max(0, attribution.start - 12), attribution.end + 8):
            paper = self.voices.paper()
            if paper:
                self.voices.hear(paper)
                return paper
        before = _subject_in_front(sentence.flat, attribution) if low in ("he", "she") else ""
        if not before and at and low in ("he", "she", "it", "they"):
            before = _subject_before(group, at)
        name = self.voices.meant(low, before) or self.voices.resolve(attribution.phrase)
        if not name and low in PRONOUN:
            name = self.voices.resolve(phrase_according(sentence.flat))
        self.voices.hear(name)
        return name

    def _read_quotes(
        self, group: list[Sentence], quotes: list[Quote], found: list[Attribution | None], named: list[str]
    ) -> None:
        carried = self.open_speaker if self.open else ""
        self.open = False
        begin = 0
        for quote in quotes:
            begin, touched = _touched(group, begin, quote)
            if not touched:
                continue
            speaker = next((named[at] for at in touched if named[at]), "")
            if touched[0] == 0:
                self._name_late(speaker)
            whole = self._is_whole(group, touched, quote)
            if not speaker and whole:
                speaker = carried or self._near(named, touched) or (self.lead if touched[0] == 0 else "")
                if not speaker and touched[0] == 0 and len(quotes) == 1 and len(touched) == len(group):
                    speaker = self.open_speaker
            if (quote.words <= _SCARE and not (speaker and (whole or _is_said(group[touched[0]], quote)))) or (
                not speaker and quote.words < _FULL and not whole
            ):
                continue
            self.number += 1
            for at in touched:
                self._mark(group[at], speaker, found[at])
            carried = speaker or carried
            self.open_speaker = speaker or self.open_speaker
            self.open = not quote.closed
        self.unnamed = group if self.open and not any(named) else []

    def _name_late(self, speaker: str) -> None:
        """Give a quotation over several paragraphs the speaker that only its end names."""
        for sentence in self.unnamed if speaker else ():
            if sentence.quote is DIRECT:
                sentence.speaker = speaker
        self.unnamed = []

    def _is_whole(self, group: list[Sentence], touched: list[int], quote: Quote) -> bool:
        """Whether a quotation holds a full sentence."""
        first, last = group[touched[0]], group[touched[-1]]
        starts = quote.start - first.offset < 2
        ends = quote.end >= last.offset + len(last.flat.rstrip()) - 1
        return (quote.words >= _FULL and (starts or len(touched) > 1)) or (starts and ends and quote.words > 1)

    def _near(self, named: list[str], touched: list[int]) -> str:
        """Return who is named nearest before the quotation, else right after it."""
        for at in range(touched[0] - 1, max(-1, touched[0] - _NEAR), -1):
            if named[at]:
                return named[at]
        after = touched[-1] + 1
        return named[after] if after < len(named) else ""

    def _mark(self, sentence: Sentence, speaker: str, attribution: Attribution | None) -> None:
        sentence.quote = DIRECT
        sentence.speaker = sentence.speaker or speaker
        sentence.quotation = sentence.quotation or self.number
        if attribution:
            sentence.chain = attribution.behind

    def _read_set_off(self, group: list[Sentence], found: list[Attribution | None], named: list[str]) -> None:
        """A set-off passage speaks for its lead-in; who is quoted inside it comes before."""
        self.number += 1
        signed = _SIGNED_QUOTE.match(group[-1].flat)
        if signed:
            self._sign(self.voices.learn(signed[1]))
        self.set_off = group
        inner = ""
        for sentence, attribution, name in zip(group, found, named, strict=True):
            sentence.quote, sentence.quotation = DIRECT, self.number
            quoted = bool(sentence.quotes) and sentence.quotes[0].start - sentence.offset < 2
            inner = (name if not name.startswith(("a ", "an ")) else "") or (inner if quoted else "")
            sentence.speaker = inner or self.lead
            behind = attribution.behind if attribution else ()
            if inner and self.lead and inner != self.lead:
                sentence.chain = (*behind, self.lead, *self.lead_chain)
            else:
                sentence.chain = behind or self.lead_chain

    def _sign(self, name: str) -> None:
        """Give a set-off quotation the name written under it."""
        self.lead, self.lead_chain = name, ()
        for sentence in self.set_off:
            if not sentence.speaker:
                sentence.speaker = name

    def _remember_lead(self, group: list[Sentence], named: list[str], found: list[Attribution | None]) -> None:
        last = group[-1]
        if not ends_as_lead(last.flat):
            self.lead, self.lead_chain = "", ()
            return
        self.lead = (
            next((name for name in reversed(named) if name), "")
            or self._subject_of(last)
            or self.voices.last
            or self.voices.told_of()
        )
        attribution = found[-1]
        self.lead_chain = attribution.behind if attribution else ()
        last.lead_in = True

    def _subject_of(self, last: Sentence) -> str:
        """Return who "she" is in "She sent the notebooks, with a note on top:"."""
        phrase = nouns.subject(last.flat)
        return self.voices.resolve(phrase) if phrase.lower() in ("he", "she") else ""


def _subject_in_front(flat: str, attribution: Attribution) -> str:
    """Return the person an earlier clause of the sentence is about: "George made it famous; he argued that …"."""
    front = flat[: max(0, attribution.start - len(attribution.phrase) - 1)].rstrip()
    if not front.endswith((";", ", and", ", but")):
        return ""
    phrase = nouns.subject(front)
    return phrase if nouns.is_person(nouns.core(phrase)) else ""


def _subject_before(group: list[Sentence], at: int) -> str:
    """Return the subject of the sentence before, where it does not begin in a quotation."""
    last = group[at - 1]
    inside = any(quote.start <= last.offset < quote.end for quote in last.quotes)
    return "" if inside or last.flat.lstrip()[:1] in ("“", '"', "‘") else nouns.subject(last.flat)


def _share_out(quotes: list[Quote], group: list[Sentence]) -> None:
    """Give each sentence the quotations that reach into it."""
    begin = 0
    for sentence in group:
        end = sentence.offset + len(sentence.flat)
        while begin < len(quotes) and quotes[begin].end <= sentence.offset:
            begin += 1
        stop = begin
        while stop < len(quotes) and quotes[stop].start < end:
            stop += 1
        sentence.quotes = quotes[begin:stop]


def _is_said(sentence: Sentence, quote: Quote) -> bool:
    """Whether a few words in quotation marks open the sentence and end like speech: “Forty-one,” said …"""
    at = quote.end - 2 - sentence.offset
    return quote.closed and quote.start - sentence.offset < 2 and sentence.flat[at : at + 1] in tuple(",!?.…—")


def _touched(group: list[Sentence], begin: int, quote: Quote) -> tuple[int, list[int]]:
    """Return the sentences a quotation reaches into; no later quotation reaches before the first number returned."""
    while begin < len(group) and group[begin].offset + len(group[begin].flat) <= quote.start:
        begin += 1
    stop = begin
    while stop < len(group) and group[stop].offset < quote.end:
        stop += 1
    return begin, list(range(begin, stop))


def _outside(sentence: Sentence, quotes: Sequence[Quote]) -> str:
    """Return the sentence with the insides of its quotations as spaces."""
    flat, offset = sentence.flat, sentence.offset
    pieces: list[str] = []
    at = 0
    for quote in quotes:
        if quote.words <= _SCARE and quote.closed:
            continue
        start = max(at, quote.start + 1 - offset)
        end = min(len(flat), quote.end - (1 if quote.closed else 0) - offset)
        if end > start:
            pieces += (flat[at:start], " " * (end - start))
            at = end
    return "".join(pieces) + flat[at:]
