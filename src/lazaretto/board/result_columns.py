"""The columns of a laboratory's file by what stands above them, and one row of it as a value.

Headings are known in Chinese and English; a column that is not known is named and left alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from lazaretto.board.result_tables import Cell, Line, Table, Unreadable
from lazaretto.facts.testing import Result

Field = Literal["tube", "result", "reported", "laboratory", "reagent", "ct", "reported_by", "reviewed_by"]
FIELDS: tuple[Field, ...] = get_args(Field)

# What may stand above a column, without blanks, brackets and case.
HEADINGS: Mapping[Field, str] = {
    "tube": "tube tubecode tubeno tubenumber barcode 采样管号 采样管编号 管号 试管号 条码 条形码"
    " 样本编号 样本条码 採樣管號 管號 條碼",
    "result": "result testresult 结果 检测结果 核酸结果 核酸检测结果 判定 結果 檢測結果",
    "reported": "reported reportedat reporttime resultat 报告时间 报告日期 结果时间 出报告时间 检测时间"
    " 報告時間 報告日期",
    "laboratory": "laboratory lab 检测机构 实验室 检测单位 檢測機構 實驗室",
    "reagent": "reagent reagentbatch kit kitandbatch 试剂 试剂批号 试剂盒 試劑 試劑批號",
    "ct": "ct ctvalue ct值 orf1ab orf1abct n nct e ect orf1abct值 nct值 n基因 orf1ab基因",
    "reported_by": "reportedby tester 检验人 检验者 检测人 报告人 檢驗人 報告人",
    "reviewed_by": "reviewedby reviewer 审核人 审核者 复核人 審核人 覆核人",
}
_FIELD_OF: dict[str, Field] = {word: name for name, words in HEADINGS.items() for word in words.split()}

# What a laboratory calls a result.
SAYINGS: Mapping[Result, tuple[str, ...]] = {
    "negative": ("negative", "neg", "notdetected", "阴性", "阴", "未检出", "陰性", "陰"),
    "positive": ("positive", "pos", "detected", "阳性", "阳", "检出", "陽性", "陽"),
    "grey": ("grey", "gray", "inconclusive", "equivocal", "灰区", "可疑", "灰區"),
    "invalid": ("invalid", "unqualified", "rejected", "void", "无效", "不合格", "無效"),
}
_RESULT_OF: dict[str, Result] = {word: result for result, words in SAYINGS.items() for word in words}
_SILENT: Mapping[Field, str] = {name: "" for name in FIELDS if name != "ct"}  # a row without a word
_NO_CT = frozenset(
    ("", "noct", "undet", "undetermined", "na", "未检出", "未檢出", "无", "無", "无ct", "nan", "0")
)
_LONGEST: Mapping[Field, int] = {
    "tube": 64, "laboratory": 200, "reagent": 64, "reported_by": 64, "reviewed_by": 64,
}  # fmt: skip
_FORMULA = ("=", "@", "+", "\t", "\r")  # how a cell begins that a spreadsheet would run
_HEAD_WITHIN = 20  # lines: above the heading stand a title and the laboratory's address
_STROKES = re.compile(r"[\s_\-:：()（）\[\]【】.*＊]+")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(.*)", re.DOTALL)
_TIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})\s*(\d{2})?:?(\d{2})?:?(\d{2})?")
_CLOCK = re.compile(
    r"\s*(\d{1,2})\s*[:：时點点]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2})(?:\.\d+)?)?\s*[秒分]?\s*"
)
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 — day 0 of a spreadsheet; it has no zone
_SERIALS = (36_526, 73_051)  # days of a spreadsheet that lie in the years 2000 to 2099


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what. unknown: headings that nobody asked for, left alone."""

    at: Mapping[Field, tuple[int, ...]]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says."""

    tube: str
    result: Result
    reported: datetime
    laboratory: str
    reagent: str | None = None
    ct_tenths: tuple[int, ...] = ()
    reported_by: str | None = None
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be read: in which column, by which rule, and what stood there."""

    column: Field
    rule: str
    value: str
    tube: str = ""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for a whole file where its rows say nothing, and the clock of its times."""

    zone: str
    laboratory: str = ""
    reported: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file whose heading was found: its columns and the rows below, each with its number."""

    columns: Columns
    rows: tuple[Line, ...] = field(default=())


def sheet_of(table: Table) -> Sheet:
    """Find the heading. Raises :class:`Unreadable` where no line names both a tube and a result."""
    for place, (_, cells) in enumerate(table.lines[:_HEAD_WITHIN]):
        columns = columns_of(cells)
        if "tube" in columns.at and "result" in columns.at:
            return Sheet(columns, table.lines[place + 1 :])
    raise Unreadable("heading_missing")


def columns_of(heading: Sequence[Cell]) -> Columns:
    """Which column holds what. Of two columns for one thing the first counts, except for Ct values."""
    at: dict[Field, tuple[int, ...]] = {}
    unknown: list[str] = []
    for place, cell in enumerate(heading):
        word = _bare(cell)
        name = _FIELD_OF.get(word) or _FIELD_OF.get(word.removesuffix("值"))
        if name is None or (name in at and name != "ct"):
            unknown += [str(cell).strip()[:40]] if word else []
        else:
            at[name] = (*at.get(name, ()), place)
    return Columns(at, tuple(unknown))


