"""Putting jobs on the queue. One that is away loses nothing: what waits is a row, and the sweep asks for it again."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Sequence
from typing import Any

from celery import current_app
from django.db.models import QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

logger = logging.getLogger(__name__)


def send_job(task: str, what: int | Sequence[int]) -> bool:
    """Put a job on the queue; False where the queue is away."""
    try:
        current_app.send_task(task, args=[what], retry=False)
    except (BrokerDown, OSError) as error:
        logger.warning("The queue cannot be reached, the job waits for the next sweep: %s", error)
        return False
    return True


def ask_for(rows: QuerySet[Any], task: str, key: int) -> bool:
    """Ask the workers for the row with this key, and note when; False where the queue is away."""
    if not send_job(task, key):
        return False
    rows.filter(pk=key).update(enqueued_at=timezone.now())
    return True


def ask_for_forgotten(due: QuerySet[Any], task: str, now: datetime.datetime, *, most: int) -> int:
    """Ask the workers for rows that are due, each once however many sweeps there are; how many were asked for."""
    n_sent = 0
    for key in list(due.values_list("pk", flat=True)[:most]):
        if due.filter(pk=key).update(enqueued_at=now):
            n_sent += send_job(task, key)
    return n_sent
