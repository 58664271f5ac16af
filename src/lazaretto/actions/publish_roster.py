"""Publish a roster: a leader signs a draft that somebody else put forward, and it is in force."""

from collections.abc import Sequence
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.open_roster import open_draft
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.facts.duty import RosterPublished
from lazaretto.ledger.receipts import Receipt

ACT = "state:duty.roster_published"


def publish_roster(
    facility: str, draft: str, *, despite: Sequence[str], reason: str, actor: Actor, device: str,
    now: datetime,
) -> Receipt:  # fmt: skip
    """State the draft as it stands as the roster that is signed; ``despite`` names every rule that it breaks.

    Raises :class:`Refused` with what stands against it: a rule broken and not named, no reason, the drafter's
    own signature.
    """
    actor.require(ACT, facility=facility)
    body = open_draft(facility, draft, actor=actor, now=now).draft.body
    signed = RosterPublished(
        roster=f"R{draft[1:]}" if draft.startswith("D-") else f"R-{draft}", first=body.first, last=body.last,
        persons=tuple(sorted({turn.person for turn in body.turns})), signed_by=actor.code,
        pattern=body.pattern, turns=body.turns, stands=body.stands, draft=draft, despite=tuple(despite),
        reason=reason or None,
    )  # fmt: skip
    statement = Statement(body=signed, occurred=now, facility=facility)
    return state_together([statement], actor=actor, device=device, now=now)[0]
