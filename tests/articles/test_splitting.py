"""The reading of small articles: sentences, zones, speakers, claims."""

import pytest

from articles.splitting import SentenceDraft, Split, split
from articles.terms import QuoteKind, Reason, Zone


def words_of(text: str, sentence: SentenceDraft) -> str:
    out, at = "", sentence.start
    for start, end in sentence.holes:
        out += text[at:start]
        at = end
    return " ".join((out + text[at : sentence.end]).split())


def sentences_of(text: str) -> list[str]:
    return [words_of(text, sentence) for sentence in split(text).sentences]


def find(text: str, start: str) -> SentenceDraft:
    return next(s for s in split(text).sentences if words_of(text, s).startswith(start))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Petraeus met Sen. Brown (R-Ohio) in St. Louis on Friday.", 1),
        ("U.S. President Joe Biden arrived at 9 a.m. Monday.", 1),
        ("Acme Inc. The firm grew by 3.5 percent in No. 5 of its plants.", 2),
        ("He said: “We came. We saw. We left.” Nobody was surprised.", 4),
        ("“Will it rain?” Smith asked the forecaster.", 1),
        ("She paused ... then went on. The room was silent.", 2),
        ("‘It is over. We lost,’ the captain said.", 2),
        ("The deal — worth $4.5bn — closed. It was signed in the U.K. The price rose.", 3),
        ("The law was passed.[12] It came into force in May.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences_of(text)) == count


def test_a_sentence_cut_by_a_page_break_is_one_and_the_page_number_its_hole() -> None:
    text = (
        "The committee found that the ministry had spent forty million euros on a\n\n"
        "Annual Report 2019\n12\n\n"
        "programme that nobody had approved. Two officials resigned."
    )
    split_up = split(text)
    first = split_up.sentences[0]
    assert words_of(text, first).endswith("euros on a programme that nobody had approved.")
    assert len(first.holes) == 1
    assert "12" in [words_of(text, s) for s in split_up.sentences]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The agency published its findings on Tuesday after a long inquiry into\n"
        "the accounts of the port authority. Mr.\nHolm, who led the inquiry, said the\n"
        "accounts had been falsified for six years.\n"
    )
    assert len(sentences_of(text)) == 2


ARTICLE = """# Harbour board hid its losses, auditors say

By Jane Poole

Published: 4 March 2021

The harbour board lost 14 million pounds in 2019 and did not tell the council, auditors said on Monday.

## What went wrong

Board members knew about the losses in June. “We were told to keep quiet,” said Peter Hall, a former clerk. “Nobody \
dared to speak.”

The audit report states:

The board's minutes were altered after the meeting, and two pages are missing.

Should the board resign? I think that would be a pity.

Image: The old harbour office in 2018.

Jane Poole is a reporter for the Harbour Gazette.

Copyright © Harbour Gazette 2021

Sign up for our newsletter
"""


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        ("# Harbour", Zone.TITLE),
        ("By Jane", Zone.BYLINE),
        ("Published", Zone.METADATA),
        ("The harbour board lost", Zone.BODY),
        ("## What", Zone.HEADING),
        ("The board's minutes", Zone.BLOCKQUOTE),
        ("Image:", Zone.CAPTION),
        ("Jane Poole is", Zone.BIO),
        ("Copyright", Zone.BOILERPLATE),
        ("Sign up", Zone.BOILERPLATE),
    ],
)
def test_zones(start: str, zone: Zone) -> None:
    assert find(ARTICLE, start).zone is zone


def test_speakers_are_carried_over_a_quotation_of_several_sentences() -> None:
    assert find(ARTICLE, "“We were told").speaker == "Peter Hall"
    assert find(ARTICLE, "“Nobody dared").speaker == "Peter Hall"
    assert find(ARTICLE, "“Nobody dared").quote is QuoteKind.DIRECT


def test_a_set_off_quotation_belongs_to_its_lead_in() -> None:
    assert "audit report" in find(ARTICLE, "The board's minutes").speaker


def test_sentences_that_are_no_claim_say_why() -> None:
    assert find(ARTICLE, "Should the board").reasons == (Reason.IS_QUESTION,)
    assert find(ARTICLE, "I think").reasons == (Reason.IS_PERSONAL,)
    assert all(s.reasons for s in split(ARTICLE).sentences)


def test_a_figure_makes_a_claim_worth_checking() -> None:
    claim = split(ARTICLE).claims[0]
    assert claim.statement.startswith("The harbour board lost 14 million")
    assert Reason.GIVES_FIGURE in claim.reasons
    assert claim.check_worthiness > 0.5


def test_a_direct_quotation_of_several_sentences_is_one_claim() -> None:
    text = "The minister said: “Wages rose by four percent. Prices fell by two percent. We did this together.”"
    claims = split(text).claims
    assert [(c.quote, c.start, c.end) for c in claims] == [(QuoteKind.DIRECT, 0, len(text))]


def test_an_empty_text_has_no_sentences() -> None:
    assert split("") == Split(version=split("a").version, sentences=(), claims=())


def test_reading_twice_gives_the_same() -> None:
    assert split(ARTICLE) == split(ARTICLE)


def test_a_quoted_opinion_is_offered_as_a_quotation_only() -> None:
    quote = "“I think that we should all be proud of this wonderful evening,” said Ann Lee."
    text = f"It was a good day, people agreed in the hall. {quote}"
    claim = split(text).claims[-1]
    assert (claim.claimant, claim.quote) == ("Ann Lee", QuoteKind.DIRECT)


def test_a_quotation_over_two_paragraphs_is_named_by_its_end() -> None:
    text = (
        "The hearing opened at nine in the town hall, and two former heads spoke.\n\n"
        "“We were short of money. We still are.\n\n"
        "“But I never hid anything from anybody,” said the agency's former head, Lord Denby."
    )
    assert find(text, "We still are").speaker == "Denby"
