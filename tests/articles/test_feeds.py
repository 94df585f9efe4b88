"""Feeds that are subscribed to: what is new comes in once, what is changed as a version, what fails says why."""

import datetime

import pytest
from celery import current_app
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from articles import feed_task, feeds, fetching, import_task, tasks
from articles.feeds import Wish
from articles.fetching import Fetched, FetchProblem, Known
from articles.importers import links, pieces
from articles.models import Article, Feed, FeedEntry, FeedStep, Import, ImportRow
from articles.refusals import Refusal
from articles.terms import Channel, FeedState, FetchCode, ImportCode, ImportState, Outcome

AT = "https://river.example.org/feed.xml"
pytestmark = pytest.mark.django_db


def page(title: str, *sentences: str) -> bytes:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    head = f'<html lang="en"><head><title>{title}</title></head>'
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def item(n: int, link: str | None = None, more: str = "", title: str = "") -> str:
    link = f"https://river.example.org/{n}" if link is None else link
    at = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{title or f'River {n}'}</title>{at}<guid isPermaLink='false'>g{n}</guid>"
        f"<pubDate>Mon, {n % 28 + 1:02} Nov 2026 10:00:00 GMT</pubDate>{more}</item>"
    )


def rss(*items: str, title: str = "The River Post") -> bytes:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    head = f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>{title}</title>'
    return f"{head}<link>https://river.example.org/</link>{''.join(items)}</channel></rss>".encode()


def whole(words: str) -> str:
    return f"<content:encoded><![CDATA[{words}]]></content:encoded>"


@pytest.fixture(autouse=True)
def read_here(request, monkeypatch):
    """Read in this process, which saves a second a page, but where a test asks for readers apart."""
    if "_apart_" not in request.node.name:
        monkeypatch.setattr(
            links, "read_pieces", lambda path, name, sha, options: pieces.pieces(path, name, sha, options)
        )
        monkeypatch.setattr(import_task, "read_pieces", _pieces_here)
        monkeypatch.setattr(feed_task, "read_listing", pieces.listing)


def _pieces_here(path, name, sha256, options, skip, on_heads):
    course = pieces.Course(skip, tell=lambda told: on_heads(told["heads"]) if "heads" in told else None)
    return pieces.pieces(path, name, sha256, options, course)


@pytest.fixture(autouse=True)
def web(monkeypatch):
    """What lies at which address, and what was asked for; everything else does not answer."""
    found, asked = {}, []
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)

    def fetch(self, url, *, most_bytes=None, known=None):
        asked.append((url, known))
        what = found.get(url, FetchCode.NO_ANSWER)
        if isinstance(what, FetchProblem):
            raise what
        if isinstance(what, FetchCode):
            raise FetchProblem(what, host="x", limit=5, status=404, port=22)
        if isinstance(what, Fetched):
            return what
        return Fetched(url, "text/html", what, Known('"1"', "Sat, 21 Nov 2026 09:00:00 GMT"))

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    found["asked"] = asked
    for n in range(1, 6):
        told = f"The river rose by {n}0 centimetres in 2019, the water office said on Monday."
        found[f"https://river.example.org/{n}"] = page(f"River {n}", told, "The town built a wall which held.")
    return found


def subscribed(importer, **wish) -> Feed:
    return feeds.subscribe(Wish(AT, **wish), by=importer, now=timezone.now())


def look(feed: Feed) -> Feed:
    """Have the feed looked at as if its time had come, and what it brings be read."""
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now())
    tasks.look_at_feed(feed.pk)
    for job in Import.objects.filter(state=ImportState.WAITING):
        tasks.run_import(job.pk)
    feed.refresh_from_db()
    return feed


def test_what_is_new_becomes_one_import_and_comes_in_once(importer, web):
    web[AT] = rss(item(1, more="<dc:creator>Ola Berg</dc:creator>"), item(2))
    feed = look(subscribed(importer))
    job = Import.objects.get()
    assert (job.channel, job.feed, job.label, job.by, job.state) == (
        Channel.FEED, feed, "The River Post", importer, ImportState.READY,
    )  # fmt: skip
    first, second = job.rows.in_order()
    assert (first.outcome, first.draft["headline"], first.draft["byline"]) == (Outcome.NEW, "River 1", "Ola Berg")
    assert (first.draft["url"], first.draft["published_on"]) == ("https://river.example.org/1", "2026-11-02")
    assert "rose by 10 centimetres" in first.text and second.place == "https://river.example.org/2"
    assert (feed.title, feed.reason, feed.n_failures, feed.state) == ("The River Post", "", 0, FeedState.ON)
    look(feed)
    assert Import.objects.count() == 1
    assert feed.next_at - feed.looked_at == datetime.timedelta(hours=1)
    web[AT] = rss(item(3), item(1, more="<dc:creator>Ola Berg</dc:creator>"), item(2))
    look(feed)
    assert [row.place for row in Import.objects.latest("pk").rows.all()] == ["https://river.example.org/3"]


