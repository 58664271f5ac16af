"""Roll-calls that do not go as they should: errors, and mismatches that were followed up as they must be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from lazaretto.facts.notices import FindingRaised
from lazaretto.facts.roll_calls import (
    Outcome,
    RollCallChecked,
    RollCallClosed,
    RollCallCounted,
    RollCallGathered,
    RollCallRecounted,
)
from lazaretto.rehearsal.calls import Call, Said
from lazaretto.rehearsal.clauses import deadlines
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.gate import visit, visitor

_MINUTE = timedelta(minutes=1)
_VISIT = 140 * _MINUTE  # before the call somebody asked to come in
Tell = Callable[[Call], Iterator[Said]]


@dataclass(frozen=True, slots=True)
class Plot:
    """A roll-call with a story. hour: of its call. length: how long it shuts the gate.

    conditions: what must find it, and how long after the call (None: nobody's error). key: whom it is
    found of. before: what happens earlier on the same day.
    """

    hour: time
    length: timedelta
    tell: Tell
    conditions: tuple[str, ...] | None = None
    after: timedelta = timedelta()
    key: Callable[[Call], str] = lambda call: call.key
    before: Callable[[Call], None] = lambda _: None

    def seed(self, call: Call, kind: str) -> None:
        """Note the error."""
        words = f"{call.code}: {kind.replace('_', ' ')}"
        if kind == "call_answered_late":
            _seed_late(call, kind, words)
        else:
            call.world.breach(
                kind, call.house, call.moment, self.key(call), words, *self.conditions or (), after=self.after
            )


def _seed_late(call: Call, kind: str, words: str) -> None:
    world = call.world
    for clause, owed in deadlines(world.protocol, trigger="roll_call_called", evidence="roll_call_gathered"):
        due = call.moment + (owed.within or 0) * _MINUTE
        until = due + (owed.grace + 1) * _MINUTE
        world.slips.seed(Seeded(kind, call.house.code, due, until, words, ((clause.id, call.key),)))


def _gather(call: Call, minutes: int) -> Said:
    body = RollCallGathered(roll_call=call.code, told_by=call.officer)
    return call.say(body, minutes * _MINUTE, call.officer)


def _count(call: Call, minutes: int, *, by: int = 0, short: int = 0) -> Said:
    return _counting(call, RollCallCounted, minutes, by, short)


def _check(call: Call, minutes: int, *, by: int = 1, short: int = 0) -> Said:
    return _counting(call, RollCallChecked, minutes, by, short)


def _recount(call: Call, minutes: int, *, short: int = 0) -> Said:
    return _counting(call, RollCallRecounted, minutes, 2, short)


def _counting(
    call: Call, kind: type[RollCallCounted | RollCallChecked | RollCallRecounted], minutes: int, by: int,
    short: int,
) -> Said:  # fmt: skip
    inside, standby = call.there()
    who = call.counters[by]
    body = kind(
        roll_call=call.code, by="camera" if kind is not RollCallRecounted else "spot", inside=inside,
        standby=standby - short, counted_by=who,
    )  # fmt: skip
    return call.say(body, minutes * _MINUTE, who)


def _close(call: Call, minutes: int, outcome: Outcome, words: str, *, finding: str | None = None) -> Said:
    who = call.counters[2]
    body = RollCallClosed(roll_call=call.code, outcome=outcome, words=words, finding=finding, closed_by=who)
    return call.say(body, minutes * _MINUTE, who)


def _answer_late(call: Call) -> Iterator[Said]:
    """The house lets itself be waited for."""
    yield from (_gather(call, 17), _count(call, 19), _check(call, 21))


def _leave_open(call: Call) -> Iterator[Said]:
    """The counts differ, and nobody counts again until the shift's end; then the call is given up."""
    yield from (_gather(call, 4), _count(call, 6, short=1), _check(call, 8, short=1))
    yield _close(call, 52, "stood_down", "逾时未复点，本次作废，已重新呼叫")


def _count_twice(call: Call) -> Iterator[Said]:
    """The same person counts a second time; then another does."""
    yield from (_gather(call, 4), _count(call, 6), _check(call, 8, by=0), _check(call, 12))


def _count_first(call: Call) -> Iterator[Said]:
    """Somebody counts before anybody has gathered, and once more when they have."""
    yield from (_count(call, 1), _gather(call, 5), _count(call, 7), _check(call, 9))


def _let_through(call: Call) -> Iterator[Said]:
    """A fitter is let out while everybody stands before the camera."""
    yield from (_gather(call, 4), _count(call, 6), _check(call, 9))


def _receive(call: Call) -> None:
    """The fitter had come in by leave, and is let out in the middle of the call."""
    asked, purpose = call.moment - _VISIT, "消防设备检修"
    stays = _VISIT + 5 * _MINUTE

    def come() -> None:
        visit(call.world, call.house, purpose, asked, zone="administration", stays=stays, waits=False)

    call.world.at(asked, come)


def _short(call: Call) -> Iterator[Said]:
    """One of B is missing at both counts; a third person finds them, and clears it."""
    yield from (_gather(call, 4), _count(call, 6, short=1), _check(call, 9, short=1), _recount(call, 15))
    yield _close(call, 18, "cleared", "一人在值班室接听电话，未及时到场，人员相符")


def _short_indeed(call: Call) -> Iterator[Said]:
    """One of B is missing still when a third person counts on the spot: a finding."""
    finding = f"{call.code}-F"
    yield from (_gather(call, 4), _count(call, 6, short=1), _check(call, 9, short=1))
    yield from (
        _recount(call, 15, short=1),
        _close(call, 18, "found", "一名备勤民警未到场，电话联系不上", finding=finding),
    )
    raised = FindingRaised(
        finding=finding, about="roll-call", seen="点名时一名备勤民警未到场", severity="warning",
        origin="roll_call", of=call.code, found_by=call.counters[2],
    )  # fmt: skip
    yield call.say(raised, 18 * _MINUTE, call.counters[2])


def _stand_down(call: Call) -> Iterator[Said]:
    """The house has to answer something more urgent."""
    yield _close(call, 5, "stood_down", "该所正处置突发疾病，本次撤销")


def _fitter(call: Call) -> str:
    return visitor(call.world, call.house, call.moment - _VISIT)


PLOTS: dict[str, Plot] = {
    # errors
    "call_answered_late": Plot(time(15, 5), 21 * _MINUTE, _answer_late, ()),
    "call_left_open": Plot(
        time(16, 5), 52 * _MINUTE, _leave_open, ("roll_call_left_open",), timedelta(minutes=60)
    ),
    "call_counted_twice": Plot(
        time(15, 10), 12 * _MINUTE, _count_twice, ("roll_call_by_one_person",), timedelta(minutes=15)
    ),
    "call_out_of_turn": Plot(
        time(15, 15), 9 * _MINUTE, _count_first, ("roll_call_out_of_turn",), timedelta(minutes=15)
    ),
    "call_passed": Plot(
        time(15, 20), 9 * _MINUTE, _let_through, ("passed_during_roll_call",), timedelta(minutes=10),
        _fitter, _receive,
    ),
    # what is no error
    "call_short": Plot(time(15, 25), 18 * _MINUTE, _short),
    "call_short_at_noon": Plot(time(11, 29), 18 * _MINUTE, _short),
    "call_short_indeed": Plot(time(15, 30), 18 * _MINUTE, _short_indeed),
    "call_stood_down": Plot(time(15, 35), 5 * _MINUTE, _stand_down),
}  # fmt: skip
