"""The whole reading: layout, zones, sentences, speakers, worth and claims, one after another."""

from collections.abc import Iterable
from operator import attrgetter

from articles.splitting import checkable, worth
from articles.splitting.claims import propose
from articles.splitting.cutting import READ, cut, is_one
from articles.splitting.entries import is_entry
from articles.splitting.furniture import is_credit_line
from articles.splitting.labels import shouted
from articles.splitting.languages import ENGLISH, detect, primary
from articles.splitting.layout import Block, read_blocks
from articles.splitting.lines import Kind
from articles.splitting.model import SentenceDraft, Split
from articles.splitting.quoting import Quote, find_quotes
from articles.splitting.sentence import Sentence
from articles.splitting.sentences import sentence_ends
from articles.splitting.speakers import read_speakers
from articles.splitting.zones import read_zones
from articles.terms import Zone

VERSION = "3"
# The fields of a SentenceDraft in its order.
_FIELDS = attrgetter("start", "end", "holes", "zone", "is_claim", "worth", "reasons", "speaker", "chain", "quote")


def split(text: str, language: str = "") -> Split:
    """Read an article: its sentences with zones and speakers, and the claims they make.

    `language` is a code such as "de-AT"; without one the text itself tells, and English is taken where it does not.
    """
    language = primary(language) or detect(text) or ENGLISH
    if language != ENGLISH:
        from articles.splitting.plain import read_plainly  # what only other languages need costs English nothing

        sentences, claims = read_plainly(text, read_blocks(text), language)
    else:
        sentences = _read_english(text)
        claims = propose(sentences, text)
    return Split(version=VERSION, sentences=_drafts(sentences), claims=claims)


def _read_english(text: str) -> list[Sentence]:
    sentences, quotes = _cut_blocks(text)
    read_speakers(sentences, quotes)
    for sentence in sentences:
        _judge(sentence)
    sentences.sort(key=attrgetter("start"))
    return sentences


def _cut_blocks(text: str) -> tuple[list[Sentence], dict[int, list[Quote]]]:
    """Return the sentences and the quotations of each block; the blocks themselves are forgotten."""
    blocks = read_blocks(text)
    sentences: list[Sentence] = []
    quotes: dict[int, list[Quote]] = {}
    for number, (block, zone) in enumerate(zip(blocks, read_zones(blocks), strict=True)):
        sentences += cut(text, block, number, zone, () if is_one(block, zone) else _ends(block, zone))
        if zone in READ and (found := find_quotes(block.flat)):
            quotes[number] = found
    return sentences, quotes


def _ends(block: Block, zone: Zone) -> Iterable[int]:
    """Return where a block's sentences end: not behind a speaker's label, nor inside an entry of a bibliography."""
    if (zone is Zone.BOILERPLATE and is_entry(block.body)) or (zone is Zone.CAPTION and is_credit_line(block.body)):
        return ()
    label = shouted(block.flat) if block.kind is Kind.KEY else None
    ends = sentence_ends(block.flat)
    return (end for end in ends if end > label.end()) if label else ends


def _judge(sentence: Sentence) -> None:
    reason = checkable.judge(sentence)
    if reason is None:
        sentence.is_claim = True
        sentence.worth, sentence.reasons = worth.weigh(sentence)
    else:
        sentence.reasons = (reason,)


def _drafts(sentences: list[Sentence]) -> tuple[SentenceDraft, ...]:
    return tuple(map(SentenceDraft._make, map(_FIELDS, sentences)))
