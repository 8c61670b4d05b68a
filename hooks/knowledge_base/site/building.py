"""One build of the site: what changed since the last one, and all that MkDocs does not draw.

:mod:`.assembly` has the folder of the site, :mod:`.kept` what is known of the last build. MkDocs,
with the theme, is asked for only when something is missing that it alone can draw: hand-written
pages, the frames of generated ones, what names every page.
"""

import gc
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.digest import digest
from knowledge_base.knowledge import to_publish
from knowledge_base.languages import LANGUAGES
from knowledge_base.navigation import navigation
from knowledge_base.output import Output
from knowledge_base.pages import build_pages
from knowledge_base.problems import Problem, as_text
from knowledge_base.prose import prose_names
from knowledge_base.publish import publications
from knowledge_base.reading.known import known_from
from knowledge_base.search.search_files import search_address, search_files
from knowledge_base.site.assembly import Assembly
from knowledge_base.site.drawing import Drawing
from knowledge_base.site.fingerprint import Digests
from knowledge_base.site.frames import Frames, Theme, ThemeNeeded
from knowledge_base.site.kept import Kept, KeptContent, KeptFrames, KeptSite
from knowledge_base.site.scripts import page_assets
from knowledge_base.site.settings import Settings
from knowledge_base.site.standing import Part
from knowledge_base.templating import environment, keep_compiled
from knowledge_base.timing import Stopwatch

# After so many pages it is looked what nobody needs any more.
SWEPT = 200


class ContentProblems(ValueError):
    """The content has errors, and cannot be built."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"\n\n{as_text(problems)}\n")
        self.problems = problems


class Building:
    """One build of content that has no errors; raises :class:`ContentProblems` when it has.

    ``made_of`` is the digest of all that the site is made of.
    """

    def __init__(
        self, settings: Settings, kept: Kept, digests: Digests, made_of: str, watch: Stopwatch
    ) -> None:
        self.settings = settings
        self.watch = watch
        self._drawn = 0
        self._kept = kept
        self._made_of = made_of
        self._known = known = kept.content()
        keep_compiled(environment(), settings.cache / "jinja", kept.engine)
        catalog, found = to_publish(settings.content, settings.docs, known.known, digests.of)
        watch.lap("reading, checking")
        if catalog is None:
            raise ContentProblems(found)
        self.catalog: Catalog = catalog
        self._warnings = as_text(found) if found else ""
        if found:
            print(self._warnings, file=sys.stderr)
        pages, prose = build_pages(catalog), prose_names(settings.docs)
        menus = {each.code: navigation(catalog, each, settings.prose) for each in LANGUAGES}
        self.drawing = Drawing(catalog, pages, menus, prose, settings.addresses)
        self._frames = Frames()
        last = kept.site()
        files = last.files if last.folder == str(settings.site) else {}
        alone = settings.preview and bool(files)
        self._assembly = Assembly(settings.site, files, known.layouts, last.parts, alone=alone)
        if not settings.preview:
            gc.freeze()  # the content stays: no sweep has to look through it

    def update(self) -> bool:
        """Bring the site up to date without MkDocs; false if that cannot be done."""
        titles = self._known.titles
        if not titles.keys() >= self.drawing.prose.keys():
            return False
        self._name({uri: titles[uri] for uri in self.drawing.prose})
        if not self._assembly.keep(self._drawn_of):
            return False
        try:
            for part in self.drawing.parts:
                self.put_part(part)
        except ThemeNeeded:
            return False
        self._put_others()
        self._finish(None, trusted=True)
        return True

    def begin(self, titles: Mapping[str, str]) -> None:
        """MkDocs draws now: it has read the hand-written pages, whose ``titles`` are HTML."""
        self._name(titles)

    def put_part(self, part: Part, theme: Theme | None = None) -> None:
        """See that the pages of ``part`` are in the site.

        Raises ``UnknownLink``, ``WrongUse``, and ``ThemeNeeded`` without ``theme``.
        """
        total, made_of = len(self.drawing.pages), self.drawing.made_of(part, self._frames_of)
        if self._assembly.keep_group(part.stand_in, made_of, self.drawing.paths(part)):
            self.watch.count(total, len(part.members))
            return
        for output in self.drawing.outputs(part, self._frames, self._frames_of, theme):
            self._drawn += self._assembly.put(output)
            if self._drawn >= SWEPT:
                self._sweep()
            self.watch.count(total)
        self._assembly.close_group(part.stand_in, made_of)
        self._frames.forget_menus()

    def adopt(self, folder: Path, *, trusted: bool) -> None:
        """MkDocs has drawn into ``folder``. It will draw again if that is not to be ``trusted``."""
        self._put_others()
        self._assembly.adopt(folder, self._drawn_of if trusted else "")
        self._finish(KeptFrames(self._frames_of, self._frames), trusted=trusted)

    @property
    def others(self) -> Iterable[Output]:
        """Every file of the site that is no page, as far as the engine writes it."""
        yield from self.linked
        yield from search_files(self.catalog, self.settings.docs)

    @property
    def linked(self) -> Iterable[Output]:
        """Those that a hand-written page may link to."""
        yield from page_assets(self.settings.docs)
        yield from publications(self.catalog, self.settings.addresses.site)

    def _name(self, titles: Mapping[str, str]) -> None:
        """Learn the ``titles`` of hand-written pages, and with them what frames are made of."""
        self.drawing.name(titles)
        search = [search_address(self.settings.docs, each) for each in LANGUAGES]
        self._frames_of = digest(self.settings.made_of, search, self.drawing.frames_of)
        known = self._kept.frames()
        if known.frames and known.made_of == self._frames_of:
            self._frames = known.frames

    @property
    def _drawn_of(self) -> str:
        """The digest of what MkDocs draws by itself: hand-written pages name their neighbours."""
        around = [repr(self.drawing.around(uri)) for uri in self.drawing.prose]
        said = self.settings.docs_of, repr(self.settings.heard)
        return digest(self._frames_of, *said, list(self.drawing.urls), around)

    def _sweep(self) -> None:
        """Drop what only holds itself: templates leave some of that behind with each page.

        What stays is not looked through again.
        """
        self._drawn = 0
        gc.collect(0)

    def _put_others(self) -> None:
        site = self.settings.made_of
        for each in self.others:
            made_of = f"{site} {each.made_of}"
            self._assembly.put(Output(each.path, made_of, each.make, each.pieces))
            del each  # before the next is made: one may hold much text

    def _finish(self, frames: KeptFrames | None, *, trusted: bool) -> None:
        self._assembly.finish()
        self.watch.lap("drawing and writing")
        content = KeptContent(
            known=known_from(self.catalog),
            titles=self.drawing.prose,
            layouts=self._assembly.layouts,
        )
        site = KeptSite(
            folder=str(self.settings.site),
            made_of=self._made_of if trusted else "",
            warnings=self._warnings,
            files=self._assembly.written,
            parts=self._assembly.groups,
        )
        self._kept.save(site, content, frames)
        self.watch.lap("keeping")
