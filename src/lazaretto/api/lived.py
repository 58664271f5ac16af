"""The day, appointments, needs and complaints on the wire: flat, and no more than the reader sees."""

from datetime import date, datetime

import msgspec

from lazaretto.board.appointments_page import AppointmentsPage, Clash
from lazaretto.board.complaints_page import CityComplaints, ComplaintLine, ComplaintsPage
from lazaretto.board.needs_page import NeedsPage
from lazaretto.facts.appointments import AppointmentSet, Legal, NeedSort
from lazaretto.facts.complaints import About, Addressee, Outcome, Way


class _Shape(msgspec.Struct, frozen=True, kw_only=True):
    """The mould of the rest."""


class ComplaintStep(_Shape, frozen=True, kw_only=True):
    """One act about a complaint: when, and by whom."""

    act: str
    at: datetime
    by: tuple[str, ...]


class ComplaintRead(_Shape, frozen=True, kw_only=True):
    """What of a complaint only few read: who complained, of whom, in which words, and what came of it."""

    way: Way
    addressed: Addressee
    person: str | None
    about: About | None
    against: tuple[str, ...]
    words: str | None
    outcome: Outcome | None
    answer: str | None
    steps: tuple[ComplaintStep, ...]


class ComplaintTold(_Shape, frozen=True, kw_only=True):
    """A complaint. read: null for whoever does not read it, and of one that is sealed there is nothing."""

    facility: str
    complaint: str
    lodged: datetime
    state: str
    sealed: bool
    due: datetime | None
    answer_due: datetime | None
    overdue: bool
    acts: tuple[str, ...]
    read: ComplaintRead | None


class ComplaintsTold(_Shape, frozen=True, kw_only=True):
    """The complaints of a house or of several, those that wait first; none that is about the reader."""

    at: datetime
    complaints: tuple[ComplaintTold, ...]


def complaints_told(page: ComplaintsPage) -> ComplaintsTold:
    """A house's complaints, flat."""
    return ComplaintsTold(at=page.at, complaints=tuple(map(complaint_told, (*page.waiting, *page.closed))))


def city_complaints_told(page: CityComplaints) -> ComplaintsTold:
    """What waits in every house, flat."""
    return ComplaintsTold(at=page.at, complaints=tuple(map(complaint_told, page.waiting)))


def complaint_told(line: ComplaintLine) -> ComplaintTold:
    """One complaint, as far as the reader reads it."""
    return ComplaintTold(
        facility=line.house.code, complaint=line.code, lodged=line.at, state=line.state, sealed=line.sealed,
        due=line.due, answer_due=line.answer, overdue=line.overdue, acts=line.acts, read=_read(line),
    )  # fmt: skip


def _read(line: ComplaintLine) -> ComplaintRead | None:
    if line.opened is None:
        return None
    lodged, answered = line.opened.lodged, line.answered
    steps = tuple(
        ComplaintStep(act=step.act, at=step.fact.occurred, by=tuple(sorted(step.persons)))
        for step in line.opened.course.taken
    )
    return ComplaintRead(
        way=lodged.way, addressed=lodged.addressed, person=lodged.person, about=lodged.about,
        against=lodged.against, words=lodged.words, outcome=answered.outcome if answered else None,
        answer=answered.answer if answered else None, steps=steps,
    )  # fmt: skip


class AppointmentTold(_Shape, frozen=True, kw_only=True):
    """An appointment. due: by when the law wants it held; layer: the leg of quarantine of its person now."""

    appointment: str
    person: str
    sort: Legal
    state: str
    due: datetime | None
    overdue: bool
    layer: int | None
    interpreter_needed: bool
    fixed: AppointmentSet | None
    clashes: tuple[Clash, ...]
    acts: tuple[str, ...]


class TermTold(_Shape, frozen=True, kw_only=True):
    """Until when the law lets a person be held; days: left, negative when past."""

    person: str
    until: date
    days: int


class AppointmentsTold(_Shape, frozen=True, kw_only=True):
    """The appointments of a house, and the law's deadlines of the people in it, the nearest first."""

    facility: str
    at: datetime
    appointments: tuple[AppointmentTold, ...]
    terms: tuple[TermTold, ...]


def appointments_told(page: AppointmentsPage) -> AppointmentsTold:
    """A house's appointments, flat."""
    lines = tuple(
        AppointmentTold(
            appointment=line.code, person=line.person, sort=line.sort, state=line.state, due=line.due,
            overdue=line.overdue, layer=line.layer, interpreter_needed=line.interpreter, fixed=line.fixed,
            clashes=line.clashes, acts=line.acts,
        )
        for line in page.every
    )  # fmt: skip
    terms = tuple(TermTold(person=one.person, until=one.until, days=one.days) for one in page.terms)
    return AppointmentsTold(facility=page.house.code, at=page.at, appointments=lines, terms=terms)


class NeedTold(_Shape, frozen=True, kw_only=True):
    """What one person needs, by number; wing: null for whoever has no cell."""

    wing: str | None
    person: str
    sort: NeedSort
    need: str
    since: datetime
    until: date | None


class NeedsTold(_Shape, frozen=True, kw_only=True):
    """The needs of the people of a house, by wing."""

    facility: str
    at: datetime
    needs: tuple[NeedTold, ...]


def needs_told(page: NeedsPage) -> NeedsTold:
    """A house's needs, flat."""
    found = tuple(
        NeedTold(
            wing=wing.wing, person=one.person, sort=one.sort, need=one.need, since=one.since, until=one.until
        )
        for wing in page.wings
        for one in wing.needs
    )
    return NeedsTold(facility=page.house.code, at=page.at, needs=found)
