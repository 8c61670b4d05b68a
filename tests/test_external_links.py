"""Links to other sites: a server that misbehaves is met with care, and so is a hostile link.

The server is on this machine, where the checker refuses to go. Only :class:`Loopback`, which
lives here, takes it there; the last tests show that the command line cannot.
"""

import json
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from conftest import ROOT, run

from knowledge_base.links import PRINTERS, CannotRun, Options, Problem, Report
from knowledge_base.links.external import External, check_external
from knowledge_base.links.external.cache import BAD_FOR, GOOD_FOR
from knowledge_base.links.external.collect import collect
from knowledge_base.links.external.pace import seconds_of
from knowledge_base.links.external.resolve import Address, PublicResolver, is_public
from knowledge_base.links.external.target import is_safe, parse_target
from knowledge_base.links.external.verdict import Limits, Trouble
from knowledge_base.links.site import make_home, read_site
from knowledge_base.links.tree import Tree

SCRIPT = ROOT / "scripts/check_links.py"
NOON = 1_700_000_000.0  # on 2023-11-14
DAY = 24 * 60 * 60
# For pages that are slow on purpose.
SHORT = Limits(connect=0.2, total=0.2, workers=1)
SLOW = ("/silent", "/dripping")
HUGE = 50 * 1024 * 1024


class FakeClock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = NOON

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now - NOON + 5

    def sleep(self, seconds: float, /) -> None:
        self.now += seconds


@dataclass
class Loopback:
    """The test-only resolver: some names lead to ports of this machine, others are judged."""

    ports: dict[str, int]
    others: dict[str, str] = field(default_factory=dict)

    def resolve(self, host: str, port: int) -> Sequence[Address]:
        if host in self.ports:
            return [Address("127.0.0.1", self.ports[host])]
        return PublicResolver(self.look_up).resolve(host, port)

    def look_up(self, host: str) -> list[str]:
        if host not in self.others:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.others[host].split()


