"""The registers at an instant, as known at another."""

import pytest

from lazaretto.facts import command, custody, duty, gate, quarantine, testing
from lazaretto.facts.fact import Body, Fact
from lazaretto.registers.command import LEVELS, ROLES
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import FOREVER
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS
from tests.stating import fact, house, moment, second, standing_of


def story(*steps: tuple[str, Body], facility: str = "QZ-D") -> list[Fact]:
    """Facts of 15 March by clock time."""
    return [
        fact(body, f"03-15 {clock}", number=n + 1, facility=facility) for n, (clock, body) in enumerate(steps)
    ]


def clocks(held: Spans) -> list[tuple[str, str]]:
    """(start, end) of each stretch as clock times of 15 March; ``…`` while it runs."""
    midnight = second("03-15 00:00")

    def clock(at: int) -> str:
        return "…" if at >= FOREVER else f"{(at - midnight) // 3600:02}:{(at - midnight) % 3600 // 60:02}"

    return [(clock(s), clock(e)) for s, e in zip(held.start.tolist(), held.end.tolist(), strict=True)]


def cells(standing: Standing, held: Spans) -> list[str]:
    return [standing.names.name(n) for n in held.value.tolist()]


IN = custody.Admitted(person="P1", cell="QZ-D/T/01", sex="male")
MOVE = custody.Moved(person="P1", cell="QZ-D/T/02")
OUT = custody.WentOut(person="P1", to="hospital")
BACK = custody.CameBack(person="P1", cell="QZ-D/T/02")
BACK_ELSEWHERE = custody.CameBack(person="P1", cell="QZ-D/I/01")
FREE = custody.Released(person="P1", basis="law")


def test_a_move_keeps_presence_and_changes_the_cell() -> None:
    standing = standing_of(story(("08:00", IN), ("09:00", MOVE), ("12:00", FREE)))
    assert clocks(standing.present) == [("08:00", "12:00")]
    assert clocks(standing.on_roll) == [("08:00", "12:00")]
    assert clocks(standing.in_cell) == [("08:00", "09:00"), ("09:00", "12:00")]
    assert cells(standing, standing.in_cell) == ["QZ-D/T/01", "QZ-D/T/02"]


def test_an_outing_interrupts_presence_and_keeps_bed_and_roll() -> None:
    standing = standing_of(
        story(("08:00", IN), ("09:00", MOVE), ("10:00", OUT), ("11:00", BACK), ("12:00", FREE))
    )
    assert clocks(standing.present) == [("08:00", "10:00"), ("11:00", "12:00")]
    assert clocks(standing.held) == [("08:00", "09:00"), ("09:00", "10:00"), ("11:00", "12:00")]
    assert clocks(standing.in_cell) == [("08:00", "09:00"), ("09:00", "12:00")]
    assert clocks(standing.on_roll) == [("08:00", "12:00")]
    assert clocks(standing.away) == [("10:00", "11:00")]


def test_who_comes_back_to_another_cell_has_the_bed_there() -> None:
    standing = standing_of(story(("08:00", IN), ("10:00", OUT), ("11:00", BACK_ELSEWHERE)))
    assert cells(standing, standing.in_cell) == ["QZ-D/T/01", "QZ-D/I/01"]
    assert clocks(standing.in_cell) == [("08:00", "11:00"), ("11:00", "…")]
    assert clocks(standing.on_roll) == [("08:00", "…")]


def test_the_future_and_the_unknown_are_left_out() -> None:
    facts = [
        fact(IN, "03-15 08:00", number=1),
        fact(MOVE, "03-15 09:00", number=2, recorded="03-16 09:00"),
    ]
    early = standing_of(facts, at="03-15 08:59")
    assert cells(early, early.in_cell) == ["QZ-D/T/01"]
    assert len(standing_of(facts, at="03-15 09:00").events("placed")) == 2
    assert len(standing_of(facts, known_at="03-16 08:59").events("placed")) == 1
    assert len(standing_of(facts, known_at="03-16 09:00").events("placed")) == 2


def test_rows_during_a_stretch_are_the_same_read_either_way() -> None:
    facts = story(("08:00", IN), ("09:00", MOVE), ("10:00", OUT))
    window = second("03-15 08:00"), second("03-15 09:00")
    fresh, read = standing_of(facts), standing_of(facts)
    assert len(read.events("placed")) == 2
    assert fresh.during("placed", *window).occurred.tolist() == [window[0]]
    assert read.during("placed", *window).occurred.tolist() == [window[0]]
    early = standing_of(facts, at="03-15 08:30")
    assert len(early.during("placed", window[0], FOREVER)) == 1
    assert len(fresh.during("nothing of the kind", *window)) == 0


def test_a_result_is_said_of_every_member_of_its_tube() -> None:
    tube = testing.Sampled(tube="T1", members=("P1", "P2"), purpose="round")
    said = testing.ResultReported(tube="T1", result="positive", laboratory="CDC")
    facts = story(("08:00", tube), ("14:00", said))
    for rows in (
        standing_of(facts).events("result"),
        standing_of(facts).during("result", second("03-15 14:00"), second("03-15 14:01")),
    ):
        assert rows.value.tolist() == [RESULTS.index("positive")] * 2
        assert rows.aux.tolist() == [2, 2]
        assert len(set(rows.key.tolist())) == 2
        assert set(rows.occurred.tolist()) == {second("03-15 14:00")}
    assert len(standing_of(facts, at="03-15 13:59").events("result")) == 0


