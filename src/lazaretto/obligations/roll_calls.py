"""A roll-call as one machine: called, gathered, counted by two people, and matched or followed up (M31).

What the second count comes to (``agree`` or ``differ``) is not said but compared: with the first count, and
with how many the roster has where it says so. Movement is frozen from the call until it is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np

from lazaretto.facts.fact import Fact, in_time
from lazaretto.facts.roll_calls import (
    CountedBy,
    RollCallCalled,
    RollCallChecked,
    RollCallClosed,
    RollCallCounted,
    RollCallGathered,
    RollCallRecounted,
)
from lazaretto.obligations.days import DAY
from lazaretto.obligations.force import InForce
from lazaretto.obligations.machine import Course, Done, Machine, Step, follow, walk
from lazaretto.protocol.document import Refrain
from lazaretto.registers.events import FOREVER
from lazaretto.registers.roll_calls import PACKED, SAID, UNKNOWN, roll_call_name
from lazaretto.registers.standing import Standing

RUNNING = ("called", "gathered", "counted", "mismatched", "recounted")
ROLL_CALL = Machine(
    name="roll_call",
    start="due",
    states=("due", *RUNNING, "matched", "cleared", "found", "stood_down"),
    acts={
        "call": RollCallCalled, "gather": RollCallGathered, "count": RollCallCounted,
        "agree": RollCallChecked, "differ": RollCallChecked, "recount": RollCallRecounted,
        "clear": RollCallClosed, "find": RollCallClosed, "stand_down": RollCallClosed,
    },
    moves={
        ("due", "call"): "called",
        ("called", "gather"): "gathered",
        ("gathered", "count"): "counted",
        ("counted", "agree"): "matched",
        ("counted", "differ"): "mismatched",
        ("mismatched", "recount"): "recounted",
        ("recounted", "clear"): "cleared",
        ("recounted", "find"): "found",
        **{(state, "stand_down"): "stood_down" for state in RUNNING},
    },
    apart=(
        ("count", "agree"), ("count", "differ"), ("count", "recount"), ("differ", "recount"),
        ("count", "clear"),
    ),
)  # fmt: skip
LONGEST = DAY  # seconds; no roll-call lasts longer: what was said of one lies within a day of its call
FREEZE = "passed_during_roll_call"  # the condition whose minutes say for how long a call holds the gate
_CLOSING = {"cleared": "clear", "found": "find", "stood_down": "stand_down"}
Act = tuple[str, int]  # what was said (one of ``SAID``), and the counts of it, packed; UNKNOWN for none
Counted = RollCallCounted | RollCallChecked | RollCallRecounted


class Counts(NamedTuple):
    """How many of A and of B: to be there, or counted."""

    inside: int
    standby: int


@dataclass(frozen=True, slots=True)
class Count:
    """One count as its fact says it. act: ``count``, ``check`` or ``recount``; by: camera or on the spot."""

    act: str
    counts: Counts
    by: CountedBy
    who: str
    fact: Fact
    image: str | None
    seen: str | None


@dataclass(frozen=True, slots=True)
class RollCall:
    """A roll-call as it stands. expected: by the roster, None where none says it. Instants in seconds."""

    facility: str
    code: str
    body: RollCallCalled
    course: Course
    counts: tuple[Count, ...]

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.course.state

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return self.state in RUNNING

    @property
    def expected(self) -> Counts | None:
        """How many the roster has."""
        inside, standby = self.body.inside, self.body.standby
        return None if inside is None or standby is None else Counts(inside, standby)

    @property
    def called(self) -> int:
        """When the call was issued."""
        return self.course.taken[0].at

    @property
    def gathered(self) -> int | None:
        """When the house answered that everybody had gathered."""
        step = self.course.last("gather")
        return step.at if step else None

    @property
    def ended(self) -> int | None:
        """When it was over; None while it runs."""
        return None if self.running else self.course.taken[-1].at

    @property
    def differs(self) -> bool:
        """Whether its second count was another than the first one, or than the roster's."""
        return self.course.last("differ") is not None

    @property
    def closing(self) -> RollCallClosed | None:
        """How it was ended by hand; None where it matched, or runs."""
        body = self.course.taken[-1].fact.body
        return body if isinstance(body, RollCallClosed) else None


