"""Every verb through the API: the move, or the refusal that the table promises, with its code."""

import uuid

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from articles.models import Claim, Event
from articles.refusals import Kind
from reviews.models import Draft, Review
from reviews.workflow import MOVES, Policy, State, Verb
from tests.programs import problem, program, said
from tests.reviews.brought import REACHED, bring
from tests.reviews.test_moves_table import ACTORS, VERBS, expected_kind, prepare, state_now, target

pytestmark = pytest.mark.django_db
STATUS = {Kind.CONFLICT: 409, Kind.FORBIDDEN: 403, Kind.INVALID: 400}
WHO = {State.PROPOSED: ("importer", "superuser"), State.IN_REVIEW: ("importer", "superuser")}


@pytest.fixture(autouse=True)
def no_throttle_left_over():
    cache.clear()


@pytest.fixture
def cast(checker, checker2, editor, importer, administrator, outsider, root):
    return dict(zip(ACTORS, (checker, checker2, editor, importer, administrator, outsider, root), strict=True))


@pytest.fixture
def claim_in(cast, scales):
    people = {"author": cast["author"], "other": cast["other checker"], "editor": cast["editor"]}
    people |= {"importer": cast["importer"], "scale": scales["five-point"]}
    return lambda state: bring(state, Policy.SECOND_LOOK, **people, now=timezone.now())


def ask(claim, verb, actor, **more):
    review = Review.objects.filter(claim=claim).first()
    verdict = review.current_verdict() if review else None
    body = {"reason": "because it matters", "verdict": str(verdict.uid) if verdict else None}
    body |= {"priority": 2, "due": None, "policy": "single", "rule": "citation_missing", "kind": "minor"}
    if verb is Verb.DISMISS:
        body["why"] = "opinion"
    if verb is Verb.ASSIGN:
        body["to"] = str(actor.uid)
    return body | more


def move(person, claim, verb, body, **headers):
    return program(person).post(f"/api/v1/claims/{claim.uid}/moves/{verb}/", body, format="json", headers=headers)


@pytest.mark.parametrize("state", REACHED[Policy.SECOND_LOOK])
def test_every_verb_does_what_the_table_says(state, cast, claim_in, person):
    claim, proposer = claim_in(state), person("editor2", "Editor")
    for verb in VERBS:
        for actor in ("author", "other checker", "editor", *WHO.get(state, ())):
            with transaction.atomic():
                try_out(verb, state, actor, Claim.objects.get(pk=claim.pk), cast[actor], proposer)
                transaction.set_rollback(True)


def try_out(verb, state, actor, claim, person, proposer):
    prepare(claim, person, verb, proposer)
    events = Event.objects.filter(claim=claim).count()
    response = move(person, claim, verb, ask(claim, verb, person))
    kind = expected_kind(verb, state, actor, Policy.SECOND_LOOK)
    if kind is None:
        assert said(response)["state"] == target(verb, state, Policy.SECOND_LOOK) == state_now(claim), (verb, actor)
        return
    told = problem(response, STATUS[kind])
    assert told["code"], (verb, actor)
    if kind is Kind.CONFLICT:
        assert told["current"]["state"] == state, (verb, actor)
    assert state_now(claim) is state, (verb, actor)
    assert Event.objects.filter(claim=claim).count() == events, (verb, actor)


def test_a_step_is_undone_by_who_did_it_and_nobody_else(cast, claim_in):
    claim = claim_in(State.AWAITING_SECOND)
    verdict = Review.objects.get(claim=claim).current_verdict()
    said(move(cast["editor"], claim, Verb.APPROVE, {"verdict": str(verdict.uid)}))
    problem(move(cast["author"], claim, Verb.UNDO, {}), 409, "own_last_step")
    assert said(move(cast["editor"], claim, Verb.UNDO, {}))["state"] == State.AWAITING_SECOND
    problem(move(cast["editor"], claim, Verb.UNDO, {}), 409, "own_last_step")


@pytest.mark.parametrize("verb", list(Verb))
def test_somebody_without_a_role_or_known_to_nobody_moves_nothing(verb, cast, claim_in, client):
    claim = claim_in(State.IN_REVIEW)
    problem(move(cast["outsider"], claim, verb, {}), 403)
    problem(client.post(f"/api/v1/claims/{claim.uid}/moves/{verb}/", {}), 401)
    assert state_now(claim) is State.IN_REVIEW


@pytest.mark.parametrize("verb", [verb for verb in Verb if MOVES[verb].needs_reason])
def test_a_verb_that_needs_a_reason_names_the_field(verb, cast, claim_in):
    state = next(s for s in REACHED[Policy.SECOND_LOOK] if s in MOVES[verb].sources)
    claim = claim_in(state)
    body = ask(claim, verb, cast["editor"], reason="  ")
    body.pop("why", None)
    told = problem(move(cast["editor"], claim, verb, body), 400, "reason_missing")
    assert told["errors"][0]["field"] == ("why" if verb is Verb.DISMISS else "reason")


