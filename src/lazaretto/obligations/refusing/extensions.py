"""Why more time for a finding may not be asked for, or not be granted by this person."""

from lazaretto.facts.extensions import ExtensionAsked, ExtensionDecided
from lazaretto.facts.periods import seconds
from lazaretto.obligations.asking import Asking
from lazaretto.obligations.climbing import climbed
from lazaretto.obligations.extensions import Extension, extensions, persons_of
from lazaretto.obligations.inspections import by_house
from lazaretto.obligations.notices import RaisedFinding, findings
from lazaretto.obligations.strength import strength

Values = dict[str, str]


def extended_finding_unknown(asking: Asking) -> Values | None:
    """The house has no such finding."""
    code = asking.said(ExtensionAsked).finding
    return {"finding": code, "facility": asking.fact.facility} if _finding(asking, code) is None else None


def extended_finding_over(asking: Asking) -> Values | None:
    """Nobody waits for the house: the finding is put right already, or closed."""
    code = asking.said(ExtensionAsked).finding
    found = _finding(asking, code)
    return {"finding": code} if found is not None and not found.open else None


def extension_running(asking: Asking) -> Values | None:
    """Another request for this finding is not decided yet, or has this number."""
    body = asking.said(ExtensionAsked)
    for one in _every(asking):
        if one.code == body.extension or (one.body.finding == body.finding and one.state == "asked"):
            return {"extension": one.code}
    return None


def extension_shortens(asking: Asking) -> Values | None:
    """What is asked for is no later than the term that runs now."""
    body = asking.said(ExtensionAsked)
    every = findings(asking.standing, asking.facts, asking.fact.facility)
    ladder = climbed(every, forces=asking.forces, at=asking.standing.at)
    due = next((one.due for one in ladder if one.finding.code == body.finding), None)
    least = max(due or 0, seconds(asking.fact.occurred))
    return {"until": body.until.isoformat()} if seconds(body.until) <= least else None


def extension_unknown(asking: Asking) -> Values | None:
    """The house asked for no such extension, or for another finding."""
    body, found = asking.said(ExtensionDecided), _extension(asking)
    unknown = found is None or found.body.finding != body.finding
    return {"extension": body.extension, "facility": asking.fact.facility} if unknown else None


def extension_decided(asking: Asking) -> Values | None:
    """It was granted or refused already."""
    found = _extension(asking)
    return {"extension": found.code} if found is not None and not found.course.open else None


def granted_by_the_asker(asking: Asking) -> Values | None:
    """Whoever asked for more time does not grant it to themselves, nor refuse it (law 13)."""
    found, body = _extension(asking), asking.said(ExtensionDecided)
    act = "grant" if body.outcome == "granted" else "refuse"
    why = found.course.refuses(act, persons_of(asking.fact)) if found is not None else None
    return {"person": body.decided_by} if why == "ask" else None


def extension_by_the_house(asking: Asking) -> Values | None:
    """What the detachment found is not given more time by somebody who serves in the house."""
    body, standing = asking.said(ExtensionDecided), asking.standing
    found = _finding(asking, body.finding)
    if found is None or by_house(standing, asking.facts, asking.fact.facility, found.body):
        return None
    here = {
        standing.names.name(key) for key in strength(standing, standing.facilities.find(asking.fact.facility))
    }
    return {"person": body.decided_by} if body.decided_by in here else None


def grant_unfit(asking: Asking) -> Values | None:
    """Granted without an instant, until an instant that is over, or for longer than was asked."""
    body, found = asking.said(ExtensionDecided), _extension(asking)
    if body.outcome == "refused" or found is None:
        return None
    fits = body.until is not None and asking.fact.occurred < body.until <= found.body.until
    return None if fits else {"until": found.body.until.isoformat()}


def _every(asking: Asking) -> tuple[Extension, ...]:
    return extensions(asking.standing, asking.facts, asking.fact.facility)


def _extension(asking: Asking) -> Extension | None:
    code = asking.said(ExtensionDecided).extension
    return next((one for one in _every(asking) if one.code == code), None)


def _finding(asking: Asking, code: str) -> RaisedFinding | None:
    every = findings(asking.standing, asking.facts, asking.fact.facility)
    return next((one for one in every if one.code == code), None)
