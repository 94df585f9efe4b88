"""The jobs of articles: load by id, call one function."""

from celery import shared_task
from django.utils import timezone

from articles import split_task


@shared_task
def split_version(version_id: int) -> None:
    split_task.split_version(version_id)


@shared_task
def sweep_splits() -> None:
    split_task.sweep_splits(timezone.now())
