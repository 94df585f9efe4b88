"""The reviews app; submitted verdicts, their citations, exceptions and settings of rules are append-only."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from articles import append_only


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        append_only.guard(self, ["reviews_verdict", "reviews_citation", "reviews_rulelevel", "reviews_waiver"])
