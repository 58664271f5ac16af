"""Directives as pages: the cascade over every facility, one directive in full, and those of one house."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec

from lazaretto.board.houses import House
from lazaretto.facts.directives import DirectiveIssued, Setting
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.assignments import OPEN, Assignment, assignments
from lazaretto.obligations.directives import Contradiction, Directive, Receipt, contradictions, directives
from lazaretto.obligations.force import InForce
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.comparing import Change, compare
from lazaretto.protocol.document import Deadline, Owner, Protocol
from lazaretto.registers.standing import Standing

State = Literal["waiting", "overdue", "in_time", "late"]
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Copy:
    """One facility's copy of a directive. due: by when it is to be acknowledged; None: nobody says.

    assignments: what was set out of it here. whose: who is to acknowledge it now; None once somebody has, and
    where no document asks for it.
    """

    house: House
    state: State
    issued: datetime
    due: datetime | None
    received: datetime | None
    assignments: tuple[Assignment, ...]
    whose: Whose | None = None


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """One directive over the facilities in scope. depth: how many directives it passes on, one by one.

    passed_on: after how many seconds what it passes on had come down to it; None where it passes nothing on.
    """

    directive: Directive
    depth: int
    in_force: bool
    copies: Mapping[str, Copy]
    passed_on: int | None

    @property
    def said(self) -> DirectiveIssued:
        """Its words."""
        return self.directive.said

    @property
    def unread(self) -> int:
        """Copies that nobody has acknowledged."""
        return sum(copy.received is None for copy in self.copies.values())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two directives that contradict each other now. reason, settled_by: of the word that settled it."""

    pair: Contradiction
    reason: str | None
    settled_by: str | None


