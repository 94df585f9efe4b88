"""When a check will be through at the pace of its last hours. Pure: times in, an estimate out.

The estimate is simple on purpose. A claim takes one or two steps to be decided: a verdict and, where a second person
looks, an approval. Counted are the steps done in the last `WINDOW`, from the first of them until now; the steps to go
are thought to be done as fast, without a break. With fewer than `FEWEST_STEPS` nothing is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reviews.workflow import Policy, State, Verb

WINDOW = datetime.timedelta(hours=8)
SHORTEST = datetime.timedelta(minutes=30)  # a burst of a few minutes promises nothing
LONGEST = datetime.timedelta(days=365)
FEWEST_STEPS = 5
STEPS = (Verb.SUBMIT, Verb.APPROVE)
HOUR = datetime.timedelta(hours=1)

_TO_WRITE = {State.OPEN, State.IN_REVIEW}
_TO_SETTLE = {State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED}


@dataclass(frozen=True, slots=True)
class Pace:
    """What was done lately, what is to go, and when that is done; `ready_at` is empty where nothing can be said."""

    n_done: int
    n_to_go: int
    over: datetime.timedelta = datetime.timedelta(0)
    ready_at: datetime.datetime | None = None

    @property
    def per_hour(self) -> float:
        return self.n_done / (self.over / HOUR) if self.over else 0.0

    @property
    def is_through(self) -> bool:
        return self.n_to_go == 0


def steps_to_go(claims: Mapping[tuple[State, Policy], int]) -> int:
    """How many steps some claims take until all are decided; proposals and what is put aside take none."""
    return sum(n * steps_of(state, policy) for (state, policy), n in claims.items())


def steps_of(state: State, policy: Policy) -> int:
    """How many steps a claim in this state is away from being decided."""
    if state in _TO_WRITE:
        return 1 if policy is Policy.SINGLE else 2
    return 1 if state in _TO_SETTLE else 0


def pace_of(done_at: Iterable[datetime.datetime], n_to_go: int, now: datetime.datetime) -> Pace:
    """The pace of the steps done at some times, and when `n_to_go` more are done at it."""
    lately = [at for at in done_at if now - WINDOW <= at <= now]
    if not n_to_go or len(lately) < FEWEST_STEPS:
        return Pace(len(lately), n_to_go)
    over = max(now - min(lately), SHORTEST)
    return Pace(len(lately), n_to_go, over, now + min(over * (n_to_go / len(lately)), LONGEST))
