"""`python -m tests.on_postgresql [PYTEST OPTIONS]`: the tests that touch the database, on a PostgreSQL of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.services import Missing, postgresql

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["tests/articles", "tests/reviews", "tests/factcheck", "tests/test_append_only.py"]


def main(options: list[str]) -> int:
    try:
        with postgresql() as url:
            folders = [folder for folder in FOLDERS if (ROOT / folder).exists()]
            command = [sys.executable, "-m", "pytest", "-m", "not journey and not services", *folders, *options]
            return subprocess.run(
                command, cwd=ROOT, env=os.environ | {"TEST_DATABASE_URL": url}, check=False
            ).returncode
    except Missing as reason:
        sys.stdout.write(f"The tests on PostgreSQL are skipped: {reason}.\n")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
