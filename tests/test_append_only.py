"""History, verdicts and citations are only ever added to; the database itself refuses the rest."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from articles import append_only
from articles.models import Event
from reviews.models import Citation, Draft, Review, Verdict
from tests.conftest import GUARDED
from tests.factories import draft_payload, make_article, make_claim, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(importer, checker, scales):
    review = Review.begin(make_claim(make_article(importer)), by=checker, now=now())
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now())
    review.submit(by=checker, now=now())


@pytest.mark.parametrize("model", [Event, Verdict, Citation])
def test_rows_are_neither_changed_nor_removed(history, model):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        model.objects.update(created_at=now())
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
    assert model.objects.exists()


def test_putting_the_triggers_up_again_changes_nothing(db):
    append_only.put_up(GUARDED, "default")
    assert append_only.missing(GUARDED, "default") == []


def test_the_check_tells_of_a_missing_trigger_and_migrate_mends_it(db):
    append_only.take_down(["articles_event"], "default")
    assert [error.id for error in append_only.check(GUARDED, ["default"])] == ["articles.E001"]
    call_command("migrate", verbosity=0)
    assert append_only.check(GUARDED, ["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_an_event_is_written_only_inside_the_transaction_of_its_change(importer):
    article = make_article(importer)
    with pytest.raises(RuntimeError):
        Event.log("import", article, article=article, by=importer, at=now())
    with transaction.atomic():
        Event.log("import", article, article=article, by=importer, at=now())
    assert Event.objects.count() == 1
