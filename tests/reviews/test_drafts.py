"""Drafts through the page: saved by form and by JSON, kept when refused, read by their author alone."""

import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from reviews.models import Draft, Review
from reviews.workflow import State
from tests.factories import draft_payload, make_article, make_claim


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer))


def form_of(payload, **fields):
    """A payload as the browser's form sends it."""
    post = {name: payload.get(name, "") for name in ("rating", "rationale", "quotation", "search_note")}
    for place, citation in enumerate(payload.get("citations", [])):
        post |= {f"citation-{place}-{name}": value for name, value in citation.items()}
    return post | {"verdict_form": "1", "base_rev": "0"} | fields


def address(claim):
    return reverse("reviews:draft", args=[claim.uid])


def save_json(client, claim, payload, base_rev=0):
    body = json.dumps({"payload": payload, "base_rev": base_rev})
    return client.post(address(claim), body, content_type="application/json")


def test_the_first_save_starts_the_check(client, checker, claim):
    client.force_login(checker)
    response = client.post(address(claim), form_of(draft_payload()))
    assert response.status_code == 302
    review = Review.objects.get(claim=claim)
    assert review.state == State.IN_REVIEW and review.lease_by == checker
    assert Draft.objects.get().payload["rationale"] == "The gauge says so."
    page = client.get(response.url.partition("#")[0]).content.decode()
    assert "The gauge says so." in page and "River gauge 2019" in page and "Nothing stands in the way." in page


def test_a_json_save_answers_with_revision_time_lease_and_obstacles(client, checker, claim):
    client.force_login(checker)
    told = save_json(client, claim, {"rationale": "So."}).json()
    assert told["rev"] == 1 and told["state"] == "in_review" and told["held_until"] and told["saved_at"]
    assert [line["rule"] for line in told["obstacles"]] == ["answer_missing"]
    assert told["obstacles"][0]["target"] == "rating-1" and not told["can_submit"]
    again = save_json(client, claim, draft_payload(), base_rev=1).json()
    assert again["rev"] == 2 and again["obstacles"] == [] and again["can_submit"]


def test_obstacles_name_the_field_of_the_source_they_mean(client, checker, claim):
    client.force_login(checker)
    good = draft_payload()["citations"][0]
    bad = good | {"stance": "", "url": "https://other.example.org/"}
    told = save_json(client, claim, draft_payload(citations=[good, bad])).json()
    assert [(line["rule"], line["number"], line["target"]) for line in told["obstacles"]] == [
        ("citation_stance", 2, "citation-1-stance")
    ]


def test_a_stale_save_shows_both_texts_and_loses_none(client, checker, claim):
    client.force_login(checker)
    save_json(client, claim, {"rationale": "from this window"})
    save_json(client, claim, {"rationale": "from the other window"}, base_rev=1)
    stale = save_json(client, claim, {"rationale": "typed late"}, base_rev=1)
    assert stale.status_code == 409
    assert stale.json()["code"] == "draft_stale" and stale.json()["rev"] == 2
    assert stale.json()["theirs"]["rationale"] == "from the other window"
    page = client.post(address(claim), form_of({"rationale": "typed late"}, base_rev="1"))
    html = page.content.decode()
    assert page.status_code == 409
    assert "typed late" in html and "from the other window" in html
    assert '<input type="hidden" name="base_rev" value="2">' in html
    client.post(address(claim), form_of({"rationale": "typed late"}, base_rev="2"))
    assert Draft.objects.get().payload["rationale"] == "typed late"


def test_the_same_text_again_is_no_conflict(client, checker, claim):
    client.force_login(checker)
    save_json(client, claim, draft_payload())
    assert save_json(client, claim, draft_payload()).status_code == 200


def test_somebody_else_has_it_and_what_was_typed_is_kept(client, checker, checker2, claim):
    review = Review.begin(claim, by=checker, now=timezone.now())
    client.force_login(checker2)
    answer = save_json(client, claim, {"rationale": "too late"})
    assert answer.status_code == 409
    assert answer.json()["words"].startswith("Noor has this claim until")
    assert answer.json()["rev"] == 1
    assert Draft.objects.get(review=review, author=checker2).payload["rationale"] == "too late"
    page = client.post(address(claim), form_of({"rationale": "too late, again"}, base_rev="1"))
    assert page.status_code == 409 and "too late, again" in page.content.decode()
    review.refresh_from_db()
    assert review.lease_by == checker


