"""Complaints as pages: those of a house by number, what is owed about each, and what few may read (H5)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from lazaretto.board.houses import House
from lazaretto.facts.complaints import ComplaintAnswered, ComplaintReviewed
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import instant
from lazaretto.obligations.climbing import asked, binding
from lazaretto.obligations.complaints import Complaint, complaints
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.force import InForce
from lazaretto.protocol.document import Clause, Deadline, Refrain
from lazaretto.registers.complaints import ADDRESSEES
from lazaretto.registers.standing import Standing

MINUTE = 60
DAY = 24 * HOUR
# state → what is awaited: the event that ends the wait, the event that began it, and the act that stated it
_AWAITED = {
    "lodged": ("complaint_received", "complaint_lodged", "lodge"),
    "received": ("complaint_answered", "complaint_lodged", "lodge"),
    "answered": ("answer_handed", "complaint_answered", "answer"),
    "objected": ("complaint_reviewed", "complaint_objected", "object"),
    "reviewed": ("answer_handed", "complaint_reviewed", "review"),
}
_SEALED = ("complaint_forwarded", "complaint_lodged", "lodge")


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """One complaint as one reader sees it.

    opened: the complaint itself; None where the reader does not read it, and then the number alone is told.
    due: by when the next step is taken, answer: by when it is answered; None where no document says.
    objected_until: until when the person may object; None where nothing was handed over.
    acts: what may be done about it next, by somebody.
    """

    house: House
    code: str
    at: datetime
    state: str
    sealed: bool
    due: datetime | None
    answer: datetime | None
    overdue: bool
    objected_until: datetime | None
    acts: tuple[str, ...]
    over: bool
    opened: Complaint | None

    @property
    def answered(self) -> ComplaintAnswered | ComplaintReviewed | None:
        """The latest answer, for whoever reads it."""
        if self.opened is None:
            return None
        step = self.opened.course.last("review") or self.opened.course.last("answer")
        body = step.fact.body if step else None
        return body if isinstance(body, ComplaintAnswered | ComplaintReviewed) else None


@dataclass(frozen=True, slots=True)
class ComplaintsPage:
    """The complaints of a house, those that wait first, the one that is due first above."""

    house: House
    at: datetime
    waiting: tuple[ComplaintLine, ...]
    closed: tuple[ComplaintLine, ...]

    @property
    def overdue(self) -> int:
        """How many wait past their time."""
        return sum(line.overdue for line in self.waiting)


@dataclass(frozen=True, slots=True)
class CityComplaints:
    """Every house of a reader's scope: what waits there. houses: those without one too."""

    at: datetime
    pages: tuple[ComplaintsPage, ...]

    @property
    def waiting(self) -> tuple[ComplaintLine, ...]:
        """What waits anywhere, the one that is due first above."""
        return tuple(sorted((line for page in self.pages for line in page.waiting), key=_order))

    @property
    def overdue(self) -> int:
        """How many wait past their time."""
        return sum(page.overdue for page in self.pages)


def complaints_page(
    standing: Standing, *, facts: Sequence[Fact], forces: Sequence[InForce], house: House,
    hidden: Callable[[Complaint], bool], opens: Callable[[Complaint], bool],
) -> ComplaintsPage:  # fmt: skip
    """The complaints of one house, without the hidden ones; opened are those that the reader reads."""
    lines = [
        _line(one, house, tuple(forces), standing.at, opened=opens(one))
        for one in complaints(standing, facts, house.code)
        if not hidden(one)
    ]
    waiting = sorted((line for line in lines if not line.over), key=_order)
    closed = sorted((line for line in lines if line.over), key=lambda line: line.at, reverse=True)
    return ComplaintsPage(house, instant(standing.at), tuple(waiting), tuple(closed))


def _order(line: ComplaintLine) -> tuple[bool, datetime, str]:
    return line.due is None, line.due or line.at, line.code


def _line(
    one: Complaint, house: House, forces: tuple[InForce, ...], now: int, *, opened: bool
) -> ComplaintLine:
    clauses, course = binding(forces, one.at), one.course
    awaited = _SEALED if one.sealed else _AWAITED.get(course.state)
    due = None if one.over or awaited is None else _due(one, clauses, *awaited)
    answer = None if one.sealed else _due(one, clauses, *_AWAITED["received"])
    told, term = course.last("hand"), _objection(clauses)
    until = told.at + term if told is not None and term is not None else None
    return ComplaintLine(
        house, one.code, instant(one.at), course.state, one.sealed, instant(due) if due else None,
        instant(answer) if answer else None, due is not None and due <= now,
        instant(until) if until is not None and course.state == "told" else None,
        _acts(one), one.over, one if opened else None,
    )  # fmt: skip


def _acts(one: Complaint) -> tuple[str, ...]:
    """What is sealed is handed on, and nothing else; what is not is never handed on unread."""
    if one.sealed:
        return tuple(act for act in one.course.open if act == "forward")
    return tuple(act for act in one.course.open if act != "forward")


def _due(one: Complaint, clauses: Iterable[Clause], evidence: str, trigger: str, act: str) -> int | None:
    """By when the event that is awaited is owed, as the strictest clause says."""
    began = one.course.last(act)
    value = ADDRESSEES.index(one.lodged.addressed) if trigger == "complaint_lodged" else None
    terms = [
        clause.duty.within
        for clause in clauses
        if isinstance(clause.duty, Deadline) and clause.duty.within is not None
        and (clause.duty.trigger, clause.duty.evidence) == (trigger, evidence) and asked(clause.duty, value)
    ]  # fmt: skip
    return began.at + min(terms) * MINUTE if began is not None and terms else None


def _objection(clauses: Iterable[Clause]) -> int | None:
    """Seconds in which the person may object, as the document's clause against closing early says."""
    days = [
        clause.duty.settings["days"]
        for clause in clauses
        if isinstance(clause.duty, Refrain) and clause.duty.condition == "closed_before_objection"
    ]
    return max(days) * DAY if days else None
