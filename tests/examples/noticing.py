"""Lines about findings, notices and inspections, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from typing import Any

from lazaretto.facts import inspections, notices
from lazaretto.facts.fact import Body
from tests.stating import HOUSE, moment

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]
PICTURE = "0" * 64


def _raised(line: Line, who: list[str], about: str, cast: Any) -> Iterator[Body]:
    yield notices.FindingRaised(
        finding=line["called"], about=about, seen=about, severity=line.get("as", "warning"),
        origin=line.get("at a", "visit"), found_by=line.get("by", "D1"),
    )  # fmt: skip


def _issued(line: Line, who: list[str], notice: str, cast: Any) -> Iterator[Body]:
    house = line.get("in", HOUSE)
    lines = tuple(
        notices.NoticeLine(
            facility=house, finding=finding, about="other", severity=line.get("as", "warning"), seen="Seen."
        )
        for finding in line["about"]
    )
    due = line.get("right by")
    yield notices.NoticeIssued(
        notice=notice, sort="order" if due else "circular", year=2022, number=line.get("number", 1),
        title="Findings", lines=lines, demands="Put it right.", signed_by=line.get("by", "D9"),
        due=moment(due) if due else None,
    )  # fmt: skip


def _received(line: Line, who: list[str], notice: str, cast: Any) -> Iterator[Body]:
    yield notices.NoticeReceived(notice=notice, received_by=line.get("by", "S1"))


def _rectified(line: Line, who: list[str], finding: str, cast: Any) -> Iterator[Body]:
    yield notices.FindingRectified(
        finding=finding, done="Done.", evidence=(PICTURE,), rectified_by=line.get("by", "S1")
    )


def _reinspected(line: Line, who: list[str], finding: str, cast: Any) -> Iterator[Body]:
    yield notices.FindingReinspected(
        finding=finding, outcome=line["and"], seen="Seen.", reinspected_by=line.get("by", "D2")
    )


def _reopened(line: Line, who: list[str], finding: str, cast: Any) -> Iterator[Body]:
    yield notices.FindingReopened(finding=finding, reason="Again.", reopened_by=line.get("by", "D3"))


def _opened(line: Line, who: list[str], inspection: str, cast: Any) -> Iterator[Body]:
    yield inspections.InspectionOpened(
        inspection=inspection,
        checklist="closed-duty",
        document="four-layer-2022",
        version="1",
        by="house",
        opened_by="S1",
    )


def _closed(line: Line, who: list[str], inspection: str, cast: Any) -> Iterator[Body]:
    yield inspections.InspectionClosed(
        inspection=inspection, checklist="closed-duty", score=1000, failed=0, closed_by="S1"
    )


NOTICING: dict[str, Tell] = {
    "found": _raised,
    "notice issued": _issued,
    "notice acknowledged": _received,
    "put right": _rectified,
    "looked at again": _reinspected,
    "reopened": _reopened,
    "inspection opened": _opened,
    "inspection closed": _closed,
}
