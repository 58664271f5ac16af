"""Decision tables: readable, complete, without contradiction, and shut to the unknown."""

from collections.abc import Callable, Iterator
from itertools import combinations

from lazaretto.protocol.document import Protocol, Table
from lazaretto.protocol.matching import Untestable, matches, parse
from lazaretto.protocol.partitioning import Box, Grid, TooLarge, common, cut, in_words, unknown_bit, without
from lazaretto.protocol.problem import Problem, Words


def tables_can_be_read(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every test is of the language, of an input that the table has, and of a code that the input has."""
    for number, table in enumerate(protocol.tables):
        columns = {column.id: column for column in table.inputs}
        for position, column in enumerate(table.inputs):
            if column.type == "code" and not column.codes:
                path = f"tables[{number}].inputs[{position}].codes"
                yield Problem(code="codes_missing", path=path, values={"input": column.label})
        for row, rule in enumerate(table.rules):
            for name, text in rule.when.items():
                path = f"tables[{number}].rules[{row}].when.{name}"
                if name not in columns:
                    known = ", ".join(columns)
                    yield Problem(code="input_unknown", path=path, values={"name": name, "known": known})
                    continue
                try:
                    parse(text, columns[name])
                except Untestable as fault:
                    yield Problem(code="test_unreadable", path=path, values={"test": str(fault)})


def tables_have_no_gap(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Some row speaks of every case, unknowns included. The first case left out is told."""
    yield from _on_every_grid(protocol, _gap)


def tables_have_no_overlap(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """In a ``unique`` table no case is spoken of twice."""
    yield from _on_every_grid(protocol, _overlaps)


def tables_have_no_dead_row(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every row matches some case; in a ``first`` table one that no row above has taken."""
    yield from _on_every_grid(protocol, _dead_rows)


def unknown_never_admits(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """No admitting row matches an unknown of an input for which some other row does not admit.

    A row that lifts the rules is not asked: what *it* may stand on is the next check.
    """
    yield from _on_every_grid(protocol, _admitted_unknowns)


def lifting_rows_stand_on_the_record(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """A row that sets the rules aside tests what the record alone tells, and lets no unknown pass."""
    yield from _on_every_grid(protocol, _lifted_by_nobody)


def _on_every_grid(protocol: Protocol, look: Callable[[Grid, str], Iterator[Problem]]) -> Iterator[Problem]:
    """Look at every table that can be read; the others have their own check."""
    for number, table in enumerate(protocol.tables):
        path = f"tables[{number}]"
        try:
            grid = cut(table)
        except (Untestable, KeyError):
            continue
        try:
            yield from look(grid, path)
        except TooLarge:
            yield Problem(code="table_too_large", path=path, values={"table": table.title})


def _gap(grid: Grid, path: str) -> Iterator[Problem]:
    largest_first = sorted(grid.boxes, key=_breadth, reverse=True)
    left = without(grid.whole, largest_first)
    if left:
        words: Words = {"table": grid.table.title, "case": in_words(grid, min(left, key=_reading_order))}
        yield Problem(code="gap", path=path, values=words)


def _overlaps(grid: Grid, path: str) -> Iterator[Problem]:
    if grid.table.hit_policy == "first":
        return
    for (one, box), (other, other_box) in combinations(enumerate(grid.boxes), 2):
        both = common(box, other_box)
        if both is not None:
            rules = grid.table.rules
            words: Words = {"one": rules[one].id, "other": rules[other].id, "case": in_words(grid, both)}
            yield Problem(code="overlap", path=f"{path}.rules[{other}]", values=words)


def _dead_rows(grid: Grid, path: str) -> Iterator[Problem]:
    for row, rule in enumerate(grid.table.rules):
        if not _reached(grid, row):
            yield Problem(code="row_dead", path=f"{path}.rules[{row}]", values={"row": rule.id})


def _admitted_unknowns(grid: Grid, path: str) -> Iterator[Problem]:
    guarded = _guarded(grid.table)
    for row, rule in enumerate(grid.table.rules):
        if rule.verdict != "admit" or rule.lifts:
            continue
        reached = _reached(grid, row)
        for position, column in enumerate(grid.table.inputs):
            unknown = unknown_bit(grid.cells[position])
            if column.id in guarded and any(box[position] & unknown for box in reached):
                words: Words = {"row": rule.id, "input": column.label}
                yield Problem(code="unknown_admits", path=f"{path}.rules[{row}]", values=words)


def _lifted_by_nobody(grid: Grid, path: str) -> Iterator[Problem]:
    columns = {column.id: column for column in grid.table.inputs}
    for row, rule in enumerate(grid.table.rules):
        told = any(columns[name].told_by == "record" for name in rule.when)
        sure = not any(matches(parse(text, columns[name]), None) for name, text in rule.when.items())
        if rule.lifts and not (told and sure):
            yield Problem(code="lifted_by_nobody", path=f"{path}.rules[{row}]", values={"row": rule.id})


def _reached(grid: Grid, row: int) -> list[Box]:
    """The cases that a row decides: all it matches, in a ``first`` table less those taken above it."""
    box = grid.boxes[row]
    if not all(box):
        return []
    return without(box, grid.boxes[:row]) if grid.table.hit_policy == "first" else [box]


def _guarded(table: Table) -> set[str]:
    """The inputs that some row tests in order not to admit."""
    return {name for rule in table.rules if rule.verdict != "admit" for name in rule.when}


def _breadth(box: Box) -> int:
    return sum(mask.bit_count() for mask in box)


def _reading_order(box: Box) -> tuple[int, ...]:
    return tuple((mask & -mask).bit_length() for mask in box)
