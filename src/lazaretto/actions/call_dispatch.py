"""Open a dispatch: the agenda is drawn from the record as it stands, every house is called with its lines."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_dispatch import open_dispatches
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.facts.dispatches import AgendaDrawn, DispatchOpened


def call_dispatch(
    *, chaired_by: str, present: Sequence[str], made: UUID, actor: Actor, device: str, now: datetime
) -> str:
    """Record the opening and one call a house, all of them or none; gives the number of the dispatch.

    Raises :class:`Refused` without a detachment in scope, and while another dispatch is open.
    """
    page = open_dispatches(actor=actor, now=now)
    if page.office is None:
        raise Refused("unknown_facility", facility="–")
    actor.require("state:command.dispatch_opened", facility=page.office.code)
    local = now.astimezone(ZoneInfo(page.office.zone))
    code = f"T-{page.office.city}-{local:%m%d-%H%M}"
    opened = DispatchOpened(dispatch=code, chaired_by=chaired_by, present=tuple(present), since=page.since)
    statements = [
        Statement(body=opened, occurred=now, facility=page.office.code, id=uuid5(made, page.office.code)),
        *(
            Statement(
                body=AgendaDrawn(dispatch=code, lines=page.agenda.get(house.code, ())), occurred=now,
                facility=house.code, id=uuid5(made, house.code),
            )
            for house in page.houses
        ),
    ]  # fmt: skip
    state_together(statements, actor=actor, device=device, now=now)
    return code
