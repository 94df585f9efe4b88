"""Pages of feeds: all of them with what they brought, one to be changed, and a new one to be subscribed to."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles import feeds, words
from articles.feed_form import FeedForm
from articles.models import Feed, Import
from articles.pages import page, render_page, tell_refusal
from articles.progress import feed_progress, import_progress
from articles.refusals import Refusal

IMPORT = "articles.import_article"
FEEDS_SHOWN = 50
IMPORTS_SHOWN = 30


@page(IMPORT)
@require_GET
@never_cache
def feed_list(request: HttpRequest) -> HttpResponse:
    """Every feed that somebody subscribed to, how it is, and what it brought lately."""
    shows_all = "all" in request.GET
    found = Feed.objects.select_related("by").with_last_imports().by_title()
    found = found if shows_all else found.subscribed()
    after = Feed.objects.filter(uid=uid).first() if (uid := _uid(request.GET.get("after", ""))) else None
    shown = list((found.after(after) if after else found)[: FEEDS_SHOWN + 1])
    now = timezone.now()
    context = {
        "feeds": [(feed, feed_progress(feed, now)) for feed in shown[:FEEDS_SHOWN]],
        "next": shown[FEEDS_SHOWN - 1].uid if len(shown) > FEEDS_SHOWN else None,
        "shows_all": shows_all,
    }
    return render_page(request, "articles/feeds.html", context)


@page(IMPORT)
@require_http_methods(["GET", "POST"])
def new_feed(request: HttpRequest) -> HttpResponse:
    """Subscribe to a feed; `address` fills the field in."""
    form = FeedForm(request.POST or None, initial={"address": request.GET.get("address", "")[:2000]})
    if form.is_valid():
        try:
            feed = feeds.subscribe(form.wish(), by=request.user, now=timezone.now())
            return redirect("articles:feed", uid=feed.uid)
        except Refusal as refusal:
            _say(form, refusal)
    return render_page(request, "articles/feed_new.html", {"form": form})


@page(IMPORT)
@require_http_methods(["GET", "POST"])
@never_cache
def feed_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One feed: how it is, what it brought, and how it is looked at."""
    feed = get_object_or_404(Feed.objects.select_related("by"), uid=uid)
    form = FeedForm(request.POST or None, initial=asdict(feeds.Wish.of(feed)))
    if form.is_valid():
        try:
            feeds.change(feed, form.wish(), by=request.user, now=timezone.now())
            messages.info(request, _("Kept. The next look is made this way."))
            return redirect("articles:feed", uid=uid)
        except Refusal as refusal:
            _say(form, refusal)
    now = timezone.now()
    imports = Import.objects.filter(feed=feed).newest_first()[:IMPORTS_SHOWN]
    context = {
        "feed": feed,
        "progress": feed_progress(feed, now),
        "form": form,
        "steps": [(step, words.FEED_VERBS.get(step.verb, step.verb)) for step in feed.last_steps()],
        "imports": [(job, import_progress(job, now)) for job in imports],
    }
    return render_page(request, "articles/feed.html", context)


@page(IMPORT)
@require_POST
def feed_act(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Look now, pause, resume or unsubscribe."""
    feed = get_object_or_404(Feed, uid=uid)
    now = timezone.now()
    try:
        match request.POST.get("do"):
            case "look":
                feeds.look_now(feed, by=request.user, now=now)
            case "pause":
                feeds.pause(feed, by=request.user, now=now)
            case "resume":
                feeds.resume(feed, by=request.user, now=now)
            case "unsubscribe":
                feeds.unsubscribe(feed, by=request.user, now=now)
                return redirect("articles:feeds")
    except Refusal as refusal:
        tell_refusal(request, refusal)
    return redirect("articles:feed", uid=uid)


def _uid(given: str) -> UUID | None:
    try:
        return UUID(given)
    except ValueError:
        return None


def _say(form: FeedForm, refusal: Refusal) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.words)
