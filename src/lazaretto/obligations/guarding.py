"""The rights guard: who is kept apart, how their days were, and how long that may still go on.

For the limit a day of which nothing was said counts as a day without contact: whoever keeps a person alone
has to say what was given.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.facts.quarantine import IsolationOrdered, Ordered
from lazaretto.obligations.chronicling import FAMILY, LAWYER, DayHeld, Measure, chronicle, measure
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.refraining.isolation import isolation_orders, set_apart, under_order
from lazaretto.obligations.refraining.regime import care_gaps
from lazaretto.obligations.secluding import calendar, lonely_of, run_now
from lazaretto.registers.events import Columns, Flags, Ints
from lazaretto.registers.regime import CARES
from lazaretto.registers.spans import Spans, span_at
from lazaretto.registers.standing import Standing

SHOWN = 15  # days of a strip, today among them
Apart = Literal["isolation", "quarantine", "alone"]
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Review:
    """The reviews of what keeps a person apart. independent: None where nobody has reviewed it yet."""

    next_on: date | None
    last: datetime | None
    by: str | None
    independent: bool | None


@dataclass(frozen=True, slots=True)
class Basis:
    """The paper that keeps a person apart. ends_on: an isolation order's last day; a leg has its clock."""

    order: str
    basis: str
    ordered_by: str
    ordered: datetime
    ends_on: date | None
    fact: int


@dataclass(frozen=True, slots=True)
class Care:
    """Care that a doctor ordered. last: when it was last answered, None: not yet; due: the next one."""

    care: str
    sort: str
    last: datetime | None
    due: datetime


@dataclass(frozen=True, slots=True)
class Guarded:
    """One person who is kept apart, at the standing's instant.

    run: whole days in a row alone without the contact that is owed, up to yesterday; None where no document
    in force says what counts. away: out for a while, the bed kept. broken: today cannot be another such day.
    under_order: a live order keeps the person apart. deadline: until when the law lets the person be held at
    all; None: no paper says.
    """

    person: str
    facility: str
    cell: str | None
    zone: str
    apart: Apart
    since: datetime
    layer: int | None
    away: bool
    alone_now: bool
    run: int | None
    broken: bool
    days: tuple[DayHeld, ...]
    family: datetime | None
    lawyer: datetime | None
    visit: datetime | None
    under_order: bool
    basis: Basis | None
    review: Review
    deadline: date | None
    today: date
    cares: tuple[Care, ...] = ()

    @property
    def unordered(self) -> bool:
        """In isolation without a live order. Who is merely alone in a cell of a wing needs none."""
        return self.apart == "isolation" and not self.under_order

    @property
    def deadline_days(self) -> int | None:
        """Days until the law lets the person go; negative: past it."""
        return None if self.deadline is None else (self.deadline - self.today).days

    @property
    def review_days(self) -> int | None:
        """Days until the next review; negative: past it."""
        return None if self.review.next_on is None else (self.review.next_on - self.today).days


def guard(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact],
    facilities: Collection[str] | None = None, person: str | None = None, company: bool = True,
) -> tuple[Guarded, ...]:  # fmt: skip
    """Everybody who is kept apart now, by facility and number; in some facilities, or one person.

    ``company`` False leaves out those of a quarantine who are not alone, have no run and an order.
    """
    measured = measure(forces, at=standing.at)
    beds = standing.in_cell.at(standing.at)
    if facilities is not None:
        numbers = [standing.facilities.find(code) for code in facilities]
        beds = beds.where(np.isin(beds.facility, numbers))
    if person is not None:
        beds = beds.where(beds.key == standing.names.find(person))
    found: list[Guarded] = []
    zones = [standing.zones.get(number, DEFAULT_ZONE) for number in range(len(standing.facilities))]
    for zone in dict.fromkeys(zones[number] for number in beds.facility.tolist()):
        mine = np.array([zones[number] == zone for number in beds.facility.tolist()], np.bool_)
        found += _Ward(standing, facts, measured, zone).guarded(beds.where(mine), company=company)
    return tuple(sorted(found, key=lambda one: (one.facility, one.person)))


