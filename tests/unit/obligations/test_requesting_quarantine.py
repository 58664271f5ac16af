"""Reasons against an end, a signature, an isolation and an exit; and nothing against what is in order."""

from datetime import date
from typing import Any

import msgspec
import pytest

from lazaretto.facts.custody import Released, TransferredOut
from lazaretto.facts.fact import Body
from lazaretto.facts.gate import ExitRequested
from lazaretto.facts.quarantine import Cleared, EndOrdered, IsolationOrdered, LegEnded, PlannedLeg
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.clearing import GATE
from lazaretto.obligations.requesting import refusal
from lazaretto.protocol.document import Protocol, Recurring
from lazaretto.web.labels.rules import GATE as WORDS
from tests.stating import fact
from tests.unit.obligations.legs import PROTOCOL, Said, admitted, end_ordered, ordered, started, world
from tests.unit.obligations.test_clearing import ARRIVED, TESTED, WELL, finally_tested, kept

Told = tuple[str, dict[str, str]] | None


def told(body: Body, *said: Said, at: str = "03-15 10:00", protocol: Protocol | None = None) -> Told:
    """The reason that is told against a request, and its values."""
    known = world(*said, at=at, protocol=protocol or finally_tested(1))
    request = fact(body, at, number=99)
    return refusal(Asking(request, known.standing, known.facts, known.forces, {}))


def against(body: Body, *said: Said, **how: Any) -> str | None:
    found = told(body, *said, **how)
    return found[0] if found else None


def cleared(**changes: Any) -> Cleared:
    values: dict[str, Any] = {"order": "O", "person": "Wang", "layer": 3, "signed_by": "L2"}
    return Cleared(**values | changes)


def isolation(**changes: Any) -> IsolationOrdered:
    values: dict[str, Any] = {
        "order": "O", "person": "Wang", "cell": "QZ-D/T/02", "basis": "law", "ends_on": date(2022, 3, 12),
        "review_on": date(2022, 3, 11), "ordered_by": "L1",
    }  # fmt: skip
    return IsolationOrdered(**values | changes)


def leaving(purpose: Any = "release", basis: str | None = "paper 7") -> ExitRequested:
    return ExitRequested(exit="X1", subject="Wang", purpose=purpose, requested_by="L1", basis=basis)


def test_leg_unknown() -> None:
    full = (*ARRIVED, *TESTED, *WELL, kept())
    assert against(cleared(layer=2), *full) == "leg_unknown"
    assert against(cleared(order="P"), *full) == "leg_unknown"
    assert against(cleared(person="Li"), *full) == "leg_unknown"
    assert against(cleared(), *full) is None
    assert against(end_ordered("03-12", layer=1), *ARRIVED) == "leg_unknown"


def test_conditions_open_names_every_one_of_them() -> None:
    found = told(cleared(), *ARRIVED, *TESTED, at="03-15 07:00")
    assert found == (
        "conditions_open",
        {"person": "Wang", "open": "days_full, no_fever, no_symptoms, next_place_reserved"},
    )


def test_every_condition_of_the_gate_has_its_words() -> None:
    assert {condition.__name__ for condition in GATE} | {"signed"} == WORDS.keys()


def test_end_without_reason() -> None:
    assert against(end_ordered("03-12", reason=" "), *ARRIVED) == "end_without_reason"
    assert against(end_ordered("03-12"), *ARRIVED) is None


def test_decider_made_order() -> None:
    own: EndOrdered = msgspec.structs.replace(end_ordered("03-12"), decided_by="L1")
    assert against(own, *ARRIVED) == "decider_made_order"
    clauses = tuple(c for c in PROTOCOL.clauses if "not_independent" not in getattr(c.duty, "condition", ""))
    assert against(own, *ARRIVED, protocol=msgspec.structs.replace(PROTOCOL, clauses=clauses)) is None


def test_an_isolation_with_the_five_things_is_granted() -> None:
    assert against(isolation(), *ARRIVED, at="03-10 09:00") is None


