"""The words people read about comments and news."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from reviews.terms import News

REFUSALS = {
    "may_not_comment": _("You may not comment. Ask an administrator for a role that may."),
    "comment_empty": _("Write something first."),
    "comment_too_long": _("This has %(n)s characters; a comment has at most %(most)s. Cut it, or make two of it."),
    "thread_resolved": _("Somebody has resolved this thread already."),
    "thread_open": _("This thread is open already."),
}
NEWS = {
    News.MENTIONED: _("%(who)s mentioned you"),
    News.REPLIED: _("%(who)s replied to you"),
    News.ASSIGNED: _("%(who)s assigned a claim to you"),
    News.TAKEN_OVER: _("%(who)s took a claim over from you"),
    News.RETURNED: _("%(who)s sent your verdict back"),
    News.APPROVED: _("%(who)s approved your verdict"),
    News.DISPUTED: _("Two verdicts differ; an editor who wrote neither settles it"),
    News.AGREED: _("You and another person judged a claim alike; it is decided"),
    News.SETTLED: _("%(who)s settled the dispute about your verdict"),
    News.REOPENED: _("%(who)s reopened a check of yours"),
    News.AMENDED: _("%(who)s amended a verdict that you decided on"),
    News.CORRECTED: _("%(who)s applied a correction to your verdict"),
    News.SOURCE_CHANGED: _("A new version changed words that you judged"),
}
SOMEBODY = _("Somebody")  # while a blind round is open nobody is named

WAITING = _("waiting")
SENT = _("sent")
NOT_NEEDED = _("read or undone before it went out")
GIVEN_UP = _("given up")


def letter_state(letter: Any) -> str:
    """What became of a letter."""
    if letter.sent_at:
        return str(SENT)
    if letter.dropped_at is None:
        return str(WAITING)
    return str(GIVEN_UP if letter.failure else NOT_NEEDED)


def refusal(code: str, kind: Kind = Kind.CONFLICT, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % params, kind=kind, field=field, **params)


def news_sentence(news: str, who: object, *, is_blind: bool) -> str:
    """What happened, in one sentence without its stop; in an open blind round it names nobody."""
    return str(NEWS[News(news)]) % {"who": SOMEBODY if is_blind or who is None else who}
