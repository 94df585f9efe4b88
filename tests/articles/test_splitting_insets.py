"""What is set into or above an article: pull quotes, captions printed twice, fields, covering notes, corrections."""

import pytest

from articles.splitting import split
from articles.terms import Zone

FIRST = (
    "The council closed the bridge on Monday after engineers found cracks in two of its five piers. "
    "It had been open for 61 years."
)
SECOND = (
    "“I crossed it every morning,” said Ann Roe, who keeps the corner shop. “Nobody told me that it was rotten.” "
    "Repairs will cost about 4 million pounds."
)
FRONT = "Bridge closed after cracks are found\n\nBy Ann Lee\n\n"


def zones(text: str, begins: str) -> set[Zone]:
    found = {s.zone for s in split(text).sentences if text[s.start : s.end].lstrip("> *").startswith(begins)}
    assert found, f"no sentence begins with {begins!r}"
    return found


def claims(text: str) -> list[str]:
    return [claim.statement for claim in split(text).claims]


@pytest.mark.parametrize("pulled", ["“Nobody told me that it was rotten.”", "It had been open for 61 years."])
def test_words_pulled_out_of_the_text_are_set_off(pulled):
    text = f"{FRONT}{FIRST}\n\n{pulled}\n\n{SECOND}"
    begins = pulled[:12]
    assert Zone.BLOCKQUOTE in zones(text, begins)


def test_a_heading_that_quotes_stays_a_heading():
    text = f"{FRONT}{FIRST}\n\n‘Nobody told me’\n\n{SECOND}"
    assert zones(text, "‘Nobody told me’") == {Zone.HEADING}


def test_a_caption_printed_twice_is_a_caption_both_times():
    line = "Lorries queue at the northern ramp"
    text = f"{FRONT}{FIRST}\n\n{line}\n{line} (Image: Harbour Post)\n\n{SECOND}"
    assert zones(text, line) == {Zone.CAPTION}


def test_the_line_below_a_bare_label_is_a_caption():
    text = f"{FRONT}{FIRST}\n\nImage caption,\nThe bridge is sixty years old\n\n{SECOND}"
    assert zones(text, "The bridge is sixty") == {Zone.CAPTION}


def test_a_quotation_with_a_name_below_is_set_off_and_said_by_it():
    quote = "“They took the money and left the rust.”"
    text = f"{FRONT}{FIRST}\n\n{quote}\n— Tom Hale, welder\n\n{SECOND}"
    assert zones(text, quote) == {Zone.BLOCKQUOTE}
    assert "Tom Hale" in next(s.speaker for s in split(text).sentences if text[s.start : s.end] == quote)


def test_front_matter_gives_title_author_and_description():
    text = f'---\ntitle: "The rotten bridge"\nauthor: Ann Lee\ndescription: Who knew?\ntags:\n  - roads\n---\n\n{FIRST}'
    assert zones(text, "title:") == {Zone.TITLE}
    assert zones(text, "author:") == {Zone.BYLINE}
    assert zones(text, "description:") == {Zone.DECK}
    assert zones(text, "tags:") == zones(text, "- roads") == {Zone.METADATA}
    assert zones(text, "The council") == {Zone.BODY}


def test_rules_around_text_are_no_front_matter():
    text = f"---\n{FIRST}\n---\n\n{SECOND}"
    assert zones(text, "The council") == {Zone.BODY}


@pytest.mark.parametrize("ends", ["-----", "Cheers\nHugh"])
def test_a_covering_note_is_left_out_and_the_title_found_below_it(ends):
    note = "From: Hugh <h@example.org>\nTo: desk\nSubject: bridge\n\nHi Pam,\nHere it is. All quotes are on tape."
    text = f"{note}\n{ends}\n\n{FRONT}{FIRST}\n\n{SECOND}"
    assert zones(text, "Here it is.") == {Zone.BOILERPLATE}
    assert zones(text, "Bridge closed") == {Zone.TITLE}
    assert zones(text, "The council") == {Zone.BODY}


def test_a_correction_on_top_does_not_hide_the_title():
    text = f"Correction (May 3): An earlier version gave a wrong number of piers. There are five.\n\n{FRONT}{FIRST}"
    assert zones(text, "Correction") == {Zone.BOILERPLATE}
    assert zones(text, "Bridge closed") == {Zone.TITLE}


