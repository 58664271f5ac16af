"""A designed network and the orders to compare on it, as documents: what somebody writes before anything
exists.

    network(design, days=180)                              # → Network
    varied(policy(protocol, …), change, protocol=protocol) # → Policy: the order, and what would be otherwise

Everything that is not said stays as the document orders it.
"""

from typing import Annotated, Literal

import msgspec

from lazaretto.protocol.document import Protocol
from lazaretto.twin.disease import Cited, Source
from lazaretto.twin.lowering import CannotBeLowered, duty
from lazaretto.twin.network import Cohort, LegPlan, Network, Policy, Site

Count = Annotated[int, msgspec.Meta(ge=0)]


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of every part of the documents."""


class HousePlan(_Value, frozen=True, kw_only=True):
    """A house: cells of its general wings and people in each, cells in a wing, staff; where its arrivals
    serve each leg.

    arrivals: people who come on each day of arrivals, which are every ``every`` days from day ``from_day``
    on.
    """

    code: str
    cells: Count
    in_a_cell: Count
    cells_a_wing: Annotated[int, msgspec.Meta(ge=1)]
    staff: Count
    legs_at: tuple[str, ...] = ()
    arrivals: Count = 0
    every: Annotated[int, msgspec.Meta(ge=1)] = 1
    from_day: int = 0
    housing: float = 1.0


class Design(_Value, frozen=True, kw_only=True):
    """A network: its houses, the chance that somebody who arrives is infected, the hazard outside a person
    and a day.
    """

    format: Literal["lazaretto-network/1"]
    id: str
    title: dict[str, str]
    sources: tuple[Source, ...]
    houses: tuple[HousePlan, ...]
    infected: Cited
    pressure: Cited
    quarantine_cell: Annotated[int, msgspec.Meta(ge=1)]


class LegChange(_Value, frozen=True, kw_only=True):
    """What would be otherwise in one leg."""

    days: int | None = None
    tests_on: tuple[int, ...] | None = None


class Change(_Value, frozen=True, kw_only=True):
    """Another order. legs: by number; a leg of 0 days is left out. pattern: one of the document's, by its
    id.
    """

    name: str
    legs: dict[int, LegChange] = {}
    pattern: str | None = None
    cohort: int | None = None
    rounds_every: int | None = None
    answer: tuple[int, ...] | None = None
    freeze_days: int | None = None
    watched: bool | None = None


class Changes(_Value, frozen=True, kw_only=True):
    """A list of orders to stand beside the one that is in force."""

    format: Literal["lazaretto-what-if/1"]
    orders: tuple[Change, ...]


def network(design: Design, *, days: int) -> Network:
    """The designed network over so many days. Houses without a place named for a leg serve it at home."""
    sites = tuple(_site(house) for house in design.houses)
    most = max((len(house.legs_at) for house in design.houses), default=0)
    arrivals = tuple(
        Cohort(house.code, day, house.arrivals, design.infected.value)
        for house in design.houses
        if house.arrivals
        for day in range(house.from_day, days, house.every)
    )
    return Network(
        sites=sites,
        path={
            house.code: house.legs_at + (house.code,) * (most - len(house.legs_at)) for house in design.houses
        },
        arrivals=arrivals,
        pressure={house.code: (design.pressure.value,) * days for house in design.houses},
    )


def _site(house: HousePlan) -> Site:
    cells = [house.in_a_cell] * house.cells
    wings = tuple(
        tuple(cells[start : start + house.cells_a_wing]) for start in range(0, len(cells), house.cells_a_wing)
    )
    return Site(house.code, wings, house.staff, house.housing)


def varied(ordered: Policy, change: Change, *, protocol: Protocol) -> Policy:
    """The policy under another order. Errors: CannotBeLowered for a leg or a pattern that the document has
    not.
    """
    legs: list[LegPlan] = []
    beyond = [number for number in change.legs if not 1 <= number <= len(ordered.legs)]
    if beyond:
        raise CannotBeLowered(f"leg {beyond[0]}: the document has {len(ordered.legs)} legs")
    for number, leg in enumerate(ordered.legs, start=1):
        other = change.legs.get(number, LegChange())
        days = leg.days if other.days is None else other.days
        if days == 0:
            continue
        # Days of tests that the shorter leg no longer has go with it, unless others are named.
        tests = (
            tuple(day for day in leg.tests_on if day <= days) if other.tests_on is None else other.tests_on
        )
        legs.append(LegPlan(days, tests))
    pattern = None
    if change.pattern is not None:
        pattern = next((one for one in protocol.patterns if one.id == change.pattern), None)
        if pattern is None:
            known = ", ".join(one.id for one in protocol.patterns)
            raise CannotBeLowered(f"pattern {change.pattern}: the document has {known}")
    return Policy(
        name=change.name,
        legs=tuple(legs),
        duty=ordered.duty if pattern is None else duty(pattern),
        cohort=ordered.cohort if change.cohort is None else change.cohort,
        test=ordered.test,
        rounds_every=ordered.rounds_every if change.rounds_every is None else change.rounds_every,
        answer=ordered.answer if change.answer is None else change.answer,
        freeze_days=ordered.freeze_days if change.freeze_days is None else change.freeze_days,
        watched=ordered.watched if change.watched is None else change.watched,
        source=ordered.source,
    )
