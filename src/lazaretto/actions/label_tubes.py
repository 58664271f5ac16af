"""Label tubes: give out the next numbers of a round, once, whoever else prints at the same time."""

from datetime import datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.state_in_turn import state_in_turn
from lazaretto.board.tubes import more_labels
from lazaretto.facts.fact import Body
from lazaretto.facts.testing import TubesLabelled
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

MOST = 2000  # of one fact


def label_tubes(
    facility: str, round_: str, *, count: int, fact: UUID, actor: Actor, device: str, now: datetime
) -> tuple[str, ...]:
    """The numbers that were given out: they go on where the last ones ended. The same ``fact``: once.

    Raises :class:`Refused` for a role that labels no tubes, and for a round that is not of this house.
    """
    actor.require("state:testing.tubes_labelled", facility=facility)

    def compute(_record: Record, standing: Standing) -> Body:
        key, house = standing.names.find(round_), standing.facilities.find(facility)
        opened, labelled = standing.events("round_opened"), standing.events("labelled")
        if not ((opened.key == key) & (opened.facility == house)).any():
            raise Refused("not_in_record", what=round_)
        printed = [standing.names.name(tube) for tube in labelled.key[labelled.value == key].tolist()]
        tubes = more_labels(round_, printed, min(max(count, 1), MOST))
        return TubesLabelled(tubes=tubes, round=round_)

    body = state_in_turn(
        compute, turn=f"labels of {round_}", facility=facility, fact=fact, actor=actor, device=device, now=now
    )
    return body.tubes if isinstance(body, TubesLabelled) else ()
