"""Dispatches as pages: the list with the agenda that would be drawn now, one of them, a house's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.board.agenda import ORDER, Agenda
from lazaretto.board.houses import House
from lazaretto.facts.assignments import AssignmentSet
from lazaretto.facts.dispatches import AgendaLine, DispatchClosed, DispatchOpened, MinutesSigned
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.assignments import assignments
from lazaretto.obligations.dispatches import Dispatch, Line, dispatch_of, dispatches, of_office
from lazaretto.obligations.force import InForce
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Deadline, Owner, Text
from lazaretto.registers.standing import Standing

MINUTE = 60
SHOWN = 40  # dispatches of the past on the list


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line with its words. title: of its clause or assignment; None where the word of a code says it."""

    line: Line
    title: Text | str | None

    @property
    def said(self) -> AgendaLine:
        """As it was drawn."""
        return self.line.line


@dataclass(frozen=True, slots=True)
class HouseLines:
    """What one facility is asked in a dispatch. whose: who is to answer now; None where no document asks."""

    house: House
    lines: tuple[LineShown, ...]
    whose: Whose | None = None

    @property
    def waiting(self) -> int:
        """Lines that it has still to answer."""
        return sum(one.line.state == "waiting" for one in self.lines)


@dataclass(frozen=True, slots=True)
class DispatchPage:
    """One dispatch at an instant. due: until when lines are to be answered; None: nobody says."""

    at: datetime
    dispatch: str
    state: str
    opened: DispatchOpened
    opened_at: datetime
    office: str
    due: datetime | None
    houses: tuple[HouseLines, ...]
    closed: DispatchClosed | None
    closed_at: datetime | None
    signed: MinutesSigned | None
    signed_at: datetime | None

    @property
    def lines(self) -> tuple[tuple[House, LineShown], ...]:
        """Every line with its house."""
        return tuple((one.house, line) for one in self.houses for line in one.lines)

    @property
    def waiting(self) -> int:
        """Lines that nobody has answered."""
        return sum(one.waiting for one in self.houses)

    @property
    def undecided(self) -> int:
        """Lines that were answered and wait for the chair."""
        return sum(line.line.state == "answered" for _, line in self.lines)


@dataclass(frozen=True, slots=True)
class DispatchesPage:
    """The dispatches of one detachment, the latest first, and what the next one would ask."""

    at: datetime
    office: House | None
    since: datetime
    running: DispatchPage | None
    past: tuple[DispatchPage, ...]
    houses: tuple[House, ...]
    agenda: Agenda
    titles: Mapping[str, Text | str]

    @property
    def lines(self) -> int:
        """How many lines the agenda would hold now."""
        return sum(len(lines) for lines in self.agenda.values())

    @property
    def asked(self) -> tuple[tuple[House, tuple[AgendaLine, ...]], ...]:
        """The houses that would be asked something now: first the one whose first line is the gravest."""
        asked = [(house, self.agenda[house.code]) for house in self.houses if self.agenda.get(house.code)]
        return tuple(sorted(asked, key=lambda one: ORDER.index(one[1][0].sort)))


@dataclass(frozen=True, slots=True)
class HouseDispatches:
    """The dispatches to which one house was called, the latest first; running: those that are open."""

    house: House
    at: datetime
    running: tuple[DispatchPage, ...]
    past: tuple[DispatchPage, ...]


def dispatch_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    dispatch: Dispatch,
) -> DispatchPage | None:  # fmt: skip
    """One dispatch as far as these houses were called to it; None of one that nobody opened."""
    opened, opening = dispatch.opened, dispatch.opening
    if opened is None or opening is None:
        return None
    titles = titles_of(standing, facts, forces)
    close, sign = dispatch.course.last("close"), dispatch.course.last("sign")
    closed = close.fact.body if close is not None else None
    signed = sign.fact.body if sign is not None else None
    asked = _asked(forces, standing.at)
    at = int(opening.occurred.timestamp())
    return DispatchPage(
        at=instant(standing.at), dispatch=dispatch.dispatch, state=dispatch.state, opened=opened,
        opened_at=opening.occurred, office=opening.facility,
        due=None if asked is None else instant(at + asked[0]),
        houses=tuple(
            HouseLines(
                house,
                tuple(LineShown(line, titles.get(line.line.rule)) for line in dispatch.called[house.code]),
                whose(standing, facts=facts, facility=house.code, role=asked[1]) if asked else None,
            )
            for house in houses
            if house.code in dispatch.called
        ),
        closed=closed if isinstance(closed, DispatchClosed) else None,
        closed_at=close.fact.occurred if close is not None else None,
        signed=signed if isinstance(signed, MinutesSigned) else None,
        signed_at=sign.fact.occurred if sign is not None else None,
    )  # fmt: skip


def pages_of(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    office: str | None = None,
) -> list[DispatchPage]:  # fmt: skip
    """The dispatches of one detachment, or those to which one of these houses was called; latest first."""
    codes = {house.code for house in houses}
    every = of_office(standing, facts, office) if office else dispatches(standing, facts)
    mine = [one for one in every if office or codes & set(one.called)]
    found = (
        dispatch_page(standing, facts=facts, forces=forces, houses=houses, dispatch=one)
        for one in reversed(mine[-SHOWN:])
    )
    return [page for page in found if page is not None]


def one_page(
    standing: Standing,
    *,
    facts: Sequence[Fact],
    forces: Sequence[InForce],
    houses: Sequence[House],
    code: str,
) -> DispatchPage | None:
    """One dispatch by its number; None of one that nobody opened."""
    found = dispatch_of(standing, facts, code)
    return dispatch_page(standing, facts=facts, forces=forces, houses=houses, dispatch=found)


def titles_of(
    standing: Standing, facts: Sequence[Fact], forces: Sequence[InForce]
) -> Mapping[str, Text | str]:
    """What each rule of a line is called: a clause by its title, an assignment by what is to be done."""
    found: dict[str, Text | str] = {
        clause.id: clause.title for force in forces for clause in force.protocol.clauses
    }
    for one in assignments(standing, facts):
        if isinstance(one.said, AssignmentSet):
            found[one.assignment] = one.said.title
    return found


def _asked(forces: Sequence[InForce], at: int) -> tuple[int, Owner] | None:
    """Within how many seconds a line is to be answered, and by whom; None where no clause asks for it."""
    limits = [
        (clause.duty.within * MINUTE, clause.owner)
        for force in forces
        if force.since <= at < force.until
        for clause in force.protocol.clauses
        if isinstance(clause.duty, Deadline)
        and clause.duty.trigger == "line_drawn"
        and clause.duty.within is not None
    ]
    return min(limits, default=None)
