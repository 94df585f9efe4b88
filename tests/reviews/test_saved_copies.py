"""Copies of sources: fetched by the guarded client, read apart, kept once; leases, failures, what a person supplies."""

import datetime
import hashlib
from unittest.mock import Mock

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import files
from articles.refusals import Refusal
from reviews import evidence, snapshot_task, tasks
from reviews.copy_text import on_pages, paragraphs
from reviews.drafts import CitationText
from reviews.models import Citation, CitedCopy, Draft, Evidence, Review, Snapshot
from reviews.moves import perform
from reviews.terms import CopyChannel, CopyState, QuoteFound
from reviews.workflow import Verb
from tests.articles.pdfs import make_pdf
from tests.articles.test_fetching import server  # noqa: F401 - a fixture
from tests.factories import draft_payload, make_article, make_claim
from tests.reviews.copies import PAGE, ask, hand_in, kept, passage, serve

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(hours=24)


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """The jobs that were asked for."""
    jobs = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: jobs.append((name, args)))
    return jobs


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer))


@pytest.fixture
def url(server, settings):  # noqa: F811
    return serve(server, settings)


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_a_page_is_fetched_read_and_kept_by_its_hash(claim, checker, url):
    copy = kept(claim, url, by=checker)
    assert (copy.state, copy.channel, copy.final_url) == (CopyState.KEPT, CopyChannel.FETCHED, url)
    assert copy.file_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert files.read_stored(copy.file_sha256) == PAGE.encode() and copy.n_bytes == len(PAGE.encode())
    assert (copy.title, copy.publisher, copy.media_type) == ("Levels of the river", "Water Office", "text/html")
    assert "The river rose by 40 centimetres in 2019" in copy.text and "stolen" not in copy.text
    assert copy.kept_at and copy.lease_until is None


def test_a_job_is_sent_once_the_row_stands(claim, checker, url, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        copy = ask(claim, url, by=checker)
    assert sent == [("reviews.tasks.keep_snapshot", [copy.pk])]
    assert Snapshot.objects.get().enqueued_at is not None


def test_the_same_address_is_not_asked_for_again_within_a_day(claim, checker, url, server):  # noqa: F811
    now = timezone.now()
    first = kept(claim, url, by=checker)
    assert ask(claim, url, by=checker, now=now) == first
    n_asked = len(server.RequestHandlerClass.asked)
    later = ask(claim, url, by=checker, now=now + DAY + datetime.timedelta(minutes=1))
    assert later != first and later.evidence == first.evidence and n_asked == len(server.RequestHandlerClass.asked)
    assert Evidence.objects.count() == 1


def test_asking_twice_at_the_same_moment_gives_one_copy(claim, checker, url, monkeypatch):
    first = ask(claim, url, by=checker)
    Snapshot.objects.update(created_at=timezone.now() - 2 * DAY)  # as if neither had seen the other's
    assert ask(claim, url, by=checker) == first


def test_a_copy_of_the_day_of_another_article_is_kept_here_too_without_fetching(
    claim,
    checker,
    importer,
    url,
    server,  # noqa: F811
):
    first = kept(claim, url, by=checker)
    server.RequestHandlerClass.asked.clear()
    other = make_claim(make_article(importer))
    second = ask(other, url, by=checker)
    assert second != first and second.article == other.article and second.is_kept
    assert (second.text, second.kept_at, second.file_sha256) == (first.text, first.kept_at, first.file_sha256)
    assert server.RequestHandlerClass.asked == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"status": 404}, "answers 404"),
        ({"body": b"\x7fELF" + bytes(5_000), "kind": "application/octet-stream"}, "is not text"),
        ({"body": b"\x89PNG\r\n" + bytes(500), "kind": "image/png"}, "picture"),
        ({"body": b"<html><body></body></html>"}, "text"),
        ({"body": b""}, ""),
        ({"body": b"title,text\nRiver,The river rose.\n", "name": "sheet"}, ""),
        ({"body": b"<html><body>" + b"<div>" * 60_000 + b"deep"}, ""),
    ],
)
def test_what_cannot_be_kept_says_why(claim, checker, server, settings, options, words):  # noqa: F811
    copy = kept(claim, serve(server, settings, **options), by=checker)
    assert copy.state == CopyState.FAILED and copy.reason and words in copy.reason and "%(" not in copy.reason
    assert copy.text == "" and copy.kept_at is None


