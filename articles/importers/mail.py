"""E-mail as a file: the fuller text of the message with what its head says; attachments are named, not read."""

from __future__ import annotations

import datetime
import email
import email.policy
import re
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from articles import reading, words
from articles.importers import html
from articles.importers import text as plain_text
from articles.importers.base import ArticleDraft, ImportProblem, one_line
from articles.importers.building import is_web
from articles.importers.problems import problem
from articles.terms import ImportCode

MEDIA_TYPE = "message/rfc822"
_MOST_PARTS = 200
_HEADS = (b"from:", b"subject:", b"date:", b"received:", b"message-id:", b"mime-version:", b"return-path:", b"to:")
_LEAST_HEADS = 3
_PLAIN_SHARE = 0.6  # of the words that are marked up; a plain part with fewer is only a stopgap
_TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)\s*>|<[^<>]{0,2000}>", re.IGNORECASE | re.DOTALL)


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
        saved_from = str(message.get("Snapshot-Content-Location", "")).strip()  # of a page that a browser saved
        notes = _left_out(message)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise problem(ImportCode.MAIL_BROKEN, file_name) from error
    name, address = parseaddr("" if "@" not in sender else sender)
    return ArticleDraft(
        text=draft.text,
        headline=one_line(subject, 500) or draft.headline,
        byline=draft.byline or one_line(name or address, 300),
        publisher=draft.publisher,
        url=draft.url or (saved_from if is_web(saved_from) else ""),
        published_on=draft.published_on or _sent_on(message),
        language=draft.language,
        media_type=MEDIA_TYPE,
        notes=notes,
        sources=draft.sources,
    )


def _body(message: EmailMessage, file_name: str) -> ArticleDraft:
    if sum(1 for _ in message.walk()) > _MOST_PARTS:
        raise problem(ImportCode.MAIL_BROKEN, file_name)
    plain, marked_up = (_words_in(message, kind) for kind in ("plain", "html"))
    draft = plain_text.read(plain) if plain else None
    if marked_up and (draft is None or len(plain.split()) < _PLAIN_SHARE * len(_TAG.sub(" ", marked_up).split())):
        try:
            page = html.read(marked_up, file_name)
        except ImportProblem:
            if draft is None:
                raise
        else:
            draft = page if draft is None or len(page.text) > len(draft.text) else draft
    if draft is None:
        raise problem(ImportCode.MAIL_WITHOUT_TEXT, file_name)
    return draft


def _words_in(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    found = _words_of(part) if part is not None else ""
    return found if found.strip() else ""


def _left_out(message: EmailMessage) -> str:
    """A remark that names the files attached, which are not read."""
    names = [one_line(part.get_filename() or "", 100) for part in message.iter_attachments() if not _is_inline(part)]
    return str(words.MAIL_ATTACHMENTS) % {"names": ", ".join(name for name in names if name)} if any(names) else ""


def _is_inline(part: MIMEPart) -> bool:
    """Whether a part is a picture that the text shows."""
    return part.get_content_maintype() == "image" or part.get("Content-ID") is not None


def _words_of(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # an encoding that nobody knows
        return reading.read_text(bytes(part.get_payload(decode=True)))


def _sent_on(message: EmailMessage) -> datetime.date | None:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date() if moment else None
