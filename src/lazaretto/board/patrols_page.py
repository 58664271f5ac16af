"""The tours of a house and of a city: what is owed now, what stayed unwalked, what is under way (M32)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import numpy as np

from lazaretto.board.houses import House
from lazaretto.board.patrol_walk import WalkShown, shown
from lazaretto.facts.fact import Fact
from lazaretto.facts.patrols import Stop
from lazaretto.facts.periods import instant
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.days import DAY
from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Judged, Status
from lazaretto.obligations.patrols import Tour, patrols, tours
from lazaretto.protocol.document import Recurring
from lazaretto.registers.standing import Standing

EVIDENCE = "tour_walked"  # the event that answers for a turn of a tour
TurnState = Literal["late", "owed", "missed", "met", "ahead", "excused", "disputed"]
BACK = 2 * DAY  # seconds: a walk that nobody finished in two days is history, and no longer under way
_PRESSING: tuple[TurnState, ...] = ("late", "owed", "missed", "disputed", "met", "excused", "ahead")
_STATES: dict[Status, TurnState] = {
    Status.MISSED: "missed", Status.EXCUSED: "excused", Status.DISPUTED: "disputed", Status.MET: "met",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One walk that a tour owes in one slot. due: by when; until: up to then it is late, not yet missed."""

    turn: int
    state: TurnState
    opens: datetime
    due: datetime
    until: datetime
    obligation: UUID
    answer: UUID | None


@dataclass(frozen=True, slots=True)
class TourLine:
    """One tour: what it owes now, what of the last day stayed unwalked, its running walk and its last one."""

    house: House
    tour: str
    title: str
    owed: int
    stops: tuple[Stop, ...]
    turns: tuple[TurnShown, ...]
    missed: tuple[TurnShown, ...]
    running: WalkShown | None
    last: WalkShown | None

    @property
    def state(self) -> TurnState:
        """The most pressing of what it owes now; ``ahead`` where no document in force asks for it."""
        return min((one.state for one in self.turns), key=_PRESSING.index, default="ahead")

    @property
    def due(self) -> datetime | None:
        """By when the next walk is owed."""
        return min((one.due for one in self.turns if one.state in ("late", "owed")), default=None)

    @property
    def seconds(self) -> int | None:
        """How long a walk takes, by what was said of each look; None where that is not said of every stop."""
        lengths = [one.seconds for one in self.stops if one.seconds is not None]
        return sum(lengths) if lengths and len(lengths) == len(self.stops) else None


@dataclass(frozen=True, slots=True)
class HouseTours:
    """The tours of one house, the most pressing first."""

    house: House
    tours: tuple[TourLine, ...]


def house_tours(
    standing: Standing, *, owed: Assessment, facts: Sequence[Fact], forces: Sequence[InForce],
    houses: Sequence[House],
) -> tuple[HouseTours, ...]:  # fmt: skip
    """Each of these houses with its tours, in the order given. owed: as it was last assessed."""
    turns = _owed(owed, [house.number for house in houses])
    found = []
    for house in houses:
        walks = _walks(standing, house, facts=facts, forces=forces)
        lines = [
            _line(house, tour, turns.get((house.code, tour.code), ()), walks.get(tour.code, ()))
            for tour in tours(standing, facts, house.code)
        ]
        found.append(HouseTours(house, tuple(sorted(lines, key=_most_pressing))))
    return tuple(found)


def _line(house: House, tour: Tour, turns: Sequence[TurnShown], walks: Sequence[WalkShown]) -> TourLine:
    now = [one for one in turns if one.state != "missed"]
    return TourLine(
        house=house, tour=tour.code, title=tour.body.title, owed=tour.body.turns, stops=tour.body.stops,
        turns=tuple(now), missed=tuple(one for one in turns if one.state == "missed"),
        running=next((one for one in reversed(walks) if one.walking), None),
        last=next((one for one in reversed(walks) if not one.walking), None),
    )  # fmt: skip


def _most_pressing(line: TourLine) -> tuple[int, str]:
    return _PRESSING.index(line.state), line.tour


def _walks(
    standing: Standing, house: House, *, facts: Sequence[Fact], forces: Sequence[InForce]
) -> Mapping[str, list[WalkShown]]:
    """The walks of the last days by tour, in order."""
    found: dict[str, list[WalkShown]] = {}
    for patrol in patrols(standing, facts, house.code, since=standing.at - BACK):
        one = shown(standing, patrol, facts=facts, forces=forces)
        found.setdefault(one.tour, []).append(one)
    return found


def _owed(assessment: Assessment, among: Sequence[int]) -> Mapping[tuple[str, str], list[TurnShown]]:
    """What each tour owes by house and tour: of the slot that runs, and of those that are not settled yet."""
    found: dict[tuple[str, str], list[TurnShown]] = {}
    for part in assessment.judged:
        duty = part.block.clause.duty
        if isinstance(duty, Recurring) and duty.evidence == EVIDENCE:
            for tour, one in _of_part(assessment, part, among):
                found.setdefault(tour, []).append(one)
    for turns in found.values():
        turns.sort(key=lambda one: (one.opens, one.turn))
    return found


def _of_part(
    assessment: Assessment, part: Judged, among: Sequence[int]
) -> Iterable[tuple[tuple[str, str], TurnShown]]:
    at, block = assessment.standing.at, part.block
    for row in np.flatnonzero((block.opens <= at) & np.isin(block.facility, among)).tolist():
        over, status = int(block.due[row]) <= at, Status(int(part.status[row]))
        if over and not (status is Status.MISSED or _waits(part, row)):
            continue  # a slot that is over and settled is history
        house, _, named = assessment.standing.names.name(int(block.key[row])).partition("|")
        tour, _, turn = named.rpartition("|")  # whoever named the tour may have used the bar, too
        yield (
            (house, tour),
            TurnShown(
                int(turn), _state(status, answered=not _waits(part, row)), instant(int(block.opens[row])),
                instant(int(block.due[row])), instant(int(block.missed_at[row])),
                assessment.id_of(block, row), assessment.fact_id(int(part.answer[row])),
            ),
        )  # fmt: skip


def _waits(part: Judged, row: int) -> bool:
    """Whether it can still be answered."""
    return int(part.answer[row]) < 0 and Status(int(part.status[row])) in (Status.OPEN, Status.LATE)


def _state(status: Status, *, answered: bool) -> TurnState:
    if answered:
        return _STATES.get(status, "met")
    return "late" if status is Status.LATE else "owed"