class Server(ThreadingHTTPServer):
    """Remembers what it was asked: method, host, path, and when by the fake clock."""

    daemon_threads = True
    clock = FakeClock()

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, str, float]] = []
        self.sent = 0
        self.both = threading.Barrier(2)

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: the checker hangs up on huge and slow pages."""

    def methods(self, path: str) -> list[str]:
        return [method for method, _, asked, _ in self.asked if asked == path]


REDIRECTS = {
    "/circle": "/circle/2",
    "/circle/2": "http://site.example/circle",
    "/to-loopback": "http://127.0.0.1/",
    "/to-decimal": "http://2130706433/",
    "/to-private": "http://10.0.0.1/admin",
    "/to-metadata": "http://169.254.169.254/latest/meta-data/",
    "/to-six": "http://[::1]/",
    "/to-mapped": "http://[::ffff:127.0.0.1]/",
    "/to-port": "http://site.example:22/",
    "/to-file": "file:///etc/passwd",
    "/to-login": "http://me:secret@site.example/ok",
    "/to-inside": "http://inside.example/",
    "/to-ok": "ok?from=here#part",
    "/to-gone": "//other.example/gone",
}
STATUSES = {"/ok": 200, "/gone": 404, "/forbidden": 403, "/down": 503, "/not-modified": 304}


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        server = self.server
        server.asked.append((self.command, self.headers["Host"], path, server.clock.now))
        name = path.strip("/").replace("-", "_")
        if path in REDIRECTS:
            self.answer(302, Location=REDIRECTS[path])
        elif path.startswith("/hop/"):
            self.answer(301, Location=f"/hop/{int(path[5:]) + 1}" if path != "/hop/5" else "/ok")
        elif path.startswith("/long/"):
            self.answer(301, Location=f"/long/{int(path[6:]) + 1}")
        elif path in STATUSES:
            self.answer(STATUSES[path])
        else:
            getattr(self, "page_" + name, lambda: self.answer(404))()

    do_HEAD = do_GET

    def answer(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def page_get_only(self) -> None:
        self.answer(405 if self.command == "HEAD" else 200)

    def page_busy(self) -> None:
        first = len(self.server.methods("/busy")) == 1
        self.answer(429, Retry_After="7") if first else self.answer(200)

    def page_very_busy(self) -> None:
        self.answer(429, Retry_After="86400")

    def page_together(self) -> None:
        try:
            self.server.both.wait(timeout=2)
        except threading.BrokenBarrierError:
            return self.answer(500)
        self.answer(200)

    def page_silent(self) -> None:
        time.sleep(1)

    def page_dripping(self) -> None:
        for _ in range(40):  # a byte every now and then, never the end of the headers
            self.wfile.write(b"H")
            time.sleep(0.05)

    def page_huge(self) -> None:
        if self.command == "HEAD":
            return self.answer(405)
        self.send_response(200)
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        while self.server.sent < HUGE:
            self.server.sent += self.wfile.write(b"x" * 65536)

    def page_reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def page_cut(self) -> None:
        if self.command == "HEAD":
            return self.answer(405)
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half of it")
        self.close_connection = True

    def page_nonsense(self) -> None:
        self.wfile.write(b"220 mail.example ready\r\n")
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    server.clock = FakeClock()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Check:
    """A folder with a site, excuses and a cache, checked against the server."""

    folder: Path
    server: Server
    resolver: Loopback
    clock: FakeClock
    limits: Limits = field(default_factory=lambda: Limits(connect=3, total=3, workers=1))

    def __call__(self, *urls: str, excuses: str = "[]\n") -> list[Problem]:
        links = "".join(f"<a href='{url}'>x</a>\n" for url in urls)
        site = self.folder / "site"
        site.mkdir(exist_ok=True)
        (site / "index.html").write_text(links, "utf-8")
        (self.folder / "excuses.yaml").write_text(excuses, "utf-8")
        external = External(
            excuses=self.folder / "excuses.yaml",
            cache=self.folder / ".cache" / "links.json",
            resolver=self.resolver,
            clock=self.clock,
            limits=self.limits,
        )
        return check_external(site, Options(site_url="https://own.example/"), external)


@pytest.fixture
def check(tmp_path: Path, server: Server) -> Check:
    port = server.server_port
    closed = socket.socket()  # bound but not listening: nobody answers there
    closed.bind(("127.0.0.1", 0))
    names = {"site.example": port, "other.example": port, "closed.example": closed.getsockname()[1]}
    closed.close()
    others = {
        "inside.example": "10.1.2.3",
        "shared.example": "100.64.0.1",
        "mixed.example": "93.184.215.14 192.168.1.1",
        "six.example": "::ffff:10.0.0.1",
    }
    return Check(tmp_path, server, Loopback(names, others), server.clock)


def codes(problems: list[Problem]) -> list[str]:
    return [str(problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("path", "code", "detail"),
    [
        ("/ok", None, ""),
        ("/ok?q=%E4%BF%A1&x=\u00e9#part", None, ""),
        ("/gone", "external-broken", "HTTP 404"),
        ("/forbidden", "external-broken", "HTTP 403"),
        ("/not-modified", "external-broken", "HTTP 304"),
        ("/to-ok", None, ""),
        ("/to-gone", "external-broken", "HTTP 404"),
        ("/hop/1", None, ""),
        ("/hop/0", "external-redirect-loop", "/ok"),
        ("/long/1", "external-redirect-loop", "/long/7"),
        ("/circle", "external-redirect-loop", "/circle"),
        ("/to-loopback", "external-unsafe", "http://127.0.0.1/"),
        ("/to-decimal", "external-unsafe", "http://2130706433/"),
        ("/to-private", "external-unsafe", "http://10.0.0.1/admin"),
        ("/to-metadata", "external-unsafe", "http://169.254.169.254/"),
        ("/to-six", "external-unsafe", "http://[::1]/"),
        ("/to-mapped", "external-unsafe", "http://[::ffff:127.0.0.1]/"),
        ("/to-port", "external-unsafe", "site.example:22"),
        ("/to-file", "external-unsafe", "file:///etc/passwd"),
        ("/to-login", "external-unsafe", "me:secret@"),
        ("/to-inside", "external-unsafe", "inside.example → 10.1.2.3"),
    ],
)
def test_a_link_is_followed_to_its_end_but_never_inside(
    check: Check, path: str, code: str | None, detail: str
) -> None:
    problems = check(f"http://site.example{path}")
    assert codes(problems) == ([code] if code else [])
    assert all(detail in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/ok", ["HEAD"]),
        ("/get-only", ["HEAD", "GET"]),
        ("/gone", ["HEAD", "GET"]),
        ("/down", ["HEAD", "GET", "GET", "GET"]),
        ("/busy", ["HEAD", "GET"]),
        ("/very-busy", ["HEAD", "GET", "GET"]),
        ("/reset", ["HEAD", "GET", "GET"]),
        ("/silent", ["HEAD", "GET", "GET"]),
        ("/to-private", ["HEAD"]),
    ],
)
def test_get_follows_a_refused_head_and_only_what_may_pass_is_tried_again(
    check: Check, path: str, methods: list[str]
) -> None:
    if path in SLOW:
        check.limits = SHORT
    check(f"http://site.example{path}")
    assert check.server.methods(path) == methods


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://site.example/busy", None),
        ("http://site.example/very-busy", "external-broken"),
        ("http://site.example/down", "external-broken"),
        ("http://site.example/reset", "external-unreachable"),
        ("http://site.example/cut", "external-unreachable"),
        ("http://site.example/nonsense", "external-unreachable"),
        ("http://closed.example/", "external-unreachable"),
        ("http://no-such-name.example/", "external-unreachable"),
        ("http://site.example/silent", "external-timeout"),
        ("http://site.example/dripping", "external-timeout"),
        ("https://site.example/ok", "external-tls"),  # no TLS at all
    ],
)
def test_a_server_in_trouble_has_its_code(check: Check, url: str, code: str | None) -> None:
    if url.endswith(SLOW):
        check.limits = SHORT
    began = time.monotonic()
    assert codes(check(url)) == ([code] if code else [])
    assert time.monotonic() - began < 4  # three tries; the page drips for longer


def test_a_huge_page_is_left_after_its_beginning(check: Check) -> None:
    assert check("http://site.example/huge") == []
    assert check.server.methods("/huge") == ["HEAD", "GET"]
    assert check.server.sent < HUGE / 2  # what the system's buffers took, not the page


def moments(server: Server, host: str = "site.example") -> list[float]:
    return [moment - NOON for _, asked, _, moment in server.asked if asked == host]


def test_a_host_is_asked_once_a_second(check: Check) -> None:
    check(*(f"http://site.example/ok?{n}" for n in range(4)), "http://other.example/get-only")
    assert moments(check.server) == [0, 1, 2, 3]
    first, second = moments(check.server, "other.example")
    assert second - first == 1


def test_pauses_double_and_retry_after_counts_up_to_a_limit(check: Check) -> None:
    check("http://site.example/reset")
    assert moments(check.server) == [0, 2, 6]
    check.server.asked.clear()
    check.clock.now = NOON + 100
    check("http://site.example/busy")
    assert moments(check.server) == [100, 107]
    check.server.asked.clear()
    check.clock.now = NOON + 200
    check("http://site.example/very-busy")
    assert moments(check.server) == [200, 260, 320]


def test_hosts_are_asked_side_by_side(check: Check) -> None:
    check.limits = Limits(connect=3, total=3, tries=1, workers=2)
    assert check("http://site.example/together", "http://other.example/together") == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("-5", 0),
        ("soon", 0),
        ("", 0),
        ("9" * 400, 999_999_999),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60),
        ("Tue, 14 Nov 2023 22:00:00 GMT", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert seconds_of(value, NOON) == seconds


UNSAFE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.0x1/",
    "http://0177.0.0.1/",
    "http://127.0.0.1./",
    "http://8.8.8.8/",  # an address is no name, even a public one
    "http://\uff11\uff12\uff17.0.0.1/",  # full-width digits
    "http://127\u30020\u30020\u30021/",  # ideographic full stops
    "http://%3127.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1%25eth0]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://intranet/",
    "http://site.example:8080/",
    "http://site.example:22/",
    "http://site.example:port/",
    "http://site.example:99999/",
    "http://user@site.example/",
    "http://user:secret@site.example/",
    "http://@site.example/",
    "ftp://site.example/",
    "file:///etc/passwd",
    "gopher://site.example/",
    "javascript:alert(1)",
    "http://",
    "http:///",
    "http://a..b/",
    "http://-a.example/",
    "http://a b.example/",
    "http://a.example/" + "x" * 5000,
    "",
]


@pytest.mark.parametrize("url", UNSAFE)
def test_an_unsafe_address_is_refused_as_it_is_written(url: str) -> None:
    assert not is_safe(url)


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://site.example", "http://site.example/"),
        ("HTTPS://Site.Example:443/A b?c d#e", "https://site.example/A%20b?c%20d"),
        ("https://site.example:80/", "https://site.example:80/"),
        ("https://site.example./%E4?x=%zz", "https://site.example/%E4?x=%zz"),
        ("https://b\u00fccher.example/\u00e9", "https://xn--bcher-kva.example/%C3%A9"),
        ("http://site.example\\@127.0.0.1/", "http://site.example/@127.0.0.1/"),  # as browsers
        ("\n http://site.\texample/a\r\nX: y", "http://site.example/aX:%20y"),
    ],
)
def test_a_safe_address_has_one_spelling(url: str, same: str) -> None:
    assert parse_target(url).url == same


NOT_PUBLIC = """
    0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1
    239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::10.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8
    64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1
    fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 2606:4700::1%eth0 fec0::1 ff02::1 name
