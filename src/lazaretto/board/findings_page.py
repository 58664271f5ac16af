"""Findings as pages: those of one house and whose they are, one with its history, the city by matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.notices import Gravity
from lazaretto.facts.periods import instant
from lazaretto.obligations.climbing import GRAVITIES, Climbed, climbed
from lazaretto.obligations.extensions import Extension
from lazaretto.obligations.force import InForce
from lazaretto.obligations.foreseeing import Ahead, ahead
from lazaretto.obligations.notices import Paper, findings, notices
from lazaretto.obligations.whose import Whose, whose
from lazaretto.protocol.document import Matter, Text
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as it stands. title: of its matter, None where no document in force has it.

    due: by when the next step is taken; None where nobody says; first_due: by when it was, where more time
    was granted since. whose: who has it now; None once closed. notices: the papers that name it.
    """

    house: House
    climbed: Climbed
    title: Text | None
    due: datetime | None
    whose: Whose | None
    notices: tuple[Paper, ...]
    first_due: datetime | None = None

    @property
    def code(self) -> str:
        """What it is called in its house."""
        return self.climbed.finding.code

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.climbed.finding.course.state

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that may be done now, by somebody."""
        return self.climbed.finding.course.open

    @property
    def waits(self) -> bool:
        """Whether it is not closed."""
        return self.state != "closed"

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """What more time was asked for, in order, and what was said."""
        return self.climbed.finding.extensions

    @property
    def asked(self) -> Extension | None:
        """The request for more time that nobody has decided yet."""
        return next((one for one in self.extensions if one.state == "asked"), None)

    @property
    def may_ask(self) -> bool:
        """Whether the house may ask for more time: it waits for the house, and no request is undecided."""
        return self.climbed.finding.open and self.asked is None


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The findings of a house, those that wait first, the gravest above. matters: what one may be about."""

    house: House
    at: datetime
    waiting: tuple[FindingLine, ...]
    closed: tuple[FindingLine, ...]
    notices: tuple[Paper, ...]
    matters: tuple[Matter, ...]

    @property
    def overdue(self) -> int:
        """How many wait past their time."""
        return sum(line.climbed.overdue for line in self.waiting)

    def count(self, severity: Gravity) -> int:
        """How many of one severity wait."""
        return sum(line.climbed.severity == severity for line in self.waiting)


@dataclass(frozen=True, slots=True)
class Coming:
    """What will be, and when, if nobody does anything. whose: who has it then, by name where one is known."""

    at: datetime
    ahead: Ahead
    whose: Whose | None


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One finding with everything that was said about it, in order. coming: what will become of it."""

    house: House
    at: datetime
    line: FindingLine
    coming: tuple[Coming, ...] = ()


@dataclass(frozen=True, slots=True)
class Heat:
    """How often a matter was found in a house in the days that count as a repeat, and how many still wait."""

    house: House
    found: int
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True)
class CityFindings:
    """Every house of the scope. rows: a matter with its heat by house, the most found first.

    unsaid: findings that nobody has put in writing yet; repeats, overdue: of those that wait; asked: those
    for which more time was asked and nobody has decided.
    """

    at: datetime
    days: int
    houses: tuple[House, ...]
    rows: tuple[tuple[Matter, tuple[Heat, ...]], ...]
    unsaid: tuple[FindingLine, ...]
    repeats: tuple[FindingLine, ...]
    overdue: tuple[FindingLine, ...]
    asked: tuple[FindingLine, ...]
    waiting: int
    notices: tuple[Paper, ...]
    next_numbers: Mapping[str, int]


def matters_in_force(forces: Iterable[InForce], at: int) -> tuple[Matter, ...]:
    """What a finding may be about, by every document in force."""
    held = [force.protocol for force in forces if force.since <= at < force.until]
    return tuple({matter.id: matter for protocol in held for matter in protocol.matters}.values())


def lines_of(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> tuple[FindingLine, ...]:
    """Every finding of a house, in the order in which they were found."""
    titles = {matter.id: matter.title for matter in matters_in_force(forces, standing.at)}
    papers = notices(standing, facts, house.code)
    found = climbed(findings(standing, facts, house.code), forces=forces, at=standing.at)
    return tuple(
        FindingLine(
            house, one, titles.get(one.finding.body.about), instant(one.due) if one.due else None,
            whose(standing, facts=facts, facility=house.code, role=one.whose) if one.whose else None,
            tuple(paper for paper in papers if one.finding.code in paper.mine),
            instant(one.first_due) if one.first_due else None,
        )
        for one in found
    )  # fmt: skip


def findings_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> FindingsPage:
    """The page of a house at the standing's instant."""
    lines = lines_of(standing, facts=facts, forces=forces, house=house)
    return FindingsPage(
        house=house, at=instant(standing.at),
        waiting=tuple(sorted((line for line in lines if line.waits), key=_gravest_first)),
        closed=tuple(reversed([line for line in lines if not line.waits])),
        notices=tuple(reversed(notices(standing, facts, house.code))),
        matters=matters_in_force(forces, standing.at),
    )  # fmt: skip


