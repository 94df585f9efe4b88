"""How gunicorn's workers begin: everything is loaded before they part, so that they share its memory.

A page makes some hundred thousand objects and drops them all. Looking for circles among them after every 700, as Python
does by itself, takes a fifteenth of the time of a page; after every 20,000 it finds the same ones.
"""

import gc
from typing import Any

from django.urls import get_resolver

OBJECTS_BETWEEN_SEARCHES = 20_000


def pre_fork(server: Any, worker: Any) -> None:
    len(get_resolver().url_patterns)
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_SEARCHES, 20, 20)
