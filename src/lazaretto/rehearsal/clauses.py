"""What the rehearsal asks of the document: its numbers, and which clauses an error would break."""

from collections.abc import Iterator

from lazaretto.protocol.document import Clause, Deadline, Pattern, Protocol, Recurring, Refrain


def deadlines(protocol: Protocol, *, trigger: str, evidence: str) -> Iterator[tuple[Clause, Deadline]]:
    """The clauses by which one event calls for another."""
    for clause in protocol.clauses:
        duty = clause.duty
        if isinstance(duty, Deadline) and (duty.trigger, duty.evidence) == (trigger, evidence):
            yield clause, duty


def refrains(protocol: Protocol, condition: str) -> Iterator[tuple[Clause, Refrain]]:
    """The clauses that name a condition."""
    for clause in protocol.clauses:
        if isinstance(clause.duty, Refrain) and clause.duty.condition == condition:
            yield clause, clause.duty


def setting(protocol: Protocol, condition: str, name: str, *, default: int) -> int:
    """A number of a condition's clause; the default where no clause names the condition."""
    for _, duty in refrains(protocol, condition):
        return duty.settings.get(name, default)
    return default


def recurring(protocol: Protocol, evidence: str) -> Iterator[tuple[Clause, Recurring]]:
    """The clauses that ask for an event in every slot."""
    for clause in protocol.clauses:
        if isinstance(clause.duty, Recurring) and clause.duty.evidence == evidence:
            yield clause, clause.duty


def pattern_at(protocol: Protocol, level: str) -> Pattern | None:
    """The closed-duty pattern that is worked at a level: the first that names it."""
    return next((pattern for pattern in protocol.patterns if level in pattern.levels), None)
