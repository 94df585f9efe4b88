"""The doors by which claims are shaped: the API and the pages, each with its answer in words."""

import datetime
import html
import re
import uuid

import pytest
from django.urls import reverse

from articles.models import Anchor, Claim, Event
from articles.terms import Origin, Triage
from reviews.claim_edits import Wording, reword
from reviews.models import Draft, Review
from reviews.same_claims import keep_as
from reviews.terms import Edit
from reviews.workflow import State
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
WALL = "The town spent 2.1 million crowns on the wall."
RIVER = "The river rose by 40 centimetres in 2019."


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article)


def fresh(claim) -> Claim:
    return Claim.objects.select_related("article__current").get(pk=claim.pk)


def passage(article, words) -> dict:
    start = article.current.text.index(words)
    return {"version": str(article.current.uid), "start": start, "end": start + len(words), "words": words}


# Programs


def test_a_program_adds_a_claim(article, checker):
    response = program(checker).post(f"/api/v1/articles/{article.uid}/claims/", passage(article, WALL), format="json")
    told = said(response, 201)
    assert (told["statement"], told["origin"], told["state"]) == (WALL, "human", "open")
    assert response["Location"].endswith(f"/api/v1/claims/{told['uid']}/")
    again = program(checker).post(f"/api/v1/articles/{article.uid}/claims/", passage(article, WALL), format="json")
    assert "claim 1 already" in problem(again, 409, "is_claim")["detail"]
    other = passage(article, WALL) | {"words": "Something else."}
    assert WALL in problem(
        program(checker).post(f"/api/v1/articles/{article.uid}/claims/", other, format="json"), 409, "words_differ"
    )["detail"]
    assert Claim.objects.count() == 1


def test_a_program_changes_a_claim_it_has_read(article, claim, checker):
    client, address = program(checker), f"/api/v1/claims/{claim.uid}/"
    etag = client.get(address)["ETag"]
    change = {"statement": "The river rose.", "quote": "indirect", "passage": passage(article, WALL)}
    told = said(client.patch(address, change, format="json", headers={"if-match": etag}))
    assert (told["statement"], told["quote"], told["anchor"]["exact"]) == ("The river rose.", "indirect", WALL)
    problem(client.patch(address, change, format="json", headers={"if-match": etag}), 412)
    stale = problem(client.patch(address, {"statement": "Mine.", "rev": 0}, format="json"), 409, "claim_changed")
    assert "change it again" in stale["detail"]
    problem(client.patch(address, {"statement": " "}, format="json"), 400)
    problem(client.patch(address, {"quote": "loud"}, format="json"), 400)
    assert claim.events.count() == 2


def test_a_change_that_is_refused_in_one_part_is_refused_whole(article, claim, checker):
    wrong = passage(article, WALL) | {"words": "Something else."}
    problem(
        program(checker).patch(
            f"/api/v1/claims/{claim.uid}/", {"statement": "The river rose.", "passage": wrong}, format="json"
        ),
        409,
        "words_differ",
    )
    assert (fresh(claim).statement, fresh(claim).rev) == (RIVER, 0)


def test_a_program_merges_claims_and_takes_it_back(article, claim, checker):
    other = make_claim(article, WALL)
    client, address = program(checker), f"/api/v1/claims/{claim.uid}/"
    told = said(client.post(f"{address}merge/", {"claims": [str(other.uid)], "rev": 0}, format="json"))
    assert told["anchor"]["exact"] == f"{RIVER} {WALL}"
    step = Event.objects.get(claim=claim, verb=Edit.MERGE)
    told = said(client.post(f"{address}events/{step.uid}/undo/", {}, format="json"))
    assert told["anchor"]["exact"] == RIVER
    problem(client.post(f"{address}events/{step.uid}/undo/", {}, format="json"), 409, "taken_back")
    problem(client.post(f"{address}events/{uuid.uuid4()}/undo/", {}, format="json"), 404)
    problem(client.post(f"{address}merge/", {"claims": [str(uuid.uuid4())]}, format="json"), 400, "same_unknown")


def test_a_program_likens_claims(article, claim, checker):
    other = make_claim(article, WALL)
    client, address = program(checker), f"/api/v1/claims/{other.uid}/same-as/"
    told = said(client.post(address, {"claim": str(claim.uid)}, format="json"))
    assert (told["same_as"], told["state"]) == (str(claim.uid), "proposed")
    Review.begin(claim, by=checker, now=NOW)
    assert said(client.get(f"/api/v1/claims/{other.uid}/"))["state"] == "in_review"
    assert said(client.post(address, {"claim": None}, format="json"))["same_as"] is None
    problem(client.post(address, {"claim": str(other.uid)}, format="json"), 400, "same_itself")
    problem(client.post(address, {"claim": str(uuid.uuid4())}, format="json"), 400, "same_unknown")


def test_programs_of_people_without_the_role_change_nothing(article, claim, importer):
    client, address = program(importer), f"/api/v1/claims/{claim.uid}/"
    problem(client.post(f"/api/v1/articles/{article.uid}/claims/", passage(article, WALL), format="json"), 403)
    problem(client.patch(address, {"statement": "Other."}, format="json"), 403)
    problem(client.post(f"{address}same-as/", {"claim": str(claim.uid)}, format="json"), 403)
    problem(client.post(f"{address}merge/", {"claims": [str(claim.uid)]}, format="json"), 403)
    assert Event.objects.filter(claim=claim).count() == 0