def read_row(cells: Sequence[Cell], columns: Columns, defaults: Defaults) -> Said | Fault:
    """What a row says, or why it says nothing."""
    words = _words(cells, columns)
    tube = words["tube"]
    fault = _wording(words)
    if fault is not None:
        return fault
    result = _RESULT_OF.get(_bare(words["result"]))
    if result is None:
        return _absent("result", words["result"], tube)
    given = _cell(cells, columns, "reported")
    reported = instant_of(given, zone=defaults.zone) if words["reported"] else defaults.reported
    if reported is None:
        return _absent("reported", words["reported"], tube)
    laboratory = words["laboratory"] or defaults.laboratory
    if not laboratory:
        return Fault("laboratory", "laboratory_missing", "", tube)
    ct = _ct(cells, columns)
    if isinstance(ct, str):
        return Fault("ct", "ct_unread", ct[:40], tube)
    return Said(
        tube, result, reported, laboratory, words["reagent"] or None, ct, words["reported_by"] or None,
        words["reviewed_by"] or None,
    )  # fmt: skip


def _words(cells: Sequence[Cell], columns: Columns) -> dict[Field, str]:
    """What stands in each column that says one thing, as text."""
    words, width = dict(_SILENT), len(cells)
    for name, places in columns.at.items():
        if name != "ct" and places[0] < width:
            words[name] = _text(cells[places[0]])
    return words


def _absent(column: Field, text: str, tube: str) -> Fault:
    """Nothing stood there, or nothing that can be read."""
    name = {"reported": "time"}.get(column, column)
    return Fault(column, f"{name}_unread" if text else f"{name}_missing", text[:40], tube)


def _wording(words: Mapping[Field, str]) -> Fault | None:
    """What is wrong with the wording of a row, whatever it means."""
    tube = words["tube"][:64]
    if not tube:
        return Fault("tube", "tube_missing", "")
    for name, text in words.items():
        if text.startswith(_FORMULA) and name != "result":
            return Fault(name, "formula", text[:40], tube)
        if len(text) > _LONGEST.get(name, 64):
            return Fault(name, "too_long", text[:40], tube)
        if not text.isprintable():
            return Fault(name, "unprintable", text.encode("unicode_escape").decode()[:40], tube)
    return None


def instant_of(cell: Cell, *, zone: str) -> datetime | None:
    """An instant from what a laboratory writes; a time without its offset is of the house's clock."""
    if isinstance(cell, bool):
        return None
    try:
        found = _written(cell)
        return None if found is None else (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone)))
    except (ValueError, OverflowError):
        return None


def _written(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 — instant_of adds the zone
    if isinstance(cell, int | float):
        if _SERIALS[0] <= cell < _SERIALS[1]:
            return _SERIAL_ZERO + timedelta(seconds=round(cell * 86_400))
        return _of_words(str(cell))
    return _of_words(cell.strip()) if isinstance(cell, str) else None


@lru_cache(maxsize=4096)  # the rows of one file share their times
def _of_words(text: str) -> datetime | None:
    """``2022-03-16 09:00``, ``2022/3/16 9:00:05``, ``2022年3月16日 9时00分``, ``202203160900``, RFC 3339."""
    if "T" in text or text.endswith("Z") or re.search(r"[+-]\d{2}:\d{2}$", text):
        return datetime.fromisoformat(text).replace(microsecond=0)
    tight = _TIGHT.fullmatch(text)
    if tight:
        return _of_parts(list(tight.groups()))
    day = _DAY.fullmatch(text)
    if not day:
        return None
    clock = _CLOCK.fullmatch(day[4]) if day[4].strip() else None
    if day[4].strip() and not clock:
        return None
    return _of_parts([day[1], day[2], day[3], *(clock.groups() if clock else ())])


def _of_parts(parts: Sequence[str | None]) -> datetime:
    """Year, month, day, and what there is of hour, minute and second."""
    year, month, day, hour, minute, second = [int(part or 0) for part in (*parts, None, None, None)][:6]
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 — instant_of adds the zone


def _ct(cells: Sequence[Cell], columns: Columns) -> tuple[int, ...] | str:
    """Tenths of a cycle of each gene, or what could not be read."""
    found: list[int] = []
    for place in columns.at.get("ct", ()):
        cycles = _cycles(_text(cells[place] if place < len(cells) else None))
        if isinstance(cycles, str):
            return cycles
        found += cycles
    return tuple(found[:4])


@lru_cache(maxsize=4096)
def _cycles(text: str) -> tuple[int, ...] | str:
    """Tenths of the cycles in one cell, or what could not be read."""
    found: list[int] = []
    for part in re.split(r"[/、;,，\s]+", text):
        if _bare(part) in _NO_CT or not part:
            continue
        try:
            tenths = round(float(part) * 10)
        except (ValueError, OverflowError):
            return part
        if not 0 <= tenths <= 500:
            return part
        found.append(tenths)
    return tuple(found)


def _cell(cells: Sequence[Cell], columns: Columns, name: Field) -> Cell:
    place = columns.at.get(name, (-1,))[0]
    return cells[place] if 0 <= place < len(cells) else None


def _text(cell: Cell) -> str:
    """A cell as text; a number that a spreadsheet took for a decimal is whole again."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _bare(cell: Cell) -> str:
    """A heading or a result without blanks, brackets, strokes and case: ``阴性(-)`` is ``阴性``."""
    return _bared(_text(cell))


@lru_cache(maxsize=4096)
def _bared(text: str) -> str:
    return _STROKES.sub("", text).replace("+", "").replace("＋", "").replace("－", "").casefold()
