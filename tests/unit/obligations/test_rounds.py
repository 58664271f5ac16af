"""Rounds: one outcome a person, in every way that one can come about; whom an opening would muster."""

import pytest

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.custody import Admitted, Released, TransferredIn, TransferredOut, WentOut
from lazaretto.facts.duty import Enrolled, PhaseStarted
from lazaretto.facts.fact import Body
from lazaretto.facts.quarantine import LegStarted
from lazaretto.facts.testing import RoundClosed, RoundOpened, TubesLabelled, TubeVoided, Unsampled
from lazaretto.obligations.rounds import (
    RoundView,
    held_in_pools,
    mustered,
    round_codes,
    round_view,
    rounds,
    tally,
    whom,
)
from tests.stating import fact, house, moment, record_of, second
from tests.unit.audit.rounds import CELL, PEOPLE, a_round, opened, said, story, swab

ONE, OTHER, THIRD = PEOPLE[:3]


def view(*told: tuple[str, Body], at: str = "03-10 22:00") -> RoundView:
    """A round of three people, opened at 08:00, in which something is told."""
    first = [("03-01 08:00", Admitted(person=p, cell=CELL, sex="male")) for p in (ONE, OTHER, THIRD)]
    record = record_of([house(), *story(*first, ("03-10 08:00", opened(ONE, OTHER, THIRD)), *told)])
    found = round_view(record.standing(at=second(at)), record.facts, "R1")
    assert found is not None
    return found


def outcome(*told: tuple[str, Body], at: str = "03-10 22:00") -> str:
    """What came of the first of them."""
    return {one.person: one.outcome for one in view(*told, at=at).people}[ONE]


def voided(why: str) -> TubeVoided:
    return TubeVoided(tube="T1", why=why)  # type: ignore[arg-type]


SWAB, POOL = ("03-10 09:00", swab("T1", ONE)), ("03-10 09:00", swab("T1", ONE, OTHER))
FOUND = (POOL, ("03-10 14:00", said("T1", "positive")))
RETEST = ("03-10 15:00", swab("S1", ONE, round_=None, purpose="retest"))


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ((), "none"),
        ((SWAB,), "waiting"),
        ((SWAB, ("03-10 14:00", said("T1", "negative"))), "negative"),
        ((SWAB, ("03-10 14:00", said("T1", "positive"))), "positive"),
        ((SWAB, ("03-10 14:00", said("T1", "grey"))), "held"),
        ((SWAB, ("03-10 14:00", said("T1", "invalid"))), "invalid"),
        ((SWAB, ("03-10 08:30", said("T1", "negative"))), "waiting"),  # said before the swab was taken
        ((POOL, ("03-10 14:00", said("T1", "negative"))), "negative_in_pool"),
        ((POOL, ("03-10 14:00", said("T1", "positive"))), "held"),
        ((POOL, ("03-10 14:00", said("T1", "grey"))), "held"),
        ((POOL, ("03-10 14:00", said("T1", "positive")), RETEST), "held"),
        ((*FOUND, RETEST, ("03-10 20:00", said("S1", "negative"))), "negative"),
        ((*FOUND, RETEST, ("03-10 20:00", said("S1", "positive"))), "positive"),
        ((*FOUND, RETEST, ("03-10 20:00", said("S1", "grey"))), "held"),
        ((SWAB, ("03-10 10:00", voided("lost"))), "none"),
        ((SWAB, ("03-10 10:00", voided("unused"))), "waiting"),  # it was used
        ((SWAB, ("03-10 10:00", voided("lost")), ("03-10 11:00", swab("T2", ONE))), "waiting"),
        ((SWAB, ("03-10 09:05", swab("T1", THIRD)), ("03-10 14:00", said("T1", "positive"))), "held"),
    ],
)  # fmt: skip
def test_swabs_and_results(told: tuple[tuple[str, Body], ...], wanted: str) -> None:
    assert outcome(*told) == wanted


def test_words_instead_of_a_swab() -> None:
    refused = Unsampled(round="R1", person=ONE, outcome="refused", why="afraid")
    assert outcome(("03-10 09:00", refused)) == "refused"
    assert outcome(("03-10 09:00", refused), ("03-10 10:00", swab("T1", ONE))) == "waiting"
    assert outcome(SWAB, ("03-10 10:00", refused)) == "waiting"
    invalid = (SWAB, ("03-10 14:00", said("T1", "invalid")))
    assert outcome(*invalid, ("03-10 15:00", refused)) == "refused"
    (one, *_) = view(("03-10 09:00", refused)).people
    assert (one.why, one.cell, one.at) == ("afraid", CELL, moment("03-10 09:00"))


