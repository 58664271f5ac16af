"""Directives lowered: until when each is to be acknowledged and passed on, and which of two prevails."""

from typing import Any, get_args

from lazaretto.facts import directives
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import day_number, seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

ISSUERS = get_args(directives.Issuer)


def _directive_issued(body: directives.DirectiveIssued, fact: Fact, keys: Names, facilities: Names) -> Rows:
    due = 0 if body.receive_by is None else seconds(body.receive_by)
    yield (
        "directive_issued",
        keys.number(f"{fact.facility}|{body.directive}"),
        ISSUERS.index(body.issuer),
        due,
    )
    if body.pass_on_by is not None:
        yield "directive_to_pass_on", keys.number(body.directive), 0, seconds(body.pass_on_by)
    if body.parent is not None:
        yield "directive_passed_on", keys.number(body.parent), 0, 0
    if body.supersedes is not None:
        yield "directive_superseded", keys.number(body.supersedes), keys.number(body.directive), 0
    days = [0 if day is None else day_number(day) for day in (body.since, body.until)]
    yield "directive_in_force", keys.number(body.directive), days[0], days[1]
    for setting in body.settings:
        over = keys.number(f"{setting.document}:{setting.parameter}")
        yield "directive_sets", keys.number(body.directive), over, keys.number(setting.value)
    for asked in body.asks:
        yield (
            "directive_asks",
            keys.number(body.directive),
            keys.number(asked.subject),
            int(asked.demand == "do"),
        )


def _directive_received(
    body: directives.DirectiveReceived, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    yield "directive_received", keys.number(f"{fact.facility}|{body.directive}"), 0, 0


def _contradiction_settled(
    body: directives.ContradictionSettled, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    pair = "|".join((body.over, *sorted((body.prevails, body.yields))))
    yield "contradiction_settled", keys.number(pair), keys.number(body.prevails), keys.number(body.settled_by)


LOWERING: dict[type, Any] = {
    directives.DirectiveIssued: _directive_issued,
    directives.DirectiveReceived: _directive_received,
    directives.ContradictionSettled: _contradiction_settled,
}
