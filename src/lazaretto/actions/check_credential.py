"""Judge a health credential that somebody shows at a gate. Nothing of it is recorded or kept."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.trusting import trusted
from lazaretto.actions.viewing import view
from lazaretto.credentials.evidence import Evidence, Holder
from lazaretto.credentials.verifying import examine


@dataclass(frozen=True, slots=True)
class Checked:
    """What it is worth, of whom it speaks, and when the trust list was made (seconds; None without one)."""

    evidence: Evidence
    holder: Holder | None
    list_made: int | None


def check_credential(text: str, *, facility: str, actor: Actor, now: datetime) -> Checked:
    """A credential at a facility's gate. Raises :class:`Refused` outside the actor's scope.

    The holder goes back to whoever showed the credential, who had the name in it already.
    """
    actor.require("state:gate.checked", facility=facility)
    house_of(view(now=now), facility)
    found = trusted()
    evidence, holder = examine(text, trust=found.trust, at=int(now.timestamp()))
    return Checked(evidence, holder, None if found.untrusted else found.trust.made_at)
