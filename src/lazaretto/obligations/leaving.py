"""Whether a person who is held may go out of the gate: the protocol's decision table ``gate.exit`` is asked.

A lawful release always wins over quarantine (law 15): what the table can say of one is *leave*, or *have the
hand-over to the health authority acknowledged*. Only a release for which nobody knows a paper is held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Purpose
from lazaretto.facts.periods import day_number, instant, local_day
from lazaretto.obligations.clearing import Clearance, clearance
from lazaretto.obligations.days import DEFAULT_ZONE, HOUR
from lazaretto.obligations.emergencies import in_emergency
from lazaretto.obligations.force import InForce
from lazaretto.obligations.holding import Gathered, Held
from lazaretto.obligations.overriding import OVERRIDE
from lazaretto.obligations.swabs import swabs_of
from lazaretto.protocol.deciding import Decision, decide
from lazaretto.protocol.document import Refrain, Table, Text
from lazaretto.registers.custody import PARTIES
from lazaretto.registers.events import Columns
from lazaretto.registers.spans import Spans
from lazaretto.registers.standing import Standing

TABLE = "gate.exit"
Verdict = Literal["leave", "hand_over", "hold"]
_HANDED = tuple(PARTIES.index(party) for party in PARTIES if party != "facility")

_UNSAID = Text(
    zh_hans="生效的方案没有规定出所查验：依法应释放的立即放行，并通知卫生健康部门；其余先报所领导",
    zh_hant="生效的方案沒有規定出所查驗：依法應釋放的立即放行，並通知衛生健康部門；其餘先報所領導",
    en="no protocol in force speaks of leaving: whom the law lets go leaves at once, and the health "
    "authority is told; for others ask the leader first",
)


@dataclass(frozen=True, slots=True)
class Exit:
    """What the table says of one person's leaving, by which of its rules, and what was still open then.

    known: what the table was told, None for an unknown.
    """

    verdict: Verdict
    rule: str | None
    say: Text
    open: tuple[Held, ...]
    known: Mapping[str, bool | str | None]


def leaving(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], person: str, purpose: Purpose,
    lawful: bool | None = None,
) -> Exit:  # fmt: skip
    """Whether a person may leave now, for a purpose.

    lawful: a basis for a release was named (True), or there is none (False); None: what the record knows,
    which is the legal deadline.
    """
    stands = clearance(standing, forces=forces, facts=facts, person=person)
    known = _inputs(standing, stands, forces, person, purpose, lawful)
    table = _table(standing, forces)
    decision = decide(table, known) if table is not None else _untold(known)
    open_ = stands.open if stands is not None else ()
    return Exit(_verdict(decision), decision.rule, decision.say, open_, known)


def release_due(standing: Standing, *, person: str) -> bool | None:
    """Whether the last day that the latest legal paper gives has come; None where no paper is known."""
    key = standing.names.find(person)
    papers = standing.events("deadline")
    papers = papers.where(papers.key == key)
    if not len(papers):
        return None
    zone = standing.zones.get(int(papers.facility[-1]), DEFAULT_ZONE)
    today = day_number(local_day(instant(standing.at), zone=zone))
    return bool(papers.value[-1] <= today)


def _inputs(
    standing: Standing, stands: Clearance | None, forces: Sequence[InForce], person: str, purpose: Purpose,
    lawful: bool | None,
) -> dict[str, bool | str | None]:  # fmt: skip
    """What the table is told; an unknown is told as None."""
    gathered, key = Gathered(standing, [person]), standing.names.find(person)
    deadline = release_due(standing, person=person)
    signed = stands is None or stands.signed_by is not None
    overrides = standing.events("overridden")
    recent = overrides.occurred > standing.at - OVERRIDE
    return {
        "purpose": purpose,
        "release_due": True if deadline else lawful if lawful is not None else deadline,
        "handover_acknowledged": _acknowledged(gathered, key),
        "quarantine_open": not signed,
        "reading_unresolved": _unresolved(standing, gathered, key, forces),
        "leg_cleared": signed,
        "override": bool((recent & (overrides.value == key)).any()),
        "emergency": _emergency(standing, key),
    }


def _emergency(standing: Standing, key: int) -> bool:
    """Whether an emergency runs in the house on whose roll the person is."""
    roll = _current(standing.on_roll, key, standing.at)
    now = np.array([standing.at], np.int64)
    return roll is not None and bool(in_emergency(standing, roll.facility, now).any())


def _acknowledged(gathered: Gathered, key: int) -> bool:
    """Whether someone outside the houses has taken the person over since they came to where they are."""
    received, placed = gathered.of("received", key), gathered.of("placed", key)
    since = int(placed.occurred[-1]) if len(placed) else 0
    return bool((np.isin(received.value, _HANDED) & (received.occurred >= since)).any())


def _unresolved(standing: Standing, gathered: Gathered, key: int, forces: Sequence[InForce]) -> bool | None:
    """Whether a fever, a symptom or a single positive is not past yet; None where nobody has measured."""
    rule = _unwell(standing, forces)
    roll = _current(standing.on_roll, key, standing.at)
    if roll is not None:
        since, zone = instant(int(roll.start[0])), standing.zones.get(int(roll.facility[0]), DEFAULT_ZONE)
        swabs = swabs_of(gathered.of("in_tube", key), gathered.results, zero=since, zone=zone)
        clear = [swab for swab in swabs if swab.finding in ("negative", "positive")]
        if clear and clear[-1].finding == "positive":
            return True
    if rule is None:
        return False
    after = standing.at - rule["hours"] * HOUR
    readings = _since(gathered.of("temperature", key), after)
    if (readings.value >= rule["tenths"]).any() or len(_since(gathered.of("symptoms", key), after)):
        return True
    return False if len(readings) else None


def _unwell(standing: Standing, forces: Sequence[InForce]) -> dict[str, int] | None:
    for force in _now(standing, forces):
        for clause in force.protocol.clauses:
            if isinstance(clause.duty, Refrain) and clause.duty.condition == "leg_ended_unwell":
                return clause.duty.settings
    return None


def _table(standing: Standing, forces: Sequence[InForce]) -> Table | None:
    tables = (table for force in _now(standing, forces) for table in force.protocol.tables)
    return next((table for table in tables if table.id == TABLE), None)


def _now(standing: Standing, forces: Sequence[InForce]) -> list[InForce]:
    return [force for force in reversed(forces) if force.since <= standing.at < force.until]


def _untold(known: Mapping[str, bool | str | None]) -> Decision:
    """Where no document speaks of exits: the law alone, and nobody else out of an open quarantine."""
    lawful = known["purpose"] == "release" and known["release_due"] is True
    free = known["quarantine_open"] is False or known["handover_acknowledged"] is True
    verdict: Literal["leave", "hand_over", "hold"] = "leave" if free else "hold"
    if lawful and not free:
        verdict = "hand_over"
    if known["purpose"] == "release" and not lawful:
        verdict = "hold"
    if known["purpose"] == "hospital" or known["emergency"]:
        verdict = "leave"
    return Decision(rule=None, verdict=verdict, say=_UNSAID, mattered=tuple(known))


def _verdict(decision: Decision) -> Verdict:
    """A table may be written with the verdicts of an entry too: who is admitted there leaves here."""
    if decision.verdict in ("leave", "admit"):
        return "leave"
    return "hand_over" if decision.verdict == "hand_over" else "hold"


def _current(held: Spans, key: int, at: int) -> Spans | None:
    mine = held.where((held.key == key) & (held.start <= at) & (at < held.end))
    return mine if len(mine) else None


def _since(rows: Columns, after: int) -> Columns:
    return rows.where(rows.occurred > after)
