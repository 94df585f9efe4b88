"""What the pages ask again and again: a question kept as SQL is the one that would be written now, whoever asks."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from articles import prepared
from articles.prepared import Prepared
from factcheck.waiting import waiting_for
from reviews import talking
from reviews.beside import beside, words_of
from reviews.models import Plan, RuleLevel
from reviews.rules import Level, Rule
from reviews.saving import save_draft
from reviews.workflow import Policy
from tests.factories import draft_payload, make_article, make_claim, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(monkeypatch):
    """Which questions were asked, each compared with what would be written for it now."""
    kept, seen = Prepared._written, set()

    def compare(self, build, keys, kind):
        known = kept(self, build, keys, kind)
        fresh = prepared._write(build, keys, prepared.connections["default"])
        seen.add(id(self))
        assert told(known) == told(fresh)
        return known

    def told(one):
        return one and (one.sql, one.params, one.places, one.names)

    monkeypatch.setattr(Prepared, "_written", compare)
    return seen


@pytest.fixture
def claims(importer, checker, scales):
    """Of a dated and an undated article, checked in the usual way and blindly, one with a verdict and one without."""
    found = []
    for policy, day in ((Policy.SECOND_LOOK, None), (Policy.BLIND_DOUBLE, datetime.date(2026, 5, 1))):
        article = make_article(importer, published_on=day)
        Plan.objects.create(article=article, policy=policy, scale=scales["five-point"])
        found += [make_claim(article), make_claim(article, "The town spent 2.1 million crowns on the wall.")]
        submitted(found[-1], checker)
        talking.write(found[-1], "Look @editor @checker2", by=checker, now=timezone.now())
    return found


def addresses(claim):
    of_claim = ("reviews:claim", "reviews:claim_history", "reviews:second_look_claim", "api:claim", "api:claim_review")
    yield from (reverse(name) for name in ("admin:index", "reviews:queue", "reviews:notifications"))
    yield from (reverse(name, args=[claim.uid]) for name in (*of_claim, "api:claim_sources", "api:claim_copies"))
    yield from (reverse(name, args=[claim.article.uid]) for name in ("reviews:article", "reviews:coverage"))


def look(client, person, claims):
    client.force_login(person)
    for claim in claims:
        assert {client.get(address).status_code for address in addresses(claim)} <= {200, 302, 403, 404}


def test_a_kept_question_is_the_one_that_would_be_written_for_everybody(
    client, compared, claims, person, checker, editor, outsider, root
):
    elsewhere = person("nagatomo", "Fact-checker", language="de", time_zone="Asia/Tokyo")
    for somebody in (checker, outsider, editor, root, elsewhere):
        look(client, somebody, claims)
    assert len(compared) > 5


def test_a_kept_question_is_the_one_that_would_be_written_after_anything_changed(
    client, compared, claims, checker, checker2, editor
):
    claims = claims[1:3]  # with a verdict, and with nothing in a blind round
    look(client, checker2, claims)
    RuleLevel.objects.create(rule=Rule.PUBLISHERS_SINGLE, level=Level.BLOCK, by=editor)
    save_draft(claims[1], draft_payload(), by=checker2, base_rev=0, now=timezone.now())
    save_draft(claims[1], draft_payload(), by=checker2, base_rev=1, now=timezone.now())
    look(client, checker2, claims)
    checker2.language, checker2.time_zone = "fr", "America/Lima"
    checker2.save()
    look(client, checker2, claims)
    for codename in ("view_citation", "view_comment", "view_review"):
        for group in Group.objects.all():
            group.permissions.remove(Permission.objects.get(codename=codename, content_type__app_label="reviews"))
        look(client, checker2, claims)
    checker2.groups.clear()
    look(client, checker2, claims)
    checker2.is_superuser = True
    checker2.save()
    look(client, checker2, claims)


def test_who_is_no_longer_here_leaves_no_question_behind(compared, claims, person):
    """Deactivated people may nothing, whatever their roles are."""
    gone, here = (person(name, "Fact-checker") for name in ("gone", "here"))
    gone.is_active = False
    assert gone.granted == here.granted
    for somebody in (gone, here):
        beside(claims[0], somebody, words_of(claims[0]))
        waiting_for(somebody)
    assert len(compared) == 2
