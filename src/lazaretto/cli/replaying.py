"""Facts + documents + an instant → what was owed and how it stood: one pass, without a database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal
from uuid import UUID

from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import Period, at_local, local_day, local_days, seconds
from lazaretto.obligations.assessing import Assessment, assess
from lazaretto.obligations.explaining import Explanation, explain
from lazaretto.obligations.force import InForce, in_force, missing
from lazaretto.obligations.owed import Finding
from lazaretto.protocol.document import Protocol
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Issue, Standing

DEFAULT_ZONE = "UTC"  # until a facility is established, nobody has a clock
NO_FACT = -1  # what put a document in force that no fact issued


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document handed to the replay, with the digest of its bytes."""

    protocol: Protocol
    digest: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must know of the documents before trusting the result."""

    kind: Literal["assumed", "not_at_hand", "other_bytes", "other_version_issued"]
    document: str

    @property
    def grave(self) -> bool:
        """True when the result is incomplete or rests on other words than those issued."""
        return self.kind != "assumed"


@dataclass(frozen=True, slots=True)
class Replay:
    """The registers, the versions in force, and the assessment of one window."""

    record: Record
    standing: Standing
    zone: str
    window: Period
    forces: tuple[InForce, ...]
    notes: tuple[Note, ...]
    assessment: Assessment

    def explanation(self, finding: Finding) -> Explanation | None:
        """Clause, version, numbers and sources of a finding; a contradiction is its own reason."""
        if finding.kind == "problem":
            return None
        issued = {force.fact: self.record.facts[force.fact].id for force in self.forces if force.fact >= 0}
        return explain(finding, forces=self.forces, issued=issued)


def replay(
    facts: Iterable[Fact], *, shelf: Sequence[Shelved], at: datetime, known_at: datetime | None = None,
    since: datetime | None = None, facility: str | None = None,
) -> Replay:  # fmt: skip
    """Replay facts and assess the local day that holds ``at`` (from ``since`` on, where it is given)."""
    record = Record()
    record.append(facts)
    known = FOREVER if known_at is None else seconds(known_at)
    standing = record.standing(at=seconds(at), known_at=known)
    zone = _zone(standing, facility)
    day = local_days(local_day(at, zone=zone), zone=zone)
    window = Period(min(since, at) if since else day.start, day.end)
    forces, notes = _forces(standing, shelf, zone)

    def fact_id(number: int) -> UUID:
        return record.facts[number].id

    assessment = assess(forces=forces, standing=standing, window=window, fact_id=fact_id)
    return Replay(record, standing, zone, window, forces, notes, assessment)


def _zone(standing: Standing, facility: str | None) -> str:
    """The clock of the facility asked for, else of the first that was established."""
    own = standing.zones.get(standing.facilities.find(facility)) if facility else None
    return own or next(iter(standing.zones.values()), DEFAULT_ZONE)


def _forces(
    standing: Standing, shelf: Sequence[Shelved], zone: str
) -> tuple[tuple[InForce, ...], tuple[Note, ...]]:
    """What the facts put in force, and the documents that no fact ever issued, from their own date."""
    said = {(s.protocol.id, s.protocol.version): s.protocol for s in shelf}
    notes = [Note("not_at_hand", f"{name}/{version}") for name, version in missing(standing, shelf=said)]
    issued = {issue.document for issue in standing.issues}
    digests = {(issue.document, issue.version): issue.digest for issue in standing.issues}
    for shelved in shelf:
        key = (shelved.protocol.id, shelved.protocol.version)
        if key[0] not in issued:
            notes.append(Note("assumed", "/".join(key)))
        elif key not in digests:
            notes.append(Note("other_version_issued", "/".join(key)))
        elif digests[key] != shelved.digest:
            notes.append(Note("other_bytes", "/".join(key)))
    assumed = [_assumed(s, zone) for s in shelf if s.protocol.id not in issued]
    standing.issues = tuple(sorted((*standing.issues, *(i for i in assumed if i.occurred <= standing.at))))
    return in_force(standing, shelf=said), tuple(notes)


def _assumed(shelved: Shelved, zone: str) -> Issue:
    """A document as if it had been issued, and known, at the first instant of its effective day."""
    protocol = shelved.protocol
    since = seconds(at_local(protocol.effective, time(), zone=zone))
    return Issue(since, since, protocol.id, protocol.version, shelved.digest, NO_FACT)
