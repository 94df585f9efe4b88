"""One source for several claims: choose them, say what it does to each, and read what became of it."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Claim
from articles.pages import page, render_page, tell_refusal
from articles.refusals import Refusal
from reviews import words
from reviews.also import PutOn, put_on
from reviews.citing import citation_in_draft, citation_shown
from reviews.drafts import CITATION_FIELDS, CitationText, is_web_address
from reviews.reading import Mark
from reviews.terms import Put, Stance
from reviews.views.article_pane import article_pane
from reviews.views.claim_page import STATUS
from reviews.views.subject import subject
from reviews.views.typed import number
from reviews.views.verdict_form import Choice
from reviews.workflow import CHECK

FORM = "source-"


@dataclass(frozen=True, slots=True)
class Row:
    """One claim the source may be put on: its words, whether it is ticked, what became of it when it was."""

    mark: Mark
    words: str
    stances: list[Choice]
    is_ticked: bool
    told: str = ""
    is_refused: bool = False


@page(CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
def also(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Show the claims of the article to put a source on; a POST puts it into the person's drafts of them."""
    now = timezone.now()
    claim = subject(uid, request.user).claim
    if request.method == "POST":
        return _put(request, claim, now)
    return _page(request, claim, _asked_for(request, claim), now)


def _put(request: HttpRequest, claim: Claim, now: datetime.datetime) -> HttpResponse:
    source = CitationText(**{name: request.POST.get(FORM + name, "") for name in CITATION_FIELDS})
    stances = _ticked(request)
    try:
        rows = put_on(claim, source, stances, by=request.user, now=now)
    except Refusal as refusal:
        tell_refusal(request, refusal)
        return _page(request, claim, source, now, ticked=stances, status=STATUS[refusal.kind])
    return _page(request, claim, source, now, ticked=stances, became={row.claim.uid: row for row in rows})


def _asked_for(request: HttpRequest, claim: Claim) -> CitationText:
    """The source named in the address: one of the person's draft by its place, or one of a verdict by its uid."""
    asked = request.GET
    if "citation" in asked:
        found = citation_shown(_uid(asked["citation"]), claim, request.user)
    else:
        found = citation_in_draft(number(asked.get("source", ""), missing=-1), claim, request.user)
    if found is None:
        raise Http404
    return found


def _ticked(request: HttpRequest) -> dict[uuid.UUID, str]:
    """The claims that are ticked, or of which somebody said what the source does to them."""
    post = request.POST
    stances = {name.removeprefix("stance-"): post.get(name, "") for name in post if name.startswith("stance-")}
    wanted = [*post.getlist("claims"), *(key for key, value in stances.items() if value)]
    known = {key: uid for key in wanted if (uid := _uid(key))}
    return {uid: stances.get(key, "") for key, uid in known.items()}


def _page(
    request: HttpRequest,
    claim: Claim,
    source: CitationText,
    now: datetime.datetime,
    *,
    ticked: dict[uuid.UUID, str] | None = None,
    became: dict[uuid.UUID, PutOn] | None = None,
    status: int = 200,
) -> HttpResponse:
    pane = article_pane(claim, person=request.user, now=now)
    ticked, became = ticked or {}, became or {}
    shown = [mark for mark in pane.marks if mark.uid in became or (mark.is_free and not mark.is_current)]
    results = list(became.values())
    context = {
        "title": _("Also supports…"),
        "claim": claim,
        "article": claim.article,
        "source": source,
        "link": source.url if is_web_address(source.url) else "",
        "fields": [(FORM + name, getattr(source, name)) for name in CITATION_FIELDS],
        "rows": [_row(mark, pane.version.text, ticked, became.get(mark.uid)) for mark in shown],
        "n_put": sum(one.put is not Put.REFUSED for one in results),
        "n_refused": sum(one.put is Put.REFUSED for one in results),
        "current": pane.current,
    }
    return render_page(request, "reviews/also.html", context, status=status)


def _row(mark: Mark, text: str, ticked: dict[uuid.UUID, str], became: PutOn | None) -> Row:
    stance = ticked.get(mark.uid, "")
    is_refused = became is not None and became.put is Put.REFUSED
    return Row(
        mark=mark,
        words=" ".join(text[mark.start : mark.end].split()),
        stances=[Choice(one, str(words.STANCES[one]), one == stance) for one in Stance],
        is_ticked=mark.uid in ticked and (became is None or is_refused),
        told=_told(became) if became else "",
        is_refused=is_refused,
    )


def _told(became: PutOn) -> str:
    return became.refusal.words if became.refusal else str(words.PUT_ON[became.put])


def _uid(given: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(given)
    except ValueError:
        return None