def test_a_draft_outlives_its_lease(client, checker, checker2, claim):
    then = timezone.now() - datetime.timedelta(minutes=20)
    review = Review.begin(claim, by=checker, now=then)
    Draft.store(review, {"rationale": "before lunch"}, by=checker, base_rev=0, now=then)
    review.start(by=checker2, now=timezone.now())
    client.force_login(checker)
    page = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert "before lunch" in page and "Tomás has this claim until" in page


def test_a_lease_with_little_left_is_renewed_by_a_save(client, checker, claim):
    review = Review.begin(claim, by=checker, now=timezone.now() - datetime.timedelta(minutes=10))
    client.force_login(checker)
    save_json(client, claim, {"rationale": "on"})
    review.refresh_from_db()
    assert review.lease_until > timezone.now() + datetime.timedelta(minutes=14)


def test_a_fresh_lease_is_left_as_it_is(client, checker, claim):
    client.force_login(checker)
    save_json(client, claim, {"rationale": "on"})
    rev = Review.objects.get().rev
    save_json(client, claim, {"rationale": "on and on"}, base_rev=1)
    assert Review.objects.get().rev == rev
    assert Event.objects.count() == 2  # chosen, started: saving writes no history


@pytest.mark.parametrize("who", ["importer", "outsider", "administrator", "root"])
def test_people_who_do_not_check_may_not_save(client, who, claim, request):
    client.force_login(request.getfixturevalue(who))
    assert save_json(client, claim, {"rationale": "x"}).status_code == 403
    assert client.post(address(claim), form_of({"rationale": "x"})).status_code == 403
    assert not Review.objects.exists() and not Draft.objects.exists()


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"payload": {}}', b'{"payload": {}, "base_rev": "x"}'])
def test_what_cannot_be_read_is_refused(client, checker, claim, body):
    client.force_login(checker)
    response = client.post(address(claim), body, content_type="application/json")
    assert response.status_code == 400 and response.json()["words"]


def test_too_much_text_is_refused_and_shown_again_whole(client, checker, claim):
    client.force_login(checker)
    long = "word " * 5000
    response = client.post(address(claim), form_of({"rationale": long}))
    assert response.status_code == 400
    assert long in response.content.decode() and "Too long to save" in response.content.decode()


def test_looking_at_the_address_is_no_save(client, checker, claim):
    client.force_login(checker)
    assert client.get(address(claim)).status_code == 405


def test_without_javascript_sources_are_added_and_removed(client, checker, claim):
    client.force_login(checker)
    first = draft_payload()["citations"][0]
    second = first | {"url": "https://second.example.org/", "title": "Second"}
    added = client.post(address(claim), form_of(draft_payload(citations=[first]), add_citation="1"))
    assert added.url.endswith("#citations")
    page = client.get(added.url.partition("#")[0]).content.decode()
    assert 'name="citation-1-url"' in page and "Add another source" in page
    client.post(address(claim), form_of(draft_payload(citations=[first, second]), base_rev="1"))
    client.post(address(claim), form_of(draft_payload(citations=[first, second]), base_rev="2", remove_citation="0"))
    assert [one["title"] for one in Draft.objects.get().payload["citations"]] == ["Second"]


def test_a_source_of_which_only_the_publisher_is_typed_is_kept(client, checker, claim):
    client.force_login(checker)
    client.post(address(claim), form_of(draft_payload(citations=[{"publisher": "Water Office", "kind": ""}])))
    assert Draft.objects.get().payload["citations"][0]["publisher"] == "Water Office"


def test_hostile_words_come_back_escaped(client, checker, claim):
    client.force_login(checker)
    citation = draft_payload()["citations"][0] | {"title": '"><script>alert(1)</script>'}
    client.post(address(claim), form_of(draft_payload(rationale="</textarea><script>x</script>", citations=[citation])))
    html = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert "<script>alert" not in html and "<script>x" not in html and "&lt;/textarea&gt;" in html


@pytest.mark.parametrize("body", ['{"payload": {}, "base_rev": 1e999}', '{"payload": ' + "[" * 100_000])
def test_json_that_no_browser_sends_is_told_to_be_unreadable(client, checker, claim, body):
    client.force_login(checker)
    response = client.post(address(claim), body, content_type="application/json")
    assert response.status_code == 400 and response.json()["code"] == "unreadable"
