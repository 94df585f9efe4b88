"""The articles app; its history is append-only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from articles import append_only, lookups  # noqa: F401


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        append_only.guard(self, ["articles_event", "articles_feedstep"])
