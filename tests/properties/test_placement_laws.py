"""The optimiser against trying everything, closed forms, and what can only make a question harder."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.placement.asking import Newcomer, Prices, Request, Room, Rules
from lazaretto.placement.checking import broken
from lazaretto.placement.pricing import costs
from lazaretto.placement.proposing import propose
from lazaretto.placement.repairing import repair
from lazaretto.placement.solving import solve
from tests.properties.cells import DAY, best, placements, price, requests, urgency


def answer(request: Request) -> tuple[int, int, int]:
    """(left out, how much those endanger others, price) of the proposal."""
    found = solve(request)
    assert found.proved
    assert found.bound == found.costs.total
    return len(found.unplaced), urgency(request, found.assigned), found.costs.total


def changed(request: Request, **fields: Any) -> Request:
    return replace(request, **fields)


@given(requests())
def test_trying_everything_finds_nothing_better(request: Request) -> None:
    assert answer(request) == best(request)


@given(requests(alike=True))
def test_people_of_several_days_are_brought_together_at_the_least_price(request: Request) -> None:
    assert answer(request) == best(request)


@given(requests(people=5, rooms=4), st.data())
def test_nobody_is_put_next_door_to_somebody_infectious(request: Request, data: st.DataObject) -> None:
    places = [room.place for room in request.rooms]
    row = zip(request.rooms, [*places[1:], places[0]], strict=True)
    sick = data.draw(st.sampled_from(request.newcomers))
    ill = replace(sick, health="infectious", sex="male", minor=False)
    row_of_rooms = changed(
        request,
        newcomers=tuple(ill if n is sick else n for n in request.newcomers),
        rooms=tuple(replace(room, neighbours=(other,)) for room, other in row),
    )
    assert answer(row_of_rooms) == best(row_of_rooms)


@given(requests(people=7, rooms=3, plain=True))
def test_seven_people_in_every_way(request: Request) -> None:
    assert answer(request) == best(request)


@given(requests(people=8, rooms=6))
def test_the_checker_finds_nothing_wrong(request: Request) -> None:
    found = solve(request)
    assert broken(request, found.assigned) == ()
    assert found.costs == costs(request, found.assigned)
    assert found.costs.total == price(request, found.assigned)
    assert len(found.assigned) + len(found.unplaced) == len(request.newcomers)


@given(requests(people=8, rooms=6))
def test_the_same_question_has_the_same_answer(request: Request) -> None:
    assert solve(request) == solve(request)


@given(requests(), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(request: Request, chance: Any) -> None:
    aliases = chance.sample(range(99), len(request.newcomers))
    new = {n.person: f"X{alias}" for n, alias in zip(request.newcomers, aliases, strict=True)}
    places = {r.place: f"QZ-D/T/{n}" for n, r in enumerate(chance.sample(request.rooms, len(request.rooms)))}

    def named(person: str) -> str:
        return new.get(person, person)

    newcomers = [
        replace(
            n, person=named(n.person), apart_from=tuple(map(named, n.apart_from)),
            present=places.get(n.present or ""),
        )
        for n in request.newcomers
    ]  # fmt: skip
    rooms = [
        replace(
            r,
            place=places[r.place],
            kept_for=tuple(map(named, r.kept_for)),
            neighbours=tuple(places[at] for at in r.neighbours),
        )
        for r in request.rooms
    ]
    chance.shuffle(newcomers)
    chance.shuffle(rooms)
    assert answer(changed(request, newcomers=tuple(newcomers), rooms=tuple(rooms))) == answer(request)


@given(requests(people=6, rooms=5), st.data())
def test_one_more_conflict_never_helps(request: Request, data: st.DataObject) -> None:
    assume(len(request.newcomers) > 1)
    one, other = data.draw(st.permutations(request.newcomers))[:2]
    apart = replace(one, apart_from=(*one.apart_from, other.person))
    harder = tuple(apart if n is one else n for n in request.newcomers)
    assert answer(changed(request, newcomers=harder)) >= answer(request)


@given(requests(people=6, rooms=5), st.data())
def test_one_room_less_never_helps(request: Request, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(request.rooms))
    assume(not any(room.neighbours for room in request.rooms))  # a wall may be welcome
    assume(gone.state != "filling")  # without it nobody in it is alone
    assume(not gone.kept_for)  # nor is a promise broken
    assume(all(newcomer.present != gone.place for newcomer in request.newcomers))
    fewer = tuple(room for room in request.rooms if room is not gone)
    assert answer(changed(request, rooms=fewer)) >= answer(request)


@given(st.integers(1, 6), st.lists(st.integers(1, 5), min_size=1, max_size=8))
def test_cells_of_one_day_are_the_closed_form(capacity: int, sizes: list[int]) -> None:
    """max(⌈n / capacity⌉, largest case group): exact where case groups are the only conflict."""
    people = [
        Newcomer(person=f"{group}-{n}", sex="male", minor=False, health="ordinary", case_group=f"{group}")
        for group, size in enumerate(sizes)
        for n in range(size)
    ]
    rooms = tuple(Room(place=f"QZ-D/T/{n}", capacity=capacity) for n in range(len(people)))
    tariff = Prices(new_room=1, scarcity=0, alone=0, alone_minor=0)
    rules = Rules(quarantine_days=14, window_days=0, same_day=True, prices=tariff)
    found = solve(Request(facility="QZ-D", day=DAY, newcomers=tuple(people), rooms=rooms, rules=rules))
    assert found.proved
    assert not found.unplaced
    assert found.costs.new_rooms == max(-(-len(people) // capacity), *sizes)


@given(requests())
def test_no_window_no_day_put_back(request: Request) -> None:
    rules = replace(request.rules, same_day=True)
    assert solve(changed(request, rules=rules)).costs.restarted_days == 0


@given(requests(), st.integers(1, 3))
def test_a_wider_window_leaves_nobody_more_out(request: Request, more: int) -> None:
    rules = replace(request.rules, same_day=False)
    wider = replace(rules, window_days=rules.window_days + more)
    assert answer(changed(request, rules=wider)) <= answer(changed(request, rules=rules))


@given(requests())
def test_nobody_s_lawful_release_is_priced_away(request: Request) -> None:
    """Who leaves before their leg ends is held by no restart, so none is priced for them."""
    soon = request.day + timedelta(days=1)
    newcomers = tuple(replace(n, leaves=soon) for n in request.newcomers)
    rooms = tuple(
        replace(r, occupants=tuple(replace(o, leaves=soon) for o in r.occupants)) for r in request.rooms
    )
    assert solve(changed(request, newcomers=newcomers, rooms=rooms)).costs.restarted_days == 0


@given(requests(people=6, rooms=5))
def test_no_alternative_is_cheaper_and_each_costs_what_it_says(request: Request) -> None:
    proposal = propose(request)
    assert proposal.optimal
    for each in proposal.assignments:
        for other in each.alternatives:
            placed = {**proposal.places, each.person: other.place}
            assert bool(broken(request, placed)) == (other.rule is not None)
            if other.more is not None:
                assert other.more == price(request, placed) - proposal.total >= 0
    for left in proposal.unplaced:
        assert all(other.rule for other in left.alternatives)


@given(requests(people=6, rooms=5))
def test_a_repair_with_nobody_out_changes_nothing(request: Request) -> None:
    given_ = solve(request).assigned
    repaired = repair(request, given_)
    assert repaired.changes == ()
    assert repaired.proposal.optimal


@given(requests(), st.data())
def test_a_repair_changes_as_little_as_can_be(request: Request, data: st.DataObject) -> None:
    """Against every other placement of as many people, when a room falls out."""
    before = solve(request).assigned
    gone = data.draw(st.sampled_from(request.rooms))
    shut = replace(gone, state="withdrawn")
    now = changed(request, rooms=tuple(shut if room is gone else room for room in request.rooms))

    def rank(placed: Mapping[str, str]) -> tuple[int, int, int, int]:
        left = len(now.newcomers) - len(placed)
        moved = sum(placed.get(person) != at for person, at in before.items())
        return left, urgency(now, placed), moved, price(now, placed)

    repaired = repair(now, before)
    assert broken(now, repaired.proposal.places) == ()
    assert rank(repaired.proposal.places) == min(rank(placed) for placed in placements(now))


@given(requests(people=8, rooms=6))
def test_whoever_is_unknown_is_alone(request: Request) -> None:
    found = solve(request).assigned
    inside = Counter(found.values())
    for newcomer in request.newcomers:
        unknown = newcomer.sex == "unknown" or newcomer.minor is None or newcomer.health == "unknown"
        if unknown and newcomer.person in found:
            room = next(r for r in request.rooms if r.place == found[newcomer.person])
            assert inside[room.place] + len(room.occupants) == 1
