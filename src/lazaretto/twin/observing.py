"""One policy lived at one point of the assumptions: what was seen, as means and shares over its lives.

A point is a function of values alone, so it may be lived in any thread, process or machine and is the same to
the bit (law 14).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import DOORS, SIZES, Unsure
from lazaretto.twin.asking import Question
from lazaretto.twin.building import CannotBeBuilt, build
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.designing import Design, network
from lazaretto.twin.disease import Disease, NotADisease
from lazaretto.twin.engine.running import Lived, run
from lazaretto.twin.engine.world import ARRIVAL, World
from lazaretto.twin.lowering import CannotBeLowered
from lazaretto.twin.network import Policy
from lazaretto.twin.ranges import drawn, placed, unsure

# How a document, a network or assumptions that cannot be lived are refused; last by the engine, where more
# were infected than it has room for. ``vetting.raised`` makes a fault of each.
CANNOT_BE_LIVED = (CannotBeLowered, CannotBeBuilt, NotADisease, OverflowError)


@dataclass(frozen=True, slots=True)
class Setting:
    """On what policies are lived: the network, the assumptions with their ranges, how long, how often.

    given: points to live instead of drawn ones (of a calibration), see ``at``.
    rare: live each door apart and combine (``conditioning``), where a breach is too rare to be met by chance.
    """

    design: Design
    disease: Disease
    contacts: Contacts
    days: int
    points: int = 32
    replicates: int = 500
    seed: int = 1
    per_day: int = 4
    given: tuple[tuple[float, ...], ...] = ()
    rare: bool = False

    def at(self, points: Floats) -> "Setting":
        """The same, lived at these points instead of drawn ones. points: [points, ranges]."""
        rows = tuple(tuple(map(float, row)) for row in points)
        return replace(self, given=rows, points=len(rows))

    @property
    def ranges(self) -> tuple[Unsure, ...]:
        """Every number of the assumptions that is a range."""
        return unsure(self.disease, self.contacts, self.design)

    def drawn(self) -> Floats:
        """The points at which every policy is lived. Shape [points, ranges]."""
        if self.given:
            return np.array(self.given)
        return drawn(self.ranges, points=self.points, seed=self.seed)

    def world(self, policy: Policy, point: Sequence[float]) -> World:
        """The world of a policy at a point. Errors: CannotBeBuilt."""
        disease, contacts, design = placed(self.disease, self.contacts, self.design, self.ranges, point)
        whole = network(design, days=self.days)
        return build(whole, policy, disease, contacts, days=self.days, per_day=self.per_day)


def setting_of(question: Question) -> Setting:
    """On what a question is lived."""
    return Setting(
        design=question.network, disease=question.disease, contacts=question.contacts, days=question.days,
        points=question.points, replicates=question.replicates, seed=question.seed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """One policy at one point. doors: the chance of a breach by each of ``DOORS``; legs: of one by an
    arrival, by where the line that broke through was infected (0: before entry, then by leg).
    """

    breach: float
    doors: tuple[float, ...]
    legs: tuple[float, ...]
    infected: float
    sizes: tuple[float, ...]
    restarted: float
    swabs: float


def see(setting: Setting, policy: Policy, point: Sequence[float], *, at: int, threads: int = 1) -> Seen:
    """Live a policy at point number ``at``. Errors: CannotBeBuilt."""
    return seen(_lived(setting, policy, point, at=at, threads=threads, curves=False))


def follow(
    setting: Setting, policy: Policy, point: Sequence[float], *, at: int, threads: int = 1
) -> tuple[Seen, Floats]:
    """The same, and day by day the mean of each of ``DAILY`` over the lives. Shape [days, DAILY]."""
    lived = _lived(setting, policy, point, at=at, threads=threads, curves=True)
    return seen(lived), lived.daily.mean(axis=0)


def _lived(
    setting: Setting, policy: Policy, point: Sequence[float], *, at: int, threads: int, curves: bool
) -> Lived:
    world = setting.world(policy, point)
    return run(world, seed=setting.seed + at, replicates=setting.replicates, threads=threads, curves=curves)


def seen(lived: Lived) -> Seen:
    """What the lives of one world come to."""
    breached = lived.column("breach_step") >= 0
    door = lived.column("breach_door")
    infected = lived.column("infected_in_wings")
    return Seen(
        breach=float(breached.mean()),
        doors=tuple(float((breached & (door == number)).mean()) for number in range(len(DOORS))),
        legs=_legs(lived),
        infected=float(infected.mean()),
        sizes=tuple(float((infected >= size).mean()) for size in SIZES),
        restarted=float(lived.column("restarted_days").mean()),
        swabs=float(lived.column("answer_swabs").mean()) + planned_swabs(lived.world),
    )


def _legs(lived: Lived) -> tuple[float, ...]:
    came = (lived.column("breach_step") >= 0) & (lived.column("breach_door") == ARRIVAL)
    leg = lived.column("breach_leg")
    return tuple(float((came & (leg == number)).mean()) for number in range(stages(lived.world) + 1))


def stages(world: World) -> int:
    """How many legs a path has."""
    return int(world.leg_stage.max()) + 1 if len(world.leg_stage) else 0


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
        goes = (world.cohort_first <= leg) & (leg < world.cohort_end)
        for day in np.flatnonzero(world.leg_swabs[leg]):
            on = world.cohort_step // world.per_day + offset // world.per_day + day
            of_quarantine += int(world.cohort_size[goes & (on >= 0) & (on < days)].sum())
    return of_staff + of_rounds + of_quarantine
