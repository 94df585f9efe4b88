"""Confirming that words hold no claim, in bulk too, taking that back, races, and what a new version makes of it."""

import hashlib
from uuid import uuid4

import pytest
from celery import current_app

from articles import files
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Article, Claim, Confirmation, Event
from articles.refusals import Refusal
from articles.terms import Channel, Zone
from reviews.claim_edits import Passage, add_claim
from reviews.coverage_moves import Asked, confirm, confirm_zone, take_back
from reviews.coverage_rows import coverage_of
from reviews.models import Review
from reviews.terms import Standing
from tests.at_once import at_once
from tests.factories import make_claim, now
from tests.reviews.covered import BIO, DAY, HOLD, HURT, NEXT, RISE, TEXT, WALL, place, read, read_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


@pytest.fixture
def article(importer, scales):
    return read_article(importer)


def asked(article, words, **more):
    return Asked(article.current.uid, *place(article, words), words=words, **more)


def say(article, words, by, **more):
    return confirm(article, asked(article, words, **more), by=by, now=now())


def bring(article, text, by):
    draft = ArticleDraft(text=text, headline="", media_type="text/plain")
    add_version(article, draft, Source(by, Channel.PASTE, files.store(text.encode())), now=now())
    article = Article.objects.select_related("current").get(pk=article.pk)
    read(article.current)
    return article


def confirmed(article):
    rows = Confirmation.objects.filter(version=article.current).order_by("start")
    return [article.current.text[row.start : row.end] for row in rows]


class TestConfirm:
    def test_a_sentence_is_accounted_for_and_its_event_tells_before_and_after(self, article, checker):
        before = coverage_of(article.current, checker)
        (row,) = say(article, HURT, checker)
        after = coverage_of(article.current, checker)
        assert (before.n, before.n_accounted, after.n_accounted) == (9, 0, 1)
        assert row.text_sha256 == hashlib.sha256(HURT.rstrip(".").encode()).hexdigest()
        event = Event.objects.get()
        assert (event.verb, event.actor, event.version, event.data["before"]) == (
            "confirm",
            checker,
            article.current,
            [],
        )
        assert event.data["after"][0]["uid"] == str(row.uid) == str(event.subject_uid)

    def test_beside_claims_only_the_other_words_are_confirmed(self, article, checker):
        claim = make_claim(article, "the town spent 2.1 million crowns on the wall")
        with pytest.raises(Refusal) as refused:
            say(article, WALL, checker)
        assert refused.value.code == "claim_stands" and claim.statement in refused.value.words
        say(article, WALL, checker, beside_claims=True)
        assert confirmed(article) == ["But"]
        Review.dismiss(claim, by=checker, now=now(), why="opinion")
        assert coverage_of(article.current, checker).counts[Standing.DISMISSED] == 1

    def test_a_claim_that_was_added_and_taken_back_is_not_in_the_way(self, article, checker):
        make_claim(article, HURT, triage="dismissed", dismiss_reason="taken_back")
        say(article, HURT, checker)
        assert coverage_of(article.current, checker).counts[Standing.CONFIRMED] == 1

    def test_a_paragraph_is_kept_sentence_by_sentence_and_said_once(self, article, checker, checker2):
        make_claim(article, RISE)
        say(article, HURT, checker)
        rest = f"{RISE} {HURT} {WALL}"
        say(article, rest, checker2, beside_claims=True)
        assert confirmed(article) == [HURT[:-1], WALL[:-1]]
        with pytest.raises(Refusal, match="left to account for"):
            say(article, rest, checker2, beside_claims=True)

    def test_selected_words_may_be_part_of_a_sentence(self, article, checker):
        say(article, "the town spent", checker)
        assert [line.left for line in coverage_of(article.current, checker).lines if line.start == 96] == [
            ((96, 99), (115, 145))
        ]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"start": -1}, "out_of_text"),
            ({"end": 9_999}, "out_of_text"),
            ({"start": 69, "end": 69}, "out_of_text"),
            ({"start": 94, "end": 96, "words": ". "}, "no_words"),
            ({"words": "Somebody was hurt."}, "words_differ"),
            ({"words": None}, "words_missing"),
            ({"words": None, "text_sha256": "0" * 64}, "words_differ"),
            ({"version": uuid4()}, "version_replaced"),
        ],
    )
    def test_it_refuses_what_does_not_stand_there(self, article, checker, change, code):
        fields = {"version": article.current.uid, "start": 69, "end": 95, "words": HURT}
        with pytest.raises(Refusal) as refused:
            confirm(article, Asked(**fields | change), by=checker, now=now())
        assert refused.value.code == code
        assert not Confirmation.objects.exists() and not Event.objects.exists()

    def test_it_wants_the_right_to_choose(self, article, importer, outsider, checker):
        (row,) = say(article, HURT, checker)
        for person in (importer, outsider):
            with pytest.raises(Refusal, match="You may not"):
                say(article, NEXT, person)
            with pytest.raises(Refusal, match="You may not"):
                confirm_zone(article, Zone.BODY, version=article.current.uid, seen="", by=person, now=now())
            with pytest.raises(Refusal, match="You may not"):
                take_back([row], by=person, now=now())


