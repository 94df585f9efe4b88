"""Named questions about reviews and verdicts. Whatever a person is shown comes through `visible_to`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from articles.models import Event
from articles.querysets import SWEEP_PAUSE, TOO_FAR_AHEAD, EventQuerySet
from articles.terms import DismissReason
from reviews.drafts import CitationText, blanks, spellings
from reviews.terms import CopyState, QuoteFound
from reviews.workflow import Policy, State

BLIND_STATES = (State.OPEN, State.IN_REVIEW, State.AWAITING_SECOND, State.SECOND_REVIEW)


def in_open_blind_round(**fields: str) -> Exists:
    """Whether a row is of a blind round that is still open; `fields` name what of a check and of the row is the same.
    Asked of the rows that are read, not of all: blind rounds that are open elsewhere cost nothing."""
    same = {name: OuterRef(field) for name, field in fields.items()}
    reviews = apps.get_model("reviews", "Review").objects
    return Exists(reviews.filter(policy=Policy.BLIND_DOUBLE, state__in=BLIND_STATES, **same))


def sees_reviews(person: Any) -> bool:
    """Whether a person may see how far checks are."""
    return bool(person.has_perm("reviews.view_review"))


class ReviewQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> ReviewQuerySet:
        """A review itself shows state and holder only; its verdicts hide behind their own `visible_to`."""
        return self if sees_reviews(person) else self.none()

    def of_article(self, article: Any) -> ReviewQuerySet:
        return self.filter(article=article)

    def of_parts_of(self, claim: Any) -> ReviewQuerySet:
        """The checks of the claims that are checked in place of this one, in reading order."""
        return self.filter(claim__part_of=claim).exclude(
            state=State.DISMISSED, claim__dismiss_reason=DismissReason.CHECKED_WHOLE
        )

    def held_by(self, person: Any, now: datetime.datetime) -> ReviewQuerySet:
        return self.filter(lease_by=person, lease_until__gt=now)

    def returned_to(self, person: Any) -> ReviewQuerySet:
        return self.filter(state=State.OPEN, assigned_to=person, returned_at__isnull=False)

    def assigned_to(self, person: Any) -> ReviewQuerySet:
        return self.filter(state__in=(State.OPEN, State.IN_REVIEW), assigned_to=person)

    def awaiting_second_look_by(self, person: Any) -> ReviewQuerySet:
        """Submitted checks this person may look at: not the author's own."""
        return self.filter(state=State.AWAITING_SECOND, policy=Policy.SECOND_LOOK).exclude(author=person)

    def awaiting_blind_second_by(self, person: Any) -> ReviewQuerySet:
        """Checks that wait for a second person who judges without seeing the first verdict."""
        waiting = self.filter(state=State.AWAITING_SECOND, policy=Policy.BLIND_DOUBLE).exclude(author=person)
        return waiting.filter(Q(assigned_to=None) | Q(assigned_to=person))

    def disputes_for(self, person: Any) -> ReviewQuerySet:
        """Disputes this person may settle: not about a verdict of their own."""
        own = apps.get_model("reviews", "Verdict").objects.filter(review=OuterRef("pk"), round=OuterRef("round"))
        return self.filter(state=State.DISPUTED).exclude(Exists(own.filter(author=person)))

    def decided(self) -> ReviewQuerySet:
        return self.filter(state=State.DECIDED)

    def published(self) -> ReviewQuerySet:
        return self.filter(state=State.PUBLISHED)

    def unfinished(self) -> ReviewQuerySet:
        return self.exclude(state__in=(State.DECIDED, State.PUBLISHED, State.DISMISSED))

    def most_urgent_first(self) -> ReviewQuerySet:
        return self.order_by("-priority", "due_key", "-worth", "pk")

    def in_queue(self) -> ReviewQuerySet:
        return self.filter(state=State.OPEN)


class DraftQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> DraftQuerySet:
        return self.filter(author=person)


class VerdictQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> VerdictQuerySet:
        """All but other people's verdicts of an open blind round."""
        return self.exclude(in_open_blind_round(pk="review", round="round") & ~Q(author=person))

    def newest_first(self) -> VerdictQuerySet:
        return self.order_by("-pk")


class CitationQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> CitationQuerySet:
        return self.exclude(
            in_open_blind_round(pk="verdict__review", round="verdict__round") & ~Q(verdict__author=person)
        )

    def with_copies(self) -> CitationQuerySet:
        """Each with the saved copy it stands on, without that one's text."""
        return self.select_related("copy__snapshot").defer("copy__snapshot__text", "copy__snapshot__pages")


class DecisionQuerySet(models.QuerySet[Any]):
    def current(self) -> DecisionQuerySet:
        return self.filter(is_current=True)

    def visible_to(self, person: Any) -> DecisionQuerySet:
        """Decisions are made when a blind round ends, so whoever may see reviews may see them."""
        return self if person.has_perm("reviews.view_review") else self.none()


def told_first(name: str, person: Any, evidence: str) -> Subquery:
    """What the first citation of some evidence says of it, of those that a person may see. What evidence itself holds
    was perhaps typed in a blind round that is still open."""
    citations = apps.get_model("reviews", "Citation").objects.visible_to(person)
    return Subquery(citations.filter(evidence=OuterRef(evidence)).order_by("pk").values(name)[:1])


class EvidenceQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> EvidenceQuerySet:
        """Evidence that is cited somewhere this person may see."""
        citations = apps.get_model("reviews", "Citation").objects.visible_to(person)
        return self.filter(Exists(citations.filter(evidence=OuterRef("pk"))))

    def as_told_to(self, person: Any) -> EvidenceQuerySet:
        """Each with what the first citation that this person may see says of it: `told_title` and so on."""
        names = ("title", "publisher", "published_on", "kind")
        return self.annotate(**{f"told_{name}": told_first(name, person, "pk") for name in names})

    def protected_among(self, texts: Iterable[CitationText]) -> set[tuple[str, str]]:
        """Of the sources that citations name those that are protected, in any spelling: the address, else the title."""
        named = {one.source for one in texts if any(one.source)}
        if not named:
            return set()
        spelled = {(url, title): spellings(url) if url else blanks(title) for url, title in named}
        urls = {one for (url, _), given in spelled.items() if url for one in given}
        titles = {one for (url, _), given in spelled.items() if not url for one in given}
        rows = self.filter(Q(url__in=urls) | Q(url="", title__in=titles), is_protected=True)
        found = {url or title for url, title in rows.values_list("url", "title")}
        return {source for source, given in spelled.items() if given & found}


class SnapshotQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> SnapshotQuerySet:
        """A person's own, those that citations stand on which they may read, and those of sources cited there.

        While a blind round is open, a copy asked for in it is no other person's by its source alone.
        """
        if not person.has_perm("reviews.view_citation"):
            return self.none()
        citations = apps.get_model("reviews", "Citation").objects.visible_to(person)
        is_stood_on = Exists(citations.filter(copy__snapshot=OuterRef("pk")))
        is_cited = Exists(citations.filter(evidence=OuterRef("evidence")))
        return self.filter(Q(by=person) | is_stood_on | is_cited & ~Exists(self._blind_round()))

    def shared(self) -> SnapshotQuerySet:
        """Those that were not asked for in a blind round that is still open."""
        return self.exclude(Exists(self._blind_round()))

    def telling_blindness(self) -> SnapshotQuerySet:
        """Each with `is_blind`: whether it was asked for in a blind round that is still open."""
        return self.annotate(is_blind=Exists(self._blind_round()))

    def telling_kind_to(self, person: Any) -> SnapshotQuerySet:
        """Each with `kind`: what sort of source it is of, as far as this person may know; None where nobody says."""
        return self.annotate(kind=told_first("kind", person, "evidence"))

    def _blind_round(self) -> models.QuerySet[Any]:
        blind = apps.get_model("reviews", "Review").objects.filter(policy=Policy.BLIND_DOUBLE, state__in=BLIND_STATES)
        return blind.filter(claim=OuterRef("claim"), round=OuterRef("round"))

    def without_text(self) -> SnapshotQuerySet:
        return self.defer("text", "pages")

    def still_told(self) -> SnapshotQuerySet:
        """Without the failures that somebody put away."""
        return self.exclude(state=CopyState.FAILED, acknowledged_at__isnull=False)

    def kept(self) -> SnapshotQuerySet:
        return self.filter(state=CopyState.KEPT)

    def unfinished(self, now: datetime.datetime) -> SnapshotQuerySet:
        """Those a worker may take: waiting, or begun by a worker whose lease is over."""
        over = Q(lease_until=None) | Q(lease_until__lte=now) | Q(lease_until__gt=now + TOO_FAR_AHEAD)
        return self.filter(Q(state=CopyState.WAITING) | Q(state=CopyState.FETCHING) & over)

    def held(self, fence: int) -> SnapshotQuerySet:
        """The copy while the worker that took it with this fence still has it."""
        return self.filter(state=CopyState.FETCHING, fence=fence)

    def due_for_sweep(self, now: datetime.datetime) -> SnapshotQuerySet:
        """Unfinished ones that no job was sent for lately, or none since their worker's lease ran out."""
        long_ago = Q(enqueued_at=None) | Q(enqueued_at__lte=now - SWEEP_PAUSE)
        return self.unfinished(now).filter(long_ago | Q(enqueued_at__lte=F("lease_until")))

    def newest_first(self) -> SnapshotQuerySet:
        return self.order_by("-pk")


