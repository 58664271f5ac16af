"""Who is where, as numbers by facility: heads, layers, cells, shifts, and the flow through the legs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lazaretto.board.city import Cells, Shifts, Stage
from lazaretto.board.houses import House, among, per_facility
from lazaretto.obligations.days import local_day_numbers
from lazaretto.protocol.document import Leg
from lazaretto.registers.command import USES
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.spans import Spans, value_at
from lazaretto.registers.standing import Standing

LAYERS = 4  # the last is the general wing: everyone who is in no earlier leg
_APART = [USES.index("transition"), USES.index("isolation")]


@dataclass(frozen=True, slots=True)
class Peopled:
    """Columns by facility number, at one instant.

    layers: (facility, layer 0..3). away: on the roll and out for a while. phases: (facility, phase).
    """

    layers: Ints
    away: Ints
    cells: Ints
    occupied: Ints
    places: Ints
    bedded: Ints
    phases: Ints

    def of(self, number: int) -> tuple[tuple[int, int, int, int], int, Cells, Shifts]:
        """One facility's layers, people away, cells and shifts."""
        one, two, three, four = self.layers[number].tolist()
        cells = Cells(
            int(self.cells[number]), int(self.occupied[number]), int(self.places[number]),
            int(self.bedded[number]),
        )  # fmt: skip
        return (one, two, three, four), int(self.away[number]), cells, Shifts(*self.phases[number].tolist())


def people(standing: Standing) -> Peopled:
    """Heads, cells and shifts of every facility at the standing's instant."""
    count, at = len(standing.facilities), standing.at
    present = standing.present.at(at)
    layer = _layer(standing, present)
    layers = np.bincount(present.facility * LAYERS + layer, minlength=count * LAYERS).reshape(count, LAYERS)
    roll = per_facility(standing.on_roll.at(at).facility, count=count)
    rooms = standing.places.at(at)
    rooms = rooms.where(np.isin(rooms.value, _APART))
    beds = standing.in_cell.at(at)
    beds = beds.where(np.isin(beds.value, rooms.key))
    occupied = np.unique(np.stack([beds.facility, beds.value]), axis=1)[0]
    return Peopled(
        layers=layers, away=roll - layers.sum(axis=1), cells=per_facility(rooms.facility, count=count),
        occupied=per_facility(occupied, count=count),
        places=np.bincount(rooms.facility, weights=rooms.aux, minlength=count).astype(np.int64),
        bedded=per_facility(beds.facility, count=count), phases=_phases(standing, count),
    )  # fmt: skip


def _layer(standing: Standing, present: Spans) -> Ints:
    """0, 1, 2 for the legs 1, 2, 3; 3 for everyone else."""
    instants = np.full(len(present), standing.at, np.int64)
    leg = value_at(standing.legs, present.key, instants, default=LAYERS)
    return np.where((leg >= 1) & (leg < LAYERS), leg - 1, LAYERS - 1)


def _phases(standing: Standing, count: int) -> Ints:
    """Staff by facility and phase; whoever was enrolled and never stepped into one is on ordinary duty."""
    held = standing.phases.at(standing.at)
    enrolled = standing.events("enrolled")
    fresh = enrolled.where(~np.isin(enrolled.key, held.key))
    _, first = np.unique(fresh.key[::-1], return_index=True)
    fresh = fresh.where(len(fresh) - 1 - first)
    facility = np.concatenate([held.facility, fresh.facility])
    phase = np.concatenate([held.value, np.full(len(fresh), PHASES.index("ordinary"), np.int64)])
    return np.bincount(facility * len(PHASES) + phase, minlength=count * len(PHASES)).reshape(
        count, len(PHASES)
    )


def stages(
    standing: Standing, *, seen: Sequence[House], places: Mapping[str, Sequence[int]],
    legs: Sequence[Leg], peopled: Peopled, since: int,
) -> tuple[Stage, ...]:  # fmt: skip
    """The flow through the layers at these facilities on the day that began at ``since``.

    ``places``: what a stage's people are shown by: names, each with its facility numbers.
    """
    chosen = among(seen, len(standing.facilities))
    running = standing.legs.at(standing.at)
    running = running.where(chosen[running.facility])
    moves = {
        name: _today(standing, name, chosen, since)
        for name in ("leg_started", "leg_ended", "clock_restarted", "released")
    }
    by_layer = {leg.layer: leg for leg in legs}
    heads = {name: peopled.layers[numbers].sum(axis=0).tolist() for name, numbers in places.items()}
    return tuple(
        _stage(standing, layer, by_layer.get(layer), running, moves, heads) for layer in range(1, LAYERS + 1)
    )


def _today(standing: Standing, name: str, chosen: Flags, since: int) -> Columns:
    rows = standing.during(name, since, standing.at + 1)
    return rows.where(chosen[rows.facility])


def _stage(
    standing: Standing, layer: int, leg: Leg | None, running: Spans, moves: dict[str, Columns],
    by_place: Mapping[str, Sequence[int]],
) -> Stage:  # fmt: skip
    heads = [(name, counts[layer - 1]) for name, counts in by_place.items()]
    started, ended = moves["leg_started"], moves["leg_ended"]
    if layer < LAYERS:
        arrived = started.key[started.value == layer]
        left = ended.key[ended.value == layer]
    else:
        arrived = np.concatenate([started.key[started.value == layer], ended.key[ended.value == layer - 1]])
        left = moves["released"].key[~np.isin(moves["released"].key, running.key)]
    restarted = moves["clock_restarted"]
    return Stage(
        layer=layer, title=leg.title if leg else None, days=leg.days if leg else None,
        people=sum(count for _, count in heads), arrived=len(np.unique(arrived)), left=len(np.unique(left)),
        restarted=int((restarted.value == layer).sum()), ending=_ending(standing, leg, running),
        facilities=tuple(sorted((h for h in heads if h[1]), key=lambda h: -h[1])),
    )  # fmt: skip


def _ending(standing: Standing, leg: Leg | None, running: Spans) -> int:
    """How many in this leg reach their last day today."""
    if leg is None or not leg.days:
        return 0
    mine = running.where(running.value == leg.layer)
    if not len(mine):
        return 0
    began = local_day_numbers(standing, mine.facility, mine.start)
    today = local_day_numbers(standing, mine.facility, np.full(len(mine), standing.at, np.int64))
    return int((began + leg.days == today).sum())
