"""What speaks against a disinfection before it is recorded: weak, short, mixed, unmeasured, unchecked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lazaretto.facts.disinfectants import never_together
from lazaretto.facts.hygiene import Disinfected

Worry = Literal["mixed", "weak", "unmeasured", "short", "unchecked"]


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning. values: what its sentence names."""

    worry: Worry
    values: dict[str, str]


def warned(body: Disinfected, *, strength: int | None, minutes: int | None, actor: str) -> tuple[Warned, ...]:
    """Every warning, the gravest first. strength, minutes: what the protocol asks; None: nothing."""
    return tuple(_worries(body, strength, minutes, actor))


def _worries(body: Disinfected, strength: int | None, minutes: int | None, actor: str) -> Iterator[Warned]:
    for other in body.along_with:
        if never_together(body.agent, other):
            yield Warned("mixed", {"agent": body.agent, "other": other})
    if body.target_mg_l and strength is not None:
        if body.measured_mg_l is None:
            yield Warned("unmeasured", {"strength": str(strength)})
        elif body.measured_mg_l < strength:
            yield Warned("weak", {"measured": str(body.measured_mg_l), "strength": str(strength)})
    if body.target_mg_l and minutes is not None and body.contact_minutes < minutes:
        yield Warned("short", {"minutes": str(body.contact_minutes), "least": str(minutes)})
    if body.checked_by in (None, actor):
        yield Warned("unchecked", {})
