"""A dispatch as a page: its lines by house, whose they are, its minutes; the list of a detachment's."""

from msgspec.structs import replace

from lazaretto.board.agenda import Agenda
from lazaretto.board.dispatch_page import DispatchesPage, DispatchPage, one_page, pages_of, titles_of
from lazaretto.board.houses import House
from lazaretto.facts import assignments as given
from lazaretto.facts import dispatches as told
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.dispatches import AgendaLine
from lazaretto.facts.fact import Fact
from lazaretto.protocol.document import Deadline, Protocol
from tests.stating import fact, moment
from tests.unit.board.world import PROTOCOL, clause, look

OFFICE = "TS-Z"
FEVER = AgendaLine(line="1", sort="missed", rule="hygiene.fever", count=2, first=moment("03-14 21:00"))
LEVEL = AgendaLine(
    line="2", sort="changed", rule="command.level_ordered", count=1, first=moment("03-15 00:10")
)
OPENED = fact(
    told.DispatchOpened(dispatch="T1", chaired_by="C1", present=("C1", "C2"), since=moment("03-14 09:00")),
    "03-15 09:00", number=60, facility=OFFICE,
)  # fmt: skip
CALLED = (
    fact(told.AgendaDrawn(dispatch="T1", lines=(FEVER, LEVEL)), "03-15 09:00", number=61),
    fact(told.AgendaDrawn(dispatch="T1"), "03-15 09:00", number=62, facility="MJ-D"),
)
ANSWERED = fact(told.LineAnswered(dispatch="T1", line="1", answer="Seen since"), "03-15 09:10", number=63)
NOTED = fact(told.LineNoted(dispatch="T1", line="2"), "03-15 09:20", number=64)
SET = fact(
    given.AssignmentSet(assignment="A1", title="A spare thermometer", owner="S1", due=moment("03-16 08:00"),
                        set_by="C1", origin="dispatch", of="T1", line="1"),
    "03-15 09:30", number=65,
)  # fmt: skip
CLOSED = fact(
    told.DispatchClosed(dispatch="T1", recorded_by="C2", remarks="Quiet"), "03-15 10:00", number=66,
    facility=OFFICE,
)  # fmt: skip
SIGNED = fact(told.MinutesSigned(dispatch="T1", signed_by="C1"), "03-15 11:00", number=67, facility=OFFICE)


def page(
    *said: Fact, at: str = "03-15 12:00", codes: tuple[str, ...] = ("QZ-D", "MJ-D"),
    protocol: Protocol = PROTOCOL,
) -> DispatchPage:  # fmt: skip
    seen = look(OPENED, *CALLED, *said, at=at, protocol=protocol)
    found = one_page(
        seen.assessment.standing, facts=seen.record.facts, forces=seen.forces,
        houses=seen.houses(set(codes)), code="T1",
    )  # fmt: skip
    assert found is not None
    return found


def states(found: DispatchPage) -> list[tuple[str, str, str]]:
    return [(house.code, line.said.line, line.line.state) for house, line in found.lines]


def test_every_house_that_was_called_stands_with_its_lines() -> None:
    found = page()
    assert (found.state, found.office, found.opened_at) == ("open", OFFICE, moment("03-15 09:00"))
    assert [(one.house.code, len(one.lines)) for one in found.houses] == [("QZ-D", 2), ("MJ-D", 0)]
    assert states(found) == [("QZ-D", "1", "waiting"), ("QZ-D", "2", "waiting")]
    assert found.waiting == 2
    assert [one.house.code for one in page(codes=("MJ-D",)).houses] == ["MJ-D"]


def test_an_answer_makes_a_line_the_chairs_and_a_note_or_an_assignment_ends_it() -> None:
    assert (page(ANSWERED).waiting, page(ANSWERED).undecided) == (1, 1)
    found = page(ANSWERED, NOTED, SET)
    assert states(found) == [("QZ-D", "1", "assigned"), ("QZ-D", "2", "noted")]
    assert (found.waiting, found.undecided) == (0, 0)
    assert [one.assignment for one in found.lines[0][1].line.assigned] == ["A1"]


