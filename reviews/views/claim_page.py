"""Gather what the review page of a claim shows, in few queries, before any template."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse

from articles import words as article_words
from articles.models import Claim, Event
from articles.pages import render_page
from articles.refusals import Kind, Refusal
from articles.terms import CHOSEN_REASONS, DismissReason, QuoteKind, Reason
from reviews import words
from reviews.as_of import earlier_answer
from reviews.beside import beside
from reviews.claim_edits import Wording, may_edit
from reviews.colleagues import who_may
from reviews.drafts import DraftText
from reviews.models import Correction, Decision, Review, Waiver
from reviews.models.guards import state_of, undoable
from reviews.models.parts import PartAsked
from reviews.rules import SETTABLE, Rule
from reviews.terms import CorrectionKind, Priority
from reviews.threads import Talk
from reviews.tray import copies_in, tray_of
from reviews.views.article_pane import ArticlePane, article_pane
from reviews.views.claim_hints import dates_of, part_fields
from reviews.views.claim_setting import setting_of
from reviews.views.claim_shape import CHANGE, edit_form, same_as
from reviews.views.copy_pane import copy_pane
from reviews.views.record import history, judgements, sent_back
from reviews.views.subject import Subject, subject
from reviews.views.verdict_form import Choice, VerdictForm, differences, verdict_form
from reviews.workflow import CHECK, LEAD, Policy, State, Verb

STATUS = {Kind.CONFLICT: 409, Kind.FORBIDDEN: 403, Kind.INVALID: 400}
JUDGED_IN = (State.PROPOSED, State.OPEN, State.IN_REVIEW)
BLIND_JUDGED_IN = (*JUDGED_IN, State.AWAITING_SECOND, State.SECOND_REVIEW)
BESIDE = (Verb.AMEND, Verb.ADJUDICATE)  # verdicts that are written without holding the claim


@dataclass(frozen=True, slots=True)
class Asked:
    """What a refused request carried, so that the page shown again keeps it."""

    typed: DraftText | None = None
    base_rev: int | None = None
    theirs: DraftText | None = None
    verb: str = ""
    reason: str = ""
    why: str = ""
    parts: tuple[PartAsked, ...] | None = None
    wording: Wording | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    """Which verbs this person may use now."""

    verbs: frozenset[Verb] = field(default_factory=frozenset)

    def __getattr__(self, name: str) -> bool:
        return name in self.verbs


def claim_response(
    request: HttpRequest, uid: uuid.UUID, *, now: datetime.datetime, asked: Asked | None = None
) -> HttpResponse:
    """The review page; after a refusal with what was typed and the status of the refusal."""
    asked = asked or Asked()
    if "change" in request.GET and not asked.verb:
        asked = replace(asked, verb=CHANGE)
    if request.GET.get("write") in BESIDE and not asked.verb:
        asked = replace(asked, verb=request.GET["write"])
    on = subject(uid, request.user)
    context = claim_context(on, request.user, now=now, asked=asked)
    if source := request.GET.get("source"):
        draft = on.draft.text() if on.draft else DraftText()
        start = request.GET.get("from", "")
        context["copy"] = copy_pane(source, start, claim=on.claim, draft=draft, person=request.user)
    status = STATUS[asked.refusal.kind] if asked.refusal else 200
    return render_page(request, "reviews/claim.html", context, status=status)


def claim_context(on: Subject, person: Any, *, now: datetime.datetime, asked: Asked) -> dict[str, Any]:
    pane = article_pane(on.claim, person=person, now=now)
    steps, has_more_steps = history(on.claim, person) if on.has_history else ([], False)
    acts = _acts(on.review, person, now, steps[0].event if steps else None)
    people = _people(acts, person)
    on.name_people([person, *people])
    may_write = not acts.verbs.isdisjoint({Verb.START, *BESIDE})
    form = _form(on, pane, person, may_write=may_write, now=now, asked=asked)
    return {
        **shared_context(on, pane),
        "form": form,
        "form_verb": _form_verb(on.review, person, now, asked),
        "can_write": form is not None and may_write,
        "in_the_way": _in_the_way(on.review, person, now),
        "is_mine": on.review.pk is not None and on.review.is_held_by(person, now),
        "acts": acts,
        "people": people,
        "parts": part_fields(on.claim, pane.exact, asked.parts) if Verb.SPLIT in acts.verbs else [],
        "checked_as": _checked_as(on.claim, person),
        "dismiss_reasons": [Choice(r, str(article_words.DISMISS_REASONS[r]), r == asked.why) for r in CHOSEN_REASONS],
        "judgements": judgements(on.review, person),
        "can_cite": person.has_perm(CHECK),
        "can_add": may_edit(person),
        "add_owner": "verdict" if form else "edit",
        "edit": edit_form(on.claim, on.review, pane, person, now=now, asked=asked, owner="verdict" if form else "edit"),
        "steps": steps,
        "sent_back": sent_back(on.review, steps),
        "has_more_steps": has_more_steps,
        "levels": _levels(acts, on.review),
        "correction": on.review.open_correction() if on.state is State.PUBLISHED else None,
        "corrections": _corrections(on.review, person) if on.state is State.PUBLISHED else [],
        "waivers": _waivers(on.review, person),
        **({} if on.has_comments else {"talk": Talk([], 0)}),
        "asked": asked,
        "conflict": differences(asked.typed, asked.theirs) if asked.typed and asked.theirs else [],
    }


def shared_context(on: Subject, pane: ArticlePane) -> dict[str, Any]:
    """What both the review page and the second look say about a claim."""
    claim = on.claim
    needs_context = claim.read_hints().needs_context
    passage = pane.passage(needs_context=needs_context)
    return {
        "claim": claim,
        "article": claim.article,
        "review": on.review,
        **_standing(on),
        "pane": pane,
        "same_as": same_as(claim, pane),
        "setting": setting_of(pane),
        "passage": passage,
        "needs_context": needs_context,
        "dates": dates_of(claim, pane.exact, claim.article.published_on),
        "is_reworded": passage is None or not passage.reads(claim.statement),
        "previous": pane.step(-1),
        "following": pane.step(1),
        "check_first": article_words.check_first(claim.check_worthiness),
        "first_code": _first_code(claim.check_worthiness),
        "worth_reasons": [article_words.REASONS[Reason(code)] for code in claim.reasons if code in set(Reason)],
        "quote_words": article_words.QUOTES[QuoteKind(claim.quote)] if claim.quote != QuoteKind.NONE else "",
        "title": claim.article.headline,
    }


def _standing(on: Subject) -> dict[str, Any]:
    """Where the check stands; of a claim that is the same as another, that one's."""
    root = on.claim.same_as
    review = on.review if root is None else getattr(root, "review", None)
    state = on.state if root is None else state_of(root, review)
    return {"state": state, "state_words": words.STATES[state], "rating": review.rating if review else None}


