"""Where sentences end: abbreviations that are words too, notes, careless writers, who says it, page breaks."""

import pytest

from articles.splitting import split


def sentences_of(text: str) -> list[str]:
    out = []
    for sentence in split(text).sentences:
        words, at = "", sentence.start
        for start, end in sentence.holes:
            words += text[at:start]
            at = end
        out.append(" ".join((words + text[at : sentence.end]).split()))
    return out


@pytest.mark.parametrize(
    "sentences",
    [
        ["Did the board object?", "No.", "Nobody in the room had read the paper.", "Plant No. 7 burned down."],
        ["The show opened at the Hall of Fine Arts.", "Tickets sold out within the hour."],
        ["The council cut its funding for the arts.", "Music suffered most."],
        ["She left the car on Elm St.", "The street was empty."],
        ["Tests found vitamin C.", "It breaks down in the light."],
        ["The tower was built before World War I.", "It fell in 1923."],
        ["He wrote to Fr. Doyle and to Dr. Yates of St. Anne's in Vol. II."],
        ["Wait a sec.", "The door is locked."],
        ["It left from Gate No. B12 at noon."],
        ["The plan came from Prof. Dr. Holm and from Sen. Ms. Yates."],
        ["The doors open at 3 p.m. EST.", "They close at nine."],
    ],
)
def test_an_abbreviation_that_is_a_word_too_may_end_a_sentence(sentences: list[str]) -> None:
    assert sentences_of(" ".join(sentences)) == sentences


def test_numbers_of_notes_belong_to_the_sentence_before_them() -> None:
    text = "The bridge opened in May. [3] [4] It was closed again in June.[5] Repairs took a year. [6]"
    assert sentences_of(text) == [
        "The bridge opened in May. [3] [4]",
        "It was closed again in June.[5]",
        "Repairs took a year. [6]",
    ]


@pytest.mark.parametrize("note", ["[7]", "[7][12]", " [7] [12]", "7"])
def test_a_paragraph_that_ends_in_a_note_does_not_run_on(note: str) -> None:
    text = (
        "Holm took over the yard from her father and ran it until the end of the century.\n"
        f"She sold it to a rival in the spring of the year that followed.{note}\n\n"
        "early years\n\n"
        "The yard had been founded by two brothers who built boats for the fishing fleet."
    )
    assert "early years" in sentences_of(text)


def test_a_writer_who_begins_in_lower_case_begins_every_sentence_so() -> None:
    assert sentences_of("we waited an hour for the bus. nobody came. drivers were on strike.") == [
        "we waited an hour for the bus.",
        "nobody came.",
        "drivers were on strike.",
    ]
    assert len(sentences_of("it cost approx. two dollars, fuel etc. included, at the co. shop.")) == 1
    assert len(sentences_of("The firm Marsh Intl. bought it.")) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“We could always ask them…” Holm said. Nobody answered.", 2),
        ("“We could always ask them...” the mayor whispered. Nobody answered.", 2),
        ("“Who is there?” Holm called. Nobody answered.", 2),
        ("“Who is there?” Holm called the police. Nobody answered.", 3),
        ("“Who is there?” They laughed. Nobody answered.", 3),
        ("“Well … I can only speak for myself,” she said.", 1),
        ("She waited for a while… Then she left.", 2),
    ],
)
def test_who_says_it_belongs_to_the_words_said(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


WRAPPED = (
    "The committee published its report on the state of the harbour and of the two bridges on\n"
    "Monday. It found that neither of the bridges had been inspected since they were opened in\n"
    "the spring of 1998, although the law asks for an inspection in every second year.\n\n"
)


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("The older bridge is closed. Engineers have been called in from the ministry and from the", "Port Authority."),
        ('Neither the Harbour Board nor the Town Council had seen "The Bridges of the North: Report', 'Two" before.'),
        ("The older bridge was put up by a firm that had never built one and was paid by the late", "Lord Mayor."),
        ("The report will be printed by the council's own press and by a second house (North Sea", "Books) in May."),
        (
            "A second inquiry will now look into the accounts of the harbour and into the company's",
            "Norwegian partner.",
        ),
    ],
)
def test_a_page_break_may_follow_the_first_line_of_a_paragraph(first: str, rest: str) -> None:
    text = (
        f"Bridges unsafe\n\nThe town will have to pay\n\n{WRAPPED}"
        f"{first}\n\n{rest} Nobody at the town hall was ready to speak about it in public."
    )
    assert any(f"{first.rpartition('. ')[2]} {rest}" in sentence for sentence in sentences_of(text))


def test_a_long_heading_without_a_stop_is_no_broken_line() -> None:
    heading = "Ministers and Mayors of Eleven Cities Meet in the Capital to Talk about Bridges and"
    text = f"{WRAPPED}{heading[:84]} Harbours\n\nNobody at the town hall was ready to speak about it in public."
    assert f"{heading} Harbours" in sentences_of(text)


def test_a_line_of_markup_alone_does_not_stop_the_reading() -> None:
    assert sentences_of(f"{WRAPPED.strip()} and the\n<hr>\n**\n漢字") != []


def test_a_line_broken_off_itself_is_no_aside_of_the_line_before() -> None:
    broken = "Neither of the firms that had offered to repair the two bridges was ready to say when"
    text = f"{WRAPPED}So the second of the bridges, which was opened in 1998 –\n\n{broken}\n\nwork could begin.\n"
    assert f"{broken} work could begin." in sentences_of(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Thank you, Madam Speaker. Thank you, Mr. Chair. I rise to support the bill.", 3),
        ("Thank you, Ann Lee Please call me when the papers have come.", 2),
    ],
)
def test_thanks_to_somebody_are_one_sentence(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


def test_a_turn_broken_off_is_cut_like_any_paragraph() -> None:
    text = (
        "I can bring you the cheese now if you would like to try it with the wine.\n\n"
        "That one is older. It was made in 2017. So this –\n\n"
        "Would it be better to wait for some years before opening it, or is it ready to drink?"
    )
    assert "It was made in 2017." in sentences_of(text)
