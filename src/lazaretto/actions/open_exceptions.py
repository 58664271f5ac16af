"""Open the page of exceptions: of one house or of all in scope, in a stretch of days; report one upward."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.open_day_sheet import house_of
from lazaretto.actions.record_fact import record_fact
from lazaretto.actions.statement import Statement
from lazaretto.actions.viewing import View, view
from lazaretto.board.exceptions import Exceptions, exceptions
from lazaretto.board.houses import zone_of
from lazaretto.facts.gate import OverrideReported
from lazaretto.facts.periods import local_day
from lazaretto.ledger.receipts import Receipt
from lazaretto.registers.record import Record

ACT = "read_day_sheet"
REPORT = "state:gate.override_reported"
DAYS = 7  # shown unless other days are asked for: a week of closed duty
MOST_DAYS = 92  # a quarter: no page of exceptions should be longer


def open_exceptions(
    facility: str | None, *, actor: Actor, now: datetime, first: date | None = None,
    last: date | None = None, at: datetime | None = None, known_at: datetime | None = None,
    record: Record | None = None,
) -> Exceptions:  # fmt: skip
    """The exceptions of one house, or of all in scope (None), on the days from ``first`` to ``last``.

    Without days: the last seven. Raises :class:`Refused` outside the scope, for a facility that was not
    established, and for days that are reversed or more than 92 (``malformed``).
    """
    actor.require(ACT, facility=facility)
    seen = view(now=now, at=at, known_at=known_at, record=record)
    chosen = (house_of(seen, facility),) if facility is not None else seen.houses(actor.scope)
    zone = zone_of(chosen)
    today = local_day(seen.at, zone=zone)
    until = last or today
    since = first or until - timedelta(days=DAYS - 1)
    if not 0 <= (until - since).days < MOST_DAYS:
        raise Refused("malformed", why=f"{since} – {until}")
    codes = tuple(house.code for house in chosen)
    known = seen.at if known_at is None else known_at
    page = seen.keeping(
        ("exceptions", codes, since, until),
        lambda: exceptions(
            seen.standing, facts=seen.record.facts, forces=seen.forces, houses=chosen, first=since,
            last=until, zone=zone, known_at=known,
        ),
    )  # fmt: skip
    return replace(page, may_report=_may_report(seen, actor) if at is None else frozenset())


def report_override(
    facility: str, *, override: str, actor: Actor, device: str, now: datetime, fact: UUID | None = None
) -> Receipt:
    """State that an override was reported upward. fact: the number that its form makes.

    Raises :class:`Refused` for one that nobody gave there.
    """
    actor.require(REPORT, facility=facility)
    standing = view(now=now).standing
    rows = standing.events("overridden")
    here = rows.where(rows.facility == standing.facilities.find(facility))
    if standing.names.find(override) not in here.key.tolist():
        raise Refused("not_in_record", what=override)
    statement = Statement(body=OverrideReported(override=override), occurred=now, facility=facility, id=fact)
    return record_fact(statement, actor=actor, device=device, now=now)


def _may_report(seen: View, actor: Actor) -> frozenset[str]:
    if not actor.may(REPORT):
        return frozenset()
    return frozenset(house.code for house in seen.houses(actor.scope))
