"""Why somebody goes where they are proposed: codes and values."""

from collections.abc import Iterator, Mapping, Sequence

from lazaretto.placement.allowing import alone_because
from lazaretto.placement.answer import Alternative, Reason, ReasonCode
from lazaretto.placement.asking import Newcomer, Occupant, Room, clock_day
from lazaretto.placement.pricing import put_back
from lazaretto.placement.weighing import Weighing

_ALONE: Mapping[str, ReasonCode] = {
    "unknown_sex": "alone_unknown_sex",
    "unknown_minority": "alone_unknown_minority",
    "unknown_health": "alone_unknown_health",
    "health_alone": "alone_health",
}


def reasons(
    weighing: Weighing, newcomer: Newcomer, alternatives: Sequence[Alternative]
) -> tuple[Reason, ...]:
    """The reasons for one person's room, the weightiest first."""
    room = weighing.rooms[weighing.assigned[newcomer.person]]
    return (
        *_where(weighing, newcomer, room),
        *_company(weighing, newcomer, room),
        *_clock(weighing, newcomer, room),
        _compared(alternatives),
    )


def _where(weighing: Weighing, newcomer: Newcomer, room: Room) -> Iterator[Reason]:
    together = len(room.occupants) + len(weighing.entering[room.place])
    if newcomer.present == room.place:
        yield Reason(code="stays")
    elif weighing.known.homes.get(newcomer.person) == room.place:
        yield Reason(code="kept_promise")
    if room.occupants and room.cohort is not None:
        cohort = {"cohort": room.cohort.name, "day": room.cohort.day.isoformat()}
        yield Reason(code="joins_cohort", values={**cohort, "people": str(len(room.occupants))})
    elif room.place in weighing.known.fresh:
        yield Reason(code="opens_room", values={"people": str(together)})


def _company(weighing: Weighing, newcomer: Newcomer, room: Room) -> Iterator[Reason]:
    rules = weighing.request.rules
    because = alone_because(newcomer, rules)
    inside: list[Occupant] = [*room.occupants, *weighing.entering[room.place]]
    if because:
        yield Reason(code=_ALONE[because], values={"health": newcomer.health})
    elif len(inside) == 1:
        yield Reason(code="alone_left_over")
    if rules.separate_case_groups and newcomer.case_group is not None:
        everybody: list[Occupant] = [*weighing.request.newcomers]
        everybody += [o for other in weighing.request.rooms for o in other.occupants]
        others = sum(p.case_group == newcomer.case_group for p in everybody) - 1
        if others:
            values = {"group": newcomer.case_group, "people": str(others)}
            yield Reason(code="case_group_elsewhere", values=values)


def _clock(weighing: Weighing, newcomer: Newcomer, room: Room) -> Iterator[Reason]:
    request, entering = weighing.request, weighing.entering[room.place]
    clock = max(clock_day(person, day=request.day) for person in entering)
    if room.cohort is not None and room.occupants:
        before = room.cohort.day
        days = sum(put_back(o, own=before, to=clock, rules=request.rules) for o in room.occupants)
        clock = max(clock, before)
        if days:
            values = {"people": str(len(room.occupants)), "days": str(days)}
            yield Reason(code="restarts_clocks", values=values)
    own = clock_day(newcomer, day=request.day)
    longer = put_back(newcomer, own=own, to=clock, rules=request.rules)
    if longer:
        yield Reason(code="clock_put_back", values={"days": str(longer)})


def _compared(alternatives: Sequence[Alternative]) -> Reason:
    """How the next best room compares, everybody else staying."""
    priced = [(each.more, each.place) for each in alternatives if each.more is not None]
    if not priced:
        return Reason(code="only_room")
    more, place = min(priced)
    if more < 0:
        return Reason(code="kept_as_given", values={"place": place, "less": str(-more)})
    if more == 0:
        return Reason(code="as_cheap_as", values={"place": place})
    return Reason(code="cheapest", values={"place": place, "more": str(more)})
