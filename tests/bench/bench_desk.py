"""Measure the review desk: `make bench-desk`, or `… bench_desk CLAIMS SECONDS`.

Thirty reviewers take, write on and submit claims at once; eight open a claim and save on it; and the lists are timed
beside a bare list of Django's admin over the same rows. On a PostgreSQL of its own.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.bench import desk_steps
from tests.bench.figures import p95, told
from tests.journeys.running import Workbench, workbench
from tests.services import postgresql

REVIEWERS, SAVERS = 30, 8
SECONDS, CLAIMS = 60, 100_000
DRAFT = {
    "rating": "true",
    "rationale": "The gauge says so.",
    "citations": [
        {"url": "https://data.example.org/river", "title": "Gauge", "publisher": "Water Office", "kind": "official"}
        | {"stance": "backs", "quote": "rose by 40 cm", "locator": "table 2"}
    ],
    "reasons": {"publishers_single": "Nobody else measures it."},
}


@dataclass
class Told:
    """What the answers were: how many of each status, and how long the pairs of open and save took."""

    statuses: dict[int, int] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int, seconds: float | None = None) -> None:
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            if seconds is not None:
                self.took.append(seconds)

    @property
    def n_broken(self) -> int:
        return sum(n for status, n in self.statuses.items() if status >= 500)


class Browser:
    """One person's connection, kept open, with their session."""

    def __init__(self, address: str, session: str, told: Told) -> None:
        self.host, self.told, self.token = urlsplit(address).netloc, told, "a" * 32
        self.cookie = f"sessionid={session}; csrftoken={self.token}"
        self.connection = http.client.HTTPConnection(self.host, timeout=60)
        self.said = b""

    def ask(self, method: str, path: str, body: str = "", kind: str = "application/json") -> int:
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Content-Type": kind}
        self.connection.request(method, path, body or None, headers)
        answer = self.connection.getresponse()
        self.said = answer.read()
        return answer.status

    def save(self, claim: str, rev: int) -> int:
        """Save on top of a revision; answers the status, and `said` the new one."""
        return self.ask("POST", f"/claims/{claim}/draft/", json.dumps({"payload": DRAFT, "base_rev": rev}))

    def submit(self, claim: str) -> int:
        form = urlencode({"csrfmiddlewaretoken": self.token})
        return self.ask("POST", f"/claims/{claim}/moves/submit/", form, "application/x-www-form-urlencoded")


def review(browser: Browser, claims: list[str], until: float, chance: random.Random) -> None:
    """Take a claim, write, hand in; again, until the time is over. Others are after the same claims."""
    while time.monotonic() < until:
        claim = chance.choice(claims)
        status = browser.save(claim, 0)
        browser.told.note(status)
        if status == 200:
            browser.told.note(browser.submit(claim))


def open_and_save(browser: Browser, claim: str, until: float) -> None:
    """Open the claim and save on it, as somebody does who works fast."""
    browser.save(claim, 0)
    while time.monotonic() < until:
        rev, began = json.loads(browser.said)["rev"], time.perf_counter()
        browser.told.note(browser.ask("GET", f"/claims/{claim}/"))
        browser.told.note(browser.save(claim, rev), time.perf_counter() - began)


def at_once(jobs: list[tuple]) -> None:  # type: ignore[type-arg]
    threads = [threading.Thread(target=job, args=arguments) for job, *arguments in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure(bench: Workbench, n_claims: int, seconds: int) -> list[tuple[str, str, str]]:
    """The lines of the table: what, how much, the bar."""
    people = _json(bench, desk_steps.PEOPLE.format(n=REVIEWERS))
    _json(bench, desk_steps.SEED.format(n=n_claims))
    pools = _json(bench, desk_steps.POOLS.format(savers=SAVERS))
    reviewed, saved = Told(), Told()
    browsers = [Browser(bench.address, session, reviewed) for session in people]
    until = time.monotonic() + seconds
    at_once([(review, one, pools["open"], until, random.Random(n)) for n, one in enumerate(browsers)])
    found = _json(bench, desk_steps.FAULTS)
    browsers = [Browser(bench.address, session, saved) for session in people[:SAVERS]]
    began = time.monotonic()
    until = began + seconds / 3
    at_once([(open_and_save, one, pools["own"][n], until) for n, one in enumerate(browsers)])
    pace = len(saved.took) / (time.monotonic() - began)
    lists = _json(bench, desk_steps.LISTS)
    return [
        (f"{REVIEWERS} reviewers, {seconds} s: verdicts handed in", str(reviewed.statuses.get(302, 0)), ""),
        ("… answers that were an error of ours", str(reviewed.n_broken), "0"),
        ("… verdicts twice in a round, decisions twice, leases twice", str(sum(found.values())), "0"),
        (f"{SAVERS} clients, open and save, a second", f"{pace:.1f}", "≥ 30"),
        ("… p95, ms", f"{p95(saved.took) * 1000:.0f}", "≤ 400"),
        *((f"{name} at {n_claims:,} claims: p95, ms", f"{ms:.0f}", bar) for name, ms, bar in lists),
    ]


def _json(bench: Workbench, script: str) -> object:
    """What a script inside the workbench prints as its last line."""
    done = bench.manage("shell", "-v", "0", "-c", script)
    lines = re.findall(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    if not lines:
        raise SystemExit(done.stderr or done.stdout)
    return json.loads(lines[-1])


def main() -> None:
    n_claims, seconds = [*map(int, sys.argv[1:]), *(CLAIMS, SECONDS)[len(sys.argv) - 1 :]]
    with (
        postgresql() as url,
        tempfile.TemporaryDirectory() as folder,
        workbench(Path(folder), DATABASE_URL=url) as bench,
    ):
        sys.stdout.write(told(measure(bench, n_claims, seconds)) + "\n")


if __name__ == "__main__":
    main()
