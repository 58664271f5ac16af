"""Facts that another node held first, taken in as they were said there: the set only grows.

Nothing is refused that another node holds. A correction may come before what it corrects, a place that was
granted there may be taken here, and an id may be known here by other words: each is kept, and what
contradicts is disputed, here as there, whichever came first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

import msgspec

from lazaretto.access.scope import everywhere
from lazaretto.facts.commitment import SALT_BYTES, leaf
from lazaretto.facts.encoding import Malformed, decode, same_statement
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.facts.mentions import persons
from lazaretto.ledger import doubling, rows
from lazaretto.ledger.appending import NUL, found_wrong, replaced_by, values_of
from lazaretto.ledger.doubling import Double
from lazaretto.ledger.erasing import forget
from lazaretto.ledger.projecting import locked_people, project
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.received import Forgotten, Received


class _Told(msgspec.Struct, frozen=True):
    """A fact that came, read. fact: None where it was erased; then ``forgotten`` says what is left of it."""

    id: UUID
    facility: str
    leaf: bytes
    came: Received
    fact: Fact | None
    forgotten: Forgotten | None


def receive(facts: Sequence[Received], *, now: datetime) -> list[Receipt]:
    """Take facts in, in the caller's transaction; one receipt each, in the same order.

    Idempotent, and the outcome does not depend on the order or the batches in which they come. now: when
    they came, from which on they are known here. ``malformed``: bytes that are no fact of a kind that this
    version reads; whoever brought them keeps them. Raises nothing for wrong data.
    """
    told: list[_Told | Receipt] = [_read(one) for one in facts]
    receipts: dict[int, Receipt] = {n: one for n, one in enumerate(told) if isinstance(one, Receipt)}
    with everywhere("facts of another node"):
        for run in _runs([(n, one) for n, one in enumerate(told) if isinstance(one, _Told)]):
            receipts |= _take_in(run, now)
    return [receipts[n] for n in range(len(facts))]


def _read(came: Received) -> _Told | Receipt:
    """What came, read; a receipt where it cannot be."""
    gone = came.forgotten
    if gone is not None:
        return _Told(gone.id, gone.facility, gone.leaf, came, None, gone)
    try:
        fact = decode(came.canonical)
    except Malformed as fault:
        return Receipt(None, "malformed", ("malformed",), values={"why": str(fault)})
    if len(came.salt) != SALT_BYTES or NUL.encode() in came.canonical:
        return Receipt(fact.id, "malformed", ("malformed",), values={"why": "its salt, or a NUL character"})
    return _Told(fact.id, fact.facility, leaf(came.canonical, salt=came.salt), came, fact, None)


def _runs(told: Sequence[tuple[int, _Told]]) -> Iterator[dict[int, _Told]]:
    """Stretches in which every id comes once."""
    run: dict[int, _Told] = {}
    held: set[UUID] = set()
    for n, one in told:
        if one.id in held:
            yield run
            run, held = {}, set()
        run[n] = one
        held.add(one.id)
    if run:
        yield run


def _take_in(run: Mapping[int, _Told], now: datetime) -> dict[int, Receipt]:
    every = [*run.values()]
    replaced = rows.said({of for one in every if (of := _replaced(one)) is not None})
    people = locked_people([*(one.fact for one in every if one.fact is not None), *replaced.values()])
    houses = {one.facility for one in every} | {fact.facility for fact in replaced.values()}
    answers = rows.receive([_row(one) for one in every], houses=houses, people=people, now=now)
    fresh = [one for one in every if answers[one.id].fresh]
    known = [one for one in every if not answers[one.id].fresh]
    rows.receive_erased([_erasure(one.forgotten) for one in fresh if one.forgotten is not None])
    disputes = _project(fresh, replaced)
    _erase(one.forgotten for one in known if one.forgotten is not None)
    doubles = {one.id: _double(one, answers[one.id], now) for one in known}
    others = [double for double in doubles.values() if double is not None]
    said_otherwise = doubling.keep(others)
    receipts: dict[int, Receipt] = {}
    for n, one in run.items():
        position = answers[one.id].position
        rules = disputes.get(one.id, ()) if answers[one.id].fresh else ()
        if one.id in said_otherwise:
            rules = ("said_otherwise",)
        if rules:
            values = {"id": str(one.id), "node": one.came.node} | (values_of(one.fact) if one.fact else {})
            receipts[n] = Receipt(one.id, "disputed", rules, position, values)
        else:
            receipts[n] = Receipt(one.id, "accepted" if answers[one.id].fresh else "duplicate", (), position)
    return receipts


def _project(fresh: Sequence[_Told], replaced: Mapping[UUID, Fact]) -> dict[UUID, tuple[str, ...]]:
    """Fold whoever the fresh facts are about again; every rule that is broken then."""
    targets = {of for one in fresh if (of := _replaced(one)) is not None}
    stand = rows.standing([one.id for one in fresh])
    facts = [one.fact for one in fresh if one.fact is not None and one.id in stand]
    old = [fact for of, fact in replaced.items() if of in targets - rows.standing([*targets])]
    broken = project(fresh=facts, replaced=old).broken if facts or old else {}
    # What came before may name what comes now, and only now is it known whether it may.
    return found_wrong(facts, broken, replaced=targets | {one.id for one in fresh})


def _erase(gone: Iterator[Forgotten]) -> None:
    """Erase here what was erased there: a rule that asks for it is met wherever the words are held."""

    def by_rule(one: Forgotten) -> tuple[str, datetime, str]:
        return one.rule, one.erased, one.by

    for (rule, at, by), every in groupby(sorted(gone, key=by_rule), key=by_rule):
        forget([one.id for one in every], rule=rule, actor=by, now=at)


def _double(one: _Told, held: rows.Held, now: datetime) -> Double | None:
    """What came under a known id with another commitment; None where it is the one that is held."""
    if held.leaf == one.leaf:
        return None
    gone, fact = one.forgotten, one.fact
    if (
        gone is not None or fact is None or held.said is None
    ):  # erased here or there: nothing is left to compare
        recorded = gone.recorded if gone is not None else fact.recorded if fact is not None else now
        return Double(
            one.id, one.leaf, one.facility, one.came.node, recorded, _replaced(one), now, same=True,
            salt=None, canonical=None,
        )  # fmt: skip
    same = same_statement(fact, decode(held.said))
    return Double(
        one.id, one.leaf, one.facility, one.came.node, fact.recorded, _replaced(one), now, same=same,
        salt=one.came.salt, canonical=one.came.canonical,
    )  # fmt: skip


def _replaced(one: _Told) -> UUID | None:
    return one.forgotten.replaces if one.fact is None and one.forgotten else replaced_by(_said(one))


def _said(one: _Told) -> Fact:
    assert one.fact is not None  # noqa: S101 — what was not erased has words
    return one.fact


def _row(one: _Told) -> rows.Foreign:
    """A fact on its way into the tables, with the commitment and the salt that it came with."""
    gone = one.forgotten
    if gone is not None:
        return rows.Foreign(
            id=gone.id, facility=gone.facility, kind=gone.kind, occurred=gone.occurred,
            recorded=gone.recorded, actor=gone.actor, device=gone.device, place=gone.place, skew=gone.skew,
            replaces=gone.replaces, leaf=gone.leaf.hex(), salt=None, canonical=None, subjects=(),
            node=one.came.node,
        )  # fmt: skip
    fact = _said(one)
    return rows.Foreign(
        id=fact.id, facility=fact.facility, kind=tag_of(fact.body), occurred=fact.occurred,
        recorded=fact.recorded, actor=fact.actor, device=fact.device, place=fact.place, skew=fact.skew,
        replaces=replaced_by(fact), leaf=one.leaf.hex(), salt=one.came.salt.hex(),
        canonical=one.came.canonical.decode(), subjects=persons(fact.body), node=one.came.node,
    )  # fmt: skip


def _erasure(gone: Forgotten) -> dict[str, object]:
    return {"fact": gone.id, "rule": gone.rule, "erased": gone.erased, "actor": gone.by}
