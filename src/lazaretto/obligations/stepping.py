"""Stepping: who is to step into the next phase of the loop, when, and what they lack for it (M25).

A phase ends on the day that the pattern says, and later where something is still lacking; it is never
shortened. What is asked of a step are the conditions by which the document lets one out of the phase that
ends and into the one that follows: one named function each, three-valued. What nobody has said, measured
or tested is *unknown*, and an unknown lets nobody in (law 8).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import at_local, day_number, instant, local_day, seconds
from lazaretto.obligations.days import DEFAULT_ZONE, HOUR
from lazaretto.obligations.holding import Gathered, Held, State
from lazaretto.obligations.incidents import of_people
from lazaretto.obligations.linking import cases
from lazaretto.obligations.looping import Phased, phased
from lazaretto.obligations.pools import pool_holds
from lazaretto.obligations.strength import staff
from lazaretto.obligations.swabs import Finding, Swab
from lazaretto.obligations.training import Passes, needed_by, passes
from lazaretto.protocol.document import Protocol, Refrain
from lazaretto.registers.events import FOREVER, Columns
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS

_FOUND: dict[str, Finding] = {"negative": "negative", "positive": "positive"}


@dataclass(frozen=True, slots=True)
class Step:
    """One person's next step. lacks: what is not met or not known; met: what is.

    to: the phase that follows; None where the pattern has no other. on: the first day on which it may be
    stepped; today or earlier where it is due.
    """

    person: str
    batch: str
    now: str
    since: date
    to: str | None
    on: date
    asked: tuple[Held, ...]

    @property
    def lacks(self) -> tuple[Held, ...]:
        """What stands between the person and the step."""
        return tuple(held for held in self.asked if held.state != "met")


class House:
    """What was said of the staff of one house: each event narrowed to them once, when first asked for."""

    def __init__(
        self, standing: Standing, facts: Sequence[Fact], protocol: Protocol, facility: str,
        people: Sequence[str],
    ) -> None:  # fmt: skip
        self.standing = standing
        self.facts = facts
        self.protocol = protocol
        self.zone = standing.zones.get(standing.facilities.find(facility), DEFAULT_ZONE)
        self.gathered = Gathered(standing, people)

    @cached_property
    def passes(self) -> Passes:
        """Every pass in a procedure that stands."""
        return passes(self.standing, self.protocol)

    @cached_property
    def limits(self) -> dict[str, dict[str, int]]:
        """The settings of the document's conditions, by their names."""
        refrains = (clause.duty for clause in self.protocol.clauses if isinstance(clause.duty, Refrain))
        return {duty.condition: duty.settings for duty in refrains}

    def day_of(self, at: int) -> date:
        """The calendar day of an instant (seconds) at the house."""
        return local_day(instant(at), zone=self.zone)


@dataclass(frozen=True)
class Stepping:
    """One person before a step. seen: the day from which it is looked at; day: that of the step itself."""

    house: House
    mine: Phased
    seen: date

    @property
    def day(self) -> date:
        """The first day on which the step may be taken, from the day of looking on."""
        return max(self.seen, self.mine.ends)

    @cached_property
    def key(self) -> int:
        """The person's number."""
        return self.house.standing.names.find(self.mine.person)

    @property
    def at(self) -> int:
        """The instant at which the step is looked at: now, or the beginning of a day to come."""
        begins = seconds(at_local(self.day, time(), zone=self.house.zone))
        return max(self.house.standing.at, begins)

    def of(self, name: str) -> Columns:
        """Rows of one event about the person."""
        return self.house.gathered.of(name, self.key)

    def of_phase(self, name: str) -> Columns:
        """Rows of one event about the person since the running phase began."""
        rows = self.of(name)
        return rows.where(rows.occurred >= self.mine.start)


def days_served(step: Stepping) -> Held:
    """The days of the running phase are over."""
    served = (step.seen - step.mine.since).days
    values = {"day": str(served), "days": str((step.mine.ends - step.mine.since).days)}
    state: State = "met" if step.seen >= step.mine.ends else "not_met"
    return Held("days_served", state, (step.mine.fact,), values)


