"""Facts of every kind, drawn from the types of their fields; small worlds are in `worlds`."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec
from hypothesis import strategies as st

from lazaretto.facts.command import FacilityEstablished
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.places import FACILITY_PATTERN, PLACE_PATTERN
from lazaretto.facts.vocabulary import KINDS

FACILITIES = ("QZ-D", "QZ-L", "TS-Z")
START = datetime(2022, 3, 1, tzinfo=UTC)
ZONES = ("Asia/Shanghai", "UTC", "America/New_York", "Europe/Berlin", "America/Havana", "Asia/Kathmandu")

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.builds(
    lambda micros, zone: (START + timedelta(microseconds=micros)).astimezone(zone),
    st.integers(-(10**15), 10**15),
    st.one_of(st.just(UTC), offsets),
)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
ids = st.integers(0, 2**127 - 1).map(lambda number: UUID(int=2 * number))
references = st.integers(0, 2**127 - 1).map(lambda number: UUID(int=2 * number + 1))  # never a fact's own id
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
numbers = st.integers(-(2**31), 2**31)


def bodies(*, facility: str, kinds: tuple[type[Body], ...] = KINDS) -> st.SearchStrategy[Body]:
    """A body of one of the kinds; every place it names lies in the facility."""
    return st.sampled_from(kinds).flatmap(lambda kind: _struct(kind, facility))


@st.composite
def facts(draw: st.DrawFn, kinds: tuple[type[Body], ...] = KINDS) -> Fact:
    """A well-formed fact of one of the kinds."""
    facility = draw(st.sampled_from(FACILITIES))
    return Fact(
        id=draw(ids),
        occurred=draw(instants),
        recorded=draw(instants),
        facility=facility,
        actor=draw(words),
        device=draw(words),
        body=draw(bodies(facility=facility, kinds=kinds)),
        place=draw(st.none() | _places(facility)),
        skew=draw(numbers),
        corrects=draw(st.none() | references),
    )


def _struct(kind: type[msgspec.Struct], facility: str) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    fields = {name: _value(hints[name], facility) for name in kind.__struct_fields__}
    if kind is FacilityEstablished:
        fields["zone"] = st.sampled_from(ZONES)
    return st.builds(kind, **fields)


def _value(hint: Any, facility: str) -> st.SearchStrategy[Any]:
    """Values of a field's type, its limits kept."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _limited(args[0], args[1], facility)
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, UnionType):
        return st.one_of(*(_value(arg, facility) for arg in args))
    if origin is tuple:
        return st.lists(_value(args[0], facility), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return _struct(hint, facility)
    return _PLAIN[hint]


def _limited(hint: Any, limits: msgspec.Meta, facility: str) -> st.SearchStrategy[Any]:
    if limits.pattern == FACILITY_PATTERN:
        return st.sampled_from(FACILITIES)
    if limits.pattern == PLACE_PATTERN:
        return _places(facility)
    if limits.pattern is not None:
        return st.from_regex(limits.pattern.replace(r"$(?!\n)", r"\Z"))
    if hint is int:
        assert not isinstance(limits.ge, float)
        assert not isinstance(limits.le, float)
        return st.integers(limits.ge, limits.le)
    if hint is str:
        size = limits.max_length or 30
        return st.text(
            st.characters(exclude_categories=["Cs"]), min_size=limits.min_length or 0, max_size=min(size, 30)
        )
    if get_origin(hint) is tuple:
        item, least = get_args(hint)[0], limits.min_length or 0
        return st.lists(
            _value(item, facility), min_size=least, max_size=min(limits.max_length or 4, max(least, 4))
        ).map(tuple)
    return _value(hint, facility)


def _places(facility: str) -> st.SearchStrategy[str]:
    return st.sampled_from([facility, f"{facility}/T", f"{facility}/T/01", f"{facility}/K/gate"])


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: numbers,
    str: words,
    time: st.times(max_value=time(23, 59, 59)).map(lambda t: t.replace(microsecond=0)),
    date: days,
    datetime: instants,
    UUID: references,
    type(None): st.none(),
}
