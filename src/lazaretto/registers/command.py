"""Command lowered: facilities, places, levels, roles, submissions."""

from typing import Any, get_args

from lazaretto.facts import command
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, seconds
from lazaretto.facts.places import zone_of
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SORTS = get_args(command.FacilityKind)
USES = get_args(command.Use)
PEOPLE = get_args(command.People)
LEVELS = get_args(command.Level)
LOG_LINES = get_args(command.LogOf)
LOG_COUNTS = 2**21  # more than any count of a line; see log_line in events
ROLES = get_args(command.Role)
CONVERSION_ENDS = get_args(command.ConversionEnded.__annotations__["outcome"])


def _facility_established(
    body: command.FacilityEstablished, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    county = keys.number(body.county)
    yield "facility_established", keys.number(fact.facility), SORTS.index(body.sort), county


def _place_established(body: command.PlaceEstablished, fact: Fact, keys: Names, facilities: Names) -> Rows:
    place = keys.number(body.established)
    yield "place_established", place, USES.index(body.use), body.capacity
    wing = zone_of(body.established)
    if wing is not None and wing != body.established:
        yield "wing_of", place, keys.number(wing), USES.index(body.use)
    if body.people != "any":
        yield "place_people", place, PEOPLE.index(body.people), 0
    for neighbour in body.neighbours:
        yield "neighbour", place, keys.number(neighbour), 0


def _level_ordered(body: command.LevelOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    begins = seconds(body.begins) if body.begins is not None else 0
    yield "level_ordered", keys.number(fact.facility), LEVELS.index(body.level), begins


def _role_assigned(body: command.RoleAssigned, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "role_assigned", keys.number(fact.facility), ROLES.index(body.role), 0


def _intake_suspended(body: command.IntakeSuspended, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "intake_suspended", keys.number(fact.facility), 0, 0


def _intake_resumed(body: command.IntakeResumed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "intake_resumed", keys.number(fact.facility), 0, 0


def _leader_named(body: command.LeaderNamed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    until = seconds(body.until) if body.until is not None else 0
    yield "leader_named" if body.rank == "responsible" else "deputy_named", keys.number(body.person), until, 0


def _log_submitted(body: command.LogSubmitted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    day = day_number(body.day)
    yield "log_submitted", keys.number(fact.facility), day, body.incidents
    yield "log_numbered", keys.number(fact.facility), day, body.number
    for line in body.lines:
        counted = LOG_LINES.index(line.of) * LOG_COUNTS + line.count
        yield "log_line", keys.number(fact.facility), day, counted
        if line.because:
            yield "log_explained", keys.number(fact.facility), day, LOG_LINES.index(line.of)


def _log_reopened(body: command.LogReopened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "log_reopened", keys.number(fact.facility), day_number(body.day), body.number


def _pressure_reported(body: command.PressureReported, fact: Fact, keys: Names, facilities: Names) -> Rows:
    day = day_number(body.day)
    yield "pressure_reported", keys.number(body.region), body.new_cases, day


def _vehicle_listed(body: command.VehicleListed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "vehicle_listed", keys.number(body.vehicle), body.seats, 0


def _conversion_ordered(body: command.ConversionOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    facility = keys.number(fact.facility)
    yield "conversion_ordered", facility, ROLES.index(body.role), keys.number(body.conversion)


def _conversion_ended(body: command.ConversionEnded, fact: Fact, keys: Names, facilities: Names) -> Rows:
    facility = keys.number(fact.facility)
    yield "conversion_ended", facility, CONVERSION_ENDS.index(body.outcome), keys.number(body.conversion)


LOWERING: dict[type, Any] = {
    command.FacilityEstablished: _facility_established,
    command.PlaceEstablished: _place_established,
    command.LevelOrdered: _level_ordered,
    command.RoleAssigned: _role_assigned,
    command.IntakeSuspended: _intake_suspended,
    command.IntakeResumed: _intake_resumed,
    command.LeaderNamed: _leader_named,
    command.LogSubmitted: _log_submitted,
    command.LogReopened: _log_reopened,
    command.PressureReported: _pressure_reported,
    command.VehicleListed: _vehicle_listed,
    command.ConversionOrdered: _conversion_ordered,
    command.ConversionEnded: _conversion_ended,
}
