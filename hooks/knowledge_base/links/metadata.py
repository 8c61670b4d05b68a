"""The URLs that pages give to machines: meta refresh, social cards, JSON-LD, import maps."""

import json
import re
from typing import NamedTuple, TypeGuard

# The names of <meta> elements (in property, name or itemprop) whose content is a URL.
META_URLS = frozenset(
    {
        "og:url",
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "og:audio",
        "og:audio:url",
        "og:audio:secure_url",
        "og:video",
        "og:video:url",
        "og:video:secure_url",
        "twitter:image",
        "twitter:image:src",
        "twitter:player",
        "msapplication-tileimage",
        "image",  # microdata, as are the following
        "thumbnailurl",
        "contenturl",
    }
)

# The keys of JSON-LD whose text is the address of a page or file.
_URL_KEYS = frozenset(
    {"url", "image", "logo", "contentUrl", "thumbnailUrl", "mainEntityOfPage", "item"}
)
_ABSOLUTE = re.compile(r"https?://[^\s{}]+", re.IGNORECASE)
_REFRESH = re.compile(
    r"\s*[\d.]+[\s;,]\s*[;,]?\s*(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(.*))",
    re.IGNORECASE | re.DOTALL,
)


class JsonLd(NamedTuple):
    """The URLs of one block, and what else in it has the shape of one: names of things."""

    urls: list[str]
    identifiers: list[str]


def refresh_url(content: str) -> str:
    """Where ``<meta http-equiv="refresh" content="…">`` leads; empty for the page itself."""
    match = _REFRESH.match(content)
    return next(filter(None, match.groups()), "").strip() if match else ""


def _is_absolute(value: object) -> TypeGuard[str]:
    """Whether a value is a whole web address, and no template of one."""
    return isinstance(value, str) and _ABSOLUTE.fullmatch(value) is not None


def import_map_urls(text: str) -> list[str]:
    """The scripts that an import map names; what ends in a slash stands for a folder of them."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return []
    maps: list[object] = [whole.get("imports")] if isinstance(whole, dict) else []
    if maps and isinstance(scopes := whole.get("scopes"), dict):
        maps.extend(scopes.values())
    urls = (url for each in maps if isinstance(each, dict) for url in each.values())
    return [url for url in urls if isinstance(url, str) and url and not url.endswith("/")]


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
                elif key == "@id":
                    found.identifiers.extend(t for t in texts if isinstance(t, str) and "/" in t)
                elif key != "@context":
                    found.identifiers.extend(filter(_is_absolute, texts))
                if key != "@context":
                    pending.append(inner)
    return found
