"""PDF files: words and paragraphs of the text layer; scans, locks and damage are each said."""

import datetime
import json

import pytest

from articles.importers.as_json import draft_from_json, draft_to_json
from articles.importers.base import ImportProblem, canonical_text
from articles.importers.formats import read_article
from articles.splitting import split
from articles.terms import ImportCode
from tests.articles.pdfs import make_pdf

FIRST = [
    (540, "River levels"),
    (500, "By Ola Berg"),
    (460, "The river rose by 40 centimetres in 2019, the water office said, and"),
    (446, "the town spent two million crowns on the wall."),
    (418, "Nobody was hurt, said the mayor (Ada Holm), who had carried sand to"),
]
SECOND = [(460, "the bridge for three days."), (432, "The wall held. It had been"), (418, "built in 2019.")]


def test_words_and_paragraphs_of_all_pages_are_read():
    draft = read_article(make_pdf([FIRST, SECOND], title="Ignored"), "river.pdf")
    assert canonical_text(draft.text) == (
        "River levels\n\nBy Ola Berg\n\nThe river rose by 40 centimetres in 2019, the water office said, and\n"
        "the town spent two million crowns on the wall.\n\nNobody was hurt, said the mayor (Ada Holm), who had carried "
        "sand to\n\nthe bridge for three days.\n\nThe wall held. It had been\n"
        "built in 2019.\n"
    )
    assert (draft.headline, draft.byline, draft.media_type) == ("River levels", "Ola Berg", "application/pdf")
    assert draft.published_on == datetime.date(2024, 5, 3)


def test_how_much_stands_on_each_page_is_told():
    draft = read_article(make_pdf([[], FIRST, [], SECOND, []]))
    text = canonical_text(draft.text)
    assert [n > 0 for n in draft.letters_on_pages] == [False, True, False, True, False]
    assert sum(draft.letters_on_pages) == len("".join(text.split()))
    assert draft_from_json(json.loads(json.dumps(draft_to_json(draft)))) == draft


def test_a_sentence_over_a_page_break_is_one():
    text = canonical_text(read_article(make_pdf([FIRST, SECOND])).text)
    sentences = [" ".join(text[s.start : s.end].split()) for s in split(text).sentences]
    assert "Nobody was hurt, said the mayor (Ada Holm), who had carried sand to the bridge for three days." in sentences


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (make_pdf([FIRST], encrypt=True), ImportCode.PDF_LOCKED),
        (make_pdf([[]]), ImportCode.PDF_WITHOUT_TEXT),
        (make_pdf([FIRST])[:300], ImportCode.PDF_BROKEN),
        (b"%PDF-1.7", ImportCode.PDF_BROKEN),
        (b"%PDF-1.7\n" + b"\xff\0" * 5_000, ImportCode.PDF_BROKEN),
        (make_pdf([]), ImportCode.PDF_BROKEN),
    ],
    ids=["locked", "a scan", "cut off", "a head alone", "noise", "no page"],
)
@pytest.mark.parametrize("name", ["a.pdf", "a.txt"])
def test_what_cannot_be_read_is_said(raw, code, name):
    with pytest.raises(ImportProblem) as caught:
        read_article(raw, name)
    assert caught.value.code is code and name in caught.value.words


def test_too_many_pages_are_refused(settings):
    settings.MAX_PAGES = 2
    with pytest.raises(ImportProblem) as caught:
        read_article(make_pdf([SECOND] * 3), "a.pdf")
    assert caught.value.code is ImportCode.TOO_MANY_PAGES and "3 pages; at most 2" in caught.value.words
