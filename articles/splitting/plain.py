"""The reading of a text in another language than English: the engine's sentences, and what looks alone can tell."""

from articles.splitting.cutting import READ, cut, is_one
from articles.splitting.engine import sentence_ends
from articles.splitting.layout import Block
from articles.splitting.model import ClaimDraft
from articles.splitting.plain_claims import judge, mark_quotations, propose_plainly
from articles.splitting.plain_zones import read_plain_zones
from articles.splitting.sentence import Sentence


def read_plainly(text: str, blocks: list[Block], language: str) -> tuple[list[Sentence], tuple[ClaimDraft, ...]]:
    """Return the sentences in order and the claims; a quotation's speaker stands beside it."""
    sentences: list[Sentence] = []
    for number, (block, zone) in enumerate(zip(blocks, read_plain_zones(blocks, language), strict=True)):
        ends = () if is_one(block, zone) else sentence_ends(block.flat, language)
        sentences += cut(text, block, number, zone, ends, english=False)
    mark_quotations([sentence for sentence in sentences if sentence.zone in READ], blocks, language)
    for sentence in sentences:
        judge(sentence, language)
    sentences.sort(key=lambda sentence: sentence.start)
    return sentences, propose_plainly(sentences, text)
