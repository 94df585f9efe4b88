"""How far the check of an article is: its claims counted by state, in two queries for any number of articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from articles.models import Article, Claim
from articles.terms import Triage
from reviews import words
from reviews.models import Review
from reviews.workflow import State

DONE = (State.PUBLISHED, State.DECIDED)
UNDER_WAY = (State.AWAITING_SECOND, State.SECOND_REVIEW, State.DISPUTED, State.IN_REVIEW)
BAR_WIDTH = 1000
STATE_OF_TRIAGE = {Triage.PROPOSED: State.PROPOSED, Triage.DISMISSED: State.DISMISSED}


@dataclass(frozen=True, slots=True)
class Part:
    """One colored part of the bar; `x` and `width` out of a thousand."""

    state: State
    n: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The claims of one article by state."""

    counts: dict[State, int] = field(default_factory=dict)

    def n(self, *states: State) -> int:
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def n_decided(self) -> int:
        return self.n(*DONE)

    @property
    def n_chosen(self) -> int:
        """Claims that somebody chose to check: what the bar is out of. A proposal is no progress."""
        return self.n(*DONE, *UNDER_WAY, State.OPEN)

    @property
    def n_undecided(self) -> int:
        return self.n_chosen - self.n_decided

    @property
    def n_proposed(self) -> int:
        return self.n(State.PROPOSED)

    @property
    def n_total(self) -> int:
        return sum(self.counts.values())

    @property
    def n_to_publish(self) -> int:
        return self.n(State.DECIDED)

    @property
    def words(self) -> str:
        """The bar in words."""
        if not self.n_chosen:
            return _("%(n)s proposed, none chosen yet") % {"n": self.n_proposed} if self.n_proposed else _("no claims")
        done = _("%(done)s of %(all)s decided") % {"done": self.n_decided, "all": self.n_chosen}
        return done if not self.n_proposed else _("%(done)s, %(n)s proposed") % {"done": done, "n": self.n_proposed}

    @property
    def parts(self) -> list[Part]:
        """The bar from the left: done, under way; what is left of it is to do."""
        parts, x = [], 0
        for state in (*DONE, *UNDER_WAY):
            if n := self.n(state):
                width = max(1, round(BAR_WIDTH * n / self.n_chosen))
                parts.append(Part(state, n, x, min(width, BAR_WIDTH - x)))
                x = min(BAR_WIDTH, x + width)
        return parts

    @property
    def lines(self) -> list[tuple[State, str, int]]:
        """Every state with claims in it, its words and how many."""
        return [(state, str(words.STATES[state]), self.n(state)) for state in State if self.n(state)]


def progress_of(articles: Iterable[Article], person: Any) -> dict[int, Progress]:
    """The progress of each article, by its key. A claim that is the same as another counts where that one does."""
    keys = [article.pk for article in articles]
    counts: dict[int, dict[State, int]] = {key: {} for key in keys}
    reviews = Review.objects.visible_to(person).filter(article__in=keys).exclude(state=State.DISMISSED)
    for key, state, n in reviews.order_by().values_list("article", "state").annotate(n=Count("pk")):
        counts[key][State(state)] = n
    claims = Claim.objects.filter(article__in=keys, triage__in=STATE_OF_TRIAGE)
    by_state = claims.order_by().values_list("article", "triage", "same_as__triage", "same_as__review__state")
    for key, triage, others_triage, others_state, n in by_state.annotate(n=Count("pk")):
        state = State(others_state) if others_state else STATE_OF_TRIAGE[Triage(others_triage or triage)]
        counts[key][state] = counts[key].get(state, 0) + n
    return {key: Progress(found) for key, found in counts.items()}
