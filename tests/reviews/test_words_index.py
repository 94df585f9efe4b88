"""Claims are found by any part of a word, with an index where PostgreSQL may have one, and without."""

from importlib import import_module

import pytest
from django.db import connection

from articles.models import Claim
from reviews.narrowing import claims_with
from tests.bench.many_claims import many_claims
from tests.factories import make_article, make_claim

migration = import_module("articles.migrations.0010_words_index")
pytestmark = pytest.mark.django_db
ASKED = [
    ("iver", ""), ("RIVER 99", ""), ("almö", ""), ("ŁUK", ""), ("ø", ""), ("50%", ""), ("a_b", ""), ("c\\d", ""),
    ("", "Åsa"), ("łuk", "sa l"), ("nowhere", ""),
]  # fmt: skip


@pytest.fixture
def claims(importer, checker, scales):
    many_claims(2_000, by=importer)
    article = make_article(importer)
    for words in ("Łukasz saw it in Bø.", "It grew by 50% then.", "The file a_b is gone.", "It lies under c\\d."):
        make_claim(article, statement=words, claimant="Åsa Lind")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = 'articles_claim'")
        return {name for (name,) in cursor.fetchall()}


def found():
    return [set(claims_with(q=q, said_by=who, article=None).values_list("statement", flat=True)) for q, who in ASKED]


def test_any_part_of_a_word_is_found(claims):
    by_words = dict(zip(ASKED, found(), strict=True))
    assert by_words["ŁUK", ""] == by_words["łuk", "sa l"] == {"Łukasz saw it in Bø."}
    assert by_words["50%", ""] == {"It grew by 50% then."}
    assert by_words["a_b", ""] == {"The file a_b is gone."}
    assert by_words["c\\d", ""] == {"It lies under c\\d."}
    assert by_words["iver", ""] and all("iver" in words for words in by_words["iver", ""])
    assert by_words["RIVER 99", ""] and all("river" in words and "99" in words for words in by_words["RIVER 99", ""])
    assert by_words["nowhere", ""] == set()
    assert len(by_words["", "Åsa"]) == Claim.objects.filter(claimant="Åsa Lind").count()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="the index is PostgreSQL's")
class TestIndex:
    def test_a_search_goes_by_the_index(self, claims):
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [migration.INDEX])  # as a vacuum does now and then
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        for q, who in (("ukasz", ""), ("ŁUKASZ", ""), ("50%", ""), ("nowhere", "mayor"), ("", "nobody")):
            plan = claims_with(q=q, said_by=who, article=None).explain()
            assert migration.INDEX in plan, f"{q}, {who}:\n{plan}"

    def test_the_same_is_found_without_it(self, claims):
        with_it = found()
        migration.drop_index(None, connection.schema_editor())
        assert migration.INDEX not in indexes()
        assert found() == with_it

    def test_a_database_that_may_not_have_it_goes_without(self, monkeypatch):
        with connection.schema_editor() as editor:
            migration.drop_index(None, editor)
            monkeypatch.setattr(migration, "EXTENSION", "no_such_extension")
            migration.make_index(None, editor)
            assert migration.INDEX not in indexes()
            monkeypatch.undo()
            migration.make_index(None, editor)
        assert migration.INDEX in indexes()
