"""Closing the check: what goes out unchecked is listed with who has it, and the editor says why; reports print it."""

import datetime
import json

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from articles import files
from articles.files import path_of
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Event
from articles.refusals import Refusal
from articles.terms import Channel
from reviews.closing import close_check, going_out
from reviews.contents import lines_of
from reviews.models import Draft, RatingScale, Review
from reviews.planning import plan_check
from reviews.reports.build import Builder
from reviews.reports.make import make_report
from reviews.reports.scope import Scope
from reviews.terms import Format
from reviews.workflow import State
from tests.factories import decided, draft_payload, make_article, make_claim, submitted
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
WHY = "The rest waits for the water office; the desk agreed."


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def url(article):
    return reverse("reviews:close", args=[article.uid])


def close(article, by, **more):
    return close_check(article, by=by, now=timezone.now(), **more)


class TestBefore:
    def test_each_claim_that_goes_out_unchecked_is_named_with_who_has_it(
        self, client, editor, checker, checker2, article, url
    ):
        decided(make_claim(article), checker, checker2)
        begun = Review.begin(make_claim(article, statement="Begun"), by=checker, now=timezone.now())
        Review.accept(make_claim(article, statement="Nobody has me"), by=editor, now=timezone.now())
        submitted(make_claim(article, statement="Waits"), checker2)
        make_claim(article, statement="Proposed only")
        Review.dismiss(make_claim(article, statement="Put aside"), by=editor, now=timezone.now(), why="opinion")
        client.force_login(editor)
        page = client.get(url)
        body = page.content.decode()
        assert page.status_code == 200
        for told in (
            "Begun",
            "Nobody has me",
            "Waits",
            "Proposed only",
            "Put aside",
            "Noor has it",
            "checked by Tomás",
            "dismissed by Edith",
        ):
            assert told in body
        assert "1 decided claim will be published." in body
        assert "3 undecided and 1 proposed claims go out unchecked" in body
        assert Review.objects.get(pk=begun.pk).state == State.IN_REVIEW
        assert not Event.objects.filter(verb="close").exists()

    def test_since_when_is_the_last_step_that_put_it_there(self, editor, checker, article):
        now = timezone.now()
        review = Review.accept(make_claim(article), by=editor, now=now - datetime.timedelta(hours=5))
        review.assign(checker, by=editor, now=now - datetime.timedelta(hours=2))
        [one] = going_out(article, lines_of(article, editor), editor, now).undecided
        assert (one.who, one.since) == (checker, now - datetime.timedelta(hours=2))

    def test_hostile_words_stay_words(self, client, editor, article, url):
        make_claim(article, statement="<script>alert(1)</script>")
        client.force_login(editor)
        assert "<script>alert" not in client.get(url).content.decode()

    def test_a_long_article_takes_as_many_queries_as_a_short_one(
        self, client, editor, article, url, django_assert_max_num_queries
    ):
        for n in range(40):
            Review.accept(make_claim(article, statement=f"No. {n}"), by=editor, now=timezone.now())
        client.force_login(editor)
        with django_assert_max_num_queries(10):
            client.get(url)

    def test_the_desk_of_the_article_leads_there(self, client, editor, checker, checker2, article, url):
        decided(make_claim(article), checker, checker2)
        client.force_login(editor)
        desk = reverse("reviews:article", args=[article.uid])
        assert f'<form method="post" action="{url}">' in client.get(desk).content.decode()
        Review.accept(make_claim(article), by=editor, now=timezone.now())
        make_claim(article)
        body = client.get(desk).content.decode()
        assert f'href="{url}"' in body
        assert f'action="{url}"' not in body
        assert "1 decided claim will be published" in body
        assert "1 chosen claim is undecided" in body
        assert "1 proposal nobody has looked at" in body


class TestPress:
    def test_every_decided_claim_is_published_and_told(self, client, editor, checker, checker2, article, url):
        rows = [decided(make_claim(article), checker, checker2) for _ in range(2)]
        client.force_login(editor)
        page = client.post(url)
        assert page.context["n_published"] == 2
        assert {Review.objects.get(pk=review.pk).state for review in rows} == {State.PUBLISHED}
        event = Event.objects.get(verb="close")
        assert (event.data["published"], event.data["refused"], event.reason) == (2, 0, "")

    def test_without_a_reason_nothing_is_published_while_something_is_unchecked(
        self, client, editor, checker, checker2, article, url
    ):
        review = decided(make_claim(article), checker, checker2)
        make_claim(article)
        client.force_login(editor)
        for reason in ("", "   ", "\x00"):
            page = client.post(url, {"reason": reason})
            assert page.status_code == 400
            assert "Say why the check is closed" in page.content.decode()
        assert Review.objects.get(pk=review.pk).state == State.DECIDED
        assert not Event.objects.filter(verb="close").exists()

    def test_the_reason_and_what_went_out_unchecked_are_kept(self, client, editor, checker, checker2, article, url):
        decided(make_claim(article), checker, checker2)
        left = Review.accept(make_claim(article), by=editor, now=timezone.now())
        proposed = make_claim(article)
        client.force_login(editor)
        assert client.post(url, {"reason": f" {WHY}\x00 "}).context["n_published"] == 1
        event = Event.objects.get(verb="close")
        assert (event.actor, event.reason) == (editor, WHY)
        assert event.data["unchecked"] == [str(left.claim.uid), str(proposed.uid)]
        assert (event.data["undecided"], event.data["proposed"], event.data["dismissed"]) == (1, 1, 0)
        assert Review.objects.get(pk=left.pk).state == State.OPEN

    def test_a_reason_without_end_is_refused_and_comes_back(self, client, editor, checker, checker2, article, url):
        decided(make_claim(article), checker, checker2)
        make_claim(article)
        client.force_login(editor)
        page = client.post(url, {"reason": "x" * 100_000})
        assert page.status_code == 400
        assert "The reason is too long" in page.content.decode()

    def test_a_dismissed_claim_needs_no_second_reason(self, editor, checker, checker2, article):
        decided(make_claim(article), checker, checker2)
        Review.dismiss(make_claim(article), by=editor, now=timezone.now(), why="opinion")
        assert [one.is_published for one in close(article, editor)] == [True]

    def test_a_refusal_stays_with_its_claim(self, client, editor, article, url):
        plan_check(article, policy="single", scale_uid=RatingScale.default().uid, by=editor, now=timezone.now())
        submitted(make_claim(article), editor)
        assert [outcome.refusal for outcome in close(article, editor)] == [
            "One person alone did all of it. Somebody else publishes it."
        ]
        client.force_login(editor)
        body = client.post(url).content.decode()
        assert "0 claims published" in body
        assert "One person alone did all of it" in body

    def test_nothing_decided_is_told_and_leaves_no_event(self, client, editor, article, url):
        client.force_login(editor)
        assert "No claim is decided" in client.post(url, follow=True).content.decode()
        assert not Event.objects.exists()

    def test_only_an_editor_closes(self, client, checker, article, url):
        client.force_login(checker)
        assert client.post(url).status_code == 403
        assert client.get(url).status_code == 403
        with pytest.raises(Refusal, match="Only an editor"):
            close(article, checker, reason=WHY)

    def test_pressed_twice_it_publishes_once(self, editor, checker, checker2, article):
        decided(make_claim(article), checker, checker2)
        close(article, editor)
        with pytest.raises(Refusal, match="nothing to publish"):
            close(article, editor)


