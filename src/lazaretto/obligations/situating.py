"""A house as its rosters are judged: read from the record, the protocol in force and the roster in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import get_args

import numpy as np

from lazaretto.facts.duty import Enrolled, Phase, StaffPost
from lazaretto.facts.fact import Code, Fact, Person
from lazaretto.obligations.away import away, away_on
from lazaretto.obligations.eve import Stage, stages, tired
from lazaretto.obligations.force import InForce, applies
from lazaretto.obligations.manning import stood
from lazaretto.obligations.rostering.force import pattern_in_force, ruling_document
from lazaretto.obligations.rostering.judging import NAMES
from lazaretto.obligations.rostering.situation import Known, Member, Post, Situation, Step
from lazaretto.obligations.strength import staff, strength
from lazaretto.obligations.training import needed_by, passes
from lazaretto.protocol.document import Pattern, Protocol, Refrain
from lazaretto.registers.standing import Standing

_NEXT = timedelta(days=1)
_ON_DUTY = ("A", "B")


def situation_of(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: str, first: date,
    last: date,
) -> Situation | None:  # fmt: skip
    """A house over the days from a first to a last one, as known at the standing's instant.

    Strength, passes, posts and limits are those of that instant; phases are those of the eve of the first
    day: as they were stated, or as the roster in force has them where the eve is today or still to come.
    None where no document in force has a pattern for the house.
    """
    protocol = ruling_document(forces, standing.at)
    pattern = pattern_in_force(standing, protocol, facility, first) if protocol is not None else None
    if protocol is None or pattern is None:
        return None
    posts = _posts(standing, facts, protocol, facility)
    return Situation(
        facility=facility, first=first, last=last, pattern=pattern.id,
        steps=tuple(Step(phase=step.phase, days=step.days) for step in pattern.phases),
        members=_members(
            standing, facts, protocol, facility, first, posts=posts,
            days={step.phase: step.days for step in pattern.phases},
        ),
        posts=posts, needs=_needs(protocol), limits=limits(standing, forces, facility),
    )  # fmt: skip


def limits(standing: Standing, forces: Sequence[InForce], facility: str) -> dict[str, dict[str, int]]:
    """Settings of the judge's rules: those of the clauses that bind the house at the standing's instant."""
    where = np.array([standing.facilities.find(facility)], np.int64)
    when, found = np.array([standing.at], np.int64), dict[str, dict[str, int]]()
    for force in forces:
        for clause in force.protocol.clauses:
            duty = clause.duty
            if not isinstance(duty, Refrain) or duty.condition not in NAMES:
                continue
            if applies(clause, force=force, standing=standing, facility=where, instants=when)[0]:
                found.setdefault(duty.condition, duty.settings)
    return found


def _members(
    standing: Standing, facts: Sequence[Fact], protocol: Protocol, facility: str, first: date, *,
    days: Mapping[Phase, int], posts: tuple[Post, ...],
) -> tuple[Member, ...]:  # fmt: skip
    joined, absences = staff(standing), away(standing)
    phases, fixed = stages(standing, facts, facility, first), _fixed(standing, facility)
    worn, found = tired(standing, facts, facility, first, posts), []
    known, began = passes(standing, protocol), _Began(standing, protocol, facility)
    for key in strength(standing, standing.facilities.find(facility)):
        body = facts[joined[key].fact].body if key in joined else None
        if not isinstance(body, Enrolled):
            continue  # lent by a house of which nothing was read
        absent, stage = absences.get(key, ()), phases.get(body.person)
        if stage is not None and stage.phase in _ON_DUTY and away_on(absent, first - _NEXT) is not None:
            stage = None  # whoever fell out of A or B is in no phase any more
        least = began.days(stage) if stage is not None else 0
        nights, rested = worn.get(body.person, (0, None))
        found.append(
            Member(
                person=body.person, sex=body.sex, post=body.post,
                phase=stage.phase if stage else None, since=stage.since if stage else None,
                batch=stage.batch if stage else None, nights=nights, rested_from=rested,
                least=least if stage and least > days.get(stage.phase, 0) else 0,
                away=tuple(one for one in absent if one.last is None or first <= one.last),
                known=tuple(Known(procedure=p, until=d) for p, d in known.get(body.person, {}).items()),
                posts=fixed.get(body.person, ()),
            )
        )  # fmt: skip
    return tuple(found)


@dataclass
class _Began:
    """How many days a phase was to last by the pattern that its house worked when it began."""

    standing: Standing
    protocol: Protocol
    facility: str
    patterns: dict[date, Pattern | None] = field(default_factory=dict)

    def days(self, stage: Stage) -> int:
        if stage.since not in self.patterns:
            self.patterns[stage.since] = pattern_in_force(
                self.standing, self.protocol, self.facility, stage.since
            )
        pattern = self.patterns[stage.since]
        return next((p.days for p in pattern.phases if p.phase == stage.phase), 0) if pattern else 0


def _posts(standing: Standing, facts: Sequence[Fact], protocol: Protocol, facility: str) -> tuple[Post, ...]:
    """The posts that are stood. A procedure that the document does not know can be asked of nobody."""
    taught = {procedure.id for procedure in protocol.procedures}
    return tuple(
        Post(
            post=one.post, zone=one.zone, staff=one.staff, watches=one.watches,
            procedures=tuple(procedure for procedure in one.procedures if procedure in taught),
        )
        for one in stood(standing, facts, facility)
    )  # fmt: skip


def _needs(protocol: Protocol) -> dict[StaffPost, tuple[Code, ...]]:
    asked = {post: tuple(p.id for p in needed_by(protocol, post)) for post in get_args(StaffPost)}
    return {post: procedures for post, procedures in asked.items() if procedures}


def _fixed(standing: Standing, facility: str) -> Mapping[Person, tuple[Code, ...]]:
    """The posts of each by the three fixed that were signed last."""
    signed, rows = standing.events("matrix_signed"), standing.events("fixed")
    signed = signed.where(signed.facility == standing.facilities.find(facility))
    if not len(signed):
        return {}
    rows, found = rows.where(rows.fact == signed.fact[-1]), dict[Person, tuple[Code, ...]]()
    for key, post in zip(rows.key.tolist(), rows.aux.tolist(), strict=True):
        person, code = standing.names.name(key), standing.names.name(post).partition("|")[2]
        found[person] = tuple(dict.fromkeys((*found.get(person, ()), code)))
    return found
