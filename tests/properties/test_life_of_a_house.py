"""Months in two houses: arrivals, moves, positives, isolations, corrections, late facts, new versions.

Whatever happens, each law that touches custody and quarantine holds at every step. What is right is said
by :class:`~tests.properties.book.Book`, which shares no code with the house.
"""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lazaretto.facts import custody, hygiene, quarantine, record
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds
from lazaretto.facts.places import facility_of
from lazaretto.obligations.contaminating import exposures
from lazaretto.obligations.reckoning import LegClock, clocks
from lazaretto.protocol.document import Recurring, Refrain
from tests.properties.book import PLACING, Book
from tests.properties.living import CELLS, FIRST, HOUSE, PEOPLE, POINT, Life

people, cells = st.sampled_from(PEOPLE), st.sampled_from(list(CELLS))
quarantine_cells = st.sampled_from([cell for cell in CELLS if "/G/" not in cell and "/X/" not in cell])
hours = st.sampled_from([0, 0, 0, 1, 5, 30])  # how late a fact is told
codes = st.sampled_from(["O1", "O2"])
REFUSABLE = {"order_not_live", "basis_missing", "isolation_without_end", "review_before_order",
             "review_after_end", "review_too_late", "visit_not_owed"}  # fmt: skip


class LifeOfAHouse(RuleBasedStateMachine):
    """Acts on a :class:`Life`; looks at it with a fresh :class:`Book` after every act."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life()
        self.mixings: set[UUID] = set()
        self.crowded: set[UUID] = set()

    # people come, are ordered into quarantine, and go

    @rule(person=people, cell=quarantine_cells, code=codes, served=st.booleans())
    def comes_into_quarantine(self, person: str, cell: str, code: str, served: bool) -> None:
        if self.life.where(person) is not None:
            return
        house = facility_of(cell)
        self.life.arrive(person, cell)
        _, refused = self.life.order(person, code, path=house)
        if refused is None:
            if served:
                self.life.serve(person, code)
            self.life.start_leg(person, code, 1 if house == POINT else 3)

    @rule(person=people, cell=cells)
    def arrives_whatever_was_said_before(self, person: str, cell: str) -> None:
        self.life.arrive(person, cell)

    @rule(person=people, cell=cells, late=hours)
    def is_moved(self, person: str, cell: str, late: int) -> None:
        if facility_of(cell) == self.life.at(person):
            body = custody.Moved(person=person, cell=cell)
            self.life.say(body, facility_of(cell), late=timedelta(hours=late))

    @rule(person=people, code=codes, cell=st.sampled_from(["QZ-D/T/01", "QZ-D/T/02"]), late=hours)
    def is_brought_to_the_next_layer(self, person: str, code: str, cell: str, late: int) -> None:
        if self.life.at(person) == POINT:
            out = custody.TransferredOut(person=person, to=HOUSE, status_document=True)
            self.life.say(out, POINT, late=timedelta(hours=late))
            self.life.say(custody.TransferredIn(person=person, cell=cell, origin=POINT), HOUSE)
            self.life.start_leg(person, code, 3)

    @rule(person=people, late=hours, abroad=st.booleans())
    def leaves_for_good(self, person: str, late: int, abroad: bool) -> None:
        body = (
            custody.LeftNetwork(person=person, sort="prison", to="elsewhere")
            if abroad
            else custody.Released(person=person, basis="law", handed_to="health")
        )
        self.life.say(body, self.life.at(person), late=timedelta(hours=late))

    @rule(person=people)
    def goes_to_court_and_back(self, person: str) -> None:
        cell = self.life.where(person)
        if cell is not None:
            self.life.say(custody.WentOut(person=person, to="court"), facility_of(cell))
            self.life.say(custody.CameBack(person=person, cell=cell), facility_of(cell))

    # days pass

    @rule(days=st.integers(1, 14), care=st.sampled_from([True, True, True, False]))
    def days_pass(self, days: int, care: bool) -> None:
        self.life.pass_days(days, care=care)

    @rule(person=people, tenths=st.sampled_from([365, 372, 373, 390]))
    def is_measured(self, person: str, tenths: int) -> None:
        reading = hygiene.Reading(person=person, celsius_tenths=tenths)
        self.life.say(hygiene.TemperaturesTaken(readings=(reading,)), self.life.at(person))

    @rule(person=people, result=st.sampled_from(["positive", "negative", "grey"]), pooled=st.booleans())
    def is_swabbed(self, person: str, result: str, pooled: bool) -> None:
        self.life.swab(person, result, members=["P9"] if pooled else ())  # type: ignore[arg-type]

    @rule(person=people)
    def feels_ill(self, person: str) -> None:
        self.life.say(hygiene.SymptomsReported(person=person, symptoms=("cough",)), self.life.at(person))

    # the law acts

    @rule(person=people, code=codes)
    def is_reviewed(self, person: str, code: str) -> None:
        self.life.review(person, code)

    @rule(person=people)
    def restarts(self, person: str) -> None:
        leg = self.book().running(person)
        if leg is not None:
            because = UUID(int=1)
            body = quarantine.ClockRestarted(
                order=leg.order, person=person, layer=leg.layer, cohort=leg.cohort, because=because,
                reason="mixed",
            )  # fmt: skip
            self.life.say(body, leg.facility)

    @rule(cell=quarantine_cells)
    def cohort_closes(self, cell: str) -> None:
        self.life.say(quarantine.CohortClosed(cohort=f"C-{cell}", cell=cell), facility_of(cell))

    @rule(person=people, days=st.integers(-20, 20), reason=st.sampled_from(["the doctor's view", " "]))
    def another_end_is_ordered(self, person: str, days: int, reason: str) -> None:
        leg = self.book().running(person)
        if leg is not None:
            body = quarantine.EndOrdered(
                order=leg.order, person=person, layer=leg.layer,
                ends_on=self.life.today() + timedelta(days=days), decided_by="L2", reason=reason,
            )  # fmt: skip
            self.life.ask(body, leg.facility)

    @rule(person=people, code=codes)
    def a_leg_is_called_over(self, person: str, code: str) -> None:
        """Without a signature it is an alarm, at once."""
        book = self.book()
        leg = book.running(person)
        if leg is None or leg.facility != self.life.at(person):
            return
        signed = any(
            f.body.layer == leg.layer and f.occurred >= leg.stated  # type: ignore[attr-defined]
            for f in book.of(quarantine.Cleared, person=person)
        )
        body = quarantine.LegEnded(
            order=code, person=person, layer=leg.layer, outcome="completed", signed_by="L1"
        )
        ended = self.life.say(body, leg.facility)
        if leg.layer <= 3:
            found = ("leg_ended_uncleared", ended.id) in self.life.alarms(since=ended.occurred)
            assert found or signed or "leg_ended_uncleared" not in _asked_for()

    @rule(person=people)
    def a_legs_end_is_asked_for(self, person: str) -> None:
        """Never granted while a condition is open (M19)."""
        leg = self.book().running(person)
        layer = leg.layer if leg is not None else 3
        order = leg.order if leg is not None else "O1"
        body = quarantine.Cleared(order=order, person=person, layer=layer, signed_by="L1")
        _, refused = self.life.ask(body, leg.facility if leg is not None else HOUSE)
        if refused is None:
            assert self.book().open(person) == []

    # places are asked for

    @rule(person=people, cell=cells)
    def a_place_is_asked_for(self, person: str, cell: str) -> None:
        """Never over the cell's places, never a second one (laws 4 and 5)."""
        book = self.book()
        inside = {bed.person for bed in book.inmates(cell)}
        promised = {p for p in PEOPLE if p != person and book.kept(p) == cell and p not in inside}
        body = custody.PlaceRequested(person=person, cell=cell, reason="next leg")
        _, refused = self.life.ask(body, facility_of(cell))
        if refused is None:
            assert len(inside | promised) < book.places(cell)
            assert person not in inside
            assert book.kept(person) is None

    @rule(person=people)
    def a_place_is_given_up(self, person: str) -> None:
        cell = self.book().kept(person) or "QZ-D/G/01"
        self.life.say(custody.PlaceGivenUp(person=person, cell=cell, reason="no longer"), facility_of(cell))

    # rooms alone

    @rule(
        person=people, code=codes, basis=st.sampled_from(["law", "law", " "]), ends=st.integers(-2, 9),
        review=st.integers(-2, 9),
    )  # fmt: skip
    def isolation_is_asked_for(self, person: str, code: str, basis: str, ends: int, review: int) -> None:
        """Never without a live order, a basis, an end, a review and a daily visit owed (law 15)."""
        today = self.life.today()
        at = self.life.at(person)
        body = quarantine.IsolationOrdered(
            order=code, person=person, cell=f"{at}/X/01", basis=basis, ends_on=today + timedelta(days=ends),
            review_on=today + timedelta(days=review), ordered_by="M1",
        )  # fmt: skip
        fact, refused = self.life.ask(body, at)
        if refused is not None:
            assert refused in REFUSABLE
            assert fact.id not in self.life.ledger.isolations()
            return
        said = fact.body
        assert isinstance(said, quarantine.IsolationOrdered)
        assert self.book().order_lives(person, code)
        assert basis.strip()
        assert 0 <= review <= ends
        assert said.visits in self._visits_owed()
        row = self.life.ledger.isolations()[fact.id]
        assert (row.person, row.basis, row.ends_on, row.visits) == (person, "law", said.ends_on, said.visits)

    @rule(person=people, late=hours)
    def is_found_isolated(self, person: str, late: int) -> None:
        """Recorded whatever it lacks; without a live order it is an alarm at once (law 15)."""
        fact = self.life.say(
            hygiene.Isolated(person=person), self.life.at(person), late=timedelta(hours=late)
        )
        assert self.life.record.number_of(fact.id) >= 0
        assert fact.id not in self.life.ledger.isolations()
        book = self.book()
        lives = book.order_lives(person, moment=fact.occurred) or book.running(person, fact.occurred)
        if not lives:
            assert ("isolated_without_order", fact.id) in self.life.alarms(since=fact.occurred)

    @rule(person=people, code=codes)
    def isolation_ends(self, person: str, code: str) -> None:
        body = quarantine.IsolationEnded(order=code, person=person, signed_by="M1")
        self.life.say(body, self.life.at(person))

    # what was said is mended, and what is owed changes

    @rule(data=st.data())
    def something_is_withdrawn(self, data: st.DataObject) -> None:
        wrong = data.draw(st.sampled_from(self.life.record.facts[-12:]))
        if wrong.facility in (HOUSE, POINT) and self._mendable(wrong):
            self.life.say(record.Retracted(fact=wrong.id, reason="an error"), wrong.facility)

    @rule(data=st.data(), cell=cells)
    def a_cell_is_corrected(self, data: st.DataObject, cell: str) -> None:
        placed = [f for f in self.life.record.facts if isinstance(f.body, PLACING)]
        wrong = data.draw(st.sampled_from(placed)) if placed else None
        if wrong is not None and facility_of(cell) == wrong.facility:
            body = type(wrong.body)(**{**_fields(wrong.body), "cell": cell})
            self.life.say(body, wrong.facility, late=self.life.now - wrong.occurred, corrects=wrong.id)

    @rule(number=st.sampled_from(["short", "long", "1"]))
    def a_version_is_issued(self, number: str) -> None:
        """No running leg is silently shortened, nor lengthened, by a new version (law 9)."""
        before = {(c.person, c.began_by): c.computed for c in self.clocks()}
        self.life.issue(number)
        after = {(c.person, c.began_by): c.computed for c in self.clocks()}
        assert after == before

    # what holds at every step

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        """Law 4, in the ledger: undisputed stays, and places kept, of one person never overlap."""
        stays = [stay for stay in self.life.ledger.stays().values() if not stay.disputed]
        for reserved in (False, True):
            for person in PEOPLE:
                own = sorted(
                    (s for s in stays if s.person == person and s.reserved == reserved), key=lambda s: s.start
                )
                for first, later in pairwise(own):
                    assert first.end is not None
                    assert first.end <= later.start

    @invariant()
    def the_register_says_what_the_book_says(self) -> None:
        """Laws 4 and 8: beds, kept places and running legs are the folds of the facts."""
        standing, book = self.life.standing(), self.book()
        names, now = standing.names, seconds(self.life.now)
        beds = standing.in_cell.at(now)
        held = {
            names.name(k): names.name(v) for k, v in zip(beds.key.tolist(), beds.value.tolist(), strict=True)
        }
        assert held == {bed.person: bed.cell for bed in book.beds if bed.holds(self.life.now)}
        legs = standing.legs.at(now)
        running = {names.name(k): v for k, v in zip(legs.key.tolist(), legs.value.tolist(), strict=True)}
        assert running == {leg.person: leg.layer for leg in book.legs if leg.holds(self.life.now)}

    @invariant()
    def nobody_is_mixed_without_a_restart_and_an_alarm(self) -> None:
        """Law of cohorts (M18): the mixing is found at once, everybody there is listed, every clock moves."""
        book = self.book()
        fresh = [(bed, there) for bed, there in book.strangers() if bed.by.id not in self.mixings]
        if not fresh:
            return
        self.mixings |= {bed.by.id for bed, _ in fresh}
        found = self.life.alarms(since=min(bed.start for bed, _ in fresh))
        standing = self.life.standing()
        rows = exposures(standing)
        facts = self.life.record.facts
        listed = {
            (standing.names.name(key), facts[fact].id)
            for key, fact in zip(rows.key.tolist(), rows.fact.tolist(), strict=True)
        }
        for bed, there in fresh:
            assert ("stranger_in_cohort", bed.by.id) in found
            assert {(person, bed.by.id) for person in there} <= listed

    @invariant()
    def no_clock_runs_ahead_of_the_book(self) -> None:
        """Day 0 is never earlier, and the end never sooner, than the facts and the first version allow."""
        book = self.book()
        for clock in self.clocks():
            leg = book.running(clock.person)
            assert leg is not None
            if leg.layer <= 3:
                assert clock.zero >= book.zero(leg)
                assert clock.computed is not None
                assert clock.computed >= book.last_day(leg, book.law(leg).days)

    @invariant()
    def a_cell_with_too_many_is_an_alarm(self) -> None:
        """Law 5: it happened, so it is recorded, and found at once."""
        book = self.book()
        fresh: list[tuple[datetime, UUID]] = []
        for bed in book.beds:
            if (
                len(book.inmates(bed.cell, bed.start)) > book.places(bed.cell)
                and bed.by.id not in self.crowded
            ):
                fresh.append((bed.start, bed.by.id))
        if fresh:
            self.crowded |= {fact for _, fact in fresh}
            found = self.life.alarms(since=min(start for start, _ in fresh))
            assert {("cell_over_capacity", fact) for _, fact in fresh} <= found

    def book(self) -> Book:
        return self.life.book()

    def clocks(self) -> tuple[LegClock, ...]:
        standing = self.life.standing()
        return clocks(standing, forces=self.life.forces(standing), facts=self.life.record.facts)

    def _visits_owed(self) -> set[str]:
        clauses = self.book().ruling(self.life.now).clauses
        return {c.id for c in clauses if isinstance(c.duty, Recurring) and c.duty.evidence == "visited"}

    def _mendable(self, fact: Fact) -> bool:
        return isinstance(fact.body, (*custody.KINDS, *quarantine.KINDS, *hygiene.KINDS))


