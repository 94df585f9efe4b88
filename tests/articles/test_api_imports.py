"""The API of imports: begin one, follow it row by row, choose; the same rules as on the pages."""

import csv
import datetime
import io
import uuid

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import fetching, files, tasks
from articles.models import Article, ColumnMap, Import, ImportRow, Upload
from articles.terms import ImportState
from tests.factories import now
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/imports/"
BODY = "The river rose by {n} centimetres in 2019, the office of town {n} said. Nobody was hurt in flood {n}."
VERBS = ["choose", "columns", "cancel", "again", "acknowledge"]


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """The jobs that were sent to the queue; none runs by itself."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, *args)))
    return jobs


@pytest.fixture
def client(importer):
    return program(importer)


def sheet(*texts, name="week.csv", heads=("title", "text")):
    out = io.StringIO()
    csv.writer(out).writerows([heads, *[(f"River {n}", text) for n, text in enumerate(texts)]])
    return SimpleUploadedFile(name, out.getvalue().encode())


def bodies(count):
    return [BODY.format(n=n) for n in range(count)]


def begin(client, *given, **fields) -> dict:
    if given:
        answer = client.post(IMPORTS, {"file": list(given)} | fields, format="multipart")
    else:
        answer = client.post(IMPORTS, fields, format="json")
    told = said(answer, 202)
    assert answer["Location"].endswith(f"{IMPORTS}{told['uid']}/")
    return told


def read(client, *given, **fields) -> str:
    """The address of an import that a worker has read."""
    uid = begin(client, *given, **fields)["uid"]
    work()
    return f"{IMPORTS}{uid}/"


def work():
    tasks.run_import(Import.objects.latest("pk").pk)


def test_a_sheet_becomes_a_job_then_rows_then_articles(client, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        told = begin(client, sheet(*bodies(2), " "))
    assert (told["state"], told["label"], told["channel"], told["by"]["name"]) == ("waiting", "week.csv", "api", "Ines")
    assert [name for name, _id in sent] == ["articles.tasks.run_import"]
    work()
    at = f"{IMPORTS}{told['uid']}/"
    told = said(client.get(at))
    assert (told["state"], told["n_read"], told["heads"]) == ("ready", 3, ["title", "text"])
    assert (told["counts"]["new"], told["counts"]["error"], told["counts"]["to_mend"]) == (2, 1, 1)
    rows = said(client.get(f"{at}rows/"))["results"]
    assert [row["place"] for row in rows] == [f"week.csv, row {n}" for n in (2, 3, 4)]
    assert rows[0]["headline"] == "River 0" and rows[0]["problem"] is None and "text" not in rows[0]
    wrong = rows[2]["problem"]
    assert (wrong["code"], wrong["column"]) == ("cell_empty", "text") and "is empty here" in wrong["words"]
    assert not Article.objects.exists()
    assert said(client.post(f"{at}choose/", {"rows": [1]}, format="json"))["state"] == "waiting"
    work()
    told = said(client.get(at))
    assert (told["state"], told["n_chosen"], told["n_stored"]) == ("done", 1, 1)
    stored = said(client.get(f"{at}rows/", {"state": "stored"}))["results"]
    assert [row["article"]["headline"] for row in stored] == ["River 1"]
    said(client.post(f"{at}choose/", {"outcomes": ["new"]}, format="json"))
    work()
    assert Article.objects.count() == 2
    problem(client.post(f"{at}choose/", {"outcomes": ["new"]}, format="json"), 400, "nothing_chosen")


def test_good_rows_go_in_unasked_where_that_was_said(client):
    at = read(
        client, sheet(*bodies(2)), SimpleUploadedFile("dam.md", b"# Dam\n\nThe dam was built in 1931."), store=True
    )
    told = said(client.get(at))
    assert (told["state"], told["n_stored"], told["store"], told["label"]) == ("done", 3, True, "week.csv + 1")
    assert Article.objects.count() == 3


def test_a_text_is_read_by_a_worker_too(client):
    at = read(client, text="# Dam\n\nThe dam was built in 1931.")
    [row] = said(client.get(f"{at}rows/"))["results"]
    assert (row["headline"], row["outcome"], row["position"]) == ("Dam", "new", 0)


def test_links_are_fetched_by_the_worker(client, monkeypatch):
    told = "".join(f"<p>{body}</p>" for body in bodies(9))
    page = f"<html><title>Rivers</title><body><article>{told}</article></body></html>".encode()

    def fetch(self, url, **options):
        return fetching.Fetched(url, "text/html", page)

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    told = begin(client, links=["https://example.org/dam"])
    assert told["label"] == "https://example.org/dam"
    work()
    [row] = said(client.get(f"{IMPORTS}{told['uid']}/rows/"))["results"]
    assert (row["problem"], row["url"], row["outcome"]) == (None, "https://example.org/dam", "new")


def test_a_file_that_calls_itself_links_is_a_text(client):
    at = read(client, SimpleUploadedFile("list.txt", b"http://127.0.0.1/\xff", content_type="text/uri-list"))
    assert said(client.get(at))["state"] == "ready"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "non_field_errors"),
        ({"text": "x", "links": ["https://example.org/"]}, "non_field_errors"),
        ({"links": ["https://example.org/", "file:///etc/passwd"]}, "links.1"),
        ({"links": ["https://example.org/"] * 201}, "links"),
        ({"links": "https://example.org/"}, "links"),
        ({"text": "x", "tracked": "both"}, "tracked"),
        ({"text": "x", "columns": {"headline": "Titel"}}, "columns.text"),
        ({"text": "x", "columns": "[" * 50_000}, "columns.non_field_errors"),
        ({"text": "x", "store": "perhaps"}, "store"),
    ],
)
def test_what_begins_no_import_is_told_by_field(client, given, field):
    told = problem(client.post(IMPORTS, given, format="json"), 400, "invalid")
    assert [error["field"] for error in told["errors"]] == [field]
    assert not Import.objects.exists()


def test_a_form_without_files_begins_nothing(client):
    problem(client.post(IMPORTS, {"store": "1"}, format="multipart"), 400, "invalid")
    assert not Import.objects.exists()


def test_an_empty_file_is_told_in_its_row(client):
    at = read(client, SimpleUploadedFile("a.txt", b""), SimpleUploadedFile("b.txt", BODY.encode()))
    rows = said(client.get(f"{at}rows/"))["results"]
    assert [row["problem"] and row["problem"]["code"] for row in rows] == ["empty", None]


def test_columns_are_told_at_the_start_or_later_and_remembered(client):
    week = sheet(*bodies(1), heads=("Nr", "Was"))
    at = read(client, week)
    assert said(client.get(f"{at}rows/"))["results"][0]["problem"]["code"] == "no_text_column"
    told = problem(client.post(f"{at}columns/", {"text": "What"}, format="json"), 400, "invalid")
    assert told["errors"][0]["field"] == "text"
    said(client.post(f"{at}columns/", {"text": "Was", "headline": "Nr"}, format="json"))
    work()
    told = said(client.get(at))
    assert (told["counts"]["new"], told["columns"]) == (1, {"text": "Was", "headline": "Nr"})
    assert ColumnMap.objects.count() == 1
    week.seek(0)
    again = read(client, week, columns='{"text": "Nr", "headline": "Was"}')
    assert said(client.get(again))["columns"] == {"text": "Nr", "headline": "Was"}


def test_cancelled_tried_again_and_put_away(client):
    at = f"{IMPORTS}{begin(client, sheet(*bodies(1)))['uid']}/"
    assert said(client.post(f"{at}cancel/"))["state"] == "cancelled"
    told = problem(client.post(f"{at}cancel/"), 409, "import_moved_on")
    assert told["current"] == {"state": "cancelled"}
    assert said(client.post(f"{at}again/"))["state"] == "waiting"
    problem(client.post(f"{at}acknowledge/"), 409, "import_moved_on")
    work()
    assert said(client.post(f"{at}acknowledge/"))["acknowledged_at"]
    problem(client.post(f"{at}again/"), 409, "import_moved_on")


def test_rows_come_in_order_in_pages_and_with_few_reads(client, django_assert_max_num_queries):
    read(client, sheet(*bodies(30)), store=True)
    at = read(client, sheet(*bodies(31)))
    with django_assert_max_num_queries(8) as asked:
        first = said(client.get(f"{at}rows/", {"page_size": 20}))
    assert not any('"articles_importrow"."text"' in query["sql"] for query in asked.captured_queries)
    rest = said(client.get(first["next"]))
    assert [row["position"] for row in first["results"] + rest["results"]] == list(range(31))
    assert first["results"][3]["outcome"] == "same" and first["results"][3]["twin"]["headline"] == "River 3"
    new = said(client.get(f"{at}rows/", {"outcome": "new"}))["results"]
    assert [row["position"] for row in new] == [30]
    problem(client.get(f"{at}rows/", {"outcome": "perhaps"}), 400, "invalid")


def test_the_list_is_newest_first_and_reads_little(client, django_assert_max_num_queries):
    made = [begin(client, text=text)["uid"] for text in bodies(12)]
    with django_assert_max_num_queries(7):
        page = said(client.get(IMPORTS))
    assert [told["uid"] for told in page["results"]] == made[::-1]


def test_an_import_that_no_worker_takes_says_so(client):
    uid = begin(client, text=BODY)["uid"]
    long_ago = now() - datetime.timedelta(minutes=2)
    Import.objects.update(began_at=long_ago, created_at=long_ago)
    told = said(client.get(f"{IMPORTS}{uid}/"))
    assert told["waits_for_worker"] is True and told["seconds"] >= 119


def test_a_failed_import_tells_its_reason(client):
    uid = begin(client, text=BODY)["uid"]
    Import.objects.update(state=ImportState.FAILED, reason="The import broke off.")
    assert said(client.get(f"{IMPORTS}{uid}/"))["reason"] == "The import broke off."


NO_CHOICES = [
    *({}, [], {"rows": []}, {"rows": [0], "outcomes": ["new"]}, {"rows": {"a": 1}}),
    *({"rows": [2**40]}, {"rows": [-1]}, {"rows": ["x"]}, {"outcomes": ["same"]}),
]


@pytest.mark.parametrize("given", NO_CHOICES)
def test_a_choice_that_is_none_is_refused(client, given):
    at = read(client, text=BODY)
    problem(client.post(f"{at}choose/", given, format="json"), 400, "invalid")
    assert not ImportRow.objects.filter(state="chosen").exists()


@pytest.mark.parametrize("who", ["checker", "editor", "administrator", "outsider", "root"])
def test_only_importers_see_and_do_anything(who, request, client):
    at = read(client, text=BODY)
    other = program(request.getfixturevalue(who))
    for address in (IMPORTS, at, f"{at}rows/"):
        problem(other.get(address), 403)
    problem(other.post(IMPORTS, {"text": BODY}, format="json"), 403)
    for verb in VERBS:
        problem(other.post(f"{at}{verb}/", {}, format="json"), 403)
    assert Import.objects.count() == 1


def test_another_importer_may_go_on_with_it(client, person):
    at = read(client, text=BODY)
    other = program(person("ivo", "Importer"))
    said(other.post(f"{at}choose/", {"rows": [0]}, format="json"))


@pytest.mark.parametrize("more", ["", "rows/"])
def test_an_import_that_is_not_there_is_a_problem(client, more):
    problem(client.get(f"{IMPORTS}{uuid.uuid4()}/{more}"), 404, "not_found")


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_done_with_an_import_that_is_not_there(client, verb):
    given = {"choose": {"rows": [0]}, "columns": {"text": "x"}}.get(verb, {})
    problem(client.post(f"{IMPORTS}{uuid.uuid4()}/{verb}/", given, format="json"), 404, "not_found")
    problem(client.get(f"{IMPORTS}{uuid.uuid4()}/{verb}/"), 405, "method_not_allowed")


def test_forms_may_be_as_long_as_a_sheet_and_other_bodies_not(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    begin(client, sheet(*bodies(50)))
    problem(client.post(IMPORTS, {"text": "x" * 2_000}, format="json"), 413, "too_large")
    settings.MAX_SHEET_BYTES = 1_000
    long = SimpleUploadedFile("long.csv", b"x" * (settings.MAX_SHEET_BYTES + 1024 * 1024))
    told = problem(client.post(IMPORTS, {"file": long}, format="multipart"), 413, "too_large")
    assert "at most 1.0 MB" in told["detail"]
    assert Upload.objects.count() == 1


def test_more_files_than_are_taken_at_once_are_too_much(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    many = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(4)]
    problem(client.post(IMPORTS, {"file": many}, format="multipart"), 413, "too_large")


def test_many_files_at_once_come_in_by_default(client):
    begin(client, *[SimpleUploadedFile(f"{n}.txt", BODY.format(n=n).encode()) for n in range(150)])
    assert Upload.objects.count() == 150
    assert files.read_stored(Upload.objects.order_by("pk")[7].file_sha256) == BODY.format(n=7).encode()
