"""Markdown: the source stays as it is written; metadata is read past its marks, links and footnotes are sources."""

import re
from dataclasses import replace

from articles.importers import text as plain_text
from articles.importers.base import ArticleDraft, SourceDraft
from articles.importers.building import TextBuilder, is_web
from articles.terms import SourceKind

_SIGNS = {
    "#": re.compile(r"^#{1,4} \S", re.MULTILINE),
    "](": re.compile(r"\]\(https?://[^\s)]{1,2000}\)"),
    "**": re.compile(r"(?<!\w)\*\*\S[^*\n]{1,500}\*\*"),
    "[^": re.compile(r"^\[\^\w+\]:", re.MULTILINE),
}
_SAMPLE = 20_000
_NOTE = re.compile(r"^\[\^([^\]\s]{1,50})\]:[ \t]*(.{1,2000}(?:\n[ \t]+\S.{0,2000}){0,20})", re.MULTILINE)
_TARGET = re.compile(r"^ {0,3}\[([^\[\]^\n]{1,100})\]:[ \t]*<?([^\s<>]{1,2000})", re.MULTILINE)
_MARK = re.compile(
    r"\[\^(?P<note>[^\]\s]{1,50})\](?!:)"
    r"|(?<!!)\[(?P<words>[^\[\]\n^][^\[\]\n]{0,500})\]"
    r"(?:\([ \t]*<?(?P<url>(?:[^\s()<>]|\([^\s()<>]{0,200}\)){0,2000})>?(?:[ \t]+[\"'][^\"'\n]{0,300}[\"'])?[ \t]*\)"
    r"|\[(?P<target>[^\[\]\n]{0,100})\])"
)


def looks_like_it(text: str) -> bool:
    """Whether at least two sorts of Markdown's marks stand in the text."""
    sample = text[:_SAMPLE]
    return sum(marks in sample and bool(sign.search(sample)) for marks, sign in _SIGNS.items()) >= 2


def read(text: str) -> ArticleDraft:
    draft = plain_text.read(text, media_type="text/markdown")
    return replace(draft, sources=tuple(_sources(draft.text)))


def _sources(text: str) -> list[SourceDraft]:
    """Links at their words, footnotes at the sentence before them; a link that leads nowhere is a phrase."""
    notes = {name: " ".join(words.split()) for name, words in _NOTE.findall(text)}
    targets = {name.lower(): url for name, url in _TARGET.findall(text)}
    builder, at = TextBuilder(), 0
    for mark in _MARK.finditer(text):
        builder.add(text[at : mark.start()])
        at = mark.start()
        if mark["note"]:
            builder.source(*builder.sentence_before(), SourceKind.FOOTNOTE, note=notes.get(mark["note"], ""))
            continue
        url = mark["url"] if mark["target"] is None else targets.get((mark["target"] or mark["words"]).lower())
        if url is not None:
            url = url if is_web(url) else ""
            builder.source(mark.start("words"), mark.end("words"), SourceKind.LINK, url=url, note=mark["words"])
    return builder.sources
