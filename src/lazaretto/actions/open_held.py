"""Open what this node holds as a set: how many commitments, and one hash of them that two nodes compare."""

from collections.abc import Collection

from lazaretto.access.actor import Actor
from lazaretto.access.scope import everywhere
from lazaretto.actions.open_nodes import ACT
from lazaretto.ledger.uniting import Held, held


def open_held(facilities: Collection[str] | None = None, *, actor: Actor) -> Held:
    """Of these facilities (None: of every one that is held here). Raises :class:`Refused` by role.

    A hash and a number tell nothing of anybody, so the administrator of the machine may ask, too.
    """
    actor.require(ACT)
    with everywhere("what this node holds"):
        return held(facilities)
