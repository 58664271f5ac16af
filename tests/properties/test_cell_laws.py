"""Cells: what is free is free, and a contamination sets back exactly those who were there, however it went.

The oracle keeps beds and legs with a pencil, person by person; it shares no code with the house.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.facts import custody, hygiene, quarantine, testing
from lazaretto.facts.command import PlaceEstablished, ProtocolIssued
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.facts.record import Retracted
from lazaretto.obligations.availability import cells
from lazaretto.obligations.contaminating import contaminations, exposures
from lazaretto.obligations.force import in_force
from lazaretto.obligations.reckoning import clocks
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from tests.stating import HOUSE, fact, house, moment, record_of
from tests.unit.obligations.legs import PROTOCOL

PEOPLE = ("A", "B", "C", "D")
PLACES = {"QZ-D/T/01": 2, "QZ-D/T/02": 3, "QZ-D/T/03": 2, "QZ-D/G/01": 4}  # the first two are neighbours
APART = tuple(place for place in PLACES if "/T/" in place)
START = moment("03-01 09:00")
ZONE = ZoneInfo("Asia/Shanghai")
SLOT = timedelta(hours=1)
PARTS = timedelta(minutes=10)  # within an act: a leg begins after the arrival, a result comes after the swab

KINDS = ("come", "come", "move", "move", "move", "go", "ill", "ill", "well", "clean", "shut", "open")
Act = tuple[str, int, str, bool, int]
USUAL = ("QZ-D/T/01", "QZ-D/T/01", "QZ-D/T/02", *PLACES)  # a few places, so that people meet
hours = st.sampled_from((1, 1, 1, 5, 26, 49))
anything: st.SearchStrategy[list[Act]] = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.integers(0, 11), st.sampled_from(USUAL), st.booleans(), hours
    ),
    min_size=4, max_size=14,
)  # fmt: skip
together: st.SearchStrategy[list[Act]] = hours.map(
    lambda later: [("come", 0, "QZ-D/T/01", True, 1), ("come", 0, "QZ-D/T/01", True, later)]
)
acts = st.tuples(st.one_of(together, st.just([])), anything).map(lambda parts: parts[0] + parts[1])

searched = settings(max_examples=2 * settings().max_examples)  # many acts make few mixings


@dataclass(frozen=True)
class Stretch:
    """A person in a bed, or in a leg (place: empty). moved: came from another cell of the house."""

    person: str
    place: str
    start: datetime
    fact: Fact
    end: datetime | None = None
    moved: bool = False

    def holds(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)


class Told:
    """The facts of a run of acts, each sensible where it happens: nobody is in two places."""

    def __init__(self, acted: Sequence[Act]) -> None:
        self.facts: list[Fact] = []
        self.at, self.where = START, dict[str, str]()
        for kind, nth, place, ordered, hours in acted:
            self.at += SLOT * hours
            able = [p for p in PEOPLE if (p in self.where) == (kind != "come")] or list(PEOPLE)
            getattr(self, f"_{kind}")(able[nth % len(able)], place, ordered)
        self.now = self.at + SLOT

    def _say(self, body: Body, *, later: timedelta = timedelta(), place: str | None = None) -> None:
        said = fact(body, "03-01 09:00", number=1000 + len(self.facts), place=place)
        when = self.at + later
        self.facts.append(_at(said, when))

    def _come(self, person: str, place: str, ordered: bool) -> None:
        if person not in self.where:
            self.where[person] = place
            self._say(custody.Admitted(person=person, cell=place, sex="male"))
            if ordered:
                leg = quarantine.LegStarted(order=f"O-{person}", person=person, layer=3, cohort="C")
                self._say(leg, later=PARTS)

    def _move(self, person: str, place: str, _: bool) -> None:
        if self.where.get(person, place) != place:
            self.where[person] = place
            self._say(custody.Moved(person=person, cell=place))

    def _go(self, person: str, _place: str, _: bool) -> None:
        if self.where.pop(person, None):
            self._say(custody.Released(person=person, basis="law"))

    def _ill(self, person: str, _place: str, _: bool) -> None:
        self._tested(person, "positive")

    def _well(self, person: str, _place: str, _: bool) -> None:
        self._tested(person, "negative")

    def _tested(self, person: str, result: testing.Result) -> None:
        if person in self.where:
            tube = f"tube-{len(self.facts)}"
            self._say(testing.Sampled(tube=tube, members=(person,), purpose="leg"))
            told = testing.ResultReported(tube=tube, result=result, laboratory="lab")
            self._say(told, later=PARTS)

    def _clean(self, _person: str, place: str, _: bool) -> None:
        self._say(hygiene.Disinfected(agent="chlorine", target_mg_l=1000, contact_minutes=30), place=place)

    def _shut(self, _person: str, place: str, _: bool) -> None:
        self._say(custody.CellWithdrawn(cell=place, cause="repair"))

    def _open(self, _person: str, place: str, _: bool) -> None:
        self._say(custody.CellReturned(cell=place))


class Pencil:
    """Beds, legs and results by hand, from the facts that stand."""

    def __init__(self, facts: Sequence[Fact], now: datetime) -> None:
        self.facts, self.now = [f for f in facts if f.occurred <= now], now
        self.beds: list[Stretch] = []
        self.legs: list[Stretch] = []
        for said in self.facts:
            self._write(said)

    def _write(self, said: Fact) -> None:
        body = said.body
        if isinstance(body, custody.Admitted | custody.Moved):
            moved = isinstance(body, custody.Moved)
            self._close(self.beds, body.person, said.occurred)
            self.beds.append(Stretch(body.person, body.cell, said.occurred, said, moved=moved))
        elif isinstance(body, custody.Released):
            self._close(self.beds, body.person, said.occurred)
            self._close(self.legs, body.person, said.occurred)
        elif isinstance(body, quarantine.LegStarted):
            self._close(self.legs, body.person, said.occurred)
            self.legs.append(Stretch(body.person, "", said.occurred, said))

    @staticmethod
    def _close(stretches: list[Stretch], person: str, at: datetime) -> None:
        for n, one in enumerate(stretches):
            if one.person == person and one.end is None:
                stretches[n] = replace(one, end=at)

    def leg(self, person: str, at: datetime) -> Stretch | None:
        return next((leg for leg in self.legs if leg.person == person and leg.holds(at)), None)

    def inside(self, place: str, at: datetime) -> list[Stretch]:
        return [bed for bed in self.beds if bed.place == place and bed.holds(at)]

    def day(self, bed: Stretch) -> int:
        """The day that somebody counts from in a cell: of the leg for who was moved in, else of the bed."""
        leg = self.leg(bed.person, bed.start) if bed.moved else None
        return (leg or bed).start.astimezone(ZONE).date().toordinal()

    def exposed(self) -> set[tuple[str, str, str, Fact, datetime]]:
        """(person, cell, cause, fact, instant) of everybody who was in a cell of quarantine with a cause."""
        return {*self._to_strangers(), *self._to_positives()}

    def _to_strangers(self) -> list[tuple[str, str, str, Fact, datetime]]:
        found = []
        for bed in self.beds:
            others = [one for one in self.inside(bed.place, bed.start) if one is not bed]
            if bed.place in APART and any(self._strange(bed, one) for one in others):
                found += [(b.person, bed.place, "stranger", bed.fact, bed.start) for b in [bed, *others]]
        return found

    def _strange(self, bed: Stretch, other: Stretch) -> bool:
        """Of another day, or joined since they came by somebody of one: their own day counts no more."""
        between = [
            b for b in self.beds if b.place == bed.place and other.start < b.start < bed.start
        ]  # fmt: skip
        return any(self.day(b) != self.day(bed) for b in [other, *between])

    def _to_positives(self) -> list[tuple[str, str, str, Fact, datetime]]:
        found = []
        for said, person, swabbed in self.results("positive"):
            for bed in self.beds:
                mine = bed.person == person and bed.place in APART and bed.start <= said.occurred
                for other in self.beds if mine else ():
                    if other.place != bed.place or other.person == person:
                        continue
                    since = max(bed.start, other.start, swabbed)
                    ends = [end for end in (bed.end, other.end) if end is not None]
                    until = min(ends, default=None)
                    if until is None or since < until:
                        last = until or max(said.occurred, other.start)
                        found.append((other.person, bed.place, "positive", said, last))
        return found

    def results(self, wanted: str) -> list[tuple[Fact, str, datetime]]:
        swabs = {f.body.tube: f for f in self.facts if isinstance(f.body, testing.Sampled)}
        return [
            (f, swabs[f.body.tube].body.members[0], swabs[f.body.tube].occurred)  # type: ignore[attr-defined]
            for f in self.facts
            if isinstance(f.body, testing.ResultReported) and f.body.result == wanted and f.body.tube in swabs
        ]

    def ill(self, person: str) -> bool:
        told = [
            (f.occurred, r) for r in ("positive", "negative") for f, p, _ in self.results(r) if p == person
        ]
        return max(told, default=(None, ""))[1] == "positive"

    def set_back(self) -> dict[tuple[str, Fact], set[str]]:
        """Whom each cause sets back: only those whose leg ran before it and runs at it."""
        found: dict[tuple[str, Fact], set[str]] = {}
        for person, cell, _, cause, at in self.exposed():
            leg = self.leg(person, at)
            if leg is not None and leg.start < at:
                found.setdefault((cell, cause), set()).add(person)
        return found

    def zero(self, leg: Stretch) -> datetime:
        moved = [
            at for person, *_, at in self.exposed() if person == leg.person and leg.start < at <= self.now
        ]
        return max([leg.start, *moved])

    def soiled(self, place: str) -> bool:
        left = [bed.end for bed in self.beds if bed.place == place and bed.end is not None]
        cleaned = [
            f.occurred for f in self.facts if isinstance(f.body, hygiene.Disinfected) and f.place == place
        ]
        return place in APART and bool(left) and max(cleaned, default=START) < max(left)

    def withdrawn(self, place: str) -> bool:
        said = [
            isinstance(f.body, custody.CellWithdrawn)
            for f in self.facts
            if isinstance(f.body, custody.CellWithdrawn | custody.CellReturned) and f.body.cell == place
        ]
        return bool(said) and said[-1]


def _at(said: Fact, when: datetime) -> Fact:
    return Fact(
        id=said.id, occurred=when, recorded=when, facility=HOUSE, actor=said.actor, device=said.device,
        body=said.body, place=said.place,
    )  # fmt: skip


def _record(facts: Sequence[Fact]) -> Record:
    ground = [house()]
    for n, (place, capacity) in enumerate(PLACES.items()):
        near = ("QZ-D/T/02",) if place == "QZ-D/T/01" else ()
        body = PlaceEstablished(
            established=place, use="transition" if place in APART else "general", capacity=capacity,
            neighbours=near,
        )  # fmt: skip
        ground.append(fact(body, "01-02 00:00", number=50 + n))
    issue = ProtocolIssued(document=PROTOCOL.id, version=PROTOCOL.version, digest="0" * 64, authority="city")
    return record_of([*ground, fact(issue, "01-02 00:00", number=70), *facts])


def _known(standing: Standing, record: Record) -> dict[str, object]:
    shelf = {(PROTOCOL.id, PROTOCOL.version): PROTOCOL}
    return {"forces": in_force(standing, shelf=shelf), "facts": tuple(record.facts)}


def _listed(standing: Standing, record: Record) -> dict[tuple[str, Fact], set[str]]:
    found = contaminations(standing, start=0, end=standing.at + 1)
    return {(one.cell, record.facts[one.fact]): set(one.members) for one in found}


def _zeros(standing: Standing, record: Record) -> dict[str, datetime]:
    return {c.person: c.zero for c in clocks(standing, **_known(standing, record))}  # type: ignore[arg-type]


def _computed(pencil: Pencil) -> dict[str, datetime]:
    running = [leg for leg in pencil.legs if leg.holds(pencil.now)]
    return {leg.person: pencil.zero(leg) for leg in running}


@searched
@given(acts)
def test_a_cell_is_free_only_when_it_is_empty_clean_in_use_and_beside_nobody_infectious(
    acted: list[Act],
) -> None:
    told = Told(acted)
    record, pencil = _record(told.facts), Pencil(told.facts, told.now)
    standing = record.standing(at=seconds(told.now))
    beside = {"QZ-D/T/01": "QZ-D/T/02", "QZ-D/T/02": "QZ-D/T/01"}
    for cell in cells(standing, facility=HOUSE, **_known(standing, record)):  # type: ignore[arg-type]
        inside = {bed.person for bed in pencil.inside(cell.place, told.now)}
        near = pencil.inside(beside.get(cell.place, ""), told.now)
        assert set(cell.occupants) == inside
        assert set(cell.infectious) == {person for person in inside if pencil.ill(person)}
        if pencil.withdrawn(cell.place):
            assert cell.state == "withdrawn"
        elif inside:
            assert cell.state not in ("free", "awaiting_disinfection", "withdrawn")
            assert (cell.state == "full") == (len(inside) >= cell.capacity)
        elif pencil.soiled(cell.place):
            assert cell.state == "awaiting_disinfection"
        else:
            threatened = any(pencil.ill(bed.person) for bed in near)
            assert cell.state == ("beside_infectious" if threatened else "free")


@searched
@given(acts)
def test_no_cell_offers_more_places_than_it_has(acted: list[Act]) -> None:
    told = Told(acted)
    record = _record(told.facts)
    standing = record.standing(at=seconds(told.now))
    for cell in cells(standing, facility=HOUSE, **_known(standing, record)):  # type: ignore[arg-type]
        taken = len(cell.occupants) + len(cell.kept_for)
        assert cell.capacity == PLACES[cell.place]
        assert cell.places_left == max(0, cell.capacity - taken)


@searched
@given(acts)
def test_a_contamination_lists_exactly_those_who_were_there_and_whose_legs_ran(acted: list[Act]) -> None:
    told = Told(acted)
    record, pencil = _record(told.facts), Pencil(told.facts, told.now)
    standing = record.standing(at=seconds(told.now))
    rows, name = exposures(standing), standing.names.name
    listed = {
        (name(key), name(cell), record.facts[cause].id, at)
        for key, cell, cause, at in zip(
            rows.key.tolist(), rows.value.tolist(), rows.fact.tolist(), rows.occurred.tolist(), strict=True
        )
    }
    by_hand = {(p, cell, cause.id, seconds(at)) for p, cell, _, cause, at in pencil.exposed()}
    assert listed == by_hand
    assert _listed(standing, record) == pencil.set_back()


@searched
@given(acts)
def test_every_exposure_moves_the_computed_clock_and_nothing_else_does(acted: list[Act]) -> None:
    told = Told(acted)
    record, pencil = _record(told.facts), Pencil(told.facts, told.now)
    assert _zeros(record.standing(at=seconds(told.now)), record) == _computed(pencil)


@searched
@given(acts, st.integers(0, 20))
def test_retracting_the_cause_undoes_it_and_as_known_before_it_stays(acted: list[Act], nth: int) -> None:
    told = Told(acted)
    pencil = Pencil(told.facts, told.now)
    causes = sorted({cause for *_, cause, _ in pencil.exposed()}, key=lambda f: f.id)
    causes = [cause for cause in causes if isinstance(cause.body, testing.ResultReported | custody.Moved)]
    if not causes:
        return
    cause, later = causes[nth % len(causes)], told.now + SLOT
    undone = _at(fact(Retracted(fact=cause.id, reason="a slip"), "03-01 09:00", number=5000), later)
    record = _record([*told.facts, undone])
    now, before = seconds(later), seconds(told.now)
    remaining = Pencil([f for f in told.facts if f.id != cause.id], later)
    standing = record.standing(at=now)
    assert all(
        record.facts[one.fact].id != cause.id for one in contaminations(standing, start=0, end=now + 1)
    )
    assert _zeros(standing, record) == _computed(remaining)
    known = record.standing(at=before, known_at=before)
    assert _zeros(known, record) == _computed(pencil)
    assert _listed(known, record) == pencil.set_back()
