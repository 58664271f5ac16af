"""Open the patrols: every house's tours, one house by area and day, or one walk stop by stop (M32)."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.shelf import shelf_for
from lazaretto.actions.viewing import view
from lazaretto.audit.asked import asked
from lazaretto.audit.looking import Camera, cameras
from lazaretto.board.findings_page import matters_in_force
from lazaretto.board.houses import House, houses
from lazaretto.board.patrol_heat import AreaHeat, DutyDays, Gap, area_of, days_back, gaps, heat, opening
from lazaretto.board.patrol_walk import WalkShown, shown
from lazaretto.board.patrols_page import EVIDENCE, HouseTours, TourLine, house_tours
from lazaretto.facts.periods import instant, seconds
from lazaretto.ledger.tailing import live
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce, in_force
from lazaretto.obligations.patrols import Patrol, patrol_of, patrols
from lazaretto.protocol.document import Matter
from lazaretto.registers.command import USES
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

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
    days: DutyDays
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


@dataclass(frozen=True, slots=True)
class _Now:
    """The record as it stands this moment: a look that was stated a second ago is in it.

    What is owed is assessed less often in a large network (``viewing``); a walk never waits for that.
    """

    record: Record
    standing: Standing
    forces: tuple[InForce, ...]

    @property
    def at(self) -> datetime:
        """The instant of it."""
        return instant(self.standing.at)

    @property
    def known_at(self) -> datetime:
        """As known when."""
        return instant(min(self.standing.known_at, self.standing.at))

    def houses(self, codes: Container[str]) -> tuple[House, ...]:
        """The established facilities in a scope."""
        return houses(self.standing, facts=self.record.facts, codes=codes)

    def house(self, facility: str) -> House:
        """One of them. Raises :class:`Refused` for one that is not established."""
        found = self.houses({facility})
        if not found:
            raise Refused("unknown_facility", facility=facility)
        return found[0]

    def shown(self, patrol: Patrol) -> WalkShown:
        """A walk as its page shows it."""
        return shown(self.standing, patrol, facts=self.record.facts, forces=self.forces)

    def cameras(self, facility: str) -> tuple[Camera, ...]:
        """Every camera of a house, whatever it covers."""
        return cameras(self.standing, facts=self.record.facts, facility=facility, covers=None)


def open_patrols(
    *, actor: Actor, now: datetime, city: str | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CityPatrols:  # fmt: skip
    """Every house of the actor's scope, of one city where they lie in several. Raises :class:`Refused`."""
    actor.require("read_facts")
    seen = _now(now, at, known_at, record)
    found = [house for house in seen.houses(actor.scope) if house.sort != "detachment"]
    cities = tuple(dict.fromkeys(house.city for house in found))
    chosen = city if city in cities else next(iter(cities), None)
    owed = view(now=now, at=at, known_at=known_at, record=record).assessment
    return CityPatrols(
        at=seen.at, known_at=seen.known_at, zone=found[0].zone if found else "UTC", city=chosen,
        cities=cities, houses=_tours(seen, owed, [house for house in found if house.city == chosen]),
    )  # fmt: skip


def open_house_patrols(
    facility: str, *, actor: Actor, now: datetime, days: int = DAYS, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> HousePatrols:  # fmt: skip
    """One house through the last ``days`` days of duty. Raises :class:`Refused` outside the scope."""
    actor.require("read_facts", facility=facility)
    seen = _now(now, at, known_at, record)
    house, facts, standing = seen.house(facility), seen.record.facts, seen.standing
    hour = opening(seen.forces, standing.at, evidence=EVIDENCE)
    back = days_back(seen.at, days, opens=hour, zone=house.zone)
    walks = tuple(map(seen.shown, patrols(standing, facts, facility, since=seconds(back.start))))
    rows = heat(standing, facts=facts, facility=facility, walks=walks, days=back, at=seen.at)
    owed = view(now=now, at=at, known_at=known_at, record=record).assessment
    (lines,) = _tours(seen, owed, [house])
    stops = [stop for line in lines.tours for stop in line.stops]
    areas, known = _key_areas(standing, house), seen.cameras(facility)
    return HousePatrols(
        house=house, at=seen.at, known_at=seen.known_at, days=back, tours=lines.tours, heat=rows,
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
    seen = _now(now, at, known_at, record)
    house, found = seen.house(facility), patrol_of(seen.standing, seen.record.facts, facility, patrol)
    if found is None:
        raise Refused("not_in_record", what=patrol[:64])
    return WalkPage(
        house=house, at=seen.at, known_at=seen.known_at, walk=seen.shown(found),
        cameras=seen.cameras(facility), matters=matters_in_force(seen.forces, seen.standing.at),
        retention=asked(seen.forces, seen.standing.at).retention,
    )  # fmt: skip


def _now(now: datetime, at: datetime | None, known_at: datetime | None, record: Record | None) -> _Now:
    """The record at an instant, as known then or at ``known_at``; nothing is assessed."""
    held = live() if record is None else record
    moment = seconds(now) if at is None else min(seconds(at), seconds(now))
    known = moment if known_at is None else seconds(known_at)
    standing = held.standing(at=moment, known_at=FOREVER if known >= seconds(now) else known)
    return _Now(held, standing, in_force(standing, shelf=shelf_for(standing)[0]))


def _tours(seen: _Now, owed: Assessment, among: Sequence[House]) -> tuple[HouseTours, ...]:
    return house_tours(seen.standing, owed=owed, facts=seen.record.facts, forces=seen.forces, houses=among)


def _key_areas(standing: Standing, house: House) -> tuple[str, ...]:
    rows = standing.events("place_established")
    mine = (rows.facility == house.number) & (rows.value == USES.index("key_area"))
    return tuple(sorted({standing.names.name(int(key)) for key in rows.key[mine]}))
