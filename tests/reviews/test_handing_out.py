"""Handing out a stretch of an article: who would get what, then each claim by its verb, refusals with their reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Claim, Event, Sentence
from articles.refusals import Refusal
from articles.terms import Zone
from reviews import handing_out
from reviews.handing_out import Ask, Section, hand_out, plan_hand_out, sections_of, share_evenly
from reviews.models import Review
from reviews.moves import Request, perform
from reviews.workflow import State, Verb
from tests.at_once import at_once
from tests.factories import make_article, make_claim, submitted
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
TEXT = "".join(f"{'Part ' + str(n // 3) + chr(10) if n % 3 == 0 else ''}Line {n} is a claim.\n" for n in range(9))


@pytest.fixture
def article(importer, scales):
    return make_article(importer, text=TEXT)


@pytest.fixture
def claims(article):
    return [make_claim(article, f"Line {n} is a claim.") for n in range(9)]


@pytest.fixture
def reviews(claims, editor):
    return [Review.accept(claim, by=editor, now=timezone.now()) for claim in claims]


@pytest.fixture
def url(article):
    return reverse("reviews:hand_out", args=[article.uid])


def plan(article, by, *people, **asked):
    return plan_hand_out(article, Ask(people, **asked), by=by, now=timezone.now())


def give(article, by, *people, **asked):
    return hand_out(article, plan(article, by, *people, **asked).rows, by=by, now=timezone.now())


def numbers(planned):
    return [[line.number for line in share.lines] for share in planned.shares]


def given_to(person):
    return list(Review.objects.filter(assigned_to=person).order_by("pk").values_list("claim__statement", flat=True))


class TestPlan:
    def test_undone_claims_are_shared_in_reading_order(self, article, reviews, editor, checker, checker2):
        assert numbers(plan(article, editor, checker, checker2)) == [[1, 2, 3, 4, 5], [6, 7, 8, 9]]
        assert not Event.objects.filter(verb="assign").exists()

    def test_a_stretch_goes_to_one_person(self, article, reviews, editor, checker):
        assert numbers(plan(article, editor, checker, first=3, last=5)) == [[3, 4, 5]]
        assert numbers(plan(article, editor, checker, first=8)) == [[8, 9]]

    def test_a_section_is_named_by_its_heading(self, article, reviews, editor, checker):
        for place, n in enumerate((0, 1, 2)):
            start = TEXT.index(f"Part {n}")
            Sentence.objects.create(
                version=article.current, position=place, start=start, end=start + 6, zone=Zone.HEADING,
                is_claim=False, check_worthiness=0,
            )  # fmt: skip
        assert sections_of(article) == [Section("Part 0", 1, 3), Section("Part 1", 4, 6), Section("Part 2", 7, 9)]
        assert numbers(plan(article, editor, checker, heading="Part 1")) == [[4, 5, 6]]
        with pytest.raises(Refusal, match="There is no heading “Part 7”"):
            plan(article, editor, checker, heading="Part 7")

    @pytest.mark.parametrize("stretch", [(0, 3), (5, 4), (4, 10), (10, 12)])
    def test_a_stretch_that_is_none_is_refused(self, article, reviews, editor, checker, stretch):
        if stretch == (0, 3):
            stretch = (-1, 3)
        with pytest.raises(Refusal, match="numbered from 1 to 9"):
            plan(article, editor, checker, first=stretch[0], last=stretch[1])

    def test_what_somebody_has_stays_with_them_and_says_why(self, article, reviews, editor, checker, checker2):
        now = timezone.now()
        reviews[0].start(by=checker2, now=now)
        reviews[1].assign(checker2, by=editor, now=now)
        back = submitted(reviews[2].claim, checker2)
        back.send_back(by=editor, now=now, reason="Which?")
        submitted(reviews[3].claim, checker2)
        planned = plan(article, editor, checker)
        assert numbers(planned) == [[5, 6, 7, 8, 9]]
        whys = [one.why for one in planned.staying]
        assert [why.split()[0] for why in whys] == ["Tomás", "Tomás", "it"]
        assert "has it until" in whys[0] and "was given it already" in whys[1] and "Tomás, who mends it" in whys[2]
        assert numbers(plan(article, editor, checker, with_given=True)) == [[2, 5, 6, 7, 8, 9]]

    def test_proposals_come_along_only_where_they_are_asked_for(self, article, claims, editor, checker):
        planned = plan(article, editor, checker)
        assert (planned.n, planned.n_proposed) == (0, 9)
        planned = plan(article, editor, checker, with_proposals=True)
        assert (planned.n, planned.n_proposed) == (9, 0)

    def test_no_more_than_the_cap_at_a_time(self, article, reviews, editor, checker, monkeypatch):
        monkeypatch.setattr(handing_out, "MOST", 4)
        planned = plan(article, editor, checker)
        assert (planned.n, planned.n_more) == (4, 5)
        rows = list(plan(article, editor, checker).rows)
        with pytest.raises(Refusal, match="At most 4 claims"):
            hand_out(article, [*rows, rows[0]], by=editor, now=timezone.now())

    @pytest.mark.parametrize(("n", "k", "sizes"), [(7, 3, [3, 2, 2]), (2, 3, [1, 1, 0]), (0, 2, [0, 0]), (6, 1, [6])])
    def test_shares_differ_by_one_at_most(self, n, k, sizes):
        assert [share.n for share in share_evenly([None] * n, range(k))] == sizes

    def test_somebody_must_be_named(self, article, reviews, editor):
        with pytest.raises(Refusal, match="Choose who"):
            plan(article, editor)


class TestDoing:
    def test_each_claim_is_given_by_its_verb(self, article, reviews, editor, checker, checker2):
        outcomes = give(article, editor, checker, checker2)
        assert all(outcome.is_given for outcome in outcomes)
        assert given_to(checker) == [f"Line {n} is a claim." for n in range(5)]
        assert Event.objects.filter(verb="assign", actor=editor).count() == 9

    def test_proposals_are_chosen_and_given_together_or_not_at_all(self, article, claims, editor, checker, outsider):
        rows = list(plan(article, editor, checker, with_proposals=True).rows)
        wrong = handing_out.Row(rows[0].claim, outsider.uid, None)
        outcomes = hand_out(article, [wrong, *rows[1:]], by=editor, now=timezone.now())
        assert [outcome.is_given for outcome in outcomes] == [False] + [True] * 8
        assert "may not check claims" in outcomes[0].refusal
        assert not Review.objects.filter(claim=claims[0]).exists()
        assert Claim.objects.proposals().get() == claims[0]

    def test_what_changed_since_it_was_shown_is_refused_alone(self, article, reviews, editor, checker, checker2):
        rows = list(plan(article, editor, checker, first=1, last=3).rows)
        reviews[1].start(by=checker2, now=timezone.now())
        outcomes = hand_out(article, rows, by=editor, now=timezone.now())
        assert [outcome.is_given for outcome in outcomes] == [True, False, True]
        assert "Tomás has this claim until" in outcomes[1].refusal

    def test_a_claim_of_another_article_is_not_touched(self, article, reviews, editor, checker, importer):
        other = make_claim(make_article(importer))
        Review.accept(other, by=editor, now=timezone.now())
        [outcome] = hand_out(article, [handing_out.Row(other.uid, checker.uid, 0)], by=editor, now=timezone.now())
        assert outcome.refusal == "This claim is not one of this article."
        assert given_to(checker) == []

    def test_a_row_more_costs_the_verb_and_nothing_else(self, article, reviews, editor, checker):
        rows = list(plan(article, editor, checker).rows)
        checker.has_perm("reviews.check_claim")
        with CaptureQueriesContext(connection) as one:
            hand_out(article, rows[:1], by=editor, now=timezone.now())
        with CaptureQueriesContext(connection) as verb:
            asked = Request(to=checker)
            perform(Verb.ASSIGN, reviews[8].claim, by=editor, now=timezone.now(), asked=asked)
        with CaptureQueriesContext(connection) as seven:
            hand_out(article, rows[1:8], by=editor, now=timezone.now())
        assert len(seven) - len(one) <= 6 * (len(verb) + 2)  # the row's own transaction

    def test_only_an_editor_hands_out(self, client, article, reviews, checker, url):
        client.force_login(checker)
        assert client.get(url).status_code == 403
        assert client.post(url, {"row": f"{reviews[0].claim.uid}:{checker.uid}:0"}).status_code == 403
        with pytest.raises(Refusal, match="Only an editor"):
            plan(article, checker, checker)
        with pytest.raises(Refusal, match="Only an editor"):
            hand_out(article, [], by=checker, now=timezone.now())


class TestPage:
    def test_an_editor_asks_looks_and_confirms(self, client, article, reviews, editor, checker, checker2, url):
        client.force_login(editor)
        asked = client.get(url)
        assert "Noor" in asked.content.decode()
        shown = client.get(url, {"people": [checker.uid, checker2.uid], "first": "2", "last": "5"})
        body = shown.content.decode()
        assert "4 claims would be handed out" in body
        assert "No. 2 to 3" in body and "No. 4 to 5" in body
        rows = [f"{row.claim}:{row.person}:{row.rev}" for row in shown.context["planned"].rows]
        assert all(f'value="{row}"' in body for row in rows)
        done = client.post(url, {"row": rows}).content.decode()
        assert "4 claims handed out" in done
        assert Review.objects.filter(assigned_to=checker).count() == 2
        again = client.post(url, {"row": rows}).content.decode()
        assert "0 claims handed out" in again and "Somebody was faster" in again

    def test_proposals_and_sections_in_the_address(self, client, article, claims, editor, checker, url):
        client.force_login(editor)
        shown = client.get(url, {"people": checker.uid, "section": "2-4", "proposals": "1"})
        assert numbers(shown.context["planned"]) == [[2, 3, 4]]
        assert "chosen along" in shown.content.decode()
        rows = [f"{row.claim}:{row.person}:" for row in shown.context["planned"].rows]
        client.post(url, {"row": rows})
        assert Review.objects.filter(assigned_to=checker, state=State.OPEN).count() == 3

    def test_what_is_missing_is_told_beside_its_field(self, client, article, reviews, editor, checker, url):
        client.force_login(editor)
        page = client.get(url, {"preview": "1"})
        assert page.status_code == 400 and "Choose who is to check them." in page.content.decode()
        page = client.get(url, {"people": checker.uid, "first": "7", "last": "3"})
        assert "numbered from 1 to 9" in page.content.decode()
        page = client.get(url, {"people": ["nonsense"], "first": "x" * 50, "section": "-"})
        assert page.status_code == 400

    def test_broken_rows_hand_out_nothing(self, client, article, reviews, editor, url):
        client.force_login(editor)
        page = client.post(url, {"row": ["", "a:b:c", "::"]}, follow=True)
        assert "There is nothing to hand out" in page.content.decode()

    def test_many_claims_take_as_many_queries_as_few(
        self, client, article, reviews, editor, checker, checker2, url, django_assert_max_num_queries
    ):
        client.force_login(editor)
        with django_assert_max_num_queries(11):
            client.get(url, {"people": [checker.uid, checker2.uid]})

    def test_nobody_to_choose_from_is_told(self, client, person, article, url):
        lead = person("lead", "Editor")
        lead.groups.get().permissions.remove(*lead.groups.get().permissions.filter(codename="check_claim"))
        client.force_login(lead)
        assert "Nobody here may check claims" in client.get(url).content.decode()


class TestApi:
    def address(self, article):
        return f"/api/v1/articles/{article.uid}/hand-out/"

    def test_a_dry_run_tells_and_changes_nothing(self, article, reviews, editor, checker, checker2):
        asked = {"people": [str(checker.uid), str(checker2.uid)], "first": 2, "last": 4, "dry_run": True}
        told = said(program(editor).post(self.address(article), asked, format="json"))
        assert [(share["person"]["name"], [one["number"] for one in share["claims"]]) for share in told["shares"]] == [
            ("Noor", [2, 3]), ("Tomás", [4]),
        ]  # fmt: skip
        assert told["outcomes"] == []
        assert not Review.objects.exclude(assigned_to=None).exists()

    def test_each_claim_has_its_result(self, article, reviews, editor, checker):
        asked = {"people": [str(checker.uid)], "first": 2, "last": 4}
        told = said(program(editor).post(self.address(article), asked, format="json"))
        assert [one["is_given"] for one in told["outcomes"]] == [True] * 3
        assert Review.objects.filter(assigned_to=checker).count() == 3
        assert said(program(editor).post(self.address(article), asked, format="json"))["outcomes"] == []

    def test_wrong_requests_name_their_field(self, article, reviews, editor, checker, outsider, importer):
        ask = program(editor)
        for wrong, field in (
            ({"people": []}, "people"),
            ({"people": [str(outsider.uid)]}, "people"),
            ({"people": [str(checker.uid)], "first": 99}, "first"),
            ({"people": [str(checker.uid)], "section": "No such"}, "section"),
        ):
            told = problem(ask.post(self.address(article), wrong, format="json"), 400)
            assert [error["field"] for error in told["errors"]] == [field]
        for person in (checker, importer):
            problem(program(person).post(self.address(article), {"people": [str(checker.uid)]}, format="json"), 403)


@pytest.mark.django_db(transaction=True)
def test_two_editors_handing_out_the_same_stretch_at_once_give_each_claim_once(
    article, reviews, editor, person, checker, checker2
):
    other = person("editor2", "Editor")
    mine = list(plan(article, editor, checker).rows)
    theirs = list(plan(article, other, checker2).rows)
    answers = at_once(
        lambda: hand_out(article, mine, by=editor, now=timezone.now()),
        lambda: hand_out(article, theirs, by=other, now=timezone.now()),
    )
    given = [outcome for answer in answers for outcome in answer if outcome.is_given]
    assert sorted(str(outcome.claim.uid) for outcome in given) == sorted(str(one.claim.uid) for one in reviews)
    assert Event.objects.filter(verb="assign").count() == 9
    for outcome in given:
        assert Review.objects.get(claim=outcome.claim).assigned_to == outcome.person
