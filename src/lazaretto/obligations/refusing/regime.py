"""Reasons against suspending what the day holds: rights first (M35)."""

from lazaretto.facts.periods import instant, seconds
from lazaretto.facts.regime import RegimeSuspended
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.days import HOUR
from lazaretto.obligations.refraining.living import NEVER, RIGHT

Values = dict[str, str]
_RIGHTS, _LONG = "right_left_out_for_quarantine", "suspended_too_long"


def suspension_over(asking: Asking) -> Values | None:
    """Its end lies before its beginning."""
    body = asking.said(RegimeSuspended)
    return {"until": body.until.isoformat()} if body.until <= asking.fact.occurred else None


def right_never_suspended(asking: Asking) -> Values | None:
    """What a person lives on is suspended by nothing; a right is not suspended by quarantine."""
    body = asking.said(RegimeSuspended)
    right = (asking.settings(_RIGHTS) or {}).get(body.activity, 0)
    if right == NEVER or (right == RIGHT and body.cause == "quarantine"):
        return {"activity": body.activity, "cause": body.cause}
    return None


def suspension_too_long(asking: Asking) -> Values | None:
    """It is for longer than the document lets it be without being looked at again."""
    body, settings = asking.said(RegimeSuspended), asking.settings(_LONG)
    if settings is None:
        return None
    latest = seconds(asking.fact.occurred) + settings["hours"] * HOUR
    return {"until": instant(latest).isoformat()} if seconds(body.until) > latest else None
