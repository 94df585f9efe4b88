"""The desk of an article: its deadline, what is left by person and state, the pace, what holds it."""

import datetime

import pytest
from celery import current_app
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import files
from articles.importers.base import ArticleDraft
from articles.importers.intake import Source, add_version
from articles.models import Anchor, Article, Claim, Event, Version
from articles.refusals import Refusal
from articles.terms import Channel
from reviews import talking
from reviews.article_desk import desk_of_article, steps_lately
from reviews.contents import lines_of, read_lines
from reviews.deadlines import set_deadline
from reviews.models import Review
from reviews.models.review import NO_DUE_DATE
from reviews.outline import outline_of
from reviews.terms import Hold, Priority
from reviews.workflow import Policy, State
from tests.factories import decided, make_article, make_claim, submitted
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 16, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def article(importer, scales):
    return make_article(importer)


@pytest.fixture
def url(article):
    return reverse("reviews:article", args=[article.uid])


def desk_for(article, person, now=None):
    now = now or timezone.now()
    found = Article.objects.select_related("current").annotate(steps=steps_lately(person, now)).get(pk=article.pk)
    return desk_of_article(found, outline_of(found, person), found.steps, now)


def people_on(article, person):
    """Who has what is left, by state."""
    desk = desk_for(article, person)
    return desk.by_person(read_lines(article, desk.rows_shown(), person).people)


def holds(article, person, now=None):
    return {group.hold: [one.row.key for one in group.claims] for group in desk_for(article, person, now).holds}


class TestLeft:
    def test_claims_left_are_told_by_person_and_state(self, editor, checker, checker2, article):
        now = timezone.now()
        Review.accept(make_claim(article), by=editor, now=now)
        given = Review.accept(make_claim(article), by=editor, now=now)
        given.assign(checker, by=editor, now=now)
        Review.begin(make_claim(article), by=checker, now=now)
        submitted(make_claim(article), checker2)
        decided(make_claim(article), checker, checker2)
        make_claim(article)
        desk = desk_for(article, editor)
        assert desk.states == [State.OPEN, State.IN_REVIEW, State.AWAITING_SECOND]
        told = [(str(row.person or ""), [n for _state, n in row.cells], row.n) for row in people_on(article, editor)]
        assert told == [("Noor", [1, 1, 0], 2), ("Tomás", [0, 0, 1], 1), ("", [1, 0, 0], 1)]

    def test_each_number_leads_to_the_claims_it_counts(self, client, editor, checker, article, url):
        now = timezone.now()
        given = Review.accept(make_claim(article, statement="Given to Noor"), by=editor, now=now)
        given.assign(checker, by=editor, now=now)
        Review.accept(make_claim(article, statement="Nobody has me"), by=editor, now=now)
        client.force_login(editor)
        assert f"?state=open&amp;who={checker.uid}#claims" in client.get(url).content.decode()
        lines = client.get(url, {"state": "open", "who": str(checker.uid)}).context["lines"]
        assert [line.claim.statement for line in lines] == ["Given to Noor"]
        lines = client.get(url, {"who": "nobody"}).context["lines"]
        assert [line.claim.statement for line in lines] == ["Nobody has me"]
        page = client.get(url, {"who": "nobody", "state": "decided"}).content.decode()
        assert "No claim fits all of this any more." in page
        assert client.get(url, {"who": "<script>", "hold": "nonsense", "state": "?"}).status_code == 200

    def test_the_author_of_an_open_blind_round_is_not_named(self, editor, checker, article):
        review = submitted(make_claim(article), checker)
        Review.objects.filter(pk=review.pk).update(policy=Policy.BLIND_DOUBLE, assigned_to=None)
        assert [row.person for row in people_on(article, editor)] == [None]


class TestPace:
    def test_the_estimate_counts_verdicts_and_second_looks(self, editor, checker, checker2, article):
        for _ in range(3):
            decided(make_claim(article), checker, checker2)
        Review.accept(make_claim(article), by=editor, now=timezone.now())
        pace = desk_for(article, editor).pace
        assert (pace.n_done, pace.n_to_go) == (6, 2)
        assert pace.ready_at is not None

    def test_the_page_says_when_or_that_it_cannot_tell(self, client, editor, checker, checker2, article, url):
        Review.accept(make_claim(article), by=editor, now=timezone.now())
        client.force_login(editor)
        assert "not enough done yet to tell" in client.get(url).content.decode()
        for _ in range(3):
            decided(make_claim(article), checker, checker2)
        assert "ready about" in client.get(url).content.decode()


