"""Conditions of coming in, each by its name: by whose leave, and who came without."""

import pytest

from tests.examples.telling import Line
from tests.unit.obligations.breaking import broken
from tests.unit.obligations.owing import at


def asked(approval: str, subject: str, *, zone: str = "guarded", by: str = "P1") -> Line:
    """A request for the first of March, 08:00 to 12:00."""
    window = {"from_": "03-01 08:00", "until": "03-01 12:00"}
    return at("03-01 07:00", subject, entry_requested=approval, by=by, zone=zone, **window)


def said(approval: str, level: str = "leader", when: str = "03-01 07:10", **more: str) -> Line:
    return at(
        when, entry_approved=approval, level=level, **{"by": "L1" if level == "leader" else "C1"} | more
    )


def both(approval: str) -> list[Line]:
    return [said(approval), said(approval, "detachment", "03-01 07:20")]


def came(subject: str, approval: str, when: str = "03-01 09:00", zone: str = "guarded") -> Line:
    return at(when, subject, entered=zone, with_=approval)


def test_entry_without_approval() -> None:
    story = [
        asked("A1", "Fitter"), *both("A1"), came("Fitter", "A1"),
        came("Fitter", "A1", "03-01 10:00", "administration"),  # by the way
        asked("A2", "Cook", zone="administration"), said("A2"), came("Cook", "A2", zone="administration"),
        came("Officer", "roster"),
        at("03-01 17:00", "Nobody", entered="administration"),
        at("03-01 16:00", "Lorry", entered="guarded", with_="roster", as_="vehicle"),  # no roster names one
        at("03-01 18:00", "Medic", override="X1"), came("Medic", "X1", "03-01 18:00"),
    ]  # fmt: skip
    assert broken("entry_without_approval", *story) == ["Lorry", "Nobody"]


@pytest.mark.parametrize(
    ("what", "more"),
    {
        "the detachment alone does not open the guarded area": [said("A1", "detachment")],
        "nor does the leader alone": [said("A1")],
        "nor the detachment before the leader": [said("A1", "detachment"), said("A1", when="03-01 07:30")],
        "it was denied": [*both("A1"), at("03-01 08:30", entry_denied="A1", by="L1")],
        "it was withdrawn": [*both("A1"), at("03-01 08:30", entry_withdrawn="A1", by="P1")],
        "the leader allowed less": [
            said("A1", until="03-01 09:00"), said("A1", "detachment", "03-01 07:20"),
        ],
        "the detachment allowed less": [
            said("A1"), said("A1", "detachment", "03-01 07:20", until="03-01 08:59"),
        ],
        "it was approved when they were in": [*both("A1")[:1], said("A1", "detachment", "03-01 09:01")],
    }.items(),
)  # fmt: skip
def test_entry_without_approval_when(what: str, more: list[Line]) -> None:
    assert broken("entry_without_approval", asked("A1", "Fitter"), *more, came("Fitter", "A1")) == ["Fitter"]
    fine = [asked("A1", "Fitter"), *both("A1"), came("Fitter", "A1")]
    assert broken("entry_without_approval", *fine) == []


def test_entry_without_approval_of_another_time_place_or_person() -> None:
    story = [
        asked("A1", "Fitter"), *both("A1"),
        came("Fitter", "A1", "03-01 07:59"), came("Fitter", "A1", "03-01 12:00"),
        came("Friend", "A1"),
        at("03-01 09:30", "Fitter", entered="guarded", with_="A1", in_="QZ-L"),
        asked("A2", "Cook", zone="administration"), *both("A2"), came("Cook", "A2", "03-01 10:00"),
        came("Ghost", "A9", "03-01 11:00"),
        at("03-01 06:00", "Medic", override="X1"),
        came("Medic", "X1", "03-02 06:00"), came("Driver", "X1", "03-01 06:30"),
    ]  # fmt: skip
    found = broken("entry_without_approval", *story)
    assert found == ["Driver", "Fitter", "Friend", "Fitter", "Cook", "Ghost", "Fitter", "Medic"]


