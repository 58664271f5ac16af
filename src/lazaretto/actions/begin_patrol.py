"""Begin to walk a tour: which walk of its slot it is, is read off the record in that moment (M32)."""

from collections.abc import Container, Iterable
from datetime import datetime
from itertools import count
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.state_in_turn import state_in_turn
from lazaretto.actions.viewing import view
from lazaretto.board.patrol_heat import days_back, opening
from lazaretto.board.patrols_page import BACK, EVIDENCE
from lazaretto.facts.fact import Body
from lazaretto.facts.patrols import PatrolBegun
from lazaretto.facts.periods import seconds
from lazaretto.obligations.patrols import Patrol, patrols, tours
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

ACT = "state:supervision.patrol_begun"


class _UnderWay(Exception):
    """Somebody walks that tour already."""

    def __init__(self, patrol: str) -> None:
        super().__init__(patrol)
        self.patrol = patrol


def begin_patrol(facility: str, tour: str, *, fact: UUID, actor: Actor, device: str, now: datetime) -> str:
    """The number of the walk: of a new one, or of the one of this tour that is under way.

    fact: the number its form was given; pressed twice, it is begun once. Raises :class:`Refused` for a tour
    that the house has not.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now)
    house = house_of(seen, facility)
    hour = opening(seen.forces, seen.standing.at, evidence=EVIDENCE)
    today = days_back(now, 1, opens=hour, zone=house.zone)

    def begun(record: Record, standing: Standing) -> Body:
        known = {one.code: one for one in tours(standing, record.facts, facility)}
        if tour not in known:
            raise Refused("tour_unknown", tour=tour[:64], facility=facility)
        held = patrols(standing, record.facts, facility, since=standing.at - BACK)
        mine = [one for one in held if one.body.tour == tour]
        running = next((one for one in mine if one.state == "walking"), None)
        if running is not None:
            raise _UnderWay(running.code)
        of_today = [one for one in mine if one.begun >= seconds(today.start)]
        return PatrolBegun(
            patrol=_number(f"PT-{facility}-{today.days[0]:%y%m%d}", {one.code for one in held}), tour=tour,
            turn=next_turn(of_today, turns=known[tour].body.turns), begun_by=actor.code,
        )  # fmt: skip

    try:
        said = state_in_turn(
            begun, turn=f"patrols of {facility}", facility=facility, fact=fact, actor=actor, device=device,
            now=now,
        )  # fmt: skip
    except _UnderWay as known:
        return known.patrol
    if not isinstance(said, PatrolBegun):
        raise TypeError(f"{type(said).__name__} begins no walk")
    return said.patrol


def next_turn(walks: Iterable[Patrol], *, turns: int) -> int:
    """Which turn of a day a new walk answers for: the first that nobody walked to its end, else the last."""
    walked = {one.body.turn for one in walks if one.state == "ended"}
    return next((turn for turn in range(1, turns + 1) if turn not in walked), turns)


def _number(day: str, taken: Container[str]) -> str:
    """The number of a house's next walk of a day: ``PT-QZ-D-220315-2``."""
    return next(code for n in count(1) if (code := f"{day}-{n}") not in taken)
