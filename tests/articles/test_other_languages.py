"""Texts in other languages: which one it is, where sentences end, what is offered; English is left alone."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentencex import segment

from articles.importers.base import canonical_text
from articles.reading import read_text
from articles.splitting import Split, split
from articles.splitting.engine import LONGEST, WINDOW
from articles.splitting.languages import detect, primary
from articles.terms import QuoteKind, Reason, Zone
from tests.articles.other_languages import ARTICLES, LOOKALIKES, PARAGRAPHS, joined
from tests.bench import bench_folder

ROOT = Path(__file__).resolve().parents[2]
SHAPES = sorted((ROOT / "tests/articles/shapes").glob("*.txt"))
BESIDE = pytest.mark.skipif(not bench_folder.is_beside(), reason="the bench folder is not beside the project")
LISTED = (
    "Er sagte |„|“|«|»|「|」|。|؟|।|. |.|?|!|…|z. B. |ул. |12,5 |2019|\n|\n\n| |(|)|**|# |> |- |-. a|1. |中文|слово|"
    "كلمة|😀|é|—|:|；|\u202b|\u0301|[1]|ein Satz, der nicht enden will "
)
BITS = st.sampled_from(LISTED.split("|"))
TEXTS = st.one_of(st.text(max_size=300), st.lists(BITS, max_size=40).map("".join))
TOLD = [language for language, listed in PARAGRAPHS.items() if len(listed) > 4 and language not in ARTICLES]
CASES = [(language, sentences) for language, listed in PARAGRAPHS.items() for sentences in listed]


def words_of(text: str, read: Split) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in read.sentences]


def article(language: str) -> tuple[str, Split]:
    return ARTICLES[language], split(ARTICLES[language])


def starting(language: str, words: str):
    text, read = article(language)
    return next(s for s in read.sentences if text.startswith(words, s.start))


@pytest.mark.parametrize(("language", "sentences"), CASES)
def test_a_paragraph_is_cut_into_its_sentences(language, sentences):
    text = joined(language, sentences)
    assert words_of(text, split(text, language)) == sentences


def golden_rules() -> dict[str, list[tuple[str, list[str]]]]:
    file = bench_folder.BENCH / "data/golden_rules.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@BESIDE
@pytest.mark.parametrize("language", sorted(set(golden_rules()) - {"en"}))
def test_no_language_is_read_worse_than_by_the_engine(language):
    rules = golden_rules()[language]
    engine = sum([part.strip() for part in segment(language, text)] == wanted for text, wanted in rules)
    ours = sum(words_of(text, split(text, language)) == wanted for text, wanted in rules)
    assert ours >= engine


@pytest.mark.parametrize("language", TOLD)
def test_a_language_is_told_from_its_words(language):
    assert detect("\n\n".join(joined(language, sentences) for sentences in PARAGRAPHS[language])) == language


@pytest.mark.parametrize("language", ARTICLES)
def test_the_language_of_an_article_is_told(language):
    assert detect(ARTICLES[language]) == language


@pytest.mark.parametrize("language", LOOKALIKES)
def test_languages_that_look_alike_are_told_apart(language):
    assert detect(LOOKALIKES[language]) == language


@pytest.mark.parametrize("file", SHAPES, ids=lambda file: file.stem)
def test_english_is_taken_for_english(file):
    text = file.read_text(encoding="utf-8")
    assert detect(text) == "en"
    assert split(text) == split(text, "en")


@pytest.mark.parametrize("size", [200, 350])
def test_no_passage_of_an_english_article_is_taken_for_another_language(size):
    texts = [file.read_text(encoding="utf-8") for file in SHAPES]
    told = {detect(text[at : at + size]) for text in texts for at in range(0, len(text) - size, size // 2)}
    assert told <= {"en", ""}


@BESIDE
def test_no_english_text_is_taken_for_another_language():
    corpus = bench_folder.BENCH / "data/en_ewt_dev.para.jsonl"
    texts = [json.loads(line)["text"] for line in corpus.read_text(encoding="utf-8").splitlines()]
    texts += [canonical_text(read_text(file.read_bytes())) for file in bench_folder.SEEDS.glob("*.txt")]
    assert len(texts) > 300
    assert {detect(text) for text in texts} <= {"en", ""}


def test_a_short_text_in_latin_letters_is_not_judged():
    assert detect("Das ist ein kurzer Satz, und er ist nicht auf Englisch.") == ""
    assert detect("Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 20) == ""
    assert detect("") == ""
    assert detect("これは短い。") == "ja"


def test_quoted_german_leaves_an_article_english():
    german = "„Wir haben das nicht gewusst, und wir sind auch nicht gefragt worden“, sagte sie. "
    english = (
        "The council said on Monday that it had not been told of the sale, and that it would look into the matter. "
    )
    assert detect((english * 2 + german) * 5) == "en"


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("de-AT", "de"),
        ("EN_us", "en"),
        ("zh-Hans-CN", "zh"),
        ("nb", "no"),
        ("", ""),
        ("german", ""),
        ("und", ""),
        ("d", ""),
    ],
)
def test_a_code_names_a_language_or_none(code, wanted):
    assert primary(code) == wanted


def test_the_given_language_is_taken_without_a_look_at_the_text():
    text = "Voir l’art. 12 du règlement. Il date de 1998."
    assert len(split(text, "fr").sentences) == 2
    assert split(text, "fr-CA") == split(text, "fr")


def test_zones_are_read_from_looks():
    text, read = article("de")
    assert [sentence.zone for sentence in read.sentences[:4]] == [Zone.TITLE, Zone.BYLINE, Zone.METADATA, Zone.BODY]
    assert starting("de", "Der Käufer").zone is Zone.HEADING
    assert starting("de", "Foto:").zone is Zone.CAPTION
    assert starting("de", "©").zone is Zone.BOILERPLATE
    assert starting("fr", "## ").zone is Zone.HEADING
    assert text.startswith("- 140", read.sentences[-4].start)


def test_what_states_something_is_offered_with_its_reasons():
    figures = starting("de", "Nach Angaben")
    assert figures.is_claim
    assert figures.reasons == (Reason.GIVES_FIGURE, Reason.GIVES_DATE)
    assert figures.check_worthiness > starting("de", "Der Rat").check_worthiness > 0
    assert starting("pt", "O\nedifício").reasons == (Reason.GIVES_DATE,)
    assert starting("ja", "北浜市").reasons == (Reason.GIVES_FIGURE,)


@pytest.mark.parametrize(
    ("language", "words", "reason"),
    [
        ("de", "Stadt verkauft", Reason.IS_HEADING),
        ("de", "Was wird", Reason.IS_QUESTION),
        ("es", "¿Quién", Reason.IS_QUESTION),
        ("ar", "من اشترى", Reason.IS_QUESTION),
        ("zh", "谁买下了", Reason.IS_QUESTION),
        ("ru", "Автор:", Reason.IS_BYLINE),
        ("de", "- ein Spielplatz", Reason.IS_FRAGMENT),
        ("de", "12. März", Reason.IS_FURNITURE),
    ],
)
def test_what_states_nothing_says_why(language, words, reason):
    sentence = starting(language, words)
    assert (sentence.is_claim, sentence.reasons) == (False, (reason,))


SAID_BY = {"de": "die Bürgermeisterin", "fr": "M. Perrin", "es": "el Sr. Ortega", "pt": "a presidente da associação"}


@pytest.mark.parametrize("language", ["de", "fr", "es", "pt", "tr", "ru", "ar", "ja", "zh"])
def test_a_quotation_is_known_by_its_marks_and_its_speaker_by_a_verb_of_saying(language):
    _, read = article(language)
    quoted = [sentence for sentence in read.sentences if sentence.quote is QuoteKind.DIRECT]
    assert len(quoted) == 1
    assert Reason.QUOTES_SPEAKER in quoted[0].reasons
    assert quoted[0].speaker == SAID_BY.get(language, "")
    assert {sentence.speaker for sentence in read.sentences if sentence is not quoted[0]} == {""}
    assert {claim.claimant for claim in read.claims} == {"", quoted[0].speaker}


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "de",
            "„Die Brücke ist seit Mai gesperrt“, erklärte die Chefin Anna Vogt der Zeitung.",
            "die Chefin Anna Vogt",
        ),
        ("de", "Am Dienstag sagte Jan de Boer: „Wir haben davon nichts gewusst.“", "Jan de Boer"),
        ("de", "„Wir zahlen keinen Cent für die Brücke“, sagte am Montag Dr. Weber.", "Dr. Weber"),
        ("de", "Laut Polizei war der Fahrer „viel zu schnell auf der Brücke“.", "Polizei"),
        ("fr", "« Le pont est fermé depuis deux ans », a déclaré mardi la maire de Lorvaux.", "la maire de Lorvaux"),
        ("fr", "Selon M. Perrin, « le pont a coûté trois millions d’euros ».", "M. Perrin"),
        ("es", "El ministro Juan Ruiz afirmó: «El puente costó tres millones».", "El ministro Juan Ruiz"),
        ("it", "«Non abbiamo visto assolutamente nulla», ha detto il sindaco.", "il sindaco"),
        ("pt", '"A ponte está fechada há dois anos", afirmou o presidente da câmara.', "o presidente da câmara"),
        ("nl", "„De brug is al twee jaar dicht”, aldus burgemeester Jan Smit.", "burgemeester Jan Smit"),
        ("de", "„Niemand hat uns gefragt, ob wir das wollen.“", ""),
    ],
)
def test_whoever_stands_beside_a_verb_of_saying_speaks(language, text, speaker):
    claim = split(text, language).claims[0]
    assert (claim.quote, claim.claimant) == (QuoteKind.DIRECT, speaker)


@pytest.mark.parametrize(
    ("language", "named", "again"),
    [
        (
            "fr",
            "« Nous n’avons rien signé en mai », assure M. Perrin.",
            "« Le rapport est entièrement faux », a-t-il ajouté.",
        ),
        ("de", "„Wir haben nichts unterschrieben“, sagte Dr. Weber.", "„Es war ein schlechter Vertrag“, sagte er."),
        ("es", "«No hubo ningún aviso en mayo», dijo el Sr. Ortega.", "«Nadie nos preguntó nada de nada», añadió."),
    ],
)
def test_a_pronoun_means_whoever_was_named_last(language, named, again):
    first, second = split(f"{named}\n\n{again}", language).claims
    assert first.claimant == second.claimant != ""


def test_a_title_in_quotation_marks_is_nobodys_words():
    text = "Der Film „Das Leben der anderen Leute“ gewann 2007 in Los Angeles einen Preis für den besten Schnitt."
    assert split(text, "de").claims[0].quote is QuoteKind.NONE


def test_no_english_word_list_is_asked_about_another_language():
    text = "Der Band war gut. Alle said Leute, die or das lesen, found according to ihm nichts. Er war im May of dort."
    read = split(text, "de")
    assert all(claim.parts == () and claim.dates == () and not claim.needs_context for claim in read.claims)
    assert {sentence.quote for sentence in read.sentences} == {QuoteKind.NONE}


def test_wrapped_lines_of_a_script_without_capitals_or_blanks_are_joined():
    _, read = article("ar")
    assert len(read.sentences) == 6
    text = (
        "北滨市政府星期二宣布已将旧港口以十二亿元出售给一家来自外地的大型民营企业并称这项\n"
        "出售已经市议会批准而且不会影响附近居民的日常生活与渔民继续使用码头的权利因为合同\n"
        "对此作了规定。\n"
    )
    (sentence,) = split(text, "zh").sentences
    assert (sentence.start, sentence.end) == (0, len(text) - 1)
    assert "\n" not in split(text, "zh").claims[0].statement
    assert " " not in split(text, "zh").claims[0].statement


def test_a_sentence_cut_by_a_page_number_is_one():
    text = (
        "Die Stadt hat das alte Hafenbad nach langem Streit im Rat und gegen den Willen vieler Bürger schließlich\n\n"
        "Seite 3\n\nan einen Investor verkauft. Er will dort Wohnungen bauen."
    )
    first, page, second = split(text, "de").sentences
    assert first.holes == ((page.start, page.end),)
    assert text[second.start : second.end] == "Er will dort Wohnungen bauen."


def test_marks_of_markdown_belong_to_the_sentence_they_stand_at():
    text = "**Er kam.** *Sie ging.* Das [Haus](http://a.b) blieb."
    assert words_of(text, split(text, "de")) == ["**Er kam.**", "*Sie ging.*", "Das [Haus](http://a.b) blieb."]


@pytest.mark.parametrize("times", [20, 2 * WINDOW // 50])
def test_a_long_quotation_is_cut_at_its_end_marks(times):
    said = "Wir haben das nicht gewusst und auch nicht gewollt. "
    text = f"Sie sagte: „{(said * times).strip()}“ Dann ging sie."
    sentences = split(text, "de").sentences
    assert len(sentences) == times + 1
    assert max(sentence.end - sentence.start for sentence in sentences) <= LONGEST
    assert len({claim.start for claim in split(text, "de").claims}) < times


def test_a_short_quotation_of_two_sentences_stays_one():
    text = "„Wir haben das nicht gewusst. Wir haben es auch nicht gewollt“, sagte sie."
    assert words_of(text, split(text, "de")) == [text]


@given(TEXTS, st.sampled_from(["de", "ru", "ar", "ja", "hi", "el", "xx"]))
@settings(max_examples=300, deadline=None)
def test_every_character_that_is_not_blank_is_in_exactly_one_sentence(text, language):
    read = split(text, language)
    count = [0] * len(text)
    for sentence in read.sentences:
        for at in range(sentence.start, sentence.end):
            count[at] += not any(start <= at < end for start, end in sentence.holes)
        assert not text[sentence.start].isspace() and not text[sentence.end - 1].isspace()
        assert all(sentence.start < start < end < sentence.end for start, end in sentence.holes)
        assert sentence.reasons
        assert 0 <= sentence.check_worthiness <= 1
    starts = [sentence.start for sentence in read.sentences]
    assert starts == sorted(set(starts))
    assert all(n == 1 for n, char in zip(count, text, strict=True) if not char.isspace())
    assert all(claim.statement.strip() for claim in read.claims)
    assert read == split(text, language)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_language_or_none(text):
    assert primary(detect(text)) == detect(text)


HOSTILE = [
    "„",
    "« ",
    "「",
    "»",
    "“ab cd ef gh ij kl.” ",
    "a. ",
    "1. ",
    "z. B. ",
    "。",
    '" a. "',
    "слово\n",
    "كلمة\n",
    "😀",
    "「。」",
]


@pytest.mark.parametrize("bit", HOSTILE)
def test_the_time_for_a_hostile_text_grows_with_its_length(bit):
    split(bit * 500, "de")
    short, long = (min(_spent_on(bit * (size // len(bit))) for _ in range(3)) for size in (40_000, 160_000))
    assert long < 10 * max(short, 0.05)


def _spent_on(text):
    began = time.process_time()
    split(text, "de")
    return time.process_time() - began


def test_english_never_loads_the_engine():
    code = (
        "import sys; from articles.splitting import split; split('The council met on Monday. It was told of it.' * 9);"
        "print([name for name in sys.modules if name.startswith(('sentencex', 'articles.splitting.plain'))])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
