"""Open the looks at a gate on one day: what was scheduled, drawn and taken, beside the register."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lazaretto.access.actor import Actor
from lazaretto.actions.drawing_looks import Draw, Revealed, draw_of, revealed
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.audit.asked import Asked, asked
from lazaretto.audit.looking import (
    Camera,
    Due,
    Look,
    cameras,
    drawn_ones,
    looks,
    registered,
    scheduled,
)
from lazaretto.board.houses import House
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.registers.record import Record


@dataclass(frozen=True, slots=True)
class LooksPage:
    """One day of looks at a gate. register: what came in by the register in the last ``stretch`` minutes.

    drawn: only those whose time has come; to others than those who look, only those whose time is over.
    today: whether a look can be taken now. document, version: what asks for all this, None where none does.
    """

    house: House
    at: datetime
    known_at: datetime
    day: date
    today: bool
    cameras: tuple[Camera, ...]
    scheduled: tuple[Due, ...]
    drawn: tuple[Due, ...]
    draws: int
    revealed: Revealed | None
    looks: tuple[Look, ...]
    stretch: int | None
    since: datetime | None
    register: tuple[int, ...] | None
    retention: int | None
    document: str | None
    version: str | None

    @property
    def due_drawn(self) -> bool:
        """Whether a drawn look waits to be taken."""
        return any(due.state == "due" for due in self.drawn)


def open_looks(
    facility: str, *, actor: Actor, now: datetime, day: date | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> LooksPage:  # fmt: skip
    """The looks of a day (None: the day of ``at``). Raises :class:`Refused` outside the scope."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    asks = asked(seen.forces, seen.standing.at)
    current = local_day(seen.at, zone=house.zone)
    shown = day or current
    whole = local_days(shown, zone=house.zone)
    taken = looks(
        seen.standing, facts=seen.record.facts, facility=facility, start=whole.start,
        end=whole.end or whole.start,
    )  # fmt: skip
    draw = draw_of(seen, facility, day=shown, asked=asks)
    since = seen.at - timedelta(minutes=asks.stretch) if asks.stretch else None
    return LooksPage(
        house=house, at=seen.at, known_at=instant(min(seen.standing.known_at, seen.standing.at)), day=shown,
        today=shown == current, cameras=cameras(seen.standing, facts=seen.record.facts, facility=facility),
        scheduled=scheduled(asks, taken, day=shown, zone=house.zone, at=seen.at),
        drawn=_drawn(asks, taken, draw, shown, seen, house, actor), draws=asks.draws,
        revealed=revealed(draw, over=local_day(now, zone=house.zone) > shown), looks=taken,
        stretch=asks.stretch, since=since, register=_register(seen, house, since),
        retention=asks.retention, document=asks.document, version=asks.version,
    )  # fmt: skip


def _drawn(
    asks: Asked, taken: tuple[Look, ...], draw: Draw | None, day: date, seen: View, house: House, actor: Actor
) -> tuple[Due, ...]:
    found = drawn_ones(
        asks, taken, minutes=draw.minutes if draw else (), day=day, zone=house.zone, at=seen.at
    )
    if actor.may("state:supervision.gate_looked"):
        return found
    return tuple(due for due in found if due.state != "due")


def _register(seen: View, house: House, since: datetime | None) -> tuple[int, ...] | None:
    if since is None:
        return None
    return registered(seen.standing, facility=house.number, first=seconds(since), last=seen.standing.at + 1)
