"""The admin's tables of articles: to look at, for nobody to change, and cheap however long they are."""

import pytest
from celery import current_app
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles import files
from articles.importers.formats import read_article
from articles.importers.intake import Source, import_article
from articles.models import Article, Claim, Event, Version
from articles.terms import Channel
from tests.factories import make_claim

TABLES = [Article, Version, Claim, Event]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def articles(importer):
    for number in range(12):
        text = f"River {number}\n\nThe river rose by {number} centimetres.\n"
        draft = read_article(text.encode())
        source = Source(importer, Channel.PASTE, files.store(text.encode()), "r.txt")
        done = import_article(draft, source, now=timezone.now())
        make_claim(done.article, f"The river rose by {number} centimetres.")
    return Article.objects.order_by("pk")


def address(model, page, *args):
    return reverse(f"admin:articles_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", TABLES)
def test_a_list_reads_a_bounded_number_of_times_and_no_text(
    client, checker, articles, model, django_assert_max_num_queries
):
    client.force_login(checker)
    client.get(address(model, "changelist"))
    with django_assert_max_num_queries(9) as asked:
        assert client.get(address(model, "changelist")).status_code == 200
    assert not any('"articles_version"."text"' in query["sql"] for query in asked.captured_queries)


@pytest.mark.parametrize("model", TABLES)
def test_a_row_is_shown_and_cannot_be_changed_by_anybody(client, checker, root, editor, articles, model):
    row = model.objects.order_by("pk").first()
    for person in (checker, editor):
        client.force_login(person)
        page = client.get(address(model, "change", row.pk))
        assert page.status_code == 200
        assert b'name="_save"' not in page.content
        assert client.post(address(model, "change", row.pk), {}).status_code == 403
        assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    client.force_login(root)
    assert client.post(address(model, "change", row.pk), {}).status_code == 403
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", TABLES)
def test_no_table_has_actions_or_counts_everything(model, rf, root):
    table = admin.site._registry[model]
    request = rf.get("/")
    request.user = root
    assert table.get_actions(request) == {}
    assert table.show_full_result_count is False


def test_add_article_is_the_import_page_for_importers_alone(client, importer, checker, articles):
    client.force_login(importer)
    assert b"Import articles" in client.get(address(Article, "add")).content
    for model in (Version, Claim, Event):
        assert client.get(address(model, "add")).status_code == 403
    client.force_login(checker)
    assert client.get(address(Article, "add")).status_code == 403


def test_where_an_article_came_from_is_on_its_page(client, checker, articles):
    client.force_login(checker)
    article = articles.first()
    for page in (address(Article, "change", article.pk), address(Version, "change", article.current.pk)):
        shown = client.get(page).content.decode()
        assert "Ines" in shown and "pasted" in shown and article.current.file_sha256 in shown
        assert reverse("articles:received", args=[article.current.uid]) in shown


def test_hostile_names_are_escaped_in_the_tables(client, checker, articles):
    Article.objects.update(headline="<script>alert(1)</script>")
    Claim.objects.update(statement="<img src=x onerror=alert(1)>")
    Version.objects.update(file_name="<b>.txt")
    client.force_login(checker)
    for model in TABLES:
        for path in (address(model, "changelist"), address(model, "change", model.objects.order_by("pk").first().pk)):
            shown = client.get(path).content.decode()
            assert "<script>alert(1)" not in shown and "<img src=x" not in shown and "<b>.txt" not in shown
