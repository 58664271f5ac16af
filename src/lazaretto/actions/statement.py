"""A statement: what somebody says happened, before it is a fact.

Who says it, through which device and when it was recorded are not the speaker's to say: the action
adds them. The id may come with the statement (a device's queue); otherwise the action makes one.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import get_args, get_type_hints
from uuid import UUID

import msgspec

from lazaretto.access.actor import Refused
from lazaretto.actions.recording import INSTANTS
from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.encoding import MAX_BYTES, Malformed, decode_body
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.identity import RANDOM_BYTES, uuid7
from lazaretto.facts.periods import is_zone, utc
from lazaretto.facts.places import Facility, Place, facility_of

MAX_ROWS = 5_000
MAX_BATCH_BYTES = 8 * 1024 * 1024
# Whatever the zone, a local time of these days is in the calendar, and so is a day counted from one of them.
DAYS = (date(1, 1, 2), date(9998, 12, 31))


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is said. occurred: an instant with its offset. corrects: the fact that this one replaces."""

    body: Body
    occurred: datetime
    facility: Facility
    place: Place | None = None
    id: UUID | None = None
    corrects: UUID | None = None


class _OnTheWire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    body: msgspec.Raw
    occurred: datetime
    facility: Facility
    place: Place | None = None
    id: UUID | None = None
    corrects: UUID | None = None


_decoder = msgspec.json.Decoder(_OnTheWire)
_rows = msgspec.json.Decoder(list[msgspec.Raw])


def statement_of(data: bytes | str) -> Statement:
    """A statement from JSON. Raises :class:`Malformed` with the field at fault."""
    statement = _read(data)
    _check_beyond_types(statement)
    return statement


def _read(data: bytes | str) -> Statement:
    if len(data) > MAX_BYTES:
        raise Malformed(f"a statement may hold {MAX_BYTES} bytes at most, this one has {len(data)}")
    try:
        wire = _decoder.decode(data)
    except RecursionError:
        raise Malformed("it is nested too deeply to be a statement") from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise Malformed(str(fault)) from fault
    return Statement(
        body=decode_body(bytes(wire.body)), occurred=wire.occurred, facility=wire.facility,
        place=wire.place, id=wire.id, corrects=wire.corrects,
    )  # fmt: skip


def rows_of(data: bytes) -> list[bytes]:
    """The rows of an upload: a JSON array or one JSON object a line, not yet read.

    Raises :class:`Refused` when it is too heavy or holds too many rows, :class:`Malformed` when it is
    neither of the two.
    """
    if len(data) > MAX_BATCH_BYTES:
        raise Refused("batch_too_heavy", bytes=str(len(data)), limit=str(MAX_BATCH_BYTES))
    if data.lstrip()[:1] == b"[":
        try:
            rows = [bytes(row) for row in _rows.decode(data)]
        except RecursionError:
            raise Malformed("it is nested too deeply to be a list of statements") from None
        except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
            raise Malformed(str(fault)) from fault
    else:
        rows = [line for line in data.splitlines() if line.strip()]
    if len(rows) > MAX_ROWS:
        raise Refused("batch_too_large", rows=str(len(rows)), limit=str(MAX_ROWS))
    return rows


def check(statement: Statement) -> None:
    """That a statement made here holds what its types say, and what they cannot say.

    A page fills a body with what was typed, and nothing holds a value to its type when an object is made: a
    number that is too long would be kept, and never be read again. So it is read here as it will be read
    from the ledger. Raises :class:`Malformed` or :class:`Refused`.
    """
    try:
        said = msgspec.json.encode(statement)
    except (UnicodeEncodeError, msgspec.MsgspecError) as fault:
        raise Malformed(str(fault)) from fault
    _read(said)
    _check_beyond_types(statement)


def _check_beyond_types(statement: Statement) -> None:
    if statement.occurred.tzinfo is None:
        raise Malformed("`occurred` needs its offset from UTC, e.g. 2022-03-15T08:00:00+08:00")
    if statement.place is not None and facility_of(statement.place) != statement.facility:
        raise Refused("place_elsewhere", place=statement.place, facility=statement.facility)
    for name, day in _dated(statement):
        if not DAYS[0] <= date(day.year, day.month, day.day) <= DAYS[1]:
            raise Malformed(f"`{name}`: {day.isoformat()} is not between {DAYS[0]} and {DAYS[1]}")
    body = statement.body
    if isinstance(body, FacilityEstablished) and not is_zone(body.zone):
        raise Malformed(f"`{body.zone}` is not a time zone; say one of IANA's, e.g. Asia/Shanghai")


def _dated(statement: Statement) -> Iterator[tuple[str, date]]:
    yield "occurred", statement.occurred
    for name in _dated_fields(type(statement.body)):
        said = getattr(statement.body, name)
        if said is not None:
            yield name, said


@cache
def _dated_fields(kind: type[Body]) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(f for f, hint in hints.items() if {date, datetime} & {hint, *get_args(hint)})


def fact_of(statement: Statement, *, actor: str, device: str, now: datetime, skew: int = 0) -> Fact:
    """The fact that a statement becomes when it is first held here."""
    return Fact(
        id=statement.id or uuid7(now, os.urandom(RANDOM_BYTES)), occurred=utc(statement.occurred),
        recorded=utc(INSTANTS.one(now)), facility=statement.facility, actor=actor, device=device,
        body=statement.body, place=statement.place, skew=skew, corrects=statement.corrects,
    )  # fmt: skip
