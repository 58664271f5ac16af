"""Levels, leaders, directives and dispatches as they go over the wire: flat, with their history."""

from datetime import datetime
from uuid import UUID

import msgspec

from lazaretto.board.agenda import Agenda
from lazaretto.board.directives_page import Copy, DirectiveLine, DirectivePage, DirectivesPage, Pair
from lazaretto.board.dispatch_page import DispatchesPage, DispatchPage
from lazaretto.board.houses import House
from lazaretto.board.leaders_page import LeaderLine, LeadersPage, Left
from lazaretto.board.level_page import LevelPage, Ordered
from lazaretto.facts.command import Level
from lazaretto.facts.directives import DirectiveIssued
from lazaretto.facts.dispatches import AgendaLine
from lazaretto.facts.periods import instant
from lazaretto.obligations.assignments import Assignment
from lazaretto.obligations.leading import Named
from lazaretto.obligations.whose import Whose, Why
from lazaretto.protocol.document import Owner, Text
from lazaretto.registers.events import FOREVER


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The mould of the rest."""


class LevelTold(_Shape, frozen=True, kw_only=True):
    """At which level a facility stands."""

    facility: str
    level: Level


class LevelOrderTold(_Shape, frozen=True, kw_only=True):
    """One order as it was given to some facilities at once. state: holds, ahead (not yet), over."""

    level: Level
    given: datetime
    begins: datetime
    authority: str
    reason: str
    by: str
    facilities: tuple[str, ...]
    state: str


class LevelsTold(_Shape, frozen=True, kw_only=True):
    """The levels in force, and every order, the last given first."""

    at: datetime
    levels: tuple[LevelTold, ...]
    orders: tuple[LevelOrderTold, ...]


class WhoseTold(_Shape, frozen=True, kw_only=True):
    """Whose something is: as whom they have it, why, for whom they stand in, and until when it is theirs.

    person: null where nobody was named up to the detachment. fact: what says so.
    """

    person: str | None
    title: str | None
    role: Owner
    why: Why
    behalf: str | None
    until: datetime | None
    fact: UUID | None


class NamedTold(_Shape, frozen=True, kw_only=True):
    """Somebody as they were named. until: null while it runs."""

    person: str
    title: str
    since: datetime
    until: datetime | None


class LeftTold(_Shape, frozen=True, kw_only=True):
    """What is left to somebody. whole: all, else approving entries. state: runs, ahead, lapsed, ended."""

    delegation: str
    by: str
    delegate: str
    whole: bool
    opens: datetime
    until: datetime
    reason: str | None
    state: str


class LeaderTold(_Shape, frozen=True, kw_only=True):
    """One facility: its leader, the deputies in their order, whose all is now, what was left to whom."""

    facility: str
    leader: NamedTold | None
    deputies: tuple[NamedTold, ...]
    now: WhoseTold
    left: tuple[LeftTold, ...]


class LeadersTold(_Shape, frozen=True, kw_only=True):
    """Every facility in scope, the detachment's office first."""

    at: datetime
    facilities: tuple[LeaderTold, ...]


class AssignmentTold(_Shape, frozen=True, kw_only=True):
    """What a facility is to do. whose: owner, verifier, nobody. evidence: what was last said to show it."""

    facility: str
    assignment: str
    title: str
    owner: str
    state: str
    whose: str
    due: datetime | None
    late: bool
    evidence: str | None


class CopyTold(_Shape, frozen=True, kw_only=True):
    """One facility's receipt. state: waiting, overdue, in_time, late. whose: null once it is acknowledged."""

    facility: str
    state: str
    issued: datetime
    due: datetime | None
    received: datetime | None
    assignments: tuple[AssignmentTold, ...]
    whose: WhoseTold | None


class DirectiveTold(_Shape, frozen=True, kw_only=True):
    """One directive. depth: how many it passes on, one by one. passed_on: after how many seconds it was."""

    said: DirectiveIssued
    depth: int
    in_force: bool
    superseded_by: str | None
    passed_on: int | None
    receipts: tuple[CopyTold, ...]


