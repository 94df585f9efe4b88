"""The words people read on the desk of an article: what holds its check, and why something of it was refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from reviews.terms import Hold

HOLDS = {
    Hold.MUST: _("must be checked, untouched"),
    Hold.SECOND_LOOK: _("waiting for a second look"),
    Hold.DISPUTED: _("disputed"),
    Hold.RETURNED: _("sent back to its author"),
    Hold.LEFT: _("begun and left"),
    Hold.HELD: _("somebody has it now"),
    Hold.CHANGED: _("its words changed since it was judged"),
}
REFUSALS = {
    "no_deadline_right": _("Only an editor sets a deadline."),
    "deadline_over": _("That time is over already. Choose one that is still to come."),
    "deadline_far": _("That deadline is more than ten years away. Look at the year again."),
    "deadline_moved": _("Somebody else has just changed the deadline. Look again before you change it."),
    "no_close_right": _("Only an editor closes a check."),
    "nothing_decided": _("No claim is decided, so there is nothing to publish yet."),
    "reason_too_long": _("The reason is too long: at most %(most)s characters are kept."),
    "unchecked_reason": _("Say why the check is closed although claims go out unchecked; every report prints it."),
    "no_hand_out_right": _("Only an editor hands out claims."),
    "nobody_named": _("Choose who is to check them."),
    "stretch_wrong": _("Claims are numbered from %(first)s to %(last)s here; choose a stretch among them."),
    "no_such_section": _("There is no heading “%(heading)s” in this article."),
    "nothing_to_hand_out": _("There is nothing to hand out in this stretch."),
    "too_many_rows": _("At most %(most)s claims are handed out at a time."),
    "not_of_article": _("This claim is not one of this article."),
}


def refusal(code: str, kind: Kind = Kind.INVALID, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % {k: str(v) for k, v in params.items()}, kind=kind, field=field, **params)
