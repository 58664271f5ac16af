"""Requests are judged when they are stated here; whatever else is stated happened, and is recorded.

What another record had granted comes in through the ledger alone (a replay, a node that was cut off):
there it was said, and a breach in it is found afterwards instead of being kept out of the record.
"""

from collections.abc import Sequence
from itertools import islice

from lazaretto.access.actor import Refused
from lazaretto.actions.shelf import shelf_for
from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import EntryRequested
from lazaretto.facts.periods import seconds
from lazaretto.ledger.tailing import live
from lazaretto.ledger.transacting import keep_still
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.force import in_force
from lazaretto.obligations.requesting import as_granted, refusal, said_again
from lazaretto.registers.record import Record


def grant(fact: Fact, *, before: Sequence[Fact] = ()) -> Fact:
    """The fact as it may be recorded; a request that may not be raises :class:`Refused` with the reason.

    ``before``: what the same batch said earlier. What is in the record already is said again, and judged
    by nobody: the ledger answers that it is known.
    """
    if not fact.body.request:
        return fact
    record = live()
    number = record.number_of(fact.id)
    held = record.facts[number] if number >= 0 else next((f for f in before if f.id == fact.id), None)
    if held is not None:
        return said_again(fact, held)
    standing = record.standing(at=seconds(max(fact.occurred, fact.recorded)))
    forces = in_force(standing, shelf=shelf_for(standing)[0])
    beside = {said.body.approval: said for said in before if isinstance(said.body, EntryRequested)}
    asking = Asking(fact, standing, record.facts, forces, beside, before)
    found = refusal(asking)
    if found is not None:
        rule, values = found
        raise Refused(rule, **values)
    return as_granted(asking)


def keep_requests_still(asked: Sequence[Fact]) -> bool:
    """Let nothing be stated in the houses of requests until the caller's transaction ends.

    False where there is none among what is asked: what is no request waits for nobody.
    """
    if not any(fact.body.request for fact in asked):
        return False
    keep_still(asked)
    return True


def came_between(asked: Sequence[Fact], *, since: tuple[Record, int]) -> bool:
    """Whether anything was stated in the houses of requests since they were judged; nothing more is now.

    In the caller's transaction, which keeps those houses still until it ends: of two who decide one thing at
    one instant, the second is judged by what the first said. since: the record before they were judged, and
    how many facts it held.
    """
    if not keep_requests_still(asked):
        return False
    record, (before, count) = live(), since
    houses = {fact.facility for fact in asked}
    return record is not before or any(fact.facility in houses for fact in islice(record.facts, count, None))
