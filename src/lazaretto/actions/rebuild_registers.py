"""Rebuild the registers: compute every stored projection anew from the facts, and say what differed."""

from lazaretto.access.actor import Actor
from lazaretto.ledger.rebuilding import Rebuilt, rebuild


def rebuild_registers(*, actor: Actor, restore: bool = False) -> Rebuilt:
    """Compare, and with ``restore`` put right. Appends wait meanwhile. Raises ``Refused`` by role."""
    actor.require("rebuild")
    return rebuild(restore=restore)
