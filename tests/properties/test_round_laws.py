"""Rounds of tests against a book kept with a pencil, whatever happens and in whatever order it is stated."""

from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from lazaretto.audit.certifying import canonical, certified, certify
from lazaretto.board.covering import round_up
from lazaretto.facts import custody, record, testing
from lazaretto.facts.encoding import decode, encode
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.deriving import derive
from lazaretto.obligations.force import InForce
from lazaretto.obligations.judging import judge
from lazaretto.obligations.outcomes import OUTCOMES
from lazaretto.obligations.owed import Status
from lazaretto.obligations.rounds import held_in_pools, round_view, rounds, tally
from lazaretto.obligations.tallying import Tallies
from lazaretto.protocol.document import Coverage
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from tests.properties.roundbook import RoundBook
from tests.properties.worlds import START
from tests.unit.obligations.owing import document

FIRST, HOUSE, CODE = seconds(START), "QZ-D", "R1"
OPENED, CLOSES, LAST = 10, 50, 70  # minutes since the start
PROTOCOL = document(Coverage(stratum="detainees", grace=1440))  # so long that no answer comes too late
CLAUSE, FORCE = PROTOCOL.clauses[0], InForce(PROTOCOL, 0, FOREVER, -1)
MUSTER = ("P1", "P2", "P3", "P4")
PEOPLE = st.sampled_from([*MUSTER, "N1", "N2"])
CELLS = st.sampled_from(["QZ-D/T/01", "QZ-D/G1/01"])
TUBES = st.sampled_from(["T1", "T2", "T3", "T4", "S1", "S2"])
MINUTES, DELAYS = st.integers(5, LAST), st.sampled_from([0, 0, 0, 1, 15])
MEMBERS = st.one_of(
    PEOPLE.map(lambda one: (one,)), st.lists(PEOPLE, min_size=2, max_size=3, unique=True).map(tuple)
)
SWABS = st.builds(
    testing.Sampled, tube=TUBES, members=MEMBERS, round=st.sampled_from([CODE, CODE, None]),
    purpose=st.sampled_from(["round", "retest"]),
)  # fmt: skip
RESULTS = st.builds(
    testing.ResultReported, tube=TUBES, laboratory=st.just("CDC"),
    result=st.sampled_from(["negative", "positive", "positive", "grey", "invalid"]),
)  # fmt: skip
VOIDS = st.builds(
    testing.TubeVoided, tube=TUBES, why=st.sampled_from(["broken", "lost", "mislabelled", "unused"])
)
WORDS = st.builds(
    testing.Unsampled, round=st.just(CODE), person=PEOPLE, why=st.just("said so"),
    outcome=st.sampled_from(["refused", "away", "hospital", "other"]),
)  # fmt: skip
COMINGS = st.one_of(
    st.builds(custody.Admitted, person=PEOPLE, cell=CELLS, sex=st.just("male"), name=st.just("Zhang")),
    st.builds(custody.Moved, person=PEOPLE, cell=CELLS),
)
GOINGS = st.builds(custody.Released, person=PEOPLE, basis=st.just("law"))
LABELS = st.builds(
    testing.TubesLabelled, round=st.just(CODE),
    tubes=st.lists(TUBES, min_size=1, max_size=4, unique=True).map(tuple),
)  # fmt: skip
CLOSING = st.just(testing.RoundClosed(round=CODE))


