"""The navigation on the left: what a person may use, and where they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.waiting import Waiting
from reviews.workflow import LEAD, SECOND


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation; `counts` names the number of `Waiting` that stands beside it."""

    label: str | Promise
    icon: str
    view: str
    permission: str = ""
    counts: str = ""
    under: str = ""
    address: str = ""
    count: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    title: str | Promise
    entries: tuple[Entry, ...]


SECTIONS = (
    Section(
        "",
        (
            Entry(_("My desk"), "desk", "admin:index"),
            Entry(_("Articles"), "articles", "reviews:articles", "articles.view_article"),
            Entry(_("Claims"), "claims", "reviews:queue", "reviews.view_review"),
            Entry(_("Second look"), "second", "reviews:second_look", SECOND, "second_looks"),
            Entry(_("Settle"), "disputed", "reviews:disputed", LEAD, "disputes"),
            Entry(_("Reports"), "reports", "reviews:reports", "reviews.view_report"),
            Entry(_("Import"), "import", "admin:articles_article_add", "articles.import_article"),
            Entry(_("Imports so far"), "queued", "articles:jobs", "articles.import_article"),
            Entry(_("Feeds"), "feed", "articles:feeds", "articles.import_article"),
        ),
    ),
    Section(
        _("Administration"),
        (
            Entry(_("People"), "people", "admin:factcheck_user_changelist", "factcheck.view_user"),
            Entry(_("Roles"), "roles", "admin:auth_group_changelist", "auth.view_group"),
            Entry(_("Rating scales"), "scales", "admin:reviews_ratingscale_changelist", "reviews.change_ratingscale"),
            Entry(_("Rules"), "scales", "reviews:rules", "reviews.change_rulelevel"),
            Entry(_("All tables"), "tables", "admin:tables", "factcheck.view_user"),
        ),
    ),
)


def navigation(request: HttpRequest, waiting: Waiting) -> list[Section]:
    """The sections and lines this person may use, the current one marked."""
    person = request.user
    sections = [
        Section(section.title, tuple(_filled(entry, waiting) for entry in section.entries if _may_use(entry, person)))
        for section in SECTIONS
    ]
    current = _current(request.path, [entry for section in sections for entry in section.entries])
    return [_marked(section, current) for section in sections if section.entries]


def _may_use(entry: Entry, person: Any) -> bool:
    return not entry.permission or person.has_perm(entry.permission)


def _filled(entry: Entry, waiting: Waiting) -> Entry:
    return replace(entry, address=reverse(entry.view), count=getattr(waiting, entry.counts) if entry.counts else "")


def _current(path: str, entries: list[Entry]) -> str:
    """The longest address that the path lies under; My desk only where it is the very page."""
    desk = reverse("admin:index")
    under = [
        entry.address
        for entry in entries
        if path.startswith((entry.address, entry.under or entry.address)) and (entry.address != desk or path == desk)
    ]
    return max(under, key=len, default="")


def _marked(section: Section, current: str) -> Section:
    return Section(section.title, tuple(replace(e, is_current=e.address == current) for e in section.entries))
