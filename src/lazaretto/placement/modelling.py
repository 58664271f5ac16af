"""The question as a model of whole numbers: how many of each kind go into each room of each family.

A *bin* is one room's worth of a cohort: an occupied room, or one of the empty rooms of a family
in use by people who are alike. Counting kinds instead of naming people, and taking the bins of a
family fullest first, leaves no two solutions that differ in names only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from lazaretto.placement import solver as cp_model
from lazaretto.placement.allowing import Like, apart_in_days
from lazaretto.placement.asking import Request
from lazaretto.placement.ground import Ground, ground, spreads
from lazaretto.placement.grouping import Family, Kind, admitted, families, kinds
from lazaretto.placement.pricing import alone_price, opening, put_back

Expr: TypeAlias = "cp_model.LinearExprT"


@dataclass(slots=True)
class Bin:
    """One room's worth of a cohort. counts: kind number → how many of it; load: all of them."""

    family: Family
    counts: dict[int, cp_model.IntVar]
    used: cp_model.IntVar
    load: cp_model.IntVar

    @property
    def occupied(self) -> bool:
        """True when people are in the room already."""
        return bool(self.family.first.occupants)


@dataclass(slots=True)
class Model:
    """The model, and the sums that a solution is judged by."""

    program: cp_model.CpModel
    kinds: tuple[Kind, ...]
    known: Ground
    bins: list[Bin] = field(default_factory=list)
    left_out: list[Expr] = field(default_factory=list)  # by kind: people without a room
    changed: list[Expr] = field(default_factory=list)  # people elsewhere than in the placement to be kept
    price: list[Expr] = field(default_factory=list)  # in person-days


def model_of(request: Request, *, kept: Mapping[str, str]) -> Model:
    """The model of a request. kept: a placement, person → place, whose changes are to be counted."""
    known = ground(request)
    model = Model(cp_model.CpModel(), kinds(request, known, kept=kept), known)
    for family in families(request, known, model.kinds):
        able = [n for n, kind in enumerate(model.kinds) if admitted(kind, family, request, known)]
        if able:
            _add_family(model, request, family, able)
    _everybody_once(model)
    _nobody_beside(model)
    _price_opening(model, request)
    _price_moves(model, request)
    return model


def _add_family(model: Model, request: Request, family: Family, able: list[int]) -> None:
    if family.first.occupants:
        _add_bin(model, request, family, able)
        return
    used: list[cp_model.IntVar] = []
    for alike in _cohorts(model, request, able):
        people = sum(model.kinds[n].size for n in alike)
        row = [_add_bin(model, request, family, alike) for _ in range(min(people, len(family.rooms)))]
        for fuller, emptier in pairwise(row):
            model.program.add(fuller.load >= emptier.load)
        used += [each.used for each in row]
    model.program.add(sum(used) <= len(family.rooms))


def _cohorts(model: Model, request: Request, able: list[int]) -> list[list[int]]:
    """Kinds that may share a room, together; whoever shares with nobody, by kind."""
    found: dict[tuple[Like | None, date | None, int], list[int]] = {}
    for n in able:
        kind = model.kinds[n]
        day = None if request.rules.window else kind.day
        key = (kind.like, day, -1 if kind.like else n)
        found.setdefault(key, []).append(n)
    return list(found.values())


def _add_bin(model: Model, request: Request, family: Family, able: list[int]) -> Bin:
    program, name = model.program, f"{len(model.bins)}"
    most = {n: min(model.kinds[n].most, family.beds) for n in able}
    counts = {n: program.new_int_var(0, most[n], f"n{n}_{name}") for n in able}
    used = program.new_bool_var(f"used_{name}")
    room_for = 1 if any(model.kinds[n].like is None for n in able) else family.beds
    load = program.new_int_var(0, room_for, f"load_{name}")
    new = Bin(family, counts, used, load)
    model.bins.append(new)
    program.add(load == sum(counts.values()))
    program.add(load <= room_for * used)
    program.add(load >= used)
    for n, count in counts.items():
        program.add(count <= most[n] * used)
    _keep_apart(model, new)
    _price_company(model, request, new)
    _price_clock(model, request, new)
    if not new.occupied and _spreading(model, new):
        exposed = model.known.exposed[family.first.place]
        model.price.append(request.rules.prices.beside * exposed * used)
    return new


def _keep_apart(model: Model, new: Bin) -> None:
    """At most one of a case group, and never two who are apart by name."""
    groups: dict[str, list[cp_model.IntVar]] = {}
    for n, count in new.counts.items():
        group = model.kinds[n].group
        if group is not None:
            groups.setdefault(group, []).append(count)
    for counts in groups.values():
        if len(counts) > 1:
            model.program.add(sum(counts) <= new.used)
    named = [n for n in new.counts if model.kinds[n].named]
    for place, one in enumerate(named):
        for other in named[place + 1 :]:
            a, b = model.kinds[one].first, model.kinds[other].first
            if a.person in b.apart_from or b.person in a.apart_from:
                model.program.add(new.counts[one] + new.counts[other] <= new.used)


