"""Reasons against what is said of an entry: asked for, approved, denied, withdrawn, or left to another."""

from collections.abc import Sequence

from lazaretto.facts.fact import Fact
from lazaretto.facts.gate import (
    EntryApproved,
    EntryDenied,
    EntryRequested,
    EntryWithdrawn,
)
from lazaretto.facts.periods import instant, seconds
from lazaretto.obligations.approving import Act, Approval, after, told
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.delegating import Leave, delegations
from lazaretto.obligations.entries import closed_at, said_of

Values = dict[str, str]
Decision = EntryApproved | EntryDenied


def approval_taken(asking: Asking) -> Values | None:
    """Another request has this number: what was approved of the one would open the gate to the other."""
    body = asking.said(EntryRequested)
    rows = asking.standing.events("entry_requested")
    held = rows.fact[rows.key == asking.standing.names.find(body.approval)].tolist()
    other = [asking.facts[n].id for n in held if asking.facts[n].id != asking.fact.corrects]
    return {"approval": body.approval} if other or body.approval in asking.beside else None


def window_reversed(asking: Asking) -> Values | None:
    """It is for a time that ends before it begins."""
    body = asking.fact.body
    assert isinstance(body, EntryRequested | Leave)  # noqa: S101 — the list chose it by its type
    return {} if body.closes <= body.opens else None


def window_over(asking: Asking) -> Values | None:
    """It is for a time that was over when it was said."""
    body = asking.fact.body
    assert isinstance(body, EntryRequested | Leave)  # noqa: S101 — the list chose it by its type
    return {"closes": body.closes.isoformat()} if body.closes <= asking.fact.occurred else None


def request_unknown(asking: Asking) -> Values | None:
    """Nothing was asked for under this number in this house."""
    known = asking.request is not None
    return None if known else {"approval": _approval(asking), "facility": asking.fact.facility}


def approver_is_requester(asking: Asking) -> Values | None:
    """Whoever decides about it, for whom they do, or who says so, asked for it or said that (law 13)."""
    asked, request = asking.asked, asking.request
    if asked is None or request is None:
        return None
    leave = delegations(asking.standing, facts=asking.facts).get(_decision(asking).delegation or "")
    deciding = {_decided_by(asking), asking.fact.actor} | ({leave.by} if leave is not None else set())
    same = sorted(deciding & {asked.requested_by, request.actor})
    return {"person": same[0]} if same else None


def request_closed(asking: Asking) -> Values | None:
    """The time that was asked for, or that somebody allowed of it, is over."""
    stands = _stands(asking)
    closes = stands[-1].closes if stands else None
    if closes is None or seconds(asking.fact.occurred) < closes:
        return None
    return {"approval": _approval(asking), "closes": instant(closes).isoformat()}


def request_denied(asking: Asking) -> Values | None:
    """It was denied, and stays denied: whoever still needs it asks anew."""
    return _if_ever(asking, "denied")


def request_withdrawn(asking: Asking) -> Values | None:
    """It was withdrawn: whoever needs it again asks anew."""
    return _if_ever(asking, "withdrawn")


def leader_first(asking: Asking) -> Values | None:
    """The detachment decides about the guarded area after the house's leader has approved it (M08)."""
    body, stands = asking.said(EntryApproved), _stands(asking)
    waits = any(one.state == "requested" and not _allowed(one, body) for one in stands)
    return {"approval": body.approval} if body.level == "detachment" and waits else None


def request_decided(asking: Asking) -> Values | None:
    """This level has decided about it already, or nothing more is to be decided.

    Of a request: its number was decided about, so whoever corrects it, or takes it back and asks again,
    would carry the decision over to something else.
    """
    if isinstance(asking.fact.body, EntryRequested):
        return _decided_before(asking)
    body, stands = _decision(asking), _stands(asking)
    open_ = all(_allowed(one, body) for one in stands)
    return None if open_ or not stands else {"approval": body.approval}


def approver_twice(asking: Asking) -> Values | None:
    """Whoever approved it as the house's leader cannot be the second one to approve it (law 13)."""
    stands = _stands(asking)
    before = {who for one in stands[-1:] for said in one.given for who in (said.by, said.fact.actor)}
    again = before & {asking.said(EntryApproved).approved_by, asking.fact.actor}
    return {"person": sorted(again)[0]} if again else None


