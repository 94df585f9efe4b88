"""What the verbs keep true beyond the table: leases, drafts, rounds, guards, rules, frozen claims."""

import datetime

import pytest

from articles.models import Event
from articles.refusals import Kind, Refusal
from articles.terms import DismissReason, QuoteKind, Triage
from reviews.drafts import DraftText
from reviews.models import Citation, Decision, Draft, Evidence, Plan, Review, Verdict
from reviews.moves import Request, perform
from reviews.workflow import Policy, State, Verb
from tests.factories import draft_payload, make_article, make_claim

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer))


@pytest.fixture
def held(claim, checker):
    return Review.begin(claim, by=checker, now=NOW)


@pytest.fixture
def submitted(held, checker):
    Draft.store(held, draft_payload(), by=checker, base_rev=0, now=NOW)
    held.submit(by=checker, now=NOW)
    return held


def refused(call, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value


def test_starting_a_proposed_claim_accepts_it_first(held, claim, checker):
    claim.refresh_from_db()
    assert claim.triage == Triage.ACCEPTED
    assert [e.verb for e in Event.objects.order_by("pk")] == ["accept", "start"]
    assert held.is_held_by(checker, NOW)


def test_a_lease_ends_after_fifteen_minutes_without_anybody_doing_anything(held, checker, checker2):
    assert "until" in refused(held.start, by=checker2, now=NOW + 14 * MINUTE).words
    held.start(by=checker2, now=NOW + 15 * MINUTE)
    assert held.is_held_by(checker2, NOW + 16 * MINUTE)
    assert not held.is_held_by(checker, NOW + 16 * MINUTE)


def test_a_lease_further_ahead_than_any_lease_can_be_counts_as_over(held, checker2):
    Review.objects.filter(pk=held.pk).update(lease_until=NOW + datetime.timedelta(days=400))
    held.refresh_from_db()
    held.start(by=checker2, now=NOW)
    assert held.is_held_by(checker2, NOW)


def test_a_draft_outlives_the_lease_and_comes_back_to_its_author(held, checker, checker2):
    Draft.store(held, {"rationale": "half a thought"}, by=checker, base_rev=0, now=NOW)
    held.start(by=checker2, now=NOW + 20 * MINUTE)
    Draft.store(held, {"rationale": "half a thought, gone on"}, by=checker, base_rev=1, now=NOW + 21 * MINUTE)
    held.release(by=checker2, now=NOW + 22 * MINUTE)
    held.start(by=checker, now=NOW + 23 * MINUTE)
    assert Draft.objects.get(review=held, author=checker).text().rationale == "half a thought, gone on"


def test_a_draft_saved_in_another_tab_is_not_overwritten(held, checker):
    Draft.store(held, {"rationale": "first"}, by=checker, base_rev=0, now=NOW)
    Draft.store(held, {"rationale": "second"}, by=checker, base_rev=1, now=NOW)
    stale = refused(Draft.store, held, {"rationale": "other tab"}, by=checker, base_rev=1, now=NOW)
    assert stale.code == "draft_stale"
    assert stale.params["theirs"]["rationale"] == "second"
    assert stale.params["rev"] == 2


def test_the_same_draft_sent_twice_is_saved_once(held, checker):
    first = Draft.store(held, {"rationale": "first"}, by=checker, base_rev=0, now=NOW)
    assert Draft.store(held, {"rationale": "first"}, by=checker, base_rev=0, now=NOW).rev == first.rev


def test_submit_without_a_draft_lists_what_stands_in_the_way(held, checker):
    no = refused(held.submit, by=checker, now=NOW)
    assert (no.code, no.kind) == ("obstacles", Kind.INVALID)
    assert [line.rule for line in no.params["obstacles"]] == ["answer_missing", "rationale_missing"]
    held.refresh_from_db()
    assert held.state == State.IN_REVIEW


def test_submit_freezes_the_claim_and_turns_the_draft_into_a_verdict(submitted, checker):
    verdict = Verdict.objects.get()
    assert (verdict.rating.code, verdict.rationale, verdict.author) == ("true", "The gauge says so.", checker)
    assert verdict.citations.get().evidence == Evidence.objects.get()
    assert verdict.statement == submitted.claim.statement
    submitted.claim.refresh_from_db()
    assert submitted.claim.frozen_at == NOW
    assert not Draft.objects.exists()
    assert not submitted.is_leased(NOW)


def test_evidence_is_reused_and_a_citation_keeps_its_own_words(submitted, checker, importer):
    other = Review.begin(
        make_claim(submitted.article, "The town spent 2.1 million crowns on the wall."), by=checker, now=NOW
    )
    payload = draft_payload()
    payload["citations"][0] |= {"title": "River gauge, second edition", "quote": "2.1"}
    Draft.store(other, payload, by=checker, base_rev=0, now=NOW)
    other.submit(by=checker, now=NOW)
    assert Evidence.objects.count() == 1
    assert list(Citation.objects.order_by("pk").values_list("title", flat=True)) == [
        "River gauge 2019",
        "River gauge, second edition",
    ]


def test_the_author_never_approves_not_even_with_every_role(submitted, checker, roles):
    checker.groups.set(roles.values())
    checker.is_superuser = True
    checker.save()
    person = type(checker).objects.get(pk=checker.pk)
    assert refused(submitted.approve, Verdict.objects.get(), by=person, now=NOW).kind is Kind.FORBIDDEN


def test_approving_names_the_verdict_that_was_read(submitted, checker, checker2):
    old = Verdict.objects.get()
    submitted.send_back(by=checker2, now=NOW, reason="Which table?")
    submitted.start(by=checker, now=NOW)
    submitted.submit(by=checker, now=NOW)
    assert refused(submitted.approve, old, by=checker2, now=NOW).code == "verdict_superseded"
    submitted.approve(Verdict.objects.newest_first().first(), by=checker2, now=NOW)
    assert submitted.state == State.DECIDED


def test_a_returned_verdict_goes_back_to_its_author_with_all_they_wrote(submitted, checker, checker2):
    submitted.send_back(by=checker2, now=NOW, reason="Which table?")
    assert (submitted.state, submitted.assigned_to, submitted.returned_at) == (State.OPEN, checker, NOW)
    draft = Draft.objects.get(review=submitted, author=checker).text()
    assert (draft.rating, draft.citations[0].quote) == ("true", "rose by 40 cm")
    submitted.claim.refresh_from_db()
    assert submitted.claim.frozen_at is None
    assert refused(submitted.start, by=checker2, now=NOW).code == "assigned_to_other"


def test_returning_needs_a_reason(submitted, checker2):
    no = refused(submitted.send_back, by=checker2, now=NOW, reason="  ")
    assert (no.code, no.kind) == ("reason_missing", Kind.INVALID)


def test_one_person_alone_cannot_publish_what_they_decided_alone(claim, editor, scales, checker2, roles):
    Plan.objects.create(article=claim.article, policy=Policy.SINGLE, scale=scales["five-point"])
    review = Review.begin(claim, by=editor, now=NOW)
    Draft.store(review, draft_payload(), by=editor, base_rev=0, now=NOW)
    review.submit(by=editor, now=NOW)
    assert review.state == State.DECIDED
    assert refused(review.publish, by=editor, now=NOW).kind is Kind.FORBIDDEN
    checker2.groups.add(roles["Editor"])
    review.publish(by=type(editor).objects.get(pk=checker2.pk), now=NOW)
    assert review.state == State.PUBLISHED


def test_reopening_begins_a_round_and_keeps_the_old_one_readable(submitted, checker2, editor):
    submitted.approve(Verdict.objects.get(), by=checker2, now=NOW)
    submitted.publish(by=editor, now=NOW)
    submitted.reopen(by=editor, now=NOW, reason="New figures are out.")
    assert (submitted.state, submitted.round, submitted.rating) == (State.OPEN, 2, None)
    assert not Decision.objects.current().exists()
    assert Decision.objects.get().round == 1
    assert submitted.current_verdict() is None


def test_a_claim_dismissed_while_open_comes_back_open(claim, checker, editor):
    review = Review.accept(claim, by=checker, now=NOW)
    perform(Verb.DISMISS, claim, by=checker, now=NOW, asked=Request(why=DismissReason.OPINION, reason="A taste."))
    review.refresh_from_db()
    assert (review.state, claim.dismiss_reason) == (State.DISMISSED, DismissReason.OPINION)
    perform(Verb.RESTORE, claim, by=editor, now=NOW)
    review.refresh_from_db()
    claim.refresh_from_db()
    assert (review.state, claim.triage, claim.dismiss_reason) == (State.OPEN, Triage.ACCEPTED, "")


def test_dismissing_needs_one_of_the_reasons(claim, checker):
    no = refused(perform, Verb.DISMISS, claim, by=checker, now=NOW, asked=Request(why="because"))
    assert (no.code, no.field) == ("reason_missing", "why")


def test_a_stale_revision_is_refused_and_told_the_state_as_it_is(held, checker, checker2):
    no = refused(held.release, by=checker, now=NOW, rev=held.rev - 1)
    assert no.kind is Kind.CONFLICT
    assert held.state == State.IN_REVIEW


def test_only_an_editor_gives_a_claim_to_somebody_else(claim, checker, checker2, editor):
    review = Review.accept(claim, by=checker, now=NOW)
    assert refused(review.assign, checker2, by=checker, now=NOW).kind is Kind.FORBIDDEN
    review.assign(checker2, by=editor, now=NOW)
    assert refused(review.assign, None, by=checker, now=NOW).kind is Kind.FORBIDDEN
    assert refused(review.start, by=checker, now=NOW).code == "assigned_to_other"
    assert review.start(by=checker2, now=NOW).is_held_by(checker2, NOW)


def test_nobody_is_assigned_who_may_not_check(claim, checker, editor, importer):
    review = Review.accept(claim, by=checker, now=NOW)
    assert refused(review.assign, importer, by=editor, now=NOW).code == "cannot_check"


def test_taking_over_leaves_the_other_draft_alone(held, checker, editor):
    Draft.store(held, {"rationale": "mine"}, by=checker, base_rev=0, now=NOW)
    held.take_over(by=editor, now=NOW, reason="Noor is ill.")
    assert held.is_held_by(editor, NOW)
    assert Draft.objects.get(author=checker).text().rationale == "mine"
    assert refused(held.submit, by=checker, now=NOW).code == "holder"


def test_a_quotation_is_complete_with_its_answer_alone(importer, checker, scales):
    claim = make_claim(make_article(importer), "“We built it in six weeks,” said the mayor.", quote=QuoteKind.DIRECT)
    review = Review.begin(claim, by=checker, now=NOW)
    Draft.store(review, draft_payload(rating="", quotation="exact", rationale=""), by=checker, base_rev=0, now=NOW)
    verdict = review.submit(by=checker, now=NOW)
    assert (verdict.rating, verdict.quotation) == (None, "exact")


def test_an_unproven_verdict_needs_a_search_note_and_no_source(held, checker):
    Draft.store(held, {"rating": "unproven", "rationale": "Nothing found."}, by=checker, base_rev=0, now=NOW)
    no = refused(held.submit, by=checker, now=NOW)
    assert [line.rule for line in no.params["obstacles"]] == ["search_note_missing"]
    Draft.store(
        held,
        {"rating": "unproven", "rationale": "Nothing found.", "search_note": "Asked the archive on 12 Nov."},
        by=checker,
        base_rev=1,
        now=NOW,
    )
    assert held.submit(by=checker, now=NOW).search_note == "Asked the archive on 12 Nov."


def test_a_warning_passes_with_a_reason_and_the_reason_is_kept(held, checker):
    payload = draft_payload()
    payload["citations"][0]["kind"] = "secondary"
    Draft.store(held, payload, by=checker, base_rev=0, now=NOW)
    warned = [line.rule for line in refused(held.submit, by=checker, now=NOW).params["obstacles"]]
    assert warned == ["primary_missing", "publishers_single"]
    reasons = {"primary_missing": "The gauge was lost.", "publishers_single": "Nobody else measured it."}
    Draft.store(held, payload | {"reasons": reasons}, by=checker, base_rev=1, now=NOW)
    assert held.submit(by=checker, now=NOW).reasons == reasons


def test_a_deactivated_person_may_do_nothing(claim, checker):
    checker.is_active = False
    checker.save()
    person = type(checker).objects.get(pk=checker.pk)
    assert refused(Review.begin, claim, by=person, now=NOW).kind is Kind.FORBIDDEN


@pytest.mark.parametrize("name", ["url", "title"])
def test_the_longest_source_is_kept_and_known_again(held, checker, name):
    """An index takes far fewer bytes than two thousand characters may have."""
    hard_to_press = "".join(chr(0x20000 + n * 7919 % 0xA000) for n in range(1_950))
    source = {"url": f"https://example.org/{hard_to_press}"} if name == "url" else {"url": "", "title": hard_to_press}
    payload = draft_payload()
    payload["citations"][0] |= source
    Draft.store(held, payload, by=checker, base_rev=0, now=NOW)
    held.submit(by=checker, now=NOW)
    known = Evidence.cited_as(DraftText.read(payload).citations[0])
    assert known == Evidence.objects.get() and getattr(known, name) == source[name]
