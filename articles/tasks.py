"""The jobs of articles: load by id, call one function."""

from celery import shared_task
from django.utils import timezone

from articles import feed_task, import_task, split_task
from articles.models import Pulse


@shared_task
def split_version(version_id: int) -> None:
    split_task.split_version(version_id)


@shared_task
def split_versions(version_ids: list[int]) -> None:
    split_task.split_versions(version_ids)


@shared_task
def sweep_splits() -> None:
    Pulse.beat(timezone.now())
    split_task.sweep_splits(timezone.now())


@shared_task
def run_import(import_id: int) -> None:
    import_task.run_import(import_id)


@shared_task
def sweep_imports() -> None:
    import_task.sweep_imports(timezone.now())


@shared_task
def look_at_feed(feed_id: int) -> None:
    feed_task.look_at(feed_id)


@shared_task
def sweep_feeds() -> None:
    feed_task.sweep_feeds(timezone.now())
