"""Markdown: the text as it is written, and what its author leans on at its words."""

import time

from articles.importers.formats import read_article
from articles.terms import SourceKind

STORY = """# River levels

It rained. The river rose by [40 centimetres](https://example.org/gauge_(4) "Gauge") in 2019.[^1] The [wall][w] cost
[two million](#), said [Ada Holm](javascript:alert(1)). ![A wall](https://example.org/wall.png) It held.[^no] See [w][].

[^1]: Yearbook of the water office,
    page 3.
[w]: <https://example.org/wall>
"""


def test_links_and_footnotes_hang_on_their_words():
    draft = read_article(STORY.encode(), "river.md")
    assert draft.text == STORY
    assert [(one.kind, one.url, one.note, draft.text[one.start : one.end]) for one in draft.sources] == [
        (SourceKind.LINK, "https://example.org/gauge_(4)", "40 centimetres", "40 centimetres"),
        (
            SourceKind.FOOTNOTE,
            "",
            "Yearbook of the water office, page 3.",
            'The river rose by [40 centimetres](https://example.org/gauge_(4) "Gauge") in 2019.',
        ),
        (SourceKind.LINK, "https://example.org/wall", "wall", "wall"),
        (SourceKind.LINK, "", "two million", "two million"),
        (SourceKind.LINK, "", "Ada Holm", "Ada Holm"),
        (SourceKind.LINK, "https://example.org/wall", "w", "w"),
    ]


def test_places_count_characters_of_the_stored_text():
    text = "\ufeff# Flüsse\r\n\r\nCafe\u0301 rose, [says\x00 the office](https://example.org/a).\r\n".encode()
    draft = read_article(text, "a.md")
    assert [draft.text[one.start : one.end] for one in draft.sources] == ["says the office"]


def test_marks_without_end_take_no_time():
    began = time.process_time()
    for mark in ("[", "[a](", "[^a", "[a](((((", "[a](x(x)", "[^a]: b\n  ", "[a]: <"):
        read_article((f"# A river\n\n{mark * (200_000 // len(mark))}").encode(), "a.md")
    assert time.process_time() - began < 10
