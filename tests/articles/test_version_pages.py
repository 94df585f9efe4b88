"""A version's pages: how far its split is, another try, and the file as received."""

import datetime

import pytest
from celery import current_app
from django.urls import reverse

from articles import files
from articles.models import Event, Version
from articles.terms import SplitFailure, SplitState
from tests.factories import make_article, make_claim, now

HTMX = {"HTTP_HX_REQUEST": "true"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def version(importer):
    return make_article(importer).current


def status(client, version, *, seen="", **fields) -> str:
    Version.objects.filter(pk=version.pk).update(**fields)
    answer = client.get(reverse("articles:split_status", args=[version.uid]), {"seen": seen}, **HTMX)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_a_waiting_split_asks_again_every_two_seconds(client, checker, version):
    client.force_login(checker)
    page = status(client, version, split_state=SplitState.QUEUED, split_enqueued_at=now())
    assert "waiting to be split" in page and 'hx-trigger="every 2s"' in page
    assert "make run" not in page and "<noscript>" in page


def test_a_split_nobody_takes_says_how_to_start_a_worker(client, checker, version):
    client.force_login(checker)
    late = now() - datetime.timedelta(seconds=21)
    page = status(client, version, split_state=SplitState.QUEUED, split_enqueued_at=late)
    assert "make run" in page and "python manage.py up" in page


def test_a_split_whose_worker_is_gone_says_that_it_waits(client, checker, version):
    client.force_login(checker)
    page = status(
        client, version, split_state=SplitState.SPLITTING, split_lease_until=now() - datetime.timedelta(seconds=1)
    )
    assert "another begins again by itself" in page and "make run" not in page
    page = status(client, version, split_lease_until=now() + datetime.timedelta(seconds=50))
    assert "begins again" not in page


def test_a_finished_split_tells_its_counts_and_stops_asking(client, checker, version):
    client.force_login(checker)
    make_claim(version.article)
    page = status(client, version, split_state=SplitState.SPLIT)
    assert "0 sentences" in page and "1 claim" in page and "hx-get" not in page
    assert "Show the claims" in page


def test_nothing_new_is_not_said_again(client, checker, version):
    client.force_login(checker)
    assert status(client, version, seen="queued", split_state=SplitState.QUEUED, split_enqueued_at=now()) == "204"
    assert "being split" in status(client, version, seen="queued", split_state=SplitState.SPLITTING)


def test_a_failed_split_says_why_and_offers_another_try_to_importers(client, checker, importer, version):
    client.force_login(checker)
    failed = {"split_state": SplitState.FAILED, "split_reason": SplitFailure.BROKE_OFF}
    page = status(client, version, **failed)
    assert "The splitter broke off" in page and "Try again" not in page
    client.force_login(importer)
    assert "Try again" in status(client, version)


def test_another_try_is_for_importers_by_post(client, checker, importer, version):
    Version.objects.filter(pk=version.pk).update(split_state=SplitState.FAILED)
    path = reverse("articles:split_again", args=[version.uid])
    client.force_login(checker)
    client.post(path)
    assert not Event.objects.exists()
    client.force_login(importer)
    assert client.get(path).status_code == 405
    assert client.post(path).url == reverse("reviews:article", args=[version.article.uid])
    version.refresh_from_db()
    assert version.split_state == SplitState.QUEUED
    client.post(path)
    assert Event.objects.count() == 1


def test_without_htmx_the_status_is_the_article_desk(client, checker, version):
    client.force_login(checker)
    answer = client.get(reverse("articles:split_status", args=[version.uid]))
    assert answer.url == reverse("reviews:article", args=[version.article.uid])


@pytest.mark.parametrize("name", ['a"b;c.html', "Übung – río.txt", "a\u2028b.txt", ""])
def test_the_file_as_received_can_only_be_saved(client, checker, version, name):
    raw = b"<script>alert(1)</script>"
    Version.objects.filter(pk=version.pk).update(file_sha256=files.store(raw), file_name=name)
    client.force_login(checker)
    answer = client.get(reverse("articles:received", args=[version.uid]))
    assert b"".join(answer.streaming_content) == raw
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in answer["Content-Disposition"]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_file_as_received_needs_the_right_to_see_articles(client, django_user_model, version):
    path = reverse("articles:received", args=[version.uid])
    assert "/login/" in client.get(path).url
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(path).status_code == 403


def test_a_file_that_is_gone_is_not_found(client, checker, version):
    client.force_login(checker)
    assert client.get(reverse("articles:received", args=[version.uid])).status_code == 404
