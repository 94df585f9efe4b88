"""The real thing for journeys: `manage.py up` in a folder of its own, as a newcomer gets it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
LOGIN = re.compile(r"^\s{2}(\S+)\s{2,}([a-z0-9]{4}(?:-[a-z0-9]{4}){2})\s{2,}(\S.*)$", re.MULTILINE)


@dataclass
class Workbench:
    """A running workbench: where it answers, and who may log in."""

    address: str
    passwords: dict[str, str]
    environment: dict[str, str]
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one of the workbench's commands beside the running one."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def workbench(folder: Path, **environment: str):
    """Start it, wait until the address is printed, and stop it with SIGTERM at the end."""
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "SECRET_KEY"}}
    env = clean | {"DATA_DIR": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"} | environment
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    running = Workbench(f"http://127.0.0.1:{port}", {}, env, process)
    reader = threading.Thread(target=lambda: running.printed.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        wait_until_open(running)
        running.passwords = {name: password for name, password, _ in LOGIN.findall("".join(running.printed))}
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        reader.join(timeout=10)
        if process.stdout:
            process.stdout.close()


def wait_until_open(running: Workbench) -> None:
    """Wait for the port to answer; what was printed tells why where it does not."""
    host, port = running.address.removeprefix("http://").split(":")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if running.process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError("The workbench did not open:\n" + "".join(running.printed))
