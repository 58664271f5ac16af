"""Single days by a seed: a crowded one to be proved best, and tangled ones in which every rule bites."""

from datetime import timedelta

from benchmarks.placing.living import FIRST, MEASURED
from lazaretto.placement.asking import Cohort, Health, Newcomer, Occupant, Request, Room, Rules, Sex, State
from lazaretto.rehearsal.streams import Stream

FACILITY = "QZ-D"
BEDS = 6
STATES: tuple[State, ...] = (
    "free", "free", "free", "filling", "filling", "closed", "beside_infectious", "awaiting_disinfection",
    "withdrawn",
)  # fmt: skip
SEXES: tuple[Sex, ...] = ("male",) * 14 + ("female",) * 5 + ("unknown",)
HEALTHS: tuple[Health, ...] = ("ordinary",) * 16 + ("contact", "contact", "unwell", "infectious", "unknown")


def crowded(seed: int, *, people: int = 30, rooms: int = 60) -> Request:
    """A day of many arrivals with co-defendants; a third of the rooms filling, the others empty."""
    newcomers: list[Newcomer] = []
    while len(newcomers) < people:
        draw = Stream(seed, "case", len(newcomers))
        size = min(people - len(newcomers), draw.between(2, 5) if draw.chance(350) else 1)
        newcomers += [
            _plain(Newcomer, f"P{len(newcomers) + n}", draw, f"case-{len(newcomers)}") for n in range(size)
        ]
    return Request(
        facility=FACILITY, day=FIRST, newcomers=tuple(newcomers),
        rooms=tuple(_room(seed, number, filling=number % 3 == 0) for number in range(rooms)),
        rules=Rules(quarantine_days=14, window_days=2, same_day=False, prices=MEASURED),
    )  # fmt: skip


def _plain(kind: type[Newcomer], person: str, draw: Stream, case: str) -> Newcomer:
    return kind(
        person=person,
        sex="female" if draw.chance(120) else "male",
        minor=draw.chance(60),
        health="ordinary",
        case_group=case,
    )


def _room(seed: int, number: int, *, filling: bool) -> Room:
    place = f"{FACILITY}/T/{number:03}"
    if not filling:
        return Room(place=place, capacity=BEDS)
    draw = Stream(seed, "room", number)
    female, minor = draw.chance(120), draw.chance(60)
    inside = tuple(
        Occupant(person=f"{place}-{n}", sex="female" if female else "male", minor=minor, health="ordinary")
        for n in range(draw.between(1, BEDS - 1))
    )
    cohort = Cohort(name=f"C{number}", day=FIRST - timedelta(days=draw.between(0, 2)))
    return Room(place=place, capacity=BEDS, state="filling", occupants=inside, cohort=cohort)


def tangled(seed: int, *, people: int = 30, rooms: int = 40) -> Request:
    """A day with everything in it: the unknown, the unwell, enemies, promises, neighbours, closed rooms."""
    draw = Stream(seed, "rules")
    return Request(
        facility=FACILITY, day=FIRST,
        newcomers=tuple(_anybody(seed, number, people) for number in range(people)),
        rooms=tuple(_any_room(seed, number, rooms) for number in range(rooms)),
        rules=Rules(quarantine_days=14, window_days=draw.between(0, 3), same_day=draw.chance(300)),
        effort=2,
    )  # fmt: skip


def _anybody(seed: int, number: int, people: int) -> Newcomer:
    draw = Stream(seed, "person", number)
    other = draw.below(people)
    return Newcomer(
        person=f"P{number}", sex=draw.pick(SEXES), minor=draw.pick((False,) * 17 + (True, True, None)),
        health=draw.pick(HEALTHS),
        case_group=f"case-{draw.below(12)}" if draw.chance(500) else None,
        apart_from=(f"P{other}",) if draw.chance(120) and other != number else (),
        arrived=FIRST - timedelta(days=draw.between(0, 2)) if draw.chance(200) else None,
    )  # fmt: skip


def _any_room(seed: int, number: int, rooms: int) -> Room:
    draw = Stream(seed, "any room", number)
    place, state = f"{FACILITY}/T/{number:03}", draw.pick(STATES)
    beside = f"{FACILITY}/T/{number + 1:03}"
    room = Room(
        place=place, capacity=draw.between(1, 8), state=state,
        neighbours=(beside,) if number + 1 < rooms else (),
        kept_for=("elsewhere",) if draw.chance(60) else (),
    )  # fmt: skip
    if state in ("free", "awaiting_disinfection", "withdrawn"):
        return room
    sex, health = draw.pick(SEXES), draw.pick(HEALTHS)
    minor, ago = draw.chance(100), draw.between(0, 3)
    inside = tuple(
        Occupant(
            person=f"{place}-{n}", sex=sex, minor=minor, health=health,
            case_group=f"case-{draw.below(12)}" if draw.chance(300) else None,
        )
        for n in range(draw.between(1, room.capacity))
    )  # fmt: skip
    cohort = Cohort(name=f"C{number}", day=FIRST - timedelta(days=ago), closed=draw.chance(100))
    return Room(
        place=place, capacity=room.capacity, state=state, neighbours=room.neighbours, occupants=inside,
        cohort=cohort,
    )  # fmt: skip