def test_a_feed_that_has_not_changed_is_asked_for_with_what_it_said_last(importer, web):
    web[AT] = rss(item(1))
    feed = look(subscribed(importer))
    assert (feed.etag, feed.last_modified) == ('"1"', "Sat, 21 Nov 2026 09:00:00 GMT")
    web[AT] = Fetched(AT, "", b"", is_unchanged=True)
    before = feed.looked_at
    look(feed)
    assert web["asked"][-1] == (AT, Known('"1"', "Sat, 21 Nov 2026 09:00:00 GMT"))
    assert feed.looked_at > before and not feed.reason and Import.objects.count() == 1


def test_good_rows_go_in_unasked_where_that_was_wished_and_a_changed_entry_is_a_new_version(importer, web):
    web[AT] = rss(item(1), item(2))
    feed = look(subscribed(importer, stores=True, publisher="The Post", language="en-GB"))
    article = Article.objects.get(headline="River 1")
    assert (article.publisher, article.language, article.current.channel) == ("The Post", "en-GB", Channel.FEED)
    job = Import.objects.get()
    assert (job.state, job.n_stored) == (ImportState.DONE, 2) and job.acknowledged_at
    web["https://river.example.org/1"] = page(
        "River 1", "The river rose by 12 centimetres in 2019, the office said now."
    )
    web[AT] = rss(item(1, more="<description>Corrected.</description>"), item(2))
    look(feed)
    article.refresh_from_db()
    assert article.current.number == 2 and "12 centimetres" in article.current.text
    assert Article.objects.count() == 2 and Import.objects.latest("pk").n_read == 1


def test_an_entry_whose_page_is_not_fetched_stands_with_the_text_that_the_feed_carries(importer, web):
    own = whole('<p>The lake froze on 3 January 2020, <a href="https://lake.example.org/">the office</a> said.</p>')
    web[AT] = rss(item(8, more=own), item(9))
    feed = look(subscribed(importer))
    kept, bad = ImportRow.objects.in_order()
    assert (kept.outcome, kept.draft["url"], kept.draft["headline"]) == (
        Outcome.NEW,
        "https://river.example.org/8",
        "River 8",
    )
    assert "The lake froze" in kept.text and "could not be fetched" in kept.draft["notes"]
    assert (bad.outcome, bad.code) == (Outcome.ERROR, ImportCode.NOT_FETCHED)
    assert not feed.reason


def test_a_page_that_was_not_fetched_is_tried_again_at_the_next_looks_and_then_no_more(importer, web):
    web[AT] = rss(item(9))
    feed = subscribed(importer)
    for _ in range(5):
        look(feed)
    assert Import.objects.count() == 3
    assert FeedEntry.objects.get().n_tries == 3
    web[AT] = rss(item(9), item(1))
    look(feed)
    assert [row.outcome for row in Import.objects.latest("pk").rows.all()] == [Outcome.NEW]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (FetchCode.INNER_ADDRESS, "inside this network"),
        (FetchCode.STATUS, "404"),
        (FetchCode.TOO_BIG, "larger than"),
        (b"<html><body><p>The river rose.</p></body></html>", "is a web page, not a feed"),
        (rss(), "holds nothing"),
    ],
)
def test_a_feed_that_fails_says_why_and_is_asked_less_and_less_often(importer, web, what, said):
    web[AT] = what
    feed = subscribed(importer, every=360)
    waits = []
    for _ in range(4):
        look(feed)
        waits.append((feed.next_at - feed.looked_at) / datetime.timedelta(hours=1))
    assert (said in feed.reason, feed.n_failures, waits) == (True, 4, [6, 12, 24, 24])
    assert not Import.objects.exists() and feed.is_on
    web[AT] = rss(item(1))
    look(feed)
    assert (feed.reason, feed.n_failures, Import.objects.count()) == ("", 0, 1)


def test_many_new_entries_come_in_over_several_looks(importer, web, monkeypatch):
    monkeypatch.setattr(feed_task, "MOST_ENTRIES", 2)
    web[AT] = rss(item(5), item(4), item(3), item(2), item(1))
    feed = subscribed(importer)
    for _ in range(4):
        look(feed)
    assert [job.n_read for job in Import.objects.order_by("pk")] == [2, 2, 1]
    assert ("/5" in ImportRow.objects.order_by("pk")[0].place, feed.etag) == (True, '"1"')


