"""The machine of an approval: the whole table said a second time, and a story told by it."""

from itertools import product

import msgspec
import pytest

from lazaretto.facts import gate
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.approving import ACTS, NEEDS, ROLES, STATES, Act, Need, Role, State, after, told
from lazaretto.obligations.delegating import Delegation
from tests.stating import fact, moment, second

# state, act, role → what comes of it, for each need: leader, upper, both. "." may not be done.
TABLE = """
requested          approve  leader     approved  approved_by_leader approved_by_leader
requested          approve  detachment approved  approved           .
approved_by_leader approve  detachment .         approved           approved
approved           approve  detachment approved  .                  .
used               approve  detachment used      .                  .
requested          deny     leader     denied    denied             denied
requested          deny     detachment denied    denied             denied
approved_by_leader deny     detachment denied    denied             denied
requested          withdraw asker      withdrawn withdrawn          withdrawn
approved_by_leader withdraw asker      withdrawn withdrawn          withdrawn
approved_by_leader withdraw leader     withdrawn withdrawn          withdrawn
approved           withdraw asker      withdrawn withdrawn          withdrawn
approved           withdraw leader     withdrawn withdrawn          withdrawn
approved           withdraw detachment withdrawn withdrawn          withdrawn
used               withdraw asker      withdrawn withdrawn          withdrawn
used               withdraw leader     withdrawn withdrawn          withdrawn
used               withdraw detachment withdrawn withdrawn          withdrawn
approved           pass     gate       used      used               used
used               pass     gate       used      used               used
requested          lapse    time       expired   expired            expired
approved_by_leader lapse    time       expired   expired            expired
approved           lapse    time       expired   expired            expired
used               lapse    time       used      used               used
"""
EXPECTED = {tuple(row[:3]): row[3:] for row in (line.split() for line in TABLE.split("\n") if line)}


@pytest.mark.parametrize("need", NEEDS)
@pytest.mark.parametrize(("state", "act", "role"), [*product(STATES, ACTS, ROLES)])
def test_every_state_act_and_role(state: State, act: Act, role: Role, need: Need) -> None:
    wanted = EXPECTED.get((state, act, role), [".", ".", "."])[NEEDS.index(need)]
    assert (after(state, act, role, need=need) or ".") == wanted


def test_nothing_leads_out_of_what_is_over() -> None:
    for state, act, role, need in product(("denied", "withdrawn", "expired"), ACTS, ROLES, NEEDS):
        assert after(state, act, role, need=need) is None  # type: ignore[arg-type]  # product() widens


ASKED = gate.EntryRequested(
    approval="A1", category="person", subject="V1", zone="guarded", purpose="repair", requested_by="P1",
    opens=moment("03-15 10:00"), closes=moment("03-15 16:00"),
)  # fmt: skip
REQUEST = fact(ASKED, "03-15 08:00")
YARD = fact(msgspec.structs.replace(ASKED, zone="administration"), "03-15 08:00")


def leader(**more: object) -> gate.EntryApproved:
    return gate.EntryApproved(approval="A1", approved_by="L1", level="leader", **more)  # type: ignore[arg-type]


def chief(**more: object) -> gate.EntryApproved:
    return gate.EntryApproved(approval="A1", approved_by="C1", level="detachment", **more)  # type: ignore[arg-type]


def denied(level: gate.Approver = "leader") -> gate.EntryDenied:
    return gate.EntryDenied(approval="A1", denied_by="L1", level=level, reason="no")


WITHDRAWN = gate.EntryWithdrawn(approval="A1", withdrawn_by="P1", reason="not needed")


def story(*lines: tuple[str, Body]) -> list[Fact]:
    return [fact(body, f"03-15 {at}", number=n) for n, (at, body) in enumerate(lines, 10)]


