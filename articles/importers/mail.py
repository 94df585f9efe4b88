"""E-mail as a file: the newest text part of the message with what its head says; attachments stay where they are."""

from __future__ import annotations

import datetime
import email
import email.policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from articles import reading
from articles.importers import html
from articles.importers import text as plain_text
from articles.importers.base import ArticleDraft, one_line
from articles.importers.problems import problem
from articles.terms import ImportCode

MEDIA_TYPE = "message/rfc822"
_MOST_PARTS = 200
_HEADS = (b"from:", b"subject:", b"date:", b"received:", b"message-id:", b"mime-version:", b"return-path:", b"to:")
_LEAST_HEADS = 3


def looks_like_it(raw: bytes) -> bool:
    """Whether a file begins with at least three of a mail's head lines."""
    head = raw[:16_384].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].lower()
    return sum(head.startswith(name) or b"\n" + name in head for name in _HEADS) >= _LEAST_HEADS


def read(raw: bytes, file_name: str) -> ArticleDraft:
    """The message's text; its subject, sender and day where the text does not say them itself."""
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        draft = _body(message, file_name)
        subject, sender = str(message.get("Subject", "")), str(message.get("From", ""))
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise problem(ImportCode.MAIL_BROKEN, file_name) from error
    name, address = parseaddr(sender)
    return ArticleDraft(
        text=draft.text,
        headline=one_line(subject, 500) or draft.headline,
        byline=draft.byline or one_line(name or address, 300),
        publisher=draft.publisher,
        url=draft.url,
        published_on=draft.published_on or _sent_on(message),
        language=draft.language,
        media_type=MEDIA_TYPE,
    )


def _body(message: EmailMessage, file_name: str) -> ArticleDraft:
    if sum(1 for _ in message.walk()) > _MOST_PARTS:
        raise problem(ImportCode.MAIL_BROKEN, file_name)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise problem(ImportCode.MAIL_WITHOUT_TEXT, file_name)
    words = _words_of(part)
    if not words.strip():
        raise problem(ImportCode.MAIL_WITHOUT_TEXT, file_name)
    return html.read(words, file_name) if part.get_content_type() == "text/html" else plain_text.read(words)


def _words_of(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # an encoding that nobody knows
        return reading.read_text(bytes(part.get_payload(decode=True)))


def _sent_on(message: EmailMessage) -> datetime.date | None:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date() if moment else None
