"""How gunicorn serves the workbench: `gunicorn --config python:factcheck.web factcheck.wsgi`."""

import gc
from typing import Any

from django.conf import settings
from django.urls import get_resolver

bind = f"127.0.0.1:{settings.PORT}"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 5
preload_app = True
control_socket_disable = True
loglevel = "warning"


def pre_fork(server: Any, worker: Any) -> None:
    """Load every page's code once and share its memory between the workers."""
    len(get_resolver().url_patterns)
    gc.freeze()
