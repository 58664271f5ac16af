"""Custody: who was held yesterday, who came and went, who is held today; by layer, sex and place."""

import numpy as np

from lazaretto.obligations.owed import constant
from lazaretto.registers.custody import (
    ADMITTED,
    LEFT_NETWORK,
    RELEASED,
    SEXES,
    TRANSFERRED_IN,
    TRANSFERRED_OUT,
)
from lazaretto.registers.events import Columns, Flags, Ints, joined
from lazaretto.registers.spans import Spans, spans, value_at
from lazaretto.reports.day import Day, Stays, counted, stays, uneven
from lazaretto.reports.tables import Table, listed, tabled

LAYERS = ("leg1", "leg2", "leg3", "general")
_GENERAL = len(LAYERS)
_UNSAID = len(SEXES)
BY_SEX = (*SEXES, "unsaid")
_CAME = {"admitted": ADMITTED, "transferred_in": TRANSFERRED_IN}
_WENT = {"released": RELEASED, "transferred_out": TRANSFERRED_OUT, "left_network": LEFT_NETWORK}


def custody(day: Day) -> tuple[Table, ...]:
    """The tables of the section, in their order."""
    held = stays(day, day.standing.on_roll)
    return (_layers(day, held), _sexes(day, held), _moves(day), _whereabouts(day))


def between(day: Day) -> Table:
    """People on their way from one of these facilities to another: sent, received, and still on the road."""
    out, received = (day.happened(name) for name in ("transferred_out", "transferred_in"))
    road = _road(day)
    return listed("between", {
        "road_yesterday": int(road.was.sum()),
        "sent": int(_theirs(day, out.value).sum()),
        "received": int(_theirs(day, received.aux).sum()),
        "road_today": int(road.still.sum()),
    })  # fmt: skip


def suspects(day: Day) -> Ints:
    """Facts about those whose comings and goings do not add up, and of those who are nowhere, or twice."""
    held, arrived, gone = stays(day, day.standing.on_roll), _arrived(day), day.happened("unplaced")
    came = uneven(held.rows.key[held.came], arrived.key)
    went = uneven(held.rows.key[held.went], gone.key)
    inside, away = (_now(day, name) for name in ("held", "away"))
    places = np.concatenate([inside.key, away.key])
    nowhere = np.setxor1d(held.rows.key[held.still], places)
    wrong = np.concatenate([came, went, nowhere])
    said = (arrived, gone, held.rows, inside, away)
    return np.unique(np.concatenate([rows.fact[np.isin(rows.key, wrong)] for rows in said]))


def _layers(day: Day, held: Stays) -> Table:
    rows = held.rows
    last = _layer(day, rows.key, np.minimum(rows.end, day.end) - 1)
    first = np.where(held.was, _layer(day, rows.key, constant(day.before, len(rows))), last)
    moved = held.was & (first != last)

    def of(layer: Ints, chosen: Flags) -> list[int]:
        return counted(layer[chosen], _GENERAL)

    return tabled("custody_layers", LAYERS, {
        "yesterday": of(first, held.was), "came": of(last, held.came), "moved_in": of(last, moved),
        "moved_out": of(first, moved), "went": of(last, held.went), "today": of(last, held.still),
    })  # fmt: skip


def _sexes(day: Day, held: Stays) -> Table:
    said = day.standing.events("sex")
    sex_of = np.zeros_like(said.key, shape=len(day.standing.names)) + _UNSAID
    sex_of[said.key] = said.value
    sex = sex_of[held.rows.key]
    chosen = {"yesterday": held.was, "came": held.came, "went": held.went, "today": held.still}
    return tabled(
        "custody_sexes", BY_SEX,
        {name: counted(sex[flags], len(BY_SEX)) for name, flags in chosen.items()},
    )  # fmt: skip


def _moves(day: Day) -> Table:
    """What was stated of comings and goings, one by one: each is a fact."""
    placed, unplaced = day.happened("placed"), day.happened("unplaced")
    came = {name: int((placed.aux == why).sum()) for name, why in _CAME.items()}
    went = {name: int((unplaced.value == why).sum()) for name, why in _WENT.items()}
    return listed("custody_moves", {**came, **went})


def _whereabouts(day: Day) -> Table:
    """Where everybody on the roll is as the day ends: each in one place."""
    inside, away = (_now(day, name).key for name in ("held", "away"))
    return listed("custody_places", {
        "in_cell": len(inside), "away": len(away), "persons": len(np.union1d(inside, away)),
    })  # fmt: skip


def _now(day: Day, name: str) -> Spans:
    """The stretches of one register that hold the end of the day."""
    held: Spans = getattr(day.standing, name)
    return day.here(held).at(day.last)


def _layer(day: Day, keys: Ints, instants: Ints) -> Ints:
    """0, 1, 2 for the legs 1, 2, 3; 3 for everybody else."""
    leg = value_at(day.standing.legs, keys, instants, default=_GENERAL)
    return np.minimum(leg, _GENERAL) - 1


def _arrived(day: Day) -> Columns:
    placed = day.happened("placed")
    return placed.where(np.isin(placed.aux, tuple(_CAME.values())))


def _road(day: Day) -> Stays:
    """The journeys between two of these facilities that touch the day."""
    standing = day.standing
    ends = [standing.events(name) for name in ("placed", "released", "left_network")]
    on_the_way = spans(standing.events("transferred_out"), joined(ends))
    return stays(day, on_the_way.where(_theirs(day, on_the_way.value)))


def _theirs(day: Day, numbers: Ints) -> Flags:
    """Which facility numbers are among these; one that is not known is not."""
    return (numbers >= 0) & day.mine[np.maximum(numbers, 0)]
