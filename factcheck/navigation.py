"""The navigation on the left: what a person may use, and where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reviews.models import Review
from reviews.workflow import LEAD, SECOND

MOST = 99


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    label: str | Promise
    icon: str
    view: str
    permission: str = ""
    counts: Callable[[Any], str] | None = None
    under: str = ""
    address: str = ""
    count: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    title: str | Promise
    entries: tuple[Entry, ...]


def waiting_second_looks(person: Any) -> str:
    """How many second looks wait for this person, in at most three characters; empty for none."""
    waiting = Review.objects.visible_to(person).awaiting_second_look_by(person)[: MOST + 1].count()
    return f"{MOST}+" if waiting > MOST else str(waiting or "")


def waiting_disputes(person: Any) -> str:
    """How many disputes this person may settle, as above."""
    waiting = Review.objects.visible_to(person).disputes_for(person)[: MOST + 1].count()
    return f"{MOST}+" if waiting > MOST else str(waiting or "")


SECTIONS = (
    Section(
        "",
        (
            Entry(_("My desk"), "desk", "admin:index"),
            Entry(_("Articles"), "articles", "reviews:articles", "articles.view_article"),
            Entry(_("Claims"), "claims", "reviews:queue", "reviews.view_review"),
            Entry(_("Second look"), "second", "reviews:second_look", SECOND, waiting_second_looks),
            Entry(_("Settle"), "disputed", "reviews:disputed", LEAD, waiting_disputes),
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


def navigation(request: HttpRequest) -> list[Section]:
    """The sections and lines this person may use, the current one marked."""
    person = request.user
    sections = [
        Section(section.title, tuple(_filled(entry, person) for entry in section.entries if _may_use(entry, person)))
        for section in SECTIONS
    ]
    current = _current(request.path, [entry for section in sections for entry in section.entries])
    return [_marked(section, current) for section in sections if section.entries]


def _may_use(entry: Entry, person: Any) -> bool:
    return not entry.permission or person.has_perm(entry.permission)


def _filled(entry: Entry, person: Any) -> Entry:
    return replace(entry, address=reverse(entry.view), count=entry.counts(person) if entry.counts else "")


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
