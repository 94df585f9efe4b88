"""A new installation gets roles, scales and people; what exists is never touched."""

import json
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError

from factcheck.setup import create_people, create_roles, create_scales, fixture, new_password
from reviews.models import Rating, RatingScale

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def passwords(roles):
    return create_people(fixture("roles"), roles)


def test_the_shipped_documents_are_read_from_fixtures():
    assert fixture("roles") == json.loads((ROOT / "fixtures" / "roles.json").read_text("utf-8"))


def test_everybody_gets_one_role_and_a_password_that_opens(passwords, django_user_model, rf):
    assert set(passwords) == {"ines", "noor", "edith", "admin", "tomas"}
    for name, password in passwords.items():
        assert authenticate(rf.post("/"), username=name, password=password).groups.count() == 1


def test_the_administrator_holds_the_role_and_no_superpower(passwords, django_user_model):
    ada = django_user_model.objects.get(username="admin")
    assert ada.is_staff
    assert not ada.is_superuser
    assert ada.has_perm("factcheck.add_user")
    assert not ada.has_perm("reviews.check_claim")


def test_one_role_alone_can_be_asked_for(roles, django_user_model):
    assert list(create_people(fixture("roles"), roles, only="Administrator")) == ["admin"]
    assert django_user_model.objects.count() == 1


def test_people_are_created_at_the_first_start_only(passwords, roles, django_user_model):
    django_user_model.objects.filter(username="noor").update(username="noor.haddad", is_active=False)
    assert create_people(fixture("roles"), roles) == {}
    assert django_user_model.objects.count() == 5


def test_a_changed_role_stays_as_it_is_and_a_missing_one_comes_back(roles):
    roles["Editor"].permissions.clear()
    roles["Importer"].delete()
    create_roles(fixture("roles"))
    assert Group.objects.get(name="Editor").permissions.count() == 0
    assert Group.objects.get(name="Importer").permissions.filter(codename="import_article").exists()


def test_a_changed_scale_stays_as_it_is(scales):
    Rating.objects.filter(scale=scales["magazine"], code="confirmed").update(label="Stands")
    RatingScale.objects.filter(code="five-point").update(is_default=False)
    RatingScale.objects.filter(code="six-point").update(is_default=True)
    create_scales(fixture("scales"))
    assert Rating.objects.get(scale=scales["magazine"], code="confirmed").label == "Stands"
    assert RatingScale.default().code == "six-point"
    assert RatingScale.objects.count() == 3


def test_a_password_is_long_and_never_the_same_twice():
    several = {new_password() for _ in range(50)}
    assert len(several) == 50
    assert {len(password) for password in several} == {14}


def test_new_logins_replace_the_old_and_are_printed(passwords, capsys, rf):
    call_command("logins", "noor")
    printed = capsys.readouterr().out
    (line,) = [line for line in printed.splitlines() if line.startswith("  noor")]
    assert authenticate(rf.post("/"), username="noor", password=line.split()[1])
    assert not authenticate(rf.post("/"), username="noor", password=passwords["noor"])
    assert "edith" not in printed


def test_new_logins_without_a_name_are_for_all_who_came_with_the_workbench(passwords, person, capsys):
    person("zoe")
    call_command("logins")
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert sorted(names) == sorted(passwords)


def test_logins_of_somebody_unknown_are_refused(passwords):
    with pytest.raises(CommandError, match="Nobody active works here as nemo"):
        call_command("logins", "noor", "nemo")
