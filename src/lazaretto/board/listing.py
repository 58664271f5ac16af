"""A facility's day sheet, listed: what is owed now, late, missed, coming and done; what to hand over."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from lazaretto.board.alerting import alerts
from lazaretto.board.carrying import carried_since, carrying
from lazaretto.board.counting import of_families, tally
from lazaretto.board.day_sheet import DaySheet, Group, Handover, HandoverLine, State
from lazaretto.board.grouping import groups
from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.owed import Judged, Status
from lazaretto.obligations.whose import whose
from lazaretto.registers.command import LEVELS, ROLES
from lazaretto.registers.events import Flags
from lazaretto.registers.spans import Spans, value_at
from lazaretto.registers.standing import Standing

ALERTS = 40
_PENDING = (Status.OPEN, Status.LATE, Status.MISSED, Status.DISPUTED)
_HANDED: tuple[State, ...] = ("owed", "late", "missed", "disputed")


def list_day(
    assessment: Assessment, *, house: House, facts: Sequence[Fact],
    missing: tuple[tuple[str, str], ...] = (), families: frozenset[str] | None = None,
) -> DaySheet:  # fmt: skip
    """The sheet of one facility at the standing's instant, as known at the standing's other one.

    What was met or lifted before local midnight is left out; what was missed stays for the whole
    window of the assessment. ``families``: only what clauses of these families owe is counted (None: all).
    """
    standing, zone = assessment.standing, house.zone
    at = instant(standing.at)
    midnight = seconds(local_days(local_day(at, zone=zone), zone=zone).start)
    found = groups(assessment, chosen=lambda part: _shown(part, house.number, midnight), zone=zone)
    found = carrying(found, carried_since(standing, house.number))
    of = {state: _sorted(found, state) for state in (*_HANDED, "upcoming", "done")}
    told = of_families(assessment.judged, families)
    tallied = assessment.once(("tally", midnight, families), lambda: tally(
        told, facilities=len(standing.facilities), at=standing.at, since=midnight,
    ))  # fmt: skip
    listed, _ = alerts(assessment, facts=facts, seen=[house], limit=ALERTS, zone=zone)
    owners = sorted({group.owner for state in _HANDED for group in of[state]})
    change = assessment.next_change()
    return DaySheet(
        facility=house.code, name=house.name, county=house.county, sort=house.sort, at=at,
        known_at=instant(min(standing.known_at, standing.at)), zone=zone,
        level=LEVELS[_state(standing, standing.levels, house)],
        role=ROLES[_state(standing, standing.roles, house)], counts=tallied.counts([house.number]),
        owed=of["owed"], late=of["late"], missed=of["missed"], disputed=of["disputed"],
        upcoming=of["upcoming"], done=of["done"],
        alerts=tuple(a for a in listed if a.kind in ("breach", "problem")),
        handover=_handover(standing, house, [g for state in _HANDED for g in of[state]]), missing=missing,
        next_change=None if change is None else instant(change),
        whose=tuple((role, whose(standing, facts=facts, facility=house.code, role=role)) for role in owners),
    )  # fmt: skip


def _shown(part: Judged, number: int, midnight: int) -> Flags:
    """Rows of the facility, without what was done before today."""
    today: Flags = (part.block.due >= midnight) | np.isin(part.status, _PENDING)
    here: Flags = part.block.facility == number
    return today & here


def _sorted(found: Iterable[Group], state: str) -> tuple[Group, ...]:
    """One state's groups: what presses first; of the past, the latest first."""
    mine = [g for g in found if g.state == state]
    if state in ("missed", "done", "disputed"):
        return tuple(sorted(mine, key=lambda g: (-seconds(g.due), g.place or "")))
    first: dict[str, datetime] = {g.key: g.opens if state == "upcoming" else g.due for g in mine}
    return tuple(sorted(mine, key=lambda g: (first[g.key], g.clause, g.place or "")))


def _state(standing: Standing, held: Spans, house: House) -> int:
    number, now = np.array([house.number], np.int64), np.array([standing.at], np.int64)
    return int(value_at(held, number, now, default=0)[0])


def _handover(standing: Standing, house: House, open_: Iterable[Group]) -> Handover:
    """The latest handover here, and the list the next one would carry."""
    given = standing.events("handed_over")
    given = given.where(given.facility == house.number)
    lines = tuple(HandoverLine(g.title, g.place, len(g.items), g.due, g.state) for g in open_)
    if not len(given):
        return Handover(None, None, acknowledged=False, lines=lines)
    key = int(given.key[-1])
    taken = bool((standing.events("handover_acknowledged").key == key).any())
    return Handover(
        standing.names.name(key), instant(int(given.occurred[-1])), acknowledged=taken, lines=lines
    )
