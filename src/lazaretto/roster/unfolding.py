"""Letters of the loop → phases day by day → turns.

A step with an absence in it has no letter of its own: the days before the absence go on as they were, those
after it belong to what comes next.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lazaretto.facts.duty import Phase, Turn
from lazaretto.obligations.rostering.situation import Member
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.ground import Ground
from lazaretto.roster.looping import Loop

Days = list[Phase | None]


@dataclass(frozen=True, slots=True)
class Unfolded:
    """A loop laid out. days: member → phase of each day; posted: member → group of posts of each step; turns.

    Those who are stuck are in none of them.
    """

    days: dict[int, Days]
    posted: dict[int, list[int | None]]
    turns: tuple[Turn, ...]


def unfold(loop: Loop, letters: Ints) -> Unfolded:
    """The letters by member and step, shape (members, steps), laid out day by day."""
    days = {
        n: phases_of(loop.ground, n, [loop.ground.letters[letter].phase for letter in row])
        for n, row in zip(loop.members, letters, strict=True)
    }
    turns = [turn for n in loop.members for turn in _turns(loop.ground, loop.ground.members[n], days[n])]
    posted = {
        n: [loop.ground.letters[letter].group for letter in row]
        for n, row in zip(loop.members, letters, strict=True)
    }
    return Unfolded(days, posted, tuple(turns))


def phases_of(ground: Ground, n: int, phases: Days) -> Days:
    """The phase of each day from those of the steps; None on days away."""
    found: Days = [None] * ground.days
    for phase, step in zip(phases, ground.steps, strict=True):
        found[step.start : step.stop] = [phase] * len(step)
    for number in range(len(phases)):
        if phases[number] is None:
            _fill(ground, n, found, phases, number)
    return found


def _fill(ground: Ground, n: int, found: Days, phases: Days, number: int) -> None:
    """The days of a step on which somebody is present although an absence falls into it."""
    step, away = ground.steps[number], ground.away[n]
    gone = [day for day in step if away[day]]
    if not gone:
        return
    before = found[step.start - 1] if step.start else _of_eve(ground, n)
    coming = phases[number + 1] if number + 1 < len(phases) else None
    home: Phase = "C" if "C" in ground.lengths else ground.outside
    member = ground.members[n]
    served = _served(ground, n, found, step.start)
    longest = max(member.least if served >= step.start else 0, ground.lengths.get(before, 0))
    for day in range(step.start, gone[0]):
        if before is None:
            found[day] = home
        elif served + day - step.start >= longest and before == ground.inside == "A":
            found[day] = ground.order[before]
        else:
            found[day] = before
    for day in step:
        if day > gone[0] and not away[day]:
            found[day] = coming if coming is not None and day > gone[-1] else home


def _of_eve(ground: Ground, n: int) -> Phase | None:
    phase = ground.members[n].phase
    return phase if phase in ground.lengths else None


def _served(ground: Ground, n: int, found: Days, day: int) -> int:
    """For how many days in a row somebody has been in the phase of the day before."""
    phase, at = (found[day - 1] if day else _of_eve(ground, n)), day
    while at > 0 and found[at - 1] == phase:
        at -= 1
    member = ground.members[n]
    eve = -ground.offset(member.since) if at == 0 and member.since and member.phase == phase else 0
    return day - at + eve


def _turns(ground: Ground, member: Member, days: Days) -> Iterator[Turn]:
    """Stretches of days in one phase. The batch is theirs, or named by the day on which they next go in."""
    for phase, stretch in groupby(range(len(days)), key=lambda day: days[day]):
        mine = list(stretch)
        if phase is not None:
            yield Turn(
                person=member.person, phase=phase, batch=member.batch or _batch(ground, days, mine[0]),
                first=ground.day(mine[0]), last=ground.day(mine[-1]),
            )  # fmt: skip


def _batch(ground: Ground, days: Days, day: int) -> str:
    """Those who go inside on one day are one batch; before the loop has begun they are none yet."""
    inside = next((at for at in range(day, len(days)) if days[at] == ground.inside), None)
    return f"{ground.day(inside):%m%d}" if inside is not None else "-"
