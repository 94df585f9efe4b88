"""The queue: filters in the address, keyset paging, capped counts, and at most twelve queries a page."""

import datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim
from reviews.filters import ClaimFilter
from reviews.models import Rating, RatingScale, Review, SavedView
from reviews.views import queue as queue_view
from reviews.workflow import Policy, State
from tests.bench.many_claims import many_claims
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db
URL = "/claims/"


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


def make_reviews(article, n, *, state=State.OPEN, **fields):
    """Checks as rows, many at once: for paging and counts only."""
    scale = RatingScale.default()
    rows = Claim.objects.bulk_create(
        Claim(article=article, statement=f"Statement {i}", claimant="Ola Berg", origin="machine", triage="accepted")
        for i in range(n)
    )
    return Review.objects.bulk_create(
        Review(
            claim=claim,
            article=article,
            scale=scale,
            policy=Policy.SECOND_LOOK,
            state=state,
            worth=(i % 7) / 7,
            priority=i % 2,
            **fields,
        )
        for i, claim in enumerate(rows)
    )


def walk(client, way, start):
    """The statements of every page, going on by the links of the page."""
    seen, address = [], start
    while address:
        page = client.get(address)
        seen.append([line.claim.statement for line in page.context["lines"]])
        uid = getattr(page.context["found"], way)
        key = "after" if way == "next" else "before"
        address = f"{URL}?state=open&{key}={uid}" if uid else ""
    return seen, page


def test_a_bare_address_leads_to_what_is_to_do(client, checker, article):
    client.force_login(checker)
    assert client.get(URL).headers["Location"] == f"{URL}?state=open"


def test_pages_show_every_claim_once_in_order_and_lead_back(client, checker, article, monkeypatch):
    monkeypatch.setattr(queue_view, "PAGE_SIZE", 8)
    make_reviews(article, 30)
    client.force_login(checker)
    pages, last = walk(client, "next", f"{URL}?state=open")
    forward = [statement for page in pages for statement in page]
    expected = [r.claim.statement for r in Review.objects.select_related("claim").most_urgent_first()]
    assert forward == expected
    back, _first = walk(client, "previous", f"{URL}?state=open&before={last.context['found'].previous}")
    assert [statement for page in reversed(back) for statement in page] == expected[: len(expected) - len(pages[-1])]


@pytest.mark.parametrize(
    "query",
    ["state=open", "state=all", "state=decided", "state=proposed", "state=all&mine=1", "state=open&sort=due&q=river"],
)
def test_a_list_takes_at_most_twelve_queries(client, checker, article, query, django_assert_max_num_queries):
    many_claims(200, by=checker, people=(checker,))
    make_reviews(article, 5, state=State.IN_REVIEW, lease_by=checker, lease_until=timezone.now())
    SavedView.objects.create(owner=checker, name="Mine", query="state=open&mine=1")
    client.force_login(checker)
    with django_assert_max_num_queries(12):
        page = client.get(f"{URL}?{query}")
    if page.context["found"].next:
        with django_assert_max_num_queries(12):
            client.get(f"{URL}?{query}&after={page.context['found'].next}")


def test_counts_stop_at_a_thousand(client, checker, article, monkeypatch):
    monkeypatch.setattr(queue_view, "MOST_COUNTED", 5)
    monkeypatch.setattr(queue_view, "PAGE_SIZE", 4)
    make_reviews(article, 9)
    client.force_login(checker)
    assert client.get(f"{URL}?state=open").context["count"] == "5+"


def test_others_at_work_are_told_with_the_time(client, checker, checker2, article):
    until = timezone.now() + datetime.timedelta(minutes=4)
    make_reviews(article, 2, state=State.IN_REVIEW, lease_by=checker2, lease_until=until)
    client.force_login(checker)
    page = client.get(f"{URL}?state=open")
    assert page.context["held"] == "2 held by others, the next one free in 4 min"
    assert "Nothing is free just now" in page.content.decode()


def test_proposals_are_listed_the_most_worth_checking_first(client, checker, article):
    make_claim(article, statement="low", check_worthiness=0.1)
    make_claim(article, statement="high", check_worthiness=0.9)
    client.force_login(checker)
    lines = client.get(f"{URL}?state=proposed").context["lines"]
    assert [line.claim.statement for line in lines] == ["high", "low"]


def test_hostile_text_is_escaped(client, checker, article):
    make_claim(article, statement="<script>alert(1)</script>", claimant="<b>x</b>")
    client.force_login(checker)
    body = client.get(f"{URL}?state=proposed&q=%22%3E%3Cscript%3E").content.decode()
    assert "<script>alert" not in body
    assert '"><script>' not in body


NONSENSE = ["state=nonsense", "article=x", "after=x", f"after={'0' * 32}", "before=x", "q=%00", "rating=%27"]


@pytest.mark.parametrize("query", NONSENSE)
def test_an_address_that_makes_no_sense_still_answers(client, checker, article, query):
    client.force_login(checker)
    assert client.get(f"{URL}?{query}").status_code == 200


def test_the_queue_wants_the_right_to_see_checks(client, outsider):
    client.force_login(outsider)
    assert client.get(f"{URL}?state=open").status_code == 403


def test_the_export_form_carries_the_filters(client, editor, article):
    make_reviews(article, 1, state=State.DECIDED)
    client.force_login(editor)
    body = client.get(f"{URL}?state=decided&q=Statement").content.decode()
    assert f'action="{reverse("reviews:export")}"' in body
    assert '<input type="hidden" name="q" value="Statement">' in body


class TestClaimFilter:
    def parse(self, query):
        return ClaimFilter.parse(QueryDict(query))

    def test_an_address_and_back(self):
        chosen = self.parse("state=decided&mine=1&q=river&rating=true&said_by=Ola")
        assert ClaimFilter.parse(QueryDict(chosen.query())) == chosen
        assert self.parse("").state is None

    def test_each_condition_narrows(self, checker, importer, article):
        mine, other = make_reviews(article, 2, state=State.DECIDED)
        false = Rating.objects.get(code="false", scale__code="five-point")
        Review.objects.filter(pk=mine.pk).update(author=checker, rating=false)
        Claim.objects.filter(pk=other.claim_id).update(claimant="The Mayor", statement="The wall held.")
        elsewhere = make_article(importer)
        for query, expected in [
            ("mine=1", [mine]),
            ("rating=false", [mine]),
            ("said_by=mayor", [other]),
            ("q=WALL", [other]),
            (f"article={elsewhere.uid}", []),
            ("state=open", []),
        ]:
            assert list(self.parse(query).reviews(checker).order_by("pk")) == expected, query

    def test_every_state_takes_proposals_along_in_an_export(self, checker, article):
        make_reviews(article, 1)
        make_claim(article)
        assert self.parse("state=all").claims(checker).count() == 2
        assert self.parse("state=open").claims(checker).count() == 1
        assert self.parse("state=proposed").claims(checker).count() == 1
        assert self.parse("state=proposed&mine=1").claims(checker).count() == 0

    def test_it_is_told_in_words(self, checker, article):
        chosen = self.parse(f"state=decided&article={article.uid}&mine=1&rating=half_true&said_by=Ola&q=river")
        assert chosen.describe() == (
            "decided, in “River levels”, mine, rated “Half true”, said by “Ola”, with the words “river”"
        )
