"""Closing the check of an article: every decided claim is published, each by the verb, each with its own result; what
goes out unchecked is listed before, and an editor says why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F, Max, OuterRef, Subquery

from articles.models import Anchor, Article, Event
from articles.refusals import Kind, Refusal
from reviews.article_desk import who_has
from reviews.contents import ClaimLine, checked_themselves, line_of, lines_of, people_on, with_answers
from reviews.desk_words import refusal
from reviews.drafts import MAX_SHORT
from reviews.models import Review
from reviews.querysets import events_visible_to
from reviews.terms import Change
from reviews.workflow import PUBLISH, State, Verb

CLOSE = "close"
MOST_NAMED = 500  # claims named in the history; their number is told in full
STEPS = (
    *(Verb.ACCEPT, Verb.DISMISS, Verb.SPLIT, Verb.RESTORE, Verb.ASSIGN, Verb.START, Verb.RELEASE, Verb.TAKE_OVER),
    *(Verb.SUBMIT, Verb.RETURN, Verb.REOPEN),
)  # what gives a claim to somebody, or puts it where it is
DONE = (State.DECIDED, State.PUBLISHED, State.DISMISSED)
Moment = datetime.datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one claim; `refusal` is why it was not published, else empty."""

    review: Review
    refusal: str = ""
    code: str = ""

    @property
    def is_published(self) -> bool:
        return not self.refusal

    @property
    def line(self) -> ClaimLine:
        return line_of(self.review)


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A claim that goes out without a verdict: who has it (of a dismissed one, who dismissed it), and since when."""

    line: ClaimLine
    who: Any
    since: Moment | None


@dataclass(frozen=True, slots=True)
class GoingOut:
    """What closing does: the claims it publishes, those that go out unchecked, and those whose words have changed
    since they were judged."""

    to_publish: list[ClaimLine]
    undecided: list[Unchecked] = field(default_factory=list)
    proposed: list[Unchecked] = field(default_factory=list)
    dismissed: list[Unchecked] = field(default_factory=list)
    other_words: list[ClaimLine] = field(default_factory=list)

    @property
    def needs_reason(self) -> bool:
        """Whether something goes out that nobody has judged or put aside."""
        return bool(self.undecided or self.proposed)

    @property
    def told(self) -> dict[str, Any]:
        """What the history keeps of it."""
        unchecked = [str(one.line.claim.uid) for one in [*self.undecided, *self.proposed]]
        counts = {name: len(getattr(self, name)) for name in ("undecided", "proposed", "dismissed", "other_words")}
        return {**counts, "unchecked": unchecked[:MOST_NAMED]}


def going_out(article: Article, lines: Iterable[ClaimLine], person: Any, now: Moment) -> GoingOut:
    """What would go out if the check were closed now; one query beside the lines."""
    lines = list(lines)
    steps, people = _last_steps(article, person), people_on(lines)

    def unchecked(line: ClaimLine) -> Unchecked:
        step = steps.get(line.claim.pk)
        put_aside_by = step.actor if step and line.state is State.DISMISSED else None
        return Unchecked(
            line, put_aside_by or people.get(who_has(line.review, now)), step.at if step else line.claim.created_at
        )

    return GoingOut(
        to_publish=[line for line in lines if line.state is State.DECIDED],
        undecided=[unchecked(line) for line in lines if line.state not in (*DONE, State.PROPOSED)],
        proposed=[unchecked(line) for line in lines if line.state is State.PROPOSED],
        dismissed=[unchecked(line) for line in lines if line.state is State.DISMISSED],
        other_words=[line for line in lines if _has_other_words(line)],
    )


def close_check(article: Article, *, by: Any, now: Moment, reason: str = "") -> list[Outcome]:
    """Publish the decided claims of an article in reading order; what cannot be published says why and stays."""
    if not by.has_perm(PUBLISH):
        raise refusal("no_close_right", Kind.FORBIDDEN)
    decided = list(_in_reading_order(article))
    if not decided:
        raise refusal("nothing_decided", Kind.CONFLICT)
    left = going_out(article, checked_themselves(lines_of(article, by)), by, now)
    why = fit(reason) if left.needs_reason else ""
    if left.needs_reason and not why:
        raise refusal("unchecked_reason", field="reason")
    outcomes = [_publish(review, by, now) for review in decided]
    with transaction.atomic():
        n_published = sum(outcome.is_published for outcome in outcomes)
        counts = {"published": n_published, "refused": len(outcomes) - n_published}
        Event.log(CLOSE, article, article=article, by=by, at=now, reason=why, data=counts | left.told)
    return outcomes


def fit(reason: str) -> str:
    """A reason as it can be kept: without NUL, and not without an end."""
    clean = reason.replace("\x00", "").strip()
    if len(clean) > MAX_SHORT:
        raise refusal("reason_too_long", field="reason", most=f"{MAX_SHORT:,}")
    return clean


def _last_steps(article: Article, person: Any) -> dict[int | None, Event]:
    """The step by which each claim came to where it is, as far as this person may know."""
    steps = events_visible_to(person).filter(article=article, claim__isnull=False, verb__in=STEPS)
    last = steps.order_by().values("claim").annotate(last=Max("pk")).values("last")
    return {step.claim_id: step for step in Event.objects.filter(pk__in=last).select_related("actor")}


def _has_other_words(line: ClaimLine) -> bool:
    fate = line.fate
    return line.state in (State.DECIDED, State.PUBLISHED) and bool(
        fate and fate.is_judged and fate.change is not Change.AS_SUGGESTED
    )


def _in_reading_order(article: Article) -> Any:
    standing = Anchor.objects.filter(version=article.current_id).standing()
    start = standing.filter(claim=OuterRef("claim")).values("start")[:1]
    rows = with_answers(Review.objects.of_article(article).decided())
    return (
        rows.select_related("claim", "rating")
        .annotate(start=Subquery(start))
        .order_by(F("start").asc(nulls_last=True), "claim_id")
    )


def _publish(review: Review, by: Any, now: Moment) -> Outcome:
    try:
        review.publish(by=by, now=now)
    except Refusal as refused:
        return Outcome(review, refused.words, str(refused.code))
    return Outcome(review)