def test_a_page_that_is_too_big_is_not_kept(claim, checker, server, settings):  # noqa: F811
    settings.MAX_FILE_BYTES = 10_000
    copy = kept(claim, serve(server, settings, body=b"<html>" + b"x" * 20_000), by=checker)
    assert copy.state == CopyState.FAILED and "larger than" in copy.reason


def test_a_machine_without_internet_says_so_calmly(claim, checker, url, server):  # noqa: F811
    server.shutdown()
    server.server_close()
    copy = kept(claim, url, by=checker)
    assert copy.state == CopyState.FAILED and copy.reason.startswith("It could not be reached")


def test_an_inner_address_is_not_asked(claim, checker, url, settings):
    settings.FETCH_ALLOWED = []
    copy = kept(claim, url, by=checker)
    assert copy.state == CopyState.FAILED and "inside this network" in copy.reason


def test_what_robots_may_not_read_is_not_kept(claim, checker, server, settings):  # noqa: F811
    url = serve(server, settings)
    server.RequestHandlerClass.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n")
    assert "asks programs not to read" in kept(claim, url, by=checker).reason


def test_trying_again_fetches_anew(claim, checker, server, settings):  # noqa: F811
    url = serve(server, settings, status=500)
    copy = kept(claim, url, by=checker)
    serve(server, settings)
    evidence.try_again(copy, by=checker, now=timezone.now())
    tasks.keep_snapshot(copy.pk)
    copy.refresh_from_db()
    assert copy.is_kept and copy.reason == ""
    with refused("copy_moved_on"):
        evidence.try_again(copy, by=checker, now=timezone.now())


def test_a_source_that_fails_is_one_copy_however_often_it_is_asked_for(claim, checker, server, settings):  # noqa: F811
    url, now = serve(server, settings, status=500), timezone.now()
    failed = kept(claim, url, by=checker)
    snapshot_task.enqueue_snapshot(failed.pk)
    for _ in range(3):
        assert ask(claim, url, by=checker) == failed and Snapshot.objects.get().is_failed
    again = ask(claim, url, by=checker, now=now + datetime.timedelta(minutes=2))
    assert again == failed and again.state == CopyState.WAITING
    assert len([path for path, *_ in server.RequestHandlerClass.asked if path == "/page"]) == 1


def test_a_copy_that_ends_while_it_is_asked_for_again_is_the_one(claim, checker, url, monkeypatch):
    first = ask(claim, url, by=checker)
    Snapshot.objects.update(created_at=timezone.now() - 2 * DAY)  # as if neither had seen the other's

    def meanwhile(*args, **fields):
        Snapshot.objects.update(state=CopyState.FAILED)
        raise IntegrityError

    monkeypatch.setattr(evidence, "_create", meanwhile)
    assert ask(claim, url, by=checker) == first


def test_a_failure_is_put_away(claim, checker, server, settings):  # noqa: F811
    copy = kept(claim, serve(server, settings, status=500), by=checker)
    evidence.put_away(copy, by=checker, now=timezone.now())
    assert not Snapshot.objects.still_told().exists() and Snapshot.objects.count() == 1


def test_only_the_worker_with_the_lease_writes(claim, checker, url, monkeypatch):
    copy = ask(claim, url, by=checker)
    real = snapshot_task.snapshots.fetched

    def overtaken(address):
        Snapshot.objects.filter(pk=copy.pk).update(lease_until=timezone.now() - DAY)
        monkeypatch.setattr(snapshot_task.snapshots, "fetched", real)
        snapshot_task.keep_snapshot(copy.pk)  # another worker takes it meanwhile and is done
        return real(address)

    monkeypatch.setattr(snapshot_task.snapshots, "fetched", overtaken)
    snapshot_task.keep_snapshot(copy.pk)
    copy.refresh_from_db()
    assert copy.is_kept and copy.fence == 2


def test_a_copy_that_is_held_is_not_taken(claim, checker, url, server):  # noqa: F811
    copy = ask(claim, url, by=checker)
    soon = timezone.now() + datetime.timedelta(seconds=30)
    Snapshot.objects.update(state=CopyState.FETCHING, lease_until=soon, fence=1)
    snapshot_task.keep_snapshot(copy.pk)
    assert Snapshot.objects.get().fence == 1 and server.RequestHandlerClass.asked == []


