"""What builds keep for the next one, in ``.cache``: safe to delete, and dropped with the engine.

In three files: a build that finds nothing changed opens the first alone, and one after an edit
writes no frames.
"""

import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge_base.reading.known import Known
from knowledge_base.site.assembly import Layout, Written

if TYPE_CHECKING:
    from knowledge_base.site.frames import Frames


@dataclass
class KeptSite:
    """The site of the last build: where it is, what it was made of, what was said about it.

    ``made_of`` is the digest of everything; empty for a site that is to be looked at again.
    ``parts`` says what the pages of each part were made of together.
    """

    folder: str = ""
    made_of: str = ""
    warnings: str = ""
    files: dict[str, Written] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)


@dataclass
class KeptContent:
    """What was found out about content, by file and as a whole.

    ``known`` is for the next reading; ``titles`` are those of the hand-written pages; ``layouts``
    those of the site's files that are made of pieces.
    """

    known: Known = field(default_factory=Known)
    titles: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)


@dataclass
class KeptFrames:
    """What the theme drew; ``made_of`` is the digest of what it shows, empty if it is nothing."""

    made_of: str = ""
    frames: "Frames | None" = None


class Kept:
    """The files in ``folder``, for the engine with the digest ``engine``."""

    def __init__(self, folder: Path, engine: str) -> None:
        self._folder = folder
        self.engine = engine

    def site(self) -> KeptSite:
        """What is known of the last site."""
        found = self._load("site.pickle")
        return found if isinstance(found, KeptSite) else KeptSite()

    def content(self) -> KeptContent:
        """What is known of the content."""
        found = self._load("content.pickle")
        return found if isinstance(found, KeptContent) else KeptContent()

    def frames(self) -> KeptFrames:
        """What is known of the theme."""
        found = self._load("frames.pickle")
        return found if isinstance(found, KeptFrames) else KeptFrames()

    def save(self, site: KeptSite, content: KeptContent, frames: KeptFrames | None) -> None:
        """Keep all for the next build; without ``frames``, those that are kept stay."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if frames:
            self._dump("frames.pickle", frames)
        self._dump("content.pickle", content)
        self._dump("site.pickle", site)

    def _load(self, name: str) -> Any:
        """What the file says; ``None`` if it is not there, broken, or of another engine."""
        try:
            with (self._folder / name).open("rb") as file:
                if file.readline().decode().strip() != self.engine:
                    return None
                return pickle.load(file)
        except Exception:  # whatever is wrong with it: the build does without
            return None

    def _dump(self, name: str, value: object) -> None:
        """Write the file whole: a build that is broken off leaves the old one."""
        part = self._folder / f"{name}.{os.getpid()}"
        with part.open("wb") as file:
            file.write(f"{self.engine}\n".encode())
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
        part.replace(self._folder / name)


class KeptInMemory(Kept):
    """For a preview: begins with what builds kept, and leaves no file."""

    def __init__(self, folder: Path, engine: str) -> None:
        super().__init__(folder, engine)
        self._site = KeptSite()
        self._content: KeptContent | None = None
        self._frames: KeptFrames | None = None

    def site(self) -> KeptSite:
        """What is known of the site that is shown."""
        return self._site

    def content(self) -> KeptContent:
        """What is known of the content."""
        if self._content is None:
            self._content = super().content()
        return self._content

    def frames(self) -> KeptFrames:
        """What is known of the theme."""
        if self._frames is None:
            self._frames = super().frames()
        return self._frames

    def save(self, site: KeptSite, content: KeptContent, frames: KeptFrames | None) -> None:
        """Remember all."""
        self._site, self._content, self._frames = site, content, frames or self._frames
