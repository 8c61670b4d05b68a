"""Draw the PNG pictures from their SVG: the site's marks, and the cards shown with shared links.

The drawings hold shapes only, no text and no font, so they come out the same everywhere. A
test draws them again and compares; run this after changing a drawing.
"""

import argparse
import sys
from pathlib import Path

import resvg_py

ROOT = Path(__file__).parent.parent
# For each PNG below docs/: the drawing that it is made from, and its width.
PICTURES = {
    "assets/mark.png": ("assets/mark.svg", 32),
    "assets/touch.png": ("assets/mark.svg", 180),
    "zh/card.png": ("zh/card.svg", 1200),
    "en/card.png": ("en/card.svg", 1200),
}


def draw(drawing: Path, width: int) -> bytes:
    """The drawing as a PNG. Raises ``ValueError`` if it holds text, which would need a font."""
    svg = drawing.read_text(encoding="utf-8")
    if "<text" in svg:
        raise ValueError(f"{drawing}: has text; turn it into outlines")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))


def main() -> int:
    """Write the pictures, or with ``--check`` say which are stale. Exit code 1: some are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stale = []
    for name, (drawing, width) in PICTURES.items():
        picture = ROOT / "docs" / name
        png = draw(ROOT / "docs" / drawing, width)
        if picture.exists() and picture.read_bytes() == png:
            continue
        stale.append(name)
        if not check:
            picture.write_bytes(png)
    for name in stale:
        print(f"docs/{name}: {'stale: run scripts/draw_pictures.py' if check else 'drawn'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