class TestZone:
    def test_all_that_is_left_of_a_zone_is_confirmed_but_what_waits_for_a_claim(self, article, checker):
        make_claim(article, RISE)
        Review.dismiss(make_claim(article, "the town spent"), by=checker, now=now(), why="opinion")
        zone = coverage_of(article.current, checker).zone(Zone.BODY)
        assert (len(zone.confirmable), zone.n_with_open_claims) == (4, 1)
        confirm_zone(article, Zone.BODY, version=article.current.uid, seen=zone.seen, by=checker, now=now())
        assert confirmed(article) == [HURT[:-1], "But", "2.1 million crowns on the wall", HOLD[:-1], DAY[:-1]]
        assert Event.objects.get(verb="confirm").data["zone"] == "body"
        assert coverage_of(article.current, checker).zone(Zone.BODY).coverage.n_accounted == 4

    def test_it_refuses_when_something_else_is_left_by_now(self, article, checker, checker2):
        zone = coverage_of(article.current, checker).zone(Zone.BODY)
        make_claim(article, RISE)
        with pytest.raises(Refusal) as refused:
            confirm_zone(article, Zone.BODY, version=article.current.uid, seen=zone.seen, by=checker, now=now())
        assert refused.value.code == "zone_changed" and not Confirmation.objects.exists()


class TestTakeBack:
    def test_the_words_are_left_again_and_the_event_keeps_who_had_confirmed_them(self, article, checker, checker2):
        (row,) = say(article, HURT, checker)
        take_back([row], by=checker2, now=now())
        assert coverage_of(article.current, checker).n_accounted == 0
        event = Event.objects.get(verb="unconfirm")
        assert (event.actor, event.data["before"][0]["by"], event.data["after"]) == (checker2, str(checker.uid), [])
        with pytest.raises(Refusal, match="taken back already"):
            take_back([row], by=checker2, now=now())


class TestNewVersion:
    def test_what_stays_word_for_word_stays_confirmed_by_whom_it_was(self, article, importer, checker):
        for words in (HURT, NEXT, DAY, BIO):
            say(article, words, checker)
        text = TEXT.replace("By Ola Berg", "By Ola Berg and Mia Holm").replace("a long day", "a short day")
        article = bring(article, text, importer)
        assert confirmed(article) == [HURT[:-1], NEXT[:-1], BIO[:-1]]
        assert set(Confirmation.objects.values_list("by", flat=True)) == {checker.pk}
        assert all(
            row.text_sha256 == hashlib.sha256(article.current.text[row.start : row.end].encode()).hexdigest()
            for row in Confirmation.objects.filter(version=article.current)
        )

    def test_few_words_are_known_again_only_between_the_same_others(self, article, importer, checker):
        make_claim(article, WALL[4:])
        say(article, WALL, checker, beside_claims=True)
        assert confirmed(article) == ["But"]
        kept = bring(article, TEXT.replace("Berg\n", "Berg, Oslo\n"), importer)
        assert confirmed(kept) == ["But"]
        assert confirmed(bring(kept, TEXT.replace("But the town spent", "But nobody saw who spent"), importer)) == []

    def test_a_confirmation_made_on_the_text_before_is_refused_and_so_is_taking_one_back(
        self, article, importer, checker
    ):
        (row,) = say(article, HURT, checker)
        stale = asked(article, NEXT)
        article = bring(article, TEXT.replace("40", "45"), importer)
        with pytest.raises(Refusal, match="Version 2 came in meanwhile"):
            confirm(article, stale, by=checker, now=now())
        with pytest.raises(Refusal, match="Version 2 came in meanwhile"):
            take_back([row], by=checker, now=now())

    def test_decided_and_dismissed_claims_on_changed_words_are_to_be_looked_at_again(self, article, importer, checker):
        claim = make_claim(article, RISE, check_worthiness=0.5)
        Review.dismiss(claim, by=checker, now=now(), why="opinion")
        article = bring(article, TEXT.replace("40", "400"), importer)
        assert coverage_of(article.current, checker).counts[Standing.WAITING] == 1
        claim.refresh_from_db()
        Review.restore(claim, by=checker, now=now())
        Review.dismiss(claim, by=checker, now=now(), why="opinion")
        assert coverage_of(article.current, checker).counts[Standing.DISMISSED] == 1

    def test_what_was_confirmed_survives_another_reading_of_the_same_text(self, article, checker):
        say(article, HURT, checker)
        read(article.current)
        assert coverage_of(article.current, checker).n_accounted == 1


def test_a_claim_that_is_the_same_as_one_of_another_article_counts_when_that_counts(article, importer, checker):
    other = make_claim(read_article(importer, TEXT + "\nAgain."), RISE)
    make_claim(article, RISE, same_as=other)
    assert coverage_of(article.current, checker).n_accounted == 0
    Review.dismiss(other, by=checker, now=now(), why="opinion")
    assert coverage_of(article.current, checker).counts[Standing.DISMISSED] == 1


def test_reading_it_takes_three_queries_whatever_the_size(article, checker, django_assert_num_queries):
    checker.has_perm("reviews.view_review")
    for words in (RISE, HURT, WALL, HOLD, DAY):
        make_claim(article, words)
    with django_assert_num_queries(3):
        coverage_of(article.current, checker)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_the_same_words_at_once_do_so_once(importer, scales, checker, checker2):
    article = read_article(importer)
    answers = at_once(lambda: say(article, HURT, checker), lambda: say(article, HURT, checker2))
    assert sorted(type(answer).__name__ for answer in answers) == ["Refusal", "list"]
    assert Confirmation.objects.count() == Event.objects.filter(verb="confirm").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_claim_added_while_its_words_are_confirmed_is_never_hidden_by_that(importer, scales, checker, checker2):
    article = read_article(importer)
    passage = Passage(article.current.uid, *place(article, HURT), HURT)
    added, said = at_once(
        lambda: add_claim(article, passage, by=checker2, now=now()), lambda: say(article, HURT, checker)
    )
    assert isinstance(added, Claim)
    assert isinstance(said, list) or said.code == "claim_stands"
    assert coverage_of(article.current, checker).n_accounted == 0
