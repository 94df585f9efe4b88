"""What became of the wordings that checkers suggested for an article, and what was changed that nobody asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.anchoring import Course
from articles.models import Anchor, Article, Version
from reviews.fates import Fate, fates_for, latest_verdicts
from reviews.models import Review, Verdict
from reviews.terms import Change, Made

MOST_CHANGES = 300
_AROUND = 50
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggested wording, the words it was made for, and what became of them."""

    verdict: Verdict
    review: Review
    fate: Fate | None

    @property
    def made(self) -> Made:
        if self.fate is None:
            return Made.NOT
        return Made.AS_SUGGESTED if self.fate.change is Change.AS_SUGGESTED else Made.DIFFERENTLY


@dataclass(frozen=True, slots=True)
class Unasked:
    """Words that were changed outside of what anything was suggested for, with the words before them."""

    before: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All of an article: `since` is the version that the current one is compared with, None where there is none."""

    suggestions: list[Suggestion]
    since: Version | None = None
    unasked: list[Unasked] = field(default_factory=list)
    n_more: int = 0


def answer_to(article: Article, person: Any) -> Answer:
    """The suggestions that this person may read, in the order of the claims, and what changed since the oldest."""
    reviews = {review.claim_id: review for review in _reviews(article, person)}
    verdicts = {key: one for key, one in latest_verdicts(reviews, person).items() if one.suggested_wording.strip()}
    fates = fates_for(person, list(verdicts))
    found = [Suggestion(verdicts[key], reviews[key], fates.get(key)) for key in reviews if key in verdicts]
    since = _since(article, found)
    if since is None or article.current is None:
        return Answer(found)
    unasked = _unasked(since, article.current, verdicts)
    return Answer(found, since, unasked[:MOST_CHANGES], max(0, len(unasked) - MOST_CHANGES))


def _reviews(article: Article, person: Any) -> Iterable[Review]:
    return Review.objects.visible_to(person).of_article(article).select_related("claim", "rating").order_by("claim_id")


def _since(article: Article, found: list[Suggestion]) -> Version | None:
    """The oldest version something was suggested for; the one before the current where nothing was."""
    if article.current is None:
        return None
    older = Version.objects.filter(article=article).exclude(pk=article.current.pk)
    judged = older.filter(pk__in=[one.verdict.anchor.version_id for one in found]).order_by("number")
    return judged.first() or older.order_by("-number").first()


def _unasked(old: Version, new: Version, claims: Iterable[int]) -> list[Unasked]:
    asked = [_spans(version, claims) for version in (old, new)]
    found = []
    for was, now in Course(old.text, new.text).changes():
        is_asked = _touches(was, asked[0]) or _touches(now, asked[1])
        if is_asked:
            was, now = (was[1], was[1]), _beyond(old.text[slice(*was)], new.text, now)
        if was[1] > was[0] or now[1] > now[0]:
            before = new.text[max(0, now[0] - _AROUND) : now[0]]
            texts = (before, old.text[slice(*was)], new.text[slice(*now)])
            found.append(Unasked(*(" ".join(text.split()) for text in texts)))
    return found


def _beyond(was: str, text: str, now: Span) -> Span:
    """Of what took the place of words that were asked about, the lines that are more than those words had."""
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", text[slice(*now)]))
    n_asked = max(1, len([line for line in was.split("\n") if line.strip()]))
    return (now[0] + lines[n_asked].start(), now[1]) if len(lines) > n_asked else (now[1], now[1])


def _spans(version: Version, claims: Iterable[int]) -> list[Span]:
    rows = Anchor.objects.filter(version=version, claim__in=list(claims)).standing().in_reading_order()
    return list(rows.values_list("start", "end"))


def _touches(one: Span, spans: list[Span]) -> bool:
    return any(start <= one[0] < end or one[0] < start < one[1] for start, end in spans)
