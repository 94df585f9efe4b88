"""Files as received, stored under the hash of their bytes; a row that names one is written after the file is whole."""

import hashlib
import os
import re
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_SHA256 = re.compile(r"[0-9a-f]{64}")


def store(raw: bytes) -> str:
    """Keep the bytes and return their SHA-256; the same bytes are kept once."""
    sha256 = hashlib.sha256(raw).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{sha256}.{uuid.uuid4().hex}.part")
        try:
            _write_through(fresh, raw)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    return sha256


def store_chunks(chunks: Iterable[bytes]) -> str:
    """Keep bytes that come piece by piece, never all of them in memory; return their SHA-256."""
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{uuid.uuid4().hex}.part"
    digest = hashlib.sha256()
    try:
        with fresh.open("wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        path = path_of(digest.hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return digest.hexdigest()


def open_stored(sha256: str) -> BinaryIO:
    """The stored bytes; raises FileNotFoundError where there are none."""
    return path_of(sha256).open("rb")


def read_stored(sha256: str) -> bytes:
    with open_stored(sha256) as file:
        return file.read()


def path_of(sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):
        raise ValueError("A stored file is named by 64 hexadecimal digits.")
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def _write_through(path: Path, raw: bytes) -> None:
    """Write to the disk itself, so that a power cut leaves no row without its file."""
    with path.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
