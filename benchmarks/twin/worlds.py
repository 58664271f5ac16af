"""The worlds that are measured: the epidemics of the peers, and the question that the twin was made for."""

from functools import cache

import msgspec
import numpy as np
import yaml
from scipy import stats

from benchmarks.twin.peers import ROOT
from lazaretto.twin.building import build, multipliers
from lazaretto.twin.contacts import Contacts, sound
from lazaretto.twin.disease import Disease, checked
from lazaretto.twin.engine.world import World
from lazaretto.twin.network import Cohort, Duty, LegPlan, Network, Policy, Site

DAYS = 180


def sir(people: int) -> World:
    """Ten random contacts a day, infecting with chance 1 - exp(-0.03) each, for a lognormal period in days.

    Starsim ends an infection on the first day that is not before its end; whoever is infected at the start
    infects on that day too: a period of d days has ceil(d) of them, and everybody else begins on the second.
    """
    days = np.arange(1, 61)
    shares = np.diff(_lognormal(8, 4).cdf(np.arange(0, 61)))
    daily = 10 * (1 - np.exp(-0.03))
    spends = np.where(days[:, None] > np.arange(61)[None, :], daily, 0.0)
    return _mixed(people, shares=shares, spends=spends, ends=days, multiplier=np.ones(1))


def covid(people: int) -> World:
    """Covasim's epidemic, as near as the two models allow: its latent and infectious days, twenty contacts a
    day that infect with chance 0.016, twice as likely in the first three tenths of that time, people
    as different as its negative binomial. It keeps everybody's contacts as they are; the twin mixes.
    """
    middles = (np.arange(8) + 0.5) / 8
    latent = np.round(_lognormal(4.5, 1.5).ppf(middles)).astype(int)
    # A mild course takes 8 days, after symptoms that two thirds get 1.1 days into it.
    active = np.round(_lognormal(8 + 0.65 * 1.1, 2.2).ppf(middles)).astype(int)
    days = np.arange(40)[None, :]
    start = np.repeat(latent, len(active))[:, None]
    long = np.tile(active, len(latent))[:, None]
    load = np.where(days - start < 0.3 * long, 2 / 1.3, 1 / 1.3)
    spends = np.where((days >= start) & (days < start + long), 20 * 0.016 * load, 0.0)
    ends = (start + long)[:, 0]
    return _mixed(people, shares=np.ones(len(ends)), spends=spends, ends=ends, multiplier=multipliers(0.45))


def _lognormal(mean: float, deviation: float) -> stats.distributions.rv_frozen:
    spread = np.log(1 + (deviation / mean) ** 2)
    return stats.lognorm(np.sqrt(spread), scale=np.exp(np.log(mean) - spread / 2))


def _mixed(
    people: int, *, shares: np.ndarray, spends: np.ndarray, ends: np.ndarray, multiplier: np.ndarray
) -> World:
    """One house in which everybody meets everybody, and one in a hundred is infected when it begins."""
    plain = build(
        Network((Site("A", ((people,),), 0),), {"A": ()}, (), {"A": (0.0,) * 90}),
        Policy("none", (), Duty((("open", 1),), groups=1)), _disease(), _contacts(), days=90, per_day=1,
    )  # fmt: skip
    courses = len(shares)
    return plain._replace(
        share=np.cumsum(shares / shares.sum()), spends=spends, onset=np.full(courses, -1, dtype=np.int32),
        ends=ends.astype(np.int32), finds=np.zeros((1, courses, 1)), multipliers=multiplier,
        entry_share=np.cumsum(shares / shares.sum())[None],
        entry_ages=np.zeros((1, courses, 1), dtype=np.int32), slot_mates=np.zeros(people), wing_rate=0.0,
        site_rate=1.0, resident_staff=0.0, tested=0, shown=0, seed_chance=0.01, aging=1,
    )  # fmt: skip


@cache
def city() -> World:
    """Seven houses of 400 for half a year, under the order of the model."""
    return build(_network(), _policy(), _disease(), _contacts(), days=DAYS)


def _network() -> Network:
    sites = tuple(Site(f"S{number}", ((8,) * 10,) * 4, 80) for number in range(7))
    arrivals = tuple(Cohort(site.code, day, 5, 0.003) for site in sites for day in range(0, DAYS, 4))
    return Network(
        sites,
        {site.code: (site.code,) * 3 for site in sites},
        arrivals,
        {s.code: (1e-4,) * DAYS for s in sites},
    )


def _policy() -> Policy:
    return Policy(
        "as ordered", (LegPlan(21, (1, 7, 14, 21)), LegPlan(21, (14, 21)), LegPlan(14, (1, 13))),
        Duty((("home", 7), ("standby", 7), ("inside", 7)), ((), (0, 3, 6), (0, 6)), every=2),
        rounds_every=7, answer=(1, 3, 7), freeze_days=7,
    )  # fmt: skip


def _disease() -> Disease:
    return checked(msgspec.convert(_yaml("diseases/covid-ancestral.yaml"), Disease, strict=False))


def _contacts() -> Contacts:
    return sound(msgspec.convert(_yaml("contacts-2022.yaml"), Contacts, strict=False))


def _yaml(name: str) -> object:
    return yaml.safe_load((ROOT / "assumptions" / name).read_text("utf-8"))