class ContradictionTold(_Shape, frozen=True, kw_only=True):
    """Two directives that differ over one thing. prevails: null while nobody has said which stands."""

    about: str
    over: str
    one: str
    other: str
    says_one: str
    says_other: str
    since: datetime
    prevails: str | None
    reason: str | None
    settled_by: str | None


class DirectivesTold(_Shape, frozen=True, kw_only=True):
    """The cascade, parents above what passes them on. unread, overdue: copies; unsettled: contradictions."""

    at: datetime
    unread: int
    overdue: int
    unsettled: int
    directives: tuple[DirectiveTold, ...]
    contradictions: tuple[ContradictionTold, ...]


class ProposalTold(_Shape, frozen=True, kw_only=True):
    """A parameter that a directive sets, and what the document in force says. known: whether it has one."""

    document: str
    parameter: str
    value: str
    in_force: str | None
    changes: bool
    known: bool


class DirectiveInFull(_Shape, frozen=True, kw_only=True):
    """One directive with what it would change of the protocol, and what contradicts it."""

    at: datetime
    directive: DirectiveTold
    settings: tuple[ProposalTold, ...]
    contradictions: tuple[ContradictionTold, ...]


class LineTold(_Shape, frozen=True, kw_only=True):
    """One line of an agenda. state: waiting, answered, noted, assigned. answer: the last given."""

    facility: str
    said: AgendaLine
    title: Text | str | None
    state: str
    answer: str | None
    assignments: tuple[AssignmentTold, ...]


class DispatchTold(_Shape, frozen=True, kw_only=True):
    """One dispatch. lines: empty on a list. signed: by whom the minutes are; null while nobody has."""

    dispatch: str
    office: str
    state: str
    opened: datetime
    since: datetime
    chaired_by: str
    present: tuple[str, ...]
    due: datetime | None
    waiting: int
    undecided: int
    closed: datetime | None
    recorded_by: str | None
    remarks: str | None
    signed: datetime | None
    signed_by: str | None
    lines: tuple[LineTold, ...]


class AgendaTold(_Shape, frozen=True, kw_only=True):
    """What one facility would be asked now."""

    facility: str
    lines: tuple[AgendaLine, ...]


class DispatchesTold(_Shape, frozen=True, kw_only=True):
    """The dispatches of the detachment in scope, the latest first, and the agenda of the next one."""

    at: datetime
    office: str | None
    since: datetime
    running: DispatchTold | None
    past: tuple[DispatchTold, ...]
    agenda: tuple[AgendaTold, ...]


def levels_told(page: LevelPage) -> LevelsTold:
    """The levels page, without a preview."""
    levels = tuple(
        LevelTold(facility=house.code, level=level)
        for house, level in zip(page.houses, page.levels, strict=True)
    )
    return LevelsTold(at=page.at, levels=levels, orders=tuple(map(_order, page.history)))


def leaders_told(page: LeadersPage) -> LeadersTold:
    """The leaders page."""
    return LeadersTold(at=page.at, facilities=tuple(map(_leader, page.lines)))


def directives_told(page: DirectivesPage) -> DirectivesTold:
    """The cascade."""
    return DirectivesTold(
        at=page.at, unread=page.unread, overdue=page.overdue, unsettled=page.unsettled,
        directives=tuple(_directive(line, page.at) for line in page.lines),
        contradictions=tuple(map(_pair, page.pairs)),
    )  # fmt: skip


def directive_told(page: DirectivePage) -> DirectiveInFull:
    """One directive in full."""
    settings = tuple(
        ProposalTold(
            document=one.setting.document, parameter=one.setting.parameter, value=one.setting.value,
            in_force=one.before, changes=one.change is not None, known=one.known,
        )
        for one in page.proposals
    )  # fmt: skip
    return DirectiveInFull(
        at=page.at, directive=_directive(page.line, page.at), settings=settings,
        contradictions=tuple(map(_pair, page.pairs)),
    )  # fmt: skip


def dispatches_told(page: DispatchesPage) -> DispatchesTold:
    """The list, with the agenda that would be drawn now."""
    return DispatchesTold(
        at=page.at, office=page.office.code if page.office else None, since=page.since,
        running=dispatch_told(page.running, lines=False) if page.running else None,
        past=tuple(dispatch_told(one, lines=False) for one in page.past),
        agenda=_agenda(page.agenda, page.houses),
    )  # fmt: skip


