"""The pages' door to the verbs: every verb from every state is done, or refused in words with nothing changed."""

import datetime
import uuid

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles.models import Claim, Event
from articles.terms import DismissReason
from reviews import words
from reviews.models import Draft, Review
from reviews.models.guards import state_of
from reviews.moves import Request, perform
from reviews.workflow import MOVES, Policy, State, Verb
from tests.factories import IN_PARTS, draft_payload, make_article, make_claim

UNREACHED = {State.SECOND_REVIEW, State.DISPUTED}


@pytest.fixture
def claim(importer, scales):
    return make_claim(make_article(importer), hints=IN_PARTS)


def reach(state, claim, checker, checker2, editor):
    """Take a claim to a state by the people whose work it is."""
    now = timezone.now()
    if state is State.PROPOSED:
        return
    if state is State.DISMISSED:
        return perform(Verb.DISMISS, claim, by=checker, now=now, asked=Request(why=DismissReason.OPINION))
    review = Review.accept(claim, by=checker, now=now)
    if state in UNREACHED:
        return Review.objects.filter(pk=review.pk).update(state=state)
    if state is State.OPEN:
        return
    review.start(by=checker, now=now)
    Draft.store(review, draft_payload(), by=checker, base_rev=0, now=now)
    if state is State.IN_REVIEW:
        return
    verdict = review.submit(by=checker, now=now)
    if state is State.AWAITING_SECOND:
        return
    review.approve(verdict, by=checker2, now=now)
    if state is State.PUBLISHED:
        review.publish(by=editor, now=now)


def door(client, claim, verb, **fields):
    return client.post(reverse("reviews:move", args=[claim.uid, verb]), fields)


def asked_for(claim, checker):
    """All that any verb may want."""
    verdict = Review.objects.filter(claim=claim).first()
    current = verdict.current_verdict() if verdict else None
    named = {"verdict": current.uid} if current else {}
    led = {"priority": "2", "due": "2026-11-30", "policy": "single", "rule": "citation_missing", "kind": "minor"}
    return {"reason": "Because.", "why": "opinion", "to": checker.uid} | named | led


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("who", ["checker", "editor", "importer"])
def test_every_verb_is_done_or_refused_in_words(client, request, checker, checker2, editor, claim, who, state):
    person = request.getfixturevalue(who)
    reach(state, claim, checker, checker2, editor)
    client.force_login(person)
    for verb in set(Verb) - {Verb.UNDO}:
        with transaction.atomic():
            knock(client, claim, person, verb, asked_for(claim, checker))
            transaction.set_rollback(True)


def knock(client, claim, person, verb, asked):
    claim = Claim.objects.get(pk=claim.pk)
    review = Review.objects.filter(claim=claim).first()
    state = state_of(claim, review)
    allowed = (review or Review(claim=claim, state=state)).allows(verb, person, timezone.now())
    if verb is Verb.AMEND and review:
        better = {"payload": draft_payload(rationale="Put better."), "saved_at": timezone.now()}
        Draft.objects.update_or_create(review=review, round=review.round, author=person, defaults=better)
    n_events = Event.objects.count()
    response = door(client, claim, verb, **asked)
    after = state_of(Claim.objects.get(pk=claim.pk), Review.objects.filter(claim=claim).first())
    if allowed:
        target = MOVES[verb].target_from(state, review.policy if review else Policy.SECOND_LOOK) or state
        target = MOVES[verb].otherwise if verb is Verb.AMEND else target
        unchosen = verb is Verb.RESTORE and review is None
        assert (response.status_code, after) == (302, State.PROPOSED if unchosen else target), (verb, state)
    else:
        told = str(response.context["asked"].refusal.words)
        assert response.status_code in {400, 403, 409}, (verb, state)
        assert (after, Event.objects.count()) == (state, n_events), (verb, state)
        assert told and escape(told) in response.content.decode(), (verb, state)
    if not person.has_perm(MOVES[verb].permission):
        assert response.status_code == 403, (verb, state)


