"""Each format says what is decided, what is not, and nothing that nobody may see yet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from lxml import html

from articles.files import open_stored
from reviews.models import Plan, RatingScale, Report
from reviews.reports.csv import COLUMNS, cell
from reviews.reports.make import make_report
from reviews.reports.rows import CitationRow, ReasonRow, ReportRow
from reviews.reports.scope import Scope
from reviews.terms import Format
from tests.factories import make_article, make_claim
from tests.reviews.report_cases import NOW, SENTENCES, Case, blind_case, make_case

pytestmark = pytest.mark.django_db
UNFINISHED = ("submitted", "begun", "accepted", "proposed")


@pytest.fixture
def case(scales, checker, checker2, editor):
    return make_case(checker, checker2, editor)


def raw(report: Report) -> bytes:
    with open_stored(report.sha256) as file:
        return file.read()


def lines(case) -> list[dict[str, str]]:
    text = raw(case.export(Format.CSV)).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def by_statement(rows) -> dict[str, dict]:
    names = {words: name for name, words in SENTENCES.items()}
    return {names[row["statement"].removeprefix("'")]: row for row in rows}


def page(case) -> html.HtmlElement:
    return html.fromstring(raw(case.export(Format.HTML)).decode("utf-8"))


def words_of(element) -> str:
    return " ".join(element.text_content().split())


def test_csv_has_one_line_for_every_claim_in_reading_order(case):
    rows = lines(case)
    assert [row["statement"].removeprefix("'") for row in rows] == list(SENTENCES.values())
    assert [row["claim_number"] for row in rows] == [str(number) for number in range(1, 11)]


def test_csv_tells_verdict_people_and_sources(case):
    row = by_statement(lines(case))["published"]
    assert (row["rating"], row["rating_code"], row["rating_value"]) == ("True", "true", "5")
    assert (row["rating_best"], row["rating_worst"]) == ("5", "1")
    assert (row["checked_by"], row["decided_by"], row["published_by"]) == ("Noor", "Tomás", "Edith")
    assert row["decided_at"] == row["published_at"] == "2026-11-20 12:00:00"
    assert row["citations"].startswith("[1] backs: River gauge 2019 (Water Office, official record) | table 2")
    assert row["citation_urls"] == "https://data.example.org/river"
    assert row["n_citations"] == "1"
    assert row["text_sha256"] == case.article.current.text_sha256


def test_csv_leaves_the_rating_of_unfinished_claims_empty(case):
    rows = by_statement(lines(case))
    assert [rows[name]["state"] for name in UNFINISHED] == ["awaiting_second", "in_review", "open", "proposed"]
    for name in UNFINISHED:
        assert not any(rows[name][column] for column in ("rating", "rationale", "citations", "decided_at"))


def test_csv_tells_why_a_claim_was_dismissed(case):
    row = by_statement(lines(case))["dismissed"]
    told = (row["state"], row["dismissed_because_words"], row["dismissed_note"], row["dismissed_by"])
    assert told == ("dismissed", "opinion", "A matter of taste", "Noor")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", " =", "\u00a0\u3000+", "\ufeff@"])
def test_csv_makes_no_cell_a_formula(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"


def test_csv_takes_the_sting_out_of_hostile_statements(case):
    row = by_statement(lines(case))["formula"]
    assert row["statement"].startswith("'=HYPERLINK")
    assert row["rationale"].startswith("'+1")
    assert row["suggested_wording"] == "'@cmd"


def test_html_tells_each_verdict_with_its_sources(case):
    claims = {words_of(one.find("h3")): one for one in page(case).findall(".//article")}
    assert len(claims) == 5
    told = words_of(claims[SENTENCES["published"]])
    for words in ("True", "published", "The gauge says so.", "River gauge 2019", "rose by 40 cm", "table 2"):
        assert words in told
    assert "Checked by Noor; approved by a second person, Tomás, 20 November 2026, 12:00 UTC" in told
    links = [link.get("href") for link in claims[SENTENCES["published"]].iter("a")]
    assert links == ["https://data.example.org/river"]
    assert "https://data.example.org/river" in told


def test_html_gives_a_quotation_its_answer_where_there_is_no_rating(case):
    claims = {words_of(one.find("h3")): words_of(one) for one in page(case).findall(".//article")}
    assert "Said exactly so" in claims[SENTENCES["quoted"]]


def test_html_tells_what_is_not_finished_in_a_box_and_a_section(case):
    document = page(case)
    told = words_of(document.get_element_by_id("unfinished-told"))
    assert "3 claims are not decided; 1 claim is only proposed" in told
    section = words_of(document.get_element_by_id("unfinished"))
    for name in UNFINISHED:
        assert SENTENCES[name] in section
    assert "waiting for a second look" in section


def test_html_tells_what_was_dismissed_and_how_it_was_checked(case):
    document = page(case)
    assert "opinion: A matter of taste (Noor, 20 November 2026)" in words_of(document.get_element_by_id("dismissed"))
    method = words_of(document.get_element_by_id("method"))
    assert case.article.current.text_sha256 in method
    assert "The scale “Five points”, version 1" in method
    assert "The claim is accurate and nothing that matters is missing." in method
    assert "proposed 10 of the 10 claims" in method


def test_html_draws_the_ratings_and_says_the_same_in_words(case):
    picture = page(case).find(".//figure/svg")
    assert words_of(picture.find("title")).endswith(
        "True 1, Mostly true 1, False 1, Unproven 1, Quotation answered, no rating 1"
    )
    assert len(picture.findall("rect")) == 10


def test_html_runs_nothing_from_the_article(case):
    text = raw(case.export(Format.HTML)).decode()
    document = html.fromstring(text)
    assert not document.findall(".//script")
    assert text.count("</style>") == 1
    assert "<script>alert(1)</script>" in document.text_content()
    assert "default-src 'none'" in text


def test_html_without_unfinished_claims_has_no_box(case, editor):
    finished = case.scope().claims.filter(pk=case.claims["published"].pk)
    report = make_report(Scope.of_list(finished, title="One", asked={}), Format.HTML, by=editor, now=NOW)
    document = html.fromstring(raw(report).decode())
    assert document.find(".//*[@id='unfinished-told']") is None
    assert (report.n_claims, report.n_unfinished) == (1, 0)


def test_json_keeps_finished_unfinished_and_dismissed_apart(case):
    data = json.loads(raw(case.export(Format.JSON)))
    assert (data["schema"], data["schema_version"]) == ("factcheck-report", 1)
    assert set(by_statement(data["claims"])) == {"published", "off_scale", "decided", "quoted", "formula"}
    assert set(by_statement(data["unfinished"])) == set(UNFINISHED)
    assert set(by_statement(data["dismissed"])) == {"dismissed"}
    assert data["summary"] == {
        "finished": 5,
        "published": 4,
        "unfinished": 4,
        "unfinished_undecided": 3,
        "unfinished_proposed": 1,
        "dismissed": 1,
        "sentences": 0,
        "sentences_accounted": 0,
    }


def test_json_gives_citations_ratings_and_scales_as_data(case):
    data = json.loads(raw(case.export(Format.JSON)))
    row = by_statement(data["claims"])["off_scale"]
    assert (row["rating"], row["rating_value"], row["rating_best"]) == ("Unproven", None, None)
    assert row["as_of"] == "2026-03-01"
    assert row["citations"][0]["accessed_on"] == "2026-11-20"
    ratings = {one["code"]: one["claims"] for one in data["scales"][0]["ratings"]}
    assert (ratings["true"], ratings["half_true"], ratings["unproven"]) == (1, 0, 1)


@pytest.mark.parametrize("format", [Format.HTML, Format.CSV, Format.JSON])
def test_no_format_tells_a_verdict_nobody_decided(case, format):
    blind_case(case)
    assert "SECRET" not in raw(case.export(format)).decode()


@pytest.mark.parametrize("format", [Format.HTML, Format.CSV, Format.JSON])
def test_the_command_line_tells_no_verdict_nobody_decided(case, format):
    blind_case(case)
    report = make_report(case.scope(), format, by=None, now=NOW)
    assert "SECRET" not in raw(report).decode()


def test_the_columns_are_documented():
    told = (Path(__file__).parents[2] / "docs" / "reports.md").read_text()
    named = set(re.findall(r"`(\w+)`", told.split("## The columns")[1].split("## ClaimReview")[0]))
    columns = {field.name for kind in (ReportRow, CitationRow, ReasonRow) for field in fields(kind)}
    assert columns <= named
    assert set(COLUMNS) <= named


def test_a_report_on_two_scales_names_both_and_warns(case):
    other = make_article(case.editor, text="The bridge was opened in 1890.", headline="The bridge")
    Plan.objects.create(article=other, scale=RatingScale.objects.get(code="magazine"))
    second = Case(other, case.checker, case.second, case.editor)
    second.claims["bridge"] = make_claim(other, "The bridge was opened in 1890.")
    second.publish("bridge", rating="confirmed")
    both = Scope.of_articles([case.article.uid, other.uid])
    text = raw(make_report(both, Format.HTML, by=case.editor, now=NOW)).decode()
    method = words_of(html.fromstring(text).get_element_by_id("method"))
    assert "ratings of different scales cannot be compared" in method
    assert "The scale “Magazine”, version 1" in method
    scales = json.loads(raw(make_report(both, Format.JSON, by=case.editor, now=NOW)))["scales"]
    assert [(one["code"], sum(rating["claims"] for rating in one["ratings"])) for one in scales] == [
        ("five-point", 4),
        ("magazine", 1),
    ]


def test_times_in_the_file_are_utc_whoever_makes_it(case):
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert "20 November 2026, 12:00 UTC" in raw(case.export(Format.HTML)).decode()
