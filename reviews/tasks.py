"""The jobs of reviews: load by id, call one function."""

from celery import shared_task
from django.utils import timezone

from reviews import bulk_task, letters, snapshot_task, source_changes


@shared_task
def run_bulk(action_id: int) -> None:
    bulk_task.run_bulk(action_id)


@shared_task
def sweep_bulk() -> None:
    bulk_task.sweep_bulk(timezone.now())


@shared_task
def keep_snapshot(snapshot_id: int) -> None:
    snapshot_task.keep_snapshot(snapshot_id)


@shared_task
def sweep_snapshots() -> None:
    snapshot_task.sweep_snapshots(timezone.now())


@shared_task
def send_letters() -> None:
    letters.send_letters(timezone.now())


@shared_task
def tell_source_changes() -> None:
    source_changes.tell_source_changes(timezone.now())
