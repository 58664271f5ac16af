"""What waits for whose decision at the gates: found once for a view, and narrowed to an actor."""

from collections.abc import Sequence
from dataclasses import replace

from lazaretto.access.actor import Actor
from lazaretto.actions.deciding import Powers, allowed, powers
from lazaretto.actions.viewing import View
from lazaretto.board.entries import EntryLine, entry_lines
from lazaretto.board.houses import House
from lazaretto.obligations.approving import Approval
from lazaretto.obligations.delegating import Delegation, delegations


def waiting(seen: View, actor: Actor, houses: tuple[House, ...]) -> tuple[EntryLine, ...]:
    """The requests of these houses that await somebody, each with what the actor may do."""
    leave, codes = leave_of(seen), tuple(house.code for house in houses)
    pairs = seen.keeping(
        ("waiting", codes),
        lambda: entry_lines(
            seen.standing, facts=seen.record.facts, forces=seen.forces, houses=houses, leave=leave,
            living=True,
        ),
    )  # fmt: skip
    pending = tuple(pair for pair in pairs if pair[1].awaited is not None)
    return each_for(actor, pending, leave, seen)


def awaiting(seen: View, actor: Actor, houses: tuple[House, ...]) -> int:
    """How many decisions are the actor's own now, at these houses."""
    return sum(line.mine for line in waiting(seen, actor, houses))


def leave_of(seen: View) -> tuple[Delegation, ...]:
    """Every delegation that stands in the network."""
    return seen.keeping(
        "delegations", lambda: tuple(delegations(seen.standing, facts=seen.record.facts).values())
    )


def each_for(
    actor: Actor, pairs: Sequence[tuple[Approval, EntryLine]], leave: Sequence[Delegation], seen: View
) -> tuple[EntryLine, ...]:
    """The lines, each with what the actor may do with it now."""
    given = {
        code: powers(actor, code, leave=leave, at=seen.standing.at)
        for code in {line.facility for _, line in pairs}
    }
    return tuple(_for(actor, one, line, given[line.facility]) for one, line in pairs)


def _for(actor: Actor, one: Approval, line: EntryLine, given: Powers) -> EntryLine:
    may = allowed(one, actor, given)
    return replace(line, may=may, mine="approve" in may and one.turn in given)
