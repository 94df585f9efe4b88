"""What must be there before the workbench starts; each thing that is missing is one sentence."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.db import DatabaseError, connection

from factcheck.programs import HOST

PATIENCE = 5  # seconds


class NotReady(Exception):
    """The workbench cannot start; the message is the one sentence people read."""


def check_everything() -> None:
    """Raise NotReady for the first thing that is in the way of a start."""
    check_folder()
    check_port(settings.PORT)
    check_database()
    if settings.REDIS_URL:
        check_redis(settings.REDIS_URL)


def check_folder() -> None:
    for folder in (settings.DATA_DIR, settings.FILES_DIR, settings.BROKER_DIR):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotReady(f"The folder {folder} cannot be made: {error.strerror}.") from error
        if not os.access(folder, os.W_OK):
            raise NotReady(f"The folder {folder} cannot be written to; choose another with DATA_DIR=….")


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise NotReady(f"Port {port} is taken by another program; choose another with PORT=….") from error
            raise NotReady(f"Port {port} cannot be used: {error.strerror}; choose another with PORT=….") from error


def check_database() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        place = database_place(connection.settings_dict)
        raise NotReady(f"The database at {place} cannot be reached: {first_line(error)}") from error
    finally:
        connection.close()


def database_place(known: Mapping[str, Any]) -> str:
    """Where the database is, without its password."""
    host = f"{known['HOST']}:{known['PORT'] or 5432}/" if known["HOST"] else ""
    return f"{host}{known['NAME']}"


def check_redis(url: str) -> None:
    server = redis.Redis.from_url(url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)
    try:
        server.ping()
    except redis.RedisError as error:
        parts = urlsplit(url)
        place = f"{parts.hostname}:{parts.port or 6379}"
        raise NotReady(f"The Redis server at {place} cannot be reached: {first_line(error)}") from error
    finally:
        server.close()


def first_line(error: Exception) -> str:
    """The first line of what a driver says, as the end of a sentence."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{lines[0].rstrip('.') if lines else type(error).__name__}."
