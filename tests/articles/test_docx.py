"""Word documents: text in order, and what the author leans on at its words."""

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from articles.importers.base import ImportProblem
from articles.importers.formats import read_article
from articles.terms import ImportCode, SourceKind

FACT = "The river rose by 40 centimetres in 2019."


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(raw: bytes, **members: str) -> bytes:
    """The document with parts of its package replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, words in members.items():
            new.writestr(name, words)
    return out.getvalue()


def report():
    document = docx.Document()
    document.add_heading("River levels", 0)
    document.add_paragraph("By Ola Berg")
    document.add_paragraph(FACT)
    return document


def test_the_text_keeps_its_order_and_marks():
    document = report()
    document.add_heading("The wall", 1)
    document.add_paragraph("It cost two million.", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2018", "12 cm"
    document.add_paragraph("The end.")
    draft = read_article(saved(document), "report.docx")
    assert draft.text == (
        f"# River levels\n\nBy Ola Berg\n\n{FACT}\n\n## The wall\n\n- It cost two million.\n\n| 2018 | 12 cm |\n\n"
        "The end.\n"
    )
    assert (draft.headline, draft.byline) == ("River levels", "Ola Berg")


def test_a_link_is_a_source_at_its_words_and_a_dead_one_a_phrase_to_search_for():
    document = report()
    for url in ("https://data.example.org/river", "#"):
        paragraph = document.add_paragraph("See ")
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>the gauge</w:t></w:r>"))
        paragraph._p.append(link)
    draft = read_article(saved(document))
    assert [(one.kind, one.url, one.note) for one in draft.sources] == [
        (SourceKind.LINK, "https://data.example.org/river", "the gauge"), (SourceKind.LINK, "", "the gauge"),
    ]  # fmt: skip
    assert {draft.text[one.start : one.end] for one in draft.sources} == {"the gauge"}


def test_a_comment_hangs_on_the_words_it_was_set_on():
    document = report()
    run = document.add_paragraph("It cost ").add_run("two million")
    document.add_comment(run, text="Minutes of 4 May, item 3.", author="Ola")
    [source] = read_article(saved(document)).sources
    assert (source.kind, source.note) == (SourceKind.COMMENT, "Minutes of 4 May, item 3.")


@pytest.mark.parametrize(("tracked", "words"), [("accepted", "rose by 45 cm"), ("original", "rose by 40 cm")])
def test_tracked_changes_are_taken_as_asked(tracked, words):
    document = report()
    changed = f"""<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">It rose by </w:t></w:r>
        <w:del><w:r><w:delText>40</w:delText></w:r></w:del><w:ins><w:r><w:t>45</w:t></w:r></w:ins>
        <w:r><w:t xml:space="preserve"> cm.</w:t></w:r></w:p>"""
    document.element.body.insert(3, parse_xml(changed))
    text = read_article(saved(document), "report.docx", {"tracked": tracked}).text
    assert f"It {words}.\n" in text


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"word/document.xml": "<broken"}, ImportCode.DOCUMENT_BROKEN),
        ({"word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}, None),
        ({"[Content_Types].xml": "<x/>"}, ImportCode.DOCUMENT_BROKEN),
    ],
    ids=["broken", "foreign entity", "no types"],
)
def test_damaged_and_hostile_documents_are_said(members, code):
    with pytest.raises(ImportProblem) as caught:
        read_article(with_part(saved(report()), **members), "report.docx")
    assert code is None or caught.value.code is code
    assert "root:" not in caught.value.words


def test_a_document_that_unpacks_to_too_much_is_not_unpacked(settings):
    settings.MAX_UNPACKED_BYTES = 10_000
    with pytest.raises(ImportProblem) as caught:
        read_article(saved(report()), "report.docx")
    assert caught.value.code is ImportCode.UNPACKS_TOO_BIG