@pytest.mark.parametrize(
    ("lines", "at", "state"),
    [
        ((), "09:00", "requested"),
        ((), "16:00", "expired"),
        ((("08:30", leader()),), "09:00", "approved_by_leader"),
        ((("08:30", leader()), ("08:40", chief())), "09:00", "approved"),
        ((("08:30", leader()), ("08:40", chief())), "08:35", "approved_by_leader"),
        ((("08:30", leader()), ("08:40", chief())), "11:00", "used"),
        ((("08:30", leader()), ("08:40", chief())), "16:00", "used"),
        ((("08:30", leader()), ("08:40", chief(closes=moment("03-15 10:30")))), "10:30", "expired"),
        ((("08:30", leader()), ("10:45", chief())), "16:00", "expired"),
        ((("08:40", chief()), ("08:50", leader())), "09:00", "approved_by_leader"),
        ((("08:30", denied()), ("08:40", leader()), ("08:50", chief())), "09:00", "denied"),
        ((("08:30", leader()), ("08:40", denied())), "09:00", "denied"),  # a no always counts
        ((("08:30", leader()), ("08:40", chief()), ("11:00", WITHDRAWN)), "12:00", "withdrawn"),
        ((("16:30", WITHDRAWN),), "17:00", "expired"),
    ],
)
def test_what_a_story_adds_up_to(lines: tuple[tuple[str, Body], ...], at: str, state: State) -> None:
    entered = [second("03-15 10:31")]
    found = told(REQUEST, story(*lines), at=second(f"03-15 {at}"), delegated={}, passed=entered)
    assert found.state == state
    assert found.turn == {"requested": "leader", "approved_by_leader": "detachment"}.get(state)


def test_the_conditions_of_all_and_the_earliest_end_hold() -> None:
    lines = story(
        ("08:30", leader(conditions="mask", closes=moment("03-15 15:00"))),
        ("08:40", chief(conditions="escort", closes=moment("03-15 14:00"))),
    )
    found = told(REQUEST, lines, at=second("03-15 09:00"), delegated={})
    assert (found.conditions, found.closes) == ("mask · escort", second("03-15 14:00"))
    assert [found.role_of(who) for who in ("P1", "L1", "C1", "P9")] == [
        "asker", "leader", "detachment", "stranger",
    ]  # fmt: skip


def test_an_approval_by_a_delegation_counts_while_it_runs() -> None:
    given = fact(
        gate.ApprovalDelegated(
            delegation="D1", delegated_by="L1", delegate="P7", level="leader", opens=moment("03-15 08:00"),
            closes=moment("03-15 09:00"),
        ),
        "03-15 08:00", number=5,
    )  # fmt: skip
    leave = Delegation(
        "D1", "QZ-D", "L1", "P7", "leader", second("03-15 08:00"), second("03-15 09:00"), given
    )

    def by(at: str, who: str = "P7") -> State:
        body = gate.EntryApproved(approval="A1", approved_by=who, level="leader", delegation="D1")
        lines = story((at, body))
        return told(YARD, lines, at=second("03-15 09:59"), delegated={"D1": leave}).state

    assert [by("08:59"), by("09:00"), by("08:59", "P8")] == ["approved", "requested", "requested"]


def test_who_approves_what_they_asked_for_is_known() -> None:
    own = gate.EntryApproved(approval="A1", approved_by="P1", level="leader")
    found = told(YARD, story(("08:30", own)), at=second("03-15 09:00"), delegated={})
    assert found.by_asker
    said_by_them = msgspec.structs.replace(YARD, actor="L1")
    lines = story(("08:30", leader()))
    assert told(said_by_them, lines, at=second("03-15 09:00"), delegated={}).by_asker
    assert not told(YARD, lines, at=second("03-15 09:00"), delegated={}).by_asker


def test_what_was_approved_before_a_correction_was_approved_of_something_else() -> None:
    corrected = fact(YARD.body, "03-15 08:00", recorded="03-15 08:45", number=2, corrects=1)

    def state(*lines: tuple[str, Body]) -> State:
        return told(corrected, story(*lines), at=second("03-15 09:00"), delegated={}).state

    assert state(("08:30", leader())) == "requested"
    assert state(("08:30", leader()), ("08:50", leader())) == "approved"
    assert state(("08:30", denied())) == "denied"  # a no always counts


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("09:00", "approved"), ("10:59", "used"), ("11:00", "approved_by_leader"), ("13:00", "used"),
        ("16:00", "used"),
    ],
)  # fmt: skip
def test_while_a_house_is_fully_closed_the_leader_s_word_is_half_of_it(at: str, state: State) -> None:
    """Closed from eleven to noon: who had come in before stays in the books as having come in."""
    closed = [(second("03-15 11:00"), second("03-15 12:00"))]
    lines, passed = story(("08:30", leader())), [second("03-15 10:30"), second("03-15 11:30")]
    found = told(YARD, lines, at=second(f"03-15 {at}"), delegated={}, passed=passed, closed=closed)
    assert (found.state, found.need) == (state, "upper" if at == "11:00" else "leader")
    both = story(("08:30", leader()), ("08:40", chief()))
    ahead = told(YARD, both, at=second("03-15 11:00"), delegated={}, closed=closed)
    assert ahead.state == "approved"
