"""The Celery application: settings from Django, tasks from the apps, and a look for lost jobs when a worker starts."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

from factcheck import broker  # noqa: F401 - knows the queue without a server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
SWEEPS = (
    "articles.tasks.sweep_splits",
    "articles.tasks.sweep_imports",
    "articles.tasks.sweep_feeds",
    "reviews.tasks.sweep_bulk",
    "reviews.tasks.sweep_snapshots",
    "reviews.tasks.send_letters",
    "reviews.tasks.tell_source_changes",
)

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def sweep_at_start(**kwargs: Any) -> None:
    """Bring back at once what the worker before left lying."""
    for sweep in SWEEPS:
        app.send_task(sweep)
