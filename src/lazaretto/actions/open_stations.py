"""Open the stations of a gate: which browsers stand there, what they know, what waits for a person."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access import stations
from lazaretto.access.actor import Actor
from lazaretto.access.scope import scoped
from lazaretto.access.stations import Station
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.houses import House
from lazaretto.ledger.uploading import HeldBack, Tally, held_back, tallies


@dataclass(frozen=True, slots=True)
class StationLine:
    """A station. pack: the age in seconds of the newest pack it was given; None: it was given none.

    tally: what its post ever sent, told once a post; None on other lines, and outside the reader's scope.
    """

    station: Station
    standing: bool
    pack: int | None
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class StationsPage:
    """The stations of a facility. held: rows that were not recorded; None: the reader may not see them."""

    house: House
    at: datetime
    lines: tuple[StationLine, ...]
    held: tuple[HeldBack, ...] | None


def open_stations(facility: str, *, actor: Actor, now: datetime) -> StationsPage:
    """The page of one facility, now. Raises :class:`Refused` outside the actor's scope.

    The security administrator sees which browsers stand at the gate, and nothing of what they sent.
    """
    found = stations.stations(facility, actor=actor, now=now)
    house = house_of(view(now=now), facility)
    with scoped(actor.scope):
        sent = tallies(facility)
        shown = actor.may("settle_row") or actor.may("read_facts")
        held = tuple(held_back(facility)) if shown and facility in actor.scope else None
    first = {one.device: one for one in reversed(found)}
    lines = [
        StationLine(
            one, one.revoked is None and one.expires > now, _age(one, now),
            sent.get(one.device) if first[one.device] is one else None,
        )
        for one in found
    ]  # fmt: skip
    return StationsPage(house, now, tuple(lines), held)


def _age(station: Station, now: datetime) -> int | None:
    made = station.last_pack
    return None if made is None else max(round((now - made).total_seconds()), 0)
