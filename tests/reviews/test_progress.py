"""How far an article is: counts by state, the bar and its words, in two queries."""

import pytest
from django.utils import timezone

from articles.models import Claim
from reviews.models import Review
from reviews.progress import BAR_WIDTH, Progress, progress_of
from reviews.workflow import State
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def claims(article, n):
    return [make_claim(article, statement=f"Claim {i}") for i in range(n)]


def test_counts_come_by_state_and_a_proposal_is_no_progress(importer, editor, scales):
    article, now = make_article(importer), timezone.now()
    rows = claims(article, 5)
    Review.accept(rows[0], by=editor, now=now)
    Review.begin(rows[1], by=editor, now=now)
    Review.dismiss(rows[2], by=editor, now=now, why="opinion")
    progress = progress_of([article], editor)[article.pk]
    assert progress.counts == {
        State.OPEN: 1,
        State.IN_REVIEW: 1,
        State.DISMISSED: 1,
        State.PROPOSED: 2,
    }
    assert (progress.n_chosen, progress.n_decided, progress.n_undecided, progress.n_total) == (2, 0, 2, 5)
    assert progress.words == "0 of 2 decided, 2 proposed"


def test_a_dismissed_check_counts_once(importer, editor, scales):
    article, now = make_article(importer), timezone.now()
    [row] = claims(article, 1)
    Review.accept(row, by=editor, now=now)
    Review.dismiss(Claim.objects.get(pk=row.pk), by=editor, now=now, why="opinion")
    assert progress_of([article], editor)[article.pk].counts == {State.DISMISSED: 1}


def test_many_articles_take_two_queries(importer, editor, scales, django_assert_num_queries):
    articles = [make_article(importer) for _ in range(4)]
    for article in articles:
        claims(article, 3)
    editor.has_perm("reviews.view_review")
    with django_assert_num_queries(2):
        assert all(progress.n_proposed == 3 for progress in progress_of(articles, editor).values())


def test_whoever_may_not_see_checks_gets_none_counted(importer, editor, outsider, scales):
    article = make_article(importer)
    Review.accept(make_claim(article), by=editor, now=timezone.now())
    assert progress_of([article], outsider)[article.pk].n_chosen == 0


def test_the_bar_never_runs_over_its_end():
    progress = Progress({State.PUBLISHED: 1, State.DECIDED: 2000, State.AWAITING_SECOND: 1, State.IN_REVIEW: 1})
    ends = [part.x + part.width for part in progress.parts]
    assert ends == sorted(ends)
    assert ends[-1] <= BAR_WIDTH
    assert all(part.width >= 0 for part in progress.parts)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "no claims"),
        ({State.PROPOSED: 3}, "3 proposed, none chosen yet"),
        ({State.DECIDED: 10, State.PUBLISHED: 8, State.OPEN: 24}, "18 of 42 decided"),
    ],
)
def test_the_bar_in_words(counts, words):
    assert Progress(counts).words == words
