"""What every endpoint has: who may, how much it reads, uids, ETags from revisions; the API's counterpart of `pages`."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.parsers import JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

FORM_BYTES = 1024 * 1024  # what a form may hold beside its files


class TooLarge(exceptions.APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = _("That is too much at once.")

    def __init__(self, limit: int | None = None) -> None:
        most = filesizeformat(limit).replace("\xa0", " ") if limit else ""
        super().__init__(_("That is too much at once; at most %(limit)s come in.") % {"limit": most} if most else None)


class PreconditionFailed(exceptions.APIException):
    """The If-Match header names a revision that is no longer the current one."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "precondition_failed"
    default_detail = _("Somebody changed this meanwhile. Read it again before you write.")


class StrictJSONParser(JSONParser):
    """JSON in UTF-8, whatever character set is claimed; nesting that no document of ours has is refused."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, {"encoding": "utf-8"})
        except RecursionError as error:
            raise exceptions.ParseError(_("The JSON is nested too deeply.")) from error


class WorksHere(BasePermission):
    """People who work here and hold what the endpoint needs for the method."""

    message = _("You may not do this.")

    def has_permission(self, request: Request, view: Any) -> bool:
        person = request.user
        writes = request.method in {"POST", "PUT", "PATCH"} and hasattr(view, str(request.method).lower())
        needs = view.write_needs if writes else view.read_needs
        return bool(person.is_authenticated and person.is_staff and person.has_perms(needs))


class Endpoint(GenericAPIView[Any]):
    """One address of the API. `read_needs` and `write_needs` are permissions; verbs check the rest themselves."""

    read_needs: ClassVar[tuple[str, ...]] = ()
    write_needs: ClassVar[tuple[str, ...]] = ()
    permission_classes = (WorksHere,)
    parser_classes: Any = (StrictJSONParser,)
    metadata_class = None
    lookup_field = "uid"
    ordering: ClassVar[str] = "-uid"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if length(request) > (limit := self.most_bytes(request)):
            raise TooLarge(limit)
        super().initial(request, *args, **kwargs)

    def most_bytes(self, request: Request) -> int:
        """How long the body of this request may be; endpoints that take files allow more for them."""
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def page_of(self, queryset: Any) -> Response:
        """One page of a list, next and previous by cursor."""
        rows = self.paginate_queryset(queryset)
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def asked(self, serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """What the request asks for, understood, from its body."""
        given = serializer(data=self.request.data, context=self.get_serializer_context())
        given.is_valid(raise_exception=True)
        return given.validated_data

    def filters(self, serializer: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        """The filters in the address; blank ones are left out."""
        given = serializer(data=self.request.query_params)
        given.is_valid(raise_exception=True)
        return {name: value for name, value in given.validated_data.items() if value not in ("", None)}


def is_form(request: Request) -> bool:
    """Whether the body is a form, whose files go to the disk as they come."""
    return str(request.content_type or "").startswith("multipart/form-data")


def length(request: Request) -> int:
    """How long the body says it is; the server reads no further than that."""
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isdecimal() else 0


def tagged(request: Request, data: Any, *, revs: str = "", code: int = 200) -> Response:
    """Answer with an ETag: "revisions-digest", or a weak one where there are none; 304 where the client has it."""
    digest = hashlib.blake2b(json.dumps(data, cls=JSONEncoder).encode(), digest_size=8).hexdigest()
    etag = f'"{revs}-{digest}"' if revs else f'W/"{digest}"'
    known = {tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))}
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if request.method in {"GET", "HEAD"} and known & {"*", etag.removeprefix("W/")}:
        return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(data, status=code, headers=headers)


def check_match(request: Request, revs: str) -> None:
    """Refuse a write whose If-Match header names other revisions than these."""
    tags = parse_etags(request.headers.get("If-Match", ""))
    given = {tag.strip('"').rpartition("-")[0] for tag in tags}
    if tags and "*" not in tags and revs not in given:
        raise PreconditionFailed


class PersonSerializer(serializers.Serializer[Any]):
    uid = serializers.UUIDField()
    name = serializers.CharField(source="__str__")


class AnyTextField(serializers.CharField):
    """Text as it came, control characters and all: it is made canonical before it is stored."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)
        self.validators = [v for v in self.validators if not type(v).__name__.startswith("Prohibit")]


def whole(text: str) -> str:
    """The text without half characters, which no encoding can write: they become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
