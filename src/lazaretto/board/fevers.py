"""The temperature that a protocol in force answers to, and the number of the document that says so."""

from collections.abc import Iterable
from decimal import Decimal

from lazaretto.board.timeline import FeverLimit
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Clause, Deadline, Protocol, Text

CELSIUS = "Cel"


def fever_limit(forces: Iterable[InForce], at: int) -> FeverLimit | None:
    """The lowest temperature that is answered at an instant; None where no protocol in force asks."""
    asked = [
        FeverLimit(clause.duty.trigger_at_least, _label(force.protocol, clause, clause.duty), clause.id)
        for force in forces
        if force.since <= at < force.until
        for clause in force.protocol.clauses
        if isinstance(clause.duty, Deadline)
        and clause.duty.trigger == "temperature"
        and clause.duty.trigger_at_least is not None
    ]
    return min(asked, key=lambda limit: limit.tenths, default=None)


def _label(protocol: Protocol, clause: Clause, duty: Deadline) -> Text:
    """The label of the number that the clause uses for it; the clause's title where it names none."""
    for parameter in protocol.parameters:
        named = parameter.id in clause.uses and parameter.unit == CELSIUS
        if named and Decimal(parameter.value) * 10 == duty.trigger_at_least:
            return parameter.label
    return clause.title
