"""Bulk actions: looked at first, done row by row through the verb, never twice, whatever breaks off in between."""

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles import jobs
from articles.models import Claim, Event
from articles.refusals import Refusal
from reviews import bulk, bulk_task
from reviews.bulk_rows import Selection, Wish
from reviews.bulk_terms import BulkState
from reviews.filters import ClaimFilter
from reviews.models import BulkAction, Review
from reviews.moves import perform
from reviews.workflow import State, Verb
from tests.at_once import at_once
from tests.bench.many_claims import many_claims
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db
DISMISS = Wish(Verb.DISMISS, why="opinion", reason="a column, not a report")
ACCEPT = Wish(Verb.ACCEPT)


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


def proposals(article, n):
    return [make_claim(article, statement=f"Proposal {i}") for i in range(n)]


def selecting(query):
    return Selection(ClaimFilter.of_query(query))


def begin(selection, wish, by, **more):
    return bulk.begin(selection, wish, by=by, now=timezone.now(), **more)


def test_a_few_are_done_at_once_each_with_its_own_step(editor, article):
    claims = proposals(article, 3)
    job = begin(selecting("state=proposed"), ACCEPT, editor)
    assert (job.state, job.n_done, job.n_refused, job.n_selected) == (BulkState.DONE, 3, 0, 3)
    assert Review.objects.in_queue().count() == 3
    assert Event.objects.filter(verb=Verb.ACCEPT, actor=editor, claim__in=claims).count() == 3
    assert [row["statement"] for row in job.results["done"]] == ["Proposal 0", "Proposal 1", "Proposal 2"]


def test_the_filter_is_what_is_stored_never_the_rows(editor, article):
    proposals(article, 3)
    job = begin(selecting(f"state=proposed&article={article.uid}&sort=worth"), DISMISS, editor)
    assert ClaimFilter.of_query(job.query).article == article.uid
    assert job.ticked == []
    assert job.parameters == {"why": "opinion", "reason": "a column, not a report"}
    assert {claim.dismiss_reason for claim in Claim.objects.all()} == {"opinion"}


def test_a_refused_row_holds_up_no_other_and_says_why(editor, checker, article):
    claims = proposals(article, 3)
    Review.begin(claims[1], by=checker, now=timezone.now())
    job = begin(Selection.of_ticked(str(claim.uid) for claim in claims), DISMISS, editor)
    assert (job.n_done, job.n_refused) == (2, 1)
    [row] = job.results["refused"]
    assert (row["claim"], row["code"]) == (str(claims[1].uid), "wrong_state")
    assert "being checked" in row["words"]
    assert job.results["reasons"] == {row["words"]: 1}
    assert Review.objects.get(claim=claims[1]).state == State.IN_REVIEW


def test_a_preview_tells_how_many_which_and_what_stands_against_them(editor, checker, article):
    claims = proposals(article, 12)
    Review.begin(claims[0], by=checker, now=timezone.now())
    ticked = Selection.of_ticked(str(claim.uid) for claim in claims)
    seen = bulk.preview(ticked, DISMISS, by=editor, now=timezone.now())
    assert (seen.count, len(seen.first), seen.n_refused) == ("12", 10, 1)
    assert [(code, n) for code, _words, n in seen.refused] == [("wrong_state", 1)]
    assert not BulkAction.objects.exists()
    assert Claim.objects.proposals().count() == 11


def test_a_preview_asks_the_same_however_many_there_are(editor, scales, importer, django_assert_max_num_queries):
    many_claims(600, by=importer, people=(editor,))
    with django_assert_max_num_queries(6):
        bulk.preview(selecting("state=open"), Wish(Verb.ASSIGN, to=""), by=editor, now=timezone.now())


def test_a_preview_looks_no_further_than_it_says(editor, article, monkeypatch):
    monkeypatch.setattr(bulk, "LOOKED_AT", 4)
    proposals(article, 6)
    seen = bulk.preview(selecting("state=proposed"), ACCEPT, by=editor, now=timezone.now())
    assert seen.count == "4+"