def test_a_move_on_an_older_revision_is_refused_and_told_how_things_are(cast, claim_in):
    claim = claim_in(State.OPEN)
    for verb in (Verb.START, Verb.ASSIGN, Verb.DISMISS):
        told = problem(move(cast["author"], claim, verb, ask(claim, verb, cast["author"], rev=7)), 409, "stale")
        assert told["current"] == {"state": "open", "rev": Review.objects.get(claim=claim).rev}
    said(move(cast["author"], claim, Verb.START, {"rev": Review.objects.get(claim=claim).rev}))


def test_a_proposed_claim_moves_on_its_own_revision(cast, claim_in):
    claim = claim_in(State.PROPOSED)
    problem(move(cast["author"], claim, Verb.ACCEPT, {"rev": 9}), 409, "stale")
    said(move(cast["author"], claim, Verb.ACCEPT, {"rev": claim.rev}))


def test_if_match_guards_a_move(cast, claim_in):
    claim = claim_in(State.OPEN)
    address = f"/api/v1/claims/{claim.uid}/"
    etag = program(cast["author"]).get(address)["ETag"]
    assert program(cast["author"]).get(f"{address}review/")["ETag"].split("-")[0] == etag.split("-")[0]
    moved = move(cast["author"], claim, Verb.START, {}, **{"if-match": etag})
    said(moved)
    problem(move(cast["author"], claim, Verb.RELEASE, {}, **{"if-match": etag}), 412, "precondition_failed")
    said(move(cast["author"], claim, Verb.RELEASE, {}, **{"if-match": f'"other", {moved["ETag"]}'}))
    said(move(cast["author"], claim, Verb.START, {}, **{"if-match": "*"}))


def test_doing_it_twice_is_one_move(cast, claim_in):
    claim = claim_in(State.AWAITING_SECOND)
    body = ask(claim, Verb.APPROVE, cast["editor"])
    said(move(cast["editor"], claim, Verb.APPROVE, body))
    told = problem(move(cast["editor"], claim, Verb.APPROVE, body), 409, "wrong_state")
    assert told["current"]["state"] == "decided"
    assert Event.objects.filter(claim=claim, verb="approve").count() == 1


def test_submit_lists_what_stands_in_the_way(cast, claim_in):
    claim = claim_in(State.IN_REVIEW)
    Draft.objects.update(payload={"rating": "true"})
    told = problem(move(cast["author"], claim, Verb.SUBMIT, {}), 400, "obstacles")
    assert {line["rule"] for line in told["obstacles"]} >= {"citation_missing", "rationale_missing"}
    assert all(line["detail"] and line["field"] for line in told["obstacles"])


def test_approving_names_the_verdict_that_was_read(cast, claim_in):
    claim = claim_in(State.AWAITING_SECOND)
    for verdict in (None, str(uuid.uuid4())):
        problem(move(cast["editor"], claim, Verb.APPROVE, {"verdict": verdict}), 409, "verdict_superseded")


def test_assigning_names_a_person_who_checks(cast, claim_in):
    claim = claim_in(State.OPEN)
    problem(move(cast["editor"], claim, Verb.ASSIGN, {}), 400, "invalid")
    problem(move(cast["editor"], claim, Verb.ASSIGN, {"to": str(uuid.uuid4())}), 400, "invalid")
    problem(move(cast["editor"], claim, Verb.ASSIGN, {"to": str(cast["importer"].uid)}), 400, "cannot_check")
    told = said(move(cast["editor"], claim, Verb.ASSIGN, {"to": str(cast["author"].uid)}))
    assert told["review"]["assigned_to"]["name"] == "Noor"
    assert said(move(cast["editor"], claim, Verb.ASSIGN, {"to": None}))["review"]["assigned_to"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"rev": "x"},
        {"rev": -1},
        {"rev": 2**40},
        {"rev": [1]},
        {"reason": {"a": 1}},
        {"reason": "a\x00"},
        {"reason": "a" * 2001},
        {"why": "because"},
        {"verdict": "1"},
        {"to": "5"},
        [],
    ],
)
def test_a_move_of_another_shape_is_refused(cast, claim_in, body):
    problem(move(cast["author"], claim_in(State.OPEN), Verb.START, body), 400)


def test_there_is_no_other_verb_and_no_other_method(cast, claim_in):
    claim = claim_in(State.OPEN)
    problem(move(cast["author"], claim, "undo_everything", {}), 404)
    problem(program(cast["author"]).get(f"/api/v1/claims/{claim.uid}/moves/start/"), 405)
    problem(program(cast["author"]).post(f"/api/v1/claims/{uuid.uuid4()}/moves/start/", {}, format="json"), 404)
