"""Copy a person's record out of the house: every fact in scope, marked with who took it, when and why.

A copy can be passed on and a page cannot, so it stands in the log of acts by itself, with the digest of what
was taken: whoever finds one learns from its own lines whose it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.access.deeds import note
from lazaretto.actions.read_facts import Told, read_facts
from lazaretto.ledger.reading import MOST, Place, Wanted

LARGEST = 20_000  # facts; a person's year at four readings a day is a tenth of it


@dataclass(frozen=True, slots=True)
class Exported:
    """A copy. number: of its line in the log of acts; digest: SHA-256 of the facts as JSON, one a line."""

    person: str
    by: str
    role: str
    at: datetime
    reason: str
    number: int
    digest: str
    facts: tuple[Told, ...]

    @property
    def mark(self) -> str:
        """What every line of the copy carries."""
        return f"{self.by} · {self.at:%Y-%m-%d %H:%MZ} · {self.number}"


def export_record(person: str, *, reason: str, actor: Actor, now: datetime) -> Exported:
    """The facts about a person in the actor's scope, without names; what was erased says by which rule.

    Each page of it is a read of the record, and logged as one. Raises :class:`Refused` without a reason, for
    somebody of whom nothing in scope speaks, and for more than :data:`LARGEST` facts.
    """
    facts = tuple(_all(person, reason=reason, actor=actor, now=now))
    if not facts:
        raise Refused("not_in_record", what=person)
    digest = sha256(b"\n".join(map(msgspec.json.encode, facts))).hexdigest()
    houses = {one.facility for one in facts}
    deed = note(
        sort="exported", actor=actor, subject=person, facility=houses.pop() if len(houses) == 1 else "",
        said={"facts": len(facts), "digest": digest}, reason=reason, at=now,
    )  # fmt: skip
    return Exported(person, actor.code, actor.role, now, reason, deed.pk, digest, facts)


def _all(person: str, *, reason: str, actor: Actor, now: datetime) -> Iterator[Told]:
    after: Place | None = None
    for _ in range(LARGEST // (MOST - 1)):
        page = read_facts(
            Wanted(subject=person), actor=actor, now=now, after=after, limit=MOST - 1, reason=reason
        )
        yield from page.facts
        after = page.after
        if after is None:
            return
    raise Refused("too_large", bytes=str(LARGEST), limit=str(LARGEST))
