"""Two people judge blindly: agreement, dispute, settling it; and amending what was decided."""

import datetime

import pytest
from django.urls import reverse

from articles.models import Claim
from articles.refusals import Refusal
from reviews.models import Decision, Draft, Plan, Review, Verdict
from reviews.moves import Request, perform
from reviews.workflow import Policy, State, Verb
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def claim_under(importer, scales):
    """A proposed claim of an article that is checked under a policy."""

    def make(policy: Policy) -> Claim:
        article = make_article(importer)
        Plan.objects.create(article=article, policy=policy, scale=scales["five-point"])
        return make_claim(article)

    return make


def judge(claim, by, **fields) -> Review:
    review = Review.begin(claim, by=by, now=NOW)
    Draft.store(review, draft_payload(**fields), by=by, base_rev=0, now=NOW)
    review.submit(by=by, now=NOW)
    return review


def write(review, by, **fields) -> None:
    Draft.store(review, draft_payload(**fields), by=by, base_rev=0, now=NOW)


def decided(claim, checker, checker2) -> Review:
    review = judge(claim, checker)
    review.approve(review.current_verdict(), by=checker2, now=NOW)
    return review


def test_two_blind_verdicts_that_agree_decide_the_claim(claim_under, checker, checker2):
    review = judge(claim_under(Policy.BLIND_DOUBLE), checker)
    assert review.state == State.AWAITING_SECOND
    review = judge(review.claim, checker2, rationale="I read the table myself.")
    assert (review.state, str(review.rating)) == (State.DECIDED, "True")
    decision = Decision.objects.current().get(review=review)
    assert (decision.kind, decision.verdict.author, decision.by) == ("agreed", checker, checker2)
    assert Verdict.objects.filter(review=review, supersedes=None).count() == 2


@pytest.mark.parametrize("other", [{"rating": "false"}, {"rating": "true", "quotation": "altered"}])
def test_two_blind_verdicts_that_differ_are_a_dispute(claim_under, checker, checker2, other):
    review = judge(claim_under(Policy.BLIND_DOUBLE), checker)
    review = judge(review.claim, checker2, **other)
    assert (review.state, review.rating) == (State.DISPUTED, None)
    assert not Decision.objects.filter(review=review).exists()


def test_nobody_judges_a_claim_twice(claim_under, checker, editor):
    review = judge(claim_under(Policy.BLIND_DOUBLE), checker)
    with pytest.raises(Refusal, match="You wrote this verdict"):
        review.start(by=checker, now=NOW)
    with pytest.raises(Refusal, match="somebody else checks the claim a second time"):
        review.assign(checker, by=editor, now=NOW)


def test_a_second_check_that_is_given_back_waits_again_and_its_draft_is_kept(claim_under, checker, checker2):
    review = judge(claim_under(Policy.BLIND_DOUBLE), checker)
    review.start(by=checker2, now=NOW)
    write(review, checker2, rating="false")
    review.release(by=checker2, now=NOW)
    assert review.state == State.AWAITING_SECOND
    assert Draft.objects.of(checker2).get(review=review).text().rating == "false"


@pytest.fixture
def dispute(claim_under, checker, checker2) -> Review:
    review = judge(claim_under(Policy.BLIND_DOUBLE), checker)
    return judge(review.claim, checker2, rating="false", rationale="The gauge was broken.")


def test_an_editor_takes_one_of_two_verdicts(dispute, checker2, editor):
    taken = Verdict.objects.get(review=dispute, author=checker2)
    perform(Verb.ADJUDICATE, dispute.claim, by=editor, now=NOW, asked=Request(verdict=taken.uid))
    dispute.refresh_from_db()
    decision = Decision.objects.current().get(review=dispute)
    assert (dispute.state, decision.kind, decision.verdict, decision.by) == ("decided", "adjudicated", taken, editor)
    assert str(dispute.rating) == "False"


def test_an_editor_writes_a_third_with_sources_of_its_own_and_another_publishes_it(dispute, editor, person):
    with pytest.raises(Refusal, match="stands in the way"):
        perform(Verb.ADJUDICATE, dispute.claim, by=editor, now=NOW)
    write(dispute, editor, rating="half_true")
    perform(Verb.ADJUDICATE, dispute.claim, by=editor, now=NOW)
    dispute.refresh_from_db()
    assert Decision.objects.current().get(review=dispute).verdict.author == editor
    with pytest.raises(Refusal, match="One person alone"):
        dispute.publish(by=editor, now=NOW)
    dispute.publish(by=person("editor2", "Editor"), now=NOW)


def test_who_wrote_one_of_the_two_does_not_settle(claim_under, checker, editor, person):
    review = judge(claim_under(Policy.BLIND_DOUBLE), checker)
    review = judge(review.claim, editor, rating="false")
    with pytest.raises(Refusal, match="You wrote one of the two"):
        perform(Verb.ADJUDICATE, review.claim, by=editor, now=NOW, asked=Request(verdict=review.current_verdict().uid))
    assert not Review.objects.disputes_for(editor).exists()
    assert Review.objects.disputes_for(person("editor2", "Editor")).get() == review


