"""Lines about who answers for a house, what they leave to whom, and at which level it works, as facts."""

from collections.abc import Callable, Iterator
from typing import Any

from lazaretto.facts import leading
from lazaretto.facts.command import LeaderNamed
from lazaretto.facts.fact import Body
from tests.stating import moment

Line = dict[str, Any]
Tell = Callable[[Line, list[str], Any, Any], Iterator[Body]]


def _deputy(line: Line, who: list[str], title: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield LeaderNamed(person=person, title=title, rank="deputy")


def _for_now(line: Line, who: list[str], until: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield LeaderNamed(person=person, title="For now", until=moment(until))


def _relieved(line: Line, who: list[str], reason: str, cast: Any) -> Iterator[Body]:
    for person in who:
        yield leading.LeaderRelieved(person=person, reason=reason)


def _everything(line: Line, who: list[str], delegate: str, cast: Any) -> Iterator[Body]:
    yield leading.ResponsibilityDelegated(
        delegation=line["leave"], delegated_by=line["by"], delegate=delegate, reason="Away",
        level=line.get("level", "leader"), opens=moment(line["from"]), closes=moment(line["until"]),
    )  # fmt: skip


def _ended(line: Line, who: list[str], delegation: str, cast: Any) -> Iterator[Body]:
    yield leading.DelegationEnded(delegation=delegation, ended_by=line["by"], reason="Back")


LEADING: dict[str, Tell] = {
    "named deputy": _deputy,
    "named leader until": _for_now,
    "relieved": _relieved,
    "everything left to": _everything,
    "delegation ended": _ended,
}
