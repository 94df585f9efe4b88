"""What tells quickly that a sentence cannot be taken apart is never wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.splitting.parts import find_parts
from articles.splitting.seams import may_part

LISTED = (
    "Ann Lee|the ministry|The ministry|He|he|who|which|was|were|sold|has|bought|said|that|and|but|while|,|,|;|—|“|”|"
    "three libraries|two pools|a museum|in 2019|on Monday|22 people|killed|killing|wounded|closed|later|also|to|it|"
    "the mayor of Barton|its largest customer|after|with|—and|(and|founded a”|supply|reports|According to"
)
SENTENCES = st.lists(st.sampled_from(LISTED.split("|")), min_size=6, max_size=24).map(" ".join)
TOPICS = st.sampled_from(["", "Ann Lee"])


def words_of(flat: str) -> tuple[str, ...]:
    return tuple(word.strip(".,;:!?\"'()[]“”‘’«»…*–—") for word in flat.lower().split())


@given(SENTENCES, TOPICS)
@settings(max_examples=2_000, deadline=None)
def test_no_sentence_that_has_parts_is_passed_over(flat: str, topic: str) -> None:
    flat = flat.replace(" ,", ",").replace(" ;", ";")
    assert may_part(flat, words_of(flat), topic) or find_parts(flat, 0, topic=topic) == ()


@pytest.mark.parametrize(
    "flat",
    [
        "I have worked in the harbor for thirty years, and the ships were never late.",
        "She took the company in 2019, and the ministry bought the building and the land.",
        "The council of the town closed the bridge in the early hours of Monday.",
        "The council of the town wants better roads and better schools for the children.",
    ],
)
def test_a_sentence_about_nobody_known_or_of_one_clause_is_passed_over(flat: str) -> None:
    assert not may_part(flat, words_of(flat), "")
