"""Reports by API: made, listed and downloaded by those who may."""

import csv
import io
import json
import uuid

import pytest
from django.utils import timezone

from articles.files import path_of
from reviews.models import Draft, Report, Review
from reviews.terms import Format
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
REPORTS = "/api/v1/reports/"


@pytest.fixture
def article(importer, checker, checker2, editor, scales):
    """An article with one published claim and one that nobody chose."""
    now = timezone.now()
    article = make_article(importer)
    review = Review.begin(make_claim(article), by=checker, now=now)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    review.approve(review.submit(by=checker, now=now), by=checker2, now=now)
    review.publish(by=editor, now=now)
    make_claim(article, "The town spent 2.1 million crowns on the wall.")
    return article


def order(person, *articles, format="csv"):
    body = {"articles": [str(getattr(one, "uid", one)) for one in articles], "format": format}
    return program(person).post(REPORTS, body, format="json")


def content(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("format", [Format.HTML, Format.CSV, Format.JSON, Format.CLAIMREVIEW])
def test_a_report_is_made_and_its_file_handed_out(article, editor, format, settings):
    settings.PUBLIC_URL = "https://checks.example.org"
    answer = order(editor, article, format=format)
    told = said(answer, 201)
    assert answer["Location"] == told["download"]
    assert (told["n_claims"], told["n_unfinished"]) == (1, 1)
    assert told["by"]["name"] == "Edith"
    file = program(editor).get(told["download"], headers={"accept": "text/csv"})
    assert "attachment" in file["Content-Disposition"]
    assert file["X-Content-Type-Options"] == "nosniff"
    raw = content(file)
    assert len(raw) == told["n_bytes"]
    assert b"The river rose by 40 centimetres in 2019." in raw


def test_the_files_can_be_read_by_programs(article, editor):
    rows = csv.DictReader(
        io.StringIO(content(program(editor).get(said(order(editor, article), 201)["download"])).decode("utf-8-sig"))
    )
    assert len(list(rows)) == 2
    report = said(order(editor, article, format="json"), 201)
    assert json.loads(content(program(editor).get(report["download"])))


def test_reports_are_listed_newest_first_in_few_queries(article, editor, importer, django_assert_max_num_queries):
    made = [said(order(editor, article), 201)["uid"] for _ in range(5)]
    client = program(importer)
    with django_assert_max_num_queries(7):
        listed = said(client.get(REPORTS))["results"]
    assert [report["uid"] for report in listed] == made[::-1]
    assert said(client.get(f"{REPORTS}{made[0]}/"))["uid"] == made[0]


@pytest.mark.parametrize("who", ["importer", "checker", "administrator", "outsider", "root"])
def test_only_editors_export(who, request, article):
    problem(order(request.getfixturevalue(who), article), 403)
    assert not Report.objects.exists()


@pytest.mark.parametrize("more", ["", "file/"])
def test_a_report_that_is_not_there_is_a_problem(editor, outsider, article, more):
    problem(program(editor).get(f"{REPORTS}{uuid.uuid4()}/{more}"), 404, "not_found")
    uid = said(order(editor, article), 201)["uid"]
    problem(program(outsider).get(f"{REPORTS}{uid}/{more}"), 403)
    problem(program(editor).post(f"{REPORTS}{uid}/{more}", {}, format="json"), 405)


def test_a_lost_file_is_told(editor, article):
    told = said(order(editor, article), 201)
    path_of(told["sha256"]).unlink()
    problem(program(editor).get(told["download"]), 409, "file_lost")


def test_an_order_that_cannot_be_filled_is_refused(editor, article, importer):
    problem(order(editor, uuid.uuid4()), 400, "unknown_article")
    problem(order(editor, make_article(importer)), 400, "no_claims")
    problem(order(editor, article, format="claimreview"), 400, "public_url_missing")
    problem(order(editor), 400, "invalid")
    problem(order(editor, article, format="pdf"), 400, "invalid")
    problem(order(editor, *[uuid.uuid4() for _ in range(501)]), 400, "invalid")
    problem(order(editor, "1"), 400, "invalid")
    assert not Report.objects.exists()