def test_leaving_and_coming_back() -> None:
    released = ("03-10 12:00", Released(person=ONE, basis="law"))
    assert outcome(released) == "left"
    assert outcome(released, at="03-10 11:00") == "none"
    assert outcome(released, ("03-10 12:30", swab("T1", ONE))) == "waiting"
    assert outcome(released, ("03-10 13:00", Admitted(person=ONE, cell=CELL, sex="male"))) == "none"
    assert outcome(("03-10 21:00", Released(person=ONE, basis="law"))) == "none"  # it was over by then
    found = view(released)
    assert (found.mustered, found.covered, len(found.uncovered), found.share) == (3, 1, 2, 1 / 3)


def test_whoever_came_in_between_is_listed_apart() -> None:
    came = TransferredIn(person="QZ-D-77", cell=CELL, origin="MJ-D")
    found = view(
        ("03-10 10:00", came), ("03-10 11:00", swab("T9", "QZ-D-77")),
        ("03-10 19:00", RoundClosed(round="R1")),
        ("03-10 19:30", Admitted(person="QZ-D-78", cell=CELL, sex="male")),
    )  # fmt: skip
    assert [(one.person, one.outcome) for one in found.arrived] == [("QZ-D-77", "waiting")]
    assert found.closed == moment("03-10 19:00")


def test_tubes_are_conserved() -> None:
    labels = TubesLabelled(tubes=("T1", "T2", "T3"), round="R1")
    spare = TubeVoided(tube="T2", why="unused")
    tubes = view(
        ("03-10 08:00", labels), SWAB, ("03-10 09:00", spare), ("03-10 09:30", swab("X1", OTHER)),
        ("03-10 14:00", said("T1", "negative")),
    ).tubes  # fmt: skip
    assert (tubes.labelled, tubes.unlabelled) == (3, 1)
    assert (tubes.filled, tubes.spoiled, tubes.unused) == (2, 1, 1)
    assert (tubes.voided, tubes.answered, tubes.handed_over) == (1, 1, 0)


def test_a_record_holds_its_rounds_newest_first_and_counts_them() -> None:
    more = RoundOpened(round="R2", stratum="staff", muster=("S1",), closes=moment("03-11 20:00"))
    record = record_of([*a_round(), fact(more, "03-11 08:00", number=500)])
    standing = record.standing(at=second("03-12 00:00"))
    assert round_codes(standing, "QZ-D") == ("R2", "R1")
    assert round_codes(standing, "MJ-D") == ()
    assert round_view(standing, record.facts, "R9") is None
    assert round_view(standing, record.facts, "R1", facility="MJ-D") is None
    (first,) = rounds(standing, code="R1")
    assert len(mustered(standing, first)) == int(tally(standing, first).sum()) == len(PEOPLE)
    held = held_in_pools(standing)
    assert [record.names.name(key) for key in held.key] == [PEOPLE[1], PEOPLE[2]]
    assert {record.names.name(tube) for tube in held.value} == {"T1"}


def test_whom_an_opening_would_muster() -> None:
    rooms = (("QZ-D/T/01", "transition"), ("QZ-D/G1/01", "general"))
    record = record_of([
        house(),
        *story(*(("03-01 07:00", PlaceEstablished(established=cell, use=use, capacity=8))  # type: ignore[arg-type]
                 for cell, use in rooms), first=50),
        *story(
            ("03-01 08:00", Admitted(person="A", cell="QZ-D/T/01", sex="male")),
            ("03-01 08:00", Admitted(person="B", cell="QZ-D/G1/01", sex="male")),
            ("03-01 08:00", Admitted(person="C", cell="QZ-D/G1/01", sex="male")),
            ("03-01 09:00", LegStarted(person="C", layer=3, cohort="c", order="o")),
            ("03-01 10:00", Admitted(person="D", cell="QZ-D/G1/01", sex="male")),
            ("03-02 10:00", TransferredOut(person="D", to="MJ-D")),
            ("03-02 10:00", WentOut(person="B", to="court")),
            ("03-01 08:00", Enrolled(person="S1", post="officer", sex="male")),
            ("03-01 08:00", Enrolled(person="S2", post="medic", sex="female")),
            ("03-02 08:00", PhaseStarted(person="S2", phase="A", batch="1")),
        ),
    ])  # fmt: skip
    standing = record.standing(at=second("03-10 00:00"))

    def asked(stratum: str, part: str, at: str = "03-09 00:00") -> tuple[str, ...]:
        return whom(standing, "QZ-D", stratum, part, second(at))

    assert asked("detainees", "all") == ("A", "B", "C")
    assert asked("detainees", "all", "03-01 12:00") == ("A", "B", "C", "D")
    assert asked("detainees", "transition") == ("A", "C")
    assert asked("detainees", "general") == ("B",)
    assert asked("staff", "all") == ("S1", "S2")
    assert (asked("staff", "inside"), asked("staff", "standby"), asked("staff", "isolating")) == (
        ("S2",),
        (),
        (),
    )
