"""What people do with a feed: subscribe, change how it is looked at, look now, pause, resume, unsubscribe."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from articles import words
from articles.feed_task import enqueue_look
from articles.importers.base import one_line
from articles.importers.intake import check_may_import, is_web_address
from articles.models import Feed, FeedStep, Person
from articles.models.feeds import HOURLY
from articles.refusals import Kind, Refusal
from articles.terms import FeedVerb

FORGOTTEN = {"etag": "", "last_modified": "", "reason": "", "n_failures": 0}  # what was known of another address


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants a feed to be looked at."""

    address: str
    title: str = ""
    every: int = HOURLY
    stores: bool = False
    publisher: str = ""
    language: str = ""

    @classmethod
    def of(cls, feed: Feed) -> Wish:
        """As it is."""
        return cls(feed.address, feed.title, feed.every, feed.stores, feed.publisher, feed.language)


def subscribe(wish: Wish, *, by: Person, now: datetime.datetime) -> Feed:
    """Begin to look at a feed. One that somebody unsubscribed goes on from what was seen in it."""
    check_may_import(by)
    wish = _checked(wish)
    key = _key(wish.address)
    left = Feed.objects.filter(address_key=key).exclude(left_at=None).first()
    if left is not None:
        _start(left, FeedVerb.SUBSCRIBE, by=by, now=now, **asdict(wish))
        return left
    try:
        with transaction.atomic():
            feed: Feed = Feed.objects.create(**asdict(wish), address_key=key, by=by, next_at=now, created_at=now)
            FeedStep.log(FeedVerb.SUBSCRIBE, feed, by=by, at=now, data={"address": wish.address})
            transaction.on_commit(lambda: enqueue_look(feed.pk))
    except IntegrityError as error:
        raise _here(key) from error
    return feed


def change(feed: Feed, wish: Wish, *, by: Person, now: datetime.datetime) -> None:
    """Look at a feed another way from now on; at another address at once, as if for the first time."""
    check_may_import(by)
    wish = _checked(wish)
    changes: dict[str, Any] = asdict(wish)
    is_elsewhere = wish.address != feed.address
    if is_elsewhere:
        changes |= FORGOTTEN | {"address_key": _key(wish.address), "lease_until": None, "enqueued_at": None}
    if is_elsewhere or wish.every != feed.every:
        changes["next_at"] = now if is_elsewhere else _next(feed, wish.every, now)
    try:
        with transaction.atomic():
            Feed.objects.filter(pk=feed.pk).update(fence=F("fence") + int(is_elsewhere), **changes)
            if told := _told_apart(Wish.of(feed), wish):
                FeedStep.log(FeedVerb.CHANGE, feed, by=by, at=now, data=told)
            if is_elsewhere and feed.is_on:
                transaction.on_commit(lambda: enqueue_look(feed.pk))
    except IntegrityError as error:
        raise _here(changes["address_key"]) from error


def look_now(feed: Feed, *, by: Person, now: datetime.datetime) -> None:
    """Have a feed looked at before its time."""
    check_may_import(by)
    with transaction.atomic():
        if not Feed.objects.filter(pk=feed.pk, is_on=True).update(next_at=now, enqueued_at=None):
            raise Refusal("feed_paused", str(words.FEED_IS_PAUSED), current={"state": feed.state})
        FeedStep.log(FeedVerb.LOOK, feed, by=by, at=now)
        transaction.on_commit(lambda: enqueue_look(feed.pk))


def pause(feed: Feed, *, by: Person, now: datetime.datetime) -> None:
    """Look at a feed no more until it is resumed; who is at it now brings nothing in."""
    _stop(feed, FeedVerb.PAUSE, by=by, now=now, left_at=None)


def resume(feed: Feed, *, by: Person, now: datetime.datetime) -> None:
    """Go on with a feed that was paused or unsubscribed; from now on in the name of who resumes it."""
    check_may_import(by)
    _start(feed, FeedVerb.SUBSCRIBE if feed.left_at else FeedVerb.RESUME, by=by, now=now)


def unsubscribe(feed: Feed, *, by: Person, now: datetime.datetime) -> None:
    """Look at a feed no more. It is kept with what it brought."""
    _stop(feed, FeedVerb.UNSUBSCRIBE, by=by, now=now, left_at=now)


def _stop(feed: Feed, verb: FeedVerb, *, by: Person, now: datetime.datetime, left_at: datetime.datetime | None) -> None:
    """Off, if it is not so already."""
    check_may_import(by)
    as_it_is = Q(is_on=False, left_at=None) if left_at is None else Q(left_at__isnull=False)
    with transaction.atomic():
        stopped = Feed.objects.filter(pk=feed.pk).exclude(as_it_is)
        if stopped.update(is_on=False, left_at=left_at, reason="", lease_until=None, fence=F("fence") + 1):
            FeedStep.log(verb, feed, by=by, at=now)


def _told_apart(before: Wish, after: Wish) -> dict[str, list[Any]]:
    """What is different, as it was and as it is."""
    was, will = asdict(before), asdict(after)
    return {name: [was[name], will[name]] for name in was if was[name] != will[name]}


def _start(feed: Feed, verb: FeedVerb, *, by: Person, now: datetime.datetime, **changes: Any) -> None:
    """On, in the person's name, if it is not so already."""
    fresh = {"next_at": now, "enqueued_at": None, "lease_until": None, "reason": "", "n_failures": 0} | changes
    with transaction.atomic():
        others = Feed.objects.filter(pk=feed.pk).exclude(is_on=True, by=by)
        if others.update(is_on=True, left_at=None, by=by, fence=F("fence") + 1, **fresh):
            FeedStep.log(verb, feed, by=by, at=now)
            transaction.on_commit(lambda: enqueue_look(feed.pk))
    feed.refresh_from_db()


def _checked(wish: Wish) -> Wish:
    if not is_web_address(wish.address.strip()):
        told = str(words.BAD_ADDRESS) % {"url": one_line(wish.address, 80)}
        raise Refusal("bad_address", told, kind=Kind.INVALID, field="address")
    return replace(
        wish,
        address=wish.address.strip(),
        title=one_line(wish.title, 300),
        publisher=one_line(wish.publisher, 200),
        language=one_line(wish.language, 12),
    )


def _next(feed: Feed, every: int, now: datetime.datetime) -> datetime.datetime:
    """When a feed is due at another pace; one that fails keeps waiting as long as it has to."""
    if feed.n_failures or feed.looked_at is None:
        return feed.next_at
    return max(now, feed.looked_at + datetime.timedelta(minutes=every))


def _key(address: str) -> str:
    """A hash by which one feed is known, whether it is asked for with https or www or without."""
    bare = address.partition("#")[0].partition("://")[2]
    host, slash, path = bare.partition("/")
    return hashlib.sha256(f"{host.lower().removeprefix('www.')}{slash}{path}".encode()).hexdigest()


def _here(key: str) -> Refusal:
    feed = Feed.objects.select_related("by").filter(address_key=key).first()
    told = str(words.FEED_HERE) % {"who": feed.by if feed else ""}
    return Refusal("feed_here", told, field="address", current={"feed": str(feed.uid) if feed else ""})
