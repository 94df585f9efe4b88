"""What a bulk action is about: the rows that its filter or its ticks select, and what is asked of each."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Claim
from articles.refusals import Kind
from articles.terms import CHOSEN_REASONS
from reviews import bulk_words, words
from reviews.bulk_terms import BULK_VERBS
from reviews.filters import ClaimFilter
from reviews.models import BulkAction, Review, guards
from reviews.moves import Request
from reviews.terms import Priority
from reviews.workflow import CHECK, LEAD, MOVES, Guard, Policy, Verb

MOST_TICKED = 200
READ_BY = {
    Verb.ACCEPT: (),
    Verb.DISMISS: ("why", "reason"),
    Verb.ASSIGN: ("to",),
    Verb.PRIORITIZE: ("priority",),
    Verb.SCHEDULE: ("due",),
    Verb.SET_POLICY: ("policy",),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims meant: all that a filter selects, or those ticked."""

    chosen: ClaimFilter
    ticked: tuple[str, ...] = ()

    @classmethod
    def of(cls, job: BulkAction) -> Selection:
        return cls(ClaimFilter.of_query(job.query), tuple(job.ticked))

    @classmethod
    def of_ticked(cls, named: Iterable[str]) -> Selection:
        """The claims named. Refused where one is unknown, none is named, or too many are."""
        wanted = tuple(dict.fromkeys(str(uid) for uid in named))
        if not wanted:
            raise bulk_words.refusal("nothing_ticked", field="claims")
        if len(wanted) > MOST_TICKED:
            raise bulk_words.refusal("too_many_ticked", field="claims", most=MOST_TICKED)
        known = {str(uid) for uid in Claim.objects.filter(uid__in=uids(wanted)).values_list("uid", flat=True)}
        for uid in wanted:
            if uid not in known:
                raise bulk_words.refusal("unknown_claim", field="claims", uid=uid[:80])
        return cls(ClaimFilter(), wanted)

    def rows(self, person: Any, asked_at: datetime.datetime) -> QuerySet[Any]:
        """Claims, or checks where the filter reads checks; by their key they can be gone through in parts."""
        if self.ticked:
            return Claim.objects.filter(uid__in=self.ticked)
        return self.chosen.listed(person, asked_at)

    def in_order(self, person: Any, asked_at: datetime.datetime) -> QuerySet[Any]:
        """The rows as the list has them."""
        if self.ticked:
            return self.rows(person, asked_at).order_by("pk")
        return self.chosen.in_order(person, asked_at).order_by(*self.chosen.keys)

    def still_meant(self, pks: Sequence[int], person: Any, asked_at: datetime.datetime) -> QuerySet[Any]:
        """Which of some rows are still selected, with their claim; words are not looked for again."""
        bare = replace(self, chosen=replace(self.chosen, q="", said_by=""))
        rows = bare.rows(person, asked_at).filter(pk__in=pks)
        return rows if rows.model is Claim else rows.select_related("claim")


def claim_of(row: Claim | Review) -> Claim:
    return row.claim if isinstance(row, Review) else row


@dataclass(frozen=True, slots=True)
class Wish:
    """The verb and what it is asked with, as it is stored: `to` is a person's uid, `due` a moment in ISO form; in both
    "" is nobody and no date, and None that nothing was said."""

    verb: Verb
    why: str = ""
    reason: str = ""
    to: str | None = None
    priority: int | None = None
    due: str | None = None
    policy: str = ""

    @classmethod
    def of(cls, job: BulkAction) -> Wish:
        return cls(Verb(job.verb), **job.parameters)

    def parameters(self) -> dict[str, Any]:
        """What is stored beside the verb; a time of day with its zone, for a worker knows none."""
        given = {name: getattr(self, name) for name in READ_BY[self.verb]}
        if given.get("due"):
            given["due"] = self._moment().isoformat()
        return {name: value for name, value in given.items() if value is not None}

    def request(self, by: Any) -> Request:
        """What each claim's verb is asked with. Refused where the wish cannot be granted for any claim."""
        self.check_permission(by)
        match self.verb:
            case Verb.DISMISS if self.why not in CHOSEN_REASONS:
                raise bulk_words.refusal("bulk_why_missing", field="why")
            case Verb.DISMISS:
                return Request(why=self.why, reason=self.reason)
            case Verb.ASSIGN:
                return Request(to=self._person(by))
            case Verb.PRIORITIZE if self.priority not in set(Priority):
                raise words.refusal("priority_unknown", Kind.INVALID, field="priority")
            case Verb.SET_POLICY if self.policy not in set(Policy):
                raise words.refusal("policy_missing", Kind.INVALID, field="policy")
            case Verb.SCHEDULE if self.due is None:
                raise bulk_words.refusal("bulk_due_missing", field="due")
            case Verb.SCHEDULE:
                return Request(due=self._moment() if self.due else None)
            case _:
                return Request(priority=self.priority, policy=self.policy)

    def check_permission(self, by: Any) -> None:
        if self.verb not in BULK_VERBS:
            raise bulk_words.refusal("no_bulk_verb", field="verb")
        guards.check_permission(MOVES[self.verb], by)

    def _person(self, by: Any) -> Any:
        if self.to is None:
            raise bulk_words.refusal("bulk_to_missing", field="to")
        if not self.to:
            return None
        found = get_user_model()._default_manager.filter(uid__in=uids([self.to])).first()
        if found is None or not (found.is_active and found.has_perm(CHECK)):
            raise words.refusal("cannot_check", Kind.INVALID, field="to", who=found or words.NOBODY)
        if found.pk != by.pk and not by.has_perm(LEAD):
            raise words.guard_refusal(Guard.SELF_OR_LEAD, Review())
        return found

    def _moment(self) -> datetime.datetime:
        try:
            at = datetime.datetime.fromisoformat(self.due or "")
            return (at if at.tzinfo else timezone.make_aware(at)).astimezone(datetime.UTC)
        except (ValueError, OverflowError):
            raise bulk_words.refusal("bulk_due_wrong", field="due") from None


def uids(texts: Iterable[str]) -> list[uuid.UUID]:
    """Those of some texts that are uids."""
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
