"""The form above a list of claims: what may be chosen there, and what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from reviews import list_words, words
from reviews.colleagues import who_may
from reviews.filters import RATED, ClaimFilter
from reviews.list_terms import ME, NOBODY
from reviews.models import Rating
from reviews.narrowing import SETTLED
from reviews.workflow import CHECK

ARTICLES_OFFERED = 50
PEOPLE_OFFERED = 200
Option = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """One drop-down of the form; without a value every claim goes through it."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...]
    empty: str


def article_choice(chosen: ClaimFilter) -> Choice:
    """The newest articles to choose from, the chosen one among them."""
    rows = Article.objects.only("uid", "headline").newest_first()
    newest = list(rows[:ARTICLES_OFFERED])
    if chosen.article and all(article.uid != chosen.article for article in newest):
        newest += list(rows.filter(uid=chosen.article))
    options = tuple((str(article.uid), article.headline) for article in newest)
    return Choice("article", _("Article"), str(chosen.article or ""), options, _("every article"))


def sort_options(chosen: ClaimFilter) -> list[Option]:
    """The sorts; the usual one needs no word in the address."""
    return [(sort.value, list_words.SORTS[sort]) for sort in chosen.sorts]


def more_choices(chosen: ClaimFilter) -> list[Choice]:
    """The conditions that are folded away, as far as they mean something in this list."""
    asked = dict(chosen.pairs())
    folded = [("worth", _("Check first"), _coded(list_words.WORTHS)), ("age", _("Waiting longer than"), _ages())]
    if asks_for_people(chosen):
        people = ((ME, _("me")), (NOBODY, _("nobody")), *((str(one.uid), str(one)) for one in checkers()))
        folded += [("assigned", _("Assigned to"), people), ("holder", _("Held by"), people)]
    if not chosen.reads_claims:
        folded += [
            ("due", _("Due"), _coded(list_words.DUES)),
            ("priority", _("Priority"), tuple((one.name.lower(), words.PRIORITIES[one]) for one in words.PRIORITIES)),
            ("policy", _("Checked by"), _coded(words.POLICIES)),
        ]
    if chosen.state in RATED:
        folded.append(("rating", _("Rating"), tuple(_ratings())))
    return [Choice(name, label, asked.get(name, ""), options, _("any")) for name, label, options in folded]


def asks_for_people(chosen: ClaimFilter) -> bool:
    """Whether anybody is at work on claims of this list, or it was asked for by somebody's name all the same."""
    at_work = not chosen.reads_claims and chosen.state not in SETTLED
    return at_work or bool(chosen.assigned or chosen.holder)


def checkers() -> list[Any]:
    """The people who check claims."""
    return list(
        who_may(CHECK).only("uid", "display_name", "username").order_by("display_name", "username")[:PEOPLE_OFFERED]
    )


def _coded(labels: Mapping[Any, Any]) -> tuple[Option, ...]:
    return tuple((str(code), label) for code, label in labels.items())


def _ages() -> tuple[Option, ...]:
    return _coded(list_words.AGES)


def _ratings() -> list[Option]:
    """Every rating in use by code, each once."""
    return list(dict(Rating.objects.order_by("-pk").values_list("code", "label")).items())[::-1]
