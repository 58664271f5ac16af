"""Who of the staff cannot serve on which days: what was stated of them, until they are back (M28).

An absence holds from its first day to its last one, both included; without a last day until somebody says
that they are back. From the day of a return on none of the absences stated before it holds.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from lazaretto.obligations.days import local_day_numbers
from lazaretto.obligations.rostering.situation import Away
from lazaretto.registers.duty import ABSENCES
from lazaretto.registers.events import FOREVER
from lazaretto.registers.standing import Standing

_EPOCH = date(1970, 1, 1)


def away(standing: Standing) -> Mapping[int, tuple[Away, ...]]:
    """The days on which each person (by key) cannot serve, the whole network's, in the order stated."""
    return standing.once("away", lambda: _away(standing))


def away_on(absences: tuple[Away, ...], day: date) -> Away | None:
    """The absence that keeps somebody from serving on a day: of several that which was stated last."""
    held = (one for one in reversed(absences) if one.first <= day and (one.last is None or day <= one.last))
    return next(held, None)


def _away(standing: Standing) -> dict[int, tuple[Away, ...]]:
    stated, caused, back = (standing.events(name) for name in ("absent", "absent_for", "returned"))
    causes = dict(zip(caused.fact.tolist(), caused.value.tolist(), strict=True))
    days = local_day_numbers(standing, back.facility, back.occurred)
    returns: dict[int, list[tuple[int, int]]] = {}
    for key, at, day in zip(back.key.tolist(), back.occurred.tolist(), days.tolist(), strict=True):
        returns.setdefault(key, []).append((at, day))
    found: dict[int, list[Away]] = {}
    rows = (stated.key, stated.occurred, stated.value, stated.aux, stated.fact)
    for key, at, first, last, fact in zip(*(column.tolist() for column in rows), strict=True):
        until = min([last, *(day - 1 for when, day in returns.get(key, ()) if when >= at)])
        if until >= first:
            one = Away(cause=ABSENCES[causes[fact]], first=_day(first), last=_last(until))
            found.setdefault(key, []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _last(number: int) -> date | None:
    return None if number >= FOREVER else _day(number)
