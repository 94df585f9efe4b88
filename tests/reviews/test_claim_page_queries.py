"""Opening a claim asks the database at most twelve times: in every state, under every policy, for everybody; saving a
draft on it, eight times."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from reviews.models import Review
from reviews.talking import write
from reviews.workflow import Policy, State
from tests.reviews.brought import CASES, bring

pytestmark = pytest.mark.django_db
MOST, MOST_OF_A_SAVE = 12, 8


@pytest.fixture
def people(checker, checker2, editor, importer):
    return {"author": checker, "other": checker2, "editor": editor, "importer": importer}


@pytest.mark.parametrize(("policy", "state"), CASES)
def test_a_claim(policy, state, client, people, scales, django_assert_max_num_queries):
    claim = bring(state, policy, **people, scale=scales["five-point"], now=timezone.now())
    Article.objects.update(published_on=None)
    write(claim, "Is that the gauge at the bridge?", by=people["author"], now=timezone.now())
    for person in people.values():
        client.force_login(person)
        with django_assert_max_num_queries(MOST):
            client.get(reverse("reviews:claim", args=[claim.uid]))


@pytest.mark.parametrize("state", [State.OPEN, State.IN_REVIEW])
def test_a_claim_that_was_sent_back(state, client, people, scales, django_assert_max_num_queries):
    now = timezone.now()
    claim = bring(State.AWAITING_SECOND, Policy.SECOND_LOOK, **people, scale=scales["five-point"], now=now)
    review = Review.objects.get(claim=claim)
    review.send_back(by=people["other"], now=now, reason="Which gauge?")
    if state is State.IN_REVIEW:
        review.start(by=people["author"], now=now)
    for person in people.values():
        client.force_login(person)
        with django_assert_max_num_queries(MOST):
            client.get(reverse("reviews:claim", args=[claim.uid]))


def test_saving_again(client, people, scales, django_assert_max_num_queries):
    """As somebody does who types: the claim is theirs, and nothing but the draft changes."""
    claim = bring(State.OPEN, Policy.SECOND_LOOK, **people, scale=scales["five-point"], now=timezone.now())
    client.force_login(people["author"])

    def save(rev):
        asked = {"payload": {"rating": "true", "rationale": "The gauge says so."}, "base_rev": rev}
        return client.post(reverse("reviews:draft", args=[claim.uid]), asked, content_type="application/json").json()

    assert save(0)["rev"] == 1
    with django_assert_max_num_queries(MOST_OF_A_SAVE):
        assert save(1)["rev"] == 2
