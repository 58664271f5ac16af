"""Rosters that are being worked out, each in a process of its own, and how far they came."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from lazaretto.access.actor import Refused
from lazaretto.actions import working_apart
from lazaretto.actions.working_apart import Sort


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is worked out, for whom. repair: the roster in force is kept as far as it can be."""

    facility: str
    actor: str
    pattern: str
    first: date
    last: date
    begun: datetime
    seconds: float
    repair: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """How far it had come after some seconds: the price of the best roster (None: none yet), the bound."""

    seconds: float
    cost: int | None
    bound: int
    stage: str


@dataclass(frozen=True, slots=True)
class Work:
    """A roster that is being worked out, or was. answer: what came of it; faults: why nothing did."""

    number: str
    about: About
    points: tuple[Point, ...]
    answer: dict[str, Any] | None
    faults: tuple[dict[str, Any], ...]
    running: bool
    asked_to_stop: bool

    @property
    def lost(self) -> bool:
        """It ended without a word: killed, or out of memory."""
        return not self.running and self.answer is None and not self.faults


def begin(request: bytes, *, about: About) -> str:
    """Start to work it out; gives the number of the work.

    Raises :class:`Refused` ``planners_busy`` where as many are at work already as this node allows.
    """
    return working_apart.begin(_rosters(), request, about=msgspec.json.encode(about), seconds=about.seconds)


def follow(number: str, *, facility: str) -> Work:
    """How far it has come; it is seen to be looked at. Raises :class:`Refused` ``plan_unknown``."""
    told = working_apart.look(_rosters(), number)
    about = msgspec.json.decode(told.about, type=About)
    if about.facility != facility:
        raise Refused("plan_unknown", number=number)
    return Work(
        number, about, tuple(_point(one) for one in told.lines if one["kind"] == "progress"),
        next((one for one in told.lines if one["kind"] == "answer"), None),
        tuple(one for one in told.lines if one["kind"] == "fault"), told.running, told.asked_to_stop,
    )  # fmt: skip


def stop(number: str, *, facility: str) -> None:
    """Ask it to stop with the best so far. Raises :class:`Refused` ``plan_unknown``."""
    follow(number, facility=facility)
    working_apart.ask_to_stop(_rosters(), number)


def _rosters() -> Sort:
    return Sort(
        Path(settings.PLANS_DIR), "lazaretto.cli.planning", int(settings.PLANS_AT_ONCE), "planners_busy",
        "plan_unknown",
    )  # fmt: skip


def _point(line: dict[str, Any]) -> Point:
    return Point(float(line["seconds"]), line.get("cost"), int(line["bound"]), str(line.get("stage", "")))
