"""Log-ins as they are printed: once when people are created, and again when somebody asks for new ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def table(passwords: dict[str, str], people: Iterable[Any], address: str) -> str:
    """Who may log in where, as what, with which password."""
    rows = [
        (person.username, passwords[person.username], ", ".join(sorted(g.name for g in person.groups.all())))
        for person in people
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = [f"  {name:<{widths[0]}}  {password:<{widths[1]}}  {roles}" for name, password, roles in rows]
    return "\n".join([f"Log in at {address} (printed once; `make logins` gives new passwords):", *lines])
