"""A house of three batches as facts: its staff, their phases and passes, two posts, and a lawful roster."""

import re
from collections.abc import Iterator
from datetime import date, time

from lazaretto.facts import duty, training
from lazaretto.facts.duty import PostSet, RosterDrafted, RosterPublished, Watch
from lazaretto.facts.fact import Fact
from lazaretto.obligations.rostering.situation import Roster, Situation
from tests import rostering
from tests.stating import fact

PROCEDURES = {  # what the document asks of each sort of staff
    "leader": ("protective-clothing", "fever-response", "emergency-opening"),
    "medic": ("protective-clothing", "swabbing", "fever-response", "emergency-opening", "clinical-waste"),
    "officer": (
        "protective-clothing", "disinfection", "quarantine-escort", "fever-response", "emergency-opening",
        "clinical-waste",
    ),
    "driver": ("protective-clothing", "quarantine-escort", "vehicles"),
}  # fmt: skip
PATTERN = "abc-7-7-7"
POSTS = (
    PostSet(
        post="wing", title="监区", zone="guarded", staff=("officer", "leader"),
        watches=(
            Watch(watch="day", begins=time(8), hours=8, need=1, women=1),
            Watch(watch="night", begins=time(20), hours=12, need=1),
        ),
    ),
    PostSet(
        post="gate", title="大门", zone="administration", staff=("gate", "officer"),
        watches=(Watch(watch="day", begins=time(9), hours=8, need=1),),
    ),
)  # fmt: skip


def staffed(asked: Situation, *, number: int = 5_000) -> Iterator[Fact]:
    """The people of a situation serve in the house, have passed what is asked, and are in their phases.

    Whoever the small world has in the house leaves it: a roster has no blank.
    """
    for n, person in enumerate(("S1", "S2")):
        yield fact(
            duty.LeftStrength(person=person, reason="posted elsewhere"), "03-10 12:00", number=number + n
        )
    for index, member in enumerate(asked.members, 1):
        base = number + 20 * index
        joined = duty.Enrolled(person=member.person, sex=member.sex, post=member.post)
        yield fact(joined, "03-01 09:00", number=base)
        for n, procedure in enumerate(PROCEDURES.get(member.post, ())):
            passed = training.Assessed(
                person=member.person, procedure=procedure, passed=True, assessor="T1", score=90
            )
            yield fact(passed, "03-01 10:00", number=base + 1 + n)
        if member.phase is not None and member.since is not None:
            step = duty.PhaseStarted(person=member.person, phase=member.phase, batch=member.batch or "1")
            yield fact(step, f"{member.since} 06:00", number=base + 15)
    for n, post in enumerate(POSTS):
        yield fact(post, "03-01 11:00", number=number + 3 + n)


def published(said: Roster, *, first: date, last: date, pattern: str = PATTERN, number: int = 8_000) -> Fact:
    """A roster that was signed the day before."""
    body = RosterPublished(
        roster="R-1", first=first, last=last, persons=tuple(sorted({turn.person for turn in said.turns})),
        signed_by="L9", pattern=pattern, turns=said.turns, stands=said.stands,
    )  # fmt: skip
    return fact(body, "03-14 09:00", number=number)


def drafted(
    said: Roster, *, first: date, last: date, code: str = "D-1", pattern: str = PATTERN, number: int = 8_100
) -> Fact:
    """A draft that an officer put forward."""
    body = RosterDrafted(
        roster=code, pattern=pattern, first=first, last=last, turns=said.turns, stands=said.stands
    )
    return fact(body, "03-14 10:00", number=number)


def house(**how: int) -> tuple[Situation, Roster]:
    """The situation and its lawful roster."""
    asked = rostering.situation(**how)
    return asked, rostering.roster(asked)


def rules(page: str) -> list[str]:
    """The rules that a draft's page offers to be named."""
    return re.findall(r'name="despite" value="(\w+)"', page)
