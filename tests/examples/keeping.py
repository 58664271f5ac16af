"""Lines about a day's log, the store and immunity, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from lazaretto.facts import command, immunity, reports, stock
from lazaretto.facts.fact import Body
from tests.stating import moment

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _day(text: str) -> date:
    return date.fromisoformat(text if text[:2] == "20" else f"2022-{text}")


def _drawn(line: Line, who: list[str], day: str, cast: Any) -> Iterator[Body]:
    yield reports.ReportDrawn(day=_day(day), number=1, known_at=moment(f"{day} 23:59"))


def _signed(line: Line, who: list[str], day: str, cast: Any) -> Iterator[Body]:
    yield reports.ReportSigned(
        day=_day(day), number=1, known_at=moment(f"{day} 23:59"), signed_by=line.get("by", "L1")
    )


def _submitted(line: Line, who: list[str], day: str, cast: Any) -> Iterator[Body]:
    yield command.LogSubmitted(
        day=_day(day), incidents=line.get("incidents", 0), number=line.get("number", 1),
        lines=tuple(
            command.LogLine(of=of, count=count, because=line.get("said why"))
            for of, count in line.get("lines", {}).items()
        ),
    )  # fmt: skip


def _reopened(line: Line, who: list[str], day: str, cast: Any) -> Iterator[Body]:
    yield command.LogReopened(day=_day(day), number=line.get("number", 1), reason="One line was wrong")


def _received(line: Line, who: list[str], item: Any, cast: Any) -> Iterator[Body]:
    expires = _day(line["expires"]) if "expires" in line else None
    yield stock.Received(item=item, batch=line["lot"], pieces=line["pieces"], expires=expires)


def _used(line: Line, who: list[str], item: Any, cast: Any) -> Iterator[Body]:
    yield stock.Used(item=item, batch=line["lot"], pieces=line["pieces"])


def _discarded(line: Line, who: list[str], item: Any, cast: Any) -> Iterator[Body]:
    yield stock.Discarded(item=item, batch=line["lot"], pieces=line["pieces"], why="damaged")


def _counted(line: Line, who: list[str], item: Any, cast: Any) -> Iterator[Body]:
    yield stock.Counted(item=item, batch=line["lot"], pieces=line["pieces"])


def _stated(line: Line, who: list[str], immune: Any, cast: Any) -> Iterator[Body]:
    for person in who:
        yield immunity.ImmunityStated(
            person=person, disease=line.get("to", "measles"), immune=immune,
            because=line.get("because", "record"),
        )  # fmt: skip


def _dose(line: Line, who: list[str], dose: int, cast: Any) -> Iterator[Body]:
    for person in who:
        yield immunity.Vaccinated(
            person=person, disease=line.get("to", "measles"), vaccine="MMR", dose=dose,
            on=_day(line.get("on", line["at"].split()[0])), source=line.get("source", "given_here"),
        )  # fmt: skip


def _declined(line: Line, who: list[str], disease: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield immunity.VaccineDeclined(person=person, disease=disease)


KEEPING: dict[str, Tell] = {
    "log submitted for": _submitted,
    "report drawn for": _drawn,
    "report signed for": _signed,
    "log reopened": _reopened,
    "came into the store": _received,
    "taken out of the store": _used,
    "thrown away": _discarded,
    "counted in the store": _counted,
    "immunity stated": _stated,
    "dose given": _dose,
    "vaccine declined": _declined,
}
