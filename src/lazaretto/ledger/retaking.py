"""Facts that this node lost with a former day, put back as they were: what it held first is its own again.

The order is that of its log as others saw it. Nothing is refused: it was all recorded here before.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from lazaretto.facts.commitment import leaf
from lazaretto.facts.encoding import decode, encode
from lazaretto.facts.fact import Fact, tag_of
from lazaretto.facts.mentions import persons
from lazaretto.facts.retention import Erased
from lazaretto.ledger import rows
from lazaretto.ledger.appending import found_wrong, replaced_by
from lazaretto.ledger.erasing import forget
from lazaretto.ledger.projecting import locked_people, project
from lazaretto.ledger.received import Received
from lazaretto.ledger.receiving import receive

AT_ONCE = 500  # as many as a page of another node's feed


def retake(facts: Sequence[Received], *, own: str, now: datetime) -> int:
    """Put facts back in this order, in the caller's transaction and everywhere; how many are new.

    own: this node's name. What it held first is known here since it was recorded, as before; what came from
    others counts as received ``now``.
    """
    new = 0
    for ours, run in groupby(facts, key=lambda one: one.node == own):
        some = list(run)
        for first in range(0, len(some), AT_ONCE):
            part = some[first : first + AT_ONCE]
            if ours:
                new += _own(part, own)
            else:
                new += sum(one.outcome in ("accepted", "disputed") for one in receive(part, now=now))
    return new


def _own(came: Sequence[Received], own: str) -> int:
    told = {fact.id: (fact, one.salt) for one in came for fact in [decode(one.canonical)]}
    targets = {of for fact, _ in told.values() if (of := replaced_by(fact)) is not None}
    replaced = rows.said(targets)
    people = locked_people([*(fact for fact, _ in told.values()), *replaced.values()])
    rows.lock(houses={fact.facility for fact, _ in told.values()}, people=people)
    answers = rows.append([_row(*one) for one in told.values()], people=people, node=own)
    fresh = {one.id for one in answers if one.outcome == "fresh"}
    stand = rows.standing([*fresh | targets])
    facts = [fact for fact, _ in told.values() if fact.id in fresh & stand]
    old = [fact for of, fact in replaced.items() if of not in stand]
    broken = project(fresh=facts, replaced=old).broken
    found_wrong(facts, broken, replaced=targets | fresh)
    for fact, _ in told.values():
        if fact.id in fresh and isinstance(fact.body, Erased):  # the backup had the words again
            gone = forget(fact.body.facts, rule=fact.body.rule, actor=fact.actor, now=fact.occurred)
            rows.say_erased(gone, said=fact.id)
    return len(fresh)


def _row(fact: Fact, salt: bytes) -> rows.Row:
    """As it was appended first: with its salt, so that it is the commitment that was logged."""
    canonical = encode(fact)
    return rows.Row(
        id=fact.id, facility=fact.facility, kind=tag_of(fact.body), occurred=fact.occurred,
        recorded=fact.recorded, actor=fact.actor, device=fact.device, place=fact.place, skew=fact.skew,
        replaces=replaced_by(fact), leaf=leaf(canonical, salt=salt).hex(), salt=salt.hex(),
        canonical=canonical.decode(), subjects=persons(fact.body),
    )  # fmt: skip
