"""Incidents: which run, what they freeze, the clock of one, and what calls for one."""

from pathlib import Path

import numpy as np
import pytest

from lazaretto.facts.command import LevelOrdered, PlaceEstablished, ProtocolIssued
from lazaretto.obligations.callings import callings
from lazaretto.obligations.force import InForce, in_force
from lazaretto.obligations.groups import STRETCHES
from lazaretto.obligations.incident_clock import Incident, incidents
from lazaretto.obligations.incidents import frozen, frozen_by, is_frozen, of_people, running
from lazaretto.obligations.linking import lately
from lazaretto.protocol.reading import read
from lazaretto.registers.events import Ints
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from tests.examples.telling import Line, facts_of
from tests.stating import fact, house, record_of, second
from tests.unit.obligations.owing import at

DOCUMENT = Path(__file__).parents[3] / "protocols" / "four-layer-2022" / "1.yaml"
SHELF = {("four-layer-2022", "1"): read(DOCUMENT.read_bytes()).protocol}
COUGH = [
    at("03-01 08:00", ["Wang", "Li", "Zhou"], admitted_to="QZ-D/G1/01"),
    at("03-02 08:00", "Wang", symptoms=["cough"]),
    at("03-02 08:40", "Wang", incident_opened="I1"),
]


def told(*lines: Line, until: str) -> tuple[Record, Standing, tuple[InForce, ...]]:
    """A story in a house where the document is in force, up to an instant."""
    ground = [
        house(),
        fact(ProtocolIssued(document="four-layer-2022", version="1", digest="0" * 64, authority="City"),
             "02-01 00:00", number=7000, facility="TS-Z"),
        fact(LevelOrdered(level="closed", authority="City", reason="Cases"), "02-01 00:00", number=7001),
        *(fact(PlaceEstablished(established=name, use=use, capacity=8), "02-01 00:00", number=7100 + n)  # type: ignore[arg-type]
          for n, (name, use) in enumerate(
              {"QZ-D/G1/01": "general", "QZ-D/G1/02": "general", "QZ-D/I/01": "isolation"}.items())),
    ]  # fmt: skip
    record = record_of([*ground, *facts_of({"facts": list(lines)})])
    standing = record.standing(at=second(until))
    return record, standing, in_force(standing, shelf=SHELF)  # type: ignore[arg-type]


def one(*lines: Line, until: str) -> Incident:
    record, standing, forces = told(*lines, until=until)
    return incidents(standing, forces=forces, facts=record.facts)[0]


def test_an_incident_runs_from_its_opening_until_it_is_closed() -> None:
    record, standing, _ = told(*COUGH, at("03-03 08:00", incident_closed="I1"), until="03-04 00:00")
    runs, names = running(standing), record.names
    assert [(names.name(int(runs.key[0])), names.name(int(runs.aux[0])))] == [("I1", "Wang")]
    assert (int(runs.start[0]), int(runs.end[0])) == (second("03-02 08:40"), second("03-03 08:00"))
    assert len(of_people(standing)) == 1
    assert len(running(told(*COUGH, until="03-04 00:00")[1]).at(second("03-04 00:00"))) == 1


def test_a_frozen_wing_freezes_its_cells_until_each_freeze_is_lifted() -> None:
    record, standing, _ = told(
        *COUGH,
        at("03-02 09:00", incident="I1", movement_frozen_in=["QZ-D/G1"]),
        at("03-02 10:00", incident="I2", movement_frozen_in=["QZ-D/G1/01"]),
        at("03-02 11:00", incident="I1", freeze_lifted_in=["QZ-D/G1"]),
        until="03-02 12:00",
    )  # fmt: skip
    names = record.names

    def frozen_at(place: str, when: str) -> bool:
        keys = [names.find(place)]
        return bool(is_frozen(standing, _ints(keys), _ints([second(when)]))[0])

    assert frozen_at("QZ-D/G1/02", "03-02 09:30")
    assert not frozen_at("QZ-D/G1/02", "03-02 11:30")
    assert frozen_at("QZ-D/G1/01", "03-02 11:30")  # the other incident holds it
    assert not frozen_at("QZ-D/I/01", "03-02 09:30")
    assert frozen_by(standing, names.find("I1")) == ()
    assert [names.name(key) for key in frozen_by(standing, names.find("I2"))] == ["QZ-D/G1/01"]
    held = frozen(standing)
    assert [names.name(int(value)) for value in held.value[held.key == names.find("QZ-D/G1/01")]] == ["I1"]


