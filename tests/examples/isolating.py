"""Lines about the community around and isolation in it, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from lazaretto.facts.command import PressureReported
from lazaretto.facts.fact import Body

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _cases(line: Line, who: list[str], day: str, cast: Any) -> Iterator[Body]:
    full = date.fromisoformat(day if day[:2] == "20" else f"2022-{day}")
    yield PressureReported(region=line["region"], day=full, new_cases=line["new"], source="the county")


ISOLATING: dict[str, Tell] = {"cases of": _cases}
