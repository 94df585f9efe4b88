"""The second look: in order, not one's own, approved or sent back, and nothing lost when somebody is faster."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Decision, Draft, Review, Verdict
from reviews.moves import Request, perform
from reviews.workflow import State, Verb
from tests.factories import draft_payload, make_article, make_claim

HERE = "/second-look/"


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article)


def submitted(claim, by, **fields):
    now = timezone.now()
    review = Review.begin(claim, by=by, now=now)
    Draft.store(review, draft_payload(**fields), by=by, base_rev=0, now=now)
    return review.submit(by=by, now=now)


def move(client, claim, verb, **fields):
    review = Review.objects.get(claim=claim)
    asked = {"rev": review.rev, "from": "second_look", "next": "/second-look/"} | fields
    return client.post(reverse("reviews:move", args=[claim.uid, verb]), asked)


def test_nothing_waiting_is_said(client, checker):
    client.force_login(checker)
    assert "Nothing waits for your second look." in client.get(HERE).content.decode()


def test_one_face_shows_all_there_is_to_judge(client, checker, checker2, claim):
    citation = draft_payload()["citations"][0] | {"kind": "secondary"}
    reasons = {"primary_missing": "The office is closed.", "publishers_single": "Nobody else measures it."}
    submitted(claim, checker, citations=[citation], reasons=reasons)
    client.force_login(checker2)
    html = client.get(HERE).content.decode()
    for words in ("The gauge says so.", "rose by 40 cm", "table 2", "backs", "Water Office", "Noor", "Claim 1 of 1"):
        assert words in html
    assert 'href="https://data.example.org/river" rel="noopener noreferrer"' in html
    assert "No source is marked primary, official or statistics." in html and "The office is closed." in html
    assert "submitted a verdict" in html


def test_own_verdicts_do_not_come(client, checker, claim):
    submitted(claim, checker)
    client.force_login(checker)
    assert "Nothing waits" in client.get(HERE).content.decode()
    face = client.get(reverse("reviews:second_look_claim", args=[claim.uid])).content.decode()
    assert "You wrote this verdict" in face and 'id="approve"' not in face


def test_the_oldest_deadline_comes_first_then_reading_order(client, checker, checker2, importer, scales):
    later = make_article(importer, headline="Later")
    soon = make_article(importer, headline="Soon", deadline_at=timezone.now() + datetime.timedelta(hours=1))
    second = make_claim(soon, "The town spent 2.1 million crowns on the wall.")
    first = make_claim(soon)
    for claim in (make_claim(later), second, first):
        submitted(claim, checker)
    client.force_login(checker2)
    assert client.get(HERE).context["claim"] == first
    assert client.get(HERE).context["skip_to"] == second.uid
    face = client.get(reverse("reviews:second_look_claim", args=[second.uid]))
    assert face.context["claim"] == second and face.context["n_waiting"] == 3


def test_approve_goes_on_to_the_next(client, checker, checker2, article, claim):
    verdict = submitted(claim, checker)
    other = make_claim(article, "The town spent 2.1 million crowns on the wall.")
    submitted(other, checker)
    client.force_login(checker2)
    response = move(client, claim, "approve", verdict=verdict.uid)
    assert response.status_code == 302 and response.url == "/second-look/"
    assert Decision.objects.get().by == checker2
    assert client.get(response.url).context["claim"] == other


def test_send_back_needs_a_reason_and_returns_to_the_author(client, checker, checker2, claim):
    submitted(claim, checker)
    client.force_login(checker2)
    refused = move(client, claim, "return", reason="  ")
    assert refused.status_code == 400
    html = refused.content.decode()
    assert "Give a reason, so that others can follow it." in html and 'aria-invalid="true"' in html
    assert move(client, claim, "return", reason="Which gauge?").status_code == 302
    review = Review.objects.get()
    assert review.state == State.OPEN and review.assigned_to == checker
    client.force_login(checker)
    page = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert "Which gauge?" in page and "The gauge says so." in page and "data-writable" in page


def test_somebody_was_faster_and_the_reason_is_kept(client, checker, checker2, editor, claim):
    verdict = submitted(claim, checker)
    rev = Review.objects.get().rev
    perform(Verb.APPROVE, claim, by=editor, now=timezone.now(), asked=Request(verdict=verdict.uid))
    client.force_login(checker2)
    response = move(client, claim, "return", rev=rev, reason="I doubt the table.")
    html = response.content.decode()
    assert response.status_code == 409
    assert "I doubt the table." in html and "Somebody was faster" in html and "decided" in html
    assert Decision.objects.count() == 1


def test_another_verdict_submitted_meanwhile_is_not_approved_unread(client, checker, checker2, claim):
    submitted(claim, checker)
    client.force_login(checker2)
    response = move(client, claim, "approve", verdict=uuid.uuid4())
    assert response.status_code == 409
    assert "Another verdict was submitted meanwhile." in response.content.decode()
    assert not Decision.objects.exists()


def test_an_author_cannot_approve_through_the_door(client, checker, claim):
    verdict = submitted(claim, checker)
    client.force_login(checker)
    response = move(client, claim, "approve", verdict=verdict.uid)
    assert response.status_code == 403
    assert "somebody else takes the second look" in response.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["importer", "outsider", "administrator", "root"])
def test_people_without_the_role_have_no_second_look(client, who, request, checker, claim):
    verdict = submitted(claim, checker)
    client.force_login(request.getfixturevalue(who))
    assert client.get(HERE).status_code == 403
    assert client.get(reverse("reviews:second_look_claim", args=[claim.uid])).status_code == 403
    assert move(client, claim, "approve", verdict=verdict.uid).status_code == 403


def test_looking_changes_nothing_and_asks_little(client, checker, checker2, claim, django_assert_max_num_queries):
    submitted(claim, checker)
    before = Review.objects.values().get()
    client.force_login(checker2)
    client.get(HERE)
    with django_assert_max_num_queries(20):
        client.get(HERE)
    assert Review.objects.values().get() == before and Verdict.objects.count() == 1


def test_hostile_words_stay_words(client, checker, checker2, claim):
    hostile = "<img src=x onerror=alert(1)>"
    citation = draft_payload()["citations"][0] | {"title": hostile, "quote": hostile, "locator": hostile}
    submitted(claim, checker, rationale=hostile, citations=[citation], suggested_wording=hostile)
    client.force_login(checker2)
    html = client.get(HERE).content.decode()
    assert "<img src=x" not in html and html.count("&lt;img src=x") >= 5
