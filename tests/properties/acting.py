"""What people do in two houses, and what is said of it: the rules of a state machine, which judge nothing."""

from datetime import timedelta
from uuid import UUID

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from lazaretto.facts import custody, hygiene, quarantine, record, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.places import facility_of
from tests.properties.book import PLACING, Book
from tests.properties.living import CELLS, HOUSE, PEOPLE, POINT, Life

people, cells = st.sampled_from(PEOPLE), st.sampled_from(list(CELLS))
quarantine_cells = st.sampled_from([cell for cell in CELLS if "/G/" not in cell and "/X/" not in cell])
hours = st.sampled_from([0, 0, 0, 1, 5, 30])  # how late a fact is told
unlikely = st.sampled_from([False, False, False, True])
codes = st.sampled_from(["O1", "O1", "O2"])


class Acts(RuleBasedStateMachine):
    """Acts on a :class:`Life`. Most acts do what is sensible where it is; some do anything anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.life = self._begin()

    def _begin(self) -> Life:
        return Life()

    def book(self) -> Book:
        """A fresh one, of this instant."""
        return self.life.book()

    @initialize(
        first=quarantine_cells, second=st.none() | quarantine_cells, apart=st.sampled_from([0, 0, 1, 3])
    )
    def two_are_held_already(self, first: str, second: str | None, apart: int) -> None:
        """Often in one cell, often of one day."""
        self._come("P1", first, served=True)
        self.life.pass_days(apart, care=True)
        self._come("P2", second or first, served=True)

    # people come, are ordered into quarantine, and go

    @rule(person=people, cell=quarantine_cells, code=codes, served=st.booleans())
    def comes_into_quarantine(self, person: str, cell: str, code: str, served: bool) -> None:
        if self.life.where(person) is None:
            self._come(person, cell, code=code, served=served)

    def _come(self, person: str, cell: str, *, code: str = "O1", served: bool) -> None:
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

    @rule(
        person=people, result=st.sampled_from(["positive", "positive", "negative", "grey"]), pooled=unlikely
    )
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

    @rule(person=people)
    def a_place_is_given_up(self, person: str) -> None:
        cell = self.book().kept(person) or "QZ-D/G/01"
        self.life.say(custody.PlaceGivenUp(person=person, cell=cell, reason="no longer"), facility_of(cell))

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

    def _mendable(self, fact: Fact) -> bool:
        return isinstance(fact.body, (*custody.KINDS, *quarantine.KINDS, *hygiene.KINDS, *testing.KINDS))


def _fields(body: Body) -> dict[str, object]:
    return {name: getattr(body, name) for name in body.__struct_fields__}
