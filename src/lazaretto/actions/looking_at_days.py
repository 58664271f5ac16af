"""Reports, kept for the next who asks: what was known at an instant gives the same report for ever."""

import threading
from array import array
from collections import OrderedDict
from datetime import date, datetime
from itertools import count
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np

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
LOOKS = 3  # kept for the next house of the same day; one of the model city holds some tens of megabytes
REPORTS = 400  # kept; some months of a city
_K = TypeVar("_K")
_V = TypeVar("_V")
_Key = tuple[int, int, date, str, int]
_lock = threading.Lock()
_looks: "OrderedDict[_Key, Look]" = OrderedDict()
_reports: "OrderedDict[tuple[_Key, str], Report]" = OrderedDict()
_serials = count()
_recorded: "WeakKeyDictionary[Record, tuple[int, array[int]]]" = WeakKeyDictionary()


def report_of(seen: View, house: House, *, day: date, known_at: datetime) -> Report:
    """The report of a facility, or at an office of its city, as known at an instant."""
    known = seconds(known_at)
    key = (*_known(seen.record, known), day, house.zone, known)
    with _lock:
        if (key, house.code) in _reports:
            return _reports[key, house.code]
    looked = _look(seen.record, key, day, house.zone, known_at)
    if house.sort == OFFICE:
        codes = [one.code for one in city_of(seen, house)]
        found = draw_city(looked, house.city, office=house.code, codes=codes)
    else:
        found = draw_facility(looked, house.code)
    _keep(_reports, (key, house.code), found, REPORTS)
    return found


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


def _look(record: Record, key: _Key, day: date, zone: str, known_at: datetime) -> Look:
    with _lock:
        if key in _looks:
            return _looks[key]
    found = look(record, day=day, zone=zone, known_at=known_at, shelf=_shelf)
    _keep(_looks, key, found, LOOKS)
    return found


def _keep(held: "OrderedDict[_K, _V]", key: _K, value: _V, most: int) -> None:
    with _lock:
        held[key] = value
        while len(held) > most:
            held.popitem(last=False)


def _known(record: Record, known: int) -> tuple[int, int]:
    """(a number of the record's own, how many of its facts were known at an instant).

    One that comes in late makes another report. The instants are read off each fact once.
    """
    with _lock:
        if record not in _recorded:
            _recorded[record] = (next(_serials), array("q"))
        serial, held = _recorded[record]
        held.extend(record.known_from(number) for number in range(len(held), len(record.facts)))
        return serial, int((np.frombuffer(held, np.int64) <= known).sum()) if held else 0


def _shelf(standing: Standing) -> Shelf:
    return shelf_for(standing)[0]


class _Everywhere:
    """Every code; what is read with it is narrowed before it is shown."""

    def __contains__(self, code: object) -> bool:
        return True
