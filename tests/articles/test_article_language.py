"""The language of an article: declared, told from its words, or chosen; and the split that goes by it."""

import json
from io import StringIO

import pytest
from celery import current_app
from django.core.management import call_command
from django.urls import reverse

from articles import tasks
from articles.importers import html
from articles.importers.formats import read_article
from articles.importers.language import language_of
from articles.models import Article, Import
from tests.articles.other_languages import ARTICLES

GERMAN = ARTICLES["de"]
ENGLISH = "The council said on Monday that it had sold the old harbour to a firm that nobody in the town had met. " * 3


def page(body: str, language: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    return f"<!doctype html><html lang={language!r}><head><title>T</title></head><body><article>{paragraphs}</article>"


@pytest.mark.parametrize(
    ("text", "declared", "wanted"),
    [
        (GERMAN, "", "de"),
        (GERMAN, "de-AT", "de-AT"),
        (GERMAN, "en-US", "de"),
        (GERMAN, "nl", "nl"),
        (ENGLISH, "", "en"),
        (ENGLISH, "en-GB", "en-GB"),
        (ENGLISH, "de", "en"),
        ("Kurz.", "", "en"),
        ("Kurz.", "de", "de"),
        ("Kurz.", "german", "en"),
    ],
)
def test_a_declared_language_holds_unless_the_words_are_surely_english_or_surely_not(text, declared, wanted):
    assert language_of(text, declared) == wanted


def test_a_page_is_in_the_language_it_declares():
    assert html.read(page(GERMAN, "de-AT")).language == "de-AT"
    assert html.read(page(GERMAN, "en")).language == "de"


def test_plain_text_is_in_the_language_of_its_words():
    draft = read_article(GERMAN.encode())
    assert (draft.language, draft.byline) == ("de", "Karin Holm und Peter Brandt")
    assert draft.headline == "Stadt verkauft das alte Hafenbad"
    assert read_article(ENGLISH.encode()).language == "en"


def test_front_matter_names_the_language():
    assert read_article(b"---\ntitle: Kurz\nlang: de-CH\n---\n\nEin Satz.\n", "a.md").language == "de-CH"
    assert read_article(b"---\ntitle: Short\nlanguage: English\n---\n\nA sentence.\n", "a.md").language == "en"


@pytest.fixture
def check_page(client, importer, monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)
    client.force_login(importer)
    client.post(reverse("admin:articles_article_add"), {"how": "paste", "text": GERMAN})
    return reverse("articles:import_row", args=[Import.objects.get().uid, 0])


def typed(**fields):
    return {"headline": "Hafenbad", "byline": "", "publisher": "", "published_on": "", "url": ""} | fields


@pytest.mark.django_db
@pytest.mark.parametrize(("chosen", "stored"), [("", "de"), ("nl", "nl"), ("en", "en")])
def test_the_language_is_automatic_or_chosen(client, check_page, chosen, stored):
    assert "Automatic: German" in client.get(check_page).content.decode()
    client.post(check_page, typed(language=chosen))
    assert Article.objects.get().language == stored


@pytest.mark.django_db
def test_a_language_that_is_not_in_the_list_is_sent_back(client, check_page):
    assert client.post(check_page, typed(language="klingon")).status_code == 200
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_split_goes_by_the_language_of_the_article(client, check_page):
    client.post(check_page, typed(language=""))
    version = Article.objects.get().current
    tasks.split_version(version.pk)
    cost = next(claim for claim in version.article.claims.all() if claim.statement.startswith("Die Stadt Nordhafen"))
    assert cost.statement.endswith("wie das Rathaus am Dienstag mitteilte.")
    said = {claim.claimant for claim in version.article.claims.all()}
    assert said == {version.article.own_voice(), "die Bürgermeisterin"}


def test_split_text_takes_a_language(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Voir l’art. 12 du règlement. Il date de 1998.", encoding="utf-8")
    counts = []
    for options in ([], ["--language", "fr"]):
        out = StringIO()
        call_command("split_text", str(file), "--format", "json", *options, stdout=out)
        counts.append(len(json.loads(out.getvalue())["sentences"]))
    assert counts[1] == 2
