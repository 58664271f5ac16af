"""Reasons against going out of the gate."""

from lazaretto.facts.gate import ExitRequested
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.leaving import Exit, leaving

Values = dict[str, str]


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
