"""Bringing in a new version on the article desk and through the API; versions listed and compared."""

import time

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import files, importing, tasks
from articles.comparing import compare
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Anchor, Article, Import, ImportRow
from articles.refusals import Refusal
from articles.terms import Channel, ImportState, Outcome, RowState
from articles.versions import outlook
from tests.factories import make_article, make_claim, now
from tests.programs import problem, program, said

TEXT = "River levels\n\nThe river rose by 40 centimetres in 2019. The town spent 2.1 million crowns on the wall.\n"
RISE, WALL = "The river rose by 40 centimetres in 2019.", "The town spent 2.1 million crowns on the wall."
NEW = TEXT.replace("40", "45")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def article(importer, scales):
    return make_article(importer, text=TEXT)


@pytest.fixture
def page(client, importer):
    client.force_login(importer)
    return client


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def at(article, name="new_version"):
    return reverse(f"articles:{name}", args=[article.uid])


def bring(article, text, by):
    source = Source(by, Channel.PASTE, files.store(text.encode()))
    return add_version(article, ArticleDraft(text=text, headline="", media_type="text/plain"), source, now=now())


def hand_in(page, article, **data):
    """The address of the page on which a text handed in is looked at."""
    answer = page.post(at(article), data)
    assert answer.status_code == 302, words_of(answer)
    job = Import.objects.latest("pk")
    tasks.run_import(job.pk)
    address = reverse("articles:check_version", args=[job.uid])
    answer = page.get(answer.url, follow=True)
    assert answer.redirect_chain[-1][0] == address
    return address


def test_a_new_version_is_looked_at_before_it_is_stored(page, article):
    claims = [make_claim(article, words, touched_at=now()) for words in (RISE, WALL)]
    assert at(article) in words_of(page.get(reverse("reviews:article", args=[article.uid])))
    address = hand_in(page, article, text=NEW)
    html = words_of(page.get(address))
    assert '<dd class="num" id="n-moved">1</dd>' in html and '<dd class="num" id="n-changed">1</dd>' in html
    assert '<dd class="num" id="n-gone">0</dd>' in html
    assert "<del>40</del>" in html and "<ins>45</ins>" in html and "Store it after version 1" in html
    assert article.versions.count() == 1 and Anchor.objects.count() == 2
    stored = page.post(address, {"base": "1"})
    assert stored.url == reverse("reviews:article", args=[article.uid])
    article.refresh_from_db()
    assert (article.current.number, article.current.text) == (2, NEW)
    assert Anchor.objects.get(claim=claims[0], version=article.current).exact == RISE.replace("40", "45")
    row = ImportRow.objects.get()
    assert (row.state, row.article, row.job.state) == (RowState.STORED, article, ImportState.DONE)
    assert page.post(address, {"base": "1"}).url == stored.url and article.versions.count() == 2
    assert Article.objects.count() == 1


def test_a_file_is_read_by_a_worker_and_kept(page, article):
    raw = f"<html><body><article><h1>River levels</h1><p>{NEW}</p></article></body></html>".encode()
    address = hand_in(page, article, file=SimpleUploadedFile("river.html", raw))
    page.post(address, {"base": "1"})
    article.refresh_from_db()
    assert article.current.file_name == "river.html" and "45 centimetres" in article.current.text
    assert b"".join(page.get(reverse("articles:received", args=[article.current.uid]))) == raw


def test_who_is_slower_is_told_what_came_in_and_sees_what_differs_from_it(page, article, importer):
    address = hand_in(page, article, text=NEW)
    page.get(address)
    bring(article, TEXT.replace("40", "46"), importer)
    answer = page.post(address, {"base": "1"})
    html = words_of(answer)
    assert answer.status_code == 409 and "Ines brought in version 2" in html and "<del>46</del>" in html
    assert article.versions.count() == 2
    assert page.post(address, {"base": "2"}).status_code == 302
    assert article.versions.count() == 3


@pytest.mark.parametrize("base", ["", "x", "9" * 30, "-1"])
def test_a_broken_form_stores_nothing(page, article, base):
    address = hand_in(page, article, text=NEW)
    assert page.post(address, {"base": base}).status_code == 409
    assert article.versions.count() == 1


def test_the_same_text_and_another_articles_text_are_not_offered(page, article, importer):
    assert "there is nothing to store" in words_of(page.get(hand_in(page, article, text=TEXT)))
    other = make_article(importer, headline="Bridges")
    address = hand_in(page, article, text=other.current.text)
    html = words_of(page.get(address))
    assert "This is the text of another article, “Bridges”" in html and "Store it after" not in html
    page.post(address, {"base": "1"})
    assert article.versions.count() == 1 == other.versions.count()


def test_nothing_and_many_are_sent_back(page, article):
    assert "Paste the article" in words_of(page.post(at(article), {"text": " "}))
    sheet = SimpleUploadedFile("week.csv", b"headline,text\na,The river rose.\nb,The town paid.\n")
    assert "Bring it in as an import" in words_of(page.post(at(article), {"file": sheet}))
    assert not Import.objects.exists()


