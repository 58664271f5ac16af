"""The looks at one gate on one day: which were scheduled or drawn, which were taken, what each one saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.audit.asked import Asked
from lazaretto.audit.registering import passed
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, instant, seconds
from lazaretto.facts.supervision import CameraSet, Covers, DrawCommitted, DrawnFor, GateLooked, Tallied
from lazaretto.obligations.days import DEFAULT_ZONE, slot_instants
from lazaretto.protocol.document import Text
from lazaretto.registers.standing import Standing

MINUTE = 60
COUNTED: tuple[Tallied, ...] = ("person", "vehicle", "consignment")
State = Literal["ahead", "due", "met", "missed"]


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera as it was set last. address: None where it was taken away."""

    code: str
    address: str | None
    title: str | None
    covers: Covers = "gate"


@dataclass(frozen=True, slots=True)
class Look:
    """One look that was taken: what was counted in ``[since, at)``, and what the register says of that.

    saw, register: people, vehicles, consignments. register: None where the look says no stretch.
    """

    fact: UUID
    at: datetime
    by: str
    camera: str
    how: Literal["camera", "hand"]
    since: datetime | None
    saw: tuple[int, ...]
    register: tuple[int, ...] | None
    drawn: bool
    image: str | None
    words: str | None

    @property
    def differs(self) -> bool:
        """Whether the register says something else."""
        return self.register is not None and self.register != self.saw


@dataclass(frozen=True, slots=True)
class Due:
    """A look that is owed from ``opens`` until ``closes``. label: the slot's; None of a drawn one."""

    opens: datetime
    closes: datetime
    state: State
    label: Text | None
    fact: UUID | None


def cameras(
    standing: Standing, *, facts: Sequence[Fact], facility: str, covers: Covers | None = "gate"
) -> tuple[Camera, ...]:
    """The cameras that a facility's gates have, or whatever else they cover (None: all of them), by code."""
    found: dict[str, Camera] = {}
    for number in standing.events("camera_set").fact.tolist():
        body = facts[number].body
        if facts[number].facility == facility and isinstance(body, CameraSet):
            found[body.camera] = Camera(body.camera, body.address, body.title, body.covers)
    here = (found[code] for code in sorted(found) if found[code].address is not None)
    return tuple(one for one in here if covers is None or one.covers == covers)


def committed(
    standing: Standing, *, facts: Sequence[Fact], facility: str, day: date, purpose: DrawnFor = "gate_look"
) -> DrawCommitted | None:
    """What was promised about the drawn times of a day: the first that was published before it began.

    A later promise about a day that is promised already changes nothing, or times could be chosen.
    """
    zone = standing.zones.get(standing.facilities.find(facility), DEFAULT_ZONE)
    for number in standing.events("draw_committed").fact.tolist():
        fact = facts[number]
        body = fact.body
        if fact.facility != facility or not isinstance(body, DrawCommitted) or body.purpose != purpose:
            continue
        if body.first <= day < body.first + timedelta(days=body.days) and fact.recorded < at_local(
            day, time(), zone=zone
        ):
            return body
    return None


def looks(
    standing: Standing, *, facts: Sequence[Fact], facility: str, start: datetime, end: datetime
) -> tuple[Look, ...]:
    """The looks taken in ``[start, end)``, in the order of time, each beside the register of its stretch."""
    number = standing.facilities.find(facility)
    rows = standing.during("gate_looked", seconds(start), seconds(end))
    mine = rows.where(rows.facility == number)
    return tuple(_look(standing, facts[fact], number) for fact in mine.fact.tolist())


def registered(standing: Standing, *, facility: int, first: int, last: int) -> tuple[int, ...]:
    """People, vehicles and consignments that came in by the register in ``[first, last)`` seconds."""
    return tuple(int(passed(standing, of, facility=facility, cuts=(first, last))[0].sum()) for of in COUNTED)


def scheduled(asked: Asked, taken: Sequence[Look], *, day: date, zone: str, at: datetime) -> tuple[Due, ...]:
    """The slots of a day with their state at an instant."""
    found = []
    for slot in asked.slots:
        opens, closes = (instant(one) for one in slot_instants(day, slot.opens, slot.closes, zone=zone))
        found.append(_due(opens, closes, taken, at=at, label=slot.label))
    return tuple(found)


def drawn_ones(
    asked: Asked, taken: Sequence[Look], *, minutes: Sequence[int], day: date, zone: str, at: datetime
) -> tuple[Due, ...]:
    """The drawn looks of a day whose time has come; what lies ahead is in none of them."""
    found = []
    within = timedelta(minutes=asked.within or 0)
    for minute in minutes:
        opens = at_local(day, time(*divmod(minute, 60)), zone=zone)
        if opens <= at:
            drawn = [look for look in taken if look.drawn]
            found.append(_due(opens, opens + within, drawn, at=at, label=None))
    return tuple(found)


def _due(
    opens: datetime, closes: datetime, taken: Sequence[Look], *, at: datetime, label: Text | None
) -> Due:
    answer = next((look for look in taken if opens <= look.at < closes), None)
    state: State = "met" if answer else "ahead" if at < opens else "due" if at < closes else "missed"
    return Due(opens, closes, state, label, answer.fact if answer else None)


def _look(standing: Standing, fact: Fact, facility: int) -> Look:
    body = fact.body
    if not isinstance(body, GateLooked):
        raise TypeError(f"{type(body).__name__} is no look")
    register = None
    if body.since is not None and body.since < fact.occurred:
        register = registered(
            standing, facility=facility, first=seconds(body.since), last=seconds(fact.occurred)
        )
    return Look(
        fact=fact.id, at=fact.occurred, by=fact.actor, camera=body.camera, how=body.by, since=body.since,
        saw=(body.people, body.vehicles, body.consignments), register=register, drawn=body.drawn,
        image=body.image, words=body.seen,
    )  # fmt: skip
