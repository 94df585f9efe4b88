"""The pages and the API of feeds: subscribe, see how each is and what it brought, look now, pause, leave."""

import datetime

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from articles import feeds, fetching, tasks
from articles.feeds import Wish
from articles.fetching import Fetched, FetchProblem
from articles.models import Feed, Import, ImportRow
from articles.terms import Channel, FetchCode, ImportCode
from tests.programs import problem, program, said

AT = "https://river.example.org/feed.xml"
FEED = b"""<rss version="2.0"><channel><title>The River Post</title>
<item><title>River</title><link>https://river.example.org/1</link></item></channel></rss>"""
API = "/api/v1/feeds/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """The jobs that were sent to the queue; none runs by itself."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, *args)))
    return jobs


@pytest.fixture
def feed(importer):
    return feeds.subscribe(Wish(AT, title="The River Post"), by=importer, now=timezone.now())


def brought(feed, importer, n_read=2) -> Import:
    return Import.objects.create(
        feed=feed, by=importer, channel=Channel.FEED, label=feed.title, state="done", is_read=True, n_read=n_read
    )


def failing(feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(
        reason="The server answers 404.", n_failures=3, looked_at=timezone.now(), next_at=timezone.now()
    )


def test_a_person_subscribes_and_sees_how_the_feed_is(client, importer, sent, django_capture_on_commit_callbacks):
    client.force_login(importer)
    form = client.get(reverse("articles:new_feed"), {"address": AT})
    assert f'value="{AT}"' in form.content.decode()
    wish = {"address": f" {AT} ", "every": "15", "stores": "on", "publisher": "Post", "language": "en", "title": ""}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("articles:new_feed"), wish)
    feed = Feed.objects.get()
    assert (feed.address, feed.every, feed.stores, feed.publisher, feed.by) == (AT, 15, True, "Post", importer)
    assert sent == [("articles.tasks.look_at_feed", feed.pk)]
    shown = client.get(answer.url).content.decode()
    assert "being looked at for the first time" in shown and "every 15 minutes" in shown
    again = client.post(reverse("articles:new_feed"), wish)
    assert "Ines subscribed to this feed already" in str(again.context["form"].errors["address"])
    bad = client.post(reverse("articles:new_feed"), wish | {"address": "javascript:alert(1)", "every": "7"})
    assert {"address", "every"} == bad.context["form"].errors.keys()


def test_the_list_shows_state_failure_and_what_came_with_few_reads(
    client, importer, feed, django_assert_max_num_queries
):
    client.force_login(importer)
    jobs = [brought(feed, importer) for _ in range(5)]
    failing(feed)
    for n in range(20):
        one = feeds.subscribe(Wish(f"{AT}?{n}", title=f"<b>{n}</b>"), by=importer, now=timezone.now())
        brought(one, importer)
    feeds.unsubscribe(one, by=importer, now=timezone.now())
    with django_assert_max_num_queries(14):
        page = client.get(reverse("articles:feeds")).content.decode()
    assert "The server answers 404." in page and "&lt;b&gt;3&lt;/b&gt;" in page and "<b>3</b>" not in page
    assert [reverse("articles:import", args=[job.uid]) in page for job in jobs] == [False, False, True, True, True]
    assert reverse("articles:feed", args=[one.uid]) not in page
    assert "Subscribe again" in client.get(reverse("articles:feeds"), {"all": ""}).content.decode()


def test_a_long_list_goes_on_by_next(client, importer, monkeypatch):
    monkeypatch.setattr("articles.views.feeds.FEEDS_SHOWN", 2)
    client.force_login(importer)
    for n in range(5):
        feeds.subscribe(Wish(f"{AT}?{n}", title=f"Feed {n // 2}"), by=importer, now=timezone.now())
    seen, after = [], ""
    for _ in range(3):
        answer = client.get(reverse("articles:feeds"), {"after": after})
        seen += [feed.address for feed, _ in answer.context["feeds"]]
        after = answer.context["next"] or ""
    assert seen == [f"{AT}?{n}" for n in range(5)] and not after
    assert client.get(reverse("articles:feeds"), {"after": "x\0"}).status_code == 200


def test_a_feed_that_fails_stands_on_the_page_of_imports_with_its_reason_until_it_is_well(client, importer, feed):
    client.force_login(importer)
    failing(feed)
    page = client.get(reverse("articles:jobs")).content.decode()
    assert "The server answers 404." in page and "Look now" in page
    assert "failed 3 times in a row" in client.get(reverse("articles:feed", args=[feed.uid])).content.decode()
    feeds.pause(feed, by=importer, now=timezone.now())
    assert "The server answers 404." not in client.get(reverse("articles:jobs")).content.decode()


