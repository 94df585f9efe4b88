"""Jobs that one worker has at a time: taken under a lease that is renewed beside the work, given up when over time.

The fence is a number that grows with each taking: what a worker writes counts only while its number is the last.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone

from articles.models import Pulse

RENEW_SECONDS = 20.0
logger = logging.getLogger(__name__)


@contextmanager
def renewed(renew: Callable[[], object], give_up: Callable[[], object], longest: datetime.timedelta) -> Iterator[None]:
    """Call `renew` every 20 seconds while the work goes on; `give_up` once it has taken longer than it may.

    Threads cannot be stopped from outside, so the fence shuts a runaway out instead.
    """
    done = threading.Event()
    keeper = threading.Thread(target=_keep, args=(renew, give_up, longest, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _keep(
    renew: Callable[[], object], give_up: Callable[[], object], longest: datetime.timedelta, done: threading.Event
) -> None:
    over_at = timezone.now() + longest
    try:
        while not done.wait(RENEW_SECONDS):
            if timezone.now() >= over_at:
                give_up()
                return
            try:
                Pulse.beat(timezone.now())
                renew()
            except DatabaseError as error:
                logger.warning("The lease of a job could not be renewed: %s", error)
    finally:
        connection.close()
