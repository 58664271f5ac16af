"""The rehearsed city at one moment: its people and houses, the hours ahead, and what is said of it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from typing import TypeVar
from uuid import UUID

from lazaretto.facts.duty import Stand
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import at_local, local_day
from lazaretto.facts.regime import Activity
from lazaretto.facts.supervision import Difference
from lazaretto.facts.testing import Result
from lazaretto.protocol.document import Clause, Protocol
from lazaretto.rehearsal.assumptions import Assumptions
from lazaretto.rehearsal.diary import Diary
from lazaretto.rehearsal.drawing import Draws, Unpromised
from lazaretto.rehearsal.errors import Seeded, Slips
from lazaretto.rehearsal.freezing import Freezes
from lazaretto.rehearsal.passages import Passages
from lazaretto.rehearsal.planned import HAPPENINGS
from lazaretto.rehearsal.pressure import Pressure
from lazaretto.rehearsal.streams import Stream
from lazaretto.rehearsal.subjects import Cell, Cohort, House, Kin, Officer, Person

Act = Callable[[], object]
T = TypeVar("T")
OFFICE = "TS-Z"
_WITHOUT_NETWORK = (time(9, 50), time(12, 40))


class NoOccasion(LookupError):
    """Nobody is there to whom a story could happen: the document does not bring it about."""


def first(things: Iterable[T]) -> T:
    """The first of some things. Raises NoOccasion when there is none."""
    for thing in things:
        return thing
    raise NoOccasion("nobody to whom this could happen")


class World:
    """What every step of a day works on. ``listeners`` hear each fact that is stated."""

    def __init__(
        self, *, seed: int, protocol: Protocol, assumptions: Assumptions, pressure: Sequence[Pressure],
        digest: str | None = None, draws: Draws | None = None,
    ) -> None:  # fmt: skip
        self.seed = seed
        self.draws: Draws = draws or (lambda facility, _first, _days: Unpromised(seed, facility))
        self.protocol = protocol
        self.assumptions = assumptions
        self.pressure = tuple(pressure)
        self.digest = digest
        self.zone = assumptions.zone
        self.diary = Diary(seed=seed, opens=self.clock(assumptions.dates.recorded_from, time(8)))
        self.happenings = Slips(HAPPENINGS)
        for planned in HAPPENINGS:
            if planned.kind == "cut_off":
                self.happenings.take(planned.kind, planned.house, planned.day)
                self.diary.cut_off(
                    planned.house, *(self.clock(planned.day, hour) for hour in _WITHOUT_NETWORK)
                )
        self.houses: dict[str, House] = {}
        self.people: dict[str, Person] = {}
        self.staff: dict[str, Officer] = {}
        self.passages = Passages()
        self.freezes = Freezes()
        self.listeners: list[Callable[[Fact], None]] = [self.passages.hear]
        self.slips = Slips()
        self.cohorts: list[Cohort] = []
        self.incidents: dict[str, str] = {}  # people → the latest incident about them
        self.boxes: dict[str, list[str]] = {}  # house → tubes that wait for the courier
        self.store: dict[tuple[str, str], list[tuple[str, int]]] = {}  # (house, item) → batches and pieces
        self.filled: dict[str, datetime] = {}  # tube → when it was filled
        self.reported: dict[str, UUID] = {}  # tube → the fact that reported it
        self.awaited: dict[str, datetime] = {}  # when the last tube of a person is answered
        self.handovers: dict[str, tuple[str, int]] = {}  # handover → who handed over, and how many people
        self.stands: dict[str, tuple[Stand, ...]] = {}  # house → who stands where, by its latest roster
        self.results: dict[str, Result] = {}  # people whose next single swab is not negative
        self.fevers: dict[str, list[int]] = {}  # people whose next readings are these
        self.let_in: set[str] = set()  # consignments that went in
        self.ignored: set[str] = set()  # people whose next fever nobody looks after
        self.patients: set[str] = set()  # people in hospital
        self.watched: set[str] = set()  # people whose story is told elsewhere: nobody else picks them
        self.unwell: dict[str, datetime] = {}  # people whose leg may not end before this instant
        self.after_positive: dict[str, Callable[[datetime], None]] = {}  # what follows a person's result
        self.unattended: dict[str, datetime] = {}  # people with whom nobody speaks until an instant
        self.miscounted: dict[tuple[str, date], list[Difference]] = {}  # by house and day
        self.untested: set[str] = set()  # people who missed the last test day of their leg
        self.needs: dict[str, str] = {}  # people → what they need to eat, or the language that they speak
        self.stopped: dict[str, Activity] = {}  # wing → what is suspended there
        self.raised: dict[str, list[Fact]] = {}  # house and finding → what was said of it so far
        self.issued: datetime | None = None  # since when the protocol decides
        self._agenda: list[tuple[datetime, int, Act]] = []
        self._count = 0
        self._series: dict[str, int] = {}

    def draw(self, *name: object) -> Stream:
        """The stream of a name."""
        return Stream(self.seed, *name)

    def clock(self, day: date, hour: time) -> datetime:
        """The instant of a wall-clock time in the city."""
        return at_local(day, hour, zone=self.zone)

    def today(self, moment: datetime) -> date:
        """The calendar day of an instant in the city."""
        return local_day(moment, zone=self.zone)

    def at(self, moment: datetime, act: Act) -> None:
        """Do something at an instant. Acts of one instant are done in the order they were asked for."""
        self._count += 1
        heappush(self._agenda, (moment, self._count, act))

    def run(self, until: datetime) -> None:
        """Do everything that lies before an instant."""
        while self._agenda and self._agenda[0][0] < until:
            heappop(self._agenda)[2]()

    def say(
        self, facility: str, body: Body, moment: datetime, *, actor: str, place: str | None = None,
        device: str | None = None, delay: timedelta | None = None, corrects: UUID | None = None,
        heard: bool = True,
    ) -> Fact:  # fmt: skip
        """State a fact; who listens may promise an answer to it (not to what is soon taken back)."""
        fact = self.diary.write(
            facility, body, occurred=moment, actor=actor, device=device or f"{facility}/desk",
            place=place, delay=delay, corrects=corrects,
        )  # fmt: skip
        for listener in self.listeners if heard else ():
            listener(fact)
        return fact

    def breach(
        self, kind: str, house: House, moment: datetime, subject: str, words: str, *conditions: str,
        after: timedelta = timedelta(),
    ) -> None:  # fmt: skip
        """Note a seeded breach: what was done, and the conditions that must find it (``after`` a while)."""
        self.slips.breach(
            self.protocol, kind, house.code, moment, subject, words, conditions=conditions, after=after
        )

    def contradiction(
        self, kind: str, house: House, moment: datetime, subject: str, words: str, rule: str
    ) -> None:
        """Note a seeded contradiction: no clause finds it, the registers do."""
        since, until = moment - timedelta(minutes=1), moment + timedelta(minutes=5)
        self.slips.seed(Seeded(kind, house.code, since, until, words, ((rule, subject),)))

    def binds(self, clause: Clause, house: House, moment: datetime) -> bool:
        """True when a clause is in force at an instant (not in the future) for a house."""
        return self.issued is not None and moment >= self.issued and house.level in clause.levels

    def holding(self) -> list[House]:
        """The houses that hold people; the detachment's office does not."""
        return [house for house in self.houses.values() if house.code != OFFICE]

    def number(self, name: str) -> int:
        """The next number of a series, from 1."""
        self._series[name] = self._series.get(name, 0) + 1
        return self._series[name]

    def put(self, person: Person, cell: Cell, *, day: date) -> None:
        """Give a person a bed in a cell, and take the old one away."""
        self.take_away(person, day=day)
        self.give_up(person)
        person.cell = cell
        cell.beds[person.code] = person
        cell.kept = False

    def take_away(self, person: Person, *, day: date) -> None:
        """Take a person's bed away; a cell that becomes empty notes the day."""
        if person.cell.beds.pop(person.code, None) is not None and not person.cell.beds:
            person.cell.closed_on, person.cell.soiled = day, True

    def keep(self, person: Person, cell: Cell) -> None:
        """Keep a bed for a person."""
        self.give_up(person)
        person.place = cell
        cell.promised.add(person.code)

    def give_up(self, person: Person) -> None:
        """Keep no bed for a person any longer."""
        if person.place is not None:
            person.place.promised.discard(person.code)
            person.place = None

    def free_cell(self, house: House, zone: str, *, day: date, kin: Kin) -> Cell:
        """An empty cell of a wing that had nobody today. Raises LookupError when there is none."""
        wing = f"{house.code}/{zone}/"
        for cell in house.cells.values():
            empty = not cell.filled and not cell.kept and not cell.soiled and cell.closed_on != day
            if cell.place.startswith(wing) and empty and not cell.out_of_use(day):
                cell.kept, cell.kin = True, kin
                return cell
        raise LookupError(f"no empty cell in {house.code}/{zone} on {day}: the assumptions are too tight")
