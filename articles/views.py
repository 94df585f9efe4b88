"""Pages of an import and of a version: look over what was read, how far the split is, the file as received."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles import files, words
from articles.forms import CheckForm
from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.formats import read_article
from articles.importers.intake import import_upload, same_text, text_digest
from articles.models import Upload, Version
from articles.pages import page, render_page, tell_refusal
from articles.progress import progress_of
from articles.refusals import Refusal
from articles.split_task import split_again as split_once_more

PREVIEW_CHARS = 1_500
IMPORT = "articles.import_article"
VIEW = "articles.view_article"


@page(IMPORT)
@require_http_methods(["GET", "POST"])
def import_check(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what was read in an upload; store it as corrected."""
    upload = get_object_or_404(Upload.objects.select_related("article"), uid=uid, by=request.user)
    if upload.article is not None:
        return redirect("reviews:article", uid=upload.article.uid)
    try:
        draft = read_article(files.read_stored(upload.file_sha256), upload.file_name)
    except (ImportProblem, FileNotFoundError) as error:
        messages.error(request, getattr(error, "words", _("The file is gone. Bring it in again.")))
        return redirect("admin:articles_article_add")
    form = CheckForm.about(draft, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (answer := _store(request, upload, draft, form)):
        return answer
    return _check_page(request, upload, draft, form)


def _store(request: HttpRequest, upload: Upload, draft: ArticleDraft, form: CheckForm) -> HttpResponse | None:
    """Make the article; None where it was not, with the reason in the form."""
    allow_copy = form.cleaned_data["allow_copy"]
    try:
        done = import_upload(upload, form.corrected(draft), by=request.user, now=timezone.now(), allow_copy=allow_copy)
    except Refusal as refusal:
        upload.refresh_from_db()
        if upload.article is not None:  # the button was pressed twice
            return redirect("reviews:article", uid=upload.article.uid)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.words))
        return None
    except ImportProblem as problem:
        form.add_error(None, problem.words)
        return None
    if not done.is_new:
        form.add_error("allow_copy", _("This text is here already. Open it, or tick this to store a copy."))
        return None
    return redirect("reviews:article", uid=done.article.uid)


def _check_page(request: HttpRequest, upload: Upload, draft: ArticleDraft, form: CheckForm) -> HttpResponse:
    same = same_text(text_digest(draft.text))
    context: dict[str, Any] = {
        "upload": upload,
        "form": form,
        "same": same,
        "preview": draft.text.lstrip()[:PREVIEW_CHARS],
        "is_cut": len(draft.text) > PREVIEW_CHARS,
        "n_words": len(draft.text.split()),
        "n_chars": len(draft.text),
        "sort": words.MEDIA_TYPES.get(draft.media_type, draft.media_type),
    }
    return render_page(request, "articles/import_check.html", context)


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
