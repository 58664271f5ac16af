"""One walk of a tour as its page shows it: stop by stop, what was said of each, and what was left (M32)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from lazaretto.facts.fact import Fact
from lazaretto.facts.patrols import PatrolBrokenOff, PatrolLooked, Stop
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.force import InForce
from lazaretto.obligations.patrols import Look, Patrol, Tour, tour_at
from lazaretto.protocol.document import Refrain
from lazaretto.registers.standing import Standing

Said = Literal["in_order", "remarkable", "dark", "skipped", "left"]
_LEFT_OPEN = "patrol_left_open"  # the condition whose minutes a walk may take
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class StopShown:
    """One stop of a walk. said: the last word on it, ``left`` where there is none.

    words: what was seen, or why nothing was. finding: what was raised from it. image: the digest of
    its picture.
    """

    stop: str
    title: str
    camera: str | None
    place: str | None
    seconds: int | None
    said: Said
    words: str | None = None
    at: datetime | None = None
    by: str | None = None
    image: str | None = None
    finding: str | None = None
    fact: UUID | None = None

    @property
    def area(self) -> str:
        """What is looked at: the key area or wing, else the stop itself by its title."""
        return self.place or self.title


@dataclass(frozen=True, slots=True)
class WalkShown:
    """One walk. until: when it is to be over, None where no document in force says. reason: it was given up.

    said: when something was last said of it. astray: how many words on it came out of turn.
    """

    patrol: str
    facility: str
    tour: str
    title: str
    turn: int
    state: str
    begun: datetime
    begun_by: str
    ended: datetime | None
    ended_by: str | None
    until: datetime | None
    overdue: bool
    said: datetime
    reason: str | None
    stops: tuple[StopShown, ...]
    astray: int
    fact: UUID

    @property
    def walking(self) -> bool:
        """Whether it is under way."""
        return self.state == "walking"

    @property
    def left(self) -> tuple[StopShown, ...]:
        """The stops of which nothing was said."""
        return tuple(stop for stop in self.stops if stop.said == "left")

    @property
    def looked(self) -> int:
        """How many stops were looked at, with a picture or without."""
        return sum(stop.said not in ("left", "skipped") for stop in self.stops)

    @property
    def skipped(self) -> int:
        """How many were passed over."""
        return sum(stop.said == "skipped" for stop in self.stops)

    @property
    def found(self) -> tuple[StopShown, ...]:
        """Where something was seen."""
        return tuple(stop for stop in self.stops if stop.said == "remarkable")


def shown(
    standing: Standing, patrol: Patrol, *, facts: Sequence[Fact], forces: Sequence[InForce]
) -> WalkShown:
    """A walk at the standing's instant."""
    tour, minutes = tour_at(standing, facts, patrol), minutes_open(forces, standing.at)
    until = patrol.begun + minutes * _MINUTE if minutes is not None else None
    last = patrol.course.taken[-1]
    over = None if patrol.state == "walking" else last.fact
    reason = over.body.reason if over is not None and isinstance(over.body, PatrolBrokenOff) else None
    return WalkShown(
        patrol=patrol.code, facility=patrol.facility, tour=patrol.body.tour,
        title=tour.body.title if tour else patrol.body.tour, turn=patrol.body.turn, state=patrol.state,
        begun=instant(patrol.begun), begun_by=patrol.body.begun_by,
        ended=over.occurred if over else None, ended_by=over.actor if over else None,
        until=instant(until) if until is not None else None,
        overdue=until is not None and (standing.at if over is None else seconds(over.occurred)) > until,
        said=last.fact.occurred, reason=reason, stops=_stops(tour, patrol),
        astray=len(patrol.course.astray), fact=patrol.course.taken[0].fact.id,
    )  # fmt: skip


def minutes_open(forces: Sequence[InForce], at: int) -> int | None:
    """Within how many minutes a walk is to be over, by the documents in force; None where none says it."""
    held = [force.protocol for force in forces if force.since <= at < force.until]
    duties = [clause.duty for protocol in held for clause in protocol.clauses]
    found = [one for one in duties if isinstance(one, Refrain) and one.condition == _LEFT_OPEN]
    return found[-1].settings["minutes"] if found else None


def _stops(tour: Tour | None, patrol: Patrol) -> tuple[StopShown, ...]:
    """The tour's stops in order, then what was looked at besides: what happened is never left out."""
    said = {look.stop: (look, fact) for look, fact in patrol.looks}
    stops = tour.body.stops if tour is not None else ()
    known = {one.stop for one in stops}
    besides = tuple(Stop(stop=code, title=code) for code in said if code not in known)
    return tuple(_stop(one, said.get(one.stop)) for one in (*stops, *besides))


def _stop(stop: Stop, said: tuple[Look, Fact] | None) -> StopShown:
    bare = StopShown(stop.stop, stop.title, stop.camera, stop.place, stop.seconds, "left")
    if said is None:
        return bare
    look, fact = said
    where = (stop.stop, stop.title, stop.camera, stop.place, stop.seconds)
    if isinstance(look, PatrolLooked):
        return StopShown(
            *where, look.looked, look.seen, fact.occurred, look.looked_by, look.image, look.finding, fact.id
        )
    return StopShown(*where, "skipped", look.reason, fact.occurred, look.skipped_by, fact=fact.id)
