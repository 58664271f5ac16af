"""Who is immune to a disease: yes, no or unknown, and why, from doses and from what was stated (H7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Deadline, Protocol
from lazaretto.registers.events import Flags, Ints
from lazaretto.registers.immunity import IMMUNE
from lazaretto.registers.standing import Standing

Answer = Literal["yes", "no", "unknown"]
Why = Literal["doses", "stated", "too_few_doses", "not_stated"]
_EVENTS = ("immunity_stated", "vaccinated")


@dataclass(frozen=True, slots=True)
class Immunity:
    """What is known of one person. doses: how many different ones were stated; declined: they said no.

    because: which of it decides. Enough doses decide before anything that was stated.
    """

    person: str
    immune: Answer
    because: Why
    doses: int
    declined: bool
    facts: tuple[int, ...]


def asked_for(forces: Sequence[InForce], *, at: int) -> tuple[Protocol, ...]:
    """The documents in force at an instant that ask for the immunity of whoever comes in."""
    return tuple(
        force.protocol
        for force in forces
        if force.since <= at < force.until and force.protocol.screens_for is not None
        if any(
            isinstance(clause.duty, Deadline) and clause.duty.evidence in _EVENTS
            for clause in force.protocol.clauses
        )
    )


def doses_needed(protocol: Protocol) -> int | None:
    """How many different doses a document takes for immunity; None where it says no number."""
    name = f"{protocol.screens_for}.doses"
    return next((int(one.value) for one in protocol.parameters if one.id == name), None)


def immune(
    standing: Standing, *, disease: str, doses: int | None, keys: Ints, inside: Flags | None = None
) -> tuple[Immunity, ...]:
    """How each person stands. doses: how many different ones make somebody immune; None: no number does.

    inside: a flag a facility, where only what was stated in some of them may be told.
    """
    number = standing.names.find(disease)
    given, said, no = (
        rows if inside is None else rows.where(inside[rows.facility])
        for rows in map(standing.events, ("vaccinated", "immunity_stated", "vaccine_declined"))
    )  # fmt: skip
    given = given.where(np.isin(given.key, keys) & (given.aux == number))
    said = said.where(np.isin(said.key, keys) & (said.aux == number))
    no = no.where(np.isin(no.key, keys) & (no.value == number))
    return tuple(
        _one(
            standing.names.name(key), doses,
            had=set(given.value[given.key == key].tolist()), stated=said.value[said.key == key].tolist(),
            declined=bool((no.key == key).any()),
            facts=tuple(int(fact) for rows in (given, said, no) for fact in rows.fact[rows.key == key]),
        )
        for key in keys.tolist()
    )  # fmt: skip


def _one(
    person: str, needed: int | None, *, had: set[int], stated: list[int], declined: bool,
    facts: tuple[int, ...],
) -> Immunity:  # fmt: skip
    """Enough doses: yes. Else the last thing that was stated; else too few doses are no proof of either."""
    answer, because = _decided(needed is not None and len(had) >= needed, bool(had), stated)
    return Immunity(person, answer, because, len(had), declined, facts)


def _decided(enough: bool, some: bool, stated: list[int]) -> tuple[Answer, Why]:
    if enough:
        return "yes", "doses"
    if stated:
        return IMMUNE[stated[-1]], "stated"
    return "unknown", "too_few_doses" if some else "not_stated"
