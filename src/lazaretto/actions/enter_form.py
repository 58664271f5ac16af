"""Enter a paper form: each line becomes a fact with its time on paper, once, however often it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from lazaretto.access.actor import Actor
from lazaretto.actions.open_paper import form_of
from lazaretto.actions.record_batch import record_batch
from lazaretto.actions.statement import Statement
from lazaretto.board.paper import Form, Part
from lazaretto.facts.fact import Body
from lazaretto.facts.gate import LineUnread
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What somebody read on one line: what happened, when, the check before it; or why it cannot be read."""

    number: int
    occurred: datetime | None = None
    body: Body | None = None
    check: Body | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one line: the receipt of its passage, or of its being unreadable."""

    number: int
    receipt: Receipt


def enter_form(
    facility: str, *, form: str, lines: Sequence[PaperLine], actor: Actor, now: datetime
) -> list[LineResult]:
    """Record the lines of a form, each with the time that stands on the paper; one result a line, in order.

    The ids follow from form and line: a line that was entered before comes out as *duplicate* when it says
    the same, and is refused (``line_entered``) when it says something else. Raises :class:`Refused` for a
    number that is no form's of this facility.
    """
    known = form_of(facility, form)
    rows = [(line, part, row) for line in lines for part, row in _rows(facility, known, line, now=now)]
    receipts = record_batch([row for _, _, row in rows], actor=actor, device=device_of(facility), now=now)
    return [
        LineResult(line.number, _told(receipt, known, line))
        for (line, part, _), receipt in zip(rows, receipts, strict=True)
        if part != "check"
    ]


def device_of(facility: str) -> str:
    """The device of everything that comes from paper: it says so in every list."""
    return f"{facility}/paper"


def _rows(facility: str, form: Form, line: PaperLine, *, now: datetime) -> list[tuple[Part, Statement]]:
    """The statements of one line. What could not be read is said now; everything else when it happened."""
    if line.unread:
        unread = LineUnread(form=form.number, line=line.number, reason=line.unread)
        return [("unread", _statement(facility, form, line, unread, now, "unread"))]
    rows: list[tuple[Part, Statement]] = []
    if line.body is not None and line.occurred is not None:
        said = live().number_of(form.id_of(line.number)) >= 0  # then no second check is tied to it
        if line.check is not None and not said:
            rows.append(("check", _statement(facility, form, line, line.check, line.occurred, "check")))
        rows.append(("passage", _statement(facility, form, line, line.body, line.occurred, "passage")))
    return rows


def _statement(
    facility: str, form: Form, line: PaperLine, body: Body, occurred: datetime, part: Part
) -> Statement:
    return Statement(body=body, occurred=occurred, facility=facility, id=form.id_of(line.number, part))


def _told(receipt: Receipt, form: Form, line: PaperLine) -> Receipt:
    """A line that another entry has already taken is told by its number."""
    if receipt.outcome == "refused" and receipt.rules == ("id_taken",):
        return msgspec.structs.replace(
            receipt, rules=("line_entered",), values={"line": form.line(line.number).rpartition("/")[2]}
        )
    return receipt
