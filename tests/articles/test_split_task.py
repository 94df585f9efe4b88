"""Splitting: taken once, written once, failed with a reason, brought back when it was lost."""

import datetime
import logging

import pytest
from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError as DatabaseAway
from kombu.exceptions import OperationalError as BrokerDown

from articles import extraction, leases, split_task, tasks
from articles.models import Anchor, Article, Claim, Event, Sentence, Version
from articles.refusals import Kind, Refusal
from articles.splitting import split
from articles.terms import Origin, SplitFailure, SplitState
from tests.factories import make_article, now

SECOND = datetime.timedelta(seconds=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append(args[0]))
    return jobs


@pytest.fixture
def version(importer):
    """A version that waits to be split."""
    return waiting(make_article(importer).current)


def waiting(version, **fields) -> Version:
    Version.objects.filter(pk=version.pk).update(**{"split_state": SplitState.QUEUED} | fields)
    version.refresh_from_db()
    return version


def test_a_split_writes_sentences_claims_and_anchors(version):
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert version.split_state == SplitState.SPLIT
    assert version.splitter_version and version.split_at and version.split_lease_until is None
    sentences = Sentence.objects.filter(version=version).order_by("position")
    assert [sentence.position for sentence in sentences] == list(range(len(sentences)))
    claims = list(Claim.objects.filter(article=version.article))
    assert claims and all(claim.origin == Origin.MACHINE for claim in claims)
    for anchor in Anchor.objects.filter(version=version):
        assert anchor.exact == version.text[anchor.start : anchor.end] != ""
    assert not Event.objects.exists()


def test_who_says_a_claim_is_the_speaker_or_the_article_itself(version):
    tasks.split_version(version.pk)
    claimants = {claim.statement: claim.claimant for claim in Claim.objects.all()}
    assert claimants["The river rose by 40 centimetres in 2019."] == "Ola Berg"
    assert any("mayor" in claimant for claimant in claimants.values())


def test_a_second_job_for_the_same_version_does_nothing(version):
    tasks.split_version(version.pk)
    before = list(Sentence.objects.values_list("pk", flat=True))
    tasks.split_version(version.pk)
    assert list(Sentence.objects.values_list("pk", flat=True)) == before
    version.refresh_from_db()
    assert version.split_fence == 1


def test_a_version_that_another_worker_has_is_left_alone(version):
    waiting(version, split_state=SplitState.SPLITTING, split_lease_until=now() + 30 * SECOND, split_fence=4)
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_fence) == (SplitState.SPLITTING, 4)


@pytest.mark.parametrize("until", [-1, 3600, None], ids=["over", "further ahead than a lease", "none"])
def test_a_version_whose_worker_is_gone_is_taken(version, until):
    lease = None if until is None else now() + until * SECOND
    waiting(version, split_state=SplitState.SPLITTING, split_lease_until=lease, split_fence=4)
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_fence) == (SplitState.SPLIT, 5)


def test_a_text_that_kills_its_workers_is_not_tried_for_ever(version):
    waiting(version, split_state=SplitState.SPLITTING, split_lease_until=now() - SECOND, split_tries=4)
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_reason) == (SplitState.FAILED, SplitFailure.KILLED_WORKERS)


def test_a_person_may_try_it_again(version, importer):
    waiting(version, split_state=SplitState.FAILED, split_reason=SplitFailure.KILLED_WORKERS, split_tries=4)
    split_task.split_again(version, by=importer, now=now())
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_tries) == (SplitState.SPLIT, 1)


def test_a_worker_whose_clock_was_read_before_the_lease_began_does_not_take_it(version):
    waiting(version, split_state=SplitState.SPLITTING, split_lease_until=now() + 75 * SECOND, split_fence=1)
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_fence) == (SplitState.SPLITTING, 1)


def test_a_version_that_is_gone_is_no_error(db):
    tasks.split_version(12345)


def test_a_worker_that_was_overtaken_writes_nothing(version, monkeypatch):
    def overtaken(text, language):
        Version.objects.filter(pk=version.pk).update(split_fence=9)
        return split(text)

    monkeypatch.setattr(split_task, "split", overtaken)
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert version.split_state == SplitState.SPLITTING
    assert not Sentence.objects.exists() and not Claim.objects.exists()


