"""Whose is it now: who was named, who stands in, what was left to whom, what rises because it lies (M03)."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from lazaretto.facts import command, duty, leading
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.gate import ApprovalDelegated
from lazaretto.obligations.delegating import DELEGATION, course_of, delegations
from lazaretto.obligations.leading import offices
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Owner
from tests.stating import fact, house, moment, record_of, second
from tests.unit.obligations.machining import stated, triples

OFFICE = "TS-Z"
Line = tuple[str, Body] | tuple[str, Body, str]

DETACHMENT = command.FacilityEstablished(
    name="Detachment", sort="detachment", county="TS", city="TS", zone="Asia/Shanghai"
)
LEADER = ("03-10 08:00", command.LeaderNamed(person="L1", title="deputy director"))
DEPUTY = ("03-10 08:05", command.LeaderNamed(person="D1", title="first deputy", rank="deputy"))
SECOND = ("03-10 08:06", command.LeaderNamed(person="D2", title="second deputy", rank="deputy"))
CHIEF = ("03-10 08:10", command.LeaderNamed(person="C1", title="head"), OFFICE)
SICK = duty.Absent(person="L1", cause="sick", first=date(2022, 3, 15), last=date(2022, 3, 16))


def left(**more: Any) -> leading.ResponsibilityDelegated:
    values: dict[str, Any] = {
        "delegation": "D-1", "delegated_by": "L1", "delegate": "P7", "level": "leader", "reason": "a course",
        "opens": moment("03-15 08:00"), "closes": moment("03-15 20:00"),
    }  # fmt: skip
    return leading.ResponsibilityDelegated(**values | more)


def facts_of(*lines: Line) -> list[Fact]:
    office = fact(DETACHMENT, "2022-01-01 00:00", number=1, facility=OFFICE)
    return [
        house(), office,
        *(fact(line[1], line[0], number=n, facility=line[2] if len(line) > 2 else "QZ-D")
          for n, line in enumerate(lines, 10)),
    ]  # fmt: skip


def ask(
    *lines: Line, role: Owner = "leader", at: str = "03-15 12:00", rises: str | None = None,
    facility: str = "QZ-D",
) -> Whose:  # fmt: skip
    record = record_of(facts_of(*lines))
    standing = record.standing(at=second(at))
    late = second(rises) if rises else None
    return whose(standing, facts=record.facts, facility=facility, role=role, rises=late)


def told(found: Whose) -> tuple[str | None, str, str | None]:
    return found.person, found.why, found.behalf


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((), (None, "nobody", None)),
        ((LEADER, CHIEF), ("L1", "named", None)),
        ((CHIEF,), ("C1", "risen", None)),
        ((DEPUTY, CHIEF), ("D1", "vacant", None)),
        ((LEADER, DEPUTY, SECOND, ("03-14 20:00", SICK)), ("D1", "deputy", "L1")),
        ((LEADER, SECOND, DEPUTY, ("03-14 20:00", SICK)), ("D1", "deputy", "L1")),  # the earlier named first
        ((LEADER, CHIEF, ("03-14 20:00", SICK)), ("C1", "risen", None)),
        ((LEADER, ("03-14 20:00", left())), ("P7", "delegated", "L1")),
        ((LEADER, ("03-14 20:00", left(closes=moment("03-15 11:00")))), ("L1", "named", None)),
        ((LEADER, ("03-14 20:00", left(delegated_by="L9"))), ("L1", "named", None)),
        ((LEADER, ("03-14 20:00", left(level="detachment"))), ("L1", "named", None)),
        ((LEADER, ("03-14 20:00", command.LeaderNamed(person="L2", title="next"))), ("L2", "named", None)),
    ],
)
def test_who_answers_for_a_house(lines: tuple[Line, ...], found: tuple[str | None, str, str | None]) -> None:
    assert told(ask(*lines)) == found


def test_a_delegation_of_approving_leaves_nothing_else() -> None:
    narrow = ApprovalDelegated(
        delegation="D-2", delegated_by="L1", delegate="P7", level="leader", opens=moment("03-15 08:00"),
        closes=moment("03-15 20:00"),
    )  # fmt: skip
    assert told(ask(LEADER, ("03-14 20:00", narrow))) == ("L1", "named", None)


def test_who_was_relieved_answers_no_longer() -> None:
    gone = ("03-14 20:00", leading.LeaderRelieved(person="L1", reason="moved"))
    assert told(ask(LEADER, DEPUTY, gone)) == ("D1", "vacant", None)
    assert told(ask(LEADER, DEPUTY, gone, at="03-14 19:00")) == ("L1", "named", None)
    assert ask(LEADER, gone).why == "nobody"


def test_a_name_with_an_end_ends() -> None:
    till = command.LeaderNamed(person="L1", title="for a month", until=moment("03-15 12:00"))
    assert ask(("03-10 08:00", till), at="03-15 11:59").why == "named"
    assert ask(("03-10 08:00", till), at="03-15 12:00").why == "nobody"


def test_what_is_left_lying_goes_one_level_up() -> None:
    assert told(ask(LEADER, CHIEF, rises="03-15 12:00")) == ("C1", "overdue", "L1")
    assert told(ask(LEADER, CHIEF, rises="03-15 12:01")) == ("L1", "named", None)
    assert told(ask(LEADER, rises="03-15 12:00")) == ("L1", "named", None)  # nobody is above
    taken = duty.HandoverAcknowledged(handover="H1", incoming="O1")
    officer = ("03-15 08:30", taken)
    assert told(ask(LEADER, officer, role="duty_officer")) == ("O1", "took_over", None)
    assert told(ask(LEADER, officer, role="duty_officer", rises="03-15 12:00")) == ("L1", "overdue", "O1")


def test_what_is_the_detachments_is_read_at_its_office() -> None:
    assert told(ask(LEADER, CHIEF, role="detachment_leader")) == ("C1", "named", None)
    assert told(ask(LEADER, CHIEF, role="detachment_officer")) == ("C1", "nobody_on_watch", None)
    upper = left(delegated_by="C1", delegate="C2", level="detachment")
    assert told(ask(CHIEF, ("03-14 20:00", upper), role="detachment_leader")) == ("C2", "delegated", "C1")
    watch = ("03-15 08:00", duty.HandoverAcknowledged(handover="H9", incoming="W1"), OFFICE)
    assert told(ask(CHIEF, watch, role="detachment_officer")) == ("W1", "took_over", None)
    assert ask(role="detachment_leader").why == "nobody"
    assert ask(CHIEF, role="leader", facility=OFFICE).person == "C1"


POST = duty.PostSet(
    post="gate", title="Gate", zone="administration", staff=("gate",),
    watches=(duty.Watch(watch="day", begins=time(8), hours=12, need=1),),
)  # fmt: skip
ENROLLED = [duty.Enrolled(person=who, sex="male", post="gate") for who in ("G1", "G2")]
ROSTER = duty.RosterPublished(
    roster="R1", first=date(2022, 3, 14), last=date(2022, 3, 20), persons=("G1", "G2"), signed_by="L1",
    pattern="three", turns=tuple(
        duty.Turn(person=who, phase="A", batch="1", first=date(2022, 3, 14), last=date(2022, 3, 20))
        for who in ("G2", "G1")
    ), stands=(duty.Stand(person="G1", post="gate", watch="day", day=date(2022, 3, 15)),),
)  # fmt: skip
ROSTERED: tuple[Line, ...] = (
    LEADER, ("03-10 09:00", POST), *(("03-10 09:00", one) for one in ENROLLED), ("03-13 09:00", ROSTER),
)  # fmt: skip


def test_a_post_is_its_watchs_and_outside_its_hours_the_shifts() -> None:
    on_watch = ask(*ROSTERED, role="gate_officer")
    assert (on_watch.person, on_watch.why, on_watch.until) == ("G1", "on_watch", second("03-15 20:00"))
    assert told(ask(*ROSTERED, role="gate_officer", at="03-15 21:00")) == ("G2", "on_shift", None)
    assert told(ask(*ROSTERED, role="gate_officer", at="03-22 12:00")) == ("L1", "nobody_on_watch", None)
    assert told(ask(*ROSTERED, role="doctor")) == ("L1", "nobody_on_watch", None)
    ill = ("03-15 07:00", duty.Absent(person="G1", cause="sick", first=date(2022, 3, 15)))
    assert told(ask(*ROSTERED, ill, role="gate_officer")) == ("G2", "on_shift", None)


END = leading.DelegationEnded(delegation="D-1", ended_by="P7", reason="back")


def test_a_delegation_that_was_ended_lets_nobody_do_anything() -> None:
    ended = ("03-15 10:00", END)
    assert told(ask(LEADER, ("03-14 20:00", left()), ended)) == ("L1", "named", None)
    record = record_of(facts_of(LEADER, ("03-14 20:00", left()), ended))
    standing = record.standing(at=second("03-15 12:00"))
    one = delegations(standing, facts=record.facts)["D-1"]
    assert (one.until, one.whole) == (second("03-15 10:00"), True)
    assert not one.lets("P7", level="leader", facility="QZ-D", at=second("03-15 10:00"))
    assert one.lets("P7", level="leader", facility="QZ-D", at=second("03-15 09:59"))
    assert course_of(standing, record.facts, "D-1").state == "ended"
    assert course_of(standing, record.facts, "D-9").state == "none"
    assert [one.person for one in offices(standing, facts=record.facts)["QZ-D"].leaders] == ["L1"]


def test_the_machine_of_a_delegation_is_whole() -> None:
    grid = stated(
        "none: give → given\ngiven: end → ended",
        {
            "give": "leader detachment_leader",
            "end": "duty_officer leader detachment_officer detachment_leader",
        },
    )
    assert {triple: then for triple, then in triples(DELEGATION).items() if then} == grid


Against = Callable[..., str | None]
