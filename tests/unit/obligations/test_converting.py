"""A change of role: how far each planned move has come, and who was not planned for."""

from lazaretto.facts.command import ConversionEnded, ConversionOrdered, PlannedMove
from lazaretto.facts.custody import Admitted, Moved, Released, TransferredIn, TransferredOut
from lazaretto.facts.fact import Fact
from lazaretto.obligations.converting import Conversion, conversions
from tests.stating import fact, house, moment, record_of

CELL = "QZ-D/G1/01"
MOVES = tuple(PlannedMove(person=p, to="MJ-D/G1/02", vehicle="BUS", trip=1) for p in ("P1", "P2", "P3"))
ORDERED = ConversionOrdered(
    conversion="C1", role="transition_house", authority="city", reason="cases",
    begins=moment("03-15 08:00"), moves=MOVES,
)  # fmt: skip
START = [
    house(), house("MJ-D", number=910_000),
    *(fact(Admitted(person=p, cell=CELL, sex="male"), "03-01 09:00", number=n) for n, p in
      enumerate(("P1", "P2", "P3"), 1)),
    fact(ORDERED, "03-14 10:00", number=10),
]  # fmt: skip


def read(*more: Fact, at: str = "03-20 00:00") -> Conversion:
    record = record_of([*START, *more])
    (found,) = conversions(
        record.standing(at=int(moment(at).timestamp())), facts=record.facts, facility="QZ-D"
    )
    return found


def out(person: str, at: str, number: int) -> Fact:
    return fact(TransferredOut(person=person, to="MJ-D"), at, number=number)


def into(person: str, at: str, number: int, cell: str = "MJ-D/G1/02") -> Fact:
    body = TransferredIn(person=person, cell=cell, origin="QZ-D")
    return fact(body, at, number=number, facility="MJ-D")


def test_before_anybody_leaves_it_is_ordered() -> None:
    found = read()
    assert (found.state, found.left, found.others) == ("ordered", 3, ())


def test_each_move_has_its_stage() -> None:
    found = read(
        out("P1", "03-15 09:00", 20), into("P1", "03-15 11:00", 21),
        out("P2", "03-15 09:00", 22),
    )  # fmt: skip
    assert [move.stage for move in found.moves] == ["arrived", "on_the_way", "waiting"]
    assert (found.state, found.left) == ("under_way", 1)


def test_another_cell_than_planned_is_shown_with_the_cell() -> None:
    found = read(out("P1", "03-15 09:00", 20), into("P1", "03-15 11:00", 21, cell="MJ-D/G1/09"))
    assert (found.moves[0].stage, found.moves[0].cell) == ("elsewhere", "MJ-D/G1/09")


def test_whoever_was_released_is_gone_and_whoever_moved_inside_still_waits() -> None:
    found = read(
        fact(Released(person="P1", basis="term over"), "03-14 18:00", number=20),
        fact(Moved(person="P2", cell="QZ-D/G1/04"), "03-14 19:00", number=21),
    )
    assert [move.stage for move in found.moves] == ["gone", "waiting", "waiting"]


def test_when_everybody_has_left_the_house_is_emptied_but_for_who_came_since() -> None:
    moved = [
        step
        for n, p in enumerate(("P1", "P2", "P3"))
        for step in (out(p, "03-15 09:00", 20 + n), into(p, "03-15 11:00", 30 + n))
    ]
    late = fact(Admitted(person="P9", cell=CELL, sex="male"), "03-15 12:00", number=40)
    found = read(*moved, late)
    assert (found.state, found.others) == ("emptied", ("P9",))


def test_how_it_was_ended_stands() -> None:
    ended = fact(
        ConversionEnded(conversion="C1", outcome="reversed", reason="over"), "03-16 09:00", number=50
    )
    assert read(ended).state == "reversed"
    assert read(ended, at="03-16 08:00").state == "ordered"
