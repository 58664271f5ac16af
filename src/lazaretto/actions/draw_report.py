"""Draw up a day's report: its figures are read off the record now, and their digest is stated."""

from datetime import date, datetime
from uuid import UUID

from lazaretto.access.actor import Actor
from lazaretto.actions.looking_at_days import report_of, reported_house
from lazaretto.actions.open_report import BEFORE
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.periods import instant, seconds
from lazaretto.facts.reports import ReportDrawn
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.reports import course_of, next_number

ACT = "state:command.report_drawn"


def draw_report(
    facility: str, day: date, *, reason: str, actor: Actor, device: str, now: datetime,
    fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """State that the report was drawn up, as known in the second before. reason: why it is a correction.

    fact: the number that its form makes. Raises :class:`Refused` outside the scope, of a day that is not
    over, of a correction without a reason.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now)
    house = reported_house(seen, facility, actor=actor)
    known = instant(seconds(now)) - BEFORE
    report = report_of(seen, house, day=day, known_at=known)
    number = next_number(course_of(seen.standing, seen.record.facts, facility, day))
    body = ReportDrawn(
        day=day, number=number, known_at=known, digest=report.digest, astray=report.astray,
        reason=reason or None,
    )  # fmt: skip
    statement = Statement(body=body, occurred=now, facility=facility, id=fact)
    return state_together([statement], actor=actor, device=device, now=now)[0]
