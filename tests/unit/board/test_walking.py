"""The order in which a house is walked, and the labels of a round."""

from lazaretto.board.tubes import more_labels, recognised
from lazaretto.board.walking import Stop, onward, step, stops
from lazaretto.facts.numbering import tube_number
from lazaretto.obligations.rounds import Answered


def one(person: str, cell: str | None, outcome: str = "none") -> Answered:
    return Answered(person=person, cell=cell, outcome=outcome)  # type: ignore[arg-type]


def test_cells_come_as_their_doors_stand_and_staff_at_the_end() -> None:
    cells = ["QZ-D/G10/01", "QZ-D/G2/10", "QZ-D/G2/9", None, "QZ-D/T/03", "QZ-D/G2/02"]
    assert sorted(cells, key=step) == [
        "QZ-D/G2/02", "QZ-D/G2/9", "QZ-D/G2/10", "QZ-D/G10/01", "QZ-D/T/03", None,
    ]  # fmt: skip


def test_people_stand_with_those_of_their_cell_by_number() -> None:
    walk = stops([one("P10", "H/A/2"), one("S1", None), one("P9", "H/A/2"), one("P1", "H/A/10", "refused")])
    assert [(stop.place, [who.person for who in stop.people]) for stop in walk] == [
        ("H/A/2", ["P9", "P10"]), ("H/A/10", ["P1"]), (None, ["S1"]),
    ]  # fmt: skip
    assert (walk[1].open, walk[1].done, walk[0].done) == ((), 1, 0)


def test_the_walk_goes_on_to_the_next_cell_that_is_open_and_round_again() -> None:
    walk = stops([one("A", "H/A/1"), one("B", "H/A/2", "waiting"), one("C", "H/A/3")])
    assert onward(walk, "H/A/1") == walk[2]
    assert onward(walk, "H/A/3") == walk[0]
    assert onward(walk, None) == walk[0]
    assert onward((Stop("H/A/2", walk[1].people),), "H/A/2") is None


def test_whose_tube_said_nothing_is_swabbed_again() -> None:
    (stop,) = stops([one("A", "H/A/1", "invalid"), one("B", "H/A/1", "held"), one("C", "H/A/1", "refused")])
    assert [who.person for who in stop.open] == ["A"]


def test_labels_go_on_from_the_last_one_past_a_thousand_too() -> None:
    first = more_labels("R-1", [], 3)
    assert [code[:-1] for code in first] == ["R-1-001", "R-1-002", "R-1-003"]
    assert all(tube_number(code).holds for code in first)
    assert more_labels("R-1", reversed(first), 1)[0].startswith("R-1-004")
    assert more_labels("R-1", ["R-10-007X", "T-5", "R-1-x"], 1)[0].startswith("R-1-001")
    assert more_labels("R-1", ["R-1-9990"], 2)[1].startswith("R-1-1001")


def test_a_label_is_recognised_however_it_was_typed() -> None:
    (code,) = more_labels("QZ-D-D0316-1", [], 1)
    assert recognised(code.lower().replace("-", " "), [code]) == code
    assert recognised(code[:-1], [code]) is None
