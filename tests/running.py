"""The workbench's own programs, started by tests in folders of their own, and found again when they should be gone."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.services import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "TEST_DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "ALLOWED_HOSTS", "SECRET_KEY", "DEBUG", "DEMO")


class Running:
    """A program that runs; its words go to a file."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process, self.log = process, log

    def words(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def says(self, words: str) -> bool:
        """Whether it said this; fails at once where it ended without."""
        said = words in self.words()
        if not said and self.process.poll() is not None:
            raise AssertionError(f"It ended ({self.process.returncode}) without saying {words!r}:\n{self.words()}")
        return said

    def wait_for(self, words: str) -> None:
        wait_until(lambda: self.says(words), f"It did not say {words!r}", 60)

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)

    def signal_all(self, number: int) -> None:
        """Send a signal to the program and everything in its group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill_all(self) -> None:
        """kill -9 of the program and everything in its group."""
        self.signal_all(signal.SIGKILL)
        self.process.wait()


def environment(data_dir: Path | str, **more: str) -> dict[str, str]:
    """The environment of a workbench of its own: SQLite, no server, a free port, unless told otherwise."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {"DATA_DIR": str(data_dir), "PORT": str(free_port()), "PYTHONUNBUFFERED": "1"}
    return inherited | own | {"DJANGO_SETTINGS_MODULE": "factcheck.settings"} | more


@contextlib.contextmanager
def started(command: Sequence[str], env: dict[str, str], log: Path) -> Iterator[Running]:
    """Run a program in the project's folder; whatever is left of it at the end is killed."""
    with log.open("ab") as words:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=words, stderr=words, start_new_session=True)
    program = Running(process, log)
    try:
        yield program
    finally:
        program.kill_all()
        for pid in living(env["DATA_DIR"]):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def manage(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one of the workbench's commands to its end."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


def living(data_dir: str) -> list[int]:
    """The processes that work on this data folder, whoever their parent is (Linux)."""
    mark = f"DATA_DIR={data_dir}".encode()
    folders = [folder for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [int(folder.name) for folder in folders if mark in variables(folder)]


def variables(folder: Path) -> list[bytes]:
    """The environment of a process that is not a zombie."""
    try:
        state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        return [] if state == "Z" else (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
