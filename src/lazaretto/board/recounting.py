"""A person's timeline, recounted: what the record holds about them, as far as the reader's scope goes."""

from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import partial

import numpy as np

from lazaretto.board.alerting import alerts
from lazaretto.board.company import company, contacts
from lazaretto.board.fevers import fever_limit
from lazaretto.board.grouping import groups
from lazaretto.board.houses import House, among
from lazaretto.board.immunity import immunity_lines
from lazaretto.board.incidents_page import incidents_of
from lazaretto.board.legs import leg_lines, legs_ahead
from lazaretto.board.pathways import holder, masked, on_path
from lazaretto.board.telling import numbers_about, tell
from lazaretto.board.timeline import FeverLimit, OrderLine, Temperature, TestLine, Timeline, VisitLine
from lazaretto.facts.custody import Admitted, DeadlineSet
from lazaretto.facts.duty import Enrolled
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, local_day
from lazaretto.facts.quarantine import Ordered, Reviewed, Visited
from lazaretto.facts.testing import ResultReported, Sampled
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Judged
from lazaretto.obligations.pools import pool_holds, tube_of
from lazaretto.registers.duty import PHASES
from lazaretto.registers.events import FOREVER, Flags
from lazaretto.registers.record import Record
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

ALERTS = 40


def recount(
    assessment: Assessment, *, record: Record, person: str, seen: Sequence[House],
    forces: Sequence[InForce], named: bool, beyond: Sequence[House] = (),
) -> Timeline | None:  # fmt: skip
    """The person's timeline at the standing's instant; None when no fact in scope speaks of them.

    ``seen``: the facilities in the reader's scope. ``named``: put the name in, which the reader must
    have asked for with a reason. ``beyond``: facilities outside the scope whose part of the path is told
    too, where the person is held in scope or on the way there; elsewhere it changes nothing.
    """
    standing, key = assessment.standing, record.names.find(person)
    if key < 0:
        return None
    inside = among(seen, len(standing.facilities))
    held_here = holder(standing, key=key, inside=inside)
    others = beyond if held_here else ()
    zones = {house.code: house.zone for house in (*others, *seen)}
    mine, left_out = _told(standing, record, key, person, seen=seen, beyond=others)
    if not mine:
        return None
    zone = zones[mine[-1].facility]
    entries = tell(record, facts=mine, standing=standing, zones=zones, about=person)
    stands = [f for f, e in zip(mine, entries, strict=True) if e.mark in ("stands", "disputed")]
    beds = _of(standing.in_cell, key, inside).at(standing.at)
    present = _of(standing.present, key, inside).at(standing.at)
    phase = _of(standing.phases, key, inside).at(standing.at)
    orders = [f.body for f in stands if isinstance(f.body, Ordered)]
    legs = leg_lines(standing, key=key, facts=record.facts, forces=forces, orders=orders, codes=zones.keys())
    owed = groups(assessment, chosen=lambda part: _about(part, key, inside), zone=zone)
    listed, _ = alerts(assessment, facts=record.facts, seen=seen, limit=ALERTS, zone=zone, key=key)
    limit = fever_limit(forces, standing.at)
    return Timeline(
        person=person, name=_name(stands) if named else None,
        sort="detainee" if len(beds) or any(isinstance(f.body, Admitted) for f in stands) else "staff",
        at=instant(standing.at), known_at=instant(min(standing.known_at, standing.at)), zone=zone,
        facility=standing.facilities.name(int(beds.facility[0])) if len(beds) else _facility(standing, phase),
        place=standing.names.name(int(beds.value[0])) if len(beds) else None,
        held_since=instant(int(present.start[0])) if len(present) else None,
        away=bool(len(beds)) and not len(present),
        legal_deadline=_deadline(stands),
        phase=PHASES[int(phase.value[0])] if len(phase) else None,
        leg=next((leg for leg in reversed(legs) if leg.ended is None), None), legs=legs,
        ahead=legs_ahead(legs, orders=orders),
        orders=_orders(stands, today=local_day(instant(standing.at), zone=zone)),
        tests=_tests(stands, person, held={standing.names.name(tube) for tube in _tubes(standing, key)}),
        temperatures=_temperatures(standing, key, inside, record.facts, limit), fever=limit,
        visits=_visits(stands),
        contacts=contacts(standing, key=key, inside=inside),
        company=company(standing, key=key, inside=inside, zone=zone),
        owed=tuple(g for g in owed if g.state != "done"), alerts=listed, entries=entries,
        elsewhere=left_out, held_here=held_here, whole=bool(others),
        incidents=incidents_of(standing, key=key, inside=inside),
        immunity=immunity_lines(standing, stands, key=key, inside=inside, forces=forces),
        pool=tube_of(standing, key) if held_here or len(beds) or len(phase) else None,
    )  # fmt: skip


