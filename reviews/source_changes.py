"""Tell checkers that a new version of an article changed words they gave a verdict on; once a version and person."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict

from django.db import IntegrityError, transaction

from articles.models import Anchor, Event, Version
from reviews.fates import fates_after
from reviews.models import Notification, Verdict
from reviews.models.telling import tell
from reviews.terms import Change, News

LOOKED_BACK = datetime.timedelta(days=1)  # how long the workers may be away and still tell


def tell_source_changes(now: datetime.datetime) -> None:
    """Look at the versions that came in lately; a few queries however many there are."""
    lately = Version.objects.filter(uid__gte=_first_uid(now - LOOKED_BACK), number__gt=1)
    anchors = Anchor.objects.not_as_before().in_current_versions().filter(version__in=lately.values("pk"))
    judged = dict(anchors.filter(claim__review__verdicts__isnull=False).values_list("claim_id", "version_id"))
    if not judged:
        return
    concerned = _authors(judged)
    steps = Event.objects.filter(verb="new_version", version__in=concerned)
    told = set(Notification.objects.filter(event__in=steps.values("pk")).values_list("event_id", "person_id"))
    for step in steps.select_related("actor").order_by("pk"):
        people = concerned[step.version_id or 0]
        _tell(step, {key for key in people if (step.pk, key) not in told}, now)


def _authors(judged: dict[int, int]) -> dict[int, set[int]]:
    """Whose verdicts were given on words that their version has no longer, by version."""
    newest: dict[int, Verdict] = {}
    wrote: dict[int, set[int]] = defaultdict(set)
    rows = Verdict.objects.filter(review__claim__in=judged).select_related("anchor", "review").order_by("pk")
    for verdict in rows:
        newest[verdict.review.claim_id] = verdict
        wrote[verdict.review.claim_id].add(verdict.author_id)
    found: dict[int, set[int]] = defaultdict(set)
    for claim, fate in fates_after(newest, list(judged)).items():
        if fate.is_judged and fate.change is not Change.AS_SUGGESTED:
            found[judged[claim]] |= wrote[claim]
    return found


def _tell(step: Event, people: set[int], now: datetime.datetime) -> None:
    try:
        with transaction.atomic():
            tell(people, News.SOURCE_CHANGED, by=step.actor, at=now, article=step.article_id, event=step)
    except IntegrityError:
        return  # another worker told them at the same moment


def _first_uid(at: datetime.datetime) -> uuid.UUID:
    """The lowest uid of what was stored since: they begin with the time in milliseconds."""
    return uuid.UUID(int=int(at.timestamp() * 1000) << 80)
