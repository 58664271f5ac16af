"""Roll-calls as they go over the wire."""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from lazaretto.actions.drawing_looks import Revealed, told_draw
from lazaretto.actions.open_roll_call_history import CityRollCallHistory
from lazaretto.actions.open_roll_calls import RollCallsPage
from lazaretto.actions.open_roll_calls_everywhere import Card, CityRollCalls, HouseCalled
from lazaretto.audit.draw_checking import ToldDraw
from lazaretto.audit.looking import Due
from lazaretto.board.roll_call_history import HouseHistory, ShiftHistory
from lazaretto.board.roll_call_view import CallShown
from lazaretto.facts.roll_calls import GatheringSet
from lazaretto.protocol.document import Text


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The mould of the rest."""


class RollCallsTold(_Shape, frozen=True, kw_only=True):
    """The roll-calls of a house on a day, the latest first. barred: what the reader may not do now.

    due: drawn ones whose time has come. draw: the file that `lazaretto roll-calls verify` reads, once the day
    is over. expected_by: `roster`, `phases`, or null where nothing says who gathers.
    """

    facility: str
    at: datetime
    day: date
    settings: GatheringSet | None
    running: CallShown | None
    barred: tuple[str, ...]
    due: tuple[Due, ...]
    calls: tuple[CallShown, ...]
    expected_inside: int | None
    expected_standby: int | None
    expected_by: str | None
    at_gate: int
    revealed: Revealed | None
    draw: ToldDraw | None


class CalledTold(_Shape, frozen=True, kw_only=True):
    """One house among all. call: the one that runs, or the last of the day."""

    facility: str
    card: Card
    call: CallShown | None
    due: tuple[Due, ...]
    calls: int
    settings: GatheringSet | None
    expected_inside: int | None
    expected_standby: int | None
    at_gate: int


class CityRollCallsTold(_Shape, frozen=True, kw_only=True):
    """Every house in scope, the worst first. promised: whether tomorrow's draws are published.

    answer, within: minutes to gather, and to issue a drawn call; null where no document asks.
    """

    at: datetime
    promised: bool
    answer: int | None
    within: int | None
    houses: tuple[CalledTold, ...]


class AnswersTold(_Shape, frozen=True, kw_only=True):
    """How a shift of a house answered. middle, slowest: minutes until everybody had gathered."""

    facility: str
    shift: Text | None
    calls: int
    middle: float | None
    slowest: int | None
    late: int
    matched: int
    mismatched: int
    found: int
    stood_down: int


class RollCallHistoryTold(_Shape, frozen=True, kw_only=True):
    """The answers of some days by house and shift. answer: the limit, minutes."""

    at: datetime
    first: date
    last: date
    answer: int | None
    answers: tuple[AnswersTold, ...]


def roll_calls_told(page: RollCallsPage) -> RollCallsTold:
    """A house's page, flat."""
    house = page.house
    return RollCallsTold(
        facility=house.code, at=page.at, day=page.day, settings=page.settings, running=page.running,
        barred=page.barred, due=page.due, calls=page.calls, expected_inside=page.expected_inside,
        expected_standby=page.expected_standby, expected_by=page.expected_by, at_gate=page.at_gate,
        revealed=page.revealed,
        draw=told_draw(
            page.revealed, purpose="roll_call", facility=house.code, zone=house.zone, day=page.day
        ),
    )  # fmt: skip


def city_calls_told(page: CityRollCalls) -> CityRollCallsTold:
    """The city's page, flat."""
    return CityRollCallsTold(
        at=page.at, promised=page.promised, answer=page.asked.answer, within=page.asked.within,
        houses=tuple(map(_called, page.lines)),
    )  # fmt: skip


def history_told(page: CityRollCallHistory) -> RollCallHistoryTold:
    """The history, flat."""
    return RollCallHistoryTold(
        at=page.at, first=page.first, last=page.last, answer=page.answer,
        answers=tuple(_answers(page.houses)),
    )  # fmt: skip


def _called(line: HouseCalled) -> CalledTold:
    return CalledTold(
        facility=line.house.code, card=line.card, call=line.call, due=line.due, calls=line.calls,
        settings=line.settings, expected_inside=line.expected_inside, expected_standby=line.expected_standby,
        at_gate=line.at_gate,
    )  # fmt: skip


def _answers(houses: Iterable[HouseHistory]) -> Iterable[AnswersTold]:
    return (_shift(one.house.code, shift) for one in houses for shift in one.shifts)


def _shift(facility: str, shift: ShiftHistory) -> AnswersTold:
    return AnswersTold(
        facility=facility, shift=shift.label, calls=len(shift.calls), middle=shift.middle,
        slowest=shift.slowest, late=shift.late, matched=shift.matched, mismatched=shift.mismatched,
        found=shift.found, stood_down=shift.stood_down,
    )  # fmt: skip
