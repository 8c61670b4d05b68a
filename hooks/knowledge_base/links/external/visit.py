"""One address, followed to its end: redirects, HEAD and GET, second tries."""

from knowledge_base.links.external.pace import Clock, Pacer, seconds_of
from knowledge_base.links.external.resolve import Resolver
from knowledge_base.links.external.target import Target
from knowledge_base.links.external.verdict import Limits, Trouble, Verdict
from knowledge_base.links.external.wire import Answer, Wire
from knowledge_base.links.records import Code

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TOO_MANY = 429


class Visitor:
    """Tells whether addresses work."""

    def __init__(self, resolver: Resolver, clock: Clock, limits: Limits) -> None:
        self._resolver = resolver
        self._clock = clock
        self._limits = limits
        self._pacer = Pacer(clock, limits.gap)
        self._wire = Wire(limits)

    def visit(self, target: Target) -> Verdict:
        """Open ``target``; again, after a pause, while its trouble may pass."""
        limits = self._limits
        pause = limits.first_pause
        for tried in range(1, limits.tries + 1):
            try:
                # HEAD is cheaper, but some servers drop it; a second try is a GET.
                self._follow(target, "HEAD" if tried == 1 else "GET")
                return Verdict()
            except Trouble as trouble:
                last = trouble
            if not last.may_pass or tried == limits.tries:
                break
            self._pacer.rest(last.host, min(max(pause, last.pause), limits.longest_pause))
            pause *= 2
        return last.verdict

    def _follow(self, target: Target, method: str) -> None:
        """Go where ``target`` leads. Raises :class:`Trouble` unless a page is there."""
        seen: set[str] = set()
        while True:
            seen.add(target.url)
            answer = self._ask(method, target)
            if answer.status in _REDIRECTS and answer.location:
                target = target.redirected(answer.location)
                if target.url in seen or len(seen) > self._limits.redirects:
                    raise Trouble(Code.EXTERNAL_REDIRECT_LOOP, target.url)
            elif 200 <= answer.status < 300:
                return
            else:
                raise self._refusal(target, answer)

    def _ask(self, method: str, target: Target) -> Answer:
        answer = self._request(method, target)
        if method == "HEAD" and answer.status >= 400 and answer.status != _TOO_MANY:
            answer = self._request("GET", target)
        return answer

    def _request(self, method: str, target: Target) -> Answer:
        # First the wait, then the look at the name: no time for it to change.
        self._pacer.wait(target.host)
        try:
            addresses = self._resolver.resolve(target.host, target.port)
        except (OSError, UnicodeError) as error:
            detail = getattr(error, "strerror", None) or str(error)
            code = Code.EXTERNAL_UNREACHABLE
            raise Trouble(code, detail, may_pass=True, host=target.host) from None
        return self._wire.ask(method, target, addresses)

    def _refusal(self, target: Target, answer: Answer) -> Trouble:
        return Trouble(
            Code.EXTERNAL_BROKEN,
            f"HTTP {answer.status}",
            may_pass=answer.status == _TOO_MANY or answer.status >= 500,
            host=target.host,
            pause=seconds_of(answer.retry_after, self._clock.time()),
        )
