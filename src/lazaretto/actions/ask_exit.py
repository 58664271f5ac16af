"""Ask whether somebody who is held may go out of the gate, and what is to be done first."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.reading_log import log_read
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.gate_words import ConditionLine, condition_line
from lazaretto.board.houses import House
from lazaretto.facts.gate import Purpose
from lazaretto.obligations.hand_overs import hand_overs
from lazaretto.obligations.leaving import Verdict, leaving
from lazaretto.protocol.document import Text
from lazaretto.registers.record import Record

ACT = "state:gate.exit_requested"


@dataclass(frozen=True, slots=True)
class ExitAnswer:
    """What the gate is told of one person's leaving, in one glance.

    say: the step to take. conditions: what is open before the release gate, for those only who may read
    people's records; None for others, however many there are. handed_over: whether somebody outside the
    houses has acknowledged the hand-over; override: whether a named
    override stands. basis: the paper that was named. prepared: the number of a hand-over that waits for this
    person.
    """

    house: House
    at: datetime
    person: str
    purpose: Purpose
    basis: str
    verdict: Verdict
    rule: str | None
    say: Text
    handed_over: bool
    override: bool
    conditions: tuple[ConditionLine, ...] | None
    prepared: str | None = None


def ask_exit(
    facility: str, *, person: str, purpose: Purpose, actor: Actor, now: datetime, basis: str = "",
    record: Record | None = None,
) -> ExitAnswer:  # fmt: skip
    """The verdict of the protocol's exit table on somebody who is on this facility's roll; nothing is stated.

    basis: the paper for a release, as named at the gate; without one the legal deadline decides. Where
    conditions are shown, the reading log has a line. Raises :class:`Refused` for a role without the gate,
    outside the scope, and for somebody who is not on the roll here, whether or not they are elsewhere.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    shown = actor.may("read_person")
    here = _on_roll(seen, house, person)
    if shown:
        log_read(
            actor=actor, subject=person[:64], facility=facility, reason=f"exit: {purpose}", at=now,
            outcome="granted" if here else "refused",
        )  # fmt: skip
    if not here:
        raise Refused("not_held_here", person=person)
    return _answer(seen, house, person, purpose, basis, shown=shown)


def _on_roll(seen: View, house: House, person: str) -> bool:
    standing = seen.standing
    roll = standing.on_roll.at(standing.at)
    mine = roll.facility[roll.key == standing.names.find(person)]
    return bool((mine == house.number).any())


def _answer(
    seen: View, house: House, person: str, purpose: Purpose, basis: str, *, shown: bool
) -> ExitAnswer:
    facts = seen.record.facts
    lawful = bool(basis) or None if purpose == "release" else None
    found = leaving(
        seen.standing, forces=seen.forces, facts=facts, person=person, purpose=purpose, lawful=lawful
    )
    conditions = tuple(
        condition_line(held, facts=facts, zone=house.zone, person=person) for held in found.open
    )
    return ExitAnswer(
        house=house, at=seen.at, person=person, purpose=purpose, basis=basis, verdict=found.verdict,
        rule=found.rule, say=found.say, handed_over=found.known["handover_acknowledged"] is True,
        override=found.known["override"] is True, conditions=conditions if shown else None,
        prepared=_prepared(seen, house, person),
    )  # fmt: skip


def _prepared(seen: View, house: House, person: str) -> str | None:
    """The number of the latest hand-over that is prepared, or given, for this person here."""
    every = hand_overs(seen.standing, seen.record.facts, forces=seen.forces)
    mine = [one for one in every if (one.facility, one.person) == (house.code, person)]
    waiting = [one.code for one in mine if one.course.state in ("prepared", "given")]
    return waiting[-1] if waiting else None
