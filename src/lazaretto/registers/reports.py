"""Reports lowered: what was done about a day's report, and by whom; which version was signed."""

from typing import Any

from lazaretto.facts import reports
from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.periods import day_number
from lazaretto.registers.events import Rows
from lazaretto.registers.naming import Names

ACTS: tuple[type[Body], ...] = (reports.ReportDrawn, reports.ReportSigned, reports.ReportReturned)


def _report_said(
    body: reports.ReportDrawn | reports.ReportSigned | reports.ReportReturned, fact: Fact, keys: Names,
    facilities: Names,
) -> Rows:  # fmt: skip
    matter, act = keys.number(f"{fact.facility}|{body.day.isoformat()}"), ACTS.index(type(body))
    persons = {fact.actor, body.signed_by} if isinstance(body, reports.ReportSigned) else {fact.actor}
    for person in sorted(persons):
        yield "report_said", matter, act, keys.number(person)


def _report_signed(body: reports.ReportSigned, fact: Fact, keys: Names, facilities: Names) -> Rows:
    yield from _report_said(body, fact, keys, facilities)
    yield "report_signed", keys.number(fact.facility), day_number(body.day), body.number


LOWERING: dict[type, Any] = {
    reports.ReportDrawn: _report_said,
    reports.ReportSigned: _report_signed,
    reports.ReportReturned: _report_said,
}
