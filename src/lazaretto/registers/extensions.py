"""Extensions lowered: who asked for more time and who decided; a granted one is the finding's new term."""

from collections.abc import Iterator
from typing import Any

from lazaretto.facts import extensions
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names
from lazaretto.registers.notices import GRAVITIES, finding_key

EXTENSION_ACTS = ("ask", "grant", "refuse")


def _acted(
    extension: str, act: str, who: str, fact: Fact, keys: Names
) -> Iterator[tuple[str, int, int, int]]:
    """One row a person: whoever did it, and whoever said so."""
    key = keys.number(finding_key(fact.facility, extension))
    for person in dict.fromkeys((who, fact.actor)):
        yield "extension_act", key, EXTENSION_ACTS.index(act), keys.number(person)


def _asked(body: extensions.ExtensionAsked, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "extension_asked", keys.number(finding_key(fact.facility, body.extension)), 0, 0
    yield from _acted(body.extension, "ask", body.asked_by, fact, keys)


def _decided(body: extensions.ExtensionDecided, fact: Fact, keys: Names, facilities: Names) -> Rows:
    if body.outcome == "granted" and body.until is not None:
        key, severity = keys.number(finding_key(fact.facility, body.finding)), GRAVITIES.index(body.severity)
        yield "finding_extended", key, severity, seconds(body.until)
        yield "finding_due", key, seconds(body.until), severity
    decided = keys.number(finding_key(fact.facility, body.extension))
    yield "extension_decided", decided, int(body.outcome == "refused"), 0
    yield from _acted(
        body.extension, "grant" if body.outcome == "granted" else "refuse", body.decided_by, fact, keys
    )


LOWERING: dict[type, Any] = {
    extensions.ExtensionAsked: _asked,
    extensions.ExtensionDecided: _decided,
}