def tests_done(step: Stepping) -> Held:
    """Each test day of the running phase has a negative of its own, sampled on that day or later."""
    days = step.mine.phase.tests_on if step.mine.phase is not None else ()
    swabs = _swabs(step)
    negatives = [swab for swab in swabs if swab.finding == "negative"]
    given: list[Swab] = []
    open_days = []
    for day in days:
        answer = next((s for s in negatives if s.day >= day and s not in given), None)
        if answer is None:
            open_days.append(day)
        else:
            given.append(answer)
    facts = tuple(fact for swab in given for fact in swab.facts)
    values = {"owed": str(len(days)), "done": str(len(given))}
    if not open_days:
        return Held("tests_done", "met", facts, values)
    served = (step.house.day_of(step.house.standing.at) - step.mine.since).days
    missed = [day for day in open_days if day < served]
    awaited = [swab for swab in swabs if swab.finding == "awaited" and swab.day >= open_days[0]]
    if missed and not awaited:
        return Held("tests_done", "not_met", facts, values | {"open": ", ".join(map(str, missed))})
    return Held("tests_done", "unknown", facts, values | {"open": ", ".join(map(str, open_days))})


def recent_negative(step: Stepping) -> Held:
    """The last result is negative, and no older than the document lets it be at the step."""
    settings = step.house.limits.get("step_up_untested")
    if settings is None:
        return Held("recent_negative", "met")
    values = {"hours": str(settings["hours"])}
    rows = step.of("result")
    if not len(rows):
        return Held("recent_negative", "unknown", (), values)
    said, fact = int(rows.occurred[-1]), int(rows.fact[-1])
    values["said"] = instant(said).isoformat()
    if int(rows.value[-1]) != RESULTS.index("negative"):
        return Held("recent_negative", "not_met", (fact,), values | {"result": RESULTS[int(rows.value[-1])]})
    if step.at - said <= settings["hours"] * HOUR:
        return Held("recent_negative", "met", (fact,), values)
    return Held("recent_negative", "unknown", (fact,), values)


def well(step: Stepping) -> Held:
    """No symptom was reported since the running phase began, the last check-in was well, no fever of late."""
    said, complaints = step.of_phase("checked_in"), step.of_phase("symptoms")
    after = int(said.occurred[-1]) if len(said) else -1
    if len(said) and not said.aux[-1]:
        return Held("well", "not_met", tuple(said.fact[-1:].tolist()))
    hot = step.of_phase("temperature")
    settings = step.house.limits.get("leg_ended_unwell")
    if settings is not None:
        hot = hot.where(
            (hot.value >= settings["tenths"]) & (hot.occurred > step.at - settings["hours"] * HOUR)
        )
        if len(hot):
            return Held("well", "not_met", tuple(hot.fact[-1:].tolist()))
    if len(complaints) and int(complaints.occurred[-1]) > after:
        return Held("well", "not_met", tuple(complaints.fact[-1:].tolist()))
    heard = [rows for rows in (said, step.of_phase("temperature")) if len(rows)]
    if not heard:
        return Held("well", "unknown")
    return Held("well", "met", tuple(max(heard, key=lambda rows: int(rows.occurred[-1])).fact[-1:].tolist()))


def checked_in(step: Stepping) -> Held:
    """Whoever isolates said where they are today or yesterday: what was missed before, a call has settled."""
    rows = step.of_phase("checked_in")
    if not len(rows):
        return Held("checked_in", "not_met")
    last = step.house.day_of(int(rows.occurred[-1]))
    today = step.house.day_of(step.house.standing.at)
    state: State = "met" if (today - last).days <= 1 else "not_met"
    return Held("checked_in", state, tuple(rows.fact[-1:].tolist()), {"last": last.isoformat()})


def no_open_case(step: Stepping) -> Held:
    """No incident about the person runs, and they are no case that was not found to be none."""
    standing = step.house.standing
    runs = standing.once("incidents at the instant", lambda: of_people(standing).at(standing.at))
    mine = runs.where(runs.key == step.key)
    if len(mine):
        incident = standing.names.name(int(mine.value[-1]))
        return Held("no_open_case", "not_met", tuple(mine.fact[-1:].tolist()), {"incident": incident})
    found = cases(standing)
    found = found.where((found.key == step.key) & (found.value > standing.at))
    negatives = step.of("result")
    negatives = negatives.where(negatives.value == RESULTS.index("negative"))
    if len(found) and not bool(np.any(negatives.occurred > found.occurred[-1])):
        return Held("no_open_case", "not_met", tuple(found.fact[-1:].tolist()))
    return Held("no_open_case", "met")


