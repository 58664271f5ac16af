"""Single swabs of a leg against the days on which they are required."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.registers.events import Columns
from lazaretto.registers.testing import RESULTS

Finding = Literal["negative", "positive", "unclear", "awaited"]
_FINDINGS: dict[str, Finding] = {"negative": "negative", "positive": "positive"}


@dataclass(frozen=True, slots=True)
class Swab:
    """A single sample: on which day of the leg, what it found, which facts say so."""

    day: int
    finding: Finding
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Which required days have their negative. missed: their time is over; awaited: not yet, or a result is.

    facts: those of the negatives that count. positive: those of a positive that no later swab answers.
    """

    owed: int
    facts: tuple[int, ...]
    missed: tuple[int, ...]
    awaited: tuple[int, ...]
    positive: tuple[int, ...]

    @property
    def done(self) -> int:
        """How many of the required days are answered."""
        return self.owed - len(self.missed) - len(self.awaited)


def swabs_of(sampled: Columns, results: Columns, *, zero: datetime, zone: str) -> tuple[Swab, ...]:
    """One person's single samples since a leg's day 0, in order of time.

    sampled: rows of ``in_tube`` of the person; results: rows of ``tube_result``, the last of a tube counts.
    """
    singles = sampled.where((sampled.aux == 1) & (sampled.occurred >= seconds(zero)))
    first, found = local_day(zero, zone=zone), []
    for row in range(len(singles)):
        day = (local_day(instant(int(singles.occurred[row])), zone=zone) - first) // timedelta(days=1)
        said = results.where(
            (results.key == singles.value[row]) & (results.occurred >= singles.occurred[row])
        )
        facts = (int(singles.fact[row]), *said.fact[-1:].tolist())
        finding = _FINDINGS.get(RESULTS[int(said.value[-1])], "unclear") if len(said) else "awaited"
        found.append(Swab(day, finding, facts))
    return tuple(found)


def answered(swabs: Sequence[Swab], *, required: Sequence[int], final: int, today: int) -> Answers:
    """Each required day's negative: sampled on it or before the next one; ``final`` of them for the last day.

    What was missed is made good by one more negative, sampled after its time was over, on a day of which no
    other required day has use.
    """
    negatives = [swab for swab in swabs if swab.finding == "negative"]
    given: dict[int, list[Swab]] = {day: _within(negatives, day, required) for day in required}
    counted = {day: found[: final if day == required[-1] else 1] for day, found in given.items()}
    taken = {swab.day for found in counted.values() for swab in found}
    for day in required:
        if not given[day]:
            spare = [s for s in negatives if s.day > _next(day, required) - 1 and s.day not in taken]
            counted[day] = spare[:1]
            taken |= {swab.day for swab in spare[:1]}
    enough = {day: (final if day == required[-1] else 1) for day in required}
    short = [day for day in required if len(counted[day]) < enough[day]]
    waiting = {day for day in short if today < _next(day, required) or _awaited(swabs, day, required)}
    clear = [swab for swab in swabs if swab.finding in ("negative", "positive")]
    return Answers(
        owed=len(required),
        facts=tuple(n for day in required for swab in counted[day] for n in swab.facts),
        missed=tuple(day for day in short if day not in waiting),
        awaited=tuple(day for day in short if day in waiting),
        positive=clear[-1].facts if clear and clear[-1].finding == "positive" else (),
    )


def _next(day: int, required: Sequence[int]) -> int:
    """The required day after one; after the last one none is."""
    return min((later for later in required if later > day), default=2**31)


def _within(swabs: Sequence[Swab], day: int, required: Sequence[int]) -> list[Swab]:
    return [swab for swab in swabs if day <= swab.day < _next(day, required)]


def _awaited(swabs: Sequence[Swab], day: int, required: Sequence[int]) -> bool:
    """Whether a swab of a day's time is still without a result."""
    return any(swab.finding == "awaited" for swab in _within(swabs, day, required))
