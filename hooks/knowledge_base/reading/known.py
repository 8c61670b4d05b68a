"""What an earlier reading of content found out, for the next one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge_base.findings import Findings

if TYPE_CHECKING:  # a build that finds nothing changed needs no models
    from knowledge_base.catalog import Catalog
    from knowledge_base.record import Record


@dataclass(frozen=True)
class Known:
    """What was found out about content that was valid.

    ``files`` has, by the path of a file from the project's root, the digest of what it said and
    what was found out about that; ``whole`` is what was found out about all of it together.
    """

    files: Mapping[str, tuple[str, Findings]] = field(default_factory=dict)
    whole: Findings = field(default_factory=Findings)


def known_from(catalog: "Catalog") -> Known:
    """What the next reading may know of the files that ``catalog`` is made of."""
    records: list[Record[Any]] = [*catalog.entries.values(), *catalog.myths.values()]
    records += [*catalog.terms.values(), *catalog.reference.files.values()]
    files = {record.path: (record.digest, record.kept) for record in records}
    return Known(files, catalog.kept)
