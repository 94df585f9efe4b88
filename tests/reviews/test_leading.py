"""What editors and administrators set: priority, due date, policy, exceptions, corrections, how strict rules are."""

import datetime
import json

import pytest
from django.urls import reverse

from articles.refusals import Refusal
from reviews.models import Correction, Draft, Review, RuleLevel, Waiver
from reviews.moves import Request, perform
from reviews.rule_setting import set_level
from reviews.rules import Level, Rule
from reviews.workflow import State, Verb
from tests.factories import draft_payload, make_article, make_claim
from tests.programs import problem, program, said

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 20, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def review(importer, checker, scales) -> Review:
    """A claim that the checker holds."""
    return Review.begin(make_claim(make_article(importer)), by=checker, now=NOW)


@pytest.fixture
def published(review, checker, checker2, editor) -> Review:
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=NOW)
    review.approve(review.submit(by=checker, now=NOW), by=checker2, now=NOW)
    return review.publish(by=editor, now=NOW)


def ask(review, verb, by, **asked):
    perform(verb, review.claim, by=by, now=NOW, asked=Request(**asked))
    review.refresh_from_db()


def test_an_editor_plans_a_claim_on_its_page(client, review, editor):
    client.force_login(editor)
    move = lambda verb, **post: client.post(reverse("reviews:move", args=[review.claim.uid, verb]), post)  # noqa: E731
    assert move("prioritize", priority="2").status_code == 302
    assert move("schedule", due="2026-12-01").status_code == 302
    review.refresh_from_db()
    assert (review.priority, review.due_at.date()) == (2, datetime.date(2026, 12, 1))
    assert review.due_key == review.due_at
    assert move("schedule", due="soon").status_code == 400
    assert move("prioritize", priority="9").status_code == 400
    assert move("schedule", due="").status_code == 302
    assert Review.objects.get(pk=review.pk).due_at is None


def test_who_checks_is_set_only_before_anybody_has_begun(review, checker, editor):
    with pytest.raises(Refusal, match="being checked"):
        ask(review, Verb.SET_POLICY, editor, policy="single")
    review.release(by=checker, now=NOW)
    ask(review, Verb.SET_POLICY, editor, policy="blind_double")
    assert review.policy == "blind_double"
    with pytest.raises(Refusal, match="Choose who checks"):
        ask(review, Verb.SET_POLICY, editor, policy="everybody")


def test_an_exception_lets_one_claim_pass_one_rule_and_is_printed(client, review, checker, editor):
    Draft.store(review, draft_payload(rationale="", rating="false"), by=checker, base_rev=0, now=NOW)
    with pytest.raises(Refusal) as stopped:
        review.submit(by=checker, now=NOW)
    assert [line.rule for line in stopped.value.params["obstacles"]] == [Rule.RATIONALE_MISSING]
    ask(review, Verb.WAIVE, editor, rule="rationale_missing", reason="The table speaks for itself.")
    assert review.submit(by=checker, now=NOW)
    client.force_login(editor)
    assert (
        "The table speaks for itself." in client.get(reverse("reviews:claim", args=[review.claim.uid])).content.decode()
    )


def test_nobody_makes_an_exception_for_themselves_or_twice_or_from_what_a_verdict_is(review, checker, editor, person):
    with pytest.raises(Refusal, match="Ask an administrator"):
        ask(review, Verb.WAIVE, checker, rule="rationale_missing", reason="Mine.")
    review.release(by=checker, now=NOW)
    review.start(by=editor, now=NOW)
    with pytest.raises(Refusal, match="another editor"):
        ask(review, Verb.WAIVE, editor, rule="rationale_missing", reason="Mine.")
    other = person("editor2", "Editor")
    with pytest.raises(Refusal, match="No exception can be made here"):
        ask(review, Verb.WAIVE, other, rule="answer_missing", reason="Why not.")
    ask(review, Verb.WAIVE, other, rule="rationale_missing", reason="Once.")
    with pytest.raises(Refusal, match="already"):
        ask(review, Verb.WAIVE, other, rule="rationale_missing", reason="Twice.")
    assert Waiver.objects.count() == 1


