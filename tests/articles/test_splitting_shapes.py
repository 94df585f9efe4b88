"""Articles of different shapes, made up for these tests: what every one of them must be read as."""

from pathlib import Path

import pytest

from articles.splitting import ClaimDraft, SentenceDraft, split
from articles.terms import QuoteKind, Reason, Zone
from tests.articles.test_splitting import words_of

SHAPES = Path(__file__).parent / "shapes"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SHAPES.glob("*.txt"))}


def sentence(shape: str, start: str) -> SentenceDraft:
    text = TEXTS[shape]
    return next(s for s in split(text).sentences if words_of(text, s).lstrip("#*>-• ").startswith(start))


def claim(shape: str, words: str) -> ClaimDraft:
    return next(c for c in split(TEXTS[shape]).claims if words in c.statement)


@pytest.mark.parametrize(
    ("shape", "start", "zone"),
    [
        ("report", "OFFICE OF", Zone.METADATA),
        ("report", "Performance Audit", Zone.TITLE),
        ("report", "Executive Summary", Zone.HEADING),
        ("report", "The City of Port", Zone.BODY),
        ("report", "Port Ellery City Auditor", Zone.BOILERPLATE),
        ("report", "Management Response", Zone.HEADING),
        ("web", "Home", Zone.BOILERPLATE),
        ("web", "Council tax to rise", Zone.TITLE),
        ("web", "Leader says", Zone.DECK),
        ("web", "By Priya Nair", Zone.BYLINE),
        ("web", "Local government corr", Zone.BYLINE),
        ("web", "Published 14", Zone.METADATA),
        ("web", "A protester outside", Zone.CAPTION),
        ("web", "Advertisement", Zone.BOILERPLATE),
        ("web", "Read more", Zone.BOILERPLATE),
        ("web", "What happens next?", Zone.HEADING),
        ("web", "Bin strike", Zone.BOILERPLATE),
        ("transcript", "Transcript:", Zone.TITLE),
        ("transcript", "October 12", Zone.METADATA),
        ("press", "FOR IMMEDIATE", Zone.METADATA),
        ("press", "Novexa Therapeutics Announces", Zone.TITLE),
        ("press", "46% of patients", Zone.BODY),
        ("press", "NVX-201 is an oral", Zone.BOILERPLATE),
        ("press", "Actual results", Zone.BOILERPLATE),
        ("live", "16:42 GMT", Zone.METADATA),
        ("live", "Army called in", Zone.HEADING),
        ("live", "Updated at", Zone.METADATA),
        ("column", "Rosa Delgado", Zone.BYLINE),
        ("column", "Rosa Delgado is", Zone.BIO),
        ("wire", "LIMA, March 3", Zone.BODY),
        ("wire", "(Reporting by", Zone.BOILERPLATE),
        ("markdown", "A viral post", Zone.DECK),
        ("markdown", "Since Pell took", Zone.BLOCKQUOTE),
        ("markdown", "Chart:", Zone.CAPTION),
        ("markdown", "Lena Voss is", Zone.BIO),
        ("ferry", "Associated Press writer", Zone.BOILERPLATE),
        ("british", "Harriet Blythe is", Zone.BIO),
        ("questions", "Q. When does", Zone.BODY),
        ("questions", "Is there any help", Zone.HEADING),
        ("storm", "Power cut to 40,000 homes", Zone.METADATA),
        ("storm", "Scottish Power says", Zone.BODY),
        ("storm", "This is a dangerous", Zone.BLOCKQUOTE),
        ("storm", "12:31 PM", Zone.METADATA),
        ("technical", "SHORELINE RETREAT", Zone.TITLE),
        ("technical", "Table 1.", Zone.CAPTION),
        ("blog", "return km", Zone.BOILERPLATE),
        ("blog", "Ilse Brandt writes", Zone.BIO),
        ("longread", "This article was amended", Zone.BOILERPLATE),
        ("longread", "Follow the Long Read", Zone.BOILERPLATE),
        ("ocean", "We value your privacy", Zone.BOILERPLATE),
        ("ocean", "Science › Oceans", Zone.METADATA),
        ("ocean", "Deep-sea heat", Zone.TITLE),
        ("ocean", "Getty Images A robotic", Zone.CAPTION),
        ("ocean", "Sign up for our Future", Zone.BOILERPLATE),
        ("ocean", "The floats, built", Zone.BODY),
        ("ocean", "Man finds", Zone.BOILERPLATE),
    ],
)
def test_zones_of_other_shapes(shape: str, start: str, zone: Zone) -> None:
    assert sentence(shape, start).zone is zone


