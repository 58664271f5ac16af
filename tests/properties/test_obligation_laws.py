"""Laws 6, 7, 9 and 15 of what is owed: lasting ids, what was owed as known then, versions, isolation."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import get_args

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from lazaretto.facts.custody import Admitted
from lazaretto.facts.fact import Fact
from lazaretto.facts.hygiene import Isolated
from lazaretto.facts.periods import instant, seconds
from lazaretto.facts.quarantine import LegEnded, LegStarted
from lazaretto.obligations.explaining import explain
from lazaretto.obligations.force import in_force
from lazaretto.obligations.owed import Finding, Obligation, Status
from lazaretto.protocol.document import Refrain
from lazaretto.registers.problems import Rule
from lazaretto.registers.record import Record
from tests.properties.meaning import assessed, found, owed
from tests.properties.oracle import Pencil
from tests.properties.rules import everything
from tests.properties.worlds import DAYS, PEOPLE, START, established, histories, issue, spoken
from tests.stating import fact, moment, record_of

FIRST = seconds(START)
LAST = FIRST + (DAYS + 3) * 86_400
OLD = everything()
NEW = everything(version="2", days=(1,), minutes=30, full=1)
SHELF = {("small", "1"): OLD, ("small", "2"): NEW}
hours = st.integers(0, (DAYS + 2) * 24).map(lambda count: FIRST + 3600 * count)
NEEDS_A_PERSON = {Status.MISSED, Status.LATE, Status.DISPUTED}


def itself(obligation: Obligation) -> tuple[object, ...]:
    """What makes an obligation itself."""
    return (obligation.clause, obligation.subject, obligation.trigger, obligation.opens)


@given(said=histories(), data=st.data())
def test_an_id_depends_only_on_clause_subject_trigger_and_period(
    said: list[Fact], data: st.DataObject
) -> None:
    record = record_of([*established(), issue(), *said])
    ids: dict[object, object] = {}
    for _ in range(3):
        start, end = sorted([data.draw(hours), data.draw(hours) + 3600])
        assessment = assessed(record, shelf=SHELF, start=start, end=end + 1, at=data.draw(hours))
        for obligation in owed(assessment):
            assert ids.setdefault(itself(obligation), obligation.id) == obligation.id
    assert len(set(ids.values())) == len(ids)


def crowd_ids() -> list[str]:
    """The ids of what is owed by forty people, in order."""
    crowd = [
        fact(Admitted(person=f"P{n}", cell=f"QZ-D/G1/{n:02}", sex="male"), "03-10 05:00", number=n + 1)
        for n in range(40)
    ]
    record = record_of([*established(), issue(), *crowd])
    return sorted(str(o.id) for o in owed(assessed(record, shelf=SHELF, start=FIRST, end=LAST, at=LAST)))


def test_ids_are_the_same_in_every_process() -> None:
    program = "from tests.properties.test_obligation_laws import crowd_ids; print(crowd_ids())"
    said = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment,
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        said.add(done.stdout)
    assert said == {f"{crowd_ids()}\n"}
    assert len(crowd_ids()) > 100


@given(said=histories(), at=hours, switch=hours)
def test_everything_explains_itself_by_a_version_in_force(said: list[Fact], at: int, switch: int) -> None:
    record = record_of([*established(), issue(), issue(version="2", at=instant(switch), number=2), *said])
    assessment = assessed(record, shelf=SHELF, start=FIRST, end=LAST, at=at)
    forces = in_force(assessment.standing, shelf=SHELF)
    issued = {force.fact: record.facts[force.fact].id for force in forces}
    breaches = [f for f in found(assessment) if f.kind == "breach"]
    items: list[Obligation | Finding] = [*owed(assessment), *breaches]
    for item in items:
        explanation = explain(item, forces=forces, issued=issued)
        assert explanation.clause in (OLD if explanation.version == "1" else NEW).clauses
        assert explanation.in_force_by in issued.values()
        assert explanation.parameters
        assert explanation.sources
        if isinstance(item, Obligation):
            assert explanation.version == item.version
            assert explanation.clause.id == item.clause


@given(said=histories(), at=hours)
def test_no_finding_without_an_obligation_a_condition_or_a_contradiction(said: list[Fact], at: int) -> None:
    assessment = assessed(
        record_of([*established(), issue(), *said]), shelf=SHELF, start=FIRST, end=LAST, at=at
    )
    wanting = {o.id: o for o in owed(assessment) if o.status in NEEDS_A_PERSON}
    findings = found(assessment)
    for finding in findings:
        if finding.kind == "breach":
            assert isinstance(OLD.clause(finding.rule).duty, Refrain)
            assert finding.facts
        elif finding.kind == "problem":
            assert finding.rule in get_args(Rule)
        else:
            assert wanting[finding.id].status.name.lower() == finding.kind
    assert {f.id for f in findings if f.kind not in ("breach", "problem")} == set(wanting)


@given(said=histories(), later=histories(most=8), at=hours, known_at=hours)
def test_nothing_known_later_changes_what_was_owed(
    said: list[Fact], later: list[Fact], at: int, known_at: int
) -> None:
    afterwards = [
        msgspec.structs.replace(
            fact, id=type(fact.id)(int=fact.id.int ^ 1 << 79), recorded=fact.recorded + timedelta(days=20)
        )
        for fact in later
    ]
    before = record_of([*established(), issue(), *said])
    after = record_of(
        [*established(), issue(), *said, *afterwards, issue(version="2", at=instant(LAST), number=2)]
    )
    one, other = (
        assessed(record, shelf=SHELF, start=FIRST, end=LAST, at=at, known_at=known_at)
        for record in (before, after)
    )
    assert owed(one) == owed(other)
    assert found(one) == found(other)
    assert set(one.tallies) == set(other.tallies)


@given(said=histories(most=10), wrong=spoken(7001), right=spoken(7002), at=hours)
def test_a_correction_restores_what_is_owed(said: list[Fact], wrong: Fact, right: Fact, at: int) -> None:
    assume(wrong.facility == right.facility)  # another house's word has no force
    correction = msgspec.structs.replace(right, corrects=wrong.id)
    world = [*established(), issue(), *said]
    mended = assessed(record_of([*world, wrong, correction]), shelf=SHELF, start=FIRST, end=LAST, at=at)
    plain = assessed(record_of([*world, right]), shelf=SHELF, start=FIRST, end=LAST, at=at)
    assert owed(mended) == owed(plain)
    assert found(mended) == found(plain)


@given(said=histories(), at=hours, switch=hours)
def test_a_new_version_changes_nothing_that_began_before_it(said: list[Fact], at: int, switch: int) -> None:
    world = [*established(), issue(), *said]
    old = record_of(world)
    both = record_of([*world, issue(version="2", at=instant(switch), number=2)])

    def before(record: Record) -> set[Obligation]:
        assessment = assessed(record, shelf=SHELF, start=FIRST, end=LAST, at=at)
        return {o for o in owed(assessment) if _began(o, record) < switch}

    assert before(both) == before(old)


@given(said=histories(), at=hours, switch=hours)
def test_a_new_version_never_shortens_a_running_leg(said: list[Fact], at: int, switch: int) -> None:
    """Who began a leg under the longer version and is called done too soon is found, whatever rules now."""
    world = [*established(), issue(), *said]
    old, both = (
        assessed(record_of(facts), shelf=SHELF, start=FIRST, end=LAST, at=at)
        for facts in (world, [*world, issue(version="2", at=instant(switch), number=2)])
    )
    by_id = {fact.id: fact for fact in said}
    wanted = {
        f.facts for f in found(old) if f.rule == "leg_full" and _leg_began(by_id[f.facts[0]], said) < switch
    }
    assert wanted <= {f.facts for f in found(both) if f.rule == "leg_full"}


def test_a_leg_of_three_days_takes_three_days_though_one_suffices_since() -> None:
    start = LegStarted(order="O", person="P1", layer=1, cohort="C")
    end = LegEnded(order="O", person="P1", layer=1, outcome="completed", signed_by="L1")
    began = fact(start, "03-11 08:00", number=1)
    ended = fact(end, "03-13 08:00", number=2)
    world = [*established(), issue(), began, ended, issue(version="2", at=moment("03-12 08:00"), number=2)]
    assessment = assessed(record_of(world), shelf=SHELF, start=FIRST, end=LAST, at=LAST)
    assert [f.facts for f in found(assessment) if f.rule == "leg_full"] == [(ended.id,)]


@given(said=histories(), at=hours)
def test_whoever_is_isolated_without_a_live_order_is_found(said: list[Fact], at: int) -> None:
    assessment = assessed(
        record_of([*established(), issue(), *said]), shelf=SHELF, start=FIRST, end=LAST, at=at
    )
    pencil = Pencil(said, at=instant(at), known_at=instant(LAST * 2), zone="UTC")
    wanted = {
        fact.id
        for person in PEOPLE
        for fact in pencil.of(Isolated, person)
        if not pencil.under_order(person, fact.occurred)
    }
    assert wanted == {f.facts[0] for f in found(assessment) if f.rule == "isolated_without_order"}


def _began(obligation: Obligation, record: Record) -> int:
    if obligation.trigger is None:
        return seconds(obligation.opens)
    trigger = record.facts[record.number_of(obligation.trigger)]
    return seconds(trigger.occurred)


def _leg_began(end: Fact, said: list[Fact]) -> int:
    """When the leg began that this fact ends, at the latest."""
    body = end.body
    starts = [
        fact.occurred
        for fact in said
        if isinstance(fact.body, LegStarted)
        and isinstance(body, LegEnded)
        and fact.body.person == body.person
    ]
    return max((seconds(at) for at in starts if at < end.occurred), default=FIRST)
