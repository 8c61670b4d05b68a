"""What pages that list things are called: the parts of a list, and lists within lists."""

from knowledge_base.model import Bilingual


def part_number(number: int, sign: str = " ") -> str:
    """How the parts of something are told apart: the first is called like the whole."""
    return f"{sign}{number}" if number > 1 else ""


def numbered(title: Bilingual, number: int) -> Bilingual:
    """The name of a part of what is called ``title``."""
    return Bilingual(zh=title.zh + part_number(number), en=title.en + part_number(number))


def joined(first: Bilingual, second: Bilingual) -> Bilingual:
    """Two names as one, in both languages."""
    return Bilingual(zh=f"{first.zh} · {second.zh}", en=f"{first.en} · {second.en}")
