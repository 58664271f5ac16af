"""Emptying a house: everybody gets a cell and a seat, nobody meets a stranger, and what is short is said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lazaretto.facts.command import People
from lazaretto.facts.places import facility_of
from lazaretto.placement.carrying import Vehicle, carry
from lazaretto.placement.emptying import EmptyCell, Emptying, Follower, Group, empty

BUS, CAR = Vehicle(vehicle="BUS", seats=12), Vehicle(vehicle="CAR", seats=4)


def people(count: int, prefix: str = "P") -> tuple[str, ...]:
    return tuple(f"{prefix}{number}" for number in range(count))


def asked(groups: dict[str, int], cells: dict[str, int], **more: object) -> Emptying:
    houses = tuple(dict.fromkeys(facility_of(place) for place in cells))
    return Emptying(
        facility="QS-D",
        groups=tuple(
            Group(cell=cell, people=people(count, cell), to=houses) for cell, count in groups.items()
        ),
        cells=tuple(EmptyCell(place=place, capacity=capacity) for place, capacity in cells.items()),
        **{"vehicles": (BUS, CAR), **more},  # type: ignore[arg-type]
    )


def test_a_group_that_fits_stays_together() -> None:
    plan = empty(asked({"QS-D/G1/01": 5}, {"QZ-D/G1/01": 3, "QZ-D/G1/02": 6, "QZ-D/G1/03": 3}))
    assert plan.fits
    assert {move.to for move in plan.moves} == {"QZ-D/G1/02"}


def test_a_group_is_split_only_where_no_cell_holds_it_and_shares_with_nobody() -> None:
    plan = empty(asked({"QS-D/G1/01": 5, "QS-D/G1/02": 2}, {"QZ-D/1/1": 3, "QZ-D/1/2": 3, "QZ-D/1/3": 3}))
    assert plan.fits
    cells_of = {
        start: {m.to for m in plan.moves if m.start == start} for start in ("QS-D/G1/01", "QS-D/G1/02")
    }
    assert len(cells_of["QS-D/G1/01"]) == 2
    assert cells_of["QS-D/G1/01"].isdisjoint(cells_of["QS-D/G1/02"])


def test_whoever_finds_no_cell_is_named_with_the_places_that_are_missing() -> None:
    plan = empty(asked({"QS-D/G1/01": 5}, {"QZ-D/G1/01": 3}))
    (short,) = plan.short
    assert (short.places, short.nowhere, plan.fits) == (2, False, False)
    assert set(short.people).isdisjoint(move.person for move in plan.moves)


def test_where_no_house_may_take_them_it_says_so() -> None:
    nowhere = Emptying(
        facility="QS-D", groups=(Group(cell="QS-D/G1/01", people=("P1",), to=()),),
        cells=(EmptyCell(place="QZ-D/G1/01", capacity=4),), vehicles=(BUS,),
    )  # fmt: skip
    assert [short.nowhere for short in empty(nowhere).short] == [True]


def test_people_in_quarantine_go_into_cells_of_quarantine() -> None:
    apart = Group(cell="QS-D/T/01", people=("P1",), to=("QZ-D",), use="transition")
    general = EmptyCell(place="QZ-D/G1/01", capacity=4)
    kept = EmptyCell(place="QZ-D/T/01", capacity=4, use="transition")
    question = Emptying(facility="QS-D", groups=(apart,), cells=(general, kept), vehicles=(BUS,))
    assert [move.to for move in empty(question).moves] == ["QZ-D/T/01"]


def test_men_are_not_put_into_a_wing_for_women_nor_anybody_whose_sort_is_not_known() -> None:
    cells = (
        EmptyCell(place="QZ-D/GW/01", capacity=9, people="women"),
        EmptyCell(place="QZ-D/G1/01", capacity=4, people="men"),
    )

    def goes(sort: People) -> list[str]:
        group = Group(cell="QS-D/G1/01", people=("P1",), to=("QZ-D",), sort=sort)
        question = Emptying(facility="QS-D", groups=(group,), cells=cells, vehicles=(BUS,))
        return [move.to for move in empty(question).moves]

    assert goes("men") == ["QZ-D/G1/01"]
    assert goes("women") == ["QZ-D/GW/01"]
    assert goes("minors") == []
    assert goes("any") == []


def test_without_a_vehicle_nobody_moves() -> None:
    plan = empty(asked({"QS-D/G1/01": 2}, {"QZ-D/G1/01": 3}, vehicles=()))
    assert plan.moves == ()
    assert plan.unseated == ("QZ-D/G1/01",)


def test_no_trip_carries_people_of_two_cells_or_more_than_its_seats() -> None:
    trips, unseated = carry([("QZ-D/1/1", people(9, "a")), ("QZ-D/1/2", people(4, "b"))], [CAR])
    assert unseated == ()
    assert [(trip.number, len(trip.people), trip.cell) for trip in trips] == [
        (1, 4, "QZ-D/1/1"), (2, 4, "QZ-D/1/1"), (3, 1, "QZ-D/1/1"), (4, 4, "QZ-D/1/2"),
    ]  # fmt: skip


def test_officers_follow_as_the_people_go_and_women_to_every_house_that_can_have_one() -> None:
    officers = tuple(Follower(person=f"O{n}", woman=n < 2) for n in range(6))
    plan = empty(asked({"A/1/1": 6, "A/1/2": 3}, {"QZ-D/1/1": 6, "MJ-D/1/1": 3}, officers=officers))
    houses = dict(plan.follow)
    assert sorted(houses.values()) == ["MJ-D"] * 2 + ["QZ-D"] * 4
    assert {houses["O0"], houses["O1"]} == {"QZ-D", "MJ-D"}


@settings(max_examples=30, deadline=None)
@given(
    groups=st.lists(st.integers(1, 7), min_size=1, max_size=5),
    cells=st.lists(st.integers(1, 8), min_size=0, max_size=6),
)
def test_nobody_is_lost_doubled_mixed_or_squeezed(groups: list[int], cells: list[int]) -> None:
    question = asked(
        {f"QS-D/G/{n}": count for n, count in enumerate(groups)},
        {f"QZ-D/G/{n}": capacity for n, capacity in enumerate(cells)},
    )
    plan = empty(question)
    moved = [move.person for move in plan.moves]
    left = [person for short in plan.short for person in short.people]
    assert sorted(moved + left) == sorted(p for group in question.groups for p in group.people)
    for cell in question.cells:
        inside = [move for move in plan.moves if move.to == cell.place]
        assert len(inside) <= cell.capacity
        assert len({move.start for move in inside}) <= 1
    assert plan.proven


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.lists(st.integers(1, 7), max_size=5))
def test_one_more_cell_never_leaves_more_behind(groups: list[int], cells: list[int]) -> None:
    named = {f"QS-D/G/{n}": count for n, count in enumerate(groups)}

    def behind(capacities: list[int]) -> int:
        plan = empty(asked(named, {f"QZ-D/G/{n}": c for n, c in enumerate(capacities)}))
        return sum(short.places for short in plan.short)

    assert behind([*cells, 4]) <= behind(cells)


def test_asked_twice_it_answers_the_same() -> None:
    question = asked({"QS-D/G1/01": 5, "QS-D/G1/02": 4}, {f"QZ-D/G1/{n}": 4 for n in range(6)})
    assert empty(question) == empty(question)
