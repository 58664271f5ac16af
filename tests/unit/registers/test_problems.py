"""Facts that contradict others, as values."""

import pytest

from lazaretto.facts import custody, gate, quarantine, testing
from lazaretto.facts.fact import Body
from tests.stating import fact, moment, standing_of

CELL = "QZ-D/T/01"
IN = custody.Admitted(person="P1", cell=CELL, sex="male")
MOVED = custody.Moved(person="P1", cell=CELL)
OUT = custody.WentOut(person="P1", to="hospital")
BACK = custody.CameBack(person="P1", cell=CELL)
LEFT = custody.TransferredOut(person="P1", to="QS-D")
CAME = custody.TransferredIn(person="P1", cell=CELL, origin="QS-D")
FREE = custody.Released(person="P1", basis="law")
TUBE = testing.Sampled(tube="T1", members=("P1",), purpose="round")
GOODS = gate.GoodsSampled(consignment="C1", tube="T2")
ROUND = testing.RoundOpened(round="R1", stratum="staff", muster=(), closes=moment("03-15 18:00"))


def start(layer: int) -> Body:
    return quarantine.LegStarted(order="O1", person="P1", layer=layer, cohort="C1")


def end(layer: int) -> Body:
    return quarantine.LegEnded(order="O1", person="P1", layer=layer, outcome="completed", signed_by="L1")


def result(tube: str) -> Body:
    return testing.ResultReported(tube=tube, result="negative", laboratory="CDC")


def rules(*bodies: Body) -> list[tuple[str, int]]:
    """(rule, number of the body) of each problem when the bodies are said an hour apart."""
    facts = [fact(body, f"03-15 {n:02}:00", number=n + 1) for n, body in enumerate(bodies)]
    return [(problem.rule, problem.fact) for problem in standing_of(facts).problems]


@pytest.mark.parametrize(
    "story",
    [
        (IN, MOVED, OUT, BACK, FREE),
        (IN, LEFT, CAME, FREE, IN),
        (IN, start(1), end(1), start(2), end(2), FREE),
        (TUBE, result("T1"), GOODS, result("T2")),
        (ROUND, testing.RoundClosed(round="R1")),
    ],
)
def test_a_story_without_contradiction(story: tuple[Body, ...]) -> None:
    assert rules(*story) == []


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ((IN, IN), [("held_elsewhere", 1)]),
        ((IN, CAME), [("held_elsewhere", 1)]),
        ((IN, OUT, IN), [("held_elsewhere", 2)]),
        ((MOVED,), [("not_held", 0)]),
        ((BACK,), [("not_held", 0)]),
        ((FREE,), [("not_held", 0)]),
        ((OUT,), [("not_held", 0)]),
        ((IN, FREE, MOVED), [("not_held", 2)]),
        ((IN, FREE, FREE), [("not_held", 2)]),
        ((end(1),), [("leg_not_running", 0)]),
        ((start(1), end(1), end(1)), [("leg_not_running", 2)]),
        ((start(1), start(2), end(1), end(2)), [("leg_not_running", 2)]),
        ((result("T9"),), [("unknown_tube", 0)]),
        ((testing.RoundClosed(round="R9"),), [("unknown_round", 0)]),
    ],
)
def test_a_contradiction_names_the_rule_and_the_fact(
    story: tuple[Body, ...], found: list[tuple[str, int]]
) -> None:
    assert rules(*story) == found


def test_a_restart_without_a_leg() -> None:
    restart = quarantine.ClockRestarted(
        order="O1", person="P1", layer=1, cohort="C1", because=fact(IN, "03-15 08:00").id, reason="x"
    )
    assert rules(restart) == [("leg_not_running", 0)]
    assert rules(start(1), restart, end(1)) == []


def test_a_problem_says_whom_where_and_when() -> None:
    standing = standing_of([fact(FREE, "03-15 08:00")])
    (problem,) = standing.problems
    assert standing.names.name(problem.key) == "P1"
    assert standing.facilities.name(problem.facility) == "QZ-D"
    assert problem.occurred == int(moment("03-15 08:00").timestamp())


def test_the_cure_of_a_problem_is_one_more_fact() -> None:
    facts = [fact(IN, "03-15 08:00", number=1), fact(IN, "03-15 09:00", number=2)]
    cure = fact(MOVED, "03-15 09:00", number=3, recorded="03-15 12:00", corrects=2)
    assert [p.rule for p in standing_of(facts).problems] == ["held_elsewhere"]
    assert standing_of([*facts, cure]).problems == []
    assert len(standing_of([*facts, cure], known_at="03-15 11:59").problems) == 1
