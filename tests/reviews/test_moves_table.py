"""Every verb from every state by every role under each policy: the outcome that the table promises, no other."""

import datetime
import json
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction

from articles.models import Claim, Event
from articles.refusals import Kind, Refusal
from articles.terms import DismissReason
from reviews.models import Correction, Draft, Review
from reviews.models.guards import review_was
from reviews.moves import Request, perform
from reviews.rules import Rule
from reviews.terms import CorrectionKind, Priority
from reviews.workflow import HELD, LEAD, MOVES, UNDOABLE, Guard, Policy, State, Verb
from tests.factories import draft_payload
from tests.reviews.brought import CASES, bring

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
VERBS = [verb for verb in Verb if verb is not Verb.UNDO]
SECOND_HALF = (State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED, State.DECIDED, State.PUBLISHED)
SILENT = {(Verb.START, State.IN_REVIEW), (Verb.START, State.SECOND_REVIEW), *((Verb.RENEW, state) for state in HELD)}


def expected_kind(verb: Verb, state: State, actor: str, policy: Policy) -> Kind | None:
    """Read from the table and the cast alone: None where the move goes through."""
    move = MOVES[verb]
    if move.permission not in ACTORS[actor]:
        return Kind.FORBIDDEN
    if verb is Verb.ASSIGN and actor == "author" and state in SECOND_HALF and policy is Policy.BLIND_DOUBLE:
        return Kind.INVALID  # nobody judges the same claim twice
    if state not in move.sources or policy not in move.policies_from(state):
        return Kind.CONFLICT
    verdicts = sorted(move.guards_from(state))
    return next((kind for kind in (stops(guard, state, actor) for guard in verdicts) if kind), None)


def stops(guard: Guard, state: State, actor: str) -> Kind | None:
    """What a guard says to somebody, as the cast brought the claim to its state."""
    holder = {State.IN_REVIEW: "author", State.SECOND_REVIEW: "other checker"}.get(state)
    match guard:
        case Guard.HOLDER:
            return Kind.CONFLICT if actor != holder else None
        case Guard.FREE_LEASE:
            return Kind.CONFLICT if holder and actor != holder else None
        case Guard.NOT_AUTHOR:
            return Kind.FORBIDDEN if actor == "author" else None
        case Guard.NOT_HOLDER:
            return Kind.FORBIDDEN if actor == holder else None
        case Guard.AUTHOR_OR_LEAD:
            return Kind.FORBIDDEN if actor != "author" and LEAD not in ACTORS[actor] else None
        case Guard.WROTE_NEITHER:
            return Kind.FORBIDDEN if actor in {"author", "other checker"} else None
    return None  # the cases are brought about so that these let everybody through who has the right


@pytest.fixture
def cast(checker, checker2, editor, importer, administrator, outsider, root):
    people = (checker, checker2, editor, importer, administrator, outsider, root)
    return dict(zip(ACTORS, people, strict=True))


@pytest.fixture
def claim_in(cast, scales):
    """Bring a claim to a state by the verbs themselves, judged by the author."""
    people = {"author": cast["author"], "other": cast["other checker"], "editor": cast["editor"]}
    return partial(bring, **people, importer=cast["importer"], scale=scales["five-point"], now=NOW)


def ask(claim, actor, verb) -> Request:
    """All that any verb may want, from somebody who means it."""
    review = Review.objects.filter(claim=claim).first()
    verdict = review.current_verdict() if review else None
    return Request(
        reason="because it matters",
        why=DismissReason.OPINION if verb is Verb.DISMISS else "",
        to=actor if verb is Verb.ASSIGN else None,
        verdict=verdict.uid if verdict else None,
        priority=Priority.MUST,
        due=NOW,
        policy=Policy.SINGLE,
        rule=Rule.CITATION_MISSING,
        kind=CorrectionKind.MINOR,
    )


def prepare(claim, actor, verb, proposer) -> None:
    """What must be there before a verb can be meant: a better wording, a correction to apply."""
    review = Review.objects.filter(claim=claim).first()
    if verb is Verb.AMEND and review:
        better = {"payload": draft_payload(rationale="Put better."), "saved_at": NOW}
        Draft.objects.update_or_create(review=review, round=review.round, author=actor, defaults=better)
    if verb in {Verb.APPLY_CORRECTION, Verb.DROP_CORRECTION} and review:
        kind = CorrectionKind.MINOR
        Correction.objects.create(
            review=review, round=1, kind=kind, note="A slip.", proposed_by=proposer, proposed_at=NOW
        )


