"""The page on which people make and revoke their own tokens."""

import datetime
import re

import pytest
from django.utils import timezone

from factcheck.models import Token
from tests.programs import program, said

pytestmark = pytest.mark.django_db
PAGE = "/me/tokens/"


@pytest.fixture
def page(client, checker):
    client.force_login(checker)
    return client


def shown(response) -> str:
    return re.search(r'class="token mono">([^<]+)<', response.content.decode())[1]


def test_a_new_token_is_shown_once_and_works(page, checker):
    answer = page.post(PAGE, {"name": "nightly <import>", "days": "30"})
    plain = shown(answer)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    told = said(page.get("/api/v1/articles/", headers={"authorization": f"Token {plain}"}))
    assert told["results"] == []
    again = page.get(PAGE).content.decode()
    assert plain not in again
    assert plain[:8] in again
    assert "nightly &lt;import&gt;" in again
    token = Token.objects.get()
    assert token.user == checker
    assert datetime.timedelta(days=29) < token.expiry - timezone.now() <= datetime.timedelta(days=30)


def test_a_token_without_days_works_until_it_is_revoked(page):
    page.post(PAGE, {"name": "desk"})
    assert Token.objects.get().expiry is None


NONSENSE = [
    {},
    {"name": " "},
    {"name": "x" * 81},
    {"name": "a\x00b"},
    {"name": "a", "days": "0"},
    {"name": "a", "days": "x"},
    {"name": "a", "days": "99999999999"},
]


@pytest.mark.parametrize("body", NONSENSE)
def test_what_makes_no_sense_makes_no_token(page, body):
    answer = page.post(PAGE, body)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not Token.objects.exists()


def test_tokens_are_not_without_number(page, checker):
    for number in range(20):
        Token.objects.create(user=checker, name=f"token {number}")
    answer = page.post(PAGE, {"name": "one more"})
    assert "You have 20 tokens" in answer.content.decode()
    assert Token.objects.count() == 20
    Token.objects.filter(name="token 3").update(expiry=timezone.now() - datetime.timedelta(days=1))
    page.post(PAGE, {"name": "one more"})
    assert Token.objects.filter(name="one more").exists()


def test_a_revoked_token_is_gone(page, checker):
    client = program(checker)
    token = Token.objects.get()
    answer = page.post(f"{PAGE}{token.uid}/revoke/", follow=True)
    assert "is revoked" in answer.content.decode()
    assert not Token.objects.exists()
    assert client.get("/api/v1/articles/").status_code == 401
    assert page.post(f"{PAGE}{token.uid}/revoke/").status_code == 404


def test_tokens_of_others_are_neither_seen_nor_revoked(page, editor):
    program(editor)
    token = Token.objects.get()
    token.name = "the editor's"
    token.save()
    assert "the editor" not in page.get(PAGE).content.decode()
    assert page.post(f"{PAGE}{token.uid}/revoke/").status_code == 404
    assert Token.objects.exists()


def test_revoking_is_a_post(page, checker):
    program(checker)
    assert page.get(f"{PAGE}{Token.objects.get().uid}/revoke/").status_code == 405


@pytest.mark.parametrize("address", [PAGE, "/api/docs/"])
def test_somebody_unknown_logs_in_first(client, address):
    assert client.get(address)["Location"].startswith("/admin/login/")
