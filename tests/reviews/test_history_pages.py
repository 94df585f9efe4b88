"""The history of an article and of a claim: in words, before and after, undone, filtered, paged, blind rounds kept."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from reviews.claim_edits import Wording, reword
from reviews.deadlines import set_deadline
from reviews.models import Review
from reviews.moves import Request, perform
from reviews.workflow import Policy, Verb
from tests.factories import decided, make_article, make_claim, submitted
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def claim(article):
    return make_claim(article)


def do(verb, claim, by, **asked):
    perform(verb, claim, by=by, now=timezone.now(), asked=Request(**asked))


def shown(client, about, **asked):
    name = "claim_history" if hasattr(about, "statement") else "article_history"
    return client.get(reverse(f"reviews:{name}", args=[about.uid]), asked)


def test_every_step_is_told_with_who_when_what_and_why(client, article, claim, checker, checker2, editor):
    Review.accept(claim, by=editor, now=timezone.now())
    do(Verb.ASSIGN, claim, editor, to=checker)
    submitted(claim, checker)
    do(Verb.RETURN, claim, checker2, reason="<b>Which</b> table?")
    set_deadline(article, timezone.now() + datetime.timedelta(days=2), by=editor, now=timezone.now())
    client.force_login(checker)
    page = shown(client, article).content.decode()
    for words in ("assigned the claim", "to Noor", "submitted a verdict", "sent the verdict back", "set the deadline"):
        assert words in page
    assert "&lt;b&gt;Which&lt;/b&gt; table?" in page and "<b>Which" not in page
    assert page.count(f'href="{reverse("reviews:claim", args=[claim.uid])}"') == 5
    assert '<time class="told__at quiet" datetime="' in page
    own = shown(client, claim).content.decode()
    assert "sent the verdict back" in own and "set the deadline" not in own
    assert (
        reverse("reviews:claim_history", args=[claim.uid])
        in client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    )


def test_before_and_after_are_marked_word_by_word(client, article, claim, checker, editor):
    reword(claim, Wording(statement="The river rose by 41 centimetres in 2019."), by=checker, now=timezone.now())
    Review.accept(claim, by=editor, now=timezone.now())
    do(Verb.PRIORITIZE, claim, editor, priority=2)
    step = Event.objects.filter(verb="reword").get()
    client.force_login(checker)
    page = shown(client, article).content.decode()
    assert "<del>40</del>" in page and "<ins>41</ins>" in page and "To be checked" in page
    assert "<del>normal</del>" in page and "must be checked</ins>" in page
    assert f'id="step-{step.uid}"' in page


def test_any_pair_of_before_and_after_is_shown_and_hostile_ones_stay_words(client, article, claim, checker):
    data = {"before": {"odd_thing": "<i>a b</i>", "list": [1]}, "after": {"odd_thing": "<i>a c</i>", "list": [2]}}
    at = timezone.now()
    with transaction.atomic():
        Event.log("odd_step", claim, article=article, claim=claim, by=None, at=at, data=data)
        Event.log("odd_step", claim, article=article, claim=claim, by=None, at=at, data={"before": [], "after": "x"})
    client.force_login(checker)
    page = shown(client, claim).content.decode()
    assert "Odd thing" in page and "<del>b</del>" in page and "<i>a" not in page
    assert "The machine" in page and "odd step" in page


def test_what_was_undone_is_marked_and_names_what_undid_it(client, claim, checker, checker2):
    submitted(claim, checker)
    do(Verb.RETURN, claim, checker2, reason="Which table?")
    do(Verb.UNDO, claim, checker2)
    client.force_login(checker)
    page = shown(client, claim).content.decode()
    assert page.count("told--undone") == 1 and "taken back at" in page
    assert "took back “sent the verdict back” of" in page


def test_times_are_in_the_zone_of_the_reader(client, claim, checker):
    at = datetime.datetime(2026, 11, 20, 23, 30, tzinfo=datetime.UTC)
    Review.accept(claim, by=checker, now=at)
    checker.time_zone = "Asia/Tokyo"
    checker.save(update_fields=["time_zone"])
    client.force_login(checker)
    page = shown(client, claim).content.decode()
    assert "Saturday, 21 November 2026" in page and ">08:30</time>" in page
    assert 'datetime="2026-11-21T08:30:00+09:00"' in page


def test_the_address_selects_by_person_and_by_kind(client, article, claim, checker, checker2):
    decided(claim, checker, checker2)
    client.force_login(checker)
    page = shown(client, article, person=str(checker2.uid)).content.decode()
    assert "approved the verdict</span>" in page and "submitted a verdict</span>" not in page
    page = shown(client, article, kind="submit").content.decode()
    assert "submitted a verdict</span>" in page and "approved the verdict</span>" not in page
    assert '<option value="submit" selected>' in page
    with transaction.atomic():
        Event.log("odd_step", claim, article=article, claim=claim, by=None, at=timezone.now())
    for nothing in ({"person": "nobody"}, {"kind": "x\x00y"}, {"person": "machine", "kind": "submit"}):
        assert "No step is like that." in shown(client, article, **nothing).content.decode()


def test_an_open_blind_round_is_its_own_people_s_alone(client, article, claim, checker, checker2, editor, root):
    review = submitted(claim, checker)
    Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE)
    for somebody in (checker2, editor, root):
        client.force_login(somebody)
        for about in (article, claim):
            page = shown(client, about).content.decode()
            assert "submitted a verdict" not in page and "Noor" not in page
            assert "No step is like that." in shown(client, about, person=str(checker.uid)).content.decode()
        told = said(program(somebody).get(f"/api/v1/articles/{article.uid}/events/"))["results"]
        assert "submit" not in [event["verb"] for event in told]
    client.force_login(checker)
    assert "submitted a verdict" in shown(client, article).content.decode()


def test_long_histories_are_paged_in_few_queries(client, article, checker, django_assert_max_num_queries):
    Event.objects.bulk_create(
        Event.step("plan", article, article=article, by=checker, at=timezone.now(), data={"policy": "single"})
        for _ in range(120)
    )
    client.force_login(checker)
    shown(client, article)
    with django_assert_max_num_queries(12):
        first = shown(client, article)
    assert first.content.decode().count('class="row told') == 50
    second = shown(client, article, after=first.context["found"].next, kind="plan")
    assert second.content.decode().count('class="row told') == 50
    assert "kind=plan&amp;after=" in second.content.decode()


def test_empty_missing_and_forbidden(client, article, claim, checker, outsider):
    client.force_login(checker)
    assert "Nobody has done anything yet." in shown(client, claim).content.decode()
    assert client.get(reverse("reviews:claim_history", args=[article.uid])).status_code == 404
    assert client.post(reverse("reviews:claim_history", args=[claim.uid])).status_code == 405
    client.force_login(outsider)
    assert shown(client, article).status_code == 403
    problem(program(outsider).get(f"/api/v1/articles/{article.uid}/events/"), 403)


def test_programs_read_the_history_of_an_article(article, claim, checker, checker2):
    decided(claim, checker, checker2)
    mine = program(checker)
    told = said(mine.get(f"/api/v1/articles/{article.uid}/events/"))["results"]
    assert [event["verb"] for event in told] == ["approve", "submit", "start", "accept"]
    assert told[0]["claim"] == str(claim.uid) and told[0]["actor"]["name"] == "Tomás"
    asked = {"person": str(checker.uid), "kind": "submit"}
    assert len(said(mine.get(f"/api/v1/articles/{article.uid}/events/", asked))["results"]) == 1
    problem(mine.get(f"/api/v1/articles/{article.uid}/events/", {"person": "x"}), 400)
