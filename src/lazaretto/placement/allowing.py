"""Which newcomer may enter which room, and who may share one: the hard rules, one reason at a time."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from lazaretto.placement.asking import Newcomer, Occupant, Request, Room, Rules, State, clock_day

Rule = Literal[
    "other_use", "meant_for_others", "withdrawn", "awaiting_disinfection", "beside_infectious",
    "cohort_closed", "no_bed", "kept_for_another", "sex", "minority", "health", "unknown_sex",
    "unknown_minority", "unknown_health", "health_alone", "case_group", "apart_from", "other_day",
]  # fmt: skip
Because = Literal["unknown_sex", "unknown_minority", "unknown_health", "health_alone"]
CLOSED: Mapping[State, Rule] = {
    "closed": "cohort_closed",
    "full": "no_bed",
    "beside_infectious": "beside_infectious",
    "awaiting_disinfection": "awaiting_disinfection",
    "withdrawn": "withdrawn",
}
UNUSABLE: tuple[State, ...] = ("awaiting_disinfection", "withdrawn")  # nor may anybody stay there


class Like(NamedTuple):
    """What all who share a room have in common."""

    sex: str
    minor: bool
    health: str


class Forbidden(NamedTuple):
    """A rule, and with whom it is at odds: empty when the room itself says no."""

    rule: Rule
    person: str = ""


def alone_because(person: Occupant, rules: Rules) -> Because | None:
    """Why somebody can share with nobody at all; None when they can."""
    if person.sex == "unknown":
        return "unknown_sex"
    if person.minor is None:
        return "unknown_minority"
    if person.health == "unknown":
        return "unknown_health"
    return None if person.health in rules.sharing else "health_alone"


def like(person: Occupant, rules: Rules) -> Like | None:
    """Whom somebody may share with; None: with nobody."""
    if person.minor is None or alone_because(person, rules):
        return None
    return Like(person.sex, person.minor, person.health)


def clash(one: Occupant, other: Occupant, rules: Rules) -> Rule | None:
    """Why two people must not share a room; None when they may."""
    alone = alone_because(one, rules) or alone_because(other, rules)
    if alone:
        return alone
    if one.sex != other.sex:
        return "sex"
    if one.minor != other.minor:
        return "minority"
    if one.health != other.health:
        return "health"
    if rules.separate_case_groups and one.case_group is not None and one.case_group == other.case_group:
        return "case_group"
    apart = other.person in one.apart_from or one.person in other.apart_from
    return "apart_from" if apart else None


def beds(room: Room, *, newcomers: frozenset[str]) -> int:
    """Beds that newcomers may take: what is promised to others is not theirs."""
    promised = sum(person not in newcomers for person in room.kept_for)
    return room.capacity - len(room.occupants) - promised


def meant_for(person: Occupant, room: Room) -> bool:
    """Whether a room is meant for somebody like this; nobody unknown is like those it is meant for."""
    if room.people == "minors":
        return person.minor is True
    wanted = {"women": "female", "men": "male"}.get(room.people)
    return wanted is None or person.sex == wanted


def shut(newcomer: Newcomer, room: Room, *, newcomers: frozenset[str]) -> Rule | None:
    """Why a room as it stands does not take somebody in; None when it does."""
    if newcomer.needs != room.use:
        return "other_use"
    stays = newcomer.present == room.place
    if not stays and not meant_for(newcomer, room):
        return "meant_for_others"
    if room.state in CLOSED and (room.state in UNUSABLE or not stays):
        return CLOSED[room.state]
    if not stays and room.cohort is not None and room.cohort.closed:
        return "cohort_closed"
    if beds(room, newcomers=newcomers) < 1:
        return "no_bed"
    if not room.occupants and any(person not in newcomers for person in room.kept_for):
        return "kept_for_another"
    return None


def off_clock(newcomer: Newcomer, room: Room, request: Request) -> bool:
    """True when a newcomer's day and those of the cohort within lie further apart than the window."""
    if not room.occupants or room.cohort is None:
        return False
    day = clock_day(newcomer, day=request.day)
    return apart_in_days(day, room.cohort.since, room.cohort.day) > request.rules.window


def apart_in_days(*days: date) -> int:
    """From the first of some days to the last."""
    return (max(days) - min(days)).days


def forbidden(
    newcomer: Newcomer, room: Room, request: Request, *, newcomers: frozenset[str]
) -> Forbidden | None:
    """The first rule by which a newcomer may not join a room as it stands; None when they may."""
    closed = shut(newcomer, room, newcomers=newcomers)
    if closed:
        return Forbidden(closed)
    for occupant in room.occupants:
        rule = clash(newcomer, occupant, request.rules)
        if rule:
            return Forbidden(rule, occupant.person)
    return Forbidden("other_day") if off_clock(newcomer, room, request) else None


def shared_groups(request: Request) -> frozenset[str]:
    """The case groups that keep somebody apart: those with at least two of their people here."""
    if not request.rules.separate_case_groups:
        return frozenset()
    people: tuple[Occupant, ...] = (*request.newcomers, *(o for r in request.rooms for o in r.occupants))
    counted = Counter(person.case_group for person in people if person.case_group is not None)
    return frozenset(group for group, count in counted.items() if count > 1)
