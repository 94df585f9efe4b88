"""The import pages: hand in, look over, store; every no says why and keeps what was typed."""

import datetime
import re

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles import files, tasks
from articles.models import Article, Import, Upload, Version
from articles.terms import Channel

TEXT = "River levels\n\nBy Ola Berg\n\nThe Courier, May 3, 2024\n\nThe river rose by 40 centimetres in 2019.\n"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def page(client, importer):
    client.force_login(importer)
    return client


def add(client, **data):
    """What the browser gets when it hands something in; an import of one row leads on to that row."""
    answer = client.post(reverse("admin:articles_article_add"), data)
    if answer.status_code != 302:
        return answer
    tasks.run_import(Import.objects.latest("pk").pk)
    return client.get(answer.url)


def typed(**fields):
    return {"headline": "River levels", "byline": "", "publisher": "", "published_on": "", "url": "", "language": "en",
            "deadline_at": "", "notes": ""} | fields  # fmt: skip


def words_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_paste_is_looked_over_and_then_stored(page, importer):
    answer = add(page, how="paste", text=TEXT)
    job = Import.objects.get()
    assert job.label == "River levels"
    assert answer.url == reverse("articles:import_row", args=[job.uid, 0])
    shown = page.get(answer.url)
    assert shown.context["form"].initial["headline"] == "River levels"
    assert shown.context["form"].initial["published_on"] == datetime.date(2024, 5, 3)
    assert 'value="2024-05-03"' in words_of(shown) and "The river rose by 40" in words_of(shown)
    assert not Article.objects.exists()
    stored = page.post(answer.url, typed(headline="River levels again", deadline_at="2026-12-01T09:30", notes="soon"))
    article = Article.objects.get()
    assert stored.url == reverse("reviews:article", args=[article.uid])
    assert (article.headline, article.byline, article.notes, article.published_on) == (
        "River levels again", "", "soon", None,
    )  # fmt: skip
    assert article.deadline_at == datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.UTC)
    assert article.current.channel == Channel.PASTE and article.current.text == TEXT


def test_a_file_is_kept_as_it_came(page):
    raw = TEXT.replace("\n", "\r\n").encode("utf-16")
    answer = add(page, how="file", file=SimpleUploadedFile("ri<b>ver\u202e.txt", raw))
    shown = words_of(page.get(answer.url))
    assert "ri&lt;b&gt;ver.txt" in shown and "<b>ver" not in shown
    page.post(answer.url, typed())
    version = Version.objects.get()
    assert (version.channel, version.file_name, version.text) == (Channel.UPLOAD, "ri<b>ver.txt", TEXT)
    assert files.read_stored(version.file_sha256) == raw


def test_the_button_pressed_twice_makes_one_article(page):
    address = add(page, how="paste", text=TEXT).url
    first, second = page.post(address, typed()), page.post(address, typed(allow_copy="on"))
    assert first.url == second.url
    assert Article.objects.count() == 1
    assert page.get(address).url == first.url


def test_the_same_text_is_shown_and_stored_again_only_when_wanted(page):
    page.post(add(page, how="paste", text=TEXT).url, typed())
    first = Article.objects.get()
    address = add(page, how="paste", text=TEXT.replace("\n", "\r\n")).url
    shown = words_of(page.get(address))
    assert "The same text is here already." in shown and reverse("reviews:article", args=[first.uid]) in shown
    again = page.post(address, typed(notes="kept as typed"))
    assert again.status_code == 200 and "kept as typed" in words_of(again)
    assert Article.objects.count() == 1
    page.post(address, typed(allow_copy="on"))
    assert sorted(Version.objects.values_list("copy_number", flat=True)) == [0, 1]


def test_what_the_text_does_not_say_is_called_unknown(page):
    address = add(page, how="paste", text="Some headline\n\n" + "The river rose again. " * 20).url
    assert words_of(page.get(address)).count("Unknown: the text does not say.") == 4


@pytest.mark.parametrize(
    ("data", "field", "said"),
    [
        ({"how": "paste", "text": ""}, "text", "Paste the article"),
        ({"how": "paste", "text": " \n\t\0"}, "text", "Paste the article"),
        ({"how": "file"}, "file", "Choose the file"),
        ({}, "text", "Paste the article"),
        ({"how": "file", "file": SimpleUploadedFile("a.txt", b"")}, "file", "There is no text in “a.txt”."),
        ({"how": "paste", "text": "a" * 2_000_001}, "text", "at most 2000000 characters"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(page, data, field, said):
    answer = add(page, **data)
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors[field])
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.txt", b"%PDF-1.7", "“a.txt” is a damaged PDF"),
        ("a.html", b"\x01\x02" * 99, "“a.html” is not text"),
        ("b.md", b"a" * 26 * 2**20, "“b.md” has 26.0 MB"),
    ],
)
def test_a_file_that_cannot_be_read_has_a_page_that_says_why(page, name, raw, said):
    answer = page.get(add(page, how="file", file=SimpleUploadedFile(name, raw)).url)
    assert said in words_of(answer) and "Bring it in another way" in words_of(answer)
    assert not Article.objects.exists()


