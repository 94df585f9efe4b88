"""Notifications: what you are told, newest first, and marking it read."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint, PersonSerializer
from reviews.inbox import inbox_of, line_of, mark_all_read, mark_read, read
from reviews.models import Notification


class NotificationSerializer(serializers.ModelSerializer[Notification]):
    """One piece of news. Without `by` the machine brought it, or a blind round is open and names nobody."""

    by = serializers.SerializerMethodField()
    sentence = serializers.SerializerMethodField(help_text="What happened, in words.")
    article = serializers.UUIDField(source="article.uid")
    claim = serializers.UUIDField(source="claim.uid", allow_null=True, default=None)
    comment = serializers.UUIDField(source="comment.uid", allow_null=True, default=None)
    event = serializers.UUIDField(source="event.uid", allow_null=True, default=None)

    class Meta:
        model = Notification
        fields = ("uid", "news", "sentence", "by", "article", "claim", "comment", "event", "at", "read_at")

    @extend_schema_field(PersonSerializer(allow_null=True))
    def get_by(self, notification: Any) -> dict[str, Any] | None:
        return None if notification.is_blind or notification.by is None else PersonSerializer(notification.by).data

    def get_sentence(self, notification: Any) -> str:
        return line_of(notification).sentence


class NotificationFilterSerializer(serializers.Serializer[Any]):
    unread = serializers.BooleanField(required=False, help_text="true: only what you have not read.")


class ReadingSerializer(serializers.Serializer[Any]):
    until = serializers.UUIDField(required=False, allow_null=True, help_text="The newest that you have seen; else all.")


class ReadSerializer(serializers.Serializer[Any]):
    read = serializers.IntegerField(help_text="How many were unread before.")


class NotificationList(Endpoint):
    read_needs: ClassVar[tuple[str, ...]] = ()
    serializer_class = NotificationSerializer

    @extend_schema(
        operation_id="notifications_list",
        parameters=[NotificationFilterSerializer],
        responses=NotificationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """List what you are told, newest first."""
        rows = inbox_of(request.user)
        asked = rows.unread() if self.filters(NotificationFilterSerializer).get("unread") else rows
        return self.get_paginated_response(
            self.get_serializer(read(self.paginate_queryset(asked) or []), many=True).data
        )


class NotificationsRead(Endpoint):
    serializer_class = ReadSerializer

    @extend_schema(operation_id="notifications_read_all", request=ReadingSerializer, responses=ReadSerializer)
    def post(self, request: Request) -> Response:
        """Mark all read, or all up to one that you name, so that what came in since stays unread."""
        until = self.asked(ReadingSerializer).get("until")
        return Response({"read": mark_all_read(request.user, now=timezone.now(), until=until)})


class NotificationRead(Endpoint):
    serializer_class = NotificationSerializer

    @extend_schema(operation_id="notifications_read", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Mark one read."""
        found = get_object_or_404(inbox_of(request.user), uid=uid)
        mark_read(found, now=timezone.now())
        [told] = read([found])
        return Response(self.get_serializer(told).data)
