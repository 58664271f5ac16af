"""From what was typed to the values of a fact, with every error beside the field it is about."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from msgspec import inspect

from lazaretto.facts.fact import Body, tag_of
from lazaretto.web.forms.drawing import Shape, inner, shapes


class Typed(Protocol):
    """What a form sent: Django's ``QueryDict``."""

    def get(self, name: str, /) -> Any:
        """The last value of a name, or None."""

    def getlist(self, name: str, /) -> list[Any]:
        """All values of a name."""


@dataclass(frozen=True, slots=True)
class Read:
    """``values``: the body as JSON values, ``kind`` included. ``typed``: the raw text, never lost."""

    values: dict[str, Any]
    errors: dict[str, str]
    typed: dict[str, str]


class Wrong(ValueError):
    """A field that cannot be read; the message is for the reader."""


def read(kind: type[Body], typed: Typed, *, zone: str) -> Read:
    """Read a form of a kind. Empty optional fields are left out; times are local to ``zone``."""
    values: dict[str, Any] = {"kind": tag_of(kind)}
    errors: dict[str, str] = {}
    kept: dict[str, str] = {}
    for field in shapes(kind):
        raw = "\n".join(typed.getlist(field.name)).replace("\r\n", "\n").strip()
        kept[field.name] = raw
        shape = inner(field.type)
        if not raw and not isinstance(shape, inspect.BoolType):
            if field.required and not (isinstance(shape, inspect.VarTupleType) and not shape.min_length):
                errors[field.name] = _("Fill this in.")
            elif field.required:
                values[field.name] = []
            continue
        try:
            values[field.name] = _value(shape, raw, zone)
        except Wrong as fault:
            errors[field.name] = str(fault)
    return Read(values, errors, kept)


def _value(shape: Shape, raw: str, zone: str) -> Any:
    if isinstance(shape, inspect.BoolType):
        return raw == "true"
    if isinstance(shape, inspect.IntType):
        return _whole(shape, raw)
    if isinstance(shape, inspect.DateTimeType):
        return instant_of(raw, zone)
    if isinstance(shape, inspect.TimeType):
        return _clock(raw)
    if isinstance(shape, inspect.VarTupleType):
        return [
            _value(inner(shape.item_type), line.strip(), zone) for line in raw.split("\n") if line.strip()
        ]
    if isinstance(shape, inspect.StructType):
        return _parts(shape, raw, zone)
    if isinstance(shape, inspect.StrType):
        return _string(shape, raw)
    return raw


def _whole(shape: inspect.IntType, raw: str) -> int:
    try:
        number = int(raw)
    except ValueError:
        raise Wrong(_("“%(text)s” is not a whole number.") % {"text": raw}) from None
    if (shape.ge is not None and number < shape.ge) or (shape.le is not None and number > shape.le):
        raise Wrong(_("This must lie between %(low)s and %(high)s.") % {"low": shape.ge, "high": shape.le})
    return number


def instant_of(raw: str, zone: str) -> str:
    """Local text of a date and time input with its offset. Raises :class:`Wrong`."""
    try:
        return datetime.fromisoformat(raw).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except ValueError:
        raise Wrong(_("“%(text)s” is not a date and time.") % {"text": raw}) from None


def _clock(raw: str) -> str:
    try:
        return time.fromisoformat(raw).isoformat()
    except ValueError:
        raise Wrong(_("“%(text)s” is not a time of the day.") % {"text": raw}) from None


def _string(shape: inspect.StrType, raw: str) -> str:
    if shape.max_length is not None and len(raw) > shape.max_length:
        raise Wrong(_("This is longer than %(limit)s characters.") % {"limit": shape.max_length})
    if shape.pattern is not None and not re.search(shape.pattern, raw):
        raise Wrong(_("“%(text)s” does not have the form that is needed here.") % {"text": raw})
    return raw


def _parts(shape: inspect.StructType, line: str, zone: str) -> dict[str, Any]:
    """A line of several parts, in the order of their fields, by spaces; a last part that may be left out is
    the rest of the line."""
    needed = sum(field.required for field in shape.fields)
    words = line.split(maxsplit=needed) if needed < len(shape.fields) else line.split()
    if not needed <= len(words) <= len(shape.fields):
        raise Wrong(
            _("“%(text)s” needs %(count)s parts with spaces between.") % {"text": line, "count": needed}
        )
    return {
        field.name: tenths(word) if field.name == "celsius_tenths" else _value(inner(field.type), word, zone)
        for field, word in zip(shape.fields, words, strict=False)  # the last may be left out
    }


def tenths(text: str) -> int:
    """``36.5`` → 365. Raises ValueError with a sentence outside 30 to 45 degrees."""
    try:
        value = Decimal(text.replace(",", ".").replace("．", "."))
    except InvalidOperation:
        raise Wrong(_("“%(text)s” is not a temperature.") % {"text": text}) from None
    if not value.is_finite():  # "NaN" is a decimal, and no order holds for it
        raise Wrong(_("“%(text)s” is not a temperature.") % {"text": text})
    if not 30 <= value <= 45:  # what the vocabulary takes (facts.hygiene.Tenths), said in degrees
        raise Wrong(_("%(text)s °C cannot be a body temperature. Measure again.") % {"text": text})
    return int((value * 10).to_integral_value())
