"""The first guard: what an address says, before any name is looked up.

Host names only, as every number is a way around a guard: ``127.1``, ``2130706433`` and
``0x7f.1`` are one machine.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from knowledge_base.links.external.verdict import Trouble
from knowledge_base.links.records import Code

PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
# Names that mean a machine or a network near the reader, never a public site.
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion")
_EDGES = "".join(map(chr, range(0x21)))
_DROPPED = str.maketrans("", "", "\t\n\r")
_START = re.compile(r"(https?):[/\\]*([^#]*)", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_KEPT = "%/:@!$&'()*+,;=~-._[]"


@dataclass(frozen=True, slots=True)
class Target:
    """One address that may be asked for: a public-looking name on one of the two ports."""

    scheme: str
    host: str
    port: int
    path: str  # with the query, as it is sent

    @property
    def authority(self) -> str:
        """The value of the header ``Host``."""
        usual = self.port == PORTS[self.scheme]
        return self.host if usual else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in one spelling."""
        return f"{self.scheme}://{self.authority}{self.path}"

    def redirected(self, location: str) -> "Target":
        """Where ``location`` leads from here. Raises :class:`Trouble` if it is not safe."""
        try:
            joined = urljoin(self.url, clean(location))
        except ValueError:
            raise _unsafe(location) from None
        return parse_target(joined)


def clean(written: str) -> str:
    """``written`` without the characters that browsers drop."""
    return written.strip(_EDGES).translate(_DROPPED)


def parse_target(url: str) -> Target:
    """Take ``url`` apart. Raises :class:`Trouble` for one that must not be opened."""
    match = _START.fullmatch(clean(url).partition("#")[0])
    if not match or len(url) > _LONGEST:
        raise _unsafe(url)
    scheme = match[1].lower()
    address, mark, query = match[2].partition("?")
    try:
        parts = urlsplit(f"{scheme}://" + address.replace("\\", "/"))
        port = parts.port if parts.port is not None else PORTS[scheme]
        host = (parts.hostname or "").encode("idna").decode("ascii").lower().removesuffix(".")
    except ValueError:  # a port that is no number, a host that is no name
        raise _unsafe(url) from None
    if "@" in parts.netloc or port not in PORTS.values() or not _is_public_name(host):
        raise _unsafe(url)
    path = quote(parts.path or "/", _KEPT, errors="replace")
    return Target(scheme, host, port, path + mark + quote(query, _KEPT + "?", errors="replace"))


def is_safe(url: str) -> bool:
    """Whether ``url`` passes this guard; to refuse an address where it is written."""
    try:
        parse_target(url)
    except Trouble:
        return False
    return True


def _is_public_name(host: str) -> bool:
    labels = host.split(".")
    return (
        len(labels) > 1
        and len(host) <= 253
        and all(map(_LABEL.fullmatch, labels))
        and not _NUMBER.fullmatch(labels[-1])
        and not any(host == name or host.endswith("." + name) for name in _PRIVATE_NAMES)
    )


def _unsafe(url: str) -> Trouble:
    return Trouble(Code.EXTERNAL_UNSAFE, url)
