"""A document that screens for one disease is deaf to screenings for another."""

from typing import Any

import msgspec
import pytest

from lazaretto.obligations.checking import screenings_are_of_a_disease
from lazaretto.protocol.document import Deadline, Duty, Protocol, Refrain
from tests.examples.telling import Line
from tests.unit.obligations.owing import assessed, at, document, issue, owed
from tests.unit.protocol.altering import said

ASKED = Deadline(trigger="admitted", evidence="screened", within=1440, grace=60)
APART = Deadline(trigger="screened", trigger_values=(1, 2), evidence="isolated", within=60, grace=60)
KEPT = Refrain(condition="left_isolation_unclear", settings={"samples": 1, "days": 2})
DURING: dict[str, Any] = {
    "until": "03-03 12:00", "since": "02-27 00:00", "extra": (issue("1", "01-01 00:00", 7001),),
}  # fmt: skip


def paper(duty: Duty, disease: str | None) -> tuple[Protocol, ...]:
    return (msgspec.structs.replace(document(duty), screens_for=disease),)


def arrival(**screening: Any) -> list[Line]:
    return [
        at("03-01 09:00", "Wang", admitted_to="QZ-D/T/01"),
        at("03-01 10:00", "Wang", screened_by="symptoms", found="presumptive", **screening),
    ]


@pytest.mark.parametrize(
    ("disease", "status"), [("scabies", "met"), ("tuberculosis", "missed"), (None, "met")]
)
def test_only_its_own_screening_answers(disease: str | None, status: str) -> None:
    asked = paper(ASKED, disease)
    assert owed(asked, *arrival(for_="scabies"), **DURING) == [("Wang", status)]


@pytest.mark.parametrize(("disease", "rows"), [("scabies", 1), ("tuberculosis", 0), (None, 1)])
def test_only_its_own_screening_asks(disease: str | None, rows: int) -> None:
    assert len(owed(paper(APART, disease), *arrival(for_="scabies"), **DURING)) == rows


@pytest.mark.parametrize(
    ("disease", "found"), [("scabies", ["Wang"]), ("tuberculosis", []), (None, ["Wang"])]
)
def test_only_its_own_screening_keeps_in_the_room(disease: str | None, found: list[str]) -> None:
    story = [
        at("02-28 08:00", place="QZ-D/I/01", place_established_as="isolation", for_=1),
        at("03-01 09:00", "Wang", admitted_to="QZ-D/I/01"),
        at("03-01 10:00", "Wang", screened_by="sputum", found="presumptive", for_="scabies"),
        at("03-02 09:00", "Wang", moved_to="QZ-D/G1/01"),
    ]
    assessment, _, _ = assessed(paper(KEPT, disease), *story, **DURING)
    assert [f.subject for f in assessment.findings() if f.kind == "breach"] == found


def test_a_document_that_hears_screenings_says_for_which_disease() -> None:
    for duty, path in ((ASKED, "evidence"), (APART, "trigger"), (KEPT, "condition")):
        (silent,), (told,) = paper(duty, None), paper(duty, "scabies")
        assert said(screenings_are_of_a_disease, silent)[0] == (
            "screening_of_what", f"clauses[0].duty.{path}",
        )  # fmt: skip
        assert said(screenings_are_of_a_disease, told) == []
