"""Why a dispatch may not be opened, closed or signed, and why two directives are not settled so."""

from lazaretto.facts.directives import ContradictionSettled
from lazaretto.facts.dispatches import DispatchClosed, DispatchOpened, MinutesSigned
from lazaretto.facts.periods import seconds
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.directives import contradictions
from lazaretto.obligations.dispatches import DISPATCH, Dispatch, dispatch_of, persons_of, running

Values = dict[str, str]
_ACT_OF = {kind: act for act, kind in DISPATCH.acts.items()}
_OUT_OF_TURN = "out_of_turn"


def dispatch_taken(asking: Asking) -> Values | None:
    """A dispatch of that number was opened already."""
    body = asking.said(DispatchOpened)
    found = dispatch_of(asking.standing, asking.facts, body.dispatch)
    return {"dispatch": body.dispatch} if found.state != "unopened" else None


def dispatch_running(asking: Asking) -> Values | None:
    """Another dispatch is open: it is closed first."""
    found = running(asking.standing, asking.facts, office=asking.fact.facility)
    return {"dispatch": found.dispatch} if found is not None else None


def dispatch_not_so_far(asking: Asking) -> Values | None:
    """It is not in a state in which this can be done with it; one that nobody opened is in none."""
    found, act, _ = _asked(asking)
    wrong = found.course.refuses(act, frozenset()) == _OUT_OF_TURN
    return {"dispatch": found.dispatch, "state": found.state} if wrong else None


def signer_is_recorder(asking: Asking) -> Values | None:
    """Whoever signs the minutes, or says so, recorded them (law 13)."""
    found, act, persons = _asked(asking)
    barred = found.course.refuses(act, persons)
    if barred is None or barred == _OUT_OF_TURN:
        return None
    return {"person": min(found.course.counted[-1].persons & persons, default=asking.fact.actor)}


def contradiction_unknown(asking: Asking) -> Values | None:
    """These two directives do not contradict each other over that, now."""
    body, at = asking.said(ContradictionSettled), seconds(asking.fact.occurred)
    pair = {body.prevails, body.yields}
    known = any(
        one.over == body.over and {one.one, one.other} == pair and at < one.until
        for one in contradictions(asking.standing)
    )
    return None if known else {"over": body.over}


def _asked(asking: Asking) -> tuple[Dispatch, str, frozenset[str]]:
    body = asking.fact.body
    if not isinstance(body, DispatchClosed | MinutesSigned):
        raise TypeError(f"{type(body).__name__} neither closes nor signs a dispatch")
    found = dispatch_of(asking.standing, asking.facts, body.dispatch)
    return found, _ACT_OF[type(body)], persons_of(body) | {asking.fact.actor}
