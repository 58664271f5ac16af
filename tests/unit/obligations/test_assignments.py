"""An assignment: every step of it by every role, nobody judges their own work, and what is said astray."""

from typing import Any

import pytest
from msgspec.structs import replace

from lazaretto.facts import assignments as told
from lazaretto.facts.attachments import Attachment
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.assignments import ASSIGNMENT, assignment_of, assignments, attachments
from lazaretto.obligations.conditions import CONDITIONS
from lazaretto.obligations.requesting import refusal
from lazaretto.registers.record import Record
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.machining import stated, triples

ROLES = {
    "set": "leader detachment_officer detachment_leader",
    "do": "duty_officer doctor leader detachment_leader",
    "verify": "leader detachment_officer detachment_leader",
    "return": "leader detachment_officer detachment_leader",
    "withdraw": "leader detachment_officer detachment_leader",
}
GRID = """
    unset: set → set
    set: do → done, withdraw → withdrawn
    done: verify → verified, return → returned, withdraw → withdrawn
    returned: do → done, withdraw → withdrawn
    verified:
    withdrawn:
"""
SET = told.AssignmentSet(
    assignment="A1", title="Seal the north door", owner="Wu", due=moment("03-16 12:00"), set_by="Li",
    origin="directive", of="D1", subject="north-door",
)  # fmt: skip
PAPER = Attachment(digest="a" * 64, name="door.jpg", media="image/jpeg", size=9)
DONE = told.AssignmentDone(assignment="A1", done_by="Wu", evidence="Sealed at ten", attachment=PAPER)
VERIFIED = told.AssignmentVerified(assignment="A1", verified_by="Li")
RETURNED = told.AssignmentReturned(
    assignment="A1", returned_by="Li", reason="The seal is broken", due=moment("03-17 12:00")
)
WITHDRAWN = told.AssignmentWithdrawn(assignment="A1", withdrawn_by="Li", reason="The door was walled up")


def record(*said: tuple[Body, str, str]) -> Record:
    """(what, when, who said it), one after the other."""
    return record_of([house(), *(_by(body, at, who, n) for n, (body, at, who) in enumerate(said, 1))])


def _by(body: Body, at: str, who: str, number: int = 900) -> Fact:
    return replace(fact(body, at, number=number), actor=who)


def stands(*said: tuple[Body, str, str], at: str = "03-20 00:00") -> Any:
    held = record(*said)
    return assignment_of(held.standing(at=second(at)), held.facts, facility="QZ-D", assignment="A1")


def refused(body: Body, at: str, who: str, *said: tuple[Body, str, str]) -> tuple[str, dict[str, str]] | None:
    held = record(*said)
    return refusal(Asking(_by(body, at, who), held.standing(at=second(at)), held.facts, (), {}))


def broken(condition: str, *said: tuple[Body, str, str]) -> list[str]:
    held = record(*said)
    end = second("04-01 00:00")
    found = CONDITIONS[condition].find(held.standing(at=end), {}, second("03-01 00:00"), end + 1)
    return [held.names.name(int(key)) for key in found.key]


def test_every_act_in_every_state_by_every_role() -> None:
    assert {k: v for k, v in triples(ASSIGNMENT).items() if v is not None} == stated(GRID, ROLES)


def test_it_is_set_done_and_verified() -> None:
    found = stands((SET, "03-15 09:00", "Li"), (DONE, "03-16 10:00", "Wu"), (VERIFIED, "03-16 15:00", "Li"))
    assert (found.state, found.whose, found.late(second("03-20 00:00"))) == ("verified", "nobody", False)
    assert found.evidence == DONE
    assert attachments(found.course.taken[1].fact) == (PAPER,)
    assert attachments(found.course.taken[0].fact) == ()


def test_whose_it_is_now() -> None:
    begun = (SET, "03-15 09:00", "Li")
    assert stands().state == "unset"
    assert stands(begun).whose == "owner"
    assert stands(begun, (DONE, "03-16 10:00", "Wu")).whose == "verifier"
    assert stands(begun, (WITHDRAWN, "03-15 10:00", "Li")).whose == "nobody"


