"""Comments: what is said about a claim or an article, saying more, answering, resolving a thread."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import AnyTextField, Endpoint, PersonSerializer, whole
from articles.models import Article, Claim
from reviews import talking
from reviews.models import Comment
from reviews.querysets import CommentQuerySet

READS_TALK = ("articles.view_article", "reviews.view_comment")
READS_CLAIM_TALK = (*READS_TALK, "articles.view_claim", "reviews.view_review")


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """One comment. `thread` is the first comment of its thread, empty where it is that itself."""

    author = PersonSerializer()
    article = serializers.UUIDField(source="article.uid")
    claim = serializers.UUIDField(source="claim.uid", allow_null=True, default=None)
    thread = serializers.UUIDField(source="parent.uid", allow_null=True, default=None)
    mentioned = PersonSerializer(many=True)
    resolved_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Comment
        fields = (
            "uid", "article", "claim", "thread", "author", "created_at", "text", "round", "mentioned", "resolved_at",
            "resolved_by",
        )  # fmt: skip


class SayingSerializer(serializers.Serializer[Any]):
    text = AnyTextField(help_text="At most 5,000 characters. @ and a user name tells that person.")


class TalkEndpoint(Endpoint):
    read_needs: ClassVar[tuple[str, ...]] = READS_TALK
    write_needs: ClassVar[tuple[str, ...]] = READS_TALK
    serializer_class = CommentSerializer

    def seen(self) -> CommentQuerySet:
        rows: CommentQuerySet = Comment.objects.visible_to(self.request.user)
        return rows.select_related("article", "claim", "parent", "author", "resolved_by").prefetch_related("mentioned")

    def thread(self, uid: UUID) -> Comment:
        return get_object_or_404(self.seen().threads(), uid=uid)

    def text(self) -> str:
        return whole(self.asked(SayingSerializer)["text"])

    def tell(self, comment: Comment, status: int = 200) -> Response:
        return Response(self.get_serializer(self.seen().get(pk=comment.pk)).data, status=status)


class ClaimComments(TalkEndpoint):
    read_needs = READS_CLAIM_TALK
    write_needs = READS_CLAIM_TALK

    @extend_schema(operation_id="claims_comments", responses=CommentSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List what is said about a claim, newest first; in an open blind round only what you say yourself."""
        return self.page_of(self.seen().about(get_object_or_404(Claim, uid=uid)))

    @extend_schema(operation_id="claims_comment", request=SayingSerializer, responses={201: CommentSerializer})
    def post(self, request: Request, uid: UUID) -> Response:
        """Begin a thread about a claim."""
        claim = get_object_or_404(Claim, uid=uid)
        return self.tell(talking.write(claim, self.text(), by=request.user, now=timezone.now()), 201)


class ArticleComments(TalkEndpoint):
    @extend_schema(operation_id="articles_comments", responses=CommentSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List what is said about an article as a whole, newest first."""
        return self.page_of(self.seen().about_article(get_object_or_404(Article, uid=uid)))

    @extend_schema(operation_id="articles_comment", request=SayingSerializer, responses={201: CommentSerializer})
    def post(self, request: Request, uid: UUID) -> Response:
        """Begin a thread about an article as a whole."""
        article = get_object_or_404(Article, uid=uid)
        return self.tell(talking.write(article, self.text(), by=request.user, now=timezone.now()), 201)


class CommentReplies(TalkEndpoint):
    @extend_schema(operation_id="comments_reply", request=SayingSerializer, responses={201: CommentSerializer})
    def post(self, request: Request, uid: UUID) -> Response:
        """Answer in a thread, named by its first comment; a resolved one is open again then."""
        first = self.thread(uid)
        return self.tell(talking.reply(first, self.text(), by=request.user, now=timezone.now()), 201)


class CommentResolve(TalkEndpoint):
    @extend_schema(operation_id="comments_resolve", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Put a thread aside as settled."""
        first = self.thread(uid)
        talking.resolve(first, by=request.user, now=timezone.now())
        return self.tell(first)


class CommentReopen(TalkEndpoint):
    @extend_schema(operation_id="comments_reopen", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Take a resolved thread up again."""
        first = self.thread(uid)
        talking.reopen(first, by=request.user)
        return self.tell(first)
