"""Values of one side of a grid, as they are typed: ``7,14`` or ``7..28/7``."""

from collections.abc import Sequence

import click

MOST_VALUES = 1000


def values(context: click.Context, parameter: click.Parameter, said: str | None) -> tuple[int, ...]:
    """The values of an option. Errors: BadParameter, naming what cannot be read."""
    del context
    return () if said is None else _values(said, parameter)


def days(
    context: click.Context, parameter: click.Parameter, said: Sequence[str]
) -> dict[int, tuple[int, ...]]:
    """Days by leg. Errors: BadParameter for a leg named twice, or what cannot be read."""
    del context
    found: dict[int, tuple[int, ...]] = {}
    for one in said:
        leg, equals, rest = one.partition("=")
        if not equals or not leg.isdecimal() or int(leg) < 1:
            raise click.BadParameter(f"{one}: a leg and its days, e.g. 1=7..28/7", param=parameter)
        if int(leg) in found:
            raise click.BadParameter(f"{one}: leg {leg} is named twice", param=parameter)
        found[int(leg)] = _values(rest, parameter)
    return found


def _values(said: str, parameter: click.Parameter) -> tuple[int, ...]:
    found: list[int] = []
    for part in said.split(","):
        first, dots, rest = part.partition("..")
        last, slash, step = rest.partition("/")
        numbers = [first, *([last] if dots else []), *([step] if slash else [])]
        if not all(number.isdecimal() for number in numbers) or (slash and int(step) == 0):
            raise click.BadParameter(f"{part}: a number, or 7..28/7 for every seventh", param=parameter)
        stretch = range(int(first), (int(last) if dots else int(first)) + 1, int(step) if slash else 1)
        if not 1 <= len(stretch) <= MOST_VALUES:
            raise click.BadParameter(f"{part}: from the smaller to the larger number", param=parameter)
        found += stretch
    if len(set(found)) < len(found):
        raise click.BadParameter(f"{said}: a value twice", param=parameter)
    return tuple(found)
