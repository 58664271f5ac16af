"""What passes each gate, heard and counted, so that others of the rehearsed city can count it again."""

from bisect import bisect_left, insort
from collections import defaultdict
from datetime import datetime

from lazaretto.facts import gate, hygiene, testing
from lazaretto.facts.fact import Fact
from lazaretto.facts.supervision import Flow, Tallied

_COUNTED: tuple[Tallied, ...] = ("person", "vehicle", "consignment", "disinfection", "sampling")


class Passages:
    """Hears each fact that is stated. One a world."""

    def __init__(self) -> None:
        self._came: dict[tuple[str, Tallied], list[datetime]] = defaultdict(list)
        self._went: dict[tuple[str, Tallied], list[datetime]] = defaultdict(list)

    def hear(self, fact: Fact) -> None:
        """Note what came, went, or was done."""
        body = fact.body
        if isinstance(body, gate.Entered):
            self._came_by(fact, body.category)
        elif isinstance(body, gate.Left):
            insort(self._went[fact.facility, body.category], fact.occurred)
        elif isinstance(body, gate.GoodsRegistered):
            self._came_by(fact, "consignment")
        elif isinstance(body, gate.GoodsRemoved):
            insort(self._went[fact.facility, "consignment"], fact.occurred)
        elif isinstance(body, testing.Sampled):
            for _ in body.members:
                self._came_by(fact, "sampling")
        elif isinstance(body, gate.GoodsSampled):
            self._came_by(fact, "sampling")
        elif _disinfects(fact):
            self._came_by(fact, "disinfection")

    def _came_by(self, fact: Fact, of: Tallied) -> None:
        insort(self._came[fact.facility, of], fact.occurred)

    def flows(self, facility: str, since: datetime, until: datetime) -> tuple[Flow, ...]:
        """What passed in ``[since, until)``, a category each."""
        return tuple(
            Flow(
                of=of,
                came=_between(self._came[facility, of], since, until),
                went=_between(self._went[facility, of], since, until),
            )
            for of in _COUNTED
        )


def _between(instants: list[datetime], since: datetime, until: datetime) -> int:
    return bisect_left(instants, until) - bisect_left(instants, since)


def _disinfects(fact: Fact) -> bool:
    body = fact.body
    if isinstance(body, gate.VehicleSeen):
        return body.disinfected is True
    return isinstance(body, hygiene.Disinfected | gate.GoodsDisinfected)
