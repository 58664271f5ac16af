"""What the need is reckoned from: who came, together with whom, and until when cells are in use."""

from datetime import date
from typing import Any

from lazaretto.board.capacity import Intake, Share, intake
from lazaretto.board.houses import houses
from lazaretto.facts.command import PlaceEstablished, RoleAssigned, Use
from lazaretto.facts.custody import Admitted, CellWithdrawn, Moved, TransferredIn
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.record import Record
from tests.stating import fact, house, moment

PLACES: tuple[tuple[str, Use, int], ...] = (
    ("T/01", "transition", 8),
    ("T/02", "transition", 8),
    ("T/03", "transition", 6),
    ("G/01", "general", 12),
)
CELLS = [
    fact(PlaceEstablished(established=f"QZ-D/{cell}", use=use, capacity=places), "03-01 08:00", number=20 + n)
    for n, (cell, use, places) in enumerate(PLACES)
]


def came(number: int, at: str, person: str, *, cell: str = "T/01", **more: Any) -> Fact:
    return fact(
        Admitted(person=person, cell=f"QZ-D/{cell}", sex=more.pop("sex", "male"), **more), at, number=number
    )


def seen(*facts: Fact, at: str = "03-15 07:00") -> Intake:
    record = Record()
    record.append([house(), *CELLS, *facts])
    standing = record.standing(at=seconds(moment(at)))
    found = houses(standing, facts=record.facts, codes={"QZ-D"})
    return intake(standing, forces=(), facts=record.facts, house=found[0])


def test_a_group_is_who_came_on_one_day_from_one_place() -> None:
    found = seen(
        came(50, "03-04 09:00", "A", case_group="K"), came(51, "03-04 21:00", "B", case_group="K"),
        came(52, "03-04 10:00", "C", sex="female"),
        fact(TransferredIn(person="D", cell="QZ-D/T/02", origin="MJ-L"), "03-04 12:00", number=53),
    )  # fmt: skip
    shares = [group.shares for group in found.groups]
    assert sorted(sum(s.people for s in group) for group in shares) == [1, 3]
    three = next(group for group in shares if len(group) == 2)
    assert sorted((s.people, s.apart) for s in three) == [(1, 1), (2, 2)]
    assert [group.people for group in found.groups if len(group.shares) == 1] == [1]


def test_history_counts_whole_days_from_the_first_arrival() -> None:
    found = seen(came(50, "03-04 09:00", "A"), came(51, "03-15 06:00", "B"))
    assert (found.since, found.days, len(found.groups)) == (date(2022, 3, 4), 11, 1)
    assert len(found.in_use) == 1


def test_who_moves_inside_or_comes_into_another_cell_is_no_arrival() -> None:
    found = seen(
        came(50, "03-04 09:00", "A", cell="G/01"),
        fact(Moved(person="A", cell="QZ-D/T/01"), "03-05 09:00", number=51),
    )  # fmt: skip
    assert (found.groups, found.since, found.days) == ((), None, 0)
    assert [cell.free_on for cell in found.in_use] == [None]  # nobody knows until when


def test_cells_out_of_use_are_not_there_and_the_usual_size_counts() -> None:
    found = seen(fact(CellWithdrawn(cell="QZ-D/T/03", cause="repair"), "03-10 08:00", number=50))
    assert (found.has, found.withdrawn, found.capacity) == (2, 1, 8)


def test_the_role_says_which_cells_newcomers_go_to() -> None:
    role = fact(RoleAssigned(role="transition_house", basis="order 7"), "03-08 08:00", number=50)
    before, after = seen(), seen(came(51, "03-04 09:00", "A"), came(52, "03-09 09:00", "B"), role)
    assert (before.use, before.layer, after.layer) == ("transition", 3, 2)
    assert after.since == date(2022, 3, 8)  # what came in another role says nothing about this one
    assert [group.shares for group in after.groups] == [(Share(after.groups[0].shares[0].sort, 1, 1),)]


def test_without_a_document_no_number_is_invented() -> None:
    found = seen(came(50, "03-04 09:00", "A"))
    assert (found.leg, found.refusal, found.window, found.document) == (None, None, None, None)
