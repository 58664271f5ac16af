"""The seeded human errors as they are made, and what each must come out as."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lazaretto.protocol.document import Protocol
from lazaretto.rehearsal.clauses import refrains
from lazaretto.rehearsal.planned import SLIPS, Slip

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Seeded:
    """An error that was made, and the findings it must come out as: (rule, subject) pairs.

    Findings lie in ``[since, until)``; by ``until`` all of them can be seen. ``pending``: the
    rehearsal ends before that, so that some of them may not have come out yet.
    """

    kind: str
    facility: str
    since: datetime
    until: datetime
    words: str
    expects: tuple[tuple[str, str], ...]
    pending: bool = False


class Slips:
    """The slips still to be made, and the errors that were made."""

    def __init__(self, table: tuple[Slip, ...] = SLIPS) -> None:
        self._ahead = list(table)
        self._days = {(slip.kind, slip.house, slip.day) for slip in table}
        self.made: list[Seeded] = []

    def take(self, kind: str, house: str, day: date) -> Slip | None:
        """The next slip of that kind for a house and day; it is made once."""
        wanted = (kind, house, day)
        if wanted not in self._days:
            return None
        for number, slip in enumerate(self._ahead):
            if (slip.kind, slip.house, slip.day) == wanted:
                return self._ahead.pop(number)
        return None

    def put_back(self, slip: Slip) -> None:
        """A slip for which there was no occasion."""
        self._ahead.append(slip)

    def ahead(self) -> Iterator[Slip]:
        """Slips nobody has made yet."""
        return iter(self._ahead)

    def made_by(self, instant: datetime) -> tuple[Seeded, ...]:
        """The errors that somebody could have noticed by an instant, in the order of their findings."""
        known = [replace(e, pending=e.until > instant) for e in self.made if e.since <= instant]
        return tuple(sorted(known, key=lambda e: (e.since, e.kind, e.facility, e.expects)))

    def seed(self, seeded: Seeded) -> None:
        """Note an error that was made, if the protocol has a clause that finds it."""
        if seeded.expects:
            self.made.append(seeded)

    def breach(
        self, protocol: Protocol, kind: str, house: str, moment: datetime, subject: str, words: str, *,
        conditions: Iterable[str], after: timedelta = timedelta(),
    ) -> None:  # fmt: skip
        """Note what must not be: it is found at once (or ``after``), by every clause of the conditions."""
        rules = [clause.id for condition in conditions for clause, _ in refrains(protocol, condition)]
        expects = tuple((rule, subject) for rule in rules)
        self.seed(Seeded(kind, house, moment - _MINUTE, moment + after + 5 * _MINUTE, words, expects))
