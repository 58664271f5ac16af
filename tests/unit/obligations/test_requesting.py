"""Each reason against a request, alone; and nothing against the one that is as it should be."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
import pytest

from lazaretto.access.refusals import REFUSALS
from lazaretto.facts import custody, gate, quarantine
from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.force import in_force
from lazaretto.obligations.requesting import REASONS, refusal
from lazaretto.protocol.reading import read
from tests.house.tree import ROOT
from tests.stating import fact, house, moment, record_of

PROTOCOL = read((ROOT / "protocols" / "four-layer-2022" / "1.yaml").read_bytes()).protocol
CELL = "QZ-D/T/01"


def asked(**changes: Any) -> gate.EntryRequested:
    values: dict[str, Any] = {
        "approval": "A1", "category": "vehicle", "subject": "V1", "zone": "administration",
        "purpose": "food", "opens": moment("03-15 06:00"), "closes": moment("03-15 12:00"),
        "requested_by": "S1",
    }  # fmt: skip
    return gate.EntryRequested(**values | changes)


def approved(level: Any = "leader", by: str = "S2", approval: str = "A1") -> gate.EntryApproved:
    return gate.EntryApproved(approval=approval, approved_by=by, level=level)


def ordered(**changes: Any) -> quarantine.Ordered:
    leg = quarantine.PlannedLeg(layer=1, facility="QZ-D", days=21)
    values: dict[str, Any] = {
        "order": "O1", "person": "D1", "basis": "law", "ordered_by": "L1", "legs": (leg,),
        "review_on": date(2022, 3, 20),
    }  # fmt: skip
    return quarantine.Ordered(**values | changes)


def admitted(person: str, sex: Any = "male", **more: Any) -> custody.Admitted:
    return custody.Admitted(person=person, cell=more.pop("cell", CELL), sex=sex, **more)


def place(person: str = "D2") -> custody.PlaceRequested:
    return custody.PlaceRequested(person=person, cell=CELL, reason="move")


def against(
    body: Body, *said: Body, at: str = "03-15 10:00", regulated: bool = True, beside: Iterable[Fact] = (),
    facility: str = "QZ-D", corrects: int | None = None, actor: str = "officer",
) -> str | None:  # fmt: skip
    """The reason that is told against a request made after others had been said at eight."""
    record = record_of([house(), *(fact(b, "03-15 08:00", number=n) for n, b in enumerate(said, 10))])
    if regulated:
        from lazaretto.facts.command import LevelOrdered, ProtocolIssued

        level = LevelOrdered(level="closed", authority="city", reason="cases")
        issue = ProtocolIssued(document="four-layer-2022", version="1", digest="0" * 64, authority="city")
        record.append([fact(level, "03-14 08:00", number=90), fact(issue, "03-14 08:00", number=91)])
    request = fact(body, at, number=99, facility=facility, corrects=corrects)
    request = msgspec.structs.replace(request, actor=actor)
    standing = record.standing(at=int(request.occurred.timestamp()))
    assert PROTOCOL is not None
    forces = in_force(standing, shelf={("four-layer-2022", "1"): PROTOCOL})
    requests = {f.body.approval: f for f in beside if isinstance(f.body, gate.EntryRequested)}
    found = refusal(Asking(request, standing, record.facts, forces, requests))
    if found is None:
        return None
    assert set(found[1]) >= set(REFUSALS[found[0]])
    return found[0]


def test_every_reason_is_in_the_one_list() -> None:
    assert {judge.__name__ for judges in REASONS.values() for judge in judges} <= REFUSALS.keys()


def test_approval_taken() -> None:
    assert against(asked(subject="V2"), asked()) == "approval_taken"
    assert against(asked(), beside=[fact(asked(), "03-15 09:00")]) == "approval_taken"
    assert against(asked(subject="V2"), asked(), corrects=10) is None
    assert against(asked()) is None


def test_window_reversed() -> None:
    assert against(asked(closes=moment("03-15 06:00"))) == "window_reversed"


def test_request_unknown() -> None:
    assert against(approved()) == "request_unknown"
    assert against(approved(), asked(), facility="MJ-D") == "request_unknown"
    assert against(approved(), beside=[fact(asked(), "03-15 09:00")], actor="S2") is None
    assert against(approved(), asked(), actor="S2") is None


def test_approver_is_requester() -> None:
    assert against(approved(by="S1"), asked()) == "approver_is_requester"
    said_by_asker = against(approved(), asked(requested_by="S7"), actor="S7")
    assert said_by_asker == "approver_is_requester"
    assert against(approved(by="officer"), asked(), actor="S2") == "approver_is_requester"  # who said it
    assert against(approved(), asked(), actor="officer") == "approver_is_requester"  # for another, twice


def test_request_closed() -> None:
    assert against(approved(), asked(), at="03-15 12:00", actor="S2") == "request_closed"
    assert against(approved(), asked(), at="03-15 11:59", actor="S2") is None


def test_basis_missing() -> None:
    assert against(ordered(basis="  ")) == "basis_missing"
    assert against(ordered()) is None


def test_order_without_end() -> None:
    leg = quarantine.PlannedLeg(layer=1, facility="QZ-D", days=0)
    assert against(ordered(legs=(leg,))) == "order_without_end"


def test_review_before_order() -> None:
    assert against(ordered(review_on=date(2022, 3, 14))) == "review_before_order"
    assert against(ordered(review_on=date(2022, 3, 15))) is None
    assert against(ordered(review_on=date(2022, 3, 15)), at="03-16 00:30") == "review_before_order"


def test_review_too_late() -> None:
    assert against(ordered(review_on=date(2022, 4, 15))) == "review_too_late"
    assert against(ordered(review_on=date(2022, 4, 15)), regulated=False) is None


@pytest.mark.parametrize("gone", [False, True])
def test_sexes_would_mix(gone: bool) -> None:
    held = [admitted("D1", "female"), admitted("D2", cell="QZ-D/T/02")]
    left = [custody.Moved(person="D1", cell="QZ-D/T/03")] if gone else []
    assert against(place(), *held, *left) == (None if gone else "sexes_would_mix")
    assert against(place("D9"), *held) is None  # of whom nothing is known yet
    assert against(place(), *held, regulated=False) is None


def test_ages_would_mix() -> None:
    minor = admitted("D1", born=date(2006, 1, 1))
    grown = admitted("D2", born=date(1990, 1, 1), cell="QZ-D/T/02")
    assert against(place(), minor, grown) == "ages_would_mix"


def test_codefendants_would_meet() -> None:
    one, other = admitted("D1", case_group="C1"), admitted("D2", case_group="C1", cell="QZ-D/T/02")
    assert against(place(), one, other) == "codefendants_would_meet"
    assert against(place(), one, admitted("D2", case_group="C2", cell="QZ-D/T/02")) is None


def test_cell_full() -> None:
    """Whoever is there by a statement that is disputed, and whoever a place is kept for, counts."""
    two = PlaceEstablished(established=CELL, use="transition", capacity=2)
    moved = [custody.Moved(person=person, cell=CELL) for person in ("D1", "D3")]
    kept = custody.PlaceRequested(person="D3", cell=CELL, reason="move")
    assert against(place(), two, *moved) == "cell_full"
    assert against(place(), two, moved[0], kept) == "cell_full"
    assert against(place(), two, moved[0]) is None
    assert against(place(), *moved) is None  # nobody has said how many it holds


def test_already_there() -> None:
    there = custody.Moved(person="D2", cell=CELL)
    assert against(place(), there) == "already_there"
    assert against(place(), there, custody.Moved(person="D2", cell="QZ-D/T/02")) is None
