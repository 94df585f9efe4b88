"""Other sentence splitters behind one door: text in, (start, end) offsets in code points out.

Runs in an environment of its own, without the project: `python -I peers.py NAME < ORDER > ANSWER`. The order is JSON:
{"texts": […], "timed": […]}, where `timed` are the texts whose reading is timed. The answer is JSON:
{"spans": one list of [start, end] for each text, "seconds": processor time of the fastest round over `timed`}.
"""

import contextlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable

Span = tuple[int, int]
Reader = Callable[[str], list[Span]]
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
ROUNDS = 5
PATIENCE = 20.0


def parts_between_blank_lines(text: str) -> Iterable[Span]:
    """Give the stretches that blank lines part."""
    start = 0
    for gap in BLANK_LINE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def by_paragraph(read: Reader) -> Reader:
    """Return a reader that never lets a sentence run over a blank line."""

    def spans(text: str) -> list[Span]:
        return [
            (start + first, start + last)
            for start, end in parts_between_blank_lines(text)
            for first, last in read(text[start:end])
        ]

    return spans


def visible(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return spans without the blanks at their edges; those of blanks alone are dropped."""
    found = []
    for start, end in spans:
        words = text[start:end]
        left = start + len(words) - len(words.lstrip())
        right = start + len(words.rstrip())
        if left < right:
            found.append((left, right))
    return found


def pysbd() -> Reader:
    from pysbd import Segmenter

    segmenter = Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [(span.start, span.end) for span in segmenter.segment(text)]


def sentencex() -> Reader:
    from sentencex import get_sentence_boundaries

    return lambda text: [(found["start_index"], found["end_index"]) for found in get_sentence_boundaries("en", text)]


def syntok() -> Reader:
    from syntok.segmenter import analyze

    def spans(text: str) -> list[Span]:
        sentences = [list(sentence) for paragraph in analyze(text) for sentence in paragraph]
        return [(words[0].offset, words[-1].offset + len(words[-1].value)) for words in sentences if words]

    return spans


def blingfire() -> Reader:
    from blingfire import text_to_sentences_and_offsets

    return by_paragraph(lambda text: text_to_sentences_and_offsets(text)[1] if text.strip() else [])


def nupunkt() -> Reader:
    from nupunkt import sent_spans

    return by_paragraph(lambda text: sent_spans(text) if text.strip() else [])


def spacy() -> Reader:
    from spacy import blank

    english = blank("en")
    english.add_pipe("sentencizer")
    english.max_length = 100_000_000
    return lambda text: [(found.start_char, found.end_char) for found in english(text).sents]


PEERS: dict[str, Callable[[], Reader]] = {
    "pysbd": pysbd,
    "sentencex": sentencex,
    "syntok": syntok,
    "blingfire": blingfire,
    "nupunkt": nupunkt,
    "spacy": spacy,
}


def fastest(read: Callable[[str], object], texts: list[str]) -> float:
    """Return the processor seconds of the fastest round over the texts; slow readers get fewer rounds."""
    best, spent = float("inf"), 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            read(text)
        seconds = time.process_time() - began
        best, spent = min(best, seconds), spent + seconds
        if spent > PATIENCE:
            break
    return best


def answer(read: Reader, order: dict[str, list[str]]) -> dict[str, object]:
    """Return the spans of all texts and the time the timed ones take."""
    spans = [visible(text, read(text)) for text in order["texts"]]
    return {"spans": spans, "seconds": fastest(read, order["timed"])}


if __name__ == "__main__":
    with contextlib.redirect_stdout(sys.stderr):
        result = answer(PEERS[sys.argv[1]](), json.load(sys.stdin))
    json.dump(result, sys.stdout)
