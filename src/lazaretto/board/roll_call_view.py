"""A roll-call as its page shows it: its clock, its counts, what may be done now and by whom not (M31)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from lazaretto.facts.periods import instant
from lazaretto.facts.roll_calls import CountedBy
from lazaretto.obligations.roll_calls import Counts, RollCall
from lazaretto.protocol.document import Text

_MINUTE = 60
Counting = Literal["count", "check", "recount"]
# In which state which count comes next.
_NEXT: dict[str, Counting] = {"gathered": "count", "counted": "check", "mismatched": "recount"}
_ACTS: dict[Counting, str] = {"count": "count", "check": "differ", "recount": "recount"}


@dataclass(frozen=True, slots=True)
class CountShown:
    """One count. act: ``count``, ``check`` or ``recount``. right: as the roster has it; None: it has none."""

    act: str
    inside: int
    standby: int
    by: CountedBy
    who: str
    at: datetime
    fact: UUID
    image: str | None
    seen: str | None
    right: bool | None


@dataclass(frozen=True, slots=True)
class StrayShown:
    """Something that was said and moved nothing. why: ``out_of_turn``, or the act that barred it."""

    why: str
    who: tuple[str, ...]
    at: datetime
    fact: UUID


@dataclass(frozen=True, slots=True)
class CallShown:
    """A roll-call. minutes: from the call until everybody had gathered, begun ones counted; None: not yet.

    late: whether that was longer than the protocol allows, by now where nobody answered yet. counting: the
    count that comes next. acts: what may be done now, by somebody. shift: the label of its slot.
    """

    code: str
    facility: str
    state: str
    running: bool
    drawn: bool
    called: datetime
    called_by: str
    answer_by: datetime | None
    gathered: datetime | None
    told_by: str | None
    ended: datetime | None
    minutes: int | None
    late: bool
    inside: int | None
    standby: int | None
    at_gate: int | None
    camera: str | None
    room: str | None
    counts: tuple[CountShown, ...]
    differs: bool
    outcome: str | None
    words: str | None
    finding: str | None
    closed_by: str | None
    counting: Counting | None
    acts: tuple[str, ...]
    astray: tuple[StrayShown, ...]
    shift: Text | None
    fact: UUID

    @property
    def mismatched(self) -> bool:
        """Whether its counts differ, and nobody has said yet what that comes to."""
        return self.running and self.differs


def shown(call: RollCall, *, at: int, answer: int | None, shift: Text | None) -> CallShown:
    """A roll-call at an instant (seconds). answer: minutes within which everybody is to have gathered."""
    gathered, closing, first = call.course.last("gather"), call.closing, call.course.taken[0]
    answer_by = call.called + answer * _MINUTE if answer is not None else None
    until = gathered.at if gathered else at if call.running else None
    return CallShown(
        code=call.code, facility=call.facility, state=call.state, running=call.running, drawn=call.body.drawn,
        called=instant(call.called), called_by=call.body.called_by,
        answer_by=instant(answer_by) if answer_by is not None else None,
        gathered=instant(gathered.at) if gathered else None,
        told_by=getattr(gathered.fact.body, "told_by", None) if gathered else None,
        ended=instant(call.ended) if call.ended is not None else None,
        minutes=-(-(gathered.at - call.called) // _MINUTE) if gathered else None,
        late=answer_by is not None and until is not None and until > answer_by,
        inside=call.body.inside, standby=call.body.standby, at_gate=call.body.at_gate,
        camera=call.body.camera, room=call.body.room, counts=_counts(call), differs=call.differs,
        outcome=closing.outcome if closing else None, words=closing.words if closing else None,
        finding=closing.finding if closing else None, closed_by=closing.closed_by if closing else None,
        counting=next_count(call), acts=call.course.open, astray=_astray(call), shift=shift,
        fact=first.fact.id,
    )  # fmt: skip


def seen_by(call: CallShown, reader: str) -> CallShown:
    """A roll-call as a reader is shown it: until the second count is in, the first is told to who made it.

    Whoever counts second is to count, and not to agree.
    """
    if call.state != "counted":
        return call
    return replace(call, counts=tuple(one for one in call.counts if one.who == reader))


def next_count(call: RollCall) -> Counting | None:
    """Which of the three counts comes next; None where none does."""
    return _NEXT.get(call.state)


def barred_from(call: RollCall, person: str) -> tuple[str, ...]:
    """What this person may not do next, because of what they did before: ``count`` for any count."""
    counting, found = next_count(call), list[str]()
    if counting is not None and may_not(call, _ACTS[counting], person):
        found.append("count")
    if call.state == "recounted" and may_not(call, "clear", person):
        found.append("clear")
    return tuple(found)


def may_not(call: RollCall, act: str, person: str) -> bool:
    """Whether this person is barred from an act by what they did before (law 13)."""
    return call.course.machine.forbids(act, frozenset({person}), call.course.counted) is not None


def _counts(call: RollCall) -> tuple[CountShown, ...]:
    return tuple(
        CountShown(
            act=one.act, inside=one.counts.inside, standby=one.counts.standby, by=one.by, who=one.who,
            at=one.fact.occurred, fact=one.fact.id, image=one.image, seen=one.seen,
            right=_right(call.expected, one.counts),
        )
        for one in call.counts
    )  # fmt: skip


def _right(expected: Counts | None, counted: Counts) -> bool | None:
    return None if expected is None else expected == counted


def _astray(call: RollCall) -> tuple[StrayShown, ...]:
    return tuple(
        StrayShown(why, tuple(sorted(step.persons)), step.fact.occurred, step.fact.id)
        for step, why in call.course.astray
    )
