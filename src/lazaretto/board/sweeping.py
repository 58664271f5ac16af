"""The three and three of a house, gathered from what is owed: slot by slot and place by place."""

from collections.abc import Iterator, Sequence
from datetime import time, timedelta

import numpy as np

from lazaretto.board.counting import ways
from lazaretto.board.feverish import fevers
from lazaretto.board.fevers import fever_limit
from lazaretto.board.grouping import STATE_OF_WAY, STATES, places_of
from lazaretto.board.houses import House
from lazaretto.board.sweeps import RANK, Answered, Line, Slot, Sort, Square, State, SweepsPage, Work
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Disinfected, TemperaturesTaken
from lazaretto.facts.periods import at_local, instant, local_day, seconds
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Judged
from lazaretto.protocol.document import Recurring, Refrain

WORKS: tuple[Work, ...] = ("temperature", "disinfected")
_SHOWN: dict[str, State] = {
    "owed": "owed", "late": "late", "missed": "blank", "disputed": "disputed", "upcoming": "upcoming",
    "done": "done",
}  # fmt: skip
_Found = dict[tuple[str | None, Slot], dict[str, Answered]]


def sweeps_page(
    assessment: Assessment, *, house: House, facts: Sequence[Fact], forces: Sequence[InForce]
) -> SweepsPage:
    """The page of one facility at the standing's instant, as known at the standing's other one."""
    standing = assessment.standing
    at, change = instant(standing.at), assessment.next_change()
    midnight = at_local(local_day(at, zone=house.zone), time(), zone=house.zone)
    today = (seconds(midnight), seconds(midnight + timedelta(days=1)))
    found = {work: _gathered(assessment, work, house.number, facts, today) for work in WORKS}
    asked = _settings(forces, standing.at)
    return SweepsPage(
        house=house, at=at, temperatures=_lines(found["temperature"], "cell"),
        areas=_lines(found["disinfected"], "area"), slots=_slots(found["temperature"]),
        area_slots=_slots(found["disinfected"]),
        fevers=fevers(assessment, house=house.number, facts=facts, since=today[0]),
        limit=fever_limit(forces, standing.at), strength=asked.get("mg_l"), minutes=asked.get("minutes"),
        next_change=None if change is None else instant(change),
    )  # fmt: skip


def _settings(forces: Sequence[InForce], at: int) -> dict[str, int]:
    """What the documents in force ask of a disinfection."""
    for force in forces:
        for clause in force.protocol.clauses if force.since <= at < force.until else ():
            if isinstance(clause.duty, Refrain) and clause.duty.condition == "disinfection_weak":
                return clause.duty.settings
    return {}


def _gathered(
    assessment: Assessment, work: Work, house: int, facts: Sequence[Fact], today: tuple[int, int]
) -> _Found:
    """Who owes what in which slot of the day; where two clauses ask for it, the one that presses most."""
    found: _Found = {}
    for part in assessment.judged:
        duty = part.block.clause.duty
        if isinstance(duty, Recurring) and duty.evidence == work and part.block.slot is not None:
            for place, slot, item in _rows(assessment, part, work, house, facts, today):
                mine = found.setdefault((place, slot), {})
                old = mine.get(item.subject)
                if old is None or RANK[item.state] < RANK[old.state]:
                    mine[item.subject] = item
    return found


def _rows(
    assessment: Assessment, part: Judged, work: Work, house: int, facts: Sequence[Fact],
    today: tuple[int, int],
) -> Iterator[tuple[str | None, Slot, Answered]]:  # fmt: skip
    block, standing = part.block, assessment.standing
    rows = np.flatnonzero((block.facility == house) & (block.opens >= today[0]) & (block.opens < today[1]))
    if not len(rows) or block.slot is None:
        return
    states = STATE_OF_WAY[ways(part, at=standing.at)[rows]]
    places = places_of(standing, block.key[rows])
    for row, state, place in zip(rows.tolist(), states.tolist(), places.tolist(), strict=True):
        if state < 0:
            continue
        slot = Slot(
            work, block.slot.label, instant(int(block.opens[row])), instant(int(block.due[row])),
            instant(int(block.missed_at[row])),
        )  # fmt: skip
        subject = standing.names.name(int(block.key[row]))
        answer = int(part.answer[row])
        fact = facts[answer] if answer >= 0 else None
        yield (
            standing.names.name(place) if place >= 0 else None, slot,
            Answered(
                subject, _SHOWN[STATES[state]], fact.id if fact else None, _value(fact, subject),
                fact.actor if fact else "", fact.occurred if fact else None,
            ),
        )  # fmt: skip


def _value(fact: Fact | None, subject: str) -> str:
    """What was measured, as it is read on paper; a plain stroke where there is a reason why not."""
    body = fact.body if fact else None
    if isinstance(body, TemperaturesTaken):
        read = [r.celsius_tenths for r in body.readings if r.person == subject]
        return f"{read[0] // 10}.{read[0] % 10}" if read else ""
    if isinstance(body, Disinfected):
        measured = "?" if body.measured_mg_l is None else body.measured_mg_l
        return f"{measured} / {body.target_mg_l} mg/L, {body.contact_minutes} min"
    return ""


def _slots(found: _Found) -> tuple[Slot, ...]:
    return tuple(sorted({slot for _, slot in found}, key=lambda slot: slot.opens))


def _lines(found: _Found, sort: Sort) -> tuple[Line, ...]:
    """A line a place: those with a blank first, then by name; the staff, who have no cell, last."""
    slots = _slots(found)
    lines = []
    for place in sorted({place for place, _ in found}, key=lambda name: name or "~"):
        squares = tuple(_square(place, slot, found.get((place, slot), {})) for slot in slots)
        lines.append(Line(place, "staff" if place is None else sort, squares))
    return tuple(sorted(lines, key=lambda line: line.worst))


def _square(place: str | None, slot: Slot, items: dict[str, Answered]) -> Square:
    state: State = min((i.state for i in items.values()), key=RANK.__getitem__, default="none")
    return Square(slot, place, state, tuple(items.values()))
