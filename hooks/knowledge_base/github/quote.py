"""Text from strangers inside Markdown that GitHub shows: as a block of code, never as Markup.

Nothing in such a block becomes a link, a picture, a mention or a heading.
"""

import re

# GitHub takes 65,536 characters; a comment also has words of ours.
LONGEST = 60_000


def fenced(text: str, language: str = "text") -> str:
    """``text`` as a fenced block that nothing in it can close; cut where GitHub would refuse."""
    shown = "".join(c for c in text if c.isprintable() or c == "\n")
    shown = shown if len(shown) <= LONGEST else shown[:LONGEST] + "\n…"
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{shown.rstrip()}\n{fence}\n"
