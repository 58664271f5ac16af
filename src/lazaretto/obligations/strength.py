"""Whose posts are whose: the staff of a house, who may stand at its gate and who may open it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Approver
from lazaretto.obligations.delegating import delegations
from lazaretto.registers.duty import POSTS
from lazaretto.registers.events import Columns, joined
from lazaretto.registers.standing import DETACHMENT, Standing

NOWHERE = -1  # no house
_SAID = ("enrolled", "reinforced", "reinforcement_ended", "left_strength")
AT_THE_GATE = ("gate", "officer", "leader")  # posts whose holders may stand at a gate


class Member(NamedTuple):
    """A member of staff: on which post, of which house (number), enrolled by which fact."""

    post: str
    facility: int
    fact: int


class Place(NamedTuple):
    """A house as its number, or :data:`NOWHERE`. home: whose own they are. lent: whom they reinforce."""

    home: int
    lent: int = NOWHERE

    @property
    def serves(self) -> int:
        """Where they serve: in the house that they reinforce, else in their own."""
        return self.home if self.lent == NOWHERE else self.lent


def staff(standing: Standing) -> Mapping[int, Member]:
    """Everybody's latest enrolment, by key; the whole network's, because houses lend each other people."""
    return standing.once("staff", lambda: _staff(standing.events("enrolled")))


def strength(standing: Standing, facility: int) -> list[int]:
    """The keys of those who serve in a house, in order of number.

    Its own, without those who left for good or reinforce another house, and those who were lent to it.
    """
    mine = [key for key, place in serving(standing).items() if place.serves == facility]
    return sorted(mine, key=standing.names.name)


def serving(standing: Standing) -> Mapping[int, Place]:
    """Where everybody belongs and where they serve, by key; the whole network's."""
    return standing.once("serving", lambda: _serving(standing))


def officers(standing: Standing, facility: int) -> list[str]:
    """Who may stand at the gate of a house."""
    known = staff(standing)
    fit = [key for key in strength(standing, facility) if key in known and known[key].post in AT_THE_GATE]
    return [standing.names.name(key) for key in fit]


def approvers(standing: Standing, facts: Sequence[Fact], facility: int) -> dict[str, list[str]]:
    """Who may let in, by level: leaders of the house and of the detachment, and their delegates of now."""
    offices = standing.events("facility_established")
    houses: dict[Approver, list[int]] = {
        "leader": [facility],
        "detachment": _numbers(offices.where(offices.value == DETACHMENT)),
    }
    return {
        level: sorted({*_leaders(standing, houses[level]), *_delegates(standing, facts, facility, level)})
        for level in houses
    }


def masked(facts: Sequence[Fact], member: Member | None) -> str | None:
    """The first character of a name, and that there is more of it."""
    body = facts[member.fact].body if member is not None else None
    return f"{body.name[0]}**" if isinstance(body, Enrolled) and body.name else None


def _staff(enrolled: Columns) -> dict[int, Member]:
    columns = (enrolled.key, enrolled.value, enrolled.facility, enrolled.fact)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {key: Member(POSTS[post], facility, fact) for key, post, facility, fact in rows}


def _serving(standing: Standing) -> dict[int, Place]:
    """What was said of each, in order: joined, left for good, lent, back from where they were lent."""
    said = [(name, standing.events(name)) for name in _SAID]
    every = joined([replace(rows, value=np.full(len(rows), n)) for n, (_, rows) in enumerate(said)])
    found: dict[int, Place] = {}
    columns = (every.key, every.value, every.facility)
    for key, what, house in zip(*(column.tolist() for column in columns), strict=True):
        now = _SAID[what]
        here = found.get(key, Place(NOWHERE))
        if now == "enrolled":
            found[key] = Place(house)
        elif now == "reinforced":
            found[key] = Place(here.home, house)
        elif house == here.lent:
            found[key] = Place(here.home)
        elif now == "left_strength" and house == here.home:
            found[key] = Place(NOWHERE)
    return found


def _leaders(standing: Standing, houses: Sequence[int]) -> list[str]:
    found = [k for k, m in staff(standing).items() if m.post == "leader" and m.facility in houses]
    return [standing.names.name(key) for key in found]


def _delegates(standing: Standing, facts: Sequence[Fact], facility: int, level: Approver) -> list[str]:
    house = standing.facilities.name(facility)  # a leave is of one house, the detachment's too
    given = delegations(standing, facts=facts, facility=house).values()
    return [
        one.delegate for one in given
        if one.lets(one.delegate, level=level, facility=house, at=standing.at)
    ]  # fmt: skip


def _numbers(rows: Columns) -> list[int]:
    return [int(number) for number in np.unique(rows.facility)]
