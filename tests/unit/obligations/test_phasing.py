"""Days owed after a step in the loop: the document's own, or those of the pattern that was ordered there."""

from msgspec.structs import replace

from lazaretto.protocol.document import Deadline, Pattern, Phase, Protocol
from tests.examples.telling import Line
from tests.unit.obligations.owing import WORDS, assessed, at, document, issue

STEP = at("03-01 09:00", "Zhao", stepped_into="B")
ORDER = at("03-01 08:00", pattern_ordered="long", from_="03-01")


def _paper(by_pattern: str | None, on_days: tuple[int, ...], evidence: str) -> Protocol:
    duty = Deadline(
        trigger="phase_started", trigger_values=(1,), evidence=evidence, on_days=on_days, grace=60,
        by_pattern=by_pattern,  # type: ignore[arg-type]
    )  # fmt: skip
    long = tuple(
        Phase(phase=name, place=WORDS, days=days, tests_on=tests)  # type: ignore[arg-type]
        for name, days, tests in (("A", 14, ()), ("B", 10, (2, 9)))
    )
    pattern = Pattern(id="long", title=WORDS, levels=(), phases=long, cite=())
    return replace(document(duty), patterns=(pattern,))


def _days(*lines: Line, by: str | None, on: tuple[int, ...] = (3,), evidence: str = "sampled") -> list[str]:
    at_home = (at("02-28 09:00", "Zhao", enrolled_as="officer"), *lines)
    found, _, _ = assessed(
        (_paper(by, on, evidence),), *at_home, until="03-31 00:00", since="03-01 00:00",
        extra=(issue("1", "01-01 00:00", 7001),),
    )  # fmt: skip
    return [f"{row.due:%m-%d}" for row in sorted(found.obligations(), key=lambda row: row.due)]


def test_without_an_order_the_document_s_own_days_are_owed() -> None:
    assert _days(STEP, by="tests_on") == ["03-04"]
    assert _days(STEP, ORDER, by=None) == ["03-04"]


def test_an_ordered_pattern_s_test_days_stand_in_for_them() -> None:
    assert _days(ORDER, STEP, by="tests_on") == ["03-03", "03-10"]


def test_an_ordered_pattern_s_length_stands_in_for_them() -> None:
    assert _days(ORDER, STEP, by="days", on=(7,), evidence="phase_started") == ["03-11"]


def test_an_order_elsewhere_and_a_phase_that_the_pattern_has_not_change_nothing() -> None:
    assert _days({**ORDER, "in": "QS-D"}, STEP, by="tests_on") == ["03-04"]
