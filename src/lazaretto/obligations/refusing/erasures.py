"""Why a hold may not be set or lifted, and a proposal to erase not be made or answered by this person."""

from lazaretto.facts.retention import Erased, ErasureDeclined, ErasureProposed, HoldLifted, HoldSet
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.erasures import Hold, Proposal, holds, lifts, proposal_of, proposals, still_asks
from lazaretto.obligations.strength import strength
from lazaretto.registers.events import NAMES
from lazaretto.registers.standing import Standing

Values = dict[str, str]


def hold_on_a_stranger(asking: Asking) -> Values | None:
    """Nothing that was stated in the house is about this person: a hold there would keep nothing of them."""
    person, standing = asking.said(HoldSet).person, asking.standing
    house, key = standing.facilities.find(asking.fact.facility), standing.names.find(person)
    for name in NAMES if key >= 0 else ():
        rows = standing.events(name)
        if bool(((rows.key == key) & (rows.facility == house)).any()):
            return None
    return {"person": person, "facility": asking.fact.facility}


def hold_unknown(asking: Asking) -> Values | None:
    """No such hold stands in the house: it was never set there, or is lifted already."""
    return {"facility": asking.fact.facility} if _hold(asking) is None else None


def hold_of_the_detachment(asking: Asking) -> Values | None:
    """The detachment set it, and the house does not lift it."""
    found = _hold(asking)
    return {} if found is not None and not lifts(found, asking.fact) else None


def proposed_already(asking: Asking) -> Values | None:
    """The house asked for the same before, and waits for the answer."""
    body, house = asking.said(ErasureProposed), asking.fact.facility
    for one in proposals(asking.standing, asking.facts):
        if still_asks(one, body, facility=house, standing=asking.standing):
            return {"person": body.person}
    return None


def proposal_unknown(asking: Asking) -> Values | None:
    """The house made no such proposal."""
    return {"facility": asking.fact.facility} if _proposal(asking) is None else None


def proposal_answered(asking: Asking) -> Values | None:
    """It was declined or done already."""
    found = _proposal(asking)
    return {"person": found.body.person} if found is not None and not found.open else None


def answered_by_the_proposer(asking: Asking) -> Values | None:
    """Whoever proposed it answers nothing of it (law 13)."""
    found, actor = _proposal(asking), asking.fact.actor
    return {"person": actor} if found is not None and actor == found.fact.actor else None


def answered_by_the_house(asking: Asking) -> Values | None:
    """Whoever serves in the house that proposed it does not answer for the detachment."""
    found = _proposal(asking)
    here = found is not None and serves_in(asking.standing, asking.fact.actor, found.fact.facility)
    return {"person": asking.fact.actor} if here else None


def serves_in(standing: Standing, person: str, facility: str) -> bool:
    """Whether somebody is on the strength of a house."""
    return standing.names.find(person) in strength(standing, standing.facilities.find(facility))


def _hold(asking: Asking) -> Hold | None:
    wanted, house = asking.said(HoldLifted).hold, asking.fact.facility
    every = holds(asking.standing, asking.facts)
    return next((one for one in every if one.fact.id == wanted and one.fact.facility == house), None)


def _proposal(asking: Asking) -> Proposal | None:
    body = asking.fact.body
    named = body.proposal if isinstance(body, Erased | ErasureDeclined) else None
    found = proposal_of(asking.standing, asking.facts, named) if named is not None else None
    mine = found is not None and (isinstance(body, Erased) or found.fact.facility == asking.fact.facility)
    return found if mine else None
