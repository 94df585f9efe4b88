"""Questions whose SQL is written once: the answers are those of the queryset, for every number and kind."""

import threading

import pytest
from django.db import connection
from django.db.models import Value

from articles.models import Article, Claim
from articles.prepared import FIRST, Prepared, columns, row_of, stand_in
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db
FIELDS = ("uid", "created_at", "statement", "reasons", "check_worthiness")


@pytest.fixture
def claims(importer):
    article = make_article(importer)
    return [make_claim(article), make_claim(article, "The town spent 2.1 million crowns on the wall.")]


def of(pk):
    return Claim.objects.filter(pk=pk).values(*FIELDS)


def test_the_answer_is_the_queryset_s_for_every_number(claims):
    asked = Prepared()
    for claim in claims * 2:
        assert asked.rows(of, claim.pk) == list(of(claim.pk))
    assert asked.rows(of, 0) == []


def test_the_queryset_is_built_once_for_each_kind(claims):
    asked, built = Prepared(), []

    def counted(pk):
        built.append(pk)
        return of(pk)

    for kind in ("one", "other", "one"):
        asked.rows(counted, claims[0].pk, kind=kind)
    assert built == [FIRST, FIRST]


def test_several_numbers_go_where_they_belong(claims):
    def between(least, most):
        return Claim.objects.filter(pk__gte=least, pk__lte=most).order_by("pk").values("pk", "statement")

    asked, (first, second) = Prepared(), claims
    assert [row["pk"] for row in asked.rows(between, first.pk, second.pk)] == [first.pk, second.pk]
    assert [row["pk"] for row in asked.rows(between, second.pk, second.pk)] == [second.pk]
    assert asked.rows(between, second.pk, first.pk) == []


def test_unions_keep_their_columns_and_their_types(claims):
    def either(one, other):
        rows = [Claim.objects.filter(pk=pk).annotate(row=Value(n)) for n, pk in enumerate((one, other))]
        first, second = (found.order_by().values("row", "uid", "created_at") for found in rows)
        return first.union(second, all=True).order_by("-row")

    asked, keys = Prepared(), [claim.pk for claim in claims]
    assert asked.rows(either, *keys) == list(either(*keys))
    assert [row["uid"] for row in asked.rows(either, *keys)] == [claims[1].uid, claims[0].uid]


def test_what_can_find_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Prepared().rows(lambda pk: Claim.objects.none().values("pk"), 1) == []


def test_each_thread_writes_for_its_own_connection(claims):
    asked, made = Prepared(), []
    asked.rows(of, claims[0].pk)

    def elsewhere():
        made.append("written" in asked.kept.__dict__)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert made == [False] and "written" in asked.kept.__dict__


def test_it_remains_one_query(claims, django_assert_num_queries):
    asked = Prepared()
    asked.rows(of, claims[0].pk)
    with django_assert_num_queries(1):
        asked.rows(of, claims[1].pk)


def test_a_stand_in_is_the_row_under_another_number(importer):
    other = stand_in(importer, FIRST)
    assert (other.pk, other.username) == (FIRST, importer.username) and importer.pk != FIRST


def test_uids_go_in_like_numbers(claims):
    def of_uid(uid, least):
        return Claim.objects.filter(uid=uid, pk__gte=least).values("pk", "uid")

    asked = Prepared()
    for claim in claims * 2:
        assert asked.rows(of_uid, claim.uid, claims[0].pk) == [{"pk": claim.pk, "uid": claim.uid}]
    assert asked.rows(of_uid, claims[0].uid, claims[1].pk) == []


def test_what_is_no_key_stays_in_the_statement(claims):
    Claim.objects.filter(pk=claims[0].pk).update(statement="It rose 5 % and 'more'.")

    def with_words(least):
        found = Claim.objects.filter(pk__gte=least, statement__contains="5 % and 'm").annotate(told=Value("100 %s"))
        return found.values("pk", "told")

    asked = Prepared()
    assert asked.rows(with_words, claims[0].pk) == [{"pk": claims[0].pk, "told": "100 %s"}]
    assert asked.rows(with_words, claims[1].pk) == []


def test_lines_are_in_the_order_of_the_columns(claims):
    assert [tuple(one) for one in Prepared().lines(of, claims[0].pk)] == list(of(claims[0].pk).values_list(*FIELDS))


def test_a_row_is_as_its_model_reads_it(claims):
    def whole(pk):
        names = (*columns(Claim), *columns(Article, "article__"), *columns(Claim, "same_as__"))
        return Claim.objects.filter(pk=pk).values(*names)

    (answer,) = Prepared().rows(whole, claims[0].pk)
    claim = row_of(Claim, answer)
    for row, kept in ((claim, claims[0]), (row_of(Article, answer, "article__"), claims[0].article)):
        stored = type(kept).objects.get(pk=kept.pk)
        assert [getattr(row, name) for name in columns(type(row))] == [
            getattr(stored, name) for name in columns(type(row))
        ]
        assert not row._state.adding
    assert row_of(Claim, answer, "same_as__") is None


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no plans")
def test_postgresql_keeps_what_is_asked_often(claims):
    def marked(pk):
        return of(pk).annotate(mark=Value("asked often"))

    asked = Prepared()
    for n in range(8):
        asked.rows(marked, claims[n % 2].pk)
    with connection.cursor() as cursor:
        kept = "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s"
        cursor.execute(kept, ["%asked often%"])
        assert cursor.fetchall() == [(3,)]
