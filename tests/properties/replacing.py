"""Which facts no longer stand, counted by hand."""

from collections.abc import Iterable
from uuid import UUID

from lazaretto.facts.fact import Fact
from lazaretto.facts.record import Retracted


def replaced(facts: Iterable[Fact]) -> set[UUID]:
    """What a fact of the same house corrected or withdrew: the word of another house has no force."""
    known = list(facts)
    named = {(fact.corrects, fact.facility) for fact in known}
    named |= {(fact.body.fact, fact.facility) for fact in known if isinstance(fact.body, Retracted)}
    return {fact.id for fact in known if (fact.id, fact.facility) in named}