class TestHolds:
    def test_what_holds_it_is_named_longest_first(self, editor, checker, checker2, article):
        now = timezone.now()
        late, early = submitted(make_claim(article), checker), submitted(make_claim(article), checker)
        Review.objects.filter(pk=early.pk).update(submitted_at=now - 5 * HOUR)
        back = submitted(make_claim(article), checker)
        back.send_back(by=checker2, now=now, reason="Which gauge?")
        held = Review.begin(make_claim(article), by=checker, now=now)
        disputed = submitted(make_claim(article), checker)
        Review.objects.filter(pk=disputed.pk).update(**{"state": State.DISPUTED})
        found = holds(article, editor, now)
        assert found[Hold.SECOND_LOOK] == [early.claim_id, late.claim_id]
        assert found[Hold.RETURNED] == [back.claim_id]
        assert found[Hold.HELD] == [held.claim_id]
        assert found[Hold.DISPUTED] == [disputed.claim_id]
        [left] = [group for group in desk_for(article, editor, now + HOUR).holds if group.hold is Hold.LEFT]
        assert [(one.row.key, one.who) for one in left.claims] == [(held.claim_id, checker.pk)]

    def test_untouched_must_checks_are_counted_and_handed_out(self, client, editor, checker, article, url):
        now = timezone.now()
        rows = [Review.accept(make_claim(article), by=editor, now=now) for _ in range(3)]
        Review.objects.filter(pk__in=[row.pk for row in rows[:2]]).update(priority=Priority.MUST)
        Review.objects.get(pk=rows[0].pk).start(by=checker, now=now)
        desk = desk_for(article, editor, now)
        assert (desk.n_must, desk.n_must_untouched) == (2, 1)
        assert holds(article, editor, now)[Hold.MUST] == [rows[1].claim_id]
        client.force_login(editor)
        body = client.get(url).content.decode()
        assert "Must be checked, untouched" in body and "1 of 2" in body
        assert f"{reverse('reviews:hand_out', args=[article.uid])}?first=2&amp;last=2" in body

    def test_each_person_gets_the_act_that_is_theirs(self, client, editor, checker, checker2, article, url):
        review = submitted(make_claim(article), checker)
        look = reverse("reviews:second_look_claim", args=[review.claim.uid])
        client.force_login(checker2)
        assert f'class="hold__act" href="{look}"' in client.get(url).content.decode()
        client.force_login(checker)
        assert f'class="hold__act" href="{look}"' not in client.get(url).content.decode()

    def test_all_of_a_kind_are_a_list(self, client, editor, checker, article, url):
        rows = [submitted(make_claim(article), checker) for _ in range(5)]
        client.force_login(editor)
        body = client.get(url).content.decode()
        assert body.count('class="hold__row"') == 3
        assert "?hold=second_look#claims" in body
        lines = client.get(url, {"hold": "second_look"}).context["lines"]
        assert {line.claim for line in lines} == {row.claim for row in rows}