@pytest.mark.parametrize(
    ("error", "reason"),
    [(ValueError("boom"), SplitFailure.BROKE_OFF), (SoftTimeLimitExceeded(), SplitFailure.TOOK_TOO_LONG)],
)
def test_a_split_that_fails_says_why(version, monkeypatch, caplog, error, reason):
    def broken(text, language):
        raise error

    monkeypatch.setattr(split_task, "split", broken)
    with caplog.at_level(logging.CRITICAL):
        tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_reason, version.split_lease_until) == (SplitState.FAILED, reason, None)


def test_a_split_that_breaks_off_while_writing_leaves_no_half(version, monkeypatch, caplog):
    def broken(*args):
        raise ValueError("boom")

    monkeypatch.setattr(extraction, "_create", broken)
    with caplog.at_level(logging.CRITICAL):
        tasks.split_version(version.pk)
    version.refresh_from_db()
    assert version.split_state == SplitState.FAILED and not Sentence.objects.exists()


def test_a_database_that_is_away_leaves_the_version_to_the_sweep(version, monkeypatch):
    def away(*args, **options):
        raise DatabaseAway("locked")

    monkeypatch.setattr(split_task, "store_splits", away)
    with pytest.raises(DatabaseAway):
        tasks.split_version(version.pk)
    version.refresh_from_db()
    assert version.split_state == SplitState.SPLITTING
    later = version.split_lease_until + SECOND
    assert Version.objects.due_for_sweep(later).filter(pk=version.pk).exists()


class Here:
    """A thread that does its work before it returns."""

    def __init__(self, target, args, daemon):
        self.start = lambda: target(*args)

    def join(self):
        pass


def test_a_runaway_is_given_up_and_cannot_write(version, monkeypatch):
    waiting(version)
    monkeypatch.setattr(split_task, "LONGEST_SPLIT", datetime.timedelta(0))
    monkeypatch.setattr(leases, "_keep", lambda renew, give_up, longest, done: give_up())
    monkeypatch.setattr(leases.threading, "Thread", Here)
    monkeypatch.setattr(split_task, "store_splits", lambda *args, **options: None)
    tasks.split_version(version.pk)
    version.refresh_from_db()
    assert (version.split_state, version.split_reason) == (SplitState.FAILED, SplitFailure.TOOK_TOO_LONG)
    assert not extraction.store_split(version, split(version.text), fence=1, now=now())


def test_the_lease_is_renewed_while_the_work_goes_on(version, monkeypatch):
    waiting(version, split_state=SplitState.SPLITTING, split_fence=3, split_lease_until=now())
    split_task._renew([version])
    version.refresh_from_db()
    assert version.split_lease_until > now() + 50 * SECOND


def test_split_again_is_for_importers_and_ended_splits(
    version, importer, checker, sent, django_capture_on_commit_callbacks
):
    waiting(version, split_state=SplitState.FAILED, split_reason=SplitFailure.BROKE_OFF)
    with pytest.raises(Refusal) as caught:
        split_task.split_again(version, by=checker, now=now())
    assert caught.value.kind == Kind.FORBIDDEN
    with django_capture_on_commit_callbacks(execute=True):
        split_task.split_again(version, by=importer, now=now())
    version.refresh_from_db()
    assert (version.split_state, version.split_reason) == (SplitState.QUEUED, "")
    assert sent == [version.pk]
    event = Event.objects.get()
    assert (event.verb, event.actor, event.version) == ("split_again", importer, version)
    with pytest.raises(Refusal) as caught:
        split_task.split_again(version, by=importer, now=now())
    assert caught.value.code == "split_running"


def test_the_sweep_sends_what_was_forgotten_and_no_more(importer, sent):
    time = now()
    lost, fresh, _done, left = (make_article(importer).current for _ in range(4))
    waiting(lost)
    waiting(fresh, split_enqueued_at=time - 60 * SECOND)
    waiting(left, split_enqueued_at=time - 301 * SECOND)
    assert split_task.sweep_splits(time) == 2
    assert sent == [[lost.pk, left.pk]]
    assert split_task.sweep_splits(time + SECOND) == 0


