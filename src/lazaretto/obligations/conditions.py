"""What must not happen: one named function a condition, listed at the end in reading order.

Each takes the registers and its settings, and gives the events that broke it: key = who or what,
fact = the fact that did it.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from lazaretto.obligations.days import local_day_numbers
from lazaretto.protocol.document import Refrain
from lazaretto.registers.command import ROLES, USES
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Columns, Ints
from lazaretto.registers.gate import CATEGORIES, GOODS, ZONES
from lazaretto.registers.quarantine import OUTCOMES
from lazaretto.registers.spans import Spans, moment, span_at, value_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

Settings: TypeAlias = dict[str, int]
HOUR = 3600
_FAR = 2**35 - 1  # the last second a composite moment can hold


def settings_of(duty: Refrain) -> Settings:
    """The numbers of a clause's condition."""
    return duty.settings


def stranger_in_cohort(standing: Standing, settings: Settings) -> Columns:
    """Someone was put into a quarantine cell with people who had come there on another day (M18)."""
    beds = _quarantine_beds(standing)
    if not len(beds):
        return standing.events("placed").where(slice(0, 0))
    day = local_day_numbers(standing, beds.facility, beds.start)
    order = np.lexsort((beds.start, beds.value))
    beds, day = beds.where(order), day[order]
    latest = np.maximum.accumulate(moment(beds.value, beds.end))
    fresh = np.ones(len(beds), np.bool_)
    fresh[1:] = (beds.value[1:] != beds.value[:-1]) | (day[1:] != day[:-1])
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(beds)), 0))
    before = np.maximum(first - 1, 0)
    mixed = (first > 0) & (latest[before] > moment(beds.value, beds.start))
    return _placings(standing, beds.where(mixed))


def cell_over_capacity(standing: Standing, settings: Settings) -> Columns:
    """More people had their bed in a cell than it holds."""
    beds = standing.in_cell
    capacity = standing.places
    room = (
        capacity.aux[np.maximum(span_at(capacity, beds.value, beds.start), 0)]
        if len(capacity)
        else beds.value
    )
    known = span_at(capacity, beds.value, beds.start) >= 0
    moments = np.concatenate([beds.start, beds.end])
    step = np.concatenate([np.ones(len(beds), np.int64), -np.ones(len(beds), np.int64)])
    cell = np.concatenate([beds.value, beds.value])
    order = np.lexsort((step, moments, cell))
    running = np.cumsum(step[order])  # every bed that opens in a cell closes in it: sums restart at 0
    count = np.empty(len(order), np.int64)
    count[order] = running
    return _placings(standing, beds.where(known & (room > 0) & (count[: len(beds)] > room)))


def early_reentry(standing: Standing, settings: Settings) -> Columns:
    """Staff in phase C came in through the gate before their days at home were over (M10, M25)."""
    entered = _people(standing.events("entered"))
    phases = standing.phases
    row = span_at(phases, entered.key, entered.occurred)
    safe = np.maximum(row, 0)
    if not len(phases):
        return entered.where(slice(0, 0))
    since = local_day_numbers(standing, entered.facility, phases.start[safe])
    today = local_day_numbers(standing, entered.facility, entered.occurred)
    isolating = (row >= 0) & (phases.value[safe] == PHASES.index("C"))
    return entered.where(isolating & (today - since < settings["days"]))


def unrostered_entry(standing: Standing, settings: Settings) -> Columns:
    """Staff came in on a day on which no signed roster names them (M08, M10)."""
    entered = _people(standing.events("entered"))
    entered = entered.where(np.isin(entered.key, standing.events("enrolled").key))
    phase = value_at(standing.phases, entered.key, entered.occurred, default=-1)
    entered = entered.where(phase != PHASES.index("C"))  # early_reentry speaks of those
    rostered = standing.events("rostered")
    today = local_day_numbers(standing, entered.facility, entered.occurred)
    order = np.lexsort((rostered.value, rostered.key))
    keys, first, last = rostered.key[order], rostered.value[order], rostered.aux[order]
    row = np.searchsorted(moment(keys, first), moment(entered.key, today), side="right") - 1
    reach = np.maximum.accumulate(moment(keys, last)) if len(keys) else keys
    named = np.zeros(len(entered), np.bool_)
    if len(keys):
        safe = np.maximum(row, 0)
        named = (row >= 0) & (keys[safe] == entered.key) & (reach[safe] >= moment(entered.key, today))
    return entered.where(~named)


