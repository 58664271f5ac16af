"""Who owes an answer in a slot: those who are in the group for the whole of it."""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from lazaretto.protocol.document import Recurring
from lazaretto.registers.command import USES
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Ints
from lazaretto.registers.standing import Standing

Group: TypeAlias = tuple[Ints, Ints]  # key, facility


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


def _facilities(standing: Standing, duty: Recurring, opens: int, closes: int) -> Group:
    return standing.facility_keys[standing.houses], standing.houses


GROUPS: dict[str, Callable[[Standing, Any, int, int], Group]] = {
    "detainees": _detainees,
    "quarantined": _quarantined,
    "staff_inside": _in_phase("A"),
    "staff_isolating": _in_phase("C"),
    "key_areas": _key_areas,
    "facilities": _facilities,
}
