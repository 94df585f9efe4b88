"""Hostile plain texts, web pages and files that are something other than their names say."""

from __future__ import annotations

import gzip
import random

from articles.terms import ImportCode
from tests.articles.hostile import GOOD, fact, hostile

XXE = '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
LAUGHS = (
    '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY l0 "ha"><!ENTITY l1 "'
    + "&l0;" * 10
    + '">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(2, 12))
    + "]>\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PAGE = (
    "<!doctype html><html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
)


def page(where: str, extra: str = "") -> bytes:
    return PAGE.format(f"Flood in {where}", fact(where) * 3 + extra).encode()


def _many_entities() -> bytes:
    return page("Entities", "&nbsp;&lt;&#x41;&#99999999;&#xD800;&bogus;" * 20_000)


FILES = [
    hostile("empty.txt", b"", ImportCode.EMPTY),
    hostile("only a mark.txt", b"\xef\xbb\xbf", ImportCode.EMPTY),
    hostile("only a mark 16.txt", b"\xff\xfe", ImportCode.EMPTY),
    hostile("blank.md", b" \r\n\t\x0b\x0c\xc2\xa0\xe2\x80\x8b" * 999, ImportCode.EMPTY),
    hostile("gzip.txt", gzip.compress(fact("Gzip").encode()), ImportCode.IS_ARCHIVE),
    hostile("rar.html", b"Rar!\x1a\x07\x01\x00" + bytes(90), ImportCode.IS_ARCHIVE),
    hostile("png.pdf", b"\x89PNG\r\n\x1a\n" + bytes(500), ImportCode.IS_PICTURE),
    hostile("jpeg.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500), ImportCode.IS_PICTURE),
    hostile("webp.md", b"RIFF\x24\x10\x00\x00WEBPVP8 " + bytes(500), ImportCode.IS_BINARY),
    hostile("font.txt", b"\x00\x01\x00\x00\x00\x0f\x00\x80\x00\x03\x00\x70GDEF" + bytes(900), ImportCode.IS_BINARY),
    hostile("web font.txt", b"wOF2\x00\x01\x00\x00" + random.Random(1).randbytes(900), ImportCode.IS_BINARY),
    hostile("program.md", b"\x7fELF\x02\x01\x01" + bytes(900), ImportCode.IS_BINARY),
    hostile("program.csv", b"MZ\x90\x00\x03" + bytes(900), ImportCode.IS_BINARY),
    hostile("database.jsonl", b"SQLite format 3\x00" + bytes(900), ImportCode.IS_BINARY),
    hostile("noise.csv", random.Random(2).randbytes(30_000), ImportCode.IS_BINARY),
    hostile("noise.html", random.Random(3).randbytes(30_000), ImportCode.IS_BINARY),
    hostile("rich.docx", b"{\\rtf1\\ansi hello}", ImportCode.IS_RTF),
    hostile("old word.doc", OLE, ImportCode.IS_DOCUMENT),
    hostile("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le") + bytes(99), ImportCode.DOCUMENT_LOCKED),
    hostile("nul.txt", fact("N\0ul").encode(), GOOD),
    hostile("overrides \u202ecod.txt", f"A \u202eheadline\u202c\n\n\u2066{fact('Override')}".encode(), GOOD),
    hostile("half a pair.txt", fact("Half").encode("utf-16-le") * 9 + b"\x00\xd8", GOOD),
    hostile("odd 16.txt", b"\xff\xfe" + fact("Odd").encode("utf-16-le") + b"\x41", GOOD),
    hostile("mixed.txt", f"{fact('Été')}\n\n".encode() + f"{fact('Øvrigt')}".encode("cp1252"), GOOD),
    hostile("one line.txt", lambda: b"word " * 420_000, ImportCode.TOO_LONG),
    hostile("marks.txt", lambda: (fact("Marks") + "a\u0315\u0300" * 300_000).encode(), GOOD),
    hostile("signs.md", lambda: b"# Signs\n\n" + b"[](![*_`<a " * 90_000, GOOD),
    hostile("entity.xml", (XXE + "<r>&x;</r>").encode(), ImportCode.IS_XML),
    hostile("feed.xml", (LAUGHS + '<rss version="2.0"><title>&l11;</title></rss>').encode(), ImportCode.FEED_DECLARES),
    hostile("drawing.html", b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', ImportCode.IS_XML),
    hostile("laughs.html", (LAUGHS + page("Laughs", "&l11;").decode()).encode(), GOOD),
    hostile("entity.html", (XXE + page("Entity", "&x;").decode()).encode(), GOOD),
    hostile("entities.html", _many_entities, GOOD),
    hostile("deep.html", lambda: page("Deep", "<div>" * 100_000), ImportCode.NESTED_TOO_DEEP),
    hostile("siblings.html", lambda: page("Siblings", "<b>x</b>" * 60_000), ImportCode.TOO_MANY_PARTS),
    hostile("attributes.html", lambda: page("Attributes", f"<p {'a ' * 10**6}>"), ImportCode.PAGE_UNREADABLE),
    hostile("comment.html", lambda: b"<!doctype html><html><body><!--" + b"- " * 999_000, ImportCode.PAGE_WITHOUT_TEXT),
    hostile("cut.html", page("Cut")[:-60], GOOD),
    hostile("script.html", page("Script", "<script>fetch('http://x')</script><img src=x onerror=1>"), GOOD),
    hostile("shell.html", b"<!doctype html><html><body><script>1</script></body></html>", ImportCode.PAGE_WITHOUT_TEXT),
]

ALONE = [
    hostile("bytes.txt", lambda: b"a" * 200_000_000, ImportCode.TOO_BIG),
    hostile("nothing but zeros.csv", lambda: bytes(40_000_000), ImportCode.TOO_BIG),
]
