"""The words for codes, in templates: `{{ review.state|state_words }}`."""

from typing import Any

from django import template

from articles import words as article_words
from articles.terms import Channel, DismissReason, SplitState
from reviews import words
from reviews.workflow import Policy, State

register = template.Library()


@register.filter
def state_words(state: Any) -> str:
    return str(words.STATES[State(state)])


@register.filter
def policy_words(policy: Any) -> str:
    return str(words.POLICIES[Policy(policy)])


@register.filter
def split_words(state: Any) -> str:
    return str(article_words.SPLIT_STATES[SplitState(state)])


@register.filter
def failure_words(reason: Any) -> str:
    """Why a split failed."""
    return article_words.why_split_failed(str(reason))


@register.filter
def channel_words(channel: Any) -> str:
    return str(article_words.CHANNELS[Channel(channel)])


@register.filter
def dismiss_words(reason: Any) -> str:
    """The words for a dismissal; what is no code (a free reason) stays as it is."""
    return str(article_words.DISMISS_REASONS[DismissReason(reason)]) if reason in set(DismissReason) else str(reason)
