"""The desk of an article for programs: how far, what holds it, its deadline, handing out, closing."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, tagged
from articles.models import Article
from articles.refusals import Kind
from reviews import words
from reviews.api.article_shapes import (
    CloseAskedSerializer,
    ClosedSerializer,
    DeadlineSerializer,
    DeskSerializer,
    GoingOutSerializer,
    HandOutAskedSerializer,
    HandOutSerializer,
)
from reviews.api.claims import READS_CLAIMS
from reviews.article_desk import ArticleDesk, desk_of_article, steps_lately
from reviews.closing import close_check, going_out
from reviews.contents import Lines, checked_themselves, lines_of, read_lines
from reviews.deadlines import set_deadline
from reviews.handing_out import Ask, checkers, hand_out, plan_hand_out
from reviews.outline import outline_of
from reviews.workflow import LEAD, PUBLISH

READS_DESK = ("articles.view_article", *READS_CLAIMS)
MOST_HELD = 100
MOST_LISTED = 500


class ArticleEndpoint(Endpoint):
    read_needs: ClassVar[tuple[str, ...]] = READS_DESK

    def article(self, uid: UUID) -> Article:
        return get_object_or_404(Article.objects.select_related("current").defer("current__text"), uid=uid)


class ArticleDeskDetail(ArticleEndpoint):
    serializer_class = DeskSerializer

    @extend_schema(operation_id="articles_desk")
    def get(self, request: Request, uid: UUID) -> Response:
        """Tell what is left by person and state, when it is ready at this pace, and what holds it."""
        now = timezone.now()
        rows = Article.objects.select_related("current").defer("current__text")
        article: Any = get_object_or_404(rows.annotate(steps=steps_lately(request.user, now)), uid=uid)
        desk = desk_of_article(article, outline_of(article, request.user), article.steps, now)
        read = read_lines(article, desk.rows_shown(MOST_HELD), request.user)
        return tagged(request, self.get_serializer(_desk(article, desk, read)).data)


def _desk(article: Article, desk: ArticleDesk, read: Lines) -> dict[str, Any]:
    people = read.people
    return {
        "article": article.uid,
        "deadline_at": article.deadline_at,
        "counts": [{"state": state, "n": n} for state, _words, n in desk.progress.lines],
        "left": [
            {"person": row.person, "n": row.n, "states": [{"state": state, "n": n} for state, n in row.cells if n]}
            for row in desk.by_person(people)
        ],
        "pace": desk.pace,
        "must": {"n": desk.n_must, "n_untouched": desk.n_must_untouched},
        "holds": [
            {
                "hold": group.hold,
                "n": group.n,
                "claims": [
                    {"line": line, "who": people.get(held.who), "at": held.at}
                    for held in group.claims[:MOST_HELD]
                    for line in read.of([held.row])
                ],
            }
            for group in desk.holds
        ],
    }


class ArticleDeadline(ArticleEndpoint):
    write_needs = (*READS_DESK, LEAD)
    serializer_class = DeadlineSerializer

    @extend_schema(operation_id="articles_deadline")
    def post(self, request: Request, uid: UUID) -> Response:
        """Set, move or take away the deadline; claims that had the article's have the new one."""
        at = self.asked(DeadlineSerializer)["deadline_at"]
        article = set_deadline(self.article(uid), at, by=request.user, now=timezone.now())
        return Response(self.get_serializer({"deadline_at": article.deadline_at}).data)


class ArticleHandOut(ArticleEndpoint):
    write_needs = (*READS_DESK, LEAD)
    serializer_class = HandOutSerializer

    @extend_schema(operation_id="articles_hand_out", request=HandOutAskedSerializer, responses=HandOutSerializer)
    def post(self, request: Request, uid: UUID) -> Response:
        """Hand a stretch to one person, or share it among several in reading order."""
        article, now = self.article(uid), timezone.now()
        given = self.asked(HandOutAskedSerializer)
        planned = plan_hand_out(article, _ask(given), by=request.user, now=now)
        is_dry = given.get("dry_run", False) or not planned.n
        outcomes = [] if is_dry else hand_out(article, planned.rows, by=request.user, now=now)
        told = {
            "dry_run": given.get("dry_run", False),
            "shares": planned.shares,
            "staying": planned.staying[:MOST_LISTED],
            "n_more": planned.n_more,
            "n_proposed": planned.n_proposed,
            "outcomes": outcomes,
        }
        return Response(self.get_serializer(told).data)


def _ask(given: dict[str, Any]) -> Ask:
    known = {person.uid: person for person in checkers()}
    if any(uid not in known for uid in given["people"]):
        raise words.refusal("cannot_check", Kind.INVALID, field="people", who=words.NOBODY)
    return Ask(
        [known[uid] for uid in given["people"]],
        given.get("first"),
        given.get("last"),
        given.get("section", ""),
        with_proposals=given.get("accept_proposals", False),
        with_given=given.get("reassign", False),
    )


class ArticleClose(ArticleEndpoint):
    read_needs = write_needs = (*READS_DESK, PUBLISH)
    serializer_class = GoingOutSerializer

    @extend_schema(operation_id="articles_close_ask")
    def get(self, request: Request, uid: UUID) -> Response:
        """Tell what would be published, and what goes out unchecked, with who has it."""
        article, now = self.article(uid), timezone.now()
        found = going_out(article, checked_themselves(lines_of(article, request.user)), request.user, now)
        lists = ("undecided", "proposed", "dismissed")
        told = {"n_to_publish": len(found.to_publish), "needs_reason": found.needs_reason}
        told |= {f"n_{name}": len(getattr(found, name)) for name in lists}
        told |= {name: getattr(found, name)[:MOST_LISTED] for name in (*lists, "other_words")}
        return tagged(request, self.get_serializer(told).data)

    @extend_schema(operation_id="articles_close", request=CloseAskedSerializer, responses=ClosedSerializer)
    def post(self, request: Request, uid: UUID) -> Response:
        """Publish what is decided; what could not be published says why. What goes out unchecked asks for a reason."""
        reason = self.asked(CloseAskedSerializer).get("reason", "")
        outcomes = close_check(self.article(uid), by=request.user, now=timezone.now(), reason=reason)
        told = {"n_published": sum(outcome.is_published for outcome in outcomes), "outcomes": outcomes}
        return Response(ClosedSerializer(told, context=self.get_serializer_context()).data)