def _price_company(model: Model, request: Request, new: Bin) -> None:
    """Whoever would be alone costs what being alone costs."""
    inside = new.family.first.occupants
    if len(inside) > 1:
        return
    someone = inside[0] if inside else model.kinds[next(iter(new.counts))].first
    price = alone_price(someone, request.rules.prices)
    lone = model.program.new_bool_var("")
    needed = 1 if inside else 2 * new.used
    model.program.add(new.load + lone >= needed)
    model.price.append(price * lone)


def _price_clock(model: Model, request: Request, new: Bin) -> None:
    """The room's clock is the last day of anybody in it; every day put back has its price."""
    rules, program, room = request.rules, model.program, new.family.first
    cohort = room.cohort if new.occupied else None
    standing = {cohort.day} if cohort else set()
    days = sorted({model.kinds[n].day for n in new.counts} | standing)
    days = [day for day in days if not cohort or day >= cohort.day]
    if {model.kinds[n].day for n in new.counts} | standing == set(days[:1]):
        return  # all of one day: no clock moves
    final = {day: program.new_bool_var("") for day in days}
    program.add_exactly_one(final.values())
    for day, chosen in final.items():
        if cohort:
            restart = sum(put_back(o, own=cohort.day, to=day, rules=rules) for o in room.occupants)
            model.price.append(rules.prices.restarted_day * restart * chosen)
        for n, count in new.counts.items():
            kind, most = model.kinds[n], min(model.kinds[n].most, new.family.beds)
            if day < kind.day or apart_in_days(kind.day, day) > rules.window:
                program.add(count <= most - most * chosen)
    for n, count in new.counts.items():
        _price_delay(model, request, n, count, final)


def _price_delay(
    model: Model, request: Request, n: int, count: cp_model.IntVar, final: Mapping[date, cp_model.IntVar]
) -> None:
    """Newcomers of a kind whose clock is put back to the room's."""
    kind, rules = model.kinds[n], request.rules
    most = kind.size
    later = {d: put_back(kind.first, own=kind.day, to=d, rules=rules) for d in final if d > kind.day}
    longest = max(later.values(), default=0)
    if longest == 0:
        return
    delay = model.program.new_int_var(0, longest * most, "")
    for day, days in later.items():
        model.program.add(delay >= days * count - days * most * (1 - final[day]))
    model.price.append(rules.prices.restarted_day * delay)


def _everybody_once(model: Model) -> None:
    for n, kind in enumerate(model.kinds):
        left = model.program.new_int_var(0, kind.size, f"left_{n}")
        placed = sum(each.counts[n] for each in model.bins if n in each.counts)
        model.program.add(placed + left == kind.size)
        model.left_out.append(left)


def _nobody_beside(model: Model) -> None:
    """Nobody infectious is put next door to somebody who is put there and is not."""
    at: dict[str, list[Bin]] = {}
    for each in model.bins:
        at.setdefault(each.family.first.place, []).append(each)
    for each in model.bins:
        if _spreading(model, each):
            for place in sorted(model.known.adjoining[each.family.first.place]):
                for other in at.get(place, ()):
                    if not _spreading(model, other):
                        model.program.add_at_most_one(each.used, other.used)


def _spreading(model: Model, each: Bin) -> bool:
    return spreads(model.kinds[next(iter(each.counts))].first)


def _price_opening(model: Model, request: Request) -> None:
    """A new room has its price; the fewer stand empty, the more."""
    prices = request.rules.prices
    for use in sorted({each.family.first.use for each in model.bins if each.family.fresh}):
        bins = [each for each in model.bins if each.family.fresh and each.family.first.use == use]
        free = model.known.free[use]
        steps = [model.program.new_bool_var(f"open_{use}_{n}") for n in range(min(free, len(bins)))]
        model.program.add(sum(steps) == sum(each.used for each in bins))
        for one, next_one in pairwise(steps):
            model.program.add_implication(next_one, one)
        for nth, step in enumerate(steps, 1):
            model.price.append((prices.new_room + opening(nth, free=free, prices=prices)) * step)


def _price_moves(model: Model, request: Request) -> None:
    """Leaving a home has its price; leaving the placement that is to be kept is counted."""
    price = request.rules.prices.move
    for n, kind in enumerate(model.kinds):
        if kind.home is not None:
            model.price += [price * count for count in _elsewhere(model, n, kind.home)]
        if kind.kept is not None:
            model.changed += [*_elsewhere(model, n, kind.kept), model.left_out[n]]


def _elsewhere(model: Model, n: int, place: str) -> list[cp_model.IntVar]:
    return [each.counts[n] for each in model.bins if n in each.counts and place not in each.family.places]
