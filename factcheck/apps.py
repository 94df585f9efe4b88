"""The workbench's own app, and Django's admin with our site as its default."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class FactcheckConfig(AppConfig):
    name = "factcheck"
    verbose_name = _("People")


class WorkbenchAdminConfig(AdminConfig):
    default_site = "factcheck.admin_site.WorkbenchSite"
