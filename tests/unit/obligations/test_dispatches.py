"""A dispatch: every step by every role, whose each line is, and what is refused or found in it."""

from msgspec.structs import replace

from lazaretto.facts import assignments as given
from lazaretto.facts import dispatches as told
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.dispatches import AgendaLine
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.dispatches import DISPATCH, Dispatch, dispatch_of, of_office, running
from lazaretto.obligations.requesting import refusal
from lazaretto.registers.record import Record
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.machining import stated, triples

OFFICE = "TS-Z"
ROLES = {
    "open": "detachment_officer detachment_leader",
    "answer": "duty_officer leader detachment_leader",
    "note": "detachment_officer detachment_leader",
    "close": "detachment_officer detachment_leader",
    "sign": "detachment_leader",
}
GRID = """
    unopened: open → open
    open: answer → open, note → open, close → closed
    closed: sign → signed
    signed:
"""
LINE = AgendaLine(line="1", sort="missed", rule="hygiene.three", count=2, first=moment("03-14 21:00"))
OTHER = AgendaLine(
    line="2", sort="changed", rule="command.level_ordered", count=1, first=moment("03-15 00:10")
)
OPENED = told.DispatchOpened(
    dispatch="T0315", chaired_by="Chief", present=("Chief", "Clerk"), since=moment("03-14 09:00")
)
DRAWN = told.AgendaDrawn(dispatch="T0315", lines=(LINE, OTHER))
ANSWERED = told.LineAnswered(
    dispatch="T0315", line="1", answer="The thermometer was broken; a new one is here"
)
NOTED = told.LineNoted(dispatch="T0315", line="2")
CLOSED = told.DispatchClosed(dispatch="T0315", recorded_by="Clerk")
SIGNED = told.MinutesSigned(dispatch="T0315", signed_by="Chief")
SET = given.AssignmentSet(
    assignment="T0315-1", title="Keep a spare thermometer", owner="Wu", due=moment("03-16 12:00"),
    set_by="Chief", origin="dispatch", of="T0315", line="1",
)  # fmt: skip
BEGUN = ((OPENED, "03-15 09:00", "Chief"), (DRAWN, "03-15 09:00", "Chief"))
Said = tuple[Body, str, str]


def _by(said: Said, number: int = 900) -> Fact:
    body, at, who = said
    local = told.AgendaDrawn | told.LineAnswered | told.LineNoted | given.AssignmentSet
    return replace(
        fact(body, at, number=number, facility="QZ-D" if isinstance(body, local) else OFFICE), actor=who
    )


def record(*said: Said) -> Record:
    office = FacilityEstablished(
        name="Detachment", sort="detachment", county="TS", city="TS", zone="Asia/Shanghai"
    )
    ground = [house(), fact(office, "2022-01-01 00:00", number=5000, facility=OFFICE)]
    return record_of([*ground, *(_by(one, number) for number, one in enumerate(said, 1))])


def stands(*said: Said, at: str = "03-20 00:00") -> Dispatch:
    held = record(*said)
    return dispatch_of(held.standing(at=second(at)), held.facts, "T0315")


def refused(asked: Said, *said: Said) -> tuple[str, dict[str, str]] | None:
    held = record(*said)
    return refusal(Asking(_by(asked), held.standing(at=second(asked[1])), held.facts, (), {}))


def broken(condition: str, *said: Said) -> list[str]:
    held = record(*said)
    end = second("04-01 00:00")
    found = CONDITIONS[condition].find(held.standing(at=end), {}, second("03-01 00:00"), end + 1)
    return [held.names.name(int(key)) for key in found.key]


def test_every_act_in_every_state_by_every_role() -> None:
    assert {k: v for k, v in triples(DISPATCH).items() if v is not None} == stated(GRID, ROLES)


