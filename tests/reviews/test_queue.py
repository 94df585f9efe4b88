"""The queue: filters in the address, keyset paging, capped counts, and at most twelve queries a page."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Claim
from reviews import keyset, narrowing
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


NONSENSE = [
    *(f"{name}=%27%00%F0%9F%92%A5{'9' * 40}" for name in ("assigned", "holder", "worth", "age", "due", "priority")),
    *("said_by=%ED%A0%80", "q=" + "%25_" * 400, "q=" + "+".join("abcdefghijklmno"), "state=open&state=proposed"),
    *("state=nonsense", "article=x", "after=x", f"after={'0' * 32}", "before=x", "q=%00", "rating=%27", "sort=%27"),
]


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


SORTED = [
    *(("open", sort) for sort in ("urgent", "due", "worth", "newest", "oldest")),
    *(("all", sort) for sort in ("newest", "oldest")),
    *((state, sort) for state in ("proposed", "dismissed") for sort in ("worth", "newest", "oldest")),
    *((state, "reading") for state in ("open", "all", "proposed")),
]


@pytest.fixture
def five_thousand(importer, checker, scales):
    many_claims(5_000, by=importer, people=(checker,))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def plan_of(rows):
    """How the database reads the first page. PostgreSQL is asked to name a way without a sort and without reading the
    whole table, where there is one."""
    if connection.vendor == "sqlite":
        return rows.explain()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
    return rows.explain()


def address_of(state, sort):
    article = f"&article={Article.objects.newest_first().first().uid}" if sort == "reading" else ""
    return f"state={state}&sort={sort}{article}"


def test_every_sort_is_read_from_an_index_and_never_sorted_or_read_through(five_thousand, checker):
    for state, sort in SORTED:
        chosen = ClaimFilter.of_query(address_of(state, sort))
        assert chosen.order == sort
        rows = chosen.in_order(checker).order_by(*chosen.keys).only("pk", "uid")
        plan = plan_of(rows[:31])
        told = f"{state}, {sort}:\n{plan}"
        if connection.vendor == "sqlite":
            assert "TEMP B-TREE" not in plan, told
            scanned = [line for line in plan.splitlines() if "SCAN" in line]
            assert all("USING" in line or (state, sort) in OF_ALL for line in scanned), told
        else:
            assert "Seq Scan" not in plan, told
            assert "Sort" not in plan or "Presorted Key" in plan, told


OF_ALL = {("all", "newest"), ("all", "oldest")}  # in the order of the table itself


def test_the_next_page_is_read_from_an_index_too(five_thousand, checker):
    for state, sort in SORTED:
        chosen = ClaimFilter.of_query(address_of(state, sort))
        rows = chosen.in_order(checker)
        every, last = rows.model.objects.all(), rows.order_by(*chosen.keys)[10]
        for depth in range(max(len(chosen.keys) - 2, 0), -1, -1):
            beyond = keyset._beyond(chosen.placed(every), chosen.keys, last.uid, depth)
            plan = plan_of(rows.filter(beyond).order_by(*chosen.keys).only("pk", "uid")[:31])
            forbidden = "TEMP B-TREE" if connection.vendor == "sqlite" else "Seq Scan"
            assert forbidden not in plan, f"{state}, {sort}, {depth}:\n{plan}"


def test_a_list_and_its_count_read_one_table(checker, article):
    for query, table in (
        ("state=open&worth=high&priority=must", "reviews_review"),
        ("state=proposed", "articles_claim"),
    ):
        chosen = ClaimFilter.of_query(query)
        for rows in (chosen.listed(checker), chosen.in_order(checker).order_by(*chosen.keys)):
            assert "JOIN" not in str(rows.query)
            assert table in str(rows.query)


@pytest.mark.parametrize(("state", "sort"), SORTED)
def test_every_sort_pages_forth_and_back_without_losing_a_claim(
    client, checker, importer, scales, monkeypatch, state, sort
):
    many_claims(150, by=importer, people=(checker,), per_article=150)
    monkeypatch.setattr(queue_view, "PAGE_SIZE", 7)
    client.force_login(checker)
    query = address_of(state, sort)
    chosen = ClaimFilter.of_query(query)
    rows = chosen.in_order(checker).order_by(*chosen.keys)
    expected = [row.uid for row in rows]
    assert expected
    seen, address = [], f"{URL}?{query}"
    while address:
        page = client.get(address)
        seen += [(line.review or line.claim).uid for line in page.context["lines"]]
        last, uid = page, page.context["found"].next
        address = f"{URL}?{query}&after={uid}" if uid else ""
    assert seen == expected
    back, uid = [], last.context["found"].previous
    while uid:
        page = client.get(f"{URL}?{query}&before={uid}")
        back = [(line.review or line.claim).uid for line in page.context["lines"]] + back
        uid = page.context["found"].previous
    assert back == expected[: len(back)]
    assert len(back) == len(expected) - len(last.context["lines"])


def test_a_list_offers_the_sorts_it_has_an_index_for(article):
    for query, offered in (
        ("state=open", ["urgent", "due", "worth", "newest", "oldest"]),
        ("state=all", ["newest", "oldest"]),
        ("state=proposed", ["worth", "newest", "oldest"]),
        (f"state=open&article={article.uid}", ["urgent", "due", "worth", "newest", "oldest", "reading"]),
        (f"state=all&article={article.uid}", ["newest", "urgent", "due", "worth", "oldest", "reading"]),
    ):
        assert [str(sort) for sort in ClaimFilter.of_query(query).sorts] == offered
    assert ClaimFilter.of_query("state=all&sort=urgent").order == "newest"
    assert ClaimFilter.of_query("state=open&sort=reading").order == "urgent"


def test_proposals_that_were_dismissed_are_listed_too(client, editor, article):
    Review.dismiss(make_claim(article, statement="never chosen"), by=editor, now=timezone.now(), why="opinion")
    chosen = make_claim(article, statement="chosen before")
    Review.accept(chosen, by=editor, now=timezone.now())
    Review.dismiss(Claim.objects.get(pk=chosen.pk), by=editor, now=timezone.now(), why="opinion")
    client.force_login(editor)
    lines = client.get(f"{URL}?state=dismissed").context["lines"]
    assert {line.claim.statement for line in lines} == {"never chosen", "chosen before"}
    assert {line.state for line in lines} == {State.DISMISSED}


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

    def test_each_condition_on_the_work_narrows(self, checker, checker2, article):
        now = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)  # a Wednesday
        soon, late = now + datetime.timedelta(hours=3), now - datetime.timedelta(hours=3)
        first, second = make_reviews(article, 2)
        Review.objects.filter(pk=first.pk).update(
            assigned_to=checker2,
            lease_by=checker2,
            lease_until=now + datetime.timedelta(minutes=5),
            priority=2,
            policy=Policy.SINGLE,
            worth=0.9,
            due_at=soon,
            due_key=soon,
            created_at=now - datetime.timedelta(days=2),
        )
        Review.objects.filter(pk=second.pk).update(due_at=late, due_key=late, worth=0.1, priority=0, created_at=now)
        for query, expected in [
            (f"assigned={checker2.uid}", [first]),
            ("assigned=me", []),
            ("assigned=nobody", [second]),
            (f"holder={checker2.uid}", [first]),
            ("holder=nobody", [second]),
            ("priority=must", [first]),
            ("policy=single", [first]),
            ("worth=high", [first]),
            ("worth=low", [second]),
            ("worth=medium", []),
            ("due=overdue", [second]),
            ("due=today", [first, second]),
            ("due=week", [first, second]),
            ("due=none", []),
            ("age=1d", [first]),
            ("age=3d", []),
            ("q=statement+0", [first]),
            ("q=0+STATEMENT", [first]),
        ]:
            assert list(self.parse(query).reviews(checker, now).order_by("pk")) == expected, query

    def test_a_week_ends_on_sunday_and_a_day_at_midnight_of_the_reader(self, checker, article):
        with timezone.override("Pacific/Auckland"):
            now = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)  # 23:30 on Saturday there
            (one,) = make_reviews(article, 1)
            for hours, query in ((0.25, "due=today"), (1, "due=week"), (30, "")):
                due = now + datetime.timedelta(hours=hours)
                Review.objects.filter(pk=one.pk).update(due_at=due, due_key=due)
                found = [name for name in ("due=today", "due=week") if self.parse(name).reviews(checker, now).exists()]
                assert found == [name for name in ("due=today", "due=week") if query and name >= query], hours

    def test_words_are_found_in_capitals_of_any_alphabet(self, checker, article):
        (one,) = make_reviews(article, 1)
        Claim.objects.filter(pk=one.claim_id).update(statement="ÅRHUS and Łódź paid 5 % more", claimant="Åsa Öberg")
        for query in ("q=Århus", "q=årHUS".lower(), "said_by=åsa", "q=5+%25", "q=łódź"):
            assert self.parse(query).reviews(checker).exists(), query
        assert not self.parse("q=5_%25").reviews(checker).exists()

    def test_a_search_looks_so_far_and_no_further(self, checker, article, monkeypatch):
        make_reviews(article, 6)
        monkeypatch.setattr(narrowing, "MOST_FOUND", 4)
        assert self.parse("q=statement").reviews(checker).count() == 4
        monkeypatch.setattr(narrowing, "SEARCHED", 3)
        assert self.parse("q=statement").reviews(checker).count() == 3
        assert self.parse(f"q=statement&article={article.uid}").reviews(checker).count() == 4

    def test_another_tab_drops_what_says_nothing_there(self):
        chosen = self.parse("state=decided&rating=true&worth=high&priority=must&sort=due")
        assert chosen.on_tab(State.OPEN).query() == "state=open&worth=high&priority=must"
        assert chosen.on_tab(State.PROPOSED).query() == "state=proposed&worth=high"

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
        more = self.parse(
            f"state=open&assigned={checker.uid}&holder=nobody&worth=high&age=1w&due=week&priority=must&policy=single"
        )
        assert more.describe() == (
            "to do, check first: high, assigned to Noor, free to be taken, waiting longer than a week, due this week, "
            "priority: must be checked, checked by one person"
        )
