"""The shell: one navigation on our pages and the admin's, with what each person may use, and the log-in."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from reviews.models import Draft, Review
from tests.factories import draft_payload, make_article, make_claim, now

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=", re.IGNORECASE)
EVERYBODY = ["My desk", "Articles", "Claims"]


def entries(client, address="/admin/"):
    page = client.get(address)
    return [str(entry.label) for section in page.context["navigation"] for entry in section.entries]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("importer", [*EVERYBODY, "Reports", "Import", "Imports so far", "Feeds"]),
        ("checker", [*EVERYBODY, "Second look", "Reports"]),
        ("editor", [*EVERYBODY, "Second look", "Settle", "Reports"]),
        ("administrator", [*EVERYBODY, "Reports", "People", "Roles", "Rating scales", "Rules", "All tables"]),
        ("outsider", ["My desk"]),
        ("root", [*EVERYBODY, "Reports", "People", "Roles", "All tables"]),
    ],
)
def test_everybody_is_led_to_what_they_may_use(client, request, role, expected):
    client.force_login(request.getfixturevalue(role))
    assert entries(client) == expected


def test_every_entry_opens(client, person, scales):
    client.force_login(person("all", "Importer", "Fact-checker", "Editor", "Administrator"))
    page = client.get("/admin/")
    for section in page.context["navigation"]:
        for entry in section.entries:
            assert client.get(entry.address, follow=True).status_code == 200, entry.label


def test_the_current_entry_is_marked_below_its_address_too(client, checker, importer, scales):
    article = make_article(importer)
    client.force_login(checker)
    for address, label in [
        ("/admin/", "My desk"),
        ("/articles/", "Articles"),
        (reverse("reviews:article", args=[article.uid]), "Articles"),
        ("/claims/?state=open", "Claims"),
    ]:
        assert_current(client, address, label)
    client.force_login(importer)
    pasted = client.post(reverse("admin:articles_article_add"), {"how": "paste", "text": "A title\n\nIt rained."})
    assert pasted.url.startswith("/imports/")
    assert_current(client, client.get(pasted.url).url, "Imports so far")


def assert_current(client, address, label):
    page = client.get(address)
    current = [str(e.label) for section in page.context["navigation"] for e in section.entries if e.is_current]
    assert current == [label]
    assert page.content.decode().count('aria-current="page"') == 1


def test_second_looks_are_counted_for_those_who_may_take_them(client, checker, checker2, importer, scales):
    claim = make_claim(make_article(importer))
    review = Review.begin(claim, by=checker, now=now())
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now())
    review.submit(by=checker, now=now())
    for person, count in [(checker, ""), (checker2, "1")]:
        client.force_login(person)
        page = client.get("/articles/")
        counts = [e.count for section in page.context["navigation"] for e in section.entries if e.icon == "second"]
        assert counts == [count]


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/articles/", "/claims/?state=open", "/admin/tables/", "/admin/factcheck/user/", "/admin/login/"],
)
def test_no_page_carries_inline_script_or_style(client, administrator, scales, address):
    if address != "/admin/login/":
        client.force_login(administrator)
    page = client.get(address)
    assert page.status_code == 200
    assert not INLINE.findall(page.content.decode())
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_all_tables_are_for_administrators(client, checker, administrator):
    client.force_login(checker)
    assert client.get("/admin/tables/").status_code == 403
    client.force_login(administrator)
    assert client.get("/admin/tables/").status_code == 200


def test_the_log_in_page_tells_a_wrong_password(client, checker):
    page = client.post("/admin/login/", {"username": "checker", "password": "wrong"})
    assert 'role="alert"' in page.content.decode()


def test_ten_wrong_passwords_pause_the_log_in(client, checker):
    for _ in range(10):
        page = client.post("/admin/login/", {"username": "checker", "password": "wrong"})
    assert page.status_code == 429
    assert "Log-in is paused" in page.content.decode()


def test_what_is_missing_or_not_allowed_is_told_in_the_look(client, importer):
    client.force_login(importer)
    missing = client.get("/nowhere/")
    assert missing.status_code == 404
    assert "There is no such page" in missing.content.decode()
    refused = client.get(reverse("reviews:second_look"))
    assert refused.status_code == 403
    assert "Your role does not reach here" in refused.content.decode()


def test_a_form_without_its_token_is_told_kindly(checker):
    client = Client(enforce_csrf_checks=True)
    client.force_login(checker)
    page = client.post("/admin/logout/")
    assert page.status_code == 403
    assert "The form was not sent" in page.content.decode()


def test_the_page_for_errors_needs_nothing_but_itself():
    text = render_to_string("500.html")
    assert "Something broke" in text
    assert not INLINE.findall(text)


@pytest.mark.parametrize("address", ["/static/factcheck/mark.svg", "/nowhere/", "/admin/login/", "/api/v1/nowhere/"])
def test_every_answer_carries_the_policy(client, address):
    """A picture of ours opened by itself may run as little as a page."""
    answer = client.get(address)
    answer.close()
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
