"""Comments on pages: all that is said about a claim or an article, writing, answering, resolving a thread."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from articles.models import Article, Claim
from articles.pages import page, render_page, tell_refusal
from articles.refusals import Kind, Refusal
from reviews import talking
from reviews.models import Comment
from reviews.threads import talk_about
from reviews.views.claim_page import STATUS

VIEW = "reviews.view_comment"


@page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_comments(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What is said about a claim; a POST says more."""
    return _comments(request, get_object_or_404(Claim.objects.select_related("article"), uid=uid))


@page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def article_comments(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What is said about an article as a whole; a POST says more."""
    return _comments(request, get_object_or_404(Article, uid=uid))


@page(VIEW)
@require_POST
def reply(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Answer in a thread."""
    first = _thread(request, uid)
    return _written(
        request, _about(first), lambda text: talking.reply(first, text, by=request.user, now=timezone.now()), uid
    )


@page(VIEW)
@require_POST
def resolve(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Put a thread aside as settled."""
    first = _thread(request, uid)
    return _done(request, first, lambda: talking.resolve(first, by=request.user, now=timezone.now()))


@page(VIEW)
@require_POST
def reopen(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Take a resolved thread up again."""
    first = _thread(request, uid)
    return _done(request, first, lambda: talking.reopen(first, by=request.user))


@page(talking.WRITE)
@require_GET
def people(request: HttpRequest) -> JsonResponse:
    """Whom a name that is being typed may mean."""
    found = talking.people_offered(request.GET.get("q", ""))
    return JsonResponse({"people": [{"username": one.get_username(), "name": str(one)} for one in found]})


def _comments(request: HttpRequest, about: Claim | Article) -> HttpResponse:
    if isinstance(about, Claim) and not request.user.has_perm("reviews.view_review"):
        raise Http404
    if request.method != "POST":
        return _shown(request, about)
    return _written(request, about, lambda text: talking.write(about, text, by=request.user, now=timezone.now()))


def _written(
    request: HttpRequest,
    about: Claim | Article,
    say: Callable[[str], Comment],
    answered: uuid.UUID | None = None,
) -> HttpResponse:
    """Say it; refused, all comments are shown with what was typed still in its field."""
    text = request.POST.get("text", "")
    try:
        comment = say(text)
    except Refusal as refusal:
        kept = {"typed": text, "answered": str(answered or ""), "refusal": refusal}
        return _shown(request, about, status=STATUS[refusal.kind], **kept)
    return redirect(f"{_home(request, about)}#comment-{comment.uid}")


def _done(request: HttpRequest, first: Comment, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        if refusal.kind is Kind.FORBIDDEN:
            return _shown(request, _about(first), status=STATUS[refusal.kind], refusal=refusal)
        tell_refusal(request, refusal)
    return redirect(f"{_home(request, _about(first))}#comments")


def _shown(request: HttpRequest, about: Claim | Article, *, status: int = 200, **more: Any) -> HttpResponse:
    claim = about if isinstance(about, Claim) else None
    context = {
        "about": about,
        "claim": claim,
        "article": claim.article if claim else about,
        "talk": talk_about(about, request.user, request.GET),
        **more,
    }
    return render_page(request, "reviews/comments.html", context, status=status)


def _thread(request: HttpRequest, uid: uuid.UUID) -> Comment:
    """The first comment of a thread, where this person may see it."""
    seen = Comment.objects.visible_to(request.user).threads().select_related("article", "claim__article")
    return get_object_or_404(seen, uid=uid)


def _about(first: Comment) -> Claim | Article:
    return first.claim or first.article


def _home(request: HttpRequest, about: Claim | Article) -> str:
    """The page that the form stood on, else the one of the claim or the article."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted.partition("#")[0]
    return reverse("reviews:claim" if isinstance(about, Claim) else "reviews:article", args=[about.uid])
