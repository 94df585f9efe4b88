"""Links in the main text of a web page are its author's sources, each at its exact words; furniture is none."""

import time

import lxml.html
import pytest

from articles.importers import formats, html, html_links, pieces
from articles.importers.as_json import draft_from_json, draft_to_json
from articles.terms import SourceKind

ENDS = "<p>Nobody was hurt in the flood of the year 2019, the hospital said in a statement to the press on Tuesday.</p>"


def page(article: str, around: str = "") -> str:
    head = '<head><title>River levels</title><link rel="canonical" href="https://www.post.example.org/river"></head>'
    return f'<html lang="en">{head}<body>{around}<article><h1>River levels</h1>{article}{ENDS}</article></body></html>'


def found(article: str, around: str = "") -> list[tuple[str, str]]:
    """The words that each source hangs on in the text, and where it leads."""
    draft = html.read(page(article, around))
    assert all(source.kind is SourceKind.LINK and source.note for source in draft.sources)
    return [(draft.text[source.start : source.end], source.url) for source in draft.sources]


@pytest.mark.parametrize(
    ("article", "words", "url"),
    [
        ("<p>It rose by <a href='https://d.example.org/?a=1&amp;b=2'>40 <b>centi</b>metres</a>, they said.</p>",
         "40 centimetres", "https://d.example.org/?a=1&b=2"),
        ("<p>The wall,<a href='https://d.example.org/'> as the  council\n wrote </a>, held&nbsp;up.</p>",
         "as the council wrote", "https://d.example.org/"),
        ("<p>The wall held for days.<br>Then <a href='//d.example.org/x'>it broke</a>.</p>",
         "it broke", "https://d.example.org/x"),
        ("<blockquote><p>We built <a href='https://d.example.org/'>it in weeks</a>.</p></blockquote>",
         "it in weeks", "https://d.example.org/"),
        ("<figure><img src='x.png'><figcaption>The wall. Photo: <a href='https://d.example.org/'>Ann</a></figcaption>"
         "</figure>", "Ann", "https://d.example.org/"),
        ("<table><tr><th>Year</th><th>Level</th></tr><tr><td>2019</td><td><a href='https://d.example.org/'>40 cm</a>"
         "</td></tr></table>", "40 cm", "https://d.example.org/"),
        ("<p>Der Fluß stieg, <a href='https://d.example.org/'>so die Behörde 🌊 am Montag</a>.</p>",
         "so die Behörde 🌊 am Montag", "https://d.example.org/"),
        ("<p>It was warned <a href='#'>twice by the office</a> before.</p>", "twice by the office", ""),
        ("<p>It was warned <a href=''>twice by the office</a> before.</p>", "twice by the office", ""),
        ("<p>Warned <a href='JavaScript:void(0)'>twice by the office</a> before.</p>", "twice by the office", ""),
    ],
)  # fmt: skip
def test_a_link_hangs_on_its_exact_words(article, words, url):
    [(stands_on, leads_to)] = found(article)
    assert (" ".join(stands_on.split()), leads_to) == (words, url)


@pytest.mark.parametrize(
    "article",
    [
        "<p>See <a href='https://post.example.org/old'>our own story</a> of May.</p>",
        "<p>See <a href='/old'>our own story</a>, <a href='old.html'>the map</a> or <a href='#note'>the note</a>.</p>",
        "<p>Write <a href='mailto:ola@x.example.org'>to Ola</a> or call <a href='tel:+1'>the office</a>.</p>",
        "<p>See <a href='file:///etc/passwd'>this</a> and <a href='data:text/html,x'>that</a> and <a>those</a>.</p>",
        "<p>Empty <a href='https://x.example.org/'> </a> and a broken <a href='https://[x/'>one</a> are none.</p>",
    ],
)
def test_what_leads_nowhere_else_is_no_source(article):
    assert found(article) == []


@pytest.mark.parametrize("furniture", ["nav", "header", "footer", "aside", "form", "div role='navigation'"])
def test_links_of_furniture_are_not_taken_though_their_words_stand_in_the_text(furniture):
    bar = f"<{furniture}><p>{ENDS[3:-4]} <a href='https://ad.example.org/'>x</a></p></{furniture.split()[0]}>"
    menu = f"<{furniture}><ul><li><a href='https://ad.example.org/'>River levels</a></li></ul></{furniture.split()[0]}>"
    assert found("<p>The river rose by 40 centimetres.</p>", bar + menu) == []


def test_a_line_that_stands_more_often_on_the_page_than_in_the_text_counts_not_at_all():
    menu = "<div class='menu'><a href='https://ad.example.org/'>The report of the water office</a></div>"
    line = "<p><a href='https://d.example.org/'>The report of the water office</a></p>"
    assert found(line) == [("The report of the water office", "https://d.example.org/")]
    assert found(line, menu) in ([], [("The report of the water office", "https://d.example.org/")])
    assert ("The report of the water office", "https://ad.example.org/") not in found(line, menu)


def test_the_text_of_a_page_is_the_same_with_links_and_without():
    linked = (
        "<p>It rose by <a href='https://d.example.org/'>40 cm</a>, <a href='#'>they</a> said on Monday morning.</p>"
    )
    bare = "<p>It rose by 40 cm, they said on Monday morning.</p>"
    assert html.read(page(linked)).text == html.read(page(bare)).text


def test_sources_survive_the_way_to_the_database(tmp_path):
    saved = tmp_path / "page.html"
    saved.write_text(page("<p>It rose by <a href='https://d.example.org/'>40 cm</a>, they said.</p>"))
    [piece] = pieces.pieces(saved, "page.html", "x", {})
    draft = draft_from_json(draft_to_json(piece.draft))
    [source] = draft.sources
    assert draft.text[source.start : source.end] == "40 cm"
    assert formats.read_article(saved.read_bytes(), "page.html").sources == (source,)


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>" + "<a href='https://x.example.org/'>w</a> x " * 20_000,
        "<a href='https://x.example.org/'>w</a><p>" * 20_000,
        "<div>" * 200 + "<a href='#'>x</a>y" * 20_000,
        "<a href='#'>" * 200 + "word " * 400_000,
    ],
)
def test_pages_of_nothing_but_links_are_read_in_time_and_capped(hostile):
    tree = lxml.html.document_fromstring(hostile)
    began = time.process_time()
    lines = html_links.links_of(tree)
    sources = html_links.sources_in("w\n" * 50_000, lines)
    assert time.process_time() - began < 10 and len(sources) <= 2_000
