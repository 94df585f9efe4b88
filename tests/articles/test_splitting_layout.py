"""Layout and zones, case by case: what is joined, what stays apart, and what each line is."""

import pytest

from articles.splitting import SentenceDraft, split
from articles.terms import Zone

LEDE = "The council of Marl closed the old bridge on Monday after engineers found a second crack in its eastern pier."
NEXT = "About 2,100 people used to cross it each day, according to a count that the council carried out in June 2021."


def own_words(text: str, sentence: SentenceDraft) -> str:
    words, at = "", sentence.start
    for start, end in sentence.holes:
        words += text[at:start]
        at = end
    return " ".join((words + text[at : sentence.end]).split())


def read(text: str) -> list[tuple[Zone, str]]:
    return [(sentence.zone, own_words(text, sentence)) for sentence in split(text).sentences]


def zone_of(text: str, start: str) -> Zone:
    return next(zone for zone, words in read(text) if words.startswith(start))


@pytest.mark.parametrize(
    "sentence",
    [
        "In Jan.–Mar. 2021 the council paid £3m.",
        "The survey ran from Jan.-Mar. 2021 in three towns.",
        "The Speaker, Rt. Hon. Kofi Mensah, closed the sitting at noon.",
        "Ansel, pop. 6,210, lies below the dam.",
        "Thanks, Gillian.",
        "VELIK, May 3. /TARN/.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    words = [words for _, words in read(f"{LEDE}\n\n{sentence} {NEXT}\n")]
    assert words == [LEDE, sentence, NEXT]


def test_emoji_at_the_end_belong_to_the_last_sentence() -> None:
    assert [words for _, words in read(f"{LEDE} 👋 🎉\n\n{NEXT} ♦\n")] == [f"{LEDE} 👋 🎉", f"{NEXT} ♦"]


def test_a_stage_direction_belongs_to_the_sentence_before_it() -> None:
    text = f"{LEDE} It passed with your own vote. [laughter] The mayor signed it in May."
    assert [words for _, words in read(text)][1:] == [
        "It passed with your own vote. [laughter]",
        "The mayor signed it in May.",
    ]


def test_a_sentence_broken_off_at_a_dash_goes_on_behind_the_page_break() -> None:
    text = f"{LEDE}\n\nI asked for the money in 2017, 2018 and 2019—\n\n12\n\n—and each time I was told to wait.\n"
    assert (Zone.BODY, "I asked for the money in 2017, 2018 and 2019— —and each time I was told to wait.") in read(text)


def test_a_figure_between_two_columns_is_a_hole() -> None:
    text = (
        "In 1990 nine out of ten of the workers were\nemployed by the yard itself. By 2015 it was\n"
        "down to 22 per cent, and the others were\nhired by labour contractors in the town,\n\n"
        "Figure 2. Share of directly employed\nworkers, 1990–2015\n\n"
        "often for a single ship. The contractors are\npaid by the tonne, and so they never have\n"
        "any reason to stop the work.\n"
    )
    found = read(text)
    assert "and the others were hired by labour contractors in the town, often for a single ship." in found[1][1]
    assert zone_of(text, "Figure 2") is Zone.CAPTION


def test_lines_with_double_spacing_are_joined() -> None:
    lines = (
        "The ministry began a pilot in four courts in which people charged with minor",
        "offences were not asked for bail. By the end of the pilot more than six thousand",
        "people had been released under supervision. This review was carried out by the",
        "university at the request of the minister, who had promised it to parliament in",
        "the spring. Of those released, nine in ten came to every hearing, compared with",
        "eight in ten of the people on bail in the same courts in the year before that.",
    )
    assert [words for _, words in read("\n\n".join(lines))][:2] == [
        f"{lines[0]} offences were not asked for bail.",
        "By the end of the pilot more than six thousand people had been released under supervision.",
    ]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("FRANCE-VOTE/TURNOUT (UPDATE 2)", Zone.METADATA),
        ("BC-EU--Ferries, 2nd Ld-Writethru,0412", Zone.METADATA),
        ("1 How many homes are empty? .............. 4", Zone.METADATA),
        ("Show comments (14)", Zone.BOILERPLATE),
        ("1,204 Retweets 88 Quotes 3,911 Likes", Zone.BOILERPLATE),
        ("RELATED: County commissioners fire the manager", Zone.BOILERPLATE),
        ("(Continued on page 4)", Zone.BOILERPLATE),
        ("2 Inundation Study, Gray Fork Basin, vol. 2, table 6.", Zone.BOILERPLATE),
        ("Do you know more? Email tips@example.net", Zone.BOILERPLATE),
        ("A bin in Larch Road. Right: council leader Brian Tench", Zone.CAPTION),
        ("(OPTIONAL ADD END)", Zone.METADATA),
        ("What the engineers found", Zone.HEADING),
    ],
)
def test_a_line_between_paragraphs_is_known_by_its_wording(line: str, zone: Zone) -> None:
    text = f"Old bridge to stay shut until spring\n\n{LEDE}\n\n{NEXT}\n\n{line}\n\n{LEDE}\n\n{NEXT}\n"
    assert zone_of(text, line[:9]) is zone


