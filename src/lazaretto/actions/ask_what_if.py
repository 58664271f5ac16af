"""Ask the twin what another order would do: begin, follow, stop; it lives in a process of its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions import working_apart
from lazaretto.actions.working_apart import Sort, Told
from lazaretto.twin.asking import Question, Reply, written
from lazaretto.twin.vetting import Fault, faults

ASKING, READING = "ask_what_if", "read_what_if"
REPLY = "reply.json"
PACED_BY = 8  # points: the time that is left is reckoned from the last few, not from the slow first


class Unaskable(Refused):
    """A question that cannot be lived; ``faults`` say what is wrong with it, row by row."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__("what_if_unaskable", count=str(len(found)))
        self.faults = found


class About(msgspec.Struct, frozen=True, kw_only=True):
    """Who asked, when, and whose houses it is about: whoever answers for all of them may look."""

    actor: str
    begun: datetime
    facilities: tuple[str, ...]
    everywhere: bool
    document: str
    start: str
    disease: str
    days: int
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at work, or what came of it.

    done, of: points of the assumptions. left: seconds that it will still take, None while nobody can tell.
    lost: it ended without a word, killed or out of memory.
    """

    number: str
    about: About
    question: Question
    reply: Reply | None
    running: bool
    asked_to_stop: bool
    lost: bool
    faults: tuple[Fault, ...]
    done: int
    of: int
    left: float | None

    @property
    def begun(self) -> datetime:
        """When it was asked."""
        return self.about.begun

    @property
    def by(self) -> str:
        """Who asked."""
        return self.about.actor


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A question of the last day in a list."""

    number: str
    about: About
    running: bool
    done: int
    of: int


def start_what_if(question: Question, *, actor: Actor, now: datetime) -> str:
    """Set the twin to live a question; gives its number.

    Raises :class:`Unaskable` with everything that is wrong, :class:`Refused` ``twins_busy`` where as many
    questions are lived already as this node allows.
    """
    actor.require(ASKING)
    found = faults(question)
    if found:
        raise Unaskable(found)
    about = About(
        actor=actor.code, begun=now, facilities=tuple(sorted(actor.scope.facilities)),
        everywhere=actor.scope.everywhere, document=f"{question.protocol.id}/{question.protocol.version}",
        start=question.start, disease=question.disease.id, days=question.days,
        orders=tuple(order.name for order in question.orders),
    )  # fmt: skip
    return working_apart.begin(
        _questions(), written(question), about=msgspec.json.encode(about),
        seconds=float(settings.WHAT_IF_SECONDS),
    )  # fmt: skip


def follow_what_if(number: str, *, actor: Actor, now: datetime) -> Asked:
    """How far it has come, with the reply so far. Raises :class:`Refused` ``what_if_unknown``."""
    actor.require(READING)
    told = working_apart.look(_questions(), number)
    about = _seen(told, actor)
    folder = working_apart.folder_of(_questions(), number)
    question = msgspec.json.decode((folder / working_apart.REQUEST).read_bytes(), type=Question)
    reply = _reply(folder)
    faults_ = tuple(msgspec.convert(one["fault"], Fault) for one in told.lines if one["kind"] == "fault")
    done, of = _reached(told, question.points)
    ended = any(one["kind"] != "progress" for one in told.lines)
    return Asked(
        number, about, question, reply, told.running, told.asked_to_stop, not told.running and not ended,
        faults_, done, of, _left(told, about, now) if told.running else None,
    )  # fmt: skip


def stop_what_if(number: str, *, actor: Actor) -> None:
    """Ask the twin to stop with what it has. Raises :class:`Refused`."""
    actor.require(ASKING)
    _seen(working_apart.glance(_questions(), number), actor)
    working_apart.ask_to_stop(_questions(), number)


def list_what_ifs(*, actor: Actor) -> tuple[AskedLine, ...]:
    """The questions of the last day that the actor may see, the newest first."""
    actor.require(READING)
    found = []
    for number in working_apart.numbers(_questions()):
        try:
            told = working_apart.glance(_questions(), number)
            about = _seen(told, actor)
        except Refused:  # somebody else's, or thrown away in between
            continue
        found.append(AskedLine(number, about, told.running, *_reached(told, 0)))
    return tuple(found)


def _questions() -> Sort:
    return Sort(
        Path(settings.WHAT_IFS_DIR), "lazaretto.cli.living", int(settings.WHAT_IFS_AT_ONCE), "twins_busy",
        "what_if_unknown",
    )  # fmt: skip


def _seen(told: Told, actor: Actor) -> About:
    """What it is about, for those whose scope holds all that it is about (law 12)."""
    about = msgspec.json.decode(told.about, type=About)
    held = actor.scope.everywhere if about.everywhere else all(f in actor.scope for f in about.facilities)
    if not held:
        raise Refused("what_if_unknown", number=told.number)
    return about


def _reply(folder: Path) -> Reply | None:
    try:
        return msgspec.json.decode((folder / REPLY).read_bytes(), type=Reply)
    except FileNotFoundError:
        return None


def _progress(told: Told) -> list[dict[str, Any]]:
    return [one for one in told.lines if one["kind"] == "progress"]


def _reached(told: Told, of: int) -> tuple[int, int]:
    steps = _progress(told)
    return (int(steps[-1]["done"]), int(steps[-1]["of"])) if steps else (0, of)


def _left(told: Told, about: About, now: datetime) -> float | None:
    """Seconds that it will still take, at the pace of the last points."""
    steps = [one for one in _progress(told) if one["done"]][-PACED_BY:]
    if len(steps) < 2:
        return None
    first, last = steps[0], steps[-1]
    pace = (last["seconds"] - first["seconds"]) / (last["done"] - first["done"])
    since = max((now - about.begun - timedelta(seconds=last["seconds"])).total_seconds(), 0.0)
    return float(max(pace * (last["of"] - last["done"]) - min(since, pace), 0.0))
