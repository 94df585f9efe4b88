"""What a program is told where no endpoint answers: an address that is not there, an error of ours."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults

from factcheck.api import PROBLEM_TYPE

API = "/api/"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not request.path.startswith(API):
        return defaults.page_not_found(request, exception)
    return _problem(request, HTTPStatus.NOT_FOUND, "not_found", _("There is nothing at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    if not request.path.startswith(API):
        return defaults.server_error(request)
    words = _("This went wrong on our side and is in the log. Nothing was changed; try again.")
    return _problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "server_error", words)


def _problem(request: HttpRequest, status: HTTPStatus, code: str, detail: str) -> HttpResponse:
    told = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, "code": code}
    return JsonResponse(told | {"instance": request.path}, status=status, content_type=PROBLEM_TYPE)
