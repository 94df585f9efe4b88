"""What a list was asked for, told in words: above the list, in a report, on the page of a bulk action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from articles.models import Article
from reviews import list_words, words
from reviews.list_terms import ME, NOBODY
from reviews.models import Rating

if TYPE_CHECKING:
    from reviews.filters import ClaimFilter


@dataclass(frozen=True, slots=True)
class Names:
    """What the codes and uids in some filters are called."""

    articles: dict[str, str]
    ratings: dict[str, str]
    people: dict[str, str]

    @classmethod
    def of(cls, filters: Sequence[ClaimFilter]) -> Names:
        """Three questions at most, however many filters there are."""
        articles = {one.article for one in filters if one.article}
        ratings = {one.rating for one in filters if one.rating}
        people = {who for one in filters for who in (one.assigned, one.holder)} - {ME, NOBODY, ""}
        found = get_user_model()._default_manager.filter(uid__in=people) if people else ()
        return cls(
            {str(uid): name for uid, name in _pairs(Article, articles, "uid", "headline")},
            dict(_pairs(Rating, ratings, "code", "label")),
            {str(person.uid): str(person) for person in found},
        )


def describe(chosen: ClaimFilter) -> str:
    """The conditions in words; the sort says nothing about what is selected."""
    return describe_all([chosen])[0]


def describe_all(filters: Sequence[ClaimFilter]) -> list[str]:
    """Each of some filters in words."""
    names = Names.of(filters)
    return [", ".join([_state(one), *_about_claims(one, names), *_about_checks(one, names)]) for one in filters]


def _state(chosen: ClaimFilter) -> str:
    return str(words.STATES[chosen.state]) if chosen.state else _("all claims")


def _about_claims(chosen: ClaimFilter, names: Names) -> Iterator[str]:
    if chosen.article:
        headline = names.articles.get(str(chosen.article))
        yield _("in “%(article)s”") % {"article": headline} if headline else _("in an article that is not here")
    if chosen.mine:
        yield _("mine")
    if chosen.rating:
        yield _("rated “%(rating)s”") % {"rating": names.ratings.get(chosen.rating, chosen.rating)}
    if chosen.said_by:
        yield _("said by “%(name)s”") % {"name": chosen.said_by}
    if chosen.q:
        yield _("with the words “%(words)s”") % {"words": chosen.q}
    if chosen.worth:
        yield _("check first: %(level)s") % {"level": list_words.WORTHS[chosen.worth]}


def _about_checks(chosen: ClaimFilter, names: Names) -> Iterator[str]:
    if chosen.assigned:
        yield _assigned(chosen.assigned, names)
    if chosen.holder:
        yield _held(chosen.holder, names)
    if chosen.age:
        yield _("waiting longer than %(age)s") % {"age": list_words.AGES[chosen.age]}
    if chosen.due:
        yield str(list_words.DUES[chosen.due])
    if chosen.priority is not None:
        yield _("priority: %(level)s") % {"level": words.PRIORITIES[chosen.priority]}
    if chosen.policy:
        yield _("checked by %(policy)s") % {"policy": words.POLICIES[chosen.policy]}


def _assigned(who: str, names: Names) -> str:
    if who == NOBODY:
        return _("assigned to nobody")
    return _("assigned to me") if who == ME else _("assigned to %(who)s") % {"who": names.people.get(who, words.NOBODY)}


def _held(who: str, names: Names) -> str:
    if who == NOBODY:
        return _("free to be taken")
    return _("held by me") if who == ME else _("held by %(who)s") % {"who": names.people.get(who, words.NOBODY)}


def _pairs(model: Any, wanted: set[Any], key: str, name: str) -> Any:
    return model.objects.filter(**{f"{key}__in": wanted}).values_list(key, name) if wanted else ()
