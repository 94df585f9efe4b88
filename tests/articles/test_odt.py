"""OpenDocument texts: text in order, and what the author leans on at its words."""

import pytest

from articles.importers.base import ImportProblem
from articles.importers.formats import read_article
from articles.importers.odt import MEDIA_TYPE
from articles.terms import ImportCode, SourceKind
from tests.articles.odts import SPACES, odt

FACT = "The river rose by 40 centimetres in 2019."
META = (
    f"<office:document-meta {SPACES}><office:meta><dc:title>Levels</dc:title>"
    "<meta:initial-creator>Ola Berg</meta:initial-creator></office:meta></office:document-meta>"
)


def test_the_text_keeps_its_order_and_marks():
    draft = read_article(
        odt(
            '<text:h text:outline-level="1">River levels</text:h><text:p>By Ola Berg</text:p>'
            f"<text:p>{FACT}</text:p>"
            "<text:section><text:p>A<text:s text:c='2'/>b<text:tab/>c\n  d</text:p></text:section>"
            "<text:list><text:list-item><text:p>It cost two million.</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>2018</text:p></table:table-cell>"
            "<table:table-cell><text:p>12 cm</text:p></table:table-cell></table:table-row></table:table>"
            "<text:p>The <text:span>end</text:span>.</text:p>"
        ),
        "report.odt",
    )
    assert draft.text == (
        f"## River levels\n\nBy Ola Berg\n\n{FACT}\n\nA  b c d\n\n- It cost two million.\n\n"
        "| 2018 | 12 cm |\n\nThe end.\n"
    )
    assert (draft.headline, draft.byline, draft.media_type) == ("River levels", "Ola Berg", MEDIA_TYPE)


def test_the_document_says_its_title_and_author_where_the_text_does_not():
    draft = read_article(odt(f"<text:p>{FACT}</text:p>" * 3, meta_xml=META))
    assert draft.byline == "Ola Berg"


def test_notes_comments_and_links_hang_on_their_words():
    body = (
        f"<text:p>It rained. {FACT}"
        '<text:note text:note-class="endnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Gauge 4, p. 3.</text:p></text:note-body></text:note> It cost "
        '<office:annotation office:name="c1"><dc:creator>Ola</dc:creator>'
        "<text:p>Minutes of 4 May.</text:p></office:annotation>"
        'two million<office:annotation-end office:name="c1"/>. '
        'See <text:a xlink:href="https://example.org/x">the gauge</text:a> '
        'and <text:a xlink:href="#">the wall</text:a>.'
        "<office:annotation><text:p>Ask Ada.</text:p></office:annotation></text:p>"
    )
    draft = read_article(odt(body), "a.odt")
    assert [(one.kind, one.url, one.note, draft.text[one.start : one.end]) for one in draft.sources] == [
        (SourceKind.ENDNOTE, "", "Gauge 4, p. 3.", FACT),
        (SourceKind.COMMENT, "", "Minutes of 4 May.", "two million"),
        (SourceKind.LINK, "https://example.org/x", "the gauge", "the gauge"),
        (SourceKind.LINK, "", "the wall", "the wall"),
        (SourceKind.COMMENT, "", "Ask Ada.", "See the gauge and the wall."),
    ]
    assert "Minutes" not in draft.text and "Gauge 4" not in draft.text


@pytest.mark.parametrize(
    ("tracked", "words"),
    [("accepted", "It rose by 45 cm.\n\nNew.\n\nEnd.\n"), ("original", "It rose by 40 cm.\n\nGone.\n\nEnd.\n")],
)
def test_tracked_changes_are_taken_as_asked(tracked, words):
    region = '<text:changed-region text:id="{}"><text:{}><office:change-info/>{}</text:{}></text:changed-region>'
    regions = (
        region.format("d1", "deletion", "<text:p>40</text:p>", "deletion")
        + region.format("i1", "insertion", "", "insertion")
        + region.format("i2", "insertion", "", "insertion")
        + region.format("d2", "deletion", "<text:p>Gone.</text:p><text:p/>", "deletion")
    )
    body = (
        f"<text:tracked-changes>{regions}</text:tracked-changes><text:p>It rose by "
        '<text:change text:change-id="d1"/><text:change-start text:change-id="i1"/>45<text:change-end '
        'text:change-id="i1"/> cm.</text:p><text:change-start text:change-id="i2"/><text:p>New.</text:p>'
        '<text:p><text:change-end text:change-id="i2"/><text:change text:change-id="d2"/>End.</text:p>'
    )
    assert read_article(odt(body), "a.odt", {"tracked": tracked}).text == words


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (odt("<text:p>"), ImportCode.DOCUMENT_BROKEN),
        (odt("x", "<broken>"), ImportCode.DOCUMENT_BROKEN),
        (odt("<text:p/>"), ImportCode.EMPTY),
        (odt("<text:span>" * 50_000 + "</text:span>" * 50_000), ImportCode.DOCUMENT_BROKEN),
        (odt("<text:p>x</text:p>", **{"META-INF__manifest_xml": "<m:encryption-data/>"}), ImportCode.DOCUMENT_LOCKED),
        (odt(f"<text:p>{FACT}</text:p>")[:-60], ImportCode.DOCUMENT_BROKEN),
    ],
    ids=["open", "broken", "empty", "deep", "locked", "cut"],
)
def test_damaged_and_locked_documents_are_said(raw, code):
    with pytest.raises(ImportProblem) as caught:
        read_article(raw, "report.odt")
    assert caught.value.code is code


def test_no_entity_is_followed():
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in read_article(odt(f"<text:p>{FACT} &a;</text:p>", head)).text
