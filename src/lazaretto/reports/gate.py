"""The gate: people and vehicles inside yesterday, in, out, inside today; consignments that wait."""

import numpy as np

from lazaretto.registers.events import Ints
from lazaretto.registers.gate import CATEGORIES, DESTROYED, LET_IN, REGISTERED, RETURNED
from lazaretto.registers.spans import Spans, carried_on
from lazaretto.reports.day import Day, Stays, stays, uneven
from lazaretto.reports.tables import Table, listed, tabled

PASSING = ("person", "vehicle")  # of whom it makes sense to ask who is inside
_PIECES = {"let_in": LET_IN, "returned": RETURNED, "destroyed": DESTROYED}


def gate(day: Day) -> tuple[Table, ...]:
    """The tables of the section, in their order."""
    return (_passed(day), _consignments(day))


def suspects(day: Day) -> Ints:
    """Facts about whom or what the register of the gate lets out more or less often than it let them in."""
    inside, left = stays(day, _within(day)), day.happened("left")
    left = left.where(np.isin(left.aux, [CATEGORIES.index(name) for name in PASSING]))
    keys = uneven(inside.rows.key[inside.went], left.key)
    begun = inside.rows.fact[np.isin(inside.rows.key, keys)]
    return np.unique(np.concatenate([begun, left.fact[np.isin(left.key, keys)]]))


def _passed(day: Day) -> Table:
    inside, left, refused = stays(day, _within(day)), day.happened("left"), day.happened("entry_refused")
    of = {name: CATEGORIES.index(name) for name in PASSING}

    def stretches(of_day: Stays, name: str) -> list[int]:
        flags = getattr(of_day, name)
        return [int((flags & (of_day.rows.aux == number)).sum()) for number in of.values()]

    def rows(category: Ints) -> list[int]:
        return [int((category == number).sum()) for number in of.values()]

    return tabled("gate", PASSING, {
        "yesterday": stretches(inside, "was"), "came": stretches(inside, "came"),
        "went": stretches(inside, "went"), "today": stretches(inside, "still"),
        "let_out": rows(left.aux), "refused": rows(refused.value),
    })  # fmt: skip


def _within(day: Day) -> Spans:
    """Who was inside which house; whoever goes on into another zone of it keeps one stretch."""
    inside = day.standing.inside
    return carried_on(inside, np.ones(len(inside), np.bool_), alike=inside.facility)


def _consignments(day: Day) -> Table:
    """Consignments that wait, and the pieces that went on."""
    account = day.standing.goods
    account = account.where(day.mine[account.rows.facility])
    rows = account.rows
    order = np.lexsort((np.arange(len(rows)), rows.facility, rows.key))
    key, facility, left = rows.key[order], rows.facility[order], account.left[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (key[1:] != key[:-1]) | (facility[1:] != facility[:-1])
    held_before = np.where(first, 0, np.roll(left, 1)) != 0
    held, when = left != 0, rows.occurred[order]
    today = (when >= day.start) & (when < day.end)
    earlier = when < day.start
    opened, closed = held & ~held_before, ~held & held_before
    moved = account.moved[:, order]
    gone = np.where(first | (account.rows.aux[order] == REGISTERED), 0, np.roll(moved, 1, axis=1))
    pieces = {
        name: int((moved[way - LET_IN] - gone[way - LET_IN])[today & (rows.aux[order] == way)].sum())
        for name, way in _PIECES.items()
    }
    return listed("goods", {
        "waiting_yesterday": int(opened[earlier].sum() - closed[earlier].sum()),
        "registered": int(opened[today].sum()), "finished": int(closed[today].sum()),
        "waiting_today": int(_waiting(day)), **{f"pieces_{name}": count for name, count in pieces.items()},
    })  # fmt: skip


def _waiting(day: Day) -> int:
    """Consignments of which something is left as the day ends, read from the account's last rows."""
    account = day.standing.goods
    return int((account.last & (account.left != 0) & day.mine[account.rows.facility]).sum())
