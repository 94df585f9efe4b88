"""What accounts for a sentence, on plain rows: the rules, and what holds whatever is swept."""

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.terms import Zone
from reviews.coverage import COUNTED, Place, sweep
from reviews.reading import Stretch
from reviews.standings import ClaimRow, standings
from reviews.terms import Standing
from reviews.workflow import State

TEXT = "But the river rose by 40 cm, and the town spent 2 million. Nobody was hurt! * * * The end."
FIRST, SECOND, STARS, LAST = (0, 58), (59, 75), (76, 81), (82, 90)
DONE = [State.DECIDED, State.PUBLISHED, State.DISMISSED]


def lines(*, places=(), confirmed=(), claims=(), sentences=((FIRST, Zone.BODY), (SECOND, Zone.BODY))):
    stretches = [Stretch(*span, zone) for span, zone in sentences]
    rows = [ClaimRow(key, state) if isinstance(state, State) else state for key, state in dict(claims).items()]
    return sweep(TEXT, stretches, [Place(*place) for place in places], confirmed, rows).lines


def words(spans):
    return [TEXT[start:end] for start, end in spans]


class TestSentence:
    def test_without_a_claim_it_is_accounted_for_once_its_words_are_confirmed(self):
        before, after = (lines(confirmed=found)[1] for found in ([], [SECOND]))
        assert (before.standing, words(before.left)) == (Standing.UNTOUCHED, ["Nobody was hurt"])
        assert (after.standing, after.left, after.is_accounted) == (Standing.CONFIRMED, (), True)

    @pytest.mark.parametrize("state", list(State))
    def test_a_claim_in_it_counts_only_when_it_is_decided_published_or_dismissed(self, state):
        line = lines(places=[(1, *SECOND)], claims={1: state})[1]
        assert line.is_accounted == (state in DONE)
        assert (line.standing is Standing.UNTOUCHED) == (state is State.PROPOSED)
        assert line.undecided == (() if state in DONE else (1,))

    def test_words_outside_its_claims_are_to_be_confirmed_blanks_and_punctuation_are_not(self):
        claimed = {"places": [(1, 4, 27), (2, 33, 57)], "claims": {1: State.DECIDED, 2: State.DISMISSED}}
        line = lines(**claimed)[0]
        assert (line.standing, words(line.left), line.is_confirmable) == (Standing.UNTOUCHED, ["But", "and"], True)
        done = lines(**claimed, confirmed=[(0, 3), (29, 32)])[0]
        assert (done.standing, done.left) == (Standing.DECIDED, ())

    def test_a_claim_to_do_is_waited_for_and_a_proposal_is_not_looked_at(self):
        both = lines(places=[(1, *FIRST), (2, *SECOND)], claims={1: State.OPEN, 2: State.PROPOSED})
        assert [line.standing for line in both] == [Standing.WAITING, Standing.UNTOUCHED]

    def test_its_words_cannot_be_confirmed_away_under_an_open_claim(self):
        line = lines(places=[(1, 4, 27)], claims={1: State.OPEN}, confirmed=[FIRST])[0]
        assert (line.standing, line.left, line.is_confirmable) == (Standing.WAITING, (), False)

    def test_a_claim_over_several_sentences_counts_in_each(self):
        both = lines(places=[(1, FIRST[0], SECOND[1])], claims={1: State.DECIDED})
        assert [line.claims for line in both] == [(1,), (1,)]
        assert all(line.is_accounted for line in both)

    def test_a_claim_that_only_shares_punctuation_with_it_is_not_in_it(self):
        assert lines(places=[(1, 57, 75)], claims={1: State.OPEN})[0].claims == ()

    def test_a_claim_nobody_knows_about_keeps_it_open(self):
        assert lines(places=[(1, *SECOND)])[1].standing is Standing.UNTOUCHED

    def test_furniture_and_signs_without_words_do_not_count(self):
        found = lines(
            sentences=[(FIRST, Zone.BOILERPLATE), (SECOND, Zone.METADATA), (STARS, Zone.BODY), (LAST, Zone.BIO)]
        )
        assert [(line.start, line.zone) for line in found] == [(82, Zone.BIO)]

    def test_what_stands_in_it_and_is_not_its_own_is_left_alone(self):
        outer = Stretch(0, 75, Zone.BODY, (SECOND,))
        whole = sweep(TEXT, [outer, Stretch(*SECOND, Zone.CAPTION)], [Place(1, *SECOND)], [], [ClaimRow(1, State.OPEN)])
        assert [(line.claims, words(line.left)) for line in whole.lines] == [
            ((), [TEXT[:57]]),
            ((1,), []),
        ]


