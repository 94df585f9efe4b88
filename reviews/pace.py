"""When a check will be through at the pace of its last hours. Pure: times in, an estimate out.

The estimate is simple on purpose. A claim takes one or two steps to be decided: a verdict and, where a second person
looks, an approval. Counted are the steps done in the last `WINDOW`, from the first of them until now; the steps to go
are thought to be done as fast, without a break. With fewer than `FEWEST_STEPS` nothing is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
class Lately:
    """The steps done within the window: how many, and when the first was."""

    n: int = 0
    first_at: datetime.datetime | None = None

    @classmethod
    def read(cls, told: Mapping[str, Any] | None) -> Lately:
        """As a database tells it; not every one names the zone, which is UTC."""
        if not told:
            return cls()
        at = datetime.datetime.fromisoformat(told["first"])
        return cls(told["n"], at if at.tzinfo else at.replace(tzinfo=datetime.UTC))


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


def pace_of(lately: Lately, n_to_go: int, now: datetime.datetime) -> Pace:
    """The pace of the steps done lately, and when `n_to_go` more are done at it."""
    if not n_to_go or lately.first_at is None or lately.n < FEWEST_STEPS:
        return Pace(lately.n, n_to_go)
    over = max(now - lately.first_at, SHORTEST)
    return Pace(lately.n, n_to_go, over, now + min(over * (n_to_go / lately.n), LONGEST))
