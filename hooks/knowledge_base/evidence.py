"""How well a page is supported: its claims counted by how sure we are of them."""

from collections import Counter
from typing import get_args

from knowledge_base.model import Claim, Model, parts
from knowledge_base.model.fields import Certainty

# From the surest down, in the order in which the model names them.
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


def grades(entry: Model) -> dict[Certainty, int]:
    """How many claims of ``entry`` have each certainty: the surest first, none left at zero."""
    found = Counter(value.certainty for _, value in parts(entry) if isinstance(value, Claim))
    return {each: found[each] for each in CERTAINTIES if found[each]}


def strongest(entry: Model) -> Certainty:
    """The best certainty that any claim of ``entry`` has. Raises ``StopIteration`` without one."""
    return next(iter(grades(entry)))
