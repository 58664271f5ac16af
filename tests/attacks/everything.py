"""One fact of every kind that there is, in one house: what is attacked holds something of everything.

The values are read off the types of the fields, so a kind that is added tomorrow is attacked tomorrow. Every
number, code, name and free word of a house carries the house's mark, which occurs nowhere else: whatever
byte of it comes out of an answer is found by its mark. Codes are the same wherever a field has the same name,
so the facts speak of one another: the round, its tubes, the case, its contacts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from lazaretto.facts.fact import Body, Code, Fact, Instant, Person, Words, kind_of
from lazaretto.facts.places import FACILITY_PATTERN, PLACE_PATTERN
from lazaretto.facts.vocabulary import KINDS

BEGAN = datetime(2022, 3, 11, 0, 0, tzinfo=UTC)
# A second person is told of by these kinds alone, so that something is still open: nothing of it has ended.
ENDS = re.compile(
    r"(ended|closed|withdrawn|returned|resumed|relieved|lifted|retracted|released|removed|denied|left|left_.*|"
    r"cancelled|declined|transferred_out|went_out|given_up|refused|voided|cleared|discarded|suspended)\Z"
)
# What is said once for a whole house, by the founding below.
FOUNDING = {
    "command.facility_established", "command.protocol_issued", "command.role_assigned",
    "command.level_ordered", "command.intake_suspended", "supervision.draw_committed",
    "supervision.draw_revealed",
}  # fmt: skip
DIGEST = "ab" * 32
PATTERNS = {  # how the pattern of a field begins: what fits it
    "^[0-9a-f]{64}": DIGEST,
    r"^\+?[0-9]": "0938 8220110",
    "^(rtsps?|": "rtsp://{mark}.example.org/gate",
}


@dataclass(frozen=True)
class House:
    """A house under attack. mark: in every code, name and word of it. choices: instead of a type's first."""

    code: str
    mark: str
    first: int
    choices: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    word: str = "said"

    def person(self, series: int) -> str:
        """The number of somebody who is held."""
        return f"{self.mark}P{series}"

    def cell(self, series: int) -> str:
        """The cell that they are held in."""
        return f"{self.code}/T/{self.mark}{series}"


def one_of_everything(house: House) -> list[Fact]:
    """Two series: of the first, each kind was stated; of the second, each that ends nothing."""
    found: list[Fact] = []
    moment = BEGAN
    for series in (1, 2):
        for kind in KINDS:
            name = kind_of(kind)
            if name in FOUNDING or (series == 2 and ENDS.search(name.partition(".")[2])):
                continue
            moment += timedelta(minutes=3)
            made = _Maker(house, name, series, moment, found)
            identity = UUID(int=house.first + len(found))
            found.append(
                Fact(
                    id=identity,
                    occurred=moment,
                    recorded=moment,
                    facility=house.code,
                    actor=f"{house.mark}-officer",
                    device=f"{house.mark}-desk",
                    body=made.struct(kind),
                    place=house.cell(series),
                )
            )
    return found


@dataclass
class _Maker:
    house: House
    kind: str
    series: int
    moment: datetime
    before: list[Fact]

    def struct(self, shape: type[msgspec.Struct]) -> Any:
        hints = _hints(shape)
        return shape(**{name: self._value(hints[name], name) for name in shape.__struct_fields__})

    def _value(self, hint: Any, name: str) -> Any:
        chosen = self.house.choices.get((self.kind, name))
        if chosen is not None:
            return chosen
        if hint in (Person, Code, Words):
            return self._word(hint, name)
        if hint == Instant or hint is datetime:
            return self.moment + timedelta(hours=200 if name in ("closes", "until") else 0)
        origin, arms = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._limited(hint, name)
        if origin is Literal:
            return arms[0]
        if origin in (Union, UnionType):
            return self._value(next(arm for arm in arms if arm is not type(None)), name)
        if origin is tuple:
            return (self._value(arms[0], name),)
        if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
            return self.struct(hint)
        return self._plain(hint, name)

    def _plain(self, hint: Any, name: str) -> Any:
        plain: dict[Any, Any] = {
            bool: True, int: 1, time: time(8), date: date(2022, 3, 20),
            str: f"{self.house.mark} {name}",
        }  # fmt: skip
        if hint is UUID:
            return self.before[-1].id if self.before else UUID(int=self.house.first)
        return plain[hint]

    def _word(self, hint: Any, name: str) -> str:
        mark, family = self.house.mark, self.kind.partition(".")[0]
        if name in ("person", "persons") and family in ("duty", "training"):
            return f"{mark}S{self.series}"
        if name == "subject" and family == "gate" and self.kind != "gate.exit_requested":
            return f"{mark}V{self.series}"  # who comes to a gate is not who is held behind it
        if name == "tube" and family == "gate":
            return f"{mark}-goods-{self.series}"
        if name in ("person", "persons", "subject", "members", "muster", "cases", "unmet", "exit_of"):
            return self.house.person(self.series)
        if hint == Words:
            return f"{mark} {self.house.word} {self.kind} {name}"
        return f"{mark}-{name}-{self.series}"

    def _limited(self, hint: Any, name: str) -> Any:
        inner, meta = get_args(hint)[0], get_args(hint)[1]
        if meta.pattern == FACILITY_PATTERN:
            return self.house.code
        if meta.pattern == PLACE_PATTERN:
            return self.house.cell(self.series)
        for begins, fits in PATTERNS.items():
            if meta.pattern is not None and meta.pattern.startswith(begins):
                return fits.format(mark=self.house.mark.lower())
        if inner is int:
            return max(int(meta.ge or 0), 1) if meta.le is None or meta.le >= 1 else int(meta.le)
        if get_origin(inner) is tuple:
            return (self._value(get_args(inner)[0], name),) * max(1, meta.min_length or 1)
        if inner is str and meta.pattern is None:
            return f"{self.house.mark}-{name}"[: meta.max_length]
        if meta.pattern is not None:
            raise LookupError(f"{self.kind}.{name}: say in PATTERNS what fits {meta.pattern!r}")
        return self._value(inner, name)


@cache
def _hints(shape: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(shape, include_extras=True)


def codes(facts: list[Fact], name: str) -> Iterator[str]:
    """What these facts say in fields of this name, each once."""
    found: dict[str, None] = {}
    for fact in facts:
        _collect(fact.body, name, found)
    yield from found


def _collect(value: Any, name: str, found: dict[str, None]) -> None:
    for one in value.__struct_fields__:
        said = getattr(value, one)
        if one == name and isinstance(said, str):
            found[said] = None
        for inner in said if isinstance(said, tuple) else (said,):
            if isinstance(inner, msgspec.Struct):
                _collect(inner, name, found)
            elif one == name and isinstance(inner, str):
                found[inner] = None


def bodies(facts: list[Fact]) -> Iterator[Body]:
    """Their bodies."""
    return (fact.body for fact in facts)
