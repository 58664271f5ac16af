"""Small questions of placement, and the answer by trying everything: shares no code with the optimiser."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.facts.command import People, Use
from lazaretto.placement.asking import Cohort, Newcomer, Occupant, Prices, Request, Room, Rules, State
from lazaretto.placement.checking import broken

DAY = date(2022, 4, 10)
USES: tuple[Use, ...] = ("transition", "transition", "transition", "isolation")
MEANT: tuple[People, ...] = ("any", "any", "any", "women", "men", "minors")
STATES: tuple[State, ...] = (
    "free",
    "free",
    "filling",
    "filling",
    "closed",
    "beside_infectious",
    "awaiting_disinfection",
)
sexes = st.sampled_from(("male", "male", "male", "female", "unknown"))
minors = st.sampled_from((False, False, False, False, True, None))
healths = st.sampled_from(("ordinary",) * 6 + ("contact", "infectious", "infectious", "unwell", "unknown"))
groups = st.sampled_from((None, None, "case-1", "case-2"))
leaving = st.one_of(st.none(), st.integers(8, 20).map(lambda days: DAY + timedelta(days=days)))
prices = st.builds(
    Prices, new_room=st.integers(0, 8), scarcity=st.integers(0, 3), reserve=st.integers(0, 4),
    restarted_day=st.integers(0, 2), alone=st.integers(0, 5), alone_minor=st.integers(0, 9),
    move=st.integers(0, 4), beside=st.integers(0, 4),
)  # fmt: skip
rules = st.builds(
    Rules, quarantine_days=st.just(14), window_days=st.integers(0, 3), same_day=st.booleans(),
    separate_case_groups=st.booleans(), prices=prices,
)  # fmt: skip


@st.composite
def requests(
    draw: st.DrawFn, *, people: int = 5, rooms: int = 4, plain: bool = False, alike: bool = False
) -> Request:
    """A small question.

    plain: no rule but sex, case groups and capacity, and empty rooms only. alike: everybody might share
    with everybody but for their days, which a window of some days brings together.
    """
    names = [f"P{n}" for n in range(draw(st.integers(1, people)))]
    places = [f"QZ-D/T/{n}" for n in range(draw(st.integers(1, rooms)))]
    newcomers = tuple(draw(_newcomers(name, names, places, plain)) for name in names)
    found = tuple(draw(_rooms(place, names, plain)) for place in places)
    next_door = st.one_of(st.just(()), st.just(()), st.tuples(st.sampled_from(places)))
    found = tuple(room if plain else replace(room, neighbours=draw(next_door)) for room in found)
    ruled = draw(rules)
    if alike:
        same = {"sex": "male", "minor": False, "health": "ordinary"}
        newcomers = tuple(replace(n, **same, needs="transition") for n in newcomers)
        found = tuple(
            replace(r, use="transition", occupants=tuple(replace(o, **same) for o in r.occupants))
            for r in found
        )
        ruled = replace(ruled, same_day=False, window_days=max(1, ruled.window_days))
    return Request(facility="QZ-D", day=DAY, newcomers=newcomers, rooms=found, rules=ruled)


def _newcomers(name: str, names: list[str], places: list[str], plain: bool) -> st.SearchStrategy[Newcomer]:
    if plain:
        sex = st.sampled_from(("male", "female"))
        return st.builds(
            Newcomer, person=st.just(name), sex=sex, minor=st.just(False), health=st.just("ordinary"),
            case_group=groups,
        )  # fmt: skip
    others = st.sampled_from(names).map(lambda other: () if other == name else (other,))
    return st.builds(
        Newcomer, person=st.just(name), sex=sexes, minor=minors, health=healths, case_group=groups,
        apart_from=st.one_of(st.just(()), st.just(()), others), leaves=leaving,
        arrived=st.integers(0, 3).map(lambda back: DAY - timedelta(days=back)),
        present=st.one_of(st.none(), st.none(), st.sampled_from(places)),
        needs=st.sampled_from(USES),
    )  # fmt: skip


@st.composite
def _rooms(draw: st.DrawFn, place: str, names: list[str], plain: bool) -> Room:
    capacity = draw(st.integers(1, 4))
    if plain:
        return Room(place=place, capacity=capacity)
    state, use = draw(st.sampled_from(STATES)), draw(st.sampled_from(USES))
    people = draw(st.sampled_from(MEANT))
    promised = (names[0],) if place == "QZ-D/T/0" else ()  # nobody is promised two places
    kept = draw(st.sampled_from(((), (), (), ("elsewhere",), promised)))
    if state == "free":
        return Room(place=place, capacity=capacity, use=use, kept_for=kept, people=people)
    back = draw(st.integers(0, 4))
    cohort = Cohort(
        name="C", day=DAY - timedelta(days=back), closed=draw(st.integers(0, 5)) == 0,
        opened=draw(st.sampled_from((None, None, DAY - timedelta(days=back + 1)))),
    )  # fmt: skip
    first = draw(_occupants(f"{place}-0"))
    inside = [first]
    for n in range(1, draw(st.integers(1, capacity))):
        inside.append(
            Occupant(person=f"{place}-{n}", sex=first.sex, minor=first.minor, health=first.health,
                     leaves=draw(leaving))
        )  # fmt: skip
    return Room(
        place=place, capacity=capacity, use=use, state=state, occupants=tuple(inside), cohort=cohort,
        kept_for=kept, people=people,
    )  # fmt: skip


def _occupants(person: str) -> st.SearchStrategy[Occupant]:
    return st.builds(
        Occupant, person=st.just(person), sex=sexes, minor=minors, health=healths, case_group=groups,
        leaves=leaving,
    )  # fmt: skip


def placements(request: Request) -> Iterator[dict[str, str]]:
    """Every placement within the rules, of everybody or of some."""

    def further(n: int, so_far: dict[str, str]) -> Iterator[dict[str, str]]:
        if n == len(request.newcomers):
            yield dict(so_far)
            return
        person = request.newcomers[n].person
        for room in request.rooms:
            so_far[person] = room.place
            if not broken(request, so_far):  # nobody who comes later mends what is broken now
                yield from further(n + 1, so_far)
            del so_far[person]
        yield from further(n + 1, so_far)

    return further(0, {})


def price(request: Request, placed: Mapping[str, str]) -> int:
    """What a placement costs in person-days, room by room, written down again from the meaning."""
    tariff, total, opened = request.rules.prices, 0, dict.fromkeys(("transition", "isolation"), 0)
    homes = {n.present for n in request.newcomers}
    coming = {n.person for n in request.newcomers}
    unused = [
        r for r in request.rooms
        if r.state == "free" and r.place not in homes and not set(r.kept_for) - coming
    ]  # fmt: skip
    for room in request.rooms:
        entering = [n for n in request.newcomers if placed.get(n.person) == room.place]
        if room in unused and entering:
            opened[room.use] += 1
            free = sum(other.use == room.use for other in unused)
            total += tariff.new_room
            total += tariff.scarcity * max(0, tariff.reserve - free + opened[room.use])
        own: list[tuple[Occupant, date]] = [(n, n.arrived or request.day) for n in entering]
        if room.cohort:
            own += [(o, room.cohort.day) for o in room.occupants]
        if own and (entering or room.state == "filling"):
            clock = max(day for _, day in own)
            total += tariff.restarted_day * sum(_held_longer(p, day, clock, request) for p, day in own)
            if not room.occupants and any(n.health == "infectious" for n in entering):
                beside = {o.person: o for r in request.rooms if _next_door(r, room) for o in r.occupants}
                total += tariff.beside * sum(o.health != "infectious" for o in beside.values())
            if len(own) == 1:
                total += tariff.alone if own[0][0].minor is False else tariff.alone_minor
    for n in request.newcomers:
        promised = next((r.place for r in request.rooms if n.person in r.kept_for), None)
        at = n.present or promised
        if n.person in placed and at is not None and placed[n.person] != at:
            total += tariff.move
    return total


def _next_door(one: Room, other: Room) -> bool:
    return one is not other and (one.place in other.neighbours or other.place in one.neighbours)


def _held_longer(person: Occupant, own: date, clock: date, request: Request) -> int:
    ends = [day + timedelta(days=request.rules.quarantine_days) for day in (own, clock)]
    if person.leaves:
        ends = [min(end, person.leaves) for end in ends]
    return (ends[1] - ends[0]).days


def urgency(request: Request, placed: Mapping[str, str]) -> int:
    """How much those left out endanger others."""
    weights = {"infectious": 3, "unwell": 2, "contact": 1, "unknown": 1, "ordinary": 0}
    return sum(weights[n.health] for n in request.newcomers if n.person not in placed)


def best(request: Request) -> tuple[int, int, int]:
    """(left out, how much those endanger others, price) of the best placement there is."""
    return min(
        (len(request.newcomers) - len(placed), urgency(request, placed), price(request, placed))
        for placed in placements(request)
    )
