"""Explanations and the protocol page, in words."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from lazaretto.board.counts import Counts
from lazaretto.board.duties import duty_in_words
from lazaretto.board.explanation import ExplanationPage
from lazaretto.board.laying_out import documents, lay_out
from lazaretto.board.wording import put, put_contradiction
from lazaretto.facts.custody import Moved, TransferredIn
from lazaretto.obligations.explaining import explain
from lazaretto.obligations.owed import Finding, Obligation
from lazaretto.protocol.document import Deadline
from lazaretto.protocol.reading import read
from tests.stating import ZONE, fact, moment, second
from tests.unit.board.world import PROTOCOL, Seen, clause, look, measured

DOCUMENTS = Path(__file__).resolve().parents[3] / "protocols"
ZONES = {"QZ-D": ZONE, "MJ-D": ZONE}


def page(seen: Seen, item: Obligation | Finding, zones: dict[str, str] | None = None) -> ExplanationPage:
    issued = {force.fact: seen.record.facts[force.fact].id for force in seen.forces}
    explanation = explain(item, forces=seen.forces, issued=issued)
    return put(
        item, explanation=explanation, force=seen.forces[0], record=seen.record,
        standing=seen.assessment.standing, zones=ZONES if zones is None else zones,
    )  # fmt: skip


def temperature_of(seen: Seen, subject: str) -> Obligation:
    found: Iterable[Obligation] = seen.assessment.obligations(clause="hygiene.temperature", subject=subject)
    return next(o for o in found if o.slot == "morning" and o.opens == moment("03-15 06:00"))


def test_a_missed_duty_says_when_it_was_due_and_on_what_numbers() -> None:
    seen = look(at="03-15 10:30")
    said = page(seen, temperature_of(seen, "A"))
    assert (said.standing, said.rule, said.document, said.version) == (
        "missed", "hygiene.temperature", "small", "1",
    )  # fmt: skip
    assert said.said.en == "Due by 15 March 2022 09:00 and not answered: A"
    assert [(p.value, p.unit, p.sources[0].id) for p in said.parameters] == [("14", "d", "practice")]
    assert said.counting is not None
    assert said.counting.en == "day 0 is the first"
    assert said.in_force_since == moment("03-01 00:00")


def test_an_answered_duty_names_the_fact_and_the_issue() -> None:
    answer = measured(50, "03-15 07:00", "A")
    seen = look(answer, at="03-15 10:30")
    parts = {line.part: line for line in page(seen, temperature_of(seen, "A")).facts}
    assert parts["answer"].fact == answer.id
    assert parts["in_force"].sentence.en == "the office issued protocol small, version 1"


def test_a_late_answer_is_told_from_a_duty_that_is_still_open() -> None:
    late = look(measured(50, "03-15 09:30", "A"), at="03-15 09:45")
    assert page(late, temperature_of(late, "A")).said.en.startswith("Answered after it was due")
    assert page(late, temperature_of(late, "B")).said.en.startswith("Overdue since")


def test_a_breach_shows_the_fact_that_broke_the_clause() -> None:
    stranger = fact(Moved(person="C", cell="QZ-D/T/01"), "03-15 06:30", number=50)
    seen = look(stranger, at="03-15 07:00")
    (breach,) = [f for f in seen.assessment.findings() if f.kind == "breach"]
    said = page(seen, breach)
    assert (said.standing, said.severity, said.owner) == ("breach", "alarm", "duty_officer")
    assert [line.sentence.en for line in said.facts if line.part == "breach"] == ["C moved to cell QZ-D/T/01"]
    assert said.duty is not None
    assert said.duty.en == "Must not happen"


def test_facts_of_people_outside_the_scope_are_left_out() -> None:
    seen = look(measured(50, "03-15 07:00", "A"), at="03-15 10:30")
    lines = page(seen, temperature_of(seen, "A"), zones={"QZ-D": ZONE}).facts
    assert {line.part for line in lines} == {"answer", "in_force"}  # an issue speaks of nobody


def test_a_contradiction_is_its_own_reason() -> None:
    twice = fact(
        TransferredIn(person="A", cell="MJ-D/G1/01", origin="QZ-D"), "03-15 07:00", number=50, facility="MJ-D"
    )
    seen = look(twice, at="03-15 09:30")
    (finding,) = [f for f in seen.assessment.findings() if f.kind == "problem"]
    said = put_contradiction(finding, record=seen.record, standing=seen.assessment.standing, zones=ZONES)
    assert (said.rule, said.document, said.title.en) == ("held_elsewhere", None, "One person in two places")
    assert said.remedy is not None
    assert said.facts[0].sentence.en == "A arrived from QZ-D, cell MJ-D/G1/01"


def test_the_protocol_page_says_each_duty_in_words() -> None:
    seen = look(at="03-15 07:00")
    laid = lay_out(
        PROTOCOL, digest="0" * 64, shelf={("small", "1"): PROTOCOL}, forces=seen.forces,
        facts=seen.record.facts, at=second("03-15 07:00"), counts={"hygiene.temperature": Counts(owed=3)},
    )  # fmt: skip
    assert [s.family for s in laid.sections] == ["hygiene", "command", "testing", "quarantine"]
    lines = {line.id: line for section in laid.sections for line in section.clauses}
    assert lines["hygiene.temperature"].duty.en == (
        "Owed by everyone held every day, once a slot: morning 06:00–09:00, evening 18:00–20:00;"
        " missed 60 min after the slot"
    )
    assert lines["hygiene.fever"].duty.en == "Owed within 30 min of each: temperature"
    assert lines["hygiene.temperature"].counts.owed == 3
    assert lines["hygiene.temperature"].sources[0].locator == "published"


def test_a_leeway_is_said_where_there_is_one() -> None:
    duty = Deadline(trigger="appointment_set", evidence="appointment_held", within=60, names_due=True)
    given = structs.replace(duty, leeway=30)
    said, more = (duty_in_words(clause("test.duty", one)).en for one in (duty, given))
    assert "by the instant that it names, else within 60 min" in said
    assert "by the instant that it names or 30 min after it, else within 60 min" in more


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*/1.yaml")), ids=lambda path: path.parent.name)
def test_every_duty_of_the_documents_is_said_without_a_code(path: Path) -> None:
    protocol = read(path.read_bytes()).protocol
    for clause_ in protocol.clauses if protocol else ():
        assert "_" not in duty_in_words(clause_).zh_hans, clause_.id


def test_versions_say_when_they_decided() -> None:
    seen = look(at="03-15 07:00")
    lines = documents(
        shelf={("small", "1"): PROTOCOL},
        forces=seen.forces,
        facts=seen.record.facts,
        at=second("03-15 07:00"),
    )
    ((version,),) = [line.versions for line in lines]
    assert (version.in_force, version.since, version.until) == (True, moment("03-01 00:00"), None)


def test_a_document_that_was_read_again_is_still_the_one_in_force() -> None:
    seen = look(at="03-15 07:00")
    again = msgspec.structs.replace(PROTOCOL)  # the same document, another value
    lines = documents(
        shelf={("small", "1"): again}, forces=seen.forces, facts=seen.record.facts, at=second("03-15 07:00")
    )
    assert [version.in_force for line in lines for version in line.versions] == [True]
