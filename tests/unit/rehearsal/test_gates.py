"""The city before its release gates: every signature stood, and its last noon holds something to do."""

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from lazaretto.facts import command, quarantine
from lazaretto.facts.periods import seconds
from lazaretto.obligations.claiming import claims
from lazaretto.obligations.clearing import Clearance, clearance, clearances
from lazaretto.obligations.contaminating import contaminations
from lazaretto.obligations.converting import conversions
from lazaretto.obligations.force import InForce, in_force
from lazaretto.obligations.leaving import release_due
from lazaretto.protocol.document import Refrain
from lazaretto.registers.standing import Standing
from tests.unit.rehearsal.rehearsing import City, clock

NOON = clock(date(2022, 4, 6), 11, 40)  # where the demo stops
EVERY = 23  # of so many signatures one is looked at


def known(city: City, at: datetime) -> tuple[Standing, tuple[InForce, ...]]:
    standing = city.record.standing(at=seconds(at), known_at=seconds(at) + 300)
    protocol = city.protocol
    return standing, in_force(standing, shelf={(protocol.id, protocol.version): protocol})


@pytest.fixture(scope="module")
def gates(city: City) -> list[Clearance]:
    """Every running leg before its gate at the demo's noon."""
    standing, forces = known(city, NOON)
    houses = sorted({fact.facility for fact in city.facts})
    return [
        found
        for house in houses
        for found in clearances(standing, forces=forces, facts=city.record.facts, facility=house)
    ]


def test_whoever_signed_the_end_of_a_leg_had_every_condition_met(city: City) -> None:
    signed = [fact for fact in city.facts if isinstance(fact.body, quarantine.Cleared)]
    cut = {f.body.person for f in city.facts
           if isinstance(f.body, quarantine.LegEnded) and f.body.outcome == "cut_short"}  # fmt: skip
    assert len(signed) > 700
    for fact in signed[::EVERY]:
        body: Any = fact.body
        if body.person in cut:
            continue
        standing = city.record.standing(at=seconds(fact.occurred))
        forces = in_force(standing, shelf={(city.protocol.id, city.protocol.version): city.protocol})
        stands = clearance(standing, forces=forces, facts=city.record.facts, person=body.person)
        assert stands is not None
        assert (stands.status, stands.open) == ("ready", ()), (fact.facility, body, stands.clock)


def test_at_noon_legs_are_due_overdue_and_blocked(gates: list[Clearance]) -> None:
    found = Counter(gate.status for gate in gates)
    assert found["due"] >= 10
    assert found["overdue"] >= 1
    assert found["blocked"] >= 2
    assert found["counting"] >= 500


def test_at_noon_one_leg_waits_for_a_test_and_one_for_a_fever(gates: list[Clearance]) -> None:
    open_ = {held.name for gate in gates if gate.status == "blocked" for held in gate.open}
    assert {"tests_negative", "no_fever"} <= open_


def test_at_noon_some_ends_were_ordered_otherwise_than_computed(gates: list[Clearance]) -> None:
    assert [gate for gate in gates if gate.clock.ordered and gate.clock.ordered != gate.clock.computed]


def test_at_noon_a_cohort_is_mixed_and_not_yet_restarted(city: City) -> None:
    standing, _ = known(city, NOON)
    since = seconds(clock(date(2022, 4, 6), 0))
    found = contaminations(standing, start=since, end=seconds(NOON) + 1)
    assert [mixed for mixed in found if mixed.waiting]


def test_at_noon_somebody_has_been_alone_for_ten_days(city: City) -> None:
    standing, _ = known(city, NOON)
    alone = [error for error in city.seeded if error.kind == "left_alone_ten" and error.until > NOON]
    assert len(alone) == 1
    conditions = {c.id for c in city.protocol.clauses
                  if isinstance(c.duty, Refrain) and c.duty.condition == "alone_too_long"}  # fmt: skip
    assert {rule for rule, _ in alone[0].expects} & conditions == {"regime.alone_ten"}
    assert len(standing.legs.at(standing.at)) > 0


def test_at_noon_people_are_announced_who_have_no_cell_yet(city: City) -> None:
    standing, _ = known(city, NOON)
    since = clock(date(2022, 4, 6), 10)
    ordered = {f.body.person for f in city.facts
               if isinstance(f.body, quarantine.Ordered) and since < f.occurred < NOON}  # fmt: skip
    held = {standing.names.name(key) for key in standing.on_roll.at(standing.at).key.tolist()}
    assert len(ordered - held) >= 3


def test_at_noon_somebody_in_leg_one_must_soon_be_free(city: City, gates: list[Clearance]) -> None:
    standing, _ = known(city, clock(date(2022, 4, 7), 0))
    first = [gate.clock.person for gate in gates if gate.clock.layer == 1]
    assert [person for person in first if release_due(standing, person=person)]


def test_at_noon_a_house_is_to_change_its_role(city: City) -> None:
    standing, _ = known(city, NOON)
    ordered = {f.facility for f in city.facts if isinstance(f.body, command.ConversionOrdered)}
    found = {
        house: conversions(standing, facts=city.record.facts, facility=house) for house in sorted(ordered)
    }
    states = Counter(conversion.state for each in found.values() for conversion in each)
    assert states["carried_out"] >= 3
    assert states["ordered"] == 1


def test_no_layer_of_a_house_is_claimed_beyond_its_places(city: City) -> None:
    standing, forces = known(city, NOON)
    found = claims(standing, forces=forces, facts=city.record.facts)
    crowded = {claim.facility for claim in found if 0 < claim.places < claim.claimed}
    assert crowded == {"TS-Z"}  # where two orders were seeded that name a bed too many
