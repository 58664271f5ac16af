"""Draw up a status document: what the record says of one person, as known at an instant (M06)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from lazaretto.facts.case import Classified
from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import SymptomsReported
from lazaretto.facts.periods import instant, local_day, seconds
from lazaretto.obligations.days import DEFAULT_ZONE
from lazaretto.obligations.force import InForce
from lazaretto.obligations.groups import LAST
from lazaretto.obligations.outcomes import read
from lazaretto.obligations.reckoning import LegClock, reckon
from lazaretto.protocol.document import Refrain
from lazaretto.registers.case import DECISIONS
from lazaretto.registers.custody import MOVED, SEXES
from lazaretto.registers.events import FOREVER, Columns
from lazaretto.registers.regime import CARES
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import RESULTS
from lazaretto.reports.status import (
    CONTENTS,
    Asked,
    Finding,
    Status,
    StatusCare,
    StatusCase,
    StatusContact,
    StatusLeg,
    StatusSymptoms,
    StatusTest,
)

_EPOCH = date(1970, 1, 1)
_SINGLE: dict[str, Finding] = {
    "negative": "negative", "positive": "positive", "grey": "grey", "invalid": "invalid",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """The record as it stood, narrowed to one person. since: when the person came to where they are."""

    standing: Standing
    facts: Sequence[Fact]
    forces: Sequence[InForce]
    person: str
    key: int
    zone: str
    since: int

    def of(self, name: str) -> Columns:
        """Rows of one event about the person."""
        rows = self.standing.events(name)
        return rows.where(rows.key == self.key)

    def day(self, moment: datetime) -> date:
        """The calendar day at the house."""
        return local_day(moment, zone=self.zone)


def draw_status(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: str, person: str,
    asked: Asked,
) -> Status:  # fmt: skip
    """The document of a person for a party, as the standing knows it."""
    key, number = standing.names.find(person), standing.facilities.find(facility)
    zone = standing.zones.get(number, DEFAULT_ZONE)
    known = _Known(standing, facts, forces, person, key, zone, _came(standing, key))
    admitted = _admission(known)
    sex, born = known.of("sex"), known.of("born")
    legs = _clocks(known)
    return Status(
        asked=asked, person=person, facility=facility, zone=zone, known_at=instant(standing.at),
        name=admitted.name if admitted else None,
        sex=SEXES[int(sex.value[-1])] if len(sex) else None,
        born=(_EPOCH + timedelta(days=int(born.value[-1]))).year if len(born) else None,
        sections=CONTENTS[asked.party], tests=tuple(_tests(known, _leg_began(legs))),
        legs=tuple(_leg(known, clock, ended) for clock, ended in legs), cases=tuple(_cases(known)),
        contacts=tuple(_contacts(known)), symptoms=_symptoms(known), care=tuple(_care(known)),
    )  # fmt: skip


def _came(standing: Standing, key: int) -> int:
    """When the person was admitted, came from another house, or came back, last; 0 where nobody said."""
    placed = standing.events("placed")
    placed = placed.where((placed.key == key) & (placed.aux != MOVED))
    return int(placed.occurred[-1]) if len(placed) else 0


def _admission(known: _Known) -> Admitted | None:
    rows = known.of("admitted")
    body = known.facts[int(rows.fact[-1])].body if len(rows) else None
    return body if isinstance(body, Admitted) else None


def _clocks(known: _Known) -> list[tuple[LegClock, datetime | None]]:
    """Every leg apart that the person began, restarts taken together, with when it ended."""
    legs = known.standing.legs
    mine = legs.where((legs.key == known.key) & (legs.value <= LAST) & (legs.start <= known.standing.at))
    last = _last_of_each(mine)
    found = reckon(last, standing=known.standing, forces=known.forces, facts=known.facts)
    ends = [None if end > known.standing.at else instant(end) for end in last.end.tolist()]
    return list(zip(found, ends, strict=True))


def _last_of_each(rows: Spans) -> Spans:
    """Of a leg that was restarted the last stretch: it ends where the next one of its layer begins."""
    follows = np.zeros(len(rows), np.bool_)
    follows[:-1] = (rows.value[1:] == rows.value[:-1]) & (rows.start[1:] == rows.end[:-1])
    return rows.where(~follows)


def _leg_began(legs: Sequence[tuple[LegClock, datetime | None]]) -> int | None:
    running = [clock.began for clock, ended in legs if ended is None]
    return seconds(min(running)) if running else None


def _leg(known: _Known, clock: LegClock, ended: datetime | None) -> StatusLeg:
    return StatusLeg(
        order=clock.order, layer=clock.layer, facility=clock.facility, zero=known.day(clock.zero),
        days=clock.days, computed=known.day(clock.computed) if clock.computed else None,
        ordered=known.day(clock.ordered) if clock.ordered else None,
        ended=known.day(ended) if ended else None,
    )  # fmt: skip


def _tests(known: _Known, since: int | None) -> Iterator[StatusTest]:
    """The swabs of the legs that run; besides, the last single swab and the last pool, whenever they were."""
    swabs = read(known.standing, known.of("in_tube")).standing
    rows = swabs.rows
    chosen = rows.occurred >= (FOREVER if since is None else since)
    alone = swabs.single & (rows.aux == 1)  # of a tube without a result only what was said of it is known
    for sort in (alone, ~alone):
        last = np.flatnonzero(sort)[-1:]
        chosen[last] = True
    for row in np.flatnonzero(chosen).tolist():
        said = int(swabs.said[row])
        single = bool(alone[row])
        swabs_in = 1 if single else max(int(rows.aux[row]), 2)
        yield StatusTest(
            sampled=instant(int(rows.occurred[row])), swabs=swabs_in, finding=_finding(said, single=single),
            reported=instant(int(swabs.said_at[row])) if said >= 0 else None,
        )  # fmt: skip


def _finding(said: int, *, single: bool) -> Finding:
    """The word for a result; a pool has words of its own."""
    if said < 0:
        return "awaited" if single else "pool_awaited"
    result = RESULTS[said]
    if single:
        return _SINGLE[result]
    return "pool_negative" if result == "negative" else "pool_unclear"


def _cases(known: _Known) -> Iterator[StatusCase]:
    """What a doctor said last of the person, since they came."""
    rows = known.of("classified")
    for number in rows.fact[rows.occurred >= known.since][-1:].tolist():
        fact = known.facts[number]
        if isinstance(fact.body, Classified):
            yield StatusCase(fact.occurred, fact.body.disease, fact.body.classification)


def _contacts(known: _Known) -> Iterator[StatusContact]:
    """Each list of an incident that still runs on which the person stands, with the last decision."""
    listed, decided = known.of("contact_listed"), known.of("contact_decided")
    closed = set(known.standing.events("incident_closed").key.tolist())
    first: dict[int, int] = {}
    for incident, at in zip(listed.value.tolist(), listed.occurred.tolist(), strict=True):
        if incident not in closed:
            first.setdefault(incident, at)
    for incident, at in first.items():
        said = decided.value[decided.aux == incident]
        yield StatusContact(instant(at), DECISIONS[int(said[-1])] if len(said) else None)


def _symptoms(known: _Known) -> StatusSymptoms:
    readings, reports = known.of("temperature"), known.of("symptoms")
    reports = reports.where(reports.occurred >= known.since)
    body = known.facts[int(reports.fact[-1])].body if len(reports) else None
    tenths = int(readings.value[-1]) if len(readings) else None
    limit = _fever(known)
    return StatusSymptoms(
        measured=instant(int(readings.occurred[-1])) if len(readings) else None, tenths=tenths,
        fever=tenths is not None and limit is not None and tenths >= limit,
        reported=instant(int(reports.occurred[-1])) if len(reports) else None,
        symptoms=body.symptoms if isinstance(body, SymptomsReported) else (),
    )  # fmt: skip


def _fever(known: _Known) -> int | None:
    """From which temperature on, in tenths, a document in force calls it a fever at the end of a leg."""
    for force in known.forces:
        if force.since <= known.standing.at < force.until:
            for clause in force.protocol.clauses:
                if isinstance(clause.duty, Refrain) and clause.duty.condition == "leg_ended_unwell":
                    return clause.duty.settings["tenths"]
    return None


def _care(known: _Known) -> Iterator[StatusCare]:
    """Care that was ordered and has not ended, by its code."""
    standing = known.standing
    whose = standing.events("care_of")
    today = (known.day(instant(standing.at)) - _EPOCH).days
    for key in sorted(set(whose.key[whose.value == known.key].tolist()), key=standing.names.name):
        orders, ends, until, given = (
            rows.where(rows.key == key)
            for rows in map(standing.events, ("care_ordered", "care_ended", "care_until", "care_given"))
        )
        if not len(orders) or (len(ends) and ends.occurred[-1] >= orders.occurred[-1]):
            continue
        last = int(until.value[-1]) if len(until) else 0
        if last and last < today:
            continue
        given = given.where(given.value == 0)  # neither refused nor away
        yield StatusCare(
            care=standing.names.name(key).partition("|")[2], sort=CARES[int(orders.aux[-1])],
            every_hours=int(orders.value[-1]), until=_EPOCH + timedelta(days=last) if last else None,
            given=instant(int(given.occurred[-1])) if len(given) else None,
        )  # fmt: skip
