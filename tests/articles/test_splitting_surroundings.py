"""What stands around and between an article's paragraphs: each line is read as what it is, whatever the article."""

import pytest

from articles.splitting import split
from articles.terms import Zone

PROSE = (
    "The council closed the bridge on Monday after engineers found cracks in two of its five piers. "
    "It had been open for 61 years."
)
MORE = (
    "Repairs will cost about 4 million pounds, the council's engineer told members in May. "
    "The bridge carries 9,000 cars a day."
)


def zone_of(line: str, text: str) -> Zone:
    return next(s.zone for s in split(text).sentences if text[s.start : s.end].startswith(line[:30]))


def between(line: str) -> str:
    return f"Bridge closed after cracks are found\n\nBy Ann Lee\n\n{PROSE}\n\n{line}\n\n{MORE}"


def above(*lines: str) -> str:
    return "\n".join((*lines, "", PROSE, "", MORE))


@pytest.mark.parametrize(
    "line",
    [
        "Share  Facebook  Twitter",
        "Log in | Subscribe | Today's paper",
        "Follow our coverage at https://example.org/bridges",
        "Ute Bahr in Berlin contributed to this report.",
        "This story has been corrected to show that the bridge has five piers.",
        "This transcript was generated automatically and may contain errors.",
        "[^1]: County Engineer, Bridges of the County, 2020.",
        "³ Without the two piers on land.",
        "1,204 Retweets 88 Quote Tweets 5,310 Likes",
        "Harbour Trust: Bridges at Risk                        Page 3 of 41",
        "212                                   Lee and Byrne",
    ],
)
def test_a_line_that_only_surrounds_the_text_is_furniture(line):
    assert zone_of(line, between(line)) is Zone.BOILERPLATE


@pytest.mark.parametrize(
    "line",
    [
        "Engineers look at the second pier in heavy rain",
        "Drivers wait on the northern ramp on Monday morning",
        "The bridge from the east, 2019",
        "Flowers left at the foot of the bridge",
        "Leila Morgan worked on the bridge for thirty years",
    ],
)
def test_what_a_picture_shows_is_a_caption_without_a_credit(line):
    assert zone_of(line, between(line)) is Zone.CAPTION


@pytest.mark.parametrize("line", ["Why the bridge was closed", "Trains are not affected", "Council under fire"])
def test_a_heading_is_no_caption(line):
    assert zone_of(line, between(line)) is Zone.HEADING


def test_what_somebody_paid_for_is_furniture_with_its_heading():
    advertisement = "A MESSAGE FROM NORTH BANK\nTrade finance without the paper. We move your money. Learn more."
    text = between(advertisement)
    assert zone_of("A MESSAGE", text) is zone_of("Trade finance", text) is Zone.BOILERPLATE
    assert zone_of(MORE, text) is Zone.BODY


@pytest.mark.parametrize(
    "signature", ["Ann Lee  Senior reporter", "Ann Lee, Transport correspondent", "Ann Lee at Fenside"]
)
def test_a_name_with_a_role_or_a_place_is_a_byline(signature):
    text = above("Bridge closed after cracks are found", "", signature, "4 March 2023")
    assert zone_of(signature, text) is Zone.BYLINE


def test_authors_with_the_marks_of_their_notes_are_a_byline():
    authors = "K. Lindqvist,¹* M. Abt² and R. Osei¹"
    text = above(
        "Cracks in old bridges", "", authors, "", "¹ Institute of Bridges, University of Orsa", "² Orsa Museum"
    )
    assert zone_of(authors, text) is Zone.BYLINE
    assert zone_of("¹ Institute", text) is zone_of("² Orsa", text) is Zone.METADATA


def test_a_question_under_a_short_line_is_the_title():
    title = "Is it true that the bridge will be open by May?"
    text = above("Ask the Editor", "", title, "", "By Ann Lee")
    assert zone_of(title, text) is Zone.TITLE
    assert zone_of("Ask the Editor", text) is Zone.METADATA


def test_the_author_and_the_heading_of_a_live_entry_are_told_apart():
    entries = "\n".join(
        ("02:51", "Ines Calder", "Second pier is sound", MORE, "", "02:20", "Recount in Sand Bay", PROSE, "More soon.")
    )
    text = f"Live: bridge closed in Harwick\n\nUpdated 03:00\n\n{PROSE}\n\n{entries}"
    assert zone_of("Ines Calder", text) is Zone.BYLINE
    assert zone_of("Second pier", text) is zone_of("Recount in", text) is Zone.HEADING


@pytest.mark.parametrize("heading", ["Sources", "Notes", "Further reading", "REFERENCES", "Related questions"])
def test_what_follows_a_list_of_sources_is_furniture(heading):
    entries = "Lee, A. (2019): Old bridges. Harbour Press.\nByrne, T. et al. The cracks of Orsa. J. Bridges 2020."
    text = f"{between(PROSE)}\n\n{heading}\n\n{entries}"
    assert zone_of("Lee, A. (2019)", text) is zone_of("Byrne, T.", text) is Zone.BOILERPLATE


