"""A network and the orders to compare on it, as documents: what somebody writes before anything exists, or
what ``starting`` reads off the registers of today.

    network(design, days=180)                              # → Network
    varied(policy(protocol, …), change, protocol=protocol) # → Policy: the order, and what would be otherwise

Everything that is not said stays as the document orders it.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from math import expm1, log1p
from typing import Annotated, Literal

import msgspec

from lazaretto.protocol.document import Protocol
from lazaretto.twin.disease import Cited, Source
from lazaretto.twin.lowering import CannotBeLowered, duty
from lazaretto.twin.network import Cohort, Count, LegPlan, Network, Policy, Running, Site, Stand

Size = Annotated[int, msgspec.Meta(ge=1)]
Times = Annotated[float, msgspec.Meta(ge=0)]
ELSEWHERE = "elsewhere"  # houses that are none of the network's: nobody works or stays there


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of every part of the documents."""


class HousePlan(_Value, frozen=True, kw_only=True):
    """A house: cells of its general wings and people in each, cells in a wing, staff; where its arrivals
    serve each leg.

    wings: people in each cell, wing by wing, where they are not all alike. stands: in which phase of duty its
    staff stand on day 0. arrivals: people who come on each day of arrivals, which are every ``every`` days
    from day ``from_day`` on.
    """

    code: str
    cells: Count = 0
    in_a_cell: Count = 0
    cells_a_wing: Size = 1
    wings: tuple[tuple[Size, ...], ...] = ()
    staff: Count = 0
    stands: tuple[Stand, ...] = ()
    legs_at: tuple[str, ...] = ()
    arrivals: Count = 0
    every: Size = 1
    from_day: int = 0
    housing: float | str = 1.0  # a ratio, or a kind of ``assumptions/housing.yaml``


class Begun(_Value, frozen=True, kw_only=True):
    """People who share a cell of quarantine on day 0. path: the houses of all their legs, from the first.

    day: the day of the leg that day 0 is. leg: which one runs, and what is known (``network.Running``).
    """

    home: str
    path: tuple[str, ...]
    size: Size
    day: Count
    leg: Running


class Coming(_Value, frozen=True, kw_only=True):
    """Arrivals to be expected on one path: ``people`` together, every so many days (a mean).

    seen, over: so many people came in so many days, from which that was taken. leg: where the path begins
    outside the network, the first leg within it, and what is behind them.
    """

    home: str
    path: tuple[str, ...]
    people: Size
    every: Annotated[float, msgspec.Meta(gt=0)]
    seen: Count
    over: Size
    leg: Running | None = None


class Design(_Value, frozen=True, kw_only=True):
    """A network: its houses, the chance that somebody who arrives is infected, the hazard outside a person
    and a day.

    quarantine_cells: how many cells of quarantine there are; None where nobody said.
    diseases: for which ``infected`` and ``pressure`` are said; none: for whichever it is lived with.
    outside, entering: day by day, how many times ``pressure`` and the hazard of ``infected``; none: once.
    dated: the instant at which it was so, where it was read off a record. begun: who is in quarantine on day
    0; coming: who is expected; arriving: times that expectation. left_out: people in quarantine whom no leg
    explains, and who are in no wing: the twin follows none of them.
    """

    format: Literal["lazaretto-network/1"]
    id: str
    title: dict[str, str]
    sources: tuple[Source, ...]
    houses: tuple[HousePlan, ...]
    infected: Cited
    pressure: Cited
    quarantine_cell: Size
    quarantine_cells: Count | None = None
    diseases: tuple[str, ...] = ()
    outside: tuple[Times, ...] = ()
    entering: tuple[Times, ...] = ()
    dated: str = ""
    begun: tuple[Begun, ...] = ()
    coming: tuple[Coming, ...] = ()
    arriving: Cited | None = None
    left_out: Count = 0


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
    """The network over so many days. Houses without a place named for a leg serve it at home.

    Expected arrivals come at even distances, half a distance after day 0 first.
    """
    most = max((len(house.legs_at) for house in design.houses), default=0)
    planned = (
        Cohort(house.code, day, house.arrivals, _entering(design, day))
        for house in design.houses
        if house.arrivals
        for day in range(house.from_day, days, house.every)
    )
    running = (
        Cohort(one.home, -one.day, one.size, _entering(design, 0), path=one.path, running=one.leg)
        for one in design.begun
    )
    outside = tuple(design.pressure.value * _times(design.outside, day) for day in range(days))
    return Network(
        sites=tuple(_site(house) for house in design.houses) + _elsewhere(design),
        path={
            house.code: house.legs_at + (house.code,) * (most - len(house.legs_at)) for house in design.houses
        },
        arrivals=(*planned, *running, *_expected(design, days)),
        pressure={house.code: outside for house in design.houses}
        | {site.code: (0.0,) * days for site in _elsewhere(design)},
    )


def _expected(design: Design, days: int) -> Iterator[Cohort]:
    times = design.arriving.value if design.arriving is not None else 1.0
    for one in design.coming if times > 0 else ():
        apart = one.every / times
        for number in count():
            day = int((number + 0.5) * apart)
            if day >= days:
                break
            yield Cohort(one.home, day, one.people, _entering(design, day), path=one.path, running=one.leg)


def _entering(design: Design, day: int) -> float:
    """The chance that somebody who arrives on a day is infected: so many times the hazard, thus below 1."""
    if not design.entering:
        return design.infected.value
    return -expm1(_times(design.entering, day) * log1p(-design.infected.value))


def _times(daily: Sequence[float], day: int) -> float:
    return daily[min(day, len(daily) - 1)] if daily else 1.0


def _elsewhere(design: Design) -> tuple[Site, ...]:
    goes = {code for one in design.begun for code in (one.home, *one.path)}
    goes |= {code for one in design.coming for code in (one.home, *one.path)}
    return (Site(ELSEWHERE, (), 0),) if ELSEWHERE in goes else ()


def _site(house: HousePlan) -> Site:
    if isinstance(house.housing, str):
        raise CannotBeLowered(
            f"{house.code}: housing {house.housing} is a name; housing.settled makes it a ratio"
        )
    cells = [house.in_a_cell] * house.cells
    wings = house.wings or tuple(
        tuple(cells[start : start + house.cells_a_wing]) for start in range(0, len(cells), house.cells_a_wing)
    )
    return Site(house.code, wings, house.staff, house.housing, house.stands)


def varied(ordered: Policy, change: Change, *, protocol: Protocol) -> Policy:
    """The policy under another order. Errors: CannotBeLowered for a leg or a pattern that the document has
    not.
    """
    legs: list[LegPlan] = []
    stages: list[int] = []
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
        stages.append(number - 1)
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
        stages=tuple(stages) if len(stages) < len(ordered.legs) else (),
        source=ordered.source,
    )
