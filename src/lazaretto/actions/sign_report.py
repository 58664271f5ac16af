"""Sign a day's report as it was drawn up, once the record still gives those very figures."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.looking_at_days import report_of, reported_house
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.facts.reports import ReportSigned
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.reports import course_of, drawn, signed

ACT = "state:command.report_signed"


def sign_report(
    facility: str, day: date, *, despite: Sequence[str], reason: str, actor: Actor, device: str,
    now: datetime, fact: UUID | None = None,
) -> Receipt:  # fmt: skip
    """State that the draft is signed. despite: every law that its figures do not keep, with the reason.

    fact: the number that its form makes. Raises :class:`Refused` with what stands against it: no draft, the
    drafter's own signature, a law broken and not named; ``report_changed`` where the record no longer gives
    the figures of the draft.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now)
    house = reported_house(seen, facility, actor=actor)
    course = course_of(seen.standing, seen.record.facts, facility, day)
    draft, before = drawn(course), signed(course)
    if draft is None or course.machine.after(course.state, "sign") is None:
        raise Refused("report_out_of_turn", day=day.isoformat())
    if draft.digest != report_of(seen, house, day=day, known_at=draft.known_at).digest:
        raise Refused("report_changed", day=day.isoformat())
    body = ReportSigned(
        day=day, number=draft.number, known_at=draft.known_at, digest=draft.digest, signed_by=actor.code,
        corrects=before.number if before else None, despite=tuple(despite), reason=reason or draft.reason,
    )  # fmt: skip
    statement = Statement(body=body, occurred=now, facility=facility, id=fact)
    return state_together([statement], actor=actor, device=device, now=now)[0]
