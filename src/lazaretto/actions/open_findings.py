"""Open the findings of a house, one of them, how every house of the scope stands, or a notice."""

from collections.abc import Mapping
from datetime import datetime

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.viewing import View, view
from lazaretto.board.findings_page import (
    CityFindings,
    FindingPage,
    FindingsPage,
    city_findings,
    coming_of,
    findings_page,
)
from lazaretto.board.houses import House, houses
from lazaretto.facts.periods import local_day
from lazaretto.obligations.climbing import repeat_days
from lazaretto.obligations.notices import Paper, next_number, notices
from lazaretto.registers.notices import SORTS
from lazaretto.registers.record import Record

ACT = "read_facts"


def open_findings(
    facility: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> FindingsPage:  # fmt: skip
    """The findings of one house. Raises :class:`Refused` outside the scope, or without the act."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    return _page(seen, house_of(seen, facility))


def open_finding(
    facility: str, finding: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    known_at: datetime | None = None, record: Record | None = None,
) -> FindingPage:  # fmt: skip
    """One finding. Raises :class:`Refused` as above, and for one that the house does not have."""
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    page = _page(seen, house_of(seen, facility))
    line = next((one for one in (*page.waiting, *page.closed) if one.code == finding), None)
    if line is None:
        raise Refused("not_in_record", what=finding[:64])
    coming = coming_of(seen.standing, facts=seen.record.facts, forces=seen.forces, line=line)
    return FindingPage(page.house, page.at, line, coming)


def open_findings_everywhere(
    *, actor: Actor, now: datetime, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> CityFindings:  # fmt: skip
    """Every house of the actor's scope beside the others. Raises :class:`Refused` without the act."""
    actor.require(ACT)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    holding = seen.standing.houses.tolist()
    mine = tuple(house for house in seen.houses(actor.scope) if house.number in holding)
    year = local_day(seen.at, zone=mine[0].zone).year if mine else seen.at.year
    return city_findings(
        seen.standing, facts=seen.record.facts, forces=seen.forces, houses=mine,
        days=repeat_days(seen.forces, seen.standing.at),
        next_numbers={sort: next_number(seen.standing, sort, year) for sort in SORTS},
    )  # fmt: skip


def open_notice(
    facility: str, notice: str, *, actor: Actor, now: datetime, at: datetime | None = None,
    record: Record | None = None,
) -> tuple[House, Paper, FindingsPage, Mapping[str, House]]:  # fmt: skip
    """A notice as one house has it, how its findings stand, and the houses that the paper itself names.

    Raises :class:`Refused` as above.
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, record=record)
    house = house_of(seen, facility)
    every = notices(seen.standing, seen.record.facts, facility)
    paper = next((one for one in every if one.body.notice == notice), None)
    if paper is None:
        raise Refused("not_in_record", what=notice[:64])
    codes = {line.facility for line in paper.body.lines}
    named = {one.code: one for one in houses(seen.standing, facts=seen.record.facts, codes=codes)}
    return house, paper, _page(seen, house), named


def _page(seen: View, house: House) -> FindingsPage:
    return seen.keeping(
        ("findings", house.code),
        lambda: findings_page(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house),
    )
