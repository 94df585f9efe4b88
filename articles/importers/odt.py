"""OpenDocument texts: paragraphs, headings, lists and tables as Markdown; notes, comments and links as sources.

Tracked changes are taken as accepted, or left out where `tracked` is "original".
OpenDocument 1.3, part 3: chapters 5 (text), 6 (paragraph content), 9 (tables), 14 (annotations).
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

from articles.importers.base import ArticleDraft, ImportProblem, one_line
from articles.importers.building import TextBuilder, is_web
from articles.importers.metadata import read_metadata
from articles.importers.problems import problem
from articles.importers.sheets import check_unpacked
from articles.terms import ImportCode, SourceKind

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
ORIGINAL = "original"
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_PREFIXES = {f"{{{space}}}": f"{prefix}:" for prefix, space in _SPACES.items()}
_TEXT = f"{{{_SPACES['text']}}}"
_OFFICE = f"{{{_SPACES['office']}}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NOTES = {"footnote": SourceKind.FOOTNOTE, "endnote": SourceKind.ENDNOTE}
_UNREAD = {
    "text:tracked-changes",
    "text:table-of-content",
    "text:alphabetical-index",
    "office:forms",
    "text:note-citation",
}
_MOST_SPACES = 100
_BLANKS = re.compile(r"[ \t\r\n]+")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def read(raw: bytes, file_name: str, options: dict[str, Any]) -> ArticleDraft:
    """A draft of the document's text. Raises ImportProblem for a damaged or a locked one."""
    try:
        check_unpacked(io.BytesIO(raw), file_name)
        content, about = _parts(raw, file_name)
        reader = _Reader(content, keeps_original=options.get("tracked") == ORIGINAL)
        reader.read_blocks(content.find("office:body/office:text", _SPACES))
    except (ImportProblem, MemoryError):
        raise
    except Exception as error:  # zipfile raises whatever the libraries below it do
        raise problem(ImportCode.DOCUMENT_BROKEN, file_name) from error
    text = reader.builder.text.rstrip() + "\n"
    seen = read_metadata(text)
    return ArticleDraft(
        text=text,
        headline=seen.headline or _said(about, "dc:title", 500),
        byline=seen.byline or _said(about, "meta:initial-creator", 300) or _said(about, "dc:creator", 300),
        publisher=seen.publisher,
        url=seen.url,
        published_on=seen.published_on,
        media_type=MEDIA_TYPE,
        sources=tuple(reader.builder.sources),
    )