def test_a_line_has_the_title_of_its_clause_and_a_change_has_its_word() -> None:
    shown = [line.title for _house, line in page().lines]
    assert shown == [PROTOCOL.clauses[3].title, None]
    seen = look(SET, at="03-15 12:00")
    found = titles_of(seen.assessment.standing, seen.record.facts, seen.forces)
    assert found["A1"] == "A spare thermometer"


def test_until_when_lines_are_answered_is_the_documents() -> None:
    assert page().due is None
    duty = Deadline(trigger="line_drawn", evidence="line_answered", within=60)
    document = replace(PROTOCOL, clauses=(*PROTOCOL.clauses, clause("command.answer", duty)))
    assert page(protocol=document).due == moment("03-15 10:00")
    assert page().houses[0].whose is None
    named = fact(LeaderNamed(person="L1", title="deputy director"), "03-10 08:00", number=75)
    asked = replace(PROTOCOL, clauses=(*PROTOCOL.clauses, clause("command.answer", duty, owner="leader")))
    held = page(named, protocol=asked).houses[0].whose
    assert held is not None
    assert (held.person, held.why) == ("L1", "named")


def test_the_minutes_know_who_recorded_and_who_signed() -> None:
    closed = page(CLOSED)
    assert (closed.state, closed.closed_at, closed.signed) == ("closed", moment("03-15 10:00"), None)
    assert closed.closed is not None
    assert (closed.closed.recorded_by, closed.closed.remarks) == ("C2", "Quiet")
    assert page(CLOSED, SIGNED).state == "closed"  # by the hand that closed it
    signed = page(CLOSED, replace(SIGNED, actor="C1"))
    assert (signed.state, signed.signed_at) == ("signed", moment("03-15 11:00"))
    assert signed.signed is not None
    assert signed.signed.signed_by == "C1"


def test_what_was_said_after_the_instant_is_not_on_the_page() -> None:
    assert page(ANSWERED, CLOSED, at="03-15 09:05").waiting == 2


def test_a_dispatch_that_nobody_opened_has_no_page() -> None:
    seen = look(*CALLED, at="03-15 12:00")
    assert one_page(
        seen.assessment.standing, facts=seen.record.facts, forces=seen.forces, houses=seen.houses(), code="T1"
    ) is None  # fmt: skip


def test_the_latest_dispatch_stands_first_and_a_house_sees_those_it_was_called_to() -> None:
    later = fact(
        told.DispatchOpened(dispatch="T2", chaired_by="C1", present=("C1",), since=moment("03-15 09:00")),
        "03-16 09:00", number=70, facility=OFFICE,
    )  # fmt: skip
    called = fact(told.AgendaDrawn(dispatch="T2", lines=(LEVEL,)), "03-16 09:00", number=71)
    seen = look(OPENED, *CALLED, CLOSED, later, called, at="03-16 12:00")

    def codes(*houses: str, office: str | None = None) -> list[str]:
        found = pages_of(
            seen.assessment.standing, facts=seen.record.facts, forces=seen.forces,
            houses=seen.houses(set(houses)), office=office,
        )  # fmt: skip
        return [one.dispatch for one in found]

    assert codes("QZ-D") == ["T2", "T1"]
    assert codes("MJ-D") == ["T1"]
    assert codes("QZ-D", "MJ-D", office=OFFICE) == ["T2", "T1"]
    assert codes("QZ-D", office="XX-Z") == []


def test_the_house_with_the_gravest_line_would_be_asked_first() -> None:
    changed, missed = look(at="03-15 12:00").houses({"QZ-D", "MJ-D"})

    def asked(lines: Agenda) -> tuple[tuple[House, tuple[AgendaLine, ...]], ...]:
        return DispatchesPage(
            at=moment("03-15 12:00"), office=None, since=moment("03-14 09:00"), running=None, past=(),
            houses=(changed, missed), agenda=lines, titles={},
        ).asked  # fmt: skip

    assert asked({changed.code: (LEVEL,), missed.code: (FEVER, LEVEL)}) == (
        (missed, (FEVER, LEVEL)),
        (changed, (LEVEL,)),
    )
    assert asked({changed.code: (), missed.code: (LEVEL,)}) == ((missed, (LEVEL,)),)
