"""One run of MkDocs, which draws what the engine cannot, in a folder of its own."""

import logging
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_base.site.settings import Settings

if TYPE_CHECKING:
    from knowledge_base.site.building import Building
    from knowledge_base.site.theme import Templates


@dataclass
class Run:
    """One run; without ``building`` there is nothing to draw.

    ``config`` is the configuration of MkDocs, ``warnings`` its handler that counts them.
    """

    config: Any
    settings: Settings
    warnings: Any
    building: "Building | None" = None
    templates: "Templates | None" = None
    # By language code, the navigation of MkDocs that its pages see.
    navigation: dict[str, Any] = field(default_factory=dict)
    # By language code, what follows the address of the search worker.
    search: dict[str, str] = field(default_factory=dict)
    # The configuration's own values, while MkDocs is given others.
    own: dict[str, Any] = field(default_factory=dict)

    @property
    def current(self) -> "Building":
        """The build that MkDocs draws for."""
        assert self.building
        return self.building

    @property
    def folder(self) -> Path:
        """Where MkDocs draws."""
        return Path(self.config.site_dir)

    def prepare(self) -> None:
        """Let MkDocs draw into a folder of its own, and count what it warns of."""
        self.warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self.warnings)
        self.settings.cache.mkdir(exist_ok=True)
        # A new one each time, for two builds may go on at once.
        self.give("site_dir", tempfile.mkdtemp(prefix="build-", dir=self.settings.cache))

    def give(self, name: str, value: Any) -> None:
        """Give MkDocs ``value`` until the end of the run."""
        self.own[name] = self.config[name]
        self.config[name] = value

    def give_nothing(self, theme: Any) -> None:
        """Give MkDocs nothing to draw, and a ``theme`` without templates."""
        theme.static_templates.clear()
        for name, value in (("docs_dir", self.config.site_dir), ("theme", theme), ("nav", [])):
            self.give(name, value)

    def end(self) -> None:
        """Leave nothing behind."""
        logging.getLogger("mkdocs").removeHandler(self.warnings)
        if self.own:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.config.update(self.own)
        self.own = {}
        if self.settings.preview:
            from knowledge_base.site.looking import look_again

            look_again()