class Told(NamedTuple):
    """A roll-call as rows of whole numbers tell it. ended: FOREVER while it runs; gathered: likewise.

    astray: (second, number of the fact, why) of each act that moved nothing.
    """

    key: int
    facility: int
    called: int
    gathered: int
    ended: int
    astray: tuple[tuple[int, int, str], ...]


def named(said: Iterable[Act]) -> list[str]:
    """The acts of the machine, from what was said in order: a second count agrees, or it differs."""
    expected, first, found = UNKNOWN, UNKNOWN, list[str]()
    for act, counts in said:
        if act == "call" and not found:
            expected = counts
        elif act == "count":
            first = counts
        found.append(_agreeing(expected, first, counts) if act == "check" else _CLOSING.get(act, act))
    return found


def _agreeing(expected: int, first: int, second: int) -> str:
    return "agree" if second == first and expected in (UNKNOWN, second) else "differ"


def course(facts: Iterable[Fact]) -> Course:
    """What was said of one roll-call adds up to."""
    ordered = sorted(facts, key=in_time)
    acts = named((_said(one), _packed(one)) for one in ordered)
    return follow(ROLL_CALL, [Step(act, _who(one), one) for act, one in zip(acts, ordered, strict=True)])


def roll_calls(
    standing: Standing, facts: Sequence[Fact], facility: str | None = None, *, since: int = 0
) -> tuple[RollCall, ...]:
    """The roll-calls of a house (None: of every house) called since a second, the earliest first."""
    rows = standing.during("roll_call_said", since, standing.at + 1)
    if facility is not None:
        rows = rows.where(rows.facility == standing.facilities.find(facility))
    order = np.argsort(rows.key, kind="stable")
    pairs = zip(rows.key[order].tolist(), rows.fact[order].tolist(), strict=True)
    found = [_roll_call([facts[n] for _, n in dict.fromkeys(group)]) for _, group in groupby(pairs, _first)]
    calls = [one for one in found if one is not None and one.called >= since]
    return tuple(sorted(calls, key=lambda one: (one.called, one.facility)))


def roll_call_of(standing: Standing, facts: Sequence[Fact], facility: str, code: str) -> RollCall | None:
    """One roll-call of a house by its number; None where nobody called it."""
    return _roll_call(said_of(standing, facts, facility, code))


def said_of(standing: Standing, facts: Sequence[Fact], facility: str, code: str) -> list[Fact]:
    """Everything that was said of one roll-call, in the order in which it was recorded."""
    rows = standing.events("roll_call_said")
    mine = rows.fact[rows.key == standing.names.find(roll_call_name(facility, code))]
    return [facts[number] for number in dict.fromkeys(mine.tolist())]


def told(standing: Standing, start: int, end: int) -> tuple[Told, ...]:
    """Every roll-call of which something may have been said in ``[start, end)``, from the rows alone."""
    return standing.once(("roll-calls told", start, end), lambda: tuple(_told(standing, start, end)))


def holds_for(forces: Sequence[InForce], at: int) -> int:
    """For how many seconds a roll-call holds the gate at most; 0 where no document in force says it does."""
    for force in reversed(forces):
        if force.since <= at < force.until:
            duties = (clause.duty for clause in force.protocol.clauses)
            asked = (one for one in duties if isinstance(one, Refrain) and one.condition == FREEZE)
            minutes = next((one.settings["minutes"] for one in asked), None)
            if minutes is not None:
                return minutes * 60
    return 0


def frozen_now(standing: Standing, facility: int, *, seconds: int) -> tuple[str, int, int] | None:
    """The roll-call that holds a house's gate now: its number, since when, until when at most; or None."""
    for one in reversed(told(standing, standing.at - seconds, standing.at + 1)):
        until = one.called + seconds if one.called < FOREVER else 0
        if one.facility == facility and one.ended == FOREVER and one.called <= standing.at < until:
            return standing.names.name(one.key).partition("|")[2], one.called, until
    return None