def _parts(raw: bytes, file_name: str) -> tuple[Any, Any]:
    """The document's content, and what it says about itself (None where it says nothing)."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        names = package.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise problem(ImportCode.DOCUMENT_LOCKED, file_name)
        content = etree.fromstring(package.read("content.xml"), parser=_PARSER)
        return content, etree.fromstring(package.read("meta.xml"), parser=_PARSER) if "meta.xml" in names else None


def _said(about: Any, name: str, limit: int) -> str:
    found = about.find(f".//{name}", _SPACES) if about is not None else None
    return one_line("".join(found.itertext()), limit) if found is not None else ""


class _Reader:
    """Goes through a document's body and writes down its text."""

    def __init__(self, content: Any, *, keeps_original: bool) -> None:
        self.builder = TextBuilder()
        self._keeps_original = keeps_original
        self._changes = {_id(region): region for region in content.iter(_TEXT + "changed-region")}
        self._inserted: set[str] = set()  # the insertions that are open and not wanted
        self._ended = {end.get(_OFFICE + "name") for end in content.iter(_OFFICE + "annotation-end")}
        self._open_comments: dict[str, tuple[int, str]] = {}

    def read_blocks(self, parent: Any, mark: str = "") -> None:
        for block in parent:
            name = _name(block)
            if name in ("text:p", "text:h"):
                self._paragraph(block, _heading(block) if name == "text:h" else mark)
            elif name == "table:table":
                self._table(block)
            elif name == "text:list":
                self.read_blocks(block, "- ")
            elif name in ("text:change", "text:change-start", "text:change-end"):
                self._change(name, block.get(_TEXT + "change-id", ""))
            elif name and name not in _UNREAD:
                self.read_blocks(block, mark)

    def _paragraph(self, paragraph: Any, mark: str) -> None:
        if self._inserted:  # the break before it was inserted too
            self._inline(paragraph)
            return
        self.builder.end_block()
        self.builder.add(mark)
        began = self.builder.length
        self._inline(paragraph)
        if self.builder.length > began and not self._inserted:
            self.builder.add("\n\n")

    def _table(self, table: Any) -> None:
        self.builder.end_block()
        for row in table.iter(f"{{{_SPACES['table']}}}table-row"):
            for cell in row.findall("table:table-cell", _SPACES):
                self.builder.add("| ")
                for paragraph in cell.iter(_TEXT + "p", _TEXT + "h"):
                    self._inline(paragraph, breaks=" ")
                    self.builder.add(" ")
            self.builder.add("|\n")
        self.builder.add("\n")

    def _inline(self, element: Any, breaks: str = "\n") -> None:
        self._add(element.text)
        for child in element:
            self._part(child, _name(child), breaks)
            self._add(child.tail)

    def _part(self, part: Any, name: str, breaks: str) -> None:
        if name == "text:s":
            count = part.get(_TEXT + "c", "1")
            self._add_exactly(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif name in ("text:tab", "text:line-break"):
            self._add_exactly(" " if name == "text:tab" else breaks)
        elif name == "text:a":
            self._link(part, breaks)
        elif name == "text:note":
            kind = _NOTES.get(part.get(_TEXT + "note-class", ""), SourceKind.FOOTNOTE)
            self.builder.source(
                *self.builder.sentence_before(), kind, note=_words(part.find("text:note-body", _SPACES))
            )
        elif name in ("office:annotation", "office:annotation-end"):
            self._comment(part, part.get(_OFFICE + "name", ""), is_end=name.endswith("-end"))
        elif name in ("text:change", "text:change-start", "text:change-end"):
            self._change(name, part.get(_TEXT + "change-id", ""))
        elif name not in _UNREAD and isinstance(part.tag, str):
            self._inline(part, breaks)

    def _add(self, words: str | None) -> None:
        self._add_exactly(_BLANKS.sub(" ", words or ""))

    def _add_exactly(self, words: str) -> None:
        if words and not self._inserted:
            self.builder.add(words)

    def _link(self, link: Any, breaks: str) -> None:
        start, url = self.builder.length, link.get(_HREF, "")
        self._inline(link, breaks)
        words = self.builder.since(start)
        self.builder.source(start, self.builder.length, SourceKind.LINK, url=url if is_web(url) else "", note=words)

    def _comment(self, comment: Any, name: str, *, is_end: bool) -> None:
        """A comment on a stretch begins here and ends elsewhere; one on a spot is about the sentence before it."""
        if is_end:
            start, note = self._open_comments.pop(name, (0, ""))
            self.builder.source(start, self.builder.length, SourceKind.COMMENT, note=note)
        elif name and name in self._ended:
            self._open_comments[name] = self.builder.length, _words(comment)
        else:
            self.builder.source(*self.builder.sentence_before(), SourceKind.COMMENT, note=_words(comment))

    def _change(self, name: str, number: str) -> None:
        region = self._changes.get(number)
        if region is None or not self._keeps_original:
            return
        if name == "text:change-start" and region.find("text:insertion", _SPACES) is not None:
            self._inserted.add(number)
        elif name == "text:change-end":
            self._inserted.discard(number)
        elif name == "text:change":
            self._put_back(region.findall("text:deletion/text:p", _SPACES))

    def _put_back(self, deleted: list[Any]) -> None:
        """What was deleted, in its place: the first paragraph ends the one before, the last begins the one after."""
        for number, paragraph in enumerate(deleted):
            if number:
                self.builder.end_block()
            self._inline(paragraph)


def _name(element: Any) -> str:
    """The element's name with the usual prefix; "" for a remark."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.rpartition("}")
    return _PREFIXES.get(space + "}", "") + name


def _id(region: Any) -> str:
    return str(region.get(_TEXT + "id") or region.get(_ID) or "")


def _heading(heading: Any) -> str:
    level = heading.get(_TEXT + "outline-level", "1")
    return "#" * min(int(level) + 1 if level.isdecimal() else 2, 6) + " "


def _words(element: Any) -> str:
    """The words of the paragraphs in a note or comment."""
    paragraphs = element.iter(_TEXT + "p") if element is not None else ()
    return " ".join(" ".join("".join(p.itertext()).split()) for p in paragraphs).strip()
