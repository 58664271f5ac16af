"""Why an assignment may not be set, judged or withdrawn: its code, its day, its turn, and who did it."""

from lazaretto.facts.assignments import (
    AssignmentReturned,
    AssignmentSet,
    AssignmentVerified,
    AssignmentWithdrawn,
)
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.assignments import ASSIGNMENT, Assignment, assignment_of, persons_of

Values = dict[str, str]
_OUT_OF_TURN = "out_of_turn"
_ACT_OF = {kind: act for act, kind in ASSIGNMENT.acts.items()}


def assignment_taken(asking: Asking) -> Values | None:
    """The facility has an assignment of that number already."""
    body = asking.said(AssignmentSet)
    return {"assignment": body.assignment} if _found(asking, body.assignment).state != "unset" else None


def due_is_past(asking: Asking) -> Values | None:
    """It would be due before it is asked for."""
    body = asking.fact.body
    due = body.due if isinstance(body, AssignmentSet | AssignmentReturned) else None
    return {"due": due.isoformat()} if due is not None and due <= asking.fact.occurred else None


def assignment_not_so_far(asking: Asking) -> Values | None:
    """It is not in a state in which this can be done with it; one that nobody set is in none."""
    found, act, _ = _asked(asking)
    wrong = found.course.refuses(act, frozenset()) == _OUT_OF_TURN
    return {"assignment": found.assignment, "state": found.state} if wrong else None


def judged_by_doer(asking: Asking) -> Values | None:
    """Whoever looks at it, or says so, did it (law 13)."""
    found, act, persons = _asked(asking)
    barred = found.course.refuses(act, persons)
    if barred is None or barred == _OUT_OF_TURN:
        return None
    doers = {one for step in found.course.counted if step.act == barred for one in step.persons}
    return {"person": min(doers & persons)}


def _asked(asking: Asking) -> tuple[Assignment, str, frozenset[str]]:
    body = asking.fact.body
    if not isinstance(body, AssignmentVerified | AssignmentReturned | AssignmentWithdrawn):
        raise TypeError(f"{type(body).__name__} judges no assignment")
    persons = persons_of(body) | {asking.fact.actor}
    return _found(asking, body.assignment), _ACT_OF[type(body)], persons


def _found(asking: Asking, assignment: str) -> Assignment:
    return assignment_of(asking.standing, asking.facts, facility=asking.fact.facility, assignment=assignment)
