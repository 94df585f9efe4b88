"""Several people, or workers, at the same moment: acts in threads that start together."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

from articles.refusals import Refusal


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts together; each answers with its result, or the refusal it met, in the order given."""
    barrier = threading.Barrier(len(acts))
    answers: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            answers[place] = act()
        except Refusal as refusal:
            answers[place] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers
