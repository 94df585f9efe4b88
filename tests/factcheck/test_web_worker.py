"""A web worker takes no more connections than it has threads; what is left goes to other workers, or waits."""

import os
import selectors
import socket
import threading

import pytest
from gunicorn.config import Config

from factcheck.web_worker import SharingWorker
from tests.services import wait_until

THREADS = 2


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


class Held(SharingWorker):
    """A worker in the middle of gunicorn's loop; its requests wait until they may end."""

    def __init__(self, listener):
        config = Config()
        config.set("threads", THREADS)
        super().__init__(1, os.getppid(), [listener], None, 30, config, None)
        self.may_end, self.taken = threading.Semaphore(0), []
        self.tpool, self.poller = self.get_thread_pool(), selectors.DefaultSelector()
        self.method_queue.init()
        self.poller.register(self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks)

    def enqueue_req(self, conn):
        self.taken.append(conn)
        super().enqueue_req(conn)

    def handle(self, conn):
        self.may_end.acquire()
        return False

    def turn(self, seconds=0.0):
        """One turn of the loop, as in gunicorn's `run`."""
        self.set_accept_enabled(True)
        self.wait_for_and_dispatch_events(seconds)

    def end(self):
        self.may_end.release(len(self.taken) + 1)
        self.tpool.shutdown()
        for conn in self.taken:
            conn.close()
        self.poller.close()
        self.method_queue.close()
        self.tmp.close()


@pytest.fixture
def workers(listener):
    made = [Held(listener), Held(listener)]
    yield made
    for worker in made:
        worker.end()


def connections(listener, n):
    return [socket.create_connection(listener.getsockname()) for _ in range(n)]


def test_a_worker_takes_as_many_as_it_has_threads_and_another_the_rest(workers, listener):
    first, second = workers
    clients = connections(listener, 2 * THREADS)
    for _ in range(3 * THREADS):
        first.turn()
    for _ in range(3 * THREADS):
        second.turn()
    assert [len(first.taken), len(second.taken)] == [THREADS, THREADS]
    for client in clients:
        client.close()


def test_it_listens_again_when_a_request_has_ended(workers, listener):
    worker, _ = workers
    clients = connections(listener, THREADS + 1)
    for _ in range(3 * THREADS):
        worker.turn()
    assert len(worker.taken) == THREADS
    for client in clients:
        client.close()
    worker.may_end.release()
    wait_until(lambda: worker.turn(0.1) or len(worker.taken) == THREADS + 1, "It did not listen again", pause=0)


def test_a_newcomer_is_let_in_after_each_request_although_all_threads_stay_at_work(workers, listener):
    worker, _ = workers
    clients = connections(listener, THREADS)
    for _ in range(3 * THREADS):
        worker.turn()
    for conn in worker.taken[:]:  # they ask again at once
        worker.enqueue_req(conn)
    clients += connections(listener, 2)
    worker.turn()
    assert worker.n_at_work == len(worker.taken) == 2 * THREADS
    for client in clients:
        client.close()
    worker.may_end.release()
    wait_until(lambda: worker.turn(0.1) or len(worker.taken) > 2 * THREADS, "Nobody was let in", pause=0)
    for _ in range(3 * THREADS):
        worker.turn()
    assert len(worker.taken) == 2 * THREADS + 1


def test_a_worker_that_stops_does_not_listen_again(workers, listener):
    worker, _ = workers
    (client,) = connections(listener, 1)
    worker.set_accept_enabled(False)
    worker.wait_for_and_dispatch_events(0)
    assert worker.taken == []
    client.close()
