"""Open the check-ins of a facility: who is in isolation, and what is due to be erased."""

from dataclasses import dataclass
from datetime import datetime

from lazaretto.access.actor import Actor
from lazaretto.actions.erase_check_ins import ACTS, DueList, due_list
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import view
from lazaretto.board.check_ins_page import CheckInsPage, check_ins_page
from lazaretto.registers.record import Record


@dataclass(frozen=True, slots=True)
class CheckIns:
    """The page, and the check-ins whose time is over; ``due`` is None for who may not erase them."""

    page: CheckInsPage
    due: DueList | None


def open_check_ins(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> CheckIns:  # fmt: skip
    """The check-ins at ``at`` (None: now). Raises :class:`Refused` outside the scope.

    Where somebody is and how they feel is told to those only who may open people's records.
    """
    actor.require("read_person", facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    house = house_of(seen, facility)
    page = check_ins_page(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house)
    may = at is None and all(actor.may(act) for act in ACTS)
    return CheckIns(page, due_list(seen, [facility]) if may else None)
