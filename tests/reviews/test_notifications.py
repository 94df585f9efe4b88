"""Notifications: which step tells whom, what a blind round keeps back, the page, the count on every page, the API."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Event
from factcheck.waiting import waiting_for
from reviews import talking
from reviews.inbox import inbox_of, line_of, mark_all_read, read
from reviews.models import Draft, Notification, Review
from reviews.moves import Request, perform
from reviews.terms import News
from reviews.workflow import Policy, State, Verb
from tests.factories import decided, draft_payload, make_article, make_claim, submitted
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
HERE = reverse("reviews:notifications")


@pytest.fixture
def editor2(person):
    return person("editor2", "Editor", display_name="Erik")


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer))


def do(verb, claim, by, **asked):
    perform(verb, claim, by=by, now=timezone.now(), asked=Request(**asked))


def told(*people):
    """Who was told what since the last time, by name."""
    found = [(n.person.username, str(n.news)) for n in Notification.objects.select_related("person").order_by("pk")]
    Notification.objects.all().delete()
    return found


def test_an_assignment_tells_the_person_but_nobody_of_their_own(claim, editor, checker):
    Review.accept(claim, by=editor, now=timezone.now())
    do(Verb.ASSIGN, claim, editor, to=checker)
    assert told() == [("checker", "assigned")]
    do(Verb.ASSIGN, claim, editor, to=editor)
    do(Verb.ASSIGN, claim, editor, to=None)
    assert told() == []


def test_who_held_a_claim_hears_that_it_was_taken_over(claim, editor, editor2, checker, checker2):
    Review.begin(claim, by=checker, now=timezone.now())
    do(Verb.ASSIGN, claim, editor, to=checker2)
    assert told() == [("checker2", "assigned")]
    do(Verb.TAKE_OVER, claim, editor, reason="The deadline is today.")
    assert told() == [("checker", "taken_over"), ("checker2", "taken_over")]
    do(Verb.TAKE_OVER, claim, editor2, reason="Mine.")
    assert told() == [("editor", "taken_over")]


def test_a_verdict_that_is_sent_back_approved_and_reopened_is_told(claim, checker, checker2, editor):
    review = submitted(claim, checker)
    do(Verb.RETURN, claim, checker2, reason="Which table?")
    (row,) = Notification.objects.all()
    assert line_of(read(inbox_of(checker))[0]).reason == "Which table?"
    assert (row.person, row.news, row.by) == (checker, News.RETURNED, checker2)
    told()
    do(Verb.START, claim, checker)
    do(Verb.SUBMIT, claim, checker)
    review.refresh_from_db()
    do(Verb.APPROVE, claim, checker2, verdict=review.current_verdict().uid)
    assert told() == [("checker", "approved")]
    do(Verb.REOPEN, claim, editor, reason="A new gauge was found.")
    assert told() == [("checker", "reopened"), ("checker2", "reopened")]


def test_a_correction_that_is_applied_and_an_amendment_are_told(claim, checker, checker2, editor, editor2):
    review = decided(claim, checker, checker2)
    told()
    draft = draft_payload(rationale="Put better.")
    Draft.store(review, draft, by=checker, base_rev=0, now=timezone.now())
    do(Verb.AMEND, claim, checker)
    assert told() == [("checker2", "amended")]
    do(Verb.PUBLISH, claim, editor)
    do(Verb.CORRECT, claim, editor, kind="minor", reason="The year was wrong.")
    assert told() == []
    do(Verb.APPLY_CORRECTION, claim, editor2)
    assert told() == [("checker", "corrected")]


def test_a_dispute_goes_to_editors_who_wrote_neither_and_comes_back_settled(claim, checker, editor, editor2):
    Review.accept(claim, by=editor2, now=timezone.now())
    Review.objects.update(policy=Policy.BLIND_DOUBLE)
    for by, rating in ((checker, "true"), (editor, "false")):
        review = Review.begin(claim, by=by, now=timezone.now())
        Draft.store(review, draft_payload(rating=rating), by=by, base_rev=0, now=timezone.now())
        assert told() == []
        do(Verb.SUBMIT, claim, by)
    assert Review.objects.get().state == State.DISPUTED
    assert told() == [("editor2", "disputed")]
    do(Verb.ADJUDICATE, claim, editor2, verdict=review.verdicts.order_by("pk").first().uid)
    assert told() == [("checker", "settled"), ("editor", "settled")]


def blind_verdicts(claim, *people, rating="true"):
    """Each of them judges the claim without seeing the other."""
    for by in people:
        review = Review.begin(claim, by=by, now=timezone.now())
        Draft.store(review, draft_payload(rating=rating), by=by, base_rev=0, now=timezone.now())
        do(Verb.SUBMIT, claim, by)


def test_both_hear_that_their_blind_verdicts_agree_and_nobody_else(client, claim, checker, checker2, editor):
    Review.accept(claim, by=editor, now=timezone.now())
    Review.objects.update(policy=Policy.BLIND_DOUBLE)
    blind_verdicts(claim, checker)
    assert told() == []
    blind_verdicts(claim, checker2)
    assert Review.objects.get().state == State.DECIDED
    assert sorted((n.person.username, str(n.news), n.by) for n in Notification.objects.all()) == [
        ("checker", "agreed", None),
        ("checker2", "agreed", None),
    ]
    client.force_login(checker)
    page = client.get(HERE).content.decode()
    assert "You and another person judged a claim alike; it is decided" in page and "Tomás" not in page


def test_an_agreement_that_is_undone_is_not_told_and_gives_nothing_away(claim, checker, checker2, editor):
    Review.accept(claim, by=editor, now=timezone.now())
    Review.objects.update(policy=Policy.BLIND_DOUBLE)
    blind_verdicts(claim, checker, checker2)
    assert [waiting_for(person).news for person in (checker, checker2)] == ["1", "1"]
    do(Verb.UNDO, claim, checker2)
    assert Review.objects.get().state == State.SECOND_REVIEW
    for person in (checker, checker2, editor):
        assert not inbox_of(person).exists() and waiting_for(person).news == ""
    do(Verb.SUBMIT, claim, checker2)
    assert [inbox_of(person).count() for person in (checker, checker2)] == [1, 1]


def test_one_person_who_decides_alone_is_told_nothing(claim, checker, editor):
    Review.accept(claim, by=editor, now=timezone.now())
    Review.objects.update(policy=Policy.SINGLE)
    blind_verdicts(claim, checker)
    assert Review.objects.get().state == State.DECIDED
    assert told() == []


def test_what_is_undone_is_not_told(claim, checker, checker2):
    submitted(claim, checker)
    do(Verb.RETURN, claim, checker2, reason="Which table?")
    assert waiting_for(checker).news == "1"
    do(Verb.UNDO, claim, checker2)
    assert waiting_for(checker).news == ""
    assert not inbox_of(checker).exists()


def test_an_open_blind_round_names_nobody(client, claim, editor, checker):
    Review.accept(claim, by=editor, now=timezone.now())
    Review.objects.update(policy=Policy.BLIND_DOUBLE)
    do(Verb.ASSIGN, claim, editor, to=checker)
    do(Verb.START, claim, checker)
    do(Verb.TAKE_OVER, claim, editor, reason="gauge seven says so")
    client.force_login(checker)
    page = client.get(HERE).content.decode()
    assert "Somebody assigned a claim to you" in page and "Somebody took a claim over from you" in page
    assert "Edith" not in page and "gauge seven" not in page
    for one in said(program(checker).get("/api/v1/notifications/"))["results"]:
        assert one["by"] is None and "Edith" not in str(one)


def test_opening_one_reads_it_and_leads_to_its_claim(client, claim, checker, checker2):
    comment = talking.write(claim, "@checker see p. 3", by=checker2, now=timezone.now())
    client.force_login(checker)
    assert '<span class="top__count">1<' in client.get(HERE).content.decode()
    row = Notification.objects.get()
    opened = client.get(reverse("reviews:notification", args=[row.uid]))
    assert opened.url == f"{reverse('reviews:claim', args=[claim.uid])}#comment-{comment.uid}"
    page = client.get(HERE).content.decode()
    assert "top__count" not in page and "Tomás mentioned you" in page and ">new<" not in page
    assert "You have read everything." in client.get(f"{HERE}?show=unread").content.decode()


def test_nobody_opens_what_another_is_told(client, claim, checker, checker2, editor):
    talking.write(claim, "@checker see p. 3", by=checker2, now=timezone.now())
    row = Notification.objects.get()
    client.force_login(editor)
    assert client.get(reverse("reviews:notification", args=[row.uid])).status_code == 404
    problem(program(editor).post(f"/api/v1/notifications/{row.uid}/read/"), 404)
    client.post(reverse("reviews:read_all"))
    row.refresh_from_db()
    assert row.read_at is None
    assert "see p. 3" not in client.get(HERE).content.decode()


def test_marking_all_read_leaves_what_came_in_since(client, claim, checker, checker2):
    for number in range(3):
        talking.write(claim, f"@checker {number}", by=checker2, now=timezone.now())
    seen = Notification.objects.order_by("pk")[1]
    client.force_login(checker)
    client.post(reverse("reviews:read_all"), {"until": str(seen.uid)})
    assert waiting_for(checker).news == "1"
    client.post(reverse("reviews:read_all"), {"until": "nonsense"})
    assert waiting_for(checker).news == ""


def test_programs_list_and_read(claim, checker, checker2):
    talking.write(claim, "@checker one", by=checker2, now=timezone.now())
    talking.write(claim, "@checker two", by=checker2, now=timezone.now())
    mine = program(checker)
    listed = said(mine.get("/api/v1/notifications/", {"unread": "true"}))["results"]
    assert [one["news"] for one in listed] == ["mentioned", "mentioned"]
    assert listed[0]["by"]["name"] == "Tomás" and listed[0]["claim"] == str(claim.uid)
    assert said(mine.post(f"/api/v1/notifications/{listed[0]['uid']}/read/"))["read_at"]
    assert said(mine.post("/api/v1/notifications/read/", {"until": listed[0]["uid"]}, format="json")) == {"read": 1}
    assert said(mine.get("/api/v1/notifications/", {"unread": "true"}))["results"] == []


def test_the_page_is_for_everybody_and_says_when_it_is_empty(client, outsider):
    client.force_login(outsider)
    assert "Nobody has told you anything yet." in client.get(HERE).content.decode()


def test_many_are_paged_in_few_queries_and_counted_so_far(
    client, claim, checker, checker2, django_assert_max_num_queries
):
    now = timezone.now()
    rows = [
        Notification(person=checker, news=News.ASSIGNED, article=claim.article, claim=claim, by=checker2, at=now)
        for _ in range(120)
    ]
    Notification.objects.bulk_create(rows)
    client.force_login(checker)
    client.get(HERE)
    with django_assert_max_num_queries(8):
        page = client.get(HERE)
    assert len(page.context["lines"]) == 40 and "99+" in page.content.decode()
    assert client.get(f"{HERE}?after={page.context['found'].next}").status_code == 200
    assert mark_all_read(checker, now=now + datetime.timedelta(seconds=1)) == 120


def test_the_count_asks_once_on_a_page(client, claim, checker, django_assert_max_num_queries):
    client.force_login(checker)
    client.get("/articles/")
    with django_assert_max_num_queries(20) as asked:
        client.get("/articles/")
    assert sum("reviews_notification" in query["sql"] for query in asked.captured_queries) == 1
    assert not Event.objects.filter(verb="comment").exists()
