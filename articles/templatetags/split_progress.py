"""`{% split_progress version as progress %}`: how far a version is split."""

from django import template
from django.utils import timezone

from articles.models import Version
from articles.progress import SplitProgress, progress_of

register = template.Library()


@register.simple_tag
def split_progress(version: Version) -> SplitProgress:
    return progress_of(version, timezone.now())
