"""What holds an article, for a page: each claim with the next thing to do as a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from reviews.article_desk import Held, HoldGroup
from reviews.desk_words import HOLDS
from reviews.terms import Hold
from reviews.workflow import CHECK, LEAD, SECOND

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Next:
    """One claim that is held up, and where to go to set it going."""

    held: Held
    act: Words
    address: str


@dataclass(frozen=True, slots=True)
class HoldShown:
    hold: Hold
    words: Words
    n: int
    n_more: int
    claims: list[Next]


def holds_shown(article: Article, groups: list[HoldGroup], person: Any) -> list[HoldShown]:
    """The groups with the first claims of each."""
    return [
        HoldShown(
            group.hold,
            HOLDS[group.hold],
            group.n,
            group.n_more,
            [_next(article, group.hold, held, person) for held in group.first],
        )
        for group in groups
    ]


def _next(article: Article, hold: Hold, held: Held, person: Any) -> Next:
    claim, review, number = held.line.claim, held.line.review, held.line.number
    page = reverse("reviews:claim", args=[claim.uid])
    is_theirs = held.who is not None and held.who.pk != person.pk
    match hold:
        case Hold.MUST if held.who is None and number and person.has_perm(LEAD):
            hand_out = reverse("reviews:hand_out", args=[article.uid])
            return Next(held, _("Hand out"), f"{hand_out}?first={number}&last={number}")
        case Hold.MUST | Hold.LEFT if review and review.is_for(person) and person.has_perm(CHECK):
            return Next(held, _("Check"), page)
        case Hold.SECOND_LOOK if review and review.author_id != person.pk and person.has_perm(SECOND):
            return Next(held, _("Look"), reverse("reviews:second_look_claim", args=[claim.uid]))
        case Hold.DISPUTED if person.has_perm(LEAD):
            return Next(held, _("Settle"), reverse("reviews:settle", args=[claim.uid]))
        case Hold.RETURNED if held.who == person:
            return Next(held, _("Mend it"), page)
        case Hold.LEFT | Hold.HELD if is_theirs and person.has_perm(LEAD):
            return Next(held, _("Take over"), page)
        case Hold.CHANGED:
            return Next(held, _("Look again"), f"{page}#fate")
    return Next(held, _("Open"), page)
