"""A question to the twin and its reply, as documents: whoever holds the question can ask it again.

    question = Question(protocol=…, level="closed", network=…, disease=…, contacts=…, orders=(…,))
    policies(question)                    # the order of the document, then the others
    replying.reply(question)              # → Reply: the same question gives the same bytes

A question holds the documents themselves, not their names: a file that is changed later changes no answer.
"""

from datetime import datetime
from hashlib import sha256
from typing import Annotated, Literal

import msgspec

from lazaretto.protocol.document import Level, Protocol
from lazaretto.twin.answer import Comparison
from lazaretto.twin.contacts import Contacts
from lazaretto.twin.designing import Change, Design, varied
from lazaretto.twin.disease import Disease
from lazaretto.twin.lowering import policy
from lazaretto.twin.network import Policy

Start = Literal["today", "designed"]
MOST_DAYS, MOST_POINTS, MOST_REPLICATES = 730, 256, 2000  # what one process does in minutes, not in hours
DAYS, POINTS, REPLICATES = 180, 64, 250  # half a year; finer than a leader can tell apart, in half a minute
# A find in a general wing is answered by rounds on these days, and movement stands still for so many:
# planning values, as no document of the model city orders such rounds ahead (they are ordered one by one).
ANSWER, FREEZE_DAYS = (1, 4, 7), 7


class _Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mould of both documents."""


class Question(_Value, frozen=True, kw_only=True):
    """What is asked: one order that a document gives, others beside it, and everything that they rest on.

    digest: SHA-256 of the document's own bytes. as_of: the instant of the record from which ``network`` was
    read, for a start of today. test: with which test of the disease everybody is swabbed. points ×
    replicates: how finely; seed: of every draw.
    """

    format: Literal["lazaretto-what-if-question/1"] = "lazaretto-what-if-question/1"
    protocol: Protocol
    digest: str
    level: Level
    start: Start
    as_of: datetime | None = None
    network: Design
    disease: Disease
    contacts: Contacts
    test: str
    orders: tuple[Change, ...] = ()
    days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS)] = DAYS
    points: Annotated[int, msgspec.Meta(ge=1, le=MOST_POINTS)] = POINTS
    replicates: Annotated[int, msgspec.Meta(ge=1, le=MOST_REPLICATES)] = REPLICATES
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 1


class Reply(_Value, frozen=True, kw_only=True):
    """What the twin said. All of it is simulated.

    question: SHA-256 of the question's bytes. digests: of the documents in it, by what they are.
    """

    format: Literal["lazaretto-what-if-reply/1"] = "lazaretto-what-if-reply/1"
    question: str
    digests: dict[str, str]
    comparison: Comparison

    @property
    def partial(self) -> bool:
        """Whether it rests on fewer points than were asked for: it was stopped, or goes on."""
        return self.comparison.points < self.comparison.asked_points


def written(question: Question) -> bytes:
    """The bytes of a question; equal questions have equal bytes."""
    return canonical(question)


def digests(question: Question) -> dict[str, str]:
    """SHA-256 of each document in a question; of the protocol, of its own bytes."""
    held = {"network": question.network, "disease": question.disease, "contacts": question.contacts}
    return {"protocol": question.digest} | {name: digest(value) for name, value in held.items()}


def digest(value: object) -> str:
    """SHA-256 of a value as JSON with its names in order."""
    return sha256(canonical(value)).hexdigest()


def canonical(value: object) -> bytes:
    """A value as JSON with every name in its place in the alphabet, numbers that are names too."""
    return msgspec.json.encode(msgspec.json.decode(msgspec.json.encode(value)), order="deterministic")


def ordered(question: Question) -> Policy:
    """What the document itself orders. Errors: CannotBeLowered."""
    return policy(
        question.protocol, level=question.level, cohort=question.network.quarantine_cell,
        test=question.test, answer=ANSWER, freeze_days=FREEZE_DAYS,
    )  # fmt: skip


def policies(question: Question) -> list[Policy]:
    """The order of the document, then the others. Errors: CannotBeLowered."""
    own = ordered(question)
    return [own, *(varied(own, change, protocol=question.protocol) for change in question.orders)]
