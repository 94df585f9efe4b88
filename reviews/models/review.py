"""The check of one claim: where it stands, who holds it, and every verb that moves it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.identity import Identified
from articles.models import Anchor, Article, Claim, Event
from articles.refusals import Kind
from articles.terms import QuoteKind, Reason
from reviews import querysets, words
from reviews.drafts import DraftText, day
from reviews.models import guards
from reviews.models.choosing import NO_DUE_DATE, NO_LEASE, Choosing
from reviews.models.exceptions import RuleLevel
from reviews.models.scale import Rating, RatingScale
from reviews.models.steps import log_step
from reviews.models.verdict import Decision, Draft, Verdict
from reviews.rules import WAIVABLE, Level, Obstacle, Rule, VerdictFacts, obstacles
from reviews.terms import DecisionKind
from reviews.workflow import MOVES, Policy, State, Verb

if TYPE_CHECKING:
    from reviews.models.correction import Correction

LEASE = datetime.timedelta(minutes=15)
LONGEST_HOLD = datetime.timedelta(hours=1)
TOO_FAR_AHEAD = LONGEST_HOLD + LEASE  # not the bare length: a request's "now" may be older than the lease it meets
CONTESTED = frozenset({Reason.ALLEGES_WRONG, Reason.ALLEGES_CAUSE})
Moment = datetime.datetime
Person = Any  # the installed user model


def is_leased(until: Moment | None, now: Moment) -> bool:
    """Whether a lease lasts; one further ahead than any lease can be counts as over."""
    return until is not None and now < until <= now + TOO_FAR_AHEAD


class Review(Choosing, Identified):
    """One for each accepted claim. `state` is assigned in `move` alone."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="review")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=16, choices=[(s, s) for s in State], default=State.OPEN, editable=False)
    policy = models.CharField(max_length=16, choices=[(p, p) for p in Policy], default=Policy.SECOND_LOOK)
    round = models.PositiveIntegerField(default=1)
    rev = models.PositiveIntegerField(default=0)
    scale = models.ForeignKey(RatingScale, on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_reviews"
    )
    lease_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="leased_reviews"
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    priority = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    due_key = models.DateTimeField(default=NO_DUE_DATE, editable=False)
    worth = models.FloatField(default=0.5, editable=False)
    amended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reading_until = models.DateTimeField(null=True, blank=True, editable=False)
    rating = models.ForeignKey(
        Rating, on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = querysets.ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        default_permissions = ("view",)
        permissions = [
            ("check_claim", "Can check claims and submit verdicts"),
            ("triage_claim", "Can choose what to check"),
            ("second_look", "Can approve and return other people's verdicts"),
            ("lead_check", "Can assign, take over and reopen checks"),
            ("publish_verdict", "Can publish verdicts and close the check of an article"),
            ("export_report", "Can export reports"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(state=State.PROPOSED), name="review_never_proposed"),
            models.CheckConstraint(
                condition=Q(lease_by=None, lease_until=None) | Q(lease_by__isnull=False, lease_until__isnull=False),
                name="review_lease_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-priority", "due_key", "-worth", "id"], name="review_queue"),
            models.Index(fields=["state", "due_key", "id"], name="review_by_due"),
            models.Index(fields=["state", "-worth", "id"], name="review_by_worth"),
            models.Index(fields=["state", "id"], name="review_by_age"),
            models.Index(fields=["article", "state"], name="review_of_article"),
            models.Index(fields=["assigned_to", "state"], name="review_assigned"),
            models.Index(fields=["lease_by", "lease_until"], name="review_leased", condition=Q(lease_by__isnull=False)),
            models.Index(fields=["author", "state"], name="review_by_author"),
            models.Index(
                fields=["assigned_to", "-returned_at"],
                name="review_returned",
                condition=Q(state=State.OPEN, returned_at__isnull=False),
            ),
            models.Index(  # the last two are there to be looked at, not to be ordered by
                fields=["-priority", "due_key", "-worth", "id", "author", "assigned_to"],
                name="review_blind_queue",
                condition=Q(state=State.AWAITING_SECOND, policy=Policy.BLIND_DOUBLE),
            ),
            models.Index(
                fields=["due_key", "article", "id", "author"],
                name="review_second_looks",
                condition=Q(state=State.AWAITING_SECOND, policy=Policy.SECOND_LOOK),
            ),
            models.Index(
                fields=["claim", "round"],
                name="review_blind_open",
                condition=Q(policy=Policy.BLIND_DOUBLE, state__in=querysets.BLIND_STATES),
            ),
        ]

    def __str__(self) -> str:
        return str(self.claim)

    # Verbs

    def start(self, *, by: Person, now: Moment, rev: int | None = None) -> Review:
        """Take the claim to work on for 15 minutes; again by its holder: the time starts anew."""
        free = Q(lease_by=None) | Q(lease_by=by) | Q(lease_until__lte=now) | Q(lease_until__gt=now + TOO_FAR_AHEAD)
        mine = Q(assigned_to=None) | Q(assigned_to=by)
        was_mine = self.is_held_by(by, now)
        self.move(
            Verb.START,
            by=by,
            now=now,
            rev=rev,
            where=free & mine,
            silent=was_mine,
            lease_by=by,
            lease_until=now + LEASE,
        )
        return self

    def renew(self, *, by: Person, now: Moment, hold: datetime.timedelta = LEASE) -> Review:
        """Keep holding the claim; its own hour at most."""
        until = now + min(hold, LONGEST_HOLD)
        self.move(Verb.RENEW, by=by, now=now, silent=True, lease_by=by, lease_until=until)
        return self

    def release(self, *, by: Person, now: Moment, rev: int | None = None) -> Review:
        """Give the claim back; the draft stays with its author."""
        self.move(Verb.RELEASE, by=by, now=now, rev=rev, **NO_LEASE)
        return self

    def assign(self, to: Person | None, *, by: Person, now: Moment, rev: int | None = None) -> Review:
        """Say who is to check the claim; anybody may take a free one, an editor may give it to another."""
        guards.check_permission(MOVES[Verb.ASSIGN], by)
        if to is not None and not (to.is_active and to.has_perm(MOVES[Verb.START].permission)):
            raise words.refusal("cannot_check", Kind.INVALID, field="to", who=str(to))
        if to is not None and self.policy == Policy.BLIND_DOUBLE and self.author_id == to.pk:
            raise words.refusal("cannot_second", Kind.INVALID, field="to", who=str(to))
        guards.check_self_or_lead(self, to, by)
        self.move(Verb.ASSIGN, by=by, now=now, rev=rev, data={"to": str(to.uid) if to else ""}, assigned_to=to)
        return self

    def take_over(self, *, by: Person, now: Moment, reason: str, rev: int | None = None) -> Review:
        """Hold a claim that somebody else holds; their draft stays theirs."""
        self.move(
            Verb.TAKE_OVER,
            by=by,
            now=now,
            rev=rev,
            reason=reason,
            lease_by=by,
            lease_until=now + LEASE,
            assigned_to=by,
        )
        return self

    def submit(self, *, by: Person, now: Moment, rev: int | None = None, seen: Anchor | None = None) -> Verdict:
        """Make the holder's draft a verdict on the words they saw. Refused with the list of what stands in the way."""
        guards.check_verb(self, MOVES[Verb.SUBMIT], by=by, now=now, rev=rev)
        text = self.ready_text(by)
        if self.state == State.SECOND_REVIEW:
            return self._submit_second(text, by=by, now=now, rev=rev, seen=seen)
        is_blind, judged_rev = self.policy == Policy.BLIND_DOUBLE, self.claim.rev
        with transaction.atomic():
            self.move(
                Verb.SUBMIT,
                by=by,
                now=now,
                rev=rev,
                **NO_LEASE,
                author=by,
                returned_at=None,
                submitted_at=now,
                assigned_to=None if is_blind else self.assigned_to,
            )
            self.claim.freeze(now, rev=judged_rev)
            verdict = self.write(text, by=by, now=now, seen=seen)
            if self.policy == Policy.SINGLE:
                self.decide(verdict, DecisionKind.SINGLE, by=by, now=now)
        return verdict

    def _submit_second(
        self, text: DraftText, *, by: Person, now: Moment, rev: int | None, seen: Anchor | None
    ) -> Verdict:
        """The second of two blind verdicts: with the same answer the claim is decided, else it is disputed."""
        first = self.verdicts.filter(round=self.round, author=self.author_id).order_by("-pk").first()
        agrees = first is not None and (first.rating.code if first.rating else "", first.quotation) == text.answers
        target = State.DECIDED if agrees else State.DISPUTED
        with transaction.atomic():
            self.move(Verb.SUBMIT, by=by, now=now, rev=rev, target=target, **NO_LEASE, assigned_to=None)
            verdict = self.write(text, by=by, now=now, seen=seen)
            if first is not None and agrees:
                self.decide(first, DecisionKind.AGREED, by=by, now=now)
        return verdict

    def approve(self, verdict: Verdict | None, *, by: Person, now: Moment, rev: int | None = None) -> Decision:
        """Stand behind the verdict named; refused where another one was submitted meanwhile."""
        guards.check_verb(self, MOVES[Verb.APPROVE], by=by, now=now, rev=rev)
        if verdict is None or verdict != self.current_verdict():
            raise words.refusal("verdict_superseded")
        with transaction.atomic():
            self.move(Verb.APPROVE, by=by, now=now, rev=rev, data={"verdict": str(verdict.uid)})
            return self.decide(verdict, DecisionKind.SECOND_LOOK, by=by, now=now)

    def send_back(self, *, by: Person, now: Moment, reason: str, rev: int | None = None) -> Review:
        """Return the verdict to its author, who goes on from what they had written."""
        verdict = self.current_verdict()
        with transaction.atomic():
            self.move(Verb.RETURN, by=by, now=now, rev=rev, reason=reason, returned_at=now, assigned_to=self.author)
            self.claim.thaw()
            if verdict is not None:
                self.reopen_draft(verdict, now)
        return self

    def publish(self, *, by: Person, now: Moment, rev: int | None = None) -> Review:
        """Let the decided verdict stand in public; two people at least have had a hand in it."""
        self.move(Verb.PUBLISH, by=by, now=now, rev=rev, amended_by=None)
        return self

    def reopen(self, *, by: Person, now: Moment, reason: str, rev: int | None = None) -> Review:
        """Begin another round; the one before stays readable."""
        with transaction.atomic():
            self.move(
                Verb.REOPEN,
                by=by,
                now=now,
                rev=rev,
                reason=reason,
                rating=None,
                assigned_to=None,
                author=None,
                amended_by=None,
                submitted_at=None,
            )
            Decision.objects.filter(review=self, is_current=True).update(is_current=False)
            self.claim.thaw()
        return self

    # Questions

    def is_held_by(self, person: Person, now: Moment) -> bool:
        return self.lease_by_id == person.pk and self.is_leased(now)

    def is_for(self, person: Person) -> bool:
        """Whether the check is nobody's, or this person's; others ask an editor to reassign it."""
        return self.assigned_to_id in {None, person.pk}

    def is_leased(self, now: Moment) -> bool:
        """Whether somebody holds it."""
        return is_leased(self.lease_until, now)

    def current_verdict(self) -> Verdict | None:
        """The newest verdict of this round."""
        return self.verdicts.filter(round=self.round).order_by("-pk").first()

    @property
    def is_blind_now(self) -> bool:
        """Whether a blind round is open, in which nobody is told who else judges the claim."""
        return self.policy == Policy.BLIND_DOUBLE and self.state in querysets.BLIND_STATES

    @property
    def told_holder(self) -> Person | None:
        """Who holds it, for everybody to read."""
        return None if self.is_blind_now else self.lease_by

    def open_correction(self) -> Correction | None:
        """The correction that is proposed and neither applied nor dropped."""
        rows = sorted(self.corrections.all(), key=lambda one: one.pk)
        return next((one for one in rows if one.applied_at is None and one.dropped_at is None), None)

    def obstacles(self, text: DraftText, levels: Mapping[Rule, Level] | None = None) -> list[Obstacle]:
        """What stands in the way of submitting this draft, at the levels in force, with the exceptions made."""
        found = obstacles(self.facts(text), RuleLevel.in_force() if levels is None else levels)
        if self.pk is None or not any(line.level is Level.BLOCK and line.rule in WAIVABLE for line in found):
            return found
        waived = {waiver.rule for waiver in self.waivers.all() if waiver.round == self.round}
        return [replace(line, is_waived=True) if line.rule in waived else line for line in found]

    def ready_text(self, by: Person) -> DraftText:
        """What the person wrote in this round; refused with the list of what stands in the way of submitting it."""
        draft = Draft.objects.filter(review=self, round=self.round, author=by).first()
        text = draft.text() if draft else DraftText()
        stops = [line for line in self.obstacles(text) if line.stops]
        if stops:
            raise words.refusal("obstacles", Kind.INVALID, field=stops[0].place, obstacles=stops)
        return text

    def facts(self, text: DraftText) -> VerdictFacts:
        rating = self.scale.rating(text.rating)
        return VerdictFacts(
            is_quotation=self.claim.quote == QuoteKind.DIRECT,
            has_rating=rating is not None,
            is_top_rating=rating is not None and rating.is_top(),
            needs=rating.needs() if rating else frozenset(),
            quotation=text.quotation_answer,
            has_rationale=bool(text.rationale.strip()),
            has_search_note=bool(text.search_note.strip()),
            citations=tuple(citation.facts() for citation in text.filled_citations()),
            reasons=frozenset(Rule(code) for code, words_ in text.reasons.items() if words_.strip()),
            bad_as_of=bool(text.as_of.strip()) and day(text.as_of) is None,
            is_contested=not CONTESTED.isdisjoint(self.claim.reasons),
            is_end_rating=rating is not None and rating.is_end(),
        )

    def allows(self, verb: Verb, person: Person, now: Moment) -> bool:
        """Whether the verb would go through for this person as things stand; for drawing buttons and API hints."""
        if verb is Verb.SPLIT and not self.claim.has_several_facts:
            return False
        if verb is Verb.RESTORE and self.claim.same_as_id is not None:
            return False
        return guards.allows(self, MOVES[verb], person, now)

    # The one way to change a state

    def move(
        self,
        verb: Verb,
        *,
        by: Person,
        now: Moment,
        rev: int | None = None,
        reason: str = "",
        where: Q | None = None,
        silent: bool = False,
        target: State | None = None,
        undoes: Event | None = None,
        data: dict[str, Any] | None = None,
        **changes: Any,
    ) -> None:
        """Do a verb: checks, then one conditional UPDATE and one step of the history. Called by verbs alone; `target`
        where the verb itself decides between the states that the table gives."""
        move = MOVES[verb]
        guards.check_verb(self, move, by=by, now=now, rev=rev, reason=reason)
        target = target or move.target_from(State(self.state), Policy(self.policy))
        was = guards.review_was(self)
        changes = {**changes, **({"state": target} if target else {})}
        if move.new_round:
            changes["round"] = self.round + 1
        with transaction.atomic():
            unchanged = Review.objects.filter(pk=self.pk, state=self.state, rev=self.rev)
            rows = unchanged.filter(where or Q()).update(rev=F("rev") + int(not silent), **changes)
            if not rows:
                raise words.stale_refusal(Review.objects.select_related("lease_by").get(pk=self.pk), now)
            self.refresh_from_db()
            if not silent:
                data = {**(data or {}), "was": was}
                log_step(verb, self.claim, review=self, by=by, now=now, reason=reason, undoes=undoes, data=data)

    def write(self, text: DraftText, *, by: Person, now: Moment, seen: Anchor | None = None) -> Verdict:
        """Make a text that nothing stands in the way of a verdict; the draft it was is done with."""
        verdict = Verdict.write(self, text, by=by, now=now, seen=seen)
        Draft.objects.filter(review=self, round=self.round, author=by).delete()
        return verdict

    def decide(self, verdict: Verdict, kind: DecisionKind, *, by: Person, now: Moment) -> Decision:
        """Let a verdict stand, in place of any that stood before."""
        Decision.objects.filter(review=self, is_current=True).update(is_current=False)
        Review.objects.filter(pk=self.pk).update(rating=verdict.rating)
        self.rating = verdict.rating
        return Decision.objects.create(
            review=self, round=self.round, kind=kind, verdict=verdict, rating=verdict.rating, by=by, at=now
        )

    def reopen_draft(self, verdict: Verdict, now: Moment) -> None:
        Draft.objects.get_or_create(
            review=self,
            round=self.round,
            author=verdict.author,
            defaults={"payload": verdict.as_draft().payload(), "saved_at": now},
        )
