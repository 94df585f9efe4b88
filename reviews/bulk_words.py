"""The words people read about bulk actions: what is offered, how far one is, and why one was refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from reviews.bulk_terms import BulkState
from reviews.workflow import Verb

STATES = {
    BulkState.WAITING: _("waiting for a worker"),
    BulkState.RUNNING: _("under way"),
    BulkState.DONE: _("done"),
    BulkState.FAILED: _("broken off"),
    BulkState.CANCELLED: _("cancelled"),
}
OFFERED = {
    Verb.ACCEPT: _("Choose to be checked"),
    Verb.DISMISS: _("Dismiss"),
    Verb.ASSIGN: _("Assign"),
    Verb.PRIORITIZE: _("Set the priority"),
    Verb.SCHEDULE: _("Set the due date"),
    Verb.SET_POLICY: _("Choose who checks"),
}
KILLED_WORKERS = _("It ended its worker several times, so it was stopped. Go on with it, or look at the log.")
TOOK_TOO_LONG = _("It took too long and was stopped. Go on with it: what is done is not done again.")
BROKE_OFF = _("Something went wrong on our side. What is done stays done; go on with it, or look at the log.")
OTHER_REASONS = _("for other reasons")
REFUSALS = {
    "no_bulk_verb": _("Choose what is to be done with the claims."),
    "nothing_ticked": _("Tick the claims first, or choose all that the list selects."),
    "bulk_nothing_selected": _("No claim is selected any more, so there is nothing to do."),
    "too_many_ticked": _("At most %(most)s claims can be named one by one; use a filter for more."),
    "unknown_claim": _("There is no claim %(uid)s."),
    "bulk_why_missing": _("Say why the claims are dismissed."),
    "bulk_due_missing": _("Give the day and time they are due, or say that they have no due date."),
    "bulk_due_wrong": _("This is no day and time; write it as 2026-11-20T16:00."),
    "bulk_to_missing": _("Say to whom the claims are given."),
    "bulk_moved_on": _("This is “%(state)s” meanwhile, so that cannot be done now."),
    "bulk_not_yours": _("Only the person who began it goes on with it: it is done in their name."),
}


def refusal(code: str, kind: Kind = Kind.INVALID, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % {k: str(v) for k, v in params.items()}, kind=kind, field=field, **params)
