"""Through the gate: whoever comes is checked by the protocol's table, and what happened is stated."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from lazaretto.facts import gate
from lazaretto.facts.fact import Body
from lazaretto.facts.gate import Answer, Category, Zone
from lazaretto.obligations.passing import TABLES
from lazaretto.protocol.deciding import Decision, decide
from lazaretto.protocol.document import Input, Table
from lazaretto.protocol.matching import Given
from lazaretto.rehearsal.subjects import House
from lazaretto.rehearsal.world import World

_MINUTE = timedelta(minutes=1)
NOTHING: Mapping[str, str] = MappingProxyType({})
# What an officer at the gate usually sees and is told; and what the record holds of whoever is let in.
SEEN: Mapping[str, str] = MappingProxyType(
    {
        "identity_confirmed": "true", "health_code": "green", "travel_code": "clear",
        "exposure_declared": "false", "symptoms": "false", "temperature": "36.4", "hands_disinfected": "true",
        "plate_read": "true", "driver_cleared": "true", "disinfected": "true",
        "prohibited_aboard": "false", "seal": "intact",
    }
)  # fmt: skip
HELD: Mapping[str, str] = MappingProxyType({"authorised": "true", "test_age": "20"})


def come_in(
    world: World, house: House, subject: str, moment: datetime, *, zone: Zone, basis: str | None,
    category: Category = "person", seen: Mapping[str, str] = NOTHING, heeded: bool = False,
) -> str:  # fmt: skip
    """Be checked a minute before, and come in; while a roll-call runs, after it. Returns the passage.

    seen: what the officer saw or was told otherwise than usually. heeded: whoever is held or refused by the
    table stays outside.
    """
    passage = f"P-{house.code}-{world.number(f'passage {house.code}')}"
    moment = world.freezes.passes(house.code, moment)
    decision = check(
        world, house, subject, moment - _MINUTE, passage, zone=zone, category=category, seen=seen
    )
    if heeded and decision is not None and decision.verdict != "admit":
        body = gate.Refused(category=category, subject=subject, reason=decision.say.zh_hans, passage=passage)
        state_at_gate(world, house, body, moment)
        return passage
    came = gate.Entered(category=category, subject=subject, zone=zone, basis=basis, passage=passage)
    state_at_gate(world, house, came, moment)
    return passage


def go_out(
    world: World, house: House, subject: str, moment: datetime, *, zone: Zone, category: Category = "person",
    waits: bool = True,
) -> None:  # fmt: skip
    """Go out again; while a roll-call runs, after it (``waits``: unless somebody lets them out)."""
    passage = f"P-{house.code}-{world.number(f'passage {house.code}')}"
    body = gate.Left(category=category, subject=subject, zone=zone, passage=passage)
    passes = world.freezes.passes(house.code, moment) if waits else moment
    state_at_gate(world, house, body, passes)


def show_vehicle(
    world: World, house: House, vehicle: str, moment: datetime, *, carries: tuple[str, ...] = ()
) -> None:
    """Stand at the gate with a vehicle: its plate, its driver, its seal and its load are written down."""
    number = world.draw("plate", vehicle).below(90_000) + 10_000
    body = gate.VehicleSeen(
        vehicle=vehicle, plate=f"甘E{number}", plate_kind="ordinary", driver=f"D-{vehicle}"[:40],
        seal=f"SL-{number}" if carries else None, seal_intact=True if carries else None, disinfected=True,
        carries=carries,
    )  # fmt: skip
    state_at_gate(world, house, body, moment)


def check(
    world: World, house: House, subject: str, moment: datetime, passage: str, *, zone: Zone,
    category: Category, seen: Mapping[str, str],
) -> Decision | None:  # fmt: skip
    """State what the gate's table said of somebody; None where no table in force speaks of them."""
    table = next((one for one in world.protocol.tables if one.id == TABLES[category]), None)
    if table is None or world.issued is None or moment < world.issued:
        return None
    told = {**SEEN, **seen}
    answers = {column.id: told[column.id] for column in table.inputs if column.id in told}
    decision = decide(table, _given(table, answers))
    body = gate.Checked(
        passage=passage, category=category, subject=subject, zone=zone, officer=house.on_duty("gate").code,
        table=table.id, verdict=_verdict(decision), rule=decision.rule,
        answers=tuple(Answer(input=name, value=value) for name, value in answers.items()),
    )  # fmt: skip
    state_at_gate(world, house, body, moment)
    return decision


def state_at_gate(world: World, house: House, body: Body, moment: datetime) -> None:
    """State a fact at the gate's own station."""
    guard = house.on_duty("gate").code
    world.say(house.code, body, moment, actor=guard, device=f"{house.code}/gate-1")


def _given(table: Table, answers: Mapping[str, str]) -> dict[str, Given]:
    """What the table is told: the answers, and what the record usually holds; no other flag is raised."""
    return {column.id: _read(column, answers.get(column.id, HELD.get(column.id))) for column in table.inputs}


def _read(column: Input, word: str | None) -> Given:
    if column.type == "boolean":
        return word == "true"
    if column.type == "number":
        return Decimal(word) if word is not None else None
    return word


def _verdict(decision: Decision) -> gate.Verdict:
    return decision.verdict if decision.verdict in ("admit", "hold", "refuse") else "hold"
