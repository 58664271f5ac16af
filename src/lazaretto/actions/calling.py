"""What stands and whom it calls, found once for a view and shared by every page that shows it."""

from collections.abc import Sequence

from lazaretto.access.actor import Actor
from lazaretto.actions.viewing import View
from lazaretto.board.calling import call
from lazaretto.board.rights_page import Called
from lazaretto.obligations.alarming import Alarm, standing_alarms


def alarms_of(seen: View) -> tuple[Alarm, ...]:
    """The alarms that stand in the whole network at a view's instant, found once."""
    return seen.keeping("alarms", lambda: standing_alarms(seen.standing, forces=seen.forces))


def called(seen: View, *, actor: Actor, facilities: Sequence[str]) -> tuple[Called, ...]:
    """What calls an actor of this role at these facilities: nothing for who may not read people's records."""
    if not actor.may("read_person"):
        return ()
    alarms = alarms_of(seen)
    return seen.keeping(
        ("called", actor.role, tuple(facilities)),
        lambda: call(seen.assessment, alarms=alarms, role=actor.role, facilities=facilities),
    )
