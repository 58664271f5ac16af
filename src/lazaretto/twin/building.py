"""From a network, a policy and the assumptions to the arrays of the engine. No number is added on the way."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
import scipy

from lazaretto.twin.analytic.courses import Floats, at
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.disease import Disease, Kind, classes
from lazaretto.twin.engine.world import HOME, INSIDE, MOST_IN_A_COHORT, OPEN, PHASES, STANDBY, Ints, World
from lazaretto.twin.entering import Arrivals, Known
from lazaretto.twin.network import Cohort, Duty, Network, Policy, Stand
from lazaretto.twin.serving import PHASE_NUMBER, going_on, groups, spread_evenly
from lazaretto.twin.staging import Rows, celled, staged

# Arrivals, swabs and the ends of legs are at the hour of release of the protocols, or the step that holds it.
RELEASE_HOUR = 8
_QUANTILES = 64  # equally likely values in which ages at entry and infectiousness are drawn


class CannotBeBuilt(ValueError):
    """A network or a policy that the engine cannot live: what, and what to do."""


def build(
    network: Network, policy: Policy, disease: Disease, contacts: Contacts, *, days: int, per_day: int = 4,
    incubations: int = 16,
) -> World:  # fmt: skip
    """The world of this network under this policy for so many days, in steps of 24/per_day hours.

    Errors: CannotBeBuilt for empty cells, unknown places, no pressure given for a house, or days of tests
    past the end of a leg.
    """
    _vet(network, policy, days=days, per_day=per_day)
    _vet_disease(disease, days=days)
    kinds = classes(disease, incubations=incubations)
    scale = disease.reproduction.value / contacts.reference.value
    parts: dict[str, Any] = {
        "steps": days * per_day,
        "per_day": per_day,
        "swab_step": RELEASE_HOUR * per_day // 24,
    }
    parts |= _courses(kinds, disease, contacts, per_day=per_day)
    parts |= _wings(network, contacts, scale=scale)
    cohorts = celled(network.arrivals, most=policy.cohort)
    rows = staged(policy, cohorts)
    parts |= _arrivals(network, policy, cohorts, disease, kinds, contacts, per_day=per_day)
    parts |= _paths(network, cohorts, rows)
    parts |= _legs(rows, policy, disease, contacts, scale=scale, per_day=per_day)
    parts |= _hosted(parts, sites=len(network.sites), rows=len(rows.rows))
    parts |= _staff(network, policy, disease, contacts, scale=scale, days=days)
    parts |= _answers(network, policy, disease, contacts, days=days)
    swabbed = (parts["leg_swabs"], parts["staff_swabs"], parts["general_swabs"], parts["answer"])
    parts["tested"] = int(any(len(one) and one.any() for one in swabbed))
    noticed = (*parts["leg_notices"], parts["general_notices"], parts["staff_notices"])
    parts["shown"] = int((parts["onset"] >= 0).any() and max(noticed) > 0)
    parts |= {"seeds": 0, "seed_chance": 0.0, "aging": 2}
    parts |= {"taken_up": contacts.taken_up.value, "immune": _immune(disease)}
    return World(**parts)


def _vet(network: Network, policy: Policy, *, days: int, per_day: int) -> None:
    codes = {site.code for site in network.sites}
    if days <= 0 or per_day <= 0 or 24 % per_day:
        raise CannotBeBuilt("the horizon needs at least one day, and a day a number of steps that divides 24")
    for site in network.sites:
        if site.stands and sum(stand.people for stand in site.stands) != site.staff:
            raise CannotBeBuilt(f"{site.code}: those who stand in a phase are not the staff of the house")
        if any(people <= 0 for wing in site.wings for people in wing):
            raise CannotBeBuilt(f"{site.code}: a cell without people; leave it out")
        pressure = network.pressure.get(site.code)
        if pressure is None or len(pressure) < days:
            raise CannotBeBuilt(
                f"{site.code}: no pressure of the community for every day (zero is a value: say it)"
            )
        if any(not np.isfinite(value) or value < 0 for value in pressure):
            raise CannotBeBuilt(f"{site.code}: pressure is a hazard of infection, not below zero")
    longest = max(policy.staged, default=-1) + 1
    for cohort in network.arrivals:
        path = route(network, cohort)
        needed = max(longest, cohort.running.leg if cohort.running else 0)
        if cohort.home not in codes or len(path) < needed or any(code not in codes for code in path):
            raise CannotBeBuilt(f"{cohort.home}: no house for each leg of its arrivals")
        if cohort.size <= 0 or not 0 <= cohort.infected < 1:
            raise CannotBeBuilt(f"{cohort.home}: a cohort has people, and a chance of infection below 1")
    if not 1 <= policy.cohort <= MOST_IN_A_COHORT:
        raise CannotBeBuilt(f"a cell of quarantine holds 1 to {MOST_IN_A_COHORT} people")
    for number, leg in enumerate(policy.legs, start=1):
        if leg.days <= 0 or any(not 0 <= day <= leg.days for day in leg.tests_on):
            raise CannotBeBuilt(f"leg {number}: its tests lie on its own days, and it has at least one")
    if not policy.duty.cycle or any(length <= 0 for _, length in policy.duty.cycle):
        raise CannotBeBuilt("a pattern of duty has phases, each with days")


def _vet_disease(disease: Disease, *, days: int) -> None:
    if disease.most_days and days > disease.most_days:
        raise CannotBeBuilt(
            f"{disease.id}: its file claims nothing beyond {disease.most_days} days; ask for fewer"
        )


def _courses(
    kinds: Sequence[Kind], disease: Disease, contacts: Contacts, *, per_day: int
) -> dict[str, object]:
    longest = max(
        int(np.searchsorted(kind.emitted, kind.emitted[-1] * (1 - 1e-9))) * kind.step for kind in kinds
    )
    # A swab that is not taken finds nobody, and whoever is found but not kept apart goes on as before.
    found = contacts.swabbed.value * contacts.kept.value
    steps = int(np.ceil(longest * per_day)) + 1
    edges = np.arange(steps + 1) / per_day
    spends = np.stack([np.diff(at(kind.emitted, edges, step=kind.step)) for kind in kinds])
    middles = np.arange(steps) / per_day
    finds = found * np.stack(
        [
            np.stack([at(kind.sensitivity[test.id], middles, step=kind.step) for kind in kinds])
            for test in disease.tests
        ]
    )
    onsets = [-1 if kind.onset is None else round(kind.onset * per_day) for kind in kinds]
    ends = [int(np.searchsorted(np.cumsum(row), row.sum() * (1 - 1e-9))) + 1 for row in spends]
    return {
        "share": np.cumsum([kind.share for kind in kinds]) / sum(kind.share for kind in kinds),
        "spends": spends,
        "onset": _ints(onsets),
        "ends": _ints(ends),
        "finds": finds,
        "turnaround": _ints([round(test.turnaround.value / 24 * per_day) for test in disease.tests]),
        "multipliers": multipliers(disease.dispersion.value),
    }  # fmt: skip


@lru_cache(maxsize=64)  # every order of a comparison is lived with the same spread at a point
def multipliers(dispersion: float) -> Floats:
    """Equally likely infectiousness of a person: the means of equal pieces of a gamma of mean 1 and shape k.

    The mean of a gamma between two quantiles is a difference of the next gamma's distribution function, so
    the pieces keep the mean 1 exactly; what is lost of the variance is within the pieces.
    """
    if np.isinf(dispersion):
        return np.ones(1)
    pieces = _QUANTILES * 16
    edges = scipy.stats.gamma(dispersion, scale=1 / dispersion).ppf(np.arange(pieces + 1) / pieces)
    above = scipy.stats.gamma(dispersion + 1, scale=1 / dispersion).cdf(edges)
    return np.asarray(np.diff(above) * pieces, dtype=np.float64)


def _wings(network: Network, contacts: Contacts, *, scale: float) -> dict[str, object]:
    cells, wings, sites, slots, mates = [0], [0], [0], [], []
    for number, site in enumerate(network.sites):
        for wing in site.wings:
            for people in wing:
                slots.extend([(len(cells) - 1, len(wings) - 1, number)] * people)
                cells.append(cells[-1] + people)
                mates.extend([contacts.cell_pair.value * scale * site.housing * (people - 1)] * people)
            wings.append(cells[-1])
        sites.append(cells[-1])
    table = np.array(slots, dtype=np.int32).reshape(-1, 3)
    return {
        "site_slots": _ints(sites), "wing_slots": _ints(wings), "cell_slots": _ints(cells),
        "slot_cell": table[:, 0].copy(), "slot_wing": table[:, 1].copy(), "slot_site": table[:, 2].copy(),
        "slot_mates": np.array(mates, dtype=np.float64), "wing_rate": contacts.wing.value * scale,
        "site_rate": contacts.site.value * scale, "resident_staff": contacts.resident_staff.value * scale,
    }  # fmt: skip


def route(network: Network, cohort: Cohort) -> tuple[str, ...]:
    """The houses of a cohort's legs."""
    return cohort.path or tuple(network.path.get(cohort.home, ()))


