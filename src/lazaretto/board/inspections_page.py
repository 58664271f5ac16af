"""Inspections as pages: those of a house, and one of them item by item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.board.houses import House
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.force import InForce
from lazaretto.obligations.inspecting import Judged, checklist_of, judged, score
from lazaretto.obligations.inspections import Inspection, Said, inspections
from lazaretto.obligations.notices import findings
from lazaretto.protocol.document import Checklist, Titled
from lazaretto.registers.standing import Standing


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """One inspection of a house: how far it has come. done, of: items answered, items to answer."""

    inspection: Inspection
    checklist: Checklist | None
    done: int
    of: int
    failed: int
    score: int  # per mille, of what is answered so far

    @property
    def running(self) -> bool:
        """Whether it is not signed yet."""
        return self.inspection.course.state == "open"


@dataclass(frozen=True, slots=True)
class InspectionsPage:
    """A house's inspections, the running ones first. offered: the checklists that may be begun now."""

    house: House
    at: datetime
    running: tuple[InspectionLine, ...]
    closed: tuple[InspectionLine, ...]
    offered: tuple[tuple[str, str, Checklist], ...]  # document, version, checklist


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item on the page. before: what was said of it at the last inspection of this house, and when.

    finding: what it became, once it was raised.
    """

    judged: Judged
    said: Said | None
    before: Said | None
    finding: str | None


@dataclass(frozen=True, slots=True)
class InspectionPage:
    """One inspection, area by area."""

    house: House
    at: datetime
    line: InspectionLine
    areas: tuple[tuple[Titled, tuple[ItemLine, ...]], ...]

    @property
    def items(self) -> tuple[ItemLine, ...]:
        """Every item in the order of the areas."""
        return tuple(item for _, items in self.areas for item in items)

    @property
    def wanting(self) -> tuple[ItemLine, ...]:
        """The items that still lack their answer, or what it asks for."""
        return tuple(item for item in self.items if item.judged.lack is not None)

    @property
    def following(self) -> ItemLine | None:
        """The first item that still lacks its answer; None where none does."""
        return next(iter(self.wanting), None)


def inspections_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House
) -> InspectionsPage:
    """The page of a house at the standing's instant."""
    lines = [_line(one, forces) for one in inspections(standing, facts, house.code)]
    held = [force.protocol for force in forces if force.since <= standing.at < force.until]
    return InspectionsPage(
        house=house, at=instant(standing.at), running=tuple(line for line in lines if line.running),
        closed=tuple(reversed([line for line in lines if not line.running])),
        offered=tuple(
            (document.id, document.version, one) for document in held for one in document.checklists
        ),
    )  # fmt: skip


def inspection_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House, code: str
) -> InspectionPage | None:
    """One inspection; None where the house has none of that code, or its document is not on the shelf."""
    every = inspections(standing, facts, house.code)
    mine = next((one for one in every if one.code == code), None)
    line = _line(mine, forces) if mine is not None else None
    if mine is None or line is None or line.checklist is None:
        return None
    before = _before(mine, every)
    raised = {one.body.item: one.code for one in findings(standing, facts, house.code) if one.body.of == code}
    items = {
        one.item.id: ItemLine(
            one, mine.answers.get(one.item.id), before.get(one.item.id), raised.get(one.item.id)
        )
        for one in _judged(line.checklist, mine)
    }
    areas = tuple(
        (area, tuple(line for line in items.values() if line.judged.item.area == area.id))
        for area in line.checklist.areas
    )
    return InspectionPage(house, instant(standing.at), line, areas)


def _line(one: Inspection, forces: Sequence[InForce]) -> InspectionLine:
    checklist = checklist_of(one, forces)
    results = _judged(checklist, one) if checklist else ()
    return InspectionLine(
        one, checklist, sum(item.lack is None for item in results), len(results),
        sum(item.fails is True for item in results), one.closed.score if one.closed else score(results),
    )  # fmt: skip


def _judged(checklist: Checklist, one: Inspection) -> tuple[Judged, ...]:
    return judged(checklist, {item: said.answer for item, said in one.answers.items()})


def _before(mine: Inspection, every: Sequence[Inspection]) -> Mapping[str, Said]:
    """What was said at the last inspection by the same checklist that was signed before this one began."""
    earlier = [
        one for one in every
        if one.body.checklist == mine.body.checklist and one.closed is not None and one is not mine
        and one.fact.occurred < mine.fact.occurred
    ]  # fmt: skip
    return earlier[-1].answers if earlier else {}
