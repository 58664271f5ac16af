"""Lines about incidents, cases, contacts and the way of a tube, as facts; other verbs stand in telling."""

from collections.abc import Callable, Iterator
from typing import Any

from lazaretto.facts import case, testing
from lazaretto.facts.fact import Body
from tests.stating import moment

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _opened(line: Line, who: list[str], incident: str, cast: Any) -> Iterator[Body]:
    yield case.IncidentOpened(
        incident=incident, cause=line.get("because of", "symptom"), person=who[0] if who else None,
        tube=line.get("tube"),
    )  # fmt: skip


def _frozen(line: Line, who: list[str], places: list[str], cast: Any) -> Iterator[Body]:
    yield case.MovementFrozen(incident=line["incident"], places=tuple(places))


def _lifted(line: Line, who: list[str], places: list[str], cast: Any) -> Iterator[Body]:
    yield case.FreezeLifted(incident=line["incident"], places=tuple(places), reason="Everybody negative")


def _classified(line: Line, who: list[str], said: Any, cast: Any) -> Iterator[Body]:
    for person in who:
        yield case.Classified(
            incident=line["incident"], person=person, disease="covid-19", classification=said,
            reason="Two tests",
        )  # fmt: skip


def _listed(line: Line, who: list[str], contacts: dict[str, int], cast: Any) -> Iterator[Body]:
    """``contacts listed: {Li: 240}``: who was near, and for how many minutes."""
    yield case.ContactsListed(
        incident=line["incident"], person=who[0], since=moment(line["since"]), until=moment(line["at"]),
        contacts=tuple(
            case.Contact(person=person, company=line.get("in company of", "cell"), minutes=minutes)
            for person, minutes in contacts.items()
        ),
    )  # fmt: skip


def _decided(line: Line, who: list[str], decision: Any, cast: Any) -> Iterator[Body]:
    for person in who:
        yield case.ContactDecided(
            incident=line["incident"], person=person, decision=decision, reason="Shared a room"
        )


def _closed(line: Line, who: list[str], incident: str, cast: Any) -> Iterator[Body]:
    yield case.IncidentClosed(incident=incident, reason="Nobody else")


def _sent(line: Line, who: list[str], laboratory: str, cast: Any) -> Iterator[Body]:
    yield testing.TubesHandedOver(tubes=tuple(line["tubes"]), laboratory=laboratory, taken_by="Driver")


def _voided(line: Line, who: list[str], why: Any, cast: Any) -> Iterator[Body]:
    yield testing.TubeVoided(tube=line["tube"], why=why)


def _told(line: Line, who: list[str], parties: Any, cast: Any) -> Iterator[Body]:
    yield testing.ResultTold(tube=line["tube"], parties=tuple(parties))


INCIDENTS: dict[str, Tell] = {
    "incident opened": _opened,
    "movement frozen in": _frozen,
    "freeze lifted in": _lifted,
    "classified": _classified,
    "contacts listed": _listed,
    "contact decided": _decided,
    "incident closed": _closed,
    "tubes sent to": _sent,
    "tube voided": _voided,
    "result told to": _told,
}
