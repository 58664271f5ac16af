"""At which levels an actor may decide about entries of a house: their own, or left to them (M03, M08)."""

from collections.abc import Mapping, Sequence

from lazaretto.access.actor import Actor
from lazaretto.access.roles import DEPUTIES
from lazaretto.facts.gate import Approver
from lazaretto.obligations.approving import Act, Approval, Role, after
from lazaretto.obligations.delegating import Delegation

Powers = Mapping[Approver, str | None]  # level → the delegation by which it is theirs; None: it is their own


def powers(actor: Actor, facility: str, *, leave: Sequence[Delegation], at: int) -> Powers:
    """The levels at which the actor may decide there at an instant (seconds)."""
    if facility not in actor.scope:
        return {}
    found: dict[Approver, str | None] = {
        one.level: one.delegation
        for one in leave
        if actor.role in DEPUTIES[one.level] and not actor.withheld
        and one.lets(actor.code, level=one.level, facility=facility, at=at)
    }  # fmt: skip
    if actor.may("approve_as_detachment"):
        found["detachment"] = None
    elif actor.may("state:gate.entry_approved"):
        found["leader"] = None
    return found


def level_for(one: Approval, act: Act, given: Powers) -> Approver | None:
    """At which of their levels somebody may do this now: the one whose turn it is, before another."""
    order = sorted(given, key=lambda level: level != one.turn)
    return next((level for level in order if one.allows(act, level)), None)


def allowed(one: Approval, actor: Actor, given: Powers) -> tuple[Act, ...]:
    """What the actor may do with a request now. Nobody decides what they asked for; they withdraw it."""
    acts: list[Act] = []
    free = actor.code not in one.askers and actor.code not in {said.by for said in one.given}
    if free and one.turn is not None:
        decisions: tuple[Act, ...] = ("approve", "deny")
        acts += [act for act in decisions if level_for(one, act, given) is not None]
    role: Role = one.role_of(actor.code)
    stating = actor.may("state:gate.entry_withdrawn") and one.request.facility in actor.scope
    if stating and after(one.state, "withdraw", role, need=one.need) is not None:
        acts.append("withdraw")
    return tuple(acts)
