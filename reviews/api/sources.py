"""Sources of an article at hand for one claim, and one source put on several claims."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint
from articles.models import Claim
from articles.terms import SourceKind
from reviews.also import MOST_CLAIMS, PutOn, put_on
from reviews.api.claims import READS_CLAIMS, claims_for
from reviews.api.shapes import DraftCitationSerializer
from reviews.citing import citation_shown
from reviews.drafts import CitationText
from reviews.guarding import lift, protect
from reviews.terms import Put, Stance
from reviews.tray import tray_of
from reviews.workflow import CHECK


class SourceAtHandSerializer(serializers.Serializer[Any]):
    """A source with the words and the place it was last cited with; no citation until somebody makes it one."""

    url = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    published_on = serializers.CharField(help_text="YYYY-MM-DD as it was typed; empty where it is not known.")
    kind = serializers.CharField()
    quote = serializers.CharField(trim_whitespace=False)
    locator = serializers.CharField()
    used_at = serializers.DateTimeField(allow_null=True, help_text="Null where only the author names it.")
    authors = serializers.ChoiceField(
        choices=[kind.value for kind in SourceKind],
        allow_null=True,
        help_text="How the author names it at the words of this claim; null where it is not the author's.",
    )
    phrase = serializers.CharField(help_text="The words of a link that leads nowhere, to search for; else empty.")


class SourcesAtHandSerializer(serializers.Serializer[Any]):
    sources = SourceAtHandSerializer(many=True)


class StanceSerializer(serializers.Serializer[Any]):
    claim = serializers.UUIDField()
    stance = serializers.ChoiceField(choices=[stance.value for stance in Stance])


class PutSerializer(serializers.Serializer[Any]):
    """The source, by a citation you may read or as typed, and what it does to each claim."""

    citation = serializers.UUIDField(required=False, help_text="One of a verdict on the same article.")
    typed = DraftCitationSerializer(required=False)
    claims = serializers.ListField(child=StanceSerializer(), min_length=1, max_length=MOST_CLAIMS)


class PutRowSerializer(serializers.Serializer[Any]):
    """What became of one claim; `code` and `detail` say why it was refused."""

    claim = serializers.UUIDField()
    put = serializers.ChoiceField(choices=[put.value for put in Put])
    code = serializers.CharField()
    detail = serializers.CharField()


class PutResultSerializer(serializers.Serializer[Any]):
    results = PutRowSerializer(many=True)


class ClaimSources(Endpoint):
    read_needs = (*READS_CLAIMS, CHECK)
    serializer_class = SourcesAtHandSerializer

    @extend_schema(operation_id="claims_sources")
    def get(self, request: Request, uid: UUID) -> Response:
        """List the sources at hand: the author's at the claim's words, then those of the article you used or may read.

        At most 30, last used first.
        """
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        return Response(self.get_serializer({"sources": tray_of(claim, request.user)}).data)


class ClaimSourceAlso(Endpoint):
    read_needs = write_needs = (*READS_CLAIMS, CHECK)
    serializer_class = PutResultSerializer

    @extend_schema(operation_id="claims_sources_also", request=PutSerializer, responses=PutResultSerializer)
    def post(self, request: Request, uid: UUID) -> Response:
        """Put one source into your own drafts of other claims of the article, each with its own stance.

        A proposed claim is chosen; no check is started or held. The answer has a row for each claim.
        """
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        given = self.asked(PutSerializer)
        stances = {one["claim"]: one["stance"] for one in given["claims"]}
        rows = put_on(claim, _citation(given, claim, request.user), stances, by=request.user, now=timezone.now())
        return Response(self.get_serializer({"results": [_row(row) for row in rows]}).data)


class GuardingSerializer(serializers.Serializer[Any]):
    """A source of the claim's article, by a citation you may read or as typed, and whether it is to be protected."""

    citation = serializers.UUIDField(required=False, help_text="One of a verdict on the same article.")
    typed = DraftCitationSerializer(required=False)
    is_protected = serializers.BooleanField(default=True)
    reason = serializers.CharField(required=False, allow_blank=True, default="", help_text="Why it may be named again.")


class GuardedSerializer(serializers.Serializer[Any]):
    evidence = serializers.UUIDField(source="uid")
    is_protected = serializers.BooleanField()


class ClaimSourceProtection(Endpoint):
    read_needs = write_needs = (*READS_CLAIMS, CHECK)
    serializer_class = GuardedSerializer

    @extend_schema(operation_id="claims_sources_protection", request=GuardingSerializer, responses=GuardedSerializer)
    def post(self, request: Request, uid: UUID) -> Response:
        """Protect a source wherever it is cited: no report names it and nothing is fetched from it. Or lift that.

        An editor lifts it, or who protected it for this article, with a reason.
        """
        claim = get_object_or_404(claims_for(request.user), uid=uid)
        given = self.asked(GuardingSerializer)
        source, now = _citation(given, claim, request.user), timezone.now()
        if given["is_protected"]:
            evidence = protect(claim, source, by=request.user, now=now)
        else:
            evidence = lift(claim, source, by=request.user, reason=given["reason"], now=now)
        return Response(self.get_serializer(evidence).data)


def _citation(given: dict[str, Any], claim: Claim, person: Any) -> CitationText:
    if "typed" in given and "citation" not in given:
        return CitationText(**given["typed"])
    found = citation_shown(given.get("citation"), claim, person)
    if found is None:
        raise ValidationError({"citation": [_("Name a citation that you may read, or type a source.")]}, code="unknown")
    return found


def _row(row: PutOn) -> dict[str, Any]:
    refusal = row.refusal
    told = {"code": refusal.code, "detail": refusal.words} if refusal else {"code": "", "detail": ""}
    return {"claim": row.claim.uid, "put": row.put} | told
