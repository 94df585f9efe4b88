"""Any bytes: an article's text, or a sentence that says what is wrong and the way out."""

import os
import zipfile
from io import BytesIO

import pytest

from articles.importers.base import ImportProblem
from articles.importers.formats import read_article
from articles.terms import ImportCode

STORY = "The river rose by 40 centimetres in 2019. The café’s owner said it was “naïve” to wait."
XML = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
SCRIPT = b"<!doctype html><html><body><script>var a = 1</script></body></html>"


def docx() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


def plain_zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", STORY)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_words_are_the_same_in_every_encoding(encoding):
    assert read_article((STORY * 3).encode(encoding), "a.txt").text == STORY * 3


def test_a_japanese_text_is_read_in_its_old_encoding():
    words = "東京の気象庁は、昨年の平均気温が過去最高だったと発表した。専門家は懸念を示している。" * 5
    assert read_article(words.encode("shift_jis"), "a.txt").text == words


def test_a_page_is_read_in_the_encoding_it_declares():
    words = "Żaden minister. " * 30
    page = f'<!doctype html><html><head><meta charset="iso-8859-2"></head><body><p>{words}</p></body></html>'
    assert "Żaden minister." in read_article(page.encode("iso-8859-2"), "a.html").text


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (b"", "a.txt", ImportCode.EMPTY),
        (b" \r\n\t \x00 \xef\xbb\xbf", "a.txt", ImportCode.EMPTY),
        (b"\xef\xbb\xbf", "a.txt", ImportCode.EMPTY),
        (b"--- ... ***", "a.md", ImportCode.EMPTY),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "report.txt", ImportCode.PDF_BROKEN),
        (docx(), "a.docx", ImportCode.DOCUMENT_BROKEN),
        (docx(), "a.md", ImportCode.DOCUMENT_BROKEN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "a.doc", ImportCode.IS_DOCUMENT),
        (plain_zip(), "a.html", ImportCode.IS_ARCHIVE),
        (b"{\\rtf1 hello}", "a.txt", ImportCode.IS_RTF),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.md", ImportCode.IS_PICTURE),
        (XML, "a.txt", ImportCode.IS_XML),
        (os.urandom(20_000), "a.txt", ImportCode.IS_BINARY),
        (b"\x01\x02\x03\x04" * 500, "a.html", ImportCode.IS_BINARY),
        (SCRIPT, "a.html", ImportCode.PAGE_WITHOUT_TEXT),
        (b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000, "a.html", ImportCode.NESTED_TOO_DEEP),
        (b"<html><body>" + b"<p>x</p>" * 60_000, "a.html", ImportCode.TOO_MANY_PARTS),
    ],
    ids=lambda value: str(value) if isinstance(value, ImportCode) else "",
)  # fmt: skip
def test_what_is_no_article_is_refused_with_its_own_sentence(raw, name, code):
    with pytest.raises(ImportProblem) as caught:
        read_article(raw, name)
    assert caught.value.code is code
    assert name in caught.value.words
    assert "%(" not in caught.value.words


def test_more_than_25_megabytes_are_refused_unread():
    with pytest.raises(ImportProblem) as caught:
        read_article(b"a" * 26 * 1024 * 1024, "big.txt")
    assert caught.value.code is ImportCode.TOO_BIG
    assert "26.0 MB" in caught.value.words and "25.0 MB" in caught.value.words


def test_a_text_over_the_limit_says_both_numbers(settings):
    settings.MAX_TEXT_CHARS = 1_000
    with pytest.raises(ImportProblem) as caught:
        read_article(b"word " * 300)
    assert caught.value.code is ImportCode.TOO_LONG
    assert "what you pasted has 1,500 characters" in caught.value.words


def test_nul_and_strange_characters_do_not_stop_a_text():
    draft = read_article(f"A\0 headline\n\n{STORY}\x07 \u202eabc\n".encode())
    assert draft.headline == "A headline"
    assert "\0" not in draft.text and "\x07" not in draft.text
    assert "\u202eabc" in draft.text


def test_the_type_is_told_by_the_content_not_by_the_name():
    page = (
        b"<!DOCTYPE html><html><body><article><h1>Flood</h1><p>" + STORY.encode() * 4 + b"</p></article></body></html>"
    )
    assert read_article(page, "a.txt").media_type == "text/html"
    assert read_article(STORY.encode(), "a.html").media_type == "text/plain"
    assert read_article(b"# Flood\n\n**The river** rose.\n", "a.txt").media_type == "text/markdown"


def test_markdown_stays_as_it_is_written():
    source = "# Flood\n\n*By Ola Berg*\n\nThe **river** rose.[^1]\n\n[^1]: Gauge, [link](https://x.example/a).\n"
    draft = read_article(source.encode(), "a.md")
    assert draft.text == source
    assert (draft.headline, draft.byline, draft.media_type) == ("Flood", "Ola Berg", "text/markdown")