def test_the_sweep_brings_back_what_a_killed_worker_left(claim, checker, url, sent):
    copy = ask(claim, url, by=checker)
    now = timezone.now()
    Snapshot.objects.update(state=CopyState.FETCHING, lease_until=now - datetime.timedelta(seconds=1), enqueued_at=None)
    assert snapshot_task.sweep_snapshots(now) == 1 and sent == [("reviews.tasks.keep_snapshot", [copy.pk])]
    assert snapshot_task.sweep_snapshots(now) == 0
    snapshot_task.keep_snapshot(copy.pk)
    assert Snapshot.objects.get().is_kept
    assert snapshot_task.sweep_snapshots(now + DAY) == 0


def test_what_kills_its_workers_ends_as_a_failure(claim, checker, url):
    copy = ask(claim, url, by=checker)
    Snapshot.objects.update(tries=snapshot_task.MOST_TRIES)
    snapshot_task.keep_snapshot(copy.pk)
    copy.refresh_from_db()
    assert copy.is_failed and "ended its worker" in copy.reason


def test_what_goes_wrong_on_our_side_is_visible(claim, checker, url, monkeypatch, caplog):
    copy = ask(claim, url, by=checker)
    monkeypatch.setattr(snapshot_task.snapshots, "read", lambda *args: 1 / 0)
    snapshot_task.keep_snapshot(copy.pk)
    copy.refresh_from_db()
    assert copy.is_failed and "went wrong on our side" in copy.reason and "broke off" in caplog.text


def test_a_protected_source_is_never_fetched_but_may_be_supplied(claim, checker, url, server):  # noqa: F811
    Evidence.objects.create(url=url, is_protected=True)
    copy = ask(claim, url, by=checker)
    assert copy.is_failed and "protected" in copy.reason
    with refused("copy_moved_on"):
        evidence.try_again(copy, by=checker, now=timezone.now())
    Snapshot.objects.update(state=CopyState.WAITING)
    snapshot_task.keep_snapshot(copy.pk)
    assert server.RequestHandlerClass.asked == [] and Snapshot.objects.get().is_failed
    assert passage(claim, by=checker, url=url).is_kept


def test_a_source_without_an_address_waits_for_a_person(claim, checker):
    now = timezone.now()
    book = CitationText(title="Levels, volume 3")
    copy = evidence.ask_for_copy(claim, book, by=checker, now=now).snapshot
    assert copy.is_failed and "no web address" in copy.reason
    assert evidence.ask_for_copy(claim, book, by=checker, now=now).snapshot == copy
    evidence.supply_passage(claim, book, "It rose by 40 cm.", by=checker, now=now)
    copy.refresh_from_db()
    assert copy.acknowledged_at is not None and Evidence.objects.count() == 1


def test_a_supplied_file_is_read_like_an_import(claim, checker):
    now, source = timezone.now(), CitationText(url="https://paper.example/wall", title="The wall")
    pdf = SimpleUploadedFile(
        "wall.pdf", make_pdf([[(500, "The wall held for three days."), (480, "It cost two million.")]])
    )
    copy = evidence.supply_file(claim, source, pdf, by=checker, now=now)
    assert copy.is_kept and copy.channel == CopyChannel.FILE and copy.media_type == "application/pdf"
    assert "The wall held" in copy.text and copy.title == "The wall" and copy.file_name == "wall.pdf"
    page = SimpleUploadedFile("wall.html", PAGE.encode())
    assert evidence.supply_file(claim, source, page, by=checker, now=now).evidence == copy.evidence
    assert Snapshot.objects.filter(evidence=copy.evidence).kept().count() == 2


def test_the_pages_of_a_pdf_are_known_to_its_copy(claim, checker, checker2):
    pages = [
        [],
        [(500, "The wall."), (300, "It held for"), (288, "three days.")],
        [],
        [(500, "It cost two million.")],
        [],
    ]
    source = CitationText(url="https://paper.example/wall")
    pdf = SimpleUploadedFile("wall.pdf", make_pdf(pages))
    copy = evidence.supply_file(claim, source, pdf, by=checker, now=timezone.now())
    assert copy.text == "The wall.\n\nIt held for three days.\n\nIt cost two million."
    assert [n for n in copy.pages if n] == [2, 1]
    found = paragraphs(copy.text, copy.pages)
    assert [(one.number, one.page, one.on_page) for one in found] == [(1, 2, 1), (2, 2, 2), (3, 4, 1)]
    assert [copy.text[one.start : one.end] for one in found] == [one.text for one in found]
    page = SimpleUploadedFile("wall.html", PAGE.encode())
    assert evidence.supply_file(claim, source, page, by=checker, now=timezone.now()).pages == []


