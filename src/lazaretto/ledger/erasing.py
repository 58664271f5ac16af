"""Erasing under a retention rule: words, salt and mentions go, leaf and envelope stay.

Afterwards the record shows *erased by rule N* where the words were, the proof still holds, and the
stays, orders and isolations that rested on those words are folded again without them.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from lazaretto.facts.command import PlaceEstablished
from lazaretto.facts.mentions import persons
from lazaretto.ledger import rows
from lazaretto.ledger.ordering import refold_orders
from lazaretto.ledger.projecting import ALWAYS, ordered_people, people_of, refold


def erase(facts: Sequence[UUID], *, rule: str, actor: str, now: datetime) -> list[UUID]:
    """Erase the words of facts in the caller's scope, in the caller's transaction.

    rule: the retention rule, as its document names it. Gives the ids that were erased now; ids that
    are unknown, out of scope or erased before are passed over.
    """
    said = rows.said(facts)
    subjects = {subject for fact in said.values() for subject in persons(fact.body)}
    people, ordered = people_of(said.values()), ordered_people(said.values())
    rows.lock(houses={fact.facility for fact in said.values()}, people=people | ordered)
    erased = rows.erase(list(said), subjects=sorted(subjects), rule=rule, now=now, actor=actor)
    rows.withdraw(erased)
    cells = {f.body.established: ALWAYS for f in said.values() if isinstance(f.body, PlaceEstablished)}
    if people or cells:
        refold(people, after=cells)
    refold_orders(people | ordered)
    return erased
