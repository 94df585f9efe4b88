"""What stands in a letter: plain text in the language of the person it goes to, each line with its link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.inbox import Line, line_of
from reviews.models import Notification

MOST_LINES = 50


def letter_to(person: Any, notifications: Iterable[Notification]) -> tuple[str, str]:
    """Subject and text about some rows of `inbox_of`. Of an open blind round they give no words and no names."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        lines = [line_of(notification) for notification in notifications]
        parts = [_part(line) for line in lines[:MOST_LINES]]
        if len(lines) > MOST_LINES:
            more = len(lines) - MOST_LINES
            told = ngettext("%(n)s more is on the page:", "%(n)s more are on the page:", more) % {"n": more}
            parts.append(f"{told}\n{_address('reviews:notifications')}")
        why = _("You get this because you asked for mail. Change it here:")
        return _subject(lines), "\n\n".join([*parts, f"-- \n{why}\n{_address('my_settings')}\n"])


def _subject(lines: list[Line]) -> str:
    """One printable line, whatever a headline or a name holds."""
    n = len(lines)
    if n == 1:
        words = f"{lines[0].sentence}: {lines[0].notification.article.headline}"
    else:
        words = ngettext("%(n)s notification", "%(n)s notifications", n) % {"n": n}
    shown = "".join(letter if letter.isprintable() else " " for letter in words)
    return Truncator(" ".join(shown.split())).chars(150)


def _part(line: Line) -> str:
    """What happened, about which words, what was said, and where to go on."""
    told: Any = line.notification
    about = [_("In “%(headline)s”") % {"headline": _short(told.article.headline)}]
    if told.claim and not told.is_blind:
        about.append(f"“{_short(told.claim.statement)}”")
    said = [f"> {row}" for row in (line.said or line.reason)[:2_000].splitlines()]
    return "\n".join([line.sentence, *about, *said, _address("reviews:notification", told.uid)])


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(300)


def _address(name: str, *args: Any) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"
