"""The agenda of a dispatch: what was missed, late, disputed, broken, ordered, or left open, by house."""

from msgspec.structs import replace

from lazaretto.board.agenda import MOST, Agenda, agenda
from lazaretto.facts import assignments as given
from lazaretto.facts.command import IntakeSuspended, LevelOrdered
from lazaretto.facts.custody import Moved
from lazaretto.facts.dispatches import AgendaLine
from lazaretto.facts.fact import Fact
from tests.stating import fact, moment, second
from tests.unit.board.world import PROTOCOL, look, measured

SINCE = "03-14 12:00"
SET = given.AssignmentSet(
    assignment="A1", title="A spare thermometer", owner="S1", due=moment("03-16 08:00"), set_by="L1",
    origin="dispatch", of="T1", line="1",
)  # fmt: skip


def drawn(*said: Fact, at: str = "03-15 12:00", since: str = SINCE, owner: str = "duty_officer") -> Agenda:
    document = replace(PROTOCOL, clauses=tuple(replace(one, owner=owner) for one in PROTOCOL.clauses))
    seen = look(*said, at=at, protocol=document)
    return agenda(
        seen.assessment, facts=seen.record.facts, forces=seen.forces, houses=seen.houses({"QZ-D", "MJ-D"}),
        since=second(since),
    )  # fmt: skip


def rules(lines: tuple[AgendaLine, ...]) -> list[tuple[str, str, int]]:
    return [(line.sort, line.rule, line.count) for line in lines]


def test_what_was_missed_is_one_line_a_clause_with_how_often_and_since_when() -> None:
    lines = drawn()["QZ-D"]
    temperatures = next(line for line in lines if line.rule == "hygiene.temperature")
    assert (temperatures.sort, temperatures.count) == ("missed", 6)  # three people, evening and morning
    assert temperatures.first == moment("03-14 20:00")
    assert (temperatures.document, temperatures.version) == ("small", "1")


def test_each_house_is_asked_its_own() -> None:
    found = drawn()
    assert ("missed", "hygiene.temperature", 2) in rules(found["MJ-D"])
    assert "hygiene.disinfection" not in {line.rule for line in found["MJ-D"]}  # it has no key area


def test_the_gravest_comes_first_and_lines_are_numbered_in_that_order() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=60)
    level = fact(LevelOrdered(level="outbreak", authority="city", reason="x"), "03-15 07:00", number=61)
    lines = drawn(stranger, level)["QZ-D"]
    sorts = [line.sort for line in lines]
    assert sorts[0] == "breach"
    assert sorts[-1] == "changed"
    assert sorts.index("missed") < sorts.index("changed")
    assert [line.line for line in lines] == [str(n) for n in range(1, len(lines) + 1)]


def test_what_came_about_before_the_last_dispatch_is_not_asked_again() -> None:
    found = drawn(since="03-15 11:00")
    assert "hygiene.temperature" not in {line.rule for line in found["QZ-D"]}
    met = [measured(60, "03-14 18:30", "A", "B", "C"), measured(61, "03-15 06:30", "A", "B", "C")]
    assert "hygiene.temperature" not in {line.rule for line in drawn(*met)["QZ-D"]}


def test_an_order_since_then_is_a_line_and_an_earlier_one_is_none() -> None:
    early = fact(IntakeSuspended(basis="full"), "03-14 11:00", number=60)
    late = fact(IntakeSuspended(basis="full"), "03-14 13:00", number=61, facility="MJ-D")
    found = drawn(early, late)
    assert ("changed", "command.intake_suspended", 1) in rules(found["MJ-D"])
    assert "command.intake_suspended" not in {line.rule for line in found["QZ-D"]}


def test_an_open_assignment_of_a_dispatch_comes_up_again_until_it_is_verified() -> None:
    told = fact(SET, "03-10 09:00", number=60)
    assert ("arising", "A1", 1) in rules(drawn(told)["QZ-D"])
    own = fact(replace(SET, origin="own", of=None, line=None), "03-10 09:00", number=60)
    assert "A1" not in {line.rule for line in drawn(own)["QZ-D"]}
    done = fact(
        given.AssignmentDone(assignment="A1", done_by="S1", evidence="bought"), "03-11 09:00", number=61
    )
    looked = fact(given.AssignmentVerified(assignment="A1", verified_by="C1"), "03-12 09:00", number=62)
    verified = replace(looked, actor="C1")  # somebody other than whoever did it
    assert "A1" in {line.rule for line in drawn(told, done)["QZ-D"]}
    assert "A1" in {line.rule for line in drawn(told, done, looked)["QZ-D"]}
    assert "A1" not in {line.rule for line in drawn(told, done, verified)["QZ-D"]}


def test_what_the_detachment_owes_about_a_house_is_no_line_of_the_house() -> None:
    assert "hygiene.temperature" in {line.rule for line in drawn()["QZ-D"]}
    found = drawn(owner="detachment_officer")
    assert not {line.rule for line in found["QZ-D"] if line.document}


def test_a_line_names_nobody() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=60)
    text = str(drawn(stranger)["QZ-D"])
    assert not [name for name in ("'A'", "'B'", "'C'") if name in text]
    assert len(drawn(stranger)["QZ-D"]) <= MOST