def test_a_paragraph_stands_on_the_page_where_it_begins():
    text = "aaa bbb\n\ncc\n\nd\n\ne"
    assert on_pages(text, (4, 5, 1)) == [1, 2, 1]  # the first runs over the page's end
    assert on_pages(text, (9,)) == [4] and on_pages(text, ()) == [] and on_pages("", (3,)) == [0]
    assert on_pages(text, (1, 0, 1)) == [1, 0, 3]  # what is more than was told stands on the last
    assert [one.page for one in paragraphs(text, [1, 0, 3])] == [1, 3, 3, 3]


def test_a_pdf_that_is_fetched_tells_its_pages_too(claim, checker, importer, server, settings):  # noqa: F811
    pdf = make_pdf([[(500, "Levels of the river.")], [(500, "The river rose by 40 cm in 2019.")]])
    url = serve(server, settings, name="levels.pdf", body=pdf, kind="application/pdf")
    copy = kept(claim, url, by=checker)
    assert copy.pages == [1, 1]
    other = ask(make_claim(make_article(importer)), url, by=checker)  # kept for another article as it is
    assert other != copy and Snapshot.objects.get(pk=other.pk).pages == [1, 1]


@pytest.mark.parametrize("raw", [b"", b"\x7fELF" + bytes(900), b"PK\x03\x04broken"])
def test_a_supplied_file_without_words_is_refused_and_not_kept(claim, checker, raw):
    file = SimpleUploadedFile("page.html", raw)
    with refused("copy_unreadable"):
        evidence.supply_file(claim, CitationText(url="https://x.example/"), file, by=checker, now=timezone.now())
    assert not Snapshot.objects.exists()


def test_limits_of_what_is_supplied(claim, checker, settings):
    settings.MAX_FILE_BYTES, settings.MAX_TEXT_CHARS = 10, 20
    source, now = CitationText(url="https://x.example/"), timezone.now()
    with refused("copy_too_big"):
        evidence.supply_file(claim, source, SimpleUploadedFile("a.txt", b"x" * 11), by=checker, now=now)
    with refused("copy_too_long"):
        evidence.supply_passage(claim, source, "x" * 21, by=checker, now=now)
    with refused("copy_no_words"):
        evidence.supply_passage(claim, source, " …\x00 ", by=checker, now=now)


@pytest.mark.parametrize(
    ("source", "code"),
    [({}, "copy_no_source"), ({"url": "file:///etc/passwd"}, "copy_bad_address"), ({"url": "x"}, "copy_bad_address")],
)
def test_only_web_addresses_are_asked_for(claim, checker, source, code):
    with refused(code):
        evidence.ask_for_copy(claim, CitationText(**source), by=checker, now=timezone.now())


def test_who_may_not_check_keeps_no_copies(claim, importer, checker, url):
    with refused("copy_not_allowed"):
        ask(claim, url, by=importer)
    with refused("copy_not_allowed"):
        passage(claim, by=importer)
    copy = ask(claim, url, by=checker)
    for verb in (evidence.try_again, evidence.put_away):
        with refused("copy_not_allowed"):
            verb(copy, by=importer, now=timezone.now())


