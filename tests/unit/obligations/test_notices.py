"""Findings and notices as machines: every (state, act, role), who keeps apart from whom, how they stand."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lazaretto.facts.fact import Body, Fact
from lazaretto.facts.inspections import InspectionClosed, InspectionOpened, ItemAnswer, ItemsAnswered
from lazaretto.facts.notices import (
    FindingRectified,
    FindingReinspected,
    FindingReopened,
    NoticeAnswered,
    NoticeReceived,
)
from lazaretto.obligations.climbing import Climbed, climbed
from lazaretto.obligations.extensions import EXTENSION
from lazaretto.obligations.extensions import step_of as step_of_extension
from lazaretto.obligations.foreseeing import ahead
from lazaretto.obligations.inspections import INSPECTION, inspections
from lazaretto.obligations.machine import Machine, follow
from lazaretto.obligations.notices import FINDING, NOTICE, findings, notices, step_of
from lazaretto.obligations.walking import walk_all
from lazaretto.registers.extensions import EXTENSION_ACTS
from lazaretto.registers.inspections import INSPECTION_ACTS
from lazaretto.registers.notices import FINDING_ACTS, NOTICE_ACTS
from lazaretto.registers.record import Record
from tests.stating import HOUSE, fact, moment, record_of, second
from tests.unit.obligations.legs import World, world
from tests.unit.obligations.machining import stated, triples
from tests.unit.registers.noticed import LINE, asked, decided, issued, raised

GRID = """
    unseen: raise → raised
    raised: notice → noticed, rectify → rectified
    noticed: notice → noticed, rectify → rectified
    rectified: notice → rectified, rectify → rectified, pass → closed, return → returned
    returned: notice → returned, rectify → rectified
    closed: notice → closed, reopen → reopened
    reopened: notice → noticed, rectify → rectified
"""
WHO = {
    "raise": "duty_officer leader detachment_officer detachment_leader",
    "notice": "detachment_leader",
    "rectify": "duty_officer leader",
    "pass": "leader detachment_officer detachment_leader",
    "return": "leader detachment_officer detachment_leader",
    "reopen": "detachment_officer detachment_leader",
}
PAPERS = """
    unwritten: issue → issued
    issued: receive → received, answer → answered
    received: answer → answered
    answered: answer → answered
"""
PAPER_WHO = {"issue": "detachment_leader", "receive": "duty_officer leader", "answer": "leader"}
INSPECTIONS = """
    planned: open → open
    open: answer → open, close → closed
"""
EXTENSIONS = """
    unasked: ask → asked
    asked: grant → granted, refuse → refused
