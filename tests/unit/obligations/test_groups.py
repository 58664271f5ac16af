"""Who owes: the groups, and who is alone."""

import numpy as np

from lazaretto.facts.command import FacilityEstablished, PlaceEstablished
from lazaretto.obligations.company import alone, seconds_within
from lazaretto.obligations.groups import GROUPS, STRETCHES, among
from lazaretto.protocol.document import Recurring, Who
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from tests.examples.telling import Line, facts_of
from tests.stating import ZONE, fact, house, record_of, second
from tests.unit.obligations.owing import at, slot

AREA = fact(PlaceEstablished(established="QZ-D/K/gate", use="key_area"), "01-02 00:00", number=5001)
ROOM = fact(
    PlaceEstablished(established="QZ-D/I/01", use="isolation", capacity=2), "01-02 00:00", number=5002
)


def told(*lines: Line) -> tuple[Record, Standing]:
    record = record_of([house(), AREA, ROOM, *facts_of({"facts": list(lines)})])
    return record, record.standing(at=second("03-16 00:00"))


def members(who: Who, *lines: Line, least: int | None = None, layers: tuple[int, ...] = ()) -> set[str]:
    """Who is in a group on the whole of 15 March."""
    record, standing = told(*lines)
    duty = Recurring(
        who=who,
        slots=(slot("00:00", "00:00"),),
        evidence="x",
        grace=0,
        sum_at_least=least,
        layers=layers,
    )
    keys, facilities = GROUPS[who](standing, duty, second("03-15 00:00"), second("03-16 00:00"))
    assert len(keys) == len(facilities)
    return {record.names.name(int(key)) for key in keys}


BOTH = at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/T/01")


def test_detainees_are_those_present_all_the_while() -> None:
    story = [
        BOTH,
        at("03-15 08:00", "Li", went_out_to="court"),
        at("03-15 09:00", "Li", came_back_to="QZ-D/T/01"),
    ]
    assert members("detainees", *story) == {"Wang"}


def test_quarantined_are_those_in_a_leg_of_the_layers() -> None:
    story = [BOTH, at("03-02 08:00", "Wang", leg_started=1), at("03-02 08:00", "Li", leg_started=4)]
    assert members("quarantined", *story, layers=(1, 2, 3)) == {"Wang"}
    assert members("quarantined", *story) == {"Wang", "Li"}


def test_isolated_are_those_in_isolation_rooms_outside_any_leg() -> None:
    story = [
        at("03-01 08:00", ["Wang", "Li"], admitted_to="QZ-D/I/01"),
        at("03-02 08:00", "Li", leg_started=3),
    ]
    assert members("isolated", *story, BOTH | {"who": "Zhou"}) == {"Wang"}


def test_alone_are_those_with_less_company_than_they_are_owed() -> None:
    lone = at("03-01 08:00", "Zhou", admitted_to="QZ-D/T/02")
    company = [at("03-15 10:00", "Wu", admitted_to="QZ-D/T/02"), at("03-15 12:00", "Wu", released="law")]
    brief = [at("03-15 10:00", "Wu", admitted_to="QZ-D/T/02"), at("03-15 11:59", "Wu", released="law")]
    assert members("alone", BOTH, lone, least=120) == {"Zhou"}
    assert members("alone", BOTH, lone, *brief, least=120) == {"Zhou"}
    assert members("alone", BOTH, lone, *company, least=119) == set()


def test_staff_by_phase_and_places_by_use() -> None:
    story = [at("03-10 08:00", "Zhao", stepped_into="A"), at("03-10 08:00", "Qian", stepped_into="C")]
    assert members("staff_inside", *story) == {"Zhao"}
    assert members("staff_isolating", *story) == {"Qian"}
    assert members("key_areas") == {"QZ-D/K/gate"}
    assert members("facilities") == {"QZ-D"}


def test_offices_are_the_detachments() -> None:
    said = FacilityEstablished(name="Detachment", sort="detachment", county="TS", city="TS", zone=ZONE)
    office = fact(said, "2022-01-01 00:00", facility="TS-P", number=5003)
    standing = record_of([house(), office]).standing(at=second("03-16 00:00"))
    keys, numbers = GROUPS["offices"](standing, None, second("03-15 00:00"), second("03-16 00:00"))
    assert [standing.names.name(key) for key in keys.tolist()] == ["TS-P"]
    assert [standing.facilities.name(number) for number in numbers.tolist()] == ["TS-P"]
    assert members("offices") == set()


def test_the_fourth_layer_is_not_quarantine_where_a_deadline_asks() -> None:
    record, standing = told(at("03-02 08:00", "Wang", leg_started=3), at("03-02 08:00", "Li", leg_started=4))
    keys = np.array([record.names.find("Wang"), record.names.find("Li")])
    assert among("quarantined", standing, keys, np.full(2, second("03-15 00:00"))).tolist() == [True, False]


def test_in_incident_are_those_about_whom_one_runs() -> None:
    story = [at("03-14 08:00", who, incident_opened=f"I-{who}") for who in ("Wang", "Li")]
    assert members("in_incident", *story, at("03-15 01:00", incident_closed="I-Li")) == {"Wang"}


def test_every_stretch_is_a_group() -> None:
    assert set(STRETCHES) < set(GROUPS)


def test_alone_begins_and_ends_with_the_others() -> None:
    record, standing = told(
        at("03-01 08:00", ["Wang"], admitted_to="QZ-D/T/01"),
        at("03-02 08:00", ["Li", "Zhou"], admitted_to="QZ-D/T/01"),
        at("03-03 08:00", "Wang", released="law"),
        at("03-04 08:00", "Zhou", went_out_to="hospital"),
        at("03-05 08:00", "Zhou", came_back_to="QZ-D/T/01"),
    )
    found = alone(standing.held)
    rows = [
        (record.names.name(int(key)), int(start), int(end))
        for key, start, end in zip(found.key, found.start, found.end, strict=True)
    ]
    assert rows == [
        ("Wang", second("03-01 08:00"), second("03-02 08:00")),
        ("Li", second("03-04 08:00"), second("03-05 08:00")),
    ]
    spent = seconds_within(found, second("03-02 07:00"), second("03-04 09:00"), size=len(record.names))
    assert spent[found.key].tolist() == [3600, 3600]
