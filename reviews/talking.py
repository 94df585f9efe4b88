"""Comments on claims and articles: written, answered, a thread resolved and opened again. Nothing is edited."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.functions import Lower

from articles.models import Article, Claim
from articles.refusals import Kind
from reviews import talk_words
from reviews.models import Comment, Review
from reviews.models.telling import tell
from reviews.terms import News

WRITE = "reviews.write_comment"
MOST_CHARS = 5_000
MOST_NAMES = 50  # of one comment; who writes more names than that calls a meeting
MOST_OFFERED = 8
FIRST_ROUND = 1
_NAME = re.compile(r"(?<![\w@.+-])@([\w.+-]{1,150})")


def write(about: Claim | Article, text: str, *, by: Any, now: datetime.datetime) -> Comment:
    """Begin a thread about a claim or an article. Raises Refusal."""
    text = _checked(text, by)
    claim = about if isinstance(about, Claim) else None
    article = claim.article_id if claim else about.pk
    with transaction.atomic():
        return _stored(Comment(article_id=article, claim=claim, author=by, text=text, created_at=now))


def reply(first: Comment, text: str, *, by: Any, now: datetime.datetime) -> Comment:
    """Answer in a thread, which opens it again where it was resolved. Raises Refusal."""
    text = _checked(text, by)
    with transaction.atomic():
        Comment.objects.filter(pk=first.pk).resolved().update(resolved_at=None, resolved_by=None)
        answer = Comment(
            article_id=first.article_id,
            claim_id=first.claim_id,
            parent_id=first.parent_id or first.pk,
            author=by,
            text=text,
            created_at=now,
        )
        return _stored(answer)


def resolve(first: Comment, *, by: Any, now: datetime.datetime) -> None:
    """Put a thread aside as settled. Raises Refusal where somebody has done so already."""
    check_may_write(by)
    if not Comment.objects.filter(pk=first.pk).threads().unresolved().update(resolved_at=now, resolved_by=by):
        raise talk_words.refusal("thread_resolved")


def reopen(first: Comment, *, by: Any) -> None:
    """Take a thread up again. Raises Refusal where it is open."""
    check_may_write(by)
    if not Comment.objects.filter(pk=first.pk).threads().resolved().update(resolved_at=None, resolved_by=None):
        raise talk_words.refusal("thread_open")


def check_may_write(by: Any) -> None:
    if not by.has_perm(WRITE):
        raise talk_words.refusal("may_not_comment", Kind.FORBIDDEN)


def names_in(text: str) -> list[str]:
    """The names after an @ as typed, with and without what ends a sentence."""
    found = [match.group(1) for match in _NAME.finditer(text)][:MOST_NAMES]
    return list(dict.fromkeys(name for one in found for name in (one, one.rstrip(".+-")) if name))


def people_named(text: str) -> list[Any]:
    """The people who work here that a text mentions; any other @name is simply text."""
    names = {name.lower() for name in names_in(text)}
    return list(_people().annotate(lowered=Lower("username")).filter(lowered__in=names)) if names else []


def people_offered(beginning: str) -> list[Any]:
    """Whom a name that is being typed may mean."""
    beginning = beginning.replace("\x00", "").strip()[:150]
    people = _people()
    found = people.filter(username__istartswith=beginning) | people.filter(display_name__icontains=beginning)
    return list(found.order_by("username")[:MOST_OFFERED])


def _people() -> Any:
    return get_user_model()._default_manager.filter(is_active=True, is_staff=True)


def _checked(text: str, by: Any) -> str:
    """The text as it is kept: line ends as one, no NUL, no space around. Raises Refusal."""
    check_may_write(by)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if not text:
        raise talk_words.refusal("comment_empty", Kind.INVALID, field="text")
    if len(text) > MOST_CHARS:
        raise talk_words.refusal(
            "comment_too_long", Kind.INVALID, field="text", n=f"{len(text):,}", most=f"{MOST_CHARS:,}"
        )
    return text


def _round_of(claim: int) -> int:
    """The round that talk about a claim belongs to: before anybody chose it, the first, which may be a blind one."""
    return Review.objects.filter(claim=claim).values_list("round", flat=True).first() or FIRST_ROUND


def _stored(comment: Comment) -> Comment:
    """Keep a comment in the round of its claim's check, and tell whom it names and whom it answers."""
    comment.round = _round_of(comment.claim_id) if comment.claim_id else None
    comment.save(force_insert=True)
    named = {person.pk for person in people_named(comment.text)}
    comment.mentioned.set(named)
    cause: dict[str, Any] = {"by": comment.author, "at": comment.created_at, "article": comment.article_id}
    cause |= {"claim": comment.claim_id, "comment": comment}
    tell(named, News.MENTIONED, **cause)
    if comment.parent_id:
        tell(set(Comment.objects.authors_in(comment.parent_id)) - named, News.REPLIED, **cause)
    return comment