def _arrivals(
    network: Network, policy: Policy, cohorts: Sequence[Cohort], disease: Disease, kinds: Sequence[Kind],
    contacts: Contacts, *, per_day: int,
) -> dict[str, object]:  # fmt: skip
    number = {site.code: at_ for at_, site in enumerate(network.sites)}
    noticed = contacts.noticed_quarantine.value if policy.watched else 0.0
    spared = disease.tests[_test(disease, policy)].specificity.value
    sorts: dict[tuple[Known, int], int] = {(Known(), 0): 0}
    for cohort in cohorts:
        sorts.setdefault(_sort(cohort), len(sorts))
    arriving = Arrivals(
        kinds, test=policy.test, noticed=noticed, quantiles=_QUANTILES, kept=contacts.swabbed.value
    )
    found = [arriving.entered(known) for known, _ in sorts]
    entry = [sorts[_sort(cohort)] for cohort in cohorts]
    hazard = [
        -np.log1p(-found[at_].chance(cohort.infected, spared=spared ** len(_sort(cohort)[0].negative)))
        * cohort.size
        for cohort, at_ in zip(cohorts, entry, strict=True)
    ]
    ages = [one.ages + before for one, (_, before) in zip(found, sorts, strict=True)]
    return {
        "cohort_home": _ints([number[cohort.home] for cohort in cohorts]),
        "cohort_step": _ints([cohort.day * per_day + RELEASE_HOUR * per_day // 24 for cohort in cohorts]),
        "cohort_size": _ints([cohort.size for cohort in cohorts]),
        "cohort_hazard": np.cumsum(np.array(hazard, dtype=np.float64)),
        "cohort_entry": _ints(entry),
        "entry_share": np.stack([np.cumsum(one.share) for one in found]),
        "entry_ages": np.round(np.stack(ages) * per_day).astype(np.int32),
    }


def _sort(cohort: Cohort) -> tuple[Known, int]:
    """What is known of a cohort when it appears, and how many days before its leg it came into quarantine."""
    if cohort.running is None:
        return Known(), 0
    running = cohort.running
    return Known(running.before + max(0, -cohort.day), running.negative), running.before


def _paths(network: Network, cohorts: Sequence[Cohort], rows: Rows) -> dict[str, object]:
    """Which rows each cohort goes through, and where."""
    number = {site.code: at_ for at_, site in enumerate(network.sites)}
    routes = list(dict.fromkeys(route(network, cohort) for cohort in cohorts)) or [()]
    sites = [
        [number[path[row.stage]] if row.stage < len(path) else 0 for row in rows.rows] for path in routes
    ]
    return {
        "cohort_route": _ints([routes.index(route(network, cohort)) for cohort in cohorts]),
        "cohort_first": _ints(rows.first),
        "cohort_end": _ints(rows.end),
        "leg_site": np.array(sites, dtype=np.int32).reshape(len(routes), len(rows.rows)),
    }


def _legs(
    rows: Rows, policy: Policy, disease: Disease, contacts: Contacts, *, scale: float, per_day: int
) -> dict[str, object]:
    count = len(rows.rows)
    longest = max((row.leg.days for row in rows.rows), default=0) + 1
    swabs = np.zeros((count, longest), dtype=np.int32)
    for at_, row in enumerate(rows.rows):
        swabs[at_, list(row.leg.tests_on)] = _test(disease, policy) + 1
    noticed = contacts.noticed_quarantine.value * contacts.kept.value if policy.watched else 0.0
    return {
        "leg_stage": _ints([row.stage for row in rows.rows]),
        "leg_steps": _ints([row.leg.days * per_day for row in rows.rows]),
        "leg_offset": _ints([row.offset * per_day for row in rows.rows]),
        "leg_pair": np.full(count, contacts.quarantine_pair.value * scale),
        "leg_rate": np.full(count, contacts.leg.value * scale),
        "leg_staff": np.full(count, contacts.leg_staff.value * scale),
        "leg_swabs": swabs,
        "leg_notices": np.full(count, noticed),
        "retests": 1,
    }


def _hosted(parts: Mapping[str, Any], *, sites: int, rows: int) -> dict[str, object]:
    """The cohorts that each site hosts in each row, in the order in which they come."""
    here: list[list[int]] = [[] for _ in range(sites * rows)]
    size, route_of = parts["cohort_size"], parts["cohort_route"]
    for cohort in range(len(size)):
        for row in range(parts["cohort_first"][cohort], parts["cohort_end"][cohort]):
            here[parts["leg_site"][route_of[cohort], row] * rows + row].append(cohort)
    return {
        "hosted_from": _ints([0, *accumulate(len(one) for one in here)]),
        "hosted": _ints([cohort for one in here for cohort in one]),
        "hosted_people": _ints([n for one in here for n in accumulate(int(size[cohort]) for cohort in one)]),
    }


def _staff(
    network: Network, policy: Policy, disease: Disease, contacts: Contacts, *, scale: float, days: int
) -> dict[str, object]:
    site_of = [number for number, site in enumerate(network.sites) for _ in range(site.staff)]
    lines, group_of = groups(policy.duty, network.sites)
    phase, swabs = served(policy.duty, days=days, test=_test(disease, policy), standing=lines)
    pressure = np.array([network.pressure[site.code][:days] for site in network.sites], dtype=np.float64)
    staff = np.array([site.staff for site in network.sites], dtype=np.float64)
    residents = np.array([sum(map(sum, site.wings)) for site in network.sites], dtype=np.float64)
    exposure = np.zeros(PHASES)
    exposure[[INSIDE, STANDBY, HOME, OPEN]] = (
        contacts.inside_exposure.value, contacts.standby_exposure.value, 1.0, 1.0,
    )  # fmt: skip
    meets = np.zeros(PHASES)
    meets[[INSIDE, STANDBY, OPEN]] = (
        np.array([contacts.staff_inside.value, contacts.staff_standby.value, contacts.staff_inside.value])
        * scale
    )
    return {
        "site_staff": _ints([0, *accumulate(site.staff for site in network.sites)]),
        "staff_site": _ints(site_of), "staff_group": _ints(group_of),
        "phase": phase, "staff_swabs": swabs, "exposure": exposure, "staff_staff": meets,
        "staff_resident": contacts.staff_resident.value * scale,
        "staff_cohort": contacts.staff_cohort.value * scale,
        "staff_notices": contacts.noticed_staff.value * contacts.kept.value,
        "staff_hazard": np.cumsum((pressure * staff[:, None]).ravel()),
        "outing_hazard": np.cumsum((pressure * residents[:, None] * contacts.outings.value).ravel()),
    }  # fmt: skip


def served(
    duty: Duty, *, days: int, test: int, standing: Sequence[Stand | int] | None = None
) -> tuple[Ints, Ints]:
    """The phase of each group on each day, and with which test (+ 1) it is swabbed. Shapes [groups, days].

    standing: the groups; left out: those of the pattern.
    """
    found = range(duty.groups) if standing is None else standing
    phase = np.zeros((len(found), days), dtype=np.int32)
    swabs = np.zeros((len(found), days), dtype=np.int32)
    for group, one in enumerate(found):
        line = (
            going_on(duty, one, days=days) if isinstance(one, Stand) else spread_evenly(duty, one, days=days)
        )
        for day, (name, on_day) in enumerate(line):
            phase[group, day] = PHASE_NUMBER[name]
            serves = name in ("inside", "open")
            if on_day or (duty.every and serves and day % duty.every == 0):
                swabs[group, day] = test + 1
    return phase, swabs


def _immune(disease: Disease) -> Floats:
    """Whom no meeting infects: shares of those inside, of arrivals and of staff."""
    if disease.immune is None:
        return np.zeros(3)
    return np.array([disease.immune.inside.value, disease.immune.arriving.value, disease.immune.staff.value])


def _answers(
    network: Network, policy: Policy, disease: Disease, contacts: Contacts, *, days: int
) -> dict[str, object]:
    rounds = np.zeros((len(network.sites), days), dtype=np.int32)
    if policy.rounds_every:
        rounds[:, :: policy.rounds_every] = _test(disease, policy) + 1
    noticed = contacts.noticed_general.value * contacts.kept.value if policy.watched else 0.0
    return {
        "general_swabs": rounds, "general_notices": noticed,
        "answer": _ints(policy.answer), "answer_test": _test(disease, policy),
        "freeze_days": policy.freeze_days, "freeze": contacts.freeze.value,
    }  # fmt: skip


def _test(disease: Disease, policy: Policy) -> int:
    ids = [test.id for test in disease.tests]
    if policy.test not in ids:
        raise CannotBeBuilt(f"the test {policy.test} is not among those of {disease.id}: {', '.join(ids)}")
    return ids.index(policy.test)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int32)