def test_a_step_is_undone_by_who_did_it_for_half_a_minute(client, checker, editor, claim):
    client.force_login(editor)
    door(client, claim, "accept")
    client.force_login(checker)
    assert door(client, claim, "undo").status_code == 409
    client.force_login(editor)
    page = client.get(reverse("reviews:claim", args=[claim.uid])).content.decode()
    assert reverse("reviews:move", args=[claim.uid, "undo"]) in page
    assert door(client, claim, "undo").status_code == 302
    assert state_of(claim, Review.objects.filter(claim=claim).first()) is State.PROPOSED
    long_ago = timezone.now() - datetime.timedelta(seconds=31)
    perform(Verb.ACCEPT, Claim.objects.get(pk=claim.pk), by=editor, now=long_ago)
    assert door(client, claim, "undo").status_code == 409


def test_looking_at_the_door_is_not_knocking(client, editor, claim):
    client.force_login(editor)
    for verb in Verb:
        assert client.get(reverse("reviews:move", args=[claim.uid, verb])).status_code == 405


def test_an_unknown_verb_and_an_unknown_claim_are_not_found(client, editor, claim):
    client.force_login(editor)
    assert door(client, claim, "explode").status_code == 404
    missing = Claim(uid=uuid.uuid4())
    assert door(client, missing, "accept").status_code == 404


def test_outsiders_meet_a_closed_door(client, outsider, claim):
    client.force_login(outsider)
    assert door(client, claim, "accept").status_code == 403
    assert not Review.objects.exists()


def form(payload, **fields):
    post = {name: payload.get(name, "") for name in ("rating", "rationale", "quotation", "search_note")}
    for place, citation in enumerate(payload["citations"]):
        post |= {f"citation-{place}-{name}": value for name, value in citation.items()}
    return post | {"verdict_form": "1", "base_rev": "0"} | fields


def test_submit_saves_what_is_typed_and_submits_it(client, checker, claim):
    client.force_login(checker)
    response = door(client, claim, "submit", **form(draft_payload(rationale="Typed just now.")))
    assert response.status_code == 302
    review = Review.objects.get()
    assert review.state == State.AWAITING_SECOND and review.current_verdict().rationale == "Typed just now."
    assert not Draft.objects.exists()


def test_a_refused_submit_keeps_every_letter_and_lists_what_stands_in_the_way(client, checker, claim):
    client.force_login(checker)
    citation = {"url": "not an address", "title": "Odd", "publisher": "P", "quote": "Q", "translation": "T"}
    typed = draft_payload(rating="", rationale="Nearly.", citations=[citation], search_note="Asked around.")
    response = door(client, claim, "submit", **form(typed))
    html = response.content.decode()
    assert response.status_code == 400
    for kept in ("Nearly.", "not an address", "Odd", ">\nQ<", ">\nT<", "Asked around."):
        assert kept in html
    assert "Choose a rating." in html and 'href="#rating-1"' in html
    assert 'href="#citation-0-url"' in html and 'href="#citation-0-stance"' in html
    assert Draft.objects.get().payload["rationale"] == "Nearly."
    rev = Draft.objects.get().rev
    assert f'name="base_rev" value="{rev}"' in html
    again = door(client, claim, "submit", **form(draft_payload(), base_rev=str(rev)))
    assert again.status_code == 302


def test_a_reason_lets_a_warning_pass(client, checker, claim):
    client.force_login(checker)
    citation = draft_payload()["citations"][0] | {"kind": "secondary"}
    refused = door(client, claim, "submit", **form(draft_payload(citations=[citation])))
    assert refused.status_code == 400 and 'name="reason-primary_missing"' in refused.content.decode()
    reasons = {"primary_missing": "Closed today.", "publishers_single": "Nobody else measures it."}
    given = {f"reason-{rule}": reason for rule, reason in reasons.items()}
    answer = door(client, claim, "submit", **form(draft_payload(citations=[citation]), base_rev="1", **given))
    assert answer.status_code == 302
    assert Review.objects.get().current_verdict().reasons == reasons


def test_submit_on_a_claim_that_was_taken_keeps_the_text(client, checker, checker2, claim):
    Review.begin(claim, by=checker, now=timezone.now())
    client.force_login(checker2)
    response = door(client, claim, "submit", **form(draft_payload(rationale="My long work.")))
    assert response.status_code == 409
    assert "My long work." in response.content.decode() and "Noor has this claim" in response.content.decode()


