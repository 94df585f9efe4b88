"""How gunicorn shares memory between its workers: everything is loaded before they part."""

import gc
from typing import Any

from django.urls import get_resolver


def pre_fork(server: Any, worker: Any) -> None:
    len(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()
