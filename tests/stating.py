"""Facts for tests, in few words: what, when, where. Clock times are those of Asia/Shanghai."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import seconds, utc
from lazaretto.registers.events import FOREVER
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

ZONE = "Asia/Shanghai"
HOUSE = "QZ-D"


def moment(text: str, *, zone: str = ZONE) -> datetime:
    """``03-15 08:00`` (of 2022) or ``2022-03-15 08:00`` as an instant in UTC."""
    full = text if text[:2] == "20" else f"2022-{text}"
    return utc(datetime.fromisoformat(full).replace(tzinfo=ZoneInfo(zone)))


def second(text: str, *, zone: str = ZONE) -> int:
    """The same, as seconds since 1970."""
    return seconds(moment(text, zone=zone))


def fact(
    body: Body, at: str, *, number: int = 1, facility: str = HOUSE, recorded: str | None = None,
    place: str | None = None, corrects: int | UUID | None = None, zone: str = ZONE,
) -> Fact:  # fmt: skip
    """One fact; ``number`` makes its id, ``recorded`` is the same instant unless said."""
    return Fact(
        id=UUID(int=number), occurred=moment(at, zone=zone), recorded=moment(recorded or at, zone=zone),
        facility=facility, actor="officer", device="desk", body=body, place=place,
        corrects=UUID(int=corrects) if isinstance(corrects, int) else corrects,
    )  # fmt: skip


def house(code: str = HOUSE, *, zone: str = ZONE, number: int = 900_000) -> Fact:
    """A detention house, established long before anything else."""
    body = FacilityEstablished(
        name="Detention house", sort="detention_house", county="QZ", city="TS", zone=zone
    )
    return fact(body, "2022-01-01 00:00", number=number + sum(map(ord, code)), facility=code)


def record_of(facts: Iterable[Fact]) -> Record:
    """A record that holds these facts."""
    record = Record()
    record.append(facts)
    return record


def standing_of(facts: Iterable[Fact], *, at: str = "04-30 00:00", known_at: str | None = None) -> Standing:
    """What they add up to."""
    known = FOREVER if known_at is None else second(known_at)
    return record_of(facts).standing(at=second(at), known_at=known)
