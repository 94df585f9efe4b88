"""The supervisor restarts what dies, gives up on what keeps dying, and leaves nobody behind."""

from __future__ import annotations

import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.running import ROOT, Running, environment, living, started
from tests.services import wait_until

SLEEPS = "import time; time.sleep(600)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"
HAS_A_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEPS!r}]); {SLEEPS}"
DIES = "import sys; sys.exit(7)"
DIES_ONCE = f"import pathlib, sys; p = pathlib.Path(sys.argv[1]); p.exists() or (p.touch(), sys.exit(7)); {SLEEPS}"

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(302)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def address():
    """A page that answers, in place of the workbench's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def supervise(address, tmp_path):
    """Start a supervisor over one child that runs the given Python."""

    def begin(child: str, *arguments: str):
        command = json.dumps([sys.executable, "-c", child, *arguments])
        supervisor = [sys.executable, "-P", str(ROOT / "factcheck" / "supervisor.py"), address, f"worker={command}"]
        return started(supervisor, environment(tmp_path), tmp_path / "words")

    return begin


def gone(data_dir: Path) -> bool:
    return not living(str(data_dir))


def children(program: Running, data_dir: Path) -> list[int]:
    return [pid for pid in living(str(data_dir)) if pid != program.process.pid]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_every_child(supervise, tmp_path, number):
    with supervise(HAS_A_CHILD) as program:
        program.wait_for("The workbench is open at http://127.0.0.1:")
        wait_until(lambda: len(children(program, tmp_path)) == 2, "The child of the child did not start")
        assert program.stop(number) == 0
        assert gone(tmp_path)
        assert "The workbench is closed." in program.words()


def test_a_child_that_does_not_listen_is_killed_at_the_second_signal(supervise, tmp_path):
    with supervise(STUBBORN) as program:
        program.wait_for("is open")
        program.process.send_signal(signal.SIGINT)
        with pytest.raises(TimeoutError):
            wait_until(lambda: gone(tmp_path), "It went on", 1)
        assert program.stop(signal.SIGINT) == 0
        assert gone(tmp_path)


def test_a_child_that_dies_is_started_again(supervise, tmp_path):
    with supervise(DIES_ONCE, str(tmp_path / "died")) as program:
        program.wait_for("The worker stopped (exit code 7) and is started again.")
        wait_until(lambda: len(children(program, tmp_path)) == 1, "It was not started again")
        assert program.stop() == 0


def test_a_child_that_keeps_dying_ends_everything_with_a_sentence(supervise, tmp_path):
    with supervise(DIES) as program:
        assert program.process.wait(30) == 1
        assert "The worker stopped 3 times in a row (exit code 7); see above for why." in program.words()
        assert gone(tmp_path)


def test_a_killed_child_is_told_by_its_signal(supervise, tmp_path):
    with supervise(SLEEPS) as program:
        program.wait_for("is open")
        (child,) = children(program, tmp_path)
        os.kill(child, signal.SIGKILL)
        program.wait_for("The worker stopped (signal 9) and is started again.")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_no_child_outlives_a_killed_supervisor(supervise, tmp_path):
    with supervise(SLEEPS) as program:
        program.wait_for("is open")
        os.kill(program.process.pid, signal.SIGKILL)
        wait_until(lambda: gone(tmp_path), "The child went on")
