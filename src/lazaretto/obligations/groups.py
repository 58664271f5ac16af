"""Who owes an answer in a slot: those who are in the group for the whole of it."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from lazaretto.obligations.company import MINUTE, alone, seconds_within
from lazaretto.obligations.incidents import of_people
from lazaretto.obligations.patrols import owed_turns
from lazaretto.obligations.suspending import suspended, wings_of
from lazaretto.protocol.document import Recurring
from lazaretto.registers.command import ROLES, USES
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Flags, Ints, no_events
from lazaretto.registers.spans import Spans, span_at, spans, value_at
from lazaretto.registers.standing import DETACHMENT, Standing

Group: TypeAlias = tuple[Ints, Ints]  # key, facility
LAST = 3  # the last layer in which people are kept apart; the fourth is the general wing
SERVING = (ROLES.index("isolation_point"), ROLES.index("transition_house"))  # whole houses of quarantine


def _detainees(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    held = standing.present.covering(opens, closes)
    return held.key, held.facility


def _quarantined(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    legs = standing.legs.covering(opens, closes)
    if duty.layers:
        legs = legs.where(np.isin(legs.value, duty.layers))
    present = standing.present.covering(opens, closes)
    legs = legs.where(np.isin(legs.key, present.key))
    return legs.key, legs.facility


def _isolated(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    """Those in isolation rooms outside any leg; ``quarantined`` holds the others."""
    beds = isolated(standing).covering(opens, closes)
    present = standing.present.covering(opens, closes)
    legs = standing.legs.touching(opens, closes)
    beds = beds.where(np.isin(beds.key, present.key) & ~np.isin(beds.key, legs.key))
    return beds.key, beds.facility


def _alone(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    """Those who had less company in their cells than the human contact they are owed.

    With two hours owed in a slot of a whole day these are the people who are alone for 22 hours.
    """
    owed = (duty.sum_at_least or 0) * MINUTE
    size = len(standing.names)
    lonely = seconds_within(
        alone(standing.held.touching(opens, closes)).touching(opens, closes), opens, closes, size=size
    )
    present = standing.present.covering(opens, closes)
    present = present.where(lonely[present.key] >= max(closes - opens - owed, 1))
    return present.key, present.facility


def _in_phase(phase: str) -> Callable[[Standing, Recurring, int, int], Group]:
    def members(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
        inside = standing.phases.covering(opens, closes)
        inside = inside.where(inside.value == PHASES.index(phase))
        return inside.key, inside.facility

    return members


def _key_areas(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    areas = standing.places.covering(opens, closes)
    areas = areas.where(areas.value == USES.index("key_area"))
    return areas.key, areas.facility


def _in_incident(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    """Those about whom an incident runs."""
    about = of_people(standing).covering(opens, closes)
    return about.key, about.facility


def _facilities(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    return standing.facility_keys[standing.houses], standing.houses


def _offices(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    established = standing.events("facility_established")
    found = np.unique(established.facility[established.value == DETACHMENT])
    return standing.facility_keys[found], found


def _wings(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    """Wings in which somebody was held throughout, where what the duty asks for is not suspended."""
    held = standing.held.covering(opens, closes)
    wing, first = np.unique(wings_of(standing, held.value), return_index=True)
    facility, known = held.facility[first], wing >= 0
    wing, facility = wing[known], facility[known]
    for activity in duty.evidence_values:
        stopped = suspended(standing, activity).covering(opens, closes)
        going = ~np.isin(wing, stopped.key)
        wing, facility = wing[going], facility[going]
    return wing, facility


def _tours(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    """Each turn of each tour that was set before the slot, and not given up in it."""
    turns = owed_turns(standing).covering(opens, closes)
    return turns.key, turns.facility


GROUPS: dict[str, Callable[[Standing, Any, int, int], Group]] = {
    "detainees": _detainees,
    "quarantined": _quarantined,
    "isolated": _isolated,
    "alone": _alone,
    "staff_inside": _in_phase("A"),
    "staff_isolating": _in_phase("C"),
    "in_incident": _in_incident,
    "key_areas": _key_areas,
    "facilities": _facilities,
    "tours": _tours,
    "wings": _wings,
    "offices": _offices,
}


def isolated(standing: Standing) -> Spans:
    """Whose bed was in an isolation room, judged by the room's use when the person came."""
    beds = standing.in_cell
    use = value_at(standing.places, beds.value, beds.start, default=-1)
    return beds.where(use == USES.index("isolation"))


def quarantine_beds(beds: Spans, standing: Standing) -> Flags:
    """Which beds are in quarantine: transition and isolation cells, and every cell of a serving house."""
    use = value_at(standing.places, beds.value, beds.start, default=-1)
    role = value_at(standing.roles, beds.facility, beds.start, default=ROLES.index("ordinary"))
    apart: Flags = np.isin(use, [USES.index("transition"), USES.index("isolation")]) | np.isin(role, SERVING)
    return apart


def in_no_leg(standing: Standing, facility: int) -> Spans:
    """Beds in quarantine at a facility, at the standing's instant, of people for whom no leg apart runs."""
    beds = standing.in_cell.at(standing.at)
    beds = beds.where(beds.facility == facility)
    beds = beds.where(quarantine_beds(beds, standing))
    running = standing.legs.at(standing.at)
    return beds.where(~np.isin(beds.key, running.key[running.value <= LAST]))


def let_go(beds: Spans, standing: Standing) -> Flags:
    """Whose leg ended while they had this bed: nobody owes them a leg in it, they wait to be moved."""
    ended = standing.events("leg_ended").where(standing.events("leg_ended").value <= LAST)
    last = dict(zip(ended.key.tolist(), ended.occurred.tolist(), strict=True))
    said = [last.get(key, -1) for key in beds.key.tolist()]
    waits: Flags = np.array(said, np.int64) >= beds.start
    return waits


def _houses(standing: Standing) -> Spans:
    """Facilities that hold people, since they were established; the detachment's office is none."""
    rows = standing.events("facility_established")
    return spans(rows.where(rows.value != DETACHMENT), no_events())


STRETCHES: dict[str, Callable[[Standing], Spans]] = {  # groups that a deadline can spare
    "detainees": lambda standing: standing.present,
    "quarantined": lambda standing: standing.legs.where(standing.legs.value <= LAST),
    "isolated": isolated,
    "staff_inside": lambda standing: _of_phase(standing, "A"),
    "staff_isolating": lambda standing: _of_phase(standing, "C"),
    "in_incident": of_people,
    "facilities": _houses,
}


def among(who: str, standing: Standing, keys: Ints, instants: Ints) -> Flags:
    """Whether each key was in a group at an instant each. Raises KeyError for a group without stretches."""
    return span_at(STRETCHES[who](standing), keys, instants) >= 0


def _of_phase(standing: Standing, phase: str) -> Spans:
    phases = standing.phases
    return phases.where(phases.value == PHASES.index(phase))
