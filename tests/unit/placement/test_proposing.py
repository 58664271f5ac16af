"""What a proposal says: reasons, the price of each other room, relief, and what keeping apart costs."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from lazaretto.placement import proposing
from lazaretto.placement.answer import Proposal
from lazaretto.placement.asking import Newcomer, Prices, Request, Room
from lazaretto.placement.pricing import Costs
from lazaretto.placement.proposing import Unsound, propose
from lazaretto.placement.solving import Solution, solve
from tests.unit.placement.asked import DAY, asked, cell, filling, newcomer, occupant, room


def codes(proposal: Proposal, person: str) -> list[str]:
    return [reason.code for each in proposal.assignments if each.person == person for reason in each.reasons]


def reliefs(proposal: Proposal) -> dict[str, tuple[str | None, int | None, int, bool]]:
    return {each.code: (each.place, each.count, each.placed, each.everybody) for each in proposal.relief}


def test_an_open_cohort_of_the_day_is_joined_before_a_room_is_opened() -> None:
    proposal = propose(asked([newcomer("A")], [room(1), filling(2, occupant("C"))]))
    (placed,) = proposal.assignments
    assert (placed.place, placed.cohort) == (cell(2), "C2")
    assert codes(proposal, "A") == ["joins_cohort", "cheapest"]
    assert proposal.total == 0
    assert proposal.optimal
    other = placed.alternatives[0]
    prices = Prices()  # a new room, alone in it, C alone again; no room stays empty of the three to spare
    assert other.more == prices.new_room + 2 * prices.alone + prices.reserve * prices.scarcity


def test_yesterday_s_cohort_is_joined_only_within_the_window_and_its_clock_moves() -> None:
    people, rooms = [newcomer("A")], [room(1), filling(2, occupant("C"), occupant("D"), ago=1)]
    strict = propose(asked(people, rooms))
    assert strict.places == {"A": cell(1)}
    assert strict.assignments[0].alternatives[0].rule == "other_day"
    assert (strict.separation.same_day, strict.separation.rooms) == (1, 1)
    wide = propose(asked(people, rooms, same_day=False))
    assert wide.places == {"A": cell(2)}
    assert wide.costs == Costs(restarted_days=2)
    assert codes(wide, "A") == ["joins_cohort", "restarts_clocks", "cheapest"]


def test_whoever_came_earlier_ends_later_when_put_with_those_of_today() -> None:
    earlier = newcomer("A", arrived=DAY - timedelta(days=2))
    proposal = propose(asked([earlier, newcomer("B")], [room(1)], same_day=False))
    assert proposal.costs.restarted_days == 2
    assert "clock_put_back" in codes(proposal, "A")
    assert "clock_put_back" not in codes(proposal, "B")


def test_a_lawful_release_is_no_later_for_any_cohort() -> None:
    leaving = occupant("C", leaves=DAY + timedelta(days=3))
    proposal = propose(asked([newcomer("A")], [filling(1, leaving, ago=1)], same_day=False))
    assert proposal.costs.restarted_days == 0
    assert "restarts_clocks" not in codes(proposal, "A")


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ({"sex": "unknown"}, "alone_unknown_sex"),
        ({"minor": None}, "alone_unknown_minority"),
        ({"health": "unknown"}, "alone_unknown_health"),
        ({"health": "unwell"}, "alone_health"),
        ({"sex": "female"}, "alone_left_over"),
    ],
)
def test_why_somebody_is_alone(attributes: Mapping[str, Any], code: str) -> None:
    people = [newcomer("A", **attributes), newcomer("B"), newcomer("C")]
    proposal = propose(asked(people, [room(1), room(2)]))
    assert code in codes(proposal, "A")
    assert code not in codes(proposal, "B")
    assert proposal.costs.alone == (10 if attributes.get("minor", False) is None else 3)


def test_being_alone_has_a_price_and_a_higher_one_for_a_minor() -> None:
    together = [newcomer("A"), newcomer("B")]
    assert propose(asked(together, [room(1), room(2)])).costs.alone == 0
    minor = [newcomer("A"), newcomer("B"), newcomer("M", minor=True)]
    assert propose(asked(minor, [room(1), room(2)])).costs.alone == Prices().alone_minor


def test_co_defendants_are_kept_apart_and_the_price_of_that_is_said() -> None:
    people = [newcomer(name, case_group="x") for name in "ABC"]
    rooms = [room(n) for n in range(1, 6)]
    proposal = propose(asked(people, rooms))
    assert len(set(proposal.places.values())) == 3
    assert (proposal.separation.rooms, proposal.separation.without_case_groups) == (3, 1)
    assert proposal.separation.case_groups == 2
    assert "case_group_elsewhere" in codes(proposal, "A")
    together = propose(asked(people, rooms, separate_case_groups=False))
    assert len(set(together.places.values())) == 1
    assert together.separation.case_groups == 0


def test_a_group_that_is_here_once_keeps_nobody_apart() -> None:
    proposal = propose(asked([newcomer("A", case_group="x"), newcomer("B", case_group="y")], [room(1)]))
    assert proposal.places == {"A": cell(1), "B": cell(1)}


def test_new_rooms_cost_more_as_empty_ones_grow_few() -> None:
    prices = Prices(new_room=6, scarcity=2, reserve=3)
    many = solve(asked([newcomer("A")], [room(n) for n in range(9)], prices=prices))
    few = solve(asked([newcomer("A")], [room(n) for n in range(2)], prices=prices))
    assert (many.costs.new_rooms, many.costs.scarcity) == (6, 0)
    assert (few.costs.new_rooms, few.costs.scarcity) == (6, 4)


def test_a_promised_place_is_kept_unless_that_costs_more() -> None:
    proposal = propose(asked([newcomer("A"), newcomer("B")], [room(1), room(2, kept_for=("A",))]))
    assert proposal.places == {"A": cell(2), "B": cell(2)}
    assert "kept_promise" in codes(proposal, "A")
    assert "kept_promise" not in codes(proposal, "B")


def test_with_one_room_too_few_those_who_endanger_others_go_first() -> None:
    people = [newcomer("A"), newcomer("S", health="infectious")]
    assert propose(asked(people, [room(1)])).places == {"S": cell(1)}


def test_as_many_as_can_be_are_placed_before_anybody_s_urgency() -> None:
    people = [newcomer("A"), newcomer("B"), newcomer("S", health="infectious")]
    assert set(propose(asked(people, [room(1)])).places) == {"A", "B"}


def shortage(*rooms: Room, people: int = 6, **rules: Any) -> Proposal:
    return propose(asked([newcomer(f"P{n}") for n in range(people)], [room(1), *rooms], **rules))


def test_an_earlier_disinfection_and_a_repair_are_offered_by_cell() -> None:
    proposal = shortage(room(2, state="awaiting_disinfection"), room(3, state="withdrawn", capacity=1))
    offered = reliefs(proposal)
    assert offered["disinfect"] == (cell(2), None, 2, True)
    assert offered["repair"] == (cell(3), None, 1, False)
    assert offered["more_rooms"] == (None, 1, 2, True)
    assert offered["transfer"] == (None, 2, 2, True)
    assert "lift_same_day" not in offered
    assert "wait_until" not in offered


def test_lifting_the_same_day_rule_is_offered_with_what_it_costs() -> None:
    proposal = shortage(filling(2, occupant("C"), occupant("D"), ago=1))
    lifted = next(each for each in proposal.relief if each.code == "lift_same_day")
    assert (lifted.placed, lifted.everybody) == (2, True)
    assert lifted.costs.restarted_days == 2


def test_waiting_is_offered_by_day_until_everybody_has_a_room() -> None:
    soon = room(2, capacity=1, state="withdrawn", free_on=DAY + timedelta(days=2))
    later = filling(3, occupant("C", sex="female"), state="closed", free_on=DAY + timedelta(days=5))
    waits = [each for each in shortage(soon, later).relief if each.code == "wait_until"]
    assert [(each.day, each.count, each.placed) for each in waits] == [
        (DAY + timedelta(days=2), 1, 1), (DAY + timedelta(days=5), 2, 2),
    ]  # fmt: skip


def test_nobody_left_out_calls_for_no_relief() -> None:
    assert shortage(people=4).relief == ()


def test_why_each_room_is_none_for_somebody_left_out() -> None:
    rooms = [room(1, use="isolation"), filling(2, occupant("C", sex="female")), room(3, state="withdrawn")]
    (left,) = propose(asked([newcomer("A")], rooms)).unplaced
    assert [(each.place, each.rule, each.at_odds_with) for each in left.alternatives] == [
        (cell(1), "other_use", None), (cell(2), "sex", "C"), (cell(3), "withdrawn", None),
    ]  # fmt: skip


def test_a_facility_without_rooms_is_told_how_many_it_lacks() -> None:
    people = [newcomer("A", needs="isolation", health="unwell"), newcomer("B")]
    proposal = propose(asked(people, []))
    more = [(each.use, each.count) for each in proposal.relief if each.code == "more_rooms"]
    assert more == [("isolation", 1), ("transition", 1)]
    assert proposal.separation.rooms == 2


def test_somebody_infectious_is_put_where_fewest_are_next_door() -> None:
    people = [newcomer("S", health="infectious")]
    others = [filling(2, occupant("C"), occupant("D"), neighbours=(cell(1),)), filling(4, occupant("E"))]
    proposal = propose(asked(people, [room(1), room(3, neighbours=(cell(4),)), *others]))
    assert proposal.places == {"S": cell(3)}
    assert proposal.costs.beside == Prices().beside
    assert proposal.assignments[0].alternatives[0].more == Prices().beside


def test_the_room_next_door_to_somebody_infectious_is_no_alternative() -> None:
    people = [newcomer("A"), newcomer("S", health="infectious")]
    proposal = propose(asked(people, [room(1, neighbours=(cell(2),)), room(2), room(3)]))
    assert {proposal.places["A"], proposal.places["S"]} != {cell(1), cell(2)}
    for each in proposal.assignments:
        ruled_out = [other for other in each.alternatives if other.rule == "beside_infectious"]
        assert len(ruled_out) == (cell(3) in proposal.places.values() and each.place == cell(3))


def test_nobody_comes() -> None:
    proposal = propose(asked([], [room(1)]))
    assert (proposal.assignments, proposal.total, proposal.optimal) == ((), 0, True)


def test_a_proposal_that_the_checker_faults_is_shown_to_nobody() -> None:
    request = asked([newcomer("A"), newcomer("B", sex="female")], [room(1)])
    wrong = replace_assigned(solve(request), {"A": cell(1), "B": cell(1)})
    with pytest.raises(Unsound, match="sexes_mixed"):
        proposing.explained(request, wrong)


def replace_assigned(found: Solution, assigned: dict[str, str]) -> Solution:
    return Solution(assigned, (), found.costs, found.bound, proved=True, work=found.work)


def batch(*, window: int = 0) -> Request:
    """Thirty at once, a third of them in case groups, and sixty cells of which half stand empty."""
    people: list[Newcomer] = []
    for n in range(30):
        sort = {"sex": "female" if n % 5 == 0 else "male", "minor": n % 13 == 0}
        health = "contact" if n % 9 == 4 else "unwell" if n % 15 == 7 else "ordinary"
        group = f"case-{n // 4}" if n % 12 < 4 else None
        back = timedelta(days=n % (window + 1))
        people.append(newcomer(f"P{n}", health=health, case_group=group, arrived=DAY - back, **sort))
    rooms = [room(n, capacity=6) for n in range(1, 60, 2)]
    for n in range(0, 60, 2):
        sex = "female" if n % 10 == 0 else "male"
        inside = [occupant(f"O{n}-{k}", sex=sex) for k in range(n % 5 + 1)]
        rooms.append(filling(n, *inside, ago=n % 4, capacity=6))
    return asked(people, rooms, same_day=not window)


@pytest.mark.parametrize("window", [0, 2])
def test_thirty_newcomers_and_sixty_cells_are_proved_with_little_work(window: int) -> None:
    """The solver's own measure does not depend on the machine; one unit of it is about a second."""
    found = solve(batch(window=window))
    assert found.proved
    assert not found.unplaced
    assert found.work < 0.5


def test_too_little_effort_is_admitted_with_the_gap() -> None:
    """Forty people of three days, most of whom are apart from others by name, with the least of efforts."""
    people = [
        newcomer(f"P{n}", arrived=DAY - timedelta(days=n % 3),
                 apart_from=tuple(f"P{m}" for m in range(n) if (m * 7 + n * 3) % 5 == 0))
        for n in range(60)
    ]  # fmt: skip
    rooms = [room(n, capacity=4 + n % 4) for n in range(60)]
    request = replace(asked(people, rooms, same_day=False), effort=1)
    found = solve(request)
    assert found.bound <= found.costs.total
    assert found.proved == (found.bound == found.costs.total)
    assert not found.proved