def test_most_read_in_mid_article_does_not_end_it():
    said = (
        '"We had no choice," said Ann Roe, who keeps the shop.',
        'She added: "Nobody asked us, and nobody paid us."',
    )
    text = f"{FRONT}{FIRST}\n\n{SECOND}\n\nMOST READ\nGoat eats ballot paper\n\n{said[0]}\n{said[1]}\n"
    assert zones(text, "Goat eats") == {Zone.BOILERPLATE}
    assert zones(text, '"We had no choice') == zones(text, "She added") == {Zone.BODY}


def test_questions_in_bold_are_asked_and_the_guest_answers():
    front = "The man who mends bridges\n\nAn interview with Tom Hale, welder\n\n"
    turns = (
        ("How many are rotten?", "Nine of forty were closed in 2019."),
        ("And nobody knew.", "The county knew."),
        ("Why not tell?", "Money was short."),
        ("What now?", "The piers are being replaced."),
    )
    text = front + FIRST + "\n\n" + "\n\n".join(f"**{asks}**\n\n{answers}" for asks, answers in turns)
    assert zones(text, "How many") == {Zone.BODY}
    assert "And nobody knew." not in claims(text)
    said = {text[s.start : s.end]: s.speaker for s in split(text).sentences}
    assert said["Nine of forty were closed in 2019."] == "Tom Hale"


@pytest.mark.parametrize(
    "line",
    [
        "Here is how we counted:",
        "I asked Ann Roe whether she knew.",
        "“We will look at it next,” said Ann Roe.",
        "Hale, Marsh, Pinto, Ward, Lowe.",
        "Names have been changed.",
    ],
)
def test_what_only_announces_promises_or_names_is_no_claim(line):
    text = f"{FRONT}{FIRST}\n\n{line}\n\n{SECOND}"
    assert not next(s.is_claim for s in split(text).sentences if text[s.start : s.end] == line)


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("“We mend what we can,” said site manager Dana Whitlock, who led the work.", "Dana Whitlock"),
        ("A welder is in hospital after a fall from the deck, police say.", "police"),
        ("Labor leader Dennis Cope blasted the works as “a rotten way to spend a tax”.", "Dennis Cope"),
        ("Cracks found on Monday were “no danger to anybody”, Ann Roe said.", "Ann Roe"),
        ("A rise in the price of steel revived fears that it will never open.", ""),
    ],
)
def test_who_is_named_behind_the_words_or_blasts_them_speaks(line, speaker):
    text = f"{FRONT}{FIRST}\n\n{line}\n\nRepairs will cost about 4 million pounds."
    found = next(s.speaker for s in split(text).sentences if text[s.start : s.end] == line)
    assert found.endswith(speaker) if speaker else not found


def test_a_story_goes_on_past_jump_lines_and_the_head_of_the_next_page():
    lines = (
        "The council closed the bridge on Mon-",
        "day after engineers found cracks in",
        "two of its five piers. It had been",
        "open for 61 years, and the mayor had",
        "Please see BRIDGE, Page A6",
        "A6     Tuesday, February 6, 2018                     FROM PAGE ONE",
        "Continued from Page A3",
        "crossed it every day on his way to",
        "work. Repairs will cost 4 million.",
    )
    text = "\n".join(lines)
    found = next(s for s in split(text).sentences if text[s.start : s.end].startswith("It had been"))
    assert text[: found.end].endswith("on his way to\nwork.")
    assert found.holes
    assert {s.zone for s in split(text).sentences if "age " in text[s.start : s.end][:40]} == {Zone.BOILERPLATE}


def test_a_score_is_no_title_where_a_headline_stands_below():
    score = "Penmouth Town 2-1 Aldridge Rovers\nScorers: Uche 71, Lamb 118. Aldridge: Skelton 12."
    text = f"{score}\nLamb to the rescue as Penmouth lift the cup\nBy Rob Lee\n\n{FIRST}"
    assert zones(text, "Lamb to the") == {Zone.TITLE}


