"""Rounds of tests as their readers see them: everybody of the muster with one outcome, arrivals, tubes.

Coverage is outcomes ÷ muster. The muster is what the opening froze; what a round that opens now would
freeze is :func:`whom`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import RoundOpened, Unsampled
from lazaretto.obligations.outcomes import OUTCOMES, Outcome, Round, Told, outcomes
from lazaretto.obligations.pools import every_hold
from lazaretto.obligations.strength import strength
from lazaretto.registers.command import USES
from lazaretto.registers.custody import ADMITTED, TRANSFERRED_IN
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import FOREVER, Columns, Flags, Ints, joined
from lazaretto.registers.spans import Spans, value_at
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import PARTS, STRATA

_APART = (USES.index("transition"), USES.index("isolation"))
_LAST = 3  # the last layer in which people are kept apart
_PHASE = {"inside": "A", "standby": "B", "isolating": "C"}  # a part of the staff, as a phase of closed duty

_ON_ITS_WAY = {"handed_over": "tube_handed_over", "received": "tube_received", "answered": "tube_result"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A person and what came of them. cell: where to find them, None of staff and of who left.

    tube: the one that the outcome is read from, or that was voided. at: of the result, of the swab while it
    waits, of what was said, of the departure. why: the words said. facts: who says so.
    """

    person: str
    cell: str | None
    outcome: Outcome
    tube: str | None = None
    at: datetime | None = None
    why: str | None = None
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tubes:
    """A round's tubes: every label is filled, spoiled (voided empty) or unused.

    ``labelled + unlabelled == filled + spoiled + unused``. unlabelled: filled without a label. voided: all
    that give no result, filled or not. handed_over, received, answered: of the filled ones.
    """

    labelled: int
    unlabelled: int
    filled: int
    spoiled: int
    unused: int
    voided: int
    handed_over: int
    received: int
    answered: int


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round at one facility. pool: swabs a tube may hold, 0 where nobody said. fact: the opening.

    people: the muster, in walking order of cells. arrived: who came between the opening and the end and is
    not on the muster, with what was done for them.
    """

    code: str
    facility: str
    stratum: str
    part: str
    pool: int
    incident: str | None
    opened: datetime
    closes: datetime
    closed: datetime | None
    fact: int
    people: tuple[Answered, ...]
    arrived: tuple[Answered, ...]
    tubes: Tubes

    @property
    def mustered(self) -> int:
        """How many the opening froze."""
        return len(self.people)

    @property
    def covered(self) -> int:
        """How many have an outcome; who left before being reached has one."""
        return sum(one.outcome != "none" for one in self.people)

    @property
    def uncovered(self) -> tuple[Answered, ...]:
        """Whom nobody has reached."""
        return tuple(one for one in self.people if one.outcome == "none")

    @property
    def share(self) -> float:
        """Coverage, 0 to 1; an empty muster is covered."""
        return self.covered / self.mustered if self.people else 1.0


def rounds(standing: Standing, *, facility: int | None = None, code: str | None = None) -> tuple[Round, ...]:
    """Rounds that were opened, newest first. One opened twice at one facility began the first time."""
    opened, closed = standing.events("round_opened"), standing.events("round_closed")
    if code is not None:
        opened = opened.where(opened.key == standing.names.find(code))
    if facility is not None:
        opened = opened.where(opened.facility == facility)
    said: dict[tuple[int, int], int] = {}
    ends = (closed.key, closed.facility, closed.occurred)
    for key, place, at in zip(*(c.tolist() for c in ends), strict=True):
        said.setdefault((key, place), at)
    columns = (opened.key, opened.facility, opened.value, opened.occurred, opened.aux, opened.fact)
    found: dict[tuple[int, int], Round] = {}
    for key, place, stratum, at, closes, fact in zip(*(c.tolist() for c in columns), strict=True):
        end = said.get((key, place), FOREVER)
        found.setdefault((key, place), Round(key, place, stratum, at, closes, end, fact))
    return tuple(reversed(found.values()))


def round_codes(standing: Standing, facility: str) -> tuple[str, ...]:
    """The rounds of a facility, newest first."""
    found = rounds(standing, facility=standing.facilities.find(facility))
    return tuple(standing.names.name(one.key) for one in found)


def round_view(
    standing: Standing, facts: Sequence[Fact], code: str, *, facility: str | None = None
) -> RoundView | None:
    """A round as it stands; None where none of this code was opened (at a facility, where one is named)."""
    number = None if facility is None else standing.facilities.find(facility)
    found = rounds(standing, code=code, facility=number)
    return _view(standing, facts, found[-1]) if found else None


def mustered(standing: Standing, held: Round) -> Ints:
    """Whom a round's opening froze, as keys, each once."""
    rows = standing.during("mustered", held.opened, held.opened + 1)
    return np.unique(rows.key[rows.fact == held.fact])


