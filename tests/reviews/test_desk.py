"""My desk: to each role what is theirs, every empty list with the next thing to do."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Event
from articles.terms import SplitState
from reviews.day import day_of
from reviews.desk import desk_of
from reviews.desk_lanes import Lane, _piles, lanes_of
from reviews.models import Draft, RatingScale, Review
from reviews.planning import plan_check
from reviews.talking import write
from reviews.workflow import Policy, State
from tests.bench.many_claims import many_claims
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
URL = "/admin/"


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


def submit(claim, author):
    now = timezone.now()
    review = Review.begin(claim, by=author, now=now)
    Draft.store(review, draft_payload(), by=author, base_rev=0, now=now)
    review.submit(by=author, now=now)
    return Review.objects.get(pk=review.pk)


def body(client, person):
    client.force_login(person)
    return client.get(URL).content.decode()


def test_somebody_without_a_role_is_told_kindly_whom_to_ask(client, outsider, administrator):
    text = body(client, outsider)
    assert "only your role is missing" in text
    assert "<strong>Ada</strong>" in text


def test_a_checker_starts_with_nothing_and_is_led_on(client, checker, scales):
    text = body(client, checker)
    assert "Nothing done yet today." in text
    assert "Nothing is waiting to be checked." in text
    assert "No verdict is waiting for you." in text
    assert "My latest imports" not in text


def test_proposals_are_offered_where_nothing_was_chosen(client, checker, article):
    make_claim(article, statement="Nobody chose me")
    assert "Nobody chose me" in body(client, checker)


def test_what_one_holds_or_wrote_on_comes_back(checker, article):
    now = timezone.now()
    held = Review.begin(make_claim(article), by=checker, now=now)
    drafted = Review.begin(make_claim(article), by=checker, now=now)
    Draft.store(drafted, draft_payload(), by=checker, base_rev=0, now=now)
    drafted.release(by=checker, now=now)
    desk = desk_of(checker, now)
    assert desk.resume == [held, drafted]
    assert desk.next_claims == []


def test_what_was_sent_back_comes_with_its_reason_and_not_twice(client, checker, checker2, article):
    review = submit(make_claim(article), checker)
    review.send_back(by=checker2, now=timezone.now(), reason="The wrong gauge.")
    desk = desk_of(checker, timezone.now())
    assert [(one.pk, one.why, one.returned_by) for one in desk.returned] == [(review.pk, "The wrong gauge.", "Tomás")]
    assert desk.resume == []
    assert desk.next_claims == []
    assert "The wrong gauge." in body(client, checker)


def test_a_second_look_waits_for_others_than_the_author(checker, checker2, article):
    review = submit(make_claim(article), checker)
    assert desk_of(checker, timezone.now()).second_looks == []
    assert desk_of(checker2, timezone.now()).second_looks == [review]


def test_a_claim_given_to_another_is_not_next(checker, checker2, editor, article):
    review = Review.accept(make_claim(article), by=editor, now=timezone.now())
    review.assign(checker2, by=editor, now=timezone.now())
    assert desk_of(checker, timezone.now()).next_claims == []
    assert desk_of(checker2, timezone.now()).next_claims == [review]


def test_own_articles_stand_by_deadline(checker, importer, scales):
    now = timezone.now()
    later = make_article(importer, headline="later", deadline_at=now + datetime.timedelta(days=2))
    never = make_article(importer, headline="never")
    soon = make_article(importer, headline="soon", deadline_at=now + datetime.timedelta(hours=2))
    for article in (later, never, soon):
        Review.begin(make_claim(article), by=checker, now=now)
    assert [article for article, _progress in desk_of(checker, now).articles] == [soon, later, never]


def test_an_editor_sees_what_is_ready_to_close(editor, checker, checker2, article):
    review = submit(make_claim(article), checker)
    assert desk_of(editor, timezone.now()).to_close == []
    review.approve(review.current_verdict(), by=checker2, now=timezone.now())
    assert [one for one, _progress in desk_of(editor, timezone.now()).to_close] == [article]


def test_an_importer_sees_failed_imports_first_with_try_again(client, importer, scales):
    failed, fine = make_article(importer, headline="broken"), make_article(importer, headline="fine")
    failed.current.split_state, failed.current.split_reason = SplitState.FAILED, "It has no letters."
    failed.current.save()
    assert [version.article for version, _progress in desk_of(importer, timezone.now()).imports] == [failed, fine]
    text = body(client, importer)
    assert "It has no letters." in text
    assert "Try again" in text
    assert "Next to check" not in text


def test_an_administrator_finds_people_roles_and_scales(client, administrator):
    text = body(client, administrator)
    assert "The house" in text
    assert "only your role is missing" not in text


def test_the_day_is_told_in_words(checker, checker2, article):
    reviews = [submit(make_claim(article), checker) for _ in range(3)]
    reviews[0].approve(reviews[0].current_verdict(), by=checker2, now=timezone.now())
    reviews[1].send_back(by=checker2, now=timezone.now(), reason="Look again.")
    now = timezone.now()
    assert day_of(checker, now).words == (
        "Today: you submitted 3 verdicts, 1 of yours was approved, 1 came back to you, 1 claim is left with you."
    )
    assert day_of(checker2, now).words == "Today: you took 2 second looks."
    assert day_of(checker, now + datetime.timedelta(days=1)).words == "Nothing done yet today."


def disputed(claim, one, other, editor):
    """Two blind verdicts that differ."""
    now = timezone.now()
    plan_check(claim.article, policy="blind_double", scale_uid=RatingScale.default().uid, by=editor, now=now)
    for by, rating in ((one, "true"), (other, "false")):
        review = Review.begin(claim, by=by, now=now)
        Draft.store(review, draft_payload(rating=rating), by=by, base_rev=0, now=now)
        review.submit(by=by, now=now)
    return Review.objects.get(claim=claim)


def test_disputes_wait_for_editors_who_judged_neither_time(client, person, editor, checker, checker2, article):
    other = person("editor2", "Editor")
    for_both = disputed(make_claim(article), checker, checker2, editor)
    for_one = disputed(make_claim(article), editor, checker, editor)
    assert {one.pk for one in desk_of(editor, timezone.now()).disputed} == {for_both.pk}
    assert {one.pk for one in desk_of(other, timezone.now()).disputed} == {for_both.pk, for_one.pk}
    assert desk_of(checker, timezone.now()).disputed is None
    assert f"/settle/{for_both.claim.uid}/" in body(client, editor)


def test_a_blind_second_check_is_work_to_begin_and_names_nobody(client, editor, checker, checker2, article):
    now, claim = timezone.now(), make_claim(article)
    plan_check(article, policy="blind_double", scale_uid=RatingScale.default().uid, by=editor, now=now)
    review = submit(claim, checker)
    assert desk_of(checker, now).next_claims == []
    assert desk_of(checker2, now).next_claims == [review]
    text = body(client, checker2)
    assert "second check, blind" in text
    assert "Noor" not in text


def test_each_pile_shows_the_first_few_in_its_order(checker, importer, scales):
    now = timezone.now()
    article = make_article(importer)
    reviews = [Review.accept(make_claim(article), by=checker, now=now) for _ in range(8)]
    Review.objects.filter(pk=reviews[7].pk).update(priority=2)
    Review.objects.filter(pk=reviews[6].pk).update(due_key=now)
    first = [one.pk for one in desk_of(checker, now).next_claims]
    assert first == [reviews[7].pk, reviews[6].pk, *(one.pk for one in reviews[:3])]


def test_news_is_shown_with_how_much_is_unread(client, checker, editor, article):
    assert "Nobody has told you anything yet." in body(client, checker)
    claim = make_claim(article)
    for n in range(4):
        write(claim, f"@checker which gauge, {n}?", by=editor, now=timezone.now())
    desk = desk_of(checker, timezone.now())
    assert [line.said[-2:] for line in desk.news] == ["3?", "2?", "1?"]
    text = body(client, checker)
    assert "4 unread" in text
    assert 'href="/notifications/"' in text


def test_the_day_is_a_bar_too_out_of_what_is_left(client, editor, checker, checker2, article):
    submit(make_claim(article), checker)
    submit(make_claim(article), checker2).approve(
        Review.objects.latest("pk").current_verdict(), by=checker, now=timezone.now()
    )
    for _ in range(2):
        given = Review.accept(make_claim(article), by=editor, now=timezone.now())
        given.assign(checker, by=editor, now=timezone.now())
    day = day_of(checker, timezone.now())
    assert [(part.state, part.n, part.x, part.width) for part in day.bar] == [
        ("decided", 1, 0, 250),
        ("awaiting_second", 1, 250, 250),
    ]
    assert day.words == "Today: you submitted 1 verdict, you took 1 second look, 2 claims are left with you."
    assert 'class="bar day-bar"' in body(client, checker)
    assert day_of(checker2, timezone.now() + datetime.timedelta(days=1)).bar == []


def test_an_undone_step_was_not_done(checker, checker2, article):
    submit(make_claim(article), checker).approve(
        Review.objects.latest("pk").current_verdict(), by=checker2, now=timezone.now()
    )
    step = Event.objects.get(verb="approve")
    Event.objects.create(
        verb="undo", article=article, subject_type="review", subject_uid=step.subject_uid, actor=checker2, undoes=step
    )
    assert day_of(checker2, timezone.now()).words == "Nothing done yet today."


def test_every_pile_has_a_face_when_it_is_empty(client, editor, scales):
    text = body(client, editor)
    for told in (
        "Nothing is begun, and nothing came back to you.", "No dispute waits for you.",
        "No verdict is waiting for you.", "Nothing is waiting to be checked.", "No article is through yet.",
        "You are not on an article yet.",
    ):  # fmt: skip
        assert told in text


@pytest.fixture
def full(checker2, importer, scales):
    """Makes a desk on which something lies in every pile, more than is shown."""

    def fill(person, n):
        for _ in range(n):
            article = make_article(importer)
            Review.begin(make_claim(article), by=person, now=timezone.now())
            submit(make_claim(article), person).send_back(by=checker2, now=timezone.now(), reason="Look again.")
            submit(make_claim(article), checker2)
            for _ in range(6):
                Review.accept(make_claim(article), by=checker2, now=timezone.now())
            write(article, f"@{person.username} look", by=checker2, now=timezone.now())

    return fill


def queries(client, person) -> int:
    client.force_login(person)
    with CaptureQueriesContext(connection) as captured:
        client.get(URL)
    return len(captured)


def test_a_full_desk_takes_twelve_queries_and_no_more_when_it_grows(client, editor, full):
    full(editor, 1)
    first = queries(client, editor)
    full(editor, 6)
    assert queries(client, editor) == first
    assert first <= 12


def test_whoever_does_everything_takes_two_more(client, person, full):
    everything = person("everything", "Importer", "Fact-checker", "Editor", "Administrator")
    full(everything, 2)
    assert queries(client, everything) <= 14


def test_four_thousand_blind_claims_are_not_gone_through(importer, checker, checker2, scales):
    many_claims(2_000, by=importer)
    waiting = Review.objects.filter(state=State.AWAITING_SECOND)
    waiting.update(policy=Policy.BLIND_DOUBLE, author=checker)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for person in (checker, checker2):
        pile = _piles(person, timezone.now())[Lane.BLIND]
        if connection.vendor == "postgresql":  # SQLite knows no partial index where values come as parameters
            assert "review_blind_queue" in pile.rows.order_by(*pile.order).values("pk")[:5].explain()
    assert lanes_of(checker, timezone.now())[Lane.BLIND] == []
    expected = list(waiting.most_urgent_first()[:5])
    assert lanes_of(checker2, timezone.now())[Lane.BLIND] == expected


def test_all_lanes_are_read_in_two_queries(editor, full, django_assert_num_queries):
    full(editor, 3)
    with django_assert_num_queries(2):
        lanes = lanes_of(editor, timezone.now())
    assert [len(lanes[lane]) for lane in (Lane.RESUME, Lane.RETURNED, Lane.NEXT, Lane.SECOND_LOOK)] == [3, 3, 5, 3]
