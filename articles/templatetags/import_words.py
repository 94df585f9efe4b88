"""The words for codes of imports, in templates: `{{ row.outcome|outcome_words }}`."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from articles import words
from articles.terms import Channel, Outcome, RowState, SplitState

register = template.Library()


@register.filter
def outcome_words(outcome: Any) -> str:
    return str(words.OUTCOMES[Outcome(outcome)])


@register.filter
def row_state_words(state: Any) -> str:
    return str(words.ROW_STATES[RowState(state)])


@register.filter
def channel_words(channel: Any) -> str:
    return str(words.CHANNELS[Channel(channel)])


@register.filter
def split_state_words(state: Any) -> str:
    return str(words.SPLIT_STATES[SplitState(state)])


@register.filter
def failure_words(reason: Any) -> str:
    return words.why_split_failed(str(reason))


@register.filter
def duration(seconds: int) -> str:
    """A stretch of time in the two largest fitting units."""
    if seconds < 60:
        return _("%(seconds)s s") % {"seconds": seconds}
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return _("%(minutes)s min %(seconds)s s") % {"minutes": minutes, "seconds": rest}
    return _("%(hours)s h %(minutes)s min") % {"hours": minutes // 60, "minutes": minutes % 60}
