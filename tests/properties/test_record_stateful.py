"""The record against a naive model: a list of facts, read from the beginning at every question."""

from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from lazaretto.facts import custody, hygiene, record
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.registers.record import Record
from tests.properties.replacing import replaced
from tests.properties.worlds import START

MINUTES = st.integers(0, 40)
PEOPLE = st.sampled_from(["P1", "P2"])
CELLS = st.sampled_from(["QZ-D/T/01", "QZ-D/T/02"])
BODIES: st.SearchStrategy[Body] = st.one_of(
    st.builds(custody.Admitted, person=PEOPLE, cell=CELLS, sex=st.just("male")),
    st.builds(custody.Moved, person=PEOPLE, cell=CELLS),
    st.builds(custody.Released, person=PEOPLE, basis=st.just("law")),
    st.builds(
        hygiene.TemperaturesTaken,
        readings=st.lists(
            st.builds(hygiene.Reading, person=PEOPLE, celsius_tenths=st.integers(360, 380)),
            min_size=1, max_size=2,
        ).map(tuple),
    ),
)  # fmt: skip
SAID = st.tuples(BODIES, MINUTES, MINUTES)
FIRST = seconds(START)


class RecordAgainstList(RuleBasedStateMachine):
    """Append, append again, correct, retract, and ask; in any order, late facts included."""

    def __init__(self) -> None:
        super().__init__()
        self.record = Record()
        self.said: list[Fact] = []

    @rule(said=SAID)
    def append(self, said: tuple[Body, int, int]) -> None:
        self._say(said)

    @rule(data=st.data())
    def append_again(self, data: st.DataObject) -> None:
        if self.said:
            self.record.append([data.draw(st.sampled_from(self.said))])

    @rule(said=SAID, data=st.data())
    def correct(self, said: tuple[Body, int, int], data: st.DataObject) -> None:
        if self.said:
            self._say(said, corrects=data.draw(st.sampled_from(self.said)).id)

    @rule(after=MINUTES, data=st.data())
    def retract(self, after: int, data: st.DataObject) -> None:
        if self.said:
            wrong = data.draw(st.sampled_from(self.said))
            self._say((record.Retracted(fact=wrong.id, reason="x"), after, after))

    @rule(at=MINUTES, known_at=MINUTES)
    def ask(self, at: int, known_at: int) -> None:
        standing = self.record.standing(at=FIRST + 60 * at, known_at=FIRST + 60 * known_at)
        facts = self._standing(FIRST + 60 * at, FIRST + 60 * known_at)
        names, rows = self.record.names, standing.events("temperature")
        read = zip(rows.key.tolist(), rows.value.tolist(), strict=True)
        assert sorted((names.name(key), value) for key, value in read) == sorted(
            (reading.person, reading.celsius_tenths)
            for fact in facts
            if isinstance(fact.body, hygiene.TemperaturesTaken)
            for reading in fact.body.readings
        )
        beds = standing.in_cell.at(FIRST + 60 * at)
        where = zip(beds.key.tolist(), beds.value.tolist(), strict=True)
        assert {names.name(key): names.name(cell) for key, cell in where} == self._beds(facts)

    @invariant()
    def every_fact_is_held_once(self) -> None:
        assert self.record.facts == self.said

    def _say(self, said: tuple[Body, int, int], corrects: UUID | None = None) -> None:
        body, occurred, delay = said
        fact = Fact(
            id=UUID(int=len(self.said) + 1), occurred=instant(FIRST + 60 * occurred),
            recorded=instant(FIRST + 60 * (occurred + delay)), facility="QZ-D", actor="S1", device="desk",
            body=body, corrects=corrects,
        )  # fmt: skip
        self.said.append(fact)
        self.record.append([fact])

    def _standing(self, at: int, known_at: int) -> list[Fact]:
        known = [fact for fact in self.said if seconds(fact.recorded) <= known_at]
        gone = replaced(known)
        return [fact for fact in known if fact.id not in gone and seconds(fact.occurred) <= at]

    def _beds(self, facts: list[Fact]) -> dict[str, str]:
        beds: dict[str, str] = {}
        steps = [f for f in facts if isinstance(f.body, custody.Admitted | custody.Moved | custody.Released)]
        steps.sort(key=lambda f: (f.occurred, not isinstance(f.body, custody.Released), f.recorded, f.id))
        for fact in steps:
            if isinstance(fact.body, custody.Released):
                beds.pop(fact.body.person, None)
            elif isinstance(fact.body, custody.Admitted | custody.Moved):
                beds[fact.body.person] = fact.body.cell
        return beds


TestRecordAgainstList = RecordAgainstList.TestCase
TestRecordAgainstList.settings = settings(stateful_step_count=25)
