"""A status document as a value: what whoever takes a person over must know of them, and no more (M06).

Its bytes are canonical: the same record, as known at the same instant, gives the same bytes for ever; so the
digest on a paper shows whether the paper says what the record said.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from lazaretto.facts.custody import Party
from lazaretto.facts.hand_overs import Precaution

FORMAT = "lazaretto-status/1"
# What a swab comes to. What a pool says is never what a single swab says: they are other words.
Finding = Literal[
    "negative", "positive", "grey", "invalid", "awaited", "pool_negative", "pool_unclear", "pool_awaited"
]
Section = Literal["tests", "legs", "contacts", "symptoms", "care"]
# The least that does the job: who treats a person, or holds them, goes on with their care; nobody else.
CONTENTS: Mapping[Party, tuple[Section, ...]] = {
    "hospital": ("tests", "legs", "contacts", "symptoms", "care"),
    "facility": ("tests", "legs", "contacts", "symptoms", "care"),
    "prison": ("tests", "legs", "contacts", "symptoms", "care"),
    "health_authority": ("tests", "legs", "contacts", "symptoms"),
    "community": ("tests", "legs", "contacts", "symptoms"),
    "other": ("tests", "legs"),
}
_encoder = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever draws a document up says: for whom it is, which precautions hold, whom they call."""

    number: str
    party: Party
    to: str
    precautions: tuple[Precaution, ...]
    call: str
    telephone: str
    drawn_by: str


@dataclass(frozen=True, slots=True)
class StatusTest:
    """One swab. swabs: how many lay in the tube; above 1 the finding is the pool's, and nobody's own."""

    sampled: datetime
    swabs: int
    finding: Finding
    reported: datetime | None


@dataclass(frozen=True, slots=True)
class StatusLeg:
    """One leg. zero: the day that counts 0; computed, ordered: its end as computed, and as ordered."""

    order: str | None
    layer: int
    facility: str
    zero: date
    days: int | None
    computed: date | None
    ordered: date | None
    ended: date | None


@dataclass(frozen=True, slots=True)
class StatusContact:
    """That the person is on a list of contacts: since when, and what was decided of them last."""

    listed: datetime
    decision: str | None


@dataclass(frozen=True, slots=True)
class StatusCase:
    """What a doctor said that the person is."""

    at: datetime
    disease: str
    classification: str


@dataclass(frozen=True, slots=True)
class StatusSymptoms:
    """The latest temperature in tenths of a degree, and the latest report of symptoms."""

    measured: datetime | None
    tenths: int | None
    fever: bool
    reported: datetime | None
    symptoms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusCare:
    """Care that goes on: its sort, every so many hours, until which day, when it was given last."""

    care: str
    sort: str
    every_hours: int
    until: date | None
    given: datetime | None


@dataclass(frozen=True, slots=True)
class Status:
    """What the record says of a person at an instant of knowledge, for a party. Times are UTC.

    sections: which of them the party is told.
    """

    asked: Asked
    person: str
    facility: str
    zone: str
    known_at: datetime
    name: str | None
    sex: str | None
    born: int | None
    sections: tuple[Section, ...]
    tests: tuple[StatusTest, ...]
    legs: tuple[StatusLeg, ...]
    cases: tuple[StatusCase, ...]
    contacts: tuple[StatusContact, ...]
    symptoms: StatusSymptoms
    care: tuple[StatusCare, ...]

    @property
    def value(self) -> dict[str, Any]:
        """The document in plain values, as its bytes hold it: only what the party is told."""
        told: dict[str, Any] = {
            "tests": [asdict(one) for one in self.tests],
            "legs": [asdict(one) for one in self.legs],
            "contacts": {
                "cases": [asdict(one) for one in self.cases],
                "listed": [asdict(one) for one in self.contacts],
            },
            "symptoms": asdict(self.symptoms),
            "care": [asdict(one) for one in self.care],
        }
        return {
            "format": FORMAT, "person": self.person, "facility": self.facility, "zone": self.zone,
            "known_at": self.known_at, "name": self.name, "sex": self.sex, "born": self.born,
            **asdict(self.asked), **{name: told[name] for name in self.sections},
        }  # fmt: skip

    @property
    def document(self) -> bytes:
        """The canonical bytes."""
        return _encoder.encode(self.value)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, hexadecimal."""
        return hashlib.sha256(self.document).hexdigest()

    @property
    def mark(self) -> str:
        """What the square code on the paper holds: number and digest, and nothing about the person."""
        return f"{FORMAT} {self.asked.number} {self.digest}"


def proposed(status: Status) -> tuple[Precaution, ...]:
    """The precautions that are proposed; a person decides.

    Standard precautions always. Where something speaks for an infection by breath, those of every way in
    which it spreads; where the person may still be incubating one, contact and droplet (WHO, Infection
    prevention and control in the context of coronavirus disease, 2021; WS/T 311-2023, hospitals).
    """
    last = next((one.finding for one in reversed(status.tests) if one.swabs == 1), None)
    ill = status.symptoms.fever or bool(status.symptoms.symptoms)
    case = bool(status.cases) and status.cases[-1].classification != "discarded"
    if ill or case or last in ("positive", "grey"):
        return ("standard", "contact", "droplet", "airborne")
    running = any(one.ended is None for one in status.legs)
    unclear = bool(status.tests) and status.tests[-1].finding == "pool_unclear"
    watched = any(one.decision != "no_measure" for one in status.contacts)
    if running or unclear or watched:
        return ("standard", "contact", "droplet")
    return ("standard",)
