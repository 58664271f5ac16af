"""From a kind of fact to the fields of its form."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from msgspec import inspect

from lazaretto.board.words import word as board_word
from lazaretto.facts.fact import Body
from lazaretto.facts.numbering import credit_code, plate
from lazaretto.web.forms.fields import Choice, Field
from lazaretto.web.labels.fields import FIELDS, HINTS

_LONG = frozenset({"words", "note", "reason", "why", "conditions", "purpose"})
_LINES = "lines"
Shape = inspect.Type


def draw(kind: type[Body], *, given: Mapping[str, Any], errors: Mapping[str, str]) -> list[Field]:
    """The fields of a kind, filled with what was given (form text, or JSON values), errors beside them."""
    hints, wrong = get_type_hints(kind, include_extras=True), errors.get
    return [
        _field(f, codes=codes_of(hints[f.name]), given=given.get(f.name), error=wrong(f.name, ""))
        for f in shapes(kind)
    ]


def shapes(kind: type[Body]) -> tuple[inspect.Field, ...]:
    """The fields of a kind with their types."""
    info = inspect.type_info(kind)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{kind.__name__} is not a kind of fact")
    return info.fields


def inner(shape: Shape) -> Shape:
    """The type without None and without its notes."""
    while True:
        if isinstance(shape, inspect.Metadata):
            shape = shape.type
        elif isinstance(shape, inspect.UnionType):
            some = [part for part in shape.types if not isinstance(part, inspect.NoneType)]
            if len(some) != 1:
                return shape
            shape = some[0]
        else:
            return shape


def as_text(value: Any) -> str:
    """A JSON value as the text of an input: lists one a line, parts of a line by spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "\n".join(as_text(part) for part in value)
    if isinstance(value, Mapping):
        return " ".join(
            f"{part / 10:.1f}" if name == "celsius_tenths" and isinstance(part, int) else as_text(part)
            for name, part in value.items()
        )
    return str(value)


def codes_of(hint: Any) -> tuple[str, ...]:
    """The values of a closed list, in the order in which the vocabulary names them."""
    if get_origin(hint) is Literal:
        return tuple(map(str, get_args(hint)))
    parts = (codes_of(part) for part in get_args(hint) if not isinstance(part, str))
    return next((codes for codes in parts if codes), ())


def _field(field: inspect.Field, *, codes: tuple[str, ...], given: Any, error: str) -> Field:
    name, shape, required = field.name, inner(field.type), field.required
    kind, mode = _input(name, shape)
    text = as_text(given)
    blank = kind == "select" and not (required and text)
    return Field(
        name=name, label=str(FIELDS.get(name, name)), hint=_hint(name, text), input=kind, value=text,
        error=error, required=required and kind != "checkbox", inputmode=mode,
        choices=_choices(name, codes, chosen=text.split("\n"), blank=blank),
    )  # fmt: skip


def _hint(name: str, text: str) -> str:
    """What stands under a field; of a number that others give out, how it reads. Never an error."""
    if name == "plate" and text:
        return _("looks like: %(kind)s") % {"kind": said("plate_kind", plate(text).kind)}
    if name == "supplier_code" and text and not credit_code(text).holds:
        return _("This does not fit its check character: look again. It is recorded as typed.")
    return str(HINTS.get(name, ""))


def _input(name: str, shape: Shape) -> tuple[str, str]:
    if isinstance(shape, inspect.LiteralType):
        return "select", ""
    if isinstance(shape, inspect.BoolType):
        return "checkbox", ""
    if isinstance(shape, inspect.IntType):
        return "text", "numeric"
    if isinstance(shape, inspect.DateType):
        return "date", ""
    if isinstance(shape, inspect.DateTimeType):
        return "datetime-local", ""
    if isinstance(shape, inspect.VarTupleType):
        return ("choices" if isinstance(inner(shape.item_type), inspect.LiteralType) else _LINES), ""
    return (_LINES if name in _LONG else "text"), ""


def _choices(name: str, codes: tuple[str, ...], *, chosen: list[str], blank: bool) -> tuple[Choice, ...]:
    """The options. A list that must be answered starts unanswered: nothing is stated by not looking."""
    found = tuple(Choice(code, said(name, code), code in chosen) for code in codes)
    return (Choice("", "—"), *found) if blank and found else found


def said(field: str, value: str) -> str:
    """The word for a value of a field, in the reader's language."""
    text = board_word(field, value)
    return str(getattr(text, (get_language() or "en").replace("-", "_").lower(), text.en))