def test_labels_that_end_in_a_full_stop_are_speakers():
    turns = [
        "CHAIR HOLT. The committee will come to order. Mr. Danner, please begin.",
        "MR. DANNER. I sent eleven memos about the bridge between 2006 and 2017.",
        "SENATOR REED. Who received them?",
        "MR. DANNER. The district manager received every one of them.",
    ]
    text = "Hearing on the bridge\n\nTuesday, April 9, 2019\n\n" + "\n\n".join(turns)
    sentences = {text[s.start : s.end]: s for s in split(text).sentences}
    assert sentences[turns[1]].speaker == sentences[turns[3]].speaker == "Mr. Danner"
    assert sentences["CHAIR HOLT. The committee will come to order."].zone is Zone.BODY


def test_a_sentence_goes_on_past_two_notes_and_a_running_head():
    lines = (
        "The council said in a letter to the ministry that it had closed the bridge",
        "1 Bridges Act 1988, c. 50.",
        "2 See Harbour Trust, Bridges at Risk (2016), pp. 9–14.",
        "Harbour Trust: Bridges at Risk                        Page 4 of 41",
        "",
        "because the cracks in its second pier had grown by three inches in a year.",
    )
    text = f"Bridges at risk\n\n{PROSE}\n\n" + "\n".join(lines)
    told = next(s for s in split(text).sentences if text[s.start :].startswith("The council said in"))
    assert text[told.start : told.end].endswith("three inches in a year.")
    assert len(told.holes) == 1


def test_a_line_of_credit_makes_a_caption_of_the_sentence_above_it():
    caption = "Darlene Fitch points to a crack above the door of her kitchen."
    text = between(f"{caption}\nTORI BAINES/THE VALLEY CALL")
    assert zone_of(caption, text) is zone_of("TORI BAINES", text) is Zone.CAPTION


def test_an_article_goes_on_behind_a_few_related_links():
    links = "RELATED\nCouncil delays vote on bridge\nWho pays for the piers"
    text = f"{between(PROSE)}\n\n{links}\n\n{MORE}\n\nCracks had opened in four of its piers."
    assert zone_of("Council delays", text) is Zone.BOILERPLATE
    assert zone_of("Cracks had opened", text) is Zone.BODY


def test_an_entry_of_a_bibliography_is_one_line_and_one_sentence():
    entries = (
        "Harlan, R. (2017). Welfare at the beach. Journal of Insurance, 44(2), 18–39.",
        "Ilves, M. (2019). Deeds and tides. Amity: Amity University Press.",
    )
    text = f"{between(PROSE)}\n\nBibliography\n\n" + "\n".join(entries)
    assert [text[s.start : s.end] for s in split(text).sentences][-2:] == list(entries)


@pytest.mark.parametrize("words", ["My inbox is a crime scene, and so is the whole of my desk at the Mercury."])
def test_an_author_may_speak_of_what_pages_speak_of(words):
    assert zone_of(words, between(words)) is Zone.BODY


def test_a_month_in_may_does_not_leave_a_line_open():
    caption = "A photograph of the old bridge near Mortlock, taken from the east in May"
    assert zone_of(PROSE, f"Bridge closed\n\nBy Ann Lee\n\n4 May 2021\n\n{caption}\n\n{PROSE}\n\n{MORE}") is Zone.BODY


@pytest.mark.parametrize(
    "credit", ["Photograph courtesy the author", "Credit...Sam Iwu for The Ledger", "Photo by Sam Iwu"]
)
def test_a_credit_without_an_agency_makes_a_caption_too(credit):
    caption = "A hut at Holm Road School. Its roof has leaked since 2014."
    text = between(f"{caption}\n{credit}")
    assert zone_of("A hut at Holm Road School.", text) is zone_of(credit, text) is Zone.CAPTION


def test_a_list_of_contents_is_furniture():
    lines = ("Contents", "1. What is the zone?", "2. Who has to pay?")
    text = "\n".join(("Low emission zone", "", "Published 1 June 2022", *lines, "", PROSE, "", MORE))
    assert {zone_of(line, text) for line in lines} <= {Zone.BOILERPLATE, Zone.METADATA}
    assert zone_of(PROSE, text) is Zone.BODY


def test_a_running_head_does_not_swallow_the_title_under_it():
    head = "BULLETIN OF RIVER CHEMISTRY ISSUE 7"
    text = f"{head}\nZinc in the Lower Anse\n\nIvo Petrin and Salma Haddad\n\n{PROSE}\n\n{head}\n18\n\n{MORE}"
    assert zone_of("Zinc in the Lower", text) is Zone.TITLE
    assert zone_of("Ivo Petrin", text) is Zone.BYLINE
