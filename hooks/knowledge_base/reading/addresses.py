"""Web addresses in what contributors write: none in text, and in sources only safe ones."""

import re
import unicodedata
from urllib.parse import urlsplit

from knowledge_base.reading.characters import LIKE_LATIN

# A word boundary would miss an address after a Han character. "Data:" alone is an ordinary word.
_URL = re.compile(
    r"(?<![a-z0-9.])(?:[a-z]{2,8}:[/\\]{2}|https?:[/\\]"
    r"|www\.[a-z0-9]|(?:java|vb)script:|data:[a-z]+/[a-z])",
    re.IGNORECASE,
)
# Browsers read full-width letters and signs of an address as the others.
_WIDE = ("\uff1a/", "\uff1a\\", "\uff1a\uff0f", "\uff57")
# Of an address: its scheme, if it has one ("host:8080" has none).
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![\d\s])", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/\\][^\s\\]*", re.IGNORECASE)
# What only describes where a text is ("owner/code @ d95249a", "host docId=1") is no address: it
# begins with a word that is no host's name, or goes on after a space.
_HOST_ONLY = re.compile(r"(?:[^\s/?#]*@)?[^\s/?#@]*[.:\]][^\s/?#@]*(?:[/?#]\S*)?|localhost\S*")
# A line break would hide what comes after it.
_BREAK = re.compile(r"[\t\n\r]")
# No address has them as they are.
_NEVER = re.compile(r"[<>\"^`{|}]")
_LIKE_ANOTHER = re.compile(f"[{LIKE_LATIN}\N{IDEOGRAPHIC FULL STOP}]")

# In the bytes of a file, in lower case: what is in every address, or may spell one.
_SIGNS = tuple(map(str.encode, (":/", "ww.", "pt:", "ata:", "\\", "address", *_WIDE)))


def may_have_address(text: str) -> bool:
    """Whether something in a file that says ``text`` may be a web address, or is a field of one.

    Nearly all files have neither, and to see that for a whole file is quick.
    """
    raw = text.encode("utf-8", "surrogatepass").lower()
    return any(sign in raw for sign in _SIGNS)


def url_in(text: str) -> str:
    """The first web address in ``text`` with all that follows, or an empty string."""
    if any(map(text.__contains__, _WIDE)):
        text = unicodedata.normalize("NFKC", text)
    # Nearly all text has neither, and to see that is quick.
    if ":" not in text and "ww." not in text.lower():
        return ""
    found = _URL.search(text)
    return text[found.start() :] if found else ""


def is_safe_address(value: str) -> bool:
    """Whether readers and the link checker may open ``value``, or it is no more than a note.

    Several stand apart with "; ". A site's name and path without a scheme are opened as https.
    """
    return not _BREAK.search(value) and all(map(_is_safe_part, re.split(r"; +", value)))


def _is_safe_part(part: str) -> bool:
    if part != part.strip():
        return False
    if _SCHEME.match(part) or part.startswith(("/", "\\")):
        return _WEB.fullmatch(part) is not None and _is_safe_url(part)
    first = part.partition(" ")[0]
    return not _HOST_ONLY.fullmatch(first) or _is_safe_url(f"https://{first}")


def _is_safe_url(url: str) -> bool:
    # The link checker is a lot to load, and few files have addresses.
    from knowledge_base.links.external.target import is_safe

    return is_safe(url) and not _NEVER.search(url) and not _is_disguised(url)


def _is_disguised(url: str) -> bool:
    """Whether the host's name looks like another name: by its letters, or by its spelling."""
    host = urlsplit(url).hostname or ""
    if host.isascii() and "xn--" in host:
        try:
            host = host.encode().decode("idna")
        except UnicodeError:
            return True
    return unicodedata.normalize("NFKC", host) != host or bool(_LIKE_ANOTHER.search(host))
