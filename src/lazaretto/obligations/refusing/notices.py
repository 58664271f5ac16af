"""Why a notice may not be issued, a finding not re-inspected or opened again, an inspection not closed."""

from lazaretto.facts.inspections import InspectionClosed
from lazaretto.facts.notices import FindingRectified, FindingReinspected, FindingReopened, NoticeIssued
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.climbing import binding, term
from lazaretto.obligations.inspecting import checklist_of, judged
from lazaretto.obligations.inspections import Inspection, by_house, inspections
from lazaretto.obligations.notices import RaisedFinding, act_of, findings, persons_of
from lazaretto.obligations.strength import strength

Values = dict[str, str]


def notice_number_taken(asking: Asking) -> Values | None:
    """Another notice of that sort and year has the number."""
    body, standing = asking.said(NoticeIssued), asking.standing
    rows = standing.events("notice_numbered")
    key = standing.names.find(f"{body.sort}|{body.year}")
    same = rows.fact[(rows.key == key) & (rows.value == body.number)].tolist()
    others = (asking.facts[fact].body for fact in same)
    taken = any(isinstance(one, NoticeIssued) and one.notice != body.notice for one in others)
    return {"number": str(body.number)} if taken else None


def order_without_due(asking: Asking) -> Values | None:
    """An order says by when; without it nobody could tell when it was not obeyed."""
    body = asking.said(NoticeIssued)
    return {} if body.sort == "order" and body.due is None else None


def order_to_others(asking: Asking) -> Values | None:
    """An order speaks of the findings of the one house that it is sent to."""
    body, house = asking.said(NoticeIssued), asking.fact.facility
    strange = [line.facility for line in body.lines if line.facility != house]
    return {"facility": strange[0]} if body.sort == "order" and strange else None


def notice_finding_unknown(asking: Asking) -> Values | None:
    """It names a finding that this house does not have."""
    body, house = asking.said(NoticeIssued), asking.fact.facility
    known = {one.code for one in _findings(asking)}
    missing = [one.finding for one in body.lines if one.facility == house and one.finding not in known]
    return {"finding": missing[0], "facility": house} if missing else None


def order_finding_closed(asking: Asking) -> Values | None:
    """An order demands what is put right and closed."""
    body = asking.said(NoticeIssued)
    named = {line.finding for line in body.lines}
    closed = [one.code for one in _findings(asking) if one.code in named and one.course.state == "closed"]
    return {"finding": closed[0]} if body.sort == "order" and closed else None


def notice_due_over(asking: Asking) -> Values | None:
    """The instant by which everything is put right has passed."""
    due = asking.said(NoticeIssued).due
    return {"due": due.isoformat()} if due is not None and due <= asking.fact.occurred else None


def notice_due_too_late(asking: Asking) -> Values | None:
    """It leaves more time than the document in force gives for the gravest of what it names."""
    body = asking.said(NoticeIssued)
    clauses = binding(asking.forces, asking.standing.at)
    mine = [line.severity for line in body.lines if line.facility == asking.fact.facility]
    terms = [term(clauses, "finding_noticed", "finding_rectified", severity) for severity in mine]
    least = min((one for one in terms if one is not None), default=None)
    if body.due is None or least is None:
        return None
    latest = seconds(asking.fact.occurred) + least
    return {"due": instant(latest).isoformat()} if seconds(body.due) > latest else None


def finding_unknown(asking: Asking) -> Values | None:
    """This house has no such finding."""
    code = _code(asking)
    return {"finding": code, "facility": asking.fact.facility} if _finding(asking) is None else None


def finding_out_of_turn(asking: Asking) -> Values | None:
    """It is not at the point where this may be done: nothing was put right yet, or it is closed already."""
    found = _finding(asking)
    why = found.course.refuses(act_of(asking.fact.body), persons_of(asking.fact)) if found else None
    return {"finding": _code(asking)} if why == "out_of_turn" else None


def reinspector_not_apart(asking: Asking) -> Values | None:
    """Whoever looks again found it, put it right or opened it again themselves (law 13)."""
    found = _finding(asking)
    persons = persons_of(asking.fact)
    why = found.course.refuses(act_of(asking.fact.body), persons) if found else None
    if why in (None, "out_of_turn"):
        return None
    return {"person": asking.said(FindingReinspected).reinspected_by}


def reinspected_by_the_house(asking: Asking) -> Values | None:
    """What the detachment found is not closed by somebody who serves in the house."""
    body, found, standing = asking.said(FindingReinspected), _finding(asking), asking.standing
    if found is None or by_house(standing, asking.facts, asking.fact.facility, found.body):
        return None
    here = {standing.names.name(key) for key in strength(standing, _house(asking))}
    return {"person": body.reinspected_by} if body.reinspected_by in here else None


def rectified_without_evidence(asking: Asking) -> Values | None:
    """Nothing shows that it was put right: neither a picture nor a paper."""
    body, found = asking.said(FindingReinspected), _finding(asking)
    last = found.course.last("rectify") if found else None
    if body.outcome != "passed" or body.evidence or last is None:
        return None
    shown = last.fact.body.evidence if isinstance(last.fact.body, FindingRectified) else ()
    return {"finding": body.finding} if not shown else None


def inspection_unknown(asking: Asking) -> Values | None:
    """This house has no such inspection."""
    code = asking.said(InspectionClosed).inspection
    return {"inspection": code} if _inspection(asking) is None else None


def inspection_out_of_turn(asking: Asking) -> Values | None:
    """It is closed already."""
    found = _inspection(asking)
    shut = found is not None and found.course.refuses("close", frozenset()) is not None
    return {"inspection": asking.said(InspectionClosed).inspection} if shut else None


def items_unanswered(asking: Asking) -> Values | None:
    """An item is blank, does not fit its question, lacks its evidence, or is left out without a reason."""
    found = _inspection(asking)
    checklist = checklist_of(found, asking.forces) if found else None
    if found is None or checklist is None:
        return None
    said = {item: one.answer for item, one in found.answers.items()}
    wanting = [one.item.id for one in judged(checklist, said) if one.lack is not None]
    return {"count": str(len(wanting)), "item": wanting[0]} if wanting else None


def _findings(asking: Asking) -> tuple[RaisedFinding, ...]:
    return findings(asking.standing, asking.facts, asking.fact.facility)


def _code(asking: Asking) -> str:
    body = asking.fact.body
    return body.finding if isinstance(body, FindingReinspected | FindingReopened) else ""


def _finding(asking: Asking) -> RaisedFinding | None:
    return next((one for one in _findings(asking) if one.code == _code(asking)), None)


def _inspection(asking: Asking) -> Inspection | None:
    code = asking.said(InspectionClosed).inspection
    every = inspections(asking.standing, asking.facts, asking.fact.facility)
    return next((one for one in every if one.code == code), None)


def _house(asking: Asking) -> int:
    return asking.standing.facilities.find(asking.fact.facility)
