"""The words people read about lists of claims: sorts, filters, saved views, and what one of them was refused for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from reviews.list_terms import Age, Due, Sort, Worth
from reviews.terms import Priority

SORTS = {
    Sort.URGENT: _("most urgent first"),
    Sort.DUE: _("due first"),
    Sort.WORTH: _("check first"),
    Sort.NEWEST: _("newest first"),
    Sort.OLDEST: _("oldest first"),
    Sort.READING: _("reading order"),
}
WORTHS = {Worth.HIGH: _("high"), Worth.MEDIUM: _("medium"), Worth.LOW: _("low")}
AGES = {
    Age.DAY: _("a day"),
    Age.THREE_DAYS: _("three days"),
    Age.WEEK: _("a week"),
    Age.FOUR_WEEKS: _("four weeks"),
}
DUES = {
    Due.OVERDUE: _("overdue"),
    Due.TODAY: _("due today"),
    Due.WEEK: _("due this week"),
    Due.NONE: _("without a due date"),
}
PRESSING = {Priority.HIGH: _("high priority"), Priority.MUST: _("must be checked")}
REFUSALS = {
    "view_name_missing": _("Give the view a name."),
    "view_name_long": _("The name is too long: at most %(most)s characters."),
    "view_name_taken": _("You have a view called “%(name)s” already. Choose another name, or delete that one."),
    "too_many_views": _("You keep %(most)s views already. Delete one you no longer need."),
    "view_not_yours": _("This view is %(who)s's. Save it under a name of your own to change it."),
}


def refusal(code: str, kind: Kind = Kind.INVALID, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % {k: str(v) for k, v in params.items()}, kind=kind, field=field, **params)
