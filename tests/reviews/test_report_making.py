"""Making a report: who may, what is kept of it, what is refused, and how much it asks of the database."""

from __future__ import annotations

import csv
import io
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.files import open_stored
from articles.models import Anchor, Claim, Event
from articles.refusals import Kind, Refusal
from articles.terms import Origin
from reviews.models import Decision, Report
from reviews.moves import Request, perform
from reviews.reports import build
from reviews.reports.make import format_named, make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from reviews.workflow import Verb
from tests.factories import make_article, make_claim
from tests.reviews.report_cases import NOW, SENTENCES, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(scales, checker, checker2, editor):
    return make_case(checker, checker2, editor)


def text_of(report: Report) -> str:
    with open_stored(report.sha256) as file:
        return file.read().decode("utf-8-sig")


@pytest.mark.parametrize("name", ["checker", "importer", "administrator", "outsider", "root"])
def test_only_an_editor_exports(case, request, name):
    with pytest.raises(Refusal) as refused:
        case.export(Format.CSV, by=request.getfixturevalue(name))
    assert (refused.value.code, refused.value.kind) == ("not_allowed", Kind.FORBIDDEN)
    assert not Report.objects.exists()


def test_a_report_keeps_what_was_handed_out(case, editor):
    report = case.export(Format.JSON)
    assert (report.by, report.at, report.format) == (editor, NOW, Format.JSON)
    assert (report.n_claims, report.n_unfinished) == (5, 4)
    assert report.file_name == "river-levels-2026-11-20.json"
    assert report.n_bytes == len(text_of(report).encode())
    assert report.scope == {"articles": [str(case.article.uid)], "n_articles": 1}
    assert set(report.decisions.all()) == set(Decision.objects.current())


def test_an_event_tells_of_the_export(case, editor):
    report = case.export(Format.CSV)
    event = Event.objects.get(verb="export")
    assert (event.article, event.actor, event.subject_uid) == (case.article, editor, report.uid)
    assert event.data["sha256"] == report.sha256


def test_the_decisions_of_a_claimreview_are_those_in_the_file(case, settings):
    settings.PUBLIC_URL = "https://checks.example.org"
    report = case.export(Format.CLAIMREVIEW)
    assert report.n_claims == report.decisions.count() == 3
    assert report.n_unfinished == 4


def test_the_same_report_at_the_same_moment_is_the_same_file(case):
    assert case.export(Format.CSV).sha256 == case.export(Format.CSV).sha256
    assert Report.objects.count() == 2


def test_a_reopened_verdict_is_in_no_new_report_and_stays_in_the_old_one(case, editor):
    before = case.export(Format.CSV)
    perform(Verb.REOPEN, case.claims["published"], by=editor, now=NOW, asked=Request(reason="A new gauge reading"))
    after = case.export(Format.CSV)
    assert "The gauge says so." in text_of(before)
    rows = {row["statement"]: row for row in csv.DictReader(io.StringIO(text_of(after), newline=""))}
    assert rows[SENTENCES["published"]]["rating"] == ""
    assert (after.n_claims, after.n_unfinished) == (4, 5)
    assert before.decisions.filter(is_current=False).count() == 1


def test_a_report_of_several_articles_has_all_their_claims(case, editor):
    other = make_article(editor, headline="The other bank")
    make_claim(other)
    report = make_report(Scope.of_articles([case.article.uid, other.uid]), Format.CSV, by=editor, now=NOW)
    headlines = [row["article_headline"] for row in csv.DictReader(io.StringIO(text_of(report), newline=""))]
    assert headlines == ["River levels"] * 10 + ["The other bank"]
    assert report.title == "River levels and 1 other article"
    assert Event.objects.filter(verb="export").count() == 2


def test_claims_of_a_list_keep_their_numbers(case, editor):
    chosen = Claim.objects.filter(pk__in=[case.claims["decided"].pk, case.claims["begun"].pk])
    report = make_report(Scope.of_list(chosen, title="Mine", asked={"mine": "1"}), Format.CSV, by=editor, now=NOW)
    rows = list(csv.DictReader(io.StringIO(text_of(report), newline="")))
    assert [(row["claim_number"], row["state"]) for row in rows] == [("3", "decided"), ("6", "in_review")]
    assert report.scope == {"filter": {"mine": "1"}}