@pytest.mark.parametrize(
    ("front", "start", "zone"),
    [
        ("Jobs\nObituaries\nSaved pages\n\nOld bridge to stay shut\n\n3 May 2021", "Obituaries", Zone.BOILERPLATE),
        ("Old bridge to stay shut\n\nAda Lind and Ole van Berg\n\n3 May 2021", "Ada Lind", Zone.BYLINE),
        ("Old bridge to stay shut\n\nBy Ada Lind\nScience reporter, Lisbon", "Science reporter", Zone.BYLINE),
        ("Old bridge to stay shut\n\nLong read | by Ada Lind | Photos by Ole Berg", "Long read", Zone.BYLINE),
        ("Old bridge to stay shut\n\nObituary by Ada Lind", "Obituary", Zone.BYLINE),
        ("Old bridge to stay shut\n\nBy Ada Lind\n\nMs. Lind is an author and engineer.", "Ms. Lind", Zone.BIO),
        (
            "Letter from the Delta\nThe Salt Line\nThe sea has moved inland for forty years.\nBy Ada Lind",
            "The Salt",
            Zone.TITLE,
        ),
        (
            "Old bridge stays shut as crack is found\n\n16.42 GMT\n\nEngineers find a second crack in pier",
            "Engineers",
            Zone.HEADING,
        ),
        ("Debates of 3 May\n\nHIGHLIGHTS\n\n• Four bridges were closed in March.", "• Four", Zone.BODY),
        ("Old bridge to stay shut\n\n• Four bridges closed in March", "• Four", Zone.DECK),
        ("We use some cookies to make this website work.\n\nOld bridge to stay shut", "Old bridge", Zone.TITLE),
    ],
)
def test_the_front_of_an_article(front: str, start: str, zone: Zone) -> None:
    assert zone_of(f"{front}\n\n{LEDE}\n\n{NEXT}\n", start) is zone


def test_a_letter_in_the_first_person_goes_on_until_the_article_speaks_again() -> None:
    letter = (
        "I have asked the treasurer to close my accounts.\n\nYou have been the best of friends to me and my family."
    )
    text = f"The mayor's letter\n\n{LEDE}\n\nThe letter began:\n\n{letter}\n\n{NEXT}\n"
    zones = {words: zone for zone, words in read(text)}
    assert zones["I have asked the treasurer to close my accounts."] is Zone.BLOCKQUOTE
    assert zones["You have been the best of friends to me and my family."] is Zone.BLOCKQUOTE
    assert zones[NEXT] is Zone.BODY


def test_what_was_found_is_no_quotation() -> None:
    text = f"Old bridge to stay shut\n\n{LEDE}\n\nHere's what auditors found:\n\nNo member of the board was told.\n"
    assert zone_of(text, "No member") is Zone.BODY


def test_headings_without_blank_lines_are_headings() -> None:
    text = f"Old bridge to stay shut\n{LEDE}\nWho is losing money?\n{NEXT}\nWhat the council says\n{LEDE}\n"
    assert zone_of(text, "Who is") is Zone.HEADING
    assert zone_of(text, "What the council") is Zone.HEADING


def test_a_man_who_speaks_is_no_note_about_the_author() -> None:
    text = f"Old bridge to stay shut\n\n{LEDE}\n\nRay Dobbs, a member of the council, said: “We share that concern.”\n"
    assert zone_of(text, "Ray Dobbs") is Zone.BODY


def test_a_left_over_html_quotation_is_set_off() -> None:
    text = f"{LEDE}\n\n<blockquote>\n<p>We had more absences after the final.</p>\n</blockquote>\n\n<p>{NEXT}</p>\n"
    assert zone_of(text, "<p>We had") is Zone.BLOCKQUOTE
    assert zone_of(text, "<p>About") is Zone.BODY


def test_a_first_question_of_a_debate_is_text() -> None:
    text = (
        "House Debates\n\nENERGY\n\n1. Ms Dora Lyle (Penrith) (Lab): What progress has been made on insulation?\n\n"
        "The Minister (Mr Graham Tull): We have insulated 2.4 million homes since 2013 in all parts of the country.\n\n"
        "Ms Lyle: And how many last year?\n\nMr Tull: I thank her.\n\nMs Lyle: He does not say.\n"
    )
    assert zone_of(text, "1. Ms Dora") is Zone.BODY
