"""The content security policy of a page: what a browser may load and run on it.

It travels in the page, as a ``<meta>`` tag, so that it holds on any host and from a folder.
"""

import base64
import hashlib

from selectolax.lexbor import LexborHTMLParser

# Nothing but this origin; no style in attributes; scripts in the page only by their hash.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
_CHARSET = '<meta charset="utf-8">'


def with_policy(html: str) -> str:
    """``html`` with its policy right behind the character set. Raises ``ValueError`` without one.

    A policy in the page works from where it stands, so it comes before anything else that
    loads or runs.
    """
    before, charset, after = html.partition(_CHARSET)
    if not charset:
        raise ValueError(f"the page has no {_CHARSET}")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return f"{before}{charset}{meta}{after}"


def policy(html: str) -> str:
    """The policy for a page: the directives, with the hashes of its inline scripts.

    Those of the theme alone: a script within the text of a page got there by mistake or malice,
    and browsers will refuse to run it.
    """
    tree = LexborHTMLParser(html)
    in_text = {script.mem_id for script in tree.css("article script")}
    hashes = dict.fromkeys(
        _hash(script.text())
        for script in tree.css("script")
        if _runs(script.attributes) and script.mem_id not in in_text
    )
    directives = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _runs(attributes: dict[str, str | None]) -> bool:
    """Whether a script tag runs what stands in it: data blocks and files do not."""
    return "src" not in attributes and attributes.get("type") in (None, "", "module")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
