"""The text of a public staff-rostering instance → values → a problem.

Sections of comma-separated rows; ``#`` begins a comment. What is wrong is a value with its line's number.
"""

from collections.abc import Callable, Sequence

from lazaretto.roster.public.instance import Cover, Instance, Person, Shift, Wish, Wrong


class _Odd(Exception):
    """A row that cannot be read: rule and word."""


Row = Sequence[str]


def read_instance(text: str) -> Instance:
    """Read a file. Every row that cannot be read is named in ``wrong`` and left out; the rest is taken in."""
    found, section = Instance(), ""
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].strip()
        if words.startswith("SECTION_"):
            section = words
        if not words or (words == section and section in _READERS):
            continue
        try:
            _reader(section)(found, [part.strip() for part in words.split(",")])
        except _Odd as odd:
            found.wrong.append(Wrong(number, *odd.args))
    found.wrong += [Wrong(0, "missing", name) for name, there in _needed(found) if not there]
    return found


def _reader(section: str) -> Callable[[Instance, Row], None]:
    if section not in _READERS:
        raise _Odd("no_section", section)
    return _READERS[section]


def _needed(found: Instance) -> list[tuple[str, bool]]:
    return [
        ("SECTION_HORIZON", found.days > 0),
        ("SECTION_SHIFTS", bool(found.shifts)),
        ("SECTION_STAFF", bool(found.staff)),
    ]


def _horizon(found: Instance, row: Row) -> None:
    found.days = _number(_one(row, 1)[0])


def _shift(found: Instance, row: Row) -> None:
    name, minutes, after = _one(row, 3)
    if not name or name in found.names:
        raise _Odd("twice", name)
    found.shifts.append(Shift(name, _number(minutes), tuple(part for part in after.split("|") if part)))


def _person(found: Instance, row: Row) -> None:
    name, most, *rest = _one(row, 8)
    if not name or name in found.people:
        raise _Odd("twice", name)
    limits = {}
    for part in filter(None, most.split("|")):
        shift, sign, limit = part.partition("=")
        if not sign:
            raise _Odd("pair", part)
        limits[_known(shift, found.names, "strange_shift")] = _number(limit)
    found.staff.append(Person(name, limits, *map(_number, rest)))


def _off(found: Instance, row: Row) -> None:
    if len(row) < 2:
        raise _Odd("columns", ",".join(row))
    person = _known(row[0], found.people, "strange_person")
    found.off.update((person, _day(found, day)) for day in row[1:])


def _wish(found: Instance, row: Row) -> Wish:
    person, day, shift, price = _one(row, 4)
    return Wish(
        _known(person, found.people, "strange_person"),
        _day(found, day),
        _known(shift, found.names, "strange_shift"),
        _number(price),
    )


def _cover(found: Instance, row: Row) -> None:
    day, shift, *numbers = _one(row, 5)
    known = _known(shift, found.names, "strange_shift")
    found.cover.append(Cover(_day(found, day), known, *map(_number, numbers)))


def _one(row: Row, columns: int) -> Row:
    if len(row) != columns:
        raise _Odd("columns", ",".join(row))
    return row


def _number(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise _Odd("number", word)
    return int(word)


def _known(word: str, among: Sequence[str], rule: str) -> str:
    if word not in among:
        raise _Odd(rule, word)
    return word


def _day(found: Instance, word: str) -> int:
    day = _number(word)
    if day >= found.days:
        raise _Odd("strange_day", word)
    return day


_READERS: dict[str, Callable[[Instance, Row], None]] = {
    "SECTION_HORIZON": _horizon,
    "SECTION_SHIFTS": _shift,
    "SECTION_STAFF": _person,
    "SECTION_DAYS_OFF": _off,
    "SECTION_SHIFT_ON_REQUESTS": lambda found, row: found.wanted.append(_wish(found, row)),
    "SECTION_SHIFT_OFF_REQUESTS": lambda found, row: found.unwanted.append(_wish(found, row)),
    "SECTION_COVER": _cover,
}
