"""A day's report, figure by figure: as told by hand, as known then, the same for whoever draws it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lazaretto.facts import custody, record
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.reports import ReportDrawn, ReportSigned
from lazaretto.reports.drawing import SECTIONS, SUSPECTS, draw_city, draw_facility
from lazaretto.reports.laws import BY_NAME
from lazaretto.reports.report import FORMAT, Failure
from tests.stating import fact, moment
from tests.unit.reports.world import (
    CODES,
    DAY,
    G1,
    KNOWN,
    MG,
    MJ,
    OFFICE,
    QZ,
    T2,
    admitted,
    city,
    ends,
    goods,
    incident,
    leaves,
    leg,
    looked,
    number_of,
    over,
    passes,
    printed,
    told,
)

BASELINES = Path(__file__).resolve().parents[2] / "baselines"


@pytest.mark.parametrize(
    ("name", "known", "day"),
    [
        ("report-small", "03-16 06:00", DAY),
        ("report-small-noon", "03-15 12:00", DAY),
        ("report-small-eve", "03-15 06:00", date(2022, 3, 14)),
        ("report-small-dawn", "03-15 07:00", DAY),
    ],
)
def test_each_figure_is_as_told_by_hand(name: str, known: str, day: date) -> None:
    report = city(known=known, day=day)
    assert printed(report) == (BASELINES / f"{name}.txt").read_text()
    assert report.failures == ()


def test_a_facility_alone_is_as_in_its_city() -> None:
    seen = looked()
    whole = draw_city(seen, "TS", office=OFFICE, codes=CODES)
    for sheet in whole.sheet.houses:
        alone = draw_facility(seen, sheet.of)
        assert alone.sheet == sheet == draw_facility(looked(), sheet.of).sheet
        assert (alone.of, alone.sort, alone.failures) == (sheet.of, "facility", ())
    assert (whole.of, whole.sort, [house.of for house in whole.sheet.houses]) == ("TS", "city", list(CODES))
    assert len(SECTIONS) == 7


def test_it_says_of_what_it_is() -> None:
    report = told()
    said = json.loads(report.document)
    assert (said["format"], said["sort"], said["of"]) == (FORMAT, "city", "TS")
    assert (said["day"], said["zone"]) == ("2022-03-15", "Asia/Shanghai")
    assert (said["known_at"], said["at"]) == ("2022-03-15T22:00:00Z", "2022-03-15T15:59:59Z")
    assert (said["documents"], said["missing"], said["failures"], said["carried"]) == (
        ["small/1"],
        [],
        [],
        None,
    )
    assert said["sheet"]["gate"]["rows"] == ["person", "vehicle"]
    assert set(said["sheet"]["gate"]) == {"rows", "columns", "cells"}
    assert said["sheet"]["strength"]["columns"] == ["count"]
    assert said["houses"]["QZ-D"]["gate"]["cells"] == [[1, 1, 1, 1, 1, 1], [0, 1, 1, 0, 1, 0]]
    noon = city(known="03-15 12:00")
    assert (noon.known_at, noon.at) == (moment("03-15 12:00"), moment("03-15 12:00"))
    assert city(known="02-20 12:00", day=date(2022, 2, 20)).documents == ()


def test_its_bytes_are_the_same_whatever_is_learned_later() -> None:
    assert told().document == city().document
    assert told().digest == city().digest
    late = (
        fact(admitted("Z", G1), "03-15 10:00", number=9001, recorded="03-16 06:01"),
        fact(
            record.Retracted(fact=UUID(int=the("QZ-D Admitted(person='N'")), reason="never came"),
            "03-16 07:00",
            number=9002,
        ),
        fact(custody.Released(person="B", basis="court"), "03-15 18:00", number=9003, recorded="03-17 00:00"),
    )
    assert city(*late).digest == told().digest
    learned = city(*late, known="03-17 06:00")
    assert learned.digest != told().digest
    assert learned.sheet.table("custody_layers").total("today") == 8 + 1 - 1 - 1
    with_seconds = fact(admitted("Z", G1), "03-15 10:00", number=9001, recorded="03-16 06:00")
    assert city(with_seconds).digest != told().digest


def test_a_document_that_is_not_at_hand_is_named() -> None:
    issued = fact(_issued("other"), "03-02 00:00", number=9100, facility=OFFICE)
    report = city(issued)
    assert (report.missing, report.documents) == ((("other", "1"),), (("small", "1"),))
    assert json.loads(report.document)["missing"] == ["other/1"]
    later = fact(_issued("small", "3"), "03-15 12:00", number=9101, facility=OFFICE)
    assert city(later).missing == (("small", "3"),)


def _issued(document: str, version: str = "1") -> Body:
    return ProtocolIssued(document=document, version=version, digest="0" * 64, authority="office")


def the(fits: str) -> int:
    """The number of the fact of the story that says this, as its body prints."""
    return number_of(lambda one: fits in f"{one.facility} {one.body!r}")


Broken = tuple[tuple[Fact, ...], int | None, dict[tuple[str, str], tuple[int, int]], set[int]]
CASES: dict[str, Broken] = {
    "admitted twice": (
        (fact(admitted("N", T2, "female"), "03-15 09:05", number=9200),), None,
        {("departures_stated", "custody_layers.went"): (3, 2)},
        {9200, the("QZ-D Admitted(person='N'"), the("QZ-D WentOut(person='N'")},
    ),
    "gone to the other house without a word": (
        (), the("MJ-D TransferredOut(person='D'"),
        {("departures_stated", "custody_layers.went"): (3, 2)},
        {17},
    ),
    "let go who was not held": (
        (fact(custody.Released(person="nobody", basis="law"), "03-15 10:00", number=9201),), None,
        {("departures_stated", "custody_layers.went"): (2, 3)}, {9201},
    ),
    "away who is held nowhere": (
        (fact(custody.WentOut(person="nobody", to="court"), "03-15 10:00", number=9202),), None,
        {("one_place_each", "custody_places.persons"): (8, 7)}, {9202},
    ),
    "in a cell who was let go": (
        (fact(custody.Moved(person="C", cell=G1), "03-15 12:00", number=9203),), None,
        {("one_place_each", "custody_places.persons"): (8, 7)},
        {16, the("QZ-D Released(person='C'"), 9203},
    ),
    "let out who never came in": (
        (fact(leaves("stranger"), "03-15 10:00", number=9204),), None,
        {("exits_stated", "gate.person.went"): (1, 2)}, {9204},
    ),
    "come in at another house": (
        (fact(passes("S2"), "03-15 12:00", number=9205, facility=MJ),), None,
        {("exits_stated", "gate.person.went"): (2, 1)}, {the("QZ-D Entered(category='person', subject='S2'")},
    ),
    "a leg ended twice": (
        (fact(ends("A", 3), "03-15 09:00", number=9206),), None,
        {("legs_balance", "legs.leg3.today"): (1, 0)},
        {14, 9206, the("QZ-D LegEnded(order='O-A'")},
    ),
    "a leg begun twice": (
        (fact(leg("G", 2), "03-15 09:00", number=9207, facility=MJ),), None,
        {("legs_balance", "legs.leg2.today"): (3, 3)}, set(),
    ),
    "an incident closed that never was": (
        (fact(over("I77"), "03-15 10:00", number=9208),), None,
        {("incidents_balance", "incidents.today"): (1, 0)}, {9208},
    ),
    "an incident opened twice": (
        (fact(incident("I1", "B"), "03-15 16:00", number=9209),), None,
        {("incidents_balance", "incidents.today"): (1, 1)}, set(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case[3]])
def test_what_contradicts_is_found_with_its_facts(name: str) -> None:
    more, without, wanted, facts = CASES[name]
    seen = looked(*more, without=without)
    found = [f for code in CODES for f in draw_facility(seen, code).failures]
    assert {(one.law, one.where): (one.said, one.found) for one in found} == wanted
    assert {number.int for one in found for number in one.facts} == facts
    whole = draw_city(seen, "TS", office=OFFICE, codes=CODES)
    (law, _), = wanted  # fmt: skip
    assert law in whole.astray
    of_law = [one for one in whole.failures if one.law == law]
    assert {number.int for one in of_law for number in one.facts} >= facts


def test_every_law_with_suspects_is_a_law() -> None:
    assert set(SUSPECTS) <= set(BY_NAME)


def signed(
    known: str, at: str, facility: str = QZ, number: int = 9300, by: str = "leader"
) -> tuple[Fact, Fact]:
    eve = DAY - timedelta(days=1)
    drawn = ReportDrawn(day=eve, number=1, known_at=moment(known))
    sign = ReportSigned(day=eve, number=1, known_at=moment(known), signed_by=by)
    first = fact(drawn, at, number=number, facility=facility)
    return first, fact(sign, at, number=number + 1, facility=facility).__class__(
        **{n: getattr(first, n) for n in Fact.__struct_fields__}
        | {"id": UUID(int=number + 1), "body": sign, "actor": by}
    )


def test_yesterday_is_as_it_was_signed_or_it_is_said() -> None:
    report = draw_facility(looked(*signed("03-15 00:10", "03-15 08:00")), QZ)
    assert (report.sheet.carried, report.failures) == (6, ())
    late = fact(admitted("Late", G1), "03-14 10:00", number=9400, recorded="03-15 09:00")
    report = draw_facility(looked(*signed("03-15 00:10", "03-15 08:00"), late), QZ)
    assert report.sheet.carried == 6
    assert report.failures == (Failure("yesterday_as_signed", "custody_layers.yesterday", 7, 6),)
    again = draw_facility(looked(*signed("03-15 10:00", "03-15 10:30"), late), QZ)
    assert (again.sheet.carried, again.failures) == (7, ())
    whole = draw_city(
        looked(*signed("03-15 00:10", "03-15 08:00", OFFICE), late), "TS", office=OFFICE, codes=CODES
    )
    assert (whole.sheet.carried, whole.astray) == (8, ("yesterday_as_signed",))
    assert json.loads(whole.document)["failures"] == [
        {
            "law": "yesterday_as_signed",
            "where": "custody_layers.yesterday",
            "said": 9,
            "found": 8,
            "facts": [],
        }
    ]


def test_what_was_signed_after_the_instant_is_not_known_at_it() -> None:
    report = draw_facility(looked(*signed("03-15 00:10", "03-15 08:00"), known="03-15 07:59"), QZ)
    assert report.sheet.carried is None
    other = draw_facility(looked(*signed("03-15 00:10", "03-15 08:00", MJ)), QZ)
    assert other.sheet.carried is None
    unsigned = draw_facility(looked(signed("03-15 00:10", "03-15 08:00")[0]), QZ)
    assert unsigned.sheet.carried is None


def test_a_report_holds_as_known_when_it_says_later_than_the_look() -> None:
    late = fact(admitted("Late", G1), "03-14 10:00", number=9400, recorded="03-16 05:00")
    report = draw_facility(looked(*signed("03-18 00:00", "03-15 08:00"), late), QZ)
    assert (report.sheet.carried, report.astray) == (7, ())


def test_goods_and_places_of_others_stay_theirs() -> None:
    more = fact(goods("K5", 3), "03-15 12:00", number=9500, facility=MJ)
    seen = looked(more)
    assert draw_facility(seen, QZ).sheet == told().sheet.houses[0]
    assert draw_facility(seen, MJ).sheet.table("goods").at("registered", "count") == 2
    unknown = draw_facility(seen, "XX-D")
    assert printed(unknown).count("=") == printed(replace(unknown, sheet=unknown.sheet)).count("=")
    assert unknown.sheet.table("custody_layers").total("today") == 0
    assert MG.startswith(MJ)
    assert moment("03-16 06:00") == KNOWN
