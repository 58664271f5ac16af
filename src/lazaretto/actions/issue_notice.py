"""Issue a notice: an order to one house, or a circular to every house, under the next number of its year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from lazaretto.access.actor import Actor, Refused
from lazaretto.actions.allowing import allow, granted
from lazaretto.actions.granting import keep_requests_still
from lazaretto.actions.replacing import append_allowed
from lazaretto.actions.statement import Statement, check, fact_of
from lazaretto.actions.viewing import view
from lazaretto.board.findings_page import FindingLine, lines_of
from lazaretto.facts.notices import NoticeIssued, NoticeLine, NoticeSort
from lazaretto.facts.periods import local_day, seconds
from lazaretto.ledger.receipts import Receipt
from lazaretto.ledger.tailing import live
from lazaretto.ledger.transacting import in_turn, written
from lazaretto.obligations.notices import next_number

_TURN = "notices"  # one number is given out at a time
_INITIALS: Mapping[NoticeSort, str] = {"order": "D", "circular": "T"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a leader signs. named: (facility, finding), in the order in which the paper lists them."""

    sort: NoticeSort
    title: str
    demands: str
    named: Sequence[tuple[str, str]]
    due: datetime | None = None


def issue_notice(draft: Draft, *, made: UUID, actor: Actor, device: str, now: datetime) -> tuple[str, str]:
    """Record the notice for every house it goes to; (its first house, what it is called there).

    made: the form's own number: pressed twice, it is issued once. Raises :class:`Refused` with the first
    reason against it, or where nothing is named; then no house has it, and no number is used up.
    """
    actor.require("state:supervision.notice_issued")
    lines = _lines(draft, actor=actor, now=now)
    if not lines:
        raise Refused("notice_names_nothing")
    return written(lambda: _issued(draft, lines, made, actor, device, now), scope=actor.scope)


def _lines(draft: Draft, *, actor: Actor, now: datetime) -> tuple[NoticeLine, ...]:
    """The paper's lines as the findings stand, each as grave as it is by now."""
    seen = view(now=now)
    known: dict[tuple[str, str], FindingLine] = {}
    for house in seen.houses(actor.scope):
        for line in lines_of(seen.standing, facts=seen.record.facts, forces=seen.forces, house=house):
            known[house.code, line.code] = line
    missing = next(((house, code) for house, code in draft.named if (house, code) not in known), None)
    if missing is not None:
        raise Refused("notice_finding_unknown", finding=missing[1][:64], facility=missing[0][:24])
    found = [known[one] for one in dict.fromkeys(draft.named)]
    return tuple(
        NoticeLine(
            facility=line.house.code, finding=line.code, about=line.climbed.finding.body.about,
            severity=line.climbed.severity, seen=line.climbed.finding.body.seen,
        )
        for line in found
    )  # fmt: skip


def _issued(
    draft: Draft, lines: tuple[NoticeLine, ...], made: UUID, actor: Actor, device: str, now: datetime
) -> tuple[str, str]:
    in_turn(_TURN)
    record = live()
    houses = _addressed(draft, lines, actor, now)
    before = record.number_of(uuid5(made, houses[0]))
    if before >= 0 and isinstance(known := record.facts[before].body, NoticeIssued):
        return houses[0], known.notice
    zone = next(house.zone for house in view(now=now).houses(actor.scope))
    year = local_day(now, zone=zone).year
    number = next_number(record.standing(at=seconds(now)), draft.sort, year)
    body = NoticeIssued(
        notice=f"{_INITIALS[draft.sort]}-{year}-{number}", sort=draft.sort, year=year, number=number,
        title=draft.title, lines=lines, demands=draft.demands, due=draft.due, signed_by=actor.code,
    )  # fmt: skip
    asked = []
    for house in houses:
        statement = Statement(body=body, occurred=now, facility=house, id=uuid5(made, house))
        check(statement)
        allow(statement, actor=actor)
        asked.append(fact_of(statement, actor=actor.code, device=device, now=now))
    keep_requests_still(asked)
    facts = [granted(fact, actor=actor) for fact in asked]
    _recorded(append_allowed(facts, actor=actor))
    return houses[0], body.notice


def _addressed(draft: Draft, lines: tuple[NoticeLine, ...], actor: Actor, now: datetime) -> list[str]:
    """An order goes to the house it names; a circular to every house in scope that holds people."""
    if draft.sort == "order":
        return [lines[0].facility]
    seen = view(now=now)
    holding = seen.standing.houses.tolist()
    return [house.code for house in seen.houses(actor.scope) if house.number in holding]


def _recorded(receipts: Sequence[Receipt]) -> None:
    for receipt in receipts:
        if not receipt.recorded:
            raise Refused(receipt.rules[0], **receipt.values)
