"""Open a round's certificate of coverage, with the facts that it rests on, as known now or at its closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.audit.certifying import canonical, certified, digest
from lazaretto.board.houses import House
from lazaretto.facts.encoding import encode
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant, seconds
from lazaretto.facts.testing import RoundClosed
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record

BEFORE = timedelta(seconds=1)  # a closing certifies what was known in the second before it


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A certificate and its facts. stated: the digest that the closing said, as it stood then; then: the same
    computed again now, and when it was known. held: whether the two are one.
    """

    house: House
    at: datetime
    certificate: Mapping[str, Any]
    digest: str
    facts: tuple[Fact, ...]
    stated: str | None = None
    then: str | None = None
    closed: datetime | None = None

    @property
    def held(self) -> bool:
        """Whether what the closing certified comes out the same today."""
        return self.stated is not None and self.stated == self.then

    @property
    def uncovered(self) -> tuple[str, ...]:
        """The numbers of whom nobody reached."""
        return tuple(one["person"] for one in self.certificate["people"] if one["outcome"] == "none")

    @property
    def document(self) -> bytes:
        """certificate.json: the canonical bytes."""
        return canonical(self.certificate)

    @property
    def lines(self) -> bytes:
        """facts.jsonl: exactly the facts it rests on, one a line."""
        return b"".join(encode(fact) + b"\n" for fact in self.facts)


def open_certificate(
    facility: str, round_: str, *, actor: Actor, now: datetime, known_at: datetime | None = None,
    record: Record | None = None,
) -> CertificatePage:  # fmt: skip
    """The certificate as known now, or at an instant.

    Raises :class:`Refused` outside the scope, without the act, and for a round that nobody opened here.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, record=record)
    house = house_of(seen, facility)
    moment = min(known_at or now, now)
    found = certified(seen.record, round_=round_, known_at=moment, facility=facility)
    if found is None:
        raise Refused("not_in_record", what=round_[:64])
    certificate, facts = found
    stated, closed = _closing(seen.record, facility, round_)
    then = closed and certified(seen.record, round_=round_, known_at=closed - BEFORE, facility=facility)
    return CertificatePage(
        house=house, at=instant(seconds(moment)), certificate=certificate, digest=digest(certificate),
        facts=facts, stated=stated, then=digest(then[0]) if then else None,
        closed=closed and instant(seconds(closed - BEFORE)),
    )  # fmt: skip


def _closing(record: Record, facility: str, round_: str) -> tuple[str | None, datetime | None]:
    """What the first closing that stands and certifies says, and when it was."""
    closings = record.columns()["round_closed"]
    mine = closings.fact[closings.key == record.names.find(round_)]
    for fact in (record.facts[number] for number in mine.tolist()):
        body = fact.body
        stands = fact.facility == facility and record.gone_at(fact.id) == FOREVER
        if stands and isinstance(body, RoundClosed) and body.certificate:
            return body.certificate, fact.occurred
    return None, None
