"""Why so many days: time since one's own infection, the chain inside the cohort, and the doors that no
quarantine shuts.

    found = finding(setting, ordered, chains=1000)     # → Finding; every figure simulated, with its range

Within a cell nobody infects more people than a whole course does among the free: contacts of quarantine give
the hazard of a pair, and time is shared out among many mates. Without that bound forty people in one room
would be nine times as dangerous as eight; the bound keeps their chain slow, and slow chains are long.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lazaretto.twin.analytic.cohort import LEFT
from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Finding, Left
from lazaretto.twin.building import multipliers
from lazaretto.twin.comparing import compare, figure
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.disease import Disease, Kind, classes
from lazaretto.twin.entering import windows
from lazaretto.twin.network import LegPlan, Policy
from lazaretto.twin.observing import Setting
from lazaretto.twin.ranges import placed

CELLS = (1, 2, 4, 8, 40)
DAYS = tuple(range(64))
SHORT = 14  # the days of a quarantine alone that are set beside what is ordered
_ENTRIES = 256  # equally likely ages at entry


def finding(
    setting: Setting, ordered: Policy, *, chains: int = 1000, cells: Sequence[int] = CELLS, threads: int = 1
) -> Finding:
    """The finding under an order, at every point of the assumptions. Errors: as ``compare``, NotADisease."""
    lasts: dict[int, list[Floats]] = {people: [] for people in cells}
    reached: dict[int, list[float]] = {people: [] for people in cells}
    for number, point in enumerate(setting.drawn()):
        disease, contacts, _ = placed(
            setting.disease, setting.contacts, setting.design, setting.ranges, point
        )
        for people in cells:
            reproduction = within_a_cell(disease, contacts, people=people)
            last = lasting(
                classes(disease), people=people, reproduction=reproduction,
                dispersion=disease.dispersion.value, seed=setting.seed + number, chains=chains,
            )  # fmt: skip
            reached[people].append(reproduction)
            lasts[people].append(np.array([(last > day).mean() for day in DAYS]))
    return Finding(
        days=DAYS,
        cells=tuple(
            Left(
                people,
                figure(np.array(reached[people])),
                tuple(figure(np.array([row[day] for row in lasts[people]])) for day in range(len(DAYS))),
            )
            for people in cells
        ),
        beside=compare(setting, (ordered, alone(ordered)), threads=threads),
        disease=setting.disease.id, contacts=setting.contacts.id, points=setting.points, chains=chains,
        seed=setting.seed,
    )  # fmt: skip


def alone(ordered: Policy) -> Policy:
    """The first leg cut to ``SHORT`` days, everybody alone in a cell, and no further leg."""
    tests = tuple(day for day in ordered.legs[0].tests_on if day <= SHORT) if ordered.legs else ()
    return replace(
        ordered, name=f"{SHORT} d alone", legs=(LegPlan(SHORT, tests),), stages=ordered.stages[:1], cohort=1
    )


def within_a_cell(disease: Disease, contacts: Contacts, *, people: int) -> float:
    """Whom one of a cell infects in it over a whole course, were all mates new."""
    scale = disease.reproduction.value / contacts.reference.value
    return min(contacts.quarantine_pair.value * scale * (people - 1), disease.reproduction.value)


def lasting(
    kinds: Sequence[Kind], *, people: int, reproduction: float, dispersion: float, seed: int, chains: int
) -> Floats:
    """For each chain, the day since arrival until which somebody has infectiousness left. Shape [chains].

    One of the cell came infected, at any age at which they would still arrive, each as likely.
    """
    from lazaretto.twin.engine.cell import chains as live_chains  # compiled code: whoever needs it waits

    middles = (np.arange(_ENTRIES) + 0.5) / _ENTRIES
    # A course that transmits nothing makes no meetings; it is over at once.
    spent = np.stack(
        [
            kind.emitted / kind.emitted[-1] if kind.emitted[-1] else np.ones(len(kind.emitted))
            for kind in kinds
        ]
    )
    out = np.zeros(chains)
    live_chains(
        np.cumsum([kind.share for kind in kinds]) / sum(kind.share for kind in kinds),
        np.array([kind.emitted[-1] for kind in kinds]),
        spent,
        np.array([np.interp(1 - LEFT, row, np.arange(len(row))) for row in spent]) * kinds[0].step,
        np.stack([middles * window for window in windows(kinds)]),
        multipliers(dispersion), kinds[0].step, float(reproduction), people, np.uint64(seed),
        np.zeros(people), np.zeros(people, dtype=np.int64), out,
    )  # fmt: skip
    return out
