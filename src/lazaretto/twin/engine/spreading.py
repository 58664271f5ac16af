"""Who infects whom in a step: one draw for each infectious person says how often, and rarely more is
asked.
"""

import numpy as np

from lazaretto.twin.engine.compiling import compiled
from lazaretto.twin.engine.infecting import breached, infect, infected
from lazaretto.twin.engine.life import ABOUT, ACTIVE, MEMBER, RESIDENT, STAFF, Life
from lazaretto.twin.engine.meeting import of_leg, of_site_legs, of_staff
from lazaretto.twin.engine.outcomes import (
    IN_QUARANTINE,
    IN_WINGS,
    STAFF_INSIDE,
    WINGS_BY_ARRIVAL,
)
from lazaretto.twin.engine.streams import CHILD, exponential, keyed, unit
from lazaretto.twin.engine.world import INSIDE, OPEN, STANDBY, World

_MEETING = np.uint64(1 << 32)  # the names of the meetings of one person, past all other names
_BELOW_ONE = 1.0 - 2.0**-53


@compiled
def _rates(w: World, life: Life, line: int, now: int) -> float:
    """What a whole course would transmit to each layer from where this person is; their sum."""
    day = now // w.per_day
    kind, number = life.kind[line], life.unit[line]
    rates = life.rates
    rates[0] = rates[1] = rates[2] = rates[3] = 0.0
    if kind == RESIDENT:
        site = w.slot_site[number]
        frozen = w.freeze if day - life.answered[site] < w.freeze_days else 1.0
        rates[0] = w.slot_mates[number]
        rates[1] = w.wing_rate * frozen
        rates[2] = w.site_rate * frozen
        rates[3] = w.resident_staff
    elif kind == MEMBER:
        leg = life.leg[number]
        rates[0] = w.leg_pair[leg] * (w.cohort_size[number] - 1)
        rates[1] = w.leg_rate[leg]
        rates[3] = w.leg_staff[leg]
    else:
        phase = w.phase[w.staff_group[number], day]
        rates[0] = w.staff_staff[phase]
        if phase in (INSIDE, OPEN):
            rates[1] = w.staff_resident
            rates[2] = w.staff_cohort
    return float(rates[0] + rates[1] + rates[2] + rates[3])


@compiled
def _target(
    w: World, life: Life, line: int, layer: int, now: int, draw: float, key: np.uint64
) -> tuple[int, int, int]:
    """(kind, number, member) of whom is met in a layer; number -1: nobody."""
    day = now // w.per_day
    kind, number = life.kind[line], life.unit[line]
    if kind == RESIDENT:
        site = w.slot_site[number]
        if layer == 0:
            cell = w.slot_cell[number]
            first, end = w.cell_slots[cell], w.cell_slots[cell + 1]
            other = first + int(draw * (end - first - 1))
            return RESIDENT, other + 1 if other >= number else other, 0
        if layer == 1:
            wing = w.slot_wing[number]
            first, end = w.wing_slots[wing], w.wing_slots[wing + 1]
            return RESIDENT, first + int(draw * (end - first)), 0
        if layer == 2:
            first, end = w.site_slots[site], w.site_slots[site + 1]
            return RESIDENT, first + int(draw * (end - first)), 0
        return STAFF, of_staff(w, site, day, key, False), 0
    if kind == MEMBER:
        leg = life.leg[number]
        if layer == 0:
            other = int(draw * (w.cohort_size[number] - 1))
            return MEMBER, number, other + 1 if other >= life.member[line] else other
        site = w.leg_site[w.cohort_route[number], leg]
        if layer == 1:
            cohort, member = of_leg(w, life, site, leg, now, draw)
            return MEMBER, cohort, member
        return STAFF, of_staff(w, site, day, key, False), 0
    site = w.staff_site[number]
    if layer == 0:
        return STAFF, of_staff(w, site, day, key, w.phase[w.staff_group[number], day] == STANDBY), 0
    if layer == 1:
        first, end = w.site_slots[site], w.site_slots[site + 1]
        return RESIDENT, first + int(draw * (end - first)) if end > first else -1, 0
    cohort, member = of_site_legs(w, life, site, now, draw)
    return MEMBER, cohort, member


@compiled
def spread(w: World, life: Life, out: np.ndarray, daily: np.ndarray, now: int) -> None:
    """Infections of this step. The newly infected act from the next one on."""
    rates = life.rates
    already = life.numbers[ACTIVE]
    for at in range(already):
        line = life.active[at]
        if life.state[line] != ABOUT:
            continue
        age, course = now - life.born[line], life.course[line]
        if age < 0 or age >= w.ends[course]:
            continue
        weight = w.spends[course, age] * life.multiplier[line]
        if weight <= 0.0:
            continue
        total = _rates(w, life, line, now)
        life.spent[line] += weight * total
        while life.spent[line] >= life.due[line]:
            own = keyed(life.key[line], _MEETING + np.uint64(life.meetings[line]))
            life.meetings[line] += 1
            life.due[line] += exponential(own, 1)
            place = unit(own, 0) * total
            layer = 0
            while layer < 3 and place >= rates[layer]:
                place -= rates[layer]
                layer += 1
            # What is left of the draw within its layer is a draw of its own.
            draw = min(place / rates[layer], _BELOW_ONE)
            kind, other, member = _target(w, life, line, layer, now, draw, own)
            if other < 0 or infected(life, kind, other, member):
                continue
            child = keyed(own, CHILD)
            early = w.aging == 1 or (w.aging == 2 and unit(child, 0) < 0.5)
            born = now if early else now + 1
            new = infect(w, life, out, now, born, child, kind, other, member, life.door[line], line)
            if new >= 0:
                _count(w, life, out, daily, new, kind, now)


@compiled
def _count(w: World, life: Life, out: np.ndarray, daily: np.ndarray, line: int, kind: int, now: int) -> None:
    door = life.door[line]
    if kind == RESIDENT:
        out[IN_WINGS] += 1
        out[WINGS_BY_ARRIVAL + door] += 1
        breached(out, now, door, life.caught[line])
    elif kind == MEMBER:
        out[IN_QUARANTINE] += 1
    else:
        out[STAFF_INSIDE] += 1
    if len(daily):
        daily[now // w.per_day, 1 if kind == RESIDENT else (0 if kind == MEMBER else 2)] += 1
