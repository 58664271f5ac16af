"""Duty lowered: strength, posts, phases of the loop, rosters, what staff shared, check-ins, handovers."""

from typing import Any, get_args

from lazaretto.facts import duty
from lazaretto.facts.custody import Sex
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import FOREVER, Rows
from lazaretto.registers.gate import ZONES
from lazaretto.registers.naming import Names

POSTS = get_args(duty.StaffPost)
SEXES = get_args(Sex)
PHASES = get_args(duty.Phase)
WHERE = get_args(duty.CheckedIn.__annotations__["where"])
ABSENCES = get_args(duty.Absence)
SHARED = get_args(duty.Shared)
INSIDE_PHASES = ("A", "B")  # who works them comes in by the gate
# Two whole numbers in one value: the first times this, plus the second.
PACKED_PHASES = 8  # phases are fewer
PACKED_HOURS = 64  # hours of a watch are at most 24
PACKED_PEOPLE = 2**20  # women of a watch are at most a million


def _enrolled(body: duty.Enrolled, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "enrolled", keys.number(body.person), POSTS.index(body.post), SEXES.index(body.sex)


def _left_strength(body: duty.LeftStrength, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "left_strength", keys.number(body.person), 0, 0


def _reinforced(body: duty.Reinforced, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "reinforced", keys.number(body.person), 0, 0


def _reinforcement_ended(body: duty.ReinforcementEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "reinforcement_ended", keys.number(body.person), 0, 0


def _absent(body: duty.Absent, fact: Fact, keys: Names, facilities: Names) -> Rows:
    last = day_number(body.last) if body.last else FOREVER
    yield "absent", keys.number(body.person), day_number(body.first), last
    yield "absent_for", keys.number(body.person), ABSENCES.index(body.cause), day_number(body.first)


def _returned(body: duty.Returned, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "returned", keys.number(body.person), 0, 0


def _post_set(body: duty.PostSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    post = keys.number(f"{fact.facility}|{body.post}")
    yield "post_set", post, ZONES.index(body.zone), len(body.watches)
    for staff in body.staff:
        yield "post_for", post, POSTS.index(staff), 0
    for procedure in body.procedures:
        yield "post_asks", post, keys.number(procedure), 0
    for watch in body.watches:
        name = keys.number(f"{fact.facility}|{body.post}|{watch.watch}")
        begins = watch.begins.hour * 60 + watch.begins.minute
        yield "watch_set", name, begins * PACKED_HOURS + watch.hours, watch.need * PACKED_PEOPLE + watch.women
        yield "watch_of", name, post, ZONES.index(body.zone)


def _pattern_ordered(body: duty.PatternOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "pattern_ordered", keys.number(fact.facility), keys.number(body.pattern), day_number(body.first)


def _phase_started(body: duty.PhaseStarted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    phase = PHASES.index(body.phase)
    yield "phase_started", keys.number(body.person), phase, keys.number(body.batch)


def _roster_drafted(body: duty.RosterDrafted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "roster_drafted", keys.number(body.roster), keys.number(fact.actor), 0


def _roster_published(body: duty.RosterPublished, fact: Fact, keys: Names, facilities: Names) -> Rows:
    roster = keys.number(body.roster)
    first, last = day_number(body.first), day_number(body.last)
    yield "roster_published", roster, first, last
    draft = keys.number(body.draft) if body.draft else -1
    yield "roster_signed", roster, keys.number(body.signed_by), draft
    for rule in body.despite:
        yield "roster_despite", roster, keys.number(rule), 0
    if not body.turns:
        for person in body.persons:
            yield "rostered", keys.number(person), first, last
    for turn in body.turns:
        yield from _turn(turn, keys)
    for stand in body.stands:
        watch = keys.number(f"{fact.facility}|{stand.post}|{stand.watch}")
        yield "stand", keys.number(stand.person), day_number(stand.day), watch


def _turn(turn: duty.Turn, keys: Names) -> Rows:
    person, first, last = keys.number(turn.person), day_number(turn.first), day_number(turn.last)
    yield "turn", person, first * PACKED_PHASES + PHASES.index(turn.phase), last
    yield "turn_batch", person, keys.number(turn.batch), first
    if turn.phase in INSIDE_PHASES:
        yield "rostered", person, first, last


def _fixed(body: duty.Fixed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "matrix_signed", keys.number(body.matrix), keys.number(body.signed_by), len(body.rows)
    for row in body.rows:
        post = keys.number(f"{fact.facility}|{row.post}")
        yield "fixed", keys.number(row.person), keys.number(row.task), post
        if row.deputy:
            yield "fixed_deputy", keys.number(row.deputy), keys.number(row.task), post


def _shared(body: duty.SharedPlace, fact: Fact, keys: Names, facilities: Names) -> Rows:
    of = keys.number(f"{fact.facility}|{body.of}")
    for person in body.persons:
        yield "shared", keys.number(person), SHARED.index(body.sort), of


def _checked_in(body: duty.CheckedIn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    well = body.well and not body.symptoms
    yield "checked_in", keys.number(body.person), WHERE.index(body.where), int(well)


def _handed_over(body: duty.HandedOver, fact: Fact, keys: Names, facilities: Names) -> Rows:
    handover = keys.number(body.handover)
    yield "handed_over", handover, keys.number(body.outgoing), 0
    if body.held is not None:
        yield "handover_held", handover, body.held, 0
    for obligation in body.outstanding:
        yield "handover_line", handover, keys.number(obligation), 0


def _handover_acknowledged(
    body: duty.HandoverAcknowledged, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    handover = keys.number(body.handover)
    yield "handover_acknowledged", handover, keys.number(body.incoming), 0
    if body.held is not None:
        yield "handover_held", handover, body.held, 1
    for obligation in body.outstanding:
        yield "handover_line", handover, keys.number(obligation), 1


LOWERING: dict[type, Any] = {
    duty.Enrolled: _enrolled,
    duty.LeftStrength: _left_strength,
    duty.Reinforced: _reinforced,
    duty.ReinforcementEnded: _reinforcement_ended,
    duty.Absent: _absent,
    duty.Returned: _returned,
    duty.PostSet: _post_set,
    duty.PatternOrdered: _pattern_ordered,
    duty.PhaseStarted: _phase_started,
    duty.RosterDrafted: _roster_drafted,
    duty.RosterPublished: _roster_published,
    duty.Fixed: _fixed,
    duty.SharedPlace: _shared,
    duty.CheckedIn: _checked_in,
    duty.HandedOver: _handed_over,
    duty.HandoverAcknowledged: _handover_acknowledged,
}
