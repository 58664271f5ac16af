"""Put an order that was simulated into the document that it would change: a proposal, not yet issued.

Nothing is stored and nothing decides: the files go to whoever keeps the folder of documents, and the version
is issued like any other, by somebody who may, after the check and the difference were looked at.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings

from lazaretto.access.actor import Refused
from lazaretto.actions.ask_what_if import Asked
from lazaretto.actions.issue_protocol import Faulty, checked
from lazaretto.actions.shelf import stock
from lazaretto.protocol.comparing import Change as Difference
from lazaretto.protocol.comparing import compare
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.reading import read
from lazaretto.twin.designing import Change
from lazaretto.twin.proposing import Proposal, next_version, proposed


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposed version. differences: to the version in question; problems: why it cannot be issued.

    Both are empty where no document says what the order changes.
    """

    document: str
    was: str
    order: Change
    proposal: Proposal
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


def propose_protocol(asked: Asked, number: int) -> Proposed:
    """The proposal of the order of that number (2: the first beside the document's).

    ``asked`` comes from :func:`follow_what_if`, which has asked who may see it. The same question gives the
    same bytes: the proposal has the day on which it was asked. Raises :class:`Refused` where there is no such
    order, or the document on the shelf is no longer the one that was simulated.
    """
    question = asked.question
    if not 2 <= number <= len(question.orders) + 1:
        raise Refused("not_in_record", what=str(number))
    protocol, order = question.protocol, question.orders[number - 2]
    held = stock().documents
    stocked = held.get((protocol.id, protocol.version))
    if stocked is None or stocked.digest != question.digest:
        raise Refused("not_in_record", what=f"{protocol.id} {protocol.version} ({question.digest[:12]})")
    taken = {version for document, version in held if document == protocol.id}
    day = asked.begun.astimezone(ZoneInfo(str(getattr(settings, "HOUSE_ZONE", "Asia/Shanghai")))).date()
    proposal = proposed(
        stocked.path.read_bytes(), order, version=next_version(protocol.version, taken), on=day,
        trace=f"lazaretto what-if {_named(asked)}, seed {question.seed}",
    )  # fmt: skip
    differences, problems = _judged(asked, proposal)
    return Proposed(protocol.id, protocol.version, order, proposal, differences, problems)


def _named(asked: Asked) -> str:
    return asked.reply.question[:16] if asked.reply else asked.number


def _judged(asked: Asked, proposal: Proposal) -> tuple[tuple[Difference, ...], tuple[Problem, ...]]:
    """What differs, and every error of the check; nothing where the document stays as it is."""
    reading = read(proposal.data)
    if reading.protocol is None:
        return (), reading.problems
    differences = compare(asked.question.protocol, reading.protocol)
    if not differences:
        return (), ()
    try:
        checked(proposal.data)
    except Faulty as fault:
        return differences, fault.problems
    return differences, ()