def test_what_is_sent_back_is_due_anew() -> None:
    found = stands((SET, "03-15 09:00", "Li"), (DONE, "03-16 10:00", "Wu"), (RETURNED, "03-16 11:00", "Li"))
    assert (found.state, found.whose, found.due) == ("returned", "owner", second("03-17 12:00"))
    assert not found.late(second("03-17 11:59"))
    assert found.late(second("03-17 12:00"))


def test_the_list_knows_every_assignment_of_every_house() -> None:
    held = record((SET, "03-15 09:00", "Li"), (DONE, "03-16 10:00", "Wu"))
    (one,) = assignments(held.standing(at=second("03-20 00:00")), held.facts)
    assert (one.facility, one.assignment, one.state) == ("QZ-D", "A1", "done")


def test_a_number_is_given_once_and_nothing_is_due_in_the_past() -> None:
    assert refused(SET, "03-15 10:00", "Li", (SET, "03-15 09:00", "Li")) == (
        "assignment_taken", {"assignment": "A1"},
    )  # fmt: skip
    code, values = refused(SET, "03-16 12:00", "Li") or ("", {})
    assert (code, values["due"][:10]) == ("due_is_past", "2022-03-16")
    assert refused(SET, "03-16 11:59", "Li") is None


@pytest.mark.parametrize("body", [VERIFIED, RETURNED, WITHDRAWN])
def test_what_was_never_set_is_not_judged(body: Body) -> None:
    assert refused(body, "03-16 11:00", "Li") == (
        "assignment_not_so_far", {"assignment": "A1", "state": "unset"},
    )  # fmt: skip


@pytest.mark.parametrize("body", [VERIFIED, RETURNED])
def test_nobody_judges_what_they_did(body: Body) -> None:
    begun = ((SET, "03-15 09:00", "Li"), (DONE, "03-16 10:00", "Wu"))
    assert refused(body, "03-16 11:00", "Wu", *begun) == ("judged_by_doer", {"person": "Wu"})
    assert refused(body, "03-16 11:00", "Li", *begun) is None


def test_assignment_judged_by_doer() -> None:
    begun = ((SET, "03-15 09:00", "Li"), (DONE, "03-16 10:00", "Wu"), (VERIFIED, "03-16 11:00", "Wu"))
    assert stands(*begun).state == "done"
    assert broken("assignment_judged_by_doer", *begun) == ["QZ-D|A1"]
    assert broken("assignment_out_of_turn", *begun) == []
    good = (*begun[:2], (VERIFIED, "03-16 11:00", "Li"))
    assert broken("assignment_judged_by_doer", *good) == []


def test_assignment_out_of_turn() -> None:
    assert broken("assignment_out_of_turn", (DONE, "03-16 10:00", "Wu")) == ["QZ-D|A1"]
    late = ((SET, "03-15 09:00", "Li"), (WITHDRAWN, "03-15 10:00", "Li"), (DONE, "03-16 10:00", "Wu"))
    assert broken("assignment_out_of_turn", *late) == ["QZ-D|A1"]
    assert broken("assignment_judged_by_doer", *late) == []


def test_after_it_was_sent_back_another_may_do_it_and_the_first_may_look() -> None:
    again = told.AssignmentDone(assignment="A1", done_by="Xu", evidence="Sealed again")
    begun = (
        (SET, "03-15 09:00", "Li"), (DONE, "03-16 10:00", "Wu"), (RETURNED, "03-16 11:00", "Li"),
        (again, "03-16 12:00", "Xu"),
    )  # fmt: skip
    assert refused(VERIFIED, "03-16 13:00", "Xu", *begun) == ("judged_by_doer", {"person": "Xu"})
    assert (
        refused(told.AssignmentVerified(assignment="A1", verified_by="Wu"), "03-16 13:00", "Wu", *begun)
        is None
    )
