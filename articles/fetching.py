"""The only place that asks other servers for anything: web addresses alone, never an inner one, within bounds.

The address that is connected to is the one that was looked at: a name is resolved once for each connection, and its
address is refused unless it is public (so neither redirects nor changing names lead inside). Ranges: IANA's special
purpose registries, as Python's `ipaddress` has them.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import certifi
from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from articles.terms import FetchCode

AGENT = "FactcheckWorkbench"
_REDIRECTS = {301, 302, 303, 307, 308}
_PORT_OF = {"http": 80, "https": 443}
_PORTS = {None, 80, 443, 8080, 8443}
_PATIENCE = 15.0  # seconds without a byte
_STRANGE = re.compile(r"[\s\x00-\x20\x7f\\]")
_PLAIN = "".join(map(chr, range(0x21, 0x7F)))  # what an address may hold as it is; other letters are written as UTF-8
_HEAD_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?")  # what may go back to a server
_ROBOTS_BYTES = 500_000
_CHUNK = 65_536
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")  # IETF protocol assignments, partly global in newer Pythons
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchProblem(Exception):
    """Why something was not fetched; `params` fill the sentence for the code.

    `retry_after` is for how many seconds the server asks to be left alone (RFC 9110, 10.2.3); 0 where it asks nothing.
    """

    def __init__(self, code: FetchCode, retry_after: float = 0, **params: object):
        super().__init__(code)
        self.code, self.retry_after, self.params = code, retry_after, params

    @property
    def is_gone(self) -> bool:
        """Whether the server says that the thing is gone for good."""
        return self.params.get("status") == HTTPStatus.GONE


@dataclass(frozen=True, slots=True)
class Known:
    """By what a server tells whether something has changed since it was fetched (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""

    def heads(self) -> dict[str, str]:
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if _HEAD_VALUE.fullmatch(value)}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the address it came from in the end, its sort as told by the server, and the bytes.

    `is_unchanged` says that there are none because nothing has changed since what was `known`.
    """

    url: str
    media_type: str
    raw: bytes
    known: Known = field(default_factory=Known)
    is_unchanged: bool = False


@dataclass(slots=True)
class Fetcher:
    """Fetches within one job; what robots.txt says is asked for once a server."""

    allowed: Sequence[str] = ()
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, url: str, *, most_bytes: int | None = None, known: Known | None = None) -> Fetched:
        """The page or file at an address, unless it is still what is `known`. Raises FetchProblem."""
        over_at = time.monotonic() + settings.FETCH_SECONDS
        most = most_bytes or settings.MAX_FILE_BYTES
        asks = known.heads() if known else {}
        for _ in range(settings.FETCH_REDIRECTS + 1):
            self._check_robots(url, over_at)
            answer = self._ask(url, over_at, most, asks)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise FetchProblem(FetchCode.TOO_MANY_REDIRECTS, limit=settings.FETCH_REDIRECTS)

    def _check_robots(self, url: str, over_at: float) -> None:
        parts = checked_parts(url)
        server = f"{parts.scheme}://{parts.netloc}"
        if server not in self._robots:
            self._robots[server] = self._read_robots(f"{server}/robots.txt", over_at)
        if not self._robots[server].can_fetch(AGENT, url):
            raise FetchProblem(FetchCode.ROBOTS)

    def _read_robots(self, url: str, over_at: float) -> RobotFileParser:
        """What a server asks of robots; one that answers with an error asks nothing (RFC 9309, 2.3.1.3)."""
        rules = RobotFileParser(url)
        lines: list[str] = []
        try:
            answer = self._ask(url, over_at, _ROBOTS_BYTES, {})
            lines = answer.raw.decode("utf-8", "replace").splitlines() if isinstance(answer, Fetched) else []
        except FetchProblem as found:
            if found.code not in (FetchCode.STATUS, FetchCode.TOO_BIG, FetchCode.NO_ANSWER):
                raise
        rules.parse(lines)
        return rules

    def _ask(self, url: str, over_at: float, most: int, asks: dict[str, str]) -> Fetched | str:
        """One request: what came, or the address that it leads on to. `asks` are the heads of a conditional one."""
        parts = checked_parts(url)
        left = over_at - time.monotonic()
        if left <= 0:
            raise FetchProblem(FetchCode.TOO_SLOW, limit=settings.FETCH_SECONDS)
        heads = {"User-Agent": settings.FETCH_AGENT, "Accept-Encoding": "gzip, deflate", "Host": parts.netloc} | asks
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection = self._connection(parts, min(left, _PATIENCE))
        try:
            connection.connect()
            with _cut_off(connection.sock, left):
                connection.request("GET", target, headers=heads, preload_content=False, decode_content=True)
                with contextlib.closing(connection.getresponse()) as answer:
                    return _read(answer, url, over_at, most, is_conditional=bool(asks))
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= over_at:
                raise FetchProblem(FetchCode.TOO_SLOW, limit=settings.FETCH_SECONDS) from error
            raise FetchProblem(FetchCode.NO_ANSWER, host=parts.hostname) from error
        finally:
            connection.close()

    def _connection(self, parts: SplitResult, timeout: float) -> HTTPConnection:
        host, port = str(parts.hostname), parts.port or _PORT_OF[parts.scheme]
        if parts.scheme == "http":
            plain = _PlainConnection(host, port, timeout=timeout)
            plain.allowed = self.allowed
            return plain
        locked = _LockedConnection(host, port, timeout=timeout, ca_certs=certifi.where())
        locked.allowed = self.allowed
        return locked


def checked_parts(url: str) -> SplitResult:
    """The parts of an address that may be asked for, in the letters that servers understand. Raises FetchProblem."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode()
        path, query = quote(parts.path, safe=_PLAIN), quote(parts.query, safe=_PLAIN)
    except (ValueError, UnicodeError) as error:
        raise FetchProblem(FetchCode.NO_ADDRESS) from error
    if parts.scheme not in _PORT_OF or not host or _STRANGE.search(url.strip() + host):
        raise FetchProblem(FetchCode.NO_ADDRESS)
    if not parts.netloc.isascii() and ":" in host:  # a number in brackets, with letters behind it
        raise FetchProblem(FetchCode.NO_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise FetchProblem(FetchCode.CREDENTIALS)
    if port not in _PORTS:
        raise FetchProblem(FetchCode.PORT, port=port)
    server = parts.netloc if parts.netloc.isascii() else f"{host}:{port}" if port else host
    return parts._replace(netloc=server, path=path, query=query)


def is_public(address: str) -> bool:
    """Whether an address, however it is wrapped, belongs to the open internet."""
    try:
        ip: Address = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) < 2**32):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if ip in _PROTOCOLS:
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


