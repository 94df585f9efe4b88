"""Saved copies in the API: listed, asked for, supplied, tried again; what a citation and a report tell of them."""

import json

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles import files
from reviews.models import Evidence, Snapshot
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from tests.articles.pdfs import make_pdf
from tests.factories import make_article, make_claim
from tests.reviews.copies import hand_in, passage

pytestmark = pytest.mark.django_db
URL = "https://data.example.org/river"


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer))


def send(client, claim, **body):
    return client.post(reverse("api:claim_copies", args=[claim.uid]), json.dumps(body), content_type="application/json")


def test_a_program_asks_for_a_copy_and_follows_it(client, checker, claim):
    client.force_login(checker)
    answer = send(client, claim, url=URL, title="River gauge")
    assert answer.status_code == 202 and answer.json()["state"] == "waiting" and answer.json()["url"] == URL
    followed = client.get(answer.headers["Location"]).json()
    assert followed["uid"] == answer.json()["uid"] and followed["paragraphs"] == []
    assert send(client, claim, url=URL).json()["uid"] == followed["uid"] and Snapshot.objects.count() == 1
    [listed] = client.get(reverse("api:claim_copies", args=[claim.uid])).json()["results"]
    assert listed["uid"] == followed["uid"] and "paragraphs" not in listed
    Snapshot.objects.update(state="failed", reason="The server answers 500.")
    for name in ("api:copy_acknowledge", "api:copy_again"):
        assert client.post(reverse(name, args=[followed["uid"]])).status_code == 200
    told = client.post(reverse("api:copy_again", args=[followed["uid"]]))
    assert told.status_code == 409 and told.json()["code"] == "copy_moved_on"


def test_a_program_supplies_a_passage_or_a_file(client, checker, claim):
    client.force_login(checker)
    told = send(client, claim, url=URL, passage="One.\n\nThe river rose by 40 cm.")
    assert told.status_code == 201 and told.json()["channel"] == "passage"
    found = client.get(reverse("api:copy", args=[told.json()["uid"]])).json()["paragraphs"]
    assert found == [
        {"number": 1, "page": None, "locator": "paragraph 1", "text": "One."},
        {"number": 2, "page": None, "locator": "paragraph 2", "text": "The river rose by 40 cm."},
    ]
    file = SimpleUploadedFile("river.txt", b"The river rose.")
    answer = client.post(reverse("api:claim_copies", args=[claim.uid]), {"url": URL, "file": file})
    assert answer.status_code == 201 and answer.json()["channel"] == "file"
    pdf = SimpleUploadedFile(
        "river.pdf", make_pdf([[(500, "Levels.")], [(500, "It"), (488, "rose."), (300, "It fell.")]])
    )
    answer = client.post(reverse("api:claim_copies", args=[claim.uid]), {"url": URL, "file": pdf})
    found = client.get(reverse("api:copy", args=[answer.json()["uid"]])).json()["paragraphs"]
    assert [(one["number"], one["page"], one["locator"]) for one in found] == [
        (1, 1, "page 1, paragraph 1"),
        (2, 2, "page 2, paragraph 1"),
        (3, 2, "page 2, paragraph 2"),
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "copy_no_source"),
        ({"url": "file:///etc"}, "copy_bad_address"),
        ({"url": URL, "passage": " … "}, "copy_no_words"),
    ],
)
def test_what_is_refused_says_why(client, checker, claim, body, code):
    client.force_login(checker)
    answer = send(client, claim, **body)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_who_may_not_check_asks_for_none(client, importer, claim):
    client.force_login(importer)
    assert send(client, claim, url=URL).status_code == 403


def test_a_copy_of_another_person_is_not_there(client, checker, checker2, claim):
    copy = passage(claim, by=checker)
    client.force_login(checker2)
    assert client.get(reverse("api:copy", args=[copy.uid])).status_code == 404
    assert client.get(reverse("api:claim_copies", args=[claim.uid])).json()["results"] == []
    hand_in(claim, by=checker)
    assert client.get(reverse("api:copy", args=[copy.uid])).status_code == 200


def test_a_citation_tells_the_copy_it_stands_on(client, checker, editor, claim):
    copy = passage(claim, by=checker, text="The river rose by 41 cm.")
    hand_in(claim, by=checker, quote="The river rose by 40 cm.")
    client.force_login(editor)
    [verdict] = client.get(reverse("api:claim_review", args=[claim.uid])).json()["verdicts"]
    [cited] = verdict["citations"]
    assert cited["quote_found"] == "closely"
    assert (cited["snapshot"]["uid"], cited["snapshot"]["sha256"]) == (str(copy.uid), copy.file_sha256)
    assert cited["snapshot"]["passage"].startswith("The river rose by 41 cm")


def report(claim, editor, format_):
    made = make_report(Scope.of_articles([claim.article.uid]), format_, by=editor, now=timezone.now())
    return files.read_stored(made.sha256).decode()


@pytest.mark.parametrize("format_", [Format.HTML, Format.CSV, Format.JSON])
@pytest.mark.parametrize("is_protected", [False, True])
def test_a_report_tells_day_and_hash_of_a_copy_and_never_its_words(
    claim, checker, checker2, editor, format_, is_protected
):
    copy = passage(claim, by=checker, text="The river rose by 41 cm in all. Nothing-else-of-it.")
    review = hand_in(claim, by=checker, quote="The river rose by 40 cm in all.")
    Evidence.objects.update(is_protected=is_protected)
    review.approve(review.current_verdict(), by=checker2, now=timezone.now())
    told = report(claim, editor, format_)
    assert (copy.file_sha256 in told) is not is_protected
    assert ("found nearly word for word" in told) is not is_protected
    assert "Nothing-else" not in told and "41 cm" not in told
