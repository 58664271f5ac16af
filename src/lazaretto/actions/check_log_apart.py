"""Have the whole log checked in a process of its own: begin, follow, stop; findings are kept for a day."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions import working_apart
from lazaretto.actions.disclose_person import published
from lazaretto.actions.working_apart import Sort, Told

# Seconds after which it stops with what it has: 100,000 entries take five on one core (docs/reference), and
# who checks a log of a nation for hours has a copy of it and `lazaretto ledger verify`.
LIMIT = 600.0


class About(msgspec.Struct, frozen=True, kw_only=True):
    """Who asked for it, and when."""

    actor: str
    begun: datetime


@dataclass(frozen=True, slots=True)
class LogCheck:
    """A check at work, or what came of it.

    stage: ``files`` of the log, then ``tables`` beside it; empty before it has begun. done, of: entries.
    wrong: places that are not what was logged, in order, each with ``place``, ``entry`` (-1: none), ``why``,
    ``code``, ``values``.
    answer: its last word, None until then: ``entries``, ``elsewhere``, ``whole`` (it was not stopped).
    """

    number: str
    about: About
    stage: str
    done: int
    of: int
    wrong: tuple[dict[str, Any], ...]
    answer: dict[str, Any] | None
    running: bool
    asked_to_stop: bool

    @property
    def lost(self) -> bool:
        """It ended without a word: killed, or out of memory."""
        return not self.running and self.answer is None


def begin_check(*, actor: Actor, now: datetime, folder: Path) -> str:
    """Begin to check the log in a folder; gives the number. One that is at work is followed instead.

    Raises :class:`Refused` for others, and where no log is published.
    """
    actor.require("inspect")
    published(folder)
    running = next((one.number for one in _checks() if one.running), None)
    if running is not None:
        return running
    about = msgspec.json.encode(About(actor=actor.code, begun=now))
    return working_apart.begin(_sort(), b"{}", about=about, seconds=LIMIT)


def follow_check(number: str, *, actor: Actor) -> LogCheck:
    """How far it has come. Raises :class:`Refused` for others, and ``check_unknown``."""
    actor.require("inspect")
    return _check(working_apart.look(_sort(), number))


def stop_check(number: str, *, actor: Actor) -> None:
    """Ask it to stop with what it has found. Raises :class:`Refused` for others, and ``check_unknown``."""
    actor.require("inspect")
    working_apart.ask_to_stop(_sort(), number)


def newest_check(*, actor: Actor) -> LogCheck | None:
    """The newest check of the last day, at work or ended. Raises :class:`Refused` for others."""
    actor.require("inspect")
    return next(iter(_checks()), None)


def _checks() -> list[LogCheck]:
    found = []
    for number in working_apart.numbers(_sort()):
        try:
            found.append(_check(working_apart.glance(_sort(), number)))
        except Refused:  # thrown away in between
            continue
    return found


def _check(told: Told) -> LogCheck:
    steps = [one for one in told.lines if one["kind"] == "progress"]
    last: dict[str, Any] = steps[-1] if steps else {"stage": "", "done": 0, "of": 0}
    return LogCheck(
        told.number, msgspec.json.decode(told.about, type=About), last["stage"], last["done"], last["of"],
        tuple(one for one in told.lines if one["kind"] == "wrong"),
        next((one for one in told.lines if one["kind"] == "answer"), None), told.running, told.asked_to_stop,
    )  # fmt: skip


def _sort() -> Sort:
    home = Path(settings.LEDGER_FOLDER)
    return Sort(
        home.with_name(f"{home.name}-checks"), "lazaretto.project.log_checking", 1, "check_busy",
        "check_unknown",
    )  # fmt: skip
