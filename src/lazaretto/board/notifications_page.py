"""Messages as a page: what was told to whom, how it went, what waits; counts and houses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from lazaretto.board.message_words import Told, title_of, together
from lazaretto.obligations.notifying import Reason
from lazaretto.obligations.outstanding import Sort
from lazaretto.protocol.document import Text

State = Literal["acknowledged", "sent", "failing", "sending", "unsent"]


@dataclass(frozen=True, slots=True)
class LineWords:
    """One line of a message as it is shown."""

    sort: Sort
    rule: str
    title: Text
    facility: str
    house: str
    count: int


@dataclass(frozen=True, slots=True)
class TryLine:
    """One try. kind: of the channel; outcome: empty while nobody knows; answer: the other side's number."""

    kind: str
    at: datetime
    outcome: str
    answer: str


@dataclass(frozen=True, slots=True)
class MessageLine:
    """One message. step: how far it had climbed when it was made; mine: its reader may acknowledge it."""

    id: UUID
    person: str
    role: str
    behalf: str
    urgent: bool
    step: int
    made: datetime
    lines: tuple[LineWords, ...]
    tries: tuple[TryLine, ...]
    acknowledged: datetime | None
    acknowledged_by: str
    mine: bool

    @property
    def state(self) -> State:
        """How it stands: seen, delivered, under way, or what is wrong with it."""
        if self.acknowledged is not None:
            return "acknowledged"
        if any(one.outcome == "sent" for one in self.tries):
            return "sent"
        if not self.tries:
            return "unsent"
        return "failing" if self.tries[-1].outcome else "sending"

    @property
    def count(self) -> int:
        """How many things it speaks of."""
        return sum(one.count for one in self.lines)


@dataclass(frozen=True, slots=True)
class HeldLine:
    """What is due and not told yet. person: None where nobody of its chain can be reached."""

    line: LineWords
    urgent: bool
    role: str
    person: str | None
    reason: Reason
    until: datetime | None


@dataclass(frozen=True, slots=True)
class NotificationsPage:
    """The messages that a reader may see, unseen and urgent ones first. mine: their own; others: of houses.

    passed: when the sender was last through; None: never. sink: messages end in a file and not in a network.
    """

    at: datetime
    mine: tuple[MessageLine, ...]
    others: tuple[MessageLine, ...]
    held: tuple[HeldLine, ...]
    passed: datetime | None
    every: int
    sink: bool

    @property
    def unseen(self) -> int:
        """How many of one's own nobody has acknowledged."""
        return sum(one.acknowledged is None for one in self.mine)


def line_words(
    lines: Sequence[Told], *, houses: Mapping[str, str], known: Mapping[str, Text]
) -> tuple[LineWords, ...]:
    """Lines as they are shown; houses: code → name; known: rule → title."""
    return tuple(
        LineWords(
            one.sort, one.rule, title_of(one.rule, known), one.facility,
            houses.get(one.facility, one.facility), one.count,
        )
        for one in together(lines)
    )  # fmt: skip