def _told(
    standing: Standing, record: Record, key: int, person: str, *, seen: Sequence[House],
    beyond: Sequence[House],
) -> tuple[list[Fact], bool]:  # fmt: skip
    """What the reader is told of, in order of time, and whether facts elsewhere were left out."""
    numbers = numbers_about(record, key, at=standing.at, known_at=standing.known_at)
    here, there = {house.code for house in seen}, {house.code for house in beyond}
    known = partial(_somebody, standing, record)
    told: list[Fact] = []
    left_out = False
    for fact in (record.facts[number] for number in numbers):
        if fact.facility in here:
            told.append(fact)
        elif fact.facility in there and on_path(fact):
            told.append(masked(fact, person=person, known=known))
        else:
            left_out = True
    return told, left_out


def _somebody(standing: Standing, record: Record, number: str) -> bool:
    """Whether a number is a person's: held somewhere once, or of the staff."""
    key = record.names.find(number)
    keys = (standing.in_cell.key, standing.events("enrolled").key)
    return key >= 0 and any(bool(np.any(held == key)) for held in keys)


def _of(held: Spans, key: int, inside: Flags) -> Spans:
    mine: Flags = held.key == key
    return held.where(mine & inside[held.facility])


def _about(part: Judged, key: int, inside: Flags) -> Flags:
    mine: Flags = (part.block.key == key) & inside[part.block.facility]
    return mine


def _facility(standing: Standing, phase: Spans) -> str | None:
    return standing.facilities.name(int(phase.facility[0])) if len(phase) else None


def _name(stands: Iterable[Fact]) -> str | None:
    names = [f.body.name for f in stands if isinstance(f.body, Admitted | Enrolled) and f.body.name]
    return names[-1] if names else None


def _deadline(stands: Iterable[Fact]) -> date | None:
    """Until when the law lets a person be held: the latest paper that says so."""
    said: date | None = None
    for fact in stands:
        if isinstance(fact.body, DeadlineSet):
            said = fact.body.until
        elif isinstance(fact.body, Admitted) and fact.body.legal_deadline:
            said = fact.body.legal_deadline
    return said


def _visits(stands: Iterable[Fact]) -> tuple[VisitLine, ...]:
    return tuple(
        VisitLine(f.occurred, f.body.by, f.body.explained, f.id)
        for f in stands
        if isinstance(f.body, Visited)
    )


def _orders(stands: Sequence[Fact], *, today: date) -> tuple[OrderLine, ...]:
    """Orders with their latest review; one whose review day has passed is overdue."""
    reviews = [(f, f.body) for f in stands if isinstance(f.body, Reviewed)]
    lines = []
    for fact in stands:
        body = fact.body
        if isinstance(body, Ordered):
            mine = [(f, r) for f, r in reviews if r.order == body.order]
            due = mine[-1][1].next_on if mine else body.review_on
            line = OrderLine(
                body.order, body.basis, body.ordered_by, fact.occurred, due,
                mine[-1][0].occurred if mine else None, overdue=today > due, fact=fact.id,
            )  # fmt: skip
            lines.append(line)
    return tuple(lines)


def _tubes(standing: Standing, key: int) -> list[int]:
    """The tubes that hold the person now."""
    held = pool_holds(standing).at(standing.at)
    tubes: list[int] = held.value[held.key == key].tolist()
    return tubes


def _tests(stands: Sequence[Fact], person: str, *, held: Container[str]) -> tuple[TestLine, ...]:
    """Every swab with the result of its tube, oldest first; what a pool found is nobody's result."""
    results = {f.body.tube: (f, f.body) for f in stands if isinstance(f.body, ResultReported)}
    lines = []
    for fact in stands:
        body = fact.body
        if isinstance(body, Sampled) and person in body.members:
            said = results.get(body.tube)
            unclear = said is not None and len(body.members) > 1 and said[1].result in ("positive", "grey")
            line = TestLine(
                fact.occurred, body.tube, len(body.members), body.purpose, body.round,
                said[1].result if said and not unclear else None, said[0].occurred if said else None, fact.id,
                ("held" if body.tube in held else "released") if unclear else None,
            )  # fmt: skip
            lines.append(line)
    return tuple(lines)


def _temperatures(
    standing: Standing,
    key: int,
    inside: Flags,
    facts: Sequence[Fact],
    limit: FeverLimit | None,
) -> tuple[Temperature, ...]:
    rows = standing.events("temperature")
    rows = rows.where((rows.key == key) & inside[rows.facility])
    fever = limit.tenths if limit else FOREVER
    return tuple(
        Temperature(instant(at), tenths, tenths >= fever, facts[fact].id)
        for at, tenths, fact in np.stack([rows.occurred, rows.value, rows.fact]).T.tolist()
    )
