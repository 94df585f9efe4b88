"""What holds an article, for a page: each claim with the next thing to do as a link."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from reviews.article_desk import HoldGroup
from reviews.contents import ClaimLine, Lines
from reviews.desk_words import HOLDS
from reviews.terms import Hold
from reviews.workflow import CHECK, LEAD, SECOND

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Next:
    """One claim that is held up, who has it and since when, and where to go to set it going."""

    line: ClaimLine
    who: Any
    at: datetime.datetime | None
    act: Words
    address: str


@dataclass(frozen=True, slots=True)
class HoldShown:
    hold: Hold
    words: Words
    n: int
    n_more: int
    claims: list[Next]


def holds_shown(article: Article, groups: list[HoldGroup], read: Lines, person: Any) -> list[HoldShown]:
    """The groups with the first claims of each, as they were read."""
    return [
        HoldShown(one.hold, HOLDS[one.hold], one.n, one.n_more, _first(article, one, read, person)) for one in groups
    ]


def _first(article: Article, group: HoldGroup, read: Lines, person: Any) -> list[Next]:
    people, found = read.people, []
    for held in group.first:
        for line in read.of([held.row]):
            who = people.get(held.who)
            act, address = _next(article, group.hold, line, who, person)
            found.append(Next(line, who, held.at, act, address))
    return found


def _next(article: Article, hold: Hold, line: ClaimLine, who: Any, person: Any) -> tuple[Words, str]:
    claim, review, number = line.claim, line.review, line.number
    page = reverse("reviews:claim", args=[claim.uid])
    is_theirs = who is not None and who.pk != person.pk
    match hold:
        case Hold.MUST if who is None and number and person.has_perm(LEAD):
            hand_out = reverse("reviews:hand_out", args=[article.uid])
            return _("Hand out"), f"{hand_out}?first={number}&last={number}"
        case Hold.MUST | Hold.LEFT if review and review.is_for(person) and person.has_perm(CHECK):
            return _("Check"), page
        case Hold.SECOND_LOOK if review and review.author_id != person.pk and person.has_perm(SECOND):
            return _("Look"), reverse("reviews:second_look_claim", args=[claim.uid])
        case Hold.DISPUTED if person.has_perm(LEAD):
            return _("Settle"), reverse("reviews:settle", args=[claim.uid])
        case Hold.RETURNED if who == person:
            return _("Mend it"), page
        case Hold.LEFT | Hold.HELD if is_theirs and person.has_perm(LEAD):
            return _("Take over"), page
        case Hold.CHANGED:
            return _("Look again"), f"{page}#fate"
    return _("Open"), page