class _Ward:
    """The people of one time zone, looked at together."""

    def __init__(
        self, standing: Standing, facts: Sequence[Fact], measured: Measure | None, zone: str
    ) -> None:
        self.standing, self.facts, self.measured, self.zone = standing, facts, measured, zone
        self.today = local_day(instant(standing.at), zone=zone)
        self.days = calendar(self.today - timedelta(days=SHOWN - 1), self.today, zone=zone)
        self.said, self.apart = set_apart(standing, rooms=False), set_apart(standing)
        self.isolation = isolation_orders(standing)
        self.cares = _cares(standing)
        self.present = frozenset(standing.present.at(standing.at).key.tolist())

    def guarded(self, beds: Spans, *, company: bool) -> list[Guarded]:
        """Those of these beds who are kept apart."""
        standing = self.standing
        keys = np.unique(beds.key)
        now = np.full(len(keys), standing.at, np.int64)
        leg = span_at(standing.legs, keys, now)
        if len(standing.legs):
            leg = np.where(standing.legs.value[np.maximum(leg, 0)] <= LAST, leg, -1)
        isolated = self._isolated(keys, now, leg)
        isolated_by_order = span_at(self.isolation, keys, now)
        lonely = lonely_of(standing, keys, self.days[0].opens, standing.at + 1).at(standing.at)
        alone: Flags = np.isin(keys, lonely.key)
        run, broken = self._runs(keys)
        ordered = under_order(standing, keys, now)
        chosen = (leg >= 0) | (isolated >= 0) | (isolated_by_order >= 0) | alone | (run > 0)
        if not company:
            chosen &= alone | (run > 0) | (isolated >= 0) | (isolated_by_order >= 0)
        rows = np.flatnonzero(chosen)
        days = chronicle(standing, keys[rows], self.days, measured=self.measured) if len(rows) else []
        said = _Said(standing, keys[rows])
        bed = {int(key): n for n, key in enumerate(beds.key.tolist())}
        return [
            self._one(
                int(keys[row]), beds=beds, bed=bed[int(keys[row])], leg=int(leg[row]),
                isolated=int(isolated[row]), order=int(isolated_by_order[row]), alone=bool(alone[row]),
                lonely=lonely, run=int(run[row]) if self.measured else None, broken=bool(broken[row]),
                ordered=bool(ordered[row]), days=days[n], said=said,
            )
            for n, row in enumerate(rows.tolist())
        ]  # fmt: skip

    def _isolated(self, keys: Ints, now: Ints, leg: Ints) -> Ints:
        """The row of each one's isolation, or -1. In a cohort's leg only who was put apart by name is in it:
        an isolation point keeps whole cohorts in its isolation rooms.
        """
        named = span_at(self.said, keys, now) >= 0
        return np.where((leg < 0) | named, span_at(self.apart, keys, now), -1)

    def _runs(self, keys: Ints) -> tuple[Ints, Flags]:
        """Each one's run, and whether today ended it; no run where no document says what counts."""
        if self.measured is None:
            return np.zeros(len(keys), np.int64), np.zeros(len(keys), np.bool_)
        runs = run_now(self.standing, keys, self.measured.settings, zone=self.zone)
        return runs.run, runs.broken(self.measured.settings)

    def _one(
        self, key: int, *, beds: Spans, bed: int, leg: int, isolated: int, order: int, alone: bool,
        lonely: Spans, run: int | None, broken: bool, ordered: bool, days: tuple[DayHeld, ...], said: "_Said",
    ) -> Guarded:  # fmt: skip
        standing, legs = self.standing, self.standing.legs
        apart: Apart = "isolation" if isolated >= 0 or order >= 0 else "quarantine" if leg >= 0 else "alone"
        starts = [
            *([int(self.apart.start[isolated])] if isolated >= 0 else []),
            *([int(self.isolation.start[order])] if order >= 0 else []),
            *([int(legs.start[leg])] if apart == "quarantine" else []),
            *(lonely.start[lonely.key == key].tolist() if apart == "alone" and alone else []),
        ]
        basis = self._basis(key, order, said)
        cell = int(beds.value[bed])
        return Guarded(
            away=key not in self.present,
            person=standing.names.name(key), facility=standing.facilities.name(int(beds.facility[bed])),
            cell=standing.names.name(cell), zone=self.zone, apart=apart,
            since=instant(min(starts, default=int(beds.start[bed]))),
            layer=int(legs.value[leg]) if leg >= 0 else None, alone_now=alone, run=run, broken=broken,
            days=days, family=said.last("contact", key, FAMILY), lawyer=said.last("contact", key, LAWYER),
            visit=said.last("visited", key, None), under_order=ordered, basis=basis,
            review=said.review(key, basis, self._first(basis)),
            deadline=said.deadline(key), today=self.today, cares=self.cares.get(key, ()),
        )  # fmt: skip

    def _basis(self, key: int, order: int, said: "_Said") -> Basis | None:
        """The isolation order where one runs, else the latest order of quarantine."""
        number = int(self.isolation.fact[order]) if order >= 0 else said.order(key)
        if number is None:
            return None
        fact = self.facts[number]
        body = fact.body
        if isinstance(body, IsolationOrdered):
            return Basis(body.order, body.basis, body.ordered_by, fact.occurred, body.ends_on, number)
        if isinstance(body, Ordered):
            return Basis(body.order, body.basis, body.ordered_by, fact.occurred, None, number)
        return None

    def _first(self, basis: Basis | None) -> date | None:
        """When the paper itself sets the first review."""
        if basis is None:
            return None
        body = self.facts[basis.fact].body
        return body.review_on if isinstance(body, IsolationOrdered | Ordered) else None


