"""The admin site as the workbench's shell: our name, our navigation, and My desk in place of the list of tables."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from factcheck.navigation import navigation
from factcheck.waiting import waiting_for
from reviews.views.desk import desk

SEE_TABLES = "factcheck.view_user"


class WorkbenchSite(AdminSite):
    site_header = _("Fact-check workbench")
    site_title = _("Fact-check workbench")
    index_title = _("My desk")
    site_url = None
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [path("tables/", self.admin_view(self.tables), name="tables"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        """My desk."""
        return desk(request)

    def tables(self, request: HttpRequest) -> HttpResponse:
        """Every table of the admin, for administrators."""
        if not request.user.has_perm(SEE_TABLES):
            raise PermissionDenied
        context = self.each_context(request) | {"title": _("All tables"), "app_list": super().get_app_list(request)}
        return TemplateResponse(request, "factcheck/tables.html", context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The tables of one app. Of all apps none: Django would list them on every page for a sidebar we do without."""
        return super().get_app_list(request, app_label) if app_label else []

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        if not context["has_permission"]:
            return context | {"navigation": []}
        waiting = waiting_for(request.user)
        return context | {"navigation": navigation(request, waiting), "unread": waiting.news}
