"""Lines about roll-calls and patrols, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from typing import Any

from lazaretto.facts import patrols, roll_calls
from lazaretto.facts.fact import Body

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _called(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield roll_calls.RollCallCalled(
        roll_call=code, inside=line.get("inside"), called_by=line["by"], drawn=line.get("drawn", False)
    )


def _gathered(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield roll_calls.RollCallGathered(roll_call=code, told_by=line["by"])


def _counted(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield roll_calls.RollCallCounted(
        roll_call=code, by="camera", inside=line["inside"], standby=line["standby"], counted_by=line["by"]
    )


def _checked(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield roll_calls.RollCallChecked(
        roll_call=code, by="camera", inside=line["inside"], standby=line["standby"], counted_by=line["by"]
    )


def _begun(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield patrols.PatrolBegun(patrol=code, tour=line["tour"], begun_by=line["by"])


def _looked(line: Line, who: list[str], code: str, cast: Any) -> Iterator[Body]:
    yield patrols.PatrolLooked(patrol=code, stop=line["stop"], looked="in_order", looked_by=line["by"])


ROLL_CALLING: dict[str, Tell] = {
    "roll call": _called,
    "roll call gathered": _gathered,
    "roll call counted": _counted,
    "roll call counted again": _checked,
    "patrol begun": _begun,
    "patrol looked": _looked,
}
