"""A web worker of gunicorn's with threads that leaves new connections to the others while all its threads are at work.

Gunicorn's own takes whatever it sees first: of eight browsers that come at once up to seven fall to one worker, and
keep their connections there while the other has nothing to do. This one stops listening in the meantime.
"""

from __future__ import annotations

from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class SharingWorker(ThreadWorker):
    """Counts the requests it is at, in its main thread; gunicorn's loop offers to listen again after each of them.

    One that ended lets one newcomer in, however many are at work: else those who are here already, and ask without a
    pause, would keep out all others.
    """

    n_at_work = 0
    has_just_ended_one = False

    def set_accept_enabled(self, enabled: bool) -> None:
        has_room = self.n_at_work < self.cfg.threads or self.has_just_ended_one
        super().set_accept_enabled(enabled and has_room)

    def enqueue_req(self, conn: Any) -> None:
        self.n_at_work += 1
        self.has_just_ended_one = False
        super().enqueue_req(conn)
        if self.n_at_work >= self.cfg.threads:
            self.set_accept_enabled(False)

    def finish_request(self, conn: Any, fs: Any) -> None:
        self.n_at_work -= 1
        self.has_just_ended_one = True
        super().finish_request(conn, fs)
