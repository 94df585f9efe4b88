"""Articles, versions, claims and the history to look up, and the page that brings an article in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat, truncatechars
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import words
from articles.forms import ImportForm
from articles.importers.base import ImportProblem
from articles.importing import begin_import
from articles.models import Article, Claim, Version
from articles.pages import render_page
from articles.tables import ReadOnlyAdmin
from articles.terms import Channel, SplitState

TEXT_SHOWN = 2_000


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    """“Add article” is the import page."""

    list_display = ("headline", "publisher", "published_on", "split_state", "created_at")
    fields = (
        "headline", "desk", "byline", "publisher", "url", "published_on", "language", "notes", "deadline_at",
        "imported_by", "created_at", "channel", "received", "file_sha256", "split_state", "uid",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).select_related("current__by").defer("current__text")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.import_article")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take in a pasted text or files and go on to what is read in them."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        if form.is_valid() and (answer := self._begin(request, form)):
            return answer
        limits = {
            "limit": filesizeformat(settings.MAX_FILE_BYTES),
            "sheet_limit": filesizeformat(settings.MAX_SHEET_BYTES),
            "most_chars": settings.MAX_TEXT_CHARS,
            "most_rows": settings.MAX_ROWS,
        }
        return render_page(request, "articles/import.html", {"form": form, **limits})

    def _begin(self, request: HttpRequest, form: ImportForm) -> HttpResponse | None:
        """Begin the import; None where a plain text holds no article, with the reason in the form."""
        channel, received = form.received()
        try:
            job = begin_import(
                received, by=request.user, channel=channel, now=timezone.now(), options=form.options(), at_once=True
            )
        except ImportProblem as problem:
            form.add_error("text" if channel == Channel.PASTE else "file", problem.words)
            return None
        return redirect("articles:import", uid=job.uid)

    @admin.display(description=_("split"))
    def split_state(self, article: Article) -> str:
        return str(words.SPLIT_STATES[SplitState(article.current.split_state)]) if article.current else ""

    @admin.display(description=_("open it"))
    def desk(self, article: Article) -> str:
        return format_html('<a href="{}">{}</a>', reverse("reviews:article", args=[article.uid]), _("Article desk"))

    @admin.display(description=_("imported by"))
    def imported_by(self, article: Article) -> str:
        return str(article.current.by) if article.current else ""

    @admin.display(description=_("how it came in"))
    def channel(self, article: Article) -> str:
        return str(words.CHANNELS[Channel(article.current.channel)]) if article.current else ""

    @admin.display(description=_("file as received"))
    def received(self, article: Article) -> str:
        return _download(article.current) if article.current else ""

    @admin.display(description=_("SHA-256 of the file"))
    def file_sha256(self, article: Article) -> str:
        return article.current.file_sha256 if article.current else ""


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ("article", "number", "words_counted", "how", "imported_by", "created_at", "state")
    list_filter = ("split_state", "channel")
    list_select_related = ("article", "by")
    fields = (
        "article", "number", "imported_by", "created_at", "how", "received", "media_type", "bytes_hash", "text_hash",
        "copy", "words_counted", "beginning", "state", "failure", "split_at", "splitter_version", "uid",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        return super().get_queryset(request).without_text()  # type: ignore[attr-defined]

    @admin.display(description=_("imported by"), ordering="by")
    def imported_by(self, version: Version) -> str:
        return str(version.by)

    @admin.display(description=_("how it came in"), ordering="channel")
    def how(self, version: Version) -> str:
        return str(words.CHANNELS[Channel(version.channel)])

    @admin.display(description=_("file as received"))
    def received(self, version: Version) -> str:
        return _download(version)

    @admin.display(description=_("SHA-256 of the file"))
    def bytes_hash(self, version: Version) -> str:
        return version.file_sha256

    @admin.display(description=_("SHA-256 of the text"))
    def text_hash(self, version: Version) -> str:
        return version.text_sha256

    @admin.display(description=_("copy of the same text"))
    def copy(self, version: Version) -> str:
        return str(version.copy_number) if version.copy_number else str(_("no"))

    @admin.display(description=_("words"), ordering="n_words")
    def words_counted(self, version: Version) -> int:
        return version.n_words

    @admin.display(description=_("beginning of the text"))
    def beginning(self, version: Version) -> str:
        return truncatechars(version.text, TEXT_SHOWN)

    @admin.display(description=_("split"), ordering="split_state")
    def state(self, version: Version) -> str:
        return str(words.SPLIT_STATES[SplitState(version.split_state)])

    @admin.display(description=_("why the split failed"))
    def failure(self, version: Version) -> str:
        return words.why_split_failed(version.split_reason)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "article", "claimant", "check_first", "triage", "origin")
    list_filter = ("triage", "origin", "quote")
    list_select_related = ("article",)

    @admin.display(description=_("check first"))
    def check_first(self, claim: Claim) -> str:
        return words.check_first(claim.check_worthiness)


def _download(version: Version) -> str:
    address = reverse("articles:received", args=[version.uid])
    return format_html('<a href="{}" download>{}</a>', address, version.file_name or _("Save it"))
