"""Plan pools for a facility: its cells and what its recent tests found, compared for each size of tube."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.pool_plan_page import PoolPlanPage, pool_plan_page
from lazaretto.board.pooling_question import Assumed, assumed
from lazaretto.registers.record import Record

FILE = "pooling-2022.yaml"


def plan_pools(
    facility: str, *, actor: Actor, now: datetime, typed: Mapping[str, float | None] | None = None,
    at: datetime | None = None, record: Record | None = None,
) -> PoolPlanPage:  # fmt: skip
    """The plan, where nothing was typed by the numbers that are assumed.

    Raises :class:`Refused` outside the scope, without the act, and for a number outside its range.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, record=record)
    house = house_of(seen, facility)
    try:
        return pool_plan_page(seen.standing, house=house, begin=begin(), typed=dict(typed or {}))
    except ValueError as fault:
        raise Refused("malformed", why=str(fault)) from fault


def begin() -> Assumed:
    """The numbers with which a plan begins."""
    return assumed((Path(settings.ASSUMPTIONS_DIR) / FILE).read_bytes())
