"""State what was erased before erasures were said by facts: once at an upgrade, or by a command.

What is stated then says when the words went and, by its own time, that it was stated later.
"""

from datetime import datetime

from lazaretto.access.actor import Scope
from lazaretto.actions.recording import INSTANTS
from lazaretto.ledger.erasing import say_former
from lazaretto.ledger.transacting import written


def say_erased(*, now: datetime) -> int:
    """Name in the log every erasure made here that no fact speaks of; how many erased facts there were."""
    return written(lambda: say_former(now=INSTANTS.one(now)), scope=Scope(everywhere=True))
