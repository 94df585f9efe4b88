"""The rules of the newsroom: how strict each is, and setting one."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint
from reviews.rule_setting import CHANGE, set_level, settings_in_force
from reviews.rules import SETTABLE, Level, Rule


class RuleInForceSerializer(serializers.Serializer[Any]):
    """One rule; `shipped` is the level it came with."""

    rule = serializers.ChoiceField(choices=[r.value for r in Rule])
    words = serializers.CharField()
    level = serializers.ChoiceField(choices=[level.value for level in Level])
    shipped = serializers.ChoiceField(choices=[level.value for level in Level])
    is_settable = serializers.BooleanField()


class RuleSettingSerializer(serializers.Serializer[Any]):
    rule = serializers.ChoiceField(choices=[r.value for r in SETTABLE])
    level = serializers.ChoiceField(choices=[level.value for level in Level])


class RuleList(Endpoint):
    read_needs = ("reviews.view_rulelevel",)
    write_needs = ("reviews.view_rulelevel", CHANGE)
    serializer_class = RuleInForceSerializer
    pagination_class = None  # there are a dozen

    @extend_schema(operation_id="rules_list", responses=RuleInForceSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List what may stand in the way of a verdict, in the order of the form."""
        return Response(RuleInForceSerializer(settings_in_force(), many=True).data)

    @extend_schema(operation_id="rules_set", request=RuleSettingSerializer, responses=RuleInForceSerializer(many=True))
    def post(self, request: Request) -> Response:
        """Set how strict a rule is, for all that is submitted from now on."""
        given = self.asked(RuleSettingSerializer)
        set_level(given["rule"], given["level"], by=request.user, now=timezone.now())
        return self.get(request)