def test_a_result_of_an_unknown_tube_is_said_of_nobody() -> None:
    said = testing.ResultReported(tube="T9", result="positive", laboratory="CDC")
    assert len(standing_of(story(("14:00", said))).events("result")) == 0


def test_a_consignment_has_the_result_of_its_tube() -> None:
    facts = story(
        ("08:00", gate.GoodsSampled(consignment="C1", tube="T1")),
        ("14:00", testing.ResultReported(tube="T1", result="negative", laboratory="CDC")),
    )
    standing = standing_of(facts)
    (key,) = standing.during("goods_result", second("03-15 14:00"), FOREVER).key.tolist()
    assert standing.names.name(key) == "C1"


def leg(kind: str, layer: int) -> Body:
    if kind == "start":
        return quarantine.LegStarted(order="O1", person="P1", layer=layer, cohort="C1")
    if kind == "restart":
        because = fact(IN, "03-15 08:00").id
        return quarantine.ClockRestarted(
            order="O1", person="P1", layer=layer, cohort="C1", because=because, reason="x"
        )
    return quarantine.LegEnded(order="O1", person="P1", layer=layer, outcome="completed", signed_by="L1")


def test_a_leg_ends_and_the_next_begins_at_one_instant() -> None:
    standing = standing_of(
        story(("08:00", leg("start", 1)), ("10:00", leg("end", 1)), ("10:00", leg("start", 2)))
    )
    assert clocks(standing.legs) == [("08:00", "10:00"), ("10:00", "…")]
    assert standing.legs.value.tolist() == [1, 2]


def test_a_restart_begins_a_new_stretch_and_release_ends_it() -> None:
    standing = standing_of(story(("08:00", leg("start", 1)), ("09:00", leg("restart", 1)), ("10:00", FREE)))
    assert clocks(standing.legs) == [("08:00", "09:00"), ("09:00", "10:00")]


def test_the_end_of_another_layer_ends_nothing() -> None:
    standing = standing_of(
        story(("08:00", leg("start", 1)), ("09:00", leg("start", 2)), ("10:00", leg("end", 1)))
    )
    assert clocks(standing.legs) == [("08:00", "09:00"), ("09:00", "…")]
    assert [p.rule for p in standing.problems] == ["leg_not_running"]


def test_command_registers_are_by_facility() -> None:
    ordered = command.LevelOrdered(level="closed", authority="city", reason="cases")
    role = command.RoleAssigned(role="isolation_point", basis="order")
    facts = [
        house("QZ-L"),
        fact(ordered, "03-15 08:00", number=1, facility="QZ-L"),
        fact(role, "03-15 08:00", number=2, facility="QZ-L"),
        fact(command.IntakeSuspended(basis="order"), "03-15 08:00", number=3, facility="QZ-L"),
        fact(command.IntakeResumed(basis="order"), "03-15 10:00", number=4, facility="QZ-L"),
    ]
    standing = standing_of(facts)
    place = standing.facilities.find("QZ-L")
    assert standing.levels.key.tolist() == [place]
    assert standing.levels.value.tolist() == [LEVELS.index("closed")]
    assert standing.roles.value.tolist() == [ROLES.index("isolation_point")]
    assert clocks(standing.suspended) == [("08:00", "10:00")]


def test_houses_are_the_facilities_that_hold_people() -> None:
    office = command.FacilityEstablished(
        name="x", sort="detachment", county="QZ", city="TS", zone="Asia/Shanghai"
    )
    standing = standing_of([fact(office, "01-01 00:00", number=1, facility="TS-Z"), house()])
    assert [standing.facilities.name(n) for n in standing.houses.tolist()] == ["QZ-D"]
    assert [standing.names.name(n) for n in standing.facility_keys.tolist()] == ["TS-Z", "QZ-D"]


def test_phases_and_the_gate() -> None:
    facts = story(
        ("08:00", duty.PhaseStarted(person="S1", batch="1", phase="A")),
        ("09:00", duty.PhaseStarted(person="S1", batch="1", phase="B")),
        ("08:00", gate.Entered(category="person", subject="S2", zone="guarded")),
        ("08:30", gate.Left(category="person", subject="S2", zone="guarded")),
    )
    standing = standing_of(facts)
    assert standing.phases.value.tolist() == [PHASES.index("A"), PHASES.index("B")]
    assert clocks(standing.inside) == [("08:00", "08:30")]


def test_places_keep_use_and_capacity() -> None:
    cell = command.PlaceEstablished(established="QZ-D/T/01", use="transition", capacity=4)
    assert standing_of(story(("08:00", cell))).places.aux.tolist() == [4]


@pytest.mark.parametrize("known_at", [None, "04-30 00:00"])
def test_an_empty_record_has_empty_registers(known_at: str | None) -> None:
    standing = standing_of([], known_at=known_at)
    for register in ("present", "in_cell", "held", "on_roll", "legs", "phases", "levels", "roles", "places"):
        assert len(getattr(standing, register)) == 0, register
    assert standing.problems == []
    assert standing.issues == ()
    assert len(standing.houses) == 0


def test_a_standing_says_its_instant() -> None:
    standing = standing_of([], at="03-15 08:00")
    assert standing.when() == moment("03-15 08:00").isoformat()
