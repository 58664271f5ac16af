"""What of a class of data is due to be erased, since which day, and what keeps it: derived, never queued.

A document says for how many days a class is kept after somebody's custody or service has ended
(``retentions`` of ``protocol.document``). A fact that names several people is due when it is due of each of
them; of whom no rule speaks, and of whoever is held or serves still, nothing is due.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from uuid import UUID

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.mentions import persons
from lazaretto.facts.record import Retracted
from lazaretto.obligations import incidents
from lazaretto.obligations.complaints import complaints
from lazaretto.obligations.days import counted
from lazaretto.obligations.erasures import holds
from lazaretto.obligations.force import InForce
from lazaretto.registers.events import Columns, Ints, joined
from lazaretto.registers.standing import Standing

Hold = Literal["complaint", "incident", "dispute", "hold"]
After = Literal["custody_ended", "service_ended"]


class Rule(NamedTuple):
    """What the document in force says. rule: its name, as it is written beside what was erased."""

    rule: str
    data: str
    after: After
    days: int


@dataclass(frozen=True, slots=True)
class Due:
    """What of a class names a person and is due. since: the instant (seconds) from which it must be gone.

    held: what keeps it, of this person or of another whom one of the facts names; empty: nothing does.
    """

    person: str
    facility: str
    rule: Rule
    since: int
    facts: tuple[UUID, ...]
    held: frozenset[Hold]


class _Ended(NamedTuple):
    """Of a person, by the rule of one class: from when on, where that was said, and by which rule."""

    since: int
    facility: int
    rule: Rule


def rules(forces: Sequence[InForce], at: int) -> tuple[Rule, ...]:
    """The rules in force at an instant; of two documents that speak of one class the one issued last."""
    found: dict[tuple[str, After], Rule] = {}
    for force in reversed(forces):
        if force.since <= at < force.until:
            for one in force.protocol.retentions:
                rule = Rule(force.named(one.id), one.data, one.after, one.days)
                found.setdefault((one.data, one.after), rule)
    return tuple(found.values())


def due(
    standing: Standing,
    facts: Sequence[Fact],
    given: Sequence[Rule],
    *,
    class_of: Callable[[type], str | None],
) -> tuple[Due, ...]:
    """What is due at the standing's instant, the oldest first. class_of: the class of a kind of fact."""
    over = {
        data: {person: one for person, one in people.items() if one.since <= standing.at}
        for data, people in _ended(standing, given).items()
    }
    if not any(over.values()):
        return ()
    kept = held_by(standing, facts)
    mine: dict[tuple[str, str], list[UUID]] = {}
    why: dict[tuple[str, str], set[Hold]] = {}
    for fact, data, named in _of_whom_it_ended(facts, over, class_of):
        for person in named:
            mine.setdefault((data, person), []).append(fact.id)
            why.setdefault((data, person), set()).update(*(kept.get(one, ()) for one in named))
    every = [_due(standing, over[data][who], who, some, why[data, who]) for (data, who), some in mine.items()]
    return tuple(sorted(every, key=lambda one: (one.since, one.person, one.rule.data)))


def coming(
    standing: Standing,
    facts: Sequence[Fact],
    given: Sequence[Rule],
    *,
    class_of: Callable[[type], str | None],
) -> Mapping[str, int]:
    """By house, the instant (seconds) at which something is due there next, as things stand now.

    Of people whose custody or service ended; a house where nothing will be due is left out.
    """
    ended, first = _ended(standing, given), dict[str, int]()
    for _, data, named in _of_whom_it_ended(facts, ended, class_of):
        since = max(ended[data][person].since for person in named)
        for person in named if since > standing.at else ():
            house = standing.facilities.name(ended[data][person].facility)
            first[house] = min(since, first.get(house, since))
    return first


def going_along(facts: Sequence[Fact], gone: Collection[UUID]) -> tuple[UUID, ...]:
    """What is to go with facts that are erased: what withdrew one of them, and what corrected one and names
    nobody; what did so to these in turn.

    A correction that names somebody is theirs: it is due by itself, or kept.
    """
    undone: dict[UUID, list[Fact]] = {}
    for fact in facts:
        old = fact.body.fact if isinstance(fact.body, Retracted) else fact.corrects
        if old is not None and (isinstance(fact.body, Retracted) or not persons(fact.body)):
            undone.setdefault(old, []).append(fact)
    known, waiting, found = set(gone), [*gone], list[UUID]()
    while waiting:
        for fact in undone.get(waiting.pop(), ()):
            if fact.id not in known:
                known.add(fact.id)
                waiting.append(fact.id)
                found.append(fact.id)
    return tuple(found)


def _of_whom_it_ended(
    facts: Sequence[Fact],
    ended: Mapping[str, Mapping[str, "_Ended"]],
    class_of: Callable[[type], str | None],
) -> Iterator[tuple[Fact, str, tuple[str, ...]]]:
    """The facts that name nobody but people of whom the class is over, with the class and those people."""
    for fact in facts if any(ended.values()) else ():
        data = class_of(type(fact.body))
        people = ended.get(data) if data is not None else None
        named = persons(fact.body) if people else ()
        if data is not None and people and named and all(person in people for person in named):
            yield fact, data, named


