"""What a list was asked for, told in words: above the list, in a report, on the page of a bulk action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from articles.models import Article
from reviews import list_words, words
from reviews.list_terms import ME, NOBODY
from reviews.models import Rating

if TYPE_CHECKING:
    from reviews.filters import ClaimFilter


def describe(chosen: ClaimFilter) -> str:
    """The conditions in words; the sort says nothing about what is selected."""
    state = str(words.STATES[chosen.state]) if chosen.state else _("all claims")
    return ", ".join([state, *_about_claims(chosen), *_about_checks(chosen)])


def _about_claims(chosen: ClaimFilter) -> Iterator[str]:
    headline = Article.objects.filter(uid=chosen.article).values_list("headline").first() if chosen.article else None
    if headline:
        yield _("in “%(article)s”") % {"article": headline[0]}
    elif chosen.article:
        yield _("in an article that is not here")
    if chosen.mine:
        yield _("mine")
    if chosen.rating:
        label = Rating.objects.filter(code=chosen.rating).values_list("label", flat=True).first()
        yield _("rated “%(rating)s”") % {"rating": label or chosen.rating}
    if chosen.said_by:
        yield _("said by “%(name)s”") % {"name": chosen.said_by}
    if chosen.q:
        yield _("with the words “%(words)s”") % {"words": chosen.q}
    if chosen.worth:
        yield _("check first: %(level)s") % {"level": list_words.WORTHS[chosen.worth]}


def _about_checks(chosen: ClaimFilter) -> Iterator[str]:
    if chosen.assigned:
        yield _assigned(chosen.assigned)
    if chosen.holder:
        yield _held(chosen.holder)
    if chosen.age:
        yield _("waiting longer than %(age)s") % {"age": list_words.AGES[chosen.age]}
    if chosen.due:
        yield str(list_words.DUES[chosen.due])
    if chosen.priority is not None:
        yield _("priority: %(level)s") % {"level": list_words.PRIORITIES[chosen.priority]}
    if chosen.policy:
        yield _("checked by %(policy)s") % {"policy": words.POLICIES[chosen.policy]}


def _assigned(who: str) -> str:
    if who == NOBODY:
        return _("assigned to nobody")
    return _("assigned to me") if who == ME else _("assigned to %(who)s") % {"who": _name(who)}


def _held(who: str) -> str:
    if who == NOBODY:
        return _("free to be taken")
    return _("held by me") if who == ME else _("held by %(who)s") % {"who": _name(who)}


def _name(uid: str) -> str:
    found = get_user_model()._default_manager.filter(uid=uid).first()
    return str(found or words.NOBODY)
