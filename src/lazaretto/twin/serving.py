"""The phases of staff, day by day: groups spread evenly over a pattern, or going on from where they stand."""

from lazaretto.twin.engine.world import HOME, INSIDE, OPEN, STANDBY
from lazaretto.twin.network import Duty, Phase, Site, Stand

PHASE_NUMBER: dict[Phase, int] = {"inside": INSIDE, "standby": STANDBY, "home": HOME, "open": OPEN}
Line = list[tuple[Phase, bool]]  # the phase of each day, and whether it is a day of its tests


def spread_evenly(duty: Duty, group: int, *, days: int) -> Line:
    """A group of a pattern whose groups begin it at even distances."""
    cycle = _cycle(duty)
    start = group * len(cycle) // duty.groups
    return [cycle[(start + day) % len(cycle)] for day in range(days)]


def going_on(duty: Duty, stand: Stand, *, days: int) -> Line:
    """A group that stands in a phase: it ends that one, then serves the pattern from the phase after it.

    A pattern with a longer phase of that name lengthens it. Whoever stands in a phase that the pattern has
    not goes on with its first.
    """
    at = next((number for number, (phase, _) in enumerate(duty.cycle) if phase == stand.phase), None)
    whole = stand.days if at is None else max(stand.days, duty.cycle[at][1])
    tests = duty.tests_on[at] if at is not None and at < len(duty.tests_on) else ()
    left: Line = [(stand.phase, day in tests) for day in range(min(stand.day, whole), whole)]
    cycle = _cycle(duty)
    start = 0 if at is None else sum(length for _, length in duty.cycle[: at + 1])
    return [
        left[day] if day < len(left) else cycle[(start + day - len(left)) % len(cycle)] for day in range(days)
    ]


def groups(duty: Duty, sites: tuple[Site, ...]) -> tuple[list[Stand | int], list[int]]:
    """Every group (by its number in the pattern, or as it stands), and the group of each of the staff."""
    found: dict[Stand | int, int] = {number: number for number in range(duty.groups)}
    of_staff: list[int] = []
    for site in sites:
        if not site.stands:
            of_staff += [member % duty.groups for member in range(site.staff)]
            continue
        for stand in site.stands:
            alike = Stand(phase=stand.phase, day=stand.day, days=stand.days, people=0)
            number = found.setdefault(alike, len(found))
            of_staff += [number] * stand.people
    return list(found), of_staff


def _cycle(duty: Duty) -> Line:
    return [
        (phase, number < len(duty.tests_on) and day in duty.tests_on[number])
        for number, (phase, length) in enumerate(duty.cycle)
        for day in range(length)
    ]