def _form(
    on: Subject, pane: ArticlePane, person: Any, *, may_write: bool, now: datetime.datetime, asked: Asked
) -> VerdictForm | None:
    """The form where a verdict may still be written by somebody like this person; sources at hand if by them now."""
    kept = asked.typed is not None
    verb = _form_verb(on.review, person, now, asked)
    if not person.has_perm(CHECK) or not (kept or verb in BESIDE or _is_judged_here(on.review, person)):
        return None
    on.take_scale()
    rows = beside(on.claim, person, pane.words) if may_write else []
    return verdict_form(
        on.review,
        draft=on.draft,
        typed=asked.typed or (_as_it_stands(on.review, person) if verb in BESIDE and on.draft is None else None),
        base_rev=asked.base_rev,
        today=_today(now),
        levels=on.levels,
        tray=tray_of(on.claim, person, rows) if may_write else None,
        copies=copies_in(rows),
        earlier_as_of=earlier_answer(on.claim, person, rows),
    )


def _as_it_stands(review: Review, person: Any) -> DraftText | None:
    """The verdict that is to be amended, as the text to go on from; a dispute is settled on a blank sheet."""
    stands = (
        Decision.objects.visible_to(person).current().select_related("verdict__rating").filter(review=review).first()
    )
    return stands.verdict.as_draft() if stands else None