def test_a_version_in_waiting_cannot_be_stored_as_an_article(page, article, importer):
    hand_in(page, article, text=NEW)
    with pytest.raises(Refusal):
        importing.choose(Import.objects.get(), by=importer, now=now(), outcomes=list(Outcome))
    assert Article.objects.count() == 1


def test_only_importers_bring_in_versions(client, checker, article):
    client.force_login(checker)
    assert client.get(at(article)).status_code == 403
    assert "Bring in a new version" not in words_of(client.get(reverse("reviews:article", args=[article.uid])))
    assert client.get(at(article, "versions")).status_code == 200


def test_versions_are_listed_with_where_they_came_from(page, article, importer, django_assert_max_num_queries):
    for n in range(41, 61):
        bring(article, TEXT.replace("40", str(n)), importer)
    with django_assert_max_num_queries(9) as asked:
        html = words_of(page.get(at(article, "versions")))
    assert not any('"articles_version"."text"' in query["sql"] for query in asked.captured_queries)
    article.refresh_from_db()
    for version in article.versions.all():
        assert version.text_sha256 in html and reverse("articles:received", args=[version.uid]) in html
    assert "Version 21" in html and "pasted" in html and "Ines" in html


def test_any_two_versions_are_compared(page, article, importer):
    bring(article, NEW, importer)
    bring(article, NEW.replace("2.1", "2.2") + "<script>alert(1)</script>\n", importer)
    html = words_of(page.get(at(article, "versions_compared")))
    assert "<ins>2</ins>" in html and "<ins>45</ins>" not in html and "<script>alert" not in html
    html = words_of(page.get(at(article, "versions_compared") + "?old=3&new=1"))
    assert "<ins>45</ins>" in html and "Version 1 – Version 3" in html
    for query in ("?old=1&new=9", "?old=0&new=1"):
        assert page.get(at(article, "versions_compared") + query).status_code == 404
    assert page.get(at(article, "versions_compared") + "?old=x&new=%00").status_code == 200


LINES = [f"In the year {n} the river rose by {n * 7 % 90} centimetres and fell again." for n in range(4_500)]


@pytest.mark.parametrize(
    ("old", "new", "is_rough"),
    [
        ("\n".join(LINES), "\n".join(line.replace("rose", "sank") for line in LINES), False),
        ("\n".join(LINES), "\n".join(reversed(LINES)), False),
        ("a\n" * 150_000, "b\na\n" * 75_000, True),
        ("a " * 150_000, "b a " * 75_000, True),
        ("the river " * 30_000, "the town " * 30_000, True),
        ("".join(chr(0x4E00 + n % 20_000) for n in range(300_000)), "one", False),
    ],
)
def test_texts_of_300_kb_are_compared_within_two_seconds(importer, old, new, is_rough):
    began = time.process_time()
    found = compare(old, new)
    seconds = time.process_time() - began
    assert found.is_rough is is_rough and seconds < 2
    article = make_article(importer, text=old + "!")
    for line in LINES[:200]:
        if line in old:
            make_claim(article, line)
    began = time.process_time()
    outlook(article.current, new)
    assert time.process_time() - began < 2


class TestProgram:
    def post(self, by, article, **options):
        return program(by).post(f"/api/v1/articles/{article.uid}/versions/", **options)

    def test_a_version_is_brought_in_and_told(self, article, importer):
        make_claim(article, RISE, touched_at=now())
        told = said(self.post(importer, article, data={"text": NEW, "base": 1}, format="json"), 201)
        assert (told["number"], told["is_new"], told["channel"]) == (2, True, "api")
        assert told["claims"] == {"moved": 0, "changed": 1, "orphaned": 0, "anew": 0}
        again = said(self.post(importer, article, data={"text": NEW}, format="json"))
        assert (again["number"], again["is_new"]) == (2, False)
        listed = said(program(importer).get(f"/api/v1/articles/{article.uid}/versions/"))["results"]
        assert [one["number"] for one in listed] == [2, 1]

    def test_a_file_is_a_version_too(self, article, importer):
        file = SimpleUploadedFile("river.txt", NEW.encode())
        told = said(self.post(importer, article, data={"file": file}, format="multipart"), 201)
        assert told["file_name"] == "river.txt"

    def test_an_old_base_is_refused(self, article, importer):
        tag = program(importer).get(f"/api/v1/articles/{article.uid}/text/").headers["ETag"]
        ok = self.post(importer, article, data={"text": NEW}, format="json", headers={"If-Match": tag})
        assert ok.status_code == 201
        late = {"text": NEW + "More.\n"}
        assert self.post(importer, article, data=late, format="json", headers={"If-Match": tag}).status_code == 412
        told = problem(self.post(importer, article, data=late | {"base": 1}, format="json"), 409, "version_moved")
        assert "brought in version 2" in told["detail"]

    def test_checkers_and_texts_of_others_are_refused(self, article, importer, checker):
        assert self.post(checker, article, data={"text": NEW}, format="json").status_code == 403
        other = make_article(importer)
        problem(self.post(importer, article, data={"text": other.current.text}, format="json"), 409, "text_elsewhere")
        assert self.post(importer, article, data={"text": ""}, format="json").status_code == 400
