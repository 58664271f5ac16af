"""A lawful roster, made by hand: three batches that follow each other through A, C and B, two posts.

Each batch: a leader, a medic, four officers (the first two are women) and a driver, who stands nowhere.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from msgspec.structs import replace

from lazaretto.facts.duty import Phase, StaffPost, Stand, Turn, Watch
from lazaretto.obligations.rostering.situation import Known, Member, Post, Roster, Situation, Step

FIRST = date(2022, 3, 15)
HOUSE = "QZ-D"
LOOP: tuple[Phase, ...] = ("A", "C", "B")
BATCHES = (0, 1, 2)  # which phase of the loop each is in at first
STAFF: tuple[tuple[str, StaffPost], ...] = (
    ("L", "leader"), ("M", "medic"), ("O1", "officer"), ("O2", "officer"), ("O3", "officer"),
    ("O4", "officer"), ("D", "driver"),
)  # fmt: skip
WOMEN = ("O1", "O2")
LIMITS = {
    "batch_incomplete": {"leaders": 1, "medics": 1, "women": 1},
    "watch_hours_exceeded": {"hours": 12},
    "week_hours_exceeded": {"hours": 60},
    "rest_too_short": {"hours": 11},
    "nights_in_a_row": {"nights": 3},
    "inside_too_long": {"days": 14},
}
WING = Post(
    post="wing", zone="guarded", staff=("officer", "leader"), procedures=("donning",),
    watches=(
        Watch(watch="day", begins=time(8), hours=8, need=1, women=1),
        Watch(watch="night", begins=time(20), hours=12, need=1),
    ),
)  # fmt: skip
GATE = Post(
    post="gate", zone="administration", staff=("gate", "officer"),
    watches=(
        Watch(watch="day", begins=time(9), hours=8, need=1),
        Watch(watch="noon", begins=time(12), hours=1, need=0),
        Watch(watch="late", begins=time(18), hours=1, need=0),
    ),
)  # fmt: skip


def day(number: int) -> date:
    """The day so many days after the first."""
    return FIRST + timedelta(days=number)


def situation(*, served: int = 3, days: int = 21, length: int = 7, **changes: Any) -> Situation:
    """A house whose batches have been in their phases for ``served`` days."""
    members = tuple(
        Member(
            person=f"{name}{batch}", sex="female" if name in WOMEN else "male", post=post, phase=LOOP[batch],
            since=day(-served), batch=str(batch),
            known=tuple(Known(procedure=p, until=day(days)) for p in ("donning", "hygiene")),
        )
        for batch in BATCHES
        for name, post in STAFF
    )  # fmt: skip
    return replace(
        Situation(
            facility=HOUSE, first=FIRST, last=day(days - 1), pattern="abc",
            steps=tuple(Step(phase=phase, days=length) for phase in LOOP), members=members,
            posts=(WING, GATE), needs={"officer": ("hygiene",)}, limits=LIMITS,
        ),
        **changes,
    )  # fmt: skip


def roster(asked: Situation) -> Roster:
    """The roster of :func:`situation`: every batch goes on as it is, officers stand every other day."""
    length = asked.steps[0].days
    served = {m.batch: (asked.first - m.since).days for m in asked.members if m.since is not None}
    count = (asked.last - asked.first).days + 1
    turns = tuple(
        Turn(person=f"{name}{batch}", phase=phase, batch=str(batch), first=day(first), last=day(last))
        for batch in BATCHES
        for phase, first, last in _phases(batch, served[str(batch)], count, length)
        for name, _ in STAFF
    )
    inside = {(t.phase, one): t.batch for t in turns for one in _days(t)}
    stands = [
        Stand(person=f"{name}{inside[phase, one]}", post=post, watch=watch, day=one)
        for number, one in enumerate(day(n) for n in range(count))
        for phase, post, watch, name in _watches(number)
    ]
    return Roster(turns=turns, stands=tuple(stands))


def changed(asked: Situation, person: str, **changes: Any) -> Situation:
    """The situation, with something else of one member."""
    members = (replace(one, **changes) if one.person == person else one for one in asked.members)
    return replace(asked, members=tuple(members))


def turned(said: Roster, person: str, *turns: tuple[Phase, int, int]) -> Roster:
    """The roster, with these turns of one person instead: phase, first and last day by their numbers."""
    others = tuple(turn for turn in said.turns if turn.person != person)
    mine = (Turn(person=person, phase=p, batch="x", first=day(a), last=day(b)) for p, a, b in turns)
    return replace(said, turns=(*others, *mine))


def standing(said: Roster, *stands: tuple[str, str, str, int]) -> Roster:
    """The roster with more stands: person, post, watch, day by its number."""
    more = (Stand(person=who, post=post, watch=watch, day=day(n)) for who, post, watch, n in stands)
    return replace(said, stands=(*said.stands, *more))


def turns_of(said: Roster, person: str) -> list[Turn]:
    """The turns of one person, in order."""
    return sorted((turn for turn in said.turns if turn.person == person), key=lambda one: one.first)


def _phases(batch: int, served: int, count: int, length: int) -> Iterator[tuple[Phase, int, int]]:
    at, first = batch, 0
    while first < count:
        last = min(first + length - (served if first == 0 else 0), count) - 1
        yield LOOP[at % len(LOOP)], first, last
        at, first = at + 1, last + 1


def _watches(number: int) -> Iterable[tuple[Phase, str, str, str]]:
    """Who of the batch in a phase stands which watch: two take turns by day, two by night."""
    return (
        ("A", "wing", "day", WOMEN[number % 2]), ("A", "wing", "night", ("O3", "O4")[number % 2]),
        ("B", "gate", "day", ("O3", "O4")[number % 2]),
    )  # fmt: skip


def _days(turn: Turn) -> Iterator[date]:
    return (turn.first + timedelta(days=n) for n in range((turn.last - turn.first).days + 1))
