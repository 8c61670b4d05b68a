"""One request, to an address that was judged before, within a time and a size."""

import io
import socket
import ssl
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any, cast

from knowledge_base.links.external.resolve import Address
from knowledge_base.links.external.target import Target
from knowledge_base.links.external.verdict import Limits, Trouble
from knowledge_base.links.records import Code

_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; check_links; one request a second)",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True)
class Answer:
    """What a server said, as far as the check needs it."""

    status: int
    location: str = ""
    retry_after: str = ""


class Wire:
    """Sends requests. No proxy, no cookies, no redirect is followed here."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tls = ssl.create_default_context()

    def ask(self, method: str, target: Target, addresses: Sequence[Address]) -> Answer:
        """Send one request to one of ``addresses``. Raises :class:`Trouble`."""
        deadline = _Deadline(self._limits.total)
        try:
            with closing(self._connect(target, addresses, deadline)) as connected:
                return self._talk(method, target, _TimedSocket(connected, deadline))
        except TimeoutError:
            code, detail, may_pass = Code.EXTERNAL_TIMEOUT, "", True
        except ssl.SSLCertVerificationError as error:
            code, detail, may_pass = Code.EXTERNAL_TLS, error.verify_message, False
        except ssl.SSLError as error:
            code, detail, may_pass = Code.EXTERNAL_TLS, error.reason or str(error), False
        except OSError as error:
            code, detail, may_pass = Code.EXTERNAL_UNREACHABLE, error.strerror or str(error), True
        except (HTTPException, ValueError) as error:
            code, detail, may_pass = Code.EXTERNAL_UNREACHABLE, f"HTTP? {error!r}", True
        raise Trouble(code, detail, may_pass=may_pass, host=target.host)

    def _connect(
        self, target: Target, addresses: Sequence[Address], deadline: "_Deadline"
    ) -> socket.socket:
        """A connection to the first address that takes one; the name is for TLS only."""
        failure: OSError = OSError("no address")
        for address in addresses:
            try:
                plain = socket.create_connection(
                    address, timeout=min(self._limits.connect, deadline.left())
                )
                break
            except OSError as error:
                failure = error
        else:
            raise failure
        if target.scheme == "http":
            return plain
        try:
            plain.settimeout(deadline.left())
            return self._tls.wrap_socket(plain, server_hostname=target.host)
        except BaseException:
            plain.close()
            raise

    def _talk(self, method: str, target: Target, sock: "_TimedSocket") -> Answer:
        connection = HTTPConnection(target.host, target.port)
        connection.sock = cast(Any, sock)
        connection.request(method, target.path, headers={"Host": target.authority, **_HEADERS})
        response = connection.getresponse()
        with closing(response):
            left = self._limits.most_bytes
            while left > 0 and (piece := response.read(min(left, 16 * 1024))):
                left -= len(piece)
            if left > 0 and response.length:
                raise ConnectionError("the page breaks off")
            return Answer(
                response.status,
                # Headers are read as Latin-1; servers write UTF-8.
                _header(response.getheader("Location")),
                _header(response.getheader("Retry-After")),
            )


class _Deadline:
    """One moment by which all is over, however the server spreads its bytes."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left. Raises ``TimeoutError`` without any."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _TimedSocket:
    """What :mod:`http.client` needs of a socket, with a deadline instead of a timeout.

    A timeout of a socket begins anew with every byte; a server could drip for days.
    """

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._sock, self._deadline))

    def close(self) -> None:
        """Nothing: who connected closes."""


class _Reader(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)


def _header(value: str | None) -> str:
    return (value or "").encode("latin-1", "replace").decode("utf-8", "replace")