def entry_without_approval(standing: Standing, settings: Settings) -> Columns:
    """Something entered the guarded area without the detachment's approval (M08, M14).

    Rostered staff come in on the signed roster; ``unrostered_entry`` looks after them.
    """
    entered = standing.events("entered")
    basis = standing.events("entered_on")
    by_fact = dict(zip(basis.fact.tolist(), basis.value.tolist(), strict=True))
    approved = standing.events("entry_approved")
    approved = approved.where(approved.aux == 1)
    roster = standing.names.find("roster")
    guarded = entered.where(entered.value == ZONES.index("guarded"))
    on = np.array([by_fact.get(fact, -1) for fact in guarded.fact.tolist()], np.int64)
    moments = np.sort(moment(approved.key, approved.occurred))
    row = np.searchsorted(moments, moment(np.maximum(on, 0), guarded.occurred), side="right") - 1
    allowed = np.zeros(len(guarded), np.bool_)
    if len(moments):
        allowed = (row >= 0) & (moments[np.maximum(row, 0)] >> 35 == on)
    return guarded.where(~allowed & ((on == -1) | (on != roster)))


def forbidden_goods(standing: Standing, settings: Settings) -> Columns:
    """A parcel or takeaway was accepted at the gate (M11)."""
    goods = standing.events("goods_registered")
    return goods.where(np.isin(goods.value, [GOODS.index("parcel"), GOODS.index("takeaway")]))


def goods_released_early(standing: Standing, settings: Settings) -> Columns:
    """Food went in before its hold had ended or before its sample was negative (M11)."""
    released = standing.events("goods_released")
    registered = standing.events("goods_registered")
    food = registered.where(registered.value == GOODS.index("food"))
    results = standing.events("goods_result")
    negative = results.where(results.value == RESULTS.index("negative"))
    released = released.where(np.isin(released.key, food.key))
    rested = _last_before(food, released)
    cleared = _last_before(negative, released)
    early = released.occurred - rested < settings["hours"] * HOUR
    return released.where(early | (cleared < 0))


def leg_ended_early(standing: Standing, settings: Settings) -> Columns:
    """A leg was called completed before its days were full or its tests were negative (M19)."""
    ended = standing.events("leg_ended")
    ended = ended.where(ended.aux == OUTCOMES.index("completed"))
    legs = standing.legs
    if not len(legs):
        return ended
    row = np.searchsorted(moment(legs.key, legs.start), moment(ended.key, ended.occurred), side="left") - 1
    safe = np.maximum(row, 0)
    running = (row >= 0) & (legs.key[safe] == ended.key)
    began = legs.start[safe]
    full = local_day_numbers(standing, ended.facility, ended.occurred) - local_day_numbers(
        standing, ended.facility, np.maximum(began, 0)
    )
    results = standing.events("result")
    negative = results.where(results.value == RESULTS.index("negative"))
    moments = np.sort(moment(negative.key, negative.occurred))
    tests = np.searchsorted(moments, moment(ended.key, ended.occurred), side="right") - np.searchsorted(
        moments, moment(ended.key, began), side="left"
    )
    days_owed = np.array([settings.get(f"days_{layer}", 0) for layer in range(5)], np.int64)[ended.value]
    tests_owed = np.array([settings.get(f"tests_{layer}", 0) for layer in range(5)], np.int64)[ended.value]
    return ended.where(running & ((full < days_owed) | (tests < tests_owed)))