def test_every_button_does_what_it_says(client, importer, feed, sent, django_capture_on_commit_callbacks):
    client.force_login(importer)
    act = reverse("articles:feed_act", args=[feed.uid])
    Feed.objects.update(next_at=timezone.now() + datetime.timedelta(hours=1))

    def press(do: str) -> Feed:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(act, {"do": do})
        feed.refresh_from_db()
        return feed

    assert press("look").next_at <= timezone.now() and sent[-1] == ("articles.tasks.look_at_feed", feed.pk)
    assert press("pause").state == "paused"
    assert "paused" in client.post(act, {"do": "look"}, follow=True).content.decode()
    assert press("resume").state == "on"
    assert press("unsubscribe").state == "left"
    assert "Nobody looks at this feed" in client.get(reverse("articles:feed", args=[feed.uid])).content.decode()
    assert press("resume").left_at is None
    wish = {"address": AT, "every": "1440", "title": "Mine", "publisher": "", "language": ""}
    client.post(reverse("articles:feed", args=[feed.uid]), wish)
    feed.refresh_from_db()
    assert (feed.every, feed.title, feed.stores) == (1440, "Mine", False)
    Feed.objects.update(language="en-GB")
    client.post(reverse("articles:feed", args=[feed.uid]), wish | {"language": "en-GB"})
    feed.refresh_from_db()
    assert feed.language == "en-GB"


def test_feeds_are_for_importers(client, checker, feed):
    client.force_login(checker)
    uid = [feed.uid]
    for name, args in (("feeds", []), ("new_feed", []), ("feed", uid)):
        assert client.get(reverse(f"articles:{name}", args=args)).status_code == 403
    assert client.post(reverse("articles:feed_act", args=uid), {"do": "pause"}).status_code == 403
    other = program(checker)
    for answer in (other.get(API), other.post(API, {"address": AT}), other.patch(f"{API}{feed.uid}/", {})):
        problem(answer, 403)
    problem(other.post(f"{API}{feed.uid}/look/"), 403)
    feed.refresh_from_db()
    assert feed.is_on


def test_a_program_does_the_same_as_the_pages(importer, sent, django_capture_on_commit_callbacks):
    other = program(importer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = other.post(API, {"address": AT, "every": 30, "stores": True}, format="json")
    told = said(answer, 201)
    at = f"{API}{told['uid']}/"
    assert answer["Location"].endswith(at)
    assert (told["state"], told["every"], told["stores"], told["imports"]) == ("on", 30, True, [])
    assert [name for name, _id in sent] == ["articles.tasks.look_at_feed"]
    problem(other.post(API, {"address": AT}, format="json"), 409, "feed_here")
    problem(other.post(API, {"address": "file:///etc/passwd"}, format="json"), 400, "bad_address")
    problem(other.post(API, {"address": AT + "?2", "every": 7}, format="json"), 400, "invalid")
    brought(Feed.objects.get(), importer)
    told = said(other.patch(at, {"title": "Mine", "every": 60}, format="json"))
    assert (told["title"], told["every"], told["address"], told["imports"][0]["n_read"]) == ("Mine", 60, AT, 2)
    assert said(other.patch(at, {"state": "paused"}, format="json"))["state"] == "paused"
    problem(other.post(f"{at}look/"), 409, "feed_paused")
    assert said(other.patch(at, {"state": "on"}, format="json"))["state"] == "on"
    said(other.post(f"{at}look/"))
    assert [one["uid"] for one in said(other.get(API, {"is_on": "true"}))["results"]] == [told["uid"]]
    assert said(other.patch(at, {"state": "left"}, format="json"))["left_at"]
    assert said(other.get(API, {"is_on": "true"}))["results"] == []
    assert len(said(other.get(API))["results"]) == 1


def give(monkeypatch, client, raw: bytes, links: str):
    """Bring links in, behind one of which something lies."""

    def fetch(self, url, **options):
        if url != AT:
            raise FetchProblem(FetchCode.NO_ANSWER, host="x")
        return Fetched(url, "text/html", raw)

    monkeypatch.setattr(fetching.Fetcher, "fetch", fetch)
    client.post(reverse("admin:articles_article_add"), {"how": "link", "links": links})
    job = Import.objects.latest("pk")
    tasks.run_import(job.pk)
    return client.get(reverse("articles:import", args=[job.uid]), follow=True).content.decode()


def test_a_feed_given_as_a_link_offers_to_subscribe(client, importer, monkeypatch):
    client.force_login(importer)
    offer = f"{reverse('articles:new_feed')}?address=https%3A%2F%2Friver.example.org%2Ffeed.xml"
    page = give(monkeypatch, client, FEED, AT)
    assert "is a feed, not an article" in page and offer in page
    assert ImportRow.objects.get().code == ImportCode.LINK_TO_FEED
    assert offer in give(monkeypatch, client, FEED, f"{AT}\nhttps://x.example.org/")


def test_tracked_changes_are_asked_for_where_files_are_chosen(client, importer):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(importer)
    page = client.get(reverse("admin:articles_article_add")).content.decode()
    assert "Tracked changes in drafts" in page and "as originally written" in page
    given = {"how": "file", "file": SimpleUploadedFile("a.docx", b"PK\x03\x04word/"), "tracked": "original"}
    client.post(reverse("admin:articles_article_add"), given)
    assert Import.objects.latest("pk").options == {"tracked": "original"}
    client.post(reverse("admin:articles_article_add"), {"how": "paste", "text": "A text.", "tracked": "original"})
    assert Import.objects.latest("pk").options == {}
