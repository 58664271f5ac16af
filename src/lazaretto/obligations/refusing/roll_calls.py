"""Why a roll-call may not be counted again or ended, and a walk not signed (M31, M32)."""

from lazaretto.facts.patrols import PatrolEnded
from lazaretto.facts.roll_calls import RollCallChecked, RollCallClosed, RollCallRecounted
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.machine import Course
from lazaretto.obligations.patrols import patrol_of, tour_at
from lazaretto.obligations.roll_calls import course, said_of

Values = dict[str, str]
Said = RollCallChecked | RollCallRecounted | RollCallClosed
_CLOSING = {"cleared": "clear", "found": "find", "stood_down": "stand_down"}


def roll_call_unknown(asking: Asking) -> Values | None:
    """Nobody called this house under that number."""
    body = _said(asking)
    return None if _before(asking).taken else {"roll_call": body.roll_call}


def roll_call_not_due(asking: Asking) -> Values | None:
    """The roll-call has not come to this, or is past it."""
    before, act = _before(asking), _act(asking)
    out = before.machine.after(before.state, act) is None
    return {"roll_call": _said(asking).roll_call} if out else None


def counter_counted_before(asking: Asking) -> Values | None:
    """Whoever counts again, or clears it, or says so, made an earlier count of it (law 13)."""
    before, act, persons = _before(asking), _act(asking), _persons(asking)
    barred = before.machine.forbids(act, persons, before.counted)
    if barred is None:
        return None
    step = before.last(barred)
    same = sorted(persons & step.persons) if step is not None else []
    return {"person": same[0] if same else asking.fact.actor}


def closing_without_words(asking: Asking) -> Values | None:
    """It is ended by hand, and nobody says where everybody was, or why."""
    return None if asking.said(RollCallClosed).words.strip() else {}


def finding_unnamed(asking: Asking) -> Values | None:
    """It ends with something that was found, and names no finding."""
    body = asking.said(RollCallClosed)
    return {"roll_call": body.roll_call} if body.outcome == "found" and not body.finding else None


def patrol_not_walked(asking: Asking) -> Values | None:
    """No walk of that tour under that number is under way."""
    body = asking.said(PatrolEnded)
    walk = patrol_of(asking.standing, asking.facts, asking.fact.facility, body.patrol)
    fits = walk is not None and walk.state == "walking"
    same = fits and walk is not None and (walk.body.tour, walk.body.turn) == (body.tour, body.turn)
    return None if same else {"patrol": body.patrol}


def stops_left(asking: Asking) -> Values | None:
    """Stops of the tour were neither looked at nor passed over for a reason."""
    body = asking.said(PatrolEnded)
    walk = patrol_of(asking.standing, asking.facts, asking.fact.facility, body.patrol)
    tour = tour_at(asking.standing, asking.facts, walk) if walk is not None else None
    left = walk.left(tour.body.stops) if walk is not None and tour is not None else ()
    return {"stops": str(len(left)), "stop": left[0].stop} if left else None


def _said(asking: Asking) -> Said:
    body = asking.fact.body
    assert isinstance(body, Said)  # noqa: S101 — the list chose it by its type
    return body


def _before(asking: Asking) -> Course:
    """What had been said of the roll-call, in the record and just before in one batch."""
    body, fact = _said(asking), asking.fact
    held = said_of(asking.standing, asking.facts, fact.facility, body.roll_call)
    beside = [one for one in asking.before if getattr(one.body, "roll_call", None) == body.roll_call]
    return course(one for one in (*held, *beside) if one.id not in (fact.id, fact.corrects))


def _act(asking: Asking) -> str:
    """Which act of the machine it is: a second count may agree or differ, which bars the same people."""
    body = _said(asking)
    if isinstance(body, RollCallClosed):
        return _CLOSING[body.outcome]
    return "differ" if isinstance(body, RollCallChecked) else "recount"


def _persons(asking: Asking) -> frozenset[str]:
    body = _said(asking)
    named = body.closed_by if isinstance(body, RollCallClosed) else body.counted_by
    return frozenset({named, asking.fact.actor})
