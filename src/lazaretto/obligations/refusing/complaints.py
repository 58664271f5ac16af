"""Reasons against answering, reviewing and closing a complaint (H5)."""

from lazaretto.facts.complaints import ComplaintAnswered, ComplaintClosed, ComplaintReviewed
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.complaints import COMPLAINT, Complaint, act_of, complaint_of, persons_of, said_of
from lazaretto.obligations.days import HOUR

Values = dict[str, str]
DAY = 24 * HOUR
_EARLY = "closed_before_objection"
Decision = ComplaintAnswered | ComplaintReviewed | ComplaintClosed


def complaint_unknown(asking: Asking) -> Values | None:
    """Nobody lodged a complaint of this number in this house; so is told whoever it is about."""
    found = _stands(asking)
    known = found is not None and found.facility == asking.fact.facility
    known = known and found is not None and asking.fact.actor not in found.lodged.against
    return None if known else {"complaint": _decision(asking).complaint}


def complaint_sealed(asking: Asking) -> Values | None:
    """It is addressed to the inspector: it is handed on as it is, and nobody here decides about it."""
    found = _stands(asking)
    return {"complaint": found.code} if found is not None and found.sealed else None


def complaint_out_of_turn(asking: Asking) -> Values | None:
    """It has not come so far yet, or it has come further."""
    found = _stands(asking)
    act = act_of(asking.fact.body)
    if found is None or COMPLAINT.after(found.course.state, act) is not None:
        return None
    return {"complaint": found.code}


def answerer_complained_about(asking: Asking) -> Values | None:
    """Whoever decides about it, or says so, is complained about."""
    found = _stands(asking)
    same = sorted(persons_of(asking.fact) & set(found.lodged.against)) if found is not None else []
    return {"person": same[0]} if same else None


def reviewer_answered(asking: Asking) -> Values | None:
    """Whoever looks again, or says so, had answered it (law 13)."""
    found = _stands(asking)
    answered = found.course.last("answer") if found is not None else None
    same = sorted(persons_of(asking.fact) & answered.persons) if answered is not None else []
    return {"person": same[0]} if same else None


def closed_unanswered(asking: Asking) -> Values | None:
    """It has no answer yet, and the person did not take it back."""
    found, body = _stands(asking), asking.said(ComplaintClosed)
    waiting = found is not None and found.course.state in ("lodged", "received")
    return {"complaint": body.complaint} if waiting and body.ground != "taken_back" else None


def objection_open(asking: Asking) -> Values | None:
    """The person may still object: the days for it, from the handing over of the answer, are not over."""
    found, body, settings = _stands(asking), asking.said(ComplaintClosed), asking.settings(_EARLY)
    told = found.course.last("hand") if found is not None and found.course.state == "told" else None
    if told is None or settings is None or body.ground != "not_objected":
        return None
    over = told.at + settings["days"] * DAY
    return {"until": instant(over).isoformat()} if seconds(asking.fact.occurred) < over else None


def _decision(asking: Asking) -> Decision:
    body = asking.fact.body
    assert isinstance(body, Decision)  # noqa: S101 — the list chose it by its type
    return body


def _stands(asking: Asking) -> Complaint | None:
    """The complaint as it stands, with what came just before in the same batch."""
    code = _decision(asking).complaint
    said = said_of(asking.standing, asking.facts, code)
    beside = [one for one in asking.before if getattr(one.body, "complaint", None) == code]
    known = {one.id for one in said}
    return complaint_of([*said, *(one for one in beside if one.id not in known)])
