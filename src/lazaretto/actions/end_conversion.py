"""End a facility's change of role: take the new role up, give the order up, or go back to the old one."""

from datetime import datetime
from typing import Literal

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.plan_conversion import open_conversion
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.board.conversion_page import ConversionPage
from lazaretto.facts.command import ConversionEnded, IntakeResumed, RoleAssigned
from lazaretto.facts.fact import Body
from lazaretto.ledger.receipts import Receipt

Outcome = Literal["carried_out", "reversed", "abandoned"]


def end_conversion(
    facility: str, *, outcome: Outcome, reason: str, actor: Actor, device: str, now: datetime
) -> list[Receipt]:
    """State the end of a change of role together with the role and the intake that follow from it.

    Raises :class:`Refused` where there is none to end, where people still wait to leave, or, going back,
    where the house still holds people.
    """
    page = open_conversion(facility, actor=actor, now=now)
    bodies = _ENDS[outcome](page, reason)
    statements = [Statement(body=body, occurred=now, facility=facility) for body in bodies]
    return state_together(statements, actor=actor, device=device, now=now)


def _carried_out(page: ConversionPage, reason: str) -> list[Body]:
    running = page.running
    if running is None:
        raise Refused("conversion_unknown", facility=page.house.code)
    left = running.left + len(running.others)
    if left or running.state != "emptied":
        raise Refused("conversion_unfinished", people=str(left), facility=page.house.code)
    order = running.order
    basis = f"{order.authority} {order.conversion}"
    back = [IntakeResumed(basis=basis)] if order.role == "ordinary" else []
    ended = ConversionEnded(conversion=order.conversion, outcome="carried_out", reason=reason or None)
    return [RoleAssigned(role=order.role, basis=basis), *back, ended]


def _abandoned(page: ConversionPage, reason: str) -> list[Body]:
    running = page.running
    if running is None:
        raise Refused("conversion_unknown", facility=page.house.code)
    conversion = running.order.conversion
    ended = ConversionEnded(conversion=conversion, outcome="abandoned", reason=reason or None)
    return [ended, IntakeResumed(basis=f"{reason} {conversion}".strip())]


def _reversed(page: ConversionPage, reason: str) -> list[Body]:
    done = page.reversible
    if done is None:
        raise Refused("conversion_unknown", facility=page.house.code)
    if page.people:
        raise Refused("conversion_in_use", people=str(page.people), facility=page.house.code)
    conversion = done.order.conversion
    return [
        RoleAssigned(role="ordinary", basis=f"{reason} {conversion}".strip()),
        IntakeResumed(basis=f"{reason} {conversion}".strip()),
        ConversionEnded(conversion=conversion, outcome="reversed", reason=reason or None),
    ]


_ENDS = {"carried_out": _carried_out, "abandoned": _abandoned, "reversed": _reversed}
