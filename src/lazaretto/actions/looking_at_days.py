"""Looks at days, kept for the next who asks: what was known at an instant gives the same report for ever."""

import threading
from collections import OrderedDict
from datetime import date, datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.shelf import shelf_for
from lazaretto.actions.viewing import View
from lazaretto.board.houses import House
from lazaretto.facts.periods import seconds
from lazaretto.obligations.force import Shelf
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing
from lazaretto.reports.drawing import Look, draw_city, draw_facility, look
from lazaretto.reports.report import Report

OFFICE = "detachment"
KEPT = 48  # looks: a month by day, and some versions
_Key = tuple[int, int, date, str, int]
_lock = threading.Lock()
_held: "OrderedDict[_Key, tuple[Record, Look]]" = OrderedDict()


def report_of(seen: View, house: House, *, day: date, known_at: datetime) -> Report:
    """The report of a facility, or at an office of its city, as known at an instant."""
    looked = _look(seen.record, day, house.zone, known_at)
    if house.sort != OFFICE:
        return draw_facility(looked, house.code)
    return draw_city(looked, house.city, office=house.code, codes=[one.code for one in city_of(seen, house)])


def city_of(seen: View, house: House) -> tuple[House, ...]:
    """The facilities of a house's city, its office among them, as they were established."""
    everywhere = seen.houses(_Everywhere())
    return tuple(one for one in everywhere if one.city == house.city)


def reported_house(seen: View, facility: str, *, actor: Actor) -> House:
    """The house whose report is asked for.

    Raises :class:`Refused` where this actor may not read it, or not all of the city of an office.
    """
    house = house_of(seen, facility)
    for one in city_of(seen, house) if house.sort == OFFICE else ():
        if one.code not in actor.scope:
            raise Refused("out_of_scope", facility=one.code)
    return house


def _look(record: Record, day: date, zone: str, known_at: datetime) -> Look:
    key = (id(record), len(record.facts), day, zone, seconds(known_at))
    with _lock:
        if key in _held and _held[key][0] is record:
            _held.move_to_end(key)
            return _held[key][1]
    found = look(record, day=day, zone=zone, known_at=known_at, shelf=_shelf)
    with _lock:
        _held[key] = (record, found)
        while len(_held) > KEPT:
            _held.popitem(last=False)
    return found


def _shelf(standing: Standing) -> Shelf:
    return shelf_for(standing)[0]


class _Everywhere:
    """Every code; what is read with it is narrowed before it is shown."""

    def __contains__(self, code: object) -> bool:
        return True
