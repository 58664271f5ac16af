"""The catalogue: every kind of fact as one sentence, in the three languages, family by family.

``{field}`` is a field of the body (or ``{place}``, ``{facility}`` of the fact). ``[…]`` is left out
when a field in it is empty. A subject is always a number, never a name.
"""

from lazaretto.board.catalogue import (
    case,
    command,
    custody,
    duty,
    gate,
    hygiene,
    immunity,
    leading,
    notices,
    partners,
    quarantine,
    record,
    regime,
    roll_calls,
    stock,
    supervision,
    testing,
    training,
)
from lazaretto.protocol.document import Text

SENTENCES: dict[str, Text] = {
    **command.SENTENCES,
    **leading.SENTENCES,
    **custody.SENTENCES,
    **partners.SENTENCES,
    **quarantine.SENTENCES,
    **gate.SENTENCES,
    **testing.SENTENCES,
    **regime.SENTENCES,
    **hygiene.SENTENCES,
    **case.SENTENCES,
    **stock.SENTENCES,
    **immunity.SENTENCES,
    **duty.SENTENCES,
    **training.SENTENCES,
    **supervision.SENTENCES,
    **roll_calls.SENTENCES,
    **notices.SENTENCES,
    **record.SENTENCES,
}
