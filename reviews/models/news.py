"""Who is told of which step: one table from the steps of a check to the people they concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model

from articles.models import Event
from reviews.colleagues import who_may
from reviews.models.telling import tell
from reviews.models.verdict import Decision, Verdict
from reviews.terms import News
from reviews.workflow import LEAD, Policy, State, Verb

if TYPE_CHECKING:
    from reviews.models.review import Review

MOST_SETTLERS = 50
OF_BOTH = frozenset({News.AGREED})  # what nobody did alone: who did the last step is told as well, and nobody is named
Concerned = Callable[["Review", Event], Iterable[int | None]]


def tell_of(event: Event, review: Review | None) -> None:
    """Tell the people whom a step of a check concerns, where it concerns anybody but who took it."""
    news, concerned = _news_of(event, review)
    if news is not None and review is not None:
        people = concerned(review, event)
        by = None if news in OF_BOTH else event.actor
        tell(people, news, by=by, at=event.at, article=event.article_id, claim=event.claim_id, event=event)


def _news_of(event: Event, review: Review | None) -> tuple[News | None, Concerned]:
    if event.verb == Verb.SUBMIT:
        return _news_of_verdict(review)
    return NEWS.get(event.verb, (None, _author))


def _news_of_verdict(review: Review | None) -> tuple[News | None, Concerned]:
    """A verdict alone is no news; the second of two blind ones tells how the two compare."""
    if review is not None and review.state == State.DISPUTED:
        return News.DISPUTED, _settlers
    if review is not None and review.state == State.DECIDED and review.policy == Policy.BLIND_DOUBLE:
        return News.AGREED, _both
    return None, _author


def _both(review: Review, event: Event) -> list[int | None]:
    """The first person and the second, whose verdict is being written."""
    return [review.author_id, event.actor_id]


def _assigned(review: Review, event: Event) -> list[int | None]:
    return [review.assigned_to_id]


def _author(review: Review, event: Event) -> list[int | None]:
    """Who wrote the verdict that the step is about: of a new round, the last one of the round before."""
    newest = Verdict.objects.filter(review=review).newest_first().values_list("author_id", flat=True)
    return list(newest[:1])


def _decider(review: Review, event: Event) -> list[int | None]:
    """Who last stood behind a verdict of the claim."""
    return list(Decision.objects.filter(review=review).order_by("-pk").values_list("by_id", flat=True)[:1])


def _author_and_decider(review: Review, event: Event) -> list[int | None]:
    return [*_author(review, event), *_decider(review, event)]


def _authors(review: Review, event: Event) -> list[int | None]:
    """Everybody who wrote a verdict in the round."""
    return list(Verdict.objects.filter(review=review, round=event.round or 0).values_list("author_id", flat=True))


def _settlers(review: Review, event: Event) -> list[int | None]:
    """Those who may settle a dispute: editors who wrote neither verdict."""
    others = who_may(LEAD).exclude(pk__in=[key for key in _authors(review, event) if key])
    return list(others.order_by("pk").values_list("pk", flat=True)[:MOST_SETTLERS])


def _held_before(review: Review, event: Event) -> list[int | None]:
    """Who held the claim before it was taken over, and to whom it was assigned; the review itself has forgotten."""
    earlier = Event.objects.filter(claim=event.claim_id, pk__lt=event.pk).newest_first()
    holder = earlier.filter(verb__in=[Verb.START, Verb.TAKE_OVER]).values_list("actor_id", flat=True)[:1]
    given = earlier.filter(verb__in=[Verb.ASSIGN, Verb.TAKE_OVER, Verb.RETURN]).first()
    uid = given.data.get("to") if given is not None and given.verb == Verb.ASSIGN else None
    assigned = get_user_model()._default_manager.filter(uid=uid).values_list("pk", flat=True) if uid else ()
    return [*holder, *assigned]


NEWS: dict[str, tuple[News, Concerned]] = {
    Verb.ASSIGN: (News.ASSIGNED, _assigned),
    Verb.TAKE_OVER: (News.TAKEN_OVER, _held_before),
    Verb.RETURN: (News.RETURNED, _author),
    Verb.APPROVE: (News.APPROVED, _author),
    Verb.ADJUDICATE: (News.SETTLED, _authors),
    Verb.AMEND: (News.AMENDED, _author_and_decider),
    Verb.REOPEN: (News.REOPENED, _author_and_decider),
    Verb.APPLY_CORRECTION: (News.CORRECTED, _author),
}
