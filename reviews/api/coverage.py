"""Coverage: which sentences of an article are accounted for, and saying that words hold no claim."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import AnyTextField, Endpoint, PersonSerializer, tagged
from articles.models import Article, Claim, Confirmation, Version
from articles.terms import Zone
from reviews.coverage import Coverage, Line
from reviews.coverage_moves import Asked, confirm, confirm_zone, take_back
from reviews.coverage_rows import confirmations_of, coverage_of
from reviews.terms import Standing

READS_COVERAGE = (
    "articles.view_article",
    "articles.view_sentence",
    "articles.view_confirmation",
    "reviews.view_review",
)
MOST_LEFT = 200
LARGEST = 2**31 - 1
ZONE_NAMES = [zone.value for zone in Zone]


class StretchSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField(trim_whitespace=False)


class SentenceLeftSerializer(StretchSerializer):
    """A sentence that is not accounted for, and what is missing."""

    zone = serializers.ChoiceField(choices=ZONE_NAMES)
    standing = serializers.ChoiceField(choices=[standing.value for standing in Standing])
    undecided = serializers.ListField(
        child=serializers.UUIDField(),
        help_text="Claims in it that are only proposed, not decided, or on changed words.",
    )
    left = StretchSerializer(many=True, help_text="Words outside claims that nobody confirmed.")


class ZoneCoverageSerializer(serializers.Serializer[Any]):
    zone = serializers.ChoiceField(choices=ZONE_NAMES)
    sentences = serializers.IntegerField(source="coverage.n")
    accounted = serializers.IntegerField(source="coverage.n_accounted")
    confirmable = serializers.SerializerMethodField(
        help_text="Sentences for which only a person's word is missing that there is no (other) claim in them."
    )
    seen = serializers.CharField(help_text="Send it back to confirm all of these at once.")

    def get_confirmable(self, zone: Any) -> int:
        return len(zone.confirmable)


class StandingsSerializer(serializers.Serializer[Any]):
    decided = serializers.IntegerField()
    dismissed = serializers.IntegerField()
    confirmed = serializers.IntegerField()
    waiting = serializers.IntegerField()
    untouched = serializers.IntegerField()


class CoverageSerializer(serializers.Serializer[Any]):
    """How many sentences of the current version are accounted for; furniture and metadata do not count."""

    version = serializers.UUIDField()
    number = serializers.IntegerField()
    sentences = serializers.IntegerField()
    accounted = serializers.IntegerField()
    triaged = serializers.IntegerField(
        help_text="Somebody has looked at every word: claims chosen, the rest confirmed."
    )
    standings = StandingsSerializer()
    zones = ZoneCoverageSerializer(many=True)
    left = SentenceLeftSerializer(many=True, help_text="In reading order, from `after` on.")
    next_after = serializers.IntegerField(allow_null=True, help_text="Send it as `after` for more; null: no more.")


class AfterSerializer(serializers.Serializer[Any]):
    after = serializers.IntegerField(required=False, min_value=0, max_value=LARGEST)


class ConfirmationSerializer(serializers.ModelSerializer[Confirmation]):
    """Somebody's word that a stretch of a version holds no claim."""

    version = serializers.UUIDField(source="version.uid")
    by = PersonSerializer()

    class Meta:
        model = Confirmation
        fields = ("uid", "version", "start", "end", "text_sha256", "by", "at")


class ConfirmSerializer(serializers.Serializer[Any]):
    """A stretch as you saw it: its words, or the SHA-256 of them in UTF-8."""

    version = serializers.UUIDField()
    start = serializers.IntegerField(min_value=0, max_value=LARGEST)
    end = serializers.IntegerField(min_value=0, max_value=LARGEST)
    words = AnyTextField(required=False)
    text_sha256 = serializers.RegexField("^[0-9a-f]{64}$", required=False)
    beside_claims = serializers.BooleanField(
        required=False, help_text="It holds no claim apart from those marked there; else a claim there refuses it."
    )


class ConfirmZoneSerializer(serializers.Serializer[Any]):
    version = serializers.UUIDField()
    seen = serializers.CharField(max_length=64, help_text="Of this zone, from the coverage you looked at.")


class ConfirmedSerializer(serializers.Serializer[Any]):
    confirmations = ConfirmationSerializer(many=True)


