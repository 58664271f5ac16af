"""Open the roll-calls of a facility on a day: which runs, who gathers, what was drawn, what came of each."""

from dataclasses import dataclass
from datetime import date, datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.drawing_looks import Draw, Revealed, calls_drawn, revealed
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.audit.looking import Camera, Due, cameras, committed
from lazaretto.audit.roll_calling import AskedOfCalls, asked_of_calls, drawn_calls, slot_at
from lazaretto.board.houses import House
from lazaretto.board.roll_call_view import CallShown, barred_from, seen_by, shown
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.facts.roll_calls import GatheringSet
from lazaretto.obligations.gathering import Gathering, gathering, settings_of
from lazaretto.obligations.roll_calls import LONGEST, RollCall, roll_calls
from lazaretto.registers.record import Record

CALLING = "state:supervision.roll_call_called"


@dataclass(frozen=True, slots=True)
class RollCallsPage:
    """One day of a house's roll-calls.

    running: the one that is not over. due: drawn ones whose time has come; to others than those who call,
    only those that are over. members: who is to gather, None for who may not read people's records. barred:
    what the reader may not do of the running one, because of what they did before: ``count``, ``clear``.
    """

    house: House
    at: datetime
    known_at: datetime
    day: date
    today: bool
    settings: GatheringSet | None
    running: CallShown | None
    due: tuple[Due, ...]
    calls: tuple[CallShown, ...]
    expected_inside: int | None
    expected_standby: int | None
    expected_by: str | None
    at_gate: int
    members: Gathering | None
    barred: tuple[str, ...]
    cameras: tuple[Camera, ...]
    asked: AskedOfCalls
    revealed: Revealed | None

    @property
    def due_now(self) -> Due | None:
        """The drawn roll-call that waits to be issued."""
        return next((due for due in self.due if due.state == "due"), None)


def open_roll_calls(
    facility: str, *, actor: Actor, now: datetime, day: date | None = None, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> RollCallsPage:  # fmt: skip
    """The roll-calls of a day (None: the day of ``at``). Raises :class:`Refused` outside the scope."""
    actor.require("read_facts", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    asks = asked_of_calls(seen.forces, seen.standing.at)
    current = local_day(seen.at, zone=house.zone)
    chosen = day or current
    held = calls_of(seen, house, chosen)
    running = next((one for one in reversed(held) if one.running), None)
    draw = calls_drawn(seen, facility, day=chosen, asked=asks)
    who, facts = gathered(seen, house), seen.record.facts

    def told(one: RollCall) -> CallShown:
        return seen_by(showing(seen, house, one, asks), actor.code)

    return RollCallsPage(
        house=house, at=seen.at, known_at=instant(min(seen.standing.known_at, seen.standing.at)), day=chosen,
        today=chosen == current, settings=settings_of(seen.standing, facts, facility),
        running=told(running) if running else None,
        due=due_calls(seen, house, held, draw, chosen, asks, actor),
        calls=tuple(told(one) for one in reversed(held)),
        expected_inside=who.expected("A"), expected_standby=who.expected("B"), expected_by=who.by,
        at_gate=who.at_gate, members=who if actor.may("read_person") else None,
        barred=barred_from(running, actor.code) if running else (),
        cameras=cameras(seen.standing, facts=facts, facility=facility, covers=None),
        asked=asks, revealed=revealed(draw, over=local_day(now, zone=house.zone) > chosen),
    )  # fmt: skip


def calls_of(seen: View, house: House, day: date) -> tuple[RollCall, ...]:
    """The roll-calls of a house that were called on a day, and the one that runs from the day before."""
    whole = local_days(day, zone=house.zone)
    start, end = seconds(whole.start), seconds(whole.end or whole.start)
    found = seen.keeping(
        ("roll-calls", start),
        lambda: roll_calls(seen.standing, seen.record.facts, since=start - LONGEST),
    )
    mine = (one for one in found if one.facility == house.code)
    return tuple(one for one in mine if one.called < end and (one.called >= start or one.running))


def gathered(seen: View, house: House) -> Gathering:
    """Who is to gather in a house at the view's instant."""
    return seen.keeping(
        ("gathering", house.code), lambda: gathering(seen.standing, seen.record.facts, house.code)
    )


def due_calls(
    seen: View, house: House, held: tuple[RollCall, ...], draw: Draw | None, day: date, asks: AskedOfCalls,
    actor: Actor,
) -> tuple[Due, ...]:  # fmt: skip
    """The drawn calls of a day that this reader may know of: nobody sees one whose time has not come."""
    found = drawn_calls(
        asks, held, minutes=draw.minutes if draw else (), day=day, zone=house.zone, at=seen.at
    )
    return found if actor.may(CALLING) else tuple(due for due in found if due.state != "due")


def promised(seen: View, house: House, day: date) -> bool:
    """Whether what is drawn of a day was published before it began, or is so far."""
    facts = seen.record.facts
    found = committed(seen.standing, facts=facts, facility=house.code, day=day, purpose="roll_call")
    return found is not None


def showing(seen: View, house: House, one: RollCall, asks: AskedOfCalls) -> CallShown:
    """A roll-call as a page shows it, with the shift in which it was called."""
    slot = slot_at(asks, instant(one.called), zone=house.zone)
    return shown(one, at=seen.standing.at, answer=asks.answer, shift=slot.label if slot else None)