class TestDeadline:
    def test_checks_that_had_the_articles_deadline_follow(self, editor, article):
        first, second = NOW + 5 * HOUR, NOW + 9 * HOUR
        set_deadline(article, first, by=editor, now=NOW)
        follows = Review.accept(make_claim(article), by=editor, now=NOW)
        own = Review.accept(make_claim(article), by=editor, now=NOW)
        Review.objects.filter(pk=own.pk).update(due_at=NOW + HOUR, due_key=NOW + HOUR)
        set_deadline(article, second, by=editor, now=NOW)
        due = dict(Review.objects.values_list("pk", "due_at"))
        assert due == {follows.pk: second, own.pk: NOW + HOUR}
        assert Review.objects.get(pk=follows.pk).due_key == second
        event = Event.objects.filter(verb="deadline").latest("pk")
        assert event.data == {"from": first.isoformat(), "to": second.isoformat(), "reviews": 1}
        set_deadline(article, None, by=editor, now=NOW)
        assert Review.objects.get(pk=follows.pk).due_key == NO_DUE_DATE

    def test_it_takes_two_updates_however_many_claims(self, editor, article, django_assert_num_queries):
        for _ in range(20):
            Review.accept(make_claim(article), by=editor, now=NOW)
        editor.has_perm("reviews.lead_check")
        with django_assert_num_queries(5):  # savepoint, article, reviews, event, release
            set_deadline(article, NOW + HOUR, by=editor, now=NOW)

    def test_two_editors_at_once_one_is_told(self, editor, article):
        other = Article.objects.get(pk=article.pk)
        set_deadline(article, NOW + HOUR, by=editor, now=NOW)
        with pytest.raises(Refusal, match="Somebody else has just changed the deadline"):
            set_deadline(other, NOW + 2 * HOUR, by=editor, now=NOW)

    def test_the_same_deadline_again_says_nothing(self, editor, article):
        for _ in range(2):
            set_deadline(article, NOW + HOUR, by=editor, now=NOW)
        assert Event.objects.filter(verb="deadline").count() == 1

    @pytest.mark.parametrize(("at", "words"), [(NOW - HOUR, "over already"), (NOW + 99_999 * HOUR, "ten years")])
    def test_a_time_that_cannot_be_meant_is_refused(self, editor, article, at, words):
        with pytest.raises(Refusal, match=words):
            set_deadline(article, at, by=editor, now=NOW)

    def test_it_is_set_in_the_zone_of_the_person_and_taken_away(self, client, editor, article, url):
        editor.time_zone = "Asia/Tokyo"
        editor.save()
        client.force_login(editor)
        address = reverse("reviews:deadline", args=[article.uid])
        client.post(address, {"deadline_at": "2030-01-02T18:00"})
        article.refresh_from_db()
        assert article.deadline_at == datetime.datetime(2030, 1, 2, 9, 0, tzinfo=datetime.UTC)
        assert 'value="2030-01-02T18:00"' in client.get(url).content.decode()
        assert "The deadline is taken away." in client.post(address, {"deadline_at": ""}, follow=True).content.decode()
        refused = client.post(address, {"deadline_at": "soon"}, follow=True).content.decode()
        assert "The deadline cannot be read" in refused

    def test_only_an_editor_sets_it(self, client, checker, article, url):
        client.force_login(checker)
        assert client.post(reverse("reviews:deadline", args=[article.uid])).status_code == 403
        assert "Save the deadline" not in client.get(url).content.decode()
        with pytest.raises(Refusal):
            set_deadline(article, NOW + HOUR, by=checker, now=NOW)


