"""A person's own keys: put elsewhere or switched off, never one for two things."""

import json

import pytest
from django.urls import reverse

from factcheck.key_map import KEYS

pytestmark = pytest.mark.django_db
HERE = "/me/keys/"
PLACE = {key: f"key-{place}" for place, key in enumerate(KEYS)}


@pytest.fixture
def page(client, checker):
    client.force_login(checker)
    return lambda **post: client.post(HERE, post, follow=True)


def keys_of(client) -> str:
    body = client.get(HERE).content.decode()
    return body.split("data-keys=")[1].split(">")[0] if "data-keys=" in body else ""


def test_keys_are_as_shipped_until_somebody_changes_them(client, checker):
    client.force_login(checker)
    assert keys_of(client) == ""


def test_a_key_is_put_elsewhere_and_pages_are_told(client, checker, page):
    assert page(**{PLACE["n"]: "m"}).status_code == 200
    checker.refresh_from_db()
    assert json.loads(checker.keys_for_pages) == {"off": False, "keys": {"m": "n"}}
    assert "&quot;m&quot;: &quot;n&quot;" in keys_of(client)


def test_two_keys_may_change_places(checker, page):
    page(**{PLACE["j"]: "k", PLACE["k"]: "j"})
    checker.refresh_from_db()
    assert json.loads(checker.keys_for_pages)["keys"] == {"k": "j", "j": "k"}


@pytest.mark.parametrize("own", ["k", "7", "\u200b"])
def test_a_key_that_cannot_be_is_refused_and_what_was_typed_stays(checker, page, own):
    told = page(**{PLACE["j"]: own, PLACE["n"]: "m"})
    assert told.status_code == 400 and 'value="m"' in told.content.decode()
    checker.refresh_from_db()
    assert checker.key_map == {}


def test_all_single_keys_are_switched_off_and_on_again(checker, page):
    page(off="on")
    checker.refresh_from_db()
    assert json.loads(checker.keys_for_pages)["off"] is True
    page(as_shipped="1", off="on")
    checker.refresh_from_db()
    assert checker.keys_for_pages == ""


@pytest.mark.parametrize("stored", [[], "x", {"keys": {"j": 7, "nonsense": "q"}}, {"off": "yes"}])
def test_what_cannot_be_understood_is_left_aside(checker, stored):
    checker.key_map = stored
    assert checker.keys_for_pages == ""


def test_the_settings_page_leads_to_the_keys(client, checker):
    client.force_login(checker)
    assert HERE in client.get(reverse("my_settings")).content.decode()
