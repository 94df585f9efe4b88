"""Pages of imports: all of them, one with its rows, one row to be looked over, and the bad rows to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles import files, importing, reading, words
from articles.comparing import side_by_side
from articles.forms import CheckForm, ColumnsForm
from articles.importers.base import ArticleDraft, ImportProblem
from articles.importers.storing import draft_of
from articles.models import Feed, Import, ImportRow, Upload, Version
from articles.new_version import ARTICLE
from articles.pages import page, render_page, tell_refusal
from articles.progress import feed_progress, import_progress
from articles.querysets import STORABLE
from articles.refusals import Refusal
from articles.sheet_cells import cell
from articles.terms import ImportCode, ImportState, Outcome, SplitState

IMPORT = "articles.import_article"
ROWS_SHOWN = 100
JOBS_SHOWN = 50
PREVIEW_CHARS = 1_500


@page(IMPORT)
@require_GET
@never_cache
def jobs(request: HttpRequest) -> HttpResponse:
    """Every import not put away, every feed that fails, and every split that waits or failed."""
    shows_all = "all" in request.GET
    imports = Import.objects.select_related("by").newest_first()
    if not shows_all:
        imports = imports.filter(acknowledged_at=None)
    unfinished = Version.objects.without_text().exclude(split_state=SplitState.SPLIT).select_related("article")
    now = timezone.now()
    context = {
        "jobs": [(job, import_progress(job, now)) for job in imports[:JOBS_SHOWN]],
        "feeds": [(feed, feed_progress(feed, now)) for feed in Feed.objects.failing().by_title()[:JOBS_SHOWN]],
        "splits": unfinished.order_by("-pk")[:JOBS_SHOWN],
        "shows_all": shows_all,
    }
    return render_page(request, "articles/jobs.html", context)


@page(IMPORT)
@require_GET
@never_cache
def import_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far an import is, and its rows to choose from; a single good row is shown by itself."""
    job = get_object_or_404(Import.objects.select_related("by", "feed"), uid=uid)
    if job.is_read and job.n_read == 1 and (single := _single(job)):
        return redirect(*single) if isinstance(single, tuple) else single
    return render_page(request, "articles/import_rows.html", _rows_context(request, job))


