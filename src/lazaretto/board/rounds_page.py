"""Rounds of a house as values of its pages: coverage, what an opening would muster, one round, its tubes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from lazaretto.board.houses import House
from lazaretto.board.tubes import Tube, tubes
from lazaretto.board.walking import Stop, step, stops
from lazaretto.facts.custody import WentOut
from lazaretto.facts.fact import Fact
from lazaretto.obligations.force import InForce
from lazaretto.obligations.outcomes import OUTCOMES, Outcome
from lazaretto.obligations.rounds import Answered, RoundView, round_view, whom
from lazaretto.obligations.strength import strength
from lazaretto.obligations.tallying import RoundLine
from lazaretto.registers.standing import Standing

HOURS = "round.hours"  # the parameter that says within how many hours a round is finished
WHOM = (
    ("detainees", "all"), ("detainees", "transition"), ("detainees", "general"),
    ("staff", "all"), ("staff", "inside"), ("staff", "standby"), ("staff", "isolating"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """What a round that were opened now would be.

    left_out: on the roll and not on the muster, and why. away: on the muster, and out of the house, where.
    """

    stratum: str
    part: str
    pool: int
    walk: tuple[Stop, ...]
    left_out: tuple[tuple[str, str], ...]
    away: tuple[tuple[str, str], ...]

    @property
    def people(self) -> int:
        """How many would be on the muster."""
        return sum(len(stop.people) for stop in self.walk)

    @property
    def cells(self) -> int:
        """How many cells would be walked through."""
        return sum(stop.place is not None for stop in self.walk)

    @property
    def tubes(self) -> int:
        """How many tubes it takes: none is carried over to the next cell."""
        return sum(-(-len(stop.people) // self.pool) for stop in self.walk)


@dataclass(frozen=True, slots=True)
class RoundsPage:
    """The rounds of a house. hours: after how many the protocol wants one finished, where it says so."""

    house: House
    at: datetime
    running: tuple[RoundView, ...]
    past: tuple[RoundLine, ...]
    hours: int | None
    incidents: tuple[str, ...]
    preview: Preview | None


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round: its people cell by cell, its tubes one by one. away: who is out of the house now, where."""

    house: House
    at: datetime
    view: RoundView
    walk: tuple[Stop, ...]
    tubes: tuple[Tube, ...]
    away: Mapping[str, str]

    @property
    def walkers(self) -> tuple[Stop, ...]:
        """The cells as they are walked: whoever arrived during the round, too."""
        return stops((*self.view.people, *self.view.arrived))

    @property
    def fresh(self) -> tuple[Tube, ...]:
        """Labels that are on no tube yet."""
        return tuple(tube for tube in self.tubes if tube.state == "unused")

    def in_state(self, *states: str) -> tuple[Tube, ...]:
        """The tubes that have come so far."""
        return tuple(tube for tube in self.tubes if tube.state in states)

    @property
    def adrift(self) -> tuple[tuple[str, Tube], ...]:
        """Why tubes do not add up: (what is odd, the tube)."""
        found = [("unlabelled", tube) for tube in self.tubes if not tube.labelled]
        found += [("missing", tube) for tube in self.tubes if tube.condition == "missing" and not tube.void]
        return tuple(found + [("skipped", tube) for tube in self.tubes if _skipped(tube)])

    @property
    def needed(self) -> int:
        """How many labels are still wanted: what is uncovered, cell by cell, less what is unused."""
        wanted = sum(-(-len(stop.open) // max(self.view.pool, 1)) for stop in self.walkers)
        return max(wanted - len(self.fresh), 0)


def _skipped(tube: Tube) -> bool:
    """Received or answered, and never handed over; or answered without having been filled."""
    further = tube.received or tube.result
    return bool(further) and (tube.filled is None or tube.handed_over is None)


def shares(view: RoundView) -> tuple[tuple[Outcome, int], ...]:
    """How many of the muster have which outcome, those without one first; none is left out of the sum."""
    counted = Counter(one.outcome for one in view.people)
    order = sorted(OUTCOMES, key=lambda one: one != "none")
    return tuple((outcome, counted[outcome]) for outcome in order if counted[outcome])


def round_page(
    standing: Standing, *, facts: Sequence[Fact], house: House, at: datetime, code: str
) -> RoundPage | None:
    """One round of a house; None where none of this number is."""
    view = round_view(standing, facts, code, facility=house.code)
    if view is None:
        return None
    found = tubes(standing, facts=facts, round_=code)
    return RoundPage(house, at, view, stops(view.people), found, _away(standing, facts))


def preview(
    standing: Standing, *, facts: Sequence[Fact], house: House, stratum: str, part: str, pool: int
) -> Preview:
    """Whom a round opened now would ask, cell by cell, and whom it would leave out."""
    found = whom(standing, house.code, stratum, part, standing.at)
    beds = standing.in_cell.at(standing.at)
    cells = {
        standing.names.name(key): standing.names.name(cell)
        for key, cell in zip(beds.key.tolist(), beds.value.tolist(), strict=True)
    }
    people = [Answered(person=one, cell=cells.get(one), outcome="none") for one in found]
    away = {one: to for one, to in _away(standing, facts).items() if one in set(found)}
    return Preview(
        stratum, part, pool, stops(people), _left_out(standing, house, stratum, set(found)),
        tuple(sorted(away.items(), key=lambda one: step(one[0]))),
    )  # fmt: skip


def _left_out(
    standing: Standing, house: House, stratum: str, mustered: set[str]
) -> tuple[tuple[str, str], ...]:
    """Who is on the roll, or serves in the house, and is not on the muster, and why."""
    if stratum == "staff":
        keys = strength(standing, house.number)
    else:
        beds = standing.in_cell.at(standing.at)
        keys = beds.key[beds.facility == house.number].tolist()
    names = sorted((standing.names.name(key) for key in keys), key=step)
    why = "phase" if stratum == "staff" else "part"
    return tuple((name, why) for name in names if name not in mustered)


def _away(standing: Standing, facts: Sequence[Fact]) -> dict[str, str]:
    """Who is out for a while, and where."""
    rows = standing.away.at(standing.at)
    found: dict[str, str] = {}
    for key, number in zip(rows.key.tolist(), rows.fact.tolist(), strict=True):
        body = facts[number].body
        found[standing.names.name(key)] = body.to if isinstance(body, WentOut) else "other"
    return found


def hours(forces: Sequence[InForce], at: int) -> int | None:
    """Within how many hours a round is finished, by the latest document in force that says so."""
    said = [
        parameter.value
        for force in forces if force.since <= at < force.until
        for parameter in force.protocol.parameters if parameter.id == HOURS
    ]  # fmt: skip
    return int(said[-1]) if said else None


def closing(page: RoundsPage) -> datetime | None:
    """When a round that is opened now is to close, where the protocol says it."""
    return page.at + timedelta(hours=page.hours) if page.hours else None


def incidents_open(standing: Standing, house: House) -> tuple[str, ...]:
    """The incidents of a house that run."""
    opened = standing.events("incident_opened")
    mine = opened.key[opened.facility == house.number]
    still = mine[~np.isin(mine, standing.events("incident_closed").key)]
    return tuple(standing.names.name(key) for key in dict.fromkeys(still.tolist()))
