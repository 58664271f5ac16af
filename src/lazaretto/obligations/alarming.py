"""Alarms that stand until they are cured: what is so now, not only what came about in the last hours.

A breach is an instant in a window and leaves the list when the window has passed. What breaks law 15 goes on
until a fact cures it, however old its beginning: an order is made, the room is left, contact is given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.company import alone
from lazaretto.obligations.days import HOUR, day_ends
from lazaretto.obligations.force import InForce, at_level
from lazaretto.obligations.refraining.isolation import isolation_orders, set_apart, under_order
from lazaretto.obligations.refraining.regime import care_gaps, said_at, still_alone
from lazaretto.obligations.secluding import by_zone, run_now
from lazaretto.obligations.seeking import row_before
from lazaretto.protocol.document import Clause, Recipient, Refrain
from lazaretto.registers.events import Columns, Ints, joined
from lazaretto.registers.spans import span_at
from lazaretto.registers.standing import Standing

Settings = dict[str, int]


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a clause forbids and is so now. since: from when; fact: the one that did it.

    about: which of several of a person it is (a care); empty where there is but one.
    """

    clause: Clause
    document: str
    version: str
    person: str
    facility: str
    since: datetime
    fact: int
    about: str = ""

    @property
    def tell(self) -> tuple[Recipient, ...]:
        """Whom the clause tells at once, its owner first."""
        return (self.clause.owner, *(role for role in self.clause.tell if role != self.clause.owner))


def standing_alarms(standing: Standing, *, forces: Sequence[InForce]) -> tuple[Alarm, ...]:
    """Every alarm that stands now, the oldest first; of a person's warnings of one sort the gravest."""
    found: dict[tuple[str, int, int], tuple[int, Alarm]] = {}
    for force in forces:
        if not force.since <= standing.at < force.until:
            continue
        for clause in force.protocol.clauses:
            duty = clause.duty
            if not isinstance(duty, Refrain) or duty.condition not in STANDING:
                continue
            rows = _open(standing, clause, duty)
            rank = duty.settings.get("days", 0)
            for row in range(len(rows)):
                key = (duty.condition, int(rows.key[row]), int(rows.value[row]) if rank == 0 else 0)
                if key not in found or found[key][0] <= rank:
                    found[key] = rank, _alarm(standing, force, clause, rows, row, about=key[2])
    return tuple(
        sorted((alarm for _, alarm in found.values()), key=lambda a: (a.since, a.person, a.clause.id))
    )


def _open(standing: Standing, clause: Clause, duty: Refrain) -> Columns:
    """Where a clause is broken now, at the levels at which it binds."""
    rows = STANDING[duty.condition](standing, duty.settings)
    now = np.full(len(rows), standing.at, np.int64)
    return rows.where(at_level(clause, standing=standing, facility=rows.facility, instants=now))


def _alarm(
    standing: Standing, force: InForce, clause: Clause, rows: Columns, row: int, *, about: int
) -> Alarm:
    return Alarm(
        clause=clause, document=force.protocol.id, version=force.protocol.version,
        person=standing.names.name(int(rows.key[row])),
        facility=standing.facilities.name(int(rows.facility[row])), since=instant(int(rows.occurred[row])),
        fact=int(rows.fact[row]), about=standing.names.name(about).partition("|")[2] if about else "",
    )  # fmt: skip


def _without_order(standing: Standing, settings: Settings) -> Columns:
    """In isolation here now, and no order lives; since it began, or since the last order was over."""
    rows = set_apart(standing).at(standing.at)
    rows = rows.where(np.isin(rows.key, standing.present.at(standing.at).key))  # not while in hospital
    now = np.full(len(rows), standing.at, np.int64)
    rows = rows.where(~under_order(standing, rows.key, now))
    now = now[: len(rows)]
    lapsed = [rows.start]
    for name in ("leg_ended", "isolation_ended"):
        ended = standing.events(name)
        row = row_before(ended, rows.key, now)
        lapsed.append(np.where(row >= 0, ended.occurred[np.maximum(row, 0)], 0) if len(ended) else rows.start)
    over = _past_end(standing, settings)
    row = row_before(over, rows.key, now)
    lapsed.append(np.where(row >= 0, over.occurred[np.maximum(row, 0)], 0) if len(over) else rows.start)
    since: Ints = np.max(np.stack(lapsed), axis=0)
    return replace(said_at(rows, since), value=np.zeros(len(rows), np.int64))


def _past_end(standing: Standing, _: Settings) -> Columns:
    """An isolation order whose last day is over and that nobody has ended."""
    rows = isolation_orders(standing).at(standing.at)
    over = day_ends(standing, rows.facility, rows.value)
    late = over <= standing.at
    return _by_time(replace(said_at(rows.where(late), over[late]), value=np.zeros(int(late.sum()), np.int64)))


def _alone(standing: Standing, settings: Settings) -> Columns:
    """Alone now, with so many days in a row behind them, and today has not ended it."""
    held = standing.held.touching(standing.at - (settings["days"] + 2) * 26 * HOUR, standing.at + 1)
    lonely = alone(held).at(standing.at)
    parts = []
    for zone, mine in by_zone(standing, lonely):
        keys = np.unique(mine.key)
        runs = run_now(standing, keys, settings, zone=zone)
        too_long = (runs.run >= settings["days"]) & ~runs.broken(settings)
        still = still_alone(mine, keys[too_long], standing.at)
        run = runs.run[np.searchsorted(keys, still.key)]
        today = local_day(instant(standing.at), zone=zone)
        since = [
            seconds(local_days(today - timedelta(days=int(n) - settings["days"]), zone=zone).start)
            for n in run.tolist()
        ]
        parts.append(replace(still, occurred=np.array(since, np.int64)))
    return joined(parts)


def _past_deadline(standing: Standing, _: Settings) -> Columns:
    """On the roll now, and the day of the latest paper is over."""
    papers = standing.events("deadline")
    now = np.full(len(papers), standing.at, np.int64)
    latest = row_before(papers, papers.key, now) == np.arange(len(papers))
    over = day_ends(standing, papers.facility, papers.value)
    chosen = latest & (over <= standing.at) & (span_at(standing.on_roll, papers.key, now) >= 0)
    late = papers.where(chosen)
    return _by_time(replace(late, occurred=over[chosen], value=np.zeros(len(late), np.int64)))


def _care(standing: Standing, settings: Settings) -> Columns:
    """Ordered care that nobody has given in time, of somebody who is present; value = person and care."""
    gaps, due = care_gaps(standing, settings["minutes"])
    waiting = (due <= standing.at) & (gaps.start <= standing.at) & (standing.at < gaps.end)
    gaps, due = gaps.where(waiting), due[waiting]
    there = span_at(standing.present, gaps.value, np.full(len(gaps), standing.at, np.int64))
    gaps, due, there = gaps.where(there >= 0), due[there >= 0], there[there >= 0]
    rows = said_at(gaps, due)
    facility = standing.present.facility[there] if len(there) else rows.facility
    return _by_time(replace(rows, key=gaps.value, value=gaps.key, facility=facility))


def _by_time(rows: Columns) -> Columns:
    return rows.where(np.argsort(rows.occurred, kind="stable"))


# Conditions that go on until a fact cures them. occurred: since when; value: tells two of one person apart.
STANDING: dict[str, Callable[[Standing, Settings], Columns]] = {
    "isolated_without_order": _without_order,
    "isolation_past_end": _past_end,
    "alone_too_long": _alone,
    "held_past_deadline": _past_deadline,
    "care_overdue": _care,
}
