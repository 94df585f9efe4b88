"""Hostile PDF and office documents."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx

from articles.terms import ImportCode
from tests.articles.hostile import GOOD, fact, hostile, packed, zeros
from tests.articles.hostile.texts import LAUGHS, XXE
from tests.articles.odts import odt
from tests.articles.pdfs import make_pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OUTSIDE = "http://127.0.0.1:9/template.dotm"
TEMPLATE_LINK = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    f' Target="{OUTSIDE}" TargetMode="External"/></Relationships>'
)


def pdf(where: str) -> bytes:
    return make_pdf([[(540, fact(where))]])


def _objects(*bodies: str) -> bytes:
    """A PDF of these objects without a table; readers find them by themselves."""
    out = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{body}\nendobj\n" for n, body in enumerate(bodies, start=1))
    return f"{out}trailer<</Root 1 0 R/Size {len(bodies) + 1}>>\n%%EOF\n".encode("latin-1")


def _pdf_bomb() -> bytes:
    stream = zlib.compress(zlib.compress(b"BT (a) Tj ET " + b" " * 200_000_000, 1), 9).decode("latin-1")
    return _objects(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        f"<</Length {len(stream)}/Filter[/FlateDecode/FlateDecode]>>stream\n{stream}\nendstream",
    )


def word(where: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(fact(where))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(raw: bytes, **members: bytes | str) -> bytes:
    """The package with members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        return packed({name: old.read(name) for name in old.namelist()} | members)


def _word_with(body: str, head: str = "") -> bytes:
    return changed(word("x"), **{"word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"})


def _macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word("Macros"))) as old:
        types = old.read("[Content_Types].xml").decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = types.replace(main, "application/vnd.ms-word.document.macroEnabled.main+xml")
    return changed(word("Macros"), **{"[Content_Types].xml": types, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
FILES = [
    hostile("cut.pdf", pdf("Cut")[:60], ImportCode.PDF_BROKEN),
    hostile("only a head.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", ImportCode.PDF_BROKEN),
    hostile("locked.pdf", make_pdf([[(540, fact("Lock"))]], encrypt=True), ImportCode.PDF_LOCKED),
    hostile("scan.pdf", make_pdf([[], []]), ImportCode.PDF_WITHOUT_TEXT),
    hostile("named.txt", pdf("Named"), GOOD),
    hostile("loop.pdf", _objects(CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"), ImportCode.PDF_BROKEN),
    hostile("count.pdf", _objects(CATALOG, "<</Type/Pages/Kids[]/Count 999999999>>"), ImportCode.PDF_BROKEN),
    hostile(
        "pages.pdf",
        lambda: _objects(
            CATALOG, f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>", "<</Type/Page/Parent 2 0 R>>"
        ),
        ImportCode.TOO_MANY_PAGES,
    ),
    hostile("objects.pdf", lambda: _objects(CATALOG, *["0"] * 10**6), ImportCode.PDF_BROKEN),
    hostile("deep.pdf", lambda: _objects("[" * 10**6), ImportCode.PDF_BROKEN),
    hostile("bomb.pdf", _pdf_bomb, ImportCode.PDF_WITHOUT_TEXT),
    hostile("cut.docx", word("Cut")[:-300], ImportCode.DOCUMENT_BROKEN),
    hostile("named.csv", word("Mislabelled"), GOOD),
    hostile("no xml.docx", changed(word("x"), **{"word/document.xml": "<broken"}), ImportCode.DOCUMENT_BROKEN),
    hostile("no types.docx", changed(word("x"), **{"[Content_Types].xml": "<x/>"}), ImportCode.DOCUMENT_BROKEN),
    hostile("entity.docx", _word_with(f"<w:p><w:r><w:t>{fact('E')}&x;</w:t></w:r></w:p>", XXE), GOOD),
    hostile("laughs.docx", _word_with("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", LAUGHS), ImportCode.DOCUMENT_BROKEN),
    hostile("deep.docx", _word_with("<w:sdt><w:sdtContent>" * 50_000), ImportCode.DOCUMENT_BROKEN),
    hostile("template.docx", changed(word("Template"), **{"word/_rels/settings.xml.rels": TEMPLATE_LINK}), GOOD),
    hostile("macros.docm", _macros, ImportCode.DOCUMENT_WITH_MACROS),
    hostile(
        "bomb.docx", lambda: changed(word("x"), **{"word/media/a.bin": zeros(301_000_000)}), ImportCode.UNPACKS_TOO_BIG
    ),
    hostile("cut.odt", odt(f"<text:p>{fact('Cut')}</text:p>")[:-99], ImportCode.DOCUMENT_BROKEN),
    hostile("named.md", odt(f"<text:p>{fact('Open')}</text:p>"), GOOD),
    hostile("entity.odt", odt(f"<text:p>{fact('Odt')}&x;</text:p>", XXE), GOOD),
    hostile("laughs.odt", odt("<text:p>&l11;</text:p>", LAUGHS), ImportCode.DOCUMENT_BROKEN),
    hostile("deep.odt", odt("<text:span>" * 50_000 + "</text:span>" * 50_000), ImportCode.DOCUMENT_BROKEN),
    hostile(
        "locked.odt",
        odt("<text:p>x</text:p>", **{"META-INF__manifest_xml": "<m:encryption-data/>"}),
        ImportCode.DOCUMENT_LOCKED,
    ),
    hostile("blanks.odt", odt("<text:p>x<text:s text:c='999999999999'/>" + "<text:s/>" * 9_000 + "</text:p>"), GOOD),
    hostile("bomb.odt", lambda: odt("<text:p>x</text:p>", bomb=" " * 301_000_000), ImportCode.UNPACKS_TOO_BIG),
    hostile(
        "slides.pptx",
        packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}),
        ImportCode.IS_DOCUMENT,
    ),
]
