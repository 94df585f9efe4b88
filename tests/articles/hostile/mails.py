"""Hostile e-mails."""

from __future__ import annotations

import base64

from articles.terms import ImportCode
from tests.articles.hostile import GOOD, fact, hostile

HEAD = b"From: Ola Berg <ola@example.org>\r\nSubject: River\r\nDate: Fri, 3 May 2024 10:00:00 +0200\r\n"
MULTI = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'


def mail(where: str, heads: bytes = b"", body: bytes = b"") -> bytes:
    return HEAD + heads + b"\r\n" + (body or fact(where).encode())


def _many_parts() -> bytes:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return HEAD + MULTI + part * 10_000 + b"--b--\r\n"


def _nested(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"hello"


def _bomb() -> bytes:
    heads = b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n"
    return mail("", heads, base64.encodebytes(b"word " * 2_000_000))


FILES = [
    hostile("parts.eml", _many_parts, ImportCode.MAIL_BROKEN),
    hostile("nested.eml", lambda: _nested(5_000), ImportCode.MAIL_BROKEN),
    hostile("bomb.eml", _bomb, ImportCode.TOO_LONG),
    hostile("heads.eml", lambda: mail("Heads", b"X-Head: again\r\n" * 100_000), GOOD),
    hostile("long head.eml", lambda: mail("Long", b"To: " + b"a@example.org, (" * 100_000 + b"\r\n"), GOOD),
    hostile(
        "long subject.eml",
        lambda: mail("Words").replace(b"River", b"=?utf-8?b?UmluZw==?= " * 50_000),
        GOOD,
    ),
    hostile("long sender.eml", lambda: mail("Sender").replace(b"Ola Berg", b"(" * 200_000), GOOD),
    hostile("charset.eml", mail("Charset", b"Content-Type: text/plain; charset=no-such\r\n"), GOOD),
    hostile("bad charset.eml", mail("Bad", b"Content-Type: text/plain; charset=\xff\x00idna\r\n"), GOOD),
    hostile("base64.eml", mail("", b"Content-Transfer-Encoding: base64\r\n", b"!!!!"), ImportCode.MAIL_WITHOUT_TEXT),
    hostile("no end.eml", HEAD + MULTI + b"--b\r\nContent-Type: text/plain\r\n\r\n" + fact("End").encode(), GOOD),
    hostile("nothing.eml", HEAD + b"Content-Type: image/png\r\n\r\nx", ImportCode.MAIL_WITHOUT_TEXT),
]