class TestClaims:
    def test_one_that_is_the_same_as_another_counts_when_that_one_counts(self):
        def found(state):
            return standings([ClaimRow(1, state), ClaimRow(2, State.PROPOSED, same_as=1)])[2]

        assert found(State.DECIDED) is Standing.DECIDED
        assert found(State.DISMISSED) is Standing.DISMISSED
        assert found(State.OPEN) is Standing.WAITING

    def test_claims_that_are_each_the_same_as_the_other_never_count(self):
        rows = [ClaimRow(1, State.DISMISSED, same_as=2), ClaimRow(2, State.DISMISSED, same_as=1)]
        assert set(standings(rows).values()) == {Standing.WAITING}

    def test_one_checked_in_parts_counts_when_all_its_parts_do(self):
        whole = ClaimRow(1, State.DISMISSED, is_in_parts=True)
        parts = [ClaimRow(2, State.DECIDED, part_of=1), ClaimRow(3, State.OPEN, part_of=1)]
        assert standings([whole, *parts])[1] is Standing.WAITING
        assert standings([whole, parts[0]])[1] is Standing.DECIDED
        assert standings([whole, parts[0], ClaimRow(3, State.DISMISSED, part_of=1, is_taken_back=True)])[1] == "decided"

    @pytest.mark.parametrize("state", DONE)
    def test_one_whose_words_were_changed_since_is_to_be_looked_at_again(self, state):
        rows = [ClaimRow(1, state, is_changed=True), ClaimRow(2, State.DISMISSED, same_as=1)]
        assert set(standings(rows).values()) == {Standing.WAITING}


@st.composite
def articles(draw):
    """A text with sentences, claims and confirmations strewn over it."""
    text = draw(st.text(alphabet="ab. ,\n", max_size=60))
    spot = st.integers(0, len(text))
    span = st.tuples(spot, spot).map(lambda pair: (min(pair), max(pair)))
    filled = span.filter(lambda pair: pair[0] < pair[1])
    stretches, at = [], 0
    for end in sorted(draw(st.sets(spot, max_size=8))):
        if end > at:
            stretches.append(Stretch(at, end, draw(st.sampled_from(Zone))))
            at = end
    if not text:
        return text, stretches, [], [], []
    places = [Place(key, *pair) for key, pair in enumerate(draw(st.lists(filled, max_size=6)))]
    others = st.none() | st.integers(0, 7)
    claims = [
        ClaimRow(place.claim, draw(st.sampled_from(State)), draw(others), draw(others), draw(st.booleans()))
        for place in places
    ]
    return text, stretches, places, draw(st.lists(filled, max_size=6)), claims


@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_swept_does_not_matter(article, chance: random.Random):
    text, *rows = article
    shuffled = [chance.sample(some, len(some)) for some in rows]
    assert sweep(text, *shuffled) == sweep(text, *rows)


@given(articles())
def test_sums_agree(article):
    text, stretches, *rest = article
    found = sweep(text, stretches, *rest)
    assert found.n == sum(s.zone in COUNTED and bool(re.search(r"\w", text[s.start : s.end])) for s in stretches)
    assert sum(found.counts.values()) == found.n == sum(zone.coverage.n for zone in found.zones())
    assert found.n_accounted == found.n - len(found.left) == sum(zone.coverage.n_accounted for zone in found.zones())
    assert found.n_accounted <= found.n_triaged <= found.n


@given(articles())
def test_what_is_left_is_exactly_the_letters_nothing_was_said_about(article):
    text, stretches, places, confirmed, claims = article
    said = {at for start, end in [*confirmed, *((p.start, p.end) for p in places)] for at in range(start, end)}
    for line in sweep(text, stretches, places, confirmed, claims).lines:
        left = {at for start, end in line.left for at in range(start, end)}
        assert {at for at in left if text[at].isalnum()} == {
            at for at in range(line.start, line.end) if text[at].isalnum() and at not in said
        }
        assert not left & said


@given(articles())
def test_confirming_what_is_left_leaves_nothing_and_undoes_nothing(article):
    text, stretches, places, confirmed, claims = article
    before = sweep(text, stretches, places, confirmed, claims)
    more = [*confirmed, *(gap for line in before.lines for gap in line.left)]
    after = sweep(text, stretches, places, [*more, *more], claims)
    assert not any(line.left for line in after.lines)
    assert after.n_accounted >= before.n_accounted
    assert [line.undecided for line in after.lines] == [line.undecided for line in before.lines]
    assert all(line.is_accounted != bool(line.undecided) for line in after.lines)


def test_a_long_article_takes_a_few_milliseconds():
    sentence = "The river rose by 40 cm in 2019 and nobody saw it. "
    text = sentence * 900
    stretches = [Stretch(at, at + 50, Zone.BODY) for at in range(0, len(text), len(sentence))]
    places = [Place(n, stretch.start, stretch.start + 31) for n, stretch in enumerate(stretches[:400])]
    claims = [ClaimRow(place.claim, State.DECIDED) for place in places]
    took = []
    for _ in range(3):
        began = time.process_time()
        found = sweep(text, stretches, places, [], claims)
        took.append(time.process_time() - began)
    assert (found.n, found.n_accounted) == (900, 0)
    assert min(took) < 0.5, "a sweep is to be linear; it takes some 5 ms of processor time on a small machine"
