"""`{% split_progress version counts as progress %}`: how far a version is split; `counts` where they are known."""

from typing import Any

from django import template
from django.utils import timezone

from articles.models import Version
from articles.progress import SplitProgress, progress_of

register = template.Library()


@register.simple_tag
def split_progress(version: Version, counts: Any = None) -> SplitProgress:
    return progress_of(version, timezone.now(), counts or None)