def test_a_paste_that_cannot_be_read_is_not_lost(page):
    answer = page.get(add(page, how="paste", text="<!doctype html><title>x</title><script>alert(1)</script>").url)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in words_of(answer)
    assert "holds no article text" in words_of(answer)


def test_a_file_is_taken_where_the_choice_was_not_made(page):
    assert add(page, file=SimpleUploadedFile("river.txt", TEXT.encode())).status_code == 302
    assert Upload.objects.get().channel == Channel.UPLOAD


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"headline": " "}, "headline"),
        ({"headline": "\u202e"}, "headline"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"published_on": "yesterday"}, "published_on"),
        ({"deadline_at": "soon"}, "deadline_at"),
        ({"headline": "x" * 501}, "headline"),
    ],
)
def test_a_wrong_field_is_said_and_the_rest_kept(page, fields, name):
    address = add(page, how="paste", text=TEXT).url
    answer = page.post(address, typed(byline="Somebody Else") | fields)
    assert answer.status_code == 200 and name in answer.context["form"].errors
    assert 'value="Somebody Else"' in words_of(answer)
    assert not Article.objects.exists()


def test_the_preview_is_cut_and_escaped(page):
    address = add(page, how="paste", text="Title\n\n<img src=x onerror=alert(1)> " + "word " * 1_000).url
    answer = page.get(address)
    assert len(answer.context["preview"]) == 1_500
    assert "<img src=x" not in words_of(answer)


def test_importers_go_on_with_one_anothers_imports(page, client, person):
    address = add(page, how="paste", text=TEXT).url
    client.force_login(person("other", "Importer"))
    assert client.get(address).status_code == 200
    client.post(address, typed())
    assert Version.objects.get().by.username == "other"


@pytest.mark.parametrize("role", ["Fact-checker", "Editor", "Administrator"])
def test_only_importers_see_the_import_pages(client, importer, person, role):
    client.force_login(importer)
    address = add(client, how="paste", text=TEXT).url
    client.force_login(person("x", role))
    for path in (address, reverse("admin:articles_article_add")):
        assert client.get(path).status_code == 403
        assert client.post(path, {"how": "paste", "text": TEXT}).status_code == 403
    assert Upload.objects.count() == 1


def test_somebody_unknown_is_sent_to_log_in(client):
    assert "/login/" in client.get(reverse("admin:articles_article_add")).url


def test_a_file_that_is_gone_is_said(page):
    answer = page.post(reverse("admin:articles_article_add"), {"file": SimpleUploadedFile("a.html", b"<html><p>x")})
    job = Import.objects.get()
    files.path_of(Upload.objects.get().file_sha256).unlink()
    tasks.run_import(job.pk)
    assert "is not in the data folder any more" in words_of(page.get(answer.url, follow=True))


@pytest.mark.parametrize("deadline", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_a_deadline_that_no_time_zone_can_show_is_refused(page, importer, deadline):
    importer.time_zone = "Asia/Tokyo" if deadline.startswith("0") else "America/New_York"
    importer.save()
    answer = page.post(add(page, how="paste", text=TEXT).url, typed(deadline_at=deadline))
    assert answer.status_code == 200 and "between the years" in words_of(answer)
    assert not Article.objects.exists()


def test_a_sheet_whose_text_column_is_not_known_asks_for_it_there_and_then(page):
    sheet = b"Kop,Brod\nOld mill,The old mill in Tarn was closed in 1987 after 112 years.\n"
    shown = add(page, how="file", file=SimpleUploadedFile("mills.csv", sheet))
    job = Import.objects.get()
    assert shown.status_code == 200 and 'id="which-column" open' in words_of(shown)
    assert "Say which column holds the articles’ text" in words_of(shown) and "cannot go in" not in words_of(shown)
    assert 'value="choose"' not in words_of(shown)  # nothing to be ticked
    row = words_of(page.get(reverse("articles:import_row", args=[job.uid, 0])))
    assert f'href="{reverse("articles:import", args=[job.uid])}#which-column"' in row
    fields = {field.name: "" for field in shown.context["columns"]}
    chosen = dict(zip(("headline", "text"), job.options["heads"], strict=True))
    page.post(reverse("articles:import_columns", args=[job.uid]), fields | chosen)
    tasks.run_import(job.pk)
    told = page.get(page.get(reverse("articles:import", args=[job.uid])).url)
    assert told.context["form"].initial["headline"] == "Old mill" and "closed in 1987" in words_of(told)


def test_a_row_that_lacks_something_else_shows_what_came_and_no_columns(page):
    sheet = b"Headline,Text,Published on\nOld mill,The old mill was closed in 1987.,31/31/2024\n"
    shown = add(page, how="file", file=SimpleUploadedFile("mills.csv", sheet))
    told = words_of(page.get(shown.url))
    assert "31/31/2024" in told and "The row as it came" in told and "which-column" not in told
    assert reverse("articles:import", args=[Import.objects.get().uid]) not in told  # it would lead back here