def test_many_are_left_to_a_worker(editor, article, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    asked = []
    monkeypatch.setattr(jobs, "send_job", lambda task, pk: not asked.append((task, pk)))
    proposals(article, 3)
    with django_capture_on_commit_callbacks(execute=True):
        job = begin(selecting("state=proposed"), ACCEPT, editor)
    assert (job.state, asked) == (BulkState.WAITING, [("reviews.tasks.run_bulk", job.pk)])
    bulk_task.run_bulk(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_done) == (BulkState.DONE, 3)
    bulk_task.run_bulk(job.pk)
    assert Event.objects.filter(verb=Verb.ACCEPT).count() == 3


def test_what_came_in_after_the_look_is_left_alone(editor, article):
    proposals(article, 2)
    seen = bulk.preview(selecting("state=proposed"), DISMISS, by=editor, now=timezone.now())
    later = make_claim(article, statement="brought in meanwhile")
    job = begin(selecting("state=proposed"), DISMISS, editor, until=seen.until)
    assert job.n_done == 2
    later.refresh_from_db()
    assert later.triage == "proposed"


@pytest.fixture
def waiting(editor, article):
    """An action on five proposals that nobody has begun."""
    proposals(article, 5)
    return begin(selecting("state=proposed"), ACCEPT, editor, at_once=False)


def test_a_killed_worker_leaves_whole_chunks_and_the_next_one_goes_on_behind(waiting, monkeypatch):
    monkeypatch.setattr(bulk_task, "CHUNK_ROWS", 2)
    written, real = [], bulk_task._still_held

    def die_at_the_second_chunk(job, **changes):
        written.append(changes)
        if len([one for one in written if "cursor" in one]) == 2:
            raise OperationalError("the machine went away")
        real(job, **changes)

    with monkeypatch.context() as patch:
        patch.setattr(bulk_task, "_still_held", die_at_the_second_chunk)
        with pytest.raises(OperationalError):
            bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.n_done, Review.objects.count()) == (BulkState.RUNNING, 2, 2)
    bulk_task.run_bulk(waiting.pk)  # the lease of the dead one still holds
    assert Review.objects.count() == 2
    BulkAction.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.n_done, waiting.n_refused) == (BulkState.DONE, 5, 0)
    assert Event.objects.filter(verb=Verb.ACCEPT).count() == 5


def test_a_cancelled_one_stops_between_chunks_and_goes_on_when_asked(waiting, editor, monkeypatch):
    monkeypatch.setattr(bulk_task, "CHUNK_ROWS", 2)
    real = bulk_task._do_rows

    def cancelled_meanwhile(job, pks):
        outcome = real(job, pks)
        if job.cursor:
            bulk.cancel(job, by=editor, now=timezone.now())
        return outcome

    with monkeypatch.context() as patch:
        patch.setattr(bulk_task, "_do_rows", cancelled_meanwhile)
        bulk_task.run_bulk(waiting.pk)
    assert Review.objects.count() == 2
    BulkAction.objects.update(state=BulkState.CANCELLED)  # rolled back with the chunk, in this one connection
    bulk.go_on(waiting, by=editor)
    bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.n_done) == (BulkState.DONE, 5)


def test_a_row_that_left_the_selection_meanwhile_is_not_touched(waiting, checker, monkeypatch):
    first = Claim.objects.order_by("pk").first()
    real = bulk_task._do_chunk

    def somebody_is_faster(job, pks):
        if not Event.objects.exists():
            Review.dismiss(first, by=checker, now=timezone.now(), why="opinion")
        return real(job, pks)

    monkeypatch.setattr(bulk_task, "_do_chunk", somebody_is_faster)
    bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.n_done, waiting.n_left, waiting.n_refused) == (4, 1, 0)
    first.refresh_from_db()
    assert first.triage == "dismissed"


def test_it_ends_where_the_person_may_no_longer_do_it(waiting, editor):
    editor.groups.clear()
    bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == BulkState.FAILED
    assert "may not do this" in waiting.reason
    assert not Review.objects.exists()


def test_somebody_who_left_does_nothing_more(waiting, editor):
    type(editor).objects.filter(pk=editor.pk).update(is_active=False)
    bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == BulkState.FAILED


