"""Entries of this node's log with their words, for another: in its scope, and what is said to all."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from lazaretto.facts.encoding import decode
from lazaretto.facts.vocabulary import BY_KIND
from lazaretto.ledger import offering, rows
from lazaretto.ledger.fed import MOST_BYTES, MOST_ITEMS, START, Beside, Gone, Item
from lazaretto.ledger.offering import After
from lazaretto.ledger.received import Received


class _Row(NamedTuple):
    entry: int
    id: UUID
    facility: str
    kind: str
    occurred: datetime
    recorded: datetime
    actor: str
    device: str
    place: str | None
    skew: int
    replaces: UUID | None
    leaf: bytes
    node: str
    canonical: bytes | None
    salt: bytes | None
    rule: str | None
    erased: datetime | None
    erased_by: str | None


_ENTRIES = """
    SELECT e.index, f.id, f.facility, f.kind, f.occurred, f.recorded, f.actor, f.device, f.place, f.skew,
           f.replaces, f.leaf, f.node, p.canonical, p.salt, x.rule, x.erased, x.actor
    FROM ledger_entry e JOIN ledger_fact f ON f.id = e.fact
    LEFT JOIN ledger_payload p ON p.fact = f.id LEFT JOIN ledger_erasure x ON x.fact = f.id
    WHERE e.index >= %s AND e.index < %s ORDER BY e.index
"""


def items(first: int, end: int, *, offices: Collection[str]) -> tuple[Item, ...]:
    """Entries first … end − 1 as the caller's scope lets them be told; fewer where they are long.

    offices: facilities of which the asker is told only what is about nobody, because it is said to all. An
    entry out of scope, and what the asker may not know, is its index alone.
    """
    found = {row.entry: row for row in (_Row(*one) for one in rows.run(_ENTRIES, [first, end]))}
    said: list[Item] = []
    size = 0
    for index in range(first, end):
        item = _item(found[index], offices) if index in found else Item(index=index)
        size += len(item.said or "")
        if said and size > MOST_BYTES:
            break
        said.append(item)
    return tuple(said)


class Besides(NamedTuple):
    """Other words under known ids, a page of them. more: behind which to go on; empty where these are all."""

    said: tuple[Beside, ...]
    more: str = ""


def beside(
    since: datetime, *, offices: Collection[str], after: After | None = None, most: int | None = None
) -> Besides:
    """Other words under known ids that came here since an instant, as far as the asker may know them.

    most: characters of a page, and no more than :data:`MOST_ITEMS`; None: all of them, as whoever does not
    know of pages asks. after: behind which to go on.
    """
    if most is None:
        return Besides(tuple(_beside(one) for _, one in offering.doubled(since) if _may(one, offices)))
    said: list[Beside] = []
    size, last = 0, after
    found = offering.doubled(since, after=after, most=MOST_ITEMS + 1)
    for place, one in found[:MOST_ITEMS]:
        size += len(one.canonical)
        if size > most and (
            said or most < MOST_BYTES
        ):  # the first of a page of its own is told, however long
            break
        last = place
        if _may(one, offices):
            said.append(_beside(one))
    else:
        last = last if len(found) > MOST_ITEMS else None
        return Besides(tuple(said), "" if last is None else str(last))
    return Besides(tuple(said), START if last is None else str(last))


def _may(one: Received, offices: Collection[str]) -> bool:
    return bool(one.canonical) and (not offices or decode(one.canonical).facility not in offices)


def _beside(one: Received) -> Beside:
    return Beside(node=one.node, said=one.canonical.decode(), salt=one.salt.hex())


def _item(row: _Row, offices: Collection[str]) -> Item:
    body = BY_KIND.get(row.kind.partition("/")[0])
    if row.facility in offices and (body is None or body.personal):
        return Item(index=row.entry)
    if row.canonical is not None and row.salt is not None:
        said, salt = bytes(row.canonical).decode(), bytes(row.salt).hex()
        return Item(index=row.entry, node=row.node, said=said, salt=salt)
    gone = Gone(
        id=row.id, kind=row.kind, occurred=row.occurred, recorded=row.recorded, actor=row.actor,
        device=row.device, place=row.place, skew=row.skew, replaces=row.replaces, rule=row.rule or "",
        erased=row.erased or row.recorded, erased_by=row.erased_by or "", commitment=bytes(row.leaf).hex(),
    )  # fmt: skip
    return Item(index=row.entry, node=row.node, gone=gone)