"""


@pytest.mark.parametrize("ip", NOT_PUBLIC.split())
def test_an_address_that_is_not_public_is_refused(ip: str) -> None:
    assert not is_public(ip)
    with pytest.raises(Trouble):
        PublicResolver(lambda host: ["93.184.215.14", ip]).resolve("site.example", 80)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "100.128.0.1", "2606:4700:4700::1111"])
def test_a_public_address_passes(ip: str) -> None:
    assert PublicResolver(lambda host: [ip]).resolve("x.example", 443) == [Address(ip, 443)]


@pytest.mark.parametrize("host", ["inside", "shared", "mixed", "six"])
def test_a_name_of_a_private_network_is_never_connected_to(
    check: Check, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: connected.append(a))
    assert codes(check(f"http://{host}.example/")) == ["external-unsafe"]
    assert connected == []


def test_the_connection_goes_to_the_address_that_was_judged(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes between the look and the leap gains nothing: it is not looked up."""
    asked: list[str] = []
    system = socket.getaddrinfo

    def spy(host: str, *rest: object, **named: object) -> object:
        asked.append(host)
        return system(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", spy)
    assert check("http://site.example/ok") == []
    assert set(asked) == {"127.0.0.1"}  # only as a number
    assert moments(check.server) == [0]  # with the name in its header Host


def test_proxies_of_the_environment_are_not_used(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert check("http://site.example/ok") == []


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for ``secure.example``, signed by nobody else."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl")
    file = tmp_path / "both.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
    names = ["-subj", "/CN=secure.example", "-addext", "subjectAltName=DNS:secure.example"]
    files = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    subprocess.run([*command.split(), *names, *files], check=True, capture_output=True)
    file.write_text((tmp_path / "key.pem").read_text() + (tmp_path / "cert.pem").read_text())
    return file


@pytest.mark.parametrize(
    ("host", "trusted", "code"),
    [
        ("secure.example", True, None),
        ("secure.example", False, "external-tls"),
        ("site.example", True, "external-tls"),
    ],
)
def test_the_certificate_is_checked_against_the_name(
    check: Check,
    certificate: Path,
    host: str,
    trusted: bool,
    code: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    check.server.socket = context.wrap_socket(check.server.socket, server_side=True)
    check.resolver.ports |= {"secure.example": check.server.server_port}
    check.limits = Limits(workers=1)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert codes(check(f"https://{host}/ok")) == ([code] if code else [])


@pytest.mark.parametrize(
    ("path", "age", "again"),
    [
        ("/ok", GOOD_FOR - 60, False),
        ("/ok", GOOD_FOR + 60, True),
        ("/gone", BAD_FOR - 60, False),
        ("/gone", BAD_FOR + 60, True),
        ("/ok", -DAY, True),  # from the future
    ],
)
def test_a_result_is_reused_until_it_is_too_old(
    check: Check, path: str, age: float, again: bool
) -> None:
    before = check(f"http://site.example{path}")
    check.server.asked.clear()
    check.clock.now += age
    assert check(f"http://site.example{path}#part") != before or not before
    assert bool(check.server.asked) == again


def test_the_cache_keeps_only_what_is_fresh(check: Check) -> None:
    file = check.folder / ".cache" / "links.json"
    check("http://site.example/ok", "http://site.example/gone")
    assert json.loads(file.read_text("utf-8"))["links"]["http://site.example/gone"] == {
        "checked": "2023-11-14T22:13:22+00:00",
        "code": "external-broken",
        "detail": "HTTP 404",
    }
    check.clock.now += 2 * DAY
    check()
    assert list(json.loads(file.read_text("utf-8"))["links"]) == ["http://site.example/ok"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"links": 3}',
        '{"links": {"http://site.example/gone": {"checked": "never", "code": null}}}',
        '{"links": {"http://site.example/gone": {"checked": "2023-11-14T22:00:00+00:00", "code": "x"}}}',
        "[" * 100_000,
    ],
)
def test_a_bad_cache_is_an_empty_one(check: Check, text: str) -> None:
    file = check.folder / ".cache" / "links.json"
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    assert codes(check("http://site.example/gone")) == ["external-broken"]