def test_it_is_opened_answered_closed_and_signed() -> None:
    whole = (
        *BEGUN, (ANSWERED, "03-15 09:10", "Wu"), (NOTED, "03-15 09:12", "Chief"),
        (SET, "03-15 09:14", "Chief"),
        (CLOSED, "03-15 09:30", "Clerk"), (SIGNED, "03-15 10:00", "Chief"),
    )  # fmt: skip
    found = stands(*whole)
    assert found.state == "signed"
    assert found.opened == OPENED
    assert [(line.facility, line.line.line, line.state) for line in found.lines] == [
        ("QZ-D", "1", "assigned"), ("QZ-D", "2", "noted"),
    ]  # fmt: skip
    assert found.lines[0].answer == ANSWERED.answer
    assert [one.assignment for one in found.lines[0].assigned] == ["T0315-1"]


def test_whose_a_line_is() -> None:
    assert [line.state for line in stands(*BEGUN).lines] == ["waiting", "waiting"]
    assert [line.state for line in stands(*BEGUN, (ANSWERED, "03-15 09:10", "Wu")).lines] == [
        "answered",
        "waiting",
    ]


def test_of_two_answers_the_last_counts_and_both_are_kept() -> None:
    second_ = told.LineAnswered(dispatch="T0315", line="1", answer="Two were broken")
    found = stands(*BEGUN, (ANSWERED, "03-15 09:10", "Wu"), (second_, "03-15 09:20", "Wu"))
    assert (found.lines[0].answer, len(found.lines[0].answers)) == ("Two were broken", 2)


def test_one_detachment_holds_one_dispatch_at_a_time() -> None:
    next_ = told.DispatchOpened(
        dispatch="T0316", chaired_by="Chief", present=("Chief",), since=moment("03-15 09:00")
    )
    assert refused((OPENED, "03-15 09:05", "Chief"), *BEGUN) == ("dispatch_taken", {"dispatch": "T0315"})
    assert refused((next_, "03-15 09:05", "Chief"), *BEGUN) == ("dispatch_running", {"dispatch": "T0315"})
    over = (*BEGUN, (CLOSED, "03-15 09:30", "Clerk"))
    assert refused((next_, "03-16 09:00", "Chief"), *over) is None
    held = record(*BEGUN)
    standing = held.standing(at=second("03-15 10:00"))
    found = running(standing, held.facts, office=OFFICE)
    assert found is not None
    assert found.dispatch == "T0315"
    assert running(standing, held.facts, office="XX-Z") is None
    assert [one.dispatch for one in of_office(standing, held.facts, OFFICE)] == ["T0315"]


def test_what_was_not_opened_is_neither_closed_nor_signed() -> None:
    want = ("dispatch_not_so_far", {"dispatch": "T0315", "state": "unopened"})
    assert refused((CLOSED, "03-15 09:30", "Clerk")) == want
    assert refused((SIGNED, "03-15 09:30", "Chief")) == want
    assert refused((SIGNED, "03-15 09:30", "Chief"), *BEGUN) == (
        "dispatch_not_so_far", {"dispatch": "T0315", "state": "open"},
    )  # fmt: skip


def test_minutes_signed_by_recorder() -> None:
    over = (*BEGUN, (CLOSED, "03-15 09:30", "Clerk"))
    own = (told.MinutesSigned(dispatch="T0315", signed_by="Clerk"), "03-15 10:00", "Clerk")
    assert refused(own, *over) == ("signer_is_recorder", {"person": "Clerk"})
    assert refused((SIGNED, "03-15 10:00", "Chief"), *over) is None
    assert stands(*over, own).state == "closed"
    assert broken("minutes_signed_by_recorder", *over, own) == ["TS-Z|T0315"]
    assert broken("minutes_signed_by_recorder", *over, (SIGNED, "03-15 10:00", "Chief")) == []


def test_dispatch_out_of_turn() -> None:
    late = (*BEGUN, (CLOSED, "03-15 09:30", "Clerk"), (ANSWERED, "03-15 11:00", "Wu"))
    assert stands(*late).lines[0].state == "waiting"
    assert broken("dispatch_out_of_turn", *late) == ["QZ-D|T0315|1"]
    assert broken("dispatch_out_of_turn", *BEGUN, (ANSWERED, "03-15 09:20", "Wu")) == []
