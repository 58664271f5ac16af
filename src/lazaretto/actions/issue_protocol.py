"""Issue a protocol: read and check the document, then state that this version decides from now on.

What is issued is never edited: the fact carries the digest of the document's bytes, and the same
version with other bytes is refused.
"""

from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.shelf import stock
from lazaretto.actions.statement import Statement, fact_of
from lazaretto.facts.command import ProtocolIssued
from lazaretto.facts.fact import Fact
from lazaretto.ledger.appending import append
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live
from lazaretto.ledger.transacting import in_turn, written
from lazaretto.protocol.checking import check, issuable
from lazaretto.protocol.document import Protocol
from lazaretto.protocol.problem import Problem
from lazaretto.protocol.publishing import digest
from lazaretto.protocol.reading import read
from lazaretto.registers.events import FOREVER


class Faulty(Refused):
    """A document that cannot be issued; ``problems`` say where, why and what to do."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("protocol_faulty", count=str(len(problems)), first=problems[0].message)
        self.problems = problems


def issue_protocol(
    data: bytes, *, facility: str, authority: str, actor: Actor, device: str, now: datetime
) -> Receipt:
    """Issue the document of these bytes at the detachment's facility, in force from ``now`` on.

    Raises :class:`Faulty` with every problem, and :class:`Refused` by role, by scope, or where the
    version was issued before with other bytes.
    """
    actor.require("issue_protocol", facility=facility)
    protocol = checked(data)
    body = ProtocolIssued(
        document=protocol.id, version=protocol.version, digest=digest(data), authority=authority
    )
    statement = Statement(body=body, occurred=now, facility=facility)
    fact = fact_of(statement, actor=actor.code, device=device, now=now)
    (receipt,) = written(lambda: _issue(fact, body), scope=actor.scope)
    if not receipt.recorded:
        raise Refused(receipt.rules[0], **receipt.values)
    return receipt


def _issue(fact: Fact, body: ProtocolIssued) -> list[Receipt]:
    """Look and append under one lock: of two who issue one version at once the second sees the first."""
    in_turn(f"{body.document}/{body.version}")
    for issue in live().standing(at=FOREVER).issues:
        if (issue.document, issue.version) == (body.document, body.version) and issue.digest != body.digest:
            raise Refused("protocol_issued_before", document=body.document, version=body.version)
    return append([fact])


def checked(data: bytes) -> Protocol:
    """The protocol of a document that may be issued. Raises :class:`Faulty`."""
    reading = read(data)
    if reading.protocol is None:
        raise Faulty(reading.problems)
    problems = reading.placed(check(reading.protocol, baseline=_baseline(reading.protocol)))
    if not issuable(problems):
        raise Faulty(tuple(problem for problem in problems if problem.severity == "error"))
    return reading.protocol


def _baseline(protocol: Protocol) -> Protocol | None:
    """The newest community floor on the shelf; a floor itself is held against none."""
    floors = [s.protocol for s in stock().documents.values() if s.protocol.kind == "baseline"]
    if protocol.kind == "baseline" or not floors:
        return None
    return max(floors, key=lambda floor: (floor.effective, floor.version))
