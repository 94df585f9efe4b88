"""Who may do a verb now, and the refusal that says why not: permission, state, policy, reason, guards."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NoReturn

from articles.models import Claim, Event
from articles.refusals import Kind
from articles.terms import Triage
from reviews import words
from reviews.workflow import LEAD, MOVES, UNDOABLE, Guard, Move, Policy, State, Verb

if TYPE_CHECKING:
    from reviews.models.review import Review

STANDING = frozenset({State.DECIDED, State.PUBLISHED})
MOMENTS = ("lease_until", "returned_at", "submitted_at", "due_at", "due_key")
PUT_BACK = (
    *("state", "policy", "round", "priority", "rating_id", "assigned_to_id", "author_id", "amended_by_id"),
    *("lease_by_id", *MOMENTS),
)
UNDO_TIME = datetime.timedelta(seconds=30)
Person = Any  # the installed user model


def check_verb(
    review: Review, move: Move, *, by: Person, now: datetime.datetime, rev: int | None = None, reason: str = ""
) -> None:
    """Raise the Refusal that stands against a verb, in the order in which people can mend it."""
    check_permission(move, by)
    if rev is not None and rev != review.rev:
        raise words.stale_refusal(review, now)
    check_state(move, State(review.state))
    if Policy(review.policy) not in move.policies_from(State(review.state)):
        raise words.policy_refusal(move.verb, Policy(review.policy))
    if move.needs_reason and not reason.strip():
        raise words.refusal("reason_missing", Kind.INVALID, field="reason")
    for guard in sorted(move.guards_from(State(review.state))):
        if not holds(review, guard, by, now):
            raise words.guard_refusal(guard, review)


def check_claim(
    claim: Claim, review: Review | None, move: Move, *, by: Person, now: datetime.datetime, rev: int | None = None
) -> None:
    """`check_verb`, also for a claim that nobody chose yet; `rev` is then the claim's."""
    if review is not None:
        return check_verb(review, move, by=by, now=now, rev=rev)
    check_permission(move, by)
    state = state_of(claim)
    if rev is not None and rev != claim.rev:
        raise words.refusal("stale", state=words.STATES[state])
    check_state(move, state)


def allows(review: Review, move: Move, person: Person, now: datetime.datetime) -> bool:
    """Whether `check_verb` would find nothing, a reason apart."""
    return (
        person.has_perm(move.permission)
        and State(review.state) in move.sources
        and Policy(review.policy) in move.policies_from(State(review.state))
        and all(holds(review, guard, person, now) for guard in move.guards_from(State(review.state)))
    )


def check_permission(move: Move, by: Person) -> None:
    if not by.has_perm(move.permission):
        raise words.refusal("not_allowed", Kind.FORBIDDEN, verb=words.VERBS[move.verb])


def check_state(move: Move, state: State) -> None:
    if state not in move.sources:
        raise words.wrong_state_refusal(move.verb, state)


def check_self_or_lead(review: Review, to: Person | None, by: Person) -> None:
    """Anybody takes a free claim or lays down their own; giving one to another is an editor's."""
    own = review.assigned_to_id in {None, by.pk} and (to is None or to == by)
    if not own and not by.has_perm(LEAD):
        raise words.guard_refusal(Guard.SELF_OR_LEAD, review)


def claim_was(claim: Claim) -> dict[str, Any]:
    """What an undo puts back of a claim, as JSON."""
    return {"triage": claim.triage, "dismiss_reason": claim.dismiss_reason, "is_frozen": claim.frozen_at is not None}


def review_was(review: Review) -> dict[str, Any]:
    """What an undo puts back of a check and its claim, as JSON."""
    columns = {name: getattr(review, name) for name in PUT_BACK}
    stands = review.decisions.current().values_list("pk", flat=True).first() if review.state in STANDING else None
    plain = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in columns.items()}
    return {"review": plain, "decision": stands, "claim": claim_was(review.claim)}


def refuse_without_review(verb: Verb, claim: Claim, *, by: Person) -> NoReturn:
    """Say no to a verb that needs a check under way, on a claim that has none."""
    check_permission(MOVES[verb], by)
    raise words.wrong_state_refusal(verb, state_of(claim))


def state_of(claim: Claim, review: Review | None = None) -> State:
    """The state of a claim's check, also where it has no review."""
    if review is not None:
        return State(review.state)
    return State.DISMISSED if claim.triage == Triage.DISMISSED else State.PROPOSED


def holds(review: Review, guard: Guard, by: Person, now: datetime.datetime) -> bool:
    """Whether one guard lets this person through."""
    match guard:
        case Guard.HOLDER:
            return review.is_held_by(by, now)
        case Guard.FREE_LEASE:
            return (not review.is_leased(now) or review.lease_by_id == by.pk) and review.is_for(by)
        case Guard.NOT_AUTHOR:
            return bool(review.author_id != by.pk)
        case Guard.NOT_HOLDER:
            return not review.is_held_by(by, now)
        case Guard.AUTHOR_OR_LEAD:
            return review.author_id == by.pk or by.has_perm(LEAD)
        case Guard.WROTE_NEITHER:
            return by.pk not in set(review.verdicts.filter(round=review.round).values_list("author_id", flat=True))
        case Guard.WORDING_SEEN:
            return review.amended_by_id != by.pk
        case Guard.TWO_PEOPLE:
            return len(_hands(review) | {by.pk}) >= 2
        case Guard.NO_CORRECTION:
            return review.open_correction() is None
        case Guard.CORRECTION_PROPOSED:
            return review.open_correction() is not None
        case Guard.NOT_PROPOSER:
            proposed = review.open_correction()
            return proposed is None or proposed.proposed_by_id != by.pk
        case Guard.OWN_LAST_STEP:
            return undone_step(review.claim, by, now) is not None
        case Guard.SELF_OR_LEAD:
            return True  # judged by check_self_or_lead, which knows whom the claim is given to


def undone_step(claim: Claim, by: Person, now: datetime.datetime) -> Event | None:
    """The step that this person may still undo: their own, the claim's last one, and not yet half a minute old."""
    return undoable(claim.events.order_by("-pk").first() if claim.pk else None, by, now)


def undoable(last: Event | None, by: Person, now: datetime.datetime) -> Event | None:
    """A claim's last step, where this person may undo it now."""
    if last is None or last.actor_id != by.pk or last.verb not in UNDOABLE:
        return None
    return last if last.at <= now < last.at + UNDO_TIME else None


def _hands(review: Review) -> set[int]:
    """Who wrote and who settled the verdict that stands, the author of the wording before an amendment among them."""
    rows = review.decisions.current().values_list("by_id", "verdict__author_id")
    return {person for row in rows for person in row}