class _Said:
    """What was last said of some people: orders, reviews, contacts, visits, the law's deadline."""

    def __init__(self, standing: Standing, keys: Ints) -> None:
        self.standing = standing
        self.rows = {
            name: _of(standing.events(name), keys)
            for name in ("ordered", "reviewed", "reviewed_by", "contact", "visited", "deadline")
        }

    def last(self, name: str, key: int, sorts: tuple[int, ...] | None) -> datetime | None:
        """When such an event of a person last was; of some sorts only."""
        rows = self.rows[name]
        mine = rows.key == key
        if sorts is not None:
            mine &= np.isin(rows.aux, sorts)
        return instant(int(rows.occurred[mine][-1])) if mine.any() else None

    def order(self, key: int) -> int | None:
        """The fact of the latest order of quarantine."""
        rows = self.rows["ordered"]
        mine = rows.fact[rows.key == key]
        return int(mine[-1]) if len(mine) else None

    def deadline(self, key: int) -> date | None:
        """Until when the law lets a person be held, by the latest paper."""
        rows = self.rows["deadline"]
        mine = rows.value[rows.key == key]
        return _EPOCH + timedelta(days=int(mine[-1])) if len(mine) else None

    def review(self, key: int, basis: Basis | None, first: date | None) -> Review:
        """The reviews of one paper since it was made; before there is one, the day that the paper sets."""
        if basis is None:
            return Review(None, None, None, None)
        number, made = self.standing.names.find(basis.order), seconds(basis.ordered)
        dates, by = (
            rows.where((rows.key == key) & (rows.aux == number) & (rows.occurred >= made))
            for rows in (self.rows["reviewed"], self.rows["reviewed_by"])
        )
        if not len(dates):
            return Review(first, None, None, None)
        who = self.standing.names.name(int(by.value[-1]))
        following = _EPOCH + timedelta(days=int(dates.value[-1]))
        return Review(following, instant(int(dates.occurred[-1])), who, who != basis.ordered_by)


def _of(rows: Columns, keys: Ints) -> Columns:
    return rows.where(np.isin(rows.key, keys))


def _cares(standing: Standing) -> dict[int, tuple[Care, ...]]:
    """The care that is ordered for each person now, by key, the next due first."""
    gaps, due = care_gaps(standing, 0)
    now = np.flatnonzero((gaps.start <= standing.at) & (standing.at < gaps.end))
    answers = frozenset(standing.events("care_given").fact.tolist())
    found: dict[int, list[Care]] = {}
    for row in now[np.argsort(due[now], kind="stable")].tolist():
        answered = instant(int(gaps.start[row])) if int(gaps.fact[row]) in answers else None
        name = standing.names.name(int(gaps.key[row])).partition("|")[2]
        care = Care(name, CARES[int(gaps.aux[row])], answered, instant(int(due[row])))
        found.setdefault(int(gaps.value[row]), []).append(care)
    return {key: tuple(cares) for key, cares in found.items()}
