"""Messages as rows: what was told to whom, what came of each try, who said that they have seen it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Q

from lazaretto.access.actor import Scope
from lazaretto.access.models import Message, Told, Try

LineRow = tuple[str, str, str, str, int]  # sort, rule, document, facility, count
_ONE_SENDER = 7_243_561_901  # the number of the lock: any that no other lock of this database has


@dataclass(frozen=True, slots=True)
class Tried:
    """One try. channel: None where it was removed since; outcome: empty while nobody knows."""

    channel: int | None
    kind: str
    began: datetime
    outcome: str
    answer: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as it is kept, with its tries in order."""

    id: UUID
    person: str
    role: str
    behalf: str
    urgent: bool
    step: int
    facilities: tuple[str, ...]
    lines: tuple[LineRow, ...]
    made: datetime
    acknowledged: datetime | None
    acknowledged_by: str
    tries: tuple[Tried, ...]
    kept_from: frozenset[str]

    @property
    def sent(self) -> bool:
        """Whether one channel has delivered it."""
        return any(one.outcome == "sent" for one in self.tries)


@dataclass(frozen=True, slots=True)
class ToldRow:
    """That a person was told a line, when, and whether they said that they have seen it."""

    line: UUID
    person: str
    step: int
    made: datetime
    acknowledged: bool


@contextmanager
def sending() -> Iterator[bool]:
    """Whether this process may send now: one at a time over one database, until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_SENDER])
        row = cursor.fetchone()
        mine = bool(row and row[0])
        try:
            yield mine
        finally:
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_SENDER])


def keep_message(
    message: UUID, *, person: str, role: str, behalf: str, urgent: bool, step: int,
    lines: Sequence[LineRow], told: Sequence[tuple[UUID, int]], kept_from: Collection[str], now: datetime,
) -> bool:  # fmt: skip
    """Note a message before anything is sent, all of it or nothing; False where it, or one line, was told."""
    try:
        with transaction.atomic():
            made = Message.objects.create(
                id=message, person=person, role=role, behalf=behalf, urgent=urgent, step=step,
                facilities=sorted({line[3] for line in lines}), lines=[list(line) for line in lines],
                kept_from=sorted(kept_from), made=now,
            )  # fmt: skip
            Told.objects.bulk_create(
                Told(message=made, line=line, person=person, step=climbed) for line, climbed in told
            )
    except IntegrityError:
        return False
    return True


def told_of(lines: Collection[UUID]) -> list[ToldRow]:
    """Who was told any of these lines."""
    rows = Told.objects.filter(line__in=lines).select_related("message")
    return [
        ToldRow(one.line, one.person, one.step, one.message.made, one.message.acknowledged is not None)
        for one in rows
    ]


def standing_messages(lines: Collection[UUID]) -> list[tuple[Kept, frozenset[UUID]]]:
    """The messages that nobody has acknowledged and of which a line still stands, with their lines."""
    found = Message.objects.filter(acknowledged=None, told__line__in=lines).distinct()
    return [
        (_kept(one), frozenset(row.line for row in one.told.all()))
        for one in found.prefetch_related("tries", "told").order_by("made", "id")
    ]


def last_told(people: Collection[str], *, since: datetime) -> Mapping[str, datetime]:
    """When each was last sent something that was not urgent, since an instant."""
    rows = Message.objects.filter(person__in=people, urgent=False, made__gte=since).values("person")
    return {row["person"]: row["last"] for row in rows.annotate(last=Max("made"))}


def begin_try(message: UUID | None, *, channel: int | None, kind: str, now: datetime) -> int:
    """Note that a channel is tried, before it is; the number of the try."""
    made = Try.objects.create(message_id=message, channel_id=channel, kind=kind, began=now)
    return made.pk


def end_try(number: int, *, outcome: str, answer: str, now: datetime) -> None:
    """Note what came of a try."""
    Try.objects.filter(pk=number).update(ended=now, outcome=outcome, answer=answer)


def messages_in(scope: Scope, *, person: str, everybody: bool, since: datetime, limit: int) -> Sequence[Kept]:
    """The newest messages to a person, and with ``everybody`` those about houses of their scope alone."""
    found = Message.objects.filter(made__gte=since).exclude(kept_from__contains=[person])
    if not (everybody and scope.everywhere):
        about = Q(facilities__contained_by=sorted(scope.facilities)) if everybody else Q()
        found = found.filter(Q(person=person) | about)
    return [_kept(one) for one in found.prefetch_related("tries").order_by("-made", "id")[:limit]]


def message(number: UUID) -> Kept | None:
    """One message."""
    found = Message.objects.filter(pk=number).prefetch_related("tries").first()
    return None if found is None else _kept(found)


def acknowledge(number: UUID, *, by: str, now: datetime) -> bool:
    """Note that somebody has seen a message; False where somebody had said so before."""
    changed = Message.objects.filter(pk=number, acknowledged=None).update(
        acknowledged=now, acknowledged_by=by
    )
    return bool(changed)


def undelivered(*, since: datetime, before: datetime) -> int:
    """How many messages made between two instants were delivered by no channel and seen by nobody."""
    waiting = Message.objects.filter(acknowledged=None, made__gte=since, made__lt=before)
    return waiting.exclude(tries__outcome="sent").count()


def _kept(row: Message) -> Kept:
    tries = sorted(row.tries.all(), key=lambda one: (one.began, one.pk))
    lines: list[Any] = row.lines
    return Kept(
        row.id, row.person, row.role, row.behalf, row.urgent, row.step, tuple(row.facilities),
        tuple((str(s), str(r), str(d), str(f), int(n)) for s, r, d, f, n in lines), row.made,
        row.acknowledged, row.acknowledged_by,
        tuple(Tried(one.channel_id, one.kind, one.began, one.outcome, one.answer) for one in tries),
        frozenset(row.kept_from),
    )  # fmt: skip
