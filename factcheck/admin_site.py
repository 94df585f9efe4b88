"""The admin site as the workbench's shell: our name, our navigation, and My desk in place of the list of tables."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from factcheck.navigation import navigation


class WorkbenchSite(AdminSite):
    site_header = _("Fact-check workbench")
    site_title = _("Fact-check workbench")
    index_title = _("My desk")
    site_url = None
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        return context | {"navigation": navigation(request) if context["has_permission"] else []}
