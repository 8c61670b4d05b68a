"""The URLs that pages give to machines: meta refresh, social cards, JSON-LD."""

import json
import re
from typing import NamedTuple

# The names of <meta> elements (in property or name) whose content is a URL.
META_URLS = frozenset(
    {
        "og:url",
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "og:audio",
        "og:video",
        "twitter:image",
        "twitter:image:src",
        "msapplication-tileimage",
    }
)

# The keys of JSON-LD whose text is the address of a page or file.
_URL_KEYS = frozenset(
    {"url", "image", "logo", "contentUrl", "thumbnailUrl", "mainEntityOfPage", "item"}
)
_REFRESH = re.compile(
    r"\s*[\d.]+[\s;,]\s*[;,]?\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(.*))",
    re.IGNORECASE | re.DOTALL,
)


class JsonLd(NamedTuple):
    """The URLs of one block, and its ``@id`` values that are shaped like URLs."""

    urls: list[str]
    identifiers: list[str]


def refresh_url(content: str) -> str:
    """Where ``<meta http-equiv="refresh" content="…">`` leads; empty for the page itself."""
    match = _REFRESH.match(content)
    return next(filter(None, match.groups()), "").strip() if match else ""


def json_ld_urls(text: str) -> JsonLd | None:
    """The URLs in a block of JSON-LD; ``None`` if it is not JSON."""
    try:
        pending: list[object] = [json.loads(text)]
    except (ValueError, RecursionError):
        return None
    found = JsonLd([], [])
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(reversed(value))
        elif isinstance(value, dict):
            for key, inner in value.items():
                texts = inner if isinstance(inner, list) else [inner]
                if key in _URL_KEYS:
                    found.urls.extend(text for text in texts if text and isinstance(text, str))
                elif key == "@id" and isinstance(inner, str) and "/" in inner:
                    found.identifiers.append(inner)
                if key != "@context":
                    pending.append(inner)
    return found
