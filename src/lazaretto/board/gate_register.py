"""The register of a gate: every passage of a day, in, out and turned away, with the two times of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import Category, Checked, Entered, Left, Refused
from lazaretto.facts.periods import instant
from lazaretto.obligations.days import DAY, slot_instants
from lazaretto.registers.standing import Standing

NAMES = ("entered", "left", "entry_refused")


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. way: in, out, or no (turned away). zone: None where nobody came in.

    verdict: what the station showed when it was checked; officer: who stated it, or who checked. device: the
    station, desk or form (``…/paper``) that it was stated with. late: seconds from happening to record.
    """

    fact: UUID
    way: str
    category: Category
    subject: str
    zone: str | None
    occurred: datetime
    recorded: datetime
    officer: str
    device: str
    verdict: str | None
    basis: str | None
    reason: str | None
    passage: str | None
    doubt: int

    @property
    def late(self) -> int:
        """Seconds from when it happened to when the record had it."""
        return int((self.recorded - self.occurred).total_seconds())

    @property
    def paper(self) -> bool:
        """Whether it was stated from a form."""
        return self.device.endswith("/paper")


@dataclass(frozen=True, slots=True)
class GateRegister:
    """The passages of a local day, newest first. devices: all that stated any; subject, device: filters."""

    house: House
    day: date
    at: datetime
    known_at: datetime | None
    passages: tuple[Passage, ...]
    came: int
    went: int
    turned: int
    devices: tuple[str, ...]
    subject: str = ""
    device: str = ""


def gate_register(
    standing: Standing, *, facts: Sequence[Fact], house: House, day: date, known_at: datetime | None,
    subject: str = "", device: str = "",
) -> GateRegister:  # fmt: skip
    """The register of one local day, all of it or of one subject or device."""
    start, end = slot_instants(day, time(), time(), zone=house.zone)
    checks = _checks(standing, facts, house, start, end)
    every = []
    for name in NAMES:
        rows = standing.during(name, start, end)
        for number in rows.fact[rows.facility == house.number].tolist():
            every.append(_passage(facts[number], checks))
    chosen = [
        one
        for one in every
        if (not subject or one.subject == subject) and (not device or one.device == device)
    ]
    ways = [one.way for one in chosen]
    return GateRegister(
        house=house, day=day, at=instant(standing.at), known_at=known_at,
        passages=tuple(sorted(chosen, key=lambda one: (one.occurred, one.fact), reverse=True)),
        came=ways.count("in"), went=ways.count("out"), turned=ways.count("no"),
        devices=tuple(sorted({one.device for one in every})), subject=subject, device=device,
    )  # fmt: skip


def _checks(
    standing: Standing, facts: Sequence[Fact], house: House, start: int, end: int
) -> dict[str, Checked]:
    """The check of each passage; one a little before midnight belongs to a passage after it."""
    rows = standing.during("checked", start - DAY, end)
    found = {}
    for number in rows.fact[rows.facility == house.number].tolist():
        body = facts[number].body
        if isinstance(body, Checked):
            found[body.passage] = body
    return found


def _passage(fact: Fact, checks: dict[str, Checked]) -> Passage:
    body = fact.body
    if not isinstance(body, Entered | Left | Refused):
        raise TypeError(f"{fact.id} is no passage")
    check = checks.get(body.passage or "")
    way = "in" if isinstance(body, Entered) else "out" if isinstance(body, Left) else "no"
    return Passage(
        fact=fact.id, way=way, category=body.category, subject=body.subject,
        zone=getattr(body, "zone", None), occurred=fact.occurred, recorded=fact.recorded,
        officer=check.officer if check else fact.actor, device=fact.device,
        verdict=check.verdict if check else None, basis=getattr(body, "basis", None),
        reason=getattr(body, "reason", None), passage=body.passage, doubt=check.doubt if check else 0,
    )  # fmt: skip
