"""What became of one address, and the limits within which it is looked at."""

from dataclasses import dataclass

from knowledge_base.links.records import Code


@dataclass(frozen=True)
class Limits:
    """How long, how much and how often; all times in seconds."""

    connect: float = 5
    total: float = 15  # one request, from the first packet to the last byte that is read
    most_bytes: int = 64 * 1024  # of a body
    redirects: int = 5
    tries: int = 3
    gap: float = 1  # between two requests to one host
    first_pause: float = 2  # before the second try; doubled before each further one
    longest_pause: float = 60  # even if the server asks for more
    workers: int = 8  # hosts that are looked at at the same time


@dataclass(frozen=True)
class Verdict:
    """Whether an address works: then it has no ``code``. ``detail`` is in no language."""

    code: Code | None = None
    detail: str = ""


class Trouble(Exception):
    """An address cannot be opened. If it ``may_pass``, it is worth another try.

    ``host`` is the one that failed, ``pause`` the seconds that it asked for.
    """

    def __init__(
        self,
        code: Code,
        detail: str,
        *,
        may_pass: bool = False,
        host: str = "",
        pause: float = 0,
    ) -> None:
        super().__init__(code, detail)
        self.verdict = Verdict(code, detail)
        self.may_pass = may_pass
        self.host = host
        self.pause = pause
