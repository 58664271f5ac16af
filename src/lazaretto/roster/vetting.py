"""What is wrong with a question before it is asked: row by row, as values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from lazaretto.obligations.rostering.situation import Situation
from lazaretto.roster.asking import House, Request

FaultCode = Literal[
    "malformed", "house_twice", "days_backwards", "too_many_days", "nobody", "person_twice", "post_twice",
    "watch_twice", "phase_twice", "phase_of_no_days", "since_later", "frozen_outside",
    "stranger_kept", "kept_backwards",
]  # fmt: skip
MOST_DAYS = 400  # about a year: a longer horizon is a mistyped date


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One row that cannot be right. path: ``houses[0].situation.members[3]``; values fill its sentence."""

    code: FaultCode
    path: str
    values: Mapping[str, str] = {}


def faults(request: Request) -> tuple[Fault, ...]:
    """Every row of a request that contradicts itself or another; empty: it may be asked."""
    houses = [house.situation.facility for house in request.houses]
    twice = _again("house_twice", "houses", houses, "facility")
    return (
        *twice,
        *(fault for n, house in enumerate(request.houses) for fault in _house(house, f"houses[{n}]")),
    )


def _house(house: House, path: str) -> Iterator[Fault]:
    situation = house.situation
    yield from _days(house, path)
    where = f"{path}.situation"
    if not situation.members:
        yield Fault(code="nobody", path=where, values={"facility": situation.facility})
    yield from _again("person_twice", f"{where}.members", [m.person for m in situation.members], "person")
    yield from _again("post_twice", f"{where}.posts", [post.post for post in situation.posts], "post")
    yield from _again("phase_twice", f"{where}.steps", [step.phase for step in situation.steps], "phase")
    for n, step in enumerate(situation.steps):
        if step.days < 1:
            yield Fault(code="phase_of_no_days", path=f"{where}.steps[{n}]", values={"phase": step.phase})
    for n, post in enumerate(situation.posts):
        yield from _again(
            "watch_twice", f"{where}.posts[{n}].watches", [w.watch for w in post.watches], "watch"
        )
    for n, member in enumerate(situation.members):
        if member.since is not None and member.since > situation.first:
            values = {"person": member.person, "day": member.since.isoformat()}
            yield Fault(code="since_later", path=f"{where}.members[{n}]", values=values)
    yield from _kept(house, path)


def _days(house: House, path: str) -> Iterator[Fault]:
    situation: Situation = house.situation
    first, last = situation.first, situation.last
    values = {"first": first.isoformat(), "last": last.isoformat()}
    if last < first:
        yield Fault(code="days_backwards", path=f"{path}.situation", values=values)
    elif (last - first).days >= MOST_DAYS:
        yield Fault(code="too_many_days", path=f"{path}.situation", values={**values, "most": str(MOST_DAYS)})
    elif house.frozen is not None and not first <= house.frozen <= last:
        yield Fault(code="frozen_outside", path=path, values={**values, "day": house.frozen.isoformat()})


def _kept(house: House, path: str) -> Iterator[Fault]:
    if house.keep is None:
        return
    known = {member.person for member in house.situation.members}
    for n, turn in enumerate(house.keep.turns):
        where = f"{path}.keep.turns[{n}]"
        if turn.person not in known:
            yield Fault(code="stranger_kept", path=where, values={"person": turn.person})
        if turn.last < turn.first:
            yield Fault(code="kept_backwards", path=where, values={"person": turn.person})
    for n, stand in enumerate(house.keep.stands):
        if stand.person not in known:
            yield Fault(
                code="stranger_kept", path=f"{path}.keep.stands[{n}]", values={"person": stand.person}
            )


def _again(code: FaultCode, path: str, names: Sequence[str], what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, name in enumerate(names):
        if name in seen:
            yield Fault(code=code, path=f"{path}[{n}]", values={what: name})
        seen.add(name)
