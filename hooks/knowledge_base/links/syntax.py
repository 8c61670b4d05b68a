"""The small grammars inside a URL: percent-encoding, schemes, hosts, mail addresses."""

import re
from difflib import get_close_matches
from urllib.parse import unquote

# What browsers refuse to open from a page, or run as code.
DANGEROUS_SCHEMES = frozenset(
    {"javascript", "vbscript", "livescript", "file", "view-source", "blob", "filesystem"}
)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_COMMON_SCHEMES = ("http", "https", "mailto")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s<>^|@:\[\]]+)(?::\d*)?")
_ADDRESS = re.compile(
    r"[^\s@<>()\[\],;:\\\"/.]+(?:\.[^\s@<>()\[\],;:\\\"/.]+)*"
    r"@[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.[^\W_](?:[\w-]{0,61}[^\W_])?)*"
)


def decode(text: str) -> str | None:
    """``text`` with its percent-encoding undone; ``None`` if that is not valid UTF-8."""
    if "%" not in text:
        return text
    if _STRAY_PERCENT.search(text):
        return None
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return None


def scheme_of(url: str) -> str:
    """The scheme in lower case, or an empty string for a relative URL."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


def meant_scheme(scheme: str) -> str:
    """The common scheme that ``scheme`` is a slip of (``htps``), or an empty string."""
    if scheme in _COMMON_SCHEMES:
        return ""
    return next(iter(get_close_matches(scheme, _COMMON_SCHEMES, n=1, cutoff=0.75)), "")


def host_of(authority: str) -> str | None:
    """Host and port in one spelling, without user name or usual port; ``None`` if invalid."""
    host = authority.rpartition("@")[2].lower()
    if not _HOST.fullmatch(host):
        return None
    host = re.sub(r":(?:80|443)?$", "", host).removesuffix(".")
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host


def mailto_is_valid(rest: str) -> bool:
    """Whether what follows ``mailto:`` names valid addresses, or leaves them to the reader.

    ``mailto:?subject=…`` is valid: it is how pages offer "send this to a friend".
    """
    to, _, query = rest.partition("?")
    decoded = decode(to)
    if decoded is None or decode(query) is None:
        return False
    if not decoded.strip():
        return bool(query)
    return all(_ADDRESS.fullmatch(address.strip()) for address in decoded.split(","))
