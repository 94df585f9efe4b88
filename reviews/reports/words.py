"""The words people read about reports: why one was refused, and what was left out of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.refusals import Kind, Refusal
from reviews.reports.claimreview import LeftOut
from reviews.reports.claimreview_schema import Rule

REFUSALS = {
    "not_allowed": _("You may not export reports. Ask an administrator for the role that may."),
    "nothing_chosen": _("Choose at least one article."),
    "unknown_article": _("There is no article %(uid)s."),
    "unknown_format": _("There is no format “%(format)s”; choose one of: %(formats)s."),
    "no_claims": _("There is no claim in this choice, so there is nothing to report."),
    "too_many_claims": _("These are %(found)s claims; a report holds at most %(most)s. Choose fewer articles."),
    "public_url_missing": _("Set PUBLIC_URL=https://… so that each ClaimReview has an address, then start again."),
    "nothing_published": _("None of the claims can go out as ClaimReview: %(left_out)s."),
    "claimreview_invalid": _("“%(claim)s” cannot go out as ClaimReview: %(rule)s (%(where)s)."),
    "file_lost": _("The file of this report is missing from the data folder. Export it again."),
}
CLAIMREVIEW_RULES = {
    Rule.SHAPE: _("a field is missing or has the wrong shape"),
    Rule.NAMES_RATING: _("the claim gives the word of its rating away"),
    Rule.ADDRESS: _("an address is not a web address"),
    Rule.OTHER_SITE: _("its address is not on the site of PUBLIC_URL"),
    Rule.HALF_A_SCALE: _("value, best and worst rating come together or not at all"),
    Rule.SCALE_ORDER: _("the best rating is not above the worst"),
    Rule.VALUE_OFF_SCALE: _("the value is not between worst and best"),
}


def refusal(code: str, kind: Kind = Kind.INVALID, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % {k: str(v) for k, v in params.items()}, kind=kind, field=field, **params)


def tell_unfinished(undecided: int, proposed: int) -> str:
    """One sentence about the claims without a verdict, or nothing where there are none."""
    parts = []
    if undecided:
        parts.append(ngettext("%d claim is not decided", "%d claims are not decided", undecided) % undecided)
    if proposed:
        parts.append(
            ngettext(
                "%d claim is only proposed: nobody has said whether to check it",
                "%d claims are only proposed: nobody has said whether to check them",
                proposed,
            )
            % proposed
        )
    return "; ".join(parts)


def tell_left_out(left_out: Mapping[Any, int]) -> str:
    """Why claims did not become ClaimReview documents, with how many for each reason."""
    counts = ((why, left_out.get(why, 0)) for why in LeftOut)
    return "; ".join(LEFT_OUT[why](n) % n for why, n in counts if n)


LEFT_OUT = {
    LeftOut.PROPOSED: lambda n: ngettext("%d claim is only proposed", "%d claims are only proposed", n),
    LeftOut.UNDECIDED: lambda n: ngettext("%d claim is not decided", "%d claims are not decided", n),
    LeftOut.UNPUBLISHED: lambda n: ngettext(
        "%d claim is decided and not published", "%d claims are decided and not published", n
    ),
    LeftOut.WITHDRAWN: lambda n: ngettext("%d verdict was withdrawn", "%d verdicts were withdrawn", n),
    LeftOut.DISMISSED: lambda n: ngettext("%d claim was dismissed", "%d claims were dismissed", n),
    LeftOut.SAME_AS: lambda n: ngettext("%d claim is the same as another", "%d claims are the same as others", n),
    LeftOut.NO_RATING: lambda n: ngettext(
        "%d claim has a quotation answer and no rating", "%d claims have a quotation answer and no rating", n
    ),
    LeftOut.NAMES_RATING: lambda n: ngettext(
        "%d claim contains the word of its rating", "%d claims contain the word of their rating", n
    ),
}
