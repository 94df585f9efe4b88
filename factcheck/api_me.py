"""My settings for programs: what the page of them shows and saves, by the same rules."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from articles.endpoints import Endpoint
from factcheck.models import User
from factcheck.my_settings import NO_MAIL_WORDS, MySettingsForm


class MeSerializer(serializers.ModelSerializer[User]):
    """Who the token belongs to, and what they set for themselves."""

    name = serializers.CharField(source="__str__", read_only=True)
    email = serializers.CharField(required=False, allow_blank=True, max_length=254)
    time_zone = serializers.CharField(required=False, max_length=64, help_text="Such as Europe/Berlin.")
    wants_mail = serializers.BooleanField(required=False, help_text="Only where the workbench sends mail.")

    class Meta:
        model = User
        fields = ("uid", "username", "name", *MySettingsForm.Meta.fields)
        read_only_fields = ("username",)


class Me(Endpoint):
    serializer_class = MeSerializer

    @extend_schema(operation_id="me_retrieve")
    def get(self, request: Request) -> Response:
        """Show your own settings."""
        return Response(self.get_serializer(self.mine()).data)

    @extend_schema(operation_id="me_change")
    def patch(self, request: Request) -> Response:
        """Change some of your own settings; what is left out stays."""
        mine = self.mine()
        given = self.get_serializer(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        if given.validated_data.get("wants_mail") and not settings.EMAIL_HOST:
            raise serializers.ValidationError({"wants_mail": [str(NO_MAIL_WORDS)]})
        before: dict[str, Any] = {name: getattr(mine, name) for name in MySettingsForm.Meta.fields}
        form = MySettingsForm(before | given.validated_data, instance=mine)
        if not form.is_valid():
            raise serializers.ValidationError({name: list(map(str, errors)) for name, errors in form.errors.items()})
        form.save_own()
        return Response(self.get_serializer(mine).data)

    def mine(self) -> User:
        return get_object_or_404(User, username=self.request.user.get_username())
