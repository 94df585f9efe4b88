"""Several people with the same text, or several workers with the same version, at the same moment."""

import pytest
from celery import current_app

from articles import files, tasks
from articles.importers.formats import read_article
from articles.importers.intake import Source, import_article
from articles.models import Anchor, Article, Claim, Event, Sentence, Version
from articles.terms import Channel, SplitState
from tests.at_once import at_once
from tests.factories import now

TEXT = b"River levels\n\nBy Ola Berg\n\nThe river rose by 40 centimetres in 2019. The town spent two million crowns.\n"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_queue(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)


def bring(by, **options):
    draft = read_article(TEXT)
    return import_article(draft, Source(by, Channel.API, files.store(TEXT), "r.txt"), now=now(), **options)


def test_the_same_text_at_the_same_moment_is_stored_once(importer):
    done = at_once(*[lambda: bring(importer)] * 4)
    assert len(done) == 4 and sum(imported.is_new for imported in done) == 1
    assert Article.objects.count() == Version.objects.count() == Event.objects.count() == 1
    assert len({imported.article.pk for imported in done}) == 1


def test_copies_wanted_at_the_same_moment_are_all_stored(importer):
    done = at_once(*[lambda: bring(importer, allow_copy=True)] * 3)
    assert sum(imported.is_new for imported in done) == 3
    assert sorted(Version.objects.values_list("copy_number", flat=True)) == [0, 1, 2]


def test_one_of_several_workers_splits_a_version(importer):
    version = bring(importer).version
    at_once(*[lambda: tasks.split_version(version.pk)] * 4)
    version.refresh_from_db()
    assert (version.split_state, version.split_fence) == (SplitState.SPLIT, 1)
    positions = list(Sentence.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(len(positions)))
    assert Claim.objects.count() == Anchor.objects.count() == 2


def test_one_of_several_sweeps_sends_a_version(importer, monkeypatch):
    version = bring(importer).version
    Version.objects.update(split_enqueued_at=None)
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args, **options: sent.append(args[0]))
    at_once(*[tasks.sweep_splits] * 4)
    assert sent == [[version.pk]]
