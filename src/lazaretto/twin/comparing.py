"""Policies side by side: risk, cost and human price, each with its range. All of it is simulated.

Every policy meets the same arrivals, the same community and the same people (common random numbers), and
every
policy is lived at the same points of the assumptions. A figure is the median over these points, its range
holds
nine tenths of them: what is not known is in the range, and chance too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.building import build, celled
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.disease import Disease
from lazaretto.twin.engine.running import Lived, run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Network, Policy
from lazaretto.twin.ranges import drawn, placed, unsure

MOST_POLICIES = 6  # side by side on a screen
WITHIN = (0.05, 0.95)
SIZES = (1, 2, 5, 10, 20, 50, 100)  # an outbreak of at least so many in the general wings


@dataclass(frozen=True, slots=True)
class Figure:
    """A simulated number: the median over the assumptions and what holds nine tenths of them."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy comes to over the horizon. All figures are simulated, and for the whole network.

    breach: chance that somebody infectious is ever in a general wing; by_door: by whom first (arrival, staff,
    outing).
    infected: people infected in the general wings. sizes: chance of at least so many. quarantine_days:
    person-days.
    alone_days: days that a person who comes alone into a cell spends alone there. swabs: taken in all. cells:
    most
    cells of quarantine in use at once. averted: against the first policy, of its breaches.
    """

    policy: Policy
    breach: Figure
    by_door: dict[str, Figure]
    infected: Figure
    sizes: dict[int, Figure]
    quarantine_days: Figure
    alone_days: float
    alone_people: int
    swabs: Figure
    cells: int
    fewer_breaches: Figure | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Policies beside each other, and everything that they rest on."""

    answers: tuple[Answer, ...]
    days: int
    points: int
    replicates: int
    seed: int
    disease: str
    contacts: str


def compare(
    network: Network, policies: Sequence[Policy], disease: Disease, contacts: Contacts, *, days: int,
    points: int = 32, replicates: int = 500, seed: int = 1, threads: int = 1, per_day: int = 4,
    progress: Callable[[int, int], bool] | None = None,
) -> Comparison:  # fmt: skip
    """Live every policy at every point. progress(done, of): asked after each world; false stops with what is
    there.

    Errors: ValueError for no policy or more than ``MOST_POLICIES``, CannotBeBuilt for a world that cannot be.
    """
    if not 1 <= len(policies) <= MOST_POLICIES:
        raise ValueError(f"one to {MOST_POLICIES} policies can stand side by side")
    ranges = unsure(disease, contacts)
    lived: list[list[_Seen]] = [[] for _ in policies]
    for at, point in enumerate(drawn(ranges, points=points, seed=seed)):
        of_disease, of_contacts = placed(disease, contacts, ranges, point)
        for number, policy in enumerate(policies):
            world = build(network, policy, of_disease, of_contacts, days=days, per_day=per_day)
            lived[number].append(_seen(run(world, seed=seed + at, replicates=replicates, threads=threads)))
        done = at + 1
        if progress is not None and not progress(done, points):
            break
    first = np.array([seen.breach for seen in lived[0]])
    return Comparison(
        answers=tuple(
            _answer(network, policy, seen, first=None if number == 0 else first, days=days)
            for number, (policy, seen) in enumerate(zip(policies, lived, strict=True))
        ),
        days=days, points=len(lived[0]), replicates=replicates, seed=seed,
        disease=disease.id, contacts=contacts.id,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    """One policy at one point: means and shares over its replicates."""

    breach: float
    doors: tuple[float, ...]
    infected: float
    sizes: tuple[float, ...]
    restarted: float
    swabs: float


def _seen(lived: Lived) -> _Seen:
    breached = lived.column("breach_step") >= 0
    door = lived.column("breach_door")
    infected = lived.column("infected_in_wings")
    return _Seen(
        breach=float(breached.mean()),
        doors=tuple(float((breached & (door == number)).mean()) for number in range(3)),
        infected=float(infected.mean()),
        sizes=tuple(float((infected >= size).mean()) for size in SIZES),
        restarted=float(lived.column("restarted_days").mean()),
        swabs=float(lived.column("answer_swabs").mean()) + planned_swabs(lived.world),
    )


def planned_swabs(world: World) -> float:
    """Swabs that are taken whatever happens: of quarantine, of staff, of rounds. People × days, exactly."""
    groups = (
        np.bincount(world.staff_group, minlength=len(world.phase)) if len(world.staff_group) else np.zeros(1)
    )
    of_staff = float((groups[:, None] * (world.staff_swabs > 0)).sum())
    people = np.diff(world.site_slots)
    of_rounds = float((people[:, None] * (world.general_swabs > 0)).sum())
    of_quarantine = 0
    days = world.steps // world.per_day
    for leg, offset in enumerate(world.leg_offset):
        for day in np.flatnonzero(world.leg_swabs[leg]):
            on = world.cohort_step // world.per_day + offset // world.per_day + day
            of_quarantine += int(world.cohort_size[(on >= 0) & (on < days)].sum())
    return of_staff + of_rounds + of_quarantine


def _answer(
    network: Network, policy: Policy, seen: Sequence[_Seen], *, first: Floats | None, days: int
) -> Answer:
    cohorts = celled(network.arrivals, most=policy.cohort)
    stays = [max(0, min(cohort.day + policy.days, days) - max(cohort.day, 0)) for cohort in cohorts]
    planned = sum(cohort.size * stay for cohort, stay in zip(cohorts, stays, strict=True))
    alone = [stay for cohort, stay in zip(cohorts, stays, strict=True) if cohort.size == 1]
    use = np.zeros(days + 1)
    for cohort, stay in zip(cohorts, stays, strict=True):
        use[max(cohort.day, 0)] += 1
        use[max(cohort.day, 0) + stay] -= 1
    breach = np.array([one.breach for one in seen])
    return Answer(
        policy=policy,
        breach=_figure(breach),
        by_door={
            door: _figure(np.array([one.doors[number] for one in seen]))
            for number, door in enumerate(("arrival", "staff", "outing"))
        },
        infected=_figure(np.array([one.infected for one in seen])),
        sizes={
            size: _figure(np.array([one.sizes[number] for one in seen])) for number, size in enumerate(SIZES)
        },
        quarantine_days=_figure(np.array([planned + one.restarted for one in seen])),
        alone_days=float(np.mean(alone)) if alone else 0.0,
        alone_people=len(alone),
        swabs=_figure(np.array([one.swabs for one in seen])),
        cells=int(use.cumsum().max()) if cohorts else 0,
        fewer_breaches=None if first is None else _figure(first[: len(breach)] - breach),
    )


def _figure(values: Floats) -> Figure:
    low, middle, high = np.quantile(values, [WITHIN[0], 0.5, WITHIN[1]])
    return Figure(float(middle), float(low), float(high))
