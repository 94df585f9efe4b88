"""The admin site as the workbench's shell: our name, and My desk in place of the list of tables."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class WorkbenchSite(AdminSite):
    site_header = _("Fact-check workbench")
    site_title = _("Fact-check workbench")
    index_title = _("My desk")
    site_url = None
