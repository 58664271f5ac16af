"""Every (state, act, role) of a machine, as the house itself answers it."""

from lazaretto.access.roles import ROLES, permitted
from lazaretto.facts.fact import kind_of
from lazaretto.obligations.machine import Machine

Triple = tuple[str, str, str]


def triples(machine: Machine) -> dict[Triple, str | None]:
    """(state, act, role) → the state that follows; None where the act may not be done, or not by them."""
    return {
        (state, act, role): machine.after(state, act)
        if permitted(role, f"state:{kind_of(machine.acts[act])}")
        else None
        for state in machine.states
        for act in machine.acts
        for role in ROLES
    }


def stated(grid: str, roles: dict[str, str]) -> dict[Triple, str]:
    """A grid as a test writes it: a line ``state: act → state, act → state``; roles: act → who, by spaces."""
    found: dict[Triple, str] = {}
    for line in filter(None, (line.strip() for line in grid.splitlines())):
        state, _, moves = line.partition(":")
        for move in filter(None, (move.strip() for move in moves.split(","))):
            act, _, then = (part.strip() for part in move.partition("→"))
            for role in roles[act].split():
                found[state.strip(), act, role] = then
    return found