def arrivals(standing: Standing, held: Round) -> Ints:
    """Who came into a round's stratum and part between its opening and its end and is not on its muster."""
    found = np.unique(came(standing, held).key)
    return found[~np.isin(found, mustered(standing, held))]


def came(standing: Standing, held: Round) -> Columns:
    """The events by which people came into a round's stratum and part while it ran."""
    end = min(held.closes, held.closed, standing.at + 1)
    part = standing.events("round_planned")
    part = part.where(part.fact == held.fact)
    read = _placed if held.stratum == STRATA.index("detainees") else _enlisted
    rows = read(standing, held, int(part.aux[-1]) if len(part) else 0, end)
    return rows.where((rows.occurred > held.opened) & (rows.facility == held.facility))


def tally(standing: Standing, held: Round) -> Ints:
    """How many of a muster have each outcome, in the order of ``OUTCOMES``: a full recount."""
    told = outcomes(standing, held, mustered(standing, held))
    return np.bincount(told.outcome, minlength=len(OUTCOMES))


def whom(standing: Standing, facility: str, stratum: str, part: str, moment: int) -> tuple[str, ...]:
    """The muster that a round opened at ``moment`` freezes. Of detainees whoever has a bed, outings too.

    The transition part: who is in a leg apart, in a transition cell or in isolation; the general part: all
    others. Staff: who serves in the house, or stands in a phase of closed duty there.
    """
    house = standing.facilities.find(facility)
    keys = (_held if stratum == "detainees" else _serving)(standing, house, part, moment)
    return tuple(sorted(standing.names.name(key) for key in np.unique(keys).tolist()))


def held_in_pools(standing: Standing) -> Spans:
    """Whom a pool holds at the standing's instant, a row a tube: the holds of ``pools`` that run then."""
    return every_hold(standing).at(standing.at)


def _held(standing: Standing, house: int, part: str, moment: int) -> Ints:
    beds = standing.in_cell.at(moment)
    beds = beds.where(beds.facility == house)
    if part == "all":
        return beds.key
    legs = standing.legs.at(moment)
    use = value_at(standing.places, beds.value, np.full(len(beds), moment, np.int64), default=-1)
    apart = np.isin(use, _APART) | np.isin(beds.key, legs.key[legs.value <= _LAST])
    chosen: Ints = beds.key[apart == (part == "transition")]
    return chosen


def _serving(standing: Standing, house: int, part: str, moment: int) -> Ints:
    if part == "all":
        return np.array(strength(standing, house), np.int64)
    phases = standing.phases.at(moment)
    phase = PHASES.index(_PHASE[part])
    chosen: Ints = phases.key[(phases.value == phase) & (phases.facility == house)]
    return chosen


