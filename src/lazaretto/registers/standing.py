"""Standing: the registers at an instant, as known at another. Everything is computed when asked for."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np

from lazaretto.facts.periods import instant
from lazaretto.registers.custody import CAME_BACK, MOVED
from lazaretto.registers.events import FOREVER, Columns, Ints, joined, no_events
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.known import Contest, Here
from lazaretto.registers.naming import Names
from lazaretto.registers.pieces import Pieces, all_gone, pieces
from lazaretto.registers.problems import Problem, custody_problems, layer_before, leg_problems, unmatched
from lazaretto.registers.spans import Spans, carried_on, given_last, spans, value_at
from lazaretto.registers.strangers import foreign_leavings, foreign_leg_ends

_T = TypeVar("_T")
_ENDINGS = (
    "unplaced",
    "released",
    "transferred_out",
    "left_network",
    "leg_ended",
)  # only by whoever began or holds
DETACHMENT = 2  # index in facts.command.FacilityKind
_DERIVED = {
    "result": "in_tube",
    "goods_result": "goods_sampled",
    "retest_result": "in_retest",
}  # a tube's result, said of its members
_GONE = "goods_gone"  # what the account of the pieces says


class Issue(NamedTuple):
    """A protocol version put in force for the network."""

    occurred: int
    recorded: int
    document: str
    version: str
    digest: str
    fact: int
    gone: int = FOREVER  # when it became known that the issue was corrected or retracted


def _was_known(issue: Issue, known: int, here: Here | None) -> bool:
    if here is None or issue.fact < 0:
        return issue.recorded <= known < issue.gone
    return int(here.known[issue.fact]) <= known < here.gone.get(issue.fact, FOREVER)


class Standing:
    """Registers as folds of the events that had occurred by ``at`` and were known by ``known_at``.

    ``columns``: events by name, each sorted by occurred. Numbers in them are those of ``names`` and
    ``facilities``. ``zones``: facility number → IANA time zone. ``here``: when facts became known; None: when
    they were recorded. ``contests``: facts under whose ids something else was said.
    """

    def __init__(
        self, *, columns: dict[str, Columns], at: int, known_at: int, names: Names, facilities: Names,
        zones: dict[int, str], issues: tuple[Issue, ...], here: Here | None = None,
        contests: tuple[Contest, ...] = (),
    ) -> None:  # fmt: skip
        self._columns = columns
        self.at = at
        self.known_at = known_at
        self.names = names
        self.facilities = facilities
        self.zones = zones
        self._here = here
        self._contests = contests
        known = min(known_at, FOREVER - 1)
        self.issues = tuple(i for i in issues if i.occurred <= at and _was_known(i, known, here))
        self._seen: dict[str, Columns] = {}
        self._folded: dict[Hashable, Any] = {}

    def events(self, name: str) -> Columns:
        """Rows of one name that stand: occurred by then, known by then, not yet replaced by then."""
        if name not in self._seen:
            derived = _DERIVED.get(name)
            if name == _GONE:
                rows = all_gone(self.goods)
            else:
                rows = self._joined_results(self.events(derived)) if derived else self._standing_rows(name)
            self._seen[name] = self._without_strangers(rows) if name in _ENDINGS else rows
        return self._seen[name]

    def during(self, name: str, start: int, end: int) -> Columns:
        """Standing rows of one name that occurred in ``[start, end)``; cheaper than all of them."""
        if name == _GONE and name not in self._seen:
            return all_gone(self.goods_touched(start, end)).between(start, end)
        if name in self._seen or name in _DERIVED or name in _ENDINGS or name not in self._columns:
            return self.events(name).between(start, end)
        return self._standing(self._columns[name].between(start, min(end, self.at + 1)))

    def once(self, name: Hashable, fold: Callable[[], _T]) -> _T:
        """What a reader folds once for everyone who asks: a standing never changes.

        Two threads may both fold; they fold the same.
        """
        if name not in self._folded:
            self._folded[name] = fold()
        found: _T = self._folded[name]
        return found

    def earlier(self, *, at: int, known_at: int) -> "Standing":
        """The same record at another instant, as known at another: of what had been read by this one."""
        return Standing(
            columns=self._columns, at=at, known_at=known_at, names=self.names, facilities=self.facilities,
            zones=self.zones, issues=self.issues, here=self._here, contests=self._contests,
        )  # fmt: skip

    def as_recorded(self, *, at: int, recorded_by: int) -> "Standing":
        """The same record at another instant, as far as it was recorded anywhere by another.

        By this a statement about the record is judged: alike at every node, whenever it heard of things.
        """
        return Standing(
            columns=self._columns, at=at, known_at=recorded_by, names=self.names, facilities=self.facilities,
            zones=self.zones, issues=self.issues,
        )  # fmt: skip

    def supposing(self, name: str, rows: Columns) -> "Standing":
        """The same record as if these events had been stated, too: what an order would change."""
        columns = {**self._columns, name: joined([self._columns.get(name, no_events()), rows])}
        return Standing(
            columns=columns, at=self.at, known_at=self.known_at, names=self.names,
            facilities=self.facilities, zones=self.zones, issues=self.issues, here=self._here,
            contests=self._contests,
        )  # fmt: skip

    @cached_property
    def present(self) -> Spans:
        """Who was present in which facility, outings left out; a change of cell keeps one stretch."""
        placed = self.events("placed")
        away = joined([self.events("unplaced"), self.events("went_out")])
        return spans(placed.where(placed.aux != MOVED), away)

    @cached_property
    def in_cell(self) -> Spans:
        """Whose bed is in which cell (value); an outing keeps the bed, unless it ends in another cell."""
        beds = spans(self.events("placed"), self.events("unplaced"))
        return carried_on(beds, beds.aux == CAME_BACK, alike=beds.value)

    @cached_property
    def facility_keys(self) -> Ints:
        """The key (in ``names``) of each facility number."""
        count = len(self.facilities)
        return np.array([self.names.find(self.facilities.name(n)) for n in range(count)], np.int64)

    @cached_property
    def held(self) -> Spans:
        """Who was held in which cell (value), hospital and court outings left out."""
        return spans(self.events("placed"), joined([self.events("unplaced"), self.events("went_out")]))

    @cached_property
    def away(self) -> Spans:
        """Who was out for a while (hospital, court), until the return or the end of custody."""
        return spans(self.events("went_out"), joined([self.events("placed"), self.events("unplaced")]))

    @cached_property
    def on_roll(self) -> Spans:
        """Who was on whose roll; a move, and an outing, keep one stretch."""
        placed = self.events("placed")
        roll = spans(placed.where(placed.aux != MOVED), self.events("unplaced"))
        return carried_on(roll, roll.aux == CAME_BACK, alike=roll.facility)

    @cached_property
    def legs(self) -> Spans:
        """Running quarantine legs: value = layer, aux = cohort. A restart begins a new stretch.

        Only the end of its own layer ends a leg; the end of another is a problem.
        """
        starts = joined([self.events("leg_started"), self.events("clock_restarted")])
        ended = self.events("leg_ended")
        fitting = ended.where(layer_before(starts, ended) == ended.value)
        gone = [self.events("released"), self.events("left_network")]
        return spans(starts, joined([fitting, *gone]))

    @cached_property
    def kept(self) -> Spans:
        """For whom a place is kept in which cell (value): until another bed, or until it is given up.

        Who comes back into the bed that stayed theirs has not come into the kept one.
        """
        placed = self.events("placed")
        gone = [self.events(name) for name in ("place_given_up", "released", "left_network")]
        came = placed.where(np.isin(placed.fact, self.in_cell.fact))
        return spans(self.events("place_requested"), joined([came, *gone]))

    @cached_property
    def apart(self) -> Spans:
        """Pairs of people who must not share a cell: key = the pair, value and aux = the two."""
        return spans(self.events("kept_apart"), self.events("apart_lifted"))

    @cached_property
    def meant(self) -> Spans:
        """Cells meant for some people only: value = whom; a cell that is not here is meant for anybody."""
        return spans(self.events("place_people"), self.events("place_established"))

    @cached_property
    def withdrawn(self) -> Spans:
        """Cells taken out of use: value = cause."""
        return spans(self.events("cell_withdrawn"), self.events("cell_returned"))

    @cached_property
    def phases(self) -> Spans:
        """Phases of the closed loop: value = index in ``facts.duty.Phase``."""
        return spans(self.events("phase_started"), no_events())

    @cached_property
    def levels(self) -> Spans:
        """Response level by facility (key is the facility's number): value = index in Level.

        An order that is known and still to begin is there from its beginning on.
        """
        return given_last(self.by_facility("level_ordered"))

    @cached_property
    def roles(self) -> Spans:
        """Role by facility: value = index in ``facts.command.Role``."""
        return spans(self.by_facility("role_assigned"), no_events())

    @cached_property
    def suspended(self) -> Spans:
        """When a facility took nobody in."""
        return spans(self.by_facility("intake_suspended"), self.by_facility("intake_resumed"))

    @cached_property
    def inside(self) -> Spans:
        """Who was inside the gate, and which vehicles: value = zone, aux = category.

        Goods that were let in are the account's (``goods``): they are used up, and never leave.
        Whoever enters a zone has left the one before, of whichever house. A leaving that another house
        states than the one they are in takes nobody out of it.
        """
        came, went = self.events("entered"), self.events("left")
        came = came.where(came.aux != CATEGORIES.index("consignment"))
        there = spans(replace(came, value=came.facility), no_events())
        mine = value_at(there, went.key, went.occurred - 1, default=-1) == went.facility
        return spans(came, went.where(mine))

    @cached_property
    def emergencies(self) -> Spans:
        """When no rule of a facility's gate held anybody back: value = cause, aux = emergency (H1).

        One that is declared again while it runs, by a second pair of eyes, is the same one.
        """
        found = spans(self.by_facility("emergency_declared"), self.by_facility("emergency_ended"))
        return carried_on(found, np.ones(len(found), np.bool_), alike=found.key)

    @cached_property
    def goods(self) -> Pieces:
        """The account of every consignment: what of it is held, let in, returned, destroyed."""
        return pieces(self.events("goods_pieces"))

    def goods_touched(self, start: int, end: int) -> Pieces:
        """The account of those consignments only of which something was said in ``[start, end)``."""
        rows = self.events("goods_pieces")
        return pieces(rows.where(np.isin(rows.key, rows.between(start, end).key)))

    @cached_property
    def places(self) -> Spans:
        """Cells and key areas: value = use, aux = capacity."""
        return spans(self.events("place_established"), no_events())

    @cached_property
    def houses(self) -> Ints:
        """Numbers of the facilities that hold people (the detachment's office left out)."""
        established = self.events("facility_established")
        return np.unique(established.facility[established.value != DETACHMENT])

    @cached_property
    def problems(self) -> list[Problem]:
        """Facts that contradict others, as values."""
        left, ended = self._strangers
        return [
            *unmatched(left, no_events(), rule="held_elsewhere"),
            *unmatched(ended, no_events(), rule="leg_not_running"),
            *custody_problems(self.events("placed"), self.events("unplaced"), self.events("went_out")),
            *leg_problems(
                self.events("leg_started"), self.events("clock_restarted"), self.events("leg_ended")
            ),
            *unmatched(self.events("tube_result"), self._tubes(), rule="unknown_tube"),
            *unmatched(self.events("round_closed"), self.events("round_opened"), rule="unknown_round"),
            *self._contested(),
        ]

    def _contested(self) -> list[Problem]:
        known = min(self.known_at, FOREVER - 1)
        return [
            one.problem for one in self._contests
            if one.problem.occurred <= self.at and one.known <= known < one.gone
        ]  # fmt: skip

    def by_facility(self, name: str) -> Columns:
        """Events of a facility as a whole, keyed by the facility's number."""
        rows = self.events(name)
        return Columns(
            rows.facility,
            rows.facility,
            rows.occurred,
            rows.recorded,
            rows.gone,
            rows.value,
            rows.aux,
            rows.fact,
        )

    @cached_property
    def _strangers(self) -> tuple[Columns, Columns]:
        """Leavings and ends of legs that were said by a house which neither began nor holds."""
        placed, left = self.events("placed"), self._standing_rows("unplaced")
        foreign = foreign_leavings(placed, left)
        let_go = left.where(~foreign)
        doubled = [
            p.fact for p in custody_problems(placed, let_go, no_events()) if p.rule == "held_elsewhere"
        ]
        beds = spans(placed, let_go)
        beds = beds.where(~np.isin(beds.fact, np.array(doubled, np.int64)))
        starts, ended = (
            joined([self.events("leg_started"), self.events("clock_restarted")]),
            self._standing_rows("leg_ended"),
        )
        return left.where(foreign), ended.where(foreign_leg_ends(starts, ended, beds=beds))

    def _without_strangers(self, rows: Columns) -> Columns:
        facts = np.concatenate([found.fact for found in self._strangers])
        return rows.where(~np.isin(rows.fact, facts)) if len(facts) else rows

    def _standing_rows(self, name: str) -> Columns:
        rows = self._columns.get(name, no_events())
        return self._standing(
            rows.where(slice(0, int(np.searchsorted(rows.occurred, self.at, side="right"))))
        )

    def _standing(self, rows: Columns) -> Columns:
        if self.known_at >= FOREVER:
            return rows.where(rows.gone >= FOREVER) if len(rows) and rows.gone.min() < FOREVER else rows
        known, gone = (rows.recorded, rows.gone) if self._here is None else self._here.of(rows)
        return rows.where((known <= self.known_at) & (gone > self.known_at))

    def _joined_results(self, members: Columns) -> Columns:
        """A tube's result, once for each of its members: key = member, aux = pool size."""
        results = self.events("tube_result")
        by_tube = members.where(np.argsort(members.value, kind="stable"))
        first = np.searchsorted(by_tube.value, results.key, side="left")
        count = np.searchsorted(by_tube.value, results.key, side="right") - first
        which = np.repeat(np.arange(len(results)), count)
        offset = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        said, member = results.where(which), by_tube.where(first[which] + offset)
        return Columns(
            member.key,
            member.facility,
            said.occurred,
            said.recorded,
            said.gone,
            said.value,
            member.aux,
            said.fact,
        )

    def _tubes(self) -> Columns:
        """Every tube that was filled, as keys."""
        people, goods = self.events("in_tube"), self.events("goods_sampled")
        both = joined([people, goods])
        return Columns(
            both.value, both.facility, both.occurred, both.recorded, both.gone, both.key, both.aux, both.fact
        )

    def when(self) -> str:
        """The instant of this standing, for messages."""
        return instant(self.at).isoformat()
