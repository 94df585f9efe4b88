"""The pages' doors to shaping claims: adding, changing, moving, merging, likening, taking back."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Anchor, Article, Claim, Event
from articles.pages import page, render_page, tell_refusal
from articles.reading import without_markup
from articles.refusals import Kind, Refusal
from reviews import claim_words, edit_words
from reviews.claim_edits import Passage, Wording, add_claim, may_edit, reword, step_bounds
from reviews.claim_merging import merge
from reviews.edit_undo import take_back
from reviews.models.shaping import check_words_seen
from reviews.same_claims import keep_apart, keep_as, number_of, numbered
from reviews.terms import Edge, Edit
from reviews.views.article_pane import article_pane
from reviews.views.claim_page import STATUS, Asked, claim_response
from reviews.views.claim_shape import CHANGE
from reviews.views.review import asked_with, keep_typed
from reviews.views.subject import Subject, subject
from reviews.views.typed import MARKER, number, payload_of, typed_text

VIEW = "reviews.view_review"
Act = Callable[[Claim, datetime.datetime], str]


@page(VIEW)
@require_POST
def change(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Change what is to be checked, who says it and how it is quoted."""

    def act(claim: Claim, now: datetime.datetime) -> str:
        is_new = reword(claim, _wording(request), by=request.user, now=now)
        return str(edit_words.DONE[Edit.REWORD] if is_new else edit_words.UNCHANGED)

    return _shaped(request, uid, act)