def test_one_editor_proposes_a_correction_and_another_applies_it(client, published, editor, person):
    ask(published, Verb.CORRECT, editor, kind="minor", reason="Table 3, not 2.")
    with pytest.raises(Refusal, match="proposed already"):
        ask(published, Verb.CORRECT, editor, kind="minor", reason="Again.")
    with pytest.raises(Refusal, match="another editor applies it"):
        ask(published, Verb.APPLY_CORRECTION, editor)
    other = person("editor2", "Editor")
    ask(published, Verb.APPLY_CORRECTION, other)
    assert Correction.objects.get().applied_by == other
    with pytest.raises(Refusal, match="No correction is proposed"):
        ask(published, Verb.APPLY_CORRECTION, other)
    client.force_login(editor)
    assert "Table 3, not 2." in client.get(reverse("reviews:claim", args=[published.claim.uid])).content.decode()


def test_a_correction_is_dropped_and_another_may_be_proposed(published, editor):
    ask(published, Verb.CORRECT, editor, kind="substantive", reason="Wrong year.")
    ask(published, Verb.DROP_CORRECTION, editor)
    ask(published, Verb.CORRECT, editor, kind="withdrawn", reason="The source was forged.")
    assert published.open_correction().note == "The source was forged."
    assert published.state == State.PUBLISHED


def test_an_administrator_sets_how_strict_a_rule_is(client, review, checker, administrator):
    client.force_login(administrator)
    page = reverse("reviews:rules")
    assert client.post(page, {"rule": "rationale_missing", "level": "off"}).status_code == 302
    assert "is off" in client.get(page).content.decode()
    Draft.store(review, draft_payload(rationale="", rating="false"), by=checker, base_rev=0, now=NOW)
    assert review.submit(by=checker, now=NOW)
    assert RuleLevel.objects.get().by == administrator


def test_a_rule_made_a_warning_takes_a_reason(review, checker, administrator):
    set_level(Rule.RATIONALE_MISSING, Level.WARN, by=administrator, now=NOW)
    draft = Draft.store(review, draft_payload(rationale="", rating="false"), by=checker, base_rev=0, now=NOW)
    with pytest.raises(Refusal):
        review.submit(by=checker, now=NOW)
    with_reason = draft_payload(rationale="", rating="false", reasons={"rationale_missing": "The table is plain."})
    Draft.store(review, with_reason, by=checker, base_rev=draft.rev, now=NOW)
    assert review.submit(by=checker, now=NOW).reasons == {"rationale_missing": "The table is plain."}


@pytest.mark.parametrize("who", ["checker", "editor", "root"])
def test_only_an_administrator_sets_rules_through_any_door(client, request, who, scales):
    person = request.getfixturevalue(who)
    client.force_login(person)
    client.post(reverse("reviews:rules"), {"rule": "rationale_missing", "level": "off"})
    problem(program(person).post("/api/v1/rules/", {"rule": "rationale_missing", "level": "off"}, format="json"), 403)
    assert not RuleLevel.objects.exists()


def test_programs_read_and_set_the_rules(administrator, checker, db):
    listed = said(program(checker).get("/api/v1/rules/"))
    assert {one["rule"] for one in listed} == set(Rule)
    body = {"rule": "citation_place", "level": "warn"}
    now = said(program(administrator).post("/api/v1/rules/", body, format="json"))
    assert next(one["level"] for one in now if one["rule"] == "citation_place") == "warn"
    refused = program(administrator).post("/api/v1/rules/", {"rule": "answer_missing", "level": "off"}, format="json")
    problem(refused, 400)


def test_every_report_tells_corrections_and_exceptions(client, published, editor, person):
    ask(published, Verb.CORRECT, editor, kind="withdrawn", reason="=The source was forged.")
    ask(published, Verb.APPLY_CORRECTION, person("editor2", "Editor"))
    client.force_login(editor)
    told = {format: exported(client, published, format) for format in ("html", "csv", "json")}
    assert all("The source was forged." in text for text in told.values())
    [claim] = json.loads(told["json"])["claims"]
    assert claim["corrections"][0]["kind"] == "withdrawn"


def exported(client, review, format) -> str:
    made = client.post(reverse("reviews:export"), {"article": review.article.uid, "format": format})
    file = client.get(reverse("reviews:report_file", args=[made.url.rstrip("/").rsplit("/", 1)[-1]]))
    return b"".join(file.streaming_content if file.streaming else [file.content]).decode()
