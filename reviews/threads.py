"""Comments as people read them: threads about a claim or an article, and a text cut at the names it mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import QueryDict

from articles.models import Article, Claim
from reviews.keyset import page_of
from reviews.models import Comment

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a comment; `person` where they name one."""

    text: str
    person: str = ""


@dataclass(slots=True)
class Thread:
    """A comment and its answers. `first` is empty where it is not this reader's to see yet, or stands further back."""

    first: Comment | None = None
    replies: list[Comment] = field(default_factory=list)

    @property
    def uid(self) -> str:
        return str(self.first.uid) if self.first else ""

    @property
    def is_resolved(self) -> bool:
        return self.first is not None and self.first.resolved_at is not None


@dataclass(frozen=True, slots=True)
class Talk:
    """The threads about one thing; `earlier` is the uid to go back from, `n` how many comments these are."""

    threads: list[Thread]
    n: int
    earlier: str = ""
    later: str = ""

    @property
    def count(self) -> str:
        return f"{self.n}+" if self.earlier or self.later else str(self.n)

    @property
    def open(self) -> list[Thread]:
        return [thread for thread in self.threads if not thread.is_resolved]

    @property
    def resolved(self) -> list[Thread]:
        return [thread for thread in self.threads if thread.is_resolved]


def talk_about(about: Claim | Article, person: Any, asked: QueryDict | None = None) -> Talk:
    """What this person may read about a claim or an article, the newest comments in their threads."""
    seen = Comment.objects.visible_to(person)
    rows = seen.about(about) if isinstance(about, Claim) else seen.about_article(about)
    rows = rows.select_related("author", "resolved_by")
    found = page_of(rows, ["-pk"], size=MOST_SHOWN, asked=asked or QueryDict())
    prefetch_related_objects([comment for comment in found.rows if "@" in comment.text], "mentioned")
    return Talk(_threads(found.rows[::-1]), len(found.rows), earlier=found.next, later=found.previous)


def pieces_of(comment: Comment) -> list[Piece]:
    """The text cut at the names of the people it mentions; whatever else begins with an @ stays text."""
    if "@" not in comment.text:
        return [Piece(comment.text)]
    people = {f"@{person.get_username()}".lower(): str(person) for person in comment.mentioned.all()}
    if not people:
        return [Piece(comment.text)]
    longest_first = sorted(people, key=len, reverse=True)
    names = re.compile(rf"(?<![\w@.+-])({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    parts = names.split(comment.text)
    return [Piece(part, people.get(part.lower(), "") if n % 2 else "") for n, part in enumerate(parts) if part]


def _threads(comments: list[Comment]) -> list[Thread]:
    found: dict[int, Thread] = {}
    for comment in comments:
        thread = found.setdefault(comment.parent_id or comment.pk, Thread())
        if comment.parent_id:
            thread.replies.append(comment)
        else:
            thread.first = comment
    return list(found.values())
