"""The API of articles: reading them, and bringing them in."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import tasks
from articles.importers import html
from articles.models import Article, Event, Import, Sentence, Version
from articles.terms import Channel, Zone
from tests.factories import TEXT, make_article
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"
DAM = "# The dam\n\nBy Ola Berg\n\nThe dam was built in 1931. It holds 4 million cubic metres of water.\n"


@pytest.fixture
def article(importer):
    return make_article(importer)


@pytest.fixture
def client(checker):
    return program(checker)


def at(article, more=""):
    return f"{ARTICLES}{article.uid}/{more}"


def test_the_list_leaves_the_text_out(client, article, django_assert_max_num_queries):
    for _ in range(20):
        make_article(article.current.by)
    with django_assert_max_num_queries(8) as asked:
        page = said(client.get(ARTICLES))
    assert len(page["results"]) == 21
    assert "text" not in page["results"][0]
    assert not any('"articles_version"."text"' in query["sql"] for query in asked.captured_queries)


def test_one_article_shows_its_version_and_how_far_the_split_is(client, article):
    told = said(client.get(at(article)))
    assert told["headline"] == "River levels"
    assert told["version"]["split_state"] == "split"
    assert told["version"]["text_sha256"] == article.current.text_sha256
    assert told["version"]["by"] == {"uid": str(article.current.by.uid), "name": "Ines"}


def test_an_article_that_did_not_change_is_not_sent_again(client, article):
    first = client.get(at(article))
    assert first["ETag"].startswith('W/"')
    again = client.get(at(article), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    article.headline = "River levels, corrected"
    article.save()
    said(client.get(at(article), headers={"if-none-match": first["ETag"]}))


def test_the_text_has_an_address_of_its_own(client, article):
    told = said(client.get(at(article, "text/")))
    assert told["text"] == article.current.text
    assert told["version"] == str(article.current.uid)


def test_sentences_come_in_reading_order_and_in_pages(client, article, django_assert_max_num_queries):
    for position in range(5):
        Sentence.objects.create(
            version=article.current,
            position=position,
            start=position,
            end=position + 1,
            zone=Zone.BODY,
            is_claim=True,
            check_worthiness=0.5,
            reasons=["gives_figure"],
        )
    with django_assert_max_num_queries(8):
        first = said(client.get(at(article, "sentences/"), {"page_size": 3}))
    rest = said(client.get(first["next"]))
    assert [s["position"] for s in first["results"] + rest["results"]] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("more", ["", "text/", "sentences/"])
def test_an_article_that_is_not_there_is_a_problem(client, more):
    problem(client.get(f"{ARTICLES}{uuid.uuid4()}/{more}"), 404, "not_found")


@pytest.mark.parametrize("more", ["", "text/", "sentences/"])
def test_articles_are_read_by_people_with_a_role_only(outsider, article, more):
    problem(program(outsider).get(at(article, more)), 403)


def test_text_becomes_an_article_once(importer, django_capture_on_commit_callbacks):
    client = program(importer)
    with django_capture_on_commit_callbacks() as jobs:
        new = client.post(ARTICLES, {"text": DAM}, format="json")
    told = said(new, 201)
    assert told["is_new"] is True
    assert told["headline"] == "The dam"
    assert told["version"]["channel"] == "api"
    assert new["Location"].endswith(f"{ARTICLES}{told['uid']}/")
    assert len(jobs) == 1
    again = said(client.post(ARTICLES, {"text": DAM.replace("\n", "\r\n")}, format="json"), 200)
    assert (again["uid"], again["is_new"]) == (told["uid"], False)
    assert Article.objects.count() == Version.objects.count() == Event.objects.count() == 1


def test_the_same_text_may_be_stored_again_knowingly(importer):
    client = program(importer)
    first = said(client.post(ARTICLES, {"text": DAM}, format="json"), 201)
    copy = said(client.post(ARTICLES, {"text": DAM, "allow_copy": True}, format="json"), 201)
    assert copy["uid"] != first["uid"]


def test_what_is_given_counts_more_than_what_is_read(importer):
    given = {
        "headline": "Water behind walls",
        "byline": "Ola Berg and Mia Holm",
        "publisher": "The Valley",
        "url": "https://valley.example.org/dam",
        "published_on": "2024-03-02",
        "language": "en",
    }
    told = said(program(importer).post(ARTICLES, {"text": DAM} | given, format="json"), 201)
    assert {name: told[name] for name in given} == given


def test_a_file_becomes_an_article(importer):
    file = SimpleUploadedFile("../../dam.md", DAM.encode())
    told = said(program(importer).post(ARTICLES, {"file": file, "publisher": "The Valley"}, format="multipart"), 201)
    assert told["headline"] == "The dam"
    assert told["publisher"] == "The Valley"
    assert told["version"]["file_name"] == "dam.md"


def test_a_file_that_is_no_article_is_refused_with_its_code(importer):
    client = program(importer)
    pdf = SimpleUploadedFile("report.pdf", b"%PDF-1.7 nothing")
    problem(client.post(ARTICLES, {"file": pdf}, format="multipart"), 400, "pdf_broken")
    sheet = SimpleUploadedFile("week.csv", b"title,text\nDam,The dam was built in 1931.\n")
    problem(client.post(ARTICLES, {"file": sheet}, format="multipart"), 400, "holds_many")
    problem(client.post(ARTICLES, {"file": SimpleUploadedFile("e.txt", b" ")}, format="multipart"), 400, "empty")
    problem(client.post(ARTICLES, {"publisher": "x"}, format="multipart"), 400, "invalid")


def test_what_a_library_parses_is_read_apart(importer, monkeypatch):
    def here(*args):
        raise AssertionError("read in the web process")

    client = program(importer)
    page = SimpleUploadedFile("dam.html", b"<html><h1>The dam</h1><p>The dam was built in 1931 by Ola Berg.</p></html>")
    monkeypatch.setattr(html, "read", here)
    told = said(client.post(ARTICLES, {"file": page}, format="multipart"), 201)
    assert (told["headline"], told["version"]["media_type"]) == ("The dam", "text/html")


def test_what_takes_long_to_read_is_left_to_a_worker_with_what_was_said_of_it(importer, monkeypatch, settings):
    client = program(importer)
    settings.READER_WAIT_SECONDS = 0
    page = SimpleUploadedFile("dam.html", b"<html><h1>The dam</h1><p>The dam was built in 1931 by Ola Berg.</p></html>")
    given = {"file": page, "headline": "The old dam", "published_on": "2024-05-03"}
    answer = client.post(ARTICLES, given, format="multipart")
    told = said(answer, 202)
    assert told["state"] == "waiting" and answer["Location"].endswith(f"/imports/{told['uid']}/")
    assert not Article.objects.exists()
    tasks.run_import(Import.objects.get().pk)
    assert said(client.get(answer["Location"]))["state"] == "done"
    article = Article.objects.get()
    assert (article.headline, str(article.published_on)) == ("The old dam", "2024-05-03")
    assert (article.current.channel, article.current.file_name) == (Channel.API, "dam.html")
    said(client.post(ARTICLES, {"text": DAM}, format="json"), 201)  # what our own code reads waits for nobody


def left_to_worker(client, address, **given):
    """Send what takes long to read; answer the one row that the worker makes of it."""
    page = SimpleUploadedFile("dam.html", b"<html><h1>The dam</h1><p>The dam was built in 1932 by Ola Berg.</p></html>")
    answer = client.post(address, {"file": page, **given}, format="multipart")
    said(answer, 202)
    tasks.run_import(Import.objects.latest("pk").pk)
    [row] = said(client.get(f"{answer['Location']}rows/"))["results"]
    return row


def test_a_worker_stores_an_article_as_it_would_have_been_stored_right_away(importer, settings):
    client = program(importer)
    settings.READER_WAIT_SECONDS = 0
    first = left_to_worker(client, ARTICLES, url="https://example.org/dam")
    again = left_to_worker(client, ARTICLES)
    assert (again["outcome"], again["twin"]) == ("same", first["article"])
    copy = left_to_worker(client, ARTICLES, allow_copy=True)
    assert copy["outcome"] == "new" and copy["article"] not in (None, first["article"])
    assert Version.objects.order_by("pk").values_list("copy_number", flat=True)[1] == 1
    near = SimpleUploadedFile("n.html", b"<html><h1>The dam</h1><p>The dam was built in 1933 by Ola Berg.</p></html>")
    given = {"file": near, "url": "https://example.org/dam"}
    said(client.post(ARTICLES, given, format="multipart"), 202)
    tasks.run_import(Import.objects.latest("pk").pk)
    assert Article.objects.count() == 3 and not Version.objects.filter(number=2).exists()


def test_a_new_version_that_takes_long_to_read_is_left_to_a_worker(importer, settings):
    client = program(importer)
    made = said(client.post(ARTICLES, {"text": DAM}, format="json"), 201)
    settings.READER_WAIT_SECONDS = 0
    versions = f"{ARTICLES}{made['uid']}/versions/"
    row = left_to_worker(client, versions, base=1)
    assert (row["outcome"], row["state"], row["article"]["uid"]) == ("update", "stored", made["uid"])
    assert Article.objects.get().current.number == 2
    assert left_to_worker(client, versions)["outcome"] == "same"
    client.post(versions, {"text": f"{DAM} It holds."}, format="json")
    late = left_to_worker(client, versions, base=1)
    assert (late["state"], late["problem"]["code"]) == ("refused", "version_moved")
    other = said(client.post(ARTICLES, {"text": "The wall\n\nThe wall was built in 1950."}, format="json"), 201)
    elsewhere = left_to_worker(client, f"{ARTICLES}{other['uid']}/versions/")
    assert (elsewhere["outcome"], elsewhere["twin"]["uid"]) == ("duplicate", made["uid"])
    assert Version.objects.count() == 4


def test_a_file_may_be_longer_than_other_bodies(importer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    file = SimpleUploadedFile("dam.md", DAM.encode())
    said(program(importer).post(ARTICLES, {"file": file}, format="multipart"), 201)
    settings.MAX_FILE_BYTES = 1_000
    long = SimpleUploadedFile("long.md", b"x" * 1_050_000)
    problem(program(importer).post(ARTICLES, {"file": long}, format="multipart"), 413, "too_large")


def test_fields_are_refused_by_name(importer):
    client = program(importer)
    wrong = {"text": DAM, "published_on": "soon", "headline": "x" * 501, "url": 7}
    told = problem(client.post(ARTICLES, wrong, format="json"), 400, "invalid")
    assert {error["field"] for error in told["errors"]} >= {"published_on", "headline"}
    told = problem(client.post(ARTICLES, {"text": DAM, "url": "ftp://x"}, format="json"), 400, "bad_address")
    assert told["errors"][0]["field"] == "url"


def test_control_characters_and_half_characters_do_not_reach_the_text(importer):
    body = b'{"headline": "H", "text": "The dam\\u0001 was built in \\ud800 1931.\\r\\nIt holds water."}'
    told = said(program(importer).post(ARTICLES, body, content_type="application/json"), 201)
    text = Version.objects.get(uid=told["version"]["uid"]).text
    assert "\x01" not in text
    assert "\r" not in text
    assert "�" in text


@pytest.mark.parametrize("who", ["checker", "editor", "administrator", "outsider", "root"])
def test_only_importers_bring_articles_in(who, request):
    client = program(request.getfixturevalue(who))
    problem(client.post(ARTICLES, {"text": TEXT, "headline": "River"}, format="json"), 403)
    assert not Article.objects.exists()
