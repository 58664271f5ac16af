"""Which version of which document was in force, and at which level, at an instant."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lazaretto.protocol.document import Clause, Protocol
from lazaretto.registers.command import LEVELS
from lazaretto.registers.events import FOREVER, Flags, Ints
from lazaretto.registers.spans import value_at
from lazaretto.registers.standing import Standing

Shelf = Mapping[tuple[str, str], Protocol]  # (document, version) → the document


@dataclass(frozen=True, slots=True)
class InForce:
    """A protocol version and the half-open stretch in which it decides; ``fact`` put it in force."""

    protocol: Protocol
    since: int
    until: int
    fact: int

    def named(self, rule: str) -> str:
        """A rule of this version as it stands beside what it erased: ``document/version rule``."""
        return f"{self.protocol.id}/{self.protocol.version} {rule}"


def in_force(standing: Standing, *, shelf: Shelf) -> tuple[InForce, ...]:
    """Every version that was in force by the standing's instant, oldest first.

    A version stays in force until the next version of the same document; documents do not
    displace each other. A version that is not on the shelf is left out; :func:`missing` names it.
    """
    found: list[InForce] = []
    for number, issue in enumerate(standing.issues):
        later = [i.occurred for i in standing.issues[number + 1 :] if i.document == issue.document]
        protocol = shelf.get((issue.document, issue.version))
        if protocol is not None:
            found.append(InForce(protocol, issue.occurred, min(later, default=FOREVER), issue.fact))
    return tuple(found)


def missing(standing: Standing, *, shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Versions that were issued but are not on the shelf."""
    return tuple((i.document, i.version) for i in standing.issues if (i.document, i.version) not in shelf)


def applies(clause: Clause, *, force: InForce, standing: Standing, facility: Ints, instants: Ints) -> Flags:
    """Where and when a clause binds: its version in force, the facility's level among its levels.

    A facility to which no level was ever ordered stands at ``routine``.
    """
    bound = at_level(clause, standing=standing, facility=facility, instants=instants)
    return bound & (instants >= force.since) & (instants < force.until)


def at_level(clause: Clause, *, standing: Standing, facility: Ints, instants: Ints) -> Flags:
    """Where and when the facility's level is among the clause's levels."""
    if set(clause.levels) >= set(LEVELS):
        return np.ones(len(facility), np.bool_)
    level = value_at(standing.levels, facility, instants, default=LEVELS.index("routine"))
    wanted = np.array([name in clause.levels for name in LEVELS])
    bound: Flags = wanted[level]
    return bound


def decides(force: InForce, *, standing: Standing, began: Ints, instants: Ints) -> Flags:
    """Whether this version decides about what began at one instant and came to light at another.

    The version in force at the beginning decides; the first one of a document decides about what had
    begun before it.
    """
    first = min(i.occurred for i in standing.issues if i.document == force.protocol.id)
    since = np.maximum(began, first)
    decided: Flags = (instants >= first) & (since >= force.since) & (since < force.until)
    return decided