def test_two_sweeps_ask_for_a_feed_once_and_two_workers_look_once(importer, web, monkeypatch):
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args, **options: sent.append((task, args)))
    web[AT] = rss(item(1))
    feed, paused = subscribed(importer), feeds.subscribe(Wish(AT + "?2"), by=importer, now=timezone.now())
    feeds.pause(paused, by=importer, now=timezone.now())
    now = timezone.now()
    assert (feed_task.sweep_feeds(now), feed_task.sweep_feeds(now)) == (1, 0)
    assert sent == [(feed_task.LOOK_TASK, [feed.pk])]
    tasks.look_at_feed(feed.pk)
    tasks.look_at_feed(feed.pk)
    assert len(web["asked"]) == 1 and Import.objects.count() == 1
    tasks.sweep_feeds()
    assert [task for task, _ in sent].count(feed_task.LOOK_TASK) == 1


def test_a_look_that_died_is_taken_up_once_its_lease_is_over(importer, web):
    web[AT] = rss(item(1))
    feed = subscribed(importer)
    dead = feed_task._take(feed.pk)
    assert feed_task._take(feed.pk) is None and feed_task.sweep_feeds(timezone.now()) == 0
    later = timezone.now() + datetime.timedelta(minutes=6)
    assert feed_task.sweep_feeds(later) == 1
    Feed.objects.update(lease_until=None)
    look(feed)
    with pytest.raises(feed_task.Lost):
        feed_task._rest(dead, timezone.now())
    assert Import.objects.count() == 1


def test_what_a_look_saw_counts_no_more_once_the_feed_was_paused(importer, web):
    web[AT] = rss(item(1))
    feed = subscribed(importer)
    taken = feed_task._take(feed.pk)
    seen = feed_task._look(taken)
    feeds.pause(feed, by=importer, now=timezone.now())
    with pytest.raises(feed_task.Lost):
        feed_task._bring(taken, seen, timezone.now())
    assert not Import.objects.exists() and not FeedEntry.objects.exists()


def test_a_feed_of_somebody_who_may_not_import_any_more_waits_for_another(importer, person, web):
    web[AT] = rss(item(1))
    feed = subscribed(importer)
    importer.groups.clear()
    look(feed)
    assert "Resume it in your own name" in feed.reason and not Import.objects.exists()
    other = person("other", "Importer")
    feeds.resume(feed, by=other, now=timezone.now())
    look(feed)
    assert (feed.reason, Import.objects.get().by) == ("", other)


def test_verbs_are_for_importers_only_and_refuse_what_does_not_fit(importer, checker, web):
    feed = subscribed(importer)
    now = timezone.now()
    for verb in (
        lambda: feeds.subscribe(Wish(AT), by=checker, now=now),
        lambda: feeds.change(feed, Wish(AT), by=checker, now=now),
        lambda: feeds.look_now(feed, by=checker, now=now),
        lambda: feeds.pause(feed, by=checker, now=timezone.now()),
        lambda: feeds.resume(feed, by=checker, now=now),
        lambda: feeds.unsubscribe(feed, by=checker, now=now),
    ):
        with pytest.raises(Refusal) as caught:
            verb()
        assert caught.value.code == "may_not_import"
    with pytest.raises(Refusal) as caught:
        feeds.subscribe(Wish("http://www.River.example.org/feed.xml#top"), by=importer, now=now)
    assert caught.value.code == "feed_here" and "Ines" in caught.value.words
    for address in ("javascript:alert(1)", "file:///etc/passwd", "feed://x", ""):
        with pytest.raises(Refusal) as caught:
            feeds.subscribe(Wish(address), by=importer, now=now)
        assert (caught.value.code, caught.value.field) == ("bad_address", "address")
    feeds.pause(feed, by=importer, now=timezone.now())
    with pytest.raises(Refusal) as caught:
        feeds.look_now(feed, by=importer, now=now)
    assert caught.value.code == "feed_paused"


def test_a_feed_that_was_unsubscribed_goes_on_from_what_was_seen(importer, web):
    web[AT] = rss(item(1))
    feed = look(subscribed(importer))
    feeds.unsubscribe(feed, by=importer, now=timezone.now())
    feed.refresh_from_db()
    assert (feed.state, Feed.objects.subscribed().count()) == (FeedState.LEFT, 0)
    tasks.look_at_feed(feed.pk)
    again = subscribed(importer, every=15)
    assert (again.pk, again.state, again.every) == (feed.pk, FeedState.ON, 15)
    look(again)
    assert Import.objects.count() == 1