def test_the_sweep_brings_back_a_version_as_soon_as_its_lease_is_over(version, sent):
    time = now()
    waiting(
        version, split_state=SplitState.SPLITTING, split_enqueued_at=time - 61 * SECOND, split_lease_until=time - SECOND
    )
    assert split_task.sweep_splits(time) == 1
    assert split_task.sweep_splits(time + 30 * SECOND) == 0
    assert split_task.sweep_splits(time + 301 * SECOND) == 1


def test_the_sweep_sends_no_more_than_so_many_at_once(importer, sent, monkeypatch):
    monkeypatch.setattr(split_task, "SWEPT_AT_ONCE", 2)
    for _ in range(3):
        waiting(make_article(importer).current)
    assert split_task.sweep_splits(now()) == 2
    assert split_task.sweep_splits(now()) == 1


def test_the_sweep_keeps_its_turn_when_the_queue_is_away(version, monkeypatch, caplog):
    def away(*args, **options):
        raise BrokerDown("refused")

    monkeypatch.setattr(current_app, "send_task", away)
    with caplog.at_level(logging.CRITICAL):
        tasks.sweep_splits()
    version.refresh_from_db()
    assert version.split_enqueued_at is None


def test_several_versions_of_one_job_are_split_and_one_that_breaks_off_is_alone_in_that(importer, monkeypatch, caplog):
    versions = [waiting(make_article(importer).current) for _ in range(3)]
    bad = versions[1].text

    def fragile(text, language):
        if text == bad:
            raise ValueError("boom")
        return split(text)

    monkeypatch.setattr(split_task, "split", fragile)
    with caplog.at_level(logging.CRITICAL):
        tasks.split_versions([version.pk for version in versions])
    states = list(Version.objects.order_by("pk").values_list("split_state", "split_reason"))
    assert states == [("split", ""), ("failed", SplitFailure.BROKE_OFF), ("split", "")]
    for version in (versions[0], versions[2]):
        assert version.sentences.count() == len(split(version.text).sentences)
        assert version.anchors.count() == version.article.claims.count() == len(split(version.text).claims)


def test_a_reading_that_cannot_be_written_does_not_keep_the_others_from_it(importer, monkeypatch, caplog):
    versions = [waiting(make_article(importer).current) for _ in range(3)]
    create = extraction._create

    def fragile(fresh, moment):
        if any(reading.version == versions[0] for reading, _ in fresh):
            raise ValueError("boom")
        create(fresh, moment)

    monkeypatch.setattr(extraction, "_create", fragile)
    with caplog.at_level(logging.CRITICAL):
        tasks.split_versions([version.pk for version in versions])
    assert list(Version.objects.order_by("pk").values_list("split_state", flat=True)) == ["failed", "split", "split"]
    assert not versions[0].sentences.exists() and versions[1].anchors.exists()


def test_what_was_tried_before_is_read_alone(importer, sent):
    first, tried = (waiting(make_article(importer).current) for _ in range(2))
    waiting(tried, split_tries=1)
    tasks.split_versions([first.pk, tried.pk])
    assert list(Version.objects.order_by("pk").values_list("split_state", flat=True)) == ["split", "queued"]
    split_task.sweep_splits(now())
    assert sent == [[tried.pk]]
    tasks.split_versions(sent[0])
    tried.refresh_from_db()
    assert tried.split_state == SplitState.SPLIT


def test_short_versions_share_a_job_and_long_ones_have_their_own(db, sent):
    split_task.enqueue_splits([(number, 600) for number in range(12)] + [(12, 50_000), (13, 10)])
    assert sent == [list(range(10)), [10, 11], [12], [13]]


def test_ten_versions_take_hardly_more_queries_than_one(importer, django_assert_max_num_queries):
    versions = [waiting(make_article(importer).current).pk for _ in range(10)]
    with django_assert_max_num_queries(20):
        tasks.split_versions(versions)
    assert not Version.objects.exclude(split_state=SplitState.SPLIT).exists()


def test_the_jobs_have_the_names_that_others_send():
    assert tasks.sweep_splits.name == "articles.tasks.sweep_splits"
    assert tasks.split_version.name == split_task.SPLIT_TASK
    assert tasks.split_versions.name == split_task.SPLITS_TASK


def test_an_article_split_for_the_first_time_has_all_claims_of_the_reading(version):
    tasks.split_version(version.pk)
    assert Article.objects.get().claims.count() == len(split(version.text).claims)
