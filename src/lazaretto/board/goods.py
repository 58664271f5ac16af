"""The shelf of a house: its consignments and their countdowns, the most urgent first; whence they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import GoodsDisinfected, GoodsRegistered, GoodsReleased, GoodsRemoved
from lazaretto.facts.numbering import credit_code
from lazaretto.facts.periods import instant, local_day, local_days, seconds
from lazaretto.obligations.force import InForce
from lazaretto.obligations.shelving import Asked, Consignment, State, asked, consignments
from lazaretto.registers.gate import CATEGORIES
from lazaretto.registers.pieces import pieces
from lazaretto.registers.standing import Standing

ORDER: tuple[State, ...] = ("remove", "disinfect", "sample", "ready", "wait", "gone")
_LATELY = 12  # suppliers that a form remembers: as many as a list shows without a scroll


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One consignment with what was said when it came. late: whether its next act is overdue.

    moves: the facts by which parts of it went, the newest first. odd: the supplier's code fails its check.
    """

    stands: Consignment
    late: bool
    fact: UUID
    supplier: str
    supplier_code: str | None
    odd: bool
    lot: str | None
    vehicle: str | None
    seal: str | None
    chill_tenths: int | None
    moves: tuple["Move", ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Pieces that went, None for all that was left. how: let_in, returned or destroyed; by: who said so."""

    how: str
    pieces: int | None
    at: datetime
    by: str
    fact: UUID


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who delivered before, and the code that was written down last."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class GoodsPage:
    """What a house holds at an instant. gone: what went since midnight, by the clock of the house.

    amiss: facts by which more went than there was, or of what was never registered; they stand until they
    are corrected. agent, minutes: how goods were disinfected last. vehicles: what is in the yard.
    """

    house: House
    at: datetime
    asked: Asked
    lines: tuple[GoodsLine, ...]
    gone: tuple[GoodsLine, ...]
    amiss: tuple[tuple[str, int, datetime, UUID], ...]
    suppliers: tuple[Supplier, ...]
    vehicles: tuple[str, ...]
    agent: str
    minutes: int | None

    @property
    def late(self) -> tuple[GoodsLine, ...]:
        """What is overdue."""
        return tuple(line for line in self.lines if line.late)

    def of(self, state: State) -> tuple[GoodsLine, ...]:
        """The lines of one state."""
        return tuple(line for line in self.lines if line.stands.state == state)


def goods_page(
    standing: Standing, *, forces: Sequence[InForce], facts: Sequence[Fact], house: House
) -> GoodsPage:
    """The shelf of a house at the standing's instant."""
    at, number = instant(standing.at), house.number
    midnight = seconds(local_days(local_day(at, zone=house.zone), zone=house.zone).start)
    moves = _moves(standing, facts, number)
    lines = [
        _line(one, facts=facts, at=at, moves=moves)
        for one in consignments(standing, forces=forces, facility=number, gone_since=midnight)
    ]
    last = _last_disinfection(standing, facts, number)
    return GoodsPage(
        house=house, at=at, asked=asked(standing, forces=forces, facility=number),
        lines=tuple(sorted((one for one in lines if one.stands.state != "gone"), key=_urgency)),
        gone=tuple(one for one in reversed(lines) if one.stands.state == "gone"),
        amiss=tuple(_amiss(standing, facts, number)), suppliers=_suppliers(standing, facts, number),
        vehicles=_in_the_yard(standing, number), agent=last.agent if last else "",
        minutes=last.contact_minutes if last else None,
    )  # fmt: skip


def _urgency(line: GoodsLine) -> tuple[Any, ...]:
    """Overdue first, then by what is to be done; what waits by the end of its wait."""
    stands = line.stands
    until = stands.due or stands.rests_until or stands.since
    return not line.late, ORDER.index(stands.state), until, stands.code


def _line(
    one: Consignment, *, facts: Sequence[Fact], at: datetime, moves: dict[str, list[Move]]
) -> GoodsLine:
    fact = facts[one.fact]
    body = fact.body
    if not isinstance(body, GoodsRegistered):
        raise TypeError(f"fact {fact.id} registers no goods")
    code = body.supplier_code
    return GoodsLine(
        stands=one, late=one.due is not None and one.due <= at, fact=fact.id, supplier=body.supplier,
        supplier_code=code, odd=code is not None and not credit_code(code).holds, lot=body.lot,
        vehicle=body.vehicle, seal=body.seal, chill_tenths=body.chill_tenths,
        moves=tuple(move for move in moves.get(one.code, ()) if move.at >= one.since),
    )  # fmt: skip


def _moves(standing: Standing, facts: Sequence[Fact], facility: int) -> dict[str, list[Move]]:
    """Everything that went from a house, by consignment, the newest first."""
    rows, found = standing.events("goods_pieces"), dict[str, list[Move]]()
    for number in rows.fact[rows.facility == facility][::-1].tolist():
        fact = facts[number]
        body = fact.body
        if isinstance(body, GoodsReleased | GoodsRemoved):
            how = body.how if isinstance(body, GoodsRemoved) else "let_in"
            move = Move(how, body.pieces, fact.occurred, fact.actor, fact.id)
            found.setdefault(body.consignment, []).append(move)
    return found


def _amiss(
    standing: Standing, facts: Sequence[Fact], facility: int
) -> Iterator[tuple[str, int, datetime, UUID]]:
    rows = standing.events("goods_pieces")
    account = pieces(rows.where(rows.facility == facility))
    for n in (account.excess > 0).nonzero()[0][::-1].tolist():
        fact = facts[int(account.rows.fact[n])]
        code = standing.names.name(int(account.rows.key[n]))
        yield code, int(account.excess[n]), fact.occurred, fact.id


def _suppliers(standing: Standing, facts: Sequence[Fact], facility: int) -> tuple[Supplier, ...]:
    rows, found = standing.events("goods_registered"), dict[str, Supplier]()
    for number in rows.fact[rows.facility == facility][::-1].tolist():
        body = facts[number].body
        if isinstance(body, GoodsRegistered):
            found.setdefault(body.supplier, Supplier(body.supplier, body.supplier_code or ""))
        if len(found) == _LATELY:
            break
    return tuple(found.values())


def _last_disinfection(standing: Standing, facts: Sequence[Fact], facility: int) -> GoodsDisinfected | None:
    rows = standing.events("goods_disinfected")
    mine = rows.fact[rows.facility == facility].tolist()
    body = facts[mine[-1]].body if mine else None
    return body if isinstance(body, GoodsDisinfected) else None


def _in_the_yard(standing: Standing, facility: int) -> tuple[str, ...]:
    here = standing.inside.at(standing.at)
    mine = here.where((here.facility == facility) & (here.aux == CATEGORIES.index("vehicle")))
    return tuple(standing.names.name(int(key)) for key in mine.key)
