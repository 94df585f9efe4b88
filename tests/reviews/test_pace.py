"""At this pace ready when: a simple estimate from the steps of the last hours, or none."""

import datetime

import pytest

from reviews.pace import LONGEST, pace_of, steps_of, steps_to_go
from reviews.workflow import Policy, State

NOW = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=datetime.UTC)


def ago(*hours: float) -> list[datetime.datetime]:
    return [NOW - datetime.timedelta(hours=one) for one in hours]


def test_as_many_steps_again_take_as_long_again():
    pace = pace_of(ago(2, 1.5, 1, 0.5, 0.1), 10, NOW)
    assert pace.ready_at == NOW + datetime.timedelta(hours=4)
    assert pace.per_hour == 2.5


def test_too_few_steps_tell_nothing():
    pace = pace_of(ago(2, 1.5, 1, 0.5), 10, NOW)
    assert (pace.n_done, pace.ready_at, pace.per_hour) == (4, None, 0.0)


def test_what_was_done_yesterday_or_is_yet_to_come_does_not_count():
    assert pace_of(ago(9, 10, 11, 12, 24, -1), 10, NOW).n_done == 0


def test_a_burst_of_minutes_counts_as_half_an_hour():
    assert pace_of(ago(*[0.01] * 5), 10, NOW).ready_at == NOW + datetime.timedelta(hours=1)


def test_nothing_to_go_is_through():
    pace = pace_of(ago(2, 1.5, 1, 0.5, 0.1), 0, NOW)
    assert pace.is_through
    assert pace.ready_at is None


def test_a_whole_library_is_not_promised_beyond_a_year():
    assert pace_of(ago(8, 7, 6, 5, 4), 10**9, NOW).ready_at == NOW + LONGEST


@pytest.mark.parametrize(
    ("state", "policy", "steps"),
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
def test_each_state_is_some_steps_from_decided(state, policy, steps):
    assert steps_of(state, policy) == steps


def test_the_steps_of_many_claims_add_up():
    claims = {(State.OPEN, Policy.SECOND_LOOK): 3, (State.AWAITING_SECOND, Policy.SECOND_LOOK): 2}
    assert steps_to_go(claims) == 8
