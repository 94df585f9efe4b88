"""The words of the history: what each kind of step did, and the names of what it changed."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import words as article_words
from articles.terms import QuoteKind
from reviews import edit_words, guarding_words, words
from reviews.terms import CorrectionKind, Priority
from reviews.workflow import Policy

OF_ARTICLES = {
    "import": _("brought the article in"),
    "new_version": _("brought in a new version"),
    "split_again": _("had the text split again"),
    "plan": _("set the plan of the check"),
    "deadline": _("set the deadline"),
    "close": _("closed the check"),
    "confirm": _("confirmed that words hold no claim"),
    "unconfirm": _("took a confirmation back"),
}
DID: dict[str, Any] = {
    **OF_ARTICLES,
    **{verb.value: told for verb, told in edit_words.HISTORY.items()},
    **{verb.value: told for verb, told in words.HISTORY.items()},
    **{verb.value: told for verb, told in guarding_words.HISTORY.items()},
}
FIELDS = {
    "statement": _("To be checked"),
    "claimant": _("Said by"),
    "quote": _("Quotation"),
    "exact": _("In the text"),
    "same_as": _("The same as"),
    "priority": _("Priority"),
    "due_at": _("Due"),
    "policy": _("Who checks"),
    "deadline": _("Deadline"),
    "kind": _("How far it goes"),
}
CODES: dict[str, dict[Any, Any]] = {
    "quote": {kind.value: article_words.QUOTES[kind] for kind in QuoteKind},
    "policy": {policy.value: words.POLICIES[policy] for policy in Policy},
    "priority": {int(priority): words.PRIORITIES[priority] for priority in Priority},
    "kind": {kind.value: words.CORRECTION_KINDS[kind] for kind in CorrectionKind},
}
NOT_SHOWN = {"start", "end", "hints", "version", "prefix", "suffix"}  # places; "exact" has their words
MOMENTS = {"due_at", "deadline"}
TO = _("to %(who)s")
TO_NOBODY = _("to nobody")
INTO = _("into “%(claim)s”")
VERSION = _("(version %(number)s)")


def did(verb: str) -> str:
    """What a step did; of a kind that has no words yet, its code."""
    return str(DID.get(verb) or verb.replace("_", " "))


def field(name: str) -> str:
    return str(FIELDS.get(name) or name.replace("_", " ").capitalize())


def value(name: str, given: Any) -> str:
    """A value as people read it; "" where there was none."""
    if given is None or given == "" or isinstance(given, dict | list):
        return ""
    if name in MOMENTS:
        return _moment(str(given))
    if isinstance(given, str | int) and given in CODES.get(name, {}):
        return str(CODES[name][given])
    return str(given)


def published(counts: dict[str, Any]) -> str:
    """How many claims a closing published and how many not."""
    n, refused = int(counts.get("published", 0)), int(counts.get("refused", 0))
    told = ngettext("%(n)s claim published", "%(n)s claims published", n) % {"n": n}
    return told + (_gettext(", %(n)s refused") % {"n": refused} if refused else "")


def passages(data: dict[str, Any]) -> str:
    """How many passages were confirmed, or taken back."""
    n = max(len(data.get("before") or ()), len(data.get("after") or ()))
    return ngettext("(%(n)s passage)", "(%(n)s passages)", n) % {"n": n}


def _moment(text: str) -> str:
    try:
        at = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return date_format(localtime(at) if is_aware(at) else at, "j M Y, H:i")
