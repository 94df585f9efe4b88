"""What one person finds on their desk: to go on with, to look at again, to begin, to close."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Claim, Version
from articles.terms import SplitState
from reviews.models import Draft, Review
from reviews.progress import Progress, progress_of
from reviews.querysets import ReviewQuerySet, events_visible_to
from reviews.workflow import CHECK, LEAD, PUBLISH, SECOND, TRIAGE, State, Verb

A_FEW = 5
MOST_DRAFTS = 50
IMPORT = "articles.import_article"
ADMINISTER = "factcheck.change_user"
WORK = (CHECK, TRIAGE, SECOND, LEAD, PUBLISH, IMPORT)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on it; an empty list is drawn with what to do next, None means it is not this person's work."""

    has_work: bool
    is_administrator: bool
    day: str = ""
    resume: list[Review] = field(default_factory=list)
    returned: list[Review] = field(default_factory=list)
    next_claims: list[Review] | None = None
    proposals: list[Claim] = field(default_factory=list)
    second_looks: list[Review] | None = None
    articles: list[tuple[Article, Progress]] = field(default_factory=list)
    to_close: list[tuple[Article, Progress]] | None = None
    imports: list[tuple[Version, Progress]] | None = None


def desk_of(person: Any, now: datetime.datetime) -> Desk:
    """Lay out the desk; a bounded number of queries however much there is."""
    checks, seconds = person.has_perm(CHECK), person.has_perm(SECOND)
    open_claims = next_claims(person) if checks else None
    return Desk(
        has_work=any(person.has_perm(permission) for permission in WORK),
        is_administrator=person.has_perm(ADMINISTER),
        day=day_in_words(person, now),
        resume=to_resume(person, now) if checks else [],
        returned=returned(person) if checks else [],
        next_claims=open_claims,
        proposals=proposals() if checks and len(open_claims or ()) < A_FEW else [],
        second_looks=_shown(_seen(person).awaiting_second_look_by(person).most_urgent_first()) if seconds else None,
        articles=own_articles(person) if checks else [],
        to_close=ready_to_close(person) if person.has_perm(PUBLISH) else None,
        imports=latest_imports(person) if person.has_perm(IMPORT) else None,
    )


def to_resume(person: Any, now: datetime.datetime) -> list[Review]:
    """Claims the person holds or has begun to write on, the one held longest from now first."""
    drafts = Draft.objects.of(person).filter(round=F("review__round"), review__state__in=(State.OPEN, State.IN_REVIEW))
    begun = list(drafts.order_by("-saved_at").values_list("review_id", flat=True)[:MOST_DRAFTS])
    held = _seen(person).held_by(person, now).values_list("pk", flat=True)[:MOST_DRAFTS]
    rows = _seen(person).filter(pk__in={*begun, *held}).exclude(pk__in=_seen(person).returned_to(person).values("pk"))
    return _shown(rows.order_by(F("lease_until").desc(nulls_last=True), "-pk"))


def returned(person: Any) -> list[Review]:
    """Verdicts that were sent back to the person, each with `why` and `returned_by`."""
    last = events_visible_to(person).filter(claim=OuterRef("claim"), verb=Verb.RETURN).order_by("-pk")
    rows = _seen(person).returned_to(person).annotate(why=Subquery(last.values("reason")[:1]))
    name = Subquery(last.values("actor__display_name")[:1])
    return _shown(rows.annotate(returned_by=name).order_by("-returned_at"))


def next_claims(person: Any) -> list[Review]:
    """Claims nobody works on, most urgent first."""
    free = _seen(person).in_queue().filter(Q(assigned_to=None) | Q(assigned_to=person), returned_at=None)
    own_drafts = Draft.objects.of(person).filter(review=OuterRef("pk"), round=OuterRef("round"))
    return _shown(free.exclude(Exists(own_drafts)).most_urgent_first())


def proposals() -> list[Claim]:
    """What the machine proposes, the most worth checking first."""
    return list(Claim.objects.proposals().select_related("article").order_by("-check_worthiness", "pk")[:A_FEW])


def own_articles(person: Any) -> list[tuple[Article, Progress]]:
    """Articles the person works on that are not through, the nearest deadline first."""
    mine = _seen(person).unfinished().filter(Q(assigned_to=person) | Q(lease_by=person) | Q(author=person))
    rows = Article.objects.filter(pk__in=mine.values("article"))
    return _with_progress(rows.order_by(F("deadline_at").asc(nulls_last=True), "-pk"), person)


def ready_to_close(person: Any) -> list[tuple[Article, Progress]]:
    """Articles with decided claims and nothing chosen left undecided."""
    decided = _seen(person).decided().values("article")
    unfinished = _seen(person).unfinished().filter(article=OuterRef("pk"))
    return _with_progress(Article.objects.filter(pk__in=decided).exclude(Exists(unfinished)).newest_first(), person)


def latest_imports(person: Any) -> list[tuple[Version, Progress]]:
    """The person's newest imports, failed ones first."""
    own = Version.objects.without_text().filter(by=person).select_related("article")
    failed = list(own.filter(split_state=SplitState.FAILED).order_by("-pk")[:A_FEW])
    rest = own.exclude(split_state=SplitState.FAILED).order_by("-pk")[:A_FEW]
    found = [*failed, *rest]
    progress = progress_of([version.article for version in found], person)
    return [(version, progress[version.article_id]) for version in found]


def day_in_words(person: Any, now: datetime.datetime) -> str:
    """What the person did since midnight, and what became of it."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = events_visible_to(person).filter(at__gte=midnight)
    own = _by_verb(today.filter(actor=person))
    others = _by_verb(today.filter(claim__review__author=person).exclude(actor=person))
    looks = own.get(Verb.APPROVE, 0) + own.get(Verb.RETURN, 0)
    parts = [
        _part(
            own.get(Verb.SUBMIT, 0),
            lambda n: ngettext("You submitted %(n)s verdict", "You submitted %(n)s verdicts", n),
        ),
        _part(
            others.get(Verb.APPROVE, 0),
            lambda n: ngettext("%(n)s of yours was approved", "%(n)s of yours were approved", n),
        ),
        _part(others.get(Verb.RETURN, 0), lambda n: ngettext("%(n)s came back to you", "%(n)s came back to you", n)),
        _part(looks, lambda n: ngettext("you took %(n)s second look", "you took %(n)s second looks", n)),
        _part(
            own.get(Verb.PUBLISH, 0), lambda n: ngettext("you published %(n)s claim", "you published %(n)s claims", n)
        ),
        _part(own.get("import", 0), lambda n: ngettext("you imported %(n)s article", "you imported %(n)s articles", n)),
    ]
    told = _(", ").join(part for part in parts if part)
    return _("Today: %(told)s.") % {"told": told[0].lower() + told[1:]} if told else _("Nothing done yet today.")


def _part(n: int, words: Any) -> str:
    return words(n) % {"n": n} if n else ""


def _by_verb(events: Any) -> dict[str, int]:
    return dict(events.order_by().values_list("verb").annotate(n=Count("pk")))


def _seen(person: Any) -> ReviewQuerySet:
    return Review.objects.visible_to(person)


def _shown(rows: ReviewQuerySet) -> list[Review]:
    return list(rows.select_related("claim", "article", "lease_by", "author", "rating")[:A_FEW])


def _with_progress(rows: Any, person: Any) -> list[tuple[Article, Progress]]:
    articles = list(rows[:A_FEW])
    progress = progress_of(articles, person)
    return [(article, progress[article.pk]) for article in articles]
