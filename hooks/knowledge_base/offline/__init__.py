"""A copy of the built site that is read from a folder, without a server: as a zip file.

Browsers open a folder's ``index.html`` only on servers, and let pages from a folder neither
fetch nor start workers. So links name the file, and the search runs as scripts (``shim.js``).
"""

import json
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

SHIM = Path(__file__).parent / "shim.js"
# Of use to servers, search engines and programmers only; the search index of the theme is empty.
LEFT_OUT = re.compile(
    r"404\.html|sitemap\.xml(\.gz)?|.*\.map|search/.*|assets/javascripts/(lunr|workers)/.*"
)
# Zip files cannot say earlier dates. A date of the build would make each copy another one.
_DATE = (1980, 1, 1, 0, 0, 0)
_WORKER = "assets/search/worker.js"
_INDEX = re.compile(r"assets/search/[^/]+\.json")
_LINK = re.compile(
    r"(<(?:a|area|link|form)\b[^>]*?\s(?:href|action)=\""
    r"|<meta http-equiv=\"refresh\" content=\"0; url=)([^\"]*)(?=\")"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Who reads the copy has it (overrides/partials/copyright.html).
_TO_ITSELF = re.compile(r"<p class=\"?kb-offline\"?>.*?</p>")
_FIRST_SCRIPT = re.compile(r"<script src=\"((?:\.\./)*)assets/")


def make_zip(site: Path, target: Path) -> int:
    """Write the copy of ``site`` to ``target``; give its size in bytes.

    The same site gives the same bytes. Raises ``ValueError`` if ``site`` is not a built site.
    """
    files = {
        path.relative_to(site).as_posix(): path
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    if "index.html" not in files or _WORKER not in files:
        raise ValueError(str(site))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(offline_files(files)):
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this machine is
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.stat().st_size


def offline_files(files: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
    """Every file of the copy by its path, from the ``files`` of the site by theirs."""
    for name, path in files.items():
        if LEFT_OUT.fullmatch(name):
            continue
        if name.endswith(".html"):
            yield name, offline_page(name, path.read_text("utf-8"), files).encode()
        elif name == _WORKER:
            # As a function, with its surroundings handed in.
            code = path.read_text("utf-8")
            wrapped = f"kbOffline.worker = (self, fetch, importScripts) => {{\n{code}\n}};\n"
            yield name, wrapped.encode()
        elif _INDEX.fullmatch(name):
            key = json.dumps(posixpath.basename(name))
            yield f"{name}.js", f"kbOffline.files[{key}] = {path.read_text('utf-8')};\n".encode()
        else:
            yield name, path.read_bytes()
    yield "assets/offline.js", SHIM.read_bytes()
    # The theme waits for its own index before it asks for anything; ours stands in for it.
    yield "search/search_index.js", b'var __index = {"config": {}, "docs": []};\n'


def offline_page(name: str, html: str, files: Mapping[str, object]) -> str:
    """The page ``name`` with links that name files, and with the search that needs no server."""
    folder = posixpath.dirname(name)
    html = _TO_ITSELF.sub("", html)
    html = _LINK.sub(lambda match: match[1] + _with_index(match[2], folder, files), html)
    # Some browsers do not count files beside the page as its own.
    for kind in ("script", "style", "img"):
        html = html.replace(f"{kind}-src 'self'", f"{kind}-src 'self' file:", 1)
    return _FIRST_SCRIPT.sub(r'<script src="\1assets/offline.js"></script>\g<0>', html, count=1)


def _with_index(url: str, folder: str, files: Mapping[str, object]) -> str:
    """``url`` as a link to a file; what leads elsewhere stays."""
    path, mark, rest = re.split(r"([?#]|$)", url, maxsplit=1)[:3]
    if not path or _SCHEME.match(path) or path.startswith("/"):
        return url
    target = posixpath.normpath(posixpath.join(folder, unquote(path)))
    index = str(PurePosixPath(target, "index.html"))
    if target in files or index not in files:
        return url
    return f"{path.rstrip('/')}/index.html{mark}{rest}"
