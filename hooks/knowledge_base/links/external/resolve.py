"""The second guard: what a name leads to, looked up anew for every request.

The connection goes to the very address that passed, so that a name which changes between
the look and the leap (DNS rebinding) gains nothing.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple, Protocol

from knowledge_base.links.external.verdict import Trouble
from knowledge_base.links.records import Code

# Enough for a host with addresses of both kinds, one of them out of order.
_MOST_ADDRESSES = 4
_GLOBAL_V6 = ip_network("2000::/3")
# Ranges that Python 3.11 takes for public: relays, test networks, and those whose addresses
# hold an IPv4 address that a gateway would unpack.
_NOT_PUBLIC = tuple(
    map(
        ip_network,
        ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)


class Address(NamedTuple):
    """A place to connect to."""

    ip: str
    port: int


class Resolver(Protocol):
    """Finds the addresses of a host."""

    def resolve(self, host: str, port: int) -> Sequence[Address]:
        """The addresses to try, in order; at least one.

        Raises :class:`Trouble` if one must not be connected to, ``OSError`` without any.
        """


def look_up(host: str) -> list[str]:
    """The addresses that the system knows for ``host``."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class PublicResolver:
    """Refuses a name if any of its addresses is not on the public internet."""

    def __init__(self, look_up: Callable[[str], list[str]] = look_up) -> None:
        self._look_up = look_up

    def resolve(self, host: str, port: int) -> Sequence[Address]:
        found = self._look_up(host)
        if not found:
            raise OSError(f"no address: {host}")
        for ip in found:
            if not is_public(ip):
                raise Trouble(Code.EXTERNAL_UNSAFE, f"{host} → {ip}")
        return [Address(ip, port) for ip in found[:_MOST_ADDRESSES]]


def is_public(ip: str) -> bool:
    """Whether ``ip`` is the address of one machine on the public internet."""
    try:
        address: IPv4Address | IPv6Address = ip_address(ip)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and (address.scope_id or address not in _GLOBAL_V6):
        return False  # among these the IPv4-mapped, link-local and translated ones
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NOT_PUBLIC)
    )
