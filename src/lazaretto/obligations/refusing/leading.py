"""Reasons against leaving to somebody what is one's own, all of it or approving, and against ending that."""

from lazaretto.facts.leading import DelegationEnded
from lazaretto.facts.periods import seconds
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.delegating import Leave, course_of, delegations
from lazaretto.obligations.entries import office_of
from lazaretto.obligations.leading import offices

Values = dict[str, str]


def delegation_taken(asking: Asking) -> Values | None:
    """Another delegation has this number."""
    body = _leave(asking)
    held = delegations(asking.standing, facts=asking.facts).get(body.delegation)
    beside = any(getattr(fact.body, "delegation", None) == body.delegation for fact in asking.before)
    other = held is not None and held.fact.id != asking.fact.corrects
    return {"delegation": body.delegation} if other or beside else None


def delegation_of_another(asking: Asking) -> Values | None:
    """Somebody gives away what is another's: who has something by delegation leaves it to nobody else."""
    body = _leave(asking)
    return None if body.delegated_by == asking.fact.actor else {"person": body.delegated_by}


def delegation_to_oneself(asking: Asking) -> Values | None:
    """Somebody lets themselves decide."""
    body = _leave(asking)
    mine = body.delegate in (body.delegated_by, asking.fact.actor)
    return {"person": body.delegate} if mine else None


def delegation_too_long(asking: Asking) -> Values | None:
    """It would run for longer than the protocol allows (M03)."""
    _leave(asking)
    settings = asking.settings("delegation_overlong")
    broken = settings is not None and asking.would_break("delegation_overlong")
    return {"hours": str(settings["hours"])} if settings is not None and broken else None


def delegation_over(asking: Asking) -> Values | None:
    """There is nothing to end: it was never given in this house, was ended before, or its time is over."""
    body = asking.said(DelegationEnded)
    held = delegations(asking.standing, facts=asking.facts, facility=asking.fact.facility)
    leave = held.get(body.delegation)
    over = leave is None or leave.until <= seconds(asking.fact.occurred)
    turn = course_of(asking.standing, asking.facts, body.delegation).refuses("end", frozenset())
    return {"delegation": body.delegation} if over or (leave is not None and leave.whole and turn) else None


def ended_by_stranger(asking: Asking) -> Values | None:
    """Whoever ends it neither gave it nor has it, nor answers for the house or the detachment."""
    body = asking.said(DelegationEnded)
    standing, house, at = asking.standing, asking.fact.facility, seconds(asking.fact.occurred)
    leave = delegations(standing, facts=asking.facts, facility=house).get(body.delegation)
    above = (house, office_of(standing, facts=asking.facts, facility=house))
    names = offices(standing, facts=asking.facts)
    leaders = {one.person for code in above if code in names and (one := names[code].leader(at))}
    allowed = leaders | ({leave.by, leave.delegate} if leave is not None else set())
    stranger = next((who for who in (body.ended_by, asking.fact.actor) if who not in allowed), None)
    return {"person": stranger, "delegation": body.delegation} if stranger else None


def _leave(asking: Asking) -> Leave:
    body = asking.fact.body
    assert isinstance(body, Leave)  # noqa: S101 — the list chose it by its type
    return body
