"""The whole reading: layout, zones, sentences, speakers, worth and claims, one after another."""

from articles.splitting import checkable, worth
from articles.splitting.claims import propose
from articles.splitting.layout import Block, read_blocks
from articles.splitting.lexicon import features
from articles.splitting.lines import Kind, is_terminated
from articles.splitting.model import SentenceDraft, Split
from articles.splitting.quoting import Quote, find_quotes
from articles.splitting.sentence import Sentence
from articles.splitting.sentences import sentence_ends
from articles.splitting.speakers import read_speakers
from articles.splitting.zones import read_zones
from articles.terms import Zone

VERSION = "1"
_STRIP = ".,;:!?\"'()[]“”‘’«»…*–—"
_WHOLE = {Zone.TITLE, Zone.HEADING, Zone.BYLINE, Zone.METADATA}
_READ = {Zone.BODY, Zone.BLOCKQUOTE, Zone.DECK, Zone.CAPTION}


def split(text: str) -> Split:
    """Read an article: its sentences with zones and speakers, and the claims they make."""
    blocks = read_blocks(text)
    zones = read_zones(blocks)
    sentences: list[Sentence] = []
    quotes: dict[int, list[Quote]] = {}
    for number, (block, zone) in enumerate(zip(blocks, zones, strict=True)):
        sentences += _cut(text, block, number, zone)
        if zone in _READ:
            quotes[number] = find_quotes(block.flat)
    read_speakers(sentences, quotes)
    for sentence in sentences:
        _judge(sentence)
    sentences.sort(key=lambda sentence: sentence.start)
    return Split(version=VERSION, sentences=tuple(map(_draft, sentences)), claims=propose(sentences, text))


def _cut(text: str, block: Block, number: int, zone: Zone) -> list[Sentence]:
    """Cut a block into sentences; what stands between two cuts belongs to the first."""
    cut: list[Sentence] = []
    flat, base = block.flat, block.start
    whole = text[base : block.end]
    last = passed = 0
    one = block.kind is Kind.TABLE or (zone in _WHOLE and not is_terminated(flat.rstrip()))
    ends = () if one else sentence_ends(flat)
    for end in (*ends, len(flat)):
        end = _past_markers(whole, flat, end)
        if end <= last:
            continue
        raw = whole[last:end]
        if flat[last:end].isspace() and cut and end < len(flat):
            continue
        start, stop = _trim(raw, base + last)
        while passed < len(block.holes) and block.holes[passed][1] <= start:
            passed += 1
        holes = _holes_before(block.holes, passed, stop)
        start, stop, holes = _outside_holes(text, start, stop, holes)
        if start < stop:
            piece = flat[start - base : stop - base]
            words = [word.strip(_STRIP) for word in piece.lower().split()] if zone in _READ else []
            found = Sentence(start, stop, holes, number, start - base, piece, zone, words, features(words))
            found.loose = block.kind is Kind.TABLE
            cut.append(found)
        last = end
    return cut


def _holes_before(holes: list[tuple[int, int]], first: int, stop: int) -> tuple[tuple[int, int], ...]:
    last = first
    while last < len(holes) and holes[last][0] < stop:
        last += 1
    return tuple(holes[first:last])


def _past_markers(whole: str, flat: str, end: int) -> int:
    while end < len(flat) and flat[end] == " " and not whole[end].isspace():
        end += 1
    return end


def _trim(raw: str, at: int) -> tuple[int, int]:
    return at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip())


def _outside_holes(
    text: str, start: int, stop: int, holes: tuple[tuple[int, int], ...]
) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Pull a sentence's ends out of holes they would stand in."""
    while holes and holes[0][0] <= start:
        start, stop = _trim(text[holes[0][1] : stop], holes[0][1])
        holes = holes[1:]
    while holes and holes[-1][1] >= stop:
        start, stop = _trim(text[start : holes[-1][0]], start)
        holes = holes[:-1]
    return start, stop, holes


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
