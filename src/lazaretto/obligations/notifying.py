"""Who is told now: from what stands, whose it is, their own settings and what was told, to messages due.

    due(lines, who=…, people=…, told=…, terms=…, at=instant) -> Due(messages, held)

Pure: nothing is queued and nothing depends on when this is asked. Whoever asks late gets what is still due,
and asks again without anything being due twice, because what was told is among the arguments (law 6).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Literal
from uuid import UUID

from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.outstanding import Line
from lazaretto.obligations.owed import identity
from lazaretto.obligations.whose import Whose
from lazaretto.protocol.document import Owner

# Whom a line climbs to, step by step, while nobody says that they have seen it (M03).
CHAIN: Mapping[Owner, tuple[Owner, ...]] = {
    "gate_officer": ("gate_officer", "leader", "detachment_leader"),
    "duty_officer": ("duty_officer", "leader", "detachment_leader"),
    "doctor": ("doctor", "leader", "detachment_leader"),
    "leader": ("leader", "detachment_leader"),
    "detachment_officer": ("detachment_officer", "detachment_leader"),
    "detachment_leader": ("detachment_leader",),
}
Reason = Literal["quiet", "gathering", "unreachable"]


@dataclass(frozen=True, slots=True)
class Terms:
    """Times in seconds. urgent, other: how long a message may lie unacknowledged before it climbs.

    gather: how long after a message the next one that is not urgent waits, so that many lines are one.
    """

    urgent: int
    other: int
    gather: int


@dataclass(frozen=True, slots=True)
class Person:
    """One's own settings. quiet: from and until, by the clock of ``zone``; None: no quiet hours.

    last: when they were last told something that was not urgent, seconds; None: never.
    """

    code: str
    reachable: bool
    quiet: tuple[time, time] | None = None
    zone: str = "UTC"
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """That a person was told a line. step: how far it had climbed; at: seconds."""

    line: UUID
    person: str
    step: int
    at: int
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person about many lines. step: the furthest that one of them had climbed.

    role: as whom they have it. behalf: whom they stand in for, where somebody is absent or left it to them.
    """

    id: UUID
    person: str
    role: Owner
    urgent: bool
    step: int
    lines: tuple[Line, ...]
    steps: tuple[int, ...]
    behalf: str | None = None
    kept_from: frozenset[str] = frozenset()  # who must not learn of it; such lines make messages of their own


