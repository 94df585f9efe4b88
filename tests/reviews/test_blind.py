"""What others did in a blind round is hidden while it is open, also from the history's table."""

import datetime

import pytest
from django.urls import reverse

from articles.models import Event
from reviews.models import Draft, Review
from reviews.querysets import events_visible_to
from reviews.workflow import Policy
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
SECRET = "gauge-of-the-first-person"


@pytest.fixture
def blind(importer, checker, scales):
    """A verdict of the first person in a blind round that waits for the second."""
    review = Review.begin(make_claim(make_article(importer)), by=checker, now=NOW)
    Draft.store(review, draft_payload(rationale=SECRET), by=checker, base_rev=0, now=NOW)
    review.submit(by=checker, now=NOW)
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    return review


def test_the_history_of_an_open_blind_round_is_its_actor_s_alone(blind, checker, checker2, editor):
    own = {event.verb for event in events_visible_to(checker)}
    assert {"start", "submit"} <= own
    for other in (checker2, editor):
        assert not {"start", "submit"} & {event.verb for event in events_visible_to(other)}


def test_the_table_of_events_hides_it_too(blind, client, root):
    submit = Event.objects.get(verb="submit")
    client.force_login(root)
    told = client.get(reverse("admin:articles_event_changelist"))
    assert told.status_code == 200
    assert reverse("admin:articles_event_change", args=[submit.pk]) not in told.content.decode()
    assert client.get(reverse("admin:articles_event_change", args=[submit.pk])).status_code in {302, 404}


@pytest.mark.parametrize("page", ["reviews:claim", "reviews:second_look_claim"])
def test_no_page_of_the_claim_gives_the_first_verdict_away(blind, client, checker2, editor, root, page):
    for person in (checker2, editor, root):
        client.force_login(person)
        told = client.get(reverse(page, args=[blind.claim.uid]))
        assert SECRET not in told.content.decode()