def not_held_by_pool(step: Stepping) -> Held:
    """No positive or grey pool holds the person (M22)."""
    standing = step.house.standing
    held = standing.once("pool holds at the instant", lambda: pool_holds(standing).at(standing.at))
    mine = held.where(held.key == step.key)
    if not len(mine):
        return Held("not_held_by_pool", "met")
    tube = standing.names.name(int(mine.value[-1]))
    return Held("not_held_by_pool", "not_met", tuple(mine.fact[-1:].tolist()), {"tube": tube})


def not_away(step: Stepping) -> Held:
    """Nobody is ill, isolated or on leave on the day of the step."""
    rows, back = step.of("absent"), step.of("returned")
    since = int(back.occurred[-1]) if len(back) else -1
    number = day_number(step.day)
    rows = rows.where((rows.occurred > since) & (rows.value <= number) & (number <= rows.aux))
    if not len(rows):
        return Held("not_away", "met")
    last = int(rows.aux[-1])
    values = {} if last >= FOREVER else {"until": (date(1970, 1, 1) + timedelta(days=last)).isoformat()}
    return Held("not_away", "not_met", tuple(rows.fact[-1:].tolist()), values)


def trained(step: Stepping) -> Held:
    """Every procedure that the person's post needs was passed, and the pass is good on the day (M36)."""
    standing = step.house.standing
    member = staff(standing).get(step.key)
    if member is None:
        return Held("trained", "unknown")
    mine = step.house.passes.get(step.mine.person, {})
    needed = needed_by(step.house.protocol, member.post)
    open_ones = [one.id for one in needed if one.id not in mine or mine[one.id] < step.day]
    if not open_ones:
        return Held("trained", "met")
    return Held("trained", "not_met", (), {"procedures": ", ".join(open_ones)})


# What a phase may ask of whoever leaves it (exit) or steps into it (enter), in the order in which it is told.
CONDITIONS: dict[str, Callable[[Stepping], Held]] = {
    "days_served": days_served,
    "tests_done": tests_done,
    "recent_negative": recent_negative,
    "well": well,
    "checked_in": checked_in,
    "no_open_case": no_open_case,
    "not_held_by_pool": not_held_by_pool,
    "not_away": not_away,
    "trained": trained,
}


def ready(
    standing: Standing, protocol: Protocol, facts: Sequence[Fact], *, facility: str, day: date
) -> tuple[Step, ...]:
    """Everybody of a house who is in a phase, by the day of their next step, with what it asks of them.

    day: from which on it is looked at; a step that lies ahead is looked at as of its own day.
    """
    everybody = phased(standing, protocol, facility=facility)
    house = House(standing, facts, protocol, facility, [one.person for one in everybody])
    steps = [_step(house, one, day) for one in everybody]
    return tuple(sorted(steps, key=lambda step: (step.on, step.now, step.batch, step.person)))


def _step(house: House, mine: Phased, day: date) -> Step:
    """The conditions are those of the running phase's exit, then of the next one's entrance; each once."""
    out = mine.phase.exit if mine.phase is not None else ()
    into = mine.following.enter if mine.following is not None else ()
    stepping = Stepping(house, mine, day)
    names = [name for name in dict.fromkeys((*out, *into)) if name in CONDITIONS]
    asked = tuple(CONDITIONS[name](stepping) for name in names)
    to = mine.following.phase if mine.following is not None else None
    return Step(mine.person, mine.batch, mine.now, mine.since, to, mine.ends, asked)


def _swabs(step: Stepping) -> list[Swab]:
    """The samples of the running phase, pooled ones too: staff are swabbed in rounds."""
    sampled, results = step.of_phase("in_tube"), step.house.gathered.results
    found = []
    for row in range(len(sampled)):
        said = results.where(
            (results.key == sampled.value[row]) & (results.occurred >= sampled.occurred[row])
        )
        day = (step.house.day_of(int(sampled.occurred[row])) - step.mine.since).days
        facts = (int(sampled.fact[row]), *said.fact[-1:].tolist())
        finding = _FOUND.get(RESULTS[int(said.value[-1])], "unclear") if len(said) else "awaited"
        found.append(Swab(day, finding, facts))
    return found
