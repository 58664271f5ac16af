"""Order a facility's change of role as it was shown: the plan that was looked at, or nothing."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

import msgspec

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.plan_conversion import plan_conversion
from lazaretto.actions.state_together import state_together
from lazaretto.actions.statement import Statement
from lazaretto.facts.command import ConversionOrdered, IntakeSuspended, PlannedFollow, PlannedMove, Role
from lazaretto.placement.emptying import Plan


def order_conversion(
    facility: str, *, role: Role, authority: str, reason: str, begins: datetime, to: Collection[str],
    shown: str, actor: Actor, device: str, now: datetime,
) -> str:  # fmt: skip
    """State the order and suspend the intake; gives the number of the change of role.

    ``shown``: :func:`seal` of the plan that was looked at. Raises :class:`Refused` where the plan would be
    another by now, where it does not fit, or where a change of role runs already.
    """
    page, plan = plan_conversion(facility, actor=actor, now=now, to=to)
    if seal(plan) != shown:
        raise Refused("plan_changed", facility=facility)
    if not plan.fits:
        behind = sum(short.places for short in plan.short)
        raise Refused("conversion_short", people=str(behind), facility=facility)
    conversion = f"{facility}-{now:%Y%m%d-%H%M%S}"
    ordered = ConversionOrdered(
        conversion=conversion, role=role, authority=authority, reason=reason, begins=begins,
        moves=tuple(
            PlannedMove(person=m.person, to=m.to, vehicle=m.vehicle, trip=m.trip) for m in plan.moves
        ),
        officers=tuple(PlannedFollow(person=person, to=house) for person, house in plan.follow),
        stays_open=page.stays_open,
    )  # fmt: skip
    bodies = [ordered] if page.suspended else [ordered, IntakeSuspended(basis=f"{authority} {conversion}")]
    state_together(
        [Statement(body=body, occurred=now, facility=facility) for body in bodies],
        actor=actor, device=device, now=now,
    )  # fmt: skip
    return conversion


def seal(plan: Plan) -> str:
    """A digest by which a plan is known again."""
    return sha256(msgspec.json.encode(plan)).hexdigest()
