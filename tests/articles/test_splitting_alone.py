"""Suggested parts that would read badly are not suggested; relative dates that cannot be known are left open."""

import pytest

from articles.splitting import ClaimDraft, split


def claim(text: str) -> ClaimDraft:
    return split(text, "en").claims[-1]


def facts(text: str) -> list[str]:
    return [part.statement for part in claim(text).parts]


@pytest.mark.parametrize(
    "text",
    [
        "Hot gas came through, the strut burned, the tank gave way, and the air did the rest.",
        "Nobody is speaking on the square, and somebody's telephone plays a waltz and is dropped into a bag.",
        "The treaty could enter into force only when eleven states had ratified it, and it did so in 1989.",
        "The makers of the pills claim that nine in ten owners are satisfied, but that is a survey of their customers.",
        "With 211 of 240 seats declared, Labour has 96, the Conservatives 88 and the Greens 27.",
        "The ministry funded the road to Tarn, which ends at an airfield that no airline uses.",
        "The researchers fitted 4,800 bees with tags on Monday and released them 1.5 km from home.",
        "The rivets on the bridge are the size of plums, and 212 of them are missing.",
        "Councillor Jane Field, who proposed it, called the decision a mistake.",
        "Prime ministers have come and gone since, and each has promised that the town halls would be rebuilt.",
        "Regulators issued 214 permits along the Lower Tamsin, a river that supplies 310,000 people.",
        "Cats kill 27 million birds in Britain each spring and windows kill many more, the trust says.",
    ],
)
def test_what_could_not_stand_alone_stays_whole(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "The mayor, Peter Dahl, closed the bridge at 4 a.m. and sent the police home.",
            ["Peter Dahl is the mayor.", "Peter Dahl closed the bridge at 4 a.m.", "Peter Dahl sent the police home."],
        ),
        (
            "Reiher AG, based in Kassel, said it would replace every tire for free.",
            ["Reiher AG is based in Kassel.", "Reiher AG said it would replace every tire for free."],
        ),
        (
            "The study ran for a year.\n\n- Gray Fork Dam was completed in 1962 and is owned by the water board.",
            ["Gray Fork Dam was completed in 1962.", "Gray Fork Dam is owned by the water board."],
        ),
        (
            "The board fined the company in May 2019[4] and closed its plant in June 2020.[^1]",
            ["The board fined the company in May 2019.", "The board closed its plant in June 2020."],
        ),
        (
            "BRUSSELS (AP) _ The commission fined the company 88 million euros and closed its office in Lille.",
            ["The commission fined the company 88 million euros.", "The commission closed its office in Lille."],
        ),
    ],
)
def test_parts_name_their_subject_and_nothing_of_the_page(text: str, apart: list[str]) -> None:
    assert facts(text) == apart


def test_a_word_cut_at_the_end_of_a_line_is_whole_in_the_parts() -> None:
    lines = (
        "The Clean Rivers Alliance of the northern counties inter-",
        "viewed 94 residents of the valley in the spring and re-",
        "viewed more than 2,300 pages of the permit files that the",
        "regulators of the region had kept in the town hall of Ull.",
    )
    text = "\n".join(lines)
    found = claim(text)
    assert [part.statement.split(" counties ")[1].split()[0] for part in found.parts] == ["interviewed", "reviewed"]
    assert [text[part.start : part.end].split()[-1] for part in found.parts] == ["spring", "Ull"]


DATED = "Bridge closed\n\nBy Ann Lee\n\n25 January 2021\n\nThe bridge over the river has been closed to lorries.\n\n{}"


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("The council asked its members to come to the February 1st hearing on the bridge.", ["2021-02-01"]),
        ("The hearing on the bridge continues on Friday.", ["2021-01-29"]),
        ("A report to be considered by councillors on Friday puts the bill at 3 million.", ["2021-01-29"]),
        ("The bridge was built in 1986. The first cracks were found in October.", [""]),
        ("The bridge was closed in 2020. The last cracks were found in October.", ["2020-10"]),
    ],
)
def test_a_date_without_a_year_is_told_only_where_it_is_certain(sentence: str, meant: list[str]) -> None:
    assert [hint.suggestion for hint in claim(DATED.format(sentence)).dates] == meant