def dispatch_told(page: DispatchPage, *, lines: bool = True) -> DispatchTold:
    """One dispatch; with every line, its answer and what was set out of it, where they are asked for."""
    told = tuple(
        LineTold(
            facility=house.code, said=one.said, title=one.title, state=one.line.state,
            answer=one.line.answer,
            assignments=tuple(_assignment(each, page.at) for each in one.line.assigned),
        )
        for house, one in page.lines
    )  # fmt: skip
    return DispatchTold(
        dispatch=page.dispatch, office=page.office, state=page.state, opened=page.opened_at,
        since=page.opened.since, chaired_by=page.opened.chaired_by, present=page.opened.present,
        due=page.due, waiting=page.waiting, undecided=page.undecided, closed=page.closed_at,
        recorded_by=page.closed.recorded_by if page.closed else None,
        remarks=page.closed.remarks if page.closed else None, signed=page.signed_at,
        signed_by=page.signed.signed_by if page.signed else None, lines=told if lines else (),
    )  # fmt: skip


def _order(one: Ordered) -> LevelOrderTold:
    return LevelOrderTold(
        level=one.level, given=one.given, begins=one.begins, authority=one.authority, reason=one.reason,
        by=one.actor, facilities=one.houses, state=one.state,
    )  # fmt: skip


def _leader(line: LeaderLine) -> LeaderTold:
    return LeaderTold(
        facility=line.house.code, leader=_named(line.leader) if line.leader else None,
        deputies=tuple(map(_named, line.deputies)), now=_whose(line.now), left=tuple(map(_left, line.left)),
    )  # fmt: skip


def _whose(held: Whose) -> WhoseTold:
    return WhoseTold(
        person=held.person, title=held.title, role=held.role, why=held.why, behalf=held.behalf,
        until=None if held.until is None else instant(held.until), fact=held.fact,
    )  # fmt: skip


def _named(one: Named) -> NamedTold:
    until = None if one.until >= FOREVER else instant(one.until)
    return NamedTold(person=one.person, title=one.title, since=instant(one.since), until=until)


def _left(one: Left) -> LeftTold:
    return LeftTold(
        delegation=one.delegation, by=one.by, delegate=one.delegate, whole=one.whole, opens=one.opens,
        until=one.until, reason=one.reason, state=one.state,
    )  # fmt: skip


def _directive(line: DirectiveLine, at: datetime) -> DirectiveTold:
    return DirectiveTold(
        said=line.said, depth=line.depth, in_force=line.in_force, passed_on=line.passed_on,
        superseded_by=line.directive.superseded_by,
        receipts=tuple(_copy(copy, at) for copy in line.copies.values()),
    )  # fmt: skip


def _copy(copy: Copy, at: datetime) -> CopyTold:
    return CopyTold(
        facility=copy.house.code, state=copy.state, issued=copy.issued, due=copy.due, received=copy.received,
        assignments=tuple(_assignment(one, at) for one in copy.assignments),
        whose=_whose(copy.whose) if copy.whose else None,
    )  # fmt: skip


def _assignment(one: Assignment, at: datetime) -> AssignmentTold:
    return AssignmentTold(
        facility=one.facility, assignment=one.assignment, title=one.said.title if one.said else "",
        owner=one.said.owner if one.said else "", state=one.state, whose=one.whose,
        due=None if one.due is None else instant(one.due), late=one.late(int(at.timestamp())),
        evidence=one.evidence.evidence if one.evidence else None,
    )  # fmt: skip


def _pair(one: Pair) -> ContradictionTold:
    pair = one.pair
    return ContradictionTold(
        about=pair.about, over=pair.over, one=pair.one, other=pair.other, says_one=pair.says_one,
        says_other=pair.says_other, since=instant(pair.since), prevails=pair.prevails, reason=one.reason,
        settled_by=one.settled_by,
    )  # fmt: skip


def _agenda(agenda: Agenda, houses: tuple[House, ...]) -> tuple[AgendaTold, ...]:
    return tuple(
        AgendaTold(facility=house.code, lines=agenda[house.code])
        for house in houses
        if agenda.get(house.code)
    )
