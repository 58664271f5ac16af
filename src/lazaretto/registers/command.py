"""Command lowered: facilities, places, levels, roles, directives, submissions."""

from typing import Any, get_args

from lazaretto.facts import command
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

SORTS = get_args(command.FacilityKind)
USES = get_args(command.Use)
LEVELS = get_args(command.Level)
ROLES = get_args(command.Role)
ISSUERS = get_args(command.DirectiveIssued.__annotations__["issuer"])


def _facility_established(
    body: command.FacilityEstablished, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    yield "facility_established", keys.number(fact.facility), SORTS.index(body.sort), 0


def _place_established(body: command.PlaceEstablished, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "place_established", keys.number(body.established), USES.index(body.use), body.capacity


def _level_ordered(body: command.LevelOrdered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "level_ordered", keys.number(fact.facility), LEVELS.index(body.level), 0


def _role_assigned(body: command.RoleAssigned, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "role_assigned", keys.number(fact.facility), ROLES.index(body.role), 0


def _intake_suspended(body: command.IntakeSuspended, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "intake_suspended", keys.number(fact.facility), 0, 0


def _intake_resumed(body: command.IntakeResumed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "intake_resumed", keys.number(fact.facility), 0, 0


def _leader_named(body: command.LeaderNamed, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "leader_named", keys.number(body.person), 0, 0


def _directive_issued(body: command.DirectiveIssued, fact: Fact, keys: Names, facilities: Names) -> Rows:
    directive = keys.number(f"{fact.facility}|{body.directive}")
    yield "directive_issued", directive, ISSUERS.index(body.issuer), 0


def _directive_received(body: command.DirectiveReceived, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "directive_received", keys.number(f"{fact.facility}|{body.directive}"), 0, 0


def _log_submitted(body: command.LogSubmitted, fact: Fact, keys: Names, facilities: Names) -> Rows:
    day = day_number(body.day)
    yield "log_submitted", keys.number(fact.facility), day, body.incidents


def _pressure_reported(body: command.PressureReported, fact: Fact, keys: Names, facilities: Names) -> Rows:
    day = day_number(body.day)
    yield "pressure_reported", keys.number(body.region), body.new_cases, day


LOWERING: dict[type, Any] = {
    command.FacilityEstablished: _facility_established,
    command.PlaceEstablished: _place_established,
    command.LevelOrdered: _level_ordered,
    command.RoleAssigned: _role_assigned,
    command.IntakeSuspended: _intake_suspended,
    command.IntakeResumed: _intake_resumed,
    command.LeaderNamed: _leader_named,
    command.DirectiveIssued: _directive_issued,
    command.DirectiveReceived: _directive_received,
    command.LogSubmitted: _log_submitted,
    command.PressureReported: _pressure_reported,
}
