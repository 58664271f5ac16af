"""A house's book kept with a pencil: who is in which cell, whose leg counts since when, and what is open.

Written from ARCHITECTURE.md, the protocol's words and the glossary; it shares with the house only the facts
and the document as a value. Plain lists and loops, person by person, so that it can be read and believed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lazaretto.facts import command, custody, hygiene, quarantine, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.places import facility_of
from lazaretto.protocol.document import Leg, Protocol, Refrain
from tests.properties.replacing import replaced

PLACING = (custody.Admitted, custody.TransferredIn, custody.Moved, custody.CameBack)
LEAVING = (custody.Released, custody.LeftNetwork, custody.TransferredOut)
FOR_GOOD = (custody.Released, custody.LeftNetwork)
CLOCKS = (quarantine.LegStarted, quarantine.ClockRestarted)
APART = ("transition", "isolation")


@dataclass(frozen=True)
class Bed:
    """A person in a cell from one instant to another (None: still); put there by a fact."""

    person: str
    cell: str
    start: datetime
    by: Fact
    end: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass(frozen=True)
class Running:
    """A leg: began with one fact, counts (as stated) since the last restart."""

    person: str
    layer: int
    order: str
    cohort: str
    facility: str
    began: datetime
    stated: datetime
    end: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        return self.began <= moment and (self.end is None or moment < self.end)


class Book:
    """Everything that stands at an instant."""

    def __init__(self, facts: Iterable[Fact], *, at: datetime, zone: str, shelf: dict[str, Protocol]) -> None:
        known = list(facts)
        gone = replaced(known)
        self.at, self.zone, self.shelf = at, ZoneInfo(zone), shelf
        self.facts = sorted(
            (f for f in known if f.id not in gone and f.occurred <= at),
            key=lambda f: (f.occurred, not isinstance(f.body, LEAVING), f.recorded, f.id),
        )
        self.beds = [bed for person in self.people() for bed in self._beds(person)]
        self.legs = [leg for person in self.people() for leg in self._legs(person)]

    def people(self) -> list[str]:
        return sorted({p for f in self.facts if isinstance(p := getattr(f.body, "person", None), str)})

    def of(self, *kinds: type[Body], person: str | None = None) -> list[Fact]:
        return [
            f
            for f in self.facts
            if isinstance(f.body, kinds) and person in (None, getattr(f.body, "person", None))
        ]

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    # who is where

    def bed(self, person: str, moment: datetime | None = None) -> Bed | None:
        return next((b for b in self.beds if b.person == person and b.holds(moment or self.at)), None)

    def inmates(self, cell: str, moment: datetime | None = None) -> list[Bed]:
        return [b for b in self.beds if b.cell == cell and b.holds(moment or self.at)]

    def places(self, cell: str) -> int:
        said = [f.body for f in self.of(command.PlaceEstablished)]
        return next(
            b.capacity for b in said if isinstance(b, command.PlaceEstablished) and b.established == cell
        )

    def kept(self, person: str) -> str | None:
        """The cell in which a place is kept for a person."""
        cell: str | None = None
        for f in self.of(custody.PlaceRequested, custody.PlaceGivenUp, *PLACING, *FOR_GOOD, person=person):
            if isinstance(f.body, custody.PlaceRequested):
                cell = f.body.cell
            elif isinstance(f.body, (custody.PlaceGivenUp, *FOR_GOOD)) or self._came_into_a_bed(f):
                cell = None
        return cell

    def _came_into_a_bed(self, f: Fact) -> bool:
        return any(bed.by.id == f.id for bed in self.beds)

    def _beds(self, person: str) -> Iterator[Bed]:
        held: Bed | None = None
        house: str | None = None  # of the last placing
        for f in self.of(*PLACING, *LEAVING, person=person):
            if isinstance(f.body, LEAVING):
                if held is not None and facility_of(held.cell) == f.facility:
                    yield replace(held, end=f.occurred)
                    held = None
                continue
            cell = f.body.cell  # type: ignore[attr-defined]
            if held is not None and isinstance(f.body, custody.CameBack) and held.cell == cell:
                continue
            if held is not None:
                yield replace(held, end=f.occurred)
            held = Bed(person, cell, f.occurred, f)
            house = f.facility
        if held is not None:
            assert house is not None
            yield held

    # legs and their clocks

    def running(self, person: str, moment: datetime | None = None) -> Running | None:
        return next((g for g in self.legs if g.person == person and g.holds(moment or self.at)), None)

    def _legs(self, person: str) -> Iterator[Running]:
        run: Running | None = None
        for f in self.of(*CLOCKS, quarantine.LegEnded, *FOR_GOOD, person=person):
            body = f.body
            if isinstance(body, CLOCKS):
                goes_on = isinstance(body, quarantine.ClockRestarted) and run and run.layer == body.layer
                if run is not None and not goes_on:
                    yield replace(run, end=f.occurred)
                began = run.began if run is not None and goes_on else f.occurred
                run = Running(
                    person, body.layer, body.order, body.cohort, f.facility, began, stated=f.occurred
                )
            elif run is not None and self._ends(run, f):
                yield replace(run, end=f.occurred)
                run = None
        if run is not None:
            yield run

    def _ends(self, run: Running, f: Fact) -> bool:
        bed = self.bed(run.person, f.occurred - timedelta(seconds=1))
        own = bed is None or facility_of(bed.cell) == f.facility
        if isinstance(f.body, quarantine.LegEnded):
            return f.body.layer == run.layer and (run.facility == f.facility or (bed is not None and own))
        return own

    def ruling(self, moment: datetime) -> Protocol:
        """The version in force at an instant; before any, the first one."""
        issued = self.of(command.ProtocolIssued)
        past = [f for f in issued if f.occurred <= moment] or issued[:1]
        body = past[-1].body
        assert isinstance(body, command.ProtocolIssued)
        return self.shelf[body.version]

    def law(self, run: Running) -> Leg:
        return next(leg for leg in self.ruling(run.began).legs if leg.layer == run.layer)

    def strangers(self) -> list[tuple[Bed, list[str]]]:
        """Every bed that brought someone of another day into a quarantine cell, and who was there then."""
        found = []
        for bed in self.beds:
            if not (bed.holds(bed.start) and self._is_apart(bed.cell)):
                continue  # who came twice at one instant (a placing corrected twice) was never in the first
            others = [b for b in self.inmates(bed.cell, bed.start) if b.person != bed.person]
            if any(self._cohort_day(b) != self._cohort_day(bed) for b in others):
                found.append((bed, [bed.person, *(b.person for b in others)]))
        return found

    def _is_apart(self, cell: str) -> bool:
        said = [f.body for f in self.of(command.PlaceEstablished)]
        use = next(b.use for b in said if isinstance(b, command.PlaceEstablished) and b.established == cell)
        roles = [f.body for f in self.of(command.RoleAssigned) if f.facility == facility_of(cell)]
        serves = [
            b.role in ("isolation_point", "transition_house")
            for b in roles
            if isinstance(b, command.RoleAssigned)
        ]
        return use in APART or (bool(serves) and serves[-1])

    def _cohort_day(self, bed: Bed) -> date:
        """The day of arrival in the cell; for who was moved within the house, the one of the leg."""
        stated = [
            f.occurred
            for f in self.of(*CLOCKS, person=bed.person)
            if f.occurred <= bed.start and self.running(bed.person, bed.start) is not None
        ]
        return self.day(stated[-1] if isinstance(bed.by.body, custody.Moved) and stated else bed.start)

    def infected(self) -> list[tuple[Fact, str, datetime]]:
        """Every result that says of one person alone that they are positive: whose, and when swabbed."""
        return [
            (f, swab.body.members[0], swab.occurred)  # type: ignore[attr-defined]
            for f in self.of(testing.ResultReported)
            for swab in self._singles()
            if f.body.result == "positive" and f.body.tube == swab.body.tube  # type: ignore[attr-defined]
        ]

    def positives(self) -> list[tuple[Fact, str, datetime]]:
        """(result, whom it exposed, until when): who was in one cell with a positive since the swab."""
        found = []
        for f, person, swabbed in self.infected():
            own = [b for b in self.beds if b.person == person and b.start <= f.occurred]
            for bed in own:
                for other in self.beds if self._is_apart(bed.cell) else ():
                    ends = [end for end in (bed.end, other.end) if end is not None]
                    since, until = max(bed.start, other.start, swabbed), min(ends, default=None)
                    shared = other.cell == bed.cell and other.person != person
                    if shared and (until is None or since < until):
                        found.append((f, other.person, until or max(f.occurred, other.start)))
        return found

    def beside_a_positive(self, person: str) -> bool:
        """Whether somebody in the person's cell was last found positive, and not negative since."""
        bed = self.bed(person)
        mates = [b.person for b in self.inmates(bed.cell) if b.person != person] if bed is not None else []
        results = {f.body.tube: f for f in self.of(testing.ResultReported)}  # type: ignore[attr-defined]
        for mate in mates:
            tubes = [f.body.tube for f in self._singles() if f.body.members == (mate,)]  # type: ignore[attr-defined]
            told = sorted((results[tube] for tube in tubes if tube in results), key=lambda f: f.occurred)
            clear = [f.body.result for f in told if f.body.result in ("negative", "positive")]  # type: ignore[attr-defined]
            if clear[-1:] == ["positive"]:
                return True
        return False

    def _singles(self) -> list[Fact]:
        return [f for f in self.of(testing.Sampled) if len(f.body.members) == 1]  # type: ignore[attr-defined]

    def _exposed(self, run: Running) -> list[datetime]:
        """When the person was exposed in the cell since the leg began, to a stranger or a positive."""
        strange = [bed.start for bed, there in self.strangers() if run.person in there]
        ill = [until for _, person, until in self.positives() if person == run.person]
        return [moment for moment in (*strange, *ill) if run.began < moment <= self.at]

    def zero(self, run: Running) -> datetime:
        """The instant whose day is day 0: beginning, restart, exposure, or (layer 1) the cohort's closing."""
        known = [run.began, run.stated, *self._exposed(run)]
        if self.law(run).clock == "cohort_closed":
            known += [
                f.occurred
                for f in self.of(quarantine.CohortClosed)
                if f.body.cohort == run.cohort and f.facility == run.facility and f.occurred > run.began  # type: ignore[attr-defined]
            ]
        return max(known)

    def last_day(self, run: Running, days: int) -> datetime:
        """Day ``days`` after day 0, at the hour of release."""
        hour = self.ruling(run.began).counting.release_hour
        day = self.day(self.zero(run)) + timedelta(days=days)
        return datetime.combine(day, hour, self.zone)

    # the gate

    def open(self, person: str) -> list[str]:
        """What keeps the end of a person's running leg from being signed."""
        run = self.running(person)
        if run is None:
            return ["no leg runs"]
        checks = {
            "days": self._days_full(run), "tests": self._tested(run), "fever": self._cool(run),
            "symptoms": self._seen_well(run), "place": self._place_kept(run), "order": self._served(run),
            "review": self._reviewed(run), "cohort": self._clean(run),
        }  # fmt: skip
        return [name for name, met in checks.items() if not met]

    def _ordered_ends(self, run: Running) -> list[Fact]:
        return [
            f
            for f in self.of(quarantine.EndOrdered, person=run.person)
            if f.body.layer == run.layer and f.occurred >= run.began  # type: ignore[attr-defined]
        ]

    def _days_full(self, run: Running) -> bool:
        computed = self.last_day(run, self.law(run).days) <= self.at
        hour = self.ruling(run.began).counting.release_hour
        for f in reversed(self._ordered_ends(run)):
            ends = datetime.combine(f.body.ends_on, hour, self.zone)  # type: ignore[attr-defined]
            if f.occurred >= self.zero(run) or ends > self.last_day(run, self.law(run).days):
                return ends <= self.at
        return computed

    def _tested(self, run: Running) -> bool:
        """Each required day has a negative of its own, taken then or later; the last one two."""
        zero, law = self.zero(run), self.law(run)
        results = {f.body.tube: f.body.result for f in self.of(testing.ResultReported)}  # type: ignore[attr-defined]
        swabs = [
            (self.day(f.occurred) - self.day(zero), results.get(f.body.tube))  # type: ignore[attr-defined]
            for f in self.of(testing.Sampled)
            if f.body.members == (run.person,) and f.occurred >= zero  # type: ignore[attr-defined]
        ]
        told = [result for _, result in swabs if result in ("negative", "positive")]
        if told and told[-1] == "positive":
            return False
        required = [day for day in law.tests_on if not self._ordered_ends(run) or day <= self._cut_at(run)]
        slots = [*required, *required[-1:]] if required == list(law.tests_on) else required
        negative = [day.days for day, result in swabs if result == "negative"]
        return all(
            sum(day >= slot for day in negative) >= sum(other >= slot for other in slots) for slot in slots
        )

    def _cut_at(self, run: Running) -> int:
        """The day of the leg at which an order ends it, if it ends it at all."""
        ends: date = self._ordered_ends(run)[-1].body.ends_on  # type: ignore[attr-defined]
        return (ends - self.day(self.zero(run))).days

    def _unwell(self, run: Running) -> tuple[int, timedelta]:
        for clause in self.ruling(run.began).clauses:
            if isinstance(clause.duty, Refrain) and clause.duty.condition == "leg_ended_unwell":
                settings = clause.duty.settings
                return settings["tenths"], timedelta(hours=settings["hours"])
        raise AssertionError("the document says nothing of fever")

    def _cool(self, run: Running) -> bool:
        limit, hours = self._unwell(run)
        recent = [
            reading.celsius_tenths
            for f in self.of(hygiene.TemperaturesTaken)
            if f.occurred > self.at - hours
            for reading in f.body.readings  # type: ignore[attr-defined]
            if reading.person == run.person
        ]
        return bool(recent) and max(recent) < limit

    def _seen_well(self, run: Running) -> bool:
        since = self.at - self._unwell(run)[1]
        ill = [f for f in self.of(hygiene.SymptomsReported, person=run.person) if f.occurred > since]
        seen = [
            f
            for f in self.of(quarantine.Visited)
            if f.occurred > since and run.person in f.body.persons  # type: ignore[attr-defined]
        ]
        return bool(seen) and not ill

    def _clean(self, run: Running) -> bool:
        exposed = any(moment > run.stated for moment in self._exposed(run))
        return not exposed and not self.beside_a_positive(run.person)

    def _order(self, run: Running) -> quarantine.Ordered | None:
        made = [f.body for f in self.of(quarantine.Ordered, person=run.person)]
        named = [b for b in made if isinstance(b, quarantine.Ordered) and b.order == run.order]
        return named[-1] if named else None

    def _place_kept(self, run: Running) -> bool:
        order, cell = self._order(run), self.kept(run.person)
        if order is None or cell is None:
            return False
        later = sorted(leg.layer for leg in order.legs if leg.layer > run.layer)
        following = next((leg for leg in order.legs if later and leg.layer == later[0]), None)
        return following is None or facility_of(cell) == following.facility

    def _served(self, run: Running) -> bool:
        order = self._order(run)
        handed = [f.body for f in self.of(quarantine.Served, person=run.person)]
        named = [b for b in handed if isinstance(b, quarantine.Served) and b.order == run.order]
        return order is not None and bool(named) and run.layer in {leg.layer for leg in order.legs}

    def _reviewed(self, run: Running) -> bool:
        order = self._order(run)
        if order is None:
            return False
        reviews = [f.body for f in self.of(quarantine.Reviewed, person=run.person)]
        dates = [b.next_on for b in reviews if isinstance(b, quarantine.Reviewed) and b.order == run.order]
        return (dates[-1] if dates else order.review_on) >= self.day(self.at)

    # isolation

    def order_lives(self, person: str, code: str | None = None, moment: datetime | None = None) -> bool:
        """An order was made, its last leg has not ended, and the person has not left for good since."""
        moment = moment or self.at
        for f in self.of(quarantine.Ordered, person=person):
            body = f.body
            assert isinstance(body, quarantine.Ordered)
            if f.occurred > moment or code not in (None, body.order):
                continue
            last = max(leg.layer for leg in body.legs if leg.days)
            over = [
                e
                for e in self.of(quarantine.LegEnded, *FOR_GOOD, person=person)
                if f.occurred < e.occurred <= moment
                and (
                    not isinstance(e.body, quarantine.LegEnded)
                    or (e.body.order == body.order and e.body.layer >= last)
                )
            ]
            if not over:
                return True
        return False