def _fields(body: Body) -> dict[str, object]:
    return {name: getattr(body, name) for name in body.__struct_fields__}


def _asked_for() -> set[str]:
    """The conditions that the document asks for."""
    return {c.duty.condition for c in FIRST.clauses if isinstance(c.duty, Refrain)}


def test_any_life() -> None:
    run_state_machine_as_test(LifeOfAHouse, settings=settings(max_examples=25, stateful_step_count=30))


@pytest.mark.slow
def test_many_lives() -> None:
    run_state_machine_as_test(LifeOfAHouse, settings=settings(max_examples=500, stateful_step_count=60))


def test_a_quiet_leg_is_cleared_by_house_and_book() -> None:
    """The machine can come to a signature, so that what it says of signatures is said of something."""
    life = Life()
    life.arrive("P1", "QZ-D/T/01")
    assert life.order("P1", "O1")[1] is None
    life.serve("P1", "O1")
    life.start_leg("P1", "O1", 3)
    cleared = quarantine.Cleared(order="O1", person="P1", layer=3, signed_by="L1")
    life.pass_days(13, care=True)
    assert life.ask(cleared, HOUSE)[1] == "conditions_open"
    life.pass_days(1, care=True)
    assert life.book().open("P1") == ["place"]
    assert life.ask(cleared, HOUSE)[1] == "conditions_open"
    place = custody.PlaceRequested(person="P1", cell="QZ-D/G/01", reason="next leg")
    assert life.ask(place, HOUSE)[1] is None
    assert life.book().open("P1") == []
    assert life.ask(cleared, HOUSE)[1] is None
