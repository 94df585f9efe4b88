"""Many rows at once are the rows that one by one would be, and the database looks at them as sharply."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from articles.inserting import insert, reserved_keys
from articles.models import Claim, Fingerprint, Sentence
from articles.terms import Origin, QuoteKind, Reason, Triage, Zone
from tests.factories import make_article, now

pytestmark = pytest.mark.django_db
CLAIM = ("article", "statement", "claimant", "origin", "reasons", "hints", "created_at")


def test_rows_read_back_as_they_were_given_with_their_defaults(importer):
    article, moment = make_article(importer), now()
    statements = ["Tab\tand\nline, \\N and “quotes”", ""]
    rows = [(article.pk, one, "Ola", Origin.MACHINE, [Reason.GIVES_FIGURE], {"a": [1]}, moment) for one in statements]
    insert(Claim, CLAIM, iter(rows))
    claims = list(Claim.objects.order_by("pk"))
    assert [claim.statement for claim in claims] == statements
    first = claims[0]
    assert (first.origin, first.triage, first.quote) == (Origin.MACHINE, Triage.PROPOSED, QuoteKind.NONE)
    assert (first.reasons, first.hints, first.rev, first.check_worthiness) == (["gives_figure"], {"a": [1]}, 0, 0.5)
    assert (first.same_as, first.touched_at, first.created_at) == (None, None, moment)
    assert first.uid != claims[1].uid
    made = Claim(article=article, statement="", claimant="Ola", origin=Origin.MACHINE, created_at=moment)
    made.save()
    assert made.pk > claims[1].pk


def test_nothing_is_written_for_no_rows(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert(Fingerprint, ("version", "value"), [])


@pytest.mark.parametrize(("start", "end", "at"), [(5, 5, (0, 1)), (0, 5, (0, 0))], ids=["empty", "twice in a place"])
def test_what_the_table_forbids_is_refused(importer, start, end, at):
    version = make_article(importer).current
    names = ("version", "position", "start", "end", "zone", "is_claim", "check_worthiness", "created_at")
    rows = [(version.pk, 7 + position, start, end, Zone.BODY, True, 0.5, now()) for position in at]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Sentence, names, rows)
    assert not Sentence.objects.exists()


def test_a_text_that_is_missing_is_not_made_up(importer):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Claim, CLAIM, [(make_article(importer).pk, None, "B", Origin.MACHINE, [], {}, now())])


def test_rows_come_under_the_keys_that_were_reserved_and_later_ones_under_others(importer):
    article = make_article(importer)
    keys = reserved_keys(Claim, 2)
    rows = [(key, article.pk, one, "", Origin.HUMAN, [], {}, now()) for key, one in zip(keys, "ab", strict=True)]
    insert(Claim, ("id", *CLAIM), rows)
    assert [Claim.objects.get(pk=key).statement for key in keys] == ["a", "b"]
    assert len({*keys, *reserved_keys(Claim, 2)}) == 4
    assert Claim.objects.create(article=article, statement="c", claimant="", origin=Origin.HUMAN).pk > max(keys)
    assert not reserved_keys(Claim, 0)


@pytest.mark.parametrize("statement", ["the second", "a, “b” {c}\n\\"])
def test_one_of_many_values_is_found(importer, statement):
    article = make_article(importer)
    for words in ("the first", statement):
        Claim.objects.create(article=article, statement=words, claimant="", origin=Origin.HUMAN)
    [found] = Claim.objects.filter(statement__among={statement, "another"})
    assert found.statement == statement
    assert list(Claim.objects.filter(pk__among=[found.pk, 2**40])) == [found]
    assert not Claim.objects.filter(pk__among=[]).exists()


def test_a_moment_of_another_zone_is_the_same_moment(importer):
    there = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
    insert(Claim, CLAIM, [(make_article(importer).pk, "A", "B", Origin.MACHINE, [], {}, there)])
    assert Claim.objects.get().created_at == there
