"""Erasing under a retention rule: words, salt and mentions go, leaf and envelope stay, and a fact says so.

Afterwards the record shows *erased by rule N* where the words were, the proof still holds, and the
stays, orders and isolations that rested on those words are folded again without them. The fact
``record.erased`` is appended in the same transaction, so the erasure has an entry in the log: whoever holds
the database in hand can make words go, but not quietly (0069).
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.fact import Fact
from lazaretto.facts.identity import RANDOM_BYTES, uuid7
from lazaretto.facts.mentions import persons
from lazaretto.facts.periods import utc
from lazaretto.facts.retention import MOST_ERASED, Erased
from lazaretto.ledger import rows
from lazaretto.ledger.appending import append
from lazaretto.ledger.ordering import refold_orders
from lazaretto.ledger.projecting import ALWAYS, ordered_people, people_of, refold

CONSOLE = "console"  # the device of an act that nobody did at a screen


def erase(
    facts: Sequence[UUID],
    *,
    rule: str,
    actor: str,
    now: datetime,
    device: str = CONSOLE,
    proposal: UUID | None = None,
) -> list[UUID]:
    """Erase the words of facts in the caller's scope, in the caller's transaction, and say so.

    rule: the retention rule, as its document names it. proposal: the one that this approves. Gives the ids
    that were erased now; ids that are unknown, out of scope or erased before are passed over, and so is what
    says that others were erased.
    """
    said = _locked(facts)
    by_house = sorted(said.values(), key=lambda fact: (fact.facility, fact.id))
    erased: list[UUID] = []
    for house, every in groupby(by_house, key=lambda fact: fact.facility):
        for some in _bounded([fact.id for fact in every]):
            body = Erased(facts=tuple(some), rule=rule, proposal=proposal)
            told = _told(house, body, actor=actor, device=device, occurred=now, now=now)
            erased += rows.erase_as_said(
                some, subjects=_subjects(said, some), rule=rule, now=now, actor=actor, said=told
            )
    _fold(said, erased)
    return erased


def forget(facts: Sequence[UUID], *, rule: str, actor: str, now: datetime) -> list[UUID]:
    """Erase what another node says that it erased; the fact that says so is that node's to tell."""
    said = _locked(facts)
    erased = rows.erase(list(said), subjects=_subjects(said, said), rule=rule, now=now, actor=actor)
    _fold(said, erased)
    return erased


def say_former(*, now: datetime) -> int:
    """State what was erased here without a fact that says so, by a version that stated none; how many facts.

    Everywhere, in the caller's transaction. They occurred when the words went and are recorded ``now``.
    """
    told = 0
    for (house, rule, erased, actor), every in groupby(rows.unsaid(), key=lambda row: row[1:]):
        for some in _bounded([row[0] for row in every]):
            body = Erased(facts=tuple(some), rule=rule)
            by = _told(house, body, actor=actor, device=CONSOLE, occurred=erased, now=now)
            rows.say_erased(some, said=by)
            told += len(some)
    return told


def _bounded(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """As many at once as one fact may name."""
    return (ids[first : first + MOST_ERASED] for first in range(0, len(ids), MOST_ERASED))


def _locked(facts: Sequence[UUID]) -> dict[UUID, Fact]:
    """What may be erased of these facts, with its houses and people locked."""
    said = rows.said(facts)
    people, ordered = people_of(said.values()), ordered_people(said.values())
    rows.lock(houses={fact.facility for fact in said.values()}, people=people | ordered)
    still = rows.said(said)  # whoever held the locks before may have erased some
    return {id_: fact for id_, fact in still.items() if not isinstance(fact.body, Erased)}


def _told(house: str, body: Erased, *, actor: str, device: str, occurred: datetime, now: datetime) -> UUID:
    """Append the fact that says what is gone; its id."""
    fact = Fact(
        id=uuid7(now, os.urandom(RANDOM_BYTES)), occurred=utc(occurred), recorded=utc(now), facility=house,
        actor=actor, device=device, body=body,
    )  # fmt: skip
    (receipt,) = append([fact])
    if not receipt.recorded:
        raise ValueError(f"the erasure could not be stated, and nothing was erased: {receipt}")
    return fact.id


def _subjects(said: Mapping[UUID, Fact], some: Iterable[UUID]) -> list[str]:
    return sorted({subject for id_ in some for subject in persons(said[id_].body)})


def _fold(said: Mapping[UUID, Fact], erased: Sequence[UUID]) -> None:
    """Fold again whoever the erased words were about."""
    people, ordered = people_of(said.values()), ordered_people(said.values())
    rows.withdraw(erased)
    cells = {f.body.established: ALWAYS for f in said.values() if isinstance(f.body, PlaceEstablished)}
    if people or cells:
        refold(people, after=cells)
    refold_orders(people | ordered)