def test_the_clock_runs_from_the_first_cough_and_each_step_has_its_clauses_limit() -> None:
    story = [
        *COUGH,
        at("03-02 08:30", "Wang", symptoms=["fever"]),  # the same episode
        at("03-02 09:10", "Wang", isolated="under an order"),
        at("03-02 10:00", "Wang", sampled_for="symptom", tube="T1"),
        at("03-02 16:00", tube="T1", tube_reported="negative"),
        at(
            "03-03 07:00", "Wang", incident="I1", since="02-20 00:00", contacts_listed={"Li": 60, "Zhou": 900}
        ),
        at("03-03 08:00", "Li", incident="I1", contact_decided="watch"),
    ]
    clock = one(*story, until="03-04 12:00")
    assert (clock.cause, clock.person, clock.facility) == ("symptom", "Wang", "QZ-D")
    minutes = {step.name: (step.minutes, step.limit, step.state) for step in clock.steps}
    assert minutes == {
        "began": (0, None, "done"),
        "opened": (40, 60, "in_time"),
        "frozen": (None, None, "open"),
        "apart": (70, 60, "late"),
        "swabbed": (120, 360, "in_time"),
        "result": (480, 1440, "in_time"),
        "listed": (1380, 1440, "in_time"),
        "decided": (None, 1440, "overdue"),
        "closed": (None, None, "open"),
    }
    assert [(c.person, c.decision) for c in clock.contacts] == [("Zhou", None), ("Li", "watch")]
    assert [c.person for c in clock.undecided] == ["Zhou"]
    assert clock.next is not None
    assert (clock.next.name, clock.next.clause and clock.next.clause.owner) == ("decided", "doctor")
    decided = one(
        *story, at("03-04 09:00", "Zhou", incident="I1", contact_decided="quarantine"), until="03-04 12:00"
    )
    assert decided.step("decided").state == "late"
    closed = one(*story, at("03-04 09:00", incident_closed="I1"), until="03-04 12:00")
    assert closed.next is None
    assert closed.closed is not None


def test_a_positive_asks_for_no_swab_and_no_result() -> None:
    clock = one(
        COUGH[0],
        at("03-02 08:00", "Wang", sampled_for="round", tube="T1"),
        at("03-02 12:00", tube="T1", tube_reported="positive"),
        at("03-02 12:20", "Wang", incident_opened="I1", because_of="positive"),
        at("03-02 12:30", incident="I1", movement_frozen_in=["QZ-D/G1"]),
        at("03-02 13:00", "Wang", moved_to="QZ-D/I/01"),
        at("03-02 14:00", "Wang", incident="I1", since="02-20 00:00", contacts_listed={}),
        until="03-02 15:00",
    )  # fmt: skip
    states = {step.name: (step.minutes, step.state) for step in clock.steps}
    assert states == {
        "began": (0, "done"), "opened": (20, "in_time"), "frozen": (30, "done"), "apart": (60, "in_time"),
        "listed": (120, "in_time"), "decided": (120, "done"), "closed": (None, "open"),
    }  # fmt: skip
    assert clock.places == ("QZ-D/G1",)


