"""The cascade as a page: receipts, the tree, what a directive would change, what contradicts it."""

from datetime import date
from typing import Any

from msgspec.structs import replace

from lazaretto.board.directives_page import (
    DirectivesPage,
    directive_page,
    directives_page,
    house_directives,
    proposals,
)
from lazaretto.facts import assignments as given
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.directives import (
    Asked,
    ContradictionSettled,
    DirectiveIssued,
    DirectiveReceived,
    Setting,
)
from lazaretto.facts.fact import Fact
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Deadline
from tests.stating import fact, moment, second
from tests.unit.board.world import PROTOCOL, clause, look

LEG = Setting(document="small", parameter="leg.3.days", value="21")
CITY = ("QZ-D", "MJ-D")


def issued(code: str, at: str, *, to: str = "QZ-D", number: int, **more: Any) -> Fact:
    body = DirectiveIssued(directive=code, title=f"Directive {code}", issuer=more.pop("by", "city"), **more)
    return fact(body, at, number=number, facility=to)


def received(code: str, at: str, *, to: str = "QZ-D", number: int) -> Fact:
    return fact(DirectiveReceived(directive=code), at, number=number, facility=to)


def page(*said: Fact, at: str = "03-15 12:00", codes: tuple[str, ...] = CITY) -> DirectivesPage:
    seen = look(*said, at=at)
    return directives_page(
        seen.assessment.standing, facts=seen.record.facts, forces=seen.forces, houses=seen.houses(set(codes))
    )


def states(found: DirectivesPage, code: str) -> dict[str, str]:
    line = next(one for one in found.lines if one.directive.directive == code)
    return {facility: copy.state for facility, copy in line.copies.items()}


def test_each_facility_has_its_own_receipt() -> None:
    term: dict[str, Any] = {"receive_by": moment("03-15 10:00")}
    found = page(
        issued("D1", "03-15 08:00", number=60, **term),
        issued("D1", "03-15 08:00", to="MJ-D", number=61, **term),
        received("D1", "03-15 09:00", number=62),
        issued("D2", "03-15 11:30", number=63, receive_by=moment("03-15 13:00")),
        received("D1", "03-15 10:00", to="MJ-D", number=64),
    )
    assert states(found, "D1") == {"QZ-D": "in_time", "MJ-D": "late"}
    assert states(found, "D2") == {"QZ-D": "waiting"}
    assert (found.unread, found.overdue) == (1, 0)


def test_what_nobody_acknowledged_in_time_is_overdue() -> None:
    found = page(issued("D1", "03-15 08:00", number=60, receive_by=moment("03-15 12:00")))
    assert states(found, "D1") == {"QZ-D": "overdue"}
    assert (found.unread, found.overdue) == (1, 1)


def test_where_the_directive_gives_no_term_the_document_does() -> None:
    duty = Deadline(trigger="directive_issued", evidence="directive_received", within=120)
    document = replace(PROTOCOL, clauses=(*PROTOCOL.clauses, clause("command.receive", duty)))
    seen = look(issued("D1", "03-15 08:00", number=60), at="03-15 12:00", protocol=document)
    found = directives_page(
        seen.assessment.standing, facts=seen.record.facts, forces=seen.forces, houses=seen.houses({"QZ-D"})
    )
    (line,) = found.lines
    assert line.copies["QZ-D"].due == moment("03-15 10:00")
    assert line.copies["QZ-D"].state == "overdue"
    assert line.copies["QZ-D"].whose is not None
    assert line.copies["QZ-D"].whose.person is None  # nobody has the shift, and nobody is named
    (alone,) = page(issued("D1", "03-15 08:00", number=60)).lines
    assert (alone.copies["QZ-D"].due, alone.copies["QZ-D"].state) == (None, "waiting")
    assert alone.copies["QZ-D"].whose is None


def test_what_is_not_acknowledged_is_somebodys_and_then_nobodys() -> None:
    duty = Deadline(trigger="directive_issued", evidence="directive_received", within=120)
    asked = clause("command.receive", duty, owner="leader")
    document = replace(PROTOCOL, clauses=(*PROTOCOL.clauses, asked))
    named = fact(LeaderNamed(person="L1", title="deputy director"), "03-10 08:00", number=70)

    def held(*said: Fact) -> str | None:
        seen = look(issued("D1", "03-15 08:00", number=60), named, *said, at="03-15 12:00", protocol=document)
        found = directives_page(
            seen.assessment.standing, facts=seen.record.facts, forces=seen.forces,
            houses=seen.houses({"QZ-D"}),
        )  # fmt: skip
        copy = found.lines[0].copies["QZ-D"]
        return copy.whose.person if copy.whose else None

    assert held() == "L1"
    assert held(received("D1", "03-15 11:00", number=61)) is None


def test_parents_stand_above_what_passes_them_on_and_the_latest_root_first() -> None:
    found = page(
        issued("M1", "03-10 08:00", by="ministry", number=60),
        issued("P1", "03-11 08:00", by="province", parent="M1", number=61),
        issued("OWN", "03-13 08:00", number=62),
        issued("C1", "03-12 08:00", parent="P1", number=63),
    )
    assert [(line.directive.directive, line.depth) for line in found.lines] == [
        ("OWN", 0), ("M1", 0), ("P1", 1), ("C1", 2),
    ]  # fmt: skip
    assert [line.passed_on for line in found.lines] == [None, None, 86_400, 86_400]


