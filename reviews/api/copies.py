"""Saved copies of sources: listed, asked for, supplied, tried again and put away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from articles.endpoints import FORM_BYTES, Endpoint, StrictJSONParser, is_form, whole
from reviews import copy_words, evidence
from reviews.api.claims import READS_CLAIMS, claims_for
from reviews.copy_text import Paragraph, paragraphs
from reviews.drafts import MAX_SHORT, CitationText
from reviews.models import Snapshot
from reviews.querysets import SnapshotQuerySet
from reviews.terms import CopyChannel, CopyState
from reviews.workflow import CHECK

READS_COPIES = (*READS_CLAIMS, "reviews.view_citation")


class SnapshotSummarySerializer(serializers.ModelSerializer[Snapshot]):
    """A copy of a source, or how far it is with one; `reason` says why there is none."""

    url = serializers.CharField(source="address")
    claim = serializers.UUIDField(source="claim.uid")
    article = serializers.UUIDField(source="article.uid")
    state = serializers.ChoiceField(choices=[state.value for state in CopyState])
    channel = serializers.ChoiceField(choices=[channel.value for channel in CopyChannel])
    sha256 = serializers.CharField(source="file_sha256")

    class Meta:
        model = Snapshot
        fields = (
            "uid", "claim", "article", "state", "channel", "reason", "url", "final_url", "title", "publisher",
            "published_on", "media_type", "sha256", "n_bytes", "created_at", "kept_at", "acknowledged_at",
        )  # fmt: skip


class ParagraphSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    page = serializers.SerializerMethodField(help_text="Null where the copy tells no pages.")
    locator = serializers.SerializerMethodField()
    text = serializers.CharField(trim_whitespace=False)

    def get_page(self, one: Paragraph) -> int | None:
        return one.page or None

    def get_locator(self, one: Paragraph) -> str:
        return copy_words.place_of(one)


class SnapshotSerializer(SnapshotSummarySerializer):
    """A copy with the text read from it; `locator` is what a citation of a paragraph says of its place."""

    paragraphs = serializers.SerializerMethodField()

    class Meta(SnapshotSummarySerializer.Meta):
        fields = (*SnapshotSummarySerializer.Meta.fields, "paragraphs")  # type: ignore[assignment]

    def get_paragraphs(self, snapshot: Snapshot) -> list[dict[str, Any]]:
        found = paragraphs(snapshot.text, snapshot.pages) if snapshot.is_kept else []
        return ParagraphSerializer(found, many=True).data  # type: ignore[return-value]


class SourceSerializer(serializers.Serializer[Any]):
    """The source that is to be copied; with a `passage` those words are kept and nothing is fetched."""

    url = serializers.CharField(required=False, allow_blank=True, max_length=MAX_SHORT)
    title = serializers.CharField(required=False, allow_blank=True, max_length=MAX_SHORT)
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=MAX_SHORT)
    passage = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)


class SourceFileSerializer(SourceSerializer):
    """The same with the page or document itself."""

    file = serializers.FileField(required=False, allow_empty_file=True)


class ClaimCopies(Endpoint):
    read_needs = READS_COPIES
    write_needs = (*READS_COPIES, CHECK)
    serializer_class: Any = SnapshotSummarySerializer
    parser_classes = (StrictJSONParser, MultiPartParser)

    def most_bytes(self, request: Request) -> int:
        return settings.MAX_FILE_BYTES + FORM_BYTES if is_form(request) else super().most_bytes(request)

    @extend_schema(operation_id="claims_copies", responses=SnapshotSummarySerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List the saved copies of the claim's article that you may see, newest first."""
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        return self.page_of(copies_for(request.user).without_text().filter(article=claim.article_id))

    @extend_schema(
        operation_id="claims_copies_ask",
        request={"application/json": SourceSerializer, "multipart/form-data": SourceFileSerializer},
        responses={200: SnapshotSummarySerializer, 201: SnapshotSummarySerializer, 202: SnapshotSummarySerializer},
    )
    def post(self, request: Request, uid: UUID) -> Response:
        """Have a source copied (202), or supply its page or a passage (201). A copy of the last 24 hours is 200."""
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        given = self.asked(SourceFileSerializer if isinstance(request.data, QueryDict) else SourceSerializer)
        source = CitationText(**{name: given.get(name, "").strip() for name in ("url", "title", "publisher")})
        by, now = request.user, timezone.now()
        if given.get("file") is not None:
            return self._told(evidence.supply_file(claim, source, given["file"], by=by, now=now))
        if given.get("passage"):
            return self._told(evidence.supply_passage(claim, source, whole(given["passage"]), by=by, now=now))
        asked = evidence.ask_for_copy(claim, source, by=by, now=now)
        return self._told(asked.snapshot, is_new=asked.is_new)

    def _told(self, snapshot: Snapshot, *, is_new: bool = True) -> Response:
        status = 202 if snapshot.is_unfinished else 201 if is_new else 200
        address = reverse("api:copy", args=[snapshot.uid], request=self.request)
        return Response(self.get_serializer(snapshot).data, status=status, headers={"Location": address})


class OneCopy(Endpoint):
    """What the addresses of one copy have in common."""

    read_needs = READS_COPIES
    write_needs = (*READS_COPIES, CHECK)
    serializer_class: Any = SnapshotSummarySerializer

    def copy(self, uid: UUID) -> Snapshot:
        found: Snapshot = get_object_or_404(copies_for(self.request.user), uid=uid)
        return found

    def shown(self, uid: UUID) -> Response:
        return Response(self.get_serializer(self.copy(uid)).data)


class CopyDetail(OneCopy):
    serializer_class = SnapshotSerializer

    @extend_schema(operation_id="copies_retrieve")
    def get(self, request: Request, uid: UUID) -> Response:
        """Show a saved copy with its text."""
        return self.shown(uid)


class CopyAgain(OneCopy):
    @extend_schema(operation_id="copies_again", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Have a copy that failed fetched once more."""
        evidence.try_again(self.copy(uid), by=request.user, now=timezone.now())
        return self.shown(uid)


class CopyAcknowledge(OneCopy):
    @extend_schema(operation_id="copies_acknowledge", request=None)
    def post(self, request: Request, uid: UUID) -> Response:
        """Put a failure away: it is no longer told beside its source."""
        evidence.put_away(self.copy(uid), by=request.user, now=timezone.now())
        return self.shown(uid)


def copies_for(person: Any) -> SnapshotQuerySet:
    found: SnapshotQuerySet = Snapshot.objects.visible_to(person).select_related("evidence", "claim", "article")
    return found
