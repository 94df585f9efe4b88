"""The queue without a server: messages are whole, come in order, and outlive the program that sent them."""

from threading import Thread

import pytest
from kombu import Connection

from factcheck.celery import app


@pytest.fixture
def options(tmp_path):
    queue = str(tmp_path / "broker" / "queue")
    return {
        "data_folder_in": queue,
        "data_folder_out": queue,
        "control_folder": str(tmp_path / "broker" / "control"),
        "polling_interval": 0.01,
    }


@pytest.fixture
def connect(options):
    def make() -> Connection:
        return Connection("folder://localhost", transport_options=options)

    return make


def test_the_workbench_uses_it_where_no_redis_is_named():
    assert app.connection().transport_cls == "folder"


def test_messages_come_in_the_order_they_were_sent(connect):
    with connect() as sender, sender.SimpleQueue("work") as queue:
        for number in range(5):
            queue.put(number)
    with connect() as receiver, receiver.SimpleQueue("work") as queue:
        assert [queue.get(timeout=5).payload for _ in range(5)] == list(range(5))
        with pytest.raises(queue.Empty):
            queue.get(block=False)


def test_only_whole_messages_are_seen(connect, tmp_path):
    with connect() as sender, sender.SimpleQueue("work") as queue:
        queue.put("whole")
    (tmp_path / "broker" / "queue" / "0.part").write_text('{"body": "hal')
    with connect() as receiver, receiver.SimpleQueue("work") as queue:
        assert queue.get(timeout=5).payload == "whole"
        assert queue.qsize() == 0


@pytest.mark.parametrize("rest", ["", '{"body": "hal', "5", "\0\0\0"])
def test_what_a_power_cut_left_unreadable_stops_nobody(connect, tmp_path, rest):
    folder = tmp_path / "broker"
    with connect() as sender, sender.SimpleQueue("work") as queue:
        queue.put("whole")
    (folder / "queue" / "0_first.work.msg").write_text(rest)
    (folder / "control" / "work.exchange").write_text(rest)
    with connect() as receiver, receiver.SimpleQueue("work") as queue:
        assert queue.get(timeout=5).payload == "whole"
        queue.put("more")
        assert queue.get(timeout=5).payload == "more"


def test_no_message_is_lost_or_doubled_between_many_senders_and_receivers(connect):
    received: list[int] = []

    def send(first: int) -> None:
        with connect() as sender, sender.SimpleQueue("work") as queue:
            for number in range(first, first + 100):
                queue.put(number)

    def receive() -> None:
        with connect() as receiver, receiver.SimpleQueue("work") as queue:
            while len(received) < 300:
                try:
                    message = queue.get(timeout=0.5)
                except queue.Empty:
                    return
                received.append(message.payload)
                message.ack()

    threads = [Thread(target=send, args=(first,)) for first in (0, 100, 200)] + [Thread(target=receive) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(received) == list(range(300))
