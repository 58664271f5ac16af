"""Legs told in few words, under the document of the house: who came, what was ordered, what was stated."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from lazaretto.facts import quarantine
from lazaretto.facts.command import LevelOrdered, PlaceEstablished, ProtocolIssued
from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.places import facility_of
from lazaretto.obligations.force import InForce, in_force
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.reading import read
from lazaretto.registers.standing import Standing
from tests.house.tree import ROOT
from tests.stating import HOUSE, fact, house, record_of, second

_READ = read((ROOT / "protocols" / "four-layer-2022" / "1.yaml").read_bytes()).protocol
assert _READ is not None
PROTOCOL: Protocol = _READ
CELLS = {"QZ-D/T/01": "transition", "QZ-D/T/02": "transition", "QZ-D/G/01": "general"}
Said = tuple[Body, str]


class World(msgspec.Struct, frozen=True):
    """A story told to an instant: what readers of obligations are handed."""

    standing: Standing
    forces: tuple[InForce, ...]
    facts: tuple[Fact, ...]

    @property
    def known(self) -> dict[str, Any]:
        """The keyword arguments that every reader takes."""
        return {"forces": self.forces, "facts": self.facts}

    def number(self, body: type[Body], nth: int = -1) -> int:
        """The number of the nth fact of a kind."""
        return [n for n, f in enumerate(self.facts) if isinstance(f.body, body)][nth]


def world(
    *said: Said, at: str = "04-30 00:00", protocol: Protocol = PROTOCOL,
    later: Iterable[tuple[Protocol, str]] = (), ruled: bool = True,
) -> World:  # fmt: skip
    """What was said, one fact after the other (ids from 100), with versions issued ``later``."""
    ground = [house()]
    for n, (cell, use) in enumerate(CELLS.items()):
        place = PlaceEstablished(established=cell, use=use, capacity=4)  # type: ignore[arg-type]
        ground.append(fact(place, "01-02 00:00", number=50 + n))
    ground.append(
        fact(LevelOrdered(level="closed", authority="city", reason="cases"), "01-02 00:00", number=60)
    )
    issued = [(protocol, "01-02 00:00"), *later] if ruled else list(later)
    for n, (document, when) in enumerate(issued):
        issue = ProtocolIssued(
            document=document.id, version=document.version, digest="0" * 64, authority="city"
        )
        ground.append(fact(issue, when, number=70 + n))
    told = [fact(body, when, number=n, facility=_where(body)) for n, (body, when) in enumerate(said, 100)]
    record = record_of([*ground, *told])
    standing = record.standing(at=second(at))
    shelf = {(document.id, document.version): document for document, _ in issued}
    return World(standing, in_force(standing, shelf=shelf), tuple(record.facts))


def _where(body: Body) -> str:
    """The facility that says it: of a cell, its own."""
    return facility_of(body.established) if isinstance(body, PlaceEstablished) else HOUSE


def ordered(person: str = "Wang", **changes: Any) -> quarantine.Ordered:
    """An order of one leg in the transition wing and the general wing after it."""
    legs = tuple(quarantine.PlannedLeg(layer=n, facility="QZ-D", days=d) for n, d in ((3, 14), (4, 0)))
    values: dict[str, Any] = {
        "order": "O", "person": person, "basis": "law", "ordered_by": "L1", "legs": legs,
        "review_on": date(2022, 3, 30),
    }  # fmt: skip
    return quarantine.Ordered(**values | changes)


def admitted(person: str = "Wang", cell: str = "QZ-D/T/01") -> Admitted:
    """Somebody arrived."""
    return Admitted(person=person, cell=cell, sex="male")


def started(person: str = "Wang", layer: int = 3, cohort: str = "C") -> quarantine.LegStarted:
    """Their leg began."""
    return quarantine.LegStarted(order="O", person=person, layer=layer, cohort=cohort)


def restarted(person: str = "Wang", layer: int = 3, cohort: str = "C") -> quarantine.ClockRestarted:
    """Their clock was put back."""
    return quarantine.ClockRestarted(
        order="O", person=person, layer=layer, cohort=cohort, because=UUID(int=1), reason="mixed"
    )


def end_ordered(
    day: str, person: str = "Wang", layer: int = 3, reason: str = "the doctor's view"
) -> quarantine.EndOrdered:
    """Another last day was ordered."""
    return quarantine.EndOrdered(
        order="O",
        person=person,
        layer=layer,
        ends_on=date.fromisoformat(f"2022-{day}"),
        decided_by="L2",
        reason=reason,
    )
