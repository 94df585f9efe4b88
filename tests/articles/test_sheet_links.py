"""Rows of a sheet that have an address and no text: fetched like links, in the same import, each by itself."""

import csv
import io

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import fetching, tasks
from articles.fetching import Fetched, FetchProblem
from articles.importers import pieces
from articles.models import Import, ImportRow
from articles.terms import FetchCode, ImportCode, Outcome

HEADS = ["headline", "text", "url", "byline"]
PAGE = b"""<html lang="en"><head><title>Of the page</title><meta name="author" content="Page Author"></head>
<body><article><h1>Of the page</h1><p>The river rose by 40 centimetres in 2019, the water office said on Monday.</p>
</article></body></html>"""
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What was asked for; only pages of one site answer."""
    asked = []
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)

    def fetch(self, url, **options):
        asked.append(url)
        if not url.startswith("https://river.example.org/"):
            raise FetchProblem(FetchCode.INNER_ADDRESS, host="x")
        return Fetched(url, "text/html", PAGE.replace(b"2019", url[-4:].encode()))

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    return asked


def bring(client, *rows, heads=HEADS):
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    file = SimpleUploadedFile("week.csv", out.getvalue().encode())
    client.post(reverse("admin:articles_article_add"), {"how": "file", "file": file})
    job = Import.objects.latest("pk")
    tasks.run_import(job.pk)
    return job


def test_a_row_without_a_text_is_fetched_and_what_the_row_says_counts_first(client, importer, asked):
    client.force_login(importer)
    job = bring(
        client,
        ["Own", "The lake froze in 2020.", "https://river.example.org/0000", ""],
        ["Of the row", " ", "https://river.example.org/2001", ""],
        ["", "", "http://127.0.0.1/2002", ""],
        ["", "", "", ""],
        ["No text", "", "", "Ann"],
    )
    own, fetched, inner, empty = ImportRow.objects.filter(job=job).in_order()
    assert asked == ["https://river.example.org/2001", "http://127.0.0.1/2002"]
    assert (own.text, fetched.outcome) == ("The lake froze in 2020.", Outcome.NEW)
    assert "40 centimetres in 2001" in fetched.text and fetched.place == "week.csv, row 3"
    assert (fetched.draft["headline"], fetched.draft["byline"]) == ("Of the row", "Page Author")
    assert fetched.draft["url"] == "https://river.example.org/2001"
    assert (inner.code, inner.column, inner.cells["url"]) == (ImportCode.NOT_FETCHED, "url", "http://127.0.0.1/2002")
    assert (empty.code, empty.column) == (ImportCode.CELL_EMPTY, "text")
    page = client.get(reverse("articles:import_row", args=[job.uid, fetched.position])).content.decode()
    assert "The row holds an address and no text" in page and "https://river.example.org/2001" in page
    assert "The row holds" not in client.get(reverse("articles:import_row", args=[job.uid, 0])).content.decode()
    sheet = b"".join(client.get(reverse("articles:import_bad_rows", args=[job.uid]))).decode()
    assert "http://127.0.0.1/2002" in sheet


def test_a_sheet_of_addresses_alone_is_read_and_a_bad_cell_stays_the_rows_own(client, importer):
    client.force_login(importer)
    job = bring(client, ["https://river.example.org/2003", "2026-11-20"], ["x", "soon"], heads=["Link", "Date"])
    good, bad = ImportRow.objects.filter(job=job).in_order()
    assert (good.outcome, good.draft["published_on"]) == (Outcome.NEW, "2026-11-20")
    assert (bad.code, bad.column) == (ImportCode.NO_DATE, "Date")


def test_no_more_rows_are_fetched_than_links_at_once_however_often_the_reading_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(pieces, "MOST_LINKS", 3)
    path = tmp_path / "week.csv"
    path.write_text("url,text\n" + "".join(f"https://river.example.org/{n},\n" for n in range(5)))
    for skip in (0, 2):
        found = list(pieces.pieces(path, "week.csv", "x", {}, pieces.Course(skip)))
        assert [bool(piece.link) for piece in found] == [True, True, True, False, False][skip:]
        assert found[-1].problem.code is ImportCode.TOO_MANY_LINKS and found[-1].problem.column == "url"


def test_columns_need_the_text_or_the_address(client, importer):
    client.force_login(importer)
    job = bring(client, ["Dam", "https://river.example.org/2004"], heads=["Was", "Wo"])
    at = reverse("articles:import_columns", args=[job.uid])
    assert "Say which column holds the text" in client.post(at, {"headline": "Was"}).content.decode()
    assert client.post(at, {"headline": "Was", "url": "Wo"}).status_code == 302
    tasks.run_import(job.pk)
    row = ImportRow.objects.get(job=job)
    assert (row.outcome, row.draft["headline"]) == (Outcome.NEW, "Dam")
