"""What earlier runs found, with its age: ``{"links": {url: {checked, code, detail}}}``."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from knowledge_base.links.external.verdict import Verdict
from knowledge_base.links.records import Code

_DAY = 24 * 60 * 60
GOOD_FOR = 14 * _DAY
BAD_FOR = 1 * _DAY


@dataclass(frozen=True)
class Known:
    """A verdict and when (in seconds since 1970) it was reached."""

    verdict: Verdict
    checked: float

    def is_fresh(self, now: float) -> bool:
        """Whether it still holds. One from the future does not."""
        return 0 <= now - self.checked < (BAD_FOR if self.verdict.code else GOOD_FOR)


def read_cache(file: Path) -> dict[str, Known]:
    """What the file holds. A cache is never needed: one that is not there or bad is empty."""
    try:
        links = json.loads(file.read_bytes())["links"]
        return dict(_known(links.items()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_cache(file: Path, cache: Mapping[str, Known]) -> None:
    """Replace the file as a whole. Raises ``OSError``."""
    links = {
        url: {
            "checked": datetime.fromtimestamp(known.checked, UTC).isoformat(timespec="seconds"),
            "code": known.verdict.code,
            "detail": known.verdict.detail,
        }
        for url, known in sorted(cache.items())
    }
    text = json.dumps({"links": links}, ensure_ascii=False, indent=1) + "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(text, encoding="utf-8", errors="replace")
    fresh.replace(file)


def _known(rows: Iterable[tuple[str, Mapping[str, str | None]]]) -> Iterable[tuple[str, Known]]:
    for url, row in rows:
        code = Code(row["code"]) if row["code"] else None
        checked = datetime.fromisoformat(str(row["checked"])).timestamp()
        yield url, Known(Verdict(code, str(row["detail"])), checked)
