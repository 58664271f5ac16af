"""Two houses that can be lived in: what happened is stated, what is wanted is asked for, days pass.

Everything goes through the pure record and the ledger in memory. :class:`Life` only acts; what must hold
meanwhile is said in `test_life_of_a_house`.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from lazaretto.facts import command, custody, hygiene, quarantine, record, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import Period, seconds
from lazaretto.facts.places import facility_of
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.force import InForce, in_force
from lazaretto.obligations.requesting import as_granted, refusal
from lazaretto.protocol.document import Protocol, Refrain
from lazaretto.protocol.reading import read
from lazaretto.registers.orders import ordering
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from lazaretto.registers.stays import concerns
from tests.contracts.memory import MemoryLedger
from tests.house.tree import ROOT
from tests.properties.book import Book
from tests.stating import ZONE, house

_READ = read((ROOT / "protocols" / "four-layer-2022" / "1.yaml").read_bytes()).protocol
assert _READ is not None
FIRST: Protocol = _READ
POINT, HOUSE = "QZ-L", "QZ-D"
CELLS: dict[str, tuple[command.Use, int]] = {
    "QZ-L/I/01": ("general", 2), "QZ-L/I/02": ("general", 2), "QZ-D/T/01": ("transition", 2),
    "QZ-D/T/02": ("transition", 1), "QZ-D/G/01": ("general", 3), "QZ-D/X/01": ("isolation", 1),
}  # fmt: skip
PEOPLE = ("P1", "P2", "P3", "P4")
NOW = timedelta(0)
START = datetime(2022, 3, 1, 2, tzinfo=UTC)
LEGS = {
    HOUSE: (
        quarantine.PlannedLeg(layer=3, facility=HOUSE, days=14),
        quarantine.PlannedLeg(layer=4, facility=HOUSE, days=0),
    ),
    POINT: (
        quarantine.PlannedLeg(layer=1, facility=POINT, days=21),
        quarantine.PlannedLeg(layer=3, facility=HOUSE, days=14),
    ),
}


def version(number: str, *, days: int, tests_on: tuple[int, ...], hours: int) -> Protocol:
    """The document with other numbers for the legs and for how long a fever must be past."""
    changed = msgspec.structs.replace
    legs = tuple(changed(leg, days=days, tests_on=tests_on) if leg.layer <= 3 else leg for leg in FIRST.legs)
    clauses = []
    for clause in FIRST.clauses:
        duty = clause.duty
        if isinstance(duty, Refrain) and duty.condition == "leg_ended_unwell":
            clauses.append(changed(clause, duty=changed(duty, settings={**duty.settings, "hours": hours})))
        else:
            clauses.append(clause)
    return changed(FIRST, version=number, legs=legs, clauses=tuple(clauses))


SHELF = {
    "1": FIRST,
    "short": version("short", days=3, tests_on=(1,), hours=24),
    "long": version("long", days=28, tests_on=(1, 14, 27), hours=96),
}


class Life:
    """The houses at ``now``; every fact has a second of its own."""

    def __init__(self) -> None:
        self.record, self.ledger = Record(), MemoryLedger()
        self._found()

    def _found(self) -> None:
        self.now, self.count = START - timedelta(days=10), 0  # the houses stand before anything can be late
        for code in (HOUSE, POINT):
            self._state(house(code))
        for cell, (use, places) in CELLS.items():
            self.say(command.PlaceEstablished(established=cell, use=use, capacity=places), facility_of(cell))
        for code in (HOUSE, POINT):
            self.say(command.LevelOrdered(level="closed", authority="city", reason="cases"), code)
        self.say(command.RoleAssigned(role="isolation_point", basis="order"), POINT)
        self.issue("1")
        self.now = START

    # readings

    def standing(self) -> Standing:
        return self.record.standing(at=seconds(self.now))

    def forces(self, standing: Standing) -> tuple[InForce, ...]:
        shelf = {(document.id, document.version): document for document in SHELF.values()}
        return in_force(standing, shelf=shelf)

    def book(self) -> Book:
        return Book(self.record.facts, at=self.now, zone=ZONE, shelf=SHELF)

    def alarms(self, *, since: datetime) -> set[tuple[str, UUID]]:
        """(condition, fact) of every breach that an assessment of this very instant finds."""
        standing = self.standing()
        facts = self.record.facts
        assessment = assess(
            forces=self.forces(standing), standing=standing,
            window=Period(since, self.now + timedelta(seconds=1)), fact_id=lambda number: facts[number].id,
        )  # fmt: skip
        names = {
            clause.id: clause.duty.condition for clause in FIRST.clauses if isinstance(clause.duty, Refrain)
        }
        return {(names[f.rule], f.facts[0]) for f in assessment.findings() if f.kind == "breach"}

    # stating and asking

    def made(
        self, body: Body, at: str, *, late: timedelta = timedelta(0), corrects: UUID | None = None
    ) -> Fact:
        self.count += 1
        self.now += timedelta(seconds=1)
        return Fact(
            id=UUID(int=(1 << 90) + self.count), occurred=self.now - late, recorded=self.now, facility=at,
            actor="S1", device="desk", body=body, corrects=corrects,
        )  # fmt: skip

    def say(
        self, body: Body, at: str, *, late: timedelta = timedelta(0), corrects: UUID | None = None
    ) -> Fact:
        """What happened is recorded, whatever it contradicts."""
        fact = self.made(body, at, late=late, corrects=corrects)
        self._state(fact)
        return fact

    def _state(self, fact: Fact) -> None:
        self.record.append([fact])
        self._into_ledger(fact)

    def ask(self, body: Body, at: str) -> tuple[Fact, str | None]:
        """What is wanted: the fact as it was recorded, or the rule by which it was refused."""
        fact = self.made(body, at)
        standing = self.standing()
        asking = Asking(fact, standing, self.record.facts, self.forces(standing), {})
        found = refusal(asking)
        if found is not None:
            return fact, found[0]
        granted = as_granted(asking)
        refused = self._into_ledger(granted)
        if refused is None:
            self.record.append([granted])
        return granted, refused

    def _into_ledger(self, fact: Fact) -> str | None:
        """The ledger folds custody and orders only; it is told nothing else, so that it stays quick."""
        body, held = fact.body, {f.id for f in self.ledger.facts}
        target = body.fact if isinstance(body, record.Retracted) else fact.corrects
        told = isinstance(body, command.PlaceEstablished) or concerns(body) or ordering(body)
        if not (told or target in held) or (target is not None and target not in held):
            return None
        (receipt,) = self.ledger.append([fact])
        return receipt.rules[0] if receipt.outcome == "refused" else None

    # a life

    def issue(self, number: str) -> Fact:
        body = command.ProtocolIssued(document=FIRST.id, version=number, digest="0" * 64, authority="city")
        return self.say(body, HOUSE)

    def where(self, person: str) -> str | None:
        bed = self.book().bed(person)
        return bed.cell if bed is not None else None

    def at(self, person: str) -> str:
        cell = self.where(person)
        return facility_of(cell) if cell is not None else HOUSE

    def arrive(self, person: str, cell: str) -> Fact:
        return self.say(custody.Admitted(person=person, cell=cell, sex="male"), facility_of(cell))

    def order(self, person: str, code: str, *, path: str = HOUSE) -> tuple[Fact, str | None]:
        body = quarantine.Ordered(
            order=code, person=person, basis="law", ordered_by="L1", legs=LEGS[path],
            review_on=self.today() + timedelta(days=7),
        )  # fmt: skip
        return self.ask(body, path)

    def serve(self, person: str, code: str) -> Fact:
        return self.say(quarantine.Served(order=code, person=person, served_by="S1"), self.at(person))

    def start_leg(self, person: str, code: str, layer: int) -> Fact:
        body = quarantine.LegStarted(order=code, person=person, layer=layer, cohort=f"C-{self.where(person)}")
        return self.say(body, self.at(person))

    def review(self, person: str, code: str) -> Fact:
        body = quarantine.Reviewed(
            order=code, person=person, reviewed_by="L2", next_on=self.today() + timedelta(days=7)
        )
        return self.say(body, self.at(person))

    def swab(self, person: str, result: testing.Result = "negative", *, members: Sequence[str] = ()) -> Fact:
        tube = f"T-{self.count}"
        at = self.at(person)
        self.say(testing.Sampled(tube=tube, members=(person, *members), purpose="leg"), at)
        return self.say(testing.ResultReported(tube=tube, result=result, laboratory="lab"), at)

    def pass_days(self, days: int, *, care: bool) -> None:
        """Days as they should be: measured and visited, swabbed and reviewed when it is due. Or neglected."""
        for _ in range(days):
            self.now += timedelta(days=1)
            book = self.book()
            legs = [leg for leg in book.legs if leg.end is None and leg.layer <= 3]
            if care and legs:
                self._care(book, [leg.person for leg in legs])
                for leg in legs:
                    on = (book.day(self.now) - book.day(book.zero(leg))).days
                    last = book.law(leg).tests_on[-1:]
                    for _ in range((on in book.law(leg).tests_on) + (on in last)):
                        self.swab(leg.person)
                    if on % 5 == 0:
                        self.review(leg.person, leg.order)

    def _care(self, book: Book, people: list[str]) -> None:
        for code in (HOUSE, POINT):
            here = tuple(p for p in people if (bed := book.bed(p)) and facility_of(bed.cell) == code)
            if here:
                readings = tuple(hygiene.Reading(person=p, celsius_tenths=365) for p in here)
                self.say(hygiene.TemperaturesTaken(readings=readings), code)
                self.say(quarantine.Visited(persons=here, by="M1"), code)

    def today(self) -> date:
        return self.book().day(self.now)