def test_a_verdict_of_another_claim_settles_nothing(dispute, claim_under, checker, editor):
    other = judge(claim_under(Policy.SINGLE), checker).current_verdict()
    with pytest.raises(Refusal, match="one of the two"):
        perform(Verb.ADJUDICATE, dispute.claim, by=editor, now=NOW, asked=Request(verdict=other.uid))


def test_the_page_shows_two_columns_without_names_and_settles(client, dispute, checker, checker2, editor):
    client.force_login(editor)
    told = client.get(reverse("reviews:disputed")).content.decode()
    pane = told[told.index('class="settle"') :]
    assert "The gauge says so." in pane and "The gauge was broken." in pane
    assert str(checker) not in pane and str(checker2) not in pane
    verdict = Verdict.objects.get(review=dispute, author=checker)
    move = reverse("reviews:move", args=[dispute.claim.uid, "adjudicate"])
    stale = client.post(move, {"from": "settle", "rev": 1, "verdict": verdict.uid})
    assert stale.status_code == 409 and "The gauge was broken." in stale.content.decode()
    done = client.post(move, {"from": "settle", "rev": dispute.rev, "verdict": verdict.uid}, follow=True)
    assert "Settled." in done.content.decode()
    assert "No dispute waits" in client.get(reverse("reviews:disputed")).content.decode()


def test_an_editor_writes_the_third_on_the_page(client, dispute, editor):
    client.force_login(editor)
    page = client.get(reverse("reviews:claim", args=[dispute.claim.uid]), {"write": "adjudicate"}).content.decode()
    assert "Settle by this" in page and "Submit, next" not in page
    typed = {"verdict_form": "1", "base_rev": "0", "rating": "half_true", "rationale": "Both read half of it."}
    typed |= {f"citation-0-{name}": value for name, value in draft_payload()["citations"][0].items()}
    done = client.post(reverse("reviews:move", args=[dispute.claim.uid, "adjudicate"]), typed)
    assert done.status_code == 302
    assert str(Review.objects.get(pk=dispute.pk).rating) == "Half true"


def test_only_the_wording_amended_it_stays_decided_and_somebody_else_confirms_it(
    claim_under, checker, checker2, editor, person
):
    review = decided(claim_under(Policy.SECOND_LOOK), checker, checker2)
    write(review, editor, rationale="The gauge says so, in table 2.")
    perform(Verb.AMEND, review.claim, by=editor, now=NOW)
    review.refresh_from_db()
    decision = Decision.objects.current().get(review=review)
    assert (review.state, review.amended_by, decision.by) == (State.DECIDED, editor, checker2)
    assert decision.verdict.rationale == "The gauge says so, in table 2."
    with pytest.raises(Refusal, match="Somebody else confirms it"):
        review.publish(by=editor, now=NOW)
    review.publish(by=person("editor2", "Editor"), now=NOW)
    assert review.amended_by is None


def test_anything_more_amended_waits_for_a_second_look_again(claim_under, checker, checker2):
    review = decided(claim_under(Policy.SECOND_LOOK), checker, checker2)
    write(review, checker, rating="mostly_true")
    perform(Verb.AMEND, review.claim, by=checker, now=NOW)
    review.refresh_from_db()
    assert (review.state, review.rating, review.author) == (State.AWAITING_SECOND, None, checker)
    assert not Decision.objects.current().filter(review=review).exists()
    review.approve(review.current_verdict(), by=checker2, now=NOW)
    assert str(review.rating) == "Mostly true"


def test_where_one_person_decides_an_amended_claim_is_open_again_with_the_text(claim_under, checker):
    review = judge(claim_under(Policy.SINGLE), checker)
    write(review, checker, rating="false")
    perform(Verb.AMEND, review.claim, by=checker, now=NOW)
    review.refresh_from_db()
    assert review.state == State.OPEN
    assert Draft.objects.of(checker).get(review=review).text().rating == "false"
    assert Claim.objects.get(pk=review.claim_id).frozen_at is None


def test_nothing_amended_is_said_and_others_are_refused(claim_under, checker, checker2, person):
    review = decided(claim_under(Policy.SECOND_LOOK), checker, checker2)
    write(review, checker)
    with pytest.raises(Refusal, match="Nothing is changed"):
        perform(Verb.AMEND, review.claim, by=checker, now=NOW)
    with pytest.raises(Refusal, match="Only who wrote the verdict"):
        perform(Verb.AMEND, review.claim, by=person("third", "Fact-checker"), now=NOW)


def test_the_page_amends_from_the_verdict_as_it_stands(client, claim_under, checker, checker2):
    review = decided(claim_under(Policy.SECOND_LOOK), checker, checker2)
    client.force_login(checker)
    page = client.get(reverse("reviews:claim", args=[review.claim.uid]), {"write": "amend"}).content.decode()
    assert "The gauge says so.</textarea>" in page
    typed = {"verdict_form": "1", "base_rev": "0", "rating": "true", "rationale": "The gauge says so, twice."}
    typed |= {f"citation-0-{name}": value for name, value in draft_payload()["citations"][0].items()}
    assert client.post(reverse("reviews:move", args=[review.claim.uid, "amend"]), typed).status_code == 302
    told = client.get(reverse("reviews:claim", args=[review.claim.uid])).content.decode()
    assert "changed the wording since the verdict was approved" in told
