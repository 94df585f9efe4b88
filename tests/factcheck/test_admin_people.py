"""People and roles in the admin: who may make whom what, and that nobody is deleted."""

import pytest
from django.contrib.auth.models import Group, Permission

from factcheck.models import User

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/factcheck/user/"
ROLES = "/admin/auth/group/"


@pytest.fixture
def admin_of(client):
    def log_in(person):
        client.force_login(person)
        return client

    return log_in


def form_of(response) -> dict:
    """What the page's form would post as it stands."""
    form = response.context["adminform"].form
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    plain = {name: value for name, value in found.items() if value not in (None, False)}
    plain["groups"] = [group.pk for group in plain.get("groups") or []]
    return plain


def edit(client, person, **changes):
    address = f"{PEOPLE}{person.pk}/change/"
    posted = form_of(client.get(address)) | changes
    return client.post(address, {name: value for name, value in posted.items() if value is not None})


def test_an_administrator_makes_a_person_who_can_work(admin_of, administrator, roles):
    answer = admin_of(administrator).post(
        f"{PEOPLE}add/",
        {
            "username": "mia",
            "display_name": "Mia Holm",
            "groups": [roles["Fact-checker"].pk],
            "password1": "a long way home",
            "password2": "a long way home",
            "is_superuser": "on",
        },
    )
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    mia = User.objects.get(username="mia")
    assert (mia.is_staff, mia.is_superuser, mia.display_name) == (True, False, "Mia Holm")
    assert mia.has_perm("reviews.check_claim")


def test_an_administrator_changes_and_deactivates_people(admin_of, administrator, checker, roles):
    client = admin_of(administrator)
    answer = edit(client, checker, display_name="Noor H.", time_zone="Europe/Berlin", groups=[roles["Editor"].pk])
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    checker.refresh_from_db()
    assert (checker.display_name, checker.time_zone) == ("Noor H.", "Europe/Berlin")
    assert [group.name for group in checker.groups.all()] == ["Editor"]
    edit(client, checker, is_active=None)
    checker.refresh_from_db()
    assert not checker.is_active
    assert checker.is_staff


def test_an_administrator_makes_nobody_a_superuser(admin_of, administrator, checker):
    client = admin_of(administrator)
    for person in (checker, administrator):
        every = Permission.objects.values_list("pk", flat=True)
        edit(client, person, is_superuser="on", is_staff="on", user_permissions=list(every))
        person.refresh_from_db()
        assert not person.is_superuser
        assert not person.user_permissions.exists()


def test_an_administrator_does_not_touch_a_superuser(admin_of, administrator, root):
    client = admin_of(administrator)
    before = User.objects.values().get(pk=root.pk)
    password = {"password1": "taken over now", "password2": "taken over now"}
    assert client.post(f"{PEOPLE}{root.pk}/change/", {"username": "root", "is_active": ""}).status_code == 403
    assert client.post(f"{PEOPLE}{root.pk}/password/", password).status_code == 403
    assert User.objects.values().get(pk=root.pk) == before


def test_nobody_switches_themselves_off(admin_of, administrator, root):
    for person in (administrator, root):
        edit(admin_of(person), person, is_active=None, is_superuser=None)
        person.refresh_from_db()
        assert person.is_active
    assert root.is_superuser


def test_a_superuser_may_make_a_superuser(admin_of, root, checker):
    edit(admin_of(root), checker, is_superuser="on")
    checker.refresh_from_db()
    assert checker.is_superuser


def test_a_password_is_changed_for_somebody(admin_of, administrator, checker):
    password = {"password1": "a new way in 7", "password2": "a new way in 7"}
    assert admin_of(administrator).post(f"{PEOPLE}{checker.pk}/password/", password).status_code == 302
    checker.refresh_from_db()
    assert checker.check_password("a new way in 7")


@pytest.mark.parametrize("who", ["administrator", "root"])
def test_nobody_is_deleted(who, request, admin_of, checker):
    client = admin_of(request.getfixturevalue(who))
    assert client.post(f"{PEOPLE}{checker.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(PEOPLE, {"action": "delete_selected", "_selected_action": [checker.pk], "post": "yes"})
    assert User.objects.filter(pk=checker.pk).exists()


def test_people_are_listed_in_few_queries(admin_of, administrator, person, django_assert_max_num_queries):
    for number in range(30):
        person(f"person{number}", "Fact-checker", "Editor")
    client = admin_of(administrator)
    with django_assert_max_num_queries(10):
        page = client.get(PEOPLE)
    assert "Editor, Fact-checker" in page.content.decode()


@pytest.mark.parametrize("who", ["importer", "checker", "editor", "outsider"])
def test_others_see_neither_people_nor_roles(who, request, admin_of):
    client = admin_of(request.getfixturevalue(who))
    for address in (PEOPLE, f"{PEOPLE}add/", ROLES, f"{ROLES}add/"):
        assert client.get(address).status_code == 403


def test_a_role_carries_work_and_nothing_that_reaches_beyond(admin_of, administrator, roles):
    client = admin_of(administrator)
    offered = client.get(f"{ROLES}add/").context["adminform"].form.fields["permissions"].queryset
    codes = {f"{p.content_type.app_label}.{p.codename}" for p in offered.select_related("content_type")}
    assert {"reviews.second_look", "articles.import_article", "factcheck.change_user"} <= codes
    assert not {code for code in codes if code.startswith(("axes.", "knox.", "sessions.", "admin.", "contenttypes."))}
    assert not {code for code in codes if ".delete_" in code or code.endswith("_token")}
    beyond = Permission.objects.get(codename="add_token")
    answer = client.post(f"{ROLES}add/", {"name": "Sly", "permissions": [beyond.pk]})
    assert answer.status_code == 200
    assert not Group.objects.filter(name="Sly").exists()
    allowed = Permission.objects.get(codename="second_look")
    client.post(f"{ROLES}add/", {"name": "Second pair of eyes", "permissions": [allowed.pk]})
    assert Group.objects.filter(name="Second pair of eyes").exists()


def test_tokens_and_noise_have_no_table(admin_of, root):
    client = admin_of(root)
    for address in ("/admin/knox/", "/admin/factcheck/token/", "/admin/axes/accesslog/"):
        assert client.get(address).status_code == 404
