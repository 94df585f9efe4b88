"""The words people read about reviews: labels for the codes, and the sentence of every refusal."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from articles.refusals import Kind, Refusal
from articles.terms import SourceKind
from reviews.rules import Level, Rule
from reviews.terms import (
    Change,
    CorrectionKind,
    DecisionKind,
    EvidenceKind,
    Format,
    Made,
    Need,
    Priority,
    Put,
    Quotation,
    QuoteFound,
    Stance,
)
from reviews.workflow import Guard, Policy, State, Verb

STATES = {
    State.PROPOSED: _("proposed"),
    State.OPEN: _("to do"),
    State.IN_REVIEW: _("being checked"),
    State.AWAITING_SECOND: _("waiting for a second look"),
    State.SECOND_REVIEW: _("second check under way"),
    State.DISPUTED: _("disputed"),
    State.DECIDED: _("decided"),
    State.PUBLISHED: _("published"),
    State.DISMISSED: _("dismissed"),
}
VERBS = {
    Verb.ACCEPT: _("choose"),
    Verb.DISMISS: _("dismiss"),
    Verb.SPLIT: _("check in parts"),
    Verb.RESTORE: _("restore"),
    Verb.ASSIGN: _("assign"),
    Verb.START: _("start"),
    Verb.RENEW: _("hold"),
    Verb.RELEASE: _("release"),
    Verb.TAKE_OVER: _("take over"),
    Verb.SUBMIT: _("submit"),
    Verb.APPROVE: _("approve"),
    Verb.RETURN: _("send back"),
    Verb.ADJUDICATE: _("settle"),
    Verb.AMEND: _("amend"),
    Verb.PUBLISH: _("publish"),
    Verb.REOPEN: _("reopen"),
    Verb.CORRECT: _("propose a correction"),
    Verb.APPLY_CORRECTION: _("apply the correction"),
    Verb.DROP_CORRECTION: _("drop the correction"),
    Verb.WAIVE: _("make an exception"),
    Verb.PRIORITIZE: _("set the priority"),
    Verb.SCHEDULE: _("set the due date"),
    Verb.SET_POLICY: _("choose who checks"),
    Verb.UNDO: _("undo"),
}
POLICIES = {
    Policy.SINGLE: _("one person"),
    Policy.SECOND_LOOK: _("one person and a second look"),
    Policy.BLIND_DOUBLE: _("two people, blind"),
}
QUOTATIONS = {
    Quotation.EXACT: _("said exactly so"),
    Quotation.FAIR_CUT: _("a fair cut or translation"),
    Quotation.ALTERED: _("altered"),
    Quotation.OUT_OF_CONTEXT: _("out of context"),
    Quotation.NOT_FOUND: _("not found"),
    Quotation.NOT_A_QUOTATION: _("not a quotation"),
}
CHANGES = {
    Change.CHANGED: _("the source has changed"),
    Change.GONE: _("no longer in the text"),
    Change.AS_SUGGESTED: _("made as suggested"),
}
MADE = {
    Made.AS_SUGGESTED: _("made"),
    Made.DIFFERENTLY: _("made differently"),
    Made.NOT: _("not made"),
}
LOOK_AGAIN = _("changed, look again")
STANCES = {
    Stance.BACKS: _("backs"),
    Stance.CONTRADICTS: _("contradicts"),
    Stance.BACKGROUND: _("background"),
}
EVIDENCE_KINDS = {
    EvidenceKind.PRIMARY: _("primary source"),
    EvidenceKind.OFFICIAL: _("official record"),
    EvidenceKind.STATISTIC: _("statistics"),
    EvidenceKind.EXPERT: _("expert"),
    EvidenceKind.SECONDARY: _("reporting"),
    EvidenceKind.STATEMENT: _("the statement itself"),
}
QUOTES_FOUND = {
    QuoteFound.UNCHECKED: _("not compared with a saved copy"),
    QuoteFound.EXACTLY: _("found word for word"),
    QuoteFound.CLOSELY: _("found nearly word for word"),
    QuoteFound.NOT: _("not found in the saved copy"),
}
DECISION_KINDS = {
    DecisionKind.SINGLE: _("decided by one person"),
    DecisionKind.SECOND_LOOK: _("approved by a second person"),
    DecisionKind.AGREED: _("two people agreed"),
    DecisionKind.ADJUDICATED: _("settled by an editor"),
}
NEEDS = {
    Need.CITATION: _("at least one source with its words or its place"),
    Need.SEARCH_NOTE: _("a note of where, when and whom you asked"),
}
FORMATS = {
    Format.HTML: _("HTML, to read and print"),
    Format.CSV: _("CSV, for a spreadsheet"),
    Format.JSON: _("JSON, for programs"),
    Format.CLAIMREVIEW: _("ClaimReview, for search engines"),
}
RULES = {
    Rule.ANSWER_MISSING: _("Choose a rating."),
    Rule.QUOTATION_MISSING: _("Say what you found out about the quotation."),
    Rule.RATIONALE_MISSING: _("Write why: the rationale is empty."),
    Rule.CITATION_MISSING: _("Cite at least one source."),
    Rule.CITATION_SOURCE: _("Source %(number)s has neither an address nor a title."),
    Rule.CITATION_ADDRESS: _("The address of source %(number)s is not a web address; it starts with https://."),
    Rule.CITATION_DATE: _("A date of source %(number)s cannot be read; write it as 2026-11-20."),
    Rule.CITATION_STANCE: _("Say whether source %(number)s backs or contradicts the claim."),
    Rule.CITATION_PLACE: _("Source %(number)s needs a quote, or where in it to look."),
    Rule.SEARCH_NOTE_MISSING: _("Note where, when and whom you asked."),
    Rule.AS_OF_WRONG: _("The date the verdict holds for cannot be read; write it as 2026-11-20."),
    Rule.PRIMARY_MISSING: _("No source is marked primary, official or statistics. Mark one, add one, or say why not."),
    Rule.PUBLISHERS_SINGLE: _("All that is cited comes from one publisher. Cite another, or say why one is enough."),
}
GUARDS = {
    Guard.HOLDER: _("You do not hold this claim any more. What you typed is kept; take the claim again to go on."),
    Guard.FREE_LEASE: _("%(who)s has this claim until %(until)s."),
    Guard.NOT_AUTHOR: _("You wrote this verdict; somebody else takes the second look."),
    Guard.NOT_HOLDER: _("You hold this claim yourself; another editor makes the exception."),
    Guard.AUTHOR_OR_LEAD: _("Only who wrote the verdict, or an editor, amends it."),
    Guard.WROTE_NEITHER: _("You wrote one of the two verdicts; another editor settles it."),
    Guard.WORDING_SEEN: _("You changed the wording since it was approved. Somebody else confirms it by publishing."),
    Guard.TWO_PEOPLE: _("One person alone did all of it. Somebody else publishes it."),
    Guard.NO_CORRECTION: _("A correction is proposed already. Apply it or drop it first."),
    Guard.CORRECTION_PROPOSED: _("No correction is proposed."),
    Guard.NOT_PROPOSER: _("You proposed this correction; another editor applies it."),
    Guard.OWN_LAST_STEP: _("Nothing of yours can be undone here: there is half a minute for it, while nobody acts."),
    Guard.SELF_OR_LEAD: _("Only an editor gives a claim to somebody else."),
}
REFUSALS = {
    "not_allowed": _("You may not do this (%(verb)s). Ask an administrator for the role that may."),
    "wrong_state": _("This cannot be done now (%(verb)s): the claim is “%(state)s”."),
    "no_parts": _("No parts of this claim are suggested in the text as it stands now. Check it as it is."),
    "no_part_chosen": _("Tick what is to be checked, or check the claim as it is."),
    "parts_changed": _("Other parts are suggested now. Look at them again before you choose."),
    "part_empty": _("Write what is to be checked of “%(part)s”, or untick it."),
    "part_too_long": _("A part is too long: at most %(most)s characters are kept."),
    "parts_worked_on": _("Somebody has worked on a part of it already: “%(part)s”. Go on with the parts."),
    "part_taken_back": _("This is part of a claim that is checked as a whole again. Check that one in parts instead."),
    "stale": _("Somebody was faster: the claim is now “%(state)s”. Nothing of yours was changed; look again."),
    "held": _("%(who)s has this claim until %(until)s."),
    "assigned_to_other": _("This claim is assigned to %(who)s. An editor can reassign it."),
    "cannot_check": _("%(who)s may not check claims; choose a fact-checker."),
    "policy": _("This claim is checked by %(policy)s, so this cannot be done (%(verb)s)."),
    "policy_missing": _("Choose who checks."),
    "priority_unknown": _("Choose a priority: normal, high or must be checked."),
    "due_unreadable": _("The due date cannot be read; write it as 2026-11-20."),
    "rule_not_waivable": _("No exception can be made here: choose one of the rules that stand in the way."),
    "rule_not_settable": _("This rule cannot be set so: choose a rule that can be set, and one of its levels."),
    "rule_waived": _("An exception is made from this rule already."),
    "correction_kind": _("Choose how far the correction goes."),
    "verdict_unknown": _("Choose one of the two verdicts, or write one of your own."),
    "nothing_amended": _("Nothing is changed in the verdict."),
    "cannot_second": _("%(who)s wrote the first verdict; somebody else checks the claim a second time."),
    "accept_used": _("Somebody has begun to check it; dismiss it instead."),
    "reason_missing": _("Give a reason, so that others can follow it."),
    "reason_too_long": _("The reason is too long: at most %(most)s characters are kept."),
    "obstacles": _("Something stands in the way of submitting."),
    "verdict_superseded": _("Another verdict was submitted meanwhile. Read that one before you approve."),
    "draft_stale": _("This was saved from another window meanwhile. Both texts are kept; choose what stays."),
    "draft_too_long": _("Too long to save: %(why)s"),
    "no_source": _("This source has neither an address nor a title. Write one first."),
    "no_claim_ticked": _("Tick the claims it is to be put on, 100 at most."),
    "stance_missing": _("Say whether it backs or contradicts this claim."),
    "citations_full": _("Your draft of this claim holds %(most)s sources already."),
}
WAYS_ON = {
    (Verb.SPLIT, State.AWAITING_SECOND): _("A verdict was given on it as it is; have that sent back first."),
    (Verb.SPLIT, State.DECIDED): _("A verdict stands on it as it is; an editor can reopen it."),
    (Verb.SPLIT, State.PUBLISHED): _("A verdict stands on it as it is; an editor can reopen it."),
    (Verb.SPLIT, State.DISMISSED): _("Restore it first."),
}
DONE = {
    Verb.ACCEPT: _("Chosen; it is to do now."),
    Verb.DISMISS: _("Dismissed. It can be restored."),
    Verb.SPLIT: _("Its parts are claims of their own now. This is the first of them."),
    Verb.RESTORE: _("Restored."),
    Verb.ASSIGN: _("Assigned."),
    Verb.START: _("It is yours until %(until)s."),
    Verb.RENEW: _("It is yours until %(until)s."),
    Verb.RELEASE: _("Given back. Your draft is kept."),
    Verb.TAKE_OVER: _("It is yours until %(until)s."),
    Verb.SUBMIT: _("Submitted: the claim is “%(state)s”."),
    Verb.APPROVE: _("Approved."),
    Verb.RETURN: _("Sent back to %(who)s with your reason."),
    Verb.ADJUDICATE: _("Settled."),
    Verb.AMEND: _("Amended: the claim is “%(state)s”."),
    Verb.PUBLISH: _("Published."),
    Verb.REOPEN: _("Reopened; the round before stays readable."),
    Verb.CORRECT: _("The correction is proposed. Another editor applies it."),
    Verb.APPLY_CORRECTION: _("Applied. Every report from now on tells it."),
    Verb.DROP_CORRECTION: _("Dropped."),
    Verb.WAIVE: _("The exception is made. Reports print its reason."),
    Verb.PRIORITIZE: _("The priority is set."),
    Verb.SCHEDULE: _("The due date is set."),
    Verb.SET_POLICY: _("It is checked so from now on."),
    Verb.UNDO: _("Undone: the claim is “%(state)s” again."),
}
HISTORY = {
    Verb.ACCEPT: _("chose this claim to be checked"),
    Verb.DISMISS: _("dismissed the claim"),
    Verb.SPLIT: _("had the claim checked in parts"),
    Verb.RESTORE: _("restored the claim"),
    Verb.ASSIGN: _("assigned the claim"),
    Verb.START: _("started checking"),
    Verb.RELEASE: _("gave the claim back"),
    Verb.TAKE_OVER: _("took the claim over"),
    Verb.SUBMIT: _("submitted a verdict"),
    Verb.APPROVE: _("approved the verdict"),
    Verb.RETURN: _("sent the verdict back"),
    Verb.ADJUDICATE: _("settled the dispute"),
    Verb.AMEND: _("amended the verdict"),
    Verb.PUBLISH: _("published the verdict"),
    Verb.REOPEN: _("reopened the check"),
    Verb.CORRECT: _("proposed a correction"),
    Verb.APPLY_CORRECTION: _("applied the correction"),
    Verb.DROP_CORRECTION: _("dropped the correction"),
    Verb.WAIVE: _("made an exception from a rule"),
    Verb.PRIORITIZE: _("set the priority"),
    Verb.SCHEDULE: _("set the due date"),
    Verb.SET_POLICY: _("chose who checks it"),
    Verb.UNDO: _("undid the step before"),
}
FORBIDDING = {
    *(Guard.NOT_AUTHOR, Guard.NOT_HOLDER, Guard.AUTHOR_OR_LEAD, Guard.WROTE_NEITHER, Guard.WORDING_SEEN),
    *(Guard.TWO_PEOPLE, Guard.NOT_PROPOSER, Guard.SELF_OR_LEAD),
}  # who acts, not when
PRIORITIES = {
    Priority.NORMAL: _("normal"),
    Priority.HIGH: _("high"),
    Priority.MUST: _("must be checked"),
}
CORRECTION_KINDS = {
    CorrectionKind.MINOR: _("minor: wording or a slip, the finding stands"),
    CorrectionKind.SUBSTANTIVE: _("substantive: what was found was wrong in part"),
    CorrectionKind.WITHDRAWN: _("withdrawn: the verdict is taken back"),
}
LEVELS = {
    Level.BLOCK: _("stops"),
    Level.WARN: _("asks for a reason"),
    Level.OFF: _("is off"),
}
AUTHORS_SOURCE = _("The author's source")
SOURCE_KINDS = {
    SourceKind.LINK: _("link"),
    SourceKind.FOOTNOTE: _("footnote"),
    SourceKind.ENDNOTE: _("endnote"),
    SourceKind.COMMENT: _("comment"),
}
PUT_ON = {
    Put.ADDED: _("put into your draft"),
    Put.THERE: _("was in your draft already"),
}
MACHINE = _("The machine")
SECOND_LOOK = _("Second look")
SETTLE = _("Settle")
RULES_TITLE = _("Rules")
SET_RULES = _("set a rule")
RULE_SET = _("Set. It counts for what is submitted from now on.")
RULE_AS_IT_WAS = _("It was set so already.")
NOBODY = _("Nobody known here")
SOMEBODY = _("Somebody")
IS_READING = _("%(who)s is reading this.")
NONE_LEFT = _("No claim of this article is left for you to start.")
UNREADABLE = _("This could not be read. Reload the page; what you typed is kept in this browser.")
FORM_FIELDS = {
    "rating": _("rating"),
    "quotation": _("quotation"),
    "rationale": _("rationale"),
    "citations": _("sources"),
    "search_note": _("search note"),
    "suggested_wording": _("suggested wording"),
    "as_of": _("as of"),
    "reasons": _("reasons"),
}


def refusal(code: str, kind: Kind = Kind.CONFLICT, *, field: str = "", **params: Any) -> Refusal:
    """The refusal with this code, its sentence filled in."""
    return Refusal(code, str(REFUSALS[code]) % {k: str(v) for k, v in params.items()}, kind=kind, field=field, **params)


def wrong_state_refusal(verb: Verb, state: State) -> Refusal:
    """Why a verb cannot be done in this state, and the way there is to do it all the same."""
    found = refusal("wrong_state", verb=VERBS[verb], state=STATES[state])
    way_on = WAYS_ON.get((verb, state), "")
    return Refusal(found.code, f"{found.words} {way_on}".strip(), verb=verb, state=state)


def stale_refusal(review: Any, now: datetime.datetime) -> Refusal:
    """Why a conditional update met no row: held by somebody, or moved on."""
    if review.is_leased(now):
        return refusal("held", who=holder(review), until=clock(review.lease_until))
    return refusal("stale", state=STATES[State(review.state)])


def policy_refusal(verb: Verb, policy: Policy) -> Refusal:
    """Why a verb is not there for claims that are checked in this way."""
    return refusal("policy", verb=VERBS[verb], policy=POLICIES[policy])


def guard_refusal(guard: Guard, review: Any = None) -> Refusal:
    """The sentence for a guard that does not hold; `review` where it speaks of who holds it."""
    if review is None:
        return Refusal(guard, str(GUARDS[guard]), kind=Kind.FORBIDDEN if guard in FORBIDDING else Kind.CONFLICT)
    if guard is Guard.FREE_LEASE and review.assigned_to and not review.lease_by:
        return refusal("assigned_to_other", who=review.assigned_to)
    words = str(GUARDS[guard]) % {"who": holder(review), "until": clock(review.lease_until)}
    return Refusal(guard, words, kind=Kind.FORBIDDEN if guard in FORBIDDING else Kind.CONFLICT)


def holder(review: Any) -> str:
    """Who holds a claim, by name; of two people who judge blindly, none is named to the other."""
    return str(SOMEBODY if review.is_blind_now else review.lease_by)


def rule_sentence(rule: Rule, number: int = 0) -> str:
    """The line that tells what stands in the way."""
    return str(RULES[rule]) % {"number": number}


def clock(at: datetime.datetime | None) -> str:
    """The time of day in the reader's zone."""
    return time_format(localtime(at), "H:i") if at else ""