@pytest.mark.parametrize(
    ("shape", "start", "speaker"),
    [
        ("report", "Mr. Alan Reyes", "Alan Reyes"),
        ("report", "It partially agrees", "The Department"),
        ("web", "There is no option left", "Tom Askew"),
        ("web", "But Conservative group", "Helen Marsh"),
        ("web", "She added", "Helen Marsh"),
        ("web", "Mr Askew did not", "Tom Askew"),
        ("web", "‘That contract", "Helen Marsh"),
        ("web", "Marford's stand", ""),
        ("transcript", "In 2018 we had", "Cole"),
        ("transcript", "The homicide number", "Gov. Warren"),
        ("press", "BOSTON, Jan. 9", "Novexa Therapeutics Inc"),
        ("press", '"NVX-201 has the potential', "Maria Chen"),
        ("press", '"As a clinician', "Paul Osei"),
        ("live", '"They will stay', "Karin Lund"),
        ("live", "Two people have lost", "@HaldenPolice"),
        ("column", "On 3 May 2017", "Neil Frost"),
        ("column", "Then he blames", "Neil Frost"),
        ("column", "A 2016 report", "the National Audit Office"),
        ("column", "It opened in", ""),
        ("wire", '"This is not normal', "one engineer"),
        ("wire", '"Our animals', "Rosa Quispe"),
        ("wire", "Quispe said", "Rosa Quispe"),
        ("wire", "Shares of", ""),
        ("markdown", "But in a radio", "Ian Pell"),
        ("ferry", '"We had been telling', "Maria Lopez"),
        ("ferry", '"Everyone knew', "the deckhand"),
        ("ferry", "In June 1998", "Carl Benson and Ruth Okafor"),
        ("ferry", '"It was cheaper', "Ruth Okafor"),
        ("ferry", "Blue Strait told staff", "an email"),
        ("ferry", "The World Maritime", "The World Maritime Forum"),
        ("british", "‘My father used", "the man"),
        ("british", "It wrote that", "The committee"),
        ("questions", "A: About 61,000", "the council's own meter data"),
        ("parliament", "In 2010, just", "Mr Graham Tull"),
        ("parliament", "Sir Alan Pike", "Sir Alan Pike"),
        ("storm", "This is a dangerous", "The first minister"),
        ("storm", "A red warning", ""),
        ("technical", "In a letter of 3 June", "The Environment Agency"),
        ("blog", "The service is worked", "F. Holm"),
        ("ocean", "It told NASA", ""),
        ("longread", '"They drew the line', "Gwen Parry"),
        ("longread", '"Sir," he began', "Parry's husband"),
        ("longread", "Between 1991 and 2011", ""),
        ("longread", '"The 1931 returns', "Danny Hughes"),
        ("markets", "WASHINGTON (Reuters)", "the Labor Department"),
        ("markets", "President Laura Hines", "Laura Hines"),
        ("quotes", 'Brandt: "We created', "Alice Brandt"),
        ("quotes", "Weir has never", ""),
        ("quotes", "He later told", "Tom Weir"),
        ("hearing", "Lawyers for the city", "Lawyers for the city"),
        ("hearing", "Critics say", "Critics"),
        ("hearing", "Perhaps, said", "Amy Lindgren"),
        ("hearing", "She has studied", "Amy Lindgren"),
        ("hearing", "The hearing continues", ""),
        ("hearing", "“Two words", "Paul Rehm"),
    ],
)
def test_speakers_of_other_shapes(shape: str, start: str, speaker: str) -> None:
    if (shape, start) == ("transcript", "The homicide number"):
        start = "GOV. WARREN: I signed"
    assert sentence(shape, start).speaker == speaker


@pytest.mark.parametrize(
    ("shape", "start", "reason"),
    [
        ("report", "1. The Department should", Reason.IS_EXHORTATION),
        ("report", "Bay Marine", Reason.IS_FRAGMENT),
        ("transcript", "Has it?", Reason.IS_FRAGMENT),
        ("transcript", "We will never go back", Reason.IS_PREDICTION),
        ("column", "Let us begin", Reason.IS_EXHORTATION),
        ("column", "What does a minister", Reason.IS_QUESTION),
        ("column", "I have some sympathy", Reason.IS_PERSONAL),
        ("column", "It will be on time", Reason.IS_PREDICTION),
        ("markdown", "Did the mayor", Reason.IS_HEADING),
        ("british", "By 2040 nobody", Reason.IS_PREDICTION),
        ("questions", "Q. When does", Reason.IS_QUESTION),
        ("technical", "Source: Coastal", Reason.IS_FRAGMENT),
        ("blog", "| 1931 | Tram", Reason.IS_FRAGMENT),
        ("blog", "[^1]: Tramways", Reason.IS_FURNITURE),
    ],
)
def test_what_is_no_claim_says_why(shape: str, start: str, reason: Reason) -> None:
    found = sentence(shape, start)
    assert not found.is_claim
    assert found.reasons == (reason,)


