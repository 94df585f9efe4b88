"""The whole reading: layout, zones, sentences, speakers, worth and claims, one after another."""

from articles.splitting import checkable, worth
from articles.splitting.claims import propose
from articles.splitting.cutting import READ, cut, is_one
from articles.splitting.languages import ENGLISH, detect, primary
from articles.splitting.layout import Block, read_blocks
from articles.splitting.model import SentenceDraft, Split
from articles.splitting.quoting import Quote, find_quotes
from articles.splitting.sentence import Sentence
from articles.splitting.sentences import sentence_ends
from articles.splitting.speakers import read_speakers
from articles.splitting.zones import read_zones

VERSION = "1"


def split(text: str, language: str = "") -> Split:
    """Read an article: its sentences with zones and speakers, and the claims they make.

    `language` is a code such as "de-AT"; without one the text itself tells, and English is taken where it does not.
    """
    language = primary(language) or detect(text) or ENGLISH
    blocks = read_blocks(text)
    if language != ENGLISH:
        from articles.splitting.plain import read_plainly  # what only other languages need costs English nothing

        sentences, claims = read_plainly(text, blocks, language)
    else:
        sentences = _read_english(text, blocks)
        claims = propose(sentences, text)
    return Split(version=VERSION, sentences=tuple(map(_draft, sentences)), claims=claims)


def _read_english(text: str, blocks: list[Block]) -> list[Sentence]:
    zones = read_zones(blocks)
    sentences: list[Sentence] = []
    quotes: dict[int, list[Quote]] = {}
    for number, (block, zone) in enumerate(zip(blocks, zones, strict=True)):
        sentences += cut(text, block, number, zone, () if is_one(block, zone) else sentence_ends(block.flat))
        if zone in READ:
            quotes[number] = find_quotes(block.flat)
    read_speakers(sentences, quotes)
    for sentence in sentences:
        _judge(sentence)
    sentences.sort(key=lambda sentence: sentence.start)
    return sentences


def _judge(sentence: Sentence) -> None:
    reason = checkable.judge(sentence)
    if reason is None:
        sentence.is_claim = True
        sentence.worth, sentence.reasons = worth.weigh(sentence)
    else:
        sentence.reasons = (reason,)


def _draft(sentence: Sentence) -> SentenceDraft:
    return SentenceDraft(
        start=sentence.start,
        end=sentence.end,
        holes=sentence.holes,
        zone=sentence.zone,
        is_claim=sentence.is_claim,
        check_worthiness=sentence.worth,
        reasons=sentence.reasons,
        speaker=sentence.speaker,
        chain=sentence.chain,
        quote=sentence.quote,
    )
