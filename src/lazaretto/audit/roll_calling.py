"""The roll-calls of a day: what the protocol in force asks of them, and which drawn times were answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lazaretto.audit.asked import answered_by, minutes_of, number_in
from lazaretto.audit.looking import Due, State
from lazaretto.facts.periods import at_local, instant
from lazaretto.obligations.force import InForce
from lazaretto.obligations.roll_calls import RollCall, holds_for
from lazaretto.protocol.document import Clause, Deadline, Refrain, Text

HELD = "roll_call_held"  # the event that answers for a drawn roll-call
WITHIN = "roll-call.drawn-within"  # parameter: minutes in which a drawn roll-call is called
_ANSWERED = ("roll_call_called", "roll_call_gathered")  # trigger and evidence of the response clock
_OPEN = "roll_call_left_open"  # the condition whose minutes say until when a call is over
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class CallSlot:
    """A shift from whose minutes so many roll-calls are drawn, ``hours`` without the last ones.

    Whatever is drawn leaves time to issue the call within the shift. Both count from midnight.
    """

    id: str
    label: Text
    draws: int
    minutes: range
    hours: range


@dataclass(frozen=True, slots=True)
class AskedOfCalls:
    """What is asked of roll-calls, minutes throughout. Empty and None: no document in force asks it.

    within: to issue a drawn call. answer: until everybody has gathered. open: until it is over. frozen: for
    which nobody passes the gate, at most.
    """

    slots: tuple[CallSlot, ...] = ()
    within: int | None = None
    answer: int | None = None
    open: int | None = None
    frozen: int | None = None
    document: str | None = None
    version: str | None = None

    @property
    def draws(self) -> int:
        """How many are drawn in a day."""
        return sum(slot.draws for slot in self.slots)


def asked_of_calls(forces: Sequence[InForce], at: int) -> AskedOfCalls:
    """What the documents in force at an instant (seconds) ask; the latest to speak of roll-calls decides."""
    for force in reversed(forces):
        if force.since <= at < force.until and _speaks(force):
            return _of(force, frozen=holds_for(forces, at) // _MINUTE)
    return AskedOfCalls()


def drawn_calls(
    asked: AskedOfCalls, calls: Sequence[RollCall], *, minutes: Sequence[int], day: date, zone: str,
    at: datetime,
) -> tuple[Due, ...]:  # fmt: skip
    """The drawn roll-calls of a day whose time has come; what lies ahead is in none of them."""
    return tuple(
        _due(asked, calls, minute, day, zone, at) for minute in minutes if _come(minute, day, zone, at)
    )


def slot_at(asked: AskedOfCalls, called: datetime, *, zone: str) -> CallSlot | None:
    """The slot in which a roll-call was called; None outside all of them."""
    clock = called.astimezone(ZoneInfo(zone))
    local = clock.hour * 60 + clock.minute
    return next((slot for slot in asked.slots if local in slot.hours), None)


def _speaks(force: InForce) -> bool:
    return any(answered_by(force, HELD)) or any(_answers(force.protocol.clauses))


def _of(force: InForce, *, frozen: int) -> AskedOfCalls:
    within = number_in(force, WITHIN) or 0
    slots = tuple(
        CallSlot(
            slot.id, slot.label, duty.sum_at_least or 1, minutes_of(slot)[: -within or None], minutes_of(slot)
        )
        for duty in answered_by(force, HELD)
        for slot in duty.slots
    )
    return AskedOfCalls(
        slots=tuple(sorted(slots, key=lambda slot: slot.minutes.start)), within=within or None,
        answer=next(_answers(force.protocol.clauses), None), open=_minutes(force, _OPEN),
        frozen=frozen or None, document=force.protocol.id, version=force.protocol.version,
    )  # fmt: skip


def _answers(clauses: Sequence[Clause]) -> Iterator[int]:
    for clause in clauses:
        duty = clause.duty
        if isinstance(duty, Deadline) and (duty.trigger, duty.evidence) == _ANSWERED and duty.within:
            yield duty.within


def _minutes(force: InForce, condition: str) -> int | None:
    duties = (clause.duty for clause in force.protocol.clauses)
    found = (duty for duty in duties if isinstance(duty, Refrain) and duty.condition == condition)
    return next((duty.settings["minutes"] for duty in found), None)


def _come(minute: int, day: date, zone: str, at: datetime) -> bool:
    return at_local(day, time(*divmod(minute, 60)), zone=zone) <= at


def _due(
    asked: AskedOfCalls, calls: Sequence[RollCall], minute: int, day: date, zone: str, at: datetime
) -> Due:
    opens = at_local(day, time(*divmod(minute, 60)), zone=zone)
    closes = opens + timedelta(minutes=asked.within or 0)
    answer = next((one for one in calls if one.body.drawn and opens <= instant(one.called) < closes), None)
    state: State = "met" if answer else "due" if at < closes else "missed"
    label = next((slot.label for slot in asked.slots if minute in slot.minutes), None)
    return Due(opens, closes, state, label, answer.course.taken[0].fact.id if answer else None)
