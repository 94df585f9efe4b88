"""Every verb from every state by every role under each policy: the outcome that the table promises, no other."""

import datetime
import json
from pathlib import Path

import pytest

from articles.models import Event
from articles.refusals import Kind, Refusal
from articles.terms import DismissReason
from reviews.models import Draft, Plan, Review
from reviews.moves import Request, perform
from reviews.workflow import MOVES, Guard, Policy, State, Verb
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
ROLES = {
    role["name"]: set(role["permissions"])
    for role in json.loads((Path(__file__).parents[2] / "fixtures" / "roles.json").read_text())["roles"]
}
ACTORS = {
    "author": ROLES["Fact-checker"],
    "other checker": ROLES["Fact-checker"],
    "editor": ROLES["Editor"],
    "importer": ROLES["Importer"],
    "administrator": ROLES["Administrator"],
    "outsider": set(),
    "superuser": set(),
}
POLICIES = (Policy.SINGLE, Policy.SECOND_LOOK)
REACHED = {
    Policy.SINGLE: (State.PROPOSED, State.OPEN, State.IN_REVIEW, State.DECIDED, State.PUBLISHED, State.DISMISSED),
    Policy.SECOND_LOOK: (
        State.PROPOSED,
        State.OPEN,
        State.IN_REVIEW,
        State.AWAITING_SECOND,
        State.DECIDED,
        State.PUBLISHED,
        State.DISMISSED,
    ),
}
CASES = [(v, s, a, p) for p in POLICIES for s in REACHED[p] for v in Verb for a in ACTORS]
SILENT = {(Verb.START, State.IN_REVIEW), (Verb.RENEW, State.IN_REVIEW)}


def expected_kind(verb: Verb, state: State, actor: str, policy: Policy) -> Kind | None:
    """Read from the table and the cast alone: None where the move goes through."""
    move = MOVES[verb]
    if move.permission not in ACTORS[actor]:
        return Kind.FORBIDDEN
    if state not in move.sources or policy not in move.policies:
        return Kind.CONFLICT
    if Guard.HOLDER in move.guards and actor != "author":
        return Kind.CONFLICT
    if Guard.FREE_LEASE in move.guards and state is State.IN_REVIEW and actor != "author":
        return Kind.CONFLICT
    if Guard.NOT_AUTHOR in move.guards and actor == "author":
        return Kind.FORBIDDEN
    return None


@pytest.fixture
def cast(checker, checker2, editor, importer, administrator, outsider, root):
    people = (checker, checker2, editor, importer, administrator, outsider, root)
    return dict(zip(ACTORS, people, strict=True))


@pytest.fixture
def claim_in(cast, scales):
    """Bring a claim to a state by the verbs themselves, judged by the author."""

    def bring(state: State, policy: Policy):
        article = make_article(cast["importer"])
        Plan.objects.create(article=article, policy=policy, scale=scales["five-point"])
        claim = make_claim(article, hints=IN_PARTS)
        author, other, editor = cast["author"], cast["other checker"], cast["editor"]
        if state is State.PROPOSED:
            return claim
        if state is State.DISMISSED:
            Review.dismiss(claim, by=author, now=NOW, why=DismissReason.OPINION)
            return claim
        review = Review.accept(claim, by=author, now=NOW)
        if state is State.OPEN:
            return claim
        review.start(by=author, now=NOW)
        Draft.store(review, draft_payload(), by=author, base_rev=0, now=NOW)
        if state is State.IN_REVIEW:
            return claim
        verdict = review.submit(by=author, now=NOW)
        if state is State.AWAITING_SECOND:
            return claim
        if policy is Policy.SECOND_LOOK:
            review.approve(verdict, by=other, now=NOW)
        if state is State.PUBLISHED:
            review.publish(by=editor, now=NOW)
        return claim

    return bring


def ask(claim, actor, verb) -> Request:
    review = Review.objects.filter(claim=claim).first()
    verdict = review.current_verdict() if review else None
    return Request(
        reason="because it matters",
        why=DismissReason.OPINION if verb is Verb.DISMISS else "",
        to=actor if verb is Verb.ASSIGN else None,
        verdict=verdict.uid if verdict else None,
    )


def state_now(claim) -> State:
    claim.refresh_from_db()
    review = Review.objects.filter(claim=claim).first()
    if review:
        return State(review.state)
    return State.DISMISSED if claim.triage == "dismissed" else State.PROPOSED


@pytest.mark.parametrize(("verb", "state", "actor", "policy"), CASES)
def test_a_verb_does_what_the_table_says(verb, state, actor, policy, cast, claim_in):
    claim = claim_in(state, policy)
    assert state_now(claim) is state
    events = Event.objects.filter(claim=claim).count()
    kind = expected_kind(verb, state, actor, policy)
    if kind is not None:
        with pytest.raises(Refusal) as refused:
            perform(verb, claim, by=cast[actor], now=NOW, asked=ask(claim, cast[actor], verb))
        assert refused.value.kind is kind
        assert refused.value.words
        assert state_now(claim) is state
        assert Event.objects.filter(claim=claim).count() == events
        return
    perform(verb, claim, by=cast[actor], now=NOW, asked=ask(claim, cast[actor], verb))
    assert state_now(claim) is target(verb, state, policy)
    if (verb, state) not in SILENT:
        newest = Event.objects.filter(claim=claim).newest_first().first()
        assert (newest.verb, newest.actor) == (verb, cast[actor])


def target(verb: Verb, state: State, policy: Policy) -> State:
    if verb is Verb.RESTORE:
        return State.PROPOSED  # the claim was dismissed before anybody chose it
    return MOVES[verb].target_under(policy) or state


def test_every_verb_is_refused_from_states_of_later_policies():
    """Second review and disputed belong to the blind policy; no verb built so far leaves them."""
    for state in (State.SECOND_REVIEW, State.DISPUTED):
        assert not [move for move in MOVES.values() if state in move.sources]
