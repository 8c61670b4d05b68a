"""What MkDocs' configuration says that the engine asks for, as plain data."""

import json
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from knowledge_base.digest import digest
from knowledge_base.site.fingerprint import Digests, below

# Within the project, the folder of what builds keep.
CACHE = ".cache"
# What has no part in what a site says; plugins, hooks and the theme are asked one by one.
_ASIDE = {"plugins", "hooks", "theme", "site_dir", "dev_addr", "strict", "watch"}
_ADDRESS_IN_MEMORY = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True)
class Addresses:
    """The addresses that whoever publishes sets; empty where they are not known.

    ``edit`` is what stands before the path of a file, from the project's root.
    """

    site: str = ""
    repository: str = ""
    contact: str = ""
    edit: str = ""

    def canonical(self, url: str) -> str | None:
        """The whole address of the page at ``url``, from the site's root."""
        return f"{self.site.rstrip('/')}/{url}" if self.site else None


@dataclass(frozen=True)
class Settings:
    """Where things are, and how the site is to be made.

    ``prose`` names the hand-written pages of the menu, in their order. ``made_of`` is the digest
    of all settings and of the theme's files that are ours, ``docs_of`` that of the hand-written
    files. Unless it is ``heard``, nobody learns of what MkDocs warns of, nor does ``--strict``.
    """

    root: Path
    content: Path
    docs: Path
    site: Path
    prose: tuple[str, ...]
    addresses: Addresses
    preview: bool
    heard: bool
    made_of: str
    docs_of: str

    @property
    def cache(self) -> Path:
        """The folder of what builds keep."""
        return self.root / CACHE


def note_sources(file: Path, content: Path, docs: Path) -> None:
    """Write into ``file`` where the folders of a site are, as seen from there.

    The link checker makes the source map of a site from that
    (:mod:`knowledge_base.origins.source_map`).
    """
    folder = file.parent
    folder.mkdir(exist_ok=True)
    paths = {"content": content, "docs": docs}
    data = {name: os.path.relpath(path, folder) for name, path in paths.items()}
    file.write_text(json.dumps(data), encoding="utf-8")


def digests_of(config: Any, *, preview: bool) -> Digests:
    """What earlier builds know of the project's files; a preview remembers it by itself."""
    return Digests(None if preview else _root(config) / CACHE / "digests.pickle")


def settings_of(config: Any, digests: Digests, *, preview: bool) -> Settings:
    """The settings in the configuration of MkDocs."""
    root, docs = _root(config), Path(config.docs_dir)
    return Settings(
        root=root,
        content=root / config.extra["content"],
        docs=docs,
        site=Path(config.site_dir),
        prose=tuple(config.extra["prose"]),
        addresses=_addresses(config),
        preview=preview,
        heard=logging.getLogger("mkdocs").isEnabledFor(logging.WARNING),
        made_of=digest(repr(preview), _said(config), digests.of_files(_ours(config))),
        docs_of=digests.of_folder(docs, follow=True),
    )


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent


def _said(config: Any) -> list[str]:
    """Everything that the configuration says, whoever said it."""
    said = {name: value for name, value in config.items() if name not in _ASIDE}
    said |= {name: getattr(each, "config", None) for name, each in config.plugins.items()}
    texts = [f"{name} {value!r}" for name, value in [*said.items(), *config.theme.items()]]
    return [_ADDRESS_IN_MEMORY.sub("", text) for text in texts]


def _ours(config: Any) -> Iterator[str]:
    """The files that shape a build beside the engine: hooks, and our own templates."""
    yield from (hook.__file__ for hook in config.hooks.values())
    if own := config.theme.custom_dir:
        yield from below(Path(own), follow=True)


def _addresses(config: Any) -> Addresses:
    edit = ""
    if config.repo_url and config.edit_uri:
        # Relative to edit_uri, which ends in docs/; the dots fold.
        edit = urljoin(urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri), "../")
    contact = config.extra["contact"]
    return Addresses(config.site_url or "", config.repo_url or "", contact, edit)
