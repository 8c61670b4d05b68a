"""One search index per language, from the single one that the theme's plugin writes."""

import json
from pathlib import Path
from typing import Any

from knowledge_base.languages import CODES


def split_index(site: Path) -> None:
    """Replace ``search/search_index.json`` of a built ``site`` by one in each language's folder.

    Pages look for it below their language's folder, so locations lose that first folder.
    """
    whole = site / "search" / "search_index.json"
    index: dict[str, Any] = json.loads(whole.read_text(encoding="utf-8"))
    for code in CODES:
        prefix = f"{code}/"
        own = [
            {**each, "location": each["location"].removeprefix(prefix)}
            for each in index["docs"]
            if each["location"].startswith(prefix)
        ]
        target = site / code / "search" / whole.name
        target.parent.mkdir(exist_ok=True)
        # UTF-8 as it is: escaped, a Chinese character takes twice the bytes.
        text = json.dumps({**index, "docs": own}, ensure_ascii=False, separators=(",", ":"))
        target.write_text(text, encoding="utf-8")
    whole.unlink()
    whole.parent.rmdir()
