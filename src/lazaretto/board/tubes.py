"""The tubes of a round, one by one: labelled, filled, handed over, received, answered, or void."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lazaretto.board.walking import step
from lazaretto.facts.fact import Fact
from lazaretto.facts.numbering import tube_label, tube_number
from lazaretto.facts.periods import instant
from lazaretto.facts.testing import Result, Sampled
from lazaretto.registers.events import Columns
from lazaretto.registers.standing import Standing
from lazaretto.registers.testing import CONDITIONS, RESULTS, VOIDED

State = Literal["unused", "filled", "handed_over", "received", "answered", "void"]
Trouble = Literal["check", "unknown", "other_round", "filled", "void"]


@dataclass(frozen=True, slots=True)
class Tube:
    """One tube of a round. labelled: its label was printed here. fact: the sampling, where it is filled."""

    code: str
    labelled: bool = False
    filled: datetime | None = None
    members: tuple[str, ...] = ()
    place: str | None = None
    by: str | None = None
    checked_by: str | None = None
    handed_over: datetime | None = None
    received: datetime | None = None
    condition: str | None = None
    result: Result | None = None
    void: str | None = None
    fact: Fact | None = None

    @property
    def state(self) -> State:
        """How far it has come; what is void goes no further."""
        if self.void is not None:
            return "void"
        if self.result is not None:
            return "answered"
        if self.received is not None:
            return "received"
        if self.handed_over is not None:
            return "handed_over"
        return "filled" if self.filled is not None else "unused"


def tubes(standing: Standing, *, facts: Sequence[Fact], round_: str) -> tuple[Tube, ...]:
    """Every tube of a round in the order of its labels, then those without a label of ours."""
    key = standing.names.find(round_)
    labelled, filled = standing.events("labelled"), standing.events("tube_filled")
    ours = labelled.key[labelled.value == key].tolist()
    taken = filled.where(filled.value == key)
    said = {k: facts[n] for k, n in zip(taken.key.tolist(), taken.fact.tolist(), strict=True)}
    last = {name: _last(standing.events(name)) for name in _WAY}
    printed = dict.fromkeys(ours, True)
    found = [
        _tube(standing, standing.names.name(key), key in printed, said.get(key), last)
        for key in (printed | dict.fromkeys(said, True))
    ]
    return tuple(sorted(found, key=lambda one: (not one.labelled, step(one.code[:-1]))))


_WAY = ("tube_handed_over", "tube_received", "tube_result", "tube_voided")
_Last = dict[str, dict[int, tuple[int, int]]]


def _last(rows: Columns) -> dict[int, tuple[int, int]]:
    """The latest of each tube: when, and with which value."""
    found = zip(rows.key.tolist(), rows.occurred.tolist(), rows.value.tolist(), strict=True)
    return {key: (occurred, value) for key, occurred, value in found}


def _tube(standing: Standing, code: str, labelled: bool, fact: Fact | None, last: _Last) -> Tube:
    key = standing.names.find(code)
    over, received, result, void = (last[name].get(key) for name in _WAY)
    body = fact.body if fact is not None else None
    sampled = body if isinstance(body, Sampled) else None
    return Tube(
        code=code, labelled=labelled, filled=fact.occurred if fact else None,
        members=sampled.members if sampled else (), place=fact.place if fact else None,
        by=fact.actor if fact else None, checked_by=sampled.checked_by if sampled else None,
        handed_over=instant(over[0]) if over else None, received=instant(received[0]) if received else None,
        condition=CONDITIONS[received[1]] if received else None,
        result=RESULTS[result[1]] if result else None,
        void=VOIDED[void[1]] if void else None, fact=fact,
    )  # fmt: skip


def more_labels(round_: str, printed: Iterable[str], count: int) -> tuple[str, ...]:
    """The next labels of a round; the numbers go on where the last ones ended."""
    numbers = [_running(code, round_) for code in printed]
    first = max(numbers, default=0) + 1
    return tuple(tube_label(round_, number) for number in range(first, first + count))


def _running(code: str, round_: str) -> int:
    """The running number of a label of this round; 0 of any other."""
    digits = code.removeprefix(f"{round_}-")[:-1]
    return int(digits) if code.startswith(f"{round_}-") and digits.isdecimal() else 0


def recognised(typed: str, known: Iterable[str]) -> str | None:
    """The label that a scan means, however the scanner's keyboard typed its signs; None of no label."""
    plain = tube_number(typed).plain
    return next((code for code in known if tube_number(code).plain == plain), None)


def trouble(typed: str, *, standing: Standing, mine: Sequence[Tube]) -> tuple[Trouble, str] | None:
    """What is odd about a tube that is to be filled now, and where it belongs; None of a fresh one."""
    code = recognised(typed, [tube.code for tube in mine]) or typed
    for tube in mine:
        if tube.code == code and tube.state != "unused":
            return ("void", "") if tube.void else ("filled", tube.place or "")
        if tube.code == code:
            return None
    key = standing.names.find(code)
    for name in ("tube_filled", "labelled"):
        rows = standing.events(name)
        there = rows.value[rows.key == key].tolist() if key >= 0 else []
        if there:
            other = standing.names.name(there[-1]) if there[-1] >= 0 else ""
            return ("filled" if name == "tube_filled" else "other_round", other)
    return ("unknown", "") if tube_number(typed).holds else ("check", "")
