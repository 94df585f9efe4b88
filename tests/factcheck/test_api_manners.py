"""Who gets in, how lists are paged, and how the API says no."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from rest_framework.settings import api_settings

from factcheck.models import Token
from tests.factories import make_article
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
ARTICLES = "/api/v1/articles/"


@pytest.fixture(autouse=True)
def no_throttle_left_over():
    cache.clear()


def test_somebody_unknown_is_asked_for_a_token(client):
    response = client.get(ARTICLES)
    problem(response, 401, "not_authenticated")
    assert response["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("header", ["Token nonsense", "Token a b", "Token", "Token \xff\xfe", "Token " + "a" * 64])
def test_a_wrong_token_is_refused(client, header):
    problem(client.get(ARTICLES, headers={"authorization": header}), 401, "authentication_failed")


def test_a_token_opens_the_api_and_is_stored_as_a_hash_only(checker):
    _token, plain = Token.objects.create(user=checker, name="nightly")
    said(Client().get(ARTICLES, headers={"authorization": f"Token {plain}"}))
    stored = Token.objects.values().get()
    assert plain not in str(stored)


def test_a_token_that_is_over_or_revoked_opens_nothing(checker):
    client = program(checker)
    Token.objects.update(expiry=timezone.now() - datetime.timedelta(seconds=1))
    problem(client.get(ARTICLES), 401, "authentication_failed")
    again = program(checker)
    Token.objects.all().delete()
    problem(again.get(ARTICLES), 401, "authentication_failed")


def test_a_deactivated_person_s_token_opens_nothing(checker):
    client = program(checker)
    checker.is_active = False
    checker.save()
    problem(client.get(ARTICLES), 401, "authentication_failed")


def test_a_session_reads_but_writes_only_with_its_csrf_token(importer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(importer)
    said(client.get(ARTICLES))
    body = {"text": "The dam was built in 1931.", "headline": "Dam"}
    problem(client.post(ARTICLES, body, content_type="application/json"), 403, "permission_denied")
    client.get("/me/tokens/")
    csrf = client.cookies["csrftoken"].value
    said(client.post(ARTICLES, body, content_type="application/json", headers={"X-CSRFToken": csrf}), 201)


def test_somebody_without_a_role_is_told_so(outsider, person):
    problem(program(outsider).get(ARTICLES), 403, "permission_denied")
    reader = person("reader", "Importer")
    reader.is_staff = False
    reader.save()
    problem(program(reader).get(ARTICLES), 403, "permission_denied")


@pytest.mark.parametrize("path", ["nowhere/", "articles", "articles/1/", "claims/x/", ""])
def test_an_address_that_is_not_there_is_a_problem_too(checker, path):
    problem(program(checker).get(f"/api/v1/{path}"), 404, "not_found")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(checker, method):
    problem(getattr(program(checker), method)(ARTICLES), 405, "method_not_allowed")


def test_the_api_answers_in_json_only(checker):
    problem(program(checker).get(ARTICLES, headers={"accept": "text/csv"}), 406, "not_acceptable")
    said(program(checker).get(ARTICLES, {"format": "csv"}))


def test_too_many_requests_are_told_when_to_come_back(checker, monkeypatch):
    monkeypatch.setitem(api_settings.DEFAULT_THROTTLE_CLASSES[0].THROTTLE_RATES, "user", "2/hour")
    client = program(checker)
    client.get(ARTICLES)
    client.get(ARTICLES)
    response = client.get(ARTICLES)
    problem(response, 429, "throttled")
    assert int(response["Retry-After"]) > 3000


def test_lists_are_paged_newest_first_without_gaps_or_keys(importer):
    made = [str(make_article(importer, headline=f"Article {n}").uid) for n in range(7)]
    client = program(importer)
    first = said(client.get(ARTICLES, {"page_size": 3}))
    second = said(client.get(first["next"]))
    third = said(client.get(second["next"]))
    seen = [article["uid"] for page in (first, second, third) for article in page["results"]]
    assert seen == made[::-1]
    assert third["next"] is None
    assert said(client.get(second["previous"]))["results"] == first["results"]


def test_pages_are_capped(importer, django_assert_max_num_queries):
    for n in range(205):
        make_article(importer, headline=f"Article {n}")
    client = program(importer)
    with django_assert_max_num_queries(8):
        assert len(said(client.get(ARTICLES, {"page_size": 5000}))["results"]) == 200
    for nonsense in ("0", "-4", "x", "9" * 400):
        assert len(said(client.get(ARTICLES, {"page_size": nonsense}))["results"]) in {50, 200}


@pytest.mark.parametrize("cursor", ["x", "cD14", "cD0wAA==", "%00", "cD0nJyc=", "bz05OTk5OTk5OTk5", "é", "cj14"])
def test_a_cursor_that_is_not_ours_is_refused(importer, cursor):
    make_article(importer)
    response = program(importer).get(ARTICLES, {"cursor": cursor})
    if response.status_code != 200:
        problem(response, 400, "invalid_cursor")


def test_a_body_over_the_limit_is_refused_before_it_is_read(importer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = {"text": "a" * 2000, "headline": "Long"}
    problem(program(importer).post(ARTICLES, body, format="json"), 413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b'{"text": NaN}',
        b"\xff\xfe{",
        b'{"text": ' + b"[" * 100_000,
        b'{"text": "x", "n": ' + b"9" * 6000 + b"}",
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"12",
        b'{"text": {"a": 1}, "headline": "x"}',
        b'{"text": "x y", "headline": ["x"]}',
        b'{"text": "x y", "headline": "a\\u0000b"}',
        b'{"text": "x y", "headline": "a\\ud800b"}',
        b'{"text": "x y", "headline": "h", "published_on": "yesterday"}',
        b'{"text": "x y", "headline": "h", "url": "javascript:alert(1)"}',
    ],
)
def test_hostile_bodies_are_refused_with_a_problem(importer, body):
    problem(program(importer).post(ARTICLES, body, content_type="application/json"), 400)


@pytest.mark.parametrize("charset", ["rot13", "hex", "utf-16", "nonsense"])
def test_a_claimed_character_set_changes_nothing(importer, charset):
    body = b'{"text": "The dam was built in 1931.", "headline": "Dam"}'
    response = program(importer).post(ARTICLES, body, content_type=f"application/json; charset={charset}")
    assert response.status_code in {201, 400}


def test_another_type_of_body_is_refused(importer):
    response = program(importer).post(ARTICLES, b"text=x", content_type="application/x-www-form-urlencoded")
    problem(response, 415, "unsupported_media_type")
