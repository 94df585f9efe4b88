"""My desk: to each role what is theirs, every empty list with the next thing to do."""

import datetime

import pytest
from django.utils import timezone

from articles.terms import SplitState
from reviews.desk import day_in_words, desk_of
from reviews.models import Draft, Review
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
    assert day_in_words(checker, now) == (
        "Today: you submitted 3 verdicts, 1 of yours was approved, 1 came back to you."
    )
    assert day_in_words(checker2, now) == "Today: you took 2 second looks."
    assert day_in_words(checker, now + datetime.timedelta(days=1)) == "Nothing done yet today."


def test_a_full_desk_takes_a_bounded_number_of_queries(
    client, person, checker2, importer, scales, django_assert_max_num_queries
):
    everything = person("everything", "Importer", "Fact-checker", "Editor", "Administrator")
    for _ in range(8):
        article = make_article(everything)
        Review.begin(make_claim(article), by=everything, now=timezone.now())
        submit(make_claim(article), everything).send_back(by=checker2, now=timezone.now(), reason="Look again.")
        submit(make_claim(article), checker2)
        Review.accept(make_claim(article), by=checker2, now=timezone.now())
    client.force_login(everything)
    with django_assert_max_num_queries(26):
        client.get(URL)
