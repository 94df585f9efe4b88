"""The words people read about saved copies: how far one is, why there is none, and why one was refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from reviews.copy_text import Paragraph
from reviews.terms import CopyChannel, CopyState

STATES = {
    CopyState.WAITING: _("waiting to be fetched"),
    CopyState.FETCHING: _("being fetched"),
    CopyState.KEPT: _("kept"),
    CopyState.FAILED: _("not kept"),
}
CHANNELS = {
    CopyChannel.FETCHED: _("fetched"),
    CopyChannel.FILE: _("supplied as a file"),
    CopyChannel.PASSAGE: _("a passage, supplied"),
}
NOT_REACHED = _("It could not be reached: %(reason)s")
IS_PROTECTED = _("The source is protected, so nothing is fetched. You may supply the page or the passage yourself.")
NO_ADDRESS = _("The source has no web address to fetch. Supply the page or the passage yourself.")
KILLED_WORKERS = _("Reading it ended its worker several times. Supply the page or the passage yourself.")
TOOK_TOO_LONG = _("It took too long and was stopped. Try again later, or supply the page or the passage yourself.")
BROKE_OFF = _("Something went wrong on our side. Try again, or look at the log.")
IS_FEED = _("What lies there is a list of articles, a sheet or an archive. Give the address of the page itself.")
PARAGRAPH = _("paragraph %(number)s")
ON_PAGE = _("page %(page)s, paragraph %(number)s")
ASKED = _("The copy is fetched in the background; you can go on.")
KEPT_ALREADY = _("A copy of the last 24 hours is there.")
SUPPLIED = _("The copy is kept.")
READ_LATER = _("The file is kept and is read in the background; you can go on.")
REFUSALS = {
    "copy_not_allowed": _("Saved copies are kept by people who check claims. Ask an administrator for the role."),
    "copy_no_source": _("Write the address or the title of the source first."),
    "copy_bad_address": _("This is no web address. Write one that begins with http:// or https://."),
    "copy_nothing": _("Choose a file, or paste the passage."),
    "copy_too_big": _("The file is larger than %(limit)s. Save only the page itself."),
    "copy_too_long": _("The passage has more than %(limit)s characters. Paste what you cite and what is around it."),
    "copy_no_words": _("There are no words in it."),
    "copy_unreadable": _("It cannot be read: %(reason)s"),
    "copy_moved_on": _("This copy is “%(state)s” meanwhile, so that cannot be done now."),
    "copy_no_paragraph": _("There is no such paragraph in the copy."),
}


def place_of(paragraph: Paragraph) -> str:
    """Where a paragraph stands, as a locator says it."""
    if not paragraph.page:
        return str(PARAGRAPH) % {"number": paragraph.number}
    return str(ON_PAGE) % {"page": paragraph.page, "number": paragraph.on_page}


def refusal(code: str, kind: Kind = Kind.INVALID, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % {k: str(v) for k, v in params.items()}, kind=kind, field=field, **params)
