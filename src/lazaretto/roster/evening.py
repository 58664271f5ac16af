"""Every watch of the horizon → the same watches, borne as evenly as exchanges between two people make them.

What is fair is counted over the whole horizon: nights and watches beyond one's even share have a price.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from lazaretto.roster.asking import Prices
from lazaretto.roster.engine.problem import Ints
from lazaretto.roster.resting import Rest, resting, settled
from lazaretto.roster.standing import Company, Stander

if TYPE_CHECKING:
    from lazaretto.roster.engine.exchanging import Rows

_ROUNDS = 12  # over the whole horizon; it ends sooner when nothing is exchanged any more
_WINDOW = 7
_SEED = 1
_TRIFLE = 1e-9


@dataclass(frozen=True, slots=True)
class Eve:
    """What somebody brings along to a day. worked: minutes on each of the six days before.

    nights, watches: what they stood of the horizon so far.
    """

    rest: Rest
    worked: tuple[int, ...]
    nights: int = 0
    watches: int = 0


Due = Mapping[int, tuple[float, float]]  # person → nights and watches that are their even share


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some days and what is stood in them: rows by person and day, letters counting the company's watches."""

    company: Company
    rows: Ints


def unevenness(stretches: Sequence[Stretch], due: Due, prices: Prices) -> int:
    """The price of nights and watches that people stand beyond their even share of the horizon."""
    nights, watches = dict.fromkeys(due, 0), dict.fromkeys(due, 0)
    for stretch in stretches:
        dark = np.array([False, *(slot.is_night for slot in stretch.company.slots)])
        for person, row in zip(stretch.company.people, stretch.rows, strict=True):
            nights[person.number] += int(dark[row].sum())
            watches[person.number] += int((row > 0).sum())
    return sum(
        prices.uneven_night * max(0, nights[n] - _share(dark_due))
        + prices.uneven_watch * max(0, watches[n] - _share(all_due))
        for n, (dark_due, all_due) in due.items()
    )


def evened(stretches: Sequence[Stretch], eves: Mapping[int, Eve], due: Due, prices: Prices) -> list[Stretch]:
    """The same days, exchanged between pairs until nobody's exchange makes it fairer; never dearer."""
    if not stretches or not (prices.uneven_night or prices.uneven_watch):
        return list(stretches)
    place = {
        n: at for at, n in enumerate(dict.fromkeys(p.number for s in stretches for p in s.company.people))
    }
    if not place:
        return list(stretches)
    from lazaretto.roster.engine.exchanging import exchange  # compiled code: whoever needs it waits for it

    rows = _rows(stretches, place, eves, due, prices)
    starts = [s.company.days.start for s in stretches]
    windows = [
        (day, min(day + _WINDOW, s.company.days.stop))
        for s in stretches
        for day in range(s.company.days.start, s.company.days.stop, _WINDOW)
    ]
    offset = starts[0]
    for _ in range(_ROUNDS):
        if not sum(exchange(rows, first - offset, end - offset) for first, end in windows):
            break
    found = []
    for stretch in stretches:
        mine = [place[person.number] for person in stretch.company.people]
        days = stretch.company.days
        found.append(Stretch(stretch.company, rows.letters[mine, days.start - offset : days.stop - offset]))
    return found


def filled(stretch: Stretch) -> Ints:
    """Rows of the same days, watches moved about until none is empty, or as few as are come by."""
    from lazaretto.roster.engine.wandering import wander

    company = stretch.company
    place = {person.number: at for at, person in enumerate(company.people)}
    eves = {person.number: Eve(person.rest, person.worked) for person in company.people}
    rows = _rows([stretch], place, eves, dict.fromkeys(place, (0.0, 0.0)), company.prices)
    need = np.array([0, *(slot.need for slot in company.slots)], dtype=np.int64)
    wander(rows, need, seed=_SEED)
    return rows.letters


def _rows(
    stretches: Sequence[Stretch], place: Mapping[int, int], eves: Mapping[int, Eve], due: Due, prices: Prices
) -> "Rows":
    """All stretches as one table; they follow one another, and have the same watches."""
    from lazaretto.roster.engine.exchanging import Rows

    slots, limits = stretches[0].company.slots, stretches[0].company.limits
    offset, end = stretches[0].company.days.start, stretches[-1].company.days.stop
    shape = (len(place), end - offset)
    letters = np.zeros(shape, dtype=np.int64)
    open_ = np.zeros((*shape, len(slots) + 1), dtype=np.bool_)
    open_[:, :, 0] = True
    costs = np.zeros((*shape, len(slots) + 1), dtype=np.int64)
    first = dict[int, Stander]()
    for stretch in stretches:
        days = slice(stretch.company.days.start - offset, stretch.company.days.stop - offset)
        for person, row in zip(stretch.company.people, stretch.rows, strict=True):
            at = place[person.number]
            letters[at, days], open_[at, days, 1:] = row, person.open
            costs[at, days, 0], costs[at, days, 1:] = person.free, person.costs
            first.setdefault(at, person)
    began = [settled(limits, eves[n].rest, slots) for n in place]
    machine = resting(limits, slots, began)
    of_day = np.array([[slot.is_night, True] for slot in slots], dtype=np.int64).reshape(len(slots), 2)
    owed = np.array([due[n] for n in place], dtype=np.float64)
    return Rows(
        letters=letters, after=machine.contract.after,
        start=np.array([machine.number[rest] for rest in began]),
        open=open_, costs=costs, takes=np.array([0, *(slot.minutes for slot in slots)], dtype=np.int64),
        most=-1 if limits.week_hours is None else limits.week_hours * 60,
        before=np.array([eves[n].worked for n in place], dtype=np.int64),
        marked=np.array([first[at].is_woman for at in range(len(place))]),
        least=np.array([0, *(slot.watch.women for slot in slots)], dtype=np.int64),
        counts=np.vstack([np.zeros((1, 2), dtype=np.int64), of_day]).T.copy(),
        price=np.array([prices.uneven_night, prices.uneven_watch], dtype=np.int64),
        share=np.vectorize(_share, otypes=[np.int64])(owed).T.copy(), due=owed.T.copy(),
    )  # fmt: skip


def _share(due: float) -> int:
    return ceil(due - _TRIFLE)
