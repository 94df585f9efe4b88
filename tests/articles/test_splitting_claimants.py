"""Whom claims are put on, what is offered as one and in which words: sign-offs, hearsay, lists, labels."""

import pytest

from articles.models import Article
from articles.splitting import ClaimDraft, split
from articles.terms import QuoteKind, Reason

FRONT = (
    "Bridge closed in Harwick\n\nBy Ann Lee\n\nThe county council closed the bridge in 2019 after engineers found "
    "cracks in two of its five piers. Nobody has crossed it for a year."
)


def claim(words: str) -> ClaimDraft:
    text = f"{FRONT}\n\n{words}"
    return next(one for one in split(text, "en").claims if one.end > len(FRONT))


@pytest.mark.parametrize(
    "words",
    [
        "That is all from us tonight.",
        "That's it for today.",
        "More to follow.",
        "More on this story as we get it.",
        "See you tomorrow.",
        "Back to you, Tina.",
        "Thanks to everyone who wrote in about the seagulls.",
        "Good morning, and welcome to our coverage of the vote.",
        "We are pausing our live coverage of the storm here.",
        "My colleague Joe Tamm will take you through the night.",
        "This is a developing story and will be updated.",
        "You can read the full report on our site.",
    ],
)
def test_what_keeps_house_is_not_offered(words):
    text = f"{FRONT}\n\n{words}"
    last = split(text, "en").sentences[-1]
    assert (last.is_claim, last.reasons) == (False, (Reason.IS_FURNITURE,))


@pytest.mark.parametrize(
    "words",
    [
        "That is all the council spent on the bridge in 2019.",
        "More than 40 people followed the hearing on Monday.",
        "The council will be back with a plan for 40 bridges by May 2021.",
        "Welcome Group bought the bridge for 3 million pounds in 2018.",
    ],
)
def test_what_only_looks_like_housekeeping_is_offered(words):
    assert claim(words).statement == words


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("• Rents rose by 31% in five years while wages rose by 6%.", "Rents rose by 31%"),
        ("– The council told 44 families to leave their homes.", "The council told 44"),
        ("- The council told 44 families to leave their homes.", "The council told 44"),
        ("1. The council told 44 families to leave their homes.", "The council told 44"),
        ("(b) The council told 44 families to leave their homes.", "The council told 44"),
        ("3/ The council told 44 families to leave their homes.", "The council told 44"),
    ],
)
def test_the_mark_of_a_list_is_no_word_of_a_statement(words, statement):
    assert claim(words).statement.startswith(statement)


def test_the_number_of_a_list_is_no_figure():
    assert Reason.GIVES_FIGURE not in claim("2. The council told the families to leave their homes.").reasons


def test_the_label_of_a_speaker_is_no_word_of_a_statement():
    turns = "\n\n".join(
        f"{who}: {words}"
        for who, words in (
            ("ORR", "How many cars does the new bridge carry?"),
            ("MERCADO", "It carries about 400 cars a day."),
            ("ORR", "And how many did the old one carry?"),
            ("MERCADO", "The old one carried 9,000 cars a day."),
        )
    )
    text = f"{FRONT}\n\n{turns}"
    said = {one.statement: one.claimant for one in split(text, "en").claims}
    assert said["The old one carried 9,000 cars a day."] == "Mercado"


def test_marks_of_emphasis_around_a_link_go_with_it():
    words = "The **[council](https://a.example/x_1)** spent 4 million euros on _[the dam](https://b.example)_ in 2019."
    assert claim(words).statement == "The council spent 4 million euros on the dam in 2019."


def test_a_mark_of_emphasis_leaves_no_space_in_a_statement():
    assert claim("Burglary fell by 41%, but **that began in 2012**.").statement.endswith("that began in 2012.")


@pytest.mark.parametrize(
    "words",
    [
        "Rumour has it that the mayor sold the bridge to his brother.",
        "Four people are believed to have drowned under the bridge.",
        "It is widely thought that the council knew of the cracks.",
        "There are rumours that the council has sold the bridge.",
        "According to rumours, the bridge was sold in May.",
        "Some say the bridge is haunted by a monk.",
    ],
)
def test_hearsay_is_said_by_nobody(words):
    one = claim(words)
    assert (one.quote, one.claimant) == (QuoteKind.INDIRECT, "")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Critics say the mayor's brother owned the land.", "Critics"),
        ("Shippers complain that they were never asked.", "Shippers"),
        ("Sources close to the mayor say he sold the land.", "Sources close to the mayor"),
        ("Police said the bridge was reportedly sold to a firm in Leeds.", "Police"),
        ("Henry George made the tax famous in 1879; he argued that it could replace all others.", "Henry George"),
        ("The allegedly corrupt mayor resigned in May 2019.", ""),
        ("The scheme announced by the ministry will cost 90 million pounds.", ""),
        ("With 211 of 240 seats declared, Labour has 96 and the Greens 27.", ""),
        ("Warmer summers explain most of the loss of ice.", ""),
    ],
)
def test_a_named_group_speaks_and_what_only_looks_like_saying_does_not(words, speaker):
    one = claim(words)
    assert (one.quote is QuoteKind.INDIRECT, one.claimant) == (bool(speaker), speaker)


@pytest.mark.parametrize(
    ("speaker", "quote", "claimant"),
    [
        ("Ann Lee", QuoteKind.DIRECT, "Ann Lee"),
        ("", QuoteKind.NONE, "Harwick Mercury"),
        ("", QuoteKind.INDIRECT, "unattributed"),
        ("", QuoteKind.DIRECT, "unattributed"),
    ],
)
def test_words_of_others_without_a_name_are_unattributed(speaker, quote, claimant):
    assert Article(publisher="Harwick Mercury").claimant(speaker, quote) == claimant
