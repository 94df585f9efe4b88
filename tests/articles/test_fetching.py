"""The guarded client: only the open web, only what it may, only so much and so long; every trick ends in a refusal."""

import contextlib
import gzip
import ipaddress
import socket
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest

from articles import fetching
from articles.fetching import Fetcher, FetchProblem, Known, checked_parts, is_public
from articles.terms import FetchCode

INNER = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::1",
    "2001:0:53aa:64c:0:0:80ff:fffe", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "100::1",
]  # fmt: skip
TRICKS = [
    "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/",
    "http://0x7f.0.0.1/", "http://017700000001/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://localhost/",
    "http://LOCALHOST./", "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest/meta-data/", "http://0/",
    "http://[fe80::1]/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://ip6-localhost/", "http://[0:0:0:0:0:0:0:1]/",
    "https://127.0.0.1/", "http://127.0.0.1:8080/", "http://10.0.0.1/", "http://192.168.0.1/", "http://[fd00::1]/",
]  # fmt: skip
NO_ADDRESSES = [
    "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/html,x",
    "//x/", "http://", "http:///x", "http://exa mple.org/", "http://example.org\\@127.0.0.1/", "http://a\r\nHost: b/",
    "http://[::1/", "http://example.org:99999/", "dict://127.0.0.1:11211/", "x", "", "http://" + "a" * 70 + ".org/",
    "http://[::1%ä]/", "http://a\u00a8b.org/", "http://example.org\u2100/", "http://ä\ud800.org/", "http://a.org/\ud800",
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_connects(request, monkeypatch):
    """Any connection outside a test's own server is an error of the client."""
    real = socket.create_connection
    tried = []

    def create(address, *args, **options):
        tried.append(address)
        if "server" not in request.fixturenames:
            raise AssertionError(f"connected to {address}")
        return real(address, *args, **options)

    monkeypatch.setattr(socket, "create_connection", create)
    yield tried
    if "server" not in request.fixturenames:
        assert not tried


def code_of(url, **options) -> FetchCode:
    with pytest.raises(FetchProblem) as caught:
        Fetcher(**options).fetch(url)
    return caught.value.code


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_known_however_it_is_wrapped(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_an_outer_address_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("url", TRICKS)
def test_no_trick_connects_to_an_inner_address(url):
    assert code_of(url) in {FetchCode.INNER_ADDRESS, FetchCode.NO_ANSWER, FetchCode.NO_ADDRESS}


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_web_address_is_not_asked_for(url):
    assert code_of(url) is FetchCode.NO_ADDRESS


def test_credentials_and_strange_ports_are_refused():
    assert code_of("http://user:word@example.org/") is FetchCode.CREDENTIALS
    assert code_of("http://example.org@127.0.0.1/") is FetchCode.CREDENTIALS
    assert code_of("http://example.org:22/") is FetchCode.PORT


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.1", "::1"])
def test_a_name_with_one_inner_address_among_outer_ones_is_refused(monkeypatch, inner):
    found = [(2, 1, 6, "", (one, 80)) for one in ("93.184.216.34", inner)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: found)
    assert code_of("http://rebound.example.org/") is FetchCode.INNER_ADDRESS


def test_a_name_is_resolved_once_for_the_address_that_is_connected_to(monkeypatch):
    answers = iter(["93.184.216.34", "127.0.0.1"])
    tried = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: [(2, 1, 6, "", (next(answers), 80))])

    def create(address, timeout):
        tried.append(address[0])
        raise OSError("no net here")

    monkeypatch.setattr(socket, "create_connection", create)
    monkeypatch.setattr(Fetcher, "_check_robots", lambda *args: None)
    assert code_of("http://rebinding.example.org/") is FetchCode.NO_ANSWER
    assert tried == ["93.184.216.34"]


class Site(BaseHTTPRequestHandler):
    """A server that answers as its pages say: {path: (status, heads, bytes or a function that writes)}."""

    pages: dict = {}
    asked: list = []

    def do_GET(self):
        self.asked.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        status, heads, body = self.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in heads.items():
            self.send_header(name, value)
        if isinstance(body, bytes):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body) if isinstance(body, bytes) else body(self.wfile)

    def log_message(self, *args):
        pass


