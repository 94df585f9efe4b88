"""Several people, sweeps or workers with the same feed at the same moment."""

import pytest
from celery import current_app
from django.utils import timezone

from articles import feed_task, feeds, fetching, tasks
from articles.feeds import Wish
from articles.fetching import Fetched
from articles.importers import pieces
from articles.models import Feed, FeedEntry, Import
from articles.refusals import Refusal
from tests.at_once import at_once

AT = "https://river.example.org/feed.xml"
FEED = b"""<rss version="2.0"><channel><title>The River Post</title>
<item><title>River</title><link>https://river.example.org/1</link></item></channel></rss>"""
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """The jobs that were sent to the queue; the feed answers, and is read in this process."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, *args)))
    monkeypatch.setattr(fetching.Fetcher, "fetch", lambda self, url, **options: Fetched(url, "text/xml", FEED))
    monkeypatch.setattr(feed_task, "read_listing", pieces.listing)
    return jobs


def subscribe(importer) -> Feed | str:
    try:
        return feeds.subscribe(Wish(AT), by=importer, now=timezone.now())
    except Refusal as refusal:
        return refusal.code


def test_a_feed_subscribed_to_at_the_same_moment_is_here_once(importer):
    done = at_once(*[lambda: subscribe(importer)] * 4)
    assert Feed.objects.count() == 1 and done.count("feed_here") == 3


def test_one_of_several_sweeps_asks_and_one_of_several_workers_looks(importer, sent):
    feed = subscribe(importer)
    Feed.objects.update(enqueued_at=None)
    sent.clear()
    at_once(*[tasks.sweep_feeds] * 4)
    assert sent == [("articles.tasks.look_at_feed", feed.pk)]
    at_once(*[lambda: tasks.look_at_feed(feed.pk)] * 4)
    feed.refresh_from_db()
    assert (feed.fence, Import.objects.count(), FeedEntry.objects.count()) == (1, 1, 1)
    assert feed.reason == "" and feed.lease_until is None


def test_a_feed_paused_while_it_is_looked_at_stays_paused(importer):
    feed = subscribe(importer)
    at_once(lambda: tasks.look_at_feed(feed.pk), lambda: feeds.pause(feed, by=importer, now=timezone.now()))
    feed.refresh_from_db()
    assert (feed.is_on, feed.lease_until) == (False, None)
    assert Import.objects.count() == FeedEntry.objects.count() == (feed.looked_at is not None)