class RoundAgainstBook(RuleBasedStateMachine):
    """State anything of a round, early and late, correct and retract it; look at any instant."""

    def __init__(self) -> None:
        super().__init__()
        self.record, self.tallies = Record(), Tallies()
        self.said: list[Fact] = []
        for person in MUSTER:
            self._say(custody.Admitted(person=person, cell="QZ-D/T/01", sex="male"), 0, 0)
        closes = instant(FIRST + 60 * CLOSES)
        body = testing.RoundOpened(round=CODE, stratum="detainees", muster=MUSTER, closes=closes)
        self._say(body, OPENED, 0)

    @rule(body=SWABS, at=MINUTES, delay=DELAYS)
    def swab(self, body: Body, at: int, delay: int) -> None:
        self._say(body, at, delay)

    @rule(body=RESULTS, at=MINUTES, delay=DELAYS)
    def result(self, body: Body, at: int, delay: int) -> None:
        self._say(body, at, delay)

    @rule(body=SWABS, result=RESULTS, at=MINUTES, after=st.integers(0, 20), delay=DELAYS)
    def swab_and_result(self, body: Any, result: Any, at: int, after: int, delay: int) -> None:
        self._say(body, at, delay)
        said = testing.ResultReported(tube=body.tube, result=result.result, laboratory="CDC")
        self._say(said, at + after, delay)

    @rule(body=st.one_of(VOIDS, WORDS, LABELS, CLOSING), at=MINUTES, delay=DELAYS)
    def other(self, body: Body, at: int, delay: int) -> None:
        self._say(body, at, delay)

    @rule(body=st.one_of(COMINGS, GOINGS, GOINGS), at=MINUTES, delay=DELAYS)
    def come_or_go(self, body: Body, at: int, delay: int) -> None:
        self._say(body, at, delay)

    @rule(data=st.data(), body=st.one_of(SWABS, RESULTS, VOIDS, WORDS), delay=DELAYS)
    def correct(self, data: st.DataObject, body: Body, delay: int) -> None:
        wrong = self._wrong(data)
        if wrong is not None:
            at = (seconds(wrong.occurred) - FIRST) // 60
            self._say(body, at, delay + LAST - at, corrects=wrong.id)

    @rule(data=st.data(), at=MINUTES)
    def retract(self, data: st.DataObject, at: int) -> None:
        wrong = self._wrong(data)
        if wrong is not None:
            self._say(record.Retracted(fact=wrong.id, reason="x"), at, 0)

    @rule(at=st.integers(OPENED, LAST + 20), known=st.one_of(st.none(), st.integers(OPENED, LAST + 20)))
    def look(self, at: int, known: int | None) -> None:
        self._look(at, at if known is None else known)

    @rule()
    def keep_up(self) -> None:
        """What is kept beside the record is what a recount finds, however much came in between."""
        self.tallies.follow(self.record)
        rows = round_up(self.record.standing(at=FOREVER), since=0)
        kept = self.tallies.of(self.record, CODE, HOUSE)
        assert kept == (len(MUSTER), int(rows.outcomes[0]), int(rows.left[0]))
        assert kept.uncovered == len(rows.missing)

    def teardown(self) -> None:
        self.keep_up()
        self._look(LAST + 90, LAST + 90)

    def _look(self, at: int, known: int) -> None:
        moment, known_at = FIRST + 60 * at, FIRST + 60 * known
        standing = self.record.standing(at=moment, known_at=known_at)
        book = RoundBook(
            self.said, round_=CODE, facility=HOUSE, at=instant(moment), known_at=instant(known_at)
        )
        view = round_view(standing, self.record.facts, CODE, facility=HOUSE)
        assert view is not None
        outcomes = {one.person: one.outcome for one in view.people}
        assert len(view.people) == len(outcomes)  # a partition: everybody once
        assert outcomes == {person: book.outcome(person) for person in book.muster}
        assert {one.person for one in view.arrived} == book.arrived()
        newcomers = {one.person: one.outcome for one in view.arrived}
        assert newcomers == {person: book.outcome(person) for person in book.arrived()}
        self._holds(standing, book, outcomes | newcomers)
        labels, tubes = book.labels(), view.tubes
        assert (tubes.labelled, tubes.spoiled, tubes.unused) == tuple(
            len(labels[name]) for name in ("labelled", "spoiled", "unused")
        )
        assert tubes.labelled + tubes.unlabelled == tubes.filled + tubes.spoiled + tubes.unused
        self._agree(standing, outcomes)
        if at == known:
            self._certify(moment, outcomes)

    def _holds(self, standing: Standing, book: RoundBook, outcomes: dict[str, Any]) -> None:
        names = self.record.names
        held = {names.name(key) for key in held_in_pools(standing).key.tolist()}
        assert held == book.held_in_pools()
        for person, outcome in outcomes.items():
            if outcome == "positive":  # by a tube in which they were alone, and by no pool that holds them
                mine = book.swabs(person)
                assert any(book.single(f) and book.result(f) == "positive" for f in mine)
                assert not any(
                    book.holds(f) and not book.released(person, f) for f in mine if f.body.round == CODE
                )

    def _agree(self, standing: Standing, outcomes: dict[str, Any]) -> None:
        """The board, the recount, the clause of coverage and the view say one thing."""
        rows = round_up(standing, since=0)
        (held,) = rounds(standing, code=CODE)
        counts = dict(zip(OUTCOMES, tally(standing, held).tolist(), strict=True))
        assert counts == {outcome: list(outcomes.values()).count(outcome) for outcome in OUTCOMES}
        names = standing.names
        missing = {names.name(key) for key in rows.missing.tolist()}
        assert missing == {person for person, outcome in outcomes.items() if outcome == "none"}
        (block,) = derive(CLAUSE, force=FORCE, standing=standing, start=FIRST, end=FIRST + 3600)
        judged = judge(block, standing=standing, doubted=np.empty(0, np.int64))
        excused = judged.status == Status.EXCUSED
        assert {names.name(key) for key in block.key[(judged.answer < 0) & ~excused].tolist()} == missing
        assert int(((judged.answer < 0) & excused).sum()) == int(rows.left[0]) == counts["left"]
        assert int(rows.outcomes[0]) == len(MUSTER) - counts["left"] - counts["none"]

    def _certify(self, moment: int, outcomes: dict[str, Any]) -> None:
        """From its own exported facts, from all facts and from the record: the same bytes."""
        at = instant(moment)
        found = certified(self.record, round_=CODE, known_at=at, facility=HOUSE)
        assert found is not None
        said, facts = found
        assert {one["person"]: one["outcome"] for one in said["people"]} == outcomes
        again = certify([decode(encode(fact)) for fact in reversed(facts)], round_=CODE, known_at=at)
        assert again is not None
        assert canonical(again[0]) == canonical(said)
        assert again[1] == facts
        assert certify(self.said, round_=CODE, known_at=at) == found

    def _wrong(self, data: st.DataObject) -> Fact | None:
        able = [fact for fact in self.said[len(MUSTER) + 1 :] if not isinstance(fact.body, record.Retracted)]
        return data.draw(st.sampled_from(able)) if able else None

    def _say(self, body: Body, at: int, delay: int, corrects: UUID | None = None) -> None:
        fact = Fact(
            id=UUID(int=len(self.said) + 1), occurred=instant(FIRST + 60 * at),
            recorded=instant(FIRST + 60 * (at + delay)), facility=HOUSE, actor="S1", device="desk", body=body,
            corrects=corrects,
        )  # fmt: skip
        self.said.append(fact)
        self.record.append([fact])


def test_a_round_is_what_its_book_says() -> None:
    run_state_machine_as_test(RoundAgainstBook, settings=settings(max_examples=40, stateful_step_count=20))


@pytest.mark.slow
def test_a_round_is_what_its_book_says_for_long() -> None:
    profile = settings(max_examples=600, stateful_step_count=60, derandomize=False)
    run_state_machine_as_test(RoundAgainstBook, settings=profile)
