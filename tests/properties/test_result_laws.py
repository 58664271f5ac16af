"""Laws of a laboratory's file: every row has one answer, and what is sent again states nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lazaretto.board.result_columns import Defaults, sheet_of
from lazaretto.board.result_rows import OUTCOMES, Judged, Known, judge_rows, read_rows, result_id
from lazaretto.board.result_tables import Unreadable, table_of, table_of_rows
from lazaretto.facts.periods import seconds
from tests.stating import moment

NOW = moment("03-20 08:00")
FILLED = seconds(moment("03-16 08:00"))
TUBES = {f"T{n}": Known(house=n < 4, filled=FILLED if n % 2 else None, voided=n == 3) for n in range(6)}

rows = st.lists(
    st.fixed_dictionaries(
        {
            "tube": st.sampled_from([*TUBES, "T9", "", "=x"]),
            "result": st.sampled_from(["negative", "positive", "灰区", "?", ""]),
            "reported": st.integers(-3, 120).map(lambda n: (NOW - timedelta(hours=n)).isoformat()),
            "laboratory": st.sampled_from(["CDC", "hospital", ""]),
        },
        optional={"ct": st.lists(st.floats(0, 60), max_size=3), "more": st.text(max_size=5)},
    ),
    min_size=1,
    max_size=25,
)


def judged(said: list[dict[str, Any]], known: dict[str, Known]) -> tuple[Judged, ...]:
    sheet = sheet_of(table_of_rows([{"tube": "", "result": "", **row} for row in said]))
    read = read_rows(sheet, defaults=Defaults("Asia/Shanghai"))
    return judge_rows(read, known=known, facility="QZ-D", now=NOW)


def recorded(found: tuple[Judged, ...], known: dict[str, Known]) -> dict[str, Known]:
    """What is known once these rows are in the record."""
    after = dict(known)
    for row in found:
        if row.states and row.said is not None:
            held = after.get(row.said.tube, Known(house=True))
            said = (*held.results, (seconds(row.said.reported), row.said.result))
            after[row.said.tube] = Known(held.house, held.filled, held.voided, said)
    return after


@given(rows)
def test_every_row_has_exactly_one_answer(said: list[dict[str, Any]]) -> None:
    found = judged(said, TUBES)
    filled = [n for n, row in enumerate(said, 1) if any(v not in ("", None) for v in row.values())]
    assert [row.answer.row for row in found] == filled
    assert all(row.answer.outcome in OUTCOMES for row in found)
    assert all((row.answer.rule is None) == (row.answer.outcome == "accepted") for row in found)


@given(rows)
def test_what_is_sent_again_states_nothing(said: list[dict[str, Any]]) -> None:
    first = judged(said, TUBES)
    again = judged(said, recorded(first, TUBES))
    assert not any(row.states for row in again)
    for one, other in zip(first, again, strict=True):
        assert (one.answer.outcome == "refused") == (other.answer.outcome == "refused")


@given(rows)
def test_no_fact_is_stated_twice_in_one_file(said: list[dict[str, Any]]) -> None:
    stated: list[UUID] = [
        result_id("QZ-D", row.said) for row in judged([*said, *said], TUBES) if row.states and row.said
    ]
    assert len(stated) == len(set(stated))


@given(st.binary(max_size=400))
def test_whatever_is_sent_is_a_table_or_says_why_not(data: bytes) -> None:
    for head in (b"", b"tube,result\n", b"PK\x03\x04"):
        try:
            sheet = sheet_of(table_of(head + data))
        except Unreadable:
            continue
        read_rows(sheet, defaults=Defaults("UTC"))