def window_widened(asking: Asking) -> Values | None:
    """It allows more time than was asked for, or none."""
    body, stands = asking.said(EntryApproved), _stands(asking)
    if body.closes is None or not stands:
        return None
    closes = seconds(body.closes)
    wrong = closes > stands[-1].closes or closes <= max(stands[-1].opens, seconds(asking.fact.occurred))
    return {"closes": instant(stands[-1].closes).isoformat()} if wrong else None


def delegation_void(asking: Asking) -> Values | None:
    """The leave by which somebody decides was never given to them, is for another level, or is over (M03)."""
    body = _decision(asking)
    if body.delegation is None:
        return None
    leave = delegations(asking.standing, facts=asking.facts).get(body.delegation)
    then = (seconds(asking.fact.occurred), asking.standing.at)
    runs = leave is not None and all(
        leave.lets(_decided_by(asking), level=body.level, facility=asking.fact.facility, at=at) for at in then
    )
    return None if runs else {"delegation": body.delegation}


def decision_without_reason(asking: Asking) -> Values | None:
    """It is denied or withdrawn, and nobody says why."""
    body = asking.fact.body
    assert isinstance(body, EntryDenied | EntryWithdrawn)  # noqa: S101 — the list chose it by its type
    return None if body.reason.strip() else {}


def withdrawn_by_stranger(asking: Asking) -> Values | None:
    """Whoever withdraws it neither asked for it nor approved it."""
    body, stands = asking.said(EntryWithdrawn), _stands(asking)
    if not stands:
        return None
    who = (body.withdrawn_by, asking.fact.actor)
    strangers = [one for one in who if not _may_withdraw(stands[-1], one)]
    return {"approval": body.approval, "person": strangers[0]} if strangers else None


def _decided_before(asking: Asking) -> Values | None:
    approval = _approval(asking)
    beside = [one for one in _deciding(asking.before) if getattr(one.body, "approval", "") == approval]
    found = [*said_of(asking.standing, asking.facts, approval), *beside]
    said = [one for one in found if one.id != asking.fact.corrects]
    return {"approval": approval} if said else None


def _approval(asking: Asking) -> str:
    return str(getattr(asking.fact.body, "approval", ""))


def _decision(asking: Asking) -> Decision:
    body = asking.fact.body
    assert isinstance(body, EntryApproved | EntryDenied)  # noqa: S101 — the list chose it by its type
    return body


def _decided_by(asking: Asking) -> str:
    body = _decision(asking)
    return body.approved_by if isinstance(body, EntryApproved) else body.denied_by


def _stands(asking: Asking) -> tuple[Approval, ...]:
    """The request as it stood when this was done, and as it stands when this is said; nothing without one."""
    request = asking.request
    if request is None:
        return ()
    standing, approval = asking.standing, _approval(asking)
    beside = [one for one in asking.before if getattr(one.body, "approval", "") == approval]
    said = [*said_of(standing, asking.facts, approval), *_deciding(beside)]
    said = [one for one in said if one.id not in (asking.fact.id, asking.fact.corrects)]
    closed = closed_at(standing, asking.forces, request.facility)
    leave = delegations(standing, facts=asking.facts)
    moments = (seconds(asking.fact.occurred), standing.at)
    return tuple(told(request, said, at=at, delegated=leave, closed=closed) for at in moments)


def _deciding(facts: Sequence[Fact]) -> list[Fact]:
    return [one for one in facts if isinstance(one.body, EntryApproved | EntryDenied | EntryWithdrawn)]


def _allowed(stands: Approval, body: Decision) -> bool:
    act: Act = "approve" if isinstance(body, EntryApproved) else "deny"
    return stands.allows(act, body.level)


def _may_withdraw(stands: Approval, person: str) -> bool:
    return after(stands.state, "withdraw", stands.role_of(person), need=stands.need) is not None


def _if_ever(asking: Asking, state: str) -> Values | None:
    found = any(one.state == state for one in _stands(asking))
    return {"approval": _approval(asking)} if found else None
