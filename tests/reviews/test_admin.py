"""The admin's tables of articles and reviews change nothing for anybody; scales keep the meaning of what was given."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import RequestFactory
from django.utils import timezone

from reviews.models import Draft, Plan, Rating, RatingScale, Review, Verdict
from reviews.workflow import Policy
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
MADE_BY_HAND = {RatingScale}
LOOKED_AT = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"articles", "reviews"} and model not in MADE_BY_HAND
]
SCALES = "/admin/reviews/ratingscale/"


@pytest.fixture
def world(importer, checker, checker2, editor, scales):
    """An article with a published verdict, and a blind round under way."""
    now = timezone.now()
    article = make_article(importer)
    Plan.objects.create(article=article, policy=Policy.SECOND_LOOK, scale=scales["five-point"])
    review = Review.begin(make_claim(article), by=checker, now=now)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    review.approve(review.submit(by=checker, now=now), by=checker2, now=now)
    review.publish(by=editor, now=now)
    make_claim(article)
    return article


def rows() -> dict:
    """Everything stored about articles and reviews."""
    found = [model for model in apps.get_models() if model._meta.app_label in {"articles", "reviews"}]
    return {model: sorted(model._base_manager.values_list(), key=str) for model in found}


def address(model, *more) -> str:
    return "/".join(["/admin", model._meta.app_label, model._meta.model_name, *map(str, more), ""])


def posted(row) -> dict:
    """Every field of a row, with other values, as a sly form would send them."""
    changed = {}
    for field in row._meta.fields:
        value = field.value_from_object(row)
        changed[field.name] = f"{value}x" if isinstance(field, models.CharField | models.TextField) else value
    return {name: "" if value is None else value for name, value in changed.items()} | {"state": "open", "_save": "1"}


@pytest.mark.parametrize("model", LOOKED_AT, ids=lambda model: model._meta.label)
def test_no_table_changes_anything_even_for_a_superuser(model, client, root, world):
    client.force_login(root)
    before = rows()
    for row in model._base_manager.all()[:3]:
        client.post(address(model, row.pk, "change"), posted(row))
        client.post(address(model, row.pk, "delete"), {"post": "yes"})
        for action in ["delete_selected", *admin.site._registry[model].get_actions(_request(root))]:
            client.post(address(model), {"action": action, "_selected_action": [row.pk], "post": "yes"})
    if model._meta.label != "articles.Article":  # importing is the one thing that begins in the admin
        assert client.post(address(model, "add"), {}).status_code == 403
    assert rows() == before


def _request(person):
    request = RequestFactory().get("/admin/")
    request.user = person
    return request


@pytest.mark.parametrize("model", LOOKED_AT, ids=lambda model: model._meta.label)
def test_every_table_and_every_row_is_shown(model, client, editor, world, roles, django_assert_max_num_queries):
    editor.groups.add(roles["Administrator"])
    client.force_login(editor)
    with django_assert_max_num_queries(14):
        answer = client.get(address(model), follow=True)
    assert answer.status_code == 200
    for row in model._base_manager.all()[:1]:
        assert client.get(address(model, row.pk, "change"), follow=True).status_code == 200


def test_a_blind_verdict_is_hidden_in_the_admin_too(client, importer, checker, checker2, scales):
    now = timezone.now()
    article = make_article(importer)
    Plan.objects.create(article=article, policy=Policy.BLIND_DOUBLE, scale=scales["five-point"])
    review = Review.begin(make_claim(article), by=checker, now=now)
    Draft.store(review, draft_payload(rationale="Seen by one only."), by=checker, base_rev=0, now=now)
    verdict = review.submit(by=checker, now=now)
    for person, sees in ((checker, True), (checker2, False)):
        client.force_login(person)
        assert (str(verdict.uid) in client.get(address(Verdict)).content.decode()) is sees
        page = client.get(address(Verdict, verdict.pk, "change"), follow=True).content.decode()
        assert ("Seen by one only." in page) is sees
        for model in ("citation", "evidence"):
            listed = client.get(f"/admin/reviews/{model}/").content.decode()
            assert ("River gauge 2019" in listed) is sees


# Scales


@pytest.fixture
def desk(client, administrator, scales):
    client.force_login(administrator)
    return client


def scale_form(client, scale) -> dict:
    """What the page of a scale would post as it stands."""
    answer = client.get(f"{SCALES}{scale.pk}/change/")
    forms = [answer.context["adminform"].form]
    (inline,) = answer.context["inline_admin_formsets"]
    forms += [inline.formset.management_form, *inline.formset.forms]
    found = {}
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            found[form.add_prefix(name)] = "" if value is None else value
    return {name: value for name, value in found.items() if value is not False}


def test_an_administrator_makes_a_scale(desk):
    ratings = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0-code": "yes", "0-label": "Yes", "0-value": "1"}
    ratings |= {"0-position": "0", "0-tone": "true", "0-need": "citation", "0-definition": "It is so."}
    body = {"code": "two-point", "version": "1", "name": "Two points"}
    answer = desk.post(f"{SCALES}add/", body | {f"ratings-{name}": value for name, value in ratings.items()})
    assert answer.status_code == 302, answer.context["errors"]
    assert Rating.objects.get(scale__code="two-point").label == "Yes"


def test_another_scale_is_offered_first(desk, scales):
    body = scale_form(desk, scales["magazine"]) | {"is_default": "on"}
    answer = desk.post(f"{SCALES}{scales['magazine'].pk}/change/", body)
    assert answer.status_code == 302, answer.context["errors"]
    assert RatingScale.objects.get(is_default=True) == scales["magazine"]


def test_the_scale_offered_first_and_the_last_one_are_not_retired(desk, scales):
    retire = {"is_retired": "on"}
    body = scale_form(desk, scales["five-point"]) | retire
    assert desk.post(f"{SCALES}{scales['five-point'].pk}/change/", body).status_code == 200
    RatingScale.objects.exclude(code="magazine").update(retired_at=timezone.now(), is_default=False)
    body = scale_form(desk, scales["magazine"]) | retire
    assert desk.post(f"{SCALES}{scales['magazine'].pk}/change/", body).status_code == 200
    assert RatingScale.objects.filter(retired_at=None).exists()


def test_a_scale_is_retired_and_taken_back(desk, scales):
    address = f"{SCALES}{scales['magazine'].pk}/change/"
    for more, is_retired in (({"is_retired": "on"}, True), ({"is_retired": None}, False)):
        body = scale_form(desk, scales["magazine"]) | more
        answer = desk.post(address, {name: value for name, value in body.items() if value is not None})
        assert answer.status_code == 302, answer.context["errors"]
        scales["magazine"].refresh_from_db()
        assert (scales["magazine"].retired_at is not None) is is_retired


def test_a_rating_that_was_given_keeps_its_meaning(desk, world, scales):
    scale = scales["five-point"]
    given, other = Rating.objects.get(scale=scale, code="true"), Rating.objects.get(scale=scale, code="false")
    body = scale_form(desk, scale)
    rows = {value: name.rsplit("-", 1)[0] for name, value in body.items() if name.endswith("-id")}
    for rating in (given, other):
        prefix = rows[rating.pk]
        body |= {f"{prefix}-label": "Changed", f"{prefix}-value": "3", f"{prefix}-definition": "Put better."}
    body |= {"code": "other", "version": "9", "ratings-TOTAL_FORMS": str(int(body["ratings-TOTAL_FORMS"]) + 1)}
    last = int(body["ratings-TOTAL_FORMS"]) - 1
    fresh = {"code": "extra", "label": "Extra", "tone": "true", "need": "citation", "value": "9", "position": "9"}
    body |= {f"ratings-{last}-{name}": value for name, value in fresh.items()}
    desk.post(f"{SCALES}{scale.pk}/change/", body)
    scale.refresh_from_db()
    given.refresh_from_db()
    assert (scale.code, scale.version) == ("five-point", 1)
    assert (given.label, given.value) == ("True", 5)
    assert not Rating.objects.filter(code="extra").exists()


def test_scales_and_ratings_are_never_deleted(client, root, scales):
    client.force_login(root)
    scale = scales["magazine"]
    assert client.post(f"{SCALES}{scale.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(SCALES, {"action": "delete_selected", "_selected_action": [scale.pk], "post": "yes"})
    body = scale_form(client, scale) | {"ratings-0-DELETE": "on"}
    client.post(f"{SCALES}{scale.pk}/change/", body)
    assert RatingScale.objects.count() == 3
    assert scale.ratings.count() == 3


@pytest.mark.parametrize("who", ["importer", "checker", "editor"])
def test_others_do_not_change_scales(who, request, client, scales):
    client.force_login(request.getfixturevalue(who))
    assert client.post(f"{SCALES}add/", {"code": "x"}).status_code == 403
    assert client.post(f"{SCALES}{scales['magazine'].pk}/change/", {"name": "x"}).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        "articles/claim/?statement__contains=%00",
        "articles/claim/?id__in=99999999999999999999",
        "articles/event/?actor=99999999999999999999",
        "reviews/verdict/?reasons=%00",
        "reviews/ratingscale/?code=%00",
        "factcheck/user/?username=%00",
        "auth/group/?name=%00",
    ],
)
def test_a_condition_no_database_can_read_is_only_a_wrong_one(client, root, world, asked):
    client.force_login(root)
    assert client.get(f"/admin/{asked}").status_code in {200, 302}
