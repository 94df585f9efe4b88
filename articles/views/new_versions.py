"""The versions of an article: listed, compared, and a new one brought in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from articles import words
from articles.comparing import compare
from articles.importers.base import ImportProblem
from articles.importers.storing import draft_of
from articles.models import Article, ImportRow, Version
from articles.new_version import ARTICLE, begin_version, store_version
from articles.pages import page, render_page
from articles.refusals import Refusal
from articles.terms import Channel, Outcome
from articles.version_form import VersionForm
from articles.versions import outlook

VIEW, IMPORT = "articles.view_article", "articles.import_article"
MOST_LISTED = 200
CLAIMS_SHOWN = 50


@page(VIEW)
@require_GET
def versions(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every version with where it came from, and two of them to be compared."""
    article = _article(uid)
    rows = list(article.versions.without_text().select_related("by").order_by("-number")[:MOST_LISTED])
    return render_page(request, "articles/versions.html", {"article": article, "versions": rows})


@page(VIEW)
@require_GET
def compare_versions(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Two versions side by side; the current one and the one before where none are named."""
    article = _article(uid)
    newest = article.current.number if article.current else 0
    new = _number(request.GET.get("new", ""), newest)
    old = _number(request.GET.get("old", ""), max(1, new - 1))
    found = {one.number: one for one in article.versions.select_related("by").filter(number__in={old, new})}
    if not {old, new} <= found.keys():
        raise Http404(_("There is no such version."))
    old, new = sorted((old, new))
    context = {
        "article": article,
        "old": found[old],
        "new": found[new],
        "comparison": compare(found[old].text, found[new].text),
        "old_title": _("Version %(n)s") % {"n": old},
        "new_title": _("Version %(n)s") % {"n": new},
    }
    return render_page(request, "articles/versions_compared.html", context)


@page(IMPORT)
@require_http_methods(["GET", "POST"])
def new_version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand in the text as it is now; what was read of it is looked at next, before anything is stored."""
    article = _article(uid)
    form = VersionForm(request.POST, request.FILES) if request.method == "POST" else VersionForm()
    if form.is_valid() and (answer := _begin(request, article, form)):
        return answer
    limits = {"limit": filesizeformat(settings.MAX_FILE_BYTES), "most_chars": settings.MAX_TEXT_CHARS}
    return render_page(request, "articles/new_version.html", {"article": article, "form": form, **limits})


def _begin(request: HttpRequest, article: Article, form: VersionForm) -> HttpResponse | None:
    channel, received = form.received()
    try:
        job = begin_version(article, received, by=request.user, channel=channel, now=timezone.now())
    except ImportProblem as problem:
        form.add_error("text" if channel == Channel.PASTE else "file", problem.words)
        return None
    return redirect("articles:import", uid=job.uid)


@page(IMPORT)
@never_cache
@require_http_methods(["GET", "POST"])
def check_version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was read, what differs, and what becomes of the claims; then it is stored."""
    row = get_object_or_404(ImportRow.objects.select_related("job", "upload", "article"), job__uid=uid, position=0)
    article = get_object_or_404(Article.objects.select_related("current__by"), uid=row.job.options.get(ARTICLE))
    if row.article is not None:
        return redirect("reviews:article", uid=row.article.uid)
    if row.outcome == Outcome.ERROR:
        return redirect("articles:import_row", uid=uid, position=0)
    if request.method == "GET":
        return _check_page(request, row, article)
    base = _number(request.POST.get("base", ""), 0)
    try:
        done = store_version(row, article, base=base, by=request.user, now=timezone.now())
    except (Refusal, ImportProblem) as refused:
        row.refresh_from_db()
        if row.article is not None:  # the button was pressed twice
            return redirect("reviews:article", uid=row.article.uid)
        return _check_page(request, row, _article(article.uid, with_text=True), refused=str(refused.words))
    if done.is_new:
        told = _("Version %(n)s is stored. What is new in it is being split.") % {"n": done.version.number}
        messages.success(request, told)
        return redirect("reviews:article", uid=article.uid)
    return _check_page(request, row, article)


def _check_page(request: HttpRequest, row: ImportRow, article: Article, refused: str = "") -> HttpResponse:
    current: Version | None = article.current
    if current is None:
        raise Http404
    draft = draft_of(row)
    fates = outlook(current, draft.text)
    same = Version.objects.of_text(row.text_sha256).select_related("article").defer("text")
    elsewhere = same.exclude(article=article).first()
    context: dict[str, Any] = {
        "row": row,
        "draft": draft,
        "article": article,
        "current": current,
        "refused": refused,
        "is_current": current.text_sha256 == row.text_sha256,
        "elsewhere": elsewhere if not same.filter(article=article).exists() else None,
        "comparison": compare(current.text, draft.text),
        "old_title": _("Version %(n)s, current") % {"n": current.number},
        "new_title": _("Coming in"),
        "outlook": fates,
        "changed": fates.changed[:CLAIMS_SHOWN],
        "gone": fates.gone[:CLAIMS_SHOWN],
        "sort": words.MEDIA_TYPES.get(draft.media_type, draft.media_type),
        "n_chars": len(draft.text),
    }
    return render_page(request, "articles/new_version_check.html", context, status=409 if refused else 200)


def _article(uid: UUID, *, with_text: bool = False) -> Article:
    rows = Article.objects.select_related("current__by")
    return get_object_or_404(rows if with_text else rows.defer("current__text"), uid=uid)


def _number(text: str, missing: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else missing
