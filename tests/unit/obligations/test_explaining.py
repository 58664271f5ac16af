"""Force and reasons: which version decides, and what it says."""

import pytest

from lazaretto.obligations.explaining import explain
from lazaretto.obligations.force import missing
from lazaretto.protocol.document import Deadline
from tests.unit.obligations.owing import assessed, at, document, issue

FEVER = Deadline(trigger="temperature", trigger_at_least=373, evidence="isolated", within=240)
STRICT = Deadline(trigger="temperature", trigger_at_least=373, evidence="isolated", within=30)
PAPERS = (document(FEVER), document(STRICT, version="2"))
ISSUES = (issue("1", "01-01 00:00", 7001), issue("2", "03-15 09:00", 7002))
STORY = at("03-15 08:00", "Wang", temperature=38.0)


def test_an_obligation_and_its_finding_are_explained_by_the_version_of_their_beginning() -> None:
    assessment, record, forces = assessed(PAPERS, STORY, extra=ISSUES, until="03-15 13:00")
    issued = {force.fact: record.facts[force.fact].id for force in forces}
    (row,) = assessment.obligations()
    (finding,) = assessment.findings()
    for item in (row, finding):  # it was found missing at noon, when version 2 was in force
        reason = explain(item, forces=forces, issued=issued)
        assert (reason.document, reason.version) == ("test", "1")
        assert reason.in_force_by == ISSUES[0].id
        assert reason.facts == (row.trigger,)


def test_a_clause_that_no_version_holds_cannot_be_explained() -> None:
    assessment, _, _ = assessed(PAPERS, STORY, extra=ISSUES, until="03-15 13:00")
    (finding,) = assessment.findings()
    with pytest.raises(KeyError, match=r"test\.duty"):
        explain(finding, forces=(), issued={})


def test_a_version_follows_the_one_before_and_a_missing_one_is_named() -> None:
    assessment, _, forces = assessed(PAPERS, STORY, extra=ISSUES, until="03-15 13:00")
    assert [force.protocol.version for force in forces] == ["1", "2"]
    assert forces[0].until == forces[1].since
    assert missing(assessment.standing, shelf={}) == (("test", "1"), ("test", "2"))