class CoverageEndpoint(Endpoint):
    read_needs = write_needs = READS_COVERAGE

    def article(self) -> Article:
        return get_object_or_404(Article, uid=self.kwargs["uid"])

    def told(self, confirmations: list[Confirmation]) -> Response:
        data = ConfirmedSerializer({"confirmations": confirmations}, context=self.get_serializer_context()).data
        return Response(data, status=201)


class ArticleCoverage(CoverageEndpoint):
    serializer_class = CoverageSerializer

    @extend_schema(operation_id="articles_coverage", parameters=[AfterSerializer])
    def get(self, request: Request, uid: UUID) -> Response:
        """Tell how many sentences are accounted for, and which are not."""
        article = get_object_or_404(Article.objects.select_related("current"), uid=uid)
        if article.current is None:
            raise NotFound
        found = coverage_of(article.current, request.user)
        after = self.filters(AfterSerializer).get("after", 0)
        return tagged(request, self.get_serializer(_shown(article.current, found, after)).data)


class ArticleConfirmations(CoverageEndpoint):
    serializer_class = ConfirmationSerializer

    @extend_schema(operation_id="articles_confirmations", responses=ConfirmationSerializer(many=True))
    def get(self, request: Request, uid: UUID) -> Response:
        """List what people confirmed in the current version, newest first."""
        version = get_object_or_404(Version.objects.without_text(), pk=self.article().current_id)
        return self.page_of(confirmations_of(version).select_related("version", "by").defer("version__text"))

    @extend_schema(operation_id="articles_confirm", request=ConfirmSerializer, responses={201: ConfirmedSerializer})
    def post(self, request: Request, uid: UUID) -> Response:
        """Say that a stretch of the current version holds no claim: a confirmation for each run of words left in it."""
        asked = Asked(**self.asked(ConfirmSerializer))
        return self.told(confirm(self.article(), asked, by=request.user, now=timezone.now()))


class ArticleZone(CoverageEndpoint):
    serializer_class = ConfirmedSerializer

    @extend_schema(
        operation_id="articles_confirm_zone",
        request=ConfirmZoneSerializer,
        responses={201: ConfirmedSerializer},
        parameters=[OpenApiParameter("zone", location=OpenApiParameter.PATH, enum=ZONE_NAMES)],
    )
    def post(self, request: Request, uid: UUID, zone: str) -> Response:
        """Say that all that is left of one zone holds no claim; sentences with an open claim are left alone."""
        if zone not in ZONE_NAMES:
            raise NotFound
        asked, article = self.asked(ConfirmZoneSerializer), self.article()
        return self.told(confirm_zone(article, Zone(zone), **asked, by=request.user, now=timezone.now()))


class ArticleConfirmation(CoverageEndpoint):
    serializer_class = ConfirmationSerializer

    @extend_schema(operation_id="articles_unconfirm", responses={204: None})
    def delete(self, request: Request, uid: UUID, confirmation: UUID) -> Response:
        """Take a confirmation back; who had given it stays in the history."""
        rows = Confirmation.objects.select_related("version__article", "by")
        found = get_object_or_404(rows, uid=confirmation, version__article__uid=uid)
        take_back([found], by=request.user, now=timezone.now())
        return Response(status=204)


def _shown(version: Version, found: Coverage, after: int) -> dict[str, Any]:
    left = [line for line in found.left if line.start >= after]
    shown = left[:MOST_LEFT]
    keys = {key for line in shown for key in line.undecided}
    uids = dict(Claim.objects.filter(pk__in=keys).values_list("pk", "uid"))
    return {
        "version": version.uid,
        "number": version.number,
        "sentences": found.n,
        "accounted": found.n_accounted,
        "triaged": found.n_triaged,
        "standings": found.counts,
        "zones": found.zones(),
        "left": [_left(line, version.text, uids) for line in shown],
        "next_after": left[MOST_LEFT].start if len(left) > MOST_LEFT else None,
    }


def _left(line: Line, text: str, uids: dict[int, UUID]) -> dict[str, Any]:
    return {
        "start": line.start,
        "end": line.end,
        "words": text[line.start : line.end],
        "zone": line.zone.value,
        "standing": line.standing.value,
        "undecided": [uids[key] for key in line.undecided if key in uids],
        "left": [{"start": start, "end": end, "words": text[start:end]} for start, end in line.left],
    }
