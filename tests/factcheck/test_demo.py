"""The demo is played once, whole, through the importer and the verbs, by its people."""

from collections import Counter

import pytest

from articles.models import Article, Claim, Event, Version
from articles.terms import SplitState, Triage
from factcheck.demo import Demo
from factcheck.setup import create_people, fixture
from reviews.models import Comment, Draft, Notification, Review
from reviews.workflow import State

pytestmark = pytest.mark.django_db
DOCUMENT = fixture("demo")


@pytest.fixture
def demo(roles, scales):
    create_people(fixture("roles"), roles)
    return Demo(DOCUMENT, fixture("roles"))


@pytest.fixture
def played(demo):
    assert demo.is_due()
    demo.play()
    return demo


def given(outcome: str) -> int:
    return sum(review["outcome"] == outcome for article in DOCUMENT["articles"] for review in article["reviews"])


def test_every_demo_review_finds_its_claim(played):
    assert played.skipped == []


def test_every_sample_is_imported_and_split(played):
    assert Article.objects.count() == len(DOCUMENT["articles"])
    assert set(Version.objects.values_list("split_state", flat=True)) == {SplitState.SPLIT}


def test_the_reviews_stand_where_the_document_says(played):
    states = Counter(Review.objects.values_list("state", flat=True))
    n_published = sum(len(article["reviews"]) for article in DOCUMENT["articles"] if article["publish"])
    assert states[State.PUBLISHED] == n_published
    assert states[State.DECIDED] == given("approved") - n_published
    assert states[State.AWAITING_SECOND] == given("submitted")
    assert states[State.OPEN] == given("returned")
    assert states[State.IN_REVIEW] == given("draft")
    assert Draft.objects.count() == given("draft") + given("returned")


def test_dismissals_are_played(played):
    n_dismissed = sum(len(article["dismiss"]) for article in DOCUMENT["articles"])
    assert Claim.objects.filter(triage=Triage.DISMISSED).count() == n_dismissed


def test_its_people_talk_about_claims_and_an_article(played):
    threads = Comment.objects.threads()
    assert (threads.count(), Comment.objects.count(), threads.resolved().count()) == (3, 6, 1)
    assert threads.exclude(claim=None).count() == 2
    assert not Comment.objects.filter(text__contains="{").exists()
    told = {(one.person.username, str(one.news)) for one in Notification.objects.exclude(comment=None)}
    assert told == {
        ("edith", "mentioned"), ("ines", "mentioned"), ("tomas", "mentioned"), ("noor", "replied"),
    }  # fmt: skip
    assert "@edith" in threads.order_by("pk").first().text


def test_the_demo_shows_what_the_machine_suggests_about_claims(played):
    hints = [claim.read_hints() for claim in Claim.objects.proposals()]
    assert any(len(one.parts) > 1 for one in hints)
    assert any(date.suggestion for one in hints for date in one.dates)
    assert any(one.needs_context and one.neighbors for one in hints)


def test_the_history_is_in_order_and_past(played):
    times = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= Version.objects.latest("split_at").split_at
    assert not Event.objects.filter(actor=None).exists()


def test_it_is_not_due_again(played):
    assert not Demo(DOCUMENT, fixture("roles")).is_due()


def test_it_is_not_due_where_its_people_are_not_here(roles, scales):
    create_people(fixture("roles"), roles, only="Administrator")
    assert not Demo(DOCUMENT, fixture("roles")).is_due()


def test_a_start_stopped_midway_leaves_nothing(demo, monkeypatch):
    demo.is_due()
    monkeypatch.setattr(demo, "find", stopped)
    with pytest.raises(KeyboardInterrupt):
        demo.play()
    assert demo.is_due()


def stopped(*_):
    raise KeyboardInterrupt


def test_a_quote_that_is_no_claim_is_told(demo, tmp_path):
    demo.is_due()
    article = next(one for one in DOCUMENT["articles"] if one["reviews"])
    demo.articles = [article | {"reviews": [article["reviews"][0] | {"quote": "Nobody wrote this."}], "dismiss": []}]
    demo.play()
    assert demo.skipped == ["The demo found no claim “Nobody wrote this.”."]
    assert not Review.objects.exists()
