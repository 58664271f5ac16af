"""Close an inspection: its score, and a finding with owner and term for every item that failed (M34)."""

from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor
from lazaretto.actions.open_inspections import open_inspection
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import view
from lazaretto.board.inspections_page import InspectionPage, ItemLine
from lazaretto.facts.inspections import InspectionClosed
from lazaretto.facts.notices import FindingRaised
from lazaretto.facts.periods import at_local, local_day
from lazaretto.ledger.receipts import Receipt
from lazaretto.obligations.inspecting import SEVERITY
from lazaretto.obligations.whose import whose

_DAY_ENDS = time(23, 59, 59)  # a term of days ends with the last of them
_CODE = 4  # characters of the form's number that tell two findings of one day apart


def close_inspection(
    facility: str, inspection: str, *, made: UUID, words: str | None, actor: Actor, device: str,
    now: datetime,
) -> list[Receipt]:  # fmt: skip
    """Sign it. What failed and was not raised item by item is raised with it, in one transaction.

    Raises :class:`Refused` where an item is not answered as it asks.
    """
    page = open_inspection(facility, inspection, actor=actor, now=now)
    body = InspectionClosed(
        inspection=inspection, checklist=page.line.inspection.body.checklist, score=page.line.score,
        failed=page.line.failed, closed_by=actor.code, words=words or None,
    )  # fmt: skip
    closing = Statement(body=body, occurred=now, facility=facility, id=uuid5(made, "closed"))
    failed = [item for item in page.items if item.judged.fails and item.finding is None]
    raised = [hazard(page, item, made=made, actor=actor, now=now) for item in failed]
    return state_together([closing, *raised], actor=actor, device=device, now=now)


def hazard(page: InspectionPage, item: ItemLine, *, made: UUID, actor: Actor, now: datetime) -> Statement:
    """The finding that a failed item is: how grave by its rating, whose, and by when it is put right."""
    asked, house = item.judged.item, page.house
    days = page.line.checklist.due[asked.hazard] if page.line.checklist else 0
    today = local_day(now, zone=house.zone)
    seen = view(now=now)
    owner = whose(seen.standing, facts=seen.record.facts, facility=house.code, role="leader")
    fact = uuid5(made, asked.id)
    answer = item.judged.answer
    words = answer.words if answer and answer.words else asked.text.zh_hans
    body = FindingRaised(
        finding=f"F-{house.code}-{today:%m%d}-{fact.hex[:_CODE].upper()}", about=asked.about, seen=words,
        severity=SEVERITY[asked.hazard], origin="inspection", of=page.line.inspection.code,
        evidence=answer.evidence if answer else (), found_by=actor.code, item=asked.id, hazard=asked.hazard,
        owner=owner.person, due=at_local(today + timedelta(days=days), _DAY_ENDS, zone=house.zone),
    )  # fmt: skip
    return Statement(body=body, occurred=now, facility=house.code, id=fact)