@pytest.fixture
def server(monkeypatch):
    """A server on this machine, which the tests allow by name."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), type("Site", (Site,), {"pages": {}, "asked": []}))
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(fetching, "_PORTS", {None, site.server_port})
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


def at(server, path="/", host="127.0.0.1") -> str:
    return f"http://{host}:{server.server_port}{path}"


def fetch(server, path="/", **options):
    return Fetcher(allowed=["127.0.0.0/8"]).fetch(at(server, path), **options)


def pages(server, **found):
    server.RequestHandlerClass.pages |= {f"/{name.replace('_', '.')}": page for name, page in found.items()}


def test_a_page_comes_back_as_it_was_sent(server, settings):
    pages(server, page=(200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>x"))
    found = fetch(server, "/page")
    assert (found.url, found.media_type, found.raw) == (at(server, "/page"), "text/html", b"<p>x")
    path, agent, host = server.RequestHandlerClass.asked[-1]
    assert (path, agent, host) == ("/page", settings.FETCH_AGENT, f"127.0.0.1:{server.server_port}")


def test_compressed_pages_are_unpacked_within_bounds(server):
    pages(server, page=(200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 5_000_000)))
    assert fetch(server, "/page").raw == b"x" * 5_000_000
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/page", most_bytes=2**20)
    assert (caught.value.code, caught.value.params) == (FetchCode.TOO_BIG, {"limit": "1 MB"})


def test_what_has_not_changed_is_not_sent_again(server):
    heads = {"ETag": '"v1"', "Last-Modified": "Sat, 21 Nov 2026 09:00:00 GMT"}
    pages(server, page=(200, heads, b"x"))
    known = fetch(server, "/page").known
    assert known.heads() == {"If-None-Match": '"v1"', "If-Modified-Since": "Sat, 21 Nov 2026 09:00:00 GMT"}
    pages(server, page=(304, {}, b""))
    again = fetch(server, "/page", known=known)
    assert again.is_unchanged and again.raw == b""
    with pytest.raises(FetchProblem):  # a server that answers so unasked
        fetch(server, "/page")


@pytest.mark.parametrize("told", ["", " x", "x\r\nHost: b", "x" * 201, "\u00e9", "\t"])
def test_what_a_server_said_goes_back_only_where_it_is_a_plain_head(told):
    assert Known(told, told).heads() == {}


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 500, 503])
def test_an_answer_that_is_no_page_is_said(server, status):
    pages(server, page=(status, {}, b""))
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/page")
    assert (caught.value.code, caught.value.params) == (FetchCode.STATUS, {"status": status})


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("120", 120), (" 7 ", 7), ("", 0), ("soon", 0), ("-5", 0), ("Mon, 06 Nov 1995 08:49:37 GMT", 0), ("1e9", 0)],
)
def test_how_long_a_server_wants_to_be_left_alone_is_kept(server, told, seconds):
    pages(server, page=(503, {"Retry-After": told}, b""))
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/page")
    assert (caught.value.retry_after, caught.value.is_gone) == (seconds, False)


def test_a_server_may_name_the_moment_and_say_that_a_thing_is_gone(server):
    later = formatdate(time.time() + 3600, usegmt=True)
    pages(server, page=(429, {"Retry-After": later}, b""), gone=(410, {}, b""))
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/page")
    assert 3590 < caught.value.retry_after <= 3600
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/gone")
    assert caught.value.is_gone


def test_redirects_are_followed_within_bounds(server):
    pages(server, a=(301, {"Location": "/b"}, b""), b=(302, {"Location": "page"}, b""), page=(200, {}, b"x"))
    assert fetch(server, "/a").url == at(server, "/page")
    pages(server, round=(302, {"Location": "/round"}, b""))
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/round")
    assert caught.value.code is FetchCode.TOO_MANY_REDIRECTS


@pytest.mark.parametrize("path", ["/wiki/Müller", "/日本?q=ä", "/a%20b/é", "/%D7%A9?x=a+b&y='1'"])
def test_an_address_in_any_letters_is_asked_for(server, path):
    plain = quote(path, safe="/?=%&+'")
    pages(server)
    server.RequestHandlerClass.pages[plain] = (200, {}, b"x")
    assert fetch(server, path).raw == b"x"
    server.RequestHandlerClass.pages["/a"] = (302, {"Location": path.encode().decode("latin-1")}, b"")
    assert fetch(server, "/a").url == at(server, path)


def test_a_server_named_in_any_letters_is_asked_by_its_plain_name(monkeypatch):
    asked, inner = [], [(0, 0, 0, "", ("::1", 1))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **_: asked.append(host) or inner)
    for url in ("http://bücher.example/", "http://bücher.example:8080/ä"):
        assert code_of(url) is FetchCode.INNER_ADDRESS
    assert asked == ["xn--bcher-kva.example"] * 2
    assert checked_parts("https://bücher.example:8080/ä").netloc == "xn--bcher-kva.example:8080"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/page", "http://[::1]:{port}/page", "//169.254.169.254/",
        "file:///etc/passwd", "http://user:word@127.0.0.1:{port}/page", "gopher://x/",
        "http://127.0.0.1:22/",
    ],
)  # fmt: skip
def test_no_redirect_leads_inside(server, target):
    pages(server, a=(302, {"Location": target.format(port=server.server_port)}, b""), page=(200, {}, b"inner"))
    with pytest.raises(FetchProblem) as caught:
        Fetcher(allowed=["127.0.0.1/32"]).fetch(at(server, "/a"))
    assert caught.value.code in {
        FetchCode.INNER_ADDRESS, FetchCode.NO_ADDRESS, FetchCode.CREDENTIALS, FetchCode.PORT, FetchCode.NO_ANSWER,
    }  # fmt: skip
    assert "/page" not in {path for path, *_ in server.RequestHandlerClass.asked}


def test_what_robots_may_not_read_is_not_read(server):
    pages(
        server, robots_txt=(200, {}, b"User-agent: *\nDisallow: /inner\n"), inner=(200, {}, b"x"), page=(200, {}, b"x")
    )
    fetcher = Fetcher(allowed=["127.0.0.0/8"])
    with pytest.raises(FetchProblem) as caught:
        fetcher.fetch(at(server, "/inner"))
    assert caught.value.code is FetchCode.ROBOTS
    assert fetcher.fetch(at(server, "/page")).raw == b"x"
    assert [path for path, *_ in server.RequestHandlerClass.asked] == ["/robots.txt", "/page"]


def test_a_server_that_drips_is_left(server, settings):
    settings.FETCH_SECONDS = 1

    def drip(out):
        for _ in range(100):
            out.write(b"x")
            out.flush()
            time.sleep(0.1)

    pages(server, page=(200, {}, drip))
    began = time.monotonic()
    with pytest.raises(FetchProblem) as caught:
        fetch(server, "/page")
    assert caught.value.code is FetchCode.TOO_SLOW and time.monotonic() - began < 5


def test_an_address_without_a_path_is_asked_for_whole():
    assert checked_parts("https://example.org").hostname == "example.org"
    assert ipaddress.ip_address("127.0.0.1").is_loopback
