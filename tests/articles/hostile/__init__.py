"""Files that are broken or mean harm, made by the tests; each with what has to become of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

GOOD = "new"
FACT = "The river rose by 40 centimetres in 2019, said the water office of {where}."


@dataclass(frozen=True)
class Hostile:
    """A file and how each piece of it ends: "new" for an article, else the code of its problem."""

    name: str
    make: Callable[[], bytes]
    ends: tuple[str, ...]


def hostile(name: str, raw: bytes | Callable[[], bytes], *ends: str) -> Hostile:
    return Hostile(name, raw if callable(raw) else lambda: raw, ends)


def fact(where: str) -> str:
    """A sentence that no other file holds."""
    return FACT.format(where=where)


def packed(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def zeros(n_bytes: int) -> bytes:
    """A zip's worth of nothing: shrinks a thousandfold."""
    return bytes(n_bytes)