def test_a_verdict_is_told_in_the_words_it_was_given_on(case):
    Claim.objects.filter(pk=case.claims["published"].pk).update(statement="Changed behind the verdict's back")
    assert "Changed behind" not in text_of(case.export(Format.CSV))


def test_nothing_chosen_an_unknown_article_and_an_empty_one_are_refused(scales, editor):
    empty = make_article(editor)
    for uids, code in (([], "nothing_chosen"), ([uuid.uuid4()], "unknown_article"), (["x"], "unknown_article")):
        with pytest.raises(Refusal) as refused:
            Scope.of_articles(uids)
        assert (refused.value.code, refused.value.kind) == (code, Kind.INVALID)
    with pytest.raises(Refusal) as refused:
        make_report(Scope.of_articles([empty.uid]), Format.HTML, by=editor, now=NOW)
    assert refused.value.code == "no_claims"


def test_an_unknown_format_is_refused_with_those_there_are():
    with pytest.raises(Refusal) as refused:
        format_named("pdf")
    assert "html, csv, json, claimreview" in refused.value.words


def test_more_claims_than_a_report_holds_are_refused(case, monkeypatch):
    monkeypatch.setattr(build, "MAX_CLAIMS", 9)
    with pytest.raises(Refusal) as refused:
        case.export(Format.CSV)
    assert "10 claims" in refused.value.words


def test_a_report_of_500_claims_asks_little_of_the_database(scales, editor):
    sentences = [f"Claim number {number} holds." for number in range(500)]
    article = make_article(editor, text="\n\n".join(sentences))
    many_proposals(article, sentences)
    with CaptureQueriesContext(
        connection,
    ) as few:
        report = make_report(Scope.of_articles([article.uid]), Format.JSON, by=editor, now=NOW)
    assert report.n_unfinished == 500
    assert len(few) <= 20


def test_queries_do_not_grow_with_the_verdicts(case, checker):
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            case.export(Format.HTML)
        return len(made)

    before = queries()
    case.decide("proposed")
    case.decide("accepted")
    assert queries() == before


def test_the_command_writes_the_file_and_tells_what_is_unfinished(case, tmp_path, capsys):
    target = tmp_path / "report.csv"
    call_command("export_report", str(case.article.uid), "--format", "csv", "-o", str(target))
    told = capsys.readouterr().out.strip()
    assert told == f"{target}: csv, verdicts 5, unfinished claims 4."
    report = Report.objects.get()
    assert report.by is None
    assert target.read_bytes().decode("utf-8-sig") == text_of(report)


def test_the_command_tells_what_claimreview_leaves_out(case, settings, tmp_path, capsys):
    settings.PUBLIC_URL = "https://checks.example.org"
    call_command("export_report", str(case.article.uid), "--format=claimreview", "-o", str(tmp_path / "feed.jsonld"))
    assert "left out: 1 claim is decided and not published;" in capsys.readouterr().out


def test_the_command_can_write_to_standard_output(case, capsysbinary):
    call_command("export_report", str(case.article.uid), "--format=json", "-o", "-")
    written = capsysbinary.readouterr()
    assert written.out == text_of(Report.objects.get()).encode()
    assert b"unfinished claims 4" in written.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{uid}", "--format=pdf", "-o", "{tmp}/r"], "There is no format “pdf”"),
        ([str(uuid.UUID(int=7)), "-o", "{tmp}/r"], "There is no article"),
        (["nonsense", "-o", "{tmp}/r"], "There is no article nonsense"),
        (["{uid}", "--format=claimreview", "-o", "{tmp}/r"], "Set PUBLIC_URL=https://"),
        (["{uid}", "-o", "{tmp}"], "is a folder"),
        (["{uid}", "-o", "{tmp}/no/such/r"], "There is no folder"),
    ],
)
def test_the_command_says_clearly_what_is_wrong(case, tmp_path, arguments, words):
    given = [one.format(uid=case.article.uid, tmp=tmp_path) for one in arguments]
    with pytest.raises(CommandError, match=words.replace("(", r"\(")):
        call_command("export_report", *given)
    assert not Report.objects.exists()


def many_proposals(article, sentences) -> None:
    claims = Claim.objects.bulk_create(
        Claim(article=article, statement=words, claimant="Ola Berg", origin=Origin.MACHINE) for words in sentences
    )
    text = article.current.text
    Anchor.objects.bulk_create(
        Anchor.at(
            claim, article.current, text.index(claim.statement), text.index(claim.statement) + len(claim.statement)
        )
        for claim in claims
    )
