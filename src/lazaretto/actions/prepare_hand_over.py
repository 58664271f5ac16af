"""Prepare a hand-over: draw up the person's status document now, and state its digest."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.drawing_status import status_of
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.open_hand_over import known_before, was_here
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.custody import Party
from lazaretto.facts.hand_overs import HandOverPrepared, Precaution
from lazaretto.ledger.receipts import Receipt
from lazaretto.reports.status import Asked

ACT = "state:custody.hand_over_prepared"


def prepare_hand_over(
    facility: str, *, person: str, number: str, party: Party, to: str, partner: str | None,
    precautions: Sequence[Precaution], call: str, telephone: str, fact: UUID, actor: Actor, device: str,
    now: datetime,
) -> Receipt:  # fmt: skip
    """State that the document was drawn up, as known in the second before.

    number: of the hand-over. Raises :class:`Refused` without the act, outside the scope, and for somebody
    who was never on the roll here; ``Malformed`` for what is no statement.
    """
    actor.require(ACT, facility=facility)
    actor.require("read_person", facility=facility)
    seen = view(now=now)
    if not was_here(seen, house_of(seen, facility), person):
        raise Refused("not_held_here", person=person[:64])
    known = known_before(now)
    asked = Asked(number, party, to, tuple(precautions), call, telephone, actor.code)
    status = status_of(seen.record, facility=facility, person=person, known_at=known, asked=asked)
    body = HandOverPrepared(
        hand_over=number, person=person, party=party, to=to, partner=partner, known_at=known,
        digest=status.digest, drawn_by=actor.code, precautions=asked.precautions, call=call,
        telephone=telephone,
    )  # fmt: skip
    statement = Statement(body=body, occurred=now, facility=facility, id=fact)
    return state_together([statement], actor=actor, device=device, now=now)[0]
