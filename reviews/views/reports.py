"""Reports: those that were made, making one, reading one, taking its file away."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.files import open_stored
from articles.models import Article
from articles.pages import page, render_page, tell_refusal
from articles.querysets import ArticleQuerySet
from articles.refusals import Refusal
from reviews import words
from reviews.filters import ClaimFilter
from reviews.keyset import page_of
from reviews.models import Report
from reviews.progress import progress_of
from reviews.reports.make import SHAPES, format_named, make_report
from reviews.reports.scope import Scope
from reviews.reports.shown import show
from reviews.reports.words import refusal
from reviews.terms import Format
from reviews.workflow import EXPORT

PAGE_SIZE = 25
ARTICLES_OFFERED = 12
MOST_ARTICLES = 500
MOST_CHARS = 100


@page("reviews.view_report")
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Every export that was made, newest first, and a form to make another."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:MOST_CHARS]
    found = page_of(Report.objects.select_related("by"), ["-pk"], size=PAGE_SIZE, asked=request.GET)
    may_export = request.user.has_perm(EXPORT)
    return render_page(
        request,
        "reviews/reports.html",
        {
            "found": found,
            "query": urlencode({"q": q}) if q else "",
            "q": q,
            "may_export": may_export,
            "choices": _choices(request, q) if may_export else [],
            "formats": [(format, words.FORMATS[format]) for format in Format],
        },
    )


@page(EXPORT)
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """Make a report of the ticked articles or, sent with the filters of a list, of the claims it shows."""
    try:
        format = format_named(request.POST.get("format", ""))
        report = make_report(_scope(request), format, by=request.user, now=timezone.now())
    except Refusal as refused:
        tell_refusal(request, refused)
        ticked = request.POST.getlist("article")[:ARTICLES_OFFERED]
        return redirect(f"{reverse('reviews:reports')}?{urlencode({'article': ticked}, doseq=True)}")
    messages.success(request, _("The report is made and kept. Download the file, or read it here."))
    return redirect("reviews:report", uid=report.uid)


@page("reviews.view_report")
@require_GET
def report(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One report as it was made."""
    found = get_object_or_404(Report.objects.select_related("by"), uid=uid)
    format_words = words.FORMATS[Format(found.format)]
    context = {"report": found, "shown": show(found, to=request.user), "format_words": format_words}
    return render_page(request, "reviews/report.html", context)


@page("reviews.view_report")
@require_GET
def report_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
    """The file as it was made, to keep: always a download, never a page."""
    found = get_object_or_404(Report, uid=uid)
    try:
        file = open_stored(found.sha256)
    except FileNotFoundError:
        tell_refusal(request, refusal("file_lost"))
        return redirect("reviews:report", uid=uid)
    media_type = SHAPES[Format(found.format)].media_type
    return FileResponse(file, as_attachment=True, filename=found.file_name, content_type=media_type)


def _scope(request: HttpRequest) -> Scope:
    """A list sends its state along, always; the form on the page of reports only articles."""
    if "state" not in request.POST:
        return Scope.of_articles(request.POST.getlist("article")[:MOST_ARTICLES])
    chosen = ClaimFilter.parse(request.POST)
    return Scope.of_list(chosen.claims(request.user), title=_title(chosen), asked=dict(chosen.pairs()))


def _title(chosen: ClaimFilter) -> str:
    return _("Claims: %(which)s") % {"which": chosen.describe()}


def _choices(request: HttpRequest, q: str) -> list[tuple[Article, Any, bool]]:
    """The articles to choose from with how far each is, those asked for in the address ticked and first."""
    rows: ArticleQuerySet = Article.objects.only("uid", "headline")
    asked = [uid for text in request.GET.getlist("article")[:ARTICLES_OFFERED] if (uid := _uid(text))]
    ticked = list(rows.filter(uid__in=asked).newest_first()) if asked else []
    others = rows.filter(headline__icontains=q) if q else rows
    offered = [*ticked, *others.exclude(pk__in=[one.pk for one in ticked]).newest_first()[:ARTICLES_OFFERED]]
    progress = progress_of(offered, request.user)
    return [(article, progress[article.pk], article in ticked) for article in offered]


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