def _due(standing: Standing, ended: _Ended, person: str, facts: Sequence[UUID], why: set[Hold]) -> Due:
    house = standing.facilities.name(ended.facility)
    return Due(person, house, ended.rule, ended.since, tuple(facts), frozenset(why))


def held_by(standing: Standing, facts: Sequence[Fact]) -> Mapping[str, frozenset[Hold]]:
    """What keeps the data of whom at the standing's instant.

    A complaint of theirs, or about them, until it is closed; a sealed one names nobody, and can keep nothing.
    An incident about them, or that lists them, while it runs. A fact that contradicts others and was not put
    right. A hold that somebody set and nobody lifted.
    """
    names, found = standing.names, dict[str, set[Hold]]()
    for person in _complaining(standing, facts):
        found.setdefault(person, set()).add("complaint")
    ran = incidents.running(standing).at(standing.at)
    listed = standing.events("contact_listed")
    keys = [*ran.aux[ran.aux >= 0].tolist(), *listed.key[np.isin(listed.value, ran.key)].tolist()]
    for key in keys:
        found.setdefault(names.name(key), set()).add("incident")
    for one in holds(standing, facts):
        found.setdefault(one.body.person, set()).add("hold")
    for problem in standing.problems:
        found.setdefault(names.name(problem.key), set()).add("dispute")
    return {person: frozenset(why) for person, why in found.items()}


def _complaining(standing: Standing, facts: Sequence[Fact]) -> Iterator[str]:
    against = standing.events("complaint_against")
    about: dict[int, list[int]] = {}
    for complaint, staff in zip(against.key.tolist(), against.value.tolist(), strict=True):
        about.setdefault(complaint, []).append(staff)
    for one in complaints(standing, facts, None):
        if one.course.state == "closed":
            continue
        if one.lodged.person is not None:
            yield one.lodged.person
        yield from (standing.names.name(key) for key in about.get(standing.names.find(one.code), ()))


def _ended(standing: Standing, given: Sequence[Rule]) -> dict[str, dict[str, _Ended]]:
    """By class: the people of whom it is over, or will be, and since when.

    Whoever was both held and on the strength waits for the ends of both, and for a rule about each.
    """
    ended: dict[After, Columns] = {"custody_ended": _released(standing), "service_ended": _left(standing)}
    was: dict[After, set[int]] = {
        "custody_ended": set(standing.on_roll.key.tolist()),
        "service_ended": set(standing.events("enrolled").key.tolist()),
    }
    over: dict[str, dict[str, _Ended]] = {}
    for data in sorted({rule.data for rule in given}):
        spoken: dict[After, dict[int, _Ended]] = {
            rule.after: _ends(standing, ended[rule.after], rule) for rule in given if rule.data == data
        }
        people = over[data] = {}
        for key in sorted(set().union(*spoken.values())):
            ends = [
                spoken[after].get(key) if after in spoken else None
                for after, keys in was.items()
                if key in keys
            ]
            known = [one for one in ends if one is not None]
            last = max(known, key=lambda one: one.since, default=None)
            if last is not None and len(known) == len(ends):
                people[standing.names.name(key)] = last
    return over


def _ends(standing: Standing, rows: Columns, rule: Rule) -> dict[int, _Ended]:
    """Of each person whose custody or service ended: from when on, by a rule."""
    since = counted(standing, rows.facility, rows.occurred, day=rule.days, hour=None)
    columns = (rows.key.tolist(), rows.facility.tolist(), since.tolist())
    return {key: _Ended(at, house, rule) for key, house, at in zip(*columns, strict=True)}


def _released(standing: Standing) -> Columns:
    """The last release of everybody who is on no roll and was let go since they were last taken in."""
    gone = joined([standing.events("released"), standing.events("left_network")])
    return _last(gone, came=standing.on_roll.key, at=standing.on_roll.start, still=_held(standing))


def _left(standing: Standing) -> Columns:
    """The last leaving of everybody who is on no strength."""
    came = standing.events("enrolled")
    return _last(standing.events("left_strength"), came=came.key, at=came.occurred, still=set())


def _held(standing: Standing) -> set[int]:
    return set(standing.on_roll.at(standing.at).key.tolist())


def _last(gone: Columns, *, came: Ints, at: Ints, still: set[int]) -> Columns:
    """Of each key its last row, unless it came again since."""
    newest: dict[int, int] = {}
    for row, key in enumerate(gone.key.tolist()):
        if key not in newest or gone.occurred[row] >= gone.occurred[newest[key]]:
            newest[key] = row
    arrived: dict[int, int] = {}
    for key, moment in zip(came.tolist(), at.tolist(), strict=True):
        arrived[key] = max(moment, arrived.get(key, -1))
    kept = [
        row for key, row in newest.items()
        if key not in still and int(gone.occurred[row]) >= arrived.get(key, -1)
    ]  # fmt: skip
    return gone.where(np.array(sorted(kept), np.int64))
