"""Who answers for a facility by name: its responsible leader and the deputies, since when and until when."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.fact import Fact, in_time
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import FOREVER, joined
from lazaretto.registers.standing import Standing

_NAMES = ("leader_named", "deputy_named", "leader_relieved")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as they were named for a facility: from when and until when (seconds; FOREVER: it runs).

    relieved: whether somebody ended it, rather than its own end or the next name. fact: what named them.
    """

    person: str
    title: str
    since: int
    until: int
    fact: Fact
    relieved: bool = False

    def holds(self, at: int) -> bool:
        """Whether it is theirs at an instant."""
        return self.since <= at < self.until


@dataclass(slots=True)
class Office:
    """Who was ever named for one facility, in the order in which they were named."""

    leaders: list[Named] = field(default_factory=list)
    deputies: list[Named] = field(default_factory=list)

    def leader(self, at: int) -> Named | None:
        """The responsible leader at an instant; None where nobody is."""
        return next((one for one in reversed(self.leaders) if one.holds(at)), None)

    def standing_in(self, at: int) -> tuple[Named, ...]:
        """The deputies at an instant, the first to stand in first."""
        return tuple(one for one in self.deputies if one.holds(at))

    def take(self, named: Named, *, leader: bool) -> None:
        """Another name: a new leader follows the one before, a deputy stands beside the others."""
        if leader and self.leaders:
            self.leaders[-1] = _over(self.leaders[-1], named.since)
        line = self.leaders if leader else self.deputies
        line.append(named)

    def relieve(self, person: str, at: int) -> None:
        """They answer for it no longer, in whichever rank."""
        for line in (self.leaders, self.deputies):
            for n, one in enumerate(line):
                if one.person == person and one.holds(at):
                    line[n] = replace(_over(one, at), relieved=True)


def offices(standing: Standing, *, facts: Sequence[Fact]) -> dict[str, Office]:
    """Every facility's names, by its code; a facility for which nobody was ever named is left out."""
    return standing.once("offices", lambda: _offices(standing, facts))


def _offices(standing: Standing, facts: Sequence[Fact]) -> dict[str, Office]:
    found: dict[str, Office] = {}
    rows = joined([standing.events(name) for name in _NAMES])
    said = sorted((facts[number] for number in set(rows.fact.tolist())), key=in_time)
    for fact in said:
        office = found.setdefault(fact.facility, Office())
        body, at = fact.body, seconds(fact.occurred)
        if isinstance(body, LeaderNamed):
            until = FOREVER if body.until is None else seconds(body.until)
            office.take(Named(body.person, body.title, at, until, fact), leader=body.rank == "responsible")
        else:
            office.relieve(str(getattr(body, "person", "")), at)
    return found


def _over(one: Named, at: int) -> Named:
    return replace(one, until=min(one.until, at))
