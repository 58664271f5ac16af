"""Cases for a gate's verdict, drawn by a seed: tables, rows of a pack, answers, instants; sound and odd.

Both programs that decide are asked the same cases, so they must be plain JSON but for the table itself.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from lazaretto.obligations.passing import Passing, verdict
from lazaretto.protocol.compiling import MOST, PARTS, compiled
from lazaretto.protocol.document import Input, Rule, Table, Text

AT = 1_647_300_000  # an instant of 2022; rows lie around it
HOUR, DAY = 3600, 86_400
COLOURS = ("green", "yellow", "red")
FLAGS = (
    "authorised",
    "override",
    "quarantine_open",
    "gap_unexplained",
    "symptoms",
    "disinfected",
    "constructor",
)
CODES = {
    "health_code": COLOURS,
    "goods": ("food", "medical", "parcel"),
    "rest": ("none_needed", "running", "over"),
    "sample": ("none_needed", "awaited", "negative", "positive", "unclear"),
}
NUMBERS = {"temperature": "Cel", "test_age": "h", "people": "people"}
POINTS = {
    "temperature": ("37.3", "36", "39.95"),
    "test_age": ("48", "0.25", "72.001"),
    "people": ("2", "-1", "0"),
}


USUAL: dict[str, Any] = {  # what an officer sees and is told of whoever may come in, in parts of each unit
    "identity_confirmed": True, "health_code": "green", "travel_code": "clear", "exposure_declared": False,
    "symptoms": False, "temperature": 365, "hands_disinfected": True, "plate_read": True,
    "driver_cleared": True, "prohibited_aboard": False, "seal": "none", "disinfected": True,
}  # fmt: skip


class Case(NamedTuple):
    """What a verdict is asked of."""

    table: Table
    row: dict[str, Any] | None
    answers: dict[str, Any]
    at: int
    zone: str
    emergency: bool
    alive: bool

    def judged(self) -> Passing:
        """As Python decides it."""
        return verdict(
            compiled(self.table, version="t/1"), self.row, self.answers, at=self.at, zone=self.zone,
            emergency=self.emergency, alive=self.alive,
        )  # fmt: skip

    def plain(self) -> dict[str, Any]:
        """As it is sent to the other program."""
        return {
            "table": compiled(self.table, version="t/1"), "row": self.row, "answers": self.answers,
            "now": {"at": self.at, "zone": self.zone, "emergency": self.emergency, "alive": self.alive},
        }  # fmt: skip


def case(draw: Random, tables: Sequence[Table] = ()) -> Case:
    """One case: of a drawn table, or of one of these."""
    if tables and draw.random() < 0.5:
        return fair(draw, draw.choice(tables))
    table = a_table(draw)
    row = None if draw.random() < 0.15 else a_row(draw)
    return Case(
        table, row, some_answers(draw, table), AT + draw.choice((0, 0, 1, -1, DAY, draw.randint(-DAY, DAY))),
        draw.choice(("administration", "guarded")), draw.random() < 0.1, draw.random() < 0.9,
    )  # fmt: skip


def fair(draw: Random, table: Table) -> Case:
    """Somebody who may come in, but for one or two things that are drawn anew."""
    kind = draw.choice(("roster", "roster", "approval"))
    leave = {"kind": kind, "basis": kind, "zone": None, "opens": AT - DAY, "closes": AT + DAY}
    gap = {"since": AT - draw.choice((10, 72, 73)) * HOUR, "hours": 72, "broken": False}
    row = {
        "leaves": [{**leave, "conditions": None}], "isolating": [], "tested": [AT - 20 * HOUR],
        "gap": draw.choice((None, gap)),
        "goods": "food", "disinfected": True, "rests_until": AT - draw.choice((HOUR, 0, -1)),
        "result": "negative",
    }  # fmt: skip
    other, odd = a_row(draw), some_answers(draw, table)
    row |= {
        name: other[name] for name in draw.sample(sorted(other), draw.choice((0, 0, 1, 2))) if name in row
    }
    answers = {column.id: USUAL[column.id] for column in table.inputs if column.id in USUAL}
    answers |= {name: odd[name] for name in draw.sample(sorted(odd), draw.choice((0, 0, min(1, len(odd)))))}
    if draw.random() < 0.2:
        answers["goods"] = draw.choice(("food", "medical"))
    for name in draw.sample(sorted(answers), draw.choice((0, 0, 0, 1))):
        del answers[name]
    zone = draw.choice(("administration", "guarded"))
    return Case(table, row, answers, AT, zone, draw.random() < 0.05, draw.random() < 0.9)


def a_table(draw: Random) -> Table:
    """A table of any sort, complete or not; every test of the language turns up."""
    names = draw.sample((*FLAGS, *CODES, *NUMBERS), draw.randint(1, 7))
    inputs = tuple(_input(draw, name) for name in names)
    rules = tuple(_rule(draw, f"r{n}", inputs) for n in range(draw.randint(1, 6)))
    policy: Any = draw.choice(("first", "first", "unique"))
    return Table(id="drawn", title=_words("t"), hit_policy=policy, inputs=inputs, rules=rules)


def a_row(draw: Random) -> dict[str, Any]:
    """A row of a pack: whatever its category, it may hold anything that some row holds."""
    row: dict[str, Any] = {
        "subject": "S-1",
        "category": "person",
        "leaves": [_leave(draw) for _ in range(draw.choice((0, 1, 1, 2)))],
        "isolating": draw.choice(([], [], [[_near(draw), None]], [[AT - DAY, draw.choice((AT, AT + 1))]])),
        "tested": sorted((_near(draw, 3) for _ in range(draw.randint(0, 3))), reverse=True),
        "gap": draw.choice(
            (None, None, {"since": _near(draw, 6), "hours": 72, "broken": draw.random() < 0.2})
        ),
    }
    if draw.random() < 0.5:
        row["goods"] = draw.choice(("food", "medical", "parcel", None))
        row["disinfected"] = draw.choice((True, None))
        row["rests_until"] = draw.choice((None, AT, AT + 1, _near(draw)))
        row["result"] = draw.choice((None, "negative", "positive", "grey", "invalid"))
    return row


def some_answers(draw: Random, table: Table) -> dict[str, Any]:
    """Answers to most inputs, some of which do not fit, and to inputs that the table does not have."""
    told = {column.id: _answer(draw, column) for column in table.inputs if draw.random() < 0.85}
    if draw.random() < 0.3:
        told |= {"authorised": True, "emergency": True, "stranger": 7}
    return told


def _answer(draw: Random, column: Input) -> Any:
    if draw.random() < 0.06:
        return draw.choice((None, "green", True, 0, MOST + 10, -5, -5, "", "true"))
    if column.type == "boolean":
        return draw.random() < 0.5
    if column.type == "code":
        return draw.choice((*column.codes, "purple"))
    per = PARTS.get(column.unit, 1)
    point = draw.choice([float(text) for text in POINTS.get(column.id, ("37.3", "48"))])
    return int(point * per) + draw.choice((0, 0, 1, -1, draw.randint(-per, per), draw.randint(-50, 50)))


def _input(draw: Random, name: str) -> Input:
    told: Any = draw.choice(("officer", "record", "either"))
    if name in CODES:
        return Input(id=name, label=_words(name), type="code", codes=CODES[name], told_by=told)
    if name in NUMBERS:
        unit: Any = NUMBERS[name]
        return Input(id=name, label=_words(name), type="number", unit=unit, told_by=told)
    return Input(id=name, label=_words(name), type="boolean", told_by=told)


def _rule(draw: Random, name: str, inputs: Sequence[Input]) -> Rule:
    tested = draw.sample(inputs, draw.randint(0, min(3, len(inputs))))
    verdict_: Any = draw.choice(("admit", "hold", "refuse"))
    when = {column.id: _test(draw, column) for column in tested}
    return Rule(
        id=name, when=when, verdict=verdict_, say=_words(name), cite=("c",), lifts=draw.random() < 0.2
    )


def _test(draw: Random, column: Input) -> str:
    alternatives = draw.choice((1, 1, 2))
    return " | ".join(
        " & ".join(_atom(draw, column) for _ in range(draw.choice((1, 1, 2)))) for _ in range(alternatives)
    )


def _atom(draw: Random, column: Input) -> str:
    if draw.random() < 0.15:
        return draw.choice(("unknown", "known"))
    if column.type == "number":
        return draw.choice(("<", "<=", ">", ">=", "")) + draw.choice(POINTS[column.id])
    words = ("true", "false") if column.type == "boolean" else column.codes
    return draw.choice(("", "not ")) + draw.choice(words)


def _leave(draw: Random) -> dict[str, Any]:
    kind = draw.choice(("roster", "roster", "approval", "override"))
    opens = draw.choice((AT, AT + 1, AT - draw.randint(0, 2 * DAY)))
    zone = draw.choice((None, "administration", "guarded"))
    closes = draw.choice((AT, AT + 1, AT + DAY, AT + 3 * DAY))
    return {"kind": kind, "basis": kind, "zone": zone, "opens": opens, "closes": closes, "conditions": None}


def _near(draw: Random, days: int = 2) -> int:
    return AT + draw.choice((0, 1, -1, -48 * HOUR, -72 * HOUR, draw.randint(-days * DAY, DAY)))


def _words(text: str) -> Text:
    return Text(zh_hans=text, zh_hant=text, en=text)
