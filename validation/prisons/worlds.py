"""A prison of 2020 as a world of the twin: its wings, its doors, its staff and what was done against it.

What carries over from one prison to another are the disease and how people meet (``CARRIED``). What was done
(swabs, results, orders, notice) and whom nothing reached is drawn anew for each. Residents are counted, as in
the series; staff are found by their symptoms only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec
import numpy as np

from lazaretto.twin.analytic.courses import Floats
from lazaretto.twin.answer import Unsure
from lazaretto.twin.building import build
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.disease import Disease
from lazaretto.twin.engine.outcomes import DAILY
from lazaretto.twin.engine.running import run
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Cohort, Duty, Network, Policy, Site
from validation.assumed import ancestral, contacts
from validation.prisons.facts import Prison, facts

CARRIED = (
    "disease.asymptomatic", "disease.asymptomatic_infectiousness", "disease.reproduction",
    "disease.dispersion", "contacts.cell_pair", "contacts.wing", "contacts.site", "contacts.resident_staff",
    "contacts.staff_inside", "contacts.staff_resident", "prison.open_doors",
)  # fmt: skip
ANEW = (
    "contacts.noticed_general", "contacts.noticed_staff", "contacts.freeze", "contacts.swabbed",
    "contacts.taken_up", "test.turnaround", "prison.apart", "prison.pressure",
)  # fmt: skip
# What was done in 2020: residents swabbed day by day, those found apart, movement ordered for a fortnight
# after each find; no quarantine of arrivals that deserves the name.
DONE = Policy(
    "as in 2020", (), Duty(cycle=(("open", 1),), groups=1), cohort=64, rounds_every=1, freeze_days=14
)
# People in a wing: a floor of solid doors, a block of open tiers, a dormitory. North and West Block as
# published; four sections of South Block, East Block in single cells and five dormitories make up the rest.
BLOCKS: tuple[tuple[int, int], ...] = ((757, 2), (859, 2), (520, 1), *(((285, 2),) * 4), *(((100, 2),) * 5))
WINGS = {"solid": 200, "open": 800, "dormitory": 100}
STAFF = 0.4  # a resident: about 1,500 for 3,776
PER_DAY = 2
INCUBATIONS = 8


@cache
def ranges(names: tuple[str, ...]) -> tuple[Unsure, ...]:
    """These assumptions as ranges: the program's own, or the file's in their place."""
    return tuple(_range(name) for name in names)


def _range(name: str) -> Unsure:
    given = facts().ranges.get(name)
    if given is not None:
        return Unsure(name, given.low, given.high)
    kind, field = name.split(".", 1)
    number = getattr(ancestral() if kind == "disease" else contacts(), field)
    return Unsure(name, number.low, number.high)


@dataclass(frozen=True, slots=True)
class Life:
    """One life of a prison. found: residents, day by day. infected: residents, in all, found or not."""

    found: Floats
    infected: int


def lived(prison: Prison, at: Mapping[str, float], *, seed: int) -> Life:
    """One life of this prison at this point of the assumptions."""
    one = run(world(prison, at), seed=seed, replicates=1, curves=True)
    # Whoever came infected in a transfer is found like anybody else.
    infected = one.column("infected_in_wings") + one.column("arrivals_infected")
    return Life(one.daily[0, :, DAILY.index("found_in_wings")].astype(np.float64), int(infected[0]))


def world(prison: Prison, at: Mapping[str, float]) -> World:
    """The world of this prison at this point. at: a value for each of ``CARRIED`` and ``ANEW``, besides
    ``prison.transferred`` where people were transferred and ``prison.dormitory`` where it has dormitories.
    """
    network = Network(
        sites=(Site("P", _wings(prison, at["prison.apart"]), prison.staff or round(STAFF * prison.people)),),
        path={"P": ()},
        arrivals=_transfer(prison, at),
        pressure={"P": (at["prison.pressure"],) * prison.days},
    )
    return build(
        network, DONE, _disease(at), _contacts(prison, at), days=prison.days, per_day=PER_DAY,
        incubations=INCUBATIONS,
    )  # fmt: skip


def _transfer(prison: Prison, at: Mapping[str, float]) -> tuple[Cohort, ...]:
    if not prison.transferred:
        return ()
    share = prison.infected / prison.transferred if prison.infected else at["prison.transferred"]
    return (Cohort("P", 0, prison.transferred, share),)


def _wings(prison: Prison, apart: float) -> tuple[tuple[int, ...], ...]:
    if prison.transferred and prison.doors == "open":
        blocks = BLOCKS
    else:
        size = WINGS[prison.doors]
        count = max(1, round(prison.people / size))
        blocks = ((round(prison.people / count), 2),) * count
    return tuple((cell,) * max(1, round(people * (1 - apart) / cell)) for people, cell in blocks)


def _ratio(prison: Prison, at: Mapping[str, float]) -> float:
    if prison.doors == "open":
        return at["prison.open_doors"]
    return at["prison.dormitory"] if prison.doors == "dormitory" else 1.0


def _contacts(prison: Prison, at: Mapping[str, float]) -> Contacts:
    ratio = _ratio(prison, at)
    values = {name.removeprefix("contacts."): at[name] for name in at if name.startswith("contacts.")}
    values |= {"wing": values["wing"] * ratio, "cell_pair": values["cell_pair"] * ratio}
    whole = contacts()
    changed = {
        name: msgspec.structs.replace(getattr(whole, name), value=value) for name, value in values.items()
    }
    return msgspec.structs.replace(whole, **changed)


def _disease(at: Mapping[str, float]) -> Disease:
    whole = ancestral()
    pcr = whole.tests[0]
    late = msgspec.structs.replace(pcr.turnaround, value=at["test.turnaround"], low=0.0, high=240.0)
    changed = {
        name.removeprefix("disease."): msgspec.structs.replace(
            getattr(whole, name.removeprefix("disease.")), value=at[name]
        )
        for name in at
        if name.startswith("disease.")
    }
    return msgspec.structs.replace(whole, tests=(msgspec.structs.replace(pcr, turnaround=late),), **changed)