def intake_while_suspended(standing: Standing, settings: Settings) -> Columns:
    """Somebody was taken in by a facility that takes nobody in (M16).

    A house that serves as isolation point or transition house takes in those who are sent there.
    """
    taken = [standing.events("admitted"), standing.events("transferred_in")]
    parts = []
    serving = [ROLES.index("isolation_point"), ROLES.index("transition_house")]
    for arrivals in taken:
        shut = span_at(standing.suspended, arrivals.facility, arrivals.occurred) >= 0
        role = value_at(standing.roles, arrivals.facility, arrivals.occurred, default=ROLES.index("ordinary"))
        parts.append(arrivals.where(shut & ~np.isin(role, serving)))
    return parts[0] if not len(parts[1]) else _both(parts)


def isolated_without_order(standing: Standing, settings: Settings) -> Columns:
    """Somebody was put apart without a live order (law 15): alarm to doctor, leader and inspector."""
    isolated = standing.events("isolated")
    live = span_at(standing.legs, isolated.key, isolated.occurred) >= 0
    ordered = _last_before(standing.events("ordered"), isolated) >= 0
    return isolated.where(~live & ~ordered)


def approver_is_requester(standing: Standing, settings: Settings) -> Columns:
    """Someone approved what they had asked for themselves (law 13)."""
    approved, requested = standing.events("entry_approved"), standing.events("entry_requested")
    by_approval = dict(zip(requested.key.tolist(), requested.value.tolist(), strict=True))
    asked = np.array([by_approval.get(key, -1) for key in approved.key.tolist()], np.int64)
    return approved.where(asked == approved.value) if len(approved) else approved


def infection_in_general_wing(standing: Standing, settings: Settings) -> Columns:
    """Someone living in a general wing tested positive, singly: the first bottom line (M02)."""
    results = standing.events("result")
    positive = results.where((results.value == RESULTS.index("positive")) & (results.aux == 1))
    cell = value_at(standing.in_cell, positive.key, positive.occurred, default=-1)
    use = value_at(standing.places, np.maximum(cell, 0), positive.occurred, default=-1)
    return positive.where((cell >= 0) & (use == USES.index("general")))


CONDITIONS: dict[str, Callable[[Standing, Settings], Columns]] = {
    "infection_in_general_wing": infection_in_general_wing,
    "stranger_in_cohort": stranger_in_cohort,
    "cell_over_capacity": cell_over_capacity,
    "intake_while_suspended": intake_while_suspended,
    "leg_ended_early": leg_ended_early,
    "isolated_without_order": isolated_without_order,
    "early_reentry": early_reentry,
    "unrostered_entry": unrostered_entry,
    "entry_without_approval": entry_without_approval,
    "approver_is_requester": approver_is_requester,
    "forbidden_goods": forbidden_goods,
    "goods_released_early": goods_released_early,
}


def _quarantine_beds(standing: Standing) -> Spans:
    """Beds in transition and isolation cells, judged by the cell's use when the person came."""
    beds = standing.in_cell
    use = value_at(standing.places, beds.value, beds.start, default=-1)
    return beds.where(np.isin(use, [USES.index("transition"), USES.index("isolation")]))


def _placings(standing: Standing, beds: Spans) -> Columns:
    """The ``placed`` events that opened these beds."""
    placed = standing.events("placed")
    return placed.where(np.isin(placed.fact, beds.fact))


def _people(entered: Columns) -> Columns:
    return entered.where(entered.aux == CATEGORIES.index("person"))


def _last_before(known: Columns, asked: Columns) -> Ints:
    """The latest instant at or before each asked one at which the key is in ``known``; -1 if none."""
    if not len(known):
        return np.full(len(asked), -1, np.int64)
    moments = np.sort(moment(known.key, known.occurred))
    row = np.searchsorted(moments, moment(asked.key, asked.occurred), side="right") - 1
    found = moments[np.maximum(row, 0)]
    return np.where((row >= 0) & (found >> 35 == asked.key), found & _FAR, -1)


def _both(parts: list[Columns]) -> Columns:
    """Rows of several kinds of event together, in order of time."""
    every = Columns(*(np.concatenate([getattr(p, n) for p in parts]) for n in Columns.__slots__))
    return every.where(np.argsort(every.occurred, kind="stable"))
