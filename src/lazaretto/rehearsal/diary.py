"""Facts as they are stated: each with an id from its own words and a plausible delay of recording."""

from datetime import datetime, timedelta
from hashlib import blake2b
from heapq import heappop, heappush
from uuid import UUID

from lazaretto.facts.encoding import encode_body
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.identity import RANDOM_BYTES, uuid7
from lazaretto.facts.periods import utc

LATEST_DELAY = 240  # seconds between an act and its line in the record, unless said otherwise
_CATCHING_UP = 60  # an hour without a network is sent within a minute
_HISTORY_GAP = timedelta(milliseconds=10)  # facts older than the record follow each other into it


class Diary:
    """Takes statements in any order, gives facts in recorded order."""

    def __init__(self, *, seed: int, opens: datetime) -> None:
        self._seed = seed
        self._opens = opens
        self._history = 0
        self._waiting: list[tuple[datetime, int, Fact]] = []
        self._count = 0
        self._cut_off: dict[str, list[tuple[datetime, datetime]]] = {}

    def cut_off(self, facility: str, since: datetime, until: datetime) -> None:
        """A facility works without a network: what happens there reaches the record afterwards, in order."""
        self._cut_off.setdefault(facility, []).append((since, until))

    def write(
        self, facility: str, body: Body, *, occurred: datetime, actor: str, device: str,
        place: str | None = None, delay: timedelta | None = None, corrects: UUID | None = None,
    ) -> Fact:  # fmt: skip
        """State a fact. ``delay``: how long it took to be recorded (None: drawn, minutes)."""
        said = (self._seed, facility, place, actor, occurred.timestamp(), corrects, "")
        name = "\x1f".join(map(str, said)).encode()
        drawn = blake2b(name + encode_body(body), digest_size=RANDOM_BYTES + 2).digest()
        if delay is None:
            delay = timedelta(seconds=int.from_bytes(drawn[RANDOM_BYTES:], "big") % LATEST_DELAY)
        recorded = self._recorded(facility, occurred + delay)
        fact = Fact(
            id=uuid7(occurred, drawn[:RANDOM_BYTES]), occurred=utc(occurred), recorded=recorded,
            facility=facility, actor=actor, device=device,
            body=body, place=place, corrects=corrects,
        )  # fmt: skip
        self._count += 1
        heappush(self._waiting, (fact.recorded, self._count, fact))
        return fact

    def recorded_before(self, instant: datetime) -> list[Fact]:
        """Take out the facts recorded before an instant, in recorded order."""
        found = []
        while self._waiting and self._waiting[0][0] < instant:
            found.append(heappop(self._waiting)[2])
        return found

    def _recorded(self, facility: str, wanted: datetime) -> datetime:
        """Nothing was recorded before the record began; what is older was written down at its start."""
        for since, until in self._cut_off.get(facility, ()):
            if since <= wanted < until:
                return utc(until + (wanted - since) / _CATCHING_UP)
        if wanted >= self._opens:
            return utc(wanted)
        self._history += 1
        return utc(self._opens + self._history * _HISTORY_GAP)