def test_order_not_live() -> None:
    assert against(isolation(), ARRIVED[0], at="03-10 09:00") == "order_not_live"
    assert against(isolation(order="P"), *ARRIVED, at="03-10 09:00") == "order_not_live"
    end = (LegEnded(order="O", person="Wang", layer=3, outcome="completed", signed_by="L"), "03-09 09:00")
    assert against(isolation(), *ARRIVED, end, at="03-10 09:00") == "order_not_live"
    assert against(isolation(), *ARRIVED[:2], at="03-10 09:00") is None  # ordered, and no leg begun yet
    free = (Released(person="Wang", basis="law"), "03-09 09:00")
    assert against(isolation(), *ARRIVED, free, at="03-10 09:00") == "order_not_live"


def test_order_not_live_is_not_said_between_two_legs() -> None:
    """The order goes on while the person is on the way to its next leg."""
    legs = tuple(PlannedLeg(layer=n, facility="QZ-D", days=14) for n in (2, 3))
    end = (LegEnded(order="O", person="Wang", layer=2, outcome="completed", signed_by="L"), "03-09 09:00")
    away = (TransferredOut(person="Wang", to="QZ-L"), "03-09 10:00")
    said = [ARRIVED[0], (ordered(legs=legs), "03-01 10:00"), (started(layer=2), "03-01 11:00"), end, away]
    assert against(isolation(), *said, at="03-10 09:00") is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"basis": " "}, "basis_missing"),
        ({"ends_on": date(2022, 3, 9)}, "isolation_without_end"),
        ({"review_on": date(2022, 3, 9)}, "review_before_order"),
        ({"review_on": date(2022, 5, 9), "ends_on": date(2022, 5, 9)}, "review_too_late"),
        ({"review_on": date(2022, 3, 13)}, "review_after_end"),
    ],
)
def test_an_isolation_lacks_one_of_the_five_things(changes: dict[str, Any], reason: str) -> None:
    assert against(isolation(**changes), *ARRIVED, at="03-10 09:00") == reason


def test_visit_not_owed() -> None:
    def visits(clause: Any) -> bool:
        return isinstance(clause.duty, Recurring) and clause.duty.evidence == "visited"

    mute = msgspec.structs.replace(PROTOCOL, clauses=tuple(c for c in PROTOCOL.clauses if not visits(c)))
    assert against(isolation(), *ARRIVED, at="03-10 09:00", protocol=mute) == "visit_not_owed"
    others = tuple(c for c in PROTOCOL.clauses if not visits(c) or c.duty.who != "quarantined")  # type: ignore[union-attr]
    apart = msgspec.structs.replace(PROTOCOL, clauses=others)
    assert against(isolation(), *ARRIVED, at="03-10 09:00", protocol=apart) == "visit_not_owed"
    assert against(isolation(), *ARRIVED[:2], at="03-10 09:00", protocol=apart) is None


def test_release_without_paper() -> None:
    assert against(leaving(basis=None), *ARRIVED) == "release_without_paper"
    assert against(leaving(basis=" "), *ARRIVED) == "release_without_paper"
    assert against(leaving(), *ARRIVED) is None  # handed over first, and never held


def test_exit_held() -> None:
    found = told(leaving("transfer"), *ARRIVED, *TESTED, *WELL, kept(), at="03-14 10:00")
    assert found == ("exit_held", {"person": "Wang", "open": "days_full, tests_negative"})
    unsigned = told(leaving("court"), *ARRIVED, *TESTED, *WELL, kept())
    assert unsigned == ("exit_held", {"person": "Wang", "open": "signed"})
    unmeasured = told(leaving("court"), (admitted(), "03-01 09:00"))
    assert unmeasured == ("exit_held", {"person": "Wang", "open": "no_fever"})
    assert against(leaving("hospital"), *ARRIVED) is None
    running = ((admitted(), "03-01 09:00"), (ordered(), "03-01 09:00"), (started(), "03-01 09:10"))
    assert against(leaving("investigation"), *running) == "exit_held"
