"""The assumptions that the parts and the tests start from, and small worlds made of them."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from lazaretto.twin.contacts import Contacts, sound
from lazaretto.twin.disease import Cited, Disease, checked
from lazaretto.twin.network import Cohort, Duty, LegPlan, Network, Policy, Site

FOLDER = Path(__file__).parents[1] / "assumptions"
ALWAYS_OPEN = Duty(cycle=(("open", 1),), groups=1)


@cache
def ancestral() -> Disease:
    """COVID-19 of 2020."""
    text = (FOLDER / "diseases" / "covid-ancestral.yaml").read_text("utf-8")
    return checked(msgspec.convert(yaml.safe_load(text), Disease, strict=False))


@cache
def contacts() -> Contacts:
    """Meetings in closed houses."""
    text = (FOLDER / "contacts-2022.yaml").read_text("utf-8")
    return sound(msgspec.convert(yaml.safe_load(text), Contacts, strict=False))


def changed_file(file: str, path: str, value: object) -> bytes:
    """A file of assumptions with one value changed, by its path: names, and numbers of a list."""
    document: Any = yaml.safe_load((FOLDER / file).read_bytes())
    *way, last = path.split(".")
    at = document
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[last] = value
    return yaml.safe_dump(document).encode()


def only(**values: float) -> Contacts:
    """Contacts of which these alone are above zero, and the reference number is that of the disease."""
    whole = contacts()
    named = {"reference": ancestral().reproduction.value, **values}
    changed = {}
    for name in Contacts.__struct_fields__:
        old = getattr(whole, name)
        if isinstance(old, Cited):
            value = named.get(name, 1.0 if name in ("freeze", "swabbed", "kept") else 0.0)
            changed[name] = msgspec.structs.replace(old, value=value, low=0.0, high=max(value, 1.0))
    changed["reference"] = msgspec.structs.replace(changed["reference"], low=0.1)
    return msgspec.structs.replace(whole, **changed)


def one_arrival(*, days: int, people: int = 1) -> Network:
    """A house of ten thousand in cells of fifty, and one infected arrival; nobody works there, nothing
    presses.
    """
    return Network(
        sites=(Site("A", ((50,) * 200,), 0),), path={"A": ("A", "A", "A")},
        arrivals=(Cohort("A", 0, people, 1 - 1e-12),), pressure={"A": (0.0,) * days},
    )  # fmt: skip


def city(*, days: int, infected: float = 0.003, pressure: float = 1e-4) -> Network:
    """Seven houses of 320 in cells of eight and 80 staff, with five arrivals every four days."""
    sites = tuple(Site(f"S{number}", ((8,) * 10,) * 4, 80) for number in range(7))
    arrivals = tuple(Cohort(site.code, day, 5, infected) for site in sites for day in range(0, days, 4))
    return Network(
        sites=sites, path={site.code: (site.code,) * 3 for site in sites}, arrivals=arrivals,
        pressure={site.code: (pressure,) * days for site in sites},
    )  # fmt: skip


def as_ordered() -> Policy:
    """Legs of 21, 21 and 14 days, a pattern of three weeks, rounds each week."""
    return Policy(
        name="as ordered",
        legs=(LegPlan(21, (1, 7, 14, 21)), LegPlan(21, (14, 21)), LegPlan(14, (1, 13))),
        duty=Duty((("home", 7), ("standby", 7), ("inside", 7)), ((), (0, 3, 6), (0, 6)), every=2),
        rounds_every=7, answer=(1, 3, 7), freeze_days=7,
    )  # fmt: skip
