"""Why a change of a facility's role may not be ordered: it moves the wrong people, mixes or squeezes them."""

from collections import Counter

import numpy as np

from lazaretto.facts.command import ConversionOrdered, PlannedMove
from lazaretto.obligations.asking import Asking
from lazaretto.registers.spans import Spans

Values = dict[str, str]


def mover_not_held(asking: Asking) -> Values | None:
    """Somebody who is to be moved is not on the roll of this house."""
    here = _roll(asking)
    missing = [move.person for move in _moves(asking) if move.person not in here]
    return {"person": missing[0], "facility": asking.fact.facility} if missing else None


def somebody_left_behind(asking: Asking) -> Values | None:
    """Somebody on the roll of this house is moved nowhere."""
    left = sorted(_roll(asking) - {move.person for move in _moves(asking)})
    return {"people": str(len(left)), "person": left[0]} if left else None


def cell_would_overflow(asking: Asking) -> Values | None:
    """A cell would get more people than it has places."""
    standing = asking.standing
    places = standing.places.at(standing.at)
    rooms = dict(zip(places.key.tolist(), places.aux.tolist(), strict=True))
    for cell, people in sorted(Counter(move.to for move in _moves(asking)).items()):
        if people > rooms.get(standing.names.find(cell), 0):
            return {"cell": cell}
    return None


def strangers_would_meet(asking: Asking) -> Values | None:
    """A cell would get people of two cells, or people beside those who are in it or for whom it is kept."""
    cell_of = _cells(asking)
    taken = _taken(asking)
    found: dict[str, str] = {}
    for move in _moves(asking):
        start = cell_of.get(move.person, "")
        if move.to in taken or found.setdefault(move.to, start) != start:
            return {"cell": move.to}
    return None


def trip_would_mix(asking: Asking) -> Values | None:
    """A vehicle would carry people of two cells on one trip."""
    cell_of = _cells(asking)
    found: dict[tuple[str, int], str] = {}
    for move in _moves(asking):
        start = cell_of.get(move.person, "")
        if found.setdefault((move.vehicle, move.trip), start) != start:
            return {"vehicle": move.vehicle, "trip": str(move.trip)}
    return None


def seats_too_few(asking: Asking) -> Values | None:
    """A trip carries more people than its vehicle seats."""
    listed = asking.standing.events("vehicle_listed")
    seats = dict(zip(listed.key.tolist(), listed.value.tolist(), strict=True))  # the latest of each
    for (vehicle, trip), people in sorted(Counter((m.vehicle, m.trip) for m in _moves(asking)).items()):
        if people > seats.get(asking.standing.names.find(vehicle), 0):
            return {"vehicle": vehicle, "trip": str(trip)}
    return None


def _moves(asking: Asking) -> tuple[PlannedMove, ...]:
    body = asking.fact.body
    assert isinstance(body, ConversionOrdered)  # noqa: S101 — the list chose it by its type
    return body.moves


def _here(asking: Asking, spans: Spans) -> Spans:
    standing = asking.standing
    now = spans.at(standing.at)
    return now.where(now.facility == standing.facilities.find(asking.fact.facility))


def _roll(asking: Asking) -> set[str]:
    """Who is on the roll of this house."""
    return {asking.standing.names.name(int(key)) for key in _here(asking, asking.standing.on_roll).key}


def _cells(asking: Asking) -> dict[str, str]:
    """Whose bed is in which cell of this house."""
    names, beds = asking.standing.names, _here(asking, asking.standing.in_cell)
    return {
        names.name(key): names.name(cell)
        for key, cell in zip(beds.key.tolist(), beds.value.tolist(), strict=True)
    }


def _taken(asking: Asking) -> set[str]:
    """Cells with people in them, or kept for somebody."""
    standing = asking.standing
    both = [spans.at(standing.at).value for spans in (standing.in_cell, standing.kept)]
    return {standing.names.name(int(cell)) for cell in np.unique(np.concatenate(both))}