@page(IMPORT)
@require_GET
@never_cache
def import_status(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How far an import is, as a piece of a page; the page itself is asked for once there is something to do."""
    job = get_object_or_404(Import.objects.select_related("by"), uid=uid)
    if not request.headers.get("HX-Request"):
        return redirect("articles:import", uid=uid)
    progress = import_progress(job, timezone.now())
    if not progress.is_unfinished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "articles/_import_progress.html", {"job": job, "progress": progress})


@page(IMPORT)
@require_http_methods(["GET", "POST"])
def import_row(request: HttpRequest, uid: UUID, position: int) -> HttpResponse:
    """One row: what was read in it, to be corrected and stored; or what is wrong with it."""
    rows = ImportRow.objects.select_related("job", "upload", "twin", "article")
    row = get_object_or_404(rows, job__uid=uid, position=position)
    if row.article is not None:
        return redirect("reviews:article", uid=row.article.uid)
    if row.outcome == Outcome.ERROR:
        may_tell = row.code == ImportCode.NO_TEXT_COLUMN and _columns_form(row.job) is not None
        context = {"row": row, "pasted": _pasted(row), "may_tell_columns": may_tell}
        return render_page(request, "articles/import_problem.html", context)
    if ARTICLE in row.job.options:
        return redirect("articles:check_version", uid=uid)
    draft = draft_of(row)
    form = CheckForm.about(draft, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (answer := _store(request, row, draft, form)):
        return answer
    return _check_page(request, row, draft, form)


@page(IMPORT)
@require_POST
def act(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Choose rows, cancel, try again, or put an import away."""
    job = get_object_or_404(Import, uid=uid)
    now = timezone.now()
    try:
        match request.POST.get("do"):
            case "choose":
                positions = [int(p) for p in request.POST.getlist("row") if p.isdecimal() and len(p) < 10]
                importing.choose(job, by=request.user, now=now, positions=positions)
            case "choose_good":
                importing.choose(job, by=request.user, now=now, outcomes=[Outcome.NEW, Outcome.UPDATE])
            case "cancel":
                importing.cancel(job, by=request.user, now=now)
            case "again":
                importing.try_again(job, by=request.user)
            case "put_away":
                importing.acknowledge(job, by=request.user, now=now)
                return redirect("articles:jobs")
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect("articles:import", uid=uid)


@page(IMPORT)
@require_POST
def columns(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read the sheet anew with the columns as told."""
    job = get_object_or_404(Import, uid=uid)
    form = ColumnsForm(request.POST, heads=job.options.get("heads", []))
    if not form.is_valid():
        return render_page(request, "articles/import_rows.html", _rows_context(request, job) | {"columns": form})
    try:
        importing.read_again(job, form.columns(), by=request.user)
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect("articles:import", uid=uid)


@page(IMPORT)
@require_GET
def bad_rows(request: HttpRequest, uid: UUID) -> StreamingHttpResponse:
    """The rows that could not go in, as they came, each with its reason: to be mended and brought in again."""
    job = get_object_or_404(Import, uid=uid)
    response = StreamingHttpResponse(_bad_lines(job), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rows-to-mend-{job.uid}.csv"'
    return response


def _bad_lines(job: Import) -> Iterator[str]:
    heads = [head for head in job.options.get("heads", []) if head not in (_("Reason"), _("Where"))]
    rows = ImportRow.objects.filter(job=job).to_mend().in_order()
    yield "\ufeff" + _line([*heads, _("Where"), _("Reason")])
    for row in rows.iterator(chunk_size=200):
        cells = row.cells or {}
        yield _line([*(cells.get(head, "") for head in heads), row.place, row.problem])


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cell(one) for one in cells)
    return buffer.getvalue()


def _single(job: Import) -> tuple[str, Any, int] | HttpResponse | None:
    """Where an import of one row leads."""
    row = ImportRow.objects.select_related("article").without_text().filter(job=job).first()
    if row is None or job.state in (ImportState.WAITING, ImportState.STORING):
        return None
    if row.code == ImportCode.NO_TEXT_COLUMN and _columns_form(job):  # it only has to be said which one it is
        return None
    if row.article is not None:
        return redirect("reviews:article", uid=row.article.uid)
    return redirect("articles:import_row", uid=job.uid, position=row.position)


def _rows_context(request: HttpRequest, job: Import) -> dict[str, Any]:
    tab = request.GET.get("show", "")
    tab = tab if tab in set(Outcome) else ""
    rows = ImportRow.objects.filter(job=job).without_text().select_related("twin", "article").in_order()
    if tab:
        rows = rows.filter(outcome=tab)
    after = request.GET.get("after", "")
    if after.isdecimal() and len(after) < 10:
        rows = rows.filter(position__gt=int(after))
    shown = list(rows[: ROWS_SHOWN + 1])
    counts = ImportRow.objects.filter(job=job).counts()
    may_choose = job.state in (ImportState.READY, ImportState.DONE, ImportState.CANCELLED) and job.is_read
    columns = _columns_form(job)
    return {
        "job": job,
        "progress": import_progress(job, timezone.now()),
        "rows": shown[:ROWS_SHOWN],
        "next": shown[ROWS_SHOWN - 1].position if len(shown) > ROWS_SHOWN else None,
        "tab": tab,
        "tabs": [(outcome, words.OUTCOMES[outcome], counts[outcome]) for outcome in Outcome if counts.get(outcome)],
        "n_good": counts.get("good", 0),
        "n_to_mend": counts.get("to_mend", 0),
        "may_choose": may_choose,
        "may_tick": may_choose and any(one.outcome in STORABLE and one.article_id is None for one in shown),
        "storable": STORABLE,
        "columns": columns,
        "asks_for_columns": columns is not None and {one.code for one in shown} == {ImportCode.NO_TEXT_COLUMN},
    }


def _columns_form(job: Import) -> ColumnsForm | None:
    heads = job.options.get("heads")
    can_be_read_again = job.state in (ImportState.READY, ImportState.FAILED) and not job.n_stored
    return ColumnsForm(heads=heads, columns=job.options.get("columns")) if heads and can_be_read_again else None


def _store(request: HttpRequest, row: ImportRow, draft: ArticleDraft, form: CheckForm) -> HttpResponse | None:
    """Make the article; None where it was not, with the reason in the form."""
    allow_copy = form.cleaned_data["allow_copy"]
    try:
        done = importing.store_row(
            row, form.corrected(draft), by=request.user, now=timezone.now(), allow_copy=allow_copy
        )
    except Refusal as refusal:
        row.refresh_from_db()
        if row.article is not None:  # the button was pressed twice
            return redirect("reviews:article", uid=row.article.uid)
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.words))
        return None
    except ImportProblem as problem:
        form.add_error(None, problem.words)
        return None
    if not done.is_new:
        form.add_error("allow_copy", _("This text is here already. Open it, or tick this to store a copy."))
        return None
    return redirect("reviews:article", uid=done.article.uid)


def _check_page(request: HttpRequest, row: ImportRow, draft: ArticleDraft, form: CheckForm) -> HttpResponse:
    same = Version.objects.of_text(row.text_sha256).select_related("article").defer("text").first()
    twin = row.twin.current if row.twin is not None and row.outcome in (Outcome.NEAR, Outcome.UPDATE) else None
    context: dict[str, Any] = {
        "row": row,
        "upload": row.upload,
        "form": form,
        "same": same,
        "pairs": side_by_side(twin.text, draft.text) if twin is not None else None,
        "preview": draft.text.lstrip()[:PREVIEW_CHARS],
        "is_cut": len(draft.text) > PREVIEW_CHARS,
        "n_words": row.n_words,
        "n_chars": len(draft.text),
        "sort": words.MEDIA_TYPES.get(draft.media_type, draft.media_type),
    }
    return render_page(request, "articles/import_check.html", context)


def _pasted(row: ImportRow) -> str:
    """What somebody pasted that could not be read: their words are not lost."""
    upload: Upload = row.upload
    if upload.file_name or not files.path_of(upload.file_sha256).exists():
        return ""
    return reading.read_text(files.read_stored(upload.file_sha256))
