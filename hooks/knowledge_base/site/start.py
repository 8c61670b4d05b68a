"""The start of a build: is there anything to do? What that takes is looked at first, and alone."""

import sys
from typing import TYPE_CHECKING

from knowledge_base.digest import digest
from knowledge_base.site.assembly import Assembly
from knowledge_base.site.fingerprint import Digests
from knowledge_base.site.kept import Kept, KeptInMemory, KeptSite
from knowledge_base.site.settings import Settings
from knowledge_base.timing import Stopwatch

if TYPE_CHECKING:
    from knowledge_base.site.building import Building


def kept_of(settings: Settings, digests: Digests, before: Kept | None = None) -> Kept:
    """What earlier builds of this project keep for this one.

    A preview goes on with what it had ``before``, until somebody edits the engine.
    """
    engine = digests.engine()
    if before and before.engine == engine:
        return before
    kind = KeptInMemory if settings.preview else Kept
    return kind(settings.cache, engine)


def start(settings: Settings, kept: Kept, digests: Digests) -> "Building | None":
    """The build that MkDocs is to draw for; none if the site is up to date by now.

    A preview of content that cannot be built shows the problems in place of the site; else such
    content raises ``ContentProblems``.
    """
    watch = Stopwatch()
    if settings.preview:
        from knowledge_base.site.looking import look_away
        from knowledge_base.site.preview import take_back

        look_away()
        take_back(settings.site)
    content = digests.of_folder(settings.content)
    made_of = digest(settings.made_of, settings.docs_of, repr(settings.heard), content)
    if _is_up_to_date(settings, kept.site(), made_of):
        watch.lap("nothing changed")
        return None
    from knowledge_base.site.building import Building, ContentProblems

    try:
        building = Building(settings, kept, digests, made_of, watch)
    except ContentProblems as error:
        if not settings.preview:
            raise
        from knowledge_base.site.preview import show_problems

        print(str(error).strip(), file=sys.stderr)
        show_problems(error.problems, settings.site)
        return None
    return None if building.update() else building


def _is_up_to_date(settings: Settings, last: KeptSite, made_of: str) -> bool:
    """Whether the site stands as it was left, and would be made the same again.

    Says again what was said then.
    """
    if last.made_of != made_of or last.folder != str(settings.site):
        return False
    if not Assembly(settings.site, last.files, alone=settings.preview).intact():
        return False
    if last.warnings:
        print(last.warnings, file=sys.stderr)
    return True