def test_the_guard_comes_before_the_cache(check: Check) -> None:
    file = check.folder / ".cache" / "links.json"
    file.parent.mkdir()
    row = {"checked": "2023-11-14T22:00:00+00:00", "code": None, "detail": ""}
    file.write_text(json.dumps({"links": {"http://10.0.0.1/": row}}), "utf-8")
    assert codes(check("http://10.0.0.1/")) == ["external-unsafe"]


def excuse(url: str, until: str) -> str:
    return f'- url: "{url}"\n  reason: {{zh: "x", en: "x"}}\n  until: {until}\n'


@pytest.mark.parametrize(
    ("url", "until", "expected"),
    [
        ("http://site.example/gone", "2023-11-14", []),  # the last day counts
        ("http://site.example/*", "2024-01-01", []),
        ("http://site.example/gone", "2023-11-13", ["excuse-expired", "external-broken"]),
        ("http://site.example/ok", "2024-01-01", ["excuse-unneeded", "external-broken"]),
        ("http://site.example/old", "2024-01-01", ["excuse-unneeded", "external-broken"]),
        ("http://site.example/go", "2024-01-01", ["excuse-unneeded", "external-broken"]),
        ("http://site.example/old", "2023-11-13", ["excuse-expired", "external-broken"]),
        ("http://site.example/o*", "2024-01-01", ["excuse-unneeded", "external-broken"]),
    ],
)
def test_an_excuse_holds_until_its_day_and_only_where_needed(
    check: Check, url: str, until: str, expected: list[str]
) -> None:
    links = ("http://site.example/ok", "http://site.example/gone#part")
    problems = check(*links, excuses=excuse(url, until))
    assert sorted(codes(problems)) == expected
    for problem in problems:
        place = (problem.page.split("/")[-1], problem.line, problem.column, problem.url)
        if problem.code.startswith("excuse"):
            assert place == ("excuses.yaml", 1, 8, url)
        else:
            assert place == ("index.html", 2, 10, "http://site.example/gone#part")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "url: x\n",
        "- url: x\n",
        excuse("https://*", "2024-01-01"),
        excuse("https://site.exam*", "2024-01-01"),
        excuse("*", "2024-01-01"),
        excuse("ftp://site.example/", "2024-01-01"),
        excuse("https://site.example/", "soon"),
        excuse("https://site.example/", "2024-01-01") + "  more: x\n",
    ],
)
def test_a_bad_list_of_excuses_stops_the_check_with_its_place(check: Check, text: str) -> None:
    with pytest.raises(CannotRun, match=r"excuses\.yaml:\d+:\d+"):
        check("http://site.example/ok", excuses=text)


