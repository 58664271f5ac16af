"""A first roster of a stretch's watches: group by group what rested people stand, or what can be matched.

Lawful, and quick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace as replaced

import numpy as np

from lazaretto.roster.engine.judging import faults
from lazaretto.roster.engine.problem import Ints, Problem
from lazaretto.roster.ground import Ground
from lazaretto.roster.needing import needed, women_needed
from lazaretto.roster.repeating import repeated
from lazaretto.roster.rotating import rotate
from lazaretto.roster.standing import Company, Standing, standing


def deal(
    ground: Ground, company: Company, question: Standing, posted: Mapping[int, int | None],
    nights: Mapping[int, float],
) -> Ints:  # fmt: skip
    """Group by group what its people stand when all are rested, or what can be matched day by day."""
    rows = np.zeros((len(company.people), len(company.days)), dtype=np.int64)
    before = 0
    for number, group in enumerate(ground.groups):
        slots = range(before, before + len(group.slots))
        mine = _of(company, posted, number, slots, guarded=group.guarded)
        if mine:
            own = _of_group(company, mine, slots)
            whole = ground.lengths[ground.inside if group.guarded else ground.outside]
            tired = not group.guarded and any(person.tiring.any() for person in own.people)
            ahead = [nights[person.number] for person in own.people]
            found = None if tired else _usual(own, whole, ahead)
            wide = None if found is None else np.where(found > 0, found + before, 0)
            if wide is None or not _settle(question.problem, mine, wide, _women(own, whole)):
                found = rotate(own, standing(own))
                wide = np.where(found > 0, found + before, 0)
            rows[mine] = wide
        before += len(group.slots)
    return rows


def _of(
    company: Company, posted: Mapping[int, int | None], number: int, slots: range, *, guarded: bool
) -> list[int]:
    """Who stands a group: inside who is posted to it, outside whoever may and is posted nowhere else."""
    return [
        at
        for at, person in enumerate(company.people)
        if posted.get(person.number) == number
        or (not guarded and posted.get(person.number) is None and person.open[:, list(slots)].any())
    ]


def _of_group(company: Company, mine: Sequence[int], slots: range) -> Company:
    """Some of a company, and the watches that are theirs."""
    people = tuple(
        replaced(
            person,
            open=person.open[:, slots.start : slots.stop],
            costs=person.costs[:, slots.start : slots.stop],
            tiring=person.tiring[:, slots.start : slots.stop],
        )
        for person in (company.people[at] for at in mine)
    )
    return replaced(company, slots=company.slots[slots.start : slots.stop], people=people)


def _usual(company: Company, whole: int, nights: Sequence[float]) -> Ints | None:
    """The rows of rested people, dealt out: who had the fewest nights so far has the most now.

    whole: the days of a phase. nights: of each, how many more than their even share. None where they are too
    few to fill every place for a whole phase.
    """
    asked = company.slots, company.limits, whole
    women = _women(company, whole)
    if len(company.people) < needed(*asked) or len(women) < women_needed(*asked):
        return None
    others = [at for at in range(len(company.people)) if at not in women]
    found, _ = repeated(company.slots, company.limits, len(company.days), len(company.people), len(women))
    dark = np.array([False, *(slot.is_night for slot in company.slots)])[found].sum(axis=1)
    rows = np.zeros_like(found)
    for people, places in ((women, range(len(women))), (others, range(len(women), len(company.people)))):
        order = sorted(people, key=lambda at: (nights[at], at))
        for at, place in zip(order, sorted(places, key=lambda p: (-dark[p], p)), strict=True):
            rows[at] = found[place]
    return rows


def _women(company: Company, whole: int) -> list[int]:
    """Those to whom the places of women are dealt."""
    most = women_needed(company.slots, company.limits, whole)
    return [at for at, person in enumerate(company.people) if person.is_woman][:most]


def _settle(problem: Problem, mine: Sequence[int], rows: Ints, women: Sequence[int]) -> bool:
    """Let those whose row does not follow on what they stood change it for another's; False: none will.

    women: who has the places of women, and keeps one of them.
    """

    def lawful(at: int, row: Ints) -> bool:
        return not any(faults(problem, problem.members[mine[at]], row))

    for at in range(len(mine)):
        if lawful(at, rows[at]):
            continue
        for other in range(len(mine)):
            alike = (at in women) == (other in women)
            if alike and lawful(at, rows[other]) and lawful(other, rows[at]):
                rows[[at, other]] = rows[[other, at]]
                break
        else:
            return False
    return True