def test_an_incident_after_a_closed_one_begins_with_its_own_cough() -> None:
    record, standing, forces = told(
        *COUGH,
        at("03-02 20:00", incident_closed="I1"),
        at("03-03 07:00", "Wang", symptoms=["cough"]),
        at("03-03 07:30", "Wang", incident_opened="I2"),
        until="03-03 08:00",
    )  # fmt: skip
    second_one, first = incidents(standing, forces=forces, facts=record.facts, facility="QZ-D")
    assert (second_one.code, second_one.step("opened").minutes) == ("I2", 30)
    assert (first.code, first.step("opened").minutes) == ("I1", 40)
    assert incidents(standing, forces=forces, facts=record.facts, facility="QS-D") == ()


def test_an_incident_that_nobody_is_named_in_counts_from_its_opening() -> None:
    clock = one(COUGH[0], at("03-02 09:00", incident_opened="I1", because_of="report"), until="03-02 10:00")
    assert clock.person is None
    assert [step.name for step in clock.steps] == ["began", "opened", "frozen", "listed", "decided", "closed"]
    assert clock.step("opened").minutes == 0


@pytest.mark.parametrize(("lines", "minutes"), [(2, None), (3, 26 * 60)])
def test_the_delay_from_symptom_to_a_full_round(lines: int, minutes: int | None) -> None:
    rounds = [
        at(
            "03-02 20:00",
            ["Wang", "Li"],
            round_opened="R1",
            of="detainees",
            closes="03-03 20:00",
            because_of="I1",
        ),
        at("03-03 08:00", "Wang", sampled_for="round", tube="T1", round="R1"),
        at("03-03 10:00", "Li", not_sampled="refused", round="R1"),
    ]
    clock = one(*COUGH, *rounds[:lines], until="03-05 00:00")
    assert (clock.rounds, clock.round_minutes) == (("R1",), minutes)
    other = at("03-04 08:00", "Zhao", round_opened="R2", of="staff", closes="03-05 20:00", because_of="I1")
    both = one(*COUGH, *rounds, other, until="03-05 00:00")
    assert (both.rounds, both.round_minutes) == (("R1", "R2"), None)


def test_what_calls_for_an_incident_is_told_until_one_runs() -> None:
    _, standing, forces = told(*COUGH[:2], until="03-02 09:30")
    (calling,) = callings(standing, forces=forces)
    assert (calling.person, calling.trigger, calling.late) == ("Wang", "symptoms", True)
    assert callings(standing, forces=forces, facility="QS-D") == ()
    _, standing, forces = told(*COUGH, at("03-02 09:00", "Wang", symptoms=["fever"]), until="03-03 09:00")
    assert callings(standing, forces=forces) == ()
    # coughing on, a day later, while the incident runs, calls for no other one
    _, standing, forces = told(*COUGH, at("03-03 10:00", "Wang", symptoms=["cough"]), until="03-03 11:00")
    assert callings(standing, forces=forces) == ()


def test_who_is_in_an_incident_is_a_group_that_can_be_spared() -> None:
    _, standing, _ = told(*COUGH, until="03-03 09:00")
    assert len(STRETCHES["in_incident"](standing)) == 1


def test_lately_counts_staff_and_those_held_apart() -> None:
    record, standing, _ = told(
        at("02-10 08:00", "Zhao", enrolled_as="officer"),
        at("03-02 08:00", "Zhao", sampled_for="duty", tube="T1"),
        at("03-02 12:00", tube="T1", tube_reported="positive"),
        at("03-05 08:00", "Wang", incident="I1", classified="confirmed"),
        until="03-10 00:00",
    )  # fmt: skip
    here = record.facilities.find("QZ-D")
    assert lately(standing, here, days=14, at=standing.at) == (1, 1)
    assert lately(standing, here, days=6, at=standing.at) == (0, 1)
    assert lately(standing, here, days=14, at=second("03-04 00:00")) == (1, 0)


def _ints(values: list[int]) -> Ints:
    return np.array(values, np.int64)
