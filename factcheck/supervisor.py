"""Keeps web, worker and beat running: starts them, tells when the page answers, restarts what dies, stops them all.

Runs as a program of its own with the standard library only, so that watching costs little memory:
`python -P factcheck/supervisor.py ADDRESS NAME=COMMAND…`, each command a JSON list.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

GRACE = 8.0  # seconds a child has to stop by itself
FIRST_ANSWER = 60.0  # seconds until the page must have answered
LONG_LIFE = 20.0  # seconds after which earlier deaths no longer count: what cannot start dies sooner than that
MAX_DEATHS = 3
PAUSE = 0.2
PR_SET_PDEATHSIG = 1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Broken(Exception):
    """The workbench cannot go on; the message is the sentence people read."""


class Child:
    """One program in a session of its own, so that Ctrl-C reaches only the supervisor."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name, self.command = name, command
        self.deaths = 0
        self.start_again_at = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with_parent)  # noqa: S603

    def watch(self) -> None:
        """Start the program again, a little later each time, when it has died. Raises Broken when it keeps dying."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_again_at:
                self.start()
        elif (code := self.process.poll()) is not None:
            self.sweep_up()
            self.deaths = 1 if now - self.started_at > LONG_LIFE else self.deaths + 1
            if self.deaths >= MAX_DEATHS:
                raise Broken(
                    f"The {self.name} stopped {MAX_DEATHS} times in a row ({ending(code)}); see above for why."
                )
            tell(f"The {self.name} stopped ({ending(code)}) and is started again.")
            self.process, self.start_again_at = None, now + 2.0 ** (self.deaths - 1)

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def is_gone(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def sweep_up(self) -> None:
        """Kill whatever is left of the child's group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Bell:
    """Rings once somebody asks us to stop; waiting for it costs nothing."""

    def __init__(self) -> None:
        self.rung = 0
        self.ear, mouth = socket.socketpair()
        self.mouth = mouth
        mouth.setblocking(False)
        signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        for number in STOP_SIGNALS:
            signal.signal(number, self.ring)

    def ring(self, *_: object) -> None:
        self.rung += 1

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until the next signal."""
        if select.select([self.ear], [], [], seconds)[0]:
            self.ear.recv(100)


def die_with_parent() -> None:
    """In the child: be asked to stop when the supervisor is gone, even killed (Linux; elsewhere it stays)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def answers(address: str) -> bool:
    """Whether a page comes back, and no server error. (urllib would double the memory of this program.)"""
    host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=5) as line:
            line.sendall(f"GET /admin/login/ HTTP/1.0\r\nHost: {host}:{port}\r\n\r\n".encode())
            return line.recv(12)[9:10] in {b"2", b"3", b"4"}
    except OSError:
        return False


def ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


def tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201


def run(address: str, children: Sequence[Child]) -> int:
    """Keep the children running until a signal comes or one of them cannot be kept; the exit code.

    The first serves the pages and has the machine to itself until it answers.
    """
    bell = Bell()
    try:
        wait_for_answer(address, children[0], bell)
        if not bell.rung:
            tell(f"The workbench is open at {address}\nCtrl-C stops it.")
        while not bell.rung:
            bell.wait(PAUSE)
            for child in children:
                child.watch()
    except Broken as reason:
        tell(str(reason))
        return 1
    finally:
        stop(children, bell)
    tell("The workbench is closed.")
    return 0


def wait_for_answer(address: str, web: Child, bell: Bell) -> None:
    give_up_at = time.monotonic() + FIRST_ANSWER
    while not bell.rung:
        web.watch()
        if answers(address):
            return
        if time.monotonic() > give_up_at:
            raise Broken(f"No page answered at {address} in {FIRST_ANSWER:.0f} seconds; see above for why.")
        bell.wait(PAUSE / 2)


def stop(children: Sequence[Child], bell: Bell) -> None:
    """Ask every child to stop, and kill what has not after the grace time or at a second signal."""
    rung_before = bell.rung
    give_up_at = time.monotonic() + GRACE
    for child in children:
        child.ask_to_stop()
    while time.monotonic() < give_up_at and bell.rung <= rung_before and not all(c.is_gone() for c in children):
        bell.wait(PAUSE / 4)
    for child in children:
        child.sweep_up()


def main(arguments: Sequence[str]) -> int:
    address, *given = arguments
    children = [Child(name, json.loads(command)) for name, _, command in (text.partition("=") for text in given)]
    return run(address, children)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
