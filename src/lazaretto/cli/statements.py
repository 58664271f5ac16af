"""Facts from lines of JSON: every good line taken, every bad one refused with its number and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from lazaretto.facts.encoding import Malformed, decode, same_statement
from lazaretto.facts.fact import Fact

# No fact is older than the count of seconds with which the registers work.
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that is not a fact of this record, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Statements:
    """What a file stated. ``repeated``: lines that said again, word for word, what was said before."""

    facts: list[Fact] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    repeated: int = 0


def statements(lines: Iterable[bytes]) -> Statements:
    """Read facts, one a line; empty lines are passed over."""
    read = Statements()
    first: dict[UUID, tuple[int, Fact]] = {}
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(_BYTE_ORDER_MARK).strip()
        if not text:
            continue
        try:
            fact = _fact(text)
        except Malformed as fault:
            read.refused.append(Refusal(number, str(fault)))
            continue
        earlier = first.setdefault(fact.id, (number, fact))
        if earlier[1] is fact:
            read.facts.append(fact)
        elif same_statement(earlier[1], fact):
            read.repeated += 1
        else:
            reason = f"line {earlier[0]} says something else under the same id {fact.id}"
            read.refused.append(Refusal(number, reason))
    return read


def _fact(text: bytes) -> Fact:
    try:
        fact = decode(text)
    except (OverflowError, RecursionError) as fault:
        raise Malformed(f"no fact can be made of this: {fault}") from fault
    if fact.occurred < EARLIEST:
        raise Malformed(f"`occurred` is {fact.occurred:%Y-%m-%d}: before 1970 there is no record")
    return fact
