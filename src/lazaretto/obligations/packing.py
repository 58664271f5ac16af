"""What a gate's station takes along to decide alone: who is expected, the tables, and until when they hold.

A pack is plain JSON, and as little of it as the decision needs: staff and visitors by number, of a name its
first character. All of it is read from the standing at one instant; ``pack`` is the digest of the rest.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, TypeAlias

import msgspec

from lazaretto.credentials.trust import NOBODY, TrustList
from lazaretto.credentials.wording import words
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.fact import Fact
from lazaretto.obligations.days import DEFAULT_ZONE, HOUR
from lazaretto.obligations.emergencies import running
from lazaretto.obligations.expecting import expected
from lazaretto.obligations.force import InForce
from lazaretto.obligations.passing import TABLES
from lazaretto.obligations.roll_calls import frozen_now, holds_for
from lazaretto.obligations.strength import approvers, officers
from lazaretto.protocol.compiling import Compiled, compiled
from lazaretto.registers.gate import EMERGENCIES
from lazaretto.registers.standing import Standing

Pack: TypeAlias = dict[str, Any]
HOURS = "gate.pack-hours"  # parameter: for how long a station may decide on the pack it has
_SHOWN = 16  # hexadecimal digits of the digest: enough to tell any two packs of a house apart
_encoder = msgspec.json.Encoder(order="sorted")


def packed(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], facility: str,
    trust: TrustList = NOBODY,
) -> Pack:  # fmt: skip
    """The pack of a facility's gate at the standing's instant. Instants are seconds since 1970.

    trust: whose health credentials are believed, so that they can be judged without a network.
    Where no document in force says for how long a pack may be decided on, it dies as it is made. Raises
    IndexError for a facility of which nobody ever spoke.
    """
    now = [force for force in reversed(forces) if force.since <= standing.at < force.until]
    number, dies = standing.facilities.find(facility), standing.at + _hours(now) * HOUR
    rest: Pack = {
        "made": standing.at,
        "dies": dies,
        "facility": facility,
        "title": _title(standing, facts, number),
        "zone": standing.zones.get(number, DEFAULT_ZONE),
        "emergency": emergency(standing, number),
        "frozen": frozen(standing, forces, number),
        "tables": _tables(now),
        "expected": expected(standing, facts=facts, forces=now, facility=number, until=dies),
        "officers": officers(standing, number),
        "approvers": approvers(standing, facts, number),
        "trust": msgspec.to_builtins(trust),
        "credential_words": words(),
    }
    return {"pack": digest(rest), **rest}


def digest(rest: Pack) -> str:
    """The name of a pack: the first digits of the SHA-256 of everything else in it, keys sorted."""
    said = {name: value for name, value in rest.items() if name != "pack"}
    return sha256(_encoder.encode(said)).hexdigest()[:_SHOWN]


def emergency(standing: Standing, facility: int) -> dict[str, Any] | None:
    """The emergency that runs at a facility (H1): its code, its cause and since when."""
    runs = running(standing, [facility])
    if not len(runs):
        return None
    return {
        "emergency": standing.names.name(int(runs.aux[-1])),
        "cause": EMERGENCIES[int(runs.value[-1])],
        "since": int(runs.start[-1]),
    }


def frozen(standing: Standing, forces: Sequence[InForce], facility: int) -> dict[str, Any] | None:
    """The roll-call that holds the gate (M31): its number, since when, and until when at most."""
    found = frozen_now(standing, facility, seconds=holds_for(forces, standing.at))
    return None if found is None else dict(zip(("roll_call", "since", "until"), found, strict=True))


def _hours(now: Sequence[InForce]) -> int:
    said = [p.value for force in now for p in force.protocol.parameters if p.id == HOURS]
    return int(said[0]) if said else 0


def _tables(now: Sequence[InForce]) -> dict[str, Compiled]:
    """The tables of the gate, each from the latest document in force that has it."""
    found: dict[str, Compiled] = {}
    for force in now:
        version = f"{force.protocol.id}/{force.protocol.version}"
        for table in force.protocol.tables:
            if table.id in TABLES.values() and table.id not in found:
                found[table.id] = compiled(table, version=version)
    return found


def _title(standing: Standing, facts: Sequence[Fact], facility: int) -> dict[str, str]:
    """What the house is called: one name, which stands for itself in every language."""
    named = standing.events("facility_established")
    mine = named.where(named.facility == facility)
    body = facts[int(mine.fact[-1])].body if len(mine) else None
    name = body.name if isinstance(body, FacilityEstablished) else standing.facilities.name(facility)
    return dict.fromkeys(("zh-Hans", "zh-Hant", "en"), name)
