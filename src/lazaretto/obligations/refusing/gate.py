"""Reasons against what is asked for at the gate: to come in, to let in, to go out."""

from lazaretto.facts.gate import EntryApproved, EntryRequested, ExitRequested
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.leaving import Exit, leaving

Values = dict[str, str]


def approval_taken(asking: Asking) -> Values | None:
    """Another request has this number: what was approved of the one would open the gate to the other."""
    body = asking.said(EntryRequested)
    rows = asking.standing.events("entry_requested")
    held = rows.fact[rows.key == asking.standing.names.find(body.approval)].tolist()
    other = [asking.facts[n].id for n in held if asking.facts[n].id != asking.fact.corrects]
    return {"approval": body.approval} if other or body.approval in asking.beside else None


def window_reversed(asking: Asking) -> Values | None:
    """It asks for a time that ends before it begins."""
    body = asking.said(EntryRequested)
    return {} if body.closes <= body.opens else None


def request_unknown(asking: Asking) -> Values | None:
    """Nothing was asked for under this number in this house."""
    body = asking.said(EntryApproved)
    known = asking.request is not None
    return None if known else {"approval": body.approval, "facility": asking.fact.facility}


def approver_is_requester(asking: Asking) -> Values | None:
    """Whoever approves it, or says that it was approved, asked for it (law 13)."""
    asked, body = asking.asked, asking.said(EntryApproved)
    if asked is None or asked.requested_by not in (body.approved_by, asking.fact.actor):
        return None
    return {"person": asked.requested_by}


def request_closed(asking: Asking) -> Values | None:
    """The time that was asked for is over."""
    asked = asking.asked
    if asked is None or asking.fact.occurred < asked.closes:
        return None
    return {"approval": asked.approval, "closes": asked.closes.isoformat()}


def release_without_paper(asking: Asking) -> Values | None:
    """Somebody is to be released, and neither a basis nor a legal deadline says so."""
    body = asking.said(ExitRequested)
    held = body.purpose == "release" and _exit(asking).verdict == "hold"
    return {"person": body.subject} if held else None


def exit_held(asking: Asking) -> Values | None:
    """The table of the protocol in force holds the person: a leg is unsigned, or a finding open (M19)."""
    body, exit_ = asking.said(ExitRequested), _exit(asking)
    if exit_.verdict != "hold":
        return None
    names = [held.name for held in exit_.open]
    if not names:  # everything is met, and what is lacking is the signature or a reading
        names = ["signed"] if exit_.known["leg_cleared"] is False else ["no_fever"]
    return {"person": body.subject, "open": ", ".join(names)}


def _exit(asking: Asking) -> Exit:
    body = asking.said(ExitRequested)
    lawful = bool((body.basis or "").strip()) if body.purpose == "release" else None
    return leaving(
        asking.standing, forces=asking.forces, facts=asking.facts, person=body.subject,
        purpose=body.purpose, lawful=lawful,
    )  # fmt: skip