class _Guarded:
    """Resolves a name once, looks at the addresses, and connects to one that it looked at."""

    allowed: Sequence[str] = ()
    host: str
    port: int
    timeout: float

    def _new_conn(self) -> socket.socket:  # the way urllib3's own SOCKS connections take
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchProblem(FetchCode.NO_ANSWER, host=self.host) from error
        addresses = [str(one[4][0]) for one in found]
        if not addresses or not all(is_public(one) or self._is_allowed(one) for one in addresses):
            raise FetchProblem(FetchCode.INNER_ADDRESS, host=self.host)
        last: OSError = OSError("no address")
        for address in addresses[:4]:
            try:
                return socket.create_connection((address, self.port), self.timeout)
            except OSError as error:
                last = error
        raise last

    def _is_allowed(self, address: str) -> bool:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
        return any(ip in ipaddress.ip_network(one) for one in self.allowed)


class _PlainConnection(_Guarded, HTTPConnection):  # type: ignore[misc]
    pass


class _LockedConnection(_Guarded, HTTPSConnection):  # type: ignore[misc]
    pass


@contextlib.contextmanager
def _cut_off(line: socket.socket | None, seconds: float) -> Iterator[None]:
    """Close the line when the time is over, however slowly a server goes on sending."""

    def cut() -> None:
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _seconds_to_wait(told: str) -> float:
    """What Retry-After says, as seconds or as a moment; 0 where it says nothing that can be read."""
    if re.fullmatch(r"\d{1,9}", told.strip()):
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
        return max(0.0, moment.timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _as_sent(head: str) -> str:
    """A head's words where a server sends them in UTF-8, which the protocol's own reading takes for Latin-1."""
    try:
        return head.encode("latin-1").decode()
    except UnicodeError:
        return head


def _read(
    answer: BaseHTTPResponse, url: str, over_at: float, most: int, *, is_conditional: bool = False
) -> Fetched | str:
    if answer.status in _REDIRECTS and (target := answer.headers.get("Location")):
        return urljoin(url, _as_sent(target))
    if answer.status == 304 and is_conditional:
        return Fetched(url, "", b"", is_unchanged=True)
    if answer.status != 200:
        wait = _seconds_to_wait(str(answer.headers.get("Retry-After", "")))
        raise FetchProblem(FetchCode.STATUS, retry_after=wait, status=answer.status)
    raw = bytearray()
    while chunk := answer.read(_CHUNK):
        raw += chunk
        if len(raw) > most:
            raise FetchProblem(FetchCode.TOO_BIG, limit=f"{most // 2**20} MB")
        if time.monotonic() >= over_at:
            raise FetchProblem(FetchCode.TOO_SLOW, limit=settings.FETCH_SECONDS)
    media_type = str(answer.headers.get("Content-Type", "")).split(";")[0].strip().lower()
    known = Known(str(answer.headers.get("ETag", "")), str(answer.headers.get("Last-Modified", "")))
    return Fetched(url, media_type, bytes(raw), known)
