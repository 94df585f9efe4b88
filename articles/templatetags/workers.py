"""`{% no_worker as none_answers %}`: whether no worker has given a sign of life lately."""

from django import template
from django.utils import timezone

from articles.models import Pulse

register = template.Library()


@register.simple_tag
def no_worker() -> bool:
    return not Pulse.is_beating(timezone.now())
