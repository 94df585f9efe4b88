"""The pages of reports: the list, the form, one report, and the file that is a download and nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import html

from articles.files import path_of
from reviews.models import Report
from reviews.moves import Request, perform
from reviews.terms import Format
from reviews.workflow import Verb
from tests.reviews.report_cases import HOSTILE, NOW, SENTENCES, make_case

pytestmark = pytest.mark.django_db
LIST = "/reports/"
NEW = "/reports/new/"


@pytest.fixture
def case(scales, checker, checker2, editor):
    return make_case(checker, checker2, editor)


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def words_of(response) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def post(client, **data):
    return client.post(NEW, data, follow=True)


def test_an_empty_list_says_what_to_do_next(as_editor):
    told = words_of(as_editor.get(LIST))
    assert "No report has been made yet." in told
    assert "There is no article yet." in told


def test_who_may_not_export_sees_the_reports_and_no_form(client, checker, case):
    case.export(Format.CSV)
    client.force_login(checker)
    response = client.get(LIST)
    assert "River levels" in words_of(response)
    assert b'action="/reports/new/"' not in response.content


def test_an_editor_makes_a_report_of_ticked_articles(as_editor, case):
    response = post(as_editor, article=[str(case.article.uid)], format="html")
    report = Report.objects.get()
    assert response.redirect_chain == [(reverse("reviews:report", args=[report.uid]), 302)]
    told = words_of(response)
    assert "The report is made and kept." in told
    assert "4 claims were not finished when this report was made. The file lists them without a rating." in told
    assert report.sha256 in told


def test_a_list_is_exported_with_its_filters(as_editor, case):
    post(as_editor, state="published", rating="false", format="csv")
    report = Report.objects.get()
    assert report.scope == {"filter": {"state": "published", "rating": "false"}}
    assert report.title == "Claims: published, rated “False”"
    assert (report.n_claims, report.n_unfinished) == (1, 0)


def test_a_list_of_all_claims_takes_the_unfinished_along(as_editor, case):
    post(as_editor, state="all", article=str(case.article.uid), format="json")
    assert (Report.objects.get().n_claims, Report.objects.get().n_unfinished) == (5, 4)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"format": "html"}, "Choose at least one article."),
        ({"format": "pdf", "article": "x"}, "There is no format “pdf”"),
        ({"format": "html", "article": "x"}, "There is no article x."),
        ({"format": "html", "state": "published", "q": "no such words"}, "There is no claim in this choice"),
    ],
)
def test_a_refusal_is_told_on_the_page(as_editor, case, data, words):
    response = post(as_editor, **data)
    assert response.status_code == 200
    assert words in words_of(response)
    assert not Report.objects.exists()


def test_claimreview_without_a_public_url_says_what_to_set(as_editor, case):
    response = post(as_editor, article=str(case.article.uid), format="claimreview")
    assert "Set PUBLIC_URL=https://…" in words_of(response)
    assert f'value="{case.article.uid}" checked' in response.content.decode()


@pytest.mark.parametrize("name", ["checker", "importer", "administrator", "outsider", "root"])
def test_only_an_editor_may_post(client, case, request, name):
    client.force_login(request.getfixturevalue(name))
    assert client.post(NEW, {"article": str(case.article.uid), "format": "csv"}).status_code == 403
    assert not Report.objects.exists()


def test_an_export_is_a_post(as_editor):
    assert as_editor.get(NEW).status_code == 405


def test_the_file_is_a_download_with_its_type(as_editor, case):
    for format, kind in {Format.HTML: "text/html", Format.CSV: "text/csv", Format.JSON: "application/json"}.items():
        report = case.export(format)
        response = as_editor.get(reverse("reviews:report_file", args=[report.uid]))
        assert response["Content-Type"].startswith(kind)
        assert response["Content-Disposition"] == f'attachment; filename="{report.file_name}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        assert b"".join(response.streaming_content) == path_of(report.sha256).read_bytes()


def test_a_lost_file_is_told_and_nothing_falls_over(as_editor, case):
    report = case.export(Format.CSV)
    path_of(report.sha256).unlink()
    response = as_editor.get(reverse("reviews:report_file", args=[report.uid]), follow=True)
    assert "missing from the data folder" in words_of(response)


@pytest.mark.parametrize("name", ["reviews:report", "reviews:report_file"])
def test_an_unknown_report_is_not_found(as_editor, name):
    assert as_editor.get(reverse(name, args=["01890000-0000-7000-8000-000000000000"])).status_code == 404


@pytest.mark.parametrize("name", ["reviews:report", "reviews:report_file"])
def test_a_stranger_is_sent_to_log_in_and_who_may_not_look_is_refused(client, case, name, django_user_model):
    address = reverse(name, args=[case.export(Format.CSV).uid])
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(address).status_code == 403


def test_a_report_shows_its_verdicts_with_rating_sources_and_people(as_editor, case):
    report = case.export(Format.HTML)
    document = html.fromstring(as_editor.get(reverse("reviews:report", args=[report.uid])).content.decode())
    rows = [" ".join(row.text_content().split()) for row in document.findall(".//tbody/tr")]
    assert len(rows) == 5
    assert rows[0].startswith(f"1 {SENTENCES['published']} said by Ola Berg True Backs: River gauge 2019 Published")
    assert "Said exactly so" in rows[3]
    title = document.find(".//figure//title").text_content()
    assert "True 1, Mostly true 1, False 1, Unproven 1, Quotation answered, no rating 1" in title


def test_a_report_shows_what_was_then_and_tells_what_was_reopened(as_editor, case, editor):
    report = case.export(Format.HTML)
    perform(Verb.REOPEN, case.claims["published"], by=editor, now=NOW, asked=Request(reason="A new gauge reading"))
    told = words_of(as_editor.get(reverse("reviews:report", args=[report.uid])))
    assert "1 verdict of this report was reopened since." in told
    assert "The river rose by 40 centimetres in 2019. said by Ola Berg True" in told


def test_the_page_of_a_claimreview_says_what_is_not_in_the_file(as_editor, case, settings):
    settings.PUBLIC_URL = "https://checks.example.org"
    report = case.export(Format.CLAIMREVIEW)
    told = words_of(as_editor.get(reverse("reviews:report", args=[report.uid])))
    assert "Not in the file: 1 claim is decided and not published;" in told
    assert "1 claim has a quotation answer and no rating" in told


def test_no_page_has_script_or_style_of_its_own_in_it(as_editor, case):
    report = case.export(Format.HTML)
    for address in (LIST, reverse("reviews:report", args=[report.uid])):
        text = as_editor.get(address).content.decode()
        document = html.fromstring(text)
        assert HOSTILE not in text
        assert not document.xpath("//*[@style] | //style | //script[not(@src)] | //*[starts-with(name(@*), 'on')]")


def test_the_list_goes_on_by_position(as_editor, case):
    for _number in range(27):
        case.export(Format.CSV)
    first = html.fromstring(as_editor.get(LIST).content.decode())
    older = first.xpath("//a[@rel='next']/@href")[0]
    second = html.fromstring(as_editor.get(LIST + older).content.decode())
    rows = [len(one.xpath("//li[contains(@class, 'row')]")) for one in (first, second)]
    assert rows == [25, 2]


def test_the_pages_ask_little_of_the_database(as_editor, case, django_assert_max_num_queries):
    report = case.export(Format.HTML)
    case.export(Format.CSV)
    with django_assert_max_num_queries(12):
        as_editor.get(LIST)
    with django_assert_max_num_queries(24):
        as_editor.get(reverse("reviews:report", args=[report.uid]))
