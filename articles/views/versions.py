"""What a version shows of itself: how far its split is, and the file as received."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles import files
from articles.models import Version
from articles.pages import page, tell_refusal
from articles.progress import progress_of
from articles.refusals import Refusal
from articles.split_task import split_again as split_once_more

VIEW = "articles.view_article"


@page(VIEW)
@require_GET
@never_cache
def split_status(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far the split is, as a piece of a page; nothing where the page shows it already."""
    version = get_object_or_404(Version.objects.without_text().select_related("article"), uid=uid)
    if not request.headers.get("HX-Request"):
        return redirect("reviews:article", uid=version.article.uid)
    if request.GET.get("seen") == progress_of(version, timezone.now()).seen:
        return HttpResponse(status=204)
    return render(request, "articles/_split_progress.html", {"version": version, "is_news": True})


@page(VIEW)
@require_POST
def split_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    version = get_object_or_404(Version.objects.without_text().select_related("article"), uid=uid)
    try:
        split_once_more(version, by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect("reviews:article", uid=version.article.uid)


@page(VIEW)
@require_GET
def received(request: HttpRequest, uid: UUID) -> FileResponse:
    """The file as received, only ever to be saved: a browser must not open it as a page of ours."""
    version = get_object_or_404(Version.objects.without_text(), uid=uid)
    try:
        file = files.open_stored(version.file_sha256)
    except FileNotFoundError as error:
        raise Http404(_("The file as received is not in the data folder any more.")) from error
    name = version.file_name or f"{version.uid}.txt"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