def test_the_list_of_excuses_of_this_site_is_valid(
    check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "content/link-excuses.yaml").read_text("utf-8")
    assert check("http://site.example/ok", excuses=text) == []


def test_addresses_of_other_sites_are_collected_wherever_they_stand(tmp_path: Path) -> None:
    files = {
        "index.html": "<a href='https://a.example/x#1'></a><a href='//b.example/'></a><img src="
        "'http://c.example/i.png'><a href='https://own.example/'></a><a href=p/></a>"
        "<a href='mailto:me@x.example'></a><a href='https://bad host/'></a>"
        "<script type='application/ld+json'>{'@id': 'https://id.example/'}</script>".replace(
            "'", '"'
        ),
        "p/index.html": "<a href='https://a.example/x#2'></a><code>https://no.example/</code>"
        "<p class=kb-address>At <code>https&#58;//shown.example/a?b&amp;c</code></p>",
        "q.html": "<base href='//base.example/deep/'><a href='../up'></a>",
        "s.css": "@import 'https://d.example/s.css'; p{background:url(i.png)}",
        "f.xml": "<rss><channel><link>https://e.example/</link></channel></rss>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    home = make_home("", "https://own.example/")
    found = collect(read_site(tmp_path, home, Tree.read(tmp_path)))
    assert {url: [use.file for use in uses] for url, uses in found.items()} == {
        "https://a.example/x": ["index.html", "p/index.html"],
        "https://b.example/": ["index.html"],
        "http://c.example/i.png": ["index.html"],
        "https://shown.example/a?b&c": ["p/index.html"],
        "https://base.example/up": ["q.html"],
        "https://d.example/s.css": ["s.css"],
        "https://e.example/": ["f.xml"],
    }


def test_every_format_prints_these_problems_too(check: Check) -> None:
    problems = check("http://site.example/gone", excuses=excuse("http://x.example/", "2023-01-01"))
    for printer in PRINTERS.values():
        text = printer(Report(problems, 1, 1))
        assert "external-broken" in text and "excuse-expired" in text


@pytest.fixture
def command(check: Check) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command line on a site with links to this machine, which it must not open."""
    site = check.folder / "site"
    site.mkdir()
    port = check.server.server_port
    hosts = ("127.0.0.1", "localhost", "127.1", "[::1]", "2130706433")
    links = "".join(f"<a href='http://{host}:{port}/ok'>x</a>\n" for host in hosts)
    links += "<a href='http://localhost/'>x</a> <a href='http://127.0.0.1/'>x</a>"
    (site / "index.html").write_text(links, "utf-8")
    (check.folder / "excuses.yaml").write_text("[]\n", "utf-8")

    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        return run(SCRIPT, site, *arguments, cwd=check.folder, PYTHONUTF8="1")

    return start


def test_the_command_line_never_opens_this_machine(
    check: Check, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = command(
        "--external", "--excuses", "excuses.yaml", "--cache", "c/l.json", "--format", "json"
    )
    assert (result.returncode, result.stderr) == (1, "")
    rows = json.loads(result.stdout)["problems"]
    assert [row["code"] for row in rows] == ["external-unsafe"] * 7
    assert check.server.asked == []
    assert json.loads((check.folder / "c/l.json").read_text("utf-8")) == {"links": {}}


def test_without_the_option_no_other_site_is_looked_at(
    check: Check, command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert command().returncode == 0
    assert not (check.folder / ".cache").exists()


@pytest.mark.parametrize("wrong", ["--excuses=missing.yaml", "--cache=excuses.yaml/links.json"])
def test_the_command_exits_2_without_a_traceback_if_a_file_cannot_be_used(
    command: Callable[..., subprocess.CompletedProcess[str]], wrong: str
) -> None:
    result = command("--external", "--excuses=excuses.yaml", wrong)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr and "Traceback" not in result.stderr


def test_only_tests_choose_a_resolver() -> None:
    text = SCRIPT.read_text("utf-8")
    assert "resolver" not in text.lower() and "environ" not in text
    assert isinstance(External().resolver, PublicResolver)