@page(VIEW)
@require_POST
def bounds(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Move one end of the claim's words by a word."""

    def act(claim: Claim, now: datetime.datetime) -> str:
        edge = request.POST.get("edge", "")
        if edge not in set(Edge):
            raise edit_words.refusal("no_word", Kind.INVALID, field="edge")
        anchor = step_bounds(claim, Edge(edge), by=request.user, now=now)
        return str(edit_words.DONE[Edit.MOVE_BOUNDS]) % {"words": claim_words.one_line(anchor.exact)}

    return _shaped(request, uid, act, stay=True)


@page(VIEW)
@require_POST
def merge_claims(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Make the claim and the ticked ones beside it one."""
    first: list[Claim] = []

    def act(claim: Claim, now: datetime.datetime) -> str:
        first.append(merge([claim, *_ticked(request, claim.article)], by=request.user, now=now))
        return str(edit_words.DONE[Edit.MERGE])

    return _shaped(request, uid, act, then=lambda: first[0].uid)


@page(VIEW)
@require_POST
def same_as(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Have the claim share the check of the one with a number, or be checked by itself again."""

    def act(claim: Claim, now: datetime.datetime) -> str:
        if "apart" in request.POST:
            keep_apart(claim, by=request.user, now=now)
            return str(edit_words.DONE[Edit.TAKE_BACK])
        other = numbered(claim, number(request.POST.get("same_number", ""), missing=0))
        root = keep_as(claim, other, by=request.user, now=now)
        return str(edit_words.DONE[Edit.SAME_AS]) % {"number": number_of(root)}

    return _shaped(request, uid, act)


@page(VIEW)
@require_POST
def undo(request: HttpRequest, uid: uuid.UUID, event: uuid.UUID) -> HttpResponse:
    """Take back one change of the claim."""

    def act(claim: Claim, now: datetime.datetime) -> str:
        take_back(get_object_or_404(Event, claim=claim, uid=event), by=request.user, now=now)
        return str(edit_words.DONE[Edit.TAKE_BACK])

    return _shaped(request, uid, act, is_checked=False)


@page(VIEW)
@require_POST
def merge_ticked(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Make the claims ticked in the list of an article one."""
    article = get_object_or_404(Article, uid=uid)
    try:
        first = merge(_ticked(request, article, name="claims"), by=request.user, now=timezone.now())
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return redirect("reviews:article", uid=uid)
    messages.success(request, str(edit_words.DONE[Edit.MERGE]))
    return redirect("reviews:claim", uid=first.uid)


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """One place where pasted words stand, with the words around it; `key` names it in the form."""

    key: str
    before: str
    words: str
    after: str


@page("reviews.triage_claim", "reviews.check_claim")
@require_http_methods(["GET", "HEAD", "POST"])
def new_claim(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Add a claim: by words selected in the article, or pasted from it."""
    article = get_object_or_404(Article.objects.select_related("current"), uid=uid)
    if request.method != "POST":
        return _add_page(request, article)
    now = timezone.now()
    try:
        _keep_what_was_typed(request, article, now)
        made = add_claim(article, _passage(request, article), by=request.user, now=now)
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return _add_page(request, article, refusal)
    messages.success(request, str(edit_words.DONE[Edit.ADD]) % {"number": number_of(made)})
    return redirect("reviews:claim", uid=made.uid)


def _add_page(request: HttpRequest, article: Article, refusal: Refusal | None = None) -> HttpResponse:
    pane = article_pane(Claim(article=article), person=request.user, now=timezone.now())
    pasted = request.POST.get("pasted", "") or request.POST.get("passage_words", "")
    found = claim_words.places(without_markup(pane.version.text), pasted) if pasted else []
    context = {
        "article": article,
        "pane": pane,
        "pasted": pasted,
        "places": _places_found(pane.version.text, found) if len(found) > 1 else [],
        "refusal": refusal,
        "is_claim": refusal.params.get("uid", "") if refusal else "",
        "can_add": True,
        "add_owner": "add",
        "title": article.headline,
    }
    return render_page(request, "reviews/claim_new.html", context, status=STATUS[refusal.kind] if refusal else 200)


def _places_found(text: str, found: list[claim_words.Place]) -> list[PlaceFound]:
    shown = without_markup(text)
    told = ((start, end, *claim_words.around(shown, start, end)) for start, end in found)
    return [
        PlaceFound(f"{start}-{end}", before, claim_words.one_line(shown[start:end]), after)
        for start, end, before, after in told
    ]


def _passage(request: HttpRequest, article: Article) -> Passage:
    """The words meant: those selected, else the place where those pasted stand. Refused where they stand in several."""
    post = request.POST
    if article.current is None:
        raise edit_words.refusal("no_text")
    if post.get("passage_words"):
        start, end = (number(post.get(f"passage_{name}", ""), missing=0) for name in ("start", "end"))
        version = _uid(post.get("version", "")) or article.current.uid
        return Passage(version, start, end, post["passage_words"].replace("\r\n", "\n"))
    found = claim_words.places(without_markup(article.current.text), post.get("pasted", ""))
    chosen = [place for place in found if f"{place[0]}-{place[1]}" == post.get("place", "")] or found
    if not post.get("pasted", "").strip():
        raise edit_words.refusal("nothing_selected", Kind.INVALID, field="pasted")
    if not chosen:
        raise edit_words.refusal("words_not_found", Kind.INVALID, field="pasted")
    if len(chosen) > 1:
        raise edit_words.refusal("words_twice", Kind.INVALID, field="place", n=_counted(len(chosen)))
    ((start, end),) = chosen
    return Passage(article.current.uid, start, end, post["pasted"])


def _counted(n: int) -> str:
    return f"{n}+" if n >= claim_words.MOST_PLACES else str(n)


def _keep_what_was_typed(request: HttpRequest, article: Article, now: datetime.datetime) -> None:
    """Save the verdict form that came along from the page of another claim."""
    uid = _uid(request.GET.get("claim", ""))
    if uid and Claim.objects.filter(article=article, uid=uid).exists():
        _keep(request, subject(uid, request.user), now)


def _shaped(
    request: HttpRequest,
    uid: uuid.UUID,
    act: Act,
    *,
    stay: bool = False,
    is_checked: bool = True,
    then: Callable[[], uuid.UUID] | None = None,
) -> HttpResponse:
    """Change a claim as it was seen; refused, the page is shown again with the reason and all that was typed.

    `stay`: with the fields open, to go on; `then`: the claim to go on with.
    """
    now, on = timezone.now(), subject(uid, request.user)
    try:
        _keep(request, on, now)
        claim = Claim.objects.select_related("article").get(pk=on.claim.pk)
        if is_checked:
            _check_seen(request, claim)
        told = act(claim, now)
    except Refusal as refusal:
        tell_refusal(request, refusal)
        asked = asked_with(request, refusal, CHANGE) if MARKER in request.POST else Asked(verb=CHANGE, refusal=refusal)
        return claim_response(request, uid, now=now, asked=_with_wording(request, asked))
    messages.success(request, told)
    home = reverse("reviews:claim", args=[then() if then else uid])
    return redirect(f"{home}?change=1#change" if stay else home)


def _keep(request: HttpRequest, on: Subject, now: datetime.datetime) -> None:
    """Save what was typed in the verdict form and not saved yet."""
    if MARKER not in request.POST:
        return
    typed = typed_text(payload_of(request.POST))
    if not (typed.is_blank or (on.draft is not None and on.draft.text() == typed)):
        keep_typed(request, on.claim, now=now)


def _check_seen(request: HttpRequest, claim: Claim) -> None:
    """Refuse a change that was decided on other words than the claim has now."""
    try:
        check_words_seen(claim, request.POST.get("wording", ""))
    except Refusal as refusal:
        raise edit_words.refusal("claim_changed") from refusal
    seen = request.POST.get("claim_place", "")
    here = Anchor.objects.filter(claim=claim, version=claim.article.current_id).values_list("start", "end").first()
    if seen and here and seen != f"{here[0]}-{here[1]}":
        raise edit_words.refusal("claim_changed")


def _wording(request: HttpRequest) -> Wording:
    post = request.POST
    return Wording(post.get("new_statement"), post.get("new_claimant"), post.get("new_quote"))


def _with_wording(request: HttpRequest, asked: Asked) -> Asked:
    """What was typed to change the claim, to be shown again."""
    given = _wording(request)
    if None in (given.statement, given.claimant, given.quote):
        return asked
    return Asked(**{name: getattr(asked, name) for name in Asked.__slots__} | {"wording": given})


def _ticked(request: HttpRequest, article: Article, *, name: str = "merge_with") -> list[Claim]:
    uids = [uid for uid in map(_uid, request.POST.getlist(name)) if uid]
    return list(Claim.objects.filter(article=article, uid__in=uids)) if may_edit(request.user) else []


def _uid(given: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
