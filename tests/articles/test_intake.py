"""The front door: one article a text, kept as received, whatever the queue does."""

import logging

import pytest
from celery import current_app
from django.db import IntegrityError
from kombu.exceptions import OperationalError

from articles import files
from articles.importers import intake
from articles.importers.base import ArticleDraft, ImportProblem, SourceDraft
from articles.importers.formats import read_article
from articles.importers.intake import Source, import_article
from articles.models import Article, Event, Version
from articles.refusals import Kind, Refusal
from articles.terms import Channel, ImportCode, SourceKind, SplitState
from tests.factories import now

TEXT = "River levels\n\nBy Ola Berg\n\nThe river rose by 40 centimetres in 2019.\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """The jobs that were sent to the queue."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, args)))
    return jobs


@pytest.fixture
def no_queue(monkeypatch):
    def away(*args, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(current_app, "send_task", away)


def bring(by, text=TEXT, **options):
    draft = options.pop("draft", None) or read_article(text.encode(), "river.txt")
    source = Source(by, Channel.UPLOAD, files.store(text.encode()), options.pop("file_name", "river.txt"))
    return import_article(draft, source, **{"now": now()} | options)


def test_an_import_stores_article_version_file_and_event(importer, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        done = bring(importer)
    version = Version.objects.get()
    assert done.is_new and done.article.current == version
    assert (done.article.headline, done.article.byline) == ("River levels", "Ola Berg")
    assert (version.text, version.n_words, version.number) == (TEXT, 13, 1)
    assert (version.channel, version.by, version.file_name) == (Channel.UPLOAD, importer, "river.txt")
    assert files.read_stored(version.file_sha256) == TEXT.encode()
    event = Event.objects.get()
    assert (event.verb, event.actor, event.version, event.data["file_sha256"]) == (
        "import", importer, version, version.file_sha256,
    )  # fmt: skip
    assert sent == [("articles.tasks.split_version", [version.pk])]
    version.refresh_from_db()
    assert version.split_state == SplitState.QUEUED and version.split_enqueued_at is not None


def test_the_same_text_again_gives_the_article_that_has_it(importer, person, sent):
    first = bring(importer)
    again = bring(person("second", "Importer"), text=TEXT.replace("\n", "\r\n"), file_name="other.txt")
    assert not again.is_new
    assert (again.article, again.version) == (first.article, first.version)
    assert Article.objects.count() == Event.objects.count() == 1


def test_a_copy_is_stored_when_it_is_wanted(importer, sent):
    bring(importer)
    copy = bring(importer, allow_copy=True)
    third = bring(importer, allow_copy=True)
    assert copy.is_new and third.is_new
    assert [version.copy_number for version in Version.objects.order_by("pk")] == [0, 1, 2]


def test_two_importers_at_the_same_moment_make_one_article(importer, sent, monkeypatch):
    first = bring(importer)
    look, looks = intake.same_text, []

    def blind_at_first(digest):
        looks.append(digest)
        return look(digest) if len(looks) > 1 else None

    monkeypatch.setattr(intake, "same_text", blind_at_first)
    assert bring(importer).article == first.article
    assert len(looks) == 2 and Version.objects.count() == 1


def test_a_collision_that_is_none_of_the_text_is_told(importer, sent, monkeypatch):
    monkeypatch.setattr(intake, "same_text", lambda digest: None)
    bring(importer)
    with pytest.raises(IntegrityError):
        bring(importer)


@pytest.mark.parametrize("role", ["Fact-checker", "Editor", "Administrator"])
def test_only_importers_import(person, role, sent):
    with pytest.raises(Refusal) as caught:
        bring(person("x", role))
    assert (caught.value.code, caught.value.kind) == ("may_not_import", Kind.FORBIDDEN)
    assert not Article.objects.exists()


def test_a_superuser_without_the_role_does_not_import(root, sent):
    with pytest.raises(Refusal):
        bring(root)


def test_a_queue_that_is_away_loses_nothing(importer, no_queue, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.WARNING), django_capture_on_commit_callbacks(execute=True):
        done = bring(importer)
    done.version.refresh_from_db()
    assert done.version.split_state == SplitState.QUEUED and done.version.split_enqueued_at is None
    assert "The queue cannot be reached" in caplog.text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example/x", "http://", "x" * 30])
def test_an_address_that_is_none_is_refused_with_its_field(importer, url, sent):
    with pytest.raises(Refusal) as caught:
        bring(importer, draft=ArticleDraft(text=TEXT, headline="River", url=url))
    assert (caught.value.code, caught.value.field) == ("bad_address", "url")


def test_a_draft_without_a_headline_is_refused_with_its_field(importer, sent):
    with pytest.raises(Refusal) as caught:
        bring(importer, draft=ArticleDraft(text=TEXT, headline=" \u202e "))
    assert (caught.value.code, caught.value.field) == ("no_headline", "headline")


def test_hostile_fields_are_made_fit_to_store(importer, sent):
    draft = ArticleDraft(
        text="A\0\ud800\r\nb", headline="x\0" * 600, byline="B\n" * 400, notes="n\0", language="e" * 40
    )
    done = bring(importer, draft=draft, file_name="../../\u202e" + "n" * 400 + ".txt")
    article = Article.objects.get(pk=done.article.pk)
    assert len(article.headline) == 500 and len(article.byline) <= 300 and len(article.language) == 12
    assert done.version.text == "A\ufffd\nb"
    assert len(done.version.file_name) == 255 and "/" not in done.version.file_name


def test_a_text_without_words_is_no_article(importer, sent):
    with pytest.raises(ImportProblem) as caught:
        bring(importer, draft=ArticleDraft(text=" \n\t", headline="x"))
    assert caught.value.code is ImportCode.EMPTY


def test_stored_bytes_are_kept_once_and_named_by_their_hash(settings):
    first, again = files.store(b"abc"), files.store(b"abc")
    assert first == again == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    kept = [path for path in settings.FILES_DIR.rglob("*") if path.is_file()]
    assert kept == [settings.FILES_DIR / "ba" / "78" / first]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_a_stored_file_has_no_other_name(name):
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        files.path_of(name)


def test_what_the_author_leans_on_is_kept_at_its_words(importer, sent):
    at = TEXT.index("40 centimetres")
    link = SourceDraft(at, at + 14, SourceKind.LINK, "https://data.example.org/river", "the gauge")
    beyond = SourceDraft(5, len(TEXT) + 1, SourceKind.COMMENT, note="out of the text")
    draft = ArticleDraft(text=TEXT, headline="River levels", sources=(link, beyond))
    version = bring(importer, draft=draft).version
    [source] = version.author_sources.all()
    assert version.text[source.start : source.end] == "40 centimetres"
    assert (source.kind, source.url, source.note) == (SourceKind.LINK, link.url, link.note)
