"""Who is worst off: the rows of the rights guard, and the sheet of one person."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import numpy as np

from lazaretto.board.houses import House, per_facility
from lazaretto.board.lighting import Lights, in_order, lights_of, with_red
from lazaretto.board.rights_page import HouseRights, RightsPage, RightsRow, RightsSheet, Warned
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.alarming import Alarm
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.chronicling import Measure, measure
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.guarding import Guarded, guard
from lazaretto.obligations.reckoning import clocks
from lazaretto.registers.events import Ints
from lazaretto.registers.standing import Standing


def weigh(
    assessment: Assessment, *, alarms: Sequence[Alarm], forces: Sequence[InForce], facts: Sequence[Fact],
    seen: Sequence[House], zone: str, facility: str | None, missing: tuple[tuple[str, str], ...],
) -> RightsPage:  # fmt: skip
    """The page of the facilities in ``seen``; of one, with everybody kept apart and the ends of their legs.

    Of several, only those who are alone, have a run of days or are in isolation; the others are counted.
    """
    standing, codes = assessment.standing, [house.code for house in seen]
    held = guard(standing, forces=forces, facts=facts, facilities=codes, company=facility is not None)
    lights = lights_of(assessment, alarms=alarms, people=[one.person for one in held])
    running = clocks(standing, forces=forces, facts=facts, facility=facility) if facility is not None else ()
    ends = {clock.person: clock.ends for clock in running}
    measured = measure(forces, at=standing.at)
    rows = [_row(one, measured, lights, ends=ends.get(one.person)) for one in held]
    return RightsPage(
        at=instant(standing.at), known_at=instant(min(standing.known_at, standing.at)), zone=zone,
        facility=facility, measure=measured, houses=_houses(assessment, alarms, seen, rows),
        rows=tuple(sorted(rows, key=_worst)), masked=False, missing=missing,
    )  # fmt: skip


def sheet_of(
    assessment: Assessment, *, person: str, alarms: Sequence[Alarm], forces: Sequence[InForce],
    facts: Sequence[Fact], seen: Sequence[House],
) -> RightsSheet | None:  # fmt: skip
    """What is held about a person who has a bed at one of these facilities; None of anybody else."""
    standing = assessment.standing
    beds = standing.in_cell.at(standing.at)
    beds = beds.where(beds.key == standing.names.find(person))
    house = next((h for h in seen if len(beds) and h.number == int(beds.facility[0])), None)
    if house is None:
        return None
    held = guard(standing, forces=forces, facts=facts, facilities=[house.code], person=person)
    running = clocks(standing, forces=forces, facts=facts, person=person)
    lights = lights_of(assessment, alarms=alarms, people=[one.person for one in held])
    measured = measure(forces, at=standing.at)
    ends = next((clock.ends for clock in running), None)
    rows = [_row(one, measured, lights, ends=ends) for one in held]
    return RightsSheet(
        person=person, at=instant(standing.at), known_at=instant(min(standing.known_at, standing.at)),
        zone=house.zone, facility=house.code, place=standing.names.name(int(beds.value[0])), measure=measured,
        row=rows[0] if rows else None,
    )  # fmt: skip


def warned(held: Guarded, measured: Measure | None) -> Warned:
    """How near the limit a run is; one that today has broken warns of nothing."""
    if measured is None or held.run is None or held.broken or not held.alone_now:
        return "calm"
    if held.run >= measured.limit:
        return "over"
    passed = sum(held.run >= days for days in measured.warnings)
    return "calm" if not passed else "first" if passed < len(measured.warnings) else "second"


def _row(held: Guarded, measured: Measure | None, lights: Lights, *, ends: datetime | None) -> RightsRow:
    return RightsRow(held, warned(held, measured), in_order(lights.get(held.person, []), held=held), ends)


def _worst(row: RightsRow) -> tuple[int, int, int, str]:
    """What an eye should fall on first: an alarm that stands, then the longest run, then the most lights."""
    standing = any(light.state == "standing" and light.severity == "alarm" for light in row.lights)
    run = 0 if row.held.broken else row.held.run or 0
    return -int(standing), -run, -row.red, row.held.person


def _houses(
    assessment: Assessment, alarms: Sequence[Alarm], seen: Sequence[House], rows: Sequence[RightsRow]
) -> tuple[HouseRights, ...]:
    """Each facility in numbers; those in quarantine who have company are counted, whoever is listed."""
    standing = assessment.standing
    apart = _apart(standing, rows)
    red = per_facility(with_red(assessment, alarms=alarms)[1], count=len(standing.facilities))
    alone, running, near = (
        Counter(row.held.facility for row in rows if so(row))
        for so in (
            lambda row: row.held.alone_now, lambda row: bool(row.held.run), lambda row: row.warned != "calm",
        )
    )  # fmt: skip
    return tuple(
        HouseRights(
            facility=house.code, name=house.name, county=house.county, sort=house.sort,
            apart=int(apart[house.number]), alone=alone[house.code], running=running[house.code],
            warned=near[house.code], red=int(red[house.number]),
        )
        for house in seen
    )  # fmt: skip


def _apart(standing: Standing, rows: Sequence[RightsRow]) -> Ints:
    """How many are kept apart, by facility number: in a leg of quarantine, or on the list."""
    beds, legs = standing.in_cell.at(standing.at), standing.legs.at(standing.at)
    listed = np.array([standing.names.find(row.held.person) for row in rows], np.int64)
    kept = np.isin(beds.key, legs.key[legs.value <= LAST]) | np.isin(beds.key, listed)
    return per_facility(beds.facility[kept], count=len(standing.facilities))
