"""Shifts that must not meet, and that must not change places at once: the loop has days between."""

from lazaretto.obligations.days import DAY, local_day_numbers
from lazaretto.obligations.separating import A, B, C, at_one_table, in_one_zone, of_each, of_strangers
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import span_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


def shifts_in_one_zone(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff of A and of B were in one zone of a house together for so many minutes (M25).

    Said of whoever was where their shift does not belong, once a day: not of everybody whom they met there.
    """
    met = in_one_zone(standing, minutes=settings["minutes"], start=start - DAY, end=end)
    return of_strangers(met).between(start, end)


def shifts_shared(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff of A and of B, or of C and anybody, shared a meal, a room, a vehicle or a trip (M25)."""
    return of_each(at_one_table(standing, minutes=settings["minutes"], start=start, end=end))


def stepped_in_early(standing: Standing, settings: Settings, start: int, end: int) -> Columns:
    """Staff stepped inside (A) from standby (B) before its days were over, or straight from home (C).

    This is the direct swap of a relief that failed (M25). Whoever had been in no phase is not judged.
    """
    stepped = standing.during("phase_started", start, end)
    stepped = stepped.where(stepped.value == A)
    phases = standing.phases
    row = span_at(phases, stepped.key, stepped.occurred - 1)
    stepped, row = stepped.where(row >= 0), row[row >= 0]
    if not len(stepped):
        return stepped
    since = local_day_numbers(standing, stepped.facility, phases.start[row])
    served = local_day_numbers(standing, stepped.facility, stepped.occurred) - since
    before = phases.value[row]
    return stepped.where((before == C) | ((before == B) & (served < settings["days"])))
