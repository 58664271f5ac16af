"""What a fact promised: an answer that is owed, by whom, between which instants."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.protocol.document import Clause, Deadline
from lazaretto.rehearsal.subjects import House


@dataclass(frozen=True, slots=True)
class Promise:
    """An answer owed to a fact: by whom, between which instants."""

    clause: Clause
    duty: Deadline
    house: House
    key: str
    made: datetime
    opens: datetime
    due: datetime