def _placed(standing: Standing, held: Round, part: int, end: int) -> Columns:
    """Who came onto the roll; of a part of the cells those who came into it."""
    rows = standing.during("placed", held.opened, end)
    rows = rows.where(np.isin(rows.aux, (ADMITTED, TRANSFERRED_IN)))
    if not part:
        return rows
    use = value_at(standing.places, rows.value, rows.occurred, default=-1)
    apart: Flags = np.isin(use, _APART)
    return rows.where(apart == (PARTS[part] == "transition"))


def _enlisted(standing: Standing, held: Round, part: int, end: int) -> Columns:
    """Who was enrolled or lent, or came into a phase of closed duty."""
    if part:
        rows = standing.during("phase_started", held.opened, end)
        return rows.where(rows.value == PHASES.index(_PHASE[PARTS[part]]))
    return joined([standing.during(name, held.opened, end) for name in ("enrolled", "reinforced")])


def _view(standing: Standing, facts: Sequence[Fact], held: Round) -> RoundView:
    body = facts[held.fact].body
    if not isinstance(body, RoundOpened):
        raise TypeError(f"a round is opened by a round_opened, not by {type(body).__name__}")
    return RoundView(
        code=body.round, facility=facts[held.fact].facility, stratum=body.stratum, part=body.part,
        pool=body.pool or 0, incident=body.incident, opened=instant(held.opened), closes=instant(held.closes),
        closed=None if held.closed == FOREVER else instant(held.closed), fact=held.fact,
        people=_walk(standing, facts, held, mustered(standing, held)),
        arrived=_walk(standing, facts, held, arrivals(standing, held)), tubes=tubes_of(standing, held),
    )  # fmt: skip


def _walk(standing: Standing, facts: Sequence[Fact], held: Round, person: Ints) -> tuple[Answered, ...]:
    """People with their outcomes, cell after cell; whoever is in none comes last."""
    told = outcomes(standing, held, person)
    when = np.full(len(person), min(standing.at, held.closed), np.int64)
    cell = value_at(standing.in_cell, person, when, default=-1).tolist()
    found = [_answered(standing, facts, told, row, cell[row]) for row in range(len(person))]
    return tuple(sorted(found, key=lambda one: (one.cell is None, one.cell or "", one.person)))


def _answered(standing: Standing, facts: Sequence[Fact], told: Told, row: int, cell: int) -> Answered:
    names, fact, more = standing.names, int(told.fact[row]), int(told.more[row])
    body = facts[fact].body if fact >= 0 else None
    tube, at = int(told.tube[row]), int(told.at[row])
    return Answered(
        person=names.name(int(told.person[row])), cell=names.name(cell) if cell >= 0 else None,
        outcome=OUTCOMES[int(told.outcome[row])], tube=names.name(tube) if tube >= 0 else None,
        at=instant(at) if at >= 0 else None, why=body.why if isinstance(body, Unsampled) else None,
        facts=tuple(n for n in (fact, more) if n >= 0),
    )  # fmt: skip


def tubes_of(standing: Standing, held: Round) -> Tubes:
    """Every tube that was labelled or filled for a round, counted once in each column."""
    labels, filled = _tubes(standing, held, "labelled"), _tubes(standing, held, "tube_filled")
    used = standing.events("tube_filled").key
    taken = np.union1d(filled, labels[np.isin(labels, used)])
    empty = labels[~np.isin(labels, taken)]
    void, voided = standing.events("tube_voided").key, np.union1d(taken, labels)
    spoiled = np.isin(empty, void)
    counted = {
        name: int(np.isin(taken, standing.events(event).key).sum()) for name, event in _ON_ITS_WAY.items()
    }
    return Tubes(
        labelled=len(labels), unlabelled=int((~np.isin(taken, labels)).sum()), filled=len(taken),
        spoiled=int(spoiled.sum()), unused=int((~spoiled).sum()), voided=int(np.isin(voided, void).sum()),
        **counted,
    )  # fmt: skip


def _tubes(standing: Standing, held: Round, name: str) -> Ints:
    rows = standing.events(name)
    return np.unique(rows.key[(rows.value == held.key) & (rows.facility == held.facility)])
