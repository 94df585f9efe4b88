"""The words people read about protected sources: what was done, what stands in their place, why not."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from reviews.terms import Guarding

HISTORY = {
    Guarding.PROTECT: _("protected a source"),
    Guarding.LIFT: _("lifted the protection of a source"),
}
DONE = {
    Guarding.PROTECT: _("The source is protected. No report names it, and its page is not fetched."),
    Guarding.LIFT: _("The source is not protected any more. Reports name it."),
}
IN_ITS_PLACE = _("Protected source, known to the newsroom")
STRUCK = _("[protected source]")
REFUSALS = {
    "may_not_protect": _("Sources are protected by people who check claims. Ask an administrator for the role."),
    "may_not_lift": _("The protection is lifted by an editor, or by whoever protected the source for this article."),
    "lift_reason_missing": _("Say why the source may be named."),
    "no_such_source": _("Name a citation that you may read, or type a source with an address or a title."),
}


def refusal(code: str, kind: Kind = Kind.INVALID, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code."""
    return Refusal(code, str(REFUSALS[code]), kind=kind, field=field, **params)
