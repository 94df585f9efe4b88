"""The API's manners: paging by cursor, and every refusal as problem details (RFC 9457) with a code."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NoReturn

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import DataError
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from articles.importers.base import ImportProblem
from articles.refusals import Kind, Refusal
from reviews.api.lines import obstacle_line

PROBLEM_TYPE = "application/problem+json"
REFUSED = {
    Kind.CONFLICT: HTTPStatus.CONFLICT,
    Kind.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Kind.INVALID: HTTPStatus.BAD_REQUEST,
}


class KeysetPagination(CursorPagination):
    """Newest first by uid, which sorts by time and gives no internal key away; a view may name another `ordering`."""

    ordering = "-uid"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: Any) -> tuple[str, ...]:
        return (getattr(view, "ordering", self.ordering),)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (exceptions.NotFound, ValidationError, ValueError, OverflowError, DataError) as error:
            if self.cursor_query_param in request.query_params:
                self._refuse(error)
            raise

    def _refuse(self, error: Exception) -> NoReturn:
        words_ = _("This cursor is not one of ours. Begin again without it.")
        raise exceptions.ValidationError({self.cursor_query_param: [words_]}, code="invalid_cursor") from error


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to a request that was refused; None (an error of ours) is left to Django."""
    if isinstance(exc, Refusal):
        details = _of_refusal(exc)
    elif isinstance(exc, ImportProblem):
        details = _details(HTTPStatus.BAD_REQUEST, str(exc.code), exc.words)
    elif isinstance(exc, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        details = _details(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", _("That is too much at once."))
    else:
        if isinstance(exc, Http404):
            exc = exceptions.NotFound()
        elif isinstance(exc, PermissionDenied):
            exc = exceptions.PermissionDenied()
        if not isinstance(exc, exceptions.APIException):
            return None
        details = _of_exception(exc)
    request = context["request"]
    details |= {"type": f"{reverse('api_docs')}#problem-{details['code']}", "instance": request.path}
    return Response(details, status=details["status"], headers=_headers(exc), content_type=PROBLEM_TYPE)


def _details(status: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    own = {"title": HTTPStatus(status).phrase, "status": int(status), "detail": str(detail), "code": code}
    return own | {name: value for name, value in more.items() if value}


def _of_refusal(refusal: Refusal) -> dict[str, Any]:
    lines = refusal.params.get("obstacles")
    return _details(
        REFUSED[refusal.kind],
        str(refusal.code),
        refusal.words,
        errors=[_error(refusal.field, str(refusal.code), refusal.words)] if refusal.field else [],
        obstacles=[obstacle_line(line) for line in lines] if isinstance(lines, list) else [],
        current=refusal.params.get("current"),
    )


def _of_exception(exc: exceptions.APIException) -> dict[str, Any]:
    if isinstance(exc, exceptions.ValidationError):
        errors = list(_flat(exc.get_full_details()))
        code = "invalid_cursor" if any(error["code"] == "invalid_cursor" for error in errors) else "invalid"
        return _details(exc.status_code, code, _("Something in the request is not as it should be."), errors=errors)
    codes = exc.get_codes()
    code = codes if isinstance(codes, str) else exc.default_code
    return _details(exc.status_code, code, str(exc.detail))


def _flat(details: Any, place: str = "") -> Any:
    """One line for each wrong field, its place written with dots."""
    if isinstance(details, list):
        for number, one in enumerate(details):
            yield from _flat(one, place if "message" in one else f"{place}.{number}")
    elif "message" in details and isinstance(details["message"], str):
        yield _error(place, details["code"], details["message"])
    else:
        for name, value in details.items():
            yield from _flat(value, f"{place}.{name}" if place else str(name))


def _error(field: str, code: str, detail: str) -> dict[str, str]:
    return {"field": field, "code": code, "detail": str(detail)}


def _headers(exc: Exception) -> dict[str, str]:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