def test_the_author_of_an_entry_may_stand_below_its_heading():
    entries = "".join(f"\n18:4{n}\nBridge shut until Friday\nDev Rao\nLive reporter\n{FIRST}\n" for n in range(3))
    text = f"{FRONT}{FIRST}\n{entries}"
    assert zones(text, "Dev Rao") == zones(text, "Live reporter") == {Zone.BYLINE}
    assert zones(text, "Bridge shut") == {Zone.HEADING}


def test_fields_of_a_list_are_no_speakers():
    entry = "The bridge of {0} was built in 19{1} by the county.\nTicket: ${1}\n"
    text = (
        FRONT
        + FIRST
        + "\n\n"
        + "\n".join(entry.format(name, year) for name, year in zip("ABCDE", range(20, 25), strict=True))
    )
    assert {s.speaker for s in split(text).sentences if s.zone is Zone.BODY} == {""}


def test_a_letter_ends_with_its_writer_and_the_next_begins_anew():
    letter = (
        "Sir, – The bridge cost four million pounds, not three. I was the clerk. – Yours, etc,\n{0},\nMarl, Co Down."
    )
    text = f"{FRONT}" + "\n".join(map(letter.format, ("NUALA FINN", "H. B. TWOMEY")))
    assert zones(text, "NUALA FINN,") == zones(text, "H. B. TWOMEY,") == zones(text, "Marl, Co Down.") == {Zone.BYLINE}
    assert zones(text, "Sir, –") == {Zone.BODY}


def test_questions_and_answers_behind_bare_letters_are_told_apart():
    turns = "".join(
        f"Q My bridge number {n} creaks at night. Is it safe?\n\nA Please get off it. It was closed in 19{n}.\n\n"
        for n in range(71, 74)
    )
    text = f"Ask Dr Dina\n\nEngineer Dina Sharif answers your questions on bridges\n\n{turns}"
    read = {text[s.start : s.end]: s for s in split(text).sentences}
    assert read["It was closed in 1971."].is_claim
    assert "Dina Sharif" in read["It was closed in 1971."].speaker
    assert not read["Q My bridge number 71 creaks at night."].is_claim


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            (
                "The Harlow County Sentinel",
                "Serving Harlow County since 1889",
                "Goat found on the roof of the courthouse",
            ),
            2,
        ),
        (("Policy Brief 7/2020", "Institute for Regional Studies", "What happens when the last bus goes"), 2),
        (("Letters to the Editor", "The toll road, the truth and the turnips"), 1),
    ],
)
def test_the_name_of_a_paper_or_page_is_no_title(lines, title):
    text = "\n".join(lines) + f"\nBy Ann Lee\nMay 3, 2019\n\n{FIRST}\n\n{SECOND}"
    assert zones(text, lines[title]) == {Zone.TITLE}
    assert Zone.TITLE not in zones(text, lines[0])


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Leading article, page 17", Zone.BOILERPLATE),
        ("A family swimming in the River Teme", Zone.CAPTION),
        ("A meeting in Geneva", Zone.HEADING),
    ],
)
def test_a_short_line_between_paragraphs_is_told_by_its_wording(line, zone):
    assert zones(f"{FRONT}{FIRST}\n\n{line}\n\n{SECOND}", line) == {zone}


def test_the_agency_behind_short_news_makes_no_caption():
    news = (
        "SOMALIA: Pirates have freed 22 sailors held since March 2015, the owners of the ship said on Monday. "
        "They are well. (Reuters)"
    )
    assert zones(f"{FRONT}{FIRST}\n\nPirates free crew\n{news}\n\n{SECOND}", "SOMALIA") == {Zone.BODY}


def test_lines_wrapped_below_a_mark_of_quotation_belong_to_it():
    text = f"{FRONT}{FIRST}\n\n> Since 2009 most of the villages have lost\ntheir last bus line.\n\n{SECOND}"
    found = next(s for s in split(text).sentences if "Since 2009" in text[s.start : s.end])
    assert text[found.start : found.end].endswith("their last bus line.")


def test_what_is_left_over_behind_the_last_paragraph_is_furniture():
    text = f"{FRONT}{FIRST}\n\n{SECOND}\nSmell of bridge explained\nSam Petrie\nBest window fans"
    assert zones(text, "Smell of bridge") == zones(text, "Best window fans") == {Zone.BOILERPLATE}


