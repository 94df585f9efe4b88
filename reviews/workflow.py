"""The one table of states and moves. Buttons, API hints, refusals and tests are read from it."""

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """Where the check of a claim stands. `PROPOSED` is a claim without a review yet; no row holds it."""

    PROPOSED = "proposed"
    OPEN = "open"
    IN_REVIEW = "in_review"
    AWAITING_SECOND = "awaiting_second"
    SECOND_REVIEW = "second_review"
    DISPUTED = "disputed"
    DECIDED = "decided"
    PUBLISHED = "published"
    DISMISSED = "dismissed"


class Policy(StrEnum):
    """How many people judge a claim, and how."""

    SINGLE = "single"
    SECOND_LOOK = "second_look"
    BLIND_DOUBLE = "blind_double"


class Verb(StrEnum):
    """What people do with a review."""

    ACCEPT = "accept"
    DISMISS = "dismiss"
    SPLIT = "split"
    RESTORE = "restore"
    ASSIGN = "assign"
    START = "start"
    RENEW = "renew"
    RELEASE = "release"
    TAKE_OVER = "take_over"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    PUBLISH = "publish"
    REOPEN = "reopen"


class Guard(StrEnum):
    """Conditions on who acts that nothing switches off."""

    HOLDER = "holder"
    FREE_LEASE = "free_lease"
    NOT_AUTHOR = "not_author"
    TWO_PEOPLE = "two_people"
    SELF_OR_LEAD = "self_or_lead"


CHECK = "reviews.check_claim"
TRIAGE = "reviews.triage_claim"
SECOND = "reviews.second_look"
LEAD = "reviews.lead_check"
PUBLISH = "reviews.publish_verdict"
EXPORT = "reviews.export_report"

SAME = None  # the state stays as it is

UNDECIDED = frozenset({State.OPEN, State.IN_REVIEW, State.AWAITING_SECOND})


@dataclass(frozen=True, slots=True)
class Move:
    """One verb: from which states, to which state under which policy, who may, and what it needs."""

    verb: Verb
    sources: frozenset[State]
    target: State | None
    permission: str
    guards: frozenset[Guard] = frozenset()
    needs_reason: bool = False
    target_when: dict[Policy, State] = field(default_factory=dict)
    policies: frozenset[Policy] = frozenset(Policy)
    new_round: bool = False

    def target_under(self, policy: Policy) -> State | None:
        """The state after the move, or None where it stays."""
        return self.target_when.get(policy, self.target)


def _move(
    verb: Verb, sources: set[State] | frozenset[State], target: State | None, permission: str, **more: object
) -> Move:
    return Move(verb, frozenset(sources), target, permission, **more)  # type: ignore[arg-type]


MOVES: dict[Verb, Move] = {
    move.verb: move
    for move in (
        _move(Verb.ACCEPT, {State.PROPOSED}, State.OPEN, TRIAGE),
        _move(Verb.DISMISS, {State.PROPOSED, State.OPEN}, State.DISMISSED, TRIAGE, needs_reason=True),
        _move(
            Verb.SPLIT,
            {State.PROPOSED, State.OPEN, State.IN_REVIEW},
            State.DISMISSED,
            TRIAGE,
            guards=frozenset({Guard.FREE_LEASE}),
        ),
        _move(Verb.RESTORE, {State.DISMISSED}, State.OPEN, TRIAGE),
        _move(Verb.ASSIGN, UNDECIDED, SAME, TRIAGE, guards=frozenset({Guard.SELF_OR_LEAD})),
        _move(
            Verb.START,
            {State.PROPOSED, State.OPEN, State.IN_REVIEW},
            State.IN_REVIEW,
            CHECK,
            guards=frozenset({Guard.FREE_LEASE}),
        ),
        _move(Verb.RENEW, {State.IN_REVIEW}, SAME, CHECK, guards=frozenset({Guard.HOLDER})),
        _move(Verb.RELEASE, {State.IN_REVIEW}, State.OPEN, CHECK, guards=frozenset({Guard.HOLDER})),
        _move(Verb.TAKE_OVER, {State.IN_REVIEW}, SAME, LEAD, needs_reason=True),
        _move(
            Verb.SUBMIT,
            {State.IN_REVIEW},
            State.AWAITING_SECOND,
            CHECK,
            guards=frozenset({Guard.HOLDER}),
            target_when={Policy.SINGLE: State.DECIDED},
        ),
        _move(
            Verb.APPROVE,
            {State.AWAITING_SECOND},
            State.DECIDED,
            SECOND,
            guards=frozenset({Guard.NOT_AUTHOR}),
            policies=frozenset({Policy.SECOND_LOOK}),
        ),
        _move(
            Verb.RETURN,
            {State.AWAITING_SECOND},
            State.OPEN,
            SECOND,
            guards=frozenset({Guard.NOT_AUTHOR}),
            needs_reason=True,
            policies=frozenset({Policy.SECOND_LOOK}),
        ),
        _move(Verb.PUBLISH, {State.DECIDED}, State.PUBLISHED, PUBLISH, guards=frozenset({Guard.TWO_PEOPLE})),
        _move(Verb.REOPEN, {State.DECIDED, State.PUBLISHED}, State.OPEN, LEAD, needs_reason=True, new_round=True),
    )
}
