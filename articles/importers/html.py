"""Saved web pages: the main text as Markdown, with captions, and what the page says about itself."""

import logging
import re

import lxml.html
import trafilatura
from lxml import etree

from articles.importers import html_links
from articles.importers.base import ArticleDraft, canonical_text, one_line
from articles.importers.dates import find_date
from articles.importers.language import language_of
from articles.importers.metadata import Metadata, read_metadata
from articles.importers.problems import problem
from articles.terms import ImportCode

_START = re.compile(
    r"\s*+(?:<!--(?:(?!-->).){0,2000}-->\s*)*(?:<\?xml[^>]{0,200}\?>\s*+)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_OVERLOADED = re.compile(r"<[a-zA-Z][^\s<>]*+(?:\s++[^\s<>]++){20000}")
_TAGS = re.compile(r"</(?:p|div|article|h[1-6]|body|li)\s*>", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1900}", re.IGNORECASE)
_HEAD_CHARS = 1_500
_MOST_PARTS = 50_000
_DROPPED = "//script|//style|//noscript|//template|//iframe|//object|//svg"
_QUOTED = ".//*[self::p or self::footer or self::cite][not(ancestor::p or ancestor::footer or ancestor::cite)]"
_EMPHASIS = ("b", "strong", "i", "em", "u", "mark", "small", "code", "s", "del", "ins")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>|~-])")
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without text is told to people, not to the log


def looks_like_it(text: str, file_name: str = "") -> bool:
    """Whether the text is a web page: by how it begins, or by its name where it holds tags."""
    named = file_name.lower().endswith((".html", ".htm", ".xhtml"))
    return bool(_START.match(text[:8_000]) or (named and _TAGS.search(text)))


def declared_encoding(raw: bytes) -> str:
    match = _DECLARED.search(raw[:4_096])
    return match[1].decode("ascii", "replace") if match else ""


def read(page: str, file_name: str = "") -> ArticleDraft:
    """A draft of the page's main text. Nothing of the page is run, fetched or kept as markup."""
    page = canonical_text(page)
    tree = _parsed(page, file_name)
    lines = html_links.links_of(tree)
    about = _about(tree)
    body = _main_text(page, file_name)
    text = canonical_text(_with_head(body, about))
    seen = read_metadata(text)
    return ArticleDraft(
        text=text,
        headline=about.headline or seen.headline,
        byline=about.byline or seen.byline,
        publisher=about.publisher or seen.publisher,
        url=about.url or seen.url,
        published_on=about.published_on or seen.published_on,
        language=language_of(text, _language(page)),
        media_type="text/html",
        sources=html_links.sources_in(text, lines, about.url),
    )


def _parsed(page: str, file_name: str) -> lxml.html.HtmlElement:
    """The page's tree, whole or not at all."""
    if _OVERLOADED.search(page):  # the time for a tag grows with the square of its attributes
        raise problem(ImportCode.PAGE_UNREADABLE, file_name)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise problem(ImportCode.PAGE_UNREADABLE, file_name) from error
    _check_whole(parser, file_name)
    n_parts = int(tree.xpath("count(//*)"))
    if n_parts > _MOST_PARTS:
        raise problem(ImportCode.TOO_MANY_PARTS, file_name, count=f"{n_parts:,}", limit=f"{_MOST_PARTS:,}")
    return tree


def _check_whole(parser: lxml.html.HTMLParser, file_name: str) -> None:
    """Refuse a page of which the parser left out the rest, which would be lost unseen."""
    for entry in parser.error_log.filter_from_fatals():
        if "depth" in entry.message.lower():
            raise problem(ImportCode.NESTED_TOO_DEEP, file_name)
        if "limit" in entry.message.lower():
            raise problem(ImportCode.PAGE_UNREADABLE, file_name)


def _about(tree: lxml.html.HtmlElement) -> Metadata:
    """What the page's own metadata says."""
    found = trafilatura.extract_metadata(tree, extensive=False)
    date = find_date(found.date or "")
    address = _ADDRESS.fullmatch((found.url or "").strip())
    return Metadata(
        headline=one_line(found.title or "", 500),
        byline=one_line((found.author or "").replace("; ", ", "), 300),
        publisher=one_line(found.sitename or "", 200),
        url=address[0] if address else "",
        published_on=date.on if date else None,
    )


def _main_text(page: str, file_name: str) -> str:
    tree = _parsed(page, file_name)
    for element in tree.xpath(_DROPPED):
        element.drop_tree()
    etree.strip_tags(tree, *_EMPHASIS)
    _keep_captions(tree)
    _keep_quotations(tree)
    body = trafilatura.extract(
        tree, fast=True, output_format="markdown", include_comments=False, include_tables=True, include_formatting=True
    )
    words = _ESCAPED.sub(r"\1", body) if body else _all_words(tree)
    text = canonical_text(words).strip()
    if not text:
        raise problem(ImportCode.PAGE_WITHOUT_TEXT, file_name)
    return text + "\n"


def _all_words(tree: lxml.html.HtmlElement) -> str:
    """Every word of a page in which no main text can be told from the rest."""
    for head in tree.xpath("//head"):
        head.drop_tree()
    return trafilatura.html2txt(tree)


def _keep_captions(tree: lxml.html.HtmlElement) -> None:
    """Put each figure's caption in its place as a paragraph "Image: …"."""
    for figure in tree.xpath("//figure[not(ancestor::figure)]"):
        captions = figure.xpath(".//figcaption")
        words = one_line(captions[0].text_content() if captions else "", 2_000)
        if words:
            _replace(figure, f"Image: {words}")


def _keep_quotations(tree: lxml.html.HtmlElement) -> None:
    """Mark the paragraphs of a set-off quotation as Markdown does."""
    for quotation in tree.xpath("//blockquote[not(ancestor::blockquote)]"):
        paragraphs = [one_line(p.text_content(), 20_000) for p in quotation.xpath(_QUOTED)]
        words = [words for words in paragraphs or [one_line(quotation.text_content(), 20_000)] if words]
        for line in words[:-1]:
            quotation.addprevious(_paragraph(f"> {line}"))
        if words:
            _replace(quotation, f"> {words[-1]}")


def _replace(element: lxml.html.HtmlElement, words: str) -> None:
    paragraph = _paragraph(words)
    paragraph.tail, element.tail = element.tail, None
    element.getparent().replace(element, paragraph)


def _paragraph(words: str) -> lxml.html.HtmlElement:
    paragraph = lxml.html.Element("p")
    paragraph.text = words
    return paragraph


def _with_head(body: str, about: Metadata) -> str:
    """The main text with the headline, the author and the date above it where the page showed them elsewhere."""
    head = body[:_HEAD_CHARS]
    lines = []
    if about.headline and about.headline not in head:
        lines.append(f"# {about.headline}")
    if about.byline and about.byline not in head:
        lines.append(f"By {about.byline}")
    if about.published_on and not find_date(head):
        date = f"{about.published_on.day} {about.published_on:%B %Y}"
        lines.append(f"{about.publisher}, {date}" if about.publisher else date)
    heading = re.search(r"^# .+\n", head, re.MULTILINE)
    at = heading.end() if heading and lines[:1] != [f"# {about.headline}"] else 0
    return "\n\n".join(part for part in (body[:at].rstrip("\n"), *lines, body[at:].lstrip("\n")) if part)


def _language(page: str) -> str:
    match = re.search(r"<html[^>]{0,500}\blang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})?)\b", page[:8_000])
    return match[1] if match else ""
