"""A laboratory's file: encodings, headings, ways of writing a time or a result, and each row's answer."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook

from lazaretto.board.result_columns import Defaults, Fault, Said, columns_of, instant_of, read_row, sheet_of
from lazaretto.board.result_rows import Known, judge_rows, read_rows, result_id, worst_first
from lazaretto.board.result_tables import MOST_INFLATED, Unreadable, table_of, table_of_rows
from tests.stating import moment

HEAD = ("采样管号", "结果", "报告时间", "检测机构", "ORF1ab Ct值", "N Ct值", "试剂批号", "检验人", "审核人")
DEFAULTS = Defaults("Asia/Shanghai")
NOW = moment("03-16 20:00")
NINE = datetime(2022, 3, 16, 9)  # noqa: DTZ001 — a workbook knows no zones


def said(*cells: Any, head: tuple[str, ...] = HEAD) -> Said | Fault:
    return read_row(cells, columns_of(head), DEFAULTS)


def refused(rule: str, *cells: Any) -> None:
    found = said(*cells)
    assert isinstance(found, Fault)
    assert found.rule == rule


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separated_text_in_every_encoding(encoding: str, separator: str) -> None:
    text = (
        separator.join(HEAD[:4]) + "\r\n" + separator.join(("T1", "阴性", "2022-03-16 9:00", "疾控")) + "\r\n"
    )
    sheet = sheet_of(table_of(text.encode(encoding)))
    assert [row.answer.outcome for row in read_rows(sheet, defaults=DEFAULTS)] == ["accepted"]


def test_a_workbook_with_a_title_above_its_heading() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["某市疾控中心"], [], [*HEAD[:4]], [12345.0, "阳性(+)", NINE, "疾控"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    rows = read_rows(sheet_of(table_of(out.getvalue())), defaults=DEFAULTS)
    assert [(row.answer.row, row.answer.tube, row.answer.result) for row in rows] == [
        (4, "12345", "positive")
    ]


def test_a_formula_is_not_run() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD[:4])
        sheet.write_formula(1, 0, '="T"&"1"', value="T7")
        sheet.write_row(1, 1, ("阴性", "2022-03-16 9:00", "CDC"))
    rows = read_rows(sheet_of(table_of(out.getvalue())), defaults=DEFAULTS)
    assert rows[0].answer.tube == "T7"  # as it was last shown, not as it would come out


@pytest.mark.parametrize(
    "word", ["阴性", "阴性(-)", "陰性", "Negative", "NEG", "未检出", "not detected"]
)  # fmt: skip
def test_ways_of_writing_negative(word: str) -> None:
    found = said("T1", word, "2022-03-16 9:00", "CDC")
    assert isinstance(found, Said)
    assert found.result == "negative"


@pytest.mark.parametrize(
    ("word", "result"), [("灰区", "grey"), ("可疑", "grey"), ("不合格", "invalid"), ("无效", "invalid"),
                         ("阳性（+）", "positive"), ("positive", "positive")],
)  # fmt: skip
def test_ways_of_writing_the_others(word: str, result: str) -> None:
    found = said("T1", word, "2022-03-16 9:00", "CDC")
    assert isinstance(found, Said)
    assert found.result == result


@pytest.mark.parametrize(
    "cell",
    [
        "2022-03-16 09:00", "2022/3/16 9:00", "2022.3.16 9:00:00", "2022年3月16日 9时00分", "20220316 0900",
        "202203160900", "2022-03-16T09:00:00+08:00", "2022-03-16T01:00:00Z", 44636.375,
        NINE, "2022年3月16日9点00分",
    ],
)  # fmt: skip
def test_ways_of_writing_a_time(cell: Any) -> None:
    found = instant_of(cell, zone="Asia/Shanghai")
    assert found is not None
    assert found.astimezone(UTC) == datetime(2022, 3, 16, 1, tzinfo=UTC)


def test_a_day_alone_is_its_midnight() -> None:
    assert instant_of(date(2022, 3, 16), zone="UTC") == datetime(2022, 3, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell", ["yesterday", "2022-13-01 9:00", "16.03.2022", "2022-03-16 25:00", 7, True, "2022-03-16 noon"]
)
def test_what_is_no_time(cell: Any) -> None:
    assert instant_of(cell, zone="UTC") is None


def test_cycles_of_several_genes() -> None:
    found = said("T1", "阳性", "2022-03-16 9:00", "CDC", "28.5", "30", "K-7", "赵", "钱")
    assert isinstance(found, Said)
    assert (found.ct_tenths, found.reagent, found.reported_by, found.reviewed_by) == (
        (285, 300),
        "K-7",
        "赵",
        "钱",
    )
    for nothing in ("-", "NoCt", "", None, "/"):
        found = said("T1", "阴性", "2022-03-16 9:00", "CDC", nothing)
        assert isinstance(found, Said)
        assert found.ct_tenths == ()


def test_each_fault_has_its_rule() -> None:
    good = ("T1", "阴性", "2022-03-16 9:00", "CDC")
    refused("tube_missing", "", *good[1:])
    refused("result_missing", "T1", "", *good[2:])
    refused("result_unread", "T1", "检测中", *good[2:])
    refused("time_missing", *good[:2], "", "CDC")
    refused("time_unread", *good[:2], "soon", "CDC")
    refused("laboratory_missing", *good[:3], "")
    refused("ct_unread", *good, "low")
    refused("ct_unread", *good, "99")
    refused("formula", "=1+1", *good[1:])
    refused("formula", *good[:3], "@SUM(A1)")
    refused("too_long", "T" * 65, *good[1:])
    refused("unprintable", "T\x071", *good[1:])


def test_unknown_columns_are_named_and_left_alone() -> None:
    columns = columns_of(("管号", "姓名", "结果", "备注", "结果"))
    assert columns.unknown == ("姓名", "备注", "结果")
    assert columns.at == {"tube": (0,), "result": (2,)}


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "file_empty"), (b"\n\n", "file_empty"), (b"PK\x03\x04nothing", "file_unreadable"),
        (b"\xd0\xcf\x11\xe0", "file_too_old"), (b"x" * (4 * 1024 * 1024 + 1), "file_too_large"),
        (b"tube,result\n" + b"a,b\n" * 20_003, "file_too_long"), (b"a\0b", "file_unreadable"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_table(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as fault:
        table_of(data)
    assert fault.value.rule == rule


def test_a_table_without_a_heading() -> None:
    with pytest.raises(Unreadable, match="heading_missing"):
        sheet_of(table_of(b"1,2\n3,4\n"))
    with pytest.raises(Unreadable, match="file_empty"):
        table_of_rows([])


def bomb(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(Unreadable, match="file_inflates"):
        table_of(bomb(xl__a=b" " * (MOST_INFLATED // 2 + 1), xl__b=b" " * (MOST_INFLATED // 2 + 1)))


def test_a_workbook_that_declares_entities_is_refused() -> None:
    with pytest.raises(Unreadable, match="file_unreadable"):
        table_of(bomb(xl__workbook=b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'))


def judged(*rows: tuple[str, str, str], **known: Known) -> list[tuple[str, str | None]]:
    data = "tube,result,reported,lab\n" + "".join(f"{t},{r},2022-{at},CDC\n" for t, r, at in rows)
    read = read_rows(sheet_of(table_of(data.encode())), defaults=DEFAULTS)
    found = judge_rows(read, known=known, facility="QZ-D", now=NOW)
    return [(row.answer.outcome, row.answer.rule) for row in found]


def test_each_verdict() -> None:
    filled = int(moment("03-16 09:00").timestamp())
    said_ = int(moment("03-16 18:00").timestamp())
    known = {
        "T1": Known(house=True, filled=filled),
        "T2": Known(house=True, filled=filled, results=((said_, "negative"),)),
        "T3": Known(house=False, filled=filled), "T4": Known(house=True, filled=filled, voided=True),
    }  # fmt: skip
    rows = [
        ("T1", "negative", "03-16 18:00"), ("T1", "negative", "03-16 18:00"),
        ("T1", "positive", "03-16 18:00"), ("T1", "negative", "03-16 08:00"),
        ("T1", "negative", "03-16 21:00"), ("T2", "negative", "03-16 18:00"),
        ("T2", "grey", "03-16 19:00"), ("T3", "negative", "03-16 18:00"), ("T4", "negative", "03-16 18:00"),
        ("T5", "negative", "03-16 18:00"),
    ]  # fmt: skip
    assert judged(*rows, **known) == [
        ("accepted", None), ("duplicate", "said_before"), ("disputed", "result_contradicts"),
        ("disputed", "before_sampling"), ("refused", "in_the_future"), ("duplicate", "said_before"),
        ("disputed", "result_contradicts"), ("refused", "tube_elsewhere"), ("disputed", "tube_void"),
        ("disputed", "unknown_tube"),
    ]  # fmt: skip


def test_the_id_follows_from_what_is_said() -> None:
    found = said("T1", "阴性", "2022-03-16 9:00", "CDC")
    again = said("T1", "negative", "2022-03-16T01:00:00Z", "CDC", "30")
    other = said("T1", "negative", "2022-03-16 9:01", "CDC")
    assert isinstance(found, Said)
    assert isinstance(again, Said)
    assert isinstance(other, Said)
    assert result_id("QZ-D", found) == result_id("QZ-D", again)  # however it was written
    assert len({result_id("QZ-D", found), result_id("MJ-D", found), result_id("QZ-D", other)}) == 3


def test_the_bad_rows_come_first() -> None:
    data = b"tube,result,reported,lab\nT1,neg,2022-03-16,CDC\nT2,?,2022-03-16,CDC\n"
    answers = [row.answer for row in read_rows(sheet_of(table_of(data)), defaults=DEFAULTS)]
    assert [one.row for one in worst_first(answers)] == [3, 2]