class CitedCopyQuerySet(models.QuerySet[Any]):
    def unchecked(self) -> CitedCopyQuerySet:
        """Those whose quote nobody looked for yet."""
        return self.filter(found=QuoteFound.UNCHECKED).exclude(citation__quote="")

    def with_both(self) -> CitedCopyQuerySet:
        """Each with its citation and its copy, without that one's text."""
        return self.select_related("citation", "snapshot").defer("snapshot__text")


class CommentQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> CommentQuerySet:
        """All but what other people said about a claim in a blind round that is still open."""
        if not person.has_perm("reviews.view_comment"):
            return self.none()
        return self.exclude(in_open_blind_round(claim="claim", round="round") & ~Q(author=person))

    def in_order(self) -> CommentQuerySet:
        return self.order_by("pk")

    def about(self, claim: Any) -> CommentQuerySet:
        return self.filter(claim=claim)

    def about_article(self, article: Any) -> CommentQuerySet:
        """What is said about an article as a whole."""
        return self.filter(article=article, claim=None)

    def threads(self) -> CommentQuerySet:
        return self.filter(parent=None)

    def resolved(self) -> CommentQuerySet:
        return self.exclude(resolved_at=None)

    def unresolved(self) -> CommentQuerySet:
        return self.filter(resolved_at=None)

    def authors_in(self, thread: int) -> models.QuerySet[Any, int]:
        """The keys of everybody who wrote in a thread."""
        return self.filter(Q(pk=thread) | Q(parent=thread)).order_by().values_list("author_id", flat=True).distinct()


class NotificationQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> NotificationQuerySet:
        """What a person is told now: nothing that was undone, and nothing said in a blind round that is still open."""
        own = self.filter(person=person).not_undone().not_blind_talk()
        if not person.has_perm("reviews.view_comment"):
            own = own.filter(comment=None)
        return own if person.has_perm("reviews.view_review") else self.none()

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

    def not_undone(self) -> NotificationQuerySet:
        return self.exclude(Exists(Event.objects.filter(undoes=OuterRef("event"))))

    def not_blind_talk(self) -> NotificationQuerySet:
        """Without comments of others in a blind round that is still open."""
        return self.exclude(in_open_blind_round(claim="claim", round="comment__round"))

    def with_blindness(self) -> NotificationQuerySet:
        """Each with `is_blind`: whether who caused it has no name yet."""
        return self.annotate(is_blind=in_open_blind_round(claim="claim", round="event__round"))

    def newest_first(self) -> NotificationQuerySet:
        return self.order_by("-pk")


class LetterQuerySet(models.QuerySet[Any]):
    def unsent(self) -> LetterQuerySet:
        return self.filter(sent_at=None, dropped_at=None)

    def due(self, now: datetime.datetime) -> LetterQuerySet:
        return self.unsent().filter(due_at__lte=now).order_by("due_at", "pk")


class SavedViewQuerySet(models.QuerySet[Any]):
    def for_person(self, person: Any) -> SavedViewQuerySet:
        """A person's own and the shared ones, by name."""
        return self.filter(Q(owner=person) | Q(is_shared=True)).select_related("owner").order_by("name", "pk")


class ReportQuerySet(models.QuerySet[Any]):
    def newest_first(self) -> ReportQuerySet:
        return self.order_by("-pk")


def events_visible_to(person: Any) -> EventQuerySet:
    """The history without what others did in a blind round that is still open."""
    return Event.objects.exclude(in_open_blind_round(claim="claim", round="round") & ~Q(actor=person))
