"""Coverage for programs: how far, what is left, confirming and taking back, and every way of doing it wrong."""

import uuid

import pytest

from articles.models import Confirmation
from reviews.api import coverage as api
from reviews.models import Review
from tests.factories import make_article, make_claim, now
from tests.programs import problem, program, said
from tests.reviews.covered import HURT, NEXT, RISE, WALL, place, read_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(importer, scales):
    return read_article(importer)


def at(article, more="coverage/"):
    return f"/api/v1/articles/{article.uid}/{more}"


def body(article, words, **more):
    start, end = place(article, words)
    return {"version": str(article.current.uid), "start": start, "end": end, "words": words} | more


def test_it_tells_how_far_it_is_and_what_is_left(article, checker, django_assert_max_num_queries):
    claim = make_claim(article, WALL[4:])
    Review.dismiss(make_claim(article, HURT), by=checker, now=now(), why="opinion")
    client = program(checker)
    with django_assert_max_num_queries(11):
        told = said(client.get(at(article)))
    assert (told["sentences"], told["accounted"], told["triaged"], told["next_after"]) == (9, 1, 1, None)
    assert told["standings"] == {"decided": 0, "dismissed": 1, "confirmed": 0, "waiting": 0, "untouched": 8}
    (wall,) = [one for one in told["left"] if one["words"] == WALL]
    assert (wall["zone"], wall["undecided"]) == ("body", [str(claim.uid)])
    assert wall["left"] == [{"start": 96, "end": 99, "words": "But"}]
    body_zone = next(zone for zone in told["zones"] if zone["zone"] == "body")
    assert (body_zone["sentences"], body_zone["accounted"], body_zone["confirmable"]) == (5, 1, 3)


def test_what_is_left_comes_in_portions(article, checker, monkeypatch):
    monkeypatch.setattr(api, "MOST_LEFT", 4)
    client, after, found = program(checker), 0, []
    while after is not None:
        told = said(client.get(at(article), {"after": after}))
        found += [one["start"] for one in told["left"]]
        after = told["next_after"]
    assert len(found) == 9 and found == sorted(set(found))


def test_a_stretch_is_confirmed_listed_and_taken_back(article, checker, checker2):
    client = program(checker)
    (made,) = said(client.post(at(article, "confirmations/"), body(article, HURT), format="json"), 201)["confirmations"]
    assert said(client.get(at(article, "confirmations/")))["results"] == [made]
    assert made["by"]["name"] == "Noor" and said(client.get(at(article)))["accounted"] == 1
    other = program(checker2)
    address = at(article, f"confirmations/{made['uid']}/")
    assert other.delete(address).status_code == 204
    problem(other.delete(address), 404, "not_found")
    assert said(client.get(at(article)))["accounted"] == 0


def test_a_zone_is_confirmed_as_it_was_seen(article, checker):
    make_claim(article, RISE)
    client = program(checker)
    seen = next(zone["seen"] for zone in said(client.get(at(article)))["zones"] if zone["zone"] == "body")
    asked = {"version": str(article.current.uid), "seen": seen}
    told = said(client.post(at(article, "coverage/zones/body/"), asked, format="json"), 201)
    assert len(told["confirmations"]) == 4
    problem(client.post(at(article, "coverage/zones/body/"), asked, format="json"), 409, "zone_changed")
    problem(client.post(at(article, "coverage/zones/nowhere/"), asked, format="json"), 404)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"words": "Somebody."}, 409, "words_differ"),
        ({"version": str(uuid.uuid4())}, 409, "version_replaced"),
        ({"end": 99_999}, 400, "out_of_text"),
        ({"start": -1}, 400, "invalid"),
        ({"text_sha256": "ABC"}, 400, "invalid"),
        ({"words": None}, 400, "invalid"),
        ({"start": 27, "words": f"{RISE} {HURT}"}, 409, "claim_stands"),
    ],
)
def test_what_does_not_stand_there_is_refused(article, checker, change, status, code):
    make_claim(article, RISE)
    told = problem(
        program(checker).post(at(article, "confirmations/"), body(article, HURT) | change, format="json"), status, code
    )
    if code == "words_differ":
        assert told["current"] == {"words": HURT}
    assert not Confirmation.objects.exists()


def test_only_people_who_may_choose_confirm(article, importer, outsider, checker):
    made = said(program(checker).post(at(article, "confirmations/"), body(article, HURT), format="json"), 201)
    uid = made["confirmations"][0]["uid"]
    for person, code in ((importer, "not_allowed"), (outsider, None)):
        client = program(person)
        problem(client.post(at(article, "confirmations/"), body(article, NEXT), format="json"), 403, code)
        problem(client.delete(at(article, f"confirmations/{uid}/")), 403, code)
        asked = {"version": str(article.current.uid), "seen": "x"}
        problem(client.post(at(article, "coverage/zones/body/"), asked, format="json"), 403, code)
    assert said(program(importer).get(at(article)))["accounted"] == 1
    problem(program(outsider).get(at(article)), 403)
    problem(program(outsider).get(at(article, "confirmations/")), 403)


def test_an_article_without_sentences_has_nothing_to_account_for(importer, scales, checker):
    told = said(program(checker).get(at(make_article(importer))))
    assert (told["sentences"], told["left"], told["zones"]) == (0, [], [])
    problem(program(checker).get(f"/api/v1/articles/{uuid.uuid4()}/coverage/"), 404)
