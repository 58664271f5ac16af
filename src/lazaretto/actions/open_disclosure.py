"""Open a disclosure with what a paper of it needs besides: clocks, names of houses, versions in force."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lazaretto.access.actor import Actor
from lazaretto.actions.disclose_person import disclose_person
from lazaretto.actions.viewing import View, view
from lazaretto.board.houses import House
from lazaretto.facts.periods import instant
from lazaretto.proofs.disclosing import Disclosure
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record


@dataclass(frozen=True, slots=True)
class Version:
    """A protocol version and the half-open stretch in which it was in force. until: None while it is."""

    document: str
    version: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """made: the disclosure. zone: the clock of the house that last wrote of the person."""

    made: Disclosure
    at: datetime
    zone: str
    houses: tuple[House, ...]
    versions: tuple[Version, ...]

    def name(self, code: str) -> str:
        """What a house is called."""
        return next((house.name for house in self.houses if house.code == code), code)

    def in_force(self, at: datetime) -> tuple[Version, ...]:
        """The versions in force at an instant."""
        return tuple(
            one for one in self.versions if one.since <= at and (one.until is None or at < one.until)
        )


def open_disclosure(
    person: str, *, actor: Actor, reason: str, now: datetime, folder: Path, since: str | None = None,
    record: Record | None = None,
) -> DisclosurePage:  # fmt: skip
    """As :func:`disclose_person`, which it calls, which logs the read and which raises."""
    made = disclose_person(
        person, actor=actor, reason=reason, now=now, folder=folder, since=since, record=record
    )
    seen = view(now=now, record=record)
    houses = seen.houses(actor.scope)
    zones = {house.code: house.zone for house in houses}
    last = made.facts[-1].house if made.facts else ""
    zone = zones.get(last, houses[0].zone if houses else "UTC")
    return DisclosurePage(made, now, zone, houses, _versions(seen))


def _versions(seen: View) -> tuple[Version, ...]:
    return tuple(
        Version(
            one.protocol.id, one.protocol.version, instant(one.since),
            None if one.until >= FOREVER else instant(one.until),
        )
        for one in seen.forces
    )  # fmt: skip
