"""The thermometer grid: one row a person, a temperature or the reason why there is none."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lazaretto.web.forms.reading import Typed, Wrong, tenths

TAPS = ("36.2", "36.4", "36.6", "36.8", "37.0", "37.3")  # one tap fills a reading; none is chosen beforehand


@dataclass(frozen=True, slots=True)
class Row:
    """One person's row as typed, with what is wrong about it."""

    person: str
    celsius: str = ""
    why: str = ""
    error: str = ""

    @property
    def reading(self) -> dict[str, object] | None:
        """The reading as JSON values, None where no temperature was typed."""
        return {"person": self.person, "celsius_tenths": tenths(self.celsius)} if self.celsius else None


def celsius(tenths_of: int) -> str:
    """365 → 36.5."""
    return f"{tenths_of // 10}.{tenths_of % 10}"


def rows_for(persons: tuple[str, ...]) -> list[Row]:
    """Empty rows. A temperature is never filled in beforehand: a default would be an invented reading."""
    return [Row(person) for person in persons]


def read_rows(typed: Typed) -> list[Row]:
    """The rows of a form, each judged by itself."""
    columns = (typed.getlist("person"), typed.getlist("celsius"), typed.getlist("why"))
    return [
        _judged(person, celsius.strip(), why.strip()) for person, celsius, why in zip(*columns, strict=False)
    ]


def _judged(person: str, celsius: str, why: str) -> Row:
    if not celsius and not why:
        return Row(person, error=_("Fill in a temperature, or why there is none."))
    if celsius:
        try:
            tenths(celsius)
        except Wrong as fault:
            return Row(person, celsius, why, str(fault))
    return Row(person, celsius, why)


def spelled(typed: str) -> str:
    """What a thumb types in short, as degrees: ``65`` is 36.5, ``365`` too, ``03`` is 40.3.

    Nobody's temperature is 33 or 34, so that two digits beginning with 3 or 4 wait for the third.
    """
    text = typed.strip().replace("，", ".").replace("。", ".").replace("．", ".").replace(",", ".")
    if not text.isascii() or not text.isdigit():
        return text
    if len(text) == 2 and text[0] not in "34":
        return f"{'4' if text[0] in '012' else '3'}{text[0]}.{text[1]}"
    return f"{text[:2]}.{text[2]}" if len(text) == 3 else text
