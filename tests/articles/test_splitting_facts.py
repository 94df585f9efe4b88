"""Facts taken apart, dates told by others, and what needs its neighbors."""

import pytest

from articles.splitting import ClaimDraft, split


def claim(text: str) -> ClaimDraft:
    return split(text).claims[-1]


def facts(text: str) -> list[str]:
    return [part.statement for part in claim(text).parts]


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "Whitmore, who took over in 2020, has bought four companies and doubled the dividend.",
            [
                "Whitmore took over in 2020.",
                "Whitmore has bought four companies.",
                "Whitmore has doubled the dividend.",
            ],
        ),
        (
            "Marrow Water, the company that owns the reservoir, cut supplies to 40,000 households.",
            ["Marrow Water is the company that owns the reservoir.", "Marrow Water cut supplies to 40,000 households."],
        ),
        (
            "Eastmoor has lost three libraries, two swimming pools and a museum since 2012.",
            [
                "Eastmoor has lost three libraries.",
                "Eastmoor has lost two swimming pools.",
                "Eastmoor has lost a museum since 2012.",
            ],
        ),
        (
            "The auditor said that the ledger was false and that two pages were missing.",
            ["The auditor said that the ledger was false.", "The auditor said that two pages were missing."],
        ),
        (
            "Police fired tear gas at the crowd and arrested at least 60 people, witnesses said.",
            [
                "Police fired tear gas at the crowd, witnesses said.",
                "Police arrested at least 60 people, witnesses said.",
            ],
        ),
        (
            "Yesterday, 22 people were killed and more than 80 wounded in a series of bombings.",
            ["Yesterday, 22 people were killed.", "More than 80 were wounded in a series of bombings."],
        ),
        (
            "In China, sales fell 22% and the company lost its largest customer.",
            ["In China, sales fell 22%.", "In China, the company lost its largest customer."],
        ),
    ],
)
def test_facts_stand_alone_with_subject_and_source(text: str, apart: list[str]) -> None:
    assert facts(text) == apart


@pytest.mark.parametrize(
    "text",
    [
        "If the rain goes on, the river will rise by a meter and the council will close two bridges.",
        "The US attacked and undermined the forces fighting these groups for more than ten years.",
        "Luca Ferrante scored in the 89th minute as Rovers beat Albion 2-1 and went top of the league.",
        "The opposition won after the commission stopped counting votes and sealed its headquarters.",
    ],
)
def test_what_nobody_can_part_for_certain_stays_whole(text: str) -> None:
    assert facts(text) == []


def test_a_pronoun_is_named_by_the_subject_before() -> None:
    text = "Anna Holm was born in Oslo. She studied law in Bergen and founded a newspaper in 1931."
    assert facts(text) == ["Anna Holm studied law in Bergen.", "Anna Holm founded a newspaper in 1931."]


def test_every_part_has_a_span_of_its_own_in_the_claim() -> None:
    text = "The dam, which was built in 1957, had been inspected last year and was rated as safe."
    found = claim(text)
    spans = [(part.start, part.end) for part in found.parts]
    assert len(spans) == 3
    assert spans == sorted(set(spans))
    assert all(found.start <= start < end <= found.end for start, end in spans)


DATED = "Harbor board meets\n\nBy Ann Lee\n\n12 March 2024\n\nThe board met in Oslo for two hours and left. {}\n"


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("The minister will visit the valley on Thursday.", ["2024-03-14"]),
        ("The dam burst on Thursday.", ["2024-03-07"]),
        ("Work on the dam began in April last year.", ["2023-04"]),
        ("The house was closed last autumn for repairs.", ["2023"]),
        ("She left on 3 May 2011 and died the following day.", ["2011-05-04"]),
        ("Police were called in the following month.", [""]),
        ("The clinic has been closed since 2019.", []),
        ("Officials read it in USA Today and may march 12 miles.", []),
        ("The Sunday Times printed the letter first.", []),
    ],
)
def test_dates_follow_tense_and_the_date_told_before(sentence: str, meant: list[str]) -> None:
    assert [hint.suggestion for hint in claim(DATED.format(sentence)).dates] == meant


@pytest.mark.parametrize(
    ("sentence", "needs"),
    [
        ("The strikes killed four people.", True),
        ("Most of them fed in the Gulf Stream.", True),
        ("The president of France resigned.", False),
        ("The sun speeds up the process.", False),
        ("The chief executive, Dr Alan Frith, resigned.", False),
        ("It is unclear who ordered the shelling of the town.", False),
        ("It is said to have lasted twenty minutes.", True),
        ("It was 11 January, and the sky above the town was clear.", False),
        ("It is a small boat with an engine of its own.", True),
        ("The pound has fallen to $1.21.", False),
        ("The deep ocean is warming three times faster than before.", False),
        ("The government's own guidance says otherwise.", False),
        ("This report is based on talks with 28 people.", False),
        ("This report was wrong about the number of boats.", True),
        ("This year 28 people were killed in floods.", False),
        ("Former fisherman John Hale lost his house.", False),
    ],
)
def test_what_points_back_needs_its_neighbors(sentence: str, needs: bool) -> None:
    assert claim(f"Rescuers reached the town of Harrow in six boats. {sentence}").needs_context is needs


def test_what_points_back_does_so_behind_the_mark_of_a_list() -> None:
    text = "Rescuers reached the town of Harrow in six boats.\n\n• The strikes killed four people on Monday.\n"
    assert split(text).claims[-1].needs_context


def test_a_listed_figure_is_a_claim() -> None:
    text = "The plant opened in 1990.\n\n- Water use cut by 28%\n- 4,200 jobs lost since 2019\n"
    assert [found.statement.lstrip("- ") for found in split(text).claims[-2:]] == [
        "Water use cut by 28%",
        "4,200 jobs lost since 2019",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The storm of last week hit the northern coast of the island on Monday, killing",
        "Dora Brandt, the new defense minister of the state, opened 4 mines and",
        "The council said on Monday that the road was closed and that",
    ],
)
def test_a_sentence_that_breaks_off_at_a_joint_is_read(text: str) -> None:
    assert [(sentence.start, sentence.end) for sentence in split(text).sentences] == [(0, len(text))]
