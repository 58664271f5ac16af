"""A rehearsed city with its record, and the independent judge over it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period, at_local, local_days, seconds
from lazaretto.obligations.assessing import assess
from lazaretto.obligations.force import in_force
from lazaretto.obligations.owed import Finding
from lazaretto.protocol.document import Protocol
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.rehearsal.assumptions import Assumptions
from lazaretto.rehearsal.city import Rehearsing
from lazaretto.rehearsal.errors import Seeded
from lazaretto.rehearsal.planned import Slip
from lazaretto.rehearsal.pressure import even_pressure

ZONE = "Asia/Shanghai"
DIGEST = "0" * 64  # of a document's bytes; stands still when the form of documents grows
FIRST, LAST = date(2022, 3, 10), date(2022, 4, 6)


@dataclass(frozen=True, slots=True)
class City:
    """What a rehearsal gave, and the record it makes."""

    facts: tuple[Fact, ...]
    seeded: tuple[Seeded, ...]
    unmade: tuple[Slip, ...]
    record: Record
    protocol: Protocol
    rehearsing: Rehearsing

    def findings(self, *, at: datetime, known_at: datetime | None, window: Period) -> list[Finding]:
        """What the judge finds in a window, at an instant, as known at another (None: in the end)."""
        known = FOREVER if known_at is None else seconds(known_at)
        standing = self.record.standing(at=seconds(at), known_at=known)
        forces = in_force(standing, shelf={(self.protocol.id, self.protocol.version): self.protocol})
        assessment = assess(
            forces=forces, standing=standing, window=window, fact_id=lambda n: self.record.facts[n].id
        )
        return assessment.findings()

    def day_by_day(self) -> list[Finding]:
        """What the judge finds day by day, known in the end; a finding of two days is there twice."""
        end = clock(LAST + timedelta(days=1), 0)
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        found = [self.findings(at=end, known_at=None, window=local_days(d, zone=ZONE)) for d in days]
        return [finding for day in found for finding in day]


def rehearsed(
    seed: int, protocol: Protocol, assumptions: Assumptions, *, until: datetime | None = None
) -> City:
    """Rehearse a city and keep its record in memory."""
    rehearsing = Rehearsing(
        seed=seed, protocol=protocol, pressure=even_pressure(assumptions), assumptions=assumptions,
        until=until, digest=DIGEST,
    )  # fmt: skip
    facts = tuple(fact for day in rehearsing.days() for fact in day.facts)
    record = Record()
    record.append(facts)
    return City(facts, rehearsing.seeded(), rehearsing.unmade(), record, protocol, rehearsing)


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of the city's clock."""
    return at_local(day, time(hour, minute), zone=ZONE)
