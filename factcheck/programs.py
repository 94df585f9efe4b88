"""The three programs that are the running workbench, as command lines."""

import sys

from django.conf import settings

HOST = "127.0.0.1"
SPARING = {
    "CELERY_SKIP_CHECKS": "1",  # the tests make them; here they would load every page into the worker
    "MALLOC_ARENA_MAX": "2",
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser",  # no pickled messages are accepted here
}


def address() -> str:
    return f"http://{HOST}:{settings.PORT}/"


def programs() -> dict[str, list[str]]:
    """Web, worker and beat, each by its name."""
    return {"web": web(settings.WEB_WORKERS), "worker": worker(), "beat": [sys.executable, "-m", "factcheck.clock"]}


def web(n_workers: int) -> list[str]:
    """Gunicorn; several workers share the memory (see web.py) and whoever comes (web_worker.py)."""
    kind = "factcheck.web_worker.SharingWorker" if n_workers > 1 else "gthread"
    return [
        *[sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"{HOST}:{settings.PORT}"],
        *["--worker-class", kind, "--workers", str(n_workers), "--threads", "4"],
        *["--timeout", "60", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"],
        *(["--preload", "--config", "factcheck/web.py"] if n_workers > 1 else []),
    ]


def worker() -> list[str]:
    """Celery with two processes, for reading is work for the processor; what workers tell one another is left out."""
    return [
        *[sys.executable, "-m", "celery", "--quiet", "--app", "factcheck", "worker", "--loglevel", "WARNING"],
        *["--pool", "prefork", "--concurrency", str(settings.WORKER_PROCESSES)],
        *["--without-gossip", "--without-mingle", "--without-heartbeat"],
    ]
