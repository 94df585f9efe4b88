"""The API of feeds: subscribe to one, see how it is and what it brought, change it, have it looked at now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles import feeds
from articles.endpoints import Endpoint, PersonSerializer, tagged
from articles.models import Feed, FeedStep, Import
from articles.models.feeds import HOURLY
from articles.terms import FEED_PACES, FeedState, FeedVerb

IMPORTS = ("articles.import_article",)
IMPORTS_SHOWN = 30


class WishSerializer(serializers.Serializer[Any]):
    """How a feed is to be looked at."""

    address = serializers.CharField(max_length=2000, help_text="Of an RSS, Atom or JSON feed.")
    title = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="Left out, it is what the feed calls itself."
    )
    every = serializers.ChoiceField(choices=FEED_PACES, required=False, help_text="Minutes; 60 where left out.")
    stores = serializers.BooleanField(
        required=False, help_text="Good rows become articles without being chosen; otherwise its imports wait at ready."
    )
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=200)
    language = serializers.CharField(required=False, allow_blank=True, max_length=12)


class FeedChangeSerializer(WishSerializer):
    """What is to be different; what is left out stays."""

    address = serializers.CharField(max_length=2000, required=False)
    state = serializers.ChoiceField(
        choices=[state.value for state in FeedState],
        required=False,
        help_text="on resumes it in your name, paused stops it for a while, left unsubscribes it and keeps it.",
    )


class FeedFilterSerializer(serializers.Serializer[Any]):
    is_on = serializers.BooleanField(required=False, allow_null=True, default=None)


class FeedImportSerializer(serializers.ModelSerializer[Import]):
    class Meta:
        model = Import
        fields = ("uid", "state", "n_read", "n_stored", "created_at")


class FeedStepSerializer(serializers.ModelSerializer[FeedStep]):
    """One step; without an actor the machine found that the feed fails, is well again, or is gone."""

    actor = PersonSerializer(allow_null=True)
    verb = serializers.ChoiceField(choices=[verb.value for verb in FeedVerb])

    class Meta:
        model = FeedStep
        fields = ("uid", "at", "actor", "verb", "reason", "data")


class FeedSummarySerializer(serializers.ModelSerializer[Feed]):
    by = PersonSerializer(help_text="In whose name it brings articles in.")
    state = serializers.ChoiceField(choices=[state.value for state in FeedState], read_only=True)

    class Meta:
        model = Feed
        fields = (
            "uid", "address", "title", "by", "state", "every", "stores", "publisher", "language", "looked_at",
            "next_at", "reason", "n_failures", "created_at", "left_at",
        )  # fmt: skip


class FeedSerializer(FeedSummarySerializer):
    """A feed with the imports that it brought last and what happened to it, newest first."""

    imports = serializers.SerializerMethodField()
    steps = FeedStepSerializer(source="last_steps", many=True, read_only=True)

    class Meta:
        model = Feed
        fields = (*FeedSummarySerializer.Meta.fields, "imports", "steps")

    @extend_schema_field(FeedImportSerializer(many=True))
    def get_imports(self, feed: Feed) -> Any:
        return FeedImportSerializer(Import.objects.filter(feed=feed).newest_first()[:IMPORTS_SHOWN], many=True).data


class FeedList(Endpoint):
    read_needs = write_needs = IMPORTS
    serializer_class = FeedSummarySerializer

    @extend_schema(
        operation_id="feeds_list", parameters=[FeedFilterSerializer], responses=FeedSummarySerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List feeds, newest first, paused and unsubscribed ones too."""
        return self.page_of(Feed.objects.filter(**self.filters(FeedFilterSerializer)).select_related("by"))

    @extend_schema(operation_id="feeds_subscribe", request=WishSerializer, responses={201: FeedSerializer})
    def post(self, request: Request) -> Response:
        """Subscribe to a feed; it is looked at right away, then again and again."""
        wish = feeds.Wish(**{"every": HOURLY} | self.asked(WishSerializer))
        feed = feeds.subscribe(wish, by=request.user, now=timezone.now())
        shown = FeedSerializer(feed, context=self.get_serializer_context()).data
        return Response(shown, status=201, headers={"Location": reverse("api:feed", args=[feed.uid], request=request)})


class OneFeed(Endpoint):
    """What the addresses of one feed have in common."""

    read_needs = write_needs = IMPORTS
    serializer_class = FeedSerializer

    def feed(self, uid: UUID) -> Feed:
        return get_object_or_404(Feed.objects.select_related("by"), uid=uid)

    def shown(self, request: Request, uid: UUID) -> Response:
        return tagged(request, self.get_serializer(self.feed(uid)).data)


class FeedDetail(OneFeed):
    @extend_schema(operation_id="feeds_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show how a feed is, and what it brought."""
        return self.shown(request, uid)

    @extend_schema(operation_id="feeds_change", request=FeedChangeSerializer)
    def patch(self, request: Request, uid: UUID) -> Response:
        """Change how a feed is looked at; pause, resume or unsubscribe it with `state`."""
        asked = self.asked(FeedChangeSerializer)
        feed, now = self.feed(uid), timezone.now()
        state = asked.pop("state", None)
        if asked:
            feeds.change(feed, replace(feeds.Wish.of(feed), **asked), by=request.user, now=now)
        match state:
            case FeedState.ON:
                feeds.resume(feed, by=request.user, now=now)
            case FeedState.PAUSED:
                feeds.pause(feed, by=request.user, now=now)
            case FeedState.LEFT:
                feeds.unsubscribe(feed, by=request.user, now=now)
        return self.shown(request, uid)


class FeedLook(OneFeed):
    @extend_schema(operation_id="feeds_look", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Have a feed looked at before its time."""
        feeds.look_now(self.feed(uid), by=request.user, now=timezone.now())
        return self.shown(request, uid)