@dataclass(frozen=True, slots=True)
class Held:
    """A line that is due and is not told yet. until: seconds; None: until the person can be reached.

    person: None where nobody of its whole chain can be.
    """

    line: Line
    person: str | None
    role: Owner
    reason: Reason
    until: int | None


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be told now, and what waits, with why."""

    messages: tuple[Message, ...]
    held: tuple[Held, ...]


Who = Callable[[Owner, str], Whose]


def due(
    lines: Iterable[Line], *, who: Who, people: Mapping[str, Person], told: Iterable[Told], terms: Terms,
    at: int,
) -> Due:  # fmt: skip
    """The messages due at an instant (seconds). who: whose a role's duty at a house is then.

    Whoever is not among ``people`` has no account. An urgent line passes over whoever cannot be reached, and
    their quiet hours; any other waits for both.
    """
    before: dict[UUID, list[Told]] = {}
    for one in told:
        before.setdefault(one.line, []).append(one)
    found: dict[tuple[str, bool, tuple[str, ...]], list[tuple[Line, int, Whose]]] = {}
    held = []
    for line in lines:
        said = sorted(before.get(line.id, ()), key=lambda one: (one.at, one.step))
        if not _climbs(line, said, terms, at):
            continue
        step = _next(line, said, who, people)
        if step is None:
            if not said:
                held.append(Held(line, None, line.role, "unreachable", None))
            continue
        number, whose, person = step
        waits = _waits(line, whose, person, terms, at)
        if waits is not None:
            held.append(waits)
        else:
            key = person.code, line.urgent, tuple(sorted(line.kept_from))
            found.setdefault(key, []).append((line, number, whose))
    return Due(tuple(_message(*key, rows) for key, rows in sorted(found.items())), tuple(held))


def _climbs(line: Line, said: list[Told], terms: Terms, at: int) -> bool:
    """Whether somebody is to be told of a line now: nobody was, or whoever was let it lie."""
    if any(one.acknowledged for one in said):
        return False
    return not said or at >= said[-1].at + (terms.urgent if line.urgent else terms.other)


def _next(
    line: Line, said: list[Told], who: Who, people: Mapping[str, Person]
) -> tuple[int, Whose, Person] | None:
    """The next step of the chain whose person has not been told; None where nobody is left."""
    after, reached = (said[-1].step + 1 if said else 0), {one.person for one in said} | line.kept_from
    for number, role in enumerate(CHAIN[line.role]):
        whose = who(role, line.facility) if number >= after else None
        if whose is None or whose.person is None or whose.person in reached:
            continue
        person = people.get(whose.person, Person(whose.person, reachable=False))
        if person.reachable or not line.urgent:
            return number, whose, person
    return None


def _waits(line: Line, whose: Whose, person: Person, terms: Terms, at: int) -> Held | None:
    def held(reason: Reason, until: int | None) -> Held:
        return Held(line, person.code, whose.role, reason, until)

    if not person.reachable:
        return held("unreachable", None)
    if line.urgent:
        return None
    until = quiet_until(person, at)
    if until is not None:
        return held("quiet", until)
    if person.last is not None and at < person.last + terms.gather:
        return held("gathering", person.last + terms.gather)
    return None


def quiet_until(person: Person, at: int) -> int | None:
    """When the quiet hours that run at an instant are over (seconds); None where none run."""
    if person.quiet is None:
        return None
    begins, ends = person.quiet
    today = local_day(instant(at), zone=person.zone)
    for day in (today - timedelta(days=1), today):
        first = seconds(at_local(day, begins, zone=person.zone))
        last = seconds(at_local(day if begins < ends else day + timedelta(days=1), ends, zone=person.zone))
        if first <= at < last:
            return last
    return None


def _message(
    person: str, urgent: bool, kept_from: tuple[str, ...], rows: list[tuple[Line, int, Whose]]
) -> Message:
    rows.sort(key=lambda row: (row[0].facility, row[0].at, row[0].rule, row[0].role))
    lines = tuple(line for line, _, _ in rows)
    furthest = max(rows, key=lambda row: row[1])
    return Message(
        identity("message", person, "urgent" if urgent else "other", *sorted(str(one.id) for one in lines)),
        person, furthest[2].role, urgent, furthest[1], lines, tuple(number for _, number, _ in rows),
        furthest[2].behalf, frozenset(kept_from),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt to deliver a message by one channel. sent: None while nobody knows; at: seconds."""

    channel: int
    at: int
    sent: bool | None


def tries_due(
    channels: Iterable[int], *, tries: Iterable[Try], at: int, first: int, most: int, lost: int
) -> tuple[int, ...]:
    """The channels by which a message is to be tried now.

    Once one has delivered it, none is tried again, nor one that was added since. After a failure a channel
    rests for ``first`` seconds, each time twice as long, ``most`` at most. A try of which nothing was heard
    for ``lost`` seconds failed.
    """
    before: dict[int, list[Try]] = {}
    for one in sorted(tries, key=lambda one: one.at):
        before.setdefault(one.channel, []).append(one)
    if any(one.sent for mine in before.values() for one in mine):
        return ()
    return tuple(channel for channel in channels if at >= _rested(before.get(channel, []), first, most, lost))


def _rested(mine: list[Try], first: int, most: int, lost: int) -> int:
    if not mine:
        return 0
    last = mine[-1]
    rest = min(first << min(len(mine) - 1, 30), most)
    return last.at + (max(rest, lost) if last.sent is None else rest)


def takes(role: str, *, of: Owner) -> bool:
    """Whether somebody of a role may acknowledge a message meant for another: one of its chain."""
    return role in CHAIN[of]
