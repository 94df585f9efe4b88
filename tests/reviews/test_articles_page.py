"""The list of articles, the claims of one, its plan, and choosing among them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Event
from articles.refusals import Refusal
from articles.terms import SplitState, Triage
from reviews.models import Draft, Plan, RatingScale, Review
from reviews.planning import plan_check
from reviews.views import articles as articles_view
from reviews.workflow import Policy, State
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


class TestList:
    URL = "/articles/"

    def test_many_articles_take_at_most_ten_queries(self, client, checker, importer, django_assert_max_num_queries):
        for i in range(30):
            make_claim(make_article(importer, headline=f"Headline {i}"))
        client.force_login(checker)
        with django_assert_max_num_queries(10):
            page = client.get(self.URL)
        assert len(page.context["lines"]) == articles_view.PAGE_SIZE
        assert "1 proposed, none chosen yet" in page.content.decode()
        with django_assert_max_num_queries(10):
            rest = client.get(f"{self.URL}?after={page.context['found'].next}")
        assert len(rest.context["lines"]) == 5
        assert rest.context["found"].previous

    def test_the_text_of_articles_is_not_read(self, client, checker, article, django_assert_max_num_queries):
        client.force_login(checker)
        with django_assert_max_num_queries(10) as captured:
            client.get(self.URL)
        assert not any('"articles_version"."text"' in query["sql"] for query in captured.captured_queries)

    def test_search_by_headline_keeps_its_words_on_the_next_page(self, client, checker, importer, monkeypatch):
        monkeypatch.setattr(articles_view, "PAGE_SIZE", 1)
        for headline in ("River & wall", "Bridge", "RIVER again"):
            make_article(importer, headline=headline)
        client.force_login(checker)
        page = client.get(self.URL, {"q": "river"})
        assert [article.headline for article, _progress in page.context["lines"]] == ["RIVER again"]
        assert f"?q=river&amp;after={page.context['found'].next}" in page.content.decode()

    def test_a_split_that_failed_is_shown_instead_of_progress(self, client, checker, article):
        article.current.split_state = SplitState.FAILED
        article.current.save()
        client.force_login(checker)
        assert "split failed" in client.get(self.URL).content.decode()

    def test_an_empty_list_says_what_to_do(self, client, importer, checker):
        client.force_login(importer)
        assert "Import the first one" in client.get(self.URL).content.decode()
        client.force_login(checker)
        assert "An importer brings the first one in" in client.get(self.URL).content.decode()


class TestDesk:
    def test_claims_stand_in_reading_order_with_numbers(self, client, checker, article):
        make_claim(article, "The town spent 2.1 million crowns on the wall.")
        make_claim(article, "The river rose by 40 centimetres in 2019.")
        client.force_login(checker)
        lines = client.get(reverse("reviews:article", args=[article.uid])).context["lines"]
        assert [(line.number, line.claim.statement[:9]) for line in lines] == [(1, "The river"), (2, "The town ")]

    def test_it_opens_where_work_is_to_do(self, client, checker, editor, article):
        first, second = make_claim(article), make_claim(article, "The town spent 2.1 million crowns on the wall.")
        Review.accept(second, by=editor, now=timezone.now())
        client.force_login(checker)
        page = client.get(reverse("reviews:article", args=[article.uid]))
        assert page.context["first_line"].claim == second
        assert first != second

    def test_buttons_are_only_for_those_who_may_press_them(self, client, importer, editor, article):
        make_claim(article)
        address = reverse("reviews:article", args=[article.uid])
        client.force_login(importer)
        body = client.get(address).content.decode()
        assert "Close the check" not in body
        assert "Save the plan" not in body
        assert 'name="claims"' not in body
        client.force_login(editor)
        body = client.get(address).content.decode()
        assert "Close the check" in body
        assert "Save the plan" in body

    def test_an_unknown_article_is_not_found(self, client, checker):
        client.force_login(checker)
        assert client.get("/articles/00000000-0000-0000-0000-000000000000/").status_code == 404


class TestTriage:
    def post(self, client, article, **data):
        return client.post(reverse("reviews:triage", args=[article.uid]), data, follow=True)

    def test_ticked_proposals_are_chosen(self, client, checker, article):
        rows = [make_claim(article) for _ in range(3)]
        client.force_login(checker)
        page = self.post(client, article, verb="accept", claims=[rows[0].uid, rows[1].uid])
        assert "2 claims chosen." in page.content.decode()
        assert Review.objects.filter(state=State.OPEN).count() == 2

    def test_ticked_proposals_are_dismissed_with_a_reason(self, client, checker, article):
        row = make_claim(article)
        client.force_login(checker)
        self.post(client, article, verb="dismiss", why="opinion", claims=[row.uid])
        assert Claim.objects.values_list("triage", "dismiss_reason").get() == (Triage.DISMISSED, "opinion")

    def test_one_comes_back_to_the_page_of_the_list_one_was_on(self, client, checker, article):
        row = make_claim(article)
        client.force_login(checker)
        address = reverse("reviews:article", args=[article.uid])
        here = reverse("reviews:triage", args=[article.uid])
        asked = "?state=proposed&after=100"
        assert f'action="{here}?state=proposed&amp;after=100"' in client.get(address + asked).content.decode()
        answer = client.post(here + asked, {"verb": "accept", "claims": [row.uid]})
        assert answer.url == f"{address}{asked}#claims"

    def test_each_refusal_is_told(self, client, checker, article):
        row = make_claim(article)
        Review.accept(row, by=checker, now=timezone.now())
        client.force_login(checker)
        page = self.post(client, article, verb="accept", claims=[row.uid])
        assert "This cannot be done now" in page.content.decode()

    def test_nothing_ticked_or_nonsense_ticked_does_nothing(self, client, checker, article):
        client.force_login(checker)
        page = self.post(client, article, verb="accept", claims=["nonsense"])
        assert "Tick the claims first." in page.content.decode()

    def test_it_wants_the_right_to_choose(self, client, importer, article):
        client.force_login(importer)
        assert self.post(client, article, verb="accept").status_code == 403


class TestPlan:
    def test_an_editor_plans_for_claims_chosen_later(self, client, editor, article):
        before = Review.accept(make_claim(article), by=editor, now=timezone.now())
        scale = RatingScale.objects.get(code="magazine")
        client.force_login(editor)
        client.post(reverse("reviews:plan", args=[article.uid]), {"policy": "single", "scale": scale.uid})
        after = Review.accept(make_claim(article), by=editor, now=timezone.now())
        before.refresh_from_db()
        assert (before.policy, before.scale.code) == (Policy.SECOND_LOOK, "five-point")
        assert (after.policy, after.scale) == (Policy.SINGLE, scale)
        assert Event.objects.get(verb="plan").data == {"policy": "single", "scale": str(scale.uid)}

    @pytest.mark.parametrize("policy", ["", "nonsense"])
    def test_only_what_is_offered_is_taken(self, editor, article, policy):
        with pytest.raises(Refusal, match="Choose who checks"):
            plan_check(article, policy=policy, scale_uid=None, by=editor, now=timezone.now())

    def test_a_retired_scale_is_refused(self, client, editor, article):
        scale = RatingScale.objects.get(code="magazine")
        RatingScale.objects.filter(pk=scale.pk).update(retired_at=timezone.now())
        client.force_login(editor)
        for given in (scale.uid, "nonsense"):
            data = {"policy": "single", "scale": given}
            page = client.post(reverse("reviews:plan", args=[article.uid]), data, follow=True)
            assert "Choose a rating scale that is in use" in page.content.decode()
        assert not Plan.objects.exists()

    def test_a_checker_plans_nothing(self, client, checker, article):
        client.force_login(checker)
        assert client.post(reverse("reviews:plan", args=[article.uid])).status_code == 403
        with pytest.raises(Refusal):
            plan_check(article, policy="single", scale_uid=None, by=checker, now=timezone.now())


def test_a_quotation_answered_without_a_rating_shows_its_answer(client, editor, checker, checker2, article):
    claim, at = make_claim(article, "“We built it in six weeks,”", quote="direct"), timezone.now()
    review = Review.begin(claim, by=checker, now=at)
    Draft.store(review, draft_payload(rating="", quotation="exact"), by=checker, base_rev=0, now=at)
    review.approve(review.submit(by=checker, now=at), by=checker2, now=at)
    client.force_login(editor)
    for address in (reverse("reviews:article", args=[article.uid]), "/claims/?state=decided"):
        assert "said exactly so" in client.get(address).content.decode()
    assert "said exactly so" in client.post(reverse("reviews:close", args=[article.uid])).content.decode()


class TestBook:
    """The claims of a long article come in pages, which stay where they are while claims leave the list."""

    @pytest.fixture
    def book(self, importer, scales, monkeypatch):
        monkeypatch.setattr("reviews.views.articles.PAGE_OF_CLAIMS", 2)
        article = make_article(importer)
        for n in range(5):
            make_claim(article, statement=f"Claim {n + 1}")
        return article

    def shown(self, client, book, **asked):
        found = client.get(reverse("reviews:article", args=[book.uid]), asked)
        return [line.claim.statement for line in found.context["lines"]], found.context["found"], found.content.decode()

    def test_pages_lead_on_and_back(self, client, checker, book):
        client.force_login(checker)
        lines, part, body = self.shown(client, book)
        assert (lines, part.next, part.previous) == (["Claim 1", "Claim 2"], 2, 0)
        assert 'rel="next" href="?after=2#claims"' in body and "1–2 of 5" in body and body.count('name="claims"') == 2
        assert self.shown(client, book, after=4)[0] == ["Claim 5"]
        lines, part, body = self.shown(client, book, before=5)
        assert (lines, part.next, part.previous) == (["Claim 3", "Claim 4"], 4, 3)
        assert self.shown(client, book, before=2)[0] == ["Claim 1", "Claim 2"]

    @pytest.mark.parametrize("asked", [{"after": "5"}, {"after": "x"}, {"after": "9" * 40}, {"before": "²"}])
    def test_a_page_that_is_not_there_is_the_first(self, client, checker, book, asked):
        client.force_login(checker)
        assert self.shown(client, book, **asked)[0] == ["Claim 1", "Claim 2"]

    def test_a_claim_that_left_the_list_moves_no_page(self, client, checker, editor, book):
        Review.accept(book.claims.get(statement="Claim 1"), by=editor, now=timezone.now())
        client.force_login(checker)
        lines, _part, body = self.shown(client, book, state="proposed", after=2)
        assert lines == ["Claim 3", "Claim 4"]
        assert "3–4 of 4" not in body and "2–3 of 4" in body
        assert "?state=proposed&amp;after=4#claims" in body and "?state=proposed&amp;before=3" in body