"""
EXTENDERS = {
    "ask": "duty_officer leader", "grant": "leader detachment_officer detachment_leader",
    "refuse": "leader detachment_officer detachment_leader",
}  # fmt: skip
INSPECTORS = "duty_officer leader detachment_officer detachment_leader"
ORDER = issued(LINE, sort="order", due=moment("03-16 08:00"))


@pytest.mark.parametrize(
    ("machine", "grid", "who"),
    [
        (FINDING, GRID, WHO),
        (NOTICE, PAPERS, PAPER_WHO),
        (EXTENSION, EXTENSIONS, EXTENDERS),
        (INSPECTION, INSPECTIONS, dict.fromkeys(("open", "answer", "close"), INSPECTORS)),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_every_state_act_and_role_is_as_the_grid_says(
    machine: Machine, grid: str, who: dict[str, str]
) -> None:
    told = stated(grid, who)
    assert {triple: told.get(triple) for triple in triples(machine)} == triples(machine)


def rectified(by: str = "S1", **more: object) -> Body:
    return FindingRectified(finding="F1", done="Opened.", rectified_by=by, **more)  # type: ignore[arg-type]


def looked(outcome: str = "passed", by: str = "D2") -> Body:
    return FindingReinspected(finding="F1", outcome=outcome, seen="Seen.", reinspected_by=by)  # type: ignore[arg-type]


def reopened(by: str = "D3") -> Body:
    return FindingReopened(finding="F1", reason="Shut again.", reopened_by=by)


def by(body: Body, at: str, actor: str, number: int) -> Fact:
    return replace(fact(body, at, number=number), actor=actor)


def state(*bodies: Body) -> str:
    told = world(*((body, f"03-15 {9 + hour:02d}:00") for hour, body in enumerate(bodies)))
    (found,) = findings(told.standing, told.facts, HOUSE)
    return found.course.state


def test_a_finding_goes_its_way_and_comes_back_with_its_history() -> None:
    course = (raised(), ORDER, rectified(), looked("returned"), rectified(), looked())
    states = ["raised", "noticed", "rectified", "rectified", "rectified", "rectified"]
    assert [state(*course[: n + 1]) for n in range(6)] == states
    facts = [
        by(body, f"03-15 {9 + hour:02d}:00", actor, 500 + hour)
        for hour, (body, actor) in enumerate(zip(course, ("D1", "D9", "S1", "D2", "S1", "D2"), strict=True))
    ]
    again = by(reopened(), "03-16 09:00", "D3", 600)
    told = record_of([*facts, again])
    before, after = (told.standing(at=second(at)) for at in ("03-15 20:00", "03-17 00:00"))
    (closed,) = findings(before, told.facts, HOUSE)
    (opened,) = findings(after, told.facts, HOUSE)
    assert (closed.course.state, opened.course.state) == ("closed", "reopened")
    assert len(opened.course.taken) == 7  # the history stays
    assert opened.open
    assert not closed.open


@pytest.mark.parametrize(("actor", "why"), [("D1", "raise"), ("S1", "rectify"), ("D3", "reopen")])
def test_nobody_closes_what_they_found_put_right_or_reopened(actor: str, why: str) -> None:
    steps = [
        step_of(act, by(body, f"03-15 {9 + hour:02d}:00", who, 500 + hour))
        for hour, (act, body, who) in enumerate(
            [
                ("raise", raised(), "D1"), ("rectify", rectified(), "S1"), ("pass", looked(), "D2"),
                ("reopen", reopened(), "D3"), ("rectify", rectified("S2"), "S2"),
            ]
        )
    ]  # fmt: skip
    course = follow(FINDING, steps)
    assert course.refuses("pass", frozenset({actor})) == why
    assert course.refuses("return", frozenset({actor})) == why
    assert course.refuses("pass", frozenset({"D4"})) is None


def test_a_notice_is_received_and_answered() -> None:
    told = world(
        (raised(), "03-15 09:00"), (ORDER, "03-15 10:00"),
        (NoticeReceived(notice="N1", received_by="S1"), "03-15 11:00"),
        (NoticeAnswered(notice="N1", words="All open.", signed_by="L1"), "03-15 12:00"),
    )  # fmt: skip
    (paper,) = notices(told.standing, told.facts, HOUSE)
    assert (paper.course.state, paper.mine) == ("answered", ("F1",))
    assert notices(told.standing, told.facts, "MJ-D") == ()


def test_an_inspection_keeps_the_latest_answer() -> None:
    def answer(said: str, who: str) -> Body:
        return ItemsAnswered(inspection="I1", answers=(ItemAnswer(item="radio", said=said),), answered_by=who)

    opened = InspectionOpened(
        inspection="I1", checklist="closed-duty", document="d", version="1", by="house", opened_by="S1"
    )
    closed = InspectionClosed(inspection="I1", checklist="closed-duty", score=1000, failed=0, closed_by="S1")
    told = world(
        (opened, "03-15 09:00"), (answer("no", "S1"), "03-15 09:10"), (answer("yes", "S2"), "03-15 09:20"),
        (closed, "03-15 09:30"), (answer("no", "S3"), "03-15 09:40"),
    )  # fmt: skip
    (found,) = inspections(told.standing, told.facts, HOUSE)
    assert (found.answers["radio"].answer.said, found.answers["radio"].by) == ("yes", "S2")
    assert found.course.state == "closed"
    assert [why for _, why in found.course.astray] == ["out_of_turn"]


ACTS: dict[str, Body] = {
    "raise": raised(), "notice": ORDER, "rectify": rectified(), "pass": looked(),
    "return": looked("returned"), "reopen": reopened(),
}  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(["A", "B", "C"])), max_size=14))
def test_rows_and_facts_tell_the_same_course(said: list[tuple[str, str]]) -> None:
    told = [
        replace(fact(ACTS[act], "03-15 09:00", number=n + 1), actor=who) for n, (act, who) in enumerate(said)
    ]
    told = [
        replace(
            one, occurred=one.occurred + timedelta(minutes=n), recorded=one.recorded + timedelta(minutes=n)
        )
        for n, one in enumerate(told)
    ]
    record = Record()
    record.append(told)
    standing = record.standing(at=second("03-16 00:00"))
    walked = walk_all(FINDING, FINDING_ACTS, standing.events("finding_act"))
    found = findings(standing, record.facts, HOUSE)
    assert len(walked) == len(said)
    if found:
        (one,) = found
        assert [w.why for w in walked if w.why is not None] == [why for _, why in one.course.astray]
        assert walked[-1].state == one.course.state


def test_the_acts_of_registers_are_those_of_the_machines() -> None:
    assert set(FINDING_ACTS) == set(FINDING.acts)
    assert set(NOTICE_ACTS) == set(NOTICE.acts)
    assert set(INSPECTION_ACTS) == set(INSPECTION.acts)
    assert set(EXTENSION_ACTS) == set(EXTENSION.acts)


def ladder(told: World) -> dict[str, Climbed]:
    found = climbed(findings(told.standing, told.facts, HOUSE), forces=told.forces, at=told.standing.at)
    return {one.finding.code: one for one in found}


def test_what_comes_again_climbs_a_step_and_goes_to_the_next_leader() -> None:
    told = world(
        (raised(finding="F1", severity="note"), "03-01 09:00"),
        (raised(finding="F2", severity="note", about="stores"), "03-10 09:00"),
        (raised(finding="F3", severity="note"), "03-11 09:00"),
        (raised(finding="F4", severity="note"), "03-12 09:00"),
        (raised(finding="F5", severity="note"), "04-20 09:00"),
        at="04-20 10:00",
    )
    found = ladder(told)
    assert [(one.times, one.severity) for one in found.values()] == [
        (1, "note"), (1, "note"), (2, "warning"), (3, "alarm"), (1, "note"),
    ]  # fmt: skip


def test_whose_it_is_and_until_when() -> None:
    said = [(raised(), "03-15 09:00"), (ORDER, "03-15 10:00"), (rectified(), "03-15 12:00")]

    def at(*told: tuple[Body, str], when: str) -> tuple[str | None, int | None, bool]:
        one = ladder(world(*told, at=when))["F1"]
        return one.whose, one.due, one.overdue

    assert at(said[0], when="03-15 10:00") == ("detachment_leader", second("03-16 09:00"), False)
    assert at(*said[:2], when="03-15 11:00") == ("leader", second("03-16 08:00"), False)
    assert at(*said[:2], when="03-16 08:00") == ("detachment_leader", second("03-16 08:00"), True)
    assert at(*said, when="03-16 08:00") == ("detachment_officer", second("03-17 12:00"), False)
    own = raised(origin="inspection", due=moment("03-18 23:59"))
    assert at((own, "03-15 09:00"), when="03-15 10:00")[0] == "leader"


def test_nobody_grants_or_refuses_the_time_they_asked_for() -> None:
    course = follow(EXTENSION, [step_of_extension("ask", by(asked(), "03-15 10:00", "S2", 1))])
    for act in ("grant", "refuse"):
        assert course.refuses(act, frozenset({"S1"})) == "ask"  # who is named in it
        assert course.refuses(act, frozenset({"S2"})) == "ask"  # who said so
        assert course.refuses(act, frozenset({"D2"})) is None
    assert course.refuses("ask", frozenset({"S3"})) == "out_of_turn"


def extended(*told: tuple[Body, str, str], when: str) -> Climbed:
    """A finding that an order wants by 03-16 08:00, and what was said of more time, each by whom."""
    facts = [
        by(body, at, who, 500 + n)
        for n, (body, at, who) in enumerate(
            ((raised(), "03-15 09:00", "D1"), (ORDER, "03-15 10:00", "D9"), *told)
        )
    ]
    known = world(at=when)
    standing = record_of(facts).standing(at=second(when))
    (one,) = climbed(findings(standing, facts, HOUSE), forces=known.forces, at=standing.at)
    return one


def test_granted_time_moves_the_term_and_the_first_one_stays_in_sight() -> None:
    ask = (asked(), "03-15 12:00", "S1")
    first, more = second("03-16 08:00"), second("03-18 18:00")
    one = extended(ask, when="03-15 13:00")
    assert (one.due, one.first_due, one.finding.extensions[0].state) == (first, None, "asked")
    one = extended(ask, (decided(), "03-15 14:00", "D2"), when="03-16 09:00")
    assert (one.due, one.first_due, one.overdue, one.whose) == (more, first, False, "leader")
    one = extended(ask, (decided("refused"), "03-15 14:00", "D2"), when="03-16 09:00")
    assert (one.due, one.first_due, one.overdue, one.whose) == (first, None, True, "detachment_leader")
    own = extended(ask, (decided(decided_by="S1"), "03-15 14:00", "S1"), when="03-16 09:00")
    assert own.overdue  # who asked grants nothing to themselves, though it is recorded
    assert [why for _, why in own.finding.extensions[0].course.astray] == ["ask"]


def test_granted_time_ends_with_the_step_that_it_was_given_for() -> None:
    told = (
        (asked(), "03-15 12:00", "S1"), (decided(), "03-15 14:00", "D2"), (rectified(), "03-15 15:00", "S1"),
        (looked("returned"), "03-15 16:00", "D2"),
    )  # fmt: skip
    one = extended(*told, when="03-15 17:00")
    assert (one.first_due, one.due) == (None, second("03-16 16:00"))  # a day, as the document gives


def test_what_will_become_of_it_stands_there_before_it_does() -> None:
    forces = world(at="03-15 11:00").forces
    one = extended(when="03-15 11:00")
    told = [(step.step, step.at, step.whose) for step in ahead(one, forces=forces, at=second("03-15 11:00"))]
    assert told == [
        ("reminded", second("03-15 11:00"), "leader"),
        ("climbs", second("03-16 08:00"), "detachment_leader"),
        ("escalated", second("03-17 08:00"), "detachment_leader"),  # 24 hours after the term
        ("missed", second("03-17 10:00"), "leader"),  # a day, and a day of grace, after the order
        ("calms", second("04-14 09:00"), None),  # thirty days after it was found
    ]
    late = extended(when="03-16 09:00")
    assert [step.step for step in ahead(late, forces=forces, at=second("03-16 09:00"))] == [
        "reminded", "escalated", "missed", "calms",
    ]  # fmt: skip
    more = extended((asked(), "03-15 12:00", "S1"), (decided(), "03-15 14:00", "D2"), when="03-15 15:00")
    steps = {step.step: step.at for step in ahead(more, forces=forces, at=second("03-15 15:00"))}
    assert (steps["climbs"], steps["escalated"]) == (second("03-18 18:00"), second("03-19 18:00"))
