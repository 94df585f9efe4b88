"""A new version that changed judged words is told to those who judged them, once."""

import datetime

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from articles import files
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.terms import Channel
from reviews import tasks
from reviews.models import Draft, Notification, Review
from reviews.source_changes import tell_source_changes
from tests.factories import draft_payload, make_article, make_claim, submitted

pytestmark = pytest.mark.django_db
RISE, WALL = "The river rose by 40 centimetres in 2019.", "The town spent 2.1 million crowns on the wall."
TEXT = f"River levels\n\n{RISE} {WALL} It was sunny then.\n"


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def article(importer, scales):
    return make_article(importer, text=TEXT)


@pytest.fixture
def claims(article):
    return [make_claim(article, words, touched_at=timezone.now()) for words in (RISE, WALL)]


def bring(article, importer, text):
    draft = ArticleDraft(text=text, headline="", media_type="text/plain")
    source = Source(importer, Channel.PASTE, files.store(text.encode()))
    article.refresh_from_db()
    return add_version(article, draft, source, now=timezone.now()).version


def told():
    return [(n.person.username, str(n.news)) for n in Notification.objects.order_by("pk") if n.news == "source_changed"]


def test_those_who_judged_the_words_are_told_once(client, article, claims, importer, checker, checker2):
    for claim in claims:
        submitted(claim, checker)
    tell_source_changes(timezone.now())
    assert told() == []
    bring(article, importer, TEXT.replace("40", "45").replace(WALL, "Nobody knows."))
    for _ in range(2):
        tasks.tell_source_changes()
    assert told() == [("checker", "source_changed")]
    client.force_login(checker)
    page = client.get(reverse("reviews:notifications")).content.decode()
    assert "A new version changed words that you judged" in page
    row = Notification.objects.get(news="source_changed")
    opened = client.get(reverse("reviews:notification", args=[row.uid]))
    assert opened.url == reverse("reviews:article", args=[article.uid])
    bring(article, importer, TEXT.replace("40", "47"))
    tell_source_changes(timezone.now())
    assert len(told()) == 2


def test_nobody_is_told_of_words_that_stand_or_read_as_suggested(article, claims, importer, checker):
    higher = RISE.replace("40", "45")
    review = Review.begin(claims[0], by=checker, now=timezone.now())
    draft = draft_payload(suggested_wording=higher)
    Draft.store(review, draft, by=checker, base_rev=0, now=timezone.now())
    review.submit(by=checker, now=timezone.now())
    bring(article, importer, TEXT.replace(RISE, higher).replace(WALL, "The wall cost much."))
    tell_source_changes(timezone.now())
    assert told() == []


def test_old_versions_are_not_looked_at_and_it_takes_few_queries(
    article, claims, importer, checker, django_assert_max_num_queries
):
    submitted(claims[0], checker)
    bring(article, importer, TEXT.replace("40", "45"))
    with django_assert_max_num_queries(1):
        tell_source_changes(timezone.now() + datetime.timedelta(days=2))
    assert told() == []
    with django_assert_max_num_queries(12):
        tell_source_changes(timezone.now())
    assert told() == [("checker", "source_changed")]
