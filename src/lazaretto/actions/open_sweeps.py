"""Open the three and three of a facility: today's slots, its fevers, and the series of a cell."""

from datetime import date, datetime, time, timedelta

import numpy as np

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.board.series import series
from lazaretto.board.sweeping import sweeps_page
from lazaretto.board.sweeps import Series, SweepsPage
from lazaretto.facts.periods import at_local, local_day
from lazaretto.registers.record import Record
from lazaretto.registers.stock import ITEMS


def open_sweeps(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> SweepsPage:  # fmt: skip
    """Slots by place, blanks first. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return _page(seen, house_of(seen, facility))


def open_sweeps_of_day(facility: str, *, day: date | None, actor: Actor, now: datetime) -> SweepsPage:
    """The same of a whole day that is over, at its last second; of today, or None, as it is now."""
    actor.require("read_person", facility=facility)
    seen = view(now=now)
    house = house_of(seen, facility)
    if day is not None and day < local_day(seen.at, zone=house.zone):
        end = at_local(day + timedelta(days=1), time(), zone=house.zone) - timedelta(minutes=1)
        seen = view(now=now, at=end)
        house = house_of(seen, facility)
    return _page(seen, house)


def open_series(
    facility: str, *, people: tuple[str, ...], place: str | None, actor: Actor, now: datetime
) -> tuple[Series, ...]:
    """What these people showed in the last two weeks, and why some of it is not believed."""
    actor.require("read_person", facility=facility)
    seen = view(now=now)
    house_of(seen, facility)
    return series(seen.standing, people=people, place=place, forces=seen.forces)


def open_batches(facility: str, *, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Batches of disinfectant that ever came into the house's store, the latest first."""
    actor.require("read_day_sheet", facility=facility)
    standing = view(now=now).standing
    rows = standing.events("stock_item")
    wanted = [ITEMS.index(item) for item in ("chlorine", "alcohol")]
    rows = rows.where((rows.facility == standing.facilities.find(facility)) & np.isin(rows.value, wanted))
    return tuple(dict.fromkeys(standing.names.name(batch) for batch in rows.aux[::-1].tolist()))


def _page(seen: View, house: House) -> SweepsPage:
    return seen.keeping(
        ("sweeps", house.code),
        lambda: sweeps_page(seen.assessment, house=house, facts=seen.record.facts, forces=seen.forces),
    )
