"""The engine against what can be reckoned: a million people a schedule, and ever smaller steps."""

from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.analytic.residual import Arriving, Schedule, Swab, infects_nobody
from lazaretto.twin.building import build
from lazaretto.twin.disease import classes, history
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Cohort, Duty, LegPlan, Network, Policy, Site
from validation.assumed import ancestral, as_ordered, city, contacts, only
from validation.part import Part, Row, by_chance, in_proportion

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CITED = "reckoned by the same assumptions"
SEED = 11
PEOPLE = 1_000_000
LIVES = 100_000  # of the city, a step
RESIDENTS = 500  # a meeting falls on oneself once in so many, and infects nobody: reckoned with
AFTER = 25  # days after release until everybody's course is over
# Days of quarantine and days of the swabs.
SCHEDULES: tuple[tuple[int, tuple[int, ...]], ...] = (
    (3, ()), (3, (0,)), (3, (3,)), (7, ()), (7, (5,)), (7, (7,)), (7, (1, 7)), (10, ()), (10, (4, 9)),
)  # fmt: skip
STEPS = (1, 2, 4, 8, 24)  # a day
PER_DAY = 4


@dataclass(frozen=True, slots=True)
class Quarantine:
    """One arrival, infected, alone for so many days; swabs; watched: symptoms are always noticed."""

    days: int
    swabs: tuple[int, ...]
    watched: bool

    @property
    def name(self) -> str:
        """In words."""
        told = f"{self.days} d"
        if self.swabs:
            told += f", swabs on days {' and '.join(map(str, self.swabs))}"
        return told + (", symptoms noticed" if self.watched else "")

    def world(self, *, per_day: int) -> World:
        """The engine's world: a house of ``RESIDENTS`` whom this arrival joins after the quarantine."""
        days = self.days + AFTER
        network = Network(
            sites=(Site("A", ((RESIDENTS,),), 0),), path={"A": ("A",)},
            arrivals=(Cohort("A", 0, 1, 1 - 1e-12),), pressure={"A": (0.0,) * days},
        )  # fmt: skip
        policy = Policy("quarantine", (LegPlan(self.days, self.swabs),), Duty((("open", 1),), groups=1))
        noticed = float(self.watched)
        meets = only(
            site=ancestral().reproduction.value, noticed_quarantine=noticed, noticed_general=noticed
        )  # fmt: skip
        return build(network, policy, ancestral(), meets, days=days, per_day=per_day)

    def lived(self, *, per_day: int, people: int) -> float:
        """The share of so many arrivals who infect anybody, in the engine."""
        seen = run(self.world(per_day=per_day), seed=SEED, replicates=people)
        return float((seen.column("infected_in_wings") > 0).mean())

    def reckoned(self, *, ages: tuple[Floats, ...], late: float) -> float:
        """The same by the formula. late: days from swab to result."""
        # Whoever waits for the result of the last day is not let out: nothing is transmitted meanwhile.
        swabs = tuple(Swab(day, day if day == self.days else day + late, "pcr") for day in self.swabs)
        came = Arriving(ages, tuple(np.full(len(row), 1 / len(row)) for row in ages))
        return 1 - infects_nobody(
            history(classes(ancestral())), came, Schedule(self.days, swabs, watched=self.watched),
            reproduction=ancestral().reproduction.value * (1 - 1 / RESIDENTS),
            dispersion=ancestral().dispersion.value, until=float(self.days + AFTER),
        )  # fmt: skip


EXAMPLE = Quarantine(5, (3,), watched=False)
LATE = 6 / 24  # the laboratory's hours
CITY_DAYS = 180


