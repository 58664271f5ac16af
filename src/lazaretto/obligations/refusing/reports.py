"""Why a day's report may not be drawn up, signed or sent back (M37)."""

from datetime import date, timedelta

from lazaretto.facts.reports import ReportDrawn, ReportReturned, ReportSigned
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.machine import Course
from lazaretto.obligations.reports import course_of, drawn, next_number

Values = dict[str, str]
_EPOCH = date(1970, 1, 1)


def report_day_running(asking: Asking) -> Values | None:
    """The day is not over, so its figures may still change by what happens."""
    day = asking.said(ReportDrawn).day
    return {"day": day.isoformat()} if day >= _EPOCH + timedelta(days=asking.today) else None


def report_knows_ahead(asking: Asking) -> Values | None:
    """It says what will be known: its figures would not be frozen, and it would hold whatever comes."""
    body, drawn_at = asking.said(ReportDrawn), asking.fact.occurred
    return {"day": body.day.isoformat()} if body.known_at >= drawn_at else None


def report_number_taken(asking: Asking) -> Values | None:
    """Another number comes next."""
    body = asking.said(ReportDrawn)
    expected = next_number(_course(asking, body.day))
    return {"number": str(body.number), "next": str(expected)} if body.number != expected else None


def correction_without_reason(asking: Asking) -> Values | None:
    """It stands instead of a signed version, and nobody says why."""
    body = asking.said(ReportDrawn)
    return {} if body.number > 1 and not (body.reason or "").strip() else None


def report_out_of_turn(asking: Asking) -> Values | None:
    """Nothing is drawn up that waits to be signed."""
    body, act = _ending(asking)
    course = _course(asking, body.day)
    return {"day": body.day.isoformat()} if course.machine.after(course.state, act) is None else None


def report_of_oneself(asking: Asking) -> Values | None:
    """Whoever signs it or sends it back, or says so, drew it up (law 13)."""
    body, act = _ending(asking)
    course, persons = _course(asking, body.day), _persons(asking)
    barred = course.machine.forbids(act, persons, course.counted)
    if barred is None:
        return None
    step = course.last(barred)
    same = sorted(persons & step.persons) if step is not None else []
    return {"person": same[0] if same else asking.fact.actor}


def report_not_the_draft(asking: Asking) -> Values | None:
    """It is not the version that waits: another number, another instant of knowledge, other figures."""
    body, _ = _ending(asking)
    draft = drawn(_course(asking, body.day))
    if draft is None:
        return {"number": str(body.number)}
    mine = (draft.number, draft.known_at, draft.digest)
    theirs = (body.number, draft.known_at, draft.digest)
    if isinstance(body, ReportSigned):
        theirs = (body.number, body.known_at, body.digest)
    return {"number": str(body.number)} if mine != theirs else None


def report_unreconciled(asking: Asking) -> Values | None:
    """Its figures do not keep a law, and the signature neither names that law nor says why."""
    body = asking.said(ReportSigned)
    draft = drawn(_course(asking, body.day))
    unnamed = sorted(set(draft.astray if draft else ()) - set(body.despite))
    if unnamed:
        return {"law": unnamed[0]}
    silent = body.despite and not (body.reason or "").strip()
    return {"law": body.despite[0]} if silent else None


def _ending(asking: Asking) -> tuple[ReportSigned | ReportReturned, str]:
    """What is said of a draft, and which act that is."""
    body = asking.fact.body
    if isinstance(body, ReportSigned):
        return body, "sign"
    return asking.said(ReportReturned), "send_back"


def _course(asking: Asking, day: date) -> Course:
    return course_of(asking.standing, asking.facts, asking.fact.facility, day)


def _persons(asking: Asking) -> frozenset[str]:
    body = asking.fact.body
    named = {body.signed_by} if isinstance(body, ReportSigned) else set[str]()
    return frozenset({asking.fact.actor, *named})