def frozen(standing: Standing, start: int, end: int, *, minutes: int) -> tuple[tuple[int, int, int], ...]:
    """(house, first second, last second) of each stretch in which nobody was to pass a gate.

    A roll-call that nobody ended holds nobody for longer than so many minutes.
    """
    return tuple(
        (one.facility, one.called, min(one.ended, one.called + minutes * 60))
        for one in told(standing, start, end)
        if one.called < FOREVER
    )


def _told(standing: Standing, start: int, end: int) -> Iterator[Told]:
    since, until = start - LONGEST, min(end, standing.at + 1)
    rows, counts = (standing.during(name, since, until) for name in ("roll_call_said", "roll_call_counts"))
    packed = dict(zip(counts.fact.tolist(), counts.value.tolist(), strict=True))
    order = np.argsort(rows.key, kind="stable")
    columns = (rows.key, rows.fact, rows.facility, rows.occurred, rows.value, rows.aux)
    said = list(zip(*(column[order].tolist() for column in columns), strict=True))
    for key, group in groupby(said, _first):
        yield _told_of(standing, key, [list(same) for _, same in groupby(group, lambda row: row[1])], packed)


def _told_of(standing: Standing, key: int, said: list[list[tuple[int, ...]]], packed: dict[int, int]) -> Told:
    acts = named((SAID[rows[0][4]], packed.get(rows[0][1], UNKNOWN)) for rows in said)
    done = [
        Done(act, frozenset(standing.names.name(row[5]) for row in rows))
        for act, rows in zip(acts, said, strict=True)
    ]
    state, astray, _ = walk(ROLL_CALL, done)
    at = [rows[0][3] for rows in said]
    taken = {act: when for act, when, why in zip(acts, at, astray, strict=True) if why is None}
    last = max(taken.values(), default=FOREVER)
    return Told(
        key, said[0][0][2], taken.get("call", FOREVER), taken.get("gather", FOREVER),
        FOREVER if state in RUNNING else last,
        tuple((rows[0][3], rows[0][1], why) for rows, why in zip(said, astray, strict=True) if why),
    )  # fmt: skip


def _roll_call(facts: Sequence[Fact]) -> RollCall | None:
    went = course(facts)
    if not went.taken:
        return None
    call = went.taken[0].fact
    if not isinstance(call.body, RollCallCalled):
        raise TypeError(f"{type(call.body).__name__} calls nobody")
    counts = [one for step in went.taken if (one := _count(step.fact)) is not None]
    return RollCall(call.facility, call.body.roll_call, call.body, went, tuple(counts))


def _count(fact: Fact) -> Count | None:
    body = fact.body
    if not isinstance(body, Counted):
        return None
    counts = Counts(body.inside, body.standby)
    return Count(_said(fact), counts, body.by, body.counted_by, fact, body.image, body.seen)


def _said(fact: Fact) -> str:
    """What a fact says of its roll-call: one of ``SAID``."""
    body = fact.body
    if isinstance(body, RollCallClosed):
        return body.outcome
    return {
        RollCallCalled: "call", RollCallGathered: "gather", RollCallCounted: "count",
        RollCallChecked: "check", RollCallRecounted: "recount",
    }[type(body)]  # fmt: skip


def _packed(fact: Fact) -> int:
    body = fact.body
    if isinstance(body, RollCallCalled) and (body.inside is None or body.standby is None):
        return UNKNOWN
    if isinstance(body, RollCallCalled | Counted):
        return (body.inside or 0) * PACKED + (body.standby or 0)
    return UNKNOWN


def _who(fact: Fact) -> frozenset[str]:
    body = fact.body
    names = (getattr(body, name, None) for name in ("called_by", "told_by", "counted_by", "closed_by"))
    return frozenset(name for name in names if name) | {fact.actor}


def _first(row: tuple[int, ...]) -> int:
    return row[0]
