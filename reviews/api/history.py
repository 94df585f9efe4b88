"""The history of an article with all its claims, filtered by person and kind of step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint
from articles.models import Article, Event
from reviews.api.shapes import EventSerializer
from reviews.timeline import events_of, narrowed


class ArticleEventSerializer(EventSerializer):
    """One step of the history with the claim and the version it is about."""

    claim = serializers.UUIDField(source="claim.uid", allow_null=True, default=None)
    version = serializers.UUIDField(source="version.uid", allow_null=True, default=None)

    class Meta:
        model = Event
        fields = (*EventSerializer.Meta.fields, "claim", "version")


class EventFilterSerializer(serializers.Serializer[Any]):
    person = serializers.UUIDField(required=False, help_text="Who took the step.")
    kind = serializers.CharField(required=False, max_length=40, help_text="The step's verb.")


class ArticleEvents(Endpoint):
    read_needs = ("articles.view_article", "articles.view_claim", "reviews.view_review", "articles.view_event")
    serializer_class = ArticleEventSerializer

    @extend_schema(
        operation_id="articles_events",
        parameters=[EventFilterSerializer],
        responses=ArticleEventSerializer(many=True),
    )
    def get(self, request: Request, uid: UUID) -> Response:
        """List the history of an article and its claims, newest first."""
        asked = {name: str(value) for name, value in self.filters(EventFilterSerializer).items()}
        rows = narrowed(events_of(get_object_or_404(Article, uid=uid), request.user), **asked)
        return self.page_of(rows.select_related("actor", "undoes", "claim", "version").defer("version__text"))
