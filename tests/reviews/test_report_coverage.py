"""What a report says of the sentences of its articles."""

import json

import pytest

from articles import files
from articles.models import Claim
from reviews.models import Review
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from tests.factories import make_claim, now
from tests.reviews.covered import HURT, RISE, TEXT, read_article

pytestmark = pytest.mark.django_db


def made(scope, format, by) -> str:
    return files.path_of(make_report(scope, format, by=by, now=now()).sha256).read_text()


@pytest.fixture
def articles(importer, scales, checker):
    found = [read_article(importer), read_article(importer, TEXT + "\nRelated articles\n")]
    for article in found:
        Review.dismiss(make_claim(article, HURT), by=checker, now=now(), why="opinion")
        make_claim(article, RISE)
    return found


def test_it_tells_how_many_sentences_are_accounted_for(articles, editor):
    one, both = Scope.of_articles([articles[0].uid]), Scope.of_articles([article.uid for article in articles])
    assert "1 of 9 sentences are accounted for" in made(one, Format.HTML, editor)
    for by in (editor, None):
        summary = json.loads(made(both, Format.JSON, by))["summary"]
        assert (summary["sentences"], summary["sentences_accounted"]) == (18, 2)


def test_a_report_of_a_list_of_claims_says_nothing_of_sentences(articles, editor):
    scope = Scope.of_list(Claim.objects.all(), title="All", asked={})
    assert "accounted for" not in made(scope, Format.HTML, editor)
    assert json.loads(made(scope, Format.JSON, editor))["summary"]["sentences"] == 0
