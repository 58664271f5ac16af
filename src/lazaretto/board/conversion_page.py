"""The page of a facility's role: what it is, what emptying it would mean, and how an order of it goes on."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.board.houses import House
from lazaretto.facts.command import Role
from lazaretto.facts.places import facility_of
from lazaretto.obligations.converting import Conversion, Moving, Stage


@dataclass(frozen=True, slots=True)
class Gain:
    """What the house could hold in another role: its cells for people, and the places in them."""

    cells: int
    places: int


@dataclass(frozen=True, slots=True)
class Receiver:
    """A house that could take people: its empty cells and their places, by use of cell."""

    code: str
    name: str
    county: str
    sort: str
    chosen: bool
    cells: int
    places: int


@dataclass(frozen=True, slots=True)
class Expected:
    """A trip that comes to this house because another is emptied. stage: of its people, the earliest.

    cells: every cell that the trip fills here, with its people.
    """

    origin: str
    vehicle: str
    trip: int
    cells: tuple[tuple[str, tuple[str, ...]], ...]
    people: tuple[str, ...]
    stage: Stage


@dataclass(frozen=True, slots=True)
class Journey:
    """One trip of an ordered change of role, with each of its people's stage."""

    vehicle: str
    trip: int
    to: str
    moves: tuple[Moving, ...]

    @property
    def cells(self) -> tuple[tuple[str, tuple[Moving, ...]], ...]:
        """Each cell that the trip fills, with who goes into it: a vehicle may bring several."""
        found: dict[str, list[Moving]] = {}
        for move in self.moves:
            found.setdefault(move.planned.to, []).append(move)
        return tuple((cell, tuple(moves)) for cell, moves in found.items())

    @property
    def stage(self) -> Stage:
        """The stage of the trip: that of whoever has come least far."""
        return min((move.stage for move in self.moves), key=STAGES.index)


STAGES: tuple[Stage, ...] = ("waiting", "on_the_way", "elsewhere", "arrived", "gone")


def journeys(conversion: Conversion) -> tuple[Journey, ...]:
    """The trips of a change of role, in the order in which they are driven."""
    found: dict[tuple[int, str], list[Moving]] = {}
    for move in conversion.moves:
        found.setdefault((move.planned.trip, move.planned.vehicle), []).append(move)
    return tuple(
        Journey(vehicle, trip, facility_of(moves[0].planned.to), tuple(moves))
        for (trip, vehicle), moves in sorted(found.items())
    )


@dataclass(frozen=True, slots=True)
class ConversionPage:
    """A facility's role at ``at``. conversions: what was ordered, the latest first; the first may still run.

    people and cells: how many are on its roll, and in how many cells. stays_open: what serves any role.
    expected: trips that come here from houses that are emptied.
    """

    house: House
    at: datetime
    role: Role
    suspended: bool
    people: int
    cells: int
    gain: Gain
    receivers: tuple[Receiver, ...]
    stays_open: tuple[str, ...]
    conversions: tuple[Conversion, ...]
    expected: tuple[Expected, ...]

    @property
    def running(self) -> Conversion | None:
        """The change of role that was ordered and has not been ended."""
        return next((c for c in self.conversions if c.ended_by is None), None)

    @property
    def reversible(self) -> Conversion | None:
        """The change of role that was carried out last, if the facility still serves it."""
        done = next((c for c in self.conversions if c.ended_by is not None), None)
        carried = done is not None and done.state == "carried_out" and done.order.role == self.role
        return done if carried and self.running is None else None
