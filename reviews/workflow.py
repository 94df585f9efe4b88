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
    ADJUDICATE = "adjudicate"
    AMEND = "amend"
    PUBLISH = "publish"
    REOPEN = "reopen"
    CORRECT = "correct"
    APPLY_CORRECTION = "apply_correction"
    DROP_CORRECTION = "drop_correction"
    WAIVE = "waive"
    PRIORITIZE = "prioritize"
    SCHEDULE = "schedule"
    SET_POLICY = "set_policy"
    UNDO = "undo"


class Guard(StrEnum):
    """Conditions on who acts that nothing switches off."""

    HOLDER = "holder"
    FREE_LEASE = "free_lease"
    NOT_AUTHOR = "not_author"
    NOT_HOLDER = "not_holder"
    AUTHOR_OR_LEAD = "author_or_lead"
    WROTE_NEITHER = "wrote_neither"
    WORDING_SEEN = "wording_seen"
    TWO_PEOPLE = "two_people"
    NO_CORRECTION = "no_correction"
    CORRECTION_PROPOSED = "correction_proposed"
    NOT_PROPOSER = "not_proposer"
    SELF_OR_LEAD = "self_or_lead"
    OWN_LAST_STEP = "own_last_step"


VIEW = "reviews.view_review"
CHECK = "reviews.check_claim"
TRIAGE = "reviews.triage_claim"
SECOND = "reviews.second_look"
LEAD = "reviews.lead_check"
PUBLISH = "reviews.publish_verdict"
EXPORT = "reviews.export_report"

SAME = None  # the state stays as it is

HELD = frozenset({State.IN_REVIEW, State.SECOND_REVIEW})
UNDECIDED = frozenset({State.OPEN, State.IN_REVIEW, State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED})
UNDOABLE = frozenset(
    {
        *(Verb.ACCEPT, Verb.DISMISS, Verb.RESTORE, Verb.ASSIGN, Verb.RELEASE, Verb.SUBMIT, Verb.APPROVE, Verb.RETURN),
        *(Verb.ADJUDICATE, Verb.AMEND, Verb.PUBLISH, Verb.REOPEN, Verb.PRIORITIZE, Verb.SCHEDULE, Verb.SET_POLICY),
    }
)
UNJUDGED = frozenset({State.OPEN, State.IN_REVIEW})
BLIND = frozenset({Policy.BLIND_DOUBLE})


@dataclass(frozen=True, slots=True)
class Way:
    """What is different about a verb from one state: where it leads, under which policies, past which guards."""

    target: State | None
    guards: frozenset[Guard]
    policies: frozenset[Policy] = frozenset(Policy)


@dataclass(frozen=True, slots=True)
class Move:
    """One verb: from which states, to which state under which policy, who may, and what it needs.

    `otherwise` is the other state it may lead to, where what is done decides: a second verdict that differs from the
    first, a change of the wording alone.
    """

    verb: Verb
    sources: frozenset[State]
    target: State | None
    permission: str
    guards: frozenset[Guard] = frozenset()
    needs_reason: bool = False
    target_when: dict[Policy, State] = field(default_factory=dict)
    policies: frozenset[Policy] = frozenset(Policy)
    ways: dict[State, Way] = field(default_factory=dict)
    otherwise: State | None = None
    new_round: bool = False

    def target_from(self, state: State, policy: Policy) -> State | None:
        """The state after the move, or None where it stays."""
        return self.ways[state].target if state in self.ways else self.target_when.get(policy, self.target)

    def guards_from(self, state: State) -> frozenset[Guard]:
        """What stands before the move in this state."""
        return self.ways[state].guards if state in self.ways else self.guards

    def policies_from(self, state: State) -> frozenset[Policy]:
        """Under which policies the move is there in this state."""
        return self.ways[state].policies if state in self.ways else self.policies


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
            {State.PROPOSED, State.OPEN, State.AWAITING_SECOND} | HELD,
            State.IN_REVIEW,
            CHECK,
            guards=frozenset({Guard.FREE_LEASE}),
            ways={
                state: Way(State.SECOND_REVIEW, frozenset({Guard.FREE_LEASE, Guard.NOT_AUTHOR}), BLIND)
                for state in (State.AWAITING_SECOND, State.SECOND_REVIEW)
            },
        ),
        _move(Verb.RENEW, HELD, SAME, CHECK, guards=frozenset({Guard.HOLDER})),
        _move(
            Verb.RELEASE,
            HELD,
            State.OPEN,
            CHECK,
            guards=frozenset({Guard.HOLDER}),
            ways={State.SECOND_REVIEW: Way(State.AWAITING_SECOND, frozenset({Guard.HOLDER}))},
        ),
        _move(
            Verb.TAKE_OVER,
            HELD,
            SAME,
            LEAD,
            needs_reason=True,
            ways={State.SECOND_REVIEW: Way(SAME, frozenset({Guard.NOT_AUTHOR}))},
        ),
        _move(
            Verb.SUBMIT,
            HELD,
            State.AWAITING_SECOND,
            CHECK,
            guards=frozenset({Guard.HOLDER}),
            target_when={Policy.SINGLE: State.DECIDED},
            ways={State.SECOND_REVIEW: Way(State.DECIDED, frozenset({Guard.HOLDER, Guard.NOT_AUTHOR}))},
            otherwise=State.DISPUTED,
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
        _move(
            Verb.ADJUDICATE,
            {State.DISPUTED},
            State.DECIDED,
            LEAD,
            guards=frozenset({Guard.WROTE_NEITHER}),
            policies=BLIND,
        ),
        _move(
            Verb.AMEND,
            {State.DECIDED},
            State.AWAITING_SECOND,
            CHECK,
            guards=frozenset({Guard.AUTHOR_OR_LEAD}),
            target_when={Policy.SINGLE: State.OPEN, Policy.BLIND_DOUBLE: State.DECIDED},
            otherwise=State.DECIDED,
        ),
        _move(
            Verb.PUBLISH,
            {State.DECIDED},
            State.PUBLISHED,
            PUBLISH,
            guards=frozenset({Guard.TWO_PEOPLE, Guard.WORDING_SEEN}),
        ),
        _move(Verb.REOPEN, {State.DECIDED, State.PUBLISHED}, State.OPEN, LEAD, needs_reason=True, new_round=True),
        _move(
            Verb.CORRECT,
            {State.PUBLISHED},
            SAME,
            PUBLISH,
            guards=frozenset({Guard.NO_CORRECTION}),
            needs_reason=True,
        ),
        _move(
            Verb.APPLY_CORRECTION,
            {State.PUBLISHED},
            SAME,
            PUBLISH,
            guards=frozenset({Guard.CORRECTION_PROPOSED, Guard.NOT_PROPOSER}),
        ),
        _move(Verb.DROP_CORRECTION, {State.PUBLISHED}, SAME, PUBLISH, guards=frozenset({Guard.CORRECTION_PROPOSED})),
        _move(Verb.WAIVE, UNJUDGED, SAME, LEAD, guards=frozenset({Guard.NOT_HOLDER}), needs_reason=True),
        _move(Verb.PRIORITIZE, UNDECIDED, SAME, LEAD),
        _move(Verb.SCHEDULE, UNDECIDED, SAME, LEAD),
        _move(Verb.SET_POLICY, {State.OPEN}, SAME, LEAD),
        _move(Verb.UNDO, frozenset(State), SAME, VIEW, guards=frozenset({Guard.OWN_LAST_STEP})),
    )
}
