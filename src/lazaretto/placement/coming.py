"""Who will need a cell of a facility: on the way to it, about to end a leg, or with a place kept there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

import numpy as np

from lazaretto.facts.command import Use
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.places import facility_of
from lazaretto.facts.quarantine import Ordered, PlannedLeg
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.reckoning import LegClock, reckon
from lazaretto.registers.events import joined
from lazaretto.registers.standing import Standing

Why = Literal["on_the_way", "leg_ends", "kept", "door"]
AHEAD = timedelta(days=1)  # how far the end of a leg is looked ahead: today's work and tomorrow's


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody who needs a cell here. at: since when on the way, or when the leg ends. origin: from where.

    present: the bed they still have. kept: the place that is kept for them here.
    """

    person: str
    why: Why
    needs: Use
    origin: str | None = None
    at: datetime | None = None
    present: str | None = None
    kept: str | None = None


def on_the_way(standing: Standing, *, facility: str) -> list[Coming]:
    """Who was sent here and has not come: nobody has taken them in or let them go since."""
    sent = standing.events("transferred_out")
    since = joined([standing.events(name) for name in ("placed", "released", "left_network")])
    number, found = standing.facilities.find(facility), []
    for key in np.unique(sent.key[sent.value == number]).tolist():
        mine = sent.where(sent.key == key)
        left, later = int(mine.occurred[-1]), since.occurred[since.key == key]
        if int(mine.value[-1]) == number and not (later > left).any():
            origin = standing.facilities.name(int(mine.facility[-1]))
            found.append(Coming(standing.names.name(key), "on_the_way", "transition", origin, instant(left)))
    return found


def about_to_end(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], facility: str
) -> list[Coming]:
    """Whose leg ends within a day and goes on here: the next leg, or after the last one a general wing."""
    running = standing.legs.at(standing.at)
    running = running.where(running.value <= LAST)
    planned = standing.events("leg_planned")
    here = standing.facilities.find(facility)
    sent = np.isin(running.key, planned.key[planned.aux == here]) | (running.facility == here)
    clocks = reckon(running.where(sent), standing=standing, forces=forces, facts=facts)
    soon = instant(standing.at) + AHEAD
    due = [clock for clock in clocks if clock.ends is not None and clock.ends <= soon]
    beds = standing.in_cell.at(standing.at)
    cells = dict(zip(beds.key.tolist(), beds.value.tolist(), strict=True))
    found = []
    for clock in due:
        needs = _goes_on(clock, standing, facts, facility)
        cell = cells.get(standing.names.find(clock.person))
        if needs is not None and cell is not None:
            place = standing.names.name(cell)
            found.append(Coming(clock.person, "leg_ends", needs, facility_of(place), clock.ends, place))
    return found


def kept_here(standing: Standing, *, facility: str) -> dict[str, str]:
    """Person → cell, of everybody for whom a place is kept in this facility."""
    kept, name = standing.kept.at(standing.at), standing.names.name
    found = {name(key): name(cell) for key, cell in zip(kept.key.tolist(), kept.value.tolist(), strict=True)}
    return {person: cell for person, cell in found.items() if facility_of(cell) == facility}


def _goes_on(clock: LegClock, standing: Standing, facts: Sequence[Fact], facility: str) -> Use | None:
    """Which use of cell somebody needs here when this leg ends; None: they do not go on here."""
    following = _following(clock, standing, facts)
    if following is None or following.layer > LAST:
        where = clock.facility if following is None or following.outside is None else None
        return "general" if where == facility else None
    return "transition" if following.outside is None and following.facility == facility else None


def _following(clock: LegClock, standing: Standing, facts: Sequence[Fact]) -> PlannedLeg | None:
    """The leg after this one, as the person's latest order plans it."""
    orders = standing.events("ordered")
    mine = orders.fact[orders.key == standing.names.find(clock.person)]
    body = facts[int(mine[-1])].body if len(mine) else None
    legs = body.legs if isinstance(body, Ordered) else ()
    return min((leg for leg in legs if leg.layer > clock.layer), key=lambda leg: leg.layer, default=None)