def test_a_directive_that_passes_on_one_out_of_sight_is_a_root() -> None:
    above = issued("M1", "03-10 08:00", to="MJ-D", number=60)
    found = page(above, issued("C1", "03-12 08:00", parent="M1", number=61), codes=("QZ-D",))
    assert [line.directive.directive for line in found.lines] == ["C1"]


def test_assignments_stand_beside_the_copy_that_they_come_from() -> None:
    found = page(
        issued("D1", "03-15 08:00", number=60), issued("D1", "03-15 08:00", to="MJ-D", number=61),
        fact(given.AssignmentSet(assignment="A1", title="Do it", owner="S1", due=moment("03-16 08:00"),
                                 set_by="L1", origin="directive", of="D1"), "03-15 09:00", number=62),
    )  # fmt: skip
    copies = found.lines[0].copies
    assert [one.assignment for one in copies["QZ-D"].assignments] == ["A1"]
    assert copies["MJ-D"].assignments == ()


def test_a_setting_is_held_against_the_document_in_force() -> None:
    seen = look(at="03-15 12:00")
    asked = (LEG, Setting(document="small", parameter="leg.3.days", value="14"),
             Setting(document="small", parameter="no.such", value="1"),
             Setting(document="other", parameter="leg.3.days", value="1"))  # fmt: skip
    found = proposals(asked, forces=seen.forces, at=second("03-15 12:00"))
    assert [(one.before, one.change is not None, one.known) for one in found] == [
        ("14", True, True), ("14", False, True), (None, False, False), (None, False, False),
    ]  # fmt: skip


def test_a_setting_before_the_document_was_in_force_is_held_against_nothing() -> None:
    seen = look(at="03-15 12:00")
    (one,) = proposals((LEG,), forces=seen.forces, at=second("02-28 12:00"))
    assert not one.known


def test_one_directive_in_full_with_what_contradicts_it() -> None:
    found = page(
        issued("D1", "03-15 08:00", number=60, settings=(LEG,)),
        issued("D2", "03-15 09:00", number=61, asks=(Asked(subject="parcels", demand="do"),)),
        issued("D3", "03-15 10:00", number=62, asks=(Asked(subject="parcels", demand="refrain"),)),
    )
    forces: tuple[InForce, ...] = look(at="03-15 12:00").forces
    one = directive_page(found, "D1", forces=forces)
    assert one is not None
    assert [proposal.setting.value for proposal in one.proposals] == ["21"]
    assert one.pairs == ()
    other = directive_page(found, "D3", forces=forces)
    assert other is not None
    assert [(pair.pair.one, pair.pair.other) for pair in other.pairs] == [("D2", "D3")]
    assert directive_page(found, "none", forces=forces) is None
    assert found.unsettled == 1


def test_what_was_settled_stands_below_with_who_said_so() -> None:
    over = "parcels"
    found = page(
        issued("D1", "03-15 08:00", number=60, asks=(Asked(subject=over, demand="do"),)),
        issued("D2", "03-15 09:00", number=61, asks=(Asked(subject=over, demand="refrain"),)),
        issued("D3", "03-15 09:30", number=62, asks=(Asked(subject="visits", demand="do"),)),
        issued("D4", "03-15 09:40", number=63, asks=(Asked(subject="visits", demand="refrain"),)),
        fact(ContradictionSettled(over=over, prevails="D2", yields="D1", settled_by="C1", reason="later"),
             "03-15 10:00", number=64, facility="TS-Z"),
    )  # fmt: skip
    assert [(one.pair.prevails, one.settled_by, one.reason) for one in found.pairs] == [
        (None, None, None), ("D2", "C1", "later"),
    ]  # fmt: skip
    assert found.unsettled == 1


def test_a_house_sees_unread_first_and_what_it_is_to_do() -> None:
    seen = look(
        issued("D1", "03-15 08:00", number=60), issued("D2", "03-15 09:00", number=61),
        issued("D3", "03-15 09:30", to="MJ-D", number=62), received("D2", "03-15 09:10", number=63),
        fact(given.AssignmentSet(assignment="A1", title="Do it", owner="S1", due=moment("03-16 08:00"),
                                 set_by="L1"), "03-15 09:00", number=64),
        fact(given.AssignmentSet(assignment="A2", title="Sooner", owner="S1", due=moment("03-15 18:00"),
                                 set_by="L1"), "03-15 09:01", number=65),
        fact(given.AssignmentSet(assignment="A3", title="Gone", owner="S1", due=moment("03-15 18:00"),
                                 set_by="L1"), "03-15 09:02", number=66),
        fact(given.AssignmentWithdrawn(assignment="A3", withdrawn_by="L1", reason="over"), "03-15 09:30",
             number=67),
        at="03-15 12:00",
    )  # fmt: skip
    (house,) = seen.houses({"QZ-D"})
    found = house_directives(
        seen.assessment.standing, facts=seen.record.facts, forces=seen.forces, house=house
    )
    assert [line.directive.directive for line, _copy in found.lines] == ["D1", "D2"]
    assert [line.directive.directive for line, _copy in found.unread] == ["D1"]
    assert [one.assignment for one in found.open] == ["A2", "A1"]  # what is due first
    assert [one.assignment for one in found.over] == ["A3"]


def test_a_directive_of_the_future_is_not_yet_in_force() -> None:
    (line,) = page(issued("D1", "03-15 08:00", number=60, since=date(2022, 3, 16))).lines
    assert not line.in_force
    (line,) = page(issued("D1", "03-15 08:00", number=60, since=date(2022, 3, 15))).lines
    assert line.in_force
