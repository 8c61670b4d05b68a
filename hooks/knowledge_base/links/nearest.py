"""The address that was probably meant by one that leads nowhere."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property

from knowledge_base.links.tree import address

# Comparing names is slow. A site with thousands of different broken links has one mistake
# in a template; its first few hundred suggestions show it.
_MOST_COMPARISONS = 300_000
_LARGEST_POOL = 2_000


class Nearest:
    """Suggestions out of the files of a site; built at the first question."""

    def __init__(self, files: Iterable[str]) -> None:
        self._files = files
        self._known: dict[str, str] = {}
        self._comparisons = 0

    def to(self, path: str) -> str:
        """The address nearest to ``path``, or an empty string.

        Candidates are the most similar name in the same folder, or in its nearest parent
        that exists, and the same name in other folders.
        """
        if path not in self._known:
            self._known[path] = self._search(address(path.lstrip("/")))
        return self._known[path]

    def _search(self, path: str) -> str:
        if self._comparisons > _MOST_COMPARISONS:
            return ""
        by_folder, by_name = self._shelves
        # "/a.html/" and "/dir/index" are slips of the ending, not of the name.
        bare = path.rstrip("/")
        for slip in (bare, bare + "/", bare.removesuffix("index"), bare + ".html"):
            if slip != path and slip in by_folder.get(_split(slip)[0], ()):
                return slip
        folder, name = _split(path)
        while folder and folder not in by_folder:
            folder, name = _split(folder)
        beside = by_folder.get(folder, [])[:_LARGEST_POOL]
        self._comparisons += len(beside)
        names = {_split(candidate)[1]: candidate for candidate in beside}
        candidates = [names[match] for match in get_close_matches(name, names, n=1)]
        namesakes = by_name.get(_split(path)[1], [])[:_LARGEST_POOL]
        self._comparisons += len(namesakes)
        candidates += namesakes
        if not candidates:
            return ""
        matcher = SequenceMatcher(b=path)
        return max(candidates, key=lambda candidate: _ratio(matcher, candidate))

    @cached_property
    def _shelves(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """All addresses, by the folder that they are in and by their last name."""
        by_folder: defaultdict[str, list[str]] = defaultdict(list)
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for file in sorted(self._files):
            folder, name = _split(address(file))
            by_folder[folder].append(folder + name)
            by_name[name].append(folder + name)
        return by_folder, by_name


def nearest_id(wrong: str, ids: Iterable[str]) -> str:
    """The id of a page most like ``wrong``, or an empty string."""
    lowered = {name.lower(): name for name in sorted(ids)[:_LARGEST_POOL]}
    matches = get_close_matches(wrong[:200].lower(), lowered, n=1)
    return lowered[matches[0]] if matches else ""


def _split(path: str) -> tuple[str, str]:
    """The folder (with its slash) and the last name (with its slash, if any)."""
    cut = path.rfind("/", 0, max(len(path) - 1, 0)) + 1
    return path[:cut], path[cut:]


def _ratio(matcher: SequenceMatcher[str], candidate: str) -> float:
    matcher.set_seq1(candidate)
    return matcher.ratio()