def test_the_lines_above_a_button_belong_to_it():
    text = f"{FRONT}{FIRST}\nBridge Summit\nBoston | April 25\nREGISTER NOW\n{SECOND}"
    assert zones(text, "Bridge Summit") == zones(text, "Boston") == zones(text, "REGISTER") == {Zone.BOILERPLATE}


def test_a_list_of_stories_below_its_heading_is_furniture():
    text = f"{FRONT}{FIRST}\nTop Stories:\n• Two hurt in crash near Marl\n• Corn dog record falls\n{SECOND}"
    assert zones(text, "• Two hurt") == zones(text, "• Corn dog") == {Zone.BOILERPLATE}


def test_somebody_who_cautions_is_no_author():
    told = "Naomi Hale, a professor of engineering, cautioned that the piers were built in 1961."
    text = f"{FRONT}{FIRST}\n\n{SECOND}\n\n{told}"
    assert zones(text, "Naomi Hale") == {Zone.BODY}


def test_a_note_below_the_byline_may_call_the_author_by_title():
    note = "Mr. Thiele is the mayor of Ferris, and the author of “Bridges.”"
    text = f"The bridge that nobody counted\nBy Marcus Thiele\nMarch 4, 2022\n{note}\n\n{FIRST}"
    assert zones(text, "Mr. Thiele") == {Zone.BIO}


def test_a_motto_without_a_word_of_the_text_is_no_title():
    text = f"Stories from the field\nHow engineers found cracks in five piers\nMay 3, 2019\n\n{FIRST}\n\n{SECOND}"
    assert zones(text, "How engineers") == {Zone.TITLE}


def test_a_numbered_list_of_headlines_is_furniture():
    text = f"{FRONT}{FIRST}\nMost Popular\n1\nPlans for a drive-through on the old site\n2\nMan grows leek\n{SECOND}"
    assert zones(text, "Plans for") == zones(text, "Man grows") == {Zone.BOILERPLATE}


def test_a_director_of_something_is_called_by_name():
    line = "Tom Hale, Director of the Museum, said: “We hold 211 of them.”"
    text = f"{FRONT}{FIRST}\n\n{line}"
    assert next(s.speaker for s in split(text).sentences if text[s.start : s.end] == line).endswith("Tom Hale")


def test_a_note_with_an_address_that_begins_like_one_is_furniture():
    line = "If you have been affected by this, details of those who help are at actionline.example or on 0800 555 077."
    assert zones(f"{FRONT}{FIRST}\n\n{SECOND}\n\n{line}", "If you have been") == {Zone.BOILERPLATE}


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("Your support keeps our newsroom free for all readers.", Zone.BOILERPLATE),
        ("Our team would be happy to help you with questions on this page.", Zone.BOILERPLATE),
        ("The county will repair your bridge before it repairs ours.", Zone.BODY),
        ("“Please share our story with your readers,” she said.", Zone.BODY),
    ],
)
def test_a_last_paragraph_that_speaks_to_readers_of_the_page_is_furniture(line, zone):
    assert zones(f"{FRONT}{FIRST}\n\n{SECOND}\n\n{line}", line[:20]) == {zone}


def test_an_appeal_to_members_is_furniture_with_all_its_buttons():
    appeal = (
        "Our mission is to create clear, accessible journalism.",
        "If you share our vision, please consider supporting our work by becoming a member.",
        "One-Time",
        "Yes, I'll give $5/month",
        "We accept credit cards.",
    )
    text = f"{FRONT}{FIRST}\n\n{SECOND}\n\n" + "\n".join(appeal)
    assert {zone for line in appeal for zone in zones(text, line[:20])} == {Zone.BOILERPLATE}
    assert zones(text, "Repairs will cost") == {Zone.BODY}


def test_whoever_is_told_by_age_and_home_speaks():
    line = "Alec Storey, 44, of Low Moor Farm, near Hexley, said the bridge had been shut for a year."
    text = f"{FRONT}{FIRST}\n\n{line}"
    assert next(s.speaker for s in split(text).sentences if text[s.start : s.end] == line) == "Alec Storey"
