"""Whose posts are whose: the staff of a house, who may stand at its gate and who may open it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Approver
from lazaretto.obligations.delegating import delegations
from lazaretto.registers.duty import POSTS
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import DETACHMENT, Standing

AT_THE_GATE = ("gate", "officer", "leader")  # posts whose holders may stand at a gate


class Member(NamedTuple):
    """A member of staff: on which post, of which house (number), enrolled by which fact."""

    post: str
    facility: int
    fact: int


def staff(standing: Standing) -> Mapping[int, Member]:
    """Everybody's latest enrolment, by key; the whole network's, because houses lend each other people."""
    return standing.once("staff", lambda: _staff(standing.events("enrolled")))


def strength(standing: Standing, facility: int) -> list[int]:
    """The keys of those who serve in a house: its own and who was lent to it, in order of number."""
    lent = standing.events("reinforced")
    lent = lent.where(lent.facility == facility)
    own = [key for key, member in staff(standing).items() if member.facility == facility]
    return sorted({*own, *lent.key.tolist()}, key=standing.names.name)


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