@dataclass(frozen=True, slots=True)
class DirectivesPage:
    """The cascade of one scope at an instant, parents above what passes them on."""

    at: datetime
    houses: tuple[House, ...]
    lines: tuple[DirectiveLine, ...]
    pairs: tuple[Pair, ...]

    @property
    def unread(self) -> int:
        """Copies that nobody has acknowledged."""
        return sum(line.unread for line in self.lines)

    @property
    def overdue(self) -> int:
        """Copies that nobody acknowledged in time, and nobody has since."""
        return sum(copy.state == "overdue" for line in self.lines for copy in line.copies.values())

    @property
    def unsettled(self) -> int:
        """Contradictions of which nobody has said what prevails."""
        return sum(one.pair.prevails is None for one in self.pairs)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A parameter that a directive sets, beside the document in force; change: None where it says so already.

    known: whether the document in force has such a parameter.
    """

    setting: Setting
    before: str | None
    change: Change | None
    known: bool


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """One directive in full."""

    at: datetime
    line: DirectiveLine
    proposals: tuple[Proposal, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class HouseDirectives:
    """What came down to one house, what it is to do, and what it has done."""

    house: House
    at: datetime
    lines: tuple[tuple[DirectiveLine, Copy], ...]
    open: tuple[Assignment, ...]
    over: tuple[Assignment, ...]
    pairs: tuple[Pair, ...]

    @property
    def unread(self) -> tuple[tuple[DirectiveLine, Copy], ...]:
        """What nobody here has acknowledged."""
        return tuple(one for one in self.lines if one[1].received is None)


def directives_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House]
) -> DirectivesPage:
    """The cascade over these facilities; directives that none of them got are left out."""
    lines = [line for line in _lines(standing, facts, forces, houses) if line.copies]
    shown = {line.directive.directive for line in lines}
    pairs = [one for one in _pairs(standing, facts) if {one.pair.one, one.pair.other} & shown]
    return DirectivesPage(instant(standing.at), tuple(houses), tuple(_as_a_tree(lines)), tuple(pairs))


def directive_page(
    page: DirectivesPage, directive: str, *, forces: Sequence[InForce]
) -> DirectivePage | None:
    """One directive of the page; None where the page has it not."""
    line = next((one for one in page.lines if one.directive.directive == directive), None)
    if line is None:
        return None
    pairs = tuple(one for one in page.pairs if directive in (one.pair.one, one.pair.other))
    at = int(page.at.timestamp())
    return DirectivePage(page.at, line, tuple(proposals(line.said.settings, forces=forces, at=at)), pairs)


def house_directives(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> HouseDirectives:
    """The page of one house: unread first, then the latest."""
    page = directives_page(standing, facts=facts, forces=forces, houses=[house])
    lines = [(line, line.copies[house.code]) for line in page.lines]
    lines.sort(key=lambda one: (one[1].received is not None, -one[1].issued.timestamp()))
    mine = [
        one for one in assignments(standing, facts) if one.facility == house.code and one.said is not None
    ]
    waiting = sorted((one for one in mine if one.state in OPEN), key=lambda one: one.due or 0)
    over = [one for one in reversed(mine) if one.state not in OPEN]
    return HouseDirectives(
        house, page.at, tuple(lines), tuple(waiting), tuple(over),
        tuple(one for one in page.pairs if standing.facilities.name(one.pair.facility) == house.code),
    )  # fmt: skip


def proposals(settings: Sequence[Setting], *, forces: Sequence[InForce], at: int) -> list[Proposal]:
    """Each parameter that is set, compared with the version in force at an instant (seconds)."""
    now = {force.protocol.id: force.protocol for force in forces if force.since <= at < force.until}
    return [_proposal(setting, now.get(setting.document)) for setting in settings]


def _proposal(setting: Setting, protocol: Protocol | None) -> Proposal:
    held = {} if protocol is None else {one.id: one for one in protocol.parameters}
    parameter = held.get(setting.parameter)
    if protocol is None or parameter is None:
        return Proposal(setting, None, None, known=False)
    anew = msgspec.structs.replace(
        protocol,
        parameters=tuple(
            msgspec.structs.replace(one, value=setting.value) if one is parameter else one
            for one in protocol.parameters
        ),
    )
    changes = compare(protocol, anew)
    return Proposal(setting, parameter.value, changes[0] if changes else None, known=True)


def _lines(
    standing: Standing, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House]
) -> list[DirectiveLine]:
    every = {one.directive: one for one in directives(standing, facts)}
    asked = _asked(forces, standing.at)
    of: dict[tuple[str, str], list[Assignment]] = {}
    for one in assignments(standing, facts):
        if one.said is not None and one.said.origin == "directive" and one.said.of:
            of.setdefault((one.facility, one.said.of), []).append(one)
    found = []
    for code, directive in every.items():
        receipts = {receipt.facility: receipt for receipt in directive.receipts}
        copies = {
            house.code: _copy(
                standing, facts, house, receipts[house.code], asked, of.get((house.code, code), ())
            )
            for house in houses
            if house.code in receipts
        }
        found.append(
            DirectiveLine(
                directive, _depth(every, directive), directive.in_force(standing.at), copies,
                _after(every, directive),
            )
        )  # fmt: skip
    return found


def _copy(
    standing: Standing, facts: Sequence[Fact], house: House, receipt: Receipt,
    asked: tuple[int, Owner] | None, set_: Sequence[Assignment],
) -> Copy:  # fmt: skip
    at, within = standing.at, asked[0] if asked is not None else None
    held = None
    if receipt.received is None and asked is not None:
        held = whose(standing, facts=facts, facility=house.code, role=asked[1])
    due = receipt.due or (receipt.issued + within if within is not None else None)
    moment = at if receipt.received is None else receipt.received
    late = due is not None and moment >= due
    state: State = "late" if late else "in_time"
    if receipt.received is None:
        state = "overdue" if late else "waiting"
    return Copy(
        house, state, instant(receipt.issued), None if due is None else instant(due),
        None if receipt.received is None else instant(receipt.received), tuple(set_), held,
    )  # fmt: skip


def _asked(forces: Sequence[InForce], at: int) -> tuple[int, Owner] | None:
    """Within how many seconds a directive is to be acknowledged where it says nothing, and by whom.

    None: no document asks for it.
    """
    limits = [
        (clause.duty.within * MINUTE, clause.owner)
        for force in forces
        if force.since <= at < force.until
        for clause in force.protocol.clauses
        if isinstance(clause.duty, Deadline)
        and clause.duty.trigger == "directive_issued"
        and clause.duty.within is not None
    ]
    return min(limits, default=None)


def _chain(every: Mapping[str, Directive], directive: Directive) -> list[Directive]:
    """What it passes on, the nearest first; a circle ends where it began."""
    chain: list[Directive] = []
    parent = directive.said.parent
    while parent is not None and parent in every and every[parent] not in chain:
        chain.append(every[parent])
        parent = every[parent].said.parent
    return chain


def _depth(every: Mapping[str, Directive], directive: Directive) -> int:
    return len(_chain(every, directive))


def _after(every: Mapping[str, Directive], directive: Directive) -> int | None:
    chain = _chain(every, directive)
    if not chain:
        return None
    return min(one.issued for one in directive.receipts) - min(one.issued for one in chain[0].receipts)


def _as_a_tree(lines: Sequence[DirectiveLine]) -> list[DirectiveLine]:
    """Parents above what passes them on; the latest root first."""
    shown = {line.directive.directive: line for line in lines}
    below: dict[str, list[DirectiveLine]] = {}
    roots = []
    for line in lines:
        parent = line.said.parent
        if parent is not None and parent in shown and line.depth:
            below.setdefault(parent, []).append(line)
        else:
            roots.append(line)
    found: list[DirectiveLine] = []
    waiting = list(roots)  # the latest is at the end, and is taken first
    while waiting:
        line = waiting.pop()
        found.append(line)
        waiting += reversed(below.pop(line.directive.directive, []))
    return found


def _pairs(standing: Standing, facts: Sequence[Fact]) -> list[Pair]:
    """The contradictions that stand now, the unsettled first."""
    found = []
    for pair in contradictions(standing):
        if pair.since <= standing.at < pair.until:
            body = facts[pair.settled].body if pair.settled is not None else None
            found.append(Pair(pair, getattr(body, "reason", None), getattr(body, "settled_by", None)))
    return sorted(found, key=lambda one: (one.pair.prevails is not None, one.pair.since))
