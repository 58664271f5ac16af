"""Groups of a day sheet gathered: one heading a clause and slot, a cell each; far deadlines are folded."""

from datetime import UTC, datetime, timedelta

from lazaretto.board.day_sheet import Group
from lazaretto.protocol.document import Text
from lazaretto.web.clusters import FIRST, clusters

NOW = datetime(2022, 3, 23, tzinfo=UTC)
WORD = Text(zh_hans="词", zh_hant="詞", en="word")


def group(clause: str, *, due: int, slot: bool = False, place: str | None = None, opens: int = 0) -> Group:
    return Group(
        key=f"{clause}{due}{place}", state="owed", clause=clause, document="d", family="hygiene", title=WORD,
        remedy=None, slot=WORD if slot else None, place=place, opens=NOW + timedelta(hours=opens),
        due=NOW + timedelta(hours=due), missed_at=NOW, seconds_left=due * 3600, owner="duty_officer",
        severity="note", items=(), suggestion=None,
    )  # fmt: skip


def test_the_cells_of_a_slot_stand_under_one_heading() -> None:
    cells = [group("t", due=2, slot=True, place=f"QZ-D/T/{n:02}") for n in (3, 1, 2)]
    (found,) = clusters(cells)
    assert [one.place for one in found.groups] == ["QZ-D/T/01", "QZ-D/T/02", "QZ-D/T/03"]
    assert (found.together, found.folded) == (True, ())


def test_two_slots_of_a_clause_are_two_and_what_is_due_first_comes_first() -> None:
    found = clusters([group("t", due=9, slot=True, opens=7), group("t", due=2, slot=True), group("v", due=5)])
    assert [one.first.due.hour for one in found] == [2, 5, 9]


def test_deadlines_strung_out_over_a_day_are_folded_after_the_first() -> None:
    (found,) = clusters([group("r", due=n + 1, place=f"P{n}") for n in range(20)])
    assert (found.together, len(found.shown), len(found.folded)) == (False, FIRST, 20 - FIRST)
    assert found.shown + found.folded == found.groups