def _levels(acts: Acts, review: Review) -> dict[str, Any]:
    """What an editor may set about the check: each with the choices there are, the one in force chosen."""
    if not acts.verbs & {Verb.PRIORITIZE, Verb.SCHEDULE, Verb.SET_POLICY, Verb.WAIVE, Verb.CORRECT}:
        return {}
    return {
        "priorities": [Choice(str(int(p)), str(words.PRIORITIES[p]), p == review.priority) for p in Priority],
        "policies": [Choice(p, str(words.POLICIES[p]), p == review.policy) for p in Policy],
        "rules": [Choice(r, words.rule_sentence(r, 1), False) for r in SETTABLE],
        "corrections": [Choice(k, str(words.CORRECTION_KINDS[k]), False) for k in CorrectionKind],
    }


def _waivers(review: Review, person: Any) -> list[tuple[str, Waiver]]:
    """The exceptions made in this round, each with the rule it is made from."""
    if review.pk is None or not person.has_perm("reviews.view_waiver"):
        return []
    rows = sorted((one for one in review.waivers.all() if one.round == review.round), key=lambda one: one.pk)
    return [(words.rule_sentence(Rule(one.rule)), one) for one in rows if one.rule in set(Rule)]


def _corrections(review: Review, person: Any) -> list[tuple[str, Correction]]:
    """The corrections in force, the newest first, each with how far it goes."""
    if not person.has_perm("reviews.view_correction"):
        return []
    applied = sorted((one for one in review.corrections.all() if one.applied_at), key=lambda one: -one.pk)
    return [(str(words.CORRECTION_KINDS[CorrectionKind(one.kind)]), one) for one in applied]


def _form_verb(review: Review, person: Any, now: datetime.datetime, asked: Asked) -> Verb:
    """What the form's text becomes of: a verdict, or one that amends or settles what is there."""
    return next((verb for verb in BESIDE if asked.verb == verb and review.allows(verb, person, now)), Verb.SUBMIT)


def _is_judged_here(review: Review, person: Any) -> bool:
    """Whether somebody like this person may write a verdict as the check stands."""
    if review.policy == Policy.BLIND_DOUBLE and review.state in BLIND_JUDGED_IN:
        return bool(review.author_id != person.pk)
    return review.state in JUDGED_IN


def _checked_as(claim: Claim, person: Any) -> list[Review]:
    """The checks of the parts of a claim that is checked in parts."""
    if claim.dismiss_reason != DismissReason.CHECKED_IN_PARTS:
        return []
    found = Review.objects.visible_to(person).of_parts_of(claim)
    return list(found.select_related("claim", "rating").order_by("claim_id"))


def _in_the_way(review: Review, person: Any, now: datetime.datetime) -> str:
    """Why this person cannot write now, where somebody else holds the claim or has it assigned."""
    if not _is_judged_here(review, person):
        return ""
    if review.is_leased(now) and review.lease_by_id != person.pk:
        return words.refusal("held", who=words.holder(review), until=words.clock(review.lease_until)).words
    if not review.is_for(person):
        return words.refusal("assigned_to_other", who=review.assigned_to).words
    return ""


def _acts(review: Review, person: Any, now: datetime.datetime, last: Event | None) -> Acts:
    allowed: set[Verb] = {verb for verb in Verb if verb is not Verb.UNDO and review.allows(verb, person, now)}
    if undoable(last, person, now):
        allowed.add(Verb.UNDO)
    if not (review.is_leased(now) and review.lease_by_id != person.pk) and review.is_for(person):
        allowed.discard(Verb.TAKE_OVER)
    if review.assigned_to_id not in {None, person.pk} and not person.has_perm(LEAD):
        allowed.discard(Verb.ASSIGN)
    return Acts(frozenset(allowed))


def _people(acts: Acts, person: Any) -> list[Any]:
    """To whom an editor may give the claim."""
    if Verb.ASSIGN not in acts.verbs or not person.has_perm(LEAD):
        return []
    return list(who_may(CHECK).order_by("display_name", "username")[:200])


def _first_code(worth: float) -> str:
    return "high" if worth >= 0.66 else "medium" if worth >= 0.33 else "low"


def _today(now: datetime.datetime) -> datetime.date:
    return now.astimezone().date()
