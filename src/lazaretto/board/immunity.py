"""What is known of a person's immunity, where a document in force asks for it (H7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from lazaretto.facts.fact import Fact
from lazaretto.facts.immunity import ImmunityStated, Vaccinated, VaccineDeclined
from lazaretto.obligations.force import InForce
from lazaretto.obligations.immunity import Answer, Why, asked_for, doses_needed, immune
from lazaretto.protocol.document import Protocol, Text
from lazaretto.registers.events import Flags
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class ImmunityLine:
    """One disease: the verdict, which of it decides, and what was stated, oldest first.

    needed: how many different doses the document takes for immunity, had: how many are on record;
    declined: when a vaccine was declined.
    """

    disease: str
    title: Text
    document: str
    version: str
    needed: int | None
    immune: Answer
    because: Why
    had: int
    doses: tuple[Vaccinated, ...]
    stated: tuple[tuple[datetime, ImmunityStated], ...]
    declined: tuple[datetime, ...]


def immunity_lines(
    standing: Standing, stands: Sequence[Fact], *, key: int, inside: Flags, forces: Sequence[InForce]
) -> tuple[ImmunityLine, ...]:
    """A line a document in force that asks. stands: the facts of the person that count, in time's order."""
    return tuple(
        _line(standing, stands, protocol, key=key, inside=inside)
        for protocol in asked_for(forces, at=standing.at)
    )


def _line(
    standing: Standing, stands: Sequence[Fact], protocol: Protocol, *, key: int, inside: Flags
) -> ImmunityLine:
    disease, needed = protocol.screens_for or "", doses_needed(protocol)
    (found,) = immune(standing, disease=disease, doses=needed, keys=np.array([key], np.int64), inside=inside)
    kinds = Vaccinated | ImmunityStated | VaccineDeclined
    said = [(f.occurred, f.body) for f in stands if isinstance(f.body, kinds) and f.body.disease == disease]
    return ImmunityLine(
        disease=disease, title=protocol.disease, document=protocol.id, version=protocol.version,
        needed=needed, immune=found.immune, because=found.because, had=found.doses,
        doses=tuple(body for _, body in said if isinstance(body, Vaccinated)),
        stated=tuple((at, body) for at, body in said if isinstance(body, ImmunityStated)),
        declined=tuple(at for at, body in said if isinstance(body, VaccineDeclined)),
    )  # fmt: skip
