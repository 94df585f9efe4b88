"""My settings: everybody sets their own name, time zone and mail, and nothing else."""

import pytest
from django.urls import reverse

from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
HERE = "/me/"
FORM = {"display_name": "Noor H.", "time_zone": "Europe/Berlin", "email": "noor@example.org"}


def test_a_person_sets_their_own(client, checker, settings):
    settings.EMAIL_HOST = "mail.example.org"
    client.force_login(checker)
    answer = client.post(HERE, FORM | {"wants_mail": "on", "is_superuser": "on", "username": "root"}, follow=True)
    checker.refresh_from_db()
    assert "Your settings are saved." in answer.content.decode()
    assert (str(checker), checker.time_zone, checker.email) == ("Noor H.", "Europe/Berlin", "noor@example.org")
    assert checker.wants_mail and not checker.is_superuser and checker.username == "checker"


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "Mars/Olympus"}, {"email": "a@b.org\nBcc: x@y.org"}, {"email": "", "wants_mail": "on"}]
)
def test_what_cannot_be_is_told_at_its_field_and_changes_nothing(client, checker, settings, wrong):
    settings.EMAIL_HOST = "mail.example.org"
    client.force_login(checker)
    answer = client.post(HERE, FORM | wrong)
    assert answer.status_code == 400 and "errorlist" in answer.content.decode()
    checker.refresh_from_db()
    assert str(checker) == "Noor" and not checker.wants_mail
    assert ">Noor</span>" in answer.content.decode()


def test_a_name_is_one_line(client, checker):
    client.force_login(checker)
    client.post(HERE, FORM | {"display_name": "Noor\r\nBcc: all@example.org"})
    checker.refresh_from_db()
    assert checker.display_name == "Noor Bcc: all@example.org"


def test_without_mail_the_setting_says_so(client, checker, settings):
    settings.EMAIL_HOST = ""
    client.force_login(checker)
    page = client.get(HERE).content.decode()
    assert "sends no mail yet" in page and "disabled" in page
    client.post(HERE, FORM | {"wants_mail": "on"})
    checker.refresh_from_db()
    assert not checker.wants_mail


def test_programs_set_the_same_by_the_same_rules(checker, settings):
    settings.EMAIL_HOST = ""
    mine = program(checker)
    assert said(mine.get("/api/v1/me/"))["name"] == "Noor"
    told = problem(mine.patch("/api/v1/me/", {"wants_mail": True}, format="json"), 400)
    assert "sends no mail yet" in told["errors"][0]["detail"]
    settings.EMAIL_HOST = "mail.example.org"
    assert problem(mine.patch("/api/v1/me/", {"wants_mail": True}, format="json"), 400)["errors"][0]["field"] == "email"
    problem(mine.patch("/api/v1/me/", {"time_zone": "Mars/Olympus"}, format="json"), 400)
    problem(mine.patch("/api/v1/me/", {"email": "a@b.org\nBcc: c@d.org"}, format="json"), 400)
    given = {"email": "noor@example.org", "wants_mail": True, "is_superuser": True, "username": "root"}
    told = said(mine.patch("/api/v1/me/", given, format="json"))
    assert (told["username"], told["email"], told["wants_mail"]) == ("checker", "noor@example.org", True)
    checker.refresh_from_db()
    assert checker.wants_mail and not checker.is_superuser and str(checker) == "Noor"


def test_every_page_leads_there_and_strangers_log_in(client, outsider):
    assert client.get(HERE).status_code == 302
    client.force_login(outsider)
    assert f'href="{reverse("my_settings")}"' in client.get("/admin/").content.decode()
    assert client.get(HERE).status_code == 200
