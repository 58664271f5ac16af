"""Each reason against drawing up, signing or sending back a report; and nothing against what is in order."""

from typing import Any

import pytest
from msgspec.structs import replace

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.reports import ReportDrawn, ReportReturned, ReportSigned
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.requesting import refusal
from tests.stating import fact, house, moment, standing_of
from tests.unit.obligations.test_reports import DAY, KNOWN, draws, signs

GOOD, OTHER = "a" * 64, "b" * 64
DRAFT = draws(digest=GOOD)


def against(
    body: Body, *before: Fact, at: str = "03-16 08:00", actor: str = "leader"
) -> tuple[str, dict[str, str]] | None:
    facts = [house(), *before]
    request = replace(fact(body, at, number=999_999), actor=actor)
    return refusal(Asking(request, standing_of(facts, at=at), facts, (), {}))


def drawing(**changes: Any) -> ReportDrawn:
    values: dict[str, Any] = {"day": DAY, "number": 1, "known_at": KNOWN, "digest": GOOD}
    return ReportDrawn(**values | changes)


def signing(**changes: Any) -> ReportSigned:
    values: dict[str, Any] = {
        "day": DAY, "number": 1, "known_at": KNOWN, "digest": GOOD, "signed_by": "leader",
    }  # fmt: skip
    return ReportSigned(**values | changes)


def returning(**changes: Any) -> ReportReturned:
    values: dict[str, Any] = {"day": DAY, "number": 1, "reason": "the store is missing"}
    return ReportReturned(**values | changes)


def test_what_is_in_order_is_granted() -> None:
    assert against(drawing(), actor="officer") is None
    assert against(drawing(), DRAFT, actor="officer") is None
    assert against(signing(), DRAFT) is None
    assert against(returning(), DRAFT) is None
    assert against(drawing(number=2, reason="late"), DRAFT, signs(digest=GOOD), at="03-17 08:00") is None


def test_report_day_running() -> None:
    found = ("report_day_running", {"day": "2022-03-15"})
    assert against(drawing(), at="03-15 23:59") == found
    assert against(drawing(known_at=moment("03-15 23:59:59")), at="03-16 00:00") is None
    assert against(drawing(), at="03-14 12:00") == found


def test_report_knows_ahead() -> None:
    found = ("report_knows_ahead", {"day": "2022-03-15"})
    assert against(drawing(known_at=moment("03-16 08:00")), at="03-16 08:00") == found
    assert against(drawing(known_at=moment("2030-01-01 00:00")), at="03-16 08:00") == found
    assert against(drawing(known_at=moment("03-16 07:59:59")), at="03-16 08:00") is None


@pytest.mark.parametrize(("number", "before"), [(2, []), (1, [DRAFT, signs()]), (3, [DRAFT, signs()])])
def test_report_number_taken(number: int, before: list[Fact]) -> None:
    expected = str(2 if before else 1)
    found = against(drawing(number=number, reason="late"), *before, at="03-17 08:00")
    assert found == ("report_number_taken", {"number": str(number), "next": expected})


def test_correction_without_reason() -> None:
    before = (DRAFT, signs())
    assert against(drawing(number=2), *before, at="03-17 08:00") == ("correction_without_reason", {})
    blank = drawing(number=2, reason="  ")
    assert against(blank, *before, at="03-17 08:00") == ("correction_without_reason", {})


@pytest.mark.parametrize("body", [signing(), returning()])
def test_report_out_of_turn(body: Body) -> None:
    found = ("report_out_of_turn", {"day": "2022-03-15"})
    assert against(body) == found
    assert against(body, DRAFT, signs(digest=GOOD), at="03-16 09:00", actor="other") == found


def test_report_of_oneself() -> None:
    found = ("report_of_oneself", {"person": "officer"})
    assert against(signing(), DRAFT, actor="officer") == found
    assert against(signing(signed_by="officer"), DRAFT) == found
    assert against(returning(), DRAFT, actor="officer") == found


@pytest.mark.parametrize(
    "body",
    [
        signing(number=2), signing(digest=OTHER), signing(digest=None), returning(number=2),
        signing(known_at=moment("03-16 00:11")),
    ],
)  # fmt: skip
def test_report_not_the_draft(body: Any) -> None:
    assert against(body, DRAFT) == ("report_not_the_draft", {"number": str(body.number)})


def test_report_unreconciled() -> None:
    draft = draws(digest=GOOD, astray=("layers_balance", "heads_agree"))
    first = ("report_unreconciled", {"law": "heads_agree"})
    assert against(signing(), draft) == first
    assert against(signing(reason="known"), draft) == first
    named = signing(despite=("heads_agree",), reason="known")
    assert against(named, draft) == ("report_unreconciled", {"law": "layers_balance"})
    both = {"despite": ("layers_balance", "heads_agree")}
    assert against(signing(**both), draft) == ("report_unreconciled", {"law": "layers_balance"})
    assert against(signing(**both, reason="a paper of the night is missing"), draft) is None