def bring(article, text, importer):
    """A new version of an article."""
    draft = ArticleDraft(text=text, headline="", media_type="text/plain")
    source = Source(importer, Channel.PASTE, files.store(text.encode()))
    add_version(article, draft, source, now=timezone.now())


def test_words_that_changed_since_they_were_judged_are_named(
    client, editor, checker, checker2, importer, article, url, monkeypatch
):
    monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)
    decided(make_claim(article), checker, checker2)
    bring(article, article.current.text.replace("40 centimetres", "45 centimetres"), importer)
    client.force_login(editor)
    body = client.get(url).content.decode()
    assert "Words changed since they were judged" in body
    assert "the source has changed" in body


def test_a_quotation_answered_without_a_rating_shows_its_answer(client, editor, checker, checker2, article, url):
    claim, at = make_claim(article, "“We built it in six weeks,”", quote="direct"), timezone.now()
    review = Review.begin(claim, by=checker, now=at)
    Draft.store(review, draft_payload(rating="", quotation="exact"), by=checker, base_rev=0, now=at)
    review.approve(review.submit(by=checker, now=at), by=checker2, now=at)
    client.force_login(editor)
    assert "said exactly so" in client.post(url).content.decode()


class TestApi:
    def address(self, article):
        return f"/api/v1/articles/{article.uid}/close/"

    def test_what_goes_out_is_told_first_then_closed_with_a_reason(self, editor, checker, checker2, article):
        published, left = decided(make_claim(article), checker, checker2), make_claim(article)
        ask = program(editor)
        told = said(ask.get(self.address(article)))
        assert (told["n_to_publish"], told["n_proposed"], told["needs_reason"]) == (1, 1, True)
        assert told["proposed"][0]["claim"] == str(left.uid)
        refused = problem(ask.post(self.address(article), {}, format="json"), 400, "unchecked_reason")
        assert refused["errors"][0]["field"] == "reason"
        closed = said(ask.post(self.address(article), {"reason": WHY}, format="json"))
        assert closed["n_published"] == 1
        assert closed["outcomes"] == [
            {"claim": str(published.claim.uid), "is_published": True, "code": "", "detail": ""}
        ]
        problem(ask.post(self.address(article), {"reason": WHY}, format="json"), 409, "nothing_decided")

    def test_only_editors_close_or_look(self, checker, article):
        problem(program(checker).get(self.address(article)), 403)
        problem(program(checker).post(self.address(article), {"reason": WHY}, format="json"), 403)


class TestReport:
    def test_the_reason_is_printed_with_a_name_in_every_format(self, editor, checker, checker2, article):
        decided(make_claim(article), checker, checker2)
        make_claim(article)
        close(article, editor, reason=f"{WHY} <script>")
        scope, now = Scope.of_articles([article.uid]), timezone.now()
        told = {
            format: path_of(make_report(scope, format, by=editor, now=now).sha256).read_text()
            for format in (Format.HTML, Format.CSV, Format.JSON)
        }
        assert "The check was closed all the same by Edith on" in told[Format.HTML]
        assert f"Reason given: {WHY} &lt;script&gt;" in told[Format.HTML]
        assert WHY in told[Format.CSV]
        [row] = json.loads(told[Format.JSON])["unfinished"]
        assert (row["check_closed_by"], row["check_closed_reason"]) == ("Edith", f"{WHY} <script>")

    def test_a_check_that_is_still_open_says_nothing_of_closing(self, editor, checker, checker2, article):
        decided(make_claim(article), checker, checker2)
        report = make_report(Scope.of_articles([article.uid]), Format.HTML, by=editor, now=timezone.now())
        assert "losed" not in path_of(report.sha256).read_text()

    def test_a_report_made_before_does_not_tell_of_a_later_closing(self, editor, checker, checker2, article):
        decided(make_claim(article), checker, checker2)
        made_at = timezone.now()
        report = make_report(Scope.of_articles([article.uid]), Format.HTML, by=editor, now=made_at)
        close(article, editor)
        [row] = Builder(editor).content_of(report, most=10).rows
        assert row.check_closed_at is None
