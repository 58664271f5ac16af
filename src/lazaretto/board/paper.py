"""Paper: numbered forms for hours without power, and what of them is in the record.

A form's number says of which house it is, what it is for and when it was printed, and ends in two check
signs, so that no slip of a hand leads to another form. Every line has a code of its own, and whatever is
stated of a line has an id that follows from it: the same line cannot be said twice.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal, get_args
from uuid import UUID

from lazaretto.board.houses import House
from lazaretto.board.sentences import sentence
from lazaretto.facts.gate import LineUnread
from lazaretto.facts.identity import RANDOM_BYTES, uuid7
from lazaretto.obligations.inside import Awaited, Here
from lazaretto.protocol.document import Text
from lazaretto.registers.record import Record
from lazaretto.registers.standing import Standing

LINES = 12  # of a form: each is tall enough for a gloved hand on A4
MOST = 20  # forms that are printed at once
Sort = Literal["P", "G", "M", "C"]  # passages, goods, people called out, complaints
SORTS: tuple[Sort, ...] = get_args(Sort)
Part = Literal["passage", "check", "unread"]
# Crockford's alphabet: no I, L, O, U. https://www.crockford.com/base32.html
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PRIME = 1021
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)
_FORM = re.compile(r"([A-Z0-9][A-Z0-9-]{1,23})/([PGMC])([0-9A-HJKMNP-TV-Z]{7})([0-9A-HJKMNP-TV-Z]{2})")


@dataclass(frozen=True, slots=True)
class Form:
    """One form. printed: to the second; which: the how-manieth of its printing."""

    facility: str
    sort: Sort
    printed: datetime
    which: int

    @property
    def number(self) -> str:
        """``QZ-D/P0N4K7Z2XC5``: house, sort, 35 bits of seconds since 2020 and of the printing, check."""
        seconds = int((self.printed - _SINCE).total_seconds())
        body = self.sort + _written(seconds * MOST + self.which, 7)
        return f"{self.facility}/{body}{_check(self.facility + body)}"

    def line(self, number: int) -> str:
        """The code of one line, which is the passage's."""
        return f"{self.number}/{number:02}"

    def complaint(self, number: int) -> str:
        """The number of the complaint on one line, known to the person before it is entered."""
        return self.line(number).replace("/", "-")

    def id_of(self, number: int, part: Part = "passage") -> UUID:
        """The id of what is stated of a line; two clerks who enter it make the same."""
        digest = sha256(f"{self.line(number)} {part}".encode()).digest()
        return uuid7(self.printed, digest[:RANDOM_BYTES])


@dataclass(frozen=True, slots=True)
class LineState:
    """What the record has of a line: nothing (both None), a sentence, or why it could not be read."""

    number: int
    says: Text | None
    unread: str | None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that nobody could read yet."""

    form: str
    line: int
    reason: str
    by: str
    recorded: datetime


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The page of a house's paper: the form that is being entered, if one was read, and what is unread."""

    house: House
    at: datetime
    form: Form | None
    lines: tuple[LineState, ...]
    unread: tuple[UnreadLine, ...]


@dataclass(frozen=True, slots=True)
class DayList:
    """Who is expected until the end of the day and who is inside now, for a day on paper."""

    house: House
    at: datetime
    until: datetime
    expected: tuple[Awaited, ...]
    here: tuple[Here, ...]


def new_forms(facility: str, *, sort: Sort, count: int, now: datetime) -> tuple[Form, ...]:
    """So many blank forms, each with a number of its own."""
    printed = now.astimezone(UTC).replace(microsecond=0)
    return tuple(Form(facility, sort, printed, which) for which in range(min(max(count, 1), MOST)))


def read_form(text: str) -> tuple[Form, int | None] | None:
    """The form that a scanner or a hand wrote, and the line if one was meant; None if it is none."""
    typed = "".join(text.upper().split())
    facility, _, rest = typed.partition("/")
    number, _, line = rest.partition("/")
    number = number[:1] + number[1:].replace("O", "0").replace("I", "1").replace("L", "1")
    found = _FORM.fullmatch(f"{facility}/{number}")
    if not found or (line and not (line.isdecimal() and 1 <= int(line) <= LINES)):
        return None
    body, check = found[2] + found[3], found[4]
    if _check(found[1] + body) != check:
        return None
    seconds, which = divmod(_read(found[3]), MOST)
    sort = next(one for one in SORTS if one == found[2])
    return Form(found[1], sort, _SINCE + timedelta(seconds=seconds), which), int(line) if line else None


def states_of(form: Form, record: Record, *, house: House) -> tuple[LineState, ...]:
    """What the record has of each line of a form."""
    return tuple(_state(form, number, record, house) for number in range(1, LINES + 1))


def unread_lines(standing: Standing, record: Record, *, house: House) -> tuple[UnreadLine, ...]:
    """Lines of the house's forms that could not be read and were not stated since, oldest first."""
    rows = standing.events("line_unread")
    rows = rows.where(rows.facility == house.number)
    found = []
    for number in rows.fact.tolist():
        fact = record.facts[number]
        read = read_form(fact.body.form) if isinstance(fact.body, LineUnread) else None
        if read is None or not isinstance(fact.body, LineUnread):
            continue
        if record.number_of(read[0].id_of(fact.body.line)) < 0:
            found.append(
                UnreadLine(fact.body.form, fact.body.line, fact.body.reason, fact.actor, fact.recorded)
            )
    return tuple(found)


def _state(form: Form, line: int, record: Record, house: House) -> LineState:
    number = record.number_of(form.id_of(line))
    if number >= 0:
        fact = record.facts[number]
        return LineState(line, sentence(fact, zone=house.zone), None, fact.occurred)
    number = record.number_of(form.id_of(line, "unread"))
    body = record.facts[number].body if number >= 0 else None
    return LineState(line, None, body.reason if isinstance(body, LineUnread) else None)


def _check(text: str) -> str:
    """Two signs that find every single wrong sign and every two neighbours that were swapped.

    A pure system after ISO 7064: weights are powers of two, modulo the largest prime that two signs hold.
    """
    total = 0
    for sign in text:
        total = (total * 2 + _value(sign)) % _PRIME
    return _written(total, 2)


def _value(sign: str) -> int:
    return _SIGNS.index(sign) if sign in _SIGNS else ord(sign)


def _written(number: int, digits: int) -> str:
    signs = ""
    for _ in range(digits):
        number, digit = divmod(number, 32)
        signs = _SIGNS[digit] + signs
    return signs


def _read(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number * 32 + _SIGNS.index(sign)
    return number