def test_a_kept_copy_needs_its_bytes(claim, checker):
    copy = passage(claim, by=checker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.filter(pk=copy.pk).update(file_sha256="")


# What verdicts stand on


def cited_copy():
    return Citation.objects.with_copies().get().stood_on()


def test_a_citation_stands_on_the_copy_its_words_were_taken_from(claim, checker):
    older = passage(claim, by=checker)
    passage(claim, by=checker, text="Nothing of it.")
    hand_in(claim, by=checker, snapshot=str(older.uid), quote="rose by 40 cm")
    copy = cited_copy()
    assert (copy.snapshot, copy.sha256, copy.found) == (older, older.file_sha256, QuoteFound.EXACTLY)


def test_a_citation_that_names_none_stands_on_the_newest_of_the_day(claim, checker):
    passage(claim, by=checker, text="The river fell.")
    newer = passage(claim, by=checker, text="The river rose by 41 cm in all of 2019.")
    hand_in(claim, by=checker, quote="rose by 40 cm in 2019")
    copy = cited_copy()
    assert (copy.snapshot, copy.found) == (newer, QuoteFound.CLOSELY)
    assert copy.passage.startswith("rose by 41 cm")


@pytest.mark.parametrize("named", ["", "no uid", "00000000-0000-7000-8000-000000000000"])
def test_a_copy_that_is_not_of_this_source_or_too_old_is_not_stood_on(claim, checker, named, settings):
    settings.SNAPSHOT_SOURCES = False
    other = passage(claim, by=checker, url="https://elsewhere.example/")
    passage(claim, by=checker)
    Snapshot.objects.exclude(pk=other.pk).update(kept_at=timezone.now() - 2 * DAY)
    hand_in(claim, by=checker, snapshot=named or str(other.uid))
    assert cited_copy() is None and Citation.objects.get().quote_found() is QuoteFound.UNCHECKED


def test_handing_in_a_verdict_asks_for_copies_and_its_quotes_are_looked_for_once_they_are_there(claim, checker, url):
    hand_in(claim, by=checker, url=url, quote="rose by 40 centimetres in 2019")
    copy = Snapshot.objects.get()
    assert copy.state == CopyState.WAITING and cited_copy() is None
    tasks.keep_snapshot(copy.pk)
    assert cited_copy().snapshot == copy and cited_copy().found == QuoteFound.EXACTLY


def test_a_copy_kept_while_the_verdict_is_written_is_stood_on(claim, checker, url, monkeypatch):
    """Neither the worker nor the verdict sees the other's row before it is there."""
    kept(claim, url, by=checker)
    stand_on, passed = CitedCopy.stand_on, []
    monkeypatch.setattr(CitedCopy, "stand_on", lambda *a, **o: stand_on(*a, **o) if passed else passed.append(1))
    hand_in(claim, by=checker, url=url, quote="rose by 40 centimetres in 2019")
    assert cited_copy().snapshot == Snapshot.objects.get() and cited_copy().found == QuoteFound.EXACTLY


def test_a_worker_killed_as_it_keeps_a_copy_loses_no_citation(claim, checker, url, monkeypatch):
    hand_in(claim, by=checker, url=url, quote="rose by 40 centimetres in 2019")
    copy = Snapshot.objects.get()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(evidence.quotes_found, "stand_late", Mock(side_effect=KeyboardInterrupt))
        tasks.keep_snapshot(copy.pk)
    Snapshot.objects.update(lease_until=None)
    tasks.keep_snapshot(copy.pk)
    assert cited_copy().snapshot == copy and cited_copy().found == QuoteFound.EXACTLY


def test_a_passage_is_kept_with_what_stands_on_it_or_not_at_all(claim, checker, url, monkeypatch):
    hand_in(claim, by=checker, url=url)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(evidence.quotes_found, "stand_late", Mock(side_effect=KeyboardInterrupt))
        passage(claim, by=checker, url=url)
    assert not Snapshot.objects.kept().exists()


def test_copies_on_handing_in_are_switched_off(claim, checker, url, settings):
    settings.SNAPSHOT_SOURCES = False
    hand_in(claim, by=checker, url=url)
    assert not Snapshot.objects.exists()


def test_a_source_that_failed_lately_is_not_asked_for_again_by_itself(claim, checker, server, settings):  # noqa: F811
    url = serve(server, settings, status=500)
    kept(claim, url, by=checker)
    hand_in(claim, by=checker, url=url)
    assert Snapshot.objects.get().is_failed


def test_nothing_about_copies_stands_in_the_way_of_handing_in(
    claim, checker, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(evidence, "after_verdict", lambda *args, **options: 1 / 0)
    review = Review.begin(claim, by=checker, now=timezone.now())
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        perform(Verb.SUBMIT, claim, by=checker, now=timezone.now())
    assert Citation.objects.count() == 1


def test_what_a_stopped_program_left_is_looked_for_by_the_sweep(claim, checker, monkeypatch):
    passage(claim, by=checker)
    with monkeypatch.context() as patch:
        patch.setattr(evidence.quotes_found, "look_at", lambda copies: None)
        hand_in(claim, by=checker)
    assert cited_copy().found == QuoteFound.UNCHECKED
    snapshot_task.sweep_snapshots(timezone.now())
    assert cited_copy().found == QuoteFound.EXACTLY


def test_a_verdict_sent_back_still_names_its_copy(claim, checker, checker2):
    copy = passage(claim, by=checker)
    review = hand_in(claim, by=checker)
    review.send_back(by=checker2, now=timezone.now(), reason="Look again.")
    assert Draft.objects.get().text().citations[0].snapshot == str(copy.uid)
