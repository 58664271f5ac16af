"""Open the patrols: every house's tours, one house by area and day, or one walk stop by stop (M32)."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.audit.asked import asked
from lazaretto.audit.looking import Camera, cameras
from lazaretto.board.findings_page import matters_in_force
from lazaretto.board.houses import House
from lazaretto.board.patrol_heat import AreaHeat, Days, Gap, area_of, days_back, gaps, heat, opening
from lazaretto.board.patrol_walk import WalkShown, shown
from lazaretto.board.patrols_page import EVIDENCE, HouseTours, TourLine, house_tours
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.patrols import patrol_of, patrols
from lazaretto.protocol.document import Matter
from lazaretto.registers.command import USES
from lazaretto.registers.record import Record

DAYS = 14  # shown where nobody asks for another number: two weeks


@dataclass(frozen=True, slots=True)
class CityPatrols:
    """Every house in scope of one city with its tours."""

    at: datetime
    known_at: datetime
    zone: str
    city: str | None
    cities: tuple[str, ...]
    houses: tuple[HouseTours, ...]

    @property
    def lines(self) -> tuple[TourLine, ...]:
        """Every tour, whatever its house."""
        return tuple(line for one in self.houses for line in one.tours)

    @property
    def owed(self) -> int:
        """How many walks are owed now."""
        return sum(turn.state == "owed" for line in self.lines for turn in line.turns)

    @property
    def late(self) -> int:
        """How many are past their time and can still be walked."""
        return sum(turn.state == "late" for line in self.lines for turn in line.turns)

    @property
    def missed(self) -> int:
        """How many stayed unwalked since yesterday."""
        return sum(len(line.missed) for line in self.lines)

    @property
    def walking(self) -> tuple[WalkShown, ...]:
        """What is under way."""
        return tuple(line.running for line in self.lines if line.running is not None)

    @property
    def walked(self) -> int:
        """How many walks of the running slots are done."""
        return sum(turn.state == "met" for line in self.lines for turn in line.turns)


@dataclass(frozen=True, slots=True)
class HousePatrols:
    """One house: its tours now, its areas by day, the gaps, its walks of these days, the latest first.

    unwatched: key areas that no tour goes to. unused: cameras that no stop names.
    """

    house: House
    at: datetime
    known_at: datetime
    days: Days
    tours: tuple[TourLine, ...]
    heat: tuple[AreaHeat, ...]
    gaps: tuple[Gap, ...]
    walks: tuple[WalkShown, ...]
    cameras: tuple[Camera, ...]
    areas: tuple[str, ...]
    unwatched: tuple[str, ...]
    unused: tuple[Camera, ...]


@dataclass(frozen=True, slots=True)
class WalkPage:
    """One walk, the house's cameras by code, and what a finding may be about."""

    house: House
    at: datetime
    known_at: datetime
    walk: WalkShown
    cameras: tuple[Camera, ...]
    matters: tuple[Matter, ...]
    retention: int | None


def open_patrols(
    *, actor: Actor, now: datetime, city: str | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CityPatrols:  # fmt: skip
    """Every house of the actor's scope, of one city where they lie in several. Raises :class:`Refused`."""
    actor.require("read_facts")
    seen = view(now=now, at=at, known_at=known_at, record=record)
    houses = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in houses))
    chosen = city if city in cities else next(iter(cities), None)
    shown_ = [house for house in houses if house.city == chosen]
    return CityPatrols(
        at=seen.at, known_at=_known_at(seen), zone=houses[0].zone if houses else "UTC", city=chosen,
        cities=cities, houses=_tours(seen, shown_),
    )  # fmt: skip


def open_house_patrols(
    facility: str, *, actor: Actor, now: datetime, days: int = DAYS, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HousePatrols:  # fmt: skip
    """One house through the last ``days`` days of duty. Raises :class:`Refused` outside the scope."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house, facts, standing = house_of(seen, facility), seen.record.facts, seen.standing
    back = days_back(
        seen.at, days, opens=opening(seen.forces, standing.at, evidence=EVIDENCE), zone=house.zone
    )
    walks = tuple(
        shown(standing, one, facts=facts, forces=seen.forces)
        for one in patrols(standing, facts, facility, since=seconds(back.start))
    )
    rows = heat(standing, facts=facts, facility=facility, walks=walks, days=back, at=seen.at)
    (lines,) = _tours(seen, [house])
    stops = [stop for line in lines.tours for stop in line.stops]
    areas, known = _key_areas(seen, house), cameras(standing, facts=facts, facility=facility, covers=None)
    return HousePatrols(
        house=house, at=seen.at, known_at=_known_at(seen), days=back, tours=lines.tours, heat=rows,
        gaps=gaps(rows), walks=tuple(reversed(walks)), cameras=known, areas=areas,
        unwatched=tuple(area for area in areas if area not in {area_of(stop) for stop in stops}),
        unused=tuple(one for one in known if one.code not in {stop.camera for stop in stops}),
    )  # fmt: skip


def open_patrol(
    facility: str, patrol: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> WalkPage:  # fmt: skip
    """One walk. Raises :class:`Refused` as above, and for one that nobody began."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house, facts = house_of(seen, facility), seen.record.facts
    found = patrol_of(seen.standing, facts, facility, patrol)
    if found is None:
        raise Refused("not_in_record", what=patrol[:64])
    return WalkPage(
        house=house, at=seen.at, known_at=_known_at(seen),
        walk=shown(seen.standing, found, facts=facts, forces=seen.forces),
        cameras=cameras(seen.standing, facts=facts, facility=facility, covers=None),
        matters=matters_in_force(seen.forces, seen.standing.at),
        retention=asked(seen.forces, seen.standing.at).retention,
    )  # fmt: skip


def _tours(seen: View, houses: list[House]) -> tuple[HouseTours, ...]:
    return house_tours(seen.assessment, facts=seen.record.facts, forces=seen.forces, houses=houses)


def _key_areas(seen: View, house: House) -> tuple[str, ...]:
    rows = seen.standing.events("place_established")
    mine = (rows.facility == house.number) & (rows.value == USES.index("key_area"))
    return tuple(sorted({seen.standing.names.name(int(key)) for key in rows.key[mine]}))


def _known_at(seen: View) -> datetime:
    return instant(min(seen.standing.known_at, seen.standing.at))