def found(*, quick: bool) -> Part:
    """Every schedule, watched and not; then one of them, and the city, in ever smaller steps."""
    began = process_time()
    people, lives = (1_000, 100) if quick else (PEOPLE, LIVES)
    schedules = [Quarantine(days, swabs, watched) for days, swabs in SCHEDULES for watched in (False, True)]
    rows = [_against_formula(one, people) for one in schedules]
    steps = {per_day: EXAMPLE.lived(per_day=per_day, people=people) for per_day in STEPS}
    due = EXAMPLE.reckoned(ages=_ages(EXAMPLE.world(per_day=24), per_day=24), late=LATE)
    rows += [_of_step(per_day, due, steps[per_day], people) for per_day in STEPS if per_day >= PER_DAY]
    breaches = {per_day: _breach(per_day, lives) for per_day in STEPS}
    rows += [_of_city(per_day, breaches, lives) for per_day in STEPS[:-1] if per_day >= PER_DAY]
    return Part(
        title="The engine against what can be reckoned",
        asked="Does living people one by one give what the formulae give, and do smaller steps change it?",
        rows=tuple(rows),
        note=_note(people, lives, breaches),
        plots={"steps": lambda axes: draw(axes, steps, due)},
        seconds=process_time() - began,
    )


def _ages(world: World, *, per_day: int) -> tuple[Floats, ...]:
    return tuple(row / per_day for row in world.entry_ages[0].astype(np.float64))


def _against_formula(one: Quarantine, people: int) -> Row:
    share = one.lived(per_day=PER_DAY, people=people)
    ages, late = _ages(one.world(per_day=PER_DAY), per_day=PER_DAY), round(LATE * PER_DAY) / PER_DAY
    due = one.reckoned(ages=ages, late=late)
    error = float(np.sqrt(due * (1 - due) / people))
    return by_chance(f"infects anybody after {one.name}", due, CITED, share, error=error)


def _of_step(per_day: int, due: float, share: float, people: int) -> Row:
    error = float(np.sqrt(share * (1 - share) / people))
    name = f"steps of {24 // per_day} h: infects anybody after {EXAMPLE.name}"
    return in_proportion(name, due, f"{CITED}, in steps of 1 h", share, error=error, share=0.03)


def _breach(per_day: int, lives: int) -> float:
    world = build(
        city(days=CITY_DAYS), as_ordered(), ancestral(), contacts(), days=CITY_DAYS, per_day=per_day
    )  # fmt: skip
    return float((run(world, seed=SEED, replicates=lives).column("breach_step") >= 0).mean())


def _of_city(per_day: int, breaches: dict[int, float], lives: int) -> Row:
    due, seen = breaches[STEPS[-1]], breaches[per_day]
    error = float(np.sqrt((due * (1 - due) + seen * (1 - seen)) / lives))
    name = f"steps of {24 // per_day} h: chance of a breach of the city in {CITY_DAYS} days"
    return by_chance(name, due, "the engine in steps of 1 h", seen, error=error)


def _note(people: int, lives: int, breaches: dict[int, float]) -> str:
    return (
        f"Simulated; ranges are 95 % of chance alone. Seed {SEED}; {people:,} infected arrivals a schedule, "
        f"each in a cell alone and then among {RESIDENTS} others; {lives:,} lives of the city a step. "
        "Ancestral COVID-19 and contacts as in `assumptions/`. The twin lives in steps of six hours. In "
        f"coarser ones the chance of a breach of the city comes out as {breaches[1]:.3g} (24 h) and "
        f"{breaches[2]:.3g} (12 h) instead of {breaches[24]:.3g} (1 h), because results of the laboratory "
        "and releases fall together: they are not offered."
    )


def draw(axes: "Axes", steps: dict[int, float], due: float) -> None:
    """One schedule by the length of a step."""
    hours = [24 // per_day for per_day in steps]
    axes.plot(hours, list(steps.values()), "o-", label="engine")
    axes.axhline(due, color="black", linestyle="--", label="formula")
    axes.set(xlabel="hours in a step", ylabel="chance of infecting anybody", xscale="log", ylim=(0, None))
    axes.set_xticks(hours, [str(hour) for hour in hours])
    axes.set_title(f"{EXAMPLE.name} (simulated)")
    axes.legend()