def test_a_word_cut_at_a_line_end_is_whole_in_the_statement() -> None:
    assert "cannot be supported by survey records" in claim("report", "$6.1 million").statement


def test_a_word_cut_at_a_line_end_keeps_its_hyphen_only_where_the_text_has_it() -> None:
    assert "since the plan was produced" in claim("technical", "from 12 to 57").statement
    assert "ground-penetrating radar" in claim("technical", "hidden by vegetation").statement


def test_a_footnote_mark_behind_a_full_stop_ends_the_sentence() -> None:
    assert words_of(TEXTS["blog"], sentence("blog", "Today's bus")) == "Today's bus takes 26.[^2]"


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        (
            "The office said that the river rose by 40 cm in 2019.[^1]",
            "The office said that the river rose by 40 cm in 2019.",
        ),
        ("The wall cost 2 million crowns[^wall-2] in 2020.", "The wall cost 2 million crowns in 2020."),
        ("The [river](https://a.example/b)[^2] rose by 4 m in 2019.", "The river rose by 4 m in 2019."),
        ("The town has 4,000 people.[12]", "The town has 4,000 people."),
        (
            "The town has 12 parks¹ and 4 pools², and 300 of 9,000 trees fell.³",
            "The town has 12 parks and 4 pools, and 300 of 9,000 trees fell.",
        ),
        (
            "The plant covers 40 km² or 430 million square feet² of land.",
            "The plant covers 40 km² or 430 million square feet² of land.",
        ),
        ("The stars number 10³ in 3 groups.", "The stars number 10³ in 3 groups."),
        ("The report says [12] of 40 pumps failed in 2019.", "The report says [12] of 40 pumps failed in 2019."),
    ],
)
def test_the_marks_of_footnotes_are_left_out_of_statements_and_move_nothing(text: str, statement: str) -> None:
    [found] = split(f"{text}\n", "en").claims
    assert (found.statement, text[found.start : found.end]) == (statement, text)


def test_a_list_item_goes_on_behind_a_page_break() -> None:
    found = sentence("technical", "It was overtopped")
    assert words_of(TEXTS["technical"], found).endswith("opened in January 2014.")
    assert len(found.holes) == 1


def test_a_footnote_in_mid_sentence_is_a_hole() -> None:
    found = sentence("report", "In each case the Department")
    assert len(found.holes) == 1
    assert words_of(TEXTS["report"], found).endswith("the harbor in any of those years.")


def test_a_sentence_with_several_facts_offers_them_apart() -> None:
    parts = (
        split("The ministry closed four clinics in May, and the council sold the land to a builder in June.")
        .claims[0]
        .parts
    )
    assert [part.statement for part in parts] == [
        "The ministry closed four clinics in May.",
        "The council sold the land to a builder in June.",
    ]


def test_a_part_names_its_subject() -> None:
    text = "Norvale Corp closed the mine in March and sold the land to a builder in June."
    assert [part.statement for part in split(text).claims[0].parts][1].startswith("Norvale Corp sold the land")


def test_relative_dates_are_offered_with_the_day_they_are_relative_to() -> None:
    text = TEXTS["web"]
    (hint,) = claim("web", "its cabinet decided on Tuesday").dates[-1:]
    assert (text[hint.start : hint.end], hint.relative_to, hint.suggestion) == (
        "on Tuesday",
        "2023-02-14",
        "2023-02-14",
    )


def test_a_relative_date_without_a_date_of_publication_is_unknown() -> None:
    (hint,) = split("The mayor closed the bridge last year without asking the council.").claims[0].dates
    assert (hint.relative_to, hint.suggestion) == ("", "")


def test_a_claim_that_points_back_carries_its_neighbors() -> None:
    found = claim("wire", "Her town has sued")
    assert found.needs_context
    assert TEXTS["wire"][slice(*found.neighbors[0])].startswith("Quispe said")
    assert not claim("wire", "Shares of Norvale").needs_context


def test_a_set_off_quotation_is_one_claim_that_starts_at_its_own_words() -> None:
    lead = "The auditor wrote in her letter to the council:\n\nTwo pages are missing. The minutes were changed in June."
    found = split(f"The council met for two hours on Monday evening.\n\n{lead}\n\nThe mayor left at nine.").claims[1]
    assert found.quote is QuoteKind.DIRECT
    assert found.claimant == "The auditor"
    assert found.statement.startswith("Two pages are missing.")
    assert found.statement.endswith("changed in June.")