def test_submit_on_a_claim_decided_meanwhile_keeps_the_text(client, checker, checker2, editor, claim):
    reach(State.DECIDED, claim, checker, checker2, editor)
    client.force_login(editor)
    response = door(client, claim, "submit", **form(draft_payload(rationale="My long work.")))
    assert response.status_code == 409 and "My long work." in response.content.decode()


def test_submit_and_next_goes_to_the_next_claim_that_is_free(client, checker, checker2, claim):
    article = claim.article
    taken = make_claim(article, "The town spent 2.1 million crowns on the wall.")
    free = make_claim(article, "We built it in six weeks")
    Review.begin(taken, by=checker2, now=timezone.now())
    client.force_login(checker)
    response = door(client, claim, "submit", **form(draft_payload(), go="next"))
    assert response.url == reverse("reviews:claim", args=[free.uid])


def test_submit_and_next_says_when_none_is_left(client, checker, claim):
    client.force_login(checker)
    response = door(client, claim, "submit", **form(draft_payload(), go="next"))
    assert response.url == reverse("reviews:claim", args=[claim.uid])
    assert str(words.NONE_LEFT) in [str(m) for m in get_messages(response.wsgi_request)]


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil"])
def test_the_way_on_never_leaves_the_house(client, checker, claim, address):
    client.force_login(checker)
    assert door(client, claim, "accept", next=address).url == reverse("reviews:claim", args=[claim.uid])


def test_the_way_on_within_the_house_is_taken(client, checker, claim):
    client.force_login(checker)
    assert door(client, claim, "accept", next="/articles/?x=1").url == "/articles/?x=1"


def test_a_stale_revision_is_told(client, checker, checker2, editor, claim):
    reach(State.DECIDED, claim, checker, checker2, editor)
    client.force_login(editor)
    for rev in ("0", "what"):
        response = door(client, claim, "publish", rev=rev)
        assert response.status_code == 409 and "Somebody was faster" in response.content.decode()
    assert Review.objects.get().state == State.DECIDED


def test_dismiss_wants_a_reason_and_keeps_the_note(client, checker, claim):
    client.force_login(checker)
    response = door(client, claim, "dismiss", why="", reason="A long note.")
    html = response.content.decode()
    assert response.status_code == 400 and "A long note." in html and "Give a reason" in html


def test_reopen_without_reason_is_refused_and_its_field_is_open(client, checker, checker2, editor, claim):
    reach(State.DECIDED, claim, checker, checker2, editor)
    client.force_login(editor)
    response = door(client, claim, "reopen", reason=" ")
    assert response.status_code == 400 and '<details class="move" open>' in response.content.decode()


def test_an_editor_gives_a_claim_to_a_person_who_checks(client, checker, editor, importer, claim):
    Review.accept(claim, by=editor, now=timezone.now())
    client.force_login(editor)
    assert door(client, claim, "assign", to=importer.uid).status_code == 400
    assert door(client, claim, "assign", to="nobody-known").status_code == 400
    assert door(client, claim, "assign", to=checker.uid).status_code == 302
    assert Review.objects.get().assigned_to == checker


def test_the_way_on_may_be_no_address_at_all(client, checker, claim):
    client.force_login(checker)
    assert door(client, claim, "accept", next="nowhere").status_code == 302


@pytest.mark.parametrize("char", ["\0", "a\0b"])
def test_a_nul_in_a_reason_is_left_out(client, checker, editor, claim, char):
    reach(State.IN_REVIEW, claim, checker, None, None)
    client.force_login(editor)
    assert door(client, claim, "take_over", reason=f"Noor is ill.{char}").status_code == 302
    assert Event.objects.get(verb="take_over").reason == "Noor is ill." + char.replace("\0", "")


def test_a_reason_of_nothing_but_nul_is_none(client, checker, editor, claim):
    reach(State.IN_REVIEW, claim, checker, None, None)
    client.force_login(editor)
    assert door(client, claim, "take_over", reason="\0").status_code == 400


def test_a_reason_has_an_end(client, checker, editor, claim):
    reach(State.IN_REVIEW, claim, checker, None, None)
    client.force_login(editor)
    response = door(client, claim, "take_over", reason="y" * 2001)
    assert response.status_code == 400 and "at most 2,000 characters" in response.content.decode()
    assert not Event.objects.filter(verb="take_over").exists()
