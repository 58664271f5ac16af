"""When somebody or some room falls out, as little as can be is changed."""

from msgspec.structs import replace

from lazaretto.placement.repairing import Change, repair
from lazaretto.placement.solving import solve
from tests.unit.placement.asked import asked, cell, filling, newcomer, occupant, room


def test_only_those_of_the_lost_room_go_elsewhere_and_together() -> None:
    people = [newcomer(f"P{n}") for n in range(6)]
    rooms = [room(n, capacity=3) for n in range(1, 5)]
    given = solve(asked(people, rooms)).assigned
    lost = given["P0"]
    now = [replace(each, state="withdrawn") if each.place == lost else each for each in rooms]
    repaired = repair(asked(people, now), given)
    moved = {person for person, place in given.items() if place == lost}
    assert {change.person for change in repaired.changes} == moved
    assert len({change.to for change in repaired.changes}) == 1
    assert all(change.given == lost for change in repaired.changes)


def test_a_conflict_found_later_moves_one_person() -> None:
    people = [newcomer(name) for name in "ABCD"]
    given = dict.fromkeys("ABCD", cell(1))
    now = [replace(people[0], apart_from=("B",)), *people[1:]]
    repaired = repair(asked(now, [room(1), room(2)]), given)
    assert len(repaired.changes) == 1
    assert repaired.changes[0].person in "AB"


def test_what_was_given_is_kept_though_another_room_were_cheaper_and_that_is_said() -> None:
    people = [newcomer("A")]
    rooms = [room(1), filling(2, occupant("C"))]
    repaired = repair(asked(people, rooms), {"A": cell(1)})
    assert repaired.changes == ()
    kept = repaired.proposal.assignments[0].reasons[-1]
    assert kept.code == "kept_as_given"
    assert kept.values["place"] == cell(2)
    assert int(kept.values["less"]) > 0


def test_whoever_has_no_room_left_is_a_change_too_and_what_would_help_is_said() -> None:
    people = [newcomer("A"), newcomer("B", sex="female")]
    given = {"A": cell(1), "B": cell(2)}
    repaired = repair(asked(people, [room(1), room(2, state="withdrawn")]), given)
    assert repaired.changes == (Change(person="B", given=cell(2), to=None),)
    assert "repair" in {each.code for each in repaired.proposal.relief}


def test_people_who_are_in_rooms_move_only_when_they_must() -> None:
    people = [newcomer("A", present=cell(1)), newcomer("B", present=cell(1)), newcomer("N")]
    found = solve(asked(people, [room(1, state="closed", capacity=2), room(2)]))
    assert found.assigned == {"A": cell(1), "B": cell(1), "N": cell(2)}
    assert found.costs.moves == 0
    lost = solve(asked(people, [room(1, state="withdrawn", capacity=2), room(2)]))
    assert set(lost.assigned.values()) == {cell(2)}
    assert lost.costs.moves == 4


def test_somebody_new_does_not_move_those_who_have_their_place() -> None:
    given = {"A": cell(1), "B": cell(1)}
    people = [newcomer("A"), newcomer("B"), newcomer("N")]
    repaired = repair(asked(people, [room(1, capacity=2), room(2, capacity=3)]), given)
    assert repaired.changes == ()
    assert repaired.proposal.places == {**given, "N": cell(2)}