def with_checks(article, people, n):
    """Claims in every state that a desk tells apart, one of them the same as another."""
    now = timezone.now()
    claims = [make_claim(article, statement=f"Claim {i}") for i in range(n)]
    Review.objects.bulk_create(Review._planned(claims[: n // 2]) if n > 1 else [])
    reviews = list(Review.objects.filter(article=article).order_by("pk"))
    states = [State.OPEN, State.IN_REVIEW, State.AWAITING_SECOND, State.DISPUTED, State.DECIDED]
    for i, review in enumerate(reviews):
        author = people[i % 2] if i % 5 > 1 else None
        Review.objects.filter(pk=review.pk).update(
            **{"state": states[i % 5], "author": author, "submitted_at": now, "priority": i % 3},
            assigned_to=people[i % 3],
            lease_by=people[0] if i % 5 == 1 else None,
            lease_until=now + HOUR if i % 5 == 1 else None,
        )
    Claim.objects.filter(article=article, triage="proposed", pk__in=[claim.pk for claim in claims[: n // 2]]).update(
        triage="accepted"
    )
    for claim in claims[-1:] if n > 5 else []:
        Claim.objects.filter(pk=claim.pk).update(same_as=claims[0], triage="dismissed", dismiss_reason="same_as")


FACES = [
    (who, n, state)
    for who in ("checker", "editor", "importer", "every_role")
    for n, state in ((0, "split"), (1, "split"), (100, "split"), (100, "splitting"), (0, "queued"), (0, "failed"))
]


class TestQueries:
    MOST = 12

    @pytest.fixture
    def every_role(self, person):
        """Holds every role there is."""
        return person("every", "Fact-checker", "Editor", "Importer", "Administrator")

    @pytest.mark.parametrize(("who", "n", "state"), FACES)
    def test_every_face_of_the_page_takes_at_most_twelve(
        self, client, request, who, n, state, article, url, checker, checker2, editor, django_assert_max_num_queries
    ):
        with_checks(article, (checker, checker2, editor), n)
        Version.objects.filter(article=article).update(split_state=state)
        comment = talking.write(article, "Where is the recording? @checker2", by=checker, now=timezone.now())
        talking.reply(comment, "With @editor.", by=checker2, now=timezone.now())
        talking.resolve(comment, by=editor, now=timezone.now())
        client.force_login(request.getfixturevalue(who))
        client.get(url)  # a new connection first asks what its database can
        whose = f"?who={checker.uid}"
        for query in ("", "?state=open", whose, "?who=nobody", "?hold=second_look", "?after=50", "?before=90"):
            with django_assert_max_num_queries(self.MOST):
                assert client.get(url + query).status_code == 200

    def test_a_version_that_changed_words_takes_no_more(
        self, client, editor, checker, checker2, importer, url, article, django_assert_max_num_queries, monkeypatch
    ):
        monkeypatch.setattr(current_app, "send_task", lambda *args, **options: None)
        with_checks(article, (checker, checker2, editor), 40)
        decided(make_claim(article, "The town spent 2.1 million crowns on the wall."), checker, checker2)
        talking.write(article, "What of @editor?", by=checker, now=timezone.now())
        text = article.current.text.replace("40 centimetres", "60 centimetres").replace("2.1 million", "3 million")
        source = Source(importer, Channel.PASTE, files.store(text.encode()))
        draft = ArticleDraft(text=text, headline="", media_type="text/plain")
        add_version(Article.objects.get(pk=article.pk), draft, source, now=timezone.now())
        assert Anchor.objects.filter(version__number=2, state="changed").count() == 22
        client.force_login(editor)
        client.get(url)
        with django_assert_max_num_queries(self.MOST):
            page = client.get(url).content.decode()
        assert "look again" in page

    def test_few_claims_and_a_thousand_take_the_same(self, client, editor, checker, checker2, article, url):
        client.force_login(editor)
        client.get(url)
        taken = []
        for n in (8, 992):
            with_checks(article, (checker, checker2, editor), n)
            with CaptureQueriesContext(connection) as captured:
                page = client.get(url)
            taken.append(len(captured))
        assert taken[0] == taken[1] <= self.MOST
        assert len(page.context["lines"]) == 100 and page.context["desk"].progress.n_total == 1000

    def test_the_desk_itself_takes_two_queries(self, editor, article, django_assert_num_queries):
        Review.accept(make_claim(article), by=editor, now=timezone.now())
        desk_for(article, editor)
        with django_assert_num_queries(2):
            desk_for(article, editor)
        with django_assert_num_queries(2):
            lines_of(article, editor)


class TestApi:
    def test_the_desk_as_programs_read_it(self, editor, checker, checker2, article):
        waits = submitted(make_claim(article), checker)
        Review.accept(make_claim(article), by=editor, now=timezone.now())
        make_claim(article)
        told = said(program(checker2).get(f"/api/v1/articles/{article.uid}/desk/"))
        assert told["counts"] == [
            {"state": "proposed", "n": 1}, {"state": "open", "n": 1}, {"state": "awaiting_second", "n": 1},
        ]  # fmt: skip
        assert [(one["person"] and one["person"]["name"], one["states"]) for one in told["left"]] == [
            ("Noor", [{"state": "awaiting_second", "n": 1}]),
            (None, [{"state": "open", "n": 1}]),
        ]
        assert told["pace"] == {"n_done": 1, "n_to_go": 3, "per_hour": 0.0, "ready_at": None}
        [hold] = told["holds"]
        assert (hold["hold"], hold["n"]) == ("second_look", 1)
        assert hold["claims"][0]["claim"] == str(waits.claim.uid)

    def test_a_deadline_is_set_by_editors_alone(self, editor, checker, article):
        address = f"/api/v1/articles/{article.uid}/deadline/"
        at = {"deadline_at": "2031-01-02T09:00:00Z"}
        problem(program(checker).post(address, at, format="json"), 403, "permission_denied")
        assert said(program(editor).post(address, at, format="json")) == at
        problem(program(editor).post(address, {"deadline_at": "2001-01-02T09:00:00Z"}, format="json"), 400)
        problem(program(editor).post(address, {}, format="json"), 400, "invalid")
        assert said(program(editor).post(address, {"deadline_at": None}, format="json")) == {"deadline_at": None}
