"""Findings and notices lowered: what was found, demanded, put right, looked at again, opened again."""

from collections.abc import Iterator
from typing import Any, get_args

from lazaretto.facts import notices
from lazaretto.facts.fact import Fact
from lazaretto.facts.periods import seconds
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

GRAVITIES: tuple[str, ...] = get_args(notices.Gravity)
ORIGINS: tuple[str, ...] = get_args(notices.Origin)
SORTS: tuple[str, ...] = get_args(notices.NoticeSort)
OUTCOMES: tuple[str, ...] = get_args(notices.Outcome)
FINDING_ACTS = ("raise", "notice", "rectify", "pass", "return", "reopen")
NOTICE_ACTS = ("issue", "receive", "answer")
AGAIN = ("returned", "reopened")


def finding_key(facility: str, finding: str) -> str:
    """The name under which registers hold a finding, or a notice: its code is its house's own."""
    return f"{facility}|{finding}"


def _acted(
    event: str, key: int, act: int, persons: tuple[str, ...], keys: Names
) -> Iterator[tuple[str, int, int, int]]:
    """One row a person: whoever did it, and whoever said so."""
    for person in dict.fromkeys(persons):
        yield event, key, act, keys.number(person)


def _finding_act(finding: str, act: str, who: str, fact: Fact, keys: Names) -> Rows:
    key = keys.number(finding_key(fact.facility, finding))
    return _acted("finding_act", key, FINDING_ACTS.index(act), (who, fact.actor), keys)


def _notice_act(notice: str, act: str, who: str, fact: Fact, keys: Names) -> Rows:
    key = keys.number(finding_key(fact.facility, notice))
    return _acted("notice_act", key, NOTICE_ACTS.index(act), (who, fact.actor), keys)


def _finding_raised(body: notices.FindingRaised, fact: Fact, keys: Names, facilities: Names) -> Rows:
    key, severity = keys.number(finding_key(fact.facility, body.finding)), GRAVITIES.index(body.severity)
    yield "finding_raised", key, severity, ORIGINS.index(body.origin)
    yield "finding_about", keys.number(finding_key(fact.facility, body.about)), key, severity
    if body.due is not None:
        yield "finding_due", key, seconds(body.due), severity
    yield from _finding_act(body.finding, "raise", body.found_by, fact, keys)


def _notice_issued(body: notices.NoticeIssued, fact: Fact, keys: Names, facilities: Names) -> Rows:
    due = seconds(body.due) if body.due is not None else 0
    yield "notice_issued", keys.number(finding_key(fact.facility, body.notice)), SORTS.index(body.sort), due
    yield "notice_numbered", keys.number(f"{body.sort}|{body.year}"), body.number, 0
    yield from _notice_act(body.notice, "issue", body.signed_by, fact, keys)
    for line in body.lines:
        if line.facility == fact.facility:
            key, severity = keys.number(finding_key(line.facility, line.finding)), line.severity
            yield "finding_noticed", key, GRAVITIES.index(severity), due
            if due:
                yield "finding_due", key, due, GRAVITIES.index(severity)
            yield from _finding_act(line.finding, "notice", body.signed_by, fact, keys)


def _notice_received(body: notices.NoticeReceived, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "notice_received", keys.number(finding_key(fact.facility, body.notice)), 0, 0
    yield from _notice_act(body.notice, "receive", body.received_by, fact, keys)


def _notice_answered(body: notices.NoticeAnswered, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield "notice_answered", keys.number(finding_key(fact.facility, body.notice)), 0, 0
    yield from _notice_act(body.notice, "answer", body.signed_by, fact, keys)


def _finding_rectified(body: notices.FindingRectified, fact: Fact, keys: Names, facilities: Names) -> Rows:
    key = keys.number(finding_key(fact.facility, body.finding))
    yield "finding_rectified", key, len(body.evidence), keys.number(body.rectified_by)
    yield from _finding_act(body.finding, "rectify", body.rectified_by, fact, keys)


def _finding_reinspected(
    body: notices.FindingReinspected, fact: Fact, keys: Names, facilities: Names
) -> Rows:
    key, who = keys.number(finding_key(fact.facility, body.finding)), keys.number(body.reinspected_by)
    yield "finding_reinspected", key, OUTCOMES.index(body.outcome), who
    act = "pass" if body.outcome == "passed" else "return"
    if act == "return":
        yield "finding_again", key, AGAIN.index("returned"), 0
    yield from _finding_act(body.finding, act, body.reinspected_by, fact, keys)


def _finding_reopened(body: notices.FindingReopened, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield (
        "finding_again",
        keys.number(finding_key(fact.facility, body.finding)),
        AGAIN.index("reopened"),
        0,
    )
    yield from _finding_act(body.finding, "reopen", body.reopened_by, fact, keys)


LOWERING: dict[type, Any] = {
    notices.FindingRaised: _finding_raised,
    notices.NoticeIssued: _notice_issued,
    notices.NoticeReceived: _notice_received,
    notices.NoticeAnswered: _notice_answered,
    notices.FindingRectified: _finding_rectified,
    notices.FindingReinspected: _finding_reinspected,
    notices.FindingReopened: _finding_reopened,
}