def coming_of(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], line: FindingLine
) -> tuple[Coming, ...]:
    """What will become of a finding after the standing's instant, by what is known by then."""
    house = line.house.code
    return tuple(
        Coming(
            instant(one.at), one,
            whose(standing, facts=facts, facility=house, role=one.whose, at=one.at) if one.whose else None,
        )
        for one in ahead(line.climbed, forces=forces, at=standing.at)
    )  # fmt: skip


def city_findings(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], houses: Sequence[House],
    days: int, next_numbers: Mapping[str, int],
) -> CityFindings:  # fmt: skip
    """Every house beside the others. days: how far back a matter counts as found."""
    lines = [line for house in houses for line in lines_of(standing, facts=facts, forces=forces, house=house)]
    waiting = sorted((line for line in lines if line.waits), key=_gravest_first)
    since = standing.at - days * 86_400
    papers = {
        (paper.body.sort, paper.body.year, paper.body.number): paper
        for house in houses for paper in notices(standing, facts, house.code)
    }  # fmt: skip
    return CityFindings(
        at=instant(standing.at), days=days, houses=tuple(houses),
        rows=_rows(matters_in_force(forces, standing.at), lines, houses, since),
        unsaid=tuple(line for line in waiting if line.state in ("raised", "reopened")),
        repeats=tuple(line for line in waiting if line.climbed.times > 1),
        overdue=tuple(line for line in waiting if line.climbed.overdue),
        asked=tuple(line for line in waiting if line.asked is not None), waiting=len(waiting),
        notices=tuple(sorted(papers.values(), key=lambda one: one.fact.occurred, reverse=True)),
        next_numbers=next_numbers,
    )  # fmt: skip


def _rows(
    matters: Sequence[Matter], lines: Sequence[FindingLine], houses: Sequence[House], since: int
) -> tuple[tuple[Matter, tuple[Heat, ...]], ...]:
    recent = [line for line in lines if line.waits or line.climbed.finding.at > since]
    rows = []
    for matter in matters:
        mine = [line for line in recent if line.climbed.finding.body.about == matter.id]
        if mine:
            rows.append((len(mine), matter, tuple(_heat(house, mine) for house in houses)))
    return tuple((matter, heat) for _, matter, heat in sorted(rows, key=lambda row: -row[0]))


def _heat(house: House, lines: Sequence[FindingLine]) -> Heat:
    mine = [line for line in lines if line.house.code == house.code]
    return Heat(
        house, len(mine), sum(line.waits for line in mine), sum(line.climbed.overdue for line in mine)
    )


def _gravest_first(line: FindingLine) -> tuple[bool, int, int]:
    one = line.climbed
    return not one.overdue, -GRAVITIES.index(one.severity), one.due or 2**62
