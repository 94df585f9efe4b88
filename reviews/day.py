"""What a person did since midnight and what became of it: in words, and as a bar."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviews.models import Review
from reviews.progress import BAR_WIDTH, Part
from reviews.querysets import events_visible_to
from reviews.workflow import State, Verb

IMPORT = "import"
LOOKS = (Verb.APPROVE, Verb.RETURN, Verb.ADJUDICATE)
TOLD = (Verb.SUBMIT, *LOOKS, Verb.PUBLISH, IMPORT)


@dataclass(frozen=True, slots=True)
class Day:
    """How often each thing was done: by the person, and by others to what the person wrote; and how many claims that
    were given to the person are left."""

    own: dict[str, int]
    others: dict[str, int]
    n_left: int = 0

    @property
    def words(self) -> str:
        """One sentence; nothing done says so."""
        told = _(", ").join(part for part in self._parts() if part)
        return _("Today: %(told)s.") % {"told": told[0].lower() + told[1:]} if told else _("Nothing done yet today.")

    @property
    def bar(self) -> list[Part]:
        """What the person did, in the colors of the states it led to, out of that and what is left; empty where nothing
        was done."""
        n_by_state = {
            State.PUBLISHED: self.own.get(Verb.PUBLISH, 0),
            State.DECIDED: sum(self.own.get(verb, 0) for verb in LOOKS),
            State.AWAITING_SECOND: self.own.get(Verb.SUBMIT, 0),
        }
        return _bar(n_by_state, self.n_left)

    def _parts(self) -> list[str]:
        own, others = self.own, self.others
        looks = sum(own.get(verb, 0) for verb in LOOKS)
        return [
            _part(own.get(Verb.SUBMIT, 0), _submitted),
            _part(others.get(Verb.APPROVE, 0), _approved),
            _part(others.get(Verb.RETURN, 0), _returned),
            _part(looks, _looked),
            _part(own.get(Verb.PUBLISH, 0), _published),
            _part(own.get(IMPORT, 0), _imported),
            _part(self.n_left if own else 0, _left),
        ]


def day_of(person: Any, now: datetime.datetime) -> Day:
    """The person's day until now; one query. What was undone was not done."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = events_visible_to(person).filter(at__gte=midnight, verb__in=TOLD, undone_by=None)
    theirs = Q(actor=person) | Q(claim__review__author=person, verb__in=(Verb.APPROVE, Verb.RETURN))
    steps = today.filter(theirs).order_by().annotate(n_left=Coalesce(Subquery(_count_of_left(person)), 0))
    counts = list(steps.values_list("verb", "actor", "n_left").annotate(n=Count("pk")))
    own = {verb: n for verb, actor, _same, n in counts if actor == person.pk}
    others: Counter[str] = Counter()
    for verb, actor, _same, n in counts:
        others[verb] += n if actor != person.pk else 0
    return Day(own, others, counts[0][2] if counts else 0)


def _count_of_left(person: Any) -> Any:
    """How many claims that were given to the person are not submitted, as a query inside another."""
    given = Review.objects.visible_to(person).assigned_to(person)
    return given.order_by().values("assigned_to").annotate(n=Count("*")).values("n")


def _bar(n_by_state: dict[State, int], n_left: int) -> list[Part]:
    total = sum(n_by_state.values()) + n_left
    parts, x = [], 0
    for state, n in n_by_state.items():
        if n:
            width = min(max(1, round(BAR_WIDTH * n / total)), BAR_WIDTH - x)
            parts.append(Part(state, n, x, width))
            x += width
    return parts


def _part(n: int, words: Callable[[int], str]) -> str:
    return words(n) % {"n": n} if n else ""


def _submitted(n: int) -> str:
    return ngettext("You submitted %(n)s verdict", "You submitted %(n)s verdicts", n)


def _approved(n: int) -> str:
    return ngettext("%(n)s of yours was approved", "%(n)s of yours were approved", n)


def _returned(n: int) -> str:
    return ngettext("%(n)s came back to you", "%(n)s came back to you", n)


def _looked(n: int) -> str:
    return ngettext("you took %(n)s second look", "you took %(n)s second looks", n)


def _published(n: int) -> str:
    return ngettext("you published %(n)s claim", "you published %(n)s claims", n)


def _imported(n: int) -> str:
    return ngettext("you imported %(n)s article", "you imported %(n)s articles", n)


def _left(n: int) -> str:
    return ngettext("%(n)s claim is left with you", "%(n)s claims are left with you", n)
