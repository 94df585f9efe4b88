"""`{% talk_about claim as talk %}`: its comments; `{{ comment|pieces }}`: a text cut at the names it mentions."""

from __future__ import annotations

from typing import Any

from django import template

from reviews import talking, threads
from reviews.models import Comment, Review
from reviews.querysets import BLIND_STATES
from reviews.workflow import Policy

register = template.Library()


@register.simple_tag(takes_context=True)
def talk_about(context: Any, about: Any) -> threads.Talk | None:
    """The comments that the reader may see; None for somebody who may see none."""
    person = context["request"].user
    if not person.has_perm("reviews.view_comment"):
        return None
    return context.get("talk") or threads.talk_about(about, person)


@register.simple_tag
def most_chars() -> int:
    return talking.MOST_CHARS


@register.filter
def pieces(comment: Comment) -> list[threads.Piece]:
    return threads.pieces_of(comment)


@register.filter
def is_blind_now(review: Review | str) -> bool:
    """Whether a check is in a blind round that is still open; a page without a check has none."""
    return isinstance(review, Review) and review.policy == Policy.BLIND_DOUBLE and review.state in BLIND_STATES
