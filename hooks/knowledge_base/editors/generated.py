"""Every file of the repository that is made from the models, and none by hand."""

from pathlib import Path

from knowledge_base.catalog import Catalog
from knowledge_base.editors.fieldtable import field_table
from knowledge_base.editors.ids import ids_schema
from knowledge_base.editors.schema import IDS_FILE, schemas
from knowledge_base.editors.snippets import snippets
from knowledge_base.github.forms import forms

# May lag behind: whoever adds an entry in the web editor cannot make it anew.
IDS = f"schema/{IDS_FILE}"


def generated(catalog: Catalog) -> dict[str, str]:
    """The text of each generated file, by its path in the repository."""
    return {
        **{f"schema/{name}": text for name, text in schemas().items()},
        IDS: ids_schema(catalog),
        **forms(),
        "FIELDS.md": field_table(),
        ".vscode/knowledge-base.code-snippets": snippets(),
    }


def stale(root: Path, catalog: Catalog) -> dict[str, str]:
    """Those of the generated files below ``root`` that are missing or differ, as they should be."""
    return {
        name: text
        for name, text in generated(catalog).items()
        if not (root / name).is_file() or (root / name).read_text(encoding="utf-8") != text
    }