def test_another_address_is_looked_at_at_once_and_another_pace_counts_from_the_last_look(importer, web):
    web[AT], web[AT + "?all"] = rss(item(1)), rss(item(1), item(2))
    feed = look(subscribed(importer))
    feeds.change(feed, Wish(AT, every=15, title="Mine"), by=importer, now=timezone.now())
    feed.refresh_from_db()
    assert (feed.title, feed.next_at - feed.looked_at) == ("Mine", datetime.timedelta(minutes=15))
    feeds.change(feed, Wish(AT + "?all"), by=importer, now=timezone.now())
    feed.refresh_from_db()
    assert feed.etag == "" and feed.next_at <= timezone.now()
    tasks.look_at_feed(feed.pk)
    assert [job.options["entries"].__len__() for job in Import.objects.order_by("pk")] == [1, 1]


def test_a_look_reads_apart_in_processes_of_their_own(importer, web):
    web[AT] = rss(item(1))
    look(subscribed(importer))
    assert ImportRow.objects.get().outcome == Outcome.NEW


def steps_of(feed: Feed) -> list[tuple[str, str | None]]:
    steps = FeedStep.objects.filter(feed=feed).order_by("pk").select_related("actor")
    return [(step.verb, str(step.actor) if step.actor else None) for step in steps]


def test_what_people_did_with_a_feed_stays_in_its_history(importer, checker, web):
    now = timezone.now()
    feed = subscribed(importer)
    feeds.change(feed, Wish(AT, "River", every=15), by=importer, now=now)
    feed.refresh_from_db()
    feeds.change(feed, Wish(AT, "River", every=15), by=importer, now=now)  # nothing is different
    feeds.pause(feed, by=importer, now=now)
    feeds.pause(feed, by=importer, now=now)
    feeds.resume(feed, by=importer, now=now)
    feeds.resume(feed, by=importer, now=now)
    feeds.look_now(feed, by=importer, now=now)
    feeds.unsubscribe(feed, by=importer, now=now)
    subscribed(importer)
    verbs = ["subscribe", "change", "pause", "resume", "look", "unsubscribe", "subscribe"]
    assert steps_of(feed) == [(verb, str(importer)) for verb in verbs]
    assert FeedStep.objects.get(verb="change").data == {"title": ["", "River"], "every": [60, 15]}
    with pytest.raises(DatabaseError), transaction.atomic():
        FeedStep.objects.filter(feed=feed).delete()
    with pytest.raises(Refusal):
        feeds.pause(feed, by=checker, now=now)
    assert len(steps_of(feed)) == len(verbs)


def test_failing_is_told_once_a_reason_and_so_is_being_well_again(importer, web):
    feed = look(subscribed(importer))
    look(feed)
    web[AT] = FetchCode.TOO_SLOW
    look(feed)
    web[AT] = rss(item(1, link=""))
    look(feed)
    look(feed)
    assert [verb for verb, who in steps_of(feed) if who is None] == ["fail", "fail", "recover"]
    assert "does not answer" in FeedStep.objects.filter(verb="fail").earliest("pk").reason


@pytest.mark.parametrize(("asked", "minutes"), [(0, 60), (600, 60), (7200, 120), (10**8, 24 * 60)])
def test_a_server_that_asks_to_be_left_alone_is_for_a_day_at_most(importer, web, asked, minutes):
    web[AT] = FetchProblem(FetchCode.STATUS, retry_after=asked, status=503)
    feed = look(subscribed(importer))
    assert feed.next_at - feed.looked_at == datetime.timedelta(minutes=minutes)


def test_a_feed_that_is_gone_for_good_is_switched_off_and_says_why(importer, web, client):
    web[AT] = FetchProblem(FetchCode.STATUS, status=410)
    feed = look(subscribed(importer))
    assert (feed.is_on, feed.state, feed.lease_until) == (False, FeedState.PAUSED, None)
    assert "gone for good" in feed.reason
    assert steps_of(feed)[-1] == ("gone", None)
    client.force_login(importer)
    shown = client.get(reverse("articles:feed", args=[feed.uid])).content.decode()
    assert shown.count("gone for good (410)") == 2 and "History" in shown and "Resume" in shown
    web[AT] = rss(item(1, link=""))
    feeds.resume(feed, by=importer, now=timezone.now())
    feed = look(feed)
    assert (feed.is_on, feed.reason) == (True, "")
