"""Cases lowered: incidents, freezes, who is a case, who is a contact and what was decided."""

from typing import Any, get_args

from lazaretto.facts import case
from lazaretto.facts.fact import Fact
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

CAUSES = get_args(case.Cause)
CLASSIFICATIONS = get_args(case.Classification)
COMPANIES = get_args(case.Company)
DECISIONS = get_args(case.Decision)


def _incident_opened(body: case.IncidentOpened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    incident, cause = keys.number(body.incident), CAUSES.index(body.cause)
    person = keys.number(body.person) if body.person else -1
    yield "incident_opened", incident, cause, person
    if body.person:
        yield "incident_of", person, incident, cause


def _movement_frozen(body: case.MovementFrozen, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for place in body.places:
        yield "frozen", keys.number(place), keys.number(body.incident), 0


def _freeze_lifted(body: case.FreezeLifted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    for place in body.places:
        yield "thawed", keys.number(place), keys.number(body.incident), 0


def _classified(body: case.Classified, fact: Fact, keys: Names, facilities: Names) -> Rows:
    said = CLASSIFICATIONS.index(body.classification)
    yield "classified", keys.number(body.person), said, keys.number(body.incident)


def _contacts_listed(body: case.ContactsListed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    incident = keys.number(body.incident)
    yield "contacts_listed", keys.number(body.person), incident, len(body.contacts)
    for contact in body.contacts:
        yield "contact_listed", keys.number(contact.person), incident, contact.minutes


def _contact_decided(body: case.ContactDecided, fact: Fact, keys: Names, facilities: Names) -> Rows:
    decision = DECISIONS.index(body.decision)
    yield "contact_decided", keys.number(body.person), decision, keys.number(body.incident)


def _incident_closed(body: case.IncidentClosed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "incident_closed", keys.number(body.incident), 0, 0


LOWERING: dict[type, Any] = {
    case.IncidentOpened: _incident_opened,
    case.MovementFrozen: _movement_frozen,
    case.FreezeLifted: _freeze_lifted,
    case.Classified: _classified,
    case.ContactsListed: _contacts_listed,
    case.ContactDecided: _contact_decided,
    case.IncidentClosed: _incident_closed,
}