def state_now(claim) -> State:
    claim.refresh_from_db()
    review = Review.objects.filter(claim=claim).first()
    if review:
        return State(review.state)
    return State.DISMISSED if claim.triage == "dismissed" else State.PROPOSED


def picture(claim) -> dict:
    """Everything an undo puts back."""
    claim.refresh_from_db()
    review = Review.objects.filter(claim=claim).first()
    shown = {"triage": claim.triage, "why": claim.dismiss_reason, "frozen": claim.frozen_at is not None}
    if review is None:
        return shown
    held = {name: value for name, value in review_was(review)["review"].items() if name != "lease_until"}
    return shown | held | {"stands": [d.verdict_id for d in review.decisions.current()]}


def try_out(verb, state, actor, policy, claim, cast, proposer) -> str:
    """Do one verb as one person; what is not as the table promises, or nothing."""
    person, kind = cast[actor], expected_kind(verb, state, actor, policy)
    prepare(claim, person, verb, proposer)
    n_events, before = Event.objects.filter(claim=claim).count(), picture(claim)
    try:
        perform(verb, claim, by=person, now=NOW, asked=ask(claim, person, verb))
    except Refusal as refused:
        if refused.kind is not kind or not refused.words:
            return f"refused as {refused.kind} ({refused.code}), expected {kind}"
        untouched = picture(claim) == before and Event.objects.filter(claim=claim).count() == n_events
        return "" if untouched else "refused, and yet something changed"
    if kind is not None:
        return f"went through, expected {kind}"
    if state_now(claim) is not target(verb, state, policy):
        return f"led to {state_now(claim)}, expected {target(verb, state, policy)}"
    newest = Event.objects.filter(claim=claim).newest_first().first()
    if (verb, state) not in SILENT and (newest.verb, newest.actor) != (verb, person):
        return "wrote no step of its own"
    return undone_again(verb, claim, person, before) if verb in UNDOABLE else ""


def undone_again(verb, claim, person, before) -> str:
    """Undo the step at once: everything is as before, and the history tells of both."""
    step = Event.objects.filter(claim=claim).newest_first().first()
    perform(Verb.UNDO, claim, by=person, now=NOW + datetime.timedelta(seconds=29), asked=Request())
    after = picture(claim)
    if after != before:
        return f"undone, but {_differing(before, after)}"
    newest = Event.objects.filter(claim=claim).newest_first().first()
    return "" if newest.verb == Verb.UNDO and newest.undoes_id == step.pk else "the undo wrote no step of its own"


def _differing(before, after):
    names = {*before, *after}
    return {n: (before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)}


def target(verb: Verb, state: State, policy: Policy) -> State:
    if verb is Verb.RESTORE:
        return State.PROPOSED  # the claim was dismissed before anybody chose it
    if verb is Verb.AMEND:
        return MOVES[verb].otherwise  # only the wording is amended here
    return MOVES[verb].target_from(state, policy) or state


@pytest.mark.parametrize(("policy", "state"), CASES)
def test_every_verb_by_everybody_does_what_the_table_says(policy, state, cast, claim_in, person):
    claim, proposer = claim_in(state, policy), person("editor2", "Editor")
    assert state_now(claim) is state
    faults = []
    for verb in VERBS:
        for actor in ACTORS:
            with transaction.atomic():
                fresh = Claim.objects.get(pk=claim.pk)
                if fault := try_out(verb, state, actor, policy, fresh, cast, proposer):
                    faults.append(f"{verb} by the {actor}: {fault}")
                transaction.set_rollback(True)
    assert not faults, "\n".join(faults)


def test_every_state_can_be_reached_and_left():
    for state in set(State) - {State.PROPOSED}:
        leading = [move for move in MOVES.values() if state in targets(move)]
        leaving = [move for move in MOVES.values() if state in move.sources and targets(move) - {state}]
        assert leading and leaving, state


def targets(move) -> set[State]:
    ways = {move.target_from(state, policy) for state in move.sources for policy in Policy}
    return {state for state in {*ways, move.otherwise} if state}
