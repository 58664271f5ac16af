"""Custody lowered: who is placed where."""

from typing import Any, get_args

from lazaretto.facts import custody
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SEXES = get_args(custody.Sex)
ADMITTED, MOVED, TRANSFERRED_IN, CAME_BACK = range(4)  # why a person was placed
RELEASED, TRANSFERRED_OUT = range(2)  # why a person is no longer placed


def _admitted(body: custody.Admitted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person, cell = keys.number(body.person), keys.number(body.cell)
    deadline = body.legal_deadline
    yield "placed", person, cell, ADMITTED
    yield "admitted", person, cell, day_number(deadline) if deadline else 0
    if deadline:
        yield "deadline", person, day_number(deadline), 0
    yield "sex", person, SEXES.index(body.sex), 0
    if body.born:
        yield "born", person, day_number(body.born), 0
    if body.case_group:
        yield "case_group", person, keys.number(body.case_group), 0


def _deadline_set(body: custody.DeadlineSet, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "deadline", keys.number(body.person), day_number(body.until), 0


def _moved(body: custody.Moved, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "placed", keys.number(body.person), keys.number(body.cell), MOVED


def _transferred_out(body: custody.TransferredOut, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person = keys.number(body.person)
    yield "unplaced", person, TRANSFERRED_OUT, 0
    yield "transferred_out", person, facilities.number(body.to), int(body.status_document)


def _transferred_in(body: custody.TransferredIn, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person, cell = keys.number(body.person), keys.number(body.cell)
    yield "placed", person, cell, TRANSFERRED_IN
    yield "transferred_in", person, cell, facilities.number(body.origin)


def _released(body: custody.Released, fact: Fact, keys: Names, facilities: Names) -> Rows:
    person = keys.number(body.person)
    yield "unplaced", person, RELEASED, 0
    yield "released", person, int(body.handed_to is not None), 0


def _went_out(body: custody.WentOut, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "went_out", keys.number(body.person), 0, 0


def _came_back(body: custody.CameBack, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "placed", keys.number(body.person), keys.number(body.cell), CAME_BACK


LOWERING: dict[type, Any] = {
    custody.Admitted: _admitted,
    custody.Moved: _moved,
    custody.TransferredOut: _transferred_out,
    custody.TransferredIn: _transferred_in,
    custody.Released: _released,
    custody.WentOut: _went_out,
    custody.CameBack: _came_back,
    custody.DeadlineSet: _deadline_set,
}
