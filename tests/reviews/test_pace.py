"""At this pace ready when: a simple estimate from the steps of the last hours, or none."""

import datetime

import pytest

from reviews.pace import LONGEST, Lately, pace_of, steps_of, steps_to_go
from reviews.workflow import Policy, State

NOW = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=datetime.UTC)


def steps(n: int, *, since: float) -> Lately:
    """So many steps, the first of them some hours ago."""
    return Lately(n, NOW - datetime.timedelta(hours=since))


def test_as_many_steps_again_take_as_long_again():
    pace = pace_of(steps(5, since=2), 10, NOW)
    assert pace.ready_at == NOW + datetime.timedelta(hours=4)
    assert pace.per_hour == 2.5


def test_too_few_steps_tell_nothing():
    pace = pace_of(steps(4, since=2), 10, NOW)
    assert (pace.n_done, pace.ready_at, pace.per_hour) == (4, None, 0.0)


@pytest.mark.parametrize("first", ["2026-11-20T14:00:00+00:00", "2026-11-20 14:00:00"])
def test_what_a_database_tells_is_read_with_or_without_its_zone(first):
    assert Lately.read({"n": 5, "first": first}) == steps(5, since=2)
    assert Lately.read(None) == Lately()


def test_a_burst_of_minutes_counts_as_half_an_hour():
    assert pace_of(steps(5, since=0.01), 10, NOW).ready_at == NOW + datetime.timedelta(hours=1)


def test_nothing_to_go_is_through():
    pace = pace_of(steps(5, since=2), 0, NOW)
    assert pace.is_through
    assert pace.ready_at is None


def test_a_whole_library_is_not_promised_beyond_a_year():
    assert pace_of(steps(5, since=8), 10**9, NOW).ready_at == NOW + LONGEST


@pytest.mark.parametrize(
    ("state", "policy", "to_go"),
    [
        (State.OPEN, Policy.SECOND_LOOK, 2),
        (State.IN_REVIEW, Policy.SINGLE, 1),
        (State.IN_REVIEW, Policy.BLIND_DOUBLE, 2),
        (State.AWAITING_SECOND, Policy.SECOND_LOOK, 1),
        (State.DISPUTED, Policy.BLIND_DOUBLE, 1),
        (State.DECIDED, Policy.SECOND_LOOK, 0),
        (State.PROPOSED, Policy.SECOND_LOOK, 0),
        (State.DISMISSED, Policy.SINGLE, 0),
    ],
)
def test_each_state_is_some_steps_from_decided(state, policy, to_go):
    assert steps_of(state, policy) == to_go


def test_the_steps_of_many_claims_add_up():
    claims = {(State.OPEN, Policy.SECOND_LOOK): 3, (State.AWAITING_SECOND, Policy.SECOND_LOOK): 2}
    assert steps_to_go(claims) == 8
