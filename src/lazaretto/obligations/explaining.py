"""Why something is owed: clause, version, counting rule, numbers with their sources, and facts."""

from dataclasses import dataclass
from uuid import UUID

from lazaretto.obligations.force import InForce
from lazaretto.obligations.owed import Finding, Obligation
from lazaretto.protocol.document import Clause, Parameter, Source, Text


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything a reader needs to check a date or a red light by hand.

    facts: the facts that called for it and that answered it; ``in_force_by`` put the version in force.
    """

    clause: Clause
    document: str
    version: str
    in_force_by: UUID | None
    counting: Text
    parameters: tuple[Parameter, ...]
    sources: tuple[Source, ...]
    facts: tuple[UUID, ...]


def explain(
    item: Obligation | Finding, *, forces: tuple[InForce, ...], issued: dict[int, UUID]
) -> Explanation:
    """The explanation of an obligation or of a breach of a clause.

    ``issued``: fact number of each version's issue → its id. Raises KeyError for a clause that no
    version in force at the time contains (a contradiction has no clause: it is its own reason).
    """
    clause_id, moment = (item.clause, item.opens) if isinstance(item, Obligation) else (item.rule, item.at)
    facts = (
        tuple(f for f in (item.trigger, item.answer) if f is not None)
        if isinstance(item, Obligation)
        else item.facts
    )
    mine = tuple(f for f in forces if (f.protocol.id, f.protocol.version) == (item.document, item.version))
    force = _deciding(clause_id, int(moment.timestamp()), mine or forces)
    protocol, clause = force.protocol, force.protocol.clause(clause_id)
    parameters = tuple(protocol.parameter(name) for name in clause.uses)
    cited = {*clause.cite, *(name for parameter in parameters for name in parameter.cite)}
    return Explanation(
        clause=clause,
        document=protocol.id,
        version=protocol.version,
        in_force_by=issued.get(force.fact),
        counting=protocol.counting.text,
        parameters=parameters,
        sources=tuple(source for source in protocol.sources if source.id in cited),
        facts=facts,
    )


def _deciding(clause_id: str, moment: int, forces: tuple[InForce, ...]) -> InForce:
    holding = [f for f in forces if any(c.id == clause_id for c in f.protocol.clauses)]
    at_the_time = [f for f in holding if f.since <= moment < f.until]
    if not (at_the_time or holding):
        raise KeyError(f"no version in force contains clause {clause_id}")
    return (at_the_time or holding)[-1]