def test_what_kills_every_worker_is_given_up(waiting):
    BulkAction.objects.update(tries=bulk_task.MOST_TRIES)
    bulk_task.run_bulk(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == BulkState.FAILED
    assert waiting.reason


def test_the_sweep_brings_back_what_was_forgotten_once(waiting, monkeypatch):
    asked = []
    monkeypatch.setattr(jobs, "send_job", lambda task, pk: not asked.append(pk))
    BulkAction.objects.update(enqueued_at=None)
    now = timezone.now()
    assert bulk_task.sweep_bulk(now) == 1
    assert bulk_task.sweep_bulk(now) == 0
    assert asked == [waiting.pk]


def test_of_many_only_what_was_refused_is_kept_and_only_the_first_of_it(editor, checker, article, monkeypatch):
    monkeypatch.setattr(bulk_task, "MOST_TOLD", 2)
    monkeypatch.setattr(bulk_task, "CHUNK_ROWS", 2)
    claims = proposals(article, 6)
    for claim in claims[:3]:
        Review.begin(claim, by=checker, now=timezone.now())
    job = begin(Selection.of_ticked(str(claim.uid) for claim in claims), ACCEPT, editor)
    assert (job.n_done, job.n_refused) == (3, 3)
    assert job.results["done"] == []
    assert [row["statement"] for row in job.results["refused"]] == ["Proposal 0", "Proposal 1"]
    assert sum(job.results["reasons"].values()) == 3


def test_a_database_that_is_busy_leaves_it_to_a_worker(editor, article, monkeypatch):
    def busy(*args):
        raise OperationalError("database is locked")

    proposals(article, 1)
    with monkeypatch.context() as patch:
        patch.setattr(bulk_task, "_do_chunk", busy)
        job = begin(selecting("state=proposed"), ACCEPT, editor)
    assert (job.state, job.n_done) == (BulkState.RUNNING, 0)
    BulkAction.objects.update(lease_until=None)
    bulk_task.run_bulk(job.pk)
    job.refresh_from_db()
    assert (job.state, job.n_done) == (BulkState.DONE, 1)


def test_claims_are_given_to_somebody_who_may_check(editor, checker, importer, article):
    for claim in proposals(article, 2):
        Review.accept(claim, by=editor, now=timezone.now())
    begin(selecting("state=open&assigned=nobody"), Wish(Verb.ASSIGN, to=str(checker.uid)), editor)
    assert set(Review.objects.values_list("assigned_to", flat=True)) == {checker.pk}
    begin(selecting("state=open"), Wish(Verb.ASSIGN, to=""), editor)
    assert set(Review.objects.values_list("assigned_to", flat=True)) == {None}
    for to, code in ((str(importer.uid), "cannot_check"), ("nonsense", "cannot_check"), (None, "bulk_to_missing")):
        with pytest.raises(Refusal) as refused:
            begin(selecting("state=open"), Wish(Verb.ASSIGN, to=to), editor)
        assert refused.value.code == code


def test_priority_due_date_and_policy_are_set_by_an_editor(editor, checker, article):
    for claim in proposals(article, 2):
        Review.accept(claim, by=editor, now=timezone.now())
    for wish in (
        Wish(Verb.PRIORITIZE, priority=2),
        Wish(Verb.SCHEDULE, due="2026-12-01T09:00:00+01:00"),
        Wish(Verb.SET_POLICY, policy="single"),
    ):
        assert begin(selecting("state=open"), wish, editor).n_done == 2
        with pytest.raises(Refusal) as refused:
            begin(selecting("state=open"), wish, checker)
        assert refused.value.code == "not_allowed"
    due = datetime.datetime(2026, 12, 1, 8, tzinfo=datetime.UTC)
    told = {(review.priority, review.due_at, review.due_key, review.policy) for review in Review.objects.all()}
    assert told == {(2, due, due, "single")}
    begin(selecting("state=open"), Wish(Verb.SCHEDULE, due=""), editor)
    assert set(Review.objects.values_list("due_at", flat=True)) == {None}


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(Verb.PRIORITIZE), "priority_unknown"),
        (Wish(Verb.PRIORITIZE, priority=9), "priority_unknown"),
        (Wish(Verb.SCHEDULE), "bulk_due_missing"),
        (Wish(Verb.SCHEDULE, due="0001-01-01T00:00:00+14:00"), "bulk_due_wrong"),
        (Wish(Verb.SCHEDULE, due="tomorrow"), "bulk_due_wrong"),
        (Wish(Verb.SET_POLICY, policy="three"), "policy_missing"),
        (Wish(Verb.DISMISS, why="checked_whole"), "bulk_why_missing"),
        (Wish(Verb.PUBLISH), "no_bulk_verb"),
    ],
)
def test_a_wish_that_no_claim_can_be_granted_is_refused_as_a_whole(editor, article, wish, code):
    proposals(article, 1)
    with pytest.raises(Refusal) as refused:
        begin(selecting("state=proposed"), wish, editor)
    assert refused.value.code == code
    assert not BulkAction.objects.exists()


def test_nothing_selected_is_said_and_nothing_is_kept(editor, article):
    with pytest.raises(Refusal) as refused:
        begin(selecting("state=proposed"), ACCEPT, editor)
    assert refused.value.code == "bulk_nothing_selected"
    assert not BulkAction.objects.exists()


def test_a_worker_that_was_given_up_writes_nothing_more(waiting):
    slow = bulk_task._take(waiting.pk)
    BulkAction.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    other = bulk_task._take(waiting.pk)
    with pytest.raises(bulk_task.Lost):
        bulk_task._go_through(slow)
    assert not Review.objects.exists()
    bulk_task._go_through(other)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.n_done) == (BulkState.DONE, 5)


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_a_person_do_each_claim_once(editor, checker, article):
    claims = proposals(article, 12)
    job = begin(selecting("state=proposed"), ACCEPT, editor, at_once=False)

    def person():
        return [perform(Verb.ACCEPT, claim, by=checker, now=timezone.now()) for claim in reversed(claims)]

    at_once(lambda: bulk_task.run_bulk(job.pk), lambda: bulk_task.run_bulk(job.pk), person)
    bulk_task.run_bulk(job.pk)  # PostgreSQL may have ended one of them as a deadlock: the sweep brings it back
    job.refresh_from_db()
    steps = Event.objects.filter(verb=Verb.ACCEPT)
    assert job.state == BulkState.DONE
    assert steps.count() == Review.objects.count() == 12
    assert job.n_done == steps.filter(actor=editor).count()
