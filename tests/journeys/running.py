"""The real thing for journeys: `manage.py up` in a folder of its own, as a newcomer gets it."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import running

LOGIN = re.compile(r"^\s{2}(\S+)\s{2,}([a-z0-9]{4}(?:-[a-z0-9]{4}){2})\s{2,}(\S.*)$", re.MULTILINE)


@dataclass
class Workbench:
    """A running workbench: where it answers, and who may log in."""

    address: str
    passwords: dict[str, str]
    env: dict[str, str]

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one of the workbench's commands beside the running one."""
        return running.manage(*command, env=self.env)


@contextlib.contextmanager
def workbench(folder: Path, **more: str) -> Iterator[Workbench]:
    """Start it, wait until it is open, and stop it with SIGTERM at the end."""
    env = running.environment(folder, **more)
    with running.started([sys.executable, "manage.py", "up"], env, folder / "up.log") as program:
        program.wait_for("The workbench is open")
        passwords = {name: password for name, password, _ in LOGIN.findall(program.words())}
        yield Workbench(f"http://127.0.0.1:{env['PORT']}", passwords, env)
        program.stop()
