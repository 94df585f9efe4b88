"""Word documents: paragraphs, headings, lists and tables as Markdown; notes, comments and links as sources.

Tracked changes are taken as accepted, or left out where `tracked` is "original".
Office Open XML: ECMA-376, part 1, section 17.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from lxml import etree

from articles.importers.base import ArticleDraft, ImportProblem, one_line
from articles.importers.building import TextBuilder, is_web
from articles.importers.metadata import read_metadata
from articles.importers.problems import problem
from articles.importers.sheets import check_unpacked
from articles.terms import ImportCode, SourceKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ORIGINAL = "original"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = {"footnote": SourceKind.FOOTNOTE, "endnote": SourceKind.ENDNOTE}
_MACROS = re.compile(rb"macroEnabled|template\.main\+xml")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def read(raw: bytes, file_name: str, options: dict[str, Any]) -> ArticleDraft:
    """A draft of the document's text. Raises ImportProblem for a damaged one."""
    try:
        check_unpacked(io.BytesIO(raw), file_name)
        _check_kind(raw, file_name)
        document = docx.Document(io.BytesIO(raw))
        reader = _Reader(document, keeps_original=options.get("tracked") == ORIGINAL)
        reader.read_blocks(document.element.body)
    except (ImportProblem, MemoryError):
        raise
    except Exception as error:  # the library raises whatever the libraries below it do
        raise problem(ImportCode.DOCUMENT_BROKEN, file_name) from error
    text = reader.builder.text.rstrip() + "\n"
    seen, about = read_metadata(text), document.core_properties
    return ArticleDraft(
        text=text,
        headline=seen.headline or one_line(about.title or "", 500),
        byline=seen.byline or one_line(about.author or "", 300),
        publisher=seen.publisher,
        url=seen.url,
        published_on=seen.published_on,
        media_type=MEDIA_TYPE,
        sources=tuple(reader.builder.sources),
    )


def _check_kind(raw: bytes, file_name: str) -> None:
    """Refuse what Word would run: the list of the package's parts names the kind of its main part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        types = package.read("[Content_Types].xml")
    if _MACROS.search(types):
        raise problem(ImportCode.DOCUMENT_WITH_MACROS, file_name)


class _Reader:
    """Goes through a document's body and writes down its text."""

    def __init__(self, document: Any, *, keeps_original: bool) -> None:
        self.builder = TextBuilder()
        self._links = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
        self._notes = {kind: _notes_of(document, kind) for kind in _NOTES}
        self._comments = _notes_of(document, "comment")
        self._skipped = {_W + "ins", _W + "moveTo"} if keeps_original else {_W + "del", _W + "moveFrom"}
        self._text_tag = {_W + "t", _W + "delText"} if keeps_original else {_W + "t"}
        self._open_comments: dict[str, int] = {}

    def read_blocks(self, body: Any) -> None:
        for block in body:
            if block.tag == _W + "p":
                self._paragraph(block)
            elif block.tag == _W + "tbl":
                self._table(block)
            elif block.tag == _W + "sdt":
                self.read_blocks(block.find(_W + "sdtContent") if block.find(_W + "sdtContent") is not None else [])

    def _paragraph(self, paragraph: Any) -> None:
        self.builder.end_block()
        began = self.builder.length
        self.builder.add(_mark_of(paragraph))
        self._inline(paragraph)
        if self.builder.length > began:
            self.builder.add("\n\n")

    def _table(self, table: Any) -> None:
        self.builder.end_block()
        for row in table.iter(_W + "tr"):
            cells = [" ".join("".join(self._words(p)) for p in cell.iter(_W + "p")) for cell in row.findall(_W + "tc")]
            self.builder.add("| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |\n")
        self.builder.add("\n")

    def _words(self, element: Any) -> Iterator[str]:
        for child in element:
            if child.tag in self._text_tag:
                yield child.text or ""
            elif child.tag in (_W + "tab", _W + "br", _W + "cr"):
                yield " "
            elif child.tag not in self._skipped:
                yield from self._words(child)

    def _inline(self, element: Any) -> None:
        for child in element:
            name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if child.tag in self._skipped or name in ("pPr", "rPr"):
                continue
            if child.tag in self._text_tag:
                self.builder.add(child.text or "")
            elif name in ("tab", "br", "cr"):
                self.builder.add("\n" if name == "br" and child.get(_W + "type") != "page" else " ")
            elif name == "hyperlink":
                self._link(child)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(name.removesuffix("Reference"), child.get(_W + "id", ""))
            elif name == "commentRangeStart":
                self._open_comments[child.get(_W + "id", "")] = self.builder.length
            elif name == "commentReference":
                self._comment(child.get(_W + "id", ""))
            else:
                self._inline(child)

    def _link(self, link: Any) -> None:
        start = self.builder.length
        self._inline(link)
        url = self._links.get(link.get(_R + "id", ""), "")
        words = self.builder.since(start)
        self.builder.source(start, self.builder.length, SourceKind.LINK, url=url if is_web(url) else "", note=words)

    def _note(self, kind: str, number: str) -> None:
        self.builder.source(*self.builder.sentence_before(), _NOTES[kind], note=self._notes[kind].get(number, ""))

    def _comment(self, number: str) -> None:
        start = self._open_comments.get(number, self.builder.sentence_before()[0])
        self.builder.source(start, self.builder.length, SourceKind.COMMENT, note=self._comments.get(number, ""))


def _mark_of(paragraph: Any) -> str:
    """Markdown's sign for a heading or a list."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(_W + "val") or "").lower() if style is not None else ""
    if name == "title":
        return "# "
    if name.startswith("heading") and name[7:8].isdigit():
        return "#" * min(int(name[7]) + 1, 6) + " "
    is_list = name.startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return "> " if "quote" in name else "- " if is_list else ""


def _notes_of(document: Any, kind: str) -> dict[str, str]:
    """The words of the document's footnotes, endnotes or comments by their numbers."""
    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(f"/{kind}s")]
    notes: dict[str, str] = {}
    for part in parts:
        for note in etree.fromstring(part.blob, parser=_PARSER).iter(_W + kind):
            paragraphs = ("".join(t.text or "" for t in p.iter(_W + "t")) for p in note.iter(_W + "p"))
            notes[note.get(_W + "id", "")] = " ".join(words for words in paragraphs if words.strip())
    return notes