def test_an_entry_without_a_basis_is_a_breach_where_no_roster_was_ever_mentioned() -> None:
    assert broken("entry_without_approval", at("03-01 09:00", "Zhao", entered="guarded")) == ["Zhao"]


def test_entered_while_closed() -> None:
    story = [
        asked("A1", "Van", zone="administration"), said("A1"), came("Van", "A1", zone="administration"),
        asked("A2", "Truck", zone="administration"), *both("A2"), came("Truck", "A2", zone="administration"),
        asked("A3", "Upper", zone="administration"), said("A3", "detachment"),
        came("Upper", "A3", zone="administration"),
        came("Officer", "roster"),
        at("03-01 09:30", "Nobody", entered="administration"),  # is found by the other condition
        at("03-01 18:00", "Medic", override="X1"), came("Medic", "X1", "03-01 18:00"),
    ]  # fmt: skip
    assert broken("entered_while_closed", *story) == ["Van"]


def test_approver_is_requester() -> None:
    story = [
        asked("A1", "Fitter", by="L1"), said("A1"),
        asked("A2", "Cook", by="L2"), said("A2"),
    ]  # fmt: skip
    assert broken("approver_is_requester", *story) == ["A1"]


LEFT = {"leave": "D1", "by": "L1", "from_": "03-01 07:00", "until": "03-01 09:00"}


@pytest.mark.parametrize(
    ("what", "given", "when"),
    [
        ("it was over", {}, "03-01 09:00"),
        ("it had not begun", {"from_": "03-01 08:00"}, "03-01 07:30"),
        ("it was for another level", {"level": "detachment"}, "03-01 07:30"),
        ("it was for another house", {"in_": "QZ-L"}, "03-01 07:30"),
        ("it was to oneself", {"by": "P7"}, "03-01 07:30"),
        ("it had another number", {"leave": "D2"}, "03-01 07:30"),
        ("nobody had said so yet", {"at": "03-01 08:30"}, "03-01 07:30"),
    ],
)
def test_approval_by_lapsed_delegation(what: str, given: dict[str, str], when: str) -> None:
    more = LEFT | given
    left = at(more.pop("at", "03-01 06:00"), approving_left_to="P7", **more)
    story = [
        left, asked("A1", "Cook", zone="administration"), said("A1", when=when, by="P7", by_leave="D1"),
        came("Cook", "A1", "03-01 11:00", "administration"),
    ]  # fmt: skip
    assert broken("approval_by_lapsed_delegation", *story) == ["A1"]
    assert broken("entry_without_approval", *story) == ["Cook"]


@pytest.mark.parametrize(("ended", "found"), [("03-01 07:00", ["A1"]), ("03-01 08:00", [])])
def test_approval_by_everything_that_was_left_to_somebody(ended: str, found: list[str]) -> None:
    story = [
        at("03-01 06:00", everything_left_to="P7", **LEFT), asked("A1", "Cook", zone="administration"),
        at(ended, delegation_ended="D1", by="L1"), said("A1", when="03-01 07:30", by="P7", by_leave="D1"),
        came("Cook", "A1", "03-01 11:00", "administration"),
    ]  # fmt: skip
    assert broken("approval_by_lapsed_delegation", *story) == found


def test_approval_by_a_delegation_that_runs() -> None:
    story = [
        at("03-01 06:00", approving_left_to="P7", **LEFT), asked("A1", "Cook", zone="administration"),
        said("A1", when="03-01 08:59", by="P7", by_leave="D1"),
        came("Cook", "A1", "03-01 11:00", "administration"),
    ]  # fmt: skip
    assert broken("approval_by_lapsed_delegation", *story) == []
    assert broken("entry_without_approval", *story) == []


def test_delegation_overlong() -> None:
    week = {"by": "L1", "from_": "03-01 08:00"}
    story = [
        at("03-01 06:00", approving_left_to="P7", leave="D1", until="03-08 08:00", **week),
        at("03-01 06:00", approving_left_to="P8", leave="D2", until="03-08 08:01", **week),
    ]
    assert broken("delegation_overlong", *story, hours=168) == ["P8"]
