"""Read the network as it stands, for the twin to begin with: the houses in scope, in counts alone."""

from collections.abc import Container, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
import numpy as np
from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.viewing import view
from lazaretto.facts.fact import Fact
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Level
from lazaretto.registers.command import LEVELS
from lazaretto.registers.record import Record
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing
from lazaretto.twin.designing import Design
from lazaretto.twin.reading import value
from lazaretto.twin.starting import today

_PLANNED = "prefecture-2022.yaml"  # whose chance of infection and pressure stand in for what no register says


def read_network_today(
    *, actor: Actor, now: datetime, at: datetime | None = None, record: Record | None = None
) -> Design:
    """The network of the actor's scope at ``at`` (None: now), as known then.

    Raises :class:`Refused` for who may not read day sheets, and ``network_empty`` where no house of the scope
    holds or employs anybody.
    """
    actor.require("read_day_sheet")
    seen = view(now=now, at=at, record=record)
    return network_of(seen.standing, forces=seen.forces, facts=seen.record.facts, codes=actor.scope)


def network_of(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], codes: Container[str]
) -> Design:
    """The network of these houses at a standing. Raises :class:`Refused` ``network_empty``."""
    planned = value((Path(settings.ASSUMPTIONS_DIR) / "networks" / _PLANNED).read_bytes(), Design)
    found = today(
        standing, forces=forces, facts=facts, codes=codes, infected=planned.infected,
        pressure=planned.pressure, sources=planned.sources,
    )  # fmt: skip
    if not any(house.staff or house.wings for house in found.houses) and not found.begun:
        raise Refused("network_empty")
    return msgspec.structs.replace(found, diseases=planned.diseases)


def level_today(
    *, actor: Actor, now: datetime, at: datetime | None = None, record: Record | None = None
) -> Level:
    """The strictest level at which a house of the actor's scope stands. Raises :class:`Refused`."""
    actor.require("read_day_sheet")
    return level_of(view(now=now, at=at, record=record).standing, codes=actor.scope)


def level_of(standing: Standing, *, codes: Container[str]) -> Level:
    """The strictest level among these houses; one to which none was ordered stands at ``routine``."""
    mine = [int(n) for n in standing.houses if standing.facilities.name(int(n)) in codes]
    numbers = np.array(mine, np.int64)
    levels = value_at(
        standing.levels, numbers, np.full(len(mine), standing.at), default=LEVELS.index("routine")
    )
    return LEVELS[int(levels.max())] if len(mine) else "routine"
