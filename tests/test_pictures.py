"""The committed pictures are those that their drawings make."""

import struct
from pathlib import Path

import pytest
from conftest import ROOT, run

from scripts.draw_pictures import PICTURES, draw


def test_pictures_are_fresh() -> None:
    result = run("scripts/draw_pictures.py", "--check")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", [name for name in PICTURES if name.endswith("card.png")])
def test_cards_have_the_size_that_messengers_ask_for(name: str) -> None:
    data = (ROOT / "docs" / name).read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 100_000


def test_a_drawing_with_text_is_refused(tmp_path: Path) -> None:
    drawing = tmp_path / "card.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>Hi</text></svg>')
    with pytest.raises(ValueError, match="outlines"):
        draw(drawing, 100)
