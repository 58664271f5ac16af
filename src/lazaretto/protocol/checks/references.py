"""Names: each is given once, and whatever is named exists."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from lazaretto.protocol.document import Protocol, Recurring
from lazaretto.protocol.problem import Problem

_NAMED = (
    "sources", "parameters", "bottom_lines", "clauses", "patterns", "procedures", "tasks", "matters",
    "checklists", "tables", "retentions",
)  # fmt: skip
_CITING = (
    "parameters", "clauses", "legs", "patterns", "procedures", "tasks", "matters", "checklists", "retentions",
)  # fmt: skip


def ids_are_unique(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """No two parts of one list share an id; no two legs share a layer."""
    for path, ids in _lists_of_ids(protocol):
        seen: Counter[str] = Counter()
        for number, name in enumerate(ids):
            seen[name] += 1
            if seen[name] == 2:
                yield Problem(code="id_twice", path=f"{path}[{number}]", values={"name": name})


def sources_exist(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every cited source stands in the list of sources."""
    known = {source.id for source in protocol.sources}
    for path, part in citing(protocol):
        for number, name in enumerate(part.cite):
            if name not in known:
                yield Problem(code="source_unknown", path=f"{path}.cite[{number}]", values={"name": name})


def citations_are_given(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Whatever says what is owed, how much or how often cites at least one source."""
    for path, part in citing(protocol):
        if not part.cite:
            yield Problem(code="citation_missing", path=path, values={"name": name_of(part)})


def uses_exist(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every parameter that a clause, leg, pattern, procedure or checklist uses is stated."""
    known = {parameter.id for parameter in protocol.parameters}
    for path, part in citing(protocol):
        for number, name in enumerate(getattr(part, "uses", ())):
            if name not in known:
                yield Problem(code="parameter_unknown", path=f"{path}.uses[{number}]", values={"name": name})


def bottom_lines_are_kept(protocol: Protocol, baseline: Protocol | None) -> Iterator[Problem]:
    """Every bottom line that a clause names is stated; every one stated has a clause that can break it."""
    stated, named = [line.id for line in protocol.bottom_lines], set[str]()
    for number, clause in enumerate(protocol.clauses):
        if clause.bottom_line is None:
            continue
        named.add(clause.bottom_line)
        if clause.bottom_line not in stated:
            words = {"name": clause.bottom_line}
            yield Problem(code="bottom_line_unknown", path=f"clauses[{number}].bottom_line", values=words)
    for number, name in enumerate(stated):
        if name not in named:
            yield Problem(code="bottom_line_idle", path=f"bottom_lines[{number}]", values={"name": name})


def citing(protocol: Protocol) -> Iterator[tuple[str, Any]]:
    """Every part that cites sources, with its path."""
    for field in _CITING:
        for number, part in enumerate(getattr(protocol, field)):
            yield f"{field}[{number}]", part
    for t, table in enumerate(protocol.tables):
        for r, rule in enumerate(table.rules):
            yield f"tables[{t}].rules[{r}]", rule


def name_of(part: Any) -> str:
    """What a part is called in a message: its id, or a leg's layer."""
    return str(part.id if hasattr(part, "id") else part.layer)


def _lists_of_ids(protocol: Protocol) -> Iterator[tuple[str, list[str]]]:
    for field in _NAMED:
        yield field, [part.id for part in getattr(protocol, field)]
    yield "legs", [str(leg.layer) for leg in protocol.legs]
    for number, clause in enumerate(protocol.clauses):
        if isinstance(clause.duty, Recurring):
            yield f"clauses[{number}].duty.slots", [slot.id for slot in clause.duty.slots]
    for number, checklist in enumerate(protocol.checklists):
        yield f"checklists[{number}].areas", [area.id for area in checklist.areas]
        yield f"checklists[{number}].items", [item.id for item in checklist.items]
    for number, table in enumerate(protocol.tables):
        yield f"tables[{number}].inputs", [column.id for column in table.inputs]
        yield f"tables[{number}].rules", [rule.id for rule in table.rules]
