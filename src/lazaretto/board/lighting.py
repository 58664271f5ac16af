"""What is red or still owed about each person kept apart, and the fact that would cure it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from lazaretto.board.counting import LATE, MISSED, OWED, ways
from lazaretto.board.counts import Severity
from lazaretto.board.rights_page import Cure, Light, LightState
from lazaretto.facts.periods import instant
from lazaretto.obligations.alarming import Alarm
from lazaretto.obligations.assessing import Assessment
from lazaretto.obligations.guarding import Guarded
from lazaretto.obligations.owed import Judged
from lazaretto.protocol.document import Clause, Deadline, Recurring, Refrain
from lazaretto.registers.events import Flags, Ints

MEASURES = ("G1", "H3")  # the rights guard, and health besides the epidemic
_RANK: dict[LightState, int] = {"standing": 0, "breach": 1, "missed": 2, "late": 3, "owed": 4}
_GRAVE: dict[Severity, int] = {"alarm": 0, "warning": 1, "note": 2}
_STATES: dict[int, LightState] = {OWED: "owed", LATE: "late", MISSED: "missed"}
# Event that answers, or condition that stands: the kind that answers it, and what its form starts with
CURES: dict[str, Cure] = {
    "visited": Cure("quarantine.visited"),
    "contact": Cure("regime.contact_given", (("sort", "talk"),)),
    "family_contact": Cure("regime.contact_given", (("sort", "family_call"),)),
    "open_air": Cure("regime.open_air_given"),
    "reviewed": Cure("quarantine.reviewed"),
    "isolated_without_order": Cure("quarantine.isolation_ordered"),
    "isolation_past_end": Cure("quarantine.isolation_ended"),
    "alone_too_long": Cure("regime.contact_given", (("sort", "talk"),)),
    "held_past_deadline": Cure("custody.released"),
    "care_overdue": Cure("regime.care_given"),
}
Lights = dict[str, list[Light]]


def lights_of(assessment: Assessment, *, alarms: Sequence[Alarm], people: Collection[str]) -> Lights:
    """What is red or still owed now about each of these people."""
    found: Lights = {person: [] for person in people}
    for alarm in alarms:
        if alarm.person in found:
            found[alarm.person].append(_of_alarm(alarm))
    keys = np.array([assessment.standing.names.find(person) for person in people], np.int64)
    for part in assessment.judged:
        for person, light in _of_block(assessment, part, keys):
            found[person].append(light)
    return found


def in_order(lights: Sequence[Light], *, held: Guarded) -> tuple[Light, ...]:
    """Gravest first, each clause once at its gravest and once as owed, its cure filled in."""
    ordered = sorted(lights, key=lambda light: (_RANK[light.state], _GRAVE[light.severity], light.since))
    first: dict[tuple[str, bool, Cure | None], Light] = {}
    for light in ordered:
        apart = light.cure if light.state == "standing" else None  # two cares of one person are two lights
        first.setdefault((light.clause, light.state == "owed", apart), light)
    return tuple(_filled(light, held) for light in first.values())


def with_red(assessment: Assessment, *, alarms: Sequence[Alarm]) -> tuple[Ints, Ints]:
    """(person, facility) of everybody about whom something is wrong, each once; what is only owed is not."""
    names, facilities = assessment.standing.names, assessment.standing.facilities
    pairs = [[names.find(alarm.person), facilities.find(alarm.facility)] for alarm in alarms]
    found = [np.array(pairs, np.int64).reshape(-1, 2)]
    for part in assessment.judged:
        if _evidence(part.block.clause) is not None:
            wrong = np.isin(ways(part, at=assessment.standing.at), (LATE, MISSED))
            found.append(np.stack([part.block.key[wrong], part.block.facility[wrong]], axis=1))
    each = np.unique(np.concatenate(found), axis=0)
    return each[:, 0], each[:, 1]


def _of_alarm(alarm: Alarm) -> Light:
    clause = alarm.clause
    cure = CURES.get(clause.duty.condition) if isinstance(clause.duty, Refrain) else None
    if cure is not None and alarm.about:
        cure = Cure(cure.kind, (*cure.values, ("care", alarm.about)))
    return Light(
        "standing", clause.id, alarm.document, alarm.version, clause.title, clause.remedy, clause.severity,
        alarm.since, None, cure,
    )  # fmt: skip


def _of_block(assessment: Assessment, part: Judged, keys: Ints) -> Iterator[tuple[str, Light]]:
    """The rows of one block that are owed now, late or missed."""
    block, clause, standing = part.block, part.block.clause, assessment.standing
    evidence = _evidence(clause)
    if evidence is None:
        return
    way, protocol = ways(part, at=standing.at), block.force.protocol
    chosen: Flags = np.isin(way, list(_STATES)) & np.isin(block.key, keys)
    for row in np.flatnonzero(chosen).tolist():
        state = _STATES[int(way[row])]
        yield standing.names.name(int(block.key[row])), Light(
            state, clause.id, protocol.id, protocol.version, clause.title, clause.remedy, clause.severity,
            instant(int(block.due[row])), assessment.id_of(block, row),
            CURES[evidence] if state != "missed" else None,
        )  # fmt: skip


def _evidence(clause: Clause) -> str | None:
    """The event that answers a duty of the rights guard; None for any other clause."""
    duty = clause.duty
    if clause.measure not in MEASURES or not isinstance(duty, Recurring | Deadline):
        return None
    return duty.evidence if duty.evidence in CURES else None


def _filled(light: Light, held: Guarded) -> Light:
    if light.cure is None:
        return light
    known = {"order": held.basis.order if held.basis else "", "cell": held.cell or ""}
    more = tuple((name, value) for name, value in known.items() if value)
    return replace(light, cure=Cure(light.cure.kind, (*light.cure.values, *more)))
